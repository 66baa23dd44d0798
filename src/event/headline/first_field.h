#pragma once
#include "sentence.h"

namespace newsline::event {

/// Where the verb stands second, the phrase that may take the place of a date that stood before it.
/// Any phrase may that is whole; the one behind the verb is the subject as a rule. Empty: it is not
/// sure where it begins or ends, so that the date must stay. Marks around a clause or a bracket
/// within it are part of it.
///
///     [Am Montag] hat  der Rat der Stadt  den Plan beschlossen
///                      -----------------
///     [Im Mai] trafen sich  in Kiel  die Werften
///                           -------
///
/// `clause` is the head of the clause, `verb` its finite verb.
Stretch phrase_for_first_field(const HeadlineSentence& s, std::uint32_t clause, std::uint32_t verb);

}  // namespace newsline::event
