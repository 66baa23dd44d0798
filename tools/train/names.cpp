// Names: a structured averaged perceptron (Collins 2002; labels as in Ratinov and Roth 2009) over
// the stretches of a sentence that could hold names. English: UNER EWT, BTC, CrossNER (politics,
// AI), WikiGold and WNUT17; German: GermEval 2014, WikiANN and sentences of UD without a name.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "averaged.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "conllu.h"
#include "entity/sentence_view.h"
#include "entity/tagger.h"
#include "train.h"

namespace newsline::train {

using namespace newsline::entity;
namespace {

// models that see the examples in orders of their own, then summed
constexpr std::uint64_t orders = 5;
constexpr std::uint32_t least_seen = 2;
/// A file of sentences, and how often each is learned from.
struct Corpus {
  const char* file;
  int copies;
};
struct Language {
  std::string_view name;
  std::vector<Corpus> corpora;
  std::size_t most_bytes = 3'000'000;
  bool rows = false;  // Averaged::write
  int epochs = 6;
  std::int32_t margin = 0;  // by how much a right label must lead over a wrong one, while learning
};
const std::vector<Language>& languages() {
  static const std::vector<Language> all = {
      // GermEval is news in part, WikiANN a guess from links; the treebanks show what is no name
      {"de",
       {{"germeval2014-de.tsv", 6},
        {"wikiann-de.conll", 1},
        {"ud-de-gsd-dev.conllu", 2},
        {"ud-de-gsd-test.conllu", 2},
        {"ud-de-pud-wiki.conllu", 2}}},
      // UNER twice: it is edited text, in part news, and its conventions are ours.
      {"en",
       {{"uner-ewt-train.ndjson", 2},
        {"btc.ndjson", 1},
        {"crossner-politics-train.ndjson", 1},
        {"crossner-politics-dev.ndjson", 1},
        {"crossner-ai-train.ndjson", 1},
        {"wikigold.ndjson", 1},
        {"wnut17-train.ndjson", 1}},
       4'000'000,
       true,
       10,
       30},
  };
  return all;
}

struct Gold {
  std::uint32_t begin = 0, end = 0;  // bytes
  std::size_t type = 0;              // 3: of no type that the model knows
};

/// One stretch: the features of each token and its label.
struct Example {
  std::vector<std::vector<std::uint64_t>> features;
  std::vector<std::uint8_t> labels;
};

std::size_t type_named(const std::string& name) {
  return name == "PER" ? 0 : name == "ORG" ? 1 : name == "LOC" ? 2 : 3;
}

/// Byte offsets of code point offsets.
std::vector<std::uint32_t> byte_offsets(const std::string& text) {
  std::vector<std::uint32_t> offsets;
  for (std::size_t at = 0; at < text.size(); next_code_point(text, at))
    offsets.push_back(static_cast<std::uint32_t>(at));
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  return offsets;
}

class Reader {
 public:
  Reader(const EntityRules& rules, const TokenRules& token_rules, std::string_view language)
      : rules_(rules), token_rules_(token_rules), language_(language) {}

  void read(const std::filesystem::path& file, std::vector<Example>& examples) {
    std::ifstream stream(file);
    if (!stream) throw std::runtime_error("cannot read " + file.string());
    std::string line;
    if (file.extension() == ".conllu") return read_nameless(file, examples);
    if (file.extension() != ".ndjson")
      return read_columns(stream, file.extension() == ".tsv", examples);
    while (std::getline(stream, line))
      if (!line.empty()) add(nlohmann::json::parse(line), examples);
  }

 private:
  /// The sentences of a treebank that hold no name: there a capital is that of a noun. Capitals
  /// alone
  /// ("SPD") some treebanks call a noun.
  void read_nameless(const std::filesystem::path& file, std::vector<Example>& examples) {
    for (const TreebankSentence& sentence : read_conllu(file)) {
      const auto may_be_name = [](const Word& word) {
        return word.upos == "PROPN" || word.upos == "X" ||
               (word.form.size() > 1 && ascii::is_upper(word.form[0]) &&
                ascii::is_upper(word.form[1]));
      };
      if (std::ranges::none_of(sentence.words, may_be_name)) add(sentence.text, {}, examples);
    }
  }

