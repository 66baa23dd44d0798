#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/features.h"
#include "clusters.h"
#include "token.h"

namespace newsline::token {

/// What a token shows without its neighbors.
struct TokenView {
  std::uint64_t word = 0;  // its key; numbers and addresses are one word each
  std::uint64_t suffix2 = 0, suffix3 = 0, suffix4 = 0, prefix3 = 0;
  std::uint64_t shape = 0;         // kind, capitals, hyphen, first of its sentence
  WordClusters::Clusters alike{};  // zeros where the language has no brown.bin
};

constexpr std::size_t before = 2, behind = 2, window = before + 1 + behind;
/// The views of a token and of its neighbors; those outside its sentence are empty.
using Window = std::array<TokenView, window>;
/// The same by reference, for callers that keep the views of a whole sentence.
struct Around {
  const TokenView &two_before, &one_before, &here, &next, &after_next;
  Around(const TokenView& first, const TokenView& second, const TokenView& third,
         const TokenView& fourth, const TokenView& fifth)
      : two_before(first), one_before(second), here(third), next(fourth), after_next(fifth) {}
  explicit(false) Around(const Window& views)
      : Around(views[0], views[1], views[2], views[3], views[4]) {}
};

TokenView view_of(const Token& token, std::string_view text, bool first);

/// Add the features of the words, and those that need the labels of the two tokens before (numbers;
/// at a sentence's start the count of labels).
void features_of_words(const Around& around, FeatureList& out);
void features_of_labels(const Around& around, std::size_t label1, std::size_t label2,
                        FeatureList& out);
/// Those of the words that are used alike, for a language that knows them.
void features_of_clusters(const Around& around, FeatureList& out);
/// The one feature that the model looks up first: a word that was always the same part of speech in
/// training.
std::uint64_t certain_feature(const TokenView& one);

}  // namespace newsline::token
