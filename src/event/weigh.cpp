#include "weigh.h"

namespace newsline::event_room {

namespace {

Weight no(const char* why) { return {false, 0.1, why}; }

bool present_habit(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (c.trigger.verb == nowhere) return false;
  const VerbGroup& g = s.verbs[c.trigger.verb];
  if (g.past || g.perfect || g.future || g.progressive) return false;
  for (std::uint32_t i = c.at.first; i < c.at.last; ++i)
    if (s.has(i, Word::ordinary_day) && c.at.last - c.at.first == 1 && c.told.grain == Grain::day && g.finite && (s.has(g.head, Word::state) || s.has(g.head, Word::be))) return true;
  return false;
}

}  // namespace

Weight weigh(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (c.trigger.kind == TriggerKind::none) return no("nothing happens in the sentence");
  if (c.paragraph == ParagraphKind::heading && s.verbs.empty()) return no("a heading");
  if (present_habit(c)) return no("a state of today");
  if (c.at.prenominal && !s.has(c.at.noun, Word::happening) && c.told.grain >= Grain::year && s.tokens[c.at.last].pos != Pos::part) {
    if (s.has(c.at.noun, Word::label) || s.has(c.at.noun, Word::document)) return no("the year tells which one is meant");
  }
  Weight weight{true, 0.85, ""};
  if (c.at.prenominal) weight.confidence -= 0.2;
  if (!c.trigger.same_clause) weight.confidence -= 0.15;
  if (c.trigger.kind == TriggerKind::verb && s.has(c.trigger.token, Word::state)) weight.confidence -= 0.15;
  return weight;
}

}  // namespace newsline::event_room
