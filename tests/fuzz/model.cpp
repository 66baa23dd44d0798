// A file of weights of any content is a model that gives scores, or is refused. What is refused by
// its head is read a second time behind a head that fits it, so that its weights are tried too.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>

#include "base/perceptron.h"
#include "newsline/error.h"
#include "targets.h"

namespace newsline::fuzz {

namespace {

/// Whether it was let in.
bool read_model(std::string_view bytes) {
  // As it lies in the program: at a border of 64 bytes.
  struct Aligned {
    explicit Aligned(std::size_t size)
        : data(static_cast<char*>(::operator new (size + 1, std::align_val_t{64}))) {}
    ~Aligned() { ::operator delete (data, std::align_val_t{64}); }
    char* data;
  } copy(bytes.size());
  std::memcpy(copy.data, bytes.data(), bytes.size());
  try {
    const Perceptron weights({copy.data, bytes.size()}, "model");
    if (!weights) return false;
    demand(weights.labels() <= Perceptron::most_labels);
    Perceptron::Scores scores{}, summed{};
    FeatureList features;
    for (std::size_t i = 0; i < 100; ++i) {
      // One byte in eight picks the slot, so that a feature and its weights can meet.
      const auto part = static_cast<unsigned char>(bytes[(i * 37) % bytes.size()]);
      const std::uint64_t hash = (i + 1) * 0x9E3779B97F4A7C15ULL / 0x10000 * 0x10000 + part;
      features.take(hash);
      weights.add(hash, scores);
      demand(weights.certain_label(hash) <= weights.labels());
    }
    weights.add(features, summed);
    demand(scores == summed);
    demand(weights.best_of(scores) < Perceptron::most_labels);
    for (std::size_t label = 0; label < weights.labels(); ++label) {
      demand(weights.label(label).size() <= bytes.size());
      demand(weights.label_of(weights.label(label)) <= label);
    }
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// The bytes behind a head that says what they are: the first one tells how many labels there are.
std::string with_head(std::string_view bytes) {
  constexpr std::size_t line = Perceptron::line_size, name = 16;
  const std::size_t labels = 1 + static_cast<unsigned char>(bytes[0]) % Perceptron::most_labels;
  const std::size_t names = (labels * name + line - 1) / line * line;
  const std::size_t rest = std::max(bytes.size(), names + 1) - names;
  const std::size_t lines = (rest + line - 1) / line;
  std::string model("NLPERC2\n");
  // What stands behind the lines are rows, as far as the second byte says so.
  const std::size_t row = Perceptron::row_size(labels),
                    rows = bytes.size() > 1 && bytes[1] % 2 != 0 ? lines / 2 * (line / row) : 0;
  for (const std::size_t number : {labels, lines - rows * row / line, rows})
    for (int shift = 0; shift < 32; shift += 8) model += static_cast<char>(number >> shift & 0xFF);
  model.resize(line);
  model += bytes;
  model.resize(line + names + lines * line);
  return model;
}

}  // namespace

void model(std::string_view bytes) {
  if (read_model(bytes) || bytes.empty()) return;
  demand(read_model(with_head(bytes)));
}

}  // namespace newsline::fuzz
