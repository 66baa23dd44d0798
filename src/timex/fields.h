#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "newsline/civil.h"
#include "timex.h"

namespace newsline::timex {

/// The units that words count in, from fine to coarse.
enum class Unit : std::int32_t {
  second,
  minute,
  hour,
  day,
  weekend,
  week,
  month,
  season,
  quarter,
  half,
  year,
  decade,
  century,
  millennium
};
/// TIMEX3 parts of the day and of the week, in the order of the clock.
enum class Part : std::int32_t { morning, midday, afternoon, evening, night, day_time };
/// What a pattern gives.
enum class Kind : std::int32_t { nothing, date, duration, set, reference };
/// What the words count from, by the rule that found them. In rules: DCT, TEXT, PERIOD,
/// TEXT_IF_PAST, BEHIND, BESIDE, TEXT_NEAR.
enum class AnchorKind : std::int32_t {
  document,      // the day of publication: "yesterday"
  text,          // the text before: "the next day"
  period,        // the period that is compared with: "a year earlier" in a report on a quarter
  text_if_past,  // the text, where it tells of what is over
  behind,        // the date that follows: "two days after the vote on 3 May"
  beside,        // the dates right before: "on 5 - 6 May (Wed-Thu)"
  text_near      // the text, where it has just named a day
};
inline AnchorKind anchor_kind(const TimexFields& fields) {
  return static_cast<AnchorKind>(fields.get(TimexFields::anchor, 0));
}

/// What the fields hold, for people: "number 2, unit DAY, direction FUTURE".
std::string show_fields(const TimexFields& fields);
/// TIMEX3 @mod: "START"; empty for none.
std::string_view mod_name(Mod mod);

/// A place on the calendar before mod narrows it: what the TIMEX3 value is printed from.
struct CalendarUnit {
  Grain grain = Grain::day;
  Interval interval{};       // unmodified
  std::optional<Part> part;  // with grain part_of_day
  bool utc = false;          // a clock time in UTC prints a Z
};

/// The TIMEX3 value of a place (TimeML 1.2.1): "2024-03-05", "2024-W10", "2024-Q1", "199",
/// "2024-03-05T16:00".
std::string print_value(const CalendarUnit& place);
/// The value of a duration of so many units; an open number prints as X.
std::string print_duration(std::optional<double> number, Unit unit);
/// The stretch that mod leaves of a place: early, middle and late as docs/events.md has them.
Interval narrow(const CalendarUnit& place, Mod mod);
/// The grain of what narrow() leaves.
Grain narrowed_grain(Grain grain, Mod mod);

/// `count` units after a day (before, if negative), the day of the month cut to the month's length.
/// Empty beyond the bounds of the calendar.
std::optional<Day> shifted(Day day, std::int64_t count, Unit unit);
/// The calendar unit that a day lies in: its week, month, quarter, year, ...
std::optional<CalendarUnit> unit_of(Day day, Unit unit);
/// Easter Sunday of a year by the Gregorian computus (Meeus, Jones, Butcher); julian: the Orthodox
/// one, on the Gregorian calendar.
Day easter(int year, bool julian);
/// The day of the Gregorian year on which a day of the Islamic calendar falls (the first, where it
/// falls twice); empty where none does.
std::optional<Day> islamic(int year, unsigned month, unsigned day);
/// Monday is 1, Sunday 7.
int iso_weekday(Day day);
/// The `nth` weekday of a month from 1; -1: the last one.
std::optional<Day> nth_weekday(int year, unsigned month, int nth, unsigned iso_weekday);

}  // namespace newsline::timex