  /// A title or a heading of an encyclopedia is a name whatever it is of.
  static bool is_prose(std::string_view text) {
    constexpr std::ptrdiff_t fewest = 4;  // gaps between words
    return !text.empty() && (text.back() == '.' || text.back() == '!' || text.back() == '?') &&
           std::ranges::count(text, ' ') >= fewest;
  }

  /// A word a line with its label (B-PER, I-PER, O), an empty line behind each sentence: the second
  /// column, of GermEval the third. Its derived and compound names ("LOCderiv", "ORGpart") are none
  /// here.
  void read_columns(std::ifstream& stream, bool numbered, std::vector<Example>& examples) {
    std::string text, line;
    std::vector<Gold> gold;
    while (std::getline(stream, line)) {
      if (line.empty()) {
        if (numbered || is_prose(text)) add(text, gold, examples);
        text.clear();
        gold.clear();
        continue;
      }
      if (line[0] == '#' && line.find('\t') == 1) continue;
      std::string_view rest = line;
      if (numbered) rest.remove_prefix(std::min(rest.find('\t'), rest.size() - 1) + 1);
      if (!numbered && rest.find(':') < 4) rest.remove_prefix(rest.find(':') + 1);  // "de:Teil"
      const std::string_view word = rest.substr(0, rest.find('\t'));
      rest.remove_prefix(std::min(word.size() + 1, rest.size()));
      const std::string_view label = rest.substr(0, rest.find('\t'));
      static constexpr std::string_view closing = ".,;:!?)]“%", opening = "([„";
      const bool glued = text.empty() || closing.find(word) != std::string_view::npos ||
                         opening.find(text.back()) != std::string_view::npos || text.ends_with("„");
      if (!glued) text += ' ';
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += word;
      const auto end = static_cast<std::uint32_t>(text.size());
      if (label.starts_with("B-"))
        gold.push_back({begin, end, type_named(std::string(label.substr(2)))});
      else if (label.starts_with("I-") && !gold.empty())
        gold.back().end = end;
    }
    if (!text.empty() && (numbered || is_prose(text))) add(text, gold, examples);
  }

  void add(const nlohmann::json& record, std::vector<Example>& examples) {
    const std::string text = record["text"];
    const std::vector<std::uint32_t> bytes = byte_offsets(text);
    std::vector<Gold> gold;
    for (const auto& entity : record["entities"])
      gold.push_back({bytes[entity["start"]], bytes[entity["end"]], type_named(entity["type"])});
    add(text, gold, examples);
  }

  void add(const std::string& words_of_it, const std::vector<Gold>& gold,
           std::vector<Example>& examples) {
    Article article;
    article.text = words_of_it;
    article.language = language_;
    const std::vector<Sentence> whole{{{0, static_cast<std::uint32_t>(article.text.size())}, 0}};
    const Tokens words = tokens(article, whole, token_rules_);
    const Text text{article, whole, words, rules_.impl()};
    view_sentence(text, 0, look_);
    stretches(text, look_, found_);
    const NameFeaturizer featurizer(text, look_);
    FeatureList hashes;
    for (const Stretch& stretch : found_) {
      Example example;
      if (!label(words, stretch, gold, example.labels)) continue;
      for (std::uint32_t i = stretch.first; i < stretch.last; ++i) {
        featurizer.features(stretch, i, hashes);
        example.features.emplace_back(hashes.begin(), hashes.end());
      }
      examples.push_back(std::move(example));
    }
  }

