#pragma once
#include <cstdint>
#include <vector>

#include "newsline/chronology.h"
#include "story_index.h"

namespace newsline::chronology {

/// Links what was planned to what came of it on another day: fills `fulfils`. Event i has the
/// reports happenings[i] of the index.
void link_plans(std::vector<OutputEvent>& events, const StoryIndex& index,
                const std::vector<std::vector<std::uint32_t>>& happenings);

}  // namespace newsline::chronology
