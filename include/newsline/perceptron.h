#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsline {

/// The hash of a feature: what kind it is (any number, the same in training and use) and one or two values, such as
/// Token::key. Well mixed in all bits.
constexpr std::uint64_t feature(std::uint64_t kind, std::uint64_t value, std::uint64_t second = 0) noexcept {
  std::uint64_t x = (value + kind * 0x9E3779B97F4A7C15ULL) * 0xBF58476D1CE4E5B9ULL;
  x ^= x >> 31;
  x = (x + second) * 0x94D049BB133111EBULL;
  x ^= x >> 30;
  x *= 0xD6E8FEB86659FD93ULL;
  return x ^ (x >> 32);
}

/// A linear model over hashed features, read in place: nothing is built or copied when it is opened. tools/train writes it.
///
/// The file: 64 bytes of head ("NLPERC1\n", then as little-endian 32-bit numbers the labels and the lines, the rest zero); the
/// labels' names, 16 bytes each, zero filled, together padded to 64 bytes; then the lines, 64 bytes each. A feature lives in the
/// one line that the upper half of its hash picks, so that it costs one cache line. A line is a byte that counts the bytes
/// used behind it, then its features: the lower 16 bits of the hash, a byte that counts weights, and as many pairs of label and
/// signed weight. A feature that is not there weighs nothing. The weight -128 says that the label is certain (certain_label).
class Perceptron {
 public:
  static constexpr std::size_t most_labels = 64;
  static constexpr std::size_t line_size = 64;

  /// Without features and labels.
  Perceptron() = default;
  /// `bytes` must outlive the model; empty bytes give an empty model. Throws Error("data.model") naming `name` when they are no model.
  explicit Perceptron(std::string_view bytes, std::string_view name = "model");

  explicit operator bool() const noexcept { return lines_ != 0; }
  std::size_t labels() const noexcept { return labels_; }
  std::string_view label(std::size_t number) const noexcept;
  /// A label by its name, or labels().
  std::size_t label_of(std::string_view name) const noexcept;

  /// Asks for the memory of a feature early: hash all features of a token, prefetch them, then add them.
  void prefetch(std::uint64_t hash) const noexcept {
    if (lines_ != 0) __builtin_prefetch(line(hash));
  }
  /// Adds the feature's weights to `scores`, which has room for most_labels.
  void add(std::uint64_t hash, std::int32_t* scores) const noexcept {
    if (lines_ == 0) return;
    const unsigned char* at = line(hash);
    const unsigned char* const end = at + 1 + (*at < line_size ? *at : line_size - 1);
    const unsigned low = hash & 0xFF, high = (hash >> 8) & 0xFF;
    for (++at; at + 3 <= end; at += 3 + 2U * at[2]) {
      if (at[0] != low || at[1] != high) continue;
      const unsigned char* const last = at + 3 + 2U * at[2] < end ? at + 3 + 2U * at[2] : end;
      for (at += 3; at + 2 <= last; at += 2) scores[at[0] % most_labels] += static_cast<signed char>(at[1]);
      return;
    }
  }

  /// The label that a feature was said to leave no doubt about (train::Averaged::fix), or labels().
  std::size_t certain_label(std::uint64_t hash) const noexcept;

 private:
  const unsigned char* line(std::uint64_t hash) const noexcept { return first_ + ((hash >> 32) * lines_ >> 32) * line_size; }

  const unsigned char* first_ = nullptr;
  const char* names_ = nullptr;
  std::uint64_t lines_ = 0;
  std::size_t labels_ = 0;
};

}  // namespace newsline
