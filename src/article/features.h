#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "outline.h"

namespace newsline {

/// What a block of a page looks like and where it stands, as numbers for the model. The order is the model's: append only, and train anew.
inline constexpr std::size_t block_features = 88;
/// Of the second look, which also knows what the first one thought of the blocks around.
inline constexpr std::size_t context_features = 16;

using Features = std::array<float, block_features>;
using ContextFeatures = std::array<float, context_features>;

/// Blocks that are looked at closely: the others are menus, links and buttons, and never part of a story.
bool worth_a_look(const Outline& outline, const Block& block);

/// Features of every block; `talk` knows the words of a site's talk about itself. Those of blocks that are not worth a look are left empty.
std::vector<Features> features(const Page& page, const Outline& outline, const Phrases& phrases, const ClassWords& talk);
/// The second look: `first` is what the model thought of each block alone, 0 to 1.
std::vector<ContextFeatures> context(const Page& page, const Outline& outline, const std::vector<float>& first);

/// The least sureness that a block needs so that the story as a whole is expected to come out best: the cut that maximizes the expected
/// F1 of words, which is low on a page that the model is unsure about everywhere.
float best_cut(const Outline& outline, const std::vector<float>& sure);

}  // namespace newsline
