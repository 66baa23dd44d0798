#pragma once
// How much each event of a merge matters: internal to this folder. --top, --days and --per-day ask
// it.
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "copies.h"
#include "main_features.h"
#include "newsline/chronology.h"
#include "story_index.h"

namespace newsline::chronology {

/// The events of a merged chronology, weighed. `chronology` must live longer and stay as it is.
class Ranking {
 public:
  Ranking(const Chronology& chronology, const MergeRules& rules);

  const std::vector<MainFeatures>& features() const { return features_; }
  /// The sources of all events, one after the other; the number of an event's first.
  std::uint32_t first_source(std::size_t event) const { return first_[event]; }
  const StoryIndex& index() const { return *index_; }
  /// Numbers of the `most` events that matter most and do not repeat each other, best first.
  std::vector<std::size_t> best(std::size_t most, const MainWeights& weights) const;

 private:
  bool is_speech(std::size_t number_of_event) const;
  double repeats(std::size_t a, std::size_t b) const;
  MainFeatures features_of(std::size_t event, const CopyGroups& copies) const;
  void read_pages();

  const Chronology& chronology_;
  const PairWeights& pairs_;
  std::vector<const Source*> sources_;
  std::vector<std::uint32_t> first_;  // number of an event's first source
  std::optional<StoryIndex> index_;
  std::map<DocumentId, const Document*> documents_;
  std::map<Day, double> days_;  // the share of pages with an event on it
  std::vector<double> alike_;   // by page: how like the other pages, 1 for the likest
  // when the pages were written, days since 1970
  long first_page_ = std::numeric_limits<long>::max();
  long last_page_ = std::numeric_limits<long>::min();
  std::size_t page_count_ = 1;
  std::vector<MainFeatures> features_;
};

}  // namespace newsline::chronology
