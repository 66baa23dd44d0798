#include "perceptron.h"

#include <cstring>

#include "newsline/error.h"

namespace newsline {
namespace {

constexpr std::string_view magic = "NLPERC2\n";
constexpr std::size_t name_size = 16, head_size = 64;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return number;
}

}  // namespace

Perceptron::Perceptron(std::string_view bytes, std::string_view name) {
  if (bytes.empty()) return;
  const auto broken = [&] {
    return Error("data.model", std::string(name) + ": not a model, or cut short");
  };
  if (bytes.size() < head_size || !bytes.starts_with(magic)) throw broken();
  labels_ = number_at(bytes, magic.size());
  lines_ = number_at(bytes, magic.size() + 4);
  if (labels_ == 0 || labels_ > most_labels || lines_ == 0) throw broken();
  const std::size_t names = (labels_ * name_size + line_size - 1) / line_size * line_size;
  if (bytes.size() != head_size + names + lines_ * line_size) throw broken();
  names_ = bytes.data() + head_size;
  first_ = reinterpret_cast<const unsigned char*>(bytes.data()) + head_size + names;
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

std::size_t Perceptron::certain_label(std::uint64_t hash) const noexcept {
  if (lines_ == 0) return labels_;
  const unsigned char* const at = line(hash);
  const unsigned found = slots_with(at, hash);
  if (found == 0) return labels_;
  const unsigned char* const pairs =
      at + 2 * slots + pairs_size * static_cast<unsigned>(__builtin_ctz(found));
  return pairs[1] == 0x80 && pairs[0] < labels_ ? std::size_t{pairs[0]} : labels_;
}

}  // namespace newsline
