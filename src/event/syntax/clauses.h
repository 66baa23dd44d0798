#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "dependencies.h"
#include "lexicon.h"
#include "token/token.h"

namespace newsline::event {

inline constexpr std::uint32_t nowhere = 0xFFFFFFFF;

inline bool is_noun(const Token& token) {
  return token.pos == Pos::noun || token.pos == Pos::propn;
}

/// Auxiliaries and their verb: "had not been told". Token indices count from the sentence's first
/// token.
struct VerbGroup {
  std::uint32_t first = 0, head = 0;  // the first auxiliary (or the verb), the verb itself
  std::uint32_t clause = 0;
  // the group that an infinitive or gerund hangs on: "plans" of "to close"
  std::uint32_t governor = nowhere;
  bool finite = false;  // it carries tense, or a modal
  bool past = false, perfect = false, passive = false, progressive = false;
  // a past that goes on beside what happens: "vivía", "avait dit"
  bool imperfect = false;
  bool future = false, possible = false, weak_modal = false;
  bool negated = false;
  bool participle = false;  // a bare participle: "founded in 2015", "leaving 20 dead"
  bool infinitive = false;
};

struct Clause {
  std::uint32_t first = 0, last = 0;  // tokens of the sentence, half-open
  bool relative = false;              // opened by a relative pronoun
  bool subordinate = false;           // opened by a subordinator, also the relative ones
  bool conditional = false;
  bool participial = false;        // its first verb carries no tense
  std::uint32_t opener = nowhere;  // the token that opens it
};

/// What the event room sees in one sentence.
struct Syntax {
  std::uint32_t begin = 0;     // the sentence's first token in Tokens::all
  std::vector<Token> tokens;   // the sentence's own, tagged or guessed
  std::vector<WordSet> words;  // classes, by token
  // by token; verb_of is `nowhere` outside of verb groups
  std::vector<std::uint32_t> clause_of, verb_of;
  std::vector<Clause> clauses;
  std::vector<VerbGroup> verbs;
  bool conditional = false;  // one of its clauses is
  std::vector<bool> timex;   // by token: part of a temporal expression
  std::vector<bool> quoted;  // inside quotation marks that the sentence opens or closes
  // empty where the language has no grammar, or the sentence was not parsed
  SentenceTree tree;
  std::uint32_t size() const { return static_cast<std::uint32_t>(tokens.size()); }
  bool has(std::uint32_t token, Word word) const { return words[token].has(word); }
  /// Some token has it: asked first, it spares many sentences their tree.
  bool any(Word word) const {
    return std::ranges::any_of(words, [word](const WordSet& one) { return one.has(word); });
  }
};

/// A word that is a verb whatever its tag says. Counted from the sentence's first token.
struct FoundVerb {
  std::uint32_t token = 0;
  VerbForm form = VerbForm::none;
};

/// Reads [first, last) of the tokens. `timex` says which of them belong to a temporal expression.
Syntax read_syntax(const Tokens& tokens, std::uint32_t first, std::uint32_t last,
                   std::string_view text, const std::vector<bool>& timex, const Words& words,
                   std::optional<FoundVerb> verb = {});
/// No main clause has a verb that carries tense, but what somebody is quoted with and a future,
/// which may be of a clause that a mistaken verb opens: "the board announces that it will sell".
bool lacks_main_verb(const Syntax& s);

}  // namespace newsline::event
