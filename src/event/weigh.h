#pragma once
#include <optional>
#include <string>

#include "trigger.h"

namespace newsline::event_room {

/// A date in its sentence, as it is asked whether it dates a happening.
struct Candidate {
  const Reading& reading;
  std::uint32_t sentence;
  const Syntax& syntax;
  const Told& told;
  const Attachment& at;
  const Trigger& trigger;
  ParagraphKind paragraph;
  std::optional<long> days_ahead;   // from the page's day to the date's first day
};

struct Weight {
  bool event = false;
  double confidence = 0;
  std::string reason;   // what spoke for or against it
};

/// Whether the date dates a happening, a plan or a projection, rather than a name, a habit, a state or a figure.
Weight weigh(const Candidate& candidate);

}  // namespace newsline::event_room
