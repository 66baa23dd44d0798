#include "url_date.h"

#include <algorithm>

#include "base/ascii.h"
#include "head.h"

namespace newsline::article {

namespace {

/// Reads dates of digits from a path.
class PathReader {
 public:
  PathReader(std::string_view path, const MonthNames& months) : path_(path), months_(months) {}

  std::optional<Day> at(std::size_t begin) const {
    if (!is_number(begin) || (begin > 0 && is_number(begin - 1))) return {};
    if (const int year = digits(begin, 4); year >= 1990 && year <= 2100)
      return is_number(begin + 4) ? basic(begin) : year_first(begin, year);
    return day_first(begin);
  }

 private:
  bool is_number(std::size_t i) const { return i < path_.size() && ascii::is_digit(path_[i]); }
  char sign(std::size_t i) const { return i < path_.size() ? path_[i] : '\0'; }
  int digits(std::size_t begin, std::size_t size) const {
    int value = 0;
    for (std::size_t i = begin; i < begin + size; ++i) {
      if (!is_number(i)) return -1;
      value = value * 10 + (path_[i] - '0');
    }
    return value;
  }
  static std::optional<Day> day(int year, int month, int date) {
    if (month < 1 || date < 1) return {};
    return make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(date));
  }

  /// 20240305, also with the clock time behind it: 20240305101500, to the thousandth 17 digits.
  std::optional<Day> basic(std::size_t begin) const {
    std::size_t end = begin + 8;
    while (is_number(end)) ++end;
    const std::size_t size = end - begin;
    if (size != 8 && size != 14 && size != 17) return {};
    if (size > 8 && (digits(begin + 8, 2) > 23 || digits(begin + 10, 2) > 59)) return {};
    return day(digits(begin, 4), digits(begin + 4, 2), digits(begin + 6, 2));
  }
  std::optional<Day> year_first(std::size_t begin, int year) const {
    const char mark = sign(begin + 4);
    if (mark != '/' && mark != '-' && mark != '_') return {};
    if (mark == '/' && !is_number(begin + 5)) return month_word(begin + 5, year);
    const std::size_t month_size = is_number(begin + 6) ? 2 : 1, second = begin + 5 + month_size;
    const std::size_t day_size = is_number(second + 2) ? 2 : 1, end = second + 1 + day_size;
    if (sign(second) != mark || is_number(end) ||
        (mark != '/' && (month_size != 2 || day_size != 2)))
      return {};
    // "/2023/10/3-questions" counts questions, not days.
    if (mark == '/' && end < path_.size() && path_[end] != '/' && path_[end] != '.') return {};
    return day(year, digits(begin + 5, month_size), digits(second + 1, day_size));
  }
  /// 2024/mar/05/
  std::optional<Day> month_word(std::size_t begin, int year) const {
    const std::size_t end = path_.find('/', begin);
    if (end == std::string_view::npos || end - begin < 3 || end - begin > 12) return {};
    const int month = months_.find(ascii::lowered(path_.substr(begin, end - begin)), "");
    const std::size_t size = is_number(end + 2) ? 2 : 1, behind = end + 1 + size;
    if (behind < path_.size() && path_[behind] != '/') return {};
    return month > 0 ? day(year, month, digits(end + 1, size)) : std::nullopt;
  }
  /// 05-03-2024; with slashes the order of day and month is unknown.
  std::optional<Day> day_first(std::size_t begin) const {
    const char mark = sign(begin + 2);
    if ((mark != '-' && mark != '.' && mark != '_') || sign(begin + 5) != mark ||
        is_number(begin + 10))
      return {};
    const int date = digits(begin, 2), month = digits(begin + 3, 2), year = digits(begin + 6, 4);
    const bool either = date <= 12 && month <= 12 && date != month;
    if (year < 1990 || year > 2100 || (either && mark != '.')) return {};
    return month > 12 ? day(year, date, month) : day(year, month, date);
  }

  std::string_view path_;
  const MonthNames& months_;
};

}  // namespace

std::optional<Published> url_date(std::string_view url, const MonthNames& months) {
  const std::string_view whole = without_archive(url);
  const std::size_t scheme = whole.find("://");
  const std::size_t host_end = scheme == std::string_view::npos ? 0 : whole.find('/', scheme + 3);
  if (host_end == std::string_view::npos) return {};
  const PathReader path(whole.substr(host_end), months);
  for (std::size_t i = 0; i + host_end < whole.size(); ++i)
    if (const auto day = path.at(i)) {
      Published published;
      published.at = *day;
      return published;
    }
  return {};
}

}  // namespace newsline::article
