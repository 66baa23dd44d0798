#pragma once
// From likely pairs to groups of reports: internal to this folder.
#include <cstdint>
#include <functional>
#include <vector>

#include "story_index.h"

namespace newsline::chronology {

/// Groups of reports, each of one event: numbers of the index, sorted, in order of their first
/// members. Nearly linear in their number.
std::vector<std::vector<std::uint32_t>> cluster_sources(const StoryIndex& index,
                                                        const PairWeights& weights);

/// Gives the pairs that the scorer is asked about: reports that share a rare word, name or figure
/// at dates that may be one. Nearly each pair once.
void each_candidate(const StoryIndex& index,
                    const std::function<void(std::uint32_t, std::uint32_t)>& take);

}  // namespace newsline::chronology
