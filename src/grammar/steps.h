#pragma once
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsline::grammar {

/// The linear model of the parser's steps, read in place: how much each feature speaks for "left"
/// and for "right" against "shift". Only the differences count for the best step, so that a feature
/// takes four bytes.
///
/// The bytes: lines of 64, each for the features whose hash's upper half picks it: 16 little-endian
/// numbers of 16 bits, the lower bits of the hash of the feature in each slot (0: none), then 16
/// pairs of signed bytes: its weights for left and right.
class Steps {
 public:
  static constexpr std::size_t line_size = 64, slots = 16;
  Steps() = default;
  /// `bytes` must outlive this and be whole lines.
  explicit Steps(std::string_view bytes)
      : first_(reinterpret_cast<const unsigned char*>(bytes.data())),
        lines_(bytes.size() / line_size) {}
  explicit operator bool() const noexcept { return lines_ != 0; }

  static std::uint16_t mark(std::uint64_t hash) noexcept {
    const auto low = static_cast<std::uint16_t>(hash & 0xFFFF);
    return low == 0 ? std::uint16_t{1} : low;
  }
  static std::size_t line_of(std::uint64_t hash, std::size_t lines) noexcept {
    return (hash >> 32) * lines >> 32;
  }
  /// Adds the features' weights to those for left and right. Their lines are asked for before the
  /// first is read.
  void add(const std::uint64_t* first, const std::uint64_t* last, std::int32_t& left,
           std::int32_t& right) const noexcept {
    constexpr std::size_t most = 128;
    std::array<const unsigned char*, most> lines;
    const auto count = static_cast<std::size_t>(last - first);
    for (std::size_t i = 0; i < count; ++i) {
      lines[i] = first_ + line_of(first[i], lines_) * line_size;
      __builtin_prefetch(lines[i]);
    }
    // in registers: what a caller holds may change with every byte that is read
    std::int32_t to_left = 0, to_right = 0;
    for (std::size_t i = 0; i < count; ++i)
      for (unsigned found = slots_with(lines[i], mark(first[i])); found != 0; found &= found - 1) {
        const unsigned char* const weights =
            lines[i] + 2 * slots + 2 * static_cast<unsigned>(__builtin_ctz(found));
        to_left += static_cast<signed char>(weights[0]);
        to_right += static_cast<signed char>(weights[1]);
      }
    left += to_left;
    right += to_right;
  }

 private:
  /// One bit for each slot of a line that belongs to the feature.
  static unsigned slots_with(const unsigned char* at, std::uint16_t mark) noexcept {
#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi16(static_cast<short>(mark));
    const __m128i low =
        _mm_cmpeq_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)), wanted);
    const __m128i high =
        _mm_cmpeq_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16)), wanted);
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
#else
    unsigned found = 0;
    for (unsigned slot = 0; slot < slots; ++slot)
      found |= unsigned{at[2 * slot] == (mark & 0xFF) && at[2 * slot + 1] == mark >> 8} << slot;
    return found;
#endif
  }

  const unsigned char* first_ = nullptr;
  std::size_t lines_ = 0;
};

}  // namespace newsline::grammar
