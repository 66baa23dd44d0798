#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsline {

/// The code point at byte `at`, which is moved behind it. Broken bytes give U+FFFD, one byte at a
/// time. `at` must be below the size: a build with assertions stops where it is not, any other
/// gives U+FFFD, reads nothing and leaves `at` where it is.
inline char32_t next_code_point(std::string_view text, std::size_t& at) noexcept;
/// How many code points the text has.
std::size_t count_code_points(std::string_view text) noexcept;
void append_code_point(std::string& text, char32_t c);
bool is_utf8(std::string_view text) noexcept;

/// Turns byte offsets of one text into code point offsets, in constant time for any order of
/// questions.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  std::uint32_t operator()(std::uint32_t byte) const noexcept;

 private:
  std::string_view text_;             // lives as long as the text it was made from
  std::vector<std::uint32_t> every_;  // code points before each block of bytes
};

/// Letters in one case, typographic apostrophes and hyphens as ASCII, the soft hyphen left out: two
/// spellings of one word give one key. Latin, Greek and Cyrillic; other scripts are taken as they
/// are. FNV-1a, 64 bits.
std::uint64_t word_key(std::string_view word) noexcept;
/// The key of a word with one more code point at its end, as word_key makes it; word_key("") is
/// where to begin.
std::uint64_t extend_key(std::uint64_t key, char32_t c) noexcept;
/// The folded word itself, as word_key sees it.
std::string fold(std::string_view word);
/// One code point, folded as word_key folds it.
inline char32_t fold(char32_t c) noexcept;

/// Runs of spaces and line ends as one space, none at the ends.
std::string one_line(std::string_view text);

/// What a terminal may take for a command, what turns the direction of writing, parts lines or is
/// not seen at all: controls (line ends and tabs are such), bidirectional marks, line and paragraph
/// separators, joiners and operators without width, tag characters. The one list: what is written
/// to people holds none of these as they are.
bool acts_on_terminal(char32_t c) noexcept;
/// The capital of a letter ("é": "É"); what has none in one code point is given back as it is.
char32_t capital_of(char32_t c) noexcept;
/// Of a digit of any script that is written with the ten digits in order; -1 for what is none.
int digit_value(char32_t c) noexcept;
inline bool is_space(char32_t c) noexcept;
inline bool is_digit(char32_t c) noexcept;  // ASCII 0-9
inline bool is_upper(char32_t c) noexcept;
inline bool is_letter(char32_t c) noexcept;
/// There is a letter of any script in the text.
bool has_letter(std::string_view text) noexcept;

// Most of any text is ASCII, and nothing is asked more often than these: what is ASCII is answered
// in place (-3 % of the instructions of a page), the rest by the functions here.
namespace wide {
char32_t next_code_point(std::string_view text, std::size_t& at) noexcept;
char32_t fold(char32_t c) noexcept;
bool is_space(char32_t c) noexcept;
bool is_upper(char32_t c) noexcept;
bool is_letter(char32_t c) noexcept;
}  // namespace wide

inline char32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
  if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
    return static_cast<unsigned char>(text[at++]);
  return wide::next_code_point(text, at);
}
inline char32_t fold(char32_t c) noexcept {
  return c >= 0x80 ? wide::fold(c) : c >= 'A' && c <= 'Z' ? c + 32 : c;
}
inline bool is_space(char32_t c) noexcept {
  return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : wide::is_space(c);
}
inline bool is_digit(char32_t c) noexcept { return c >= '0' && c <= '9'; }
inline bool is_upper(char32_t c) noexcept {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : wide::is_upper(c);
}
inline bool is_letter(char32_t c) noexcept {
  return c < 0x80 ? (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') : wide::is_letter(c);
}

}  // namespace newsline
