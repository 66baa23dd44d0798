#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/features.h"

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

  static std::uint64_t mark(std::uint64_t hash) noexcept {
    const std::uint64_t low = hash & 0xFFFF;
    return low == 0 ? 1 : low;
  }
  static std::size_t line_of(std::uint64_t hash, std::size_t lines) noexcept {
    return (hash >> 32) * lines >> 32;
  }
  /// What the features together say for left and for right. Their lines are asked for before the
  /// first is read.
  struct Scores {
    std::int32_t left = 0, right = 0;
  };
  Scores operator()(const FeatureList& features) const noexcept;

 private:
  const unsigned char* first_ = nullptr;
  std::size_t lines_ = 0;
};

}  // namespace newsline::grammar
