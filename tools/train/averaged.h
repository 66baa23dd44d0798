#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace newsline::train {

/// An averaged perceptron (Collins 2002) over hashed features, and the writer of the file that
/// newsline::Perceptron reads. Deterministic: the same calls give the same bytes.
///
///     Averaged model({"O", "B-PER", ...});
///     for each example: model.count(features);          // which features are worth a weight
///     model.freeze(2);                                  // those seen at least twice
///     for each epoch, each example:
///       guess = the best label by model.scores(features);
///       if (guess != gold) model.update(features, gold, guess);
///       model.tick();                                   // one step of the average
///     model.average();
///     model.write("data/en/tags.model", 3'000'000);
class Averaged {
 public:
  explicit Averaged(std::vector<std::string> labels);

  void count(std::span<const std::uint64_t> features);
  void freeze(std::uint32_t least);
  /// The scores of all labels, valid until the next call.
  const std::vector<float>& scores(std::span<const std::uint64_t> features);
  void update(std::span<const std::uint64_t> features, std::size_t gold, std::size_t guess);
  /// One feature, one label: for structured updates.
  void add(std::uint64_t feature, std::size_t label, float delta);
  void tick() { ++clock_; }
  /// A feature that alone settles the label (Perceptron::certain_label). Before or after freeze().
  void fix(std::uint64_t feature, std::size_t label) { fixed_.emplace_back(feature, label); }
  /// Turns the weights into their average over all steps; no updates after it.
  void average();
  /// Adds the weights of a model of the same features and labels, counted in the same order: models
  /// that saw the examples in different orders err in different places.
  void join(const Averaged& other);

  /// Weights become bytes: the largest but one in two thousand becomes 127, those that round to 0
  /// are left out. The least useful features go when `most_bytes` or a line is full; `rows` (see
  /// Perceptron) come on top of that: a sixth more bytes, and faster. Returns the size written.
  std::size_t write(const std::filesystem::path& file, std::size_t most_bytes, bool rows) const;
  /// The same as bytes: to score with what will be shipped. Weights that round to less than `least`
  /// are left out.
  std::string packed(std::size_t most_bytes, int least = 1, bool rows = false) const;

  /// Calls `see` with the hash of each feature, how often it was seen and its weights, for those
  /// who write another file.
  void each(const std::function<void(std::uint64_t hash, std::uint32_t seen,
                                     std::span<const float> weights)>& see) const;

  std::size_t labels() const { return labels_.size(); }
  std::size_t features() const { return count_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t seen = 0;
    std::uint32_t row = 0;
  };
  struct Packed {
    std::uint64_t hash = 0;
    float use = 0;
    std::vector<std::pair<std::uint8_t, std::int8_t>> pairs;  // label, weight; the largest first
  };
  Slot* find(std::uint64_t hash);
  void grow();
  float step() const;
  std::vector<Packed> quantized(int least) const;

  std::vector<std::string> labels_;
  std::vector<Slot> slots_;
  std::size_t count_ = 0;
  bool frozen_ = false;
  float clock_ = 1;
  std::vector<float> weights_, drift_, scores_;
  std::vector<const float*> rows_;
  std::vector<std::pair<std::uint64_t, std::size_t>> fixed_;
};

}  // namespace newsline::train
