// A file of weights of any content is a model that gives scores, or is refused.
#include <array>
#include <cstdint>
#include <cstring>
#include <new>

#include "base/perceptron.h"
#include "newsline/error.h"
#include "targets.h"

namespace newsline::fuzz {

void model(std::string_view bytes) {
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
    if (!weights) return;
    demand(weights.labels() <= Perceptron::most_labels);
    std::array<std::int32_t, Perceptron::most_labels> scores{};
    for (std::uint64_t hash = 1; hash < 200; ++hash)
      weights.add(hash * 0x9E3779B97F4A7C15ULL, scores.data());
    for (std::size_t label = 0; label < weights.labels(); ++label)
      demand(weights.label(label).size() <= bytes.size());
  } catch (const Error&) {
  }
}

}  // namespace newsline::fuzz
