#include "newsline/perceptron.h"

#include <cstring>

#include "newsline/error.h"

namespace newsline {
namespace {

constexpr std::string_view magic = "NLPERC1\n";
constexpr std::size_t name_size = 16, head_size = 64;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return number;
}

}  // namespace

Perceptron::Perceptron(std::string_view bytes, std::string_view name) {
  if (bytes.empty()) return;
  const auto broken = [&] { return Error("data.model", std::string(name) + ": not a model, or cut short"); };
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
  const unsigned char* at = line(hash);
  const unsigned char* const end = at + 1 + (*at < line_size ? *at : line_size - 1);
  for (++at; at + 5 <= end; at += 3 + 2U * at[2])
    if (at[0] == (hash & 0xFF) && at[1] == (hash >> 8 & 0xFF))
      return at[2] == 1 && at[4] == 0x80 ? std::size_t{at[3]} : labels_;
  return labels_;
}

}  // namespace newsline
