#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/perceptron.h"
#include "grammar.h"
#include "morphology.h"
#include "rules/lexicon.h"
#include "state.h"
#include "steps.h"
#include "token/clusters.h"

namespace newsline::grammar {

/// What is known of a language's words beside the model: which are used alike (clusters_of), and
/// what the list of words says of them (tags.tsv).
class Vocabulary {
 public:
  Vocabulary() = default;
  Vocabulary(const Data& data, std::string_view language);
  /// Fills in `clusters` and `listed`.
  void look_up(std::string_view word, std::uint64_t key, TokenView& view) const;

 private:
  WordClusters clusters_;
  Lexicon words_;                       // words, and endings: "-lich"
  std::vector<std::uint64_t> classes_;  // of the lexicon: a hash of the name
  std::size_t longest_ending_ = 0;
};

/// Four linear models in one file: 64 bytes of head ("NLGRAMM2", then the sizes of the models in
/// bytes as little-endian 32-bit numbers, the rest zero), then the models one after the other, each
/// a multiple of 64 bytes, as Perceptron and Steps read them. tools/train writes it.
struct GrammarRules::Impl {
  Perceptron tags;  // part of speech and morphology of a word
  Steps steps;      // a step of the parser
  // the relation of an arc as soon as it is made: what the next steps are decided by
  Perceptron sketches;
  Perceptron relations;  // the same when the tree is whole
  Vocabulary vocabulary;
  std::vector<Morphology> morphologies;  // by label of `tags`
  std::vector<Relation> names;           // by label of `sketches`, and of `relations`
};

/// Throws Error("data.model"). Empty bytes give empty models.
GrammarRules::Impl read_model(std::string_view bytes, std::string_view name);
/// One file of the bytes of the four.
std::string write_model(std::string_view tags, std::string_view steps, std::string_view sketches,
                        std::string_view relations);

// The steps before and beside the parser's own, which the trainer shares.

/// The views of a sentence's words, with two empty ones at each end.
void view_words(const Vocabulary& vocabulary, const Token* tokens, std::size_t count,
                std::string_view text, std::vector<TokenView>& views);
/// The labels of its words, from left to right.
void tag_words(const Perceptron& model, const std::vector<TokenView>& views,
               std::vector<std::uint8_t>& tags);
/// What the parser knows of the words, with the root and no word at the end.
void words_of(const GrammarRules::Impl& rules, const std::vector<TokenView>& views,
              const std::vector<std::uint8_t>& tags, std::vector<Word>& words);
/// The relation that a model of them, whose labels are those of `rules`, gives.
Relation best_relation(const GrammarRules::Impl& rules, const Perceptron& model,
                       const FeatureList& features);

}  // namespace newsline::grammar
