#include "front_matter.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"

namespace newsline::article {

namespace {

constexpr std::size_t most_lines = 200;
constexpr std::size_t longest_value = 2000;  // bytes
constexpr std::size_t most_values = 50;

/// Without quotes, and without the brackets of a wiki link: "[[Ann Lee]]" and "[[people/lee|Ann
/// Lee]]" are Ann Lee.
std::string plain(std::string_view value) {
  value = ascii::trimmed(value);
  const char quote = value.empty() ? '\0' : value.front();
  const bool quoted = value.size() >= 2 && (quote == '"' || quote == '\'') && value.back() == quote;
  if (quoted) value = value.substr(1, value.size() - 2);
  std::string out;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const bool escaped =
        quoted && at + 1 < value.size() &&
        ((quote == '"' && value[at] == '\\') || (quote == '\'' && value.substr(at, 2) == "''"));
    if (escaped) ++at;
    out += value[at];
  }
  if (out.starts_with("[[") && out.ends_with("]]")) {
    out = out.substr(2, out.size() - 4);
    out.erase(0, out.find('|') == std::string::npos ? 0 : out.find('|') + 1);
  }
  if (out.size() > longest_value) out.clear();
  return out;
}

/// The parts of "[Ann Lee, "Hale, Tom"]".
std::vector<std::string> parts_of_list(std::string_view list) {
  std::vector<std::string> parts;
  char quote = 0;
  bool blank = true;  // since `begin`
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= list.size(); ++at) {
    const char c = at < list.size() ? list[at] : ',';
    if (quote) {
      if (c == quote) quote = 0;
      if (at < list.size()) continue;
    } else if (blank && (c == '"' || c == '\'')) {
      quote = c;
      blank = false;
      continue;
    }
    blank = blank && ascii::is_space(c);
    if (c != ',') continue;
    if (std::string part = plain(list.substr(begin, at - begin));
        !part.empty() && parts.size() < most_values)
      parts.push_back(std::move(part));
    begin = at + 1;
    blank = true;
  }
  return parts;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  FrontMatter read() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    const std::string_view fence = ascii::trimmed(next_line());
    const bool toml = fence == "+++";
    if (fence != "---" && !toml) return {};
    while (at_ < text_.size() && lines_.size() < most_lines) {
      const std::string_view line = next_line();
      if (ascii::trimmed(line) == fence || (!toml && ascii::trimmed(line) == "..."))
        return fields(toml ? '=' : ':');
      lines_.push_back(line);
    }
    return {};
  }

 private:
  std::string_view next_line() {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    const std::string_view line = text_.substr(at_, end - at_);
    at_ = std::min(end + 1, text_.size());
    return line;
  }

  FrontMatter fields(char sign) {
    FrontMatter found;
    for (std::size_t i = 0; i < lines_.size();) {
      const std::string_view line = lines_[i];
      const std::size_t colon = line.find(sign);
      const bool indented =
          !line.empty() && (line[0] == ' ' || line[0] == '\t' || line[0] == '-' || line[0] == '#');
      ++i;
      if (indented || colon == std::string_view::npos || colon == 0) continue;
      std::string name = fold(ascii::trimmed(line.substr(0, colon)));
      std::vector<std::string> values = values_of(ascii::trimmed(line.substr(colon + 1)), i);
      if (!values.empty()) found.fields.emplace_back(std::move(name), std::move(values));
    }
    found.end = at_;
    return found;
  }
  static bool is_indented(std::string_view line) {
    return !line.empty() && (line[0] == ' ' || line[0] == '\t');
  }

  /// Reads what goes on in the lines from `i`, which is moved behind them.
  std::vector<std::string> values_of(std::string_view value, std::size_t& i) {
    if (value.starts_with('[') && !value.starts_with("[["))
      return parts_of_list(inline_list(value, i));
    if (value.starts_with('>') || value.starts_with('|')) return {block(i)};
    if (value.empty()) return list(i);
    return {plain(without_comment(value))};
  }
  /// What stands between the brackets, which may end lines later.
  std::string inline_list(std::string_view value, std::size_t& i) {
    std::string all(value.substr(1));
    while (all.find(']') == std::string::npos && i < lines_.size())
      all.append(" ").append(ascii::trimmed(lines_[i++]));
    if (const std::size_t end = all.rfind(']'); end != std::string::npos) all.resize(end);
    return all;
  }
  std::string block(std::size_t& i) {
    std::string all;
    for (; i < lines_.size() && (is_indented(lines_[i]) || ascii::trimmed(lines_[i]).empty());
         ++i) {
      const std::string_view part = ascii::trimmed(lines_[i]);
      if (part.empty()) continue;
      if (!all.empty()) all += ' ';
      all += part;
    }
    return all.size() > longest_value ? std::string() : all;
  }
  /// "- Ann Lee", or "- name: Ann Lee" and more about her.
  std::vector<std::string> list(std::size_t& i) {
    std::vector<std::string> values;
    for (; i < lines_.size() && (is_indented(lines_[i]) || lines_[i].starts_with('-')); ++i) {
      std::string_view item = ascii::trimmed(lines_[i]);
      if (!item.starts_with("- ")) continue;
      item = ascii::trimmed(item.substr(2));
      if (item.starts_with("name:"))
        item = ascii::trimmed(item.substr(5));
      else if (const std::size_t colon = item.find(": ");
               colon != std::string_view::npos && item.find(' ') > colon)
        continue;
      if (std::string value = plain(item); !value.empty() && values.size() < most_values)
        values.push_back(std::move(value));
    }
    return values;
  }
  static std::string_view without_comment(std::string_view value) {
    if (value.starts_with('"') || value.starts_with('\'')) return value;
    return ascii::trimmed(value.substr(0, value.find(" #")));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::string_view> lines_;
};

}  // namespace

FrontMatter read_front_matter(std::string_view text) { return Reader(text).read(); }

}  // namespace newsline::article
