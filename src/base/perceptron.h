#pragma once
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsline {

/// The hash of a feature: what kind it is (any number, the same in training and use) and one or two
/// values, such as Token::key. Well mixed in all bits.
constexpr std::uint64_t feature(std::uint64_t kind, std::uint64_t value,
                                std::uint64_t second = 0) noexcept {
  std::uint64_t x = (value + kind * 0x9E3779B97F4A7C15ULL) * 0xBF58476D1CE4E5B9ULL;
  x ^= x >> 31;
  x = (x + second) * 0x94D049BB133111EBULL;
  x ^= x >> 30;
  x *= 0xD6E8FEB86659FD93ULL;
  return x ^ (x >> 32);
}

/// A linear model over hashed features, read in place: nothing is built or copied when it is
/// opened. tools/train writes it.
///
/// The file: 64 bytes of head ("NLPERC2\n", then as little-endian 32-bit numbers the labels and the
/// lines, the rest zero); the labels' names, 16 bytes each, zero filled, together padded to 64
/// bytes; then the lines, 64 bytes each. A feature lives in the one line that the upper half of its
/// hash picks, so that it costs one cache line. A line has eight slots: first eight little-endian
/// numbers of 16 bits, the lower bits of the hash of the feature in each slot, then for each slot
/// three pairs of label and signed weight. A feature with more than three weights has several
/// slots, one that is not there weighs nothing. The weight -128 says that the label is certain
/// (certain_label).
class Perceptron {
 public:
  static constexpr std::size_t most_labels = 64;
  static constexpr std::size_t line_size = 64, slots = 8, pairs_size = 6;

  /// Without features and labels.
  Perceptron() = default;
  /// `bytes` must outlive the model; empty bytes give an empty model. Throws Error("data.model")
  /// naming `name` when they are no model.
  explicit Perceptron(std::string_view bytes, std::string_view name = "model");

  explicit operator bool() const noexcept { return lines_ != 0; }
  std::size_t labels() const noexcept { return labels_; }
  std::string_view label(std::size_t number) const noexcept;
  /// A label by its name, or labels().
  std::size_t label_of(std::string_view name) const noexcept;

  /// Adds the feature's weights to `scores`, which has room for most_labels.
  void add(std::uint64_t hash, std::int32_t* scores) const noexcept {
    if (lines_ == 0) return;
    add_line(line(hash), hash, scores);
  }
  /// Adds those of all features, at most `most_summed`: their lines are asked for before the first
  /// is read.
  static constexpr std::size_t most_summed = 128;
  using Scores = std::array<std::int32_t, most_labels>;
  void add(const std::uint64_t* first, const std::uint64_t* last, Scores& scores) const noexcept {
    if (lines_ == 0) return;
    std::array<const unsigned char*, most_summed> lines;
    const auto count = static_cast<std::size_t>(last - first);
    for (std::size_t i = 0; i < count; ++i) {
      lines[i] = line(first[i]);
      __builtin_prefetch(lines[i]);
    }
    for (std::size_t i = 0; i < count; ++i) add_line(lines[i], first[i], scores.data());
  }
  /// The label with the highest score, the first of several.
  std::size_t best_of(const Scores& scores) const noexcept {
    // A score and what tells its label in one number, so that the maximum needs no branch.
    static_assert(most_labels == 64);
    std::int32_t best = scores[0] * 64 + 63;
    for (std::int32_t label = 1; label < static_cast<std::int32_t>(labels_); ++label)
      best = std::max(best, scores[static_cast<std::size_t>(label)] * 64 + 63 - label);
    return static_cast<std::size_t>(63 - (best & 63));
  }
  /// The label that a feature was said to leave no doubt about (train::Averaged::fix), or labels().
  std::size_t certain_label(std::uint64_t hash) const noexcept;

 private:
  static void add_line(const unsigned char* line, std::uint64_t hash,
                       std::int32_t* scores) noexcept {
    for (unsigned found = slots_with(line, hash); found != 0; found &= found - 1) {
      const unsigned char* const pairs =
          line + 2 * slots + pairs_size * static_cast<unsigned>(__builtin_ctz(found));
      for (std::size_t i = 0; i < pairs_size; i += 2)
        scores[pairs[i] % most_labels] += static_cast<signed char>(pairs[i + 1]);
    }
  }
  const unsigned char* line(std::uint64_t hash) const noexcept {
    return first_ + ((hash >> 32) * lines_ >> 32) * line_size;
  }
  /// One bit for each slot of a line that belongs to the feature.
  static unsigned slots_with(const unsigned char* at, std::uint64_t hash) noexcept {
#ifdef __SSE2__
    const __m128i same = _mm_cmpeq_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)),
                                         _mm_set1_epi16(static_cast<short>(hash & 0xFFFF)));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(same, _mm_setzero_si128())));
#else
    unsigned found = 0;
    for (unsigned slot = 0; slot < slots; ++slot)
      found |= unsigned{at[2 * slot] == (hash & 0xFF) && at[2 * slot + 1] == (hash >> 8 & 0xFF)}
               << slot;
    return found;
#endif
  }

  const unsigned char* first_ = nullptr;
  const char* names_ = nullptr;
  std::uint64_t lines_ = 0;
  std::size_t labels_ = 0;
};

}  // namespace newsline
