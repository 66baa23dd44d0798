#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "grammar/grammar.h"
#include "grammar/morphology.h"
#include "grammar/state.h"
#include "newsline/perceptron.h"

namespace newsline::grammar {

/// Three linear models in one file: 64 bytes of head ("NLGRAMM1", then the sizes of the models in bytes as little-endian 32-bit numbers, the rest
/// zero), then the models one after the other, each a multiple of 64 bytes as Perceptron reads it. tools/train writes it.
struct GrammarRules::Impl {
  Perceptron tags;       // part of speech and morphology of a word
  Perceptron actions;    // a step of the parser; labels in order of Action
  Perceptron relations;  // the relation of an arc
  std::vector<Morphology> morphologies;  // by label of `tags`
  std::vector<Relation> names;           // by label of `relations`
};

/// Throws Error("data.model"). Empty bytes give empty models.
GrammarRules::Impl read_model(std::string_view bytes, std::string_view name);
/// One file of the bytes of the three.
std::string write_model(std::string_view tags, std::string_view actions, std::string_view relations);

// The steps before and beside the parser's own, which the trainer shares.

/// The looks of a sentence with two empty ones at each end.
void look_at(const Token* tokens, std::size_t count, std::string_view text, std::vector<Look>& looks);
/// The labels of its words, from left to right.
void tag_words(const Perceptron& model, const std::vector<Look>& looks, std::vector<std::uint8_t>& tags);
/// What the parser knows of the words, with the root and no word at the end.
void words_of(const GrammarRules::Impl& rules, const std::vector<Look>& looks, const std::vector<std::uint8_t>& tags, std::vector<Word>& words);
Relation best_relation(const GrammarRules::Impl& rules, const Features& features);

}  // namespace newsline::grammar
