#pragma once
#include <vector>

#include "trigger.h"

namespace newsline::event {

/// A date of a sentence, and the happening that its words alone say it belongs to.
struct DatedTrigger {
  Attachment at;
  Trigger trigger;
  bool own = true;       // the sentence names the date; else it is that of its label
  bool dropped = false;  // set by `part_shared_triggers`: it tells of nothing in this sentence
};

/// The word that a date hangs on by the tree, which must not be empty; `nowhere`: on none.
std::uint32_t head_outside(const Syntax& s, const Attachment& date);

/// Where several dates found one happening, the tree tells whose it is. A date that hangs on
/// another noun that names a happening gets that one; one that hangs on something else, while the
/// happening has a date of its own, is dropped. Dates that are listed stay together.
///
///     He tabled the budget on Wednesday, his third attempt since February.
///                             tabled                             attempt
void part_shared_triggers(const Syntax& s, std::vector<DatedTrigger>& dates);

}  // namespace newsline::event
