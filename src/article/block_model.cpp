#include "block_model.h"

#include <cmath>
#include <cstring>

#include "features.h"

namespace newsline {

namespace {

template <class Value>
Value read(const char* at) {
  Value value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

constexpr float sure = 4.0F;  // log odds: 98 in 100
constexpr std::size_t node_size = 8, leaf_size = 4, head_size = 12;
constexpr std::size_t tree_size(std::uint32_t depth) { return ((std::size_t{1} << depth) - 1) * node_size + (std::size_t{1} << depth) * leaf_size; }

}  // namespace

BlockModel::BlockModel(std::string_view bytes) {
  constexpr std::string_view magic = "NLTREES2";
  if (!bytes.starts_with(magic) || bytes.size() < magic.size() + 8) return;
  const char* at = bytes.data() + magic.size();
  const char* const end = bytes.data() + bytes.size();
  if (read<std::uint32_t>(at) != 2) return;
  const std::uint32_t models = read<std::uint32_t>(at + 4);
  if (models == 0 || models > 64) return;
  at += 8;
  Look looks[2];
  constexpr std::uint32_t widths[2] = {block_features, block_features + context_features};
  for (std::size_t i = 0; i < 2; ++i) {
    Look& look = looks[i];
    if (static_cast<std::size_t>(end - at) < head_size) return;
    look.trees = read<std::uint32_t>(at);
    look.depth = read<std::uint32_t>(at + 4);
    look.base = read<float>(at + 8);
    at += head_size;
    look.first = at;
    look.models = models;
    if (look.trees % models != 0 || look.depth > 8 || look.trees > 4096 || static_cast<std::size_t>(end - at) < look.trees * tree_size(look.depth)) return;
    for (std::uint32_t t = 0; t < look.trees; ++t)
      for (std::size_t n = 0; n + 1 < (std::size_t{1} << look.depth); ++n)
        if (read<std::uint32_t>(at + t * tree_size(look.depth) + n * node_size) >= widths[i]) return;
    at += look.trees * tree_size(look.depth);
  }
  looks_[0] = looks[0];
  looks_[1] = looks[1];
}

float BlockModel::operator()(std::size_t number, const float* features) const noexcept {
  const Look& look = looks_[number];
  const std::size_t size = tree_size(look.depth), inner = (std::size_t{1} << look.depth) - 1;
  const std::uint32_t of_first = look.trees / look.models;
  float sum = look.base;
  const char* tree = look.first;
  for (std::uint32_t t = 0; t < look.trees; ++t, tree += size) {
    if (t == of_first && look.models > 1) {  // the first model alone: where it is sure the others say the same, and most blocks are clear
      const float alone = look.base + (sum - look.base) * static_cast<float>(look.models);
      if (std::abs(alone) > sure) return 1.0F / (1.0F + std::exp(-alone));
    }
    std::size_t node = 0;
    for (std::uint32_t level = 0; level < look.depth; ++level) {
      const char* const at = tree + node * node_size;
      node = 2 * node + 1 + static_cast<std::size_t>(features[read<std::uint32_t>(at)] > read<float>(at + 4));
    }
    sum += read<float>(tree + inner * node_size + (node - inner) * leaf_size);
  }
  return 1.0F / (1.0F + std::exp(-sum));
}

}  // namespace newsline
