#include "references.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "base/ascii.h"
#include "base/data.h"
#include "base/utf8.h"

namespace newsline::page {
namespace {

constexpr std::size_t longest_name = 31;  // CounterClockwiseContourIntegral
constexpr std::size_t longest_old_name = 6;

/// A row of data/html/entities.tsv: name, code points in hexadecimal, "1" where the ";" may lack.
/// Read in place.
struct Row {
  std::string_view name, code_points;
  bool old = false;
};

Row row_at(std::string_view table, std::size_t begin) {
  const std::string_view line = table.substr(begin, table.find('\n', begin) - begin);
  const std::size_t tab = line.find('\t');
  const std::string_view rest = line.substr(tab + 1);
  const std::size_t second = rest.find('\t');
  return {line.substr(0, tab), rest.substr(0, second), second != std::string_view::npos};
}

std::optional<Row> find_row(std::string_view name) {
  static constexpr Row frequent[] = {{"amp", "26", true},
                                     {"nbsp", "A0", true},
                                     {"quot", "22", true},
                                     {"lt", "3C", true},
                                     {"gt", "3E", true}};
  for (const Row& row : frequent)
    if (row.name == name) return row;
  const std::string_view table = Data().file("html/entities.tsv");
  std::size_t low = 0, high = table.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = middle == 0 ? std::string_view::npos : table.rfind('\n', middle - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const Row row = row_at(table, begin);
    if (row.name == name) return row;
    if (row.name < name) {
      const std::size_t end = table.find('\n', middle);
      low = end == std::string_view::npos ? high : end + 1;
    } else {
      high = begin;
    }
  }
  return std::nullopt;
}

void append_row(const Row& row, std::string& out) {
  std::string_view rest = row.code_points;
  while (!rest.empty()) {
    std::uint32_t c = 0;
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), c, 16);
    append_code_point(out, c);
    rest.remove_prefix(std::min(rest.size(), static_cast<std::size_t>(read.ptr - rest.data()) + 1));
  }
}

// What 0x80 to 0x9F mean in windows-1252, as which pages use their numbers. 0: nothing there.
constexpr char16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_number(char32_t c, std::string& out) {
  if (c >= 0x80 && c < 0xA0 && windows_1252[c - 0x80] != 0) c = windows_1252[c - 0x80];
  if (c == 0 || c == 0xFFFE || c == 0xFFFF) c = 0xFFFD;
  if (c == '\f' || c == '\r' || c == '\v') c = ' ';
  if (c < ' ' && c != '\t' && c != '\n') return;
  append_code_point(out, c);
}

std::size_t decode_number(std::string_view text, std::string& out) {
  const bool hexadecimal = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  std::size_t at = hexadecimal ? 3 : 2;
  const std::size_t first = at;
  char32_t c = 0;
  for (; at < text.size(); ++at) {
    const char d = text[at];
    const int digit = ascii::is_digit(d)                    ? d - '0'
                      : hexadecimal && d >= 'a' && d <= 'f' ? d - 'a' + 10
                      : hexadecimal && d >= 'A' && d <= 'F' ? d - 'A' + 10
                                                            : -1;
    if (digit < 0) break;
    c = std::min<char32_t>(0x110000, c * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit));
  }
  if (at == first) {
    out += '&';
    return 1;
  }
  append_number(c, out);
  return at < text.size() && text[at] == ';' ? at + 1 : at;
}

}  // namespace

std::size_t decode_reference(std::string_view text, bool in_attribute, std::string& out) {
  if (text.size() > 2 && text[1] == '#') return decode_number(text, out);
  std::size_t end = 1;
  while (end < text.size() && end <= longest_name && ascii::is_alnum(text[end])) ++end;
  const std::string_view name = text.substr(1, end - 1);
  const bool closed = end < text.size() && text[end] == ';';
  if (closed && !name.empty()) {
    if (const auto row = find_row(name)) {
      append_row(*row, out);
      return end + 1;
    }
  }
  for (std::size_t size = std::min(name.size(), longest_old_name); size >= 2; --size) {
    const char next = 1 + size < text.size() ? text[1 + size] : ' ';
    if (in_attribute && (next == '=' || ascii::is_alnum(next))) continue;
    const auto row = find_row(name.substr(0, size));
    if (!row || !row->old) continue;
    append_row(*row, out);
    return 1 + size;
  }
  out += '&';
  return 1;
}

}  // namespace newsline::page
