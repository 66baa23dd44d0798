#include "features.h"

#include "vectors.h"

namespace newsline {
namespace {

NEWSLINE_WITH_AVX2 void hash_all(std::uint64_t* __restrict hashes,
                                 const std::uint64_t* __restrict seconds, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) hashes[i] = feature_hash(hashes[i], seconds[i]);
}

}  // namespace

void FeatureList::hash() noexcept { hash_all(hashes_.data(), seconds_.data(), whole_size()); }

}  // namespace newsline
