#pragma once
// What merging knows of words and has learned about pairs: internal to this folder.
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/data.h"
#include "main_features.h"
#include "pair_features.h"
#include "rules/rows.h"
#include "token/clusters.h"

namespace newsline::chronology {

/// The number in the last field of a row. Throws Error("data.rules").
double number_in(const Row& row, std::string_view file);

/// Groups of words for one kind of event ("signed", "agreed", "deal") and the words for small
/// numbers, for one language.
class KindredWords {
 public:
  KindredWords() = default;
  KindredWords(const Data& data, const std::string& language);
  /// The number of the group that a word is in; 0: in none.
  std::uint32_t group(std::uint64_t word_key) const;
  /// "we", "my": somebody speaks.
  bool is_first_person(std::uint64_t word_key) const { return first_person_.contains(word_key); }
  /// "he", "its".
  bool is_third_person(std::uint64_t word_key) const { return third_person_.contains(word_key); }
  /// "the", "this", "it": as the first word, it takes up what was told before.
  bool points_back(std::uint64_t word_key) const { return points_back_.contains(word_key); }
  /// "eleven": 11. -1: no number.
  long number(std::uint64_t word_key) const;
  /// The finest cluster of words that are used alike; 0: in none.
  std::uint16_t cluster(std::uint64_t word_key) const { return clusters_.find(word_key).back(); }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> groups_;
  std::unordered_map<std::uint64_t, long> numbers_;
  std::unordered_set<std::uint64_t> first_person_, third_person_, points_back_;
  WordClusters clusters_;
};

/// Weights of the pair scorer: a logistic regression over PairFeatures (data/merge/pairs.tsv).
class PairWeights {
 public:
  PairWeights() = default;
  explicit PairWeights(const Data& data);
  PairWeights(const std::array<double, pair_feature_count>& weights, double bias, double threshold)
      : weights_(weights), bias_(bias), threshold_(threshold) {}
  /// Log-odds that two sources report one event.
  double operator()(const PairFeatures& features) const;
  /// The mean log-odds from which two groups of sources are joined.
  double threshold() const { return threshold_; }
  PairWeights with_threshold(double threshold) const { return {weights_, bias_, threshold}; }

 private:
  std::array<double, pair_feature_count> weights_{};
  double bias_ = 0, threshold_ = 0;
};

/// The data files that merging reads. `data` must live longer.
class MergeRules {
 public:
  explicit MergeRules(const Data& data);
  MergeRules(const MergeRules&) = delete;
  MergeRules& operator=(const MergeRules&) = delete;
  /// Of what is laid into the program.
  static const MergeRules& built_in();
  /// Knows no word where the language has no files.
  const KindredWords& words_of(std::string_view language) const;
  const PairWeights& weights() const { return weights_; }
  const MainWeights& main() const { return main_; }

 private:
  std::map<std::string, KindredWords, std::less<>> words_;
  KindredWords none_;
  PairWeights weights_;
  MainWeights main_;
};

}  // namespace newsline::chronology
