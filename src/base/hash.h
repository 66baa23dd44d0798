#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

/// FNV-1a, in 32 or 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/). Short, the same on every
/// machine, and good enough for tables of words; the numbers stand in models and gazetteers, so
/// they never change.
///
///     std::uint64_t key = fnv::start<std::uint64_t>;
///     for (const char32_t c : word) key = fnv::step(key, c);
namespace newsline::fnv {

template <class Hash>
inline constexpr Hash start = sizeof(Hash) == 8 ? static_cast<Hash>(14695981039346656037ULL)
                                                : static_cast<Hash>(2166136261U);
template <class Hash>
inline constexpr Hash prime = sizeof(Hash) == 8 ? static_cast<Hash>(1099511628211ULL)
                                                : static_cast<Hash>(16777619U);

/// The hash with one more unit: a byte, a code point, a number.
template <class Hash>
constexpr Hash step(Hash hash, std::type_identity_t<Hash> unit) noexcept {
  return (hash ^ unit) * prime<Hash>;
}
/// The hash with some more bytes.
template <class Hash>
constexpr Hash bytes(Hash hash, std::string_view text) noexcept {
  for (const char c : text) hash = step(hash, static_cast<unsigned char>(c));
  return hash;
}

/// The same for many bytes: eight of them a step, so eight times as quick, and another hash.
inline std::uint64_t many_bytes(std::uint64_t hash, std::string_view text) noexcept {
  for (; text.size() >= 8; text.remove_prefix(8)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof word);
    hash = step(hash, word);
    hash ^= hash >> 29;
  }
  return bytes(hash, text);
}

}  // namespace newsline::fnv
