#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsline {

using Day = std::chrono::local_days;  // civil: as the clock on the wall, no zone applied
using CivilTime = std::chrono::local_seconds;

/// How finely a text tells a time, from fine to coarse; the order is used in comparisons. `range`
/// is any other interval, one that has no name of its own.
enum class Grain : std::uint8_t {
  second,
  minute,
  hour,
  part_of_day,
  day,
  weekend,
  week,
  part_of_month,
  month,
  season,
  quarter,
  part_of_year,
  half,
  year,
  part_of_decade,
  decade,
  century,
  range
};

/// A half-open stretch of civil time, [first, last). "March 2024" is [2024-03-01, 2024-04-01).
struct Interval {
  CivilTime first{}, last{};
  /// The first and the last day that the interval touches, both inclusive.
  Day first_day() const { return std::chrono::floor<std::chrono::days>(first); }
  Day last_day() const {
    return std::chrono::floor<std::chrono::days>(last - std::chrono::seconds{1});
  }
  friend constexpr auto operator<=>(const Interval&, const Interval&) = default;
};

/// The years that a date may have; outside of them a text tells no date.
inline constexpr int first_year = -9999, last_year = 9999;

/// From the first day to the last one that a date may have; an interval that begins or ends with it
/// is open there.
inline constexpr Interval all_time{Day{std::chrono::year{first_year} / 1 / 1},
                                   Day{std::chrono::year{last_year + 1} / 1 / 1}};

/// The day, if the calendar has it: no February 30, no month 13, no year beyond the bounds.
std::optional<Day> make_day(int year, unsigned month, unsigned day);
/// Both days inclusive.
Interval day_range(Day first, Day last);
Interval day_interval(Day day);
Interval month_interval(int year, unsigned month);
Interval year_interval(int year);
/// Monday to Sunday, ISO 8601.
Interval week_of(Day day);
/// The ISO 8601 year and week number that a day lies in.
struct IsoWeek {
  int year;
  unsigned week;
  friend constexpr auto operator<=>(const IsoWeek&, const IsoWeek&) = default;
};
IsoWeek iso_week(Day day);
/// The Monday of an ISO week; empty when that year has no such week.
std::optional<Day> monday_of(IsoWeek week);

std::chrono::year_month_day ymd(Day day);
/// "2024-03-05"; years before 1 are astronomical and signed: "-0044-03-15".
std::string to_string(Day day);
/// Reads "2024-03-05" (extended format, four digit years or signed ones), the whole of it or
/// nothing.
std::optional<Day> parse_day(std::string_view text);

}  // namespace newsline
