#pragma once
// What two events of one page are compared by: internal to this folder.
#include <cstdint>
#include <vector>

#include "entities.h"
#include "newsline/chronology.h"

namespace newsline::chronology {

/// The words of a source as sorted sets of keys.
struct EventSignature {
  Day start{}, end{};
  Certainty certainty = Certainty::asserted;
  std::uint64_t trigger = 0;                    // its stem; 0: none
  std::vector<std::uint64_t> words;             // stems of the longer words, names and numbers
  std::vector<std::uint64_t> numbers;           // without those of the date
  std::vector<std::uint64_t> entities, agents;  // all of them, those who did it
};

EventSignature signature_of(const Source& source, const EntityMerger& entities);

/// Whether two events of a page, of one date and certainty, are the same one. `event_class`: their
/// triggers belong to one event class.
bool repeats_event(const EventSignature& a, const EventSignature& b, bool event_class);

}  // namespace newsline::chronology
