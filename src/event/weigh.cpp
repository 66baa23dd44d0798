#include "weigh.h"

namespace newsline::event_room {

namespace {

/// "around 8 p.m.": a clock time that names no day.
bool clock_alone(const Timex& timex) {
  using Fields = TimexFields;
  if (!timex.fields.has(Fields::hour)) return false;
  static constexpr Fields::Slot days[] = {Fields::year,   Fields::short_year, Fields::month, Fields::day,    Fields::weekday,
                                          Fields::holiday, Fields::shift,     Fields::unit,  Fields::anchor, Fields::direction};
  for (const Fields::Slot slot : days)
    if (timex.fields.has(slot)) return false;
  return true;
}

/// A date that comes round again, with nothing that picks one: "in January", "at Easter", "on a Tuesday".
bool recurrent(const Timex& timex) {
  using Fields = TimexFields;
  if (timex.year_given || timex.fields.has(Fields::shift) || timex.fields.has(Fields::direction) || timex.fields.has(Fields::day)) return false;
  return timex.fields.has(Fields::month) || timex.fields.has(Fields::season) || timex.fields.has(Fields::holiday) || timex.fields.has(Fields::weekday);
}

/// The clause tells what is so, in the present: "today plague is rare", "the best month is January"; but "the vote is on Friday".
bool present_state(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (c.trigger.verb == nowhere) return false;
  const VerbGroup& g = s.verbs[c.trigger.verb];
  if (!g.finite || g.past || g.perfect || g.future || g.possible || g.progressive || g.passive) return false;
  if (c.trigger.kind == TriggerKind::noun && c.at.first > g.head) return false;
  return s.has(g.head, Word::state) || s.has(g.first, Word::be);
}

/// "in his 2018 physical", "during the 2024 wildfire": the year before the noun dates what the verb tells, when nothing else does.
bool year_dates_verb(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (s.has(c.at.noun, Word::label) || !c.days_ahead || *c.days_ahead > 0) return false;
  for (std::uint32_t i = c.at.first, steps = 0; i-- > 0 && steps < 3; ++steps) {
    if (s.has(i, Word::dating_preposition)) return true;
    if (s.tokens[i].pos != Pos::det && s.tokens[i].pos != Pos::pron && s.tokens[i].pos != Pos::adj && !s.has(i, Word::determiner)) return false;
  }
  return false;
}

bool habitual(const Candidate& c) {
  const Syntax& s = c.syntax;
  const std::uint32_t from = c.at.preposition == nowhere ? c.at.first : c.at.preposition;
  if (c.at.first > 0 && s.has(c.at.first - 1, Word::indefinite)) return true;
  for (std::uint32_t i = from, steps = 0; i-- > 0 && steps < 8 && s.clause_of[i] == s.clause_of[c.at.first]; ++steps)
    if (s.has(i, Word::habit)) return true;
  return false;
}

std::optional<Day> today(const Candidate& c) { return c.reading.document_time ? std::optional<Day>(c.reading.document_time->day()) : std::nullopt; }

/// "Office 2019", "Windows 95": a year right behind a name is its number.
bool numbers_name(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (c.told.grain != Grain::year || c.at.first == 0 || c.at.preposition != nowhere || c.told.range != Timex::none) return false;
  const Token& before = s.tokens[c.at.first - 1];
  return (before.pos == Pos::propn || before.pos == Pos::noun) && before.capital && c.at.last - c.at.first == 1;
}

/// Enough words, among them a common noun, and a full stop: the model may have missed its verb.
bool whole_sentence(const Syntax& s, std::string_view text) {
  std::uint32_t count = 0;
  bool noun = false;
  for (const Token& token : s.tokens) count += token.kind == TokenKind::word, noun |= token.pos == Pos::noun;
  return noun && count > 5 && s.size() > 0 && s.tokens.back().span.of(text) == ".";
}

bool names_happening(const Candidate& c) { return c.at.noun != nowhere && c.syntax.has(c.at.noun, Word::happening); }

}  // namespace

const char* objection(const Candidate& c) {
  const Syntax& s = c.syntax;
  const Timex& timex = c.reading.timexes.all[c.told.timex];
  if (c.trigger.kind == TriggerKind::none && !whole_sentence(s, c.reading.article.text)) return "nothing happens in the sentence";
  if (c.paragraph == ParagraphKind::heading && s.verbs.empty()) return "a heading";
  if (clock_alone(timex)) return "a clock time without a day";
  if (c.at.prenominal && c.told.grain >= Grain::year && !timex.fields.has(TimexFields::shift) && !year_dates_verb(c))
    return "the year tells which one is meant";
  if (numbers_name(c)) return "a number of the name before it";
  if (recurrent(timex) && habitual(c) && !names_happening(c)) return "a habit";
  if (present_state(c) && (recurrent(timex) || c.told.when.first_day() == today(c))) return "a state of the present";
  return nullptr;
}

}  // namespace newsline::event_room
