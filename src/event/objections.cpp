// Why a date dates no event, though a verb stands beside it.
//
// Dates pick things out ("the 2018 law"), name them ("Agenda 2030"), tell habits ("in summer they
// fish") and states. Each such use is a function that holds or does not; the table below asks them
// in order and gives the first one's reason, which --explain shows.
//
//     "The 2018 law was repealed."      prenominal, a year, no shift                   -> the year
//     tells which one is meant "They usually fish in January."   a month of any year, "usually"
//     before it       -> a habit
//
// What it does not do: it weighs nothing. What may be an event or not, by degrees, is
// confidence.cpp's.
#include "objections.h"

#include <algorithm>
#include <cstdlib>

namespace newsline::event {

namespace {

/// "around 8 p.m.": a clock time that names no day.
bool clock_alone(const Timex& timex) {
  using Fields = TimexFields;
  if (!timex.fields.has(Fields::hour)) return false;
  static constexpr Fields::Slot days[] = {
      Fields::year,    Fields::short_year, Fields::month, Fields::day,    Fields::weekday,
      Fields::holiday, Fields::shift,      Fields::unit,  Fields::anchor, Fields::direction};
  for (const Fields::Slot slot : days)
    if (timex.fields.has(slot)) return false;
  return true;
}

/// A date that comes round again, with nothing that picks one: "in January", "at Easter", "on a
/// Tuesday".
bool recurrent(const Timex& timex) {
  using Fields = TimexFields;
  if (timex.year_given || timex.fields.has(Fields::shift) || timex.fields.has(Fields::direction) ||
      timex.fields.has(Fields::day))
    return false;
  return timex.fields.has(Fields::month) || timex.fields.has(Fields::season) ||
         timex.fields.has(Fields::holiday) || timex.fields.has(Fields::weekday) ||
         timex.fields.has(Fields::weekend);
}

std::string_view word(const Candidate& c, std::uint32_t token) {
  return c.syntax.tokens[token].span.of(c.reading.article.text);
}

/// A verb in the simple present: "rates vary".
bool simple_present(const Candidate& c) {
  if (c.trigger.verb == nowhere) return false;
  const VerbGroup& g = c.syntax.verbs[c.trigger.verb];
  const auto lies_ahead = [&](const VerbGroup& other) {
    return other.clause == g.clause && (other.future || other.weak_modal);
  };
  return g.finite && !g.past && !g.perfect && !g.possible && !g.progressive && !g.passive &&
         std::ranges::none_of(c.syntax.verbs, lies_ahead);
}

/// The clause tells what is so, in the present: "today plague is rare", "the best month is
/// January"; but "the vote is on Friday".
bool present_state(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (!simple_present(c)) return false;
  const VerbGroup& g = s.verbs[c.trigger.verb];
  if (c.trigger.kind == TriggerKind::noun && c.at.first > g.head) return false;
  if (!s.has(g.head, Word::state) && !s.has(g.first, Word::be)) return false;
  // "a lui progressé", "sind am Montag beliefert worden": an auxiliary whose participle was not
  // joined to it
  return s.tree().empty() ||
         (s.tree().relation(g.head) != Rel::aux && s.tree().relation(g.head) != Rel::aux_pass);
}

/// "Ruiz, a pick of the 2006 draft, ...": part of what a name is explained by.
bool of_apposition(const Syntax& s, std::uint32_t noun) {
  constexpr int most = 4;  // steps
  if (s.tree().empty()) return false;
  for (int step = 0; step < most && noun != nowhere; ++step, noun = s.tree().head(noun)) {
    if (s.tree().relation(noun) == Rel::appos) return true;
    if (s.tree().relation(noun) != Rel::nmod) return false;
  }
  return false;
}

/// "in his 2018 physical", "during the 2024 wildfire": the year before the noun dates what the verb
/// tells, when nothing else does.
bool year_dates_verb(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (s.has(c.at.noun, Word::label) || !c.days_ahead || *c.days_ahead > 0) return false;
  if (of_apposition(s, c.at.noun)) return false;
  for (std::uint32_t i = c.at.first, steps = 0; i-- > 0 && steps < 3; ++steps) {
    if (s.has(i, Word::dating_preposition)) return true;
    if (s.tokens[i].pos != Pos::det && s.tokens[i].pos != Pos::pron &&
        s.tokens[i].pos != Pos::adj && !s.has(i, Word::determiner))
      return false;
  }
  return false;
}

/// "a confident 2010 appearance": what is named for the first time is reported, not referred to.
bool brings_up_happening(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (!s.has(c.at.noun, Word::happening)) return false;
  for (std::uint32_t i = c.at.first, steps = 0; i-- > 0 && steps < 3; ++steps)
    if (s.has(i, Word::determiner) || s.has(i, Word::indefinite)) return s.has(i, Word::indefinite);
  return false;
}

bool habitual(const Candidate& c) {
  const Syntax& s = c.syntax;
  const std::uint32_t from = c.at.preposition == nowhere ? c.at.first : c.at.preposition;
  if (c.at.first > 0 && s.has(c.at.first - 1, Word::indefinite)) return true;
  for (std::uint32_t i = from, steps = 0;
       i-- > 0 && steps < 8 && s.clause_of[i] == s.clause_of[c.at.first]; ++steps)
    if (s.has(i, Word::habit)) return true;
  return false;
}

std::optional<Day> today(const Candidate& c) {
  return c.reading.document_time ? std::optional<Day>(c.reading.document_time->day())
                                 : std::nullopt;
}

/// "dass der Wirt 2017 den Hof verkaufte", "den der Wirt 2017 verkaufte": where a clause behind a
/// comma keeps its verb for the end, what stands before it belongs to the verb; further on in it,
/// a year may be its noun's ("die für das Programm der Spiele 2028 genannt wurden").
bool awaits_verb(const Candidate& c) {
  constexpr std::uint32_t longest = 5;  // tokens: what opens the clause, and its subject
  const Syntax& s = c.syntax;
  if (!c.words.verb_second() || c.trigger.verb == nowhere) return false;
  const VerbGroup& g = s.verbs[c.trigger.verb];
  const std::uint32_t first = s.clauses[g.clause].first;
  return g.first >= c.at.last && g.clause == s.clause_of[c.at.first] &&
         c.at.first - first <= longest &&
         (s.clauses[g.clause].subordinate || (first > 0 && s.tokens[first - 1].pos == Pos::punct));
}

/// "Office 2019", "Windows 95": a year right behind a name is its number.
bool numbers_name(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (c.date.grain != Grain::year || c.at.first == 0 || c.at.preposition != nowhere ||
      c.date.range != Timex::none)
    return false;
  const Token& before = s.tokens[c.at.first - 1];
  if (before.pos == Pos::noun && awaits_verb(c)) return false;
  return (before.pos == Pos::propn || before.pos == Pos::noun) && before.capital &&
         c.at.last - c.at.first == 1;
}

/// "die 2014 von Russland annektierte Krim", "den 2019 in Jena gebauten Turm": behind an article
/// the time belongs to the participle before its noun, not to what the sentence tells.
bool dates_attribute(const Candidate& c) {
  constexpr std::uint32_t longest = 8;  // tokens from the date to the participle
  const Syntax& s = c.syntax;
  // "die bis Montag geltende Regel"; but in "die am Montag verhängte Sperre" something happens
  const bool bound = c.at.relation == Phrase::relation_by ||
                     c.at.relation == Phrase::relation_until ||
                     c.at.relation == Phrase::relation_since;
  if (!c.words.verb_second() || (c.date.grain < Grain::month && !bound)) return false;
  std::uint32_t from = c.at.first;
  while (from > 0 && s.tokens[from - 1].pos == Pos::adp) --from;
  if (from == 0 || s.tokens[from - 1].pos != Pos::det) return false;
  for (std::uint32_t i = c.at.last, steps = 0; i + 1 < s.size() && steps < longest; ++i, ++steps) {
    if (s.tokens[i].pos == Pos::punct || s.tokens[i].pos == Pos::aux) return false;
    // where a participle stands, the tags may see a past
    if (is_finite(s.tokens[i].form) && !is_noun(s.tokens[i + 1])) return false;
    const bool of_noun = s.tokens[i].pos == Pos::adj || s.tokens[i].pos == Pos::verb;
    if (of_noun && !s.tokens[i].capital && is_noun(s.tokens[i + 1])) return true;
  }
  return false;
}

/// "der Prozess des Jahres", "das Wort des Jahres": behind a noun and under no preposition, a unit
/// of the calendar says which one.
bool of_unit(const Candidate& c) {
  using Fields = TimexFields;
  const Syntax& s = c.syntax;
  const Timex& timex = c.reading.timexes.all[c.date.timex];
  if (!c.words.verb_second() || c.date.range != Timex::none || c.at.preposition != nowhere ||
      c.at.first == 0 || !timex.fields.has(Fields::unit) ||
      timex.fields.get(Fields::shift, 1) != 0 || timex.mod != Mod::none ||
      c.date.grain < Grain::year)
    return false;
  const std::uint32_t noun = c.at.first - 1;
  return s.tokens[noun].pos == Pos::noun && !s.timex[noun] && !s.has(noun, Word::time_part) &&
         !s.has(noun, Word::part_noun);
}

/// "It's 2025!": the time itself is told, and nothing that happens in it.
bool tells_time_itself(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (s.tree().empty() || c.date.grain < Grain::month || c.at.preposition != nowhere) return false;
  for (std::uint32_t i = c.at.first; i < c.at.last; ++i) {
    const std::uint32_t copula = s.tree().child(i, Rel::cop);
    if (copula == Dependencies::none) continue;
    const std::uint32_t subject = s.tree().child(i, Rel::nsubj);
    if (subject == Dependencies::none || s.tokens[subject].pos != Pos::pron) return false;
    // "It was 2019, and the mill had closed"
    return s.verbs.size() < 2 ||
           (s.tokens[copula].form == VerbForm::present && s.has(subject, Word::thing_pronoun));
  }
  return false;
}

/// "overnight trains", without a determiner or with one: a part of the day that says of what kind a
/// thing is.
bool of_kind_by_part(const Candidate& c) {
  const Timex& timex = c.reading.timexes.all[c.date.timex];
  if (c.at.last != c.at.first + 1 || c.at.last >= c.syntax.size() ||
      !timex.fields.has(TimexFields::part) || timex.fields.has(TimexFields::weekday) ||
      c.at.preposition != nowhere)
    return false;
  const std::uint32_t noun = c.at.prenominal ? c.at.noun : c.at.last;
  return c.syntax.tokens[noun].pos == Pos::noun && !c.syntax.has(noun, Word::happening);
}

/// Enough words, among them a common noun, and a full stop: the model may have missed its verb.
bool whole_sentence(const Syntax& s, std::string_view text) {
  std::uint32_t count = 0;
  bool noun = false;
  for (const Token& token : s.tokens)
    count += token.kind == TokenKind::word, noun |= token.pos == Pos::noun;
  return noun && count > 3 && s.size() > 0 && s.tokens.back().span.of(text) == ".";
}

/// "one of the worst floods", "was a war": one that is picked from many, or said of something.
bool picks_one(const Syntax& s, std::uint32_t noun) {
  constexpr std::uint32_t reach = 3;  // tokens
  if (!s.tree().empty() && s.tree().child(noun, Rel::cop) != nowhere) return true;
  for (std::uint32_t i = noun, steps = 0; i-- > 0 && steps < reach; ++steps) {
    if (s.has(i, Word::record)) return true;
    if (s.tokens[i].pos == Pos::punct) return false;
  }
  return false;
}

/// "the fight of the century", "the goal of the month", "der Sieg des Jahrzehnts", "the worst flood
/// of the 20th century": what stands out in a time, not when it was.
bool stands_out(const Candidate& c) {
  using Fields = TimexFields;
  const Syntax& s = c.syntax;
  const Timex& timex = c.reading.timexes.all[c.date.timex];
  if (timex.mod != Mod::none || timex.fields.get(Fields::shift, 0) != 0) return false;
  const bool age = c.date.grain == Grain::decade || c.date.grain == Grain::century;
  const bool running = timex.fields.has(Fields::unit) && !timex.year_given;
  if (!age && (!running || c.date.grain < Grain::month)) return false;
  // in "vom Sieg des Jahrzehnts" the preposition is of the noun
  std::uint32_t of = c.at.first;
  if (!s.has(of, Word::genitive) && of > 0) --of;
  if (!s.has(of, Word::genitive) && c.at.preposition != nowhere) of = c.at.preposition;
  if (!s.has(of, Word::genitive)) return false;
  if (of == 0 || s.has(of - 1, Word::part_noun)) return false;
  // in German both are written with a capital, and taken for each other
  if (s.tokens[of - 1].pos != Pos::noun && s.tokens[of - 1].pos != Pos::propn) return false;
  if (!running) return picks_one(s, of - 1);
  return c.date.grain > Grain::year || !s.has(of - 1, Word::happening);
}

/// "the prices of 2020", "an increase from the previous year", "a letter from 2019": the date tells
/// which one, or what it is measured by.
bool describes_noun(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (c.at.preposition == nowhere || c.at.prenominal || c.date.range != Timex::none ||
      c.date.grain < Grain::month || c.at.preposition == 0)
    return false;
  const std::uint32_t noun = c.at.preposition - 1;
  if (s.tokens[noun].pos != Pos::noun || s.has(noun, Word::part_noun) ||
      s.has(noun, Word::time_part) || s.timex[noun])
    return false;
  // "a change from four years ago, when Reyes won"
  for (std::uint32_t i = c.at.last; i < s.size() && i < c.at.last + 2; ++i)
    if (s.has(i, Word::relative_pronoun)) return false;
  if (s.has(c.at.preposition, Word::genitive))
    return c.date.grain >= Grain::year && !s.has(noun, Word::happening);
  return c.at.relation == Phrase::relation_from;
}

/// "the summer she turned 17", "on the night Reyes died": a time that another happening tells, in a
/// clause right behind it.
bool told_by_clause(const Candidate& c) {
  using Fields = TimexFields;
  const Syntax& s = c.syntax;
  const Timex& timex = c.reading.timexes.all[c.date.timex];
  if (timex.year_given || timex.fields.has(Fields::month) || timex.fields.has(Fields::weekday) ||
      timex.fields.has(Fields::holiday))
    return false;
  if (!s.has(c.at.first, Word::determiner) || s.has(c.at.first, Word::demonstrative) ||
      c.at.last + 1 >= s.size())
    return false;
  const Token& next = s.tokens[c.at.last];
  const bool subject =
      next.pos == Pos::pron || next.pos == Pos::propn || s.has(c.at.last, Word::determiner);
  if (!subject || s.has(c.at.last, Word::relative_pronoun) || s.timex[c.at.last]) return false;
  std::uint32_t verb = nowhere;
  for (std::uint32_t i = c.at.last; i < s.size() && i < c.at.last + 5 && verb == nowhere; ++i)
    verb = s.verb_of[i];
  if (verb == nowhere || s.verbs[verb].infinitive) return false;
  const bool counted = timex.fields.get(Fields::shift, 0) != 0 ||
                       timex.fields.has(Fields::direction) || timex.basis == Basis::earlier_timex;
  // "The next day divers found the wreck" has its anchor before it; "the day before she left" has
  // it behind
  const Phrase last = c.words.phrase(&s.tokens[c.at.last - 1], &s.tokens[c.at.last - 1] + 1);
  if (counted && last != Phrase::relation_before && last != Phrase::relation_after) return false;
  // the sentence tells more than that clause
  return s.verbs.size() > 1;
}

/// "Als der Damm brach": a word that elsewhere compares ("weniger als").
bool opens_clause(const Syntax& s, std::uint32_t i) {
  return s.clauses[s.clause_of[i]].opener == i && s.tokens[i].pos == Pos::sconj &&
         (i == 0 || s.tokens[i - 1].pos == Pos::punct);
}

/// "one spot higher than last year", "unlike in 2019"
bool behind_than(const Candidate& c, std::uint32_t lead) {
  const Syntax& s = c.syntax;
  return lead > 1 && s.has(lead - 1, Word::than) && c.at.relation != Phrase::relation_by &&
         s.tokens[lead - 1].pos != Pos::sconj && s.tokens[lead - 2].pos != Pos::punct;
}

/// Nothing but small words between the likening and its date: "as in 2009", "wie schon 2009".
bool likens_alone(const Candidate& c, std::uint32_t likening, std::uint32_t lead) {
  if (lead > likening + 1) return true;
  // "wie 2009 bekannt wurde" tells something of then
  return !c.words.verb_second() && c.at.preposition != nowhere;
}

/// What leads to a likening, and what stands between it and the date.
struct Likening {
  std::uint32_t at = nowhere;
  bool named = false;       // somebody or something
  bool stands_for = false;  // a verb that stands for the one told
};

/// `than`: "higher than it was in 2009" too.
Likening likening_before(const Syntax& s, std::uint32_t lead, bool than) {
  constexpr std::uint32_t reach = 8;  // tokens
  Likening found;
  for (std::uint32_t i = lead, steps = 0; i-- > 0 && steps < reach; ++steps) {
    if (s.has(i, Word::likening) || (than && s.has(i, Word::than))) {
      // "as early as 2009"
      if (i < 2 || !s.has(i - 2, Word::likening)) found.at = i;
      return found;
    }
    if (s.tokens[i].pos == Pos::punct || s.tokens[i].pos == Pos::num) return found;
    const bool stands_for = s.has(i, Word::pro_verb);
    if (s.verb_of[i] != nowhere && !stands_for) return found;
    found.stands_for = found.stands_for || stands_for;
    found.named = found.named || is_noun(s.tokens[i]) || s.tokens[i].pos == Pos::pron;
  }
  return found;
}

/// "as it did in 2009", "as in 2009", "wie er es 2009 tat": what is told is likened to what was
/// then, by no more than a verb that stands for the one told.
bool likened(const Candidate& c) {
  constexpr long news = 7;  // days: "a win like that of Thursday" is what the page is about
  const Syntax& s = c.syntax;
  if (c.days_ahead && c.date.grain <= Grain::day && std::abs(*c.days_ahead) <= news) return false;
  if (c.at.relation != Phrase::none && c.at.relation != Phrase::relation_on) return false;
  if (c.date.range != Timex::none) return false;
  const std::uint32_t lead = c.at.preposition == nowhere ? c.at.first : c.at.preposition;
  const Likening found = likening_before(s, lead, !c.words.verb_second());
  if (found.at == nowhere) return false;
  if (!found.named && !found.stands_for) return likens_alone(c, found.at, lead);
  if (found.stands_for)
    return s.has(lead - 1, Word::pro_verb) || s.tokens[lead - 1].pos == Pos::adv;
  // the verb closes the clause: "wie er es 2009 tat"
  return c.words.verb_second() && c.at.last + 1 < s.size() && s.has(c.at.last, Word::pro_verb) &&
         s.tokens[c.at.last + 1].pos == Pos::punct;
}

bool counts(const Syntax& s, std::uint32_t i) {
  return s.tokens[i].pos == Pos::num || s.tokens[i].pos == Pos::sym || s.has(i, Word::percent);
}

/// What may stand between a figure and the words that compare it.
bool of_figure(const Token& token) {
  return token.pos == Pos::num || token.pos == Pos::sym || token.pos == Pos::adp ||
         token.pos == Pos::noun || token.pos == Pos::det || token.pos == Pos::adj;
}

/// "down from 3.9% in 2022", "compared with 2022", "to 5 million from 4 million in 2022", "5% from
/// 2022": the date of what a figure is measured by.
bool of_baseline(const Candidate& c) {
  const Syntax& s = c.syntax;
  const std::uint32_t from = c.at.preposition == nowhere ? c.at.first : c.at.preposition;
  if (behind_than(c, from)) return true;
  if (c.at.relation == Phrase::relation_from && c.at.preposition > 0 &&
      counts(s, c.at.preposition - 1))
    return true;
  bool counted = false;
  constexpr std::uint32_t longest = 3;  // words of a phrase
  for (std::uint32_t end = c.at.first, steps = 0; end > 0 && steps < 8; --end, ++steps) {
    if (opens_clause(s, end - 1)) return false;
    for (std::uint32_t size = 1; size <= longest && size <= end; ++size)
      if (c.words.phrase(&s.tokens[end - size], &s.tokens[end - size] + size) == Phrase::compare)
        return true;
    const Token& before = s.tokens[end - 1];
    if (counted && before.pos == Pos::adp &&
        c.words.phrase(&before, &before + 1) == Phrase::relation_from)
      return true;
    counted = counted || counts(s, end - 1);
    if (!of_figure(before) && before.kind == TokenKind::word) return false;
    if (before.pos == Pos::punct && end != from) return false;
  }
  return false;
}

/// "The first cuts in eight years will ...": a length right behind what stands before the verb.
bool measures_subject(const Candidate& c) {
  const Syntax& s = c.syntax;
  return c.at.preposition != nowhere && c.at.preposition > 0 && c.trigger.verb != nowhere &&
         c.reading.timexes.all[c.date.timex].type == TimexType::duration &&
         is_noun(s.tokens[c.at.preposition - 1]) && c.at.last <= s.verbs[c.trigger.verb].first;
}

/// "the strongest storm in 200 years", "the first cuts from the mill in eight years": a length that
/// a record is measured by.
bool measures_record(const Candidate& c) {
  constexpr std::uint32_t reach = 8;  // tokens
  using Fields = TimexFields;
  const Syntax& s = c.syntax;
  const Timex& timex = c.reading.timexes.all[c.date.timex];
  if (c.at.preposition == nowhere || c.at.preposition == 0 || c.at.prenominal ||
      c.date.range != Timex::none || c.at.relation != Phrase::relation_on ||
      timex.fields.has(Fields::month) || timex.fields.has(Fields::year) ||
      !timex.fields.has(Fields::number))
    return false;
  // "rose to the highest in seven weeks"; but "will hold its first hearing in two weeks"
  if (c.date.grain < Grain::year && !s.has(c.at.preposition - 1, Word::record)) return false;
  for (std::uint32_t i = c.at.preposition, steps = 0; i-- > 1 && steps < reach; ++steps) {
    if (s.has(i, Word::record)) return s.has(i - 1, Word::determiner);
    if (s.verb_of[i] != nowhere || s.tokens[i].pos == Pos::punct || s.timex[i]) return false;
  }
  return false;
}

/// "the worst flood since [one in Leeds, in May 1998]", "since Newtown, Connecticut, in 2012": the
/// "since" whose happening the date tells; `nowhere`: there is none.
std::uint32_t since_what(const Candidate& c) {
  constexpr std::uint32_t reach = 9;  // tokens
  const Syntax& s = c.syntax;
  if (c.at.relation == Phrase::relation_since || c.at.preposition == nowhere)
    return c.at.preposition;
  for (std::uint32_t i = c.at.preposition, steps = 0; i-- > 0 && steps < reach; ++steps) {
    const Token* const token = &s.tokens[i];
    if (c.words.phrase(token, token + 1) == Phrase::relation_since) return i;
    if (s.verb_of[i] != nowhere || (token->pos == Pos::punct && word(c, i) != ",")) return nowhere;
  }
  return nowhere;
}

/// "the lowest since 2009", "the first such rise since May": how long a record has stood.
bool of_record(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (measures_record(c)) return true;
  std::uint32_t at = since_what(c);
  if (at == nowhere) {
    if (!measures_subject(c)) return false;
    at = c.at.preposition;
  }
  for (std::uint32_t i = at, steps = 0; i-- > 0 && steps < 6; ++steps) {
    if (s.has(i, Word::record)) return true;
    if (s.verb_of[i] != nowhere || s.tokens[i].pos == Pos::punct) return false;
  }
  return false;
}

/// "on 2 May, not 12 May", "opens not on Monday but on Friday": a day that it was not.
bool is_ruled_out(const Candidate& c) {
  const Syntax& s = c.syntax;
  std::uint32_t lead = c.at.preposition == nowhere ? c.at.first : c.at.preposition;
  while (lead > 0 && s.has(lead - 1, Word::determiner) && !s.has(lead - 1, Word::negate)) --lead;
  if (lead < 2 || !s.has(lead - 1, Word::negate) || c.at.relation == Phrase::relation_until ||
      c.at.relation == Phrase::relation_before || c.at.relation == Phrase::relation_after)
    return false;
  // in "did not on that day" and "kam nicht am Montag" the verb is denied
  if (c.trigger.verb != nowhere && s.verbs[c.trigger.verb].negated &&
      s.tokens[lead - 2].pos != Pos::punct)
    return false;
  return s.tokens[lead - 2].pos == Pos::punct || s.tokens[lead - 2].pos == Pos::cconj ||
         s.tokens[lead - 2].pos == Pos::verb;
}

bool is_opening_quote(std::string_view mark) {
  return mark == "\"" || mark == "“" || mark == "‘" || mark == "„" || mark == "«" || mark == "'";
}

bool is_closing_quote(std::string_view mark) {
  return mark == "”" || mark == "\"" || mark == "“" || mark == "»" || mark == "’";
}

/// "The Slow Web (2012) by Ana Brook", "(Lindqvist A. (2016). Bridges": a year in brackets of its
/// own, with an author or a new sentence behind it.
bool is_reference_beside_title(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (c.date.grain != Grain::year || c.at.first < 2 || c.at.last + 1 >= s.size() ||
      c.date.range != Timex::none)
    return false;
  if (word(c, c.at.first - 1) != "(" || word(c, c.at.last) != ")") return false;
  const std::uint32_t behind = c.at.last + 1;
  // "“The Slow Web” (2012) tells", "Slow Web (1954), 334"
  if (is_closing_quote(word(c, c.at.first - 2))) return true;
  if (word(c, behind) == "," && behind + 1 < s.size() && s.tokens[behind + 1].pos == Pos::num)
    return true;
  // "a big one is Harrow (2016)."
  if (s.tokens[c.at.first - 2].pos == Pos::propn && present_state(c)) return true;
  if (word(c, behind) == ":" || (word(c, behind) == "." && behind + 1 < s.size())) return true;
  return s.has(behind, Word::agent_preposition) && behind + 1 < s.size() &&
         s.tokens[behind + 1].pos == Pos::propn;
}

/// "— Ana Brook (@anabrook) May 3, 2019": the signature of an embedded post.
bool signs_post(const Candidate& c) {
  constexpr std::size_t longest = 39;  // bytes from one bracket to behind the other
  std::string_view before = c.reading.article.text;
  before = before.substr(0, c.syntax.tokens[c.at.first].span.begin);
  while (before.ends_with(' ')) before.remove_suffix(1);
  if (!before.ends_with(')')) return false;
  before.remove_prefix(before.size() - std::min(before.size(), longest));
  const std::size_t open = before.rfind('(');
  return open != std::string_view::npos && before[open + 1] == '@';
}

/// "Three Days in May", "The Post on Sunday" in quotation marks: all words but small ones have a
/// capital.
bool within_title(const Candidate& c) {
  constexpr std::uint32_t longest = 8;  // tokens
  const Syntax& s = c.syntax;
  if (c.words.verb_second() || c.at.first == 0) return false;
  std::uint32_t first = c.at.first, last = c.at.last;
  while (first > 0 && last - first <= longest && !is_opening_quote(word(c, first - 1))) --first;
  while (last < s.size() && last - first <= longest && !is_closing_quote(word(c, last))) ++last;
  if (first == 0 || last >= s.size() || last - first > longest) return false;
  bool named = false;
  for (std::uint32_t i = first; i < last; ++i) {
    const Token& token = s.tokens[i];
    const bool small = token.pos == Pos::adp || token.pos == Pos::det || token.pos == Pos::cconj ||
                       token.pos == Pos::part;
    if (token.kind == TokenKind::word && !token.capital && (!small || i == first)) return false;
    if (word(c, i) == ",") return false;
    named |= token.capital && !small && !s.timex[i];
  }
  return named;
}

/// "1917" in quotation marks, "2001: a journey" within them: a title.
bool is_title(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (within_title(c)) return true;
  if (c.date.grain != Grain::year || c.at.first == 0 || c.at.last >= s.size() ||
      c.date.range != Timex::none)
    return false;
  const std::string_view before = word(c, c.at.first - 1), behind = word(c, c.at.last);
  return is_opening_quote(before) &&
         (behind == ":" || behind == "\"" || behind == "”" || behind == "’" || behind == "“" ||
          behind == "»" || behind == "'");
}

/// "(Lindqvist, 2023)": where to read it.
bool is_reference(const Candidate& c) {
  constexpr std::uint32_t longest = 6;  // tokens
  const Syntax& s = c.syntax;
  if (c.date.grain != Grain::year || c.at.first < 2 || c.at.last >= s.size() ||
      c.date.range != Timex::none)
    return false;
  if ((word(c, c.at.last) != ")" && word(c, c.at.last) != ";") || word(c, c.at.first - 1) != ",")
    return false;
  for (std::uint32_t i = c.at.first - 1, steps = 0; i-- > 0 && steps < longest; ++steps) {
    if (word(c, i) == "(" || word(c, i) == ";") return true;
    if (s.verb_of[i] != nowhere) return false;
  }
  return false;
}

/// "by Karl Weber (1912–1990)": a name with two years in brackets, from which to which somebody
/// lived or something was.
bool is_span_of_name(const Candidate& c) {
  const Syntax& s = c.syntax;
  std::uint32_t first = c.at.first, last = c.at.last, years = 0;
  const auto within = [&](std::uint32_t i) {
    return s.timex[i] || word(c, i) == "-" || word(c, i) == "–" || word(c, i) == "—";
  };
  while (first > 0 && within(first - 1)) --first;
  while (last < s.size() && within(last)) ++last;
  if (first < 2 || last >= s.size() || word(c, first - 1) != "(" || word(c, last) != ")")
    return false;
  for (std::uint32_t i = first; i < last; ++i) years += word(c, i).size() == 4;
  // of "Karl Weber" the second may be tagged as another word
  const Token& noun = s.tokens[first - 2];
  const bool name = noun.pos == Pos::propn ||
                    (first > 2 && noun.capital && s.tokens[first - 3].pos == Pos::propn);
  return years == 2 && last == first + 3 && name;
}

/// "15 per cent (2019: 13)", "(Vorjahr 0,36 Euro)": a figure of another time, beside the one told.
bool labels_figure(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (c.at.first == 0 || c.at.last + 1 >= s.size() || c.date.grain < Grain::month) return false;
  const std::string_view before = word(c, c.at.first - 1);
  const bool colon = word(c, c.at.last) == ":";
  if (before != "(" && !(before == "," && colon)) return false;
  return s.tokens[c.at.last + (colon ? 1 : 0)].kind == TokenKind::number;
}

/// "an army fit for the 21st century": what something suits.
bool suits(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (c.date.grain < Grain::decade || c.date.grain == Grain::range) return false;
  std::uint32_t at = c.at.first;
  while (at > 0 && s.has(at - 1, Word::determiner)) --at;
  return at > 0 && s.has(at - 1, Word::suits);
}

/// "Sign up and save 20% by Friday": the first of the verbs that are joined without a subject of
/// their own.
std::uint32_t first_of_joined(const Syntax& s, std::uint32_t verb) {
  // its form is asked first: most verbs need no tree then
  for (std::uint32_t steps = 0;
       steps < 3 && s.tokens[verb].form == VerbForm::base && !s.tree().empty() &&
       s.tree().relation(verb) == Rel::conj && s.tree().child(verb, Rel::nsubj) == nowhere;
       ++steps)
    verb = s.tree().head(verb);
  return verb;
}

/// "Step outside to a sea view", "Get started", "Be prepared": what the page asks its reader to do.
bool asks_reader(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (c.trigger.verb == nowhere) return false;
  const std::uint32_t verb = s.verb_of[first_of_joined(s, s.verbs[c.trigger.verb].head)];
  if (verb == nowhere) return false;
  const VerbGroup& g = s.verbs[verb];
  if (s.clause_of[g.head] != 0 || g.infinitive || s.quoted[g.head] || g.first > 1) return false;
  if (g.head != 0 && s.tokens[0].form == VerbForm::base && !s.tree().empty()) {
    const bool led = s.tree().head(g.head) == 0 && s.tree().relation(g.head) == Rel::xcomp;
    const bool of_state = s.tree().head(0) == g.head && (s.tree().relation(0) == Rel::aux_pass ||
                                                         s.tree().relation(0) == Rel::cop);
    if (led || of_state) return true;
  }
  if (s.tokens[g.first].form != VerbForm::base) return false;
  // the tags alone may take "Profit rose" for an order
  if (!s.tree().empty() && s.tree().relation(g.head) != Rel::root) return false;
  // "Please step outside"; but in "Alle tragen" the word before is the subject
  const Pos before = s.tokens[0].pos;
  return g.first == 0 || before == Pos::intj || before == Pos::adv;
}

/// "you"; the polite one of German is told from "they" by its capital inside a sentence.
bool is_reader(const Candidate& c, std::uint32_t token) {
  const Syntax& s = c.syntax;
  if (s.quoted[token]) return false;
  if (s.has(token, Word::second_person)) return true;
  return s.has(token, Word::polite_person) && s.tokens[token].capital && token > 0 &&
         s.tokens[token - 1].pos != Pos::punct;
}

/// The reader is the subject of the verb group: by the tree, or by what stands right before it.
bool reader_does(const Candidate& c, const VerbGroup& g) {
  constexpr std::uint32_t reach = 3;  // tokens before the verb
  const Syntax& s = c.syntax;
  // "You met him in May" is told of somebody, "If you bought it in May" is not
  if (s.quoted[g.head] || (g.past && !s.clauses[g.clause].conditional)) return false;
  if (!s.tree().empty())
    if (const std::uint32_t subject = s.tree().child(g.head, Rel::nsubj);
        subject != nowhere && is_reader(c, subject))
      return true;
  for (std::uint32_t i = g.first, steps = 0; i-- > 0 && steps < reach; ++steps) {
    if (s.clause_of[i] != g.clause) return false;
    if (is_reader(c, i)) return true;
  }
  return false;
}

/// "You can view our June thread", "Wenn Sie ... gekauft haben", "Vous pouvez voir ...": what is
/// said to the reader, not in a quotation.
bool speaks_to_reader(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (c.trigger.verb == nowhere) return false;
  // most sentences have no "you": they are not parsed for it
  bool named = false;
  for (std::uint32_t i = 0; i < s.size() && !named; ++i) named = is_reader(c, i);
  if (!named) return false;
  const VerbGroup& g = s.verbs[c.trigger.verb];
  return reader_does(c, g) || (g.governor != nowhere && reader_does(c, s.verbs[g.governor]));
}

/// "This article was updated on 3 May", "In this guide we explore the trends of 2025", "Here are
/// the best films of 2019": what the page says of itself.
bool tells_of_page(const Candidate& c) {
  constexpr std::uint32_t reach = 3;  // tokens
  const Syntax& s = c.syntax;
  if (c.trigger.verb == nowhere || s.size() < 4) return false;
  if (s.has(0, Word::presents) && s.has(1, Word::be)) {
    // "Here is how it began: on 3 May the dam broke" tells it behind the colon
    const std::uint32_t told = std::min(s.verbs[c.trigger.verb].head, c.at.first);
    std::uint32_t i = 2;
    while (i < told && word(c, i) != ":") ++i;
    return i >= told;
  }
  std::uint32_t page = nowhere;
  for (std::uint32_t i = 1; i < reach + 1 && page == nowhere; ++i)
    if (s.has(i, Word::page) && !s.quoted[i]) page = i;
  if (page == nowhere) return false;
  const VerbGroup& g = s.verbs[c.trigger.verb];
  const bool this_one = s.has(page - 1, Word::demonstrative);
  // "In this article, we look at ..."
  if (s.tokens[0].pos == Pos::adp && page == 2) {
    bool we = false;
    for (std::uint32_t i = page; i < g.first && i < page + 4; ++i)
      we |= s.has(i, Word::first_person);
    return this_one && we;
  }
  if (page > 2 || s.tokens[0].pos == Pos::adp || s.clause_of[page] != s.clause_of[g.head])
    return false;
  // when it first came out is told: "This article was originally published in May"
  const bool changed = s.has(g.head, Word::chrome) && !s.has(g.head - 1, Word::originally);
  return this_one && (changed || simple_present(c));
}

/// "says the Jan. 6 rioters are hostages": the date tells in what they took part.
bool tells_who(const Candidate& c) {
  return c.at.prenominal && c.at.noun < c.syntax.size() && c.syntax.has(c.at.noun, Word::involved);
}

/// "Image provided by the police of a man ..., 19 November": no verb carries tense.
bool opens_with_picture(const Candidate& c) {
  constexpr std::uint32_t reach = 3;  // tokens
  const Syntax& s = c.syntax;
  bool picture = false;
  for (std::uint32_t i = 0; i < reach && i < s.size(); ++i) picture |= s.has(i, Word::credit);
  return picture && std::ranges::none_of(s.verbs, [](const VerbGroup& g) { return g.finite; });
}

/// "Ada Brook is seen leaving the court on 3 May", "Jon Weld, shown here in 2009, leads the firm",
/// "A file photo of Jon Weld taken on 3 May": a caption. Not "was last seen on 3 May" nor "is seen
/// as the turn of 2009".
bool is_caption(const Candidate& c) {
  const Syntax& s = c.syntax;
  if (c.at.first >= s.size() || !c.days_ahead || *c.days_ahead > 0) return false;
  if (s.any(Word::credit) && opens_with_picture(c)) return true;
  if (!s.any(Word::pictured)) return false;
  for (const VerbGroup& g : s.verbs) {
    const bool verb_of_date = g.head < c.at.first && s.clause_of[g.head] == s.clause_of[c.at.first];
    if (!s.has(g.head, Word::pictured) || !verb_of_date) continue;
    const bool as = g.head + 1 < s.size() && s.has(g.head + 1, Word::likening);
    if (as || g.past || g.perfect || g.future || g.negated || g.head == 0) continue;
    if (g.finite && g.passive) return true;
    const bool aside = word(c, g.head - 1) == ",";
    const bool here = g.head + 1 < s.size() && s.has(g.head + 1, Word::presents);
    if (g.participle && (aside || here)) return true;
  }
  return false;
}

/// "Sign up by Friday", "Listen today"; but "Join us on Friday for the fair" and "Visit the Harrow
/// Fair, Oct. 11–21" tell what takes place.
bool is_order(const Candidate& c) {
  if (!asks_reader(c)) return false;
  const bool days = c.date.grain <= Grain::day || c.date.range != Timex::none;
  const bool beside_name = c.at.preposition == nowhere && c.at.first > 0 &&
                           c.syntax.tokens[c.at.first - 1].pos == Pos::punct;
  const bool to_come = c.at.preposition != nowhere && c.at.relation == Phrase::relation_on &&
                       !c.at.prenominal && c.days_ahead && *c.days_ahead > 0;
  return !days || (!beside_name && !to_come);
}

bool nothing_happens(const Candidate& c) {
  return c.trigger.kind == TriggerKind::none && !whole_sentence(c.syntax, c.reading.article.text);
}
/// The sentence is a clause of its own: its root has a subject, and no question word opens it.
bool is_statement(const Syntax& s) {
  if (s.tree().empty()) return !s.verbs.empty();
  for (std::uint32_t i = 0; i < s.size(); ++i) {
    if (s.tree().relation(i) != Rel::root) continue;
    const bool asked = s.has(0, Word::subordinate) && s.clause_of[i] == s.clause_of[0];
    const bool subject = s.tree().subject(i) != Dependencies::none ||
                         s.tree().child(i, Rel::csubj) != Dependencies::none ||
                         s.tree().child(i, Rel::expl) != Dependencies::none;
    if (subject && !asked) return true;
  }
  return false;
}

bool is_heading(const Candidate& c) {
  return c.paragraph == ParagraphKind::heading && !is_statement(c.syntax);
}
bool is_clock_alone(const Candidate& c) { return clock_alone(c.reading.timexes.all[c.date.timex]); }

bool names_happening(const Candidate& c) {
  return c.at.noun != nowhere && c.syntax.has(c.at.noun, Word::happening);
}

/// "1987's The Slow Web"
bool owns_noun(const Candidate& c) {
  const Syntax& s = c.syntax;
  return c.date.grain == Grain::year && c.at.last + 1 < s.size() &&
         s.tokens[c.at.last].pos == Pos::part && !s.tokens[c.at.last].space_before;
}

/// "the 2018 law was repealed"
bool year_picks_one(const Candidate& c) {
  if (owns_noun(c) && !names_happening(c) &&
      !c.reading.timexes.all[c.date.timex].fields.has(TimexFields::shift))
    return true;
  if (!c.at.prenominal || c.date.grain < Grain::year ||
      c.reading.timexes.all[c.date.timex].fields.has(TimexFields::shift))
    return false;
  return !year_dates_verb(c) && !brings_up_happening(c);
}

bool is_habit(const Candidate& c) {
  return recurrent(c.reading.timexes.all[c.date.timex]) && habitual(c) && !names_happening(c);
}
/// "the best Christmas present", "sold Easter eggs": a holiday right before a thing, which no
/// preposition puts on that day ("in her Easter sermon").
bool tells_kind(const Candidate& c) {
  const Syntax& s = c.syntax;
  const std::uint32_t noun = c.at.prenominal ? c.at.noun : c.at.last;
  if (noun >= s.size() || s.tokens[noun].pos != Pos::noun || s.has(noun, Word::happening) ||
      s.has(noun, Word::time_part) || s.has(noun, Word::document))
    return false;
  for (std::uint32_t i = c.at.first, steps = 0; i-- > 0 && steps < 3; ++steps) {
    if (s.has(i, Word::dating_preposition)) return false;
    if (!s.has(i, Word::determiner) && s.tokens[i].pos != Pos::adj) return true;
  }
  return true;
}

/// "for spring exams", "demands for weekend service": a season or weekend that says of what kind a
/// thing is, without an article that would pick one.
bool is_attribute(const Candidate& c) {
  const Timex& timex = c.reading.timexes.all[c.date.timex];
  if (!recurrent(timex)) return false;
  if (timex.fields.has(TimexFields::holiday)) return tells_kind(c);
  if (!c.at.prenominal || names_happening(c) ||
      (!timex.fields.has(TimexFields::season) && !timex.fields.has(TimexFields::weekend)))
    return false;
  const Syntax& s = c.syntax;
  return !s.has(c.at.first, Word::determiner) &&
         (c.at.first == 0 || !s.has(c.at.first - 1, Word::determiner));
}

bool is_present_state(const Candidate& c) {
  return present_state(c) &&
         (recurrent(c.reading.timexes.all[c.date.timex]) || c.date.when.first_day() == today(c));
}

/// In this order: the first that holds is given as the reason.
constexpr struct Objection {
  bool (*holds)(const Candidate&);
  const char* reason;
} objections[] = {
    {nothing_happens, "nothing happens in the sentence"},
    {is_heading, "a heading"},
    {is_clock_alone, "a clock time without a day"},
    {year_picks_one, "the year tells which one is meant"},
    {dates_attribute, "the date of an attribute"},
    {of_unit, "the year tells which one is meant"},
    {tells_time_itself, "the time itself"},
    {of_kind_by_part, "a part of the day that says of what kind something is"},
    {is_title, "a title"},
    {numbers_name, "a number of the name before it"},
    {is_habit, "a habit"},
    {is_attribute, "a season that says of what kind something is"},
    {stands_out, "the time in which something stands out"},
    {describes_noun, "the date tells which one is meant, or what a figure is measured by"},
    {of_baseline, "the date of what a figure is measured by"},
    {of_record, "the date since when a record has stood"},
    {likened, "the time of what is likened to what is told"},
    {is_ruled_out, "a day that it was not"},
    {is_reference, "the year of a publication"},
    {is_span_of_name, "the years in which somebody lived"},
    {labels_figure, "the time of a figure beside the one told"},
    {suits, "the time that something is made for"},
    {told_by_clause, "a time that another happening tells"},
    {is_reference_beside_title, "the year of a publication"},
    {signs_post, "the signature of an embedded post"},
    {is_order, "what the page asks its reader to do"},
    {speaks_to_reader, "what the page says to its reader"},
    {tells_of_page, "what the page says of itself"},
    {is_caption, "what a picture shows"},
    {tells_who, "the date tells in what somebody took part"},
    {is_present_state, "a state of the present"},
};

}  // namespace

bool is_background(const Candidate& c) {
  // "The ferry belongs to the town, her office said": something is told beside it
  const auto tells = [&](const VerbGroup& g) {
    return g.finite && (g.past || g.perfect || g.future) && !c.syntax.clauses[g.clause].subordinate;
  };
  if (std::ranges::any_of(c.syntax.verbs, tells)) return false;
  return present_state(c) || asks_reader(c) || speaks_to_reader(c);
}

bool shared_by_list(const Candidate& c) {
  return !is_clock_alone(c) && !is_ruled_out(c) && !likened(c);
}

const char* why_not_an_event(const Candidate& c) {
  for (const Objection& objection : objections)
    if (objection.holds(c)) return objection.reason;
  return nullptr;
}

}  // namespace newsline::event
