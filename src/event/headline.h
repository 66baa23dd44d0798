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
  std::vector<Attachment> dates;        // those that the sentence names, of this happening and of others
  std::uint32_t from = 0;               // the first token (of the sentence) that tells it
  bool shared = false;                  // the sentence tells more than this happening
  Span standing{};                      // tokens at the start that stand for a name: "She", "its", "The company"
  std::string antecedent;               // the name; empty: not sure
};

/// One line of plain text, about 120 code points or less: who did what, in the page's words, without the date. Where the verb closes the clause
/// (verb_second.h) a whole clause may be longer, and the date stays where it would leave a hole.
std::string headline(const HeadlineSource& source, const Words& words);

}  // namespace newsline::event_room
