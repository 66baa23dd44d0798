#include "title_parts.h"

#include "base/utf8.h"
#include "head.h"

namespace newsline::article {

namespace {

/// "|" and its look-alikes: also without spaces around them.
bool parts_always(char32_t c) { return c == U'|' || c == 0xFF5C || c == 0x3163 || c == 0x2502; }
/// Bars, guillemets, dots, dashes, colons, slashes: with a space on either side.
bool parts_when_spaced(char32_t c) {
  constexpr std::u32string_view marks =
      U"\u2223\u00AB\u00BB\u2022\u00B7\u2039\u203A-\u2013\u2014\u2212:/~";
  return marks.find(c) != std::u32string_view::npos;
}

/// Letters and signs of scripts that put no spaces between words.
bool is_wide(char32_t c) { return c >= 0x2E80 && c < 0xFFEF; }

/// The dash or underscore of "标题-新华网", which stands between such letters.
bool parts_wide(std::string_view title, std::size_t at, std::size_t next) {
  if (at == 0 || next >= title.size()) return false;
  std::size_t before = at - 1;
  while (before > 0 && (static_cast<unsigned char>(title[before]) & 0xC0) == 0x80) --before;
  return is_wide(next_code_point(title, before)) && is_wide(next_code_point(title, next));
}

}  // namespace

bool parts_title(char32_t mark) { return parts_always(mark) || parts_when_spaced(mark); }

std::vector<std::string_view> title_parts(std::string_view title) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    std::string_view part = title.substr(begin, end - begin);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.push_back(part);
  };
  for (std::size_t at = 0; at < title.size();) {
    std::size_t next = at;
    const char32_t c = next_code_point(title, next);
    const bool spaced = at > 0 && title[at - 1] == ' ' && next < title.size() && title[next] == ' ';
    const bool double_colon = c == U':' && next < title.size() && title[next] == ':';
    const bool wide = (c == U'-' || c == U'_') && parts_wide(title, at, next);
    if ((parts_when_spaced(c) && spaced) || parts_always(c) || double_colon || wide) {
      take(at);
      begin = double_colon ? next + 1 : next;
    }
    at = next;
  }
  take(title.size());
  return parts;
}

std::string without_site(std::string_view title, std::string_view site) {
  const std::vector<std::string_view> parts = title_parts(title);
  if (parts.size() < 2) return std::string(title);
  const std::string name = letters_of(site);
  const auto names_site = [&](std::string_view part) {
    const std::string letters = letters_of(part);
    if (name.empty() || letters.empty()) return false;
    return letters == name || (letters.size() >= 4 && name.find(letters) != std::string::npos) ||
           (name.size() >= 2 && letters.starts_with(name) && letters.size() < name.size() + 8);
  };
  // "News of the Harbor Post": at the end alone, a headline may well begin so.
  const auto speaks_of_site = [&](std::string_view part) {
    const std::string letters = letters_of(part);
    return name.size() >= 4 && letters.find(name) != std::string::npos &&
           letters.size() < name.size() + 25;
  };
  std::size_t first = 0, last = parts.size();
  while (last - first > 1 && (names_site(parts[last - 1]) || speaks_of_site(parts[last - 1])))
    --last;
  while (last - first > 1 && names_site(parts[first])) ++first;
  const char* const begin = parts[first].data();
  const char* const end = parts[last - 1].data() + parts[last - 1].size();
  return std::string(begin, static_cast<std::size_t>(end - begin));
}

bool same_title(std::string_view a, std::string_view b) {
  return !a.empty() && letters_of(a) == letters_of(b);
}

}  // namespace newsline::article
