// Weights of the antecedents of anaphors (data/entity/antecedents.tsv).
//
// GOLD/antecedents holds articles.ndjson and gold.ndjson (marked_pages.py): words at the head of a
// clause ("she", "the company") with the name that they stand for, or none. Each person that the
// program weighs for a pronoun is a case of a logistic regression.
//
// `least` is the lowest likelihood above which at least `wanted` of what is taken is right,
// cross-validated by page (ten parts).
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <map>
#include <sstream>

#include "entity/antecedent_samples.h"
#include "entity/impl.h"
#include "logistic.h"
#include "pages.h"
#include "train.h"

namespace newsline::train {

namespace {

using entity::antecedent_features;
using entity::AntecedentFeature;
using entity::AntecedentFeatures;
using entity::AntecedentSample;

constexpr std::size_t folds = 10;
constexpr double pull = 4, wanted = 0.95;

struct Marked {
  std::string answer;
  std::vector<std::string> words;
  std::size_t word = 0;  // which word of the sentence the anaphor begins
};
/// A pronoun with its candidates; which of them is right, if any.
struct Case {
  std::size_t page = 0;
  std::vector<std::pair<AntecedentFeatures, bool>> candidates;
};
using Model = Logistic<antecedent_features>;

std::vector<std::string> parts_of(std::string_view text) {
  std::istringstream stream{std::string(text)};
  return {std::istream_iterator<std::string>(stream), {}};
}

/// `names`: several parted by "|" for one thing.
bool is_called(const Entity& entity, std::string_view names) {
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find('|'));
    if (entity.name == name || std::ranges::find(entity.aliases, name) != entity.aliases.end())
      return true;
    names.remove_prefix(std::min(names.size(), name.size() + 1));
  }
  return false;
}

const Marked* mark_of(const std::vector<Marked>& marks, const ReadPage& page,
                      const AntecedentSample& sample) {
  const Span sentence = page.told[sample.sentence].span;
  const std::vector<std::string> words = parts_of(sentence.of(page.article.text));
  const std::size_t before =
      parts_of(Span{sentence.begin, sample.span.begin}.of(page.article.text)).size();
  for (const Marked& mark : marks)
    if (mark.words == words && (mark.word == before || mark.word + 1 == before)) return &mark;
  return nullptr;
}

std::vector<Case> cases_of(const std::filesystem::path& gold, std::size_t& missed) {
  std::map<std::string, std::vector<Marked>> marks;
  std::size_t all = 0;
  for (const nlohmann::json& row : lines(gold / "gold.ndjson")) {
    marks[row["article"].get<std::string>()].push_back(
        {row["answer"], parts_of(row["sentence"].get<std::string>()), row["word"]});
    ++all;
  }
  const Rooms rooms;
  const Data data;
  const EntityRules rules(data, "en");
  std::vector<Case> cases;
  std::size_t pages = 0;
  for (const nlohmann::json& record : lines(gold / "articles.ndjson")) {
    const auto known = marks.find(record["id"].get<std::string>());
    if (known == marks.end() || record.value("language", "en") != "en") continue;
    const ReadPage page =
        rooms.read_text(record["text"], record.value("title", ""), record.value("date", ""));
    const entity::Text text{page.article, page.told, page.words, rules.impl()};
    for (const AntecedentSample& sample : entity::antecedent_samples(text, page.names)) {
      const Marked* const mark = mark_of(known->second, page, sample);
      if (mark == nullptr) continue;
      Case one{pages, {}};
      for (const AntecedentSample::Candidate& candidate : sample.candidates)
        one.candidates.emplace_back(candidate.features,
                                    is_called(page.names.all[candidate.entity], mark->answer));
      cases.push_back(std::move(one));
    }
    ++pages;
  }
  missed = all - std::min(all, cases.size());
  return cases;
}

Model train_on(const std::vector<Case>& cases, std::size_t left_out) {
  std::vector<LogisticCase<AntecedentFeatures>> all;
  for (const Case& one : cases) {
    if (one.page % folds == left_out) continue;
    for (const auto& [features, right] : one.candidates) all.push_back({&features, right, 1});
  }
  return train_logistic<antecedent_features>(all, pull);
}

/// The likeliest candidate of a case: how likely, and whether it is right.
std::pair<double, bool> likeliest(const Case& one, const Model& model) {
  std::pair<double, bool> best{0, false};
  for (const auto& [features, right] : one.candidates)
    if (const double share = model(features); share > best.first) best = {share, right};
  return best;
}

/// The lowest likelihood above which what is taken is right often enough.
double least_of(std::vector<std::pair<double, bool>> judged, std::size_t named) {
  std::ranges::sort(judged, std::greater{}, [](const auto& one) { return one.first; });
  double least = 1;
  std::size_t right = 0, taken = 0, best_right = 0, best_taken = 0;
  for (const auto& [share, is_right] : judged) {
    ++taken;
    right += is_right;
    if (static_cast<double>(right) < wanted * static_cast<double>(taken)) continue;
    least = share;
    best_right = right;
    best_taken = taken;
  }
  std::printf(
      "cross-validated by page: %zu pronouns, %zu of a name that is weighed, %zu likeliest; at "
      "%.2f taken %zu, right %zu\n",
      judged.size(), named, right, least, best_taken, best_right);
  return least;
}

}  // namespace

int train_antecedents(const Task& task) {
  std::size_t missed = 0;
  const std::vector<Case> cases =
      cases_of(std::filesystem::path(task.corpora) / "antecedents", missed);
  std::printf("%zu cases, %zu marks of other words\n", cases.size(), missed);
  std::vector<std::pair<double, bool>> judged;
  std::size_t named = 0;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    const Model model = train_on(cases, fold);
    for (const Case& one : cases) {
      if (one.page % folds != fold) continue;
      judged.push_back(likeliest(one, model));
      named += std::ranges::any_of(one.candidates, [](const auto& c) { return c.second; });
    }
  }
  const double least = least_of(std::move(judged), named);
  if (!task.more.empty() && std::string_view(task.more[0]) == "check") return 0;
  const Model model = train_on(cases, folds);
  std::FILE* const out = std::fopen((task.data + "/entity/antecedents.tsv").c_str(), "w");
  if (!out) return 1;
  std::fprintf(
      out,
      "# Made by `newsline_train antecedents` (data/README.md). What can be seen of \"he\" or "
      "\"she\" and of a name before it, and how it speaks for the name; `least`: how likely it "
      "must be.\nleast\t%.2f\nbias\t%.2f\n",
      least, model.bias);
  for (std::size_t i = 0; i < antecedent_features; ++i)
    std::fprintf(out, "%s\t%.2f\n",
                 std::string(entity::name_of(static_cast<AntecedentFeature>(i))).c_str(),
                 model.weight[i]);
  std::fclose(out);
  return 0;
}

}  // namespace newsline::train
