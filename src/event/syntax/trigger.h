#pragma once
#include <cstdint>

#include "clauses.h"
#include "event/paragraph_dates.h"

namespace newsline::event {

/// How a date stands in its sentence. Token indices count from the sentence's first token.
struct Attachment {
  std::uint32_t first = 0, last = 0;    // the date, half-open
  std::uint32_t preposition = nowhere;  // the first token of what leads to it: "no later than"
  Phrase relation = Phrase::none;
  bool prenominal = false;  // "Friday's vote", "the 2019 budget"
  // the noun that it is before, or that stands right before it: "the vote on Friday"
  std::uint32_t noun = nowhere;
  bool opens_clause = false;  // nothing but small words before it in its clause
};

Attachment attach(const Syntax& s, std::uint32_t first, std::uint32_t last, Grain grain,
                  const Words& words);

enum class TriggerKind : std::uint8_t { none, verb, noun };

/// The word that tells what happened at a date.
struct Trigger {
  TriggerKind kind = TriggerKind::none;
  std::uint32_t token = 0;
  std::uint32_t verb = nowhere;  // its verb group, or that of the clause where a noun tells it
  std::uint32_t clause = 0;
  bool same_clause = true;
};

/// The happening that a date belongs to: the noun that it is part of, else the nearest verb of its
/// clause.
Trigger find_trigger(const Syntax& s, const Attachment& attachment);
/// The happening of the clause that is opened here, at "after" of "a day after the bridge
/// collapsed": its verb, or none.
Trigger clause_trigger(const Syntax& s, std::uint32_t opener);
/// The happening that a noun names.
Trigger noun_trigger(const Syntax& s, std::uint32_t noun);
/// The happening that a sentence as a whole tells: its first main verb.
Trigger main_trigger(const Syntax& s, std::uint32_t from);

}  // namespace newsline::event
