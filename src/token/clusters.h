#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/data.h"

namespace newsline {

/// Which words are used alike: the clusters of a word, from coarse to fine. Made by `newsline_train
/// clusters` from word vectors (clusters.bin) or by tools/train/brown.py from Brown clusters
/// (brown.bin), read in place.
///
/// The file, in little-endian numbers: 16 bytes of head ("NLCLUS2\n", the number of slots and that
/// of groups, 32 bits each); the groups, each the clusters of some words, counted from 1 (16 bits
/// each); the slots, two numbers of 16 bits each: a part of the word's key and its group, counted
/// from 1 (an empty slot: 0).
class WordClusters {
 public:
  static constexpr std::size_t kinds = 3;
  static constexpr std::size_t head_size = 16, group_size = 2 * kinds, slot_size = 4;
  using Clusters = std::array<std::uint16_t, kinds>;

  WordClusters() = default;
  /// `bytes` must outlive this; throws Error("data.model") when they are no such table. Empty bytes
  /// know no word.
  explicit WordClusters(std::string_view bytes);
  explicit operator bool() const noexcept { return slots_ != 0; }
  /// Where a word is looked for: the first slot to try, and the part of its key that it is known
  /// by.
  struct Place {
    std::uint32_t slot = 0;
    std::uint16_t part = 0;
  };
  static constexpr Place place_of(std::uint64_t word_key, std::uint32_t slots) noexcept {
    const std::uint64_t mixed = word_key * 0x9E3779B97F4A7C15;  // words that begin alike lie apart
    return {static_cast<std::uint32_t>((mixed >> 32) * slots >> 32),
            static_cast<std::uint16_t>(mixed >> 16)};
  }
  /// Zeros for a word that is not there.
  Clusters find(std::uint64_t word_key) const noexcept;

 private:
  std::string_view bytes_;
  std::uint32_t slots_ = 0, groups_ = 0;
};

/// What there is of a language: clusters.bin, or else brown.bin, or nothing.
WordClusters clusters_of(const Data& data, std::string_view language);

}  // namespace newsline
