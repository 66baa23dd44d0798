#include "merge_rules.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace newsline::chronology {

namespace {

constexpr std::string_view weights_file = "merge/pairs.tsv";

}  // namespace

KindredWords::KindredWords(const Data& data, const std::string& language)
    : clusters_(clusters_of(data, language)) {
  std::vector<std::uint64_t> indefinite;
  for (const Row& row : read_rows(data, language + "/events.tsv", 2)) {
    if (row.fields[0] == "first_person" || row.fields[0] == "third_person") {
      auto& words = row.fields[0] == "first_person" ? first_person_ : third_person_;
      each_word(row.fields[1], [&](std::string_view word) { words.insert(word_key(word)); });
    }
    if (row.fields[0] == "determiner" || row.fields[0] == "demonstrative" ||
        row.fields[0] == "third_person") {
      each_word(row.fields[1], [&](std::string_view word) { points_back_.insert(word_key(word)); });
    }
    if (row.fields[0] == "indefinite") {
      each_word(row.fields[1],
                [&](std::string_view word) { indefinite.push_back(word_key(word)); });
    }
    if (row.fields[0] != "event_class") {
      continue;
    }
    each_word(row.fields[1], [&](std::string_view word) {
      groups_.try_emplace(word_key(word), static_cast<std::uint32_t>(row.line));
    });
  }
  for (const std::uint64_t word : indefinite) {
    points_back_.erase(word);
  }
  for (const Row& row : read_rows(data, language + "/timewords.tsv", 2)) {
    if (row.fields.size() > 2 && row.fields[1] == "small") {
      long value = 0;
      const std::string_view text = row.fields[2];
      std::from_chars(text.data(), text.data() + text.size(), value);
      numbers_.try_emplace(word_key(row.fields[0]), value);
    }
  }
}

std::uint32_t KindredWords::group(std::uint64_t word_key) const {
  const auto found = groups_.find(word_key);
  return found == groups_.end() ? 0 : found->second;
}

long KindredWords::number(std::uint64_t word_key) const {
  const auto found = numbers_.find(word_key);
  return found == numbers_.end() ? -1 : found->second;
}

PairWeights::PairWeights(const Data& data) {
  read_weights(data, weights_file, {{"bias", &bias_}, {"threshold", &threshold_}},
               [&](std::string_view name) {
                 const auto feature = pair_feature_named(name);
                 return feature ? &weights_[static_cast<std::size_t>(*feature)] : nullptr;
               });
}

double PairWeights::operator()(const PairFeatures& features) const {
  // Four sums that do not wait for each other: a merge asks this a million times.
  constexpr std::size_t lanes = 4, whole = pair_feature_count / lanes * lanes;
  std::array<double, lanes> sums{bias_};
  for (std::size_t i = 0; i < whole; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      sums[lane] += weights_[i + lane] * features[i + lane];
    }
  }
  for (std::size_t i = whole; i < pair_feature_count; ++i) {
    sums[i - whole] += weights_[i] * features[i];
  }
  return sums[0] + sums[1] + (sums[2] + sums[3]);
}

}  // namespace newsline::chronology

namespace newsline {

using namespace chronology;

MergeRules::MergeRules(const Data& data) : weights_(data), main_(data) {
  for (const std::string& language : data.languages()) {
    words_.try_emplace(language, data, language);
  }
}

const MergeRules& MergeRules::built_in() {
  static const Data data;
  static const MergeRules rules(data);
  return rules;
}

const KindredWords& MergeRules::words_of(std::string_view language) const {
  const auto found = words_.find(primary_language(language));
  return found == words_.end() ? none_ : found->second;
}

}  // namespace newsline
