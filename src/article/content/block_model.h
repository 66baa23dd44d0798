#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsline::article {

/// How many blocks are scored at once.
inline constexpr std::size_t block_lanes = 16;
/// One feature of each of them.
using FeatureLanes = std::array<std::uint8_t, block_lanes>;

/// A sum of regression trees, read in place from the file that tools/train_blocks writes. Little
/// endian:
///   header: char[8] "NLTREES3", u32 passes, u32 models; for each pass u32 trees, f32 base, then
///   its trees one after the other, all of depth 4: 15 inner nodes in breadth-first order as u8
///   features and then 15 u8 thresholds (a value below or at it goes left), then 16 f32 leaves.
/// A pass is the mean of `models` models; their trees stand one model after the other.
/// `pass` 0 sees a block alone, 1 the blocks around it too.
class BlockModel {
 public:
  static constexpr std::size_t depth = 4, inner = 15, leaves = 16;

  BlockModel() = default;
  /// A model without trees when the bytes are none.
  explicit BlockModel(std::string_view bytes);
  bool empty() const noexcept { return passes_[0].trees == 0; }
  /// 0 to 1 for each lane: how sure it is that a block with these features belongs to the story.
  std::array<float, block_lanes> operator()(std::size_t pass,
                                            const FeatureLanes* features) const noexcept;

 private:
  struct Pass {
    const char* first = nullptr;  // of the trees' bytes
    std::uint32_t trees = 0, models = 1;
    float base = 0;
  };
  Pass passes_[2];
};

}  // namespace newsline::article
