#pragma once
#include <vector>

#include "defects.h"
#include "sentence.h"

namespace newsline::event {

/// One way to take a date out of a clause, or to leave it.
struct DatePhrase {
  Stretch tokens;  // what goes; empty: the date stays
  Defects defects;
  bool possessive = false;  // "Friday's vote": without it the noun has no article
  // the phrase that must take the place of the date: "Am Montag schloss [die Bank] früh"
  Stretch moved;
  bool free = false;  // sure to be no part of another phrase
};

/// The ways to take a date out, from the date alone to what hangs on nothing else: of "in a
/// statement released on 5 November" first "on 5 November", then "released on 5 November", then
/// all. The first one leaves the date where it is. `clause` is the head of the clause that makes
/// the line.
std::vector<DatePhrase> date_phrases(const HeadlineSentence& s, const Attachment& date,
                                     std::uint32_t clause);

}  // namespace newsline::event
