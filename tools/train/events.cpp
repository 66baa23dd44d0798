// Weights of events: logistic regressions (gradient descent, L2) that tell which of the dated happenings found in a page a reader put on
// its timeline, from articles read by people: CORPORA holds folders with articles.ndjson and gold.ndjson (data/README.md). Cross-validated
// by article; the table printed says, of the events given about so much confidence, how many were right.
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "event/samples.h"
#include "newsline/page.h"
#include "newsline/timex.h"
#include "train.h"

namespace newsline::train {
namespace {

using event_room::DatedBy;
using event_room::Feature;
using event_room::Features;

constexpr std::size_t feature_count = static_cast<std::size_t>(Feature::count), ways = 4, folds = 10;
constexpr int epochs = 300;
constexpr double rate = 0.05, shrink = 2.0;
constexpr std::array<const char*, ways> way_names{"itself", "layout", "story", "page"};

struct Example {
  std::size_t article = 0, way = 0;
  Features features;
  bool right = false;
};

struct Model {
  double bias = 0;
  std::array<double, feature_count> weight{};
  double operator()(const Features& features) const {
    double sum = bias;
    for (std::size_t i = 0; i < feature_count; ++i)
      if (features[i]) sum += weight[i];
    return 1 / (1 + std::exp(-sum));
  }
};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    if (letter) words.back() += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    else if (!words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// Two tellings of one sentence, as eval/score_chronology.py has it.
bool same_sentence(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (std::min(a.size(), b.size()) < 4) return a == b;
  std::map<std::string, int> rest;
  for (const std::string& word : b) ++rest[word];
  std::size_t shared = 0;
  for (const std::string& word : a)
    if (const auto found = rest.find(word); found != rest.end() && found->second-- > 0) ++shared;
  return 10 * shared >= 7 * std::min(a.size(), b.size()) && 2 * shared >= std::max(a.size(), b.size());
}

/// All rooms up to the events, once for all pages.
class Rooms {
 public:
  Rooms() : article_(data_), sentence_(data_, "en"), token_(data_, "en"), tag_(data_, "en"), timex_(data_, "en"), entity_(data_, "en"), event_(data_, "en") {}

  void read(const nlohmann::json& record, const nlohmann::json& gold, std::size_t number, std::vector<Example>& examples) const {
    const bool text = record.contains("text") && record["text"].is_string();
    const Article article = read_article(parse_page(text ? record["text"].get<std::string>() : record["html"].get<std::string>()), article_);
    const std::vector<Sentence> told = sentences(article, sentence_);
    Tokens words = tokens(article, told, token_);
    Timexes timexes = recognize(article, told, words, timex_);
    std::optional<Published> published = article.published;
    if (record.contains("date") && record["date"].is_string())
      published = Published{.at = *parse_day(record["date"].get<std::string>().substr(0, 10)), .has_time = false, .offset_minutes = {}, .source = DateSource::record};
    const std::vector<bool> wanted = wants_tags(article, told, timexes);
    for (std::size_t s = 0; s < told.size(); ++s)
      if (wanted[s]) tag(words, article, s, tag_);
    resolve(timexes, article, told, words, timex_, published);
    const Entities names = entities(article, told, words, entity_);
    for (const event_room::Sample& sample : event_room::samples({article, told, words, timexes, names, published}, event_))
      examples.push_back({number, static_cast<std::size_t>(sample.by), sample.features,
                          listed(gold, words_of(told[sample.sentence].span.of(article.text)), to_string(sample.when.first_day()), to_string(sample.when.last_day()))});
  }

 private:
  static bool listed(const nlohmann::json& gold, const std::vector<std::string>& sentence, const std::string& start, const std::string& end) {
    for (const auto& event : gold["events"])
      if (event["start"] == start && event["end"] == end && same_sentence(sentence, words_of(event["sentence"].get<std::string>()))) return true;
    return false;
  }

  Data data_;
  ArticleRules article_;
  SentenceRules sentence_;
  TokenRules token_;
  TagModel tag_;
  TimexRules timex_;
  EntityRules entity_;
  EventRules event_;
};

std::vector<nlohmann::json> lines(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::vector<nlohmann::json> all;
  for (std::string line; std::getline(stream, line);)
    if (!line.empty()) all.push_back(nlohmann::json::parse(line));
  return all;
}

std::vector<Example> read_examples(const std::filesystem::path& corpora, std::size_t& articles) {
  const Rooms rooms;
  std::vector<Example> examples;
  for (const char* folder : {"articles", "chronologies"}) {
    std::map<std::string, nlohmann::json> gold;
    for (const nlohmann::json& line : lines(corpora / folder / "gold.ndjson")) gold[line["id"].get<std::string>()] = line;
    for (const nlohmann::json& record : lines(corpora / folder / "articles.ndjson"))
      if (const auto found = gold.find(record["id"].get<std::string>()); found != gold.end()) rooms.read(record, found->second, articles++, examples);
  }
  return examples;
}

/// Trains on the examples of one way that are not in the fold left out (`folds`: none is).
Model train(const std::vector<Example>& examples, std::size_t way, std::size_t left_out) {
  std::vector<const Example*> used;
  for (const Example& example : examples)
    if (example.way == way && (left_out == folds || example.article % folds != left_out)) used.push_back(&example);
  Model model;
  if (used.empty()) return model;
  std::array<double, feature_count> speed{};
  double bias_speed = 0;
  for (int epoch = 0; epoch < epochs * 4; ++epoch) {
    std::array<double, feature_count> slope{};
    double bias_slope = 0;
    for (const Example* example : used) {
      const double error = (example->right ? 1.0 : 0.0) - model(example->features);
      bias_slope += error;
      for (std::size_t i = 0; i < feature_count; ++i)
        if (example->features[i]) slope[i] += error;
    }
    const auto size = static_cast<double>(used.size());
    bias_speed = 0.9 * bias_speed + rate * bias_slope / size * 4;
    model.bias += bias_speed;
    for (std::size_t i = 0; i < feature_count; ++i) {
      speed[i] = 0.9 * speed[i] + rate * (slope[i] - shrink * model.weight[i]) / size * 4;
      model.weight[i] += speed[i];
    }
  }
  return model;
}

void print_reliability(const std::vector<std::pair<double, bool>>& judged, const char* name) {
  std::printf("%s: confidence, events, share right\n", name);
  for (int bin = 0; bin < 10; ++bin) {
    double sum = 0;
    std::size_t count = 0, right = 0;
    for (const auto& [confidence, was_right] : judged)
      if (static_cast<int>(std::min(confidence * 10, 9.99)) == bin) ++count, right += was_right, sum += confidence;
    if (count > 0) std::printf("  %.2f %5zu %.2f\n", sum / static_cast<double>(count), count, static_cast<double>(right) / static_cast<double>(count));
  }
}

}  // namespace

int train_events(const Task& task) {
  std::size_t articles = 0;
  const std::vector<Example> examples = read_examples(task.corpora, articles);
  std::array<Model, ways> models;
  for (std::size_t way = 0; way < ways; ++way) {
    std::vector<std::pair<double, bool>> judged;
    for (std::size_t fold = 0; fold < folds; ++fold) {
      const Model model = train(examples, way, fold);
      for (const Example& example : examples)
        if (example.way == way && example.article % folds == fold) judged.emplace_back(model(example.features), example.right);
    }
    print_reliability(judged, way_names[way]);
    models[way] = train(examples, way, folds);
  }
  const std::array<const char*, ways> least = task.more.size() >= ways ? std::array<const char*, ways>{task.more[0], task.more[1], task.more[2], task.more[3]}
                                                                       : std::array<const char*, ways>{"0.30", "0.20", "0.80", "0.75"};
  std::FILE* out = std::fopen((task.data + "/en/event_weights.tsv").c_str(), "w");
  if (!out) return 1;
  std::fprintf(out, "# Made by `newsline_train events` (data/README.md). Feature, its weight where the sentence names the date, a label or heading gives it, an earlier sentence does, it is the page's own day.\n");
  std::fprintf(out, "least");
  for (const char* value : least) std::fprintf(out, "\t%s", value);
  std::fprintf(out, "\nbias");
  for (const Model& model : models) std::fprintf(out, "\t%.2f", model.bias);
  for (std::size_t i = 0; i < feature_count; ++i) {
    std::fprintf(out, "\n%s", std::string(event_room::name_of(static_cast<Feature>(i))).c_str());
    for (const Model& model : models) std::fprintf(out, "\t%.2f", model.weight[i]);
  }
  std::fprintf(out, "\n");
  std::fclose(out);
  return 0;
}

}  // namespace newsline::train
