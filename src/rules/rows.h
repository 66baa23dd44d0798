#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/data.h"

namespace newsline {

/// The lines of a tab-separated file, without comments ("#" at the start of a line) and empty
/// lines. Throws Error("data.rules") naming file and line when a row has fewer than `least` fields.
struct Row {
  std::size_t line = 0;  // in the file, from 1
  std::vector<std::string_view> fields;
};
std::vector<Row> read_rows(const Data& data, std::string_view file, std::size_t least = 1);

/// A field as a number. Throws Error("data.rules") naming file and line where it is none.
double number_of(const Row& row, std::size_t field, std::string_view file);

/// Gives each word of a list parted by spaces to `take`.
template <class Take>
void each_word(std::string_view list, Take&& take) {
  while (!list.empty()) {
    const std::size_t space = std::min(list.find(' '), list.size());
    if (space > 0) take(list.substr(0, space));
    list.remove_prefix(std::min(space + 1, list.size()));
  }
}

/// Words and phrases with a class each, from a file of lines "word TAB class [TAB more]". Case and
/// typographic apostrophes are folded (utf8.h, word_key). A phrase is its words parted by one
/// space.
class Lexicon {
 public:
  static constexpr std::uint16_t none = 0xFFFF;
  Lexicon() = default;
  /// An empty lexicon when the language has no such file.
  Lexicon(const Data& data, std::string_view file);

  /// The class of a word by its key, or `none`. A word in several classes keeps the first.
  std::uint16_t find(std::uint64_t key) const noexcept;
  bool has(std::uint64_t key, std::string_view class_name) const noexcept;
  /// A class by its name, or `none`; ask once, compare often.
  std::uint16_t class_of(std::string_view name) const noexcept;
  std::string_view class_name(std::uint16_t number) const noexcept { return classes_[number]; }
  std::size_t size() const noexcept { return count_; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint16_t value = none;
  };
  std::vector<Slot> slots_;
  std::vector<std::string> classes_;
  std::size_t count_ = 0;
};

}  // namespace newsline
