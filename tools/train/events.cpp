// Weights of events: logistic regressions (gradient descent, L2) that tell which of the dated
// happenings found in a page a reader put on its timeline, from articles read by people: CORPORA
// holds folders with articles.ndjson and gold.ndjson (data/README.md; `judged` made by
// marked_pages.py: there only what people saw counts). Cross-validated by article;
// the table printed says, of the events given about so much confidence, how many were right.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "event/samples.h"
#include "logistic.h"
#include "pages.h"
#include "train.h"
#include "write/names.h"

namespace newsline::train {

using namespace newsline::event;
namespace {

using event::DatedBy;
using event::Feature;
using event::Features;

constexpr std::size_t feature_count = static_cast<std::size_t>(Feature::count), ways = 4,
                      folds = 10;

struct Example {
  std::size_t article = 0, way = 0;
  Features features;
  bool right = false;
  Derivation derivation = Derivation::explicit_;
};

using Model = Logistic<feature_count>;

bool listed(const nlohmann::json& gold, const std::vector<std::string>& sentence,
            const std::string& start, const std::string& end) {
  for (const auto& event : gold["events"])
    if (event["start"] == start && event["end"] == end &&
        same_sentence(sentence, words_of(event["sentence"].get<std::string>())))
      return true;
  return false;
}

/// What people said of an event that newsline told: whether it is right; nothing where they did not
/// see it.
std::optional<bool> judged(const nlohmann::json& gold, const std::vector<std::string>& sentence,
                           const std::string& start, const std::string& end) {
  for (const auto& event : gold["judged"])
    if (event["start"] == start && event["end"] == end &&
        same_sentence(sentence, words_of(event["sentence"].get<std::string>())))
      return event["right"].get<bool>();
  return std::nullopt;
}

void read_examples_of(const Rooms& rooms, const nlohmann::json& record, const nlohmann::json& gold,
                      std::size_t number, std::vector<Example>& examples) {
  const bool text = record.contains("text") && record["text"].is_string(),
             dated = record.contains("date") && record["date"].is_string();
  const ReadPage page = rooms.read(
      parse_page(text ? record["text"].get<std::string>() : record["html"].get<std::string>()),
      dated ? record["date"].get<std::string>() : "");
  for (const event::Sample& sample : event::samples(page.reading(), rooms.event_rules())) {
    const auto sentence = words_of(page.told[sample.sentence].span.of(page.article.text));
    const std::string start = to_string(sample.when.first_day()),
                      end = to_string(sample.when.last_day());
    const std::optional<bool> right = gold.contains("judged") ? judged(gold, sentence, start, end)
                                                              : listed(gold, sentence, start, end);
    if (right)
      examples.push_back({number, static_cast<std::size_t>(sample.by), sample.features, *right,
                          sample.derivation});
  }
}

std::vector<Example> read_examples(const std::filesystem::path& corpora, std::size_t& articles) {
  std::map<std::string, std::unique_ptr<const Rooms>> rooms;  // by language
  std::vector<Example> examples;
  for (const char* folder :
       {"articles", "chronologies", "chronologies-real", "chronologies-web", "judged"}) {
    if (!std::filesystem::exists(corpora / folder / "gold.ndjson")) continue;
    std::map<std::string, nlohmann::json> gold;
    for (const nlohmann::json& line : lines(corpora / folder / "gold.ndjson"))
      gold[line["id"].get<std::string>()] = line;
    for (const nlohmann::json& record : lines(corpora / folder / "articles.ndjson"))
      if (const auto found = gold.find(record["id"].get<std::string>()); found != gold.end()) {
        const std::string language = record.value("language", "en");
        std::unique_ptr<const Rooms>& own = rooms[language];
        if (!own) own = std::make_unique<const Rooms>(language);
        read_examples_of(*own, record, found->second, articles++, examples);
      }
  }
  return examples;
}

/// Trains on the examples of one way that are not in the fold left out (`folds`: none is).
Model train(const std::vector<Example>& examples, std::size_t way, std::size_t left_out) {
  std::vector<LogisticCase<Features>> cases;
  for (const Example& example : examples)
    if (example.way == way && (left_out == folds || example.article % folds != left_out))
      cases.push_back({&example.features, example.right});
  // where many features see the date, pages left out are told better with more pull
  const bool sees_date = way < 2;
  return train_logistic<feature_count>(cases, sees_date ? 4.0 : 2.0);
}

void print_reliability(const std::vector<std::pair<double, bool>>& judged, const char* name) {
  std::printf("%s: confidence, events, share right\n", name);
  for (int bin = 0; bin < 10; ++bin) {
    double sum = 0;
    std::size_t count = 0, right = 0;
    for (const auto& [confidence, was_right] : judged)
      if (static_cast<int>(std::min(confidence * 10, 9.99)) == bin)
        ++count, right += was_right, sum += confidence;
    if (count > 0)
      std::printf("  %.2f %5zu %.2f\n", sum / static_cast<double>(count), count,
                  static_cast<double>(right) / static_cast<double>(count));
  }
}

/// Of all that is told as sure, whatever its derivation.
void print_sure(
    const std::array<std::vector<std::pair<double, bool>>, derivation_names.size()>& judged) {
  constexpr double sure = 0.9;
  std::size_t count = 0, right = 0;
  for (const auto& derivation : judged)
    for (const auto& [confidence, was_right] : derivation)
      if (confidence >= sure) ++count, right += was_right ? 1U : 0U;
  std::printf("confidence of %.1f and more: %zu events, %.3f right\n", sure, count,
              count > 0 ? static_cast<double>(right) / static_cast<double>(count) : 0.0);
}

}  // namespace

int train_events(const Task& task) {
  std::size_t articles = 0;
  const std::vector<Example> examples = read_examples(task.corpora, articles);
  // by derivation: what a user sees; the confidence of an event is that of a model that has not
  // seen its page
  std::array<std::vector<std::pair<double, bool>>, derivation_names.size()> judged;
  for (std::size_t way = 0; way < ways; ++way) {
    for (std::size_t fold = 0; fold < folds; ++fold) {
      const Model model = train(examples, way, fold);
      for (const Example& example : examples)
        if (example.way == way && example.article % folds == fold)
          judged[static_cast<std::size_t>(example.derivation)].emplace_back(model(example.features),
                                                                            example.right);
    }
  }
  for (std::size_t i = 0; i < judged.size(); ++i)
    print_reliability(judged[i], derivation_names[i].second.data());
  print_sure(judged);
  if (!task.more.empty() && std::string_view(task.more[0]) == "--calibrate") return 0;
  std::array<Model, ways> models;
  for (std::size_t way = 0; way < ways; ++way) models[way] = train(examples, way, folds);
  const std::array<const char*, ways> least =
      task.more.size() >= ways
          ? std::array<const char*, ways>{task.more[0], task.more[1], task.more[2], task.more[3]}
          : std::array<const char*, ways>{"0.40", "0.20", "0.80", "0.85"};
  std::FILE* out = std::fopen((task.data + "/event/weights.tsv").c_str(), "w");
  if (!out) return 1;
  std::fprintf(out,
               "# Made by `newsline_train events` (data/README.md). Feature, its weight where the "
               "sentence names the date, a label or heading gives it, an earlier sentence does, it "
               "is the page's own day.\n");
  std::fprintf(out, "least");
  for (const char* value : least) std::fprintf(out, "\t%s", value);
  std::fprintf(out, "\nbias");
  for (const Model& model : models) std::fprintf(out, "\t%.2f", model.bias);
  for (std::size_t i = 0; i < feature_count; ++i) {
    std::fprintf(out, "\n%s", std::string(event::name_of(static_cast<Feature>(i))).c_str());
    for (const Model& model : models) std::fprintf(out, "\t%.2f", model.weight[i]);
  }
  std::fprintf(out, "\n");
  std::fclose(out);
  return 0;
}

namespace {

using event::SalienceFeature;
using event::SalienceFeatures;
constexpr std::size_t cue_count = static_cast<std::size_t>(SalienceFeature::count);

/// Pages of many publishers tell less of what matters, but more of how they are written.
constexpr double weight_of_articles = 0.2;

/// A happening of a page of the corpus; `listed`: an editor put it on the page's timeline.
struct Happening {
  std::size_t page = 0;
  std::uint32_t sentence = 0;
  SalienceFeatures cues;
  bool listed = false;
  double weight = 1;
};

using Salience = Logistic<cue_count>;

/// The editor's events of a sentence are told by the happenings with their words, the rest of them
/// by the best other happenings.
void mark_listed(std::vector<Happening>& happenings, std::size_t first,
                 const std::vector<event::SalienceSample>& samples, const nlohmann::json& gold,
                 const ReadPage& page) {
  const CodePointIndex offset(page.article.text);
  for (const bool own_words : {true, false}) {
    std::vector<bool> used(gold["events"].size());
    for (std::size_t g = 0; g < used.size(); ++g) {
      const auto start = gold["events"][g]["start"].get<std::uint32_t>(),
                 end = gold["events"][g]["end"].get<std::uint32_t>();
      std::size_t best = samples.size();
      bool done = false;
      for (std::size_t i = 0; i < samples.size(); ++i) {
        const Span sentence = page.told[samples[i].sentence].span;
        if (start < offset(sentence.begin) || start >= offset(sentence.end)) continue;
        const bool its =
            start < offset(samples[i].trigger.end) && offset(samples[i].trigger.begin) < end;
        if (its && happenings[first + i].listed) done = true;
        if (!happenings[first + i].listed && (own_words ? its : best == samples.size())) best = i;
      }
      if (!done && best < samples.size()) happenings[first + best].listed = true;
    }
  }
}

std::vector<Happening> read_timeset(const Rooms& rooms, const std::filesystem::path& file,
                                    std::size_t& pages, std::vector<std::size_t>& wanted) {
  std::vector<Happening> happenings;
  for (const nlohmann::json& record : lines(file)) {
    const ReadPage page =
        rooms.read(text_page(record["text"].get<std::string>()), record["dct"].get<std::string>());
    const std::vector<event::SalienceSample> samples =
        event::salience_samples(page.reading(), rooms.event_rules());
    const std::size_t first = happenings.size();
    for (const event::SalienceSample& sample : samples)
      happenings.push_back({pages, sample.sentence, sample.cues});
    mark_listed(happenings, first, samples, record, page);
    wanted.push_back(record["events"].size());
    ++pages;
  }
  return happenings;
}

/// Of the first happening of each sentence: whether the article's gold tells the sentence as dated
/// by itself or as the page's own news.
void add_articles(const Rooms& rooms, const std::filesystem::path& folder, std::size_t page_number,
                  std::vector<Happening>& happenings) {
  std::map<std::string, nlohmann::json> gold;
  for (const nlohmann::json& line : lines(folder / "gold.ndjson"))
    gold[line["id"].get<std::string>()] = line["events"];
  for (const nlohmann::json& record : lines(folder / "articles.ndjson")) {
    const ReadPage page =
        rooms.read(text_page(record["text"].get<std::string>()), record["date"].get<std::string>());
    const nlohmann::json& events = gold[record["id"].get<std::string>()];
    std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
    for (const event::SalienceSample& sample :
         event::salience_samples(page.reading(), rooms.event_rules())) {
      if (sample.sentence == std::exchange(last, sample.sentence)) continue;
      const auto words = words_of(page.told[sample.sentence].span.of(page.article.text));
      const bool listed = std::ranges::any_of(events, [&](const nlohmann::json& event) {
        const bool counts = !event.value("optional", false) || event["derivation"] == "document";
        return counts && same_sentence(words, words_of(event["sentence"].get<std::string>()));
      });
      happenings.push_back({page_number, sample.sentence, sample.cues, listed, weight_of_articles});
    }
    ++page_number;
  }
}

Salience train_salience_on(const std::vector<Happening>& happenings, std::size_t left_out) {
  std::vector<LogisticCase<SalienceFeatures>> cases;
  for (const Happening& h : happenings)
    if (h.page != left_out) cases.push_back({&h.cues, h.listed, h.weight});
  return train_logistic<cue_count>(cases, 8.0);
}

}  // namespace

/// How much a happening matters on its page: logistic regression over TimeSET's development pages
/// (CORPORA/timelines/timeset/docs.ndjson), what an editor put on the page's timeline, and the
/// sentences of CORPORA/articles. Cross-validated by page: of the editor's events, how many the
/// same number of ours tell.
int train_salience(const Task& task) {
  std::size_t pages = 0;
  std::vector<std::size_t> wanted;
  const Rooms rooms;
  const std::filesystem::path corpora(task.corpora);
  std::vector<Happening> happenings =
      read_timeset(rooms, corpora / "timelines" / "timeset" / "docs.ndjson", pages, wanted);
  // `pages` is the number of none: what is left out of no training
  add_articles(rooms, corpora / "articles", pages + 1, happenings);
  std::size_t told = 0, all = 0, listed = 0;
  std::vector<std::pair<double, bool>> judged;
  for (std::size_t page = 0; page < pages; ++page) {
    const Salience model = train_salience_on(happenings, page);
    std::vector<std::pair<double, std::uint32_t>> ranked;
    std::map<std::uint32_t, std::size_t> listed_in;  // by sentence
    for (const Happening& h : happenings) {
      if (h.page != page) continue;
      ranked.emplace_back(model(h.cues), h.sentence);
      judged.emplace_back(ranked.back().first, h.listed);
      listed_in[h.sentence] += h.listed;
      listed += h.listed;
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; i < ranked.size() && i < wanted[page]; ++i)
      if (std::size_t& left = listed_in[ranked[i].second]; left > 0) --left, ++told;
    all += wanted[page];
  }
  std::printf(
      "%zu pages, %zu happenings, %zu told as listed; cross-validated %zu of %zu told: %.3f\n",
      pages, happenings.size(), listed, told, all,
      static_cast<double>(told) / static_cast<double>(all));
  print_reliability(judged, "salience");
  const Salience model = train_salience_on(happenings, pages);
  std::FILE* out = std::fopen((task.data + "/event/salience.tsv").c_str(), "w");
  if (!out) return 1;
  std::fprintf(
      out,
      "# Made by `newsline_train salience` (data/README.md). What can be seen of a happening and "
      "its page, and how it speaks for a place on the page's timeline.\nbias\t%.2f\n",
      model.bias);
  for (std::size_t i = 0; i < cue_count; ++i)
    std::fprintf(out, "%s\t%.2f\n",
                 std::string(event::name_of(static_cast<SalienceFeature>(i))).c_str(),
                 model.weight[i]);
  std::fclose(out);
  return 0;
}

}  // namespace newsline::train
