// What a date dates: the preposition and noun that it hangs on, and the verb or noun that names the
// happening.
//
//     "The firm criticized the attack on Sunday."    noun before the date: "attack", a happening;
//     the verb only speaks of it -> attack "On Monday the minister resigned."             opens its
//     clause, the verb stands behind                               -> resigned
//
// The nearest verb of the same clause is taken, before the date, or behind it where the date opens
// the clause; a noun that names a happening and stands beside the date wins over a verb of speech.
// What was left undone
// ("left without signing") is part of what was done.
//
// What it does not do: it does not decide whether the date makes an event; objections.cpp and
// confidence.cpp do.
#include "trigger.h"

#include <algorithm>

namespace newsline::event {

namespace {

bool is_content(const Token& token) {
  return is_noun(token) || token.pos == Pos::adj || token.pos == Pos::num || token.pos == Pos::verb;
}
bool is_possessive_ending(const Token& token) {
  return token.pos == Pos::part && !token.space_before && token.span.size() <= 4;
}

/// The last noun of the run of describing words and nouns that starts here, or nowhere.
std::uint32_t head_noun(const Syntax& s, std::uint32_t from) {
  std::uint32_t head = nowhere, adjective = nowhere;
  for (std::uint32_t i = from; i < s.size() && i < from + 6; ++i) {
    const Token& token = s.tokens[i];
    if (token.pos == Pos::adj) adjective = i;
    if (is_noun(token))
      head = i;
    else if (token.pos == Pos::verb ? s.verb_of[i] != nowhere
                                    : token.pos != Pos::adj && token.pos != Pos::num &&
                                          !(token.pos == Pos::punct && token.span.size() == 1 &&
                                            !token.space_before && head == nowhere))
      break;
    // "the 2016 election campaign": the first noun that names a happening will do
    if (head == i && s.has(i, Word::happening) && !(i + 1 < s.size() && is_noun(s.tokens[i + 1])))
      return i;
  }
  return head != nowhere ? head : adjective;  // "the 2020 primary"
}

/// The date stands inside a noun phrase that began before it: "the 2020 budget", "her newest 2020
/// rival", "Nordbank's 2019 loss".
bool within_phrase(const Syntax& s, std::uint32_t date) {
  for (std::uint32_t i = date, steps = 0; i-- > 0 && steps < 3 && !s.timex[i]; ++steps) {
    if (s.has(i, Word::determiner) || is_possessive_ending(s.tokens[i])) return true;
    if (s.tokens[i].pos != Pos::adj) return false;
  }
  return false;
}

/// "damaged by Monday's storm", not "must be finished by Monday's meeting".
bool of_agent(const Syntax& s, std::uint32_t by, std::uint32_t behind_date) {
  if (by == 0 || behind_date >= s.size() || !is_possessive_ending(s.tokens[behind_date]) ||
      s.tokens[by - 1].form != VerbForm::past_participle)
    return false;
  const std::uint32_t verb = s.verb_of[by - 1];
  return verb != nowhere && !s.verbs[verb].future && !s.verbs[verb].possible &&
         !s.verbs[verb].weak_modal;
}

void find_relation(const Syntax& s, Attachment& a, const Words& words) {
  std::uint32_t at = a.first;
  while (at > 0 && a.first - at < 2 && s.has(at - 1, Word::determiner)) --at;
  for (std::uint32_t length = static_cast<std::uint32_t>(words.longest_phrase()); length > 0;
       --length) {
    if (length > at) continue;
    const Phrase phrase = words.phrase(&s.tokens[at - length], s.tokens.data() + at);
    if (phrase == Phrase::none || phrase >= Phrase::attribution) continue;
    if (phrase == Phrase::relation_by && of_agent(s, at - length, a.last)) return;
    a.relation = phrase, a.preposition = at - length;
    return;
  }
}

}  // namespace

namespace {

/// The noun that a date stands before: "the 2018 vote", "Friday's vote". `nowhere` where it stands
/// before none.
std::uint32_t noun_dated(const Syntax& s, const Attachment& a, Grain grain) {
  const std::uint32_t first = a.first, last = a.last;
  if (last >= s.size()) return nowhere;
  if (is_possessive_ending(s.tokens[last])) return head_noun(s, last + 1);
  if (!is_content(s.tokens[last]) || s.verb_of[last] != nowhere) return nowhere;
  const bool determined =
      first > 0 &&
      (s.has(first - 1, Word::determiner) || is_possessive_ending(s.tokens[first - 1]) ||
       s.tokens[first - 1].pos == Pos::adj || is_noun(s.tokens[first - 1]));
  const bool within = within_phrase(s, first);
  if (!within && (a.preposition != nowhere || grain < Grain::year || determined)) return nowhere;
  const std::uint32_t noun = head_noun(s, last);
  // "du 3 au 5 mai inclus", "zwei Jahre später"; but "the 2020 primary"
  const bool describes = within && grain != Grain::range;
  return noun != nowhere && !describes && !is_noun(s.tokens[noun]) ? nowhere : noun;
}

/// Whether nothing but small words stands between the beginning of the clause and `start`.
bool opens_clause(const Syntax& s, std::uint32_t first, std::uint32_t start) {
  const Clause& clause = s.clauses[s.clause_of[first]];
  for (std::uint32_t i = start; i-- > clause.first && s.clause_of[i] == s.clause_of[first];) {
    const Pos pos = s.tokens[i].pos;
    if (pos != Pos::punct && pos != Pos::cconj && pos != Pos::sconj && pos != Pos::adv &&
        pos != Pos::intj && pos != Pos::sym)
      return false;
  }
  return true;
}

/// German writes its nouns with a capital: in "vom 4. bis zum 23. weg" the last word is none,
/// whatever its tag.
bool capital_nouns(const Syntax& s) {
  for (std::uint32_t i = 1; i < s.size(); ++i)
    if (s.tokens[i].pos == Pos::noun && s.tokens[i].capital) return true;
  return false;
}

}  // namespace

Attachment attach(const Syntax& s, std::uint32_t first, std::uint32_t last, Grain grain,
                  const Words& words) {
  Attachment a;
  a.first = first, a.last = last;
  find_relation(s, a, words);
  a.noun = noun_dated(s, a, grain);
  if (a.noun != nowhere && words.verb_second() && !s.tokens[a.noun].capital && capital_nouns(s))
    a.noun = nowhere;
  a.prenominal = a.noun != nowhere;
  const std::uint32_t start = a.preposition == nowhere ? first : a.preposition;
  if (a.noun == nowhere && start > 0 && is_noun(s.tokens[start - 1]) && !s.timex[start - 1])
    a.noun = start - 1;
  a.opens_clause = opens_clause(s, first, start);
  return a;
}

namespace {

/// Verb groups of one clause around a place, nearest first; capped, since a sentence may be
/// hostile.
std::uint32_t verb_before(const Syntax& s, std::uint32_t at, std::uint32_t clause) {
  for (std::uint32_t i = at, steps = 0; i-- > 0 && steps < 400; ++steps)
    if (s.clause_of[i] == clause && s.verb_of[i] != nowhere) return s.verb_of[i];
  return nowhere;
}
std::uint32_t verb_behind(const Syntax& s, std::uint32_t at, std::uint32_t clause, bool finite) {
  std::uint32_t found = nowhere;
  for (std::uint32_t i = at, steps = 0; i < s.size() && steps < 400; ++i, ++steps) {
    if (s.clause_of[i] != clause || s.verb_of[i] == nowhere) continue;
    if (!finite || s.verbs[s.verb_of[i]].finite) return s.verb_of[i];
    if (found == nowhere) found = s.verb_of[i];
  }
  return found;
}

Trigger by_verb(const Syntax& s, std::uint32_t verb, bool same_clause) {
  return {TriggerKind::verb, s.verbs[verb].head, verb, s.verbs[verb].clause, same_clause};
}

}  // namespace

Trigger noun_trigger(const Syntax& s, std::uint32_t noun) {
  const std::uint32_t clause = s.clause_of[noun];
  std::uint32_t verb = verb_before(s, noun, clause);
  if (verb == nowhere) verb = verb_behind(s, noun, clause, true);
  return {TriggerKind::noun, noun, verb, clause, true};
}

namespace {

/// "the vote is on Friday", "fighting took place": the subject tells what happened, not the verb.
Trigger weigh(const Syntax& s, const Trigger& verb, const Attachment& a) {
  const std::uint32_t head = verb.token;
  const bool empty = s.has(head, Word::state) || s.has(head, Word::light);
  if (!empty) return verb;
  const VerbGroup& group = s.verbs[verb.verb];
  // object or predicate first, then the subject
  for (std::uint32_t i = head + 1; i < s.size() && i < head + 12 && s.clause_of[i] == verb.clause;
       ++i) {
    if (s.tokens[i].pos == Pos::adp && i > head + 1) break;
    if (i >= a.first && i < a.last) continue;
    if (is_noun(s.tokens[i]) && s.has(i, Word::happening))
      return {TriggerKind::noun, i, verb.verb, verb.clause, verb.same_clause};
  }
  for (std::uint32_t i = group.first, steps = 0;
       i-- > 0 && steps < 12 && s.clause_of[i] == verb.clause; ++steps)
    if (is_noun(s.tokens[i]) && s.has(i, Word::happening))
      return {TriggerKind::noun, i, verb.verb, verb.clause, verb.same_clause};
  return verb;
}

/// "left without signing": what did not happen is part of what did. `nowhere`: the verb stands by
/// itself.
std::uint32_t left_out_of(const Syntax& s, std::uint32_t verb) {
  const VerbGroup& g = s.verbs[verb];
  if (g.finite || verb == 0 || !s.any(Word::privative)) return nowhere;
  bool without = g.first > 0 && s.has(g.first - 1, Word::privative);
  if (!s.tree().empty())
    s.tree().each_child(
        g.head, [&](std::uint32_t i) { without |= s.has(i, Word::privative) && i < g.head; });
  return without ? verb - 1 : nowhere;
}

/// A clause without a verb takes the nearest one of the sentence, a sentence without any its first
/// happening.
Trigger nearest_of_sentence(const Syntax& s, const Attachment& a) {
  for (std::uint32_t i = a.first, steps = 0; i-- > 0 && steps < 60; ++steps)
    if (s.verb_of[i] != nowhere) return by_verb(s, s.verb_of[i], false);
  for (std::uint32_t i = a.last, steps = 0; i < s.size() && steps < 60; ++i, ++steps)
    if (s.verb_of[i] != nowhere) return by_verb(s, s.verb_of[i], false);
  for (std::uint32_t i = 0; i < s.size() && i < 60; ++i)
    if (s.verb_of[i] == nowhere && s.has(i, Word::happening)) return noun_trigger(s, i);
  return {};
}

Trigger nearest_trigger(const Syntax& s, const Attachment& a) {
  const bool happening = a.noun != nowhere && s.has(a.noun, Word::happening);
  if (happening && a.prenominal) return noun_trigger(s, a.noun);
  const std::uint32_t clause = s.clause_of[a.first];
  const std::uint32_t before = verb_before(s, a.first, clause),
                      behind = verb_behind(s, a.last, clause, true);
  if (before != nowhere && !(a.opens_clause && behind != nowhere)) {
    const Trigger verb = weigh(s, by_verb(s, before, true), a);
    // "criticized the attack on Sunday": the noun beside the date, where the verb only speaks of it
    const bool speaks = verb.kind == TriggerKind::verb && s.has(verb.token, Word::report);
    return happening && speaks && a.noun > verb.token + 1 ? noun_trigger(s, a.noun) : verb;
  }
  if (happening && (behind == nowhere || a.preposition != nowhere)) return noun_trigger(s, a.noun);
  return behind != nowhere ? weigh(s, by_verb(s, behind, true), a) : nearest_of_sentence(s, a);
}

}  // namespace

Trigger find_trigger(const Syntax& s, const Attachment& a) {
  const Trigger found = nearest_trigger(s, a);
  if (found.verb == nowhere) return found;
  const std::uint32_t whole = left_out_of(s, found.verb);
  if (whole != nowhere && found.kind == TriggerKind::verb)
    return by_verb(s, whole, found.same_clause);
  // "said in a June report": the report's day is that of the saying
  const VerbGroup& verb = s.verbs[found.verb];
  const bool document = found.kind == TriggerKind::noun && found.token == a.noun && a.prenominal &&
                        s.has(found.token, Word::document);
  return document && s.has(verb.head, Word::report) && verb.finite && verb.head < found.token
             ? by_verb(s, found.verb, true)
             : found;
}

Trigger clause_trigger(const Syntax& s, std::uint32_t opener) {
  while (opener < s.size() && s.tokens[opener].pos == Pos::punct) ++opener;
  if (opener >= s.size() || !s.clauses[s.clause_of[opener]].subordinate) return {};
  const std::uint32_t verb = verb_behind(s, opener, s.clause_of[opener], true);
  if (verb == nowhere || !s.verbs[verb].finite) return {};
  return by_verb(s, verb, true);
}

Trigger main_trigger(const Syntax& s, std::uint32_t from) {
  Trigger first, fallback;
  for (std::uint32_t v = 0; v < s.verbs.size() && v < 64; ++v) {
    const VerbGroup& group = s.verbs[v];
    if (group.first < from) continue;
    const Clause& clause = s.clauses[group.clause];
    const Trigger here = by_verb(s, v, true);
    if (fallback.kind == TriggerKind::none) fallback = here;
    if (!group.finite || clause.subordinate) continue;
    first = here;
    break;
  }
  Attachment nothing;
  nothing.first = nothing.last = s.size();
  if (first.kind != TriggerKind::none) return weigh(s, first, nothing);
  if (fallback.kind != TriggerKind::none) return weigh(s, fallback, nothing);
  for (std::uint32_t i = from; i < s.size() && i < from + 60; ++i)
    if (is_noun(s.tokens[i]) && s.has(i, Word::happening)) return noun_trigger(s, i);
  return {};
}

}  // namespace newsline::event
