#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace newsline {

constexpr std::uint64_t feature_seed(std::uint64_t kind, std::uint64_t value) noexcept {
  return value + kind * 0x9E3779B97F4A7C15ULL;
}
constexpr std::uint64_t feature_hash(std::uint64_t seed, std::uint64_t second) noexcept {
  std::uint64_t x = seed * 0xBF58476D1CE4E5B9ULL;
  x ^= x >> 31;
  x = (x + second) * 0x94D049BB133111EBULL;
  x ^= x >> 30;
  x *= 0xD6E8FEB86659FD93ULL;
  return x ^ (x >> 32);
}
/// The hash of a feature: what kind it is (any number, the same in training and use) and one or two
/// values, such as Token::key. Well mixed in all bits.
constexpr std::uint64_t feature(std::uint64_t kind, std::uint64_t value,
                                std::uint64_t second = 0) noexcept {
  return feature_hash(feature_seed(kind, value), second);
}

/// The features of one decision. They are noted down first and hashed all at once, several in one
/// register: a third of the instructions of hashing each where it is noted.
///
///     list.clear();
///     list.add(1, word);
///     list.add(2, word, shape);
///     list.hash();
///     for (std::uint64_t hash : list) ...       // feature(1, word), feature(2, word, shape)
class FeatureList {
 public:
  static constexpr std::size_t most = 128, at_once = 4;
  static_assert(most % at_once == 0);
  void clear() noexcept { size_ = 0; }
  /// At most `most` between clear() and hash().
  void add(std::uint64_t kind, std::uint64_t value, std::uint64_t second = 0) noexcept {
    hashes_[size_] = feature_seed(kind, value);
    seconds_[size_++] = second;
  }
  /// Notes down a hash as it is, in a list that is not hashed.
  void take(std::uint64_t hash) noexcept { hashes_[size_++] = hash; }
  /// Once, when all are noted down.
  void hash() noexcept;

  std::size_t size() const noexcept { return size_; }
  /// Up to whole registers: hashes that are none stand behind the last. What computes with all of
  /// them needs no loop for what is left over.
  std::size_t whole_size() const noexcept { return (size_ + at_once - 1) / at_once * at_once; }
  /// Keeps the first `size`, which is not more than there are.
  void cut(std::size_t size) noexcept { size_ = size; }
  std::uint64_t* begin() noexcept { return hashes_.data(); }
  std::uint64_t* end() noexcept { return hashes_.data() + size_; }
  const std::uint64_t* begin() const noexcept { return hashes_.data(); }
  const std::uint64_t* end() const noexcept { return hashes_.data() + size_; }

 private:
  std::array<std::uint64_t, most> hashes_{}, seconds_{};
  std::size_t size_ = 0;
};

}  // namespace newsline
