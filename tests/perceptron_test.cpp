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
    model.add(feature(1, digit), scores);
    CHECK(static_cast<std::size_t>(std::max_element(scores.begin(), scores.begin() + 3) -
                                   scores.begin()) == label);
    CHECK(model.best_of(scores) == label);
    FeatureList features;
    for (const std::uint64_t value : {digit, std::uint64_t{77}, std::uint64_t{3}})
      features.add(1, value);
    features.hash();
    Perceptron::Scores together{};
    model.add(features, together);
    for (const std::uint64_t hash : {feature(1, 77), feature(1, 3)}) model.add(hash, scores);
    CHECK(together == scores);
    CHECK(model.best_of(features) == model.best_of(scores));
  }
  CHECK(model.best_of({-3, -2, -2}) == 1);  // the first of the best
}

TEST_CASE("a list of features has the hashes that each has alone", "[perceptron]") {
  FeatureList list;
  for (std::size_t size = 0; size <= FeatureList::most; ++size) {
    INFO(size);
    list.clear();
    for (std::uint64_t i = 0; i < size; ++i) list.add(i, i << 40 ^ size, ~i);
    list.hash();
    REQUIRE(list.size() == size);
    for (std::uint64_t i = 0; i < size; ++i)
      REQUIRE(list.begin()[i] == feature(i, i << 40 ^ size, ~i));
  }
}

TEST_CASE("a feature that weighs for many labels says the same as others", "[perceptron]") {
  for (const std::size_t labels : {11U, 16U, 17U, 32U, 33U, 64U}) {
    INFO(labels);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < labels; ++i) names.push_back(std::to_string(i));
    train::Averaged model(names);
    const std::array common{feature(1, 0)}, rare{feature(2, 0)};
    model.count(common);
    model.count(rare);
    model.freeze(1);
    // 1 and more for the last ten labels: each rounds to a weight of its own
    for (std::size_t label = labels - 10; label < labels; ++label)
      model.add(common[0], label, static_cast<float>(label + 11 - labels));
    model.add(rare[0], 0, 11);
    const std::string bytes = model.packed(100000);
    const Perceptron packed(bytes);
    Perceptron::Scores scores{};
    packed.add(common[0], scores);
    for (std::size_t label = labels - 10; label < labels; ++label)
      CHECK(scores[label] > scores[label - 1]);
    CHECK(packed.best_of(scores) == labels - 1);
    packed.add(rare[0], scores);
    CHECK(packed.best_of(scores) == 0);
    CHECK(packed.certain_label(common[0]) == labels);
  }
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
  Perceptron::Scores scores{};
  none.add(feature(1, 2), scores);
  CHECK_FALSE(none);
  CHECK(scores[0] == 0);
}
