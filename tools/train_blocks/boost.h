#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

/// Gradient-boosted trees of one depth for a yes-or-no question with weights, by histograms of 64 bins.
namespace boost_trees {

struct Options {
  std::uint32_t trees = 80, depth = 5;
  float rate = 0.1F, lambda = 4.0F, least_weight = 2.0F, rows = 0.7F, columns = 0.5F;
  std::uint32_t seed = 1;
};

struct Tree {
  std::vector<std::uint32_t> feature;
  std::vector<float> threshold, leaf;
};

struct Model {
  float base = 0;
  std::uint32_t depth = 0;
  std::vector<Tree> trees;

  float operator()(const float* x) const {
    float sum = base;
    const std::size_t inner = (std::size_t{1} << depth) - 1;
    for (const Tree& tree : trees) {
      std::size_t node = 0;
      for (std::uint32_t level = 0; level < depth; ++level) node = 2 * node + 1 + (x[tree.feature[node]] > tree.threshold[node] ? 1 : 0);
      sum += tree.leaf[node - inner];
    }
    return 1.0F / (1.0F + std::exp(-sum));
  }
  void write(std::string& out) const {
    const auto put = [&](auto value) { out.append(reinterpret_cast<const char*>(&value), sizeof value); };
    put(static_cast<std::uint32_t>(trees.size()));
    put(depth);
    put(base);
    for (const Tree& tree : trees) {
      for (std::size_t n = 0; n < tree.feature.size(); ++n) put(tree.feature[n]), put(tree.threshold[n]);
      for (const float leaf : tree.leaf) put(leaf);
    }
  }
};

/// `x` holds `width` numbers a row; `y` 0 to 1; `w` the weight of each row.
inline Model train(const std::vector<float>& x, std::size_t width, const std::vector<float>& y, const std::vector<float>& w, const Options& o) {
  constexpr std::size_t bins = 64;
  const std::size_t n = y.size();
  std::mt19937 random(o.seed);
  std::vector<std::vector<float>> cuts(width);
  std::vector<std::uint8_t> bin(n * width);
  for (std::size_t f = 0; f < width; ++f) {
    std::vector<float> sample;
    for (std::size_t i = 0; i < n; i += std::max<std::size_t>(1, n / 20000)) sample.push_back(x[i * width + f]);
    std::sort(sample.begin(), sample.end());
    std::vector<float> unique = sample;
    unique.erase(std::unique(unique.begin(), unique.end()), unique.end());
    if (unique.size() <= bins) {
      for (std::size_t i = 0; i + 1 < unique.size(); ++i) cuts[f].push_back((unique[i] + unique[i + 1]) / 2);
    } else {
      for (std::size_t b = 1; b < bins; ++b) cuts[f].push_back(sample[sample.size() * b / bins]);
      cuts[f].erase(std::unique(cuts[f].begin(), cuts[f].end()), cuts[f].end());
    }
    for (std::size_t i = 0; i < n; ++i)
      bin[f * n + i] = static_cast<std::uint8_t>(std::lower_bound(cuts[f].begin(), cuts[f].end(), x[i * width + f]) - cuts[f].begin());
  }
  double yes = 0, all = 0;
  for (std::size_t i = 0; i < n; ++i) yes += y[i] * w[i], all += w[i];
  Model model;
  model.depth = o.depth;
  model.base = static_cast<float>(std::log((yes + 1) / (all - yes + 1)));
  std::vector<float> score(n, model.base), g(n), h(n);
  std::vector<std::uint32_t> node(n);
  const std::size_t inner = (std::size_t{1} << o.depth) - 1;
  for (std::uint32_t t = 0; t < o.trees; ++t) {
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < n; ++i) {
      const float p = 1.0F / (1.0F + std::exp(-score[i]));
      g[i] = (p - y[i]) * w[i];
      h[i] = std::max(p * (1 - p), 1e-6F) * w[i];
      node[i] = 0;
      if (static_cast<float>(random() % 1000) < o.rows * 1000) rows.push_back(static_cast<std::uint32_t>(i));
    }
    Tree tree{std::vector<std::uint32_t>(inner, 0), std::vector<float>(inner, 1e30F), std::vector<float>(inner + 1, 0)};
    std::vector<std::size_t> columns;
    for (std::size_t f = 0; f < width; ++f)
      if (!cuts[f].empty() && static_cast<float>(random() % 1000) < o.columns * 1000) columns.push_back(f);
    for (std::uint32_t level = 0; level < o.depth; ++level) {
      const std::size_t first = (std::size_t{1} << level) - 1, count = std::size_t{1} << level;
      std::vector<double> total_g(count), total_h(count), best(count, 1e-3);
      for (const std::uint32_t i : rows) total_g[node[i] - first] += g[i], total_h[node[i] - first] += h[i];
      std::vector<double> sum_g(count * bins), sum_h(count * bins);
      for (const std::size_t f : columns) {
        std::fill(sum_g.begin(), sum_g.end(), 0);
        std::fill(sum_h.begin(), sum_h.end(), 0);
        for (const std::uint32_t i : rows) {
          const std::size_t at = (node[i] - first) * bins + bin[f * n + i];
          sum_g[at] += g[i];
          sum_h[at] += h[i];
        }
        for (std::size_t k = 0; k < count; ++k) {
          double left_g = 0, left_h = 0;
          const double whole = total_g[k] * total_g[k] / (total_h[k] + o.lambda);
          for (std::size_t b = 0; b < cuts[f].size(); ++b) {
            left_g += sum_g[k * bins + b];
            left_h += sum_h[k * bins + b];
            const double right_g = total_g[k] - left_g, right_h = total_h[k] - left_h;
            if (left_h < o.least_weight || right_h < o.least_weight) continue;
            const double gain = left_g * left_g / (left_h + o.lambda) + right_g * right_g / (right_h + o.lambda) - whole;
            if (gain > best[k]) best[k] = gain, tree.feature[first + k] = static_cast<std::uint32_t>(f), tree.threshold[first + k] = cuts[f][b];
          }
        }
      }
      for (std::size_t i = 0; i < n; ++i) node[i] = 2 * node[i] + 1 + (x[i * width + tree.feature[node[i]]] > tree.threshold[node[i]] ? 1 : 0);
    }
    std::vector<double> leaf_g(inner + 1), leaf_h(inner + 1);
    for (const std::uint32_t i : rows) leaf_g[node[i] - inner] += g[i], leaf_h[node[i] - inner] += h[i];
    for (std::size_t k = 0; k <= inner; ++k) tree.leaf[k] = static_cast<float>(-o.rate * leaf_g[k] / (leaf_h[k] + o.lambda));
    for (std::size_t i = 0; i < n; ++i) score[i] += tree.leaf[node[i] - inner];
    model.trees.push_back(std::move(tree));
  }
  return model;
}

}  // namespace boost_trees
