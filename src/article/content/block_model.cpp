#include "block_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/vectors.h"
#include "features.h"
#ifdef NEWSLINE_ONLY_AVX2
#include <immintrin.h>
#endif

namespace newsline::article {

namespace {

template <class Value>
Value read(const char* at) {
  Value value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

constexpr float clear = 4.0F;  // log odds: 98 in 100
constexpr std::size_t head_size = 8,
                      tree_size = 2 * BlockModel::inner + sizeof(float) * BlockModel::leaves;

using Lanes = std::uint8_t __attribute__((vector_size(block_lanes)));  // one register

const char* leaves_of(const char* tree) { return tree + 2 * BlockModel::inner; }

/// All ones in the lanes that go right at node `n`.
[[gnu::always_inline]] inline Lanes goes_right(const char* tree, std::size_t n,
                                               const FeatureLanes* features) {
  Lanes value;
  std::memcpy(&value, features[static_cast<unsigned char>(tree[n])].data(), sizeof value);
  const Lanes threshold = Lanes{} + static_cast<unsigned char>(tree[BlockModel::inner + n]);
  return reinterpret_cast<Lanes>(value > threshold);
}
[[gnu::always_inline]] inline Lanes choose(Lanes right, Lanes if_right, Lanes if_left) {
  return (right & if_right) | (~right & if_left);
}

/// The leaf of each lane. All nodes are evaluated for all lanes, without branches, so that the
/// compiler makes vector code of it.
[[gnu::always_inline]] inline Lanes leaf_of(const char* tree, const FeatureLanes* features) {
  Lanes at[BlockModel::inner];
  for (std::size_t n = 0; n < BlockModel::inner; ++n) at[n] = goes_right(tree, n, features);
  const Lanes a = at[0];
  const Lanes b = choose(a, at[2], at[1]);
  const Lanes c = choose(a, choose(b, at[6], at[5]), choose(b, at[4], at[3]));
  const Lanes d = choose(a, choose(b, choose(c, at[14], at[13]), choose(c, at[12], at[11])),
                         choose(b, choose(c, at[10], at[9]), choose(c, at[8], at[7])));
  return (a & 8) | (b & 4) | (c & 2) | (d & 1);
}

/// Adds to each lane's sum the leaves of the trees [first, last), one tree after the other. With
/// AVX2 it takes two fifths of the instructions; each lane's sum is made in the same order either
/// way.
NEWSLINE_WITHOUT_AVX2 void add_trees(const char* first, const char* last,
                                     const FeatureLanes* features, float* sums) {
  for (const char* tree = first; tree != last; tree += tree_size) {
    const Lanes leaf = leaf_of(tree, features);
    for (std::size_t lane = 0; lane < block_lanes; ++lane)
      sums[lane] += read<float>(leaves_of(tree) + sizeof(float) * leaf[lane]);
  }
}

#ifdef NEWSLINE_ONLY_AVX2
/// The leaves of eight lanes: the tree's sixteen are in two registers, out of which the numbers in
/// `leaf` pick.
NEWSLINE_ONLY_AVX2 inline __m256 pick(__m256 low, __m256 high, __m128i leaf) {
  const __m256i number = _mm256_cvtepu8_epi32(leaf);
  const __m256 beyond = _mm256_castsi256_ps(_mm256_slli_epi32(number, 28));  // the sign: 8 and more
  return _mm256_blendv_ps(_mm256_permutevar8x32_ps(low, number),
                          _mm256_permutevar8x32_ps(high, number), beyond);
}

NEWSLINE_ONLY_AVX2 void add_trees(const char* first, const char* last, const FeatureLanes* features,
                                  float* sums) {
  static_assert(BlockModel::leaves == 16 && block_lanes == 16);
  __m256 left = _mm256_loadu_ps(sums), right = _mm256_loadu_ps(sums + 8);
  for (const char* tree = first; tree != last; tree += tree_size) {
    const Lanes leaf = leaf_of(tree, features);
    __m128i numbers;
    std::memcpy(&numbers, &leaf, sizeof numbers);
    const auto* const leaves = reinterpret_cast<const float*>(leaves_of(tree));
    const __m256 low = _mm256_loadu_ps(leaves), high = _mm256_loadu_ps(leaves + 8);
    left = _mm256_add_ps(left, pick(low, high, numbers));
    right = _mm256_add_ps(right, pick(low, high, _mm_srli_si128(numbers, 8)));
  }
  _mm256_storeu_ps(sums, left);
  _mm256_storeu_ps(sums + 8, right);
}
#endif

float odds(float sum) { return 1.0F / (1.0F + std::exp(-sum)); }

}  // namespace

BlockModel::BlockModel(std::string_view bytes) {
  constexpr std::string_view magic = "NLTREES3";
  if (!bytes.starts_with(magic) || bytes.size() < magic.size() + 8) return;
  const char* at = bytes.data() + magic.size();
  const char* const end = bytes.data() + bytes.size();
  if (read<std::uint32_t>(at) != 2) return;
  const std::uint32_t models = read<std::uint32_t>(at + 4);
  if (models == 0 || models > 64) return;
  at += 8;
  Pass passes[2];
  constexpr std::size_t widths[2] = {block_features, block_features + context_features};
  static_assert(widths[1] <= 256);
  for (std::size_t i = 0; i < 2; ++i) {
    Pass& pass = passes[i];
    if (static_cast<std::size_t>(end - at) < head_size) return;
    pass.trees = read<std::uint32_t>(at);
    pass.base = read<float>(at + 4);
    at += head_size;
    pass.first = at;
    pass.models = models;
    if (pass.trees % models != 0 || pass.trees > 4096 ||
        static_cast<std::size_t>(end - at) < pass.trees * tree_size)
      return;
    for (std::uint32_t t = 0; t < pass.trees; ++t, at += tree_size)
      if (std::any_of(at, at + inner, [&](char feature) {
            return static_cast<unsigned char>(feature) >= widths[i];
          }))
        return;
  }
  passes_[0] = passes[0];
  passes_[1] = passes[1];
}

std::array<float, block_lanes> BlockModel::operator()(std::size_t number,
                                                      const FeatureLanes* features) const noexcept {
  const Pass& pass = passes_[number];
  const std::uint32_t of_first = pass.trees / pass.models;
  std::array<float, block_lanes> sums{}, result{};
  const char* const others = pass.first + of_first * tree_size;
  add_trees(pass.first, others, features, sums.data());
  // the first model alone: where it is sure the others say the same, and most blocks are clear
  if (of_first < pass.trees) {
    const auto alone = [&](float sum) { return pass.base + sum * static_cast<float>(pass.models); };
    if (std::ranges::all_of(sums, [&](float sum) { return std::abs(alone(sum)) > clear; })) {
      std::ranges::transform(sums, result.begin(), [&](float sum) { return odds(alone(sum)); });
      return result;
    }
  }
  add_trees(others, pass.first + pass.trees * tree_size, features, sums.data());
  std::ranges::transform(sums, result.begin(), [&](float sum) { return odds(pass.base + sum); });
  return result;
}

}  // namespace newsline::article
