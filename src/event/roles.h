#pragma once
#include <vector>

#include "event/syntax/trigger.h"

namespace newsline::event {

/// Where the names of a happening are looked for.
struct RoleContext {
  const Reading& reading;
  std::uint32_t sentence = 0;
  const Syntax& syntax;
  const Trigger& trigger;
  std::uint32_t from = 0;       // the first token (of the sentence) that tells it
  std::vector<bool> elsewhere;  // by clause: it tells another happening of the sentence
  // the line that tells it: who is named there is not elsewhere
  std::string_view headline{};
};

/// The names that take part in a happening, each once, in order of the text, with their roles.
std::vector<Participant> participants(const RoleContext& cast, const Words& words);

}  // namespace newsline::event
