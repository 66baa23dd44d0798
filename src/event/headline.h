#pragma once
#include <string>
#include <vector>

#include "trigger.h"

namespace newsline::event_room {

/// What a headline is made from: one sentence and the happening in it.
struct HeadlineSource {
  const Reading& reading;
  std::uint32_t sentence = 0;
  const Syntax& syntax;
  const Trigger& trigger;
  const Attachment* date = nullptr;     // its date, when the sentence tells it
  std::uint32_t from = 0, last = 0;     // the tokens of the sentence as told
  bool shared = false;                  // the sentence tells more than this happening
};

/// One line of plain text, at most about 120 code points: who did what, in the page's words, without the date.
std::string headline(const HeadlineSource& source, const Words& words);

}  // namespace newsline::event_room
