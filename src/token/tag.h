#pragma once
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "base/perceptron.h"
#include "clusters.h"
#include "rules/lexicon.h"
#include "token.h"

namespace newsline::token {

/// A part of speech and a verb's form, as the models and lists name them: "noun", "verb:past".
struct WordTag {
  Pos pos = Pos::none;
  VerbForm form = VerbForm::none;
  friend constexpr auto operator<=>(const WordTag&, const WordTag&) = default;
};
/// `none` for a name that is none.
WordTag tag_named(std::string_view name);
std::string_view name_of(Pos pos);
std::string_view name_of(VerbForm form);

}  // namespace newsline::token

namespace newsline {

struct TagModel::Impl {
  Perceptron model;
  WordClusters alike;
  std::vector<token::WordTag> tags;     // by label
  Lexicon words;                        // a language without a model: closed classes, "-ending"
  std::vector<token::WordTag> classes;  // by class of the lexicon
  std::size_t longest_ending = 0;
};

}  // namespace newsline

namespace newsline::token {

/// Labels for the tokens [first, last) of one sentence, from left to right.
void label_sentence(const Perceptron& model, const WordClusters& alike, std::string_view text,
                    const Token* first, const Token* last, std::vector<std::uint8_t>& labels);

}  // namespace newsline::token
