#pragma once
#include <optional>

#include "event/syntax/trigger.h"

namespace newsline::event {

/// A date in its sentence, as it is asked whether it dates a happening.
struct Candidate {
  const Reading& reading;
  std::uint32_t sentence;
  const Syntax& syntax;
  const DateMention& date;
  const Attachment& at;
  const Trigger& trigger;
  ParagraphKind paragraph;
  std::optional<long> days_ahead;  // from the page's day to the date's first day
  const Words& words;
};

/// Why the date dates no happening, plan or projection, but a name, a habit, a state or nothing;
/// null when it may date one.
const char* why_not_an_event(const Candidate& candidate);

/// What speaks against the date speaks against those listed behind it too: "on a Tuesday, Wednesday
/// or Sunday", but not "not on Tuesday but on Sunday".
bool shared_by_list(const Candidate& candidate);

/// A sentence of a dated entry that tells no happening but how things are, or speaks to the reader.
bool is_background(const Candidate& candidate);

}  // namespace newsline::event
