#pragma once
#include <cstdint>
#include <vector>

#include "antecedent_model.h"
#include "impl.h"

namespace newsline::entity {

/// Words that stand for a name: "He", "It", "The company", "The minister".
struct Anaphor {
  std::uint32_t first = 0, last = 0;  // tokens, half-open; equal: none
  AnaphorKind kind = AnaphorKind::noun;
  std::uint64_t noun = 0;   // key of the title or of what the firm is; 0 for a pronoun
  bool possessive = false;  // "His", "Its"
  bool inner = false;       // not at the head of its sentence
  bool empty() const { return first == last; }
};

/// Finds what stands for a name: at the head of a sentence, also behind an opening ("In May, it
/// ..."), and "he" and "she" as the subject of a clause further on.
class AnaphorFinder {
 public:
  explicit AnaphorFinder(const Text& text);

  /// At the head of a sentence; `named`: the first token of its first name, past its end when it
  /// has none. Empty where a quotation opened before goes on.
  Anaphor at_head(std::uint32_t sentence, std::uint32_t named) const;
  /// Pronouns of a person behind the head that are the subject of a clause, outside of quotations;
  /// a few.
  std::vector<Anaphor> within(std::uint32_t sentence) const;

  /// Whether what stands at a token can follow a whole subject: a verb, where it was tagged.
  bool verb_at(std::uint32_t token) const;

 private:
  Token at(std::uint32_t i) const { return text_.tokens.all[i]; }
  std::uint32_t classes(std::uint32_t i) const { return text_.rules.words.find(at(i).key); }
  void find_quoted();
  Anaphor standing_at(std::uint32_t i, std::uint32_t end) const;
  std::uint32_t described_noun(std::uint32_t i, std::uint32_t end) const;
  bool expletive(std::uint32_t i, std::uint32_t end) const;

  const Text& text_;
  std::vector<bool> quoted_;  // by sentence: a quotation opened before goes on
};

}  // namespace newsline::entity
