#pragma once
#include <vector>

#include "clause_line.h"

namespace newsline::event {

/// A phrase that a line may do without.
struct Cut {
  Stretch tokens;
  Defects defects;
  std::uint32_t width = 0;  // code points that it saves
  Odds odds;                // by the penalties, filled in by the search
  double slope = 0;
};

/// The phrases of a clause that may be cut, outer ones before those within. `date` is what already
/// went.
std::vector<Cut> find_cuts(const HeadlineSentence& s, const ClauseLine& line, Stretch date);

}  // namespace newsline::event
