#include "holiday.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "moving_days.h"

namespace newsline::timex {

using namespace std::chrono;

namespace {

constexpr int islamic_month_length = 29;  // days from its first to its last, at most

std::optional<CalendarUnit> on(std::optional<Day> day) {
  if (!day) return std::nullopt;
  return CalendarUnit{Grain::day, day_interval(*day), {}, false};
}

std::optional<CalendarUnit> next_day(std::optional<Day> day) {
  if (day) *day += days{1};
  return on(day);
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

/// Takes `word` off the front.
bool takes(std::string_view& name, std::string_view word) {
  if (!name.starts_with(word)) return false;
  name.remove_prefix(word.size());
  return true;
}

/// Takes a number without a sign off the front.
std::optional<int> take_number(std::string_view& name) {
  int number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc{} || name.front() == '-') return std::nullopt;
  name.remove_prefix(static_cast<std::size_t>(end - name.data()));
  return number;
}

/// Takes the last number, which must end the name.
std::optional<int> final_number(std::string_view name) {
  const std::optional<int> number = take_number(name);
  return name.empty() ? number : std::nullopt;
}

constexpr std::string_view weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                         "friday", "saturday", "sunday"};
constexpr std::string_view ordinals[] = {"last-", "1st-", "2nd-", "3rd-", "4th-", "5th-"};

/// "4th-thursday-of-11", "last-monday-of-5".
std::optional<Holiday> weekday_of_month(std::string_view name, Holiday::Rule rule) {
  Holiday holiday{rule};
  const auto ordinal =
      std::ranges::find_if(ordinals, [&](std::string_view word) { return takes(name, word); });
  if (ordinal == std::end(ordinals)) return std::nullopt;
  holiday.nth = ordinal == std::begin(ordinals) ? -1 : static_cast<int>(ordinal - ordinals);
  const auto weekday =
      std::ranges::find_if(weekdays, [&](std::string_view word) { return takes(name, word); });
  if (weekday == std::end(weekdays) || !takes(name, "-of-")) return std::nullopt;
  holiday.weekday = static_cast<int>(weekday - weekdays) + 1;
  const std::optional<int> month = final_number(name);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  holiday.month = *month;
  return holiday;
}

/// What follows "easter": nothing, "+39", "-2".
std::optional<Holiday> easter_and(std::string_view days, Holiday::Rule rule) {
  Holiday holiday{rule};
  if (days.empty()) return holiday;
  const int sign = days.front() == '-' ? -1 : 1;
  if (days.front() != '-' && days.front() != '+') return std::nullopt;
  const std::optional<int> number = final_number(days.substr(1));
  if (!number || *number > 100) return std::nullopt;
  holiday.day = sign * *number;
  return holiday;
}

/// "12-25"; with Rule::islamic_day also "9", a whole month.
std::optional<Holiday> day_of_month(std::string_view name, Holiday::Rule rule) {
  const std::optional<int> month = name.empty() ? std::nullopt : take_number(name);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (name.empty() && rule == Holiday::Rule::islamic_day)
    return Holiday{Holiday::Rule::islamic_month, *month};
  const std::optional<int> day = takes(name, "-") ? final_number(name) : std::nullopt;
  if (!day || *day < 1 || *day > 31) return std::nullopt;
  return Holiday{rule, *month, *day};
}

// What packed() adds to each field, so that it is not below zero, and the room that it gets.
constexpr int least_day = 100, days_room = 256, months_room = 13, weekdays_room = 8, nths_room = 8;

}  // namespace

std::optional<Holiday> holiday_named(std::string_view name) {
  if (takes(name, "orthodox-easter")) return easter_and(name, Holiday::Rule::orthodox_easter);
  if (takes(name, "easter")) return easter_and(name, Holiday::Rule::easter);
  if (takes(name, "islamic-")) return day_of_month(name, Holiday::Rule::islamic_day);
  if (takes(name, "after-")) return weekday_of_month(name, Holiday::Rule::day_after_weekday);
  const auto moving = std::ranges::find(moving_days, name, &MovingDays::name);
  if (moving != std::end(moving_days)) {
    const auto row = static_cast<std::size_t>(moving - std::begin(moving_days));
    return Holiday{Holiday::Rule::moving, 0, 0, 0, 0, row};
  }
  if (const auto day = day_of_month(name, Holiday::Rule::fixed)) return day;
  return weekday_of_month(name, Holiday::Rule::nth_weekday);
}

std::int32_t packed(const Holiday& holiday) {
  const int day = holiday.rule == Holiday::Rule::moving ? static_cast<int>(holiday.row)
                                                        : holiday.day + least_day;
  std::int32_t number = static_cast<std::int32_t>(holiday.rule);
  number = number * months_room + holiday.month;
  number = number * nths_room + holiday.nth + 1;
  number = number * weekdays_room + holiday.weekday;
  return number * days_room + day;
}

Holiday unpacked(std::int32_t number) {
  Holiday holiday;
  const int day = number % days_room;
  number /= days_room;
  holiday.weekday = number % weekdays_room;
  number /= weekdays_room;
  holiday.nth = number % nths_room - 1;
  number /= nths_room;
  holiday.month = number % months_room;
  holiday.rule = static_cast<Holiday::Rule>(number / months_room);
  if (holiday.rule == Holiday::Rule::moving)
    holiday.row = static_cast<std::size_t>(day);
  else
    holiday.day = day - least_day;
  return holiday;
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
      return next_day(nth_weekday(year, month, holiday.nth, weekday));
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
