// Who does it, found by the words before the verb: a noun phrase, not one behind a preposition.
//
//     In Paris, the court ruled
//               ^^^ ^^^^^ the last run of words before the verb
// It reads parts of speech and clauses alone: roles and salience ask it; headlines read the tree
// (dependencies.h).
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

}  // namespace newsline::event
