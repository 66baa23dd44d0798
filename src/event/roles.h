#pragma once
#include <vector>

#include "trigger.h"

namespace newsline::event_room {

/// The names that take part in a happening, each once, in order of the text. `from` and `last` bound the tokens (of the sentence) that tell it.
std::vector<Participant> participants(const Reading& reading, std::uint32_t sentence, const Syntax& s, const Trigger& trigger, std::uint32_t from,
                                      std::uint32_t last, const Words& words);

}  // namespace newsline::event_room
