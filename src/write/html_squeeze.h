#pragma once
// Takes from a style or a script what only its readers need: comments that have lines of their own,
// ends of lines, indentation, and spaces beside punctuation. It runs while the program is compiled,
// so that the source is written for people and the page carries no byte for them.
//
// What it does not do: it knows no CSS and no JavaScript but quoted text, renames nothing, and
// needs every statement to end in ";" or "}", since a line's end becomes nothing.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace newsline::write {

/// The punctuation beside which a space says nothing.
struct Punctuation {
  std::string_view before, after;  // no space before, after these
};
/// A space before a colon matters in a selector ("main :focus"), one beside "+" in calc().
inline constexpr Punctuation css_punctuation{"{};,", "{};,:"};
inline constexpr Punctuation js_punctuation{"{}();,:=<>+&|?", "{}();,:=<>+&|?"};

template <std::size_t N>
struct Squeezed {
  std::array<char, N> bytes{};
  std::size_t size = 0;
  constexpr std::string_view text() const { return {bytes.data(), size}; }
};

/// The line without the spaces around it; nothing where it is a comment.
constexpr std::string_view code_of_line(std::string_view line) {
  while (line.starts_with(' ')) line.remove_prefix(1);
  while (line.ends_with(' ')) line.remove_suffix(1);
  return line.starts_with("//") || line.starts_with("/*") ? std::string_view{} : line;
}

template <std::size_t N>
constexpr Squeezed<N> squeezed(const char (&source)[N], Punctuation punctuation) {
  Squeezed<N> out;
  const auto is_in = [](std::string_view set, char c) { return set.find(c) != set.npos; };
  for (std::string_view rest(source, N - 1); !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = code_of_line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (quote == 0 && c == ' ' &&
          (is_in(punctuation.after, line[i - 1]) || is_in(punctuation.before, line[i + 1])))
        continue;
      if (quote == 0 && (c == '"' || c == '\'' || c == '`'))
        quote = c;
      else if (c == quote)
        quote = 0;
      out.bytes[out.size++] = c;
    }
  }
  return out;
}

}  // namespace newsline::write
