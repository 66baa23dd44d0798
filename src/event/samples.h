#pragma once
#include <vector>

#include "evidence.h"

namespace newsline::event_room {

/// A happening that may become an event, with all that is weighed: what the weights are trained from.
struct Sample {
  std::uint32_t sentence = 0;
  Interval when{};
  DatedBy by = DatedBy::itself;
  Features features;
};

/// Every happening of a page that no rule speaks against, whatever its weight.
std::vector<Sample> samples(const Reading& reading, const EventRules& rules);

}  // namespace newsline::event_room
