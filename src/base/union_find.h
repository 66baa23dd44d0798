#pragma once
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace newsline {

/// Disjoint groups of the numbers below a size; groups are only joined. A group is named by its
/// least member.
class UnionFind {
 public:
  explicit UnionFind(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  std::uint32_t root(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    parent_[std::max(root(a), root(b))] = std::min(root(a), root(b));
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace newsline
