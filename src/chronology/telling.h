#pragma once
// What two tellings of a happening are compared by: private to this room.
#include <cstdint>
#include <vector>

#include "newsline/chronology.h"
#include "union.h"

namespace newsline {

/// The words of a source as sorted sets of keys.
struct Telling {
  Day start{}, end{};
  Certainty certainty = Certainty::asserted;
  std::uint64_t trigger = 0;               // its stem; 0: none
  std::vector<std::uint64_t> words;        // stems of the longer words, names and numbers
  std::vector<std::uint64_t> plain;        // of those the ones that name none of the entities
  std::vector<std::uint64_t> numbers;      // without those of the date
  std::vector<std::uint64_t> entities, agents;  // all of them, those who did it
};

Telling telling_of(const Source& source, const EntityUnion& entities);

/// How two tellings go together.
enum class Likeness : std::uint8_t {
  different,
  same,      // one happening, at dates that agree: equal, or one inside the other
  disputed,  // one happening, at dates that contradict each other
};
Likeness compare(const Telling& a, const Telling& b);

/// Whether one page tells a happening twice, at one date and with one certainty. `kin`: the triggers are words for one kind of happening.
bool tells_again(const Telling& a, const Telling& b, bool kin);

/// Keys that two tellings of one happening nearly always share, and others rarely: those of like words (MinHash, Broder 1997: 12 bands of two), and
/// of the days with a name and what happened to it, or a name and a number.
std::vector<std::uint64_t> blocks(const Telling& telling);

}  // namespace newsline