  /// False for a stretch with a name of a type that the model does not know, or cut otherwise than
  /// our tokens.
  static bool label(const Tokens& words, const Stretch& stretch, const std::vector<Gold>& gold,
                    std::vector<std::uint8_t>& labels) {
    using namespace name_labels;
    labels.assign(stretch.last - stretch.first, outside);
    const Span whole{words.all[stretch.first].span.begin, words.all[stretch.last - 1].span.end};
    for (const Gold& name : gold) {
      if (!whole.overlaps({name.begin, name.end})) continue;
      if (name.type > 2) continue;  // UNER, by whose conventions we go, leaves these out
      std::uint32_t first = stretch.first, last = stretch.last;
      while (first < stretch.last && words.all[first].span.begin < name.begin) ++first;
      while (last > first && words.all[last - 1].span.end > name.end) --last;
      if (first >= last || words.all[first].span.begin != name.begin ||
          words.all[last - 1].span.end != name.end)
        return false;
      for (std::uint32_t i = first; i < last; ++i)
        labels[i - stretch.first] =
            static_cast<std::uint8_t>(name_labels::label(name.type, last - first == 1 ? unit
                                                                    : i == first      ? begin
                                                                    : i + 1 == last   ? Place::last
                                                                                      : inside));
    }
    return true;
  }

  const EntityRules& rules_;
  const TokenRules& token_rules_;
  std::string language_;
  SentenceView look_;
  std::vector<Stretch> found_;
};

class Trainer {
 public:
  Trainer(const std::vector<Example>& examples, const Language& language, std::uint64_t seed)
      : model_({name_labels::names.begin(), name_labels::names.end()}),
        examples_(examples),
        language_(language),
        seed_(seed) {}

  Averaged run() {
    using namespace name_labels;
    for (const Example& example : examples_)
      for (std::size_t i = 0; i < example.features.size(); ++i) {
        model_.count(example.features[i]);
        for (std::size_t before = 0; before < count; ++before) {
          const std::uint64_t hash = name_transition(before);
          if (counted_ < 2) model_.count({&hash, 1});
        }
        ++counted_;
      }
    model_.freeze(least_seen);
    std::vector<std::size_t> order(examples_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::mt19937_64 dice(seed_);  // the same order every time
    for (int epoch = 0; epoch < language_.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[dice() % i]);
      std::size_t wrong = 0;
      for (const std::size_t number : order) wrong += !learn(examples_[number]);
      std::printf("order %d, epoch %d: %zu of %zu stretches wrong\n", static_cast<int>(seed_),
                  epoch + 1, wrong, order.size());
    }
    model_.average();
    return std::move(model_);
  }

  const std::vector<std::uint8_t>& guess(Averaged& model, const Example& example,
                                         std::int32_t lead = 0) {
    using namespace name_labels;
    constexpr float scale = 256;  // averages are no whole numbers
    const auto scaled = [](float score) { return static_cast<std::int32_t>(scale * score); };
    transitions_ = {};
    for (std::size_t before = 0; before < count; ++before) {
      const std::uint64_t hash = name_transition(before);
      const std::vector<float>& row = model.scores({&hash, 1});
      for (std::size_t label = 0; label < count; ++label)
        transitions_[before * count + label] = scaled(row[label]);
    }
    scores_.clear();
    for (const std::vector<std::uint64_t>& features : example.features)
      for (const float score : model.scores(features)) scores_.push_back(scaled(score));
    for (std::size_t i = 0; lead != 0 && i < example.labels.size(); ++i)
      for (std::size_t label = 0; label < count; ++label)
        if (label != example.labels[i])
          scores_[i * count + label] += scaled(static_cast<float>(lead));
    best_labels(scores_, transitions_, guess_);
    return guess_;
  }

 private:
  bool learn(const Example& example) {
    using namespace name_labels;
    const bool right = guess(model_, example, language_.margin) == example.labels;
    if (!right) {
      for (std::size_t i = 0; i < guess_.size(); ++i) {
        if (guess_[i] != example.labels[i])
          model_.update(example.features[i], example.labels[i], guess_[i]);
        const std::size_t gold_before = i == 0 ? outside : example.labels[i - 1],
                          guess_before = i == 0 ? outside : guess_[i - 1];
        if (gold_before == guess_before && guess_[i] == example.labels[i]) continue;
        model_.add(name_transition(gold_before), example.labels[i], 1);
        model_.add(name_transition(guess_before), guess_[i], -1);
      }
    }
    model_.tick();
    return right;
  }

