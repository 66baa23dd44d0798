#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsline {

/// A sum of regression trees, read in place from the file that tools/train_blocks writes. Little endian:
///   header: char[8] "NLTREES2", u32 looks, u32 models; for each look u32 trees, u32 depth, f32 base, then its trees one after the other:
///   2^depth - 1 inner nodes of u32 feature and f32 threshold in breadth-first order (a value below or at it goes left), then 2^depth f32 leaves.
/// The trees of a look are those of `models` models one after the other, of which each look is the mean.
/// `look` 0 sees a block alone, 1 the blocks around it too.
class BlockModel {
 public:
  BlockModel() = default;
  /// A model without trees when the bytes are none.
  explicit BlockModel(std::string_view bytes);
  bool empty() const noexcept { return looks_[0].trees == 0; }
  /// 0 to 1: how sure it is that a block with these features belongs to the story.
  float operator()(std::size_t look, const float* features) const noexcept;

 private:
  struct Look {
    const char* first = nullptr;  // of the trees' bytes
    std::uint32_t trees = 0, depth = 0, models = 1;
    float base = 0;
  };
  Look looks_[2];
};

}  // namespace newsline
