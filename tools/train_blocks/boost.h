#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

/// Gradient-boosted trees of one depth for a yes-or-no question with weights, over features of one
/// byte.
namespace boost_trees {

struct Options {
  std::uint32_t trees = 80;
  float rate = 0.1F, lambda = 4.0F, least_weight = 2.0F, rows = 0.7F, columns = 0.5F;
  std::uint32_t seed = 1;
};

constexpr std::size_t depth = 4, inner = 15, leaves = 16;

struct Tree {
  std::uint8_t feature[inner] = {}, threshold[inner] = {};
  float leaf[leaves] = {};
};

struct Model {
  float base = 0;
  std::vector<Tree> trees;

  float operator()(const std::uint8_t* x) const {
    float sum = base;
    for (const Tree& tree : trees) {
      std::size_t node = 0;
      for (std::size_t level = 0; level < depth; ++level)
        node = 2 * node + 1 + (x[tree.feature[node]] > tree.threshold[node] ? 1 : 0);
      sum += tree.leaf[node - inner];
    }
    return 1.0F / (1.0F + std::exp(-sum));
  }
  void write(std::string& out) const {
    const auto put = [&](const auto& value) {
      out.append(reinterpret_cast<const char*>(&value), sizeof value);
    };
    put(static_cast<std::uint32_t>(trees.size()));
    put(base);
    for (const Tree& tree : trees) put(tree.feature), put(tree.threshold), put(tree.leaf);
  }
};

/// `x` holds the rows of one feature after the other, `width` features; `y` 0 to 1; `w` the weight
/// of each row.
inline Model train(const std::vector<std::uint8_t>& x, std::size_t width,
                   const std::vector<float>& y, const std::vector<float>& w, const Options& o) {
  constexpr std::size_t bins = 256;
  const std::size_t n = y.size();
  std::mt19937 random(o.seed);
  std::vector<std::uint8_t> low(width), high(width);
  for (std::size_t f = 0; f < width && n > 0; ++f) {
    const auto [least, most] =
        std::minmax_element(x.begin() + static_cast<std::ptrdiff_t>(f * n),
                            x.begin() + static_cast<std::ptrdiff_t>((f + 1) * n));
    low[f] = *least, high[f] = *most;
  }
  double yes = 0, all = 0;
  for (std::size_t i = 0; i < n; ++i) yes += y[i] * w[i], all += w[i];
  Model model;
  model.base = static_cast<float>(std::log((yes + 1) / (all - yes + 1)));
  std::vector<float> score(n, model.base);
  struct Pull {
    float g = 0, h = 0;
  };
  struct Sum {
    double g = 0, h = 0;
  };
  std::vector<Pull> pull(n);
  std::vector<std::uint32_t> node(n), rows;
  std::vector<Sum> sums(bins * leaves / 2);
  for (std::uint32_t t = 0; t < o.trees; ++t) {
    rows.clear();
    for (std::size_t i = 0; i < n; ++i) {
      const float p = 1.0F / (1.0F + std::exp(-score[i]));
      pull[i] = {(p - y[i]) * w[i], std::max(p * (1 - p), 1e-6F) * w[i]};
      node[i] = 0;
      if (static_cast<float>(random() % 1000) < o.rows * 1000)
        rows.push_back(static_cast<std::uint32_t>(i));
    }
    Tree tree;
    // all go left
    std::fill(std::begin(tree.threshold), std::end(tree.threshold), std::uint8_t{255});
    std::vector<std::size_t> columns;
    for (std::size_t f = 0; f < width; ++f)
      if (static_cast<float>(random() % 1000) < o.columns * 1000 && low[f] < high[f])
        columns.push_back(f);
    for (std::size_t level = 0; level < depth; ++level) {
      const std::size_t first = (std::size_t{1} << level) - 1, count = std::size_t{1} << level;
      std::vector<Sum> total(count);
      std::vector<double> best(count, 1e-3);
      for (const std::uint32_t i : rows)
        total[node[i] - first].g += pull[i].g, total[node[i] - first].h += pull[i].h;
      for (const std::size_t f : columns) {
        std::fill(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(count * bins), Sum{});
        const std::uint8_t* const column = x.data() + f * n;
        for (const std::uint32_t i : rows) {
          Sum& sum = sums[(node[i] - first) * bins + column[i]];
          sum.g += pull[i].g;
          sum.h += pull[i].h;
        }
        for (std::size_t k = 0; k < count; ++k) {
          Sum left;
          const double whole = total[k].g * total[k].g / (total[k].h + o.lambda);
          for (std::size_t b = low[f]; b < high[f]; ++b) {
            const Sum& sum = sums[k * bins + b];
            if (sum.h == 0) continue;
            left.g += sum.g;
            left.h += sum.h;
            const Sum right{total[k].g - left.g, total[k].h - left.h};
            if (left.h < o.least_weight || right.h < o.least_weight) continue;
            const double gain = left.g * left.g / (left.h + o.lambda) +
                                right.g * right.g / (right.h + o.lambda) - whole;
            if (gain > best[k]) {
              // between this value and the next that any row has
              std::size_t next = b + 1;
              while (next < high[f] && sums[k * bins + next].h == 0) ++next;
              best[k] = gain, tree.feature[first + k] = static_cast<std::uint8_t>(f),
              tree.threshold[first + k] = static_cast<std::uint8_t>((b + next - 1) / 2);
            }
          }
        }
      }
      for (std::size_t i = 0; i < n; ++i)
        node[i] =
            2 * node[i] + 1 + (x[tree.feature[node[i]] * n + i] > tree.threshold[node[i]] ? 1 : 0);
    }
    std::vector<Sum> ends(leaves);
    for (const std::uint32_t i : rows)
      ends[node[i] - inner].g += pull[i].g, ends[node[i] - inner].h += pull[i].h;
    for (std::size_t k = 0; k < leaves; ++k)
      tree.leaf[k] = static_cast<float>(-o.rate * ends[k].g / (ends[k].h + o.lambda));
    for (std::size_t i = 0; i < n; ++i) score[i] += tree.leaf[node[i] - inner];
    model.trees.push_back(tree);
  }
  return model;
}

}  // namespace boost_trees
