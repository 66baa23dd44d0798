#include <algorithm>

#include "fields.h"

namespace newsline::timex {

using namespace std::chrono;

std::optional<Day> shifted(Day day, std::int64_t count, Unit unit) {
  if (count > 4'000'000 || count < -4'000'000) return std::nullopt;
  const year_month_day date = ymd(day);
  const std::int64_t year = static_cast<int>(date.year());
  const auto by_months = [&](std::int64_t months) -> std::optional<Day> {
    const std::int64_t total = year * 12 + static_cast<unsigned>(date.month()) - 1 + months;
    const std::int64_t to = total >= 0 ? total / 12 : -((-total + 11) / 12);
    if (to < first_year || to > last_year) return std::nullopt;
    const auto month = static_cast<unsigned>(total - to * 12 + 1);
    const auto last = static_cast<unsigned>(year_month_day_last{
        std::chrono::year{static_cast<int>(to)} / static_cast<int>(month) /
        last_spec{}}.day());
    return make_day(static_cast<int>(to), month, std::min(static_cast<unsigned>(date.day()), last));
  };
  const auto by_days = [&](std::int64_t number) -> std::optional<Day> {
    const Day to = day + days{static_cast<int>(number)};
    const auto y = static_cast<int>(ymd(to).year());
    if (y < first_year || y > last_year) return std::nullopt;
    return to;
  };
  switch (unit) {
    case Unit::second:
      return by_days(count / 86400);
    case Unit::minute:
      return by_days(count / 1440);
    case Unit::hour:
      return by_days(count / 24);
    case Unit::day:
      return by_days(count);
    case Unit::weekend:
    case Unit::week:
      return by_days(count * 7);
    case Unit::month:
      return by_months(count);
    case Unit::season:
    case Unit::quarter:
      return by_months(count * 3);
    case Unit::half:
      return by_months(count * 6);
    case Unit::year:
      return by_months(count * 12);
    case Unit::decade:
      return by_months(count * 120);
    case Unit::century:
      return by_months(count * 1200);
    case Unit::millennium:
      return by_months(count * 12000);
  }
  return std::nullopt;
}

std::optional<CalendarUnit> unit_of(Day day, Unit unit) {
  const year_month_day date = ymd(day);
  const int y = static_cast<int>(date.year());
  const unsigned m = static_cast<unsigned>(date.month());
  const auto months_from = [&](int year, unsigned month, int count) -> Interval {
    const auto first = std::chrono::year{year} / static_cast<int>(month) / 1;
    return {local_days{first}, local_days{first + months{count}}};
  };
  switch (unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
    case Unit::day:
      return CalendarUnit{Grain::day, day_interval(day), {}, false};
    case Unit::weekend: {
      const Day saturday = week_of(day).first_day() + days{5};
      return CalendarUnit{Grain::weekend, day_range(saturday, saturday + days{1}), {}, false};
    }
    case Unit::week:
      return CalendarUnit{Grain::week, week_of(day), {}, false};
    case Unit::month:
      return CalendarUnit{Grain::month, month_interval(y, m), {}, false};
    case Unit::season: {
      // Meteorological: winter begins in December and is named by the year it begins in.
      const int year = m < 3 ? y - 1 : y;
      return CalendarUnit{Grain::season, months_from(year, m < 3 ? 12 : m / 3 * 3, 3), {}, false};
    }
    case Unit::quarter:
      return CalendarUnit{Grain::quarter, months_from(y, (m - 1) / 3 * 3 + 1, 3), {}, false};
    case Unit::half:
      return CalendarUnit{Grain::half, months_from(y, m > 6 ? 7 : 1, 6), {}, false};
    case Unit::year:
      return CalendarUnit{Grain::year, year_interval(y), {}, false};
    case Unit::decade:
    case Unit::century: {
      const int size = unit == Unit::decade ? 10 : 100;
      if (y < 1 || y + size > last_year) return std::nullopt;
      const int first = y / size * size;
      return CalendarUnit{unit == Unit::decade ? Grain::decade : Grain::century,
                          {year_interval(first).first, year_interval(first + size - 1).last},
                          {},
                          false};
    }
    case Unit::millennium:
      return std::nullopt;
  }
  return std::nullopt;
}

Day easter(int year, bool julian) {
  if (julian) {
    const int a = year % 4, b = year % 7, c = year % 19, d = (19 * c + 15) % 30,
              e = (2 * a + 4 * b - d + 34) % 7;
    const int month = (d + e + 114) / 31, day = (d + e + 114) % 31 + 1;
    return Day{std::chrono::year{year} / month / day} + days{year / 100 - year / 400 - 2};
  }
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25,
            g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4,
            l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  return Day{std::chrono::year{year} / ((h + l - 7 * m + 114) / 31) /
             ((h + l - 7 * m + 114) % 31 + 1)};
}

std::optional<Day> islamic(int year, unsigned month, unsigned day) {
  // The tabular calendar (leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30; epoch
  // 622-07-19): a day off at most from the sighted moon.
  const int first = static_cast<int>((static_cast<std::int64_t>(year) - 622) * 33 / 32);
  for (int h = first - 1; h <= first + 2; ++h) {
    if (h < 1) continue;
    const std::int64_t months_before = static_cast<std::int64_t>(h - 1) * 354 +
                                       (3 + 11 * static_cast<std::int64_t>(h)) / 30 +
                                       (59 * (static_cast<int>(month) - 1) + 1) / 2;
    const Day found = Day{std::chrono::year{622} / 7 / 19} +
                      days{static_cast<int>(months_before) + static_cast<int>(day) - 1};
    if (static_cast<int>(ymd(found).year()) == year) return found;
  }
  return std::nullopt;
}

int iso_weekday(Day day) {
  return static_cast<int>(
      std::chrono::weekday(std::chrono::sys_days(day.time_since_epoch())).iso_encoding());
}

std::optional<Day> nth_weekday(int year, unsigned month, int nth, unsigned iso_weekday) {
  const std::optional<Day> first = make_day(year, month, 1);
  if (!first || nth == 0 || nth > 5) return std::nullopt;
  const weekday wanted{iso_weekday};
  if (nth < 0) {
    const Day last = month_interval(year, month).last_day();
    return last - (weekday{last} - wanted);
  }
  const Day found = *first + (wanted - weekday{*first}) + weeks{nth - 1};
  if (ymd(found).month() != std::chrono::month{month}) return std::nullopt;
  return found;
}

}  // namespace newsline::timex
