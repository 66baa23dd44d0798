#include "base/perceptron.h"

#include <array>
#include <map>

#include "../tools/train/averaged.h"
#include "catch.h"
#include "newsline/error.h"

using namespace newsline;

namespace {

/// Labels by the last digit of a number, which a second feature blurs.
train::Averaged trained(std::size_t numbers) {
  train::Averaged model({"even", "odd", "five"});
  const auto gold = [](std::size_t i) { return i % 10 == 5 ? 2U : i % 2; };
  const auto features = [](std::size_t i) { return std::array{feature(1, i % 10), feature(2, i)}; };
  for (std::size_t i = 0; i < numbers; ++i) model.count(features(i));
  model.freeze(1);
  for (int epoch = 0; epoch < 3; ++epoch)
    for (std::size_t i = 0; i < numbers; ++i, model.tick()) {
      const std::vector<float>& scores = model.scores(features(i));
      const auto guess =
          static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
      if (guess != gold(i)) model.update(features(i), gold(i), guess);
    }
  model.average();
  return model;
}

}  // namespace

TEST_CASE("a model says the same from its bytes as it was trained to", "[perceptron]") {
  const std::string bytes = trained(1000).packed(100000);
  const Perceptron model(bytes);
  REQUIRE(model);
  REQUIRE(model.labels() == 3);
  CHECK(model.label(2) == "five");
  CHECK(model.label_of("odd") == 1);
  CHECK(model.label_of("none") == 3);
  const std::map<std::uint64_t, std::size_t> gold = {{0, 0}, {3, 1}, {5, 2}, {8, 0}, {9, 1}};
  for (const auto& [digit, label] : gold) {
    Perceptron::Scores scores{};
    model.add(feature(1, digit), scores.data());
    CHECK(static_cast<std::size_t>(std::max_element(scores.begin(), scores.begin() + 3) -
                                   scores.begin()) == label);
    CHECK(model.best_of(scores) == label);
    const std::array<std::uint64_t, 3> features{feature(1, digit), feature(1, 77), feature(1, 3)};
    Perceptron::Scores together{};
    model.add(features.data(), features.data() + features.size(), together);
    for (const std::uint64_t hash : {features[1], features[2]}) model.add(hash, scores.data());
    CHECK(together == scores);
  }
  CHECK(model.best_of({-3, -2, -2}) == 1);  // the first of the best
}

TEST_CASE("training is the same twice, and a size is kept", "[perceptron]") {
  CHECK(trained(500).packed(100000) == trained(500).packed(100000));
  CHECK(trained(5000).packed(2000).size() <= 2000);
}

TEST_CASE("what is no model is an error, an absent one weighs nothing", "[perceptron]") {
  const std::string bytes = trained(20).packed(100000);
  for (const std::string& broken :
       {std::string("x"), bytes.substr(0, bytes.size() - 1), bytes + "x", std::string(64, '\0')}) {
    INFO(broken.size());
    CHECK_THROWS_AS(Perceptron(broken), Error);
  }
  const Perceptron none;
  std::array<std::int32_t, Perceptron::most_labels> scores{};
  none.add(feature(1, 2), scores.data());
  CHECK_FALSE(none);
  CHECK(scores[0] == 0);
}
