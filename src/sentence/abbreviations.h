#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/data.h"

namespace newsline {

/// What an abbreviation stands beside: that decides whether its full stop can end a sentence.
enum class Abbreviation : std::uint8_t {
  none,
  title,  // before a name: "Dr."
  corp,   // ends a company's name: "Inc."
  month,
  weekday,
  time,  // behind a clock time or a year: "a.m.", "B.C."
  geo,   // a country or state: "U.S."
  street,
  degree,  // behind a person's name: "Jr.", "Ph.D."
  number,  // before a number: "No."
  inside,  // never ends a sentence: "e.g."
  either,  // may end one: "mln."
  last,    // mostly ends one where a capital follows: "etc."
};

/// The abbreviations of one language that end in a full stop (data/<language>/abbreviations.tsv).
class Abbreviations {
 public:
  Abbreviations() = default;
  /// Empty when the language has no such file. Throws Error("data.rules") on a class that is not
  /// one.
  Abbreviations(const Data& data, std::string_view language);
  /// `word` ends in its full stop. One that the file writes with a capital needs the capital.
  Abbreviation find(std::string_view word) const noexcept;

 private:
  struct Entry {
    std::uint64_t key = 0;
    Abbreviation kind = Abbreviation::none;
    bool capital = false;
  };
  std::vector<Entry> entries_;  // sorted by key, then as the file has them
};

}  // namespace newsline
