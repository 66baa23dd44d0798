#pragma once
#include "event/syntax/trigger.h"

namespace newsline::event {

/// How sure a happening is, by the words alone where they tell, else by whether its date lies after
/// the page's day.
struct Verdict {
  Certainty certainty = Certainty::asserted;
  const char* reason = "";  // the wording that decided, for --explain
  bool then = false;        // "not until May": it happens on that day, not before it
};

/// `later`: the date lies wholly after the page's own day. `attachment` may be null: the date is
/// inherited.
Verdict certainty_of(const Syntax& s, const Trigger& trigger, const Attachment* attachment,
                     bool later, const Words& words);

}  // namespace newsline::event
