#include "state.h"

#include <algorithm>

#include "base/ascii.h"

namespace newsline::page {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t least = 600;                  // shorter than any story in its wrapping
constexpr std::size_t most = std::size_t{2} << 20;  // of one value
constexpr std::size_t most_together = std::size_t{4} << 20;

bool names_a_body(std::string_view json) {
  // body and articleBody, ...
  constexpr std::string_view endings[] = {"ody\"",       "ontent\"",          "ext\"", "tml\"",
                                          "aragraphs\"", "ontent_elements\"", "tory\""};
  return std::ranges::any_of(endings,
                             [&](std::string_view ending) { return json.find(ending) != npos; });
}

/// Behind the string that begins at `at` with a quotation mark; npos when it never ends.
std::size_t string_end(std::string_view script, std::size_t at) {
  const char quote = script[at];
  for (++at; at < script.size(); ++at) {
    if (script[at] == '\\')
      ++at;
    else if (script[at] == quote)
      return at + 1;
  }
  return npos;
}

/// Behind the bracket that matches the one at `at`.
std::size_t value_end(std::string_view script, std::size_t at) {
  for (std::size_t depth = 0; at < script.size();) {
    const char c = script[at];
    if (c == '"') {
      at = string_end(script, at);
      if (at == npos) return npos;
      continue;
    }
    depth += c == '{' || c == '[';
    ++at;
    if ((c == '}' || c == ']') && --depth == 0) return at;
  }
  return npos;
}

/// What a JavaScript string means where that is JSON: \" is ", the rest of the escapes are JSON's
/// own once the outer layer is off.
std::string unescaped(std::string_view literal) {
  std::string text;
  text.reserve(literal.size());
  for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
    if (literal[i] == '\\' && i + 2 < literal.size()) {
      ++i;
      // the same to JSON
      if (literal[i] == 'u' || literal[i] == 'n' || literal[i] == 't' || literal[i] == 'r')
        text += '\\';
      if (literal[i] == 'x') {
        text += "\\u00";
        continue;
      }
    }
    text += literal[i];
  }
  return text;
}

class Gatherer {
 public:
  void script(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == npos) return;
    for (std::size_t at = first; at < text.size() && together_ < most_together;) {
      const std::size_t next =
          at == first && is_start(text, at, first) ? at : text.find_first_of("{[\"'", at);
      if (next == npos) return;
      at = is_start(text, next, first)              ? value(text, next)
           : text[next] == '{' || text[next] == '[' ? next + 1
                                                    : string_end(text, next);
    }
  }
  std::vector<std::string> finish() { return std::move(found_); }

 private:
  /// JSON may begin here: at the head of a script, behind "=" or "(".
  static bool is_start(std::string_view text, std::size_t at, std::size_t first) {
    const char c = text[at];
    std::size_t before = at;
    while (before > first && ascii::is_space(text[before - 1])) --before;
    const char sign = before > first ? text[before - 1] : '=';
    if (c == '"' || c == '\'')
      return sign == '(' && text.substr(0, before).ends_with("JSON.parse(");
    if ((c != '{' && c != '[') || (sign != '=' && sign != '(')) return false;
    std::size_t inside = at + 1;
    while (inside < text.size() && ascii::is_space(text[inside])) ++inside;
    return inside < text.size() && (text[inside] == '"' || (c == '[' && text[inside] == '{'));
  }

  /// Takes the value at `at` if it is worth it; gives where to go on.
  std::size_t value(std::string_view text, std::size_t at) {
    const bool quoted = text[at] == '"' || text[at] == '\'';
    const std::size_t end = quoted ? string_end(text, at) : value_end(text, at);
    if (end == npos) return npos;
    const std::string_view json = text.substr(at, end - at);
    if (json.size() < least || json.size() > most) return end;
    if (!quoted && !names_a_body(json)) return end;
    std::string taken = quoted ? unescaped(json) : std::string(json);
    if (quoted && !names_a_body(taken)) return end;
    together_ += taken.size();
    found_.push_back(std::move(taken));
    return end;
  }

  std::vector<std::string> found_;
  std::size_t together_ = 0;
};

}  // namespace

std::vector<std::string> application_state(const std::vector<std::string_view>& scripts) {
  Gatherer gatherer;
  for (const std::string_view script : scripts) gatherer.script(script);
  return gatherer.finish();
}

}  // namespace newsline::page
