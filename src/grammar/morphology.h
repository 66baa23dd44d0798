#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "grammar.h"
#include "token/clusters.h"
#include "token/tag_features.h"

namespace newsline::grammar {

/// The name under which a model knows a word's part of speech and features: the part, then one
/// letter a feature ("verb:Fp1" is a finite past verb in the singular). At most 16 bytes.
std::string tag_name(const Morphology& morphology);
Morphology morphology_named(std::string_view name);

/// What a word shows without its neighbors.
struct TokenView : token::TokenView {
  std::uint64_t listed = 0;  // what the language's list of words (tags.tsv) says of it
  WordClusters::Clusters clusters{};
};

/// The features of a word's tag: the words around it and the two tags before (numbers of labels, or
/// most_labels at the beginning).
constexpr std::uint64_t no_tag = 255;
/// `at` points to the word's view, among those of its sentence with two empty ones before and two
/// behind.
void features_of_tag(const TokenView* at, std::uint64_t tag1, std::uint64_t tag2, FeatureList& out);

}  // namespace newsline::grammar
