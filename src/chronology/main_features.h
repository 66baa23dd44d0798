#pragma once
// What is seen of an event's place in a story, as numbers: internal to this folder.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/data.h"

namespace newsline::chronology {

/// The names stand in data/merge/main.tsv. "long_ago": more than a year before the first page that
/// tells it; "in_time": while the pages of the story were written, or in the week before.
enum class MainFeature : std::uint8_t {
  several,
  reported_later,
  salience,
  lead,
  fresh,
  central,
  title,
  planned,
  projected,
  day,
  long_stretch,
  old,
  to_come,
  off_story,
  day_weight,
  sources,
  page_day,
  log_copy_groups,
  long_ago,
  in_time,
  count
};
constexpr std::size_t main_feature_count = static_cast<std::size_t>(MainFeature::count);
using MainFeatures = std::array<double, main_feature_count>;

std::string_view name_of(MainFeature feature);

/// Weights of a logistic regression (data/merge/main.tsv): how likely an editor's timeline of the
/// story has the event.
class MainWeights {
 public:
  MainWeights() = default;
  explicit MainWeights(const Data& data);
  MainWeights(const MainFeatures& weights, double bias) : weights_(weights), bias_(bias) {}
  /// Log-odds.
  double operator()(const MainFeatures& features) const;

 private:
  MainFeatures weights_{};
  double bias_ = 0;
};

}  // namespace newsline::chronology
