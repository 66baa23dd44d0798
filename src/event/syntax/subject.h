#pragma once
#include "clauses.h"

namespace newsline::event {

/// The subject of a clause, as tokens of the sentence: half-open, empty when it has none before its
/// verb.
Span subject_tokens(const Syntax& s, std::uint32_t clause);

inline bool is_mark(const Token& token) { return token.kind == TokenKind::punctuation; }

/// Who does it: finds the noun phrases of one sentence that are or can be a clause's subject. Spans
/// are of tokens, half-open.
class Subjects {
 public:
  /// `from`: the first token of the sentence that tells something.
  Subjects(const Reading& reading, const Syntax& s, std::uint32_t from)
      : reading_(reading), s_(s), text_(reading.article.text), from_(from) {}

  /// The first finite verb of a clause, else its first verb, else its last token.
  std::uint32_t verb_token(std::uint32_t clause) const;
  /// The clause has a finite verb.
  bool tells(std::uint32_t clause) const;
  /// Where the subject of a clause begins, with what stands beside it ("Ana Ruiz, the mayor,
  /// resigned") and before it ("not all banks", "at least 12 people"); nowhere when no subject
  /// stands before the verb.
  std::uint32_t start(std::uint32_t clause) const;
  /// The subject of a clause as one run of words, to be put before a verb that has none.
  Span of(std::uint32_t clause) const;
  /// The noun phrase that ends before a place, over a comma or a bracket.
  Span noun_before(std::uint32_t at) const;
  /// [first, last) when it holds a noun.
  Span named(std::uint32_t first, std::uint32_t last) const;
  bool noun_phrase_part(std::uint32_t token) const;
  /// A finite verb of a main clause stands before this place, in the same part of the sentence.
  bool told_before(std::uint32_t at) const;
  /// Nothing but a name: the only thing in it that a pronoun could mean.
  bool is_one_name(Span tokens) const;
  /// "it" is no person, "he" no firm.
  bool agree(std::uint32_t pronoun, Span name) const;
  /// The person's name within "the 14th-ranked Schwartzman", else all of it.
  std::string_view name_in(Span tokens) const;

 private:
  std::string_view word(std::uint32_t i) const { return s_.tokens[i].span.of(text_); }
  bool mark(std::uint32_t i) const { return is_mark(s_.tokens[i]); }
  bool double_quote(std::uint32_t i) const;
  bool timex_within(std::uint32_t i) const;
  bool quote(std::uint32_t i) const;
  bool tie(std::uint32_t i, const Clause& clause) const;
  std::uint32_t phrase_start(std::uint32_t first, std::uint32_t last) const;
  template <class Wanted>
  const Mention* mention_in(Span tokens, Wanted wanted) const;

  const Reading& reading_;
  const Syntax& s_;
  std::string_view text_;
  std::uint32_t from_;
};

}  // namespace newsline::event