  Averaged model_;
  const std::vector<Example>& examples_;
  const Language& language_;
  std::uint64_t seed_;
  std::size_t counted_ = 0;
  std::array<std::int32_t, name_labels::count * name_labels::count> transitions_{};
  std::vector<std::int32_t> scores_;
  std::vector<std::uint8_t> guess_;
};

}  // namespace

/// Names counted as right where both their words and their type are.
struct Score {
  std::size_t right = 0, guessed = 0, gold = 0;
  double f1() const {
    return 2.0 * static_cast<double>(right) / static_cast<double>(guessed + gold);
  }
};

/// Behind the name that begins at `i`, or `i`.
std::size_t name_end(const std::vector<std::uint8_t>& labels, std::size_t i) {
  using namespace name_labels;
  if (labels[i] == outside || (place_of(labels[i]) != begin && place_of(labels[i]) != unit))
    return i;
  while (open(labels[i])) ++i;
  return i + 1;
}

void count_names(const std::vector<std::uint8_t>& gold, const std::vector<std::uint8_t>& guess,
                 Score& score) {
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const std::size_t gold_end = name_end(gold, i), guess_end = name_end(guess, i);
    score.gold += gold_end > i;
    score.guessed += guess_end > i;
    score.right += gold_end > i && gold_end == guess_end &&
                   name_labels::type_of(gold[i]) == name_labels::type_of(guess[i]);
  }
}

/// Five folds over the documents of each corpus (they lie side by side in the files).
int check(const Language& language, const std::vector<std::vector<Example>>& corpora) {
  constexpr std::size_t folds = 5, block = 60;
  std::vector<Score> scores(corpora.size());
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<Example> examples;
    for (std::size_t c = 0; c < corpora.size(); ++c)
      for (int copy = 0; copy < language.corpora[c].copies; ++copy)
        for (std::size_t i = 0; i < corpora[c].size(); ++i)
          if (i / block % folds != fold) examples.push_back(corpora[c][i]);
    Trainer trainer(examples, language, 1);
    Averaged model = trainer.run();
    for (std::size_t c = 0; c < corpora.size(); ++c)
      for (std::size_t i = 0; i < corpora[c].size(); ++i)
        if (i / block % folds == fold)
          count_names(corpora[c][i].labels, trainer.guess(model, corpora[c][i]), scores[c]);
  }
  for (std::size_t c = 0; c < corpora.size(); ++c)
    std::printf("%s: F1 %.4f\n", language.corpora[c].file, scores[c].f1());
  return 0;
}

// newsline_train names CORPORA DATA [LANGUAGE] [check]: writes DATA/LANGUAGE/names.model (without a
// language English); with "check" it cross-validates.
int train_names(const Task& task) {
  const bool checks = !task.more.empty() && std::string_view(task.more.back()) == "check";
  const std::string name = task.more.size() > (checks ? 1U : 0U) ? task.more[0] : "en";
  const auto language = std::ranges::find(languages(), std::string_view(name), &Language::name);
  if (language == languages().end()) throw std::runtime_error("no corpora are known for " + name);
  const Data data{std::filesystem::path(task.data)};
  const EntityRules rules(data, name);
  const TokenRules token_rules(data, name);
  Reader reader(rules, token_rules, name);
  std::vector<std::vector<Example>> corpora;
  for (const auto& [file, copies] : language->corpora) {
    corpora.emplace_back();
    reader.read(std::filesystem::path(task.corpora) / file, corpora.back());
    std::printf("%s: %zu stretches\n", file, corpora.back().size());
  }
  if (checks) return check(*language, corpora);
  std::vector<Example> examples;
  for (std::size_t c = 0; c < corpora.size(); ++c)
    for (int copy = 0; copy < language->corpora[c].copies; ++copy)
      examples.insert(examples.end(), corpora[c].begin(), corpora[c].end());
  Averaged model = Trainer(examples, *language, 1).run();
  for (std::uint64_t seed = 2; seed <= orders; ++seed)
    model.join(Trainer(examples, *language, seed).run());
  const std::size_t size = model.write(std::filesystem::path(task.data) / name / "names.model",
                                       language->most_bytes, language->rows);
  std::printf("%zu features, %zu bytes\n", model.features(), size);
  return 0;
}

}  // namespace newsline::train
