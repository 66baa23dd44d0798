// Sentence boundaries: an averaged perceptron for the candidates that the closed rules leave to it.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string>

#include "averaged.h"
#include "base/perceptron.h"
#include "conllu.h"
#include "sentence/boundary_features.h"
#include "train.h"

namespace newsline::train {

using namespace newsline::sentence;
namespace {

constexpr int epochs = 10;
constexpr std::uint32_t least_seen = 3;
constexpr std::size_t most_bytes = 200'000;
constexpr std::size_t folds = 5;

struct Example {
  std::array<std::uint64_t, boundary_features> features{};
  bool ends = false, by_shape = false;
  std::size_t document = 0;
};

struct Text {
  std::string text;
  std::vector<std::uint32_t> begins;  // of the sentences
  std::size_t document = 0;
};

std::vector<Text> paragraphs(const std::filesystem::path& file, std::size_t first_document) {
  std::vector<Text> all;
  for (const TreebankSentence& sentence : read_conllu(file)) {
    if (all.empty() || sentence.paragraph_begins)
      all.push_back({{}, {}, first_document + sentence.document});
    Text& text = all.back();
    if (!text.text.empty()) text.text += ' ';
    text.begins.push_back(static_cast<std::uint32_t>(text.text.size()));
    text.text += sentence.text;
  }
  return all;
}

void add_examples(const Text& text, const SentenceRules::Impl& rules, std::vector<Example>& all) {
  CandidateScan scan(text.text, {0, static_cast<std::uint32_t>(text.text.size())});
  std::uint32_t begin = 0;
  while (const auto candidate = scan.next()) {
    const Facts known = facts(text.text, *candidate, rules);
    const bool ends = std::ranges::binary_search(text.begins, candidate->next);
    if (by_rules(text.text, *candidate, known, begin, rules) == Verdict::open &&
        asks_model(text.text, *candidate, known)) {
      Example one;
      features_of(text.text, *candidate, known, one.features.data());
      one.ends = ends;
      one.by_shape = by_shape(text.text, *candidate, known);
      one.document = text.document;
      all.push_back(one);
    }
    if (ends) begin = candidate->next;
  }
}

Averaged trained(std::vector<const Example*> examples) {
  Averaged model({"goes on", "ends"});
  for (const Example* one : examples) model.count(one->features);
  model.freeze(least_seen);
  std::mt19937_64 dice(1);  // the same order every time
  for (int epoch = 0; epoch < epochs; ++epoch) {
    for (std::size_t i = examples.size(); i > 1; --i)
      std::swap(examples[i - 1], examples[dice() % i]);
    for (const Example* one : examples) {
      const std::vector<float>& scores = model.scores(one->features);
      // a margin, so that rare words do not decide alone
      const std::size_t gold = one->ends;
      if (scores[gold] - scores[1 - gold] < 4) model.update(one->features, gold, 1 - gold);
      model.tick();
    }
  }
  model.average();
  return model;
}

bool ends(const Perceptron& model, const Example& one) {
  Perceptron::Scores scores{};
  for (const std::uint64_t hash : one.features) model.add(hash, scores);
  return scores[1] > scores[0];
}

void cross_validate(const std::vector<Example>& all) {
  std::size_t right = 0, right_by_shape = 0;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<const Example*> learned, held;
    for (const Example& one : all) (one.document % folds == fold ? held : learned).push_back(&one);
    const std::string bytes = trained(learned).packed(most_bytes);
    const Perceptron model(bytes);
    for (const Example* one : held) {
      right += ends(model, *one) == one->ends;
      right_by_shape += one->by_shape == one->ends;
    }
  }
  const auto percent = [&](std::size_t part) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(all.size());
  };
  std::printf(
      "of %zu candidates that are left to it the model has %.2f %% right, their shape alone %.2f "
      "%%\n",
      all.size(), percent(right), percent(right_by_shape));
}

}  // namespace

int train_sentences(const Task& task) {
  SentenceRules::Impl rules;
  rules.read_words(Data(), "en");
  std::vector<Example> all;
  std::size_t documents = 0;
  for (const char* file : {"ud-ewt-train.conllu", "ud-gum-open-train.conllu"}) {
    for (const Text& text : paragraphs(std::filesystem::path(task.corpora) / file, documents))
      add_examples(text, rules, all);
    documents = all.back().document + 1;
  }
  if (!task.more.empty() && std::string_view(task.more[0]) == "check") {
    cross_validate(all);
    return 0;
  }
  std::vector<const Example*> examples;
  for (const Example& one : all) examples.push_back(&one);
  std::printf("%zu candidates, %zu bytes\n", all.size(),
              trained(examples).write(std::filesystem::path(task.data) / "en" / "sentence.model",
                                      most_bytes, false));
  return 0;
}

}  // namespace newsline::train
