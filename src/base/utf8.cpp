#include "utf8.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cassert>

#include "find_byte.h"
#include "hash.h"

namespace newsline {

char32_t wide::next_code_point(std::string_view text, std::size_t& at) noexcept {
  // A caller that looks ahead at the end of a text is wrong: a build with assertions stops, any
  // other reads nothing.
  assert(at < text.size());
  if (at >= text.size()) return 0xFFFD;
  const std::size_t begin = at;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
  U8_NEXT(bytes, at, text.size(), c);
#pragma GCC diagnostic pop
  if (c >= 0) return static_cast<char32_t>(c);
  at = begin + 1;  // ICU takes a broken sequence in one
  return 0xFFFD;
}

std::size_t count_code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

void append_code_point(std::string& text, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | (c >> 6));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | (c >> 12));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | (c >> 18));
    text += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_utf8(std::string_view text) noexcept {
  std::size_t at = 0;
  while ((at = find_byte(text, at, [](auto c) { return c >= 0x80; })) < text.size()) {
    const std::size_t before = at;
    if (next_code_point(text, at) == 0xFFFD && text.substr(before, 3) != "\xEF\xBF\xBD")
      return false;
  }
  return true;
}

namespace {
constexpr std::size_t block = 64;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  every_.reserve(text.size() / block + 1);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % block == 0) every_.push_back(count);
    count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  }
  if (text.size() % block == 0) every_.push_back(count);
}

std::uint32_t CodePointIndex::operator()(std::uint32_t byte) const noexcept {
  const std::size_t start = byte / block * block;
  return every_[byte / block] +
         static_cast<std::uint32_t>(count_code_points(text_.substr(start, byte - start)));
}

char32_t wide::fold(char32_t c) noexcept {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x2032:
    case 0xFF07:
      return '\'';
    case 0x2010:
    case 0x2011:
      return '-';
    default:
      return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
  }
}

namespace {
constexpr char32_t soft_hyphen = 0xAD;

template <class Sink>
void fold_into(std::string_view word, Sink&& sink) {
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    if (c != soft_hyphen) sink(fold(c));
  }
}
}  // namespace

std::uint64_t word_key(std::string_view word) noexcept {
  auto key = fnv::start<std::uint64_t>;
  fold_into(word, [&](char32_t c) { key = fnv::step(key, c); });
  return key;
}

std::uint64_t extend_key(std::uint64_t key, char32_t c) noexcept {
  return c == soft_hyphen ? key : fnv::step(key, fold(c));
}

std::string fold(std::string_view word) {
  std::string folded;
  folded.reserve(word.size());
  fold_into(word, [&](char32_t c) {
    if (c < 0x80)
      folded += static_cast<char>(c);
    else
      append_code_point(folded, c);
  });
  return folded;
}

bool has_letter(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();)
    if (is_letter(next_code_point(text, at))) return true;
  return false;
}

std::string one_line(std::string_view text) {
  std::string line;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (is_space(next_code_point(text, at))) {
      space = !line.empty();
    } else {
      if (space) line += ' ';
      space = false;
      at = find_byte(text, at, [](auto c) { return (c <= ' ') | (c >= 0x7F); });
      line += text.substr(begin, at - begin);
    }
  }
  return line;
}

bool acts_on_terminal(char32_t c) noexcept {
  if (c < 0xA0) return c < 0x20 || c >= 0x7F;
  if (c < 0x200E) return c == 0x061C || c == 0x180E;  // ALM; a vowel separator that is not seen
  if (c <= 0x206F) return c <= 0x200F || (c >= 0x2028 && c <= 0x202E) || c >= 0x2060;
  return c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

bool wide::is_space(char32_t c) noexcept {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

int digit_value(char32_t c) noexcept {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  // Arabic, extended Arabic, Devanagari, Bengali, Tamil, Thai, Myanmar, Khmer, full width
  static constexpr char32_t zeros[] = {0x660, 0x6F0,  0x966,  0x9E6, 0xBE6,
                                       0xE50, 0x1040, 0x17E0, 0xFF10};
  for (const char32_t zero : zeros)
    if (c >= zero && c < zero + 10) return static_cast<int>(c - zero);
  return -1;
}

char32_t capital_of(char32_t c) noexcept {
  return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
}
bool wide::is_upper(char32_t c) noexcept {
  return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}

bool wide::is_letter(char32_t c) noexcept { return u_isalpha(static_cast<UChar32>(c)); }

}  // namespace newsline
