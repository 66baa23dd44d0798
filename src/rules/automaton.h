#pragma once
#include <cstdint>
#include <string_view>

namespace newsline {

/// What a piece of text may stand for: a word of a class with a value ("march": month 3), a number
/// in a class, or itself.
struct Meaning {
  std::uint16_t symbol = 0;
  // 1: holds only for a piece that begins with a capital letter ("May", "March", "Sun")
  std::uint16_t capital_only = 0;
  std::int32_t value = 0;
};

/// How a captured value joins what its slot already holds; append: as the next three digits ("1
/// 456").
enum class Join : std::uint8_t { set, add, multiply, append };

/// The arrays that patterns are compiled to, in the order in which they lie in a file
/// (base/flat.h). pattern_reader.cpp writes them, pattern.cpp runs them in place.
namespace automaton {

constexpr std::string_view kind = "NLAUTO1\n";

/// One class, word or number of a pattern.
struct Position {
  std::uint16_t symbol = 0, rule = 0, core = 0;
  std::int8_t slot = -1;
  Join join = Join::set;
  bool glued = false, capital = false, accepts = false, constant = false;
  std::int32_t value = 0;                          // if constant
  std::uint32_t follow_begin = 0, follow_end = 0;  // into the followers
};
/// A position that begins a rule.
struct Start {
  std::uint64_t follow_bits = 0, position = 0;
};
/// The values from least to most that step divides.
struct NumberClass {
  std::int32_t least = 0, most = 0, step = 1;
  std::uint16_t symbol = 0;
  std::uint8_t least_digits = 0, most_digits = 0;
};
/// A word's place in the table of words (open addressing, a power of two); count 0: free.
struct Slot {
  std::uint64_t key = 0;
  std::uint32_t first = 0, count = 0;  // its meanings
};
/// Where a rule's name and what it gives stand in the bytes of its file.
struct Rule {
  std::uint32_t name = 0, name_size = 0, gives = 0, gives_size = 0, line = 0;
};

// The parts of compounds live in the table of words under keys of their own.
constexpr std::uint64_t head_key = 0x9E3779B97F4A7C15ULL, tail_key = 0xC2B2AE3D27D4EB4FULL;

/// Sets of classes, in which some share a bit; the last bit stands for the end of a match.
constexpr std::uint64_t symbol_bit(std::uint16_t symbol) { return std::uint64_t{1} << symbol % 63; }
constexpr std::uint64_t end_bit = std::uint64_t{1} << 63;

}  // namespace automaton
}  // namespace newsline
