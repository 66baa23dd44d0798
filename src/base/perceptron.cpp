#include "perceptron.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cstring>

#include "newsline/error.h"
#include "vectors.h"

namespace newsline {
namespace {

constexpr std::string_view magic = "NLPERC2\n";
constexpr std::size_t name_size = 16, head_size = 64;

[[gnu::always_inline]] inline std::uint32_t number_at(const unsigned char* bytes) noexcept {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number |= std::uint32_t{bytes[i]} << (8 * i);
  return number;
}

constexpr std::size_t whole_lines(std::size_t bytes) noexcept {
  return (bytes + Perceptron::line_size - 1) / Perceptron::line_size * Perceptron::line_size;
}

constexpr std::size_t slots = Perceptron::slots, most_labels = Perceptron::most_labels;

/// Two bits for each slot of a line that belongs to the feature, of which the lower one is kept.
[[gnu::always_inline]] inline unsigned slots_with(const unsigned char* line,
                                                  std::uint64_t hash) noexcept {
#ifdef __SSE2__
  const __m128i same = _mm_cmpeq_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(line)),
                                       _mm_set1_epi16(static_cast<short>(hash & 0xFFFF)));
  return static_cast<unsigned>(_mm_movemask_epi8(same)) & 0x5555U;
#else
  unsigned found = 0;
  for (unsigned slot = 0; slot < slots; ++slot)
    found |= unsigned{line[2 * slot] == (hash & 0xFF) && line[2 * slot + 1] == (hash >> 8 & 0xFF)}
             << 2 * slot;
  return found;
#endif
}

/// The pairs of the first slot of `found`.
[[gnu::always_inline]] inline const unsigned char* pairs_of(const unsigned char* line,
                                                            unsigned found) noexcept {
  static_assert(Perceptron::pairs_size == 6);
  return line + 2 * slots + 3 * static_cast<unsigned>(__builtin_ctz(found));
}

}  // namespace

/// Where a model's features live.
struct Perceptron::Weights {
  const unsigned char *lines, *rows;
  std::uint32_t line_count, row_count;
  std::size_t labels;
};

namespace {

using Weights = Perceptron::Weights;

// Of sixteen labels.
constexpr std::size_t lanes = 16;
using RowWeights = std::int8_t __attribute__((vector_size(lanes)));
using RowSums = std::int16_t __attribute__((vector_size(2 * lanes)));

/// Sums of `size` labels. Rows are added in numbers of 16 bits, which hold the sum of
/// FeatureList::most weights.
template <std::size_t size>
struct Sums {
  static_assert(FeatureList::most * 128 <= 1 << 15);
  RowSums of_rows[size / lanes]{};
  std::array<std::int32_t, size> of_pairs{};

