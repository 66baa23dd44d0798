#include "holiday.h"

#include "moving_days.h"

namespace newsline::timex {

using namespace std::chrono;

namespace {

constexpr int islamic_month_length = 29;  // days from its first to its last, at most

std::optional<CalendarUnit> on(std::optional<Day> day) {
  if (!day) return std::nullopt;
  return CalendarUnit{Grain::day, day_interval(*day), {}, false};
}

CalendarUnit from_to(Day first, Day last) {
  return {Grain::range, day_range(first, last), {}, false};
}

std::optional<CalendarUnit> fixed_day(int year, int month, int day) {
  if (month < 1 || day < 1 || year >= last_year) return std::nullopt;
  return on(make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day)));
}

/// A festival that follows the moon.
std::optional<CalendarUnit> moving_festival(std::size_t row, int year) {
  if (row >= std::size(moving_days) || year < first_moving_year || year > last_moving_year)
    return std::nullopt;
  const int first = moving_days[row].first[year - first_moving_year];
  const std::optional<CalendarUnit> place = fixed_day(year, first / 100, first % 100);
  if (!place || moving_days[row].length == 1) return place;
  const Day day = place->interval.first_day();
  return from_to(day, day + days{moving_days[row].length - 1});
}

/// The day behind the first weekday before it: of Tuesday, the one after the first Monday of the
/// month.
std::optional<Day> day_after_first(int year, unsigned month, unsigned weekday) {
  const std::optional<Day> before = nth_weekday(year, month, 1, (weekday + 5) % 7 + 1);
  return before ? std::optional(*before + days{1}) : std::nullopt;
}

}  // namespace

Holiday holiday_of(int code) {
  using Rule = Holiday::Rule;
  const int month = code / 100 % 100, day = code % 100;
  if (code < 2000) return {Rule::fixed, code / 100, day};
  if (code >= 50000) return {Rule::moving, 0, 0, 0, 0, static_cast<std::size_t>(code - 50000)};
  if (code >= 40000) return {day == 0 ? Rule::islamic_month : Rule::islamic_day, month, day};
  if (code < 30000)
    return {code >= 21000 ? Rule::orthodox_easter : Rule::easter, 0, code % 1000 - 200};
  const int nth = day / 10, weekday = day % 10;
  if (nth == 6) return {Rule::day_after_weekday, month, 0, 0, weekday};
  return {Rule::nth_weekday, month, 0, nth == 9 ? -1 : nth, weekday};
}

std::optional<CalendarUnit> place_of(const Holiday& holiday, int year) {
  const auto month = static_cast<unsigned>(holiday.month),
             weekday = static_cast<unsigned>(holiday.weekday);
  switch (holiday.rule) {
    case Holiday::Rule::fixed:
      return fixed_day(year, holiday.month, holiday.day);
    case Holiday::Rule::easter:
      return on(easter(year, false) + days{holiday.day});
    case Holiday::Rule::orthodox_easter:
      return on(easter(year, true) + days{holiday.day});
    case Holiday::Rule::nth_weekday:
      return on(nth_weekday(year, month, holiday.nth, weekday));
    case Holiday::Rule::day_after_weekday:
      return on(day_after_first(year, month, weekday));
    case Holiday::Rule::islamic_day:
      return on(islamic(year, month, static_cast<unsigned>(holiday.day)));
    case Holiday::Rule::islamic_month: {
      const std::optional<Day> first = islamic(year, month, 1);
      return first ? std::optional(from_to(*first, *first + days{islamic_month_length}))
                   : std::nullopt;
    }
    case Holiday::Rule::moving:
      return moving_festival(holiday.row, year);
  }
  return std::nullopt;
}

}  // namespace newsline::timex
