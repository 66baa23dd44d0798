// Who does it, found by the words before the verb: a noun phrase, not one behind a preposition.
//
//     In Paris, Ana Ruiz, the mayor, resigned
//               ^ start(): the first run of words that is no adverbial; "the mayor" goes on with it
// It reads parts of speech and clauses alone: roles, salience and the clauses without a subject of
// their own ask it; headlines read the tree (dependencies.h).
// What it does not do: subjects behind their verb, and pronouns (entity/antecedents).
#include "subject.h"

#include <algorithm>

namespace newsline::event {

namespace {

bool starts_subject(const Syntax& s, std::uint32_t i) {
  if (s.has(i, Word::relative_pronoun) ||
      (s.has(i, Word::subordinate) && s.tokens[i].pos != Pos::det))
    return false;
  const Pos pos = s.tokens[i].pos;
  return is_noun(s.tokens[i]) || pos == Pos::pron || pos == Pos::det || pos == Pos::num ||
         pos == Pos::adj;
}

}  // namespace

Span subject_tokens(const Syntax& s, std::uint32_t number) {
  const Clause& clause = s.clauses[number];
  Span found;
  bool open = false;
  for (std::uint32_t i = clause.first; i < clause.last; ++i) {
    if (s.clause_of[i] != number) {
      if (open)
        break;
      else
        continue;
    }
    if (s.verb_of[i] != nowhere) break;
    if (!open && starts_subject(s, i) && !s.timex[i]) found = {i, i + 1}, open = true;
    // "In Paris, the court": the last run before the verb
    else if (open && (is_mark(s.tokens[i]) || s.timex[i]))
      open = false;
    else if (open)
      found.end = i + 1;
  }
  while (found.size() > 0 && s.tokens[found.end - 1].pos == Pos::adv) --found.end;
  const bool named = std::any_of(s.tokens.begin() + found.begin, s.tokens.begin() + found.end,
                                 [](const Token& t) { return is_noun(t) || t.pos == Pos::pron; });
  return named ? found : Span{};
}

std::uint32_t Subjects::verb_token(std::uint32_t clause) const {
  const VerbGroup* found = nullptr;
  for (const VerbGroup& g : s_.verbs)
    if (g.clause == clause && (!found || (g.finite && !found->finite))) found = &g;
  return found ? found->first : s_.clauses[clause].last - 1;
}

bool Subjects::tells(std::uint32_t clause) const {
  const std::uint32_t verb = verb_token(clause);
  return s_.verb_of[verb] != nowhere && s_.verbs[s_.verb_of[verb]].finite;
}

bool Subjects::double_quote(std::uint32_t i) const {
  return mark(i) && (word(i) == "“" || word(i) == "”" || word(i) == "\"");
}

/// "the May 22 talks": a date that a noun phrase holds.
bool Subjects::timex_within(std::uint32_t i) const {
  return s_.tokens[i - 1].pos == Pos::det || s_.timex[i - 1];
}

std::uint32_t Subjects::start(std::uint32_t number) const {
  const Clause& clause = s_.clauses[number];
  const std::uint32_t verb = verb_token(number);
  std::uint32_t found = nowhere, first = nowhere;
  bool opens = true;
  const auto close = [&](std::uint32_t last) {
    if (first == nowhere) return;
    const std::uint32_t phrase = phrase_start(first, last);
    // "In Paris, ..." is no subject; "In Paris the court ..." has one; an apposition goes on, if
    // nothing else stands before it
    if (phrase != first || found == nowhere || !opens) found = phrase;
    opens &= phrase == first;
    first = nowhere;
  };
  bool bracket = false;
  for (std::uint32_t i = std::max(clause.first, from_); i < clause.last && i < verb; ++i) {
    bracket = word(i) == "(" || (bracket && word(i) != ")");
    if (bracket || word(i) == ")") continue;
    if (double_quote(i)) continue;
    const bool inside = s_.clause_of[i] == number && !mark(i) &&
                        (!s_.timex[i] || (first != nowhere && timex_within(i)));
    if (!inside) close(i);
    if (mark(i) && word(i) != ",") found = nowhere;
    if (inside && first == nowhere && !tie(i, clause)) first = i;
  }
  close(std::min(verb, clause.last));
  return verb < s_.size() && s_.verb_of[verb] != nowhere ? found : nowhere;
}

Span Subjects::of(std::uint32_t number) const {
  const std::uint32_t first = start(number), verb = verb_token(number);
  if (first == nowhere || first >= verb) return {};
  std::uint32_t last = first;
  while (last < verb && s_.clause_of[last] == number && !s_.timex[last] && word(last) != "(")
    ++last;
  while (last > first &&
         (mark(last - 1) || s_.tokens[last - 1].pos == Pos::adv ||
          s_.tokens[last - 1].pos == Pos::adp || s_.tokens[last - 1].pos == Pos::det))
    --last;
  return first < last ? Span{first, last} : Span{};
}

bool Subjects::tie(std::uint32_t i, const Clause& clause) const {
  const Pos pos = s_.tokens[i].pos;
  if (i == clause.opener) return true;
  if (pos == Pos::cconj || (pos == Pos::sconj && clause.opener != nowhere && i < clause.opener + 2))
    return true;
  if (i < clause.first + 3 && s_.has(i, Word::relative_pronoun) && clause.relative) return true;
  return pos == Pos::adv && (s_.has(i, Word::lead_out) || (s_.has(i, Word::subordinate)));
}

std::uint32_t Subjects::phrase_start(std::uint32_t first, std::uint32_t last) const {
  const bool noun = std::any_of(
      s_.tokens.begin() + first, s_.tokens.begin() + last,
      [](const Token& t) { return is_noun(t) || t.pos == Pos::pron || t.pos == Pos::num; });
  if (!noun || s_.tokens[first].pos == Pos::sconj) return nowhere;
  if (s_.tokens[first].pos != Pos::adp) return first;
  // "at least 12", "up to 50", "over 200"
  for (std::uint32_t i = first + 1; i < last && i < first + 4; ++i)
    if (s_.tokens[i].pos == Pos::num)
      return first;
    else if (s_.tokens[i].pos != Pos::adj && s_.tokens[i].pos != Pos::adp &&
             s_.tokens[i].pos != Pos::adv)
      break;
  for (std::uint32_t i = first + 2; i < last; ++i)
    if ((s_.tokens[i].pos == Pos::det || s_.has(i, Word::personal)) && is_noun(s_.tokens[i - 1]))
      return i;
  return nowhere;
}

Span Subjects::noun_before(std::uint32_t at) const {
  if (at > from_ && word(at - 1) == ")")
    while (at > from_ && word(at - 1) != "(") --at;
  while (at > from_ && mark(at - 1) && !quote(at - 1)) --at;
  std::uint32_t first = at;
  while (first > from_ && at - first < 12 &&
         (noun_phrase_part(first - 1) || (first < at && quote(first - 1))) &&
         !s_.timex[first - 1] &&
         !(s_.tokens[first - 1].pos == Pos::pron && !s_.has(first - 1, Word::possessive)))
    --first;
  while (first < at && (s_.tokens[first].pos == Pos::part || s_.tokens[first].pos == Pos::adp))
    ++first;
  return named(first, at);
}

bool Subjects::told_before(std::uint32_t at) const {
  for (std::uint32_t i = at; i-- > from_;) {
    if (word(i) == ";" || word(i) == ":" || word(i) == "—" || word(i) == "–" || word(i) == "--")
      return false;
    if (s_.verb_of[i] != nowhere && s_.verbs[s_.verb_of[i]].finite &&
        !s_.clauses[s_.clause_of[i]].subordinate)
      return true;
  }
  return false;
}

bool Subjects::noun_phrase_part(std::uint32_t i) const {
  const Pos pos = s_.tokens[i].pos;
  return is_noun(s_.tokens[i]) || pos == Pos::adj || pos == Pos::det || pos == Pos::num ||
         pos == Pos::pron || (pos == Pos::part && !s_.tokens[i].space_before) ||
         s_.has(i, Word::possessive);
}

Span Subjects::named(std::uint32_t first, std::uint32_t last) const {
  const bool noun =
      std::any_of(s_.tokens.begin() + first, s_.tokens.begin() + std::max(first, last),
                  [](const Token& t) { return is_noun(t); });
  return noun && first < last ? Span{first, last} : Span{};
}

bool Subjects::quote(std::uint32_t i) const {
  const std::string_view w = word(i);
  return w == "“" || w == "”" || w == "\"" || w == "‘" || w == "’" || w == "'" || w == "„" ||
         w == "«" || w == "»";
}

/// The first mention within these tokens that is wanted.
template <class Wanted>
const Mention* Subjects::mention_in(Span tokens, Wanted wanted) const {
  const auto& mentions = reading_.entities.mentions;
  for (auto m =
           std::ranges::lower_bound(mentions, s_.begin + tokens.begin, {}, &Mention::first_token);
       m != mentions.end() && m->first_token < s_.begin + tokens.end; ++m)
    if (m->last_token <= s_.begin + tokens.end && wanted(*m)) return &*m;
  return nullptr;
}

bool Subjects::is_one_name(Span tokens) const {
  return mention_in(tokens, [&](const Mention& m) {
    return !m.pronoun && m.first_token == s_.begin + tokens.begin &&
           m.last_token == s_.begin + tokens.end;
  });
}

bool Subjects::agree(std::uint32_t pronoun, Span name) const {
  if (name.empty() || name.size() > 12 || s_.has(name.begin, Word::personal)) return false;
  const Mention* last =
      mention_in(name, [&](const Mention& m) { return m.last_token == s_.begin + name.end; });
  if (!last) return true;
  const bool human = reading_.entities.all[last->entity].type == EntityType::person;
  return human ? !s_.has(pronoun, Word::thing_pronoun) : !s_.has(pronoun, Word::person_pronoun);
}

std::string_view Subjects::name_in(Span tokens) const {
  const Mention* person = mention_in(tokens, [&](const Mention& m) {
    return !m.pronoun && reading_.entities.all[m.entity].type == EntityType::person;
  });
  return person ? person->span.of(text_)
                : Span{s_.tokens[tokens.begin].span.begin, s_.tokens[tokens.end - 1].span.end}.of(
                      text_);
}

}  // namespace newsline::event
