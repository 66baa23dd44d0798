#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "conllu.h"
#include "grammar/grammar.h"
#include "grammar/morphology.h"
#include "token/token.h"

namespace newsline::train {

/// A sentence to learn the grammar from. Words are numbered from 0; the head of the root is the
/// number of words.
struct GrammarExample {
  std::string text;
  std::vector<Token> tokens;
  std::vector<grammar::Morphology> morphology;
  std::vector<std::size_t> gold_heads;
  std::vector<grammar::Relation> gold_relations;
  std::vector<std::size_t> heads;  // made projective: what crosses hangs higher
  std::vector<grammar::Relation> relations;
  bool foreign = false;   // of a related language
  std::size_t block = 0;  // ten sentences that follow each other are one
  std::vector<grammar::TokenView> looks;
  // numbers of the right tags, and those that a tagger gave
  std::vector<std::size_t> tags;
  std::vector<std::uint8_t> guessed;
};

/// Whose tokens: the treebank's, newsline's, or both where they differ.
enum class Cut : std::uint8_t { treebank, ours, both };

/// Reads treebanks. Where newsline's token holds several words ("state-owned", German "zum" = "zu"
/// "dem") it is the one of them that the others hang on, else the first; where a word falls into
/// several tokens, the others hang on its first.
class TreebankReader {
 public:
  explicit TreebankReader(std::string_view language);
  void read(const std::filesystem::path& file, Cut cut, std::vector<GrammarExample>& examples);
  /// How often the tokens differ.
  void print() const;

 private:
  GrammarExample as_treebank(const TreebankSentence& sentence,
                             const std::vector<Token>& ours) const;
  GrammarExample as_ours(const TreebankSentence& sentence, const std::vector<Token>& ours);
  std::vector<Token> scan(const std::string& text) const;

  TokenRules rules_;
  std::size_t sentences_ = 0, other_sentences_ = 0, tokens_ = 0, joined_ = 0, parts_ = 0,
              dropped_ = 0, lifted_ = 0, words_ = 0;
};

}  // namespace newsline::train
