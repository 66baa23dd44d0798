#pragma once
#include <string_view>
#include <vector>

#include "event/syntax/lexicon.h"
#include "event/syntax/trigger.h"

namespace newsline::event {

using Stretch = Dependencies::Stretch;

/// A sentence and the happening in it, as the rooms of the headline read them. Token indices count
/// from the sentence's first token.
struct HeadlineSentence {
  const Syntax& syntax;
  const Words& words;
  std::string_view text;
  std::uint32_t from = 0;           // the first token that tells something
  std::uint32_t trigger = nowhere;  // the word that names the happening
  std::vector<Attachment> own;      // its date; empty: the sentence does not name it
  std::vector<Attachment> others;   // the dates of other events of the sentence
  std::vector<Attachment> same;     // of them those of the same happening
  bool of_clause = false;           // dated by a length before it: "a day after the bridge fell"

  const Dependencies& tree() const { return syntax.tree(); }
  std::string_view word(std::uint32_t i) const { return syntax.tokens[i].span.of(text); }
  bool has(std::uint32_t i, Word word) const { return syntax.has(i, word); }
  Pos pos(std::uint32_t i) const { return syntax.tokens[i].pos; }
  /// A mark, also a dash that was read as a symbol.
  bool mark(std::uint32_t i) const;
  bool comma(std::uint32_t i) const { return word(i) == ","; }
  bool quote(std::uint32_t i) const;
  /// A verb that carries tense, or the auxiliary that does.
  bool finite(std::uint32_t i) const;
  /// It says nothing without what follows it: "for", "the", "was", "and".
  bool leads(std::uint32_t i) const;
  /// The subject of a clause, by its head; `nowhere` when the clause names none.
  std::uint32_t subject(std::uint32_t clause) const;
  /// The word of a clause that carries its tense; `nowhere` when none does.
  std::uint32_t tense(std::uint32_t clause) const;
  /// The verb with this head is negated, or its subject is ("No bank closed").
  bool negated(std::uint32_t clause) const;
  /// Two dates joined by "and" with all that is said of each: what is to go from the line of this
  /// sentence's own date, if `other` is that of the other part. Empty: they are not joined so.
  ///
  ///     The senator asked [for answers by May 10] and [for a briefing by May 31]
  Stretch other_conjunct(const Attachment& other) const;
  std::uint32_t conjunction_between(const Attachment& before, const Attachment& behind) const;
  std::uint32_t same_preposition(const Attachment& before, std::uint32_t opener) const;
  std::uint32_t first_verb_joined(std::uint32_t joint, const Attachment& behind) const;
  /// Without the marks at its ends.
  Stretch trimmed(Stretch stretch) const;
};

/// What the words that introduce, mark and join have in common: without what they lead to they say
/// nothing.
bool is_function_word(Rel relation);

}  // namespace newsline::event
