#include "sentence.h"

#include <algorithm>
#include <array>

namespace newsline::event {

namespace {

constexpr std::array<std::string_view, 11> quotes{"“", "”", "\"", "‘",  "’", "'",
                                                  "„", "«", "»",  "``", "''"};

}  // namespace

bool is_function_word(Rel relation) {
  switch (relation) {
    case Rel::adposition:
    case Rel::det:
    case Rel::mark:
    case Rel::cc:
    case Rel::punct:
    case Rel::fixed:
      return true;
    default:
      return false;
  }
}

bool HeadlineSentence::mark(std::uint32_t i) const {
  const Token& token = syntax.tokens[i];
  if (token.kind == TokenKind::punctuation) return true;
  return token.kind == TokenKind::symbol && (word(i) == "–" || word(i) == "—" || word(i) == "-");
}

bool HeadlineSentence::quote(std::uint32_t i) const {
  return std::ranges::find(quotes, word(i)) != quotes.end();
}

bool HeadlineSentence::finite(std::uint32_t i) const { return is_finite(syntax.tokens[i].form); }

bool HeadlineSentence::leads(std::uint32_t i) const {
  const Pos p = pos(i);
  return (p == Pos::adp && tree().relation(i) != Rel::particle) || p == Pos::det || p == Pos::aux ||
         p == Pos::cconj || p == Pos::sconj;
}

std::uint32_t HeadlineSentence::subject(std::uint32_t clause) const {
  std::uint32_t found = nowhere;
  tree().each_child(clause, [&](std::uint32_t i) {
    const Rel r = tree().relation(i);
    if (found == nowhere && (r == Rel::nsubj || r == Rel::nsubj_pass || r == Rel::csubj)) found = i;
  });
  if (found != nowhere) return found;
  // "il y a", "es gibt"; no "se" of "se encuentra"
  const std::uint32_t filler = tree().child(clause, Rel::expl);
  const bool reflexive =
      filler != nowhere && words.whole_without_verb() && !has(filler, Word::third_person);
  return reflexive ? nowhere : filler;
}

std::uint32_t HeadlineSentence::tense(std::uint32_t clause) const {
  std::uint32_t found = nowhere;
  tree().each_child(clause, [&](std::uint32_t i) {
    const Rel r = tree().relation(i);
    if (found == nowhere && (r == Rel::aux || r == Rel::aux_pass || r == Rel::cop) && finite(i))
      found = i;
  });
  if (found != nowhere || finite(clause)) return found == nowhere ? clause : found;
  // with a subject before it and no auxiliary, what looks like a participle is a past: "the mayor
  // resigned"
  const std::uint32_t doer = subject(clause);
  const bool past =
      pos(clause) == Pos::verb && syntax.tokens[clause].form == VerbForm::past_participle;
  return past && doer != nowhere && doer < clause && tree().relation(clause) != Rel::acl ? clause
                                                                                         : nowhere;
}

bool HeadlineSentence::negated(std::uint32_t clause) const {
  bool found = has(clause, Word::negate_verb);
  tree().each_child(clause, [&](std::uint32_t i) {
    found |= has(i, Word::negate) && !mark(i);
    const Rel r = tree().relation(i);
    if (r != Rel::nsubj && r != Rel::nsubj_pass) return;
    tree().each_child(i, [&](std::uint32_t j) { found |= j < i && has(j, Word::negate); });
  });
  return found;
}

Stretch HeadlineSentence::other_conjunct(const Attachment& other) const {
  if (own.empty() || tree().empty()) return {};
  const Attachment& mine = own.front();
  const bool mine_first = mine.first < other.first;
  const Attachment &before = mine_first ? mine : other, &behind = mine_first ? other : mine;
  const std::uint32_t joint = conjunction_between(before, behind);
  if (joint == nowhere) return {};
  const bool by_preposition = pos(joint + 1) == Pos::adp && joint + 1 != behind.preposition;
  const std::uint32_t start =
      by_preposition ? same_preposition(before, joint + 1) : first_verb_joined(joint, behind);
  if (start == nowhere || start >= before.first) return {};
  // what follows the second date belongs to its part: "and did not close it in May, as they had
  // planned"
  Stretch rest{before.last, syntax.size()};
  while (rest.size() > 0 && mark(rest.last - 1) && !quote(rest.last - 1)) --rest.last;
  return mine_first ? rest : Stretch{start, joint + 1};
}

/// The "and" between two dates, right behind the first, where the second closes what follows it.
std::uint32_t HeadlineSentence::conjunction_between(const Attachment& before,
                                                    const Attachment& behind) const {
  std::uint32_t joint = before.last;
  while (joint < behind.first && comma(joint)) ++joint;
  if (joint >= behind.first || pos(joint) != Pos::cconj || has(joint, Word::negate)) return nowhere;
  if (behind.last < syntax.size() && !mark(behind.last)) return nowhere;
  return joint + 1 < behind.first ? joint : nowhere;
}

/// "in Leeds in March and in York in May": where the first part begins that a preposition opens as
/// it opens the second.
std::uint32_t HeadlineSentence::same_preposition(const Attachment& before,
                                                 std::uint32_t opener) const {
  for (std::uint32_t i = before.first; i-- > from;)
    if (pos(i) == Pos::adp && syntax.tokens[i].key == syntax.tokens[opener].key &&
        i != before.preposition)
      return i;
  return nowhere;
}

/// "was opened in March and closed in May": where the verb phrase begins that the second is joined
/// to.
std::uint32_t HeadlineSentence::first_verb_joined(std::uint32_t joint,
                                                  const Attachment& behind) const {
  const std::uint32_t opener = joint + 1;
  std::uint32_t verb = opener;
  while (verb < behind.first &&
         !(pos(verb) == Pos::verb && (tree().relation(verb) == Rel::conj || verb == opener)))
    ++verb;
  const std::uint32_t above = verb < behind.first ? tree().head(verb) : nowhere;
  if (above == nowhere || above >= joint || tree().relation(verb) != Rel::conj ||
      pos(above) != Pos::verb)
    return nowhere;
  const std::uint32_t doer = subject(verb);
  // "The shop opened in March and the bank closed in May"
  if (doer != nowhere && doer > joint) return from;
  std::uint32_t start = above;
  if (tense(verb) == nowhere) return start;
  tree().each_child(above, [&](std::uint32_t i) {
    const Rel r = tree().relation(i);
    if ((r == Rel::aux || r == Rel::aux_pass || r == Rel::advmod) && i < start && i + 4 > start)
      start = i;
  });
  return start;
}

Stretch HeadlineSentence::trimmed(Stretch stretch) const {
  while (stretch.size() > 0 && mark(stretch.first) && !quote(stretch.first)) ++stretch.first;
  while (stretch.size() > 0 && mark(stretch.last - 1) && !quote(stretch.last - 1)) --stretch.last;
  return stretch;
}

}  // namespace newsline::event
