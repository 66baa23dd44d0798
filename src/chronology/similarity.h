#pragma once
// What two tellings of a happening on one page are compared by: private to this room.
#include <cstdint>
#include <vector>

#include "newsline/chronology.h"
#include "entities.h"

namespace newsline::chronology {

/// The words of a source as sorted sets of keys.
struct EventSignature {
  Day start{}, end{};
  Certainty certainty = Certainty::asserted;
  std::uint64_t trigger = 0;               // its stem; 0: none
  std::vector<std::uint64_t> words;        // stems of the longer words, names and numbers
  std::vector<std::uint64_t> numbers;      // without those of the date
  std::vector<std::uint64_t> entities, agents;  // all of them, those who did it
};

EventSignature telling_of(const Source& source, const EntityMerger& entities);

/// Whether one page tells a happening twice, at one date and with one certainty. `kin`: the triggers are words for one kind of happening.
bool tells_again(const EventSignature& a, const EventSignature& b, bool event_class);

}  // namespace newsline::chronology
