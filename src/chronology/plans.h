#pragma once
#include <cstdint>
#include <vector>

#include "join.h"
#include "newsline/chronology.h"
#include "story_index.h"

namespace newsline::chronology {

/// A plan, and what came of it on another day: numbers of events.
struct PlanLink {
  std::uint32_t happening = 0, plan = 0;
};
/// By the number of the happening, then by the id of the plan. Event i has the reports
/// happenings[i] of the index.
std::vector<PlanLink> plan_links(const std::vector<EventOutline>& events, const StoryIndex& index,
                                 const std::vector<std::vector<std::uint32_t>>& happenings);

}  // namespace newsline::chronology
