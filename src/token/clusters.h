#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsline {

/// Which words are used alike: the clusters of a word, from coarse to fine. Made by `newsline_train
/// clusters` from word vectors (clusters.bin) or by tools/train/brown.py from Brown clusters
/// (brown.bin), read in place.
///
/// The file: 16 bytes of head ("NLCLUS1\n", then as little-endian 32-bit numbers the slots, a power
/// of two, and zero); then the slots, four little-endian numbers of 16 bits each: the highest bits
/// of the word's key, then its clusters, counted from 1. A slot whose first cluster is 0 is empty;
/// the lowest bits of the key give the first slot to try.
class WordClusters {
 public:
  static constexpr std::size_t kinds = 3;
  static constexpr std::size_t head_size = 16, slot_size = 2 * (1 + kinds);
  using Clusters = std::array<std::uint16_t, kinds>;

  WordClusters() = default;
  /// `bytes` must outlive this; throws Error("data.model") when they are no such table. Empty bytes
  /// know no word.
  explicit WordClusters(std::string_view bytes);
  explicit operator bool() const noexcept { return slots_ != 0; }
  /// Zeros for a word that is not there.
  Clusters find(std::uint64_t word_key) const noexcept;

 private:
  std::string_view bytes_;
  std::uint32_t slots_ = 0;
};

}  // namespace newsline
