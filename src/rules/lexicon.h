#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/data.h"

namespace newsline {

/// Words and phrases with a class each, from a file of lines "word TAB class [TAB more]". Case and
/// typographic apostrophes are folded (utf8.h, word_key). A phrase is its words parted by one
/// space. Read in place where the build has compiled the file (tools/rules), else compiled when it
/// is opened; the data must live longer.
class Lexicon {
 public:
  static constexpr std::uint16_t none = 0xFFFF;
  Lexicon() = default;
  Lexicon(Lexicon&&) noexcept = default;
  Lexicon& operator=(Lexicon&&) noexcept = default;
  /// An empty lexicon when the language has no such file. Throws Error("data.rules").
  Lexicon(const Data& data, std::string_view file);
  /// The bytes that the build keeps: the arrays below, as base/flat.h lays them.
  static std::vector<char> compile(const Data& data, std::string_view file);

  /// The class of a word by its key, or `none`. A word in several classes keeps the first.
  std::uint16_t find(std::uint64_t key) const noexcept {
    if (slots_.empty()) return none;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = key & mask; slots_[slot].value != none; slot = (slot + 1) & mask)
      if (slots_[slot].key == key) return static_cast<std::uint16_t>(slots_[slot].value);
    return none;
  }
  /// A class by its name, or `none`; ask once, compare often.
  std::uint16_t class_of(std::string_view name) const noexcept;
  std::string_view class_name(std::uint16_t number) const noexcept {
    return text_.substr(classes_[number].at, classes_[number].size);
  }
  std::size_t class_count() const noexcept { return classes_.size(); }
  bool empty() const noexcept { return entries_.empty(); }

  /// The lines of the file, in order.
  struct Entry {
    std::string_view word;  // as it stands there
    std::uint16_t class_number;
    std::size_t line;
  };
  std::size_t entry_count() const noexcept { return entries_.size(); }
  Entry entry(std::size_t number) const noexcept {
    const Place& place = entries_[number];
    return {text_.substr(place.at, place.size), static_cast<std::uint16_t>(place.class_number),
            place.line};
  }

 private:
  struct Slot {
    std::uint64_t key = 0, value = none;
  };
  /// Of words in the file.
  struct Place {
    std::uint32_t at = 0, size = 0, line = 0, class_number = 0;
  };
  std::string_view text_;  // of the file
  std::vector<char> own_;  // what was compiled here; the arrays lie in it or in the program
  std::span<const Slot> slots_;
  std::span<const Place> classes_, entries_;
};

}  // namespace newsline
