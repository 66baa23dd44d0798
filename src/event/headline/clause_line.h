#pragma once
#include <optional>
#include <string>
#include <vector>

#include "defects.h"
#include "sentence.h"

namespace newsline::event {

/// A clause as a line of its own: its tokens, and the subject that it takes from elsewhere.
///
///     NASA is developing a mission called Europa Clipper , which is scheduled to launch
///                                         ~~~~~~~~~~~~~~         ----------------------
///                                         subject                tokens
struct ClauseLine {
  std::uint32_t head = 0;
  Stretch tokens;
  std::vector<bool> dropped;  // of `tokens`: words that only tie the clause to the others
  // tokens that open the line: a subject, then its auxiliaries
  std::vector<std::uint32_t> borrowed;
  // a bare participle: its auxiliary must be written before it
  bool passive = false;
  Defects defects;
};

/// The clauses around the trigger that can stand as a line, from the innermost to the whole
/// sentence.
std::vector<ClauseLine> clause_lines(const HeadlineSentence& s);

}  // namespace newsline::event
