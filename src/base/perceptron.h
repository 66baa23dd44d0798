#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "features.h"

namespace newsline {

/// A linear model over hashed features, read in place: nothing is built or copied when it is
/// opened. tools/train writes it.
///
/// The file: 64 bytes of head ("NLPERC2\n", then as little-endian 32-bit numbers the labels, the
/// lines and the rows, the rest zero); the labels' names, 16 bytes each, zero filled; the lines, 64
/// bytes each; the rows, row_size() each. Each part is padded to 64 bytes.
///
/// A feature lives in the one line that the upper half of its hash picks, so that it costs one
/// cache line. A line has eight slots: first eight little-endian numbers of 16 bits, the lower bits
/// of the hash of the feature in each slot, then for each slot three pairs of label and signed
/// weight. A feature with more than three weights has several slots, one that is not there weighs
/// nothing. The weight -128 says that the label is certain (certain_label).
///
/// A feature that weighs for many labels has one slot and a row instead: a signed weight for each
/// label. The slot's first label is row_label, the four bytes behind it are the number of the row.
/// Such features are few and the common ones; a row is added in a few steps.
class Perceptron {
 public:
  static constexpr std::size_t most_labels = 64;
  static constexpr std::size_t line_size = 64, slots = 8, pairs_size = 6;
  static constexpr unsigned char row_label = 255;
  /// The bytes of a row: 16, 32 or 64.
  static constexpr std::size_t row_size(std::size_t labels) noexcept {
    return labels <= 16 ? 16 : labels <= 32 ? 32 : 64;
  }
  static constexpr std::uint64_t line_of(std::uint64_t hash, std::uint32_t lines) noexcept {
    return (hash >> 32) * lines >> 32;
  }

  /// Without features and labels.
  Perceptron() = default;
  /// `bytes` must outlive the model; empty bytes give an empty model. Throws Error("data.model")
  /// naming `name` when they are no model.
  explicit Perceptron(std::string_view bytes, std::string_view name = "model");

  explicit operator bool() const noexcept { return lines_ != 0; }
  std::size_t labels() const noexcept { return labels_; }
  std::string_view label(std::size_t number) const noexcept;
  /// A label by its name, or labels().
  std::size_t label_of(std::string_view name) const noexcept;

  using Scores = std::array<std::int32_t, most_labels>;
  /// Adds the feature's weights to `scores`.
  void add(std::uint64_t hash, Scores& scores) const noexcept;
  /// Adds those of all features: their lines are asked for before the first is read.
  void add(const FeatureList& features, Scores& scores) const noexcept;
  /// The label with the highest score under these features alone, the first of several.
  std::size_t best_of(const FeatureList& features) const noexcept;
  /// The label with the highest score, the first of several.
  std::size_t best_of(const Scores& scores) const noexcept;
  /// The label that a feature was said to leave no doubt about (train::Averaged::fix), or labels().
  std::size_t certain_label(std::uint64_t hash) const noexcept;

  struct Weights;

 private:
  Weights weights() const noexcept;

  const unsigned char* first_ = nullptr;
  const char* names_ = nullptr;
  std::uint32_t lines_ = 0, rows_ = 0;
  std::size_t labels_ = 0;
};

}  // namespace newsline
