#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/data.h"

namespace newsline {

/// What data/languages.tsv knows of languages: their scripts, their small words, the letter groups
/// that distinguish them. Read once (well below a millisecond), shared by all threads. Method:
/// votes of frequent words and of letter groups, each shared among the languages that have it, as
/// in Grefenstette 1995, "Comparing two language identification schemes".
class LanguageTable {
 public:
  /// Throws Error("data.rules") that names file and line.
  explicit LanguageTable(const Data& data);

  /// The BCP 47 code of the language that the text is written in, from its first few thousand
  /// bytes; empty when it is too short or too mixed to be sure. Any bytes will do. Where a language
  /// is `claimed`, another one needs a clear lead over it alone.
  std::string detect(std::string_view text, std::string_view claimed) const;
  std::string detect(std::string_view text) const { return detect(text, {}); }
  /// The language to read in where none is found.
  const std::string& fallback() const noexcept { return fallback_; }

 private:
  using Votes = std::array<float, 64>;
  struct Script {
    std::string name;
    unsigned weight = 1;
  };
  struct Range {
    char32_t first, last;
    std::uint16_t script;
  };
  struct Language {
    std::string code;
    std::uint16_t script;
  };
  struct Slot {
    std::uint64_t key = 0, languages = 0;
  };  // a bit a language

  void add(std::uint64_t key, std::size_t language);
  const Slot& slot(std::uint64_t key) const noexcept;
  std::uint16_t find_script(char32_t c) const noexcept;
  std::uint16_t script_of(char32_t c) const noexcept {
    return c < ascii_.size() ? ascii_[c] : find_script(c);
  }
  std::uint16_t main_script(std::string_view text) const;
  void vote(const char32_t* word, std::size_t size, Votes& votes) const;

  /// "Kana beside Han": where one letter in so many is of the first, the text is in it.
  struct Beside {
    std::uint16_t script = 0, other = 0;
    unsigned one_of = 0;
  };
  std::vector<Script> scripts_;
  std::vector<Beside> beside_;
  std::vector<Range> ranges_;               // in order
  std::array<std::uint16_t, 128> ascii_{};  // the scripts of the first code points
  std::vector<Language> languages_;
  std::string fallback_;
  std::vector<Slot> slots_;  // open addressing, a power of two
};

/// The same for one text, with a table of its own.
std::string detect_language(std::string_view text, const Data& data);

}  // namespace newsline