  [[gnu::always_inline]] void add_row(const unsigned char* row) noexcept {
    for (RowSums& sums : of_rows) {
      RowWeights some;
      std::memcpy(&some, row, sizeof some);
      sums += __builtin_convertvector(some, RowSums);
      row += sizeof some;
    }
  }
  [[gnu::always_inline]] void add_slot(const Weights& weights,
                                       const unsigned char* pairs) noexcept {
    if (pairs[0] == Perceptron::row_label) {
      const std::uint32_t number = number_at(pairs + 1);
      // one beyond the last is of a broken model
      if (number < weights.row_count) add_row(weights.rows + std::size_t{number} * size);
      return;
    }
    for (std::size_t i = 0; i < Perceptron::pairs_size; i += 2)
      of_pairs[pairs[i] % size] += static_cast<signed char>(pairs[i + 1]);
  }
  [[gnu::always_inline]] void join(std::int32_t* scores) const noexcept {
    std::array<std::int16_t, size> rows;
    std::memcpy(rows.data(), of_rows, sizeof rows);
    for (std::size_t label = 0; label < size; ++label)
      scores[label] += of_pairs[label] + rows[label];
  }
};

/// Adds the weights of the features to `scores`, which has room for `size` labels. All lines are
/// asked for before the first is read.
template <std::size_t size>
[[gnu::always_inline]] inline void add_all(const Weights& weights, const FeatureList& features,
                                           std::int32_t* scores) noexcept {
  std::array<std::uintptr_t, FeatureList::most> lines;
  const std::uint64_t* const hashes = features.begin();
  const std::size_t count = features.size(), whole = features.whole_size();
  for (std::size_t i = 0; i < whole; ++i)
    lines[i] = reinterpret_cast<std::uintptr_t>(weights.lines) +
               Perceptron::line_of(hashes[i], weights.line_count) * Perceptron::line_size;
  const auto line = [&](std::size_t i) { return reinterpret_cast<const unsigned char*>(lines[i]); };
  for (std::size_t first = 0; first < whole; first += FeatureList::at_once)
    for (std::size_t i = first; i < first + FeatureList::at_once; ++i) __builtin_prefetch(line(i));
  Sums<size> sums;
  for (std::size_t i = 0; i < count; ++i)
    for (unsigned found = slots_with(line(i), hashes[i]); found != 0; found &= found - 1)
      sums.add_slot(weights, pairs_of(line(i), found));
  sums.join(scores);
}

[[gnu::always_inline]] inline std::size_t best(const std::int32_t* scores,
                                               std::size_t labels) noexcept {
  // A score and what tells its label in one number, so that the maximum needs no branch.
  static_assert(most_labels == 64);
  std::int32_t most = scores[0] * 64 + 63;
  for (std::int32_t label = 1; label < static_cast<std::int32_t>(labels); ++label)
    most = std::max(most, scores[label] * 64 + 63 - label);
  return static_cast<std::size_t>(63 - (most & 63));
}

/// `scores` has room for Perceptron::row_size() labels.
[[gnu::always_inline]] inline void add_for(const Weights& weights, const FeatureList& features,
                                           std::int32_t* scores) noexcept {
  switch (Perceptron::row_size(weights.labels)) {
    case 16:
      return add_all<16>(weights, features, scores);
    case 32:
      return add_all<32>(weights, features, scores);
    default:
      return add_all<64>(weights, features, scores);
  }
}

NEWSLINE_WITH_AVX2 void add_features(const Weights& weights, const FeatureList& features,
                                     std::int32_t* scores) {
  add_for(weights, features, scores);
}

NEWSLINE_WITH_AVX2 std::size_t best_label(const Weights& weights, const FeatureList& features) {
  std::array<std::int32_t, most_labels> scores{};
  add_for(weights, features, scores.data());
  return best(scores.data(), weights.labels);
}

}  // namespace

Perceptron::Weights Perceptron::weights() const noexcept {
  return {first_, first_ + std::size_t{lines_} * line_size, lines_, rows_, labels_};
}

Perceptron::Perceptron(std::string_view bytes, std::string_view name) {
  if (bytes.empty()) return;
  const auto broken = [&] {
    return Error("data.model", std::string(name) + ": not a model, or cut short");
  };
  if (bytes.size() < head_size || !bytes.starts_with(magic)) throw broken();
  const auto* const first = reinterpret_cast<const unsigned char*>(bytes.data());
  labels_ = number_at(first + magic.size());
  lines_ = number_at(first + magic.size() + 4);
  rows_ = number_at(first + magic.size() + 8);
  if (labels_ == 0 || labels_ > most_labels || lines_ == 0) throw broken();
  const std::size_t names = whole_lines(labels_ * name_size),
                    lines = std::size_t{lines_} * line_size,
                    rows = whole_lines(std::size_t{rows_} * row_size(labels_));
  if (bytes.size() != head_size + names + lines + rows) throw broken();
  names_ = bytes.data() + head_size;
  first_ = first + head_size + names;
}

std::string_view Perceptron::label(std::size_t number) const noexcept {
  const char* name = names_ + number * name_size;
  return {name, strnlen(name, name_size)};
}

std::size_t Perceptron::label_of(std::string_view name) const noexcept {
  std::size_t number = 0;
  while (number < labels_ && label(number) != name) ++number;
  return number;
}

void Perceptron::add(std::uint64_t hash, Scores& scores) const noexcept {
  FeatureList one;
  one.take(hash);
  add(one, scores);
}

void Perceptron::add(const FeatureList& features, Scores& scores) const noexcept {
  if (lines_ != 0) add_features(weights(), features, scores.data());
}

std::size_t Perceptron::best_of(const FeatureList& features) const noexcept {
  return lines_ == 0 ? 0 : best_label(weights(), features);
}

std::size_t Perceptron::best_of(const Scores& scores) const noexcept {
  return best(scores.data(), labels_);
}

std::size_t Perceptron::certain_label(std::uint64_t hash) const noexcept {
  if (lines_ == 0) return labels_;
  const unsigned char* const line = first_ + line_of(hash, lines_) * line_size;
  const unsigned found = slots_with(line, hash);
  if (found == 0) return labels_;
  const unsigned char* const pairs = pairs_of(line, found);
  return pairs[1] == 0x80 && pairs[0] < labels_ ? std::size_t{pairs[0]} : labels_;
}

}  // namespace newsline
