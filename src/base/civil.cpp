#include "newsline/civil.h"

#include <cstdio>

namespace newsline {

using namespace std::chrono;

std::optional<Day> make_day(int year, unsigned month, unsigned day) {
  if (year < first_year || year > last_year) return std::nullopt;
  const year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                            std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return local_days{date};
}

Interval day_range(Day first, Day last) { return {first, last + std::chrono::days{1}}; }

Interval day_interval(Day day) { return day_range(day, day); }

Interval month_interval(int year, unsigned month) {
  const auto first = std::chrono::year{year} / static_cast<int>(month) / 1;
  return {local_days{first}, local_days{first + months{1}}};
}

Interval year_interval(int year) {
  return {local_days{std::chrono::year{year} / 1 / 1},
          local_days{std::chrono::year{year + 1} / 1 / 1}};
}

Interval week_of(Day day) {
  const Day monday = day - (weekday{day} - Monday);
  return day_range(monday, monday + std::chrono::days{6});
}

IsoWeek iso_week(Day day) {
  // ISO 8601: a week belongs to the year that holds its Thursday.
  const Day thursday = day - (weekday{day} - Monday) + std::chrono::days{3};
  const int year = static_cast<int>(ymd(thursday).year());
  const Day january_1{std::chrono::year{year} / 1 / 1};
  return {year, static_cast<unsigned>((thursday - january_1).count() / 7 + 1)};
}

std::optional<Day> monday_of(IsoWeek week) {
  const std::optional<Day> january_4 = make_day(week.year, 1, 4);  // always in week 1
  if (!january_4 || week.week == 0 || week.week > 53) return std::nullopt;
  const Day monday = *january_4 - (weekday{*january_4} - Monday) + weeks{week.week - 1};
  if (iso_week(monday) != week) return std::nullopt;
  return monday;
}

year_month_day ymd(Day day) { return year_month_day{day}; }

std::string to_string(Day day) {
  const year_month_day date = ymd(day);
  const int year = static_cast<int>(date.year());
  // by hand: a page names many days (-3 % of the instructions of a short record)
  if (year >= 0 && year <= 9999) {
    const auto put = [](char* at, unsigned number) {
      at[0] = static_cast<char>('0' + number / 10), at[1] = static_cast<char>('0' + number % 10);
    };
    std::string written = "0000-00-00";
    put(written.data(), static_cast<unsigned>(year) / 100);
    put(written.data() + 2, static_cast<unsigned>(year) % 100);
    put(written.data() + 5, static_cast<unsigned>(date.month()));
    put(written.data() + 8, static_cast<unsigned>(date.day()));
    return written;
  }
  char text[32];
  std::snprintf(text, sizeof text, year < 0 ? "-%04d-%02u-%02u" : "%04d-%02u-%02u",
                year < 0 ? -year : year, static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

std::optional<Day> parse_day(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int field[3] = {0, 0, 0};
  const std::size_t begin[3] = {0, 5, 8}, size[3] = {4, 2, 2};
  for (int f = 0; f < 3; ++f) {
    for (const char c : text.substr(begin[f], size[f])) {
      if (c < '0' || c > '9') return std::nullopt;
      field[f] = field[f] * 10 + (c - '0');
    }
  }
  return make_day(negative ? -field[0] : field[0], static_cast<unsigned>(field[1]),
                  static_cast<unsigned>(field[2]));
}

}  // namespace newsline
