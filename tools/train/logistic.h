#pragma once
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace newsline::train {

/// A logistic regression over features that are there or not.
template <std::size_t count>
struct Logistic {
  double bias = 0;
  std::array<double, count> weight{};

  template <class Features>
  double operator()(const Features& features) const {
    double sum = bias;
    for (std::size_t i = 0; i < count; ++i)
      if (features[i]) sum += weight[i];
    return 1 / (1 + std::exp(-sum));
  }
};

template <class Features>
struct LogisticCase {
  const Features* features = nullptr;
  bool yes = false;
  double weight = 1;
};

/// Gradient descent with momentum over all cases at once, weights pulled to zero (L2) by `pull`:
/// the same cases give the same weights.
template <std::size_t count, class Features>
Logistic<count> train_logistic(const std::vector<LogisticCase<Features>>& cases, double pull) {
  constexpr int epochs = 1200;
  constexpr double rate = 0.2, momentum = 0.9;
  Logistic<count> model;
  if (cases.empty()) return model;
  std::array<double, count> speed{};
  double bias_speed = 0;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    std::array<double, count> slope{};
    double bias_slope = 0, size = 0;
    for (const LogisticCase<Features>& one : cases) {
      const double error = one.weight * ((one.yes ? 1.0 : 0.0) - model(*one.features));
      size += one.weight;
      bias_slope += error;
      for (std::size_t i = 0; i < count; ++i)
        if ((*one.features)[i]) slope[i] += error;
    }
    bias_speed = momentum * bias_speed + rate * bias_slope / size;
    model.bias += bias_speed;
    for (std::size_t i = 0; i < count; ++i) {
      speed[i] = momentum * speed[i] + rate * (slope[i] - pull * model.weight[i]) / size;
      model.weight[i] += speed[i];
    }
  }
  return model;
}

}  // namespace newsline::train
