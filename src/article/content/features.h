#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "outline.h"

namespace newsline::article {

/// The features of a block: its shape and its place on the page. The order is the model's: append
/// only, and train anew.
inline constexpr std::size_t block_features = 108;
/// Features that only the second pass has: the first pass's scores of the blocks around.
inline constexpr std::size_t context_features = 16;

// A byte for each: fine enough for a threshold, and a machine compares sixteen at once.
using Features = std::array<std::uint8_t, block_features>;
using ContextFeatures = std::array<std::uint8_t, context_features>;

/// Whether a block is scored at all. The others (menus, links, buttons) are never part of a story.
bool is_candidate(const Outline& outline, const Block& block);

/// Computes the features of one block at a time, so that a page of a million blocks never holds all
/// of them.
class BlockView {
 public:
  /// `talk`: the phrases of sites about themselves (data/article/site_phrases.tsv).
  BlockView(const Page& page, const Outline& outline, const Phrases& phrases,
            const ClassWords& site_phrases);
  ~BlockView();
  /// The features of a block for which is_candidate holds.
  Features of(std::uint32_t block);

 private:
  class Reader;
  std::unique_ptr<Reader> reader_;
};

/// For the second pass. `first`: the score of each block in the first pass, 0 to 1. Both must
/// outlive this object.
class ContextView {
 public:
  ContextView(const Page& page, const Outline& outline, const std::vector<float>& first);
  ContextFeatures of(std::uint32_t block) const;

 private:
  float share(std::uint32_t node) const;
  float weight(std::uint32_t node) const;
  float within(std::int64_t begin, std::int64_t end) const;
  float at(std::int64_t block) const;

  const Page& page_;
  const Outline& out_;
  const std::vector<float>& first_;
  std::vector<float> kept_;  // words that the first pass would keep, summed up before each block
  float most_ = 0, whole_ = 0;
};

/// The threshold for the second score that maximizes the expected F1 of the story's words. It is
/// low on a page where the model is unsure of every block.
float best_cut(const Outline& outline, const std::vector<float>& scores);

}  // namespace newsline::article
