#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace newsline {

/// The first byte at or behind `at` for which `odd` holds, or the end. Sixteen bytes are looked at
/// together, which every x86-64 and ARM64 can: long runs without such a byte take an eighth of the
/// instructions. `odd` is asked with a vector of bytes and with one byte, so it is written with |
/// and
/// &, not with || and &&:
///
///     find_byte(json, at, [](auto c) { return (c == '"') | (c == '\\') | (c < 0x20); });
template <class Odd>
std::size_t find_byte(std::string_view text, std::size_t at, Odd odd) noexcept {
  constexpr std::size_t block = 16;
  using Bytes = unsigned char __attribute__((vector_size(block)));  // of g++ and clang
  for (; at + block <= text.size(); at += block) {
    Bytes bytes;
    std::memcpy(&bytes, text.data() + at, block);
    const auto found = odd(bytes);
    std::uint64_t halves[2];
    std::memcpy(halves, &found, block);
    if ((halves[0] | halves[1]) == 0) continue;
    if constexpr (std::endian::native == std::endian::little)
      return at + static_cast<std::size_t>(halves[0] != 0 ? std::countr_zero(halves[0]) / 8
                                                          : 8 + std::countr_zero(halves[1]) / 8);
    break;
  }
  while (at < text.size() && !odd(static_cast<unsigned char>(text[at]))) ++at;
  return at;
}

}  // namespace newsline
