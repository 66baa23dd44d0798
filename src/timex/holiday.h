#pragma once
#include <cstdint>
#include <optional>

#include "fields.h"

namespace newsline::timex {

/// A named day of the year, as the column `value` of timewords.tsv writes it in one number.
struct Holiday {
  enum class Rule : std::uint8_t {
    fixed,            // month, day                 1225: 25 December
    easter,           // day: from Easter Sunday    20000 + 200 + days: 20198 is Good Friday
    orthodox_easter,  // the same                   21000 + 200 + days
    // month, nth, weekday        30000 + month * 100 + nth * 10 + weekday; nth 9: the last
    nth_weekday,
    // month, weekday             the same with nth 6: the day behind the first one before it: "the
    // Tuesday after the first Monday" is 6 and 2
    day_after_weekday,
    // month, day                 40000 + month * 100 + day of the Islamic calendar
    islamic_day,
    islamic_month,  // month                      the same with day 0
    moving          // row                        50000 + the row of moving_days.h
  };
  Rule rule = Rule::fixed;
  int month = 0, day = 0, nth = 0, weekday = 0;
  std::size_t row = 0;
};

Holiday holiday_of(int code);
/// Where it lies in a year; none where the year does not have it, or where it is not known.
std::optional<CalendarUnit> place_of(const Holiday& holiday, int year);

}  // namespace newsline::timex
