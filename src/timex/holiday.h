#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "fields.h"

namespace newsline::timex {

/// A named day of the year. Its names in data/ stand at each rule.
struct Holiday {
  enum class Rule : std::uint8_t {
    fixed,              // month, day       "12-25"
    easter,             // day: from Easter Sunday    "easter", "easter-2": Good Friday
    orthodox_easter,    // the same         "orthodox-easter+1"
    nth_weekday,        // month, nth (-1: the last), weekday    "4th-thursday-of-11"
    day_after_weekday,  // month, nth and weekday of the day before it    "after-1st-monday-of-11"
    islamic_day,        // month, day       "islamic-10-1"
    islamic_month,      // month            "islamic-9"
    moving              // row of moving_days.h    "diwali"
  };
  Rule rule = Rule::fixed;
  int month = 0, day = 0, nth = 0;
  int weekday = 0;  // 1 Monday to 7 Sunday
  std::size_t row = 0;

  bool operator==(const Holiday&) const = default;
};

/// Reads a holiday's name in data/; none where it is no such name.
std::optional<Holiday> holiday_named(std::string_view name);

/// A holiday as the number that the field of a timex holds, and back.
std::int32_t packed(const Holiday& holiday);
Holiday unpacked(std::int32_t number);

/// Where it lies in a year; none where the year does not have it, or where it is not known.
std::optional<CalendarUnit> place_of(const Holiday& holiday, int year);

}  // namespace newsline::timex
