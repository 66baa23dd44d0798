#pragma once
#include <algorithm>
#include <string_view>

namespace newsline::page {

// Markup's own letters are ASCII, in no locale.
constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_alnum(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Whether `text` begins with `lower_case`, whatever its own case is.
inline bool begins(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() && std::ranges::equal(text.substr(0, lower_case.size()), lower_case, {}, lower);
}
/// Whether `text`, which is short, holds `lower_case` in any case.
inline bool contains(std::string_view text, std::string_view lower_case) {
  for (std::size_t i = 0; i + lower_case.size() <= text.size(); ++i)
    if (begins(text.substr(i), lower_case)) return true;
  return false;
}

}  // namespace newsline::page
