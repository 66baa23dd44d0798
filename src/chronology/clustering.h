#pragma once
// From likely pairs to groups of tellings: private to this room.
#include <cstdint>
#include <functional>
#include <vector>

#include "story_index.h"

namespace newsline::chronology {

/// The tellings that tell one happening each: groups of numbers of the index, each sorted, in order of their first members. Nearly linear in their number.
std::vector<std::vector<std::uint32_t>> cluster_sources(const StoryIndex& index, const PairWeights& weights);

/// Pairs of tellings that share a rare word, name or figure at dates that may be one, each once but for a few; what the scorer is asked about.
void each_candidate(const StoryIndex& index, const std::function<void(std::uint32_t, std::uint32_t)>& take);

}  // namespace newsline::chronology
