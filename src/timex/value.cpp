#include <cmath>
#include <cstdio>

#include "base/digits.h"
#include "fields.h"

namespace newsline::timex {

using namespace std::chrono;

namespace {

struct Parts {
  int year;
  unsigned month, day;
};

Parts parts_of(Day day) {
  const year_month_day date = ymd(day);
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day())};
}

template <class... Values>
std::string format(const char* pattern, Values... values) {
  char text[64];
  std::snprintf(text, sizeof text, pattern, values...);
  return text;
}

// TimeML writes years before Christ as BC with the historian's year; ISO 8601 has a year 0.
std::string print_year(int year) {
  return year <= 0 ? "BC" + digits(static_cast<unsigned>(1 - year), 4)
                   : digits(static_cast<unsigned>(year), 4);
}

std::string print_time(const CalendarUnit& place) {
  const seconds clock = place.interval.first - floor<days>(place.interval.first);
  const auto part = [](long number) { return digits(static_cast<unsigned>(number), 2); };
  std::string text = 'T' + part(clock.count() / 3600) + ':' + part(clock.count() / 60 % 60);
  if (place.grain == Grain::second) text += ':' + part(clock.count() % 60);
  if (place.utc) text += 'Z';
  return text;
}

/// "-03-05"
std::string print_month_day(const Parts& date) {
  return '-' + digits(date.month, 2) + '-' + digits(date.day, 2);
}

constexpr const char* part_names[] = {"TMO", "TMI", "TAF", "TEV", "TNI", "TDT"};
constexpr const char* season_names[] = {"SP", "SU", "FA", "WI"};

}  // namespace

std::string print_value(const CalendarUnit& place) {
  const Day day = place.interval.first_day();
  const Parts date = parts_of(day);
  const std::string year = print_year(date.year);
  switch (place.grain) {
    case Grain::second:
    case Grain::minute:
    case Grain::hour:
      return year + print_month_day(date) + print_time(place);
    case Grain::part_of_day:
      return year + print_month_day(date) +
             (place.part ? part_names[static_cast<int>(*place.part)] : "");
    case Grain::day:
      return year + print_month_day(date);
    case Grain::weekend:
      return format("%04d-W%02u-WE", iso_week(day).year, iso_week(day).week);
    case Grain::week:
      return format("%04d-W%02u", iso_week(day).year, iso_week(day).week);
    case Grain::part_of_month:
    case Grain::month:
      return year + '-' + digits(date.month, 2);
    case Grain::season:
      return year + "-" + season_names[date.month / 3 == 4 ? 3 : date.month / 3 - 1];
    case Grain::quarter:
      return year + "-Q" + digits((date.month + 2) / 3, 1);
    case Grain::half:
      return year + (date.month > 6 ? "-H2" : "-H1");
    case Grain::part_of_year:
    case Grain::year:
      return year;
    case Grain::part_of_decade:
    case Grain::decade:
      return date.year <= 0 ? year : digits(static_cast<unsigned>(date.year / 10), 3);
    case Grain::century:
      return date.year <= 0 ? year : digits(static_cast<unsigned>(date.year / 100), 2);
    case Grain::range: {
      const Parts end = parts_of(place.interval.last_day());
      return year + print_month_day(date) + '/' + print_year(end.year) + print_month_day(end);
    }
  }
  return year;
}

std::string print_duration(std::optional<double> number, Unit unit) {
  struct Letter {
    const char* letter;
    double factor;
    bool time;
  };
  static constexpr Letter letters[] = {
      {"S", 1, true},  {"M", 1, true},   {"H", 1, true},    {"D", 1, false},   {"WE", 1, false},
      {"W", 1, false}, {"M", 1, false},  {"M", 3, false},   {"Q", 1, false},   {"M", 6, false},
      {"Y", 1, false}, {"Y", 10, false}, {"Y", 100, false}, {"Y", 1000, false}};
  static constexpr const char* vague[] = {"S",  "M", "H", "D", "WE", "W", "M",
                                          "SN", "Q", "H", "Y", "E",  "C", "L"};
  const Letter& letter = letters[static_cast<int>(unit)];
  const std::string head = letter.time ? "PT" : "P";
  if (!number) return head + "X" + vague[static_cast<int>(unit)];
  const double count = *number * letter.factor, whole = std::floor(count);
  const double rest = count - whole;
  if (rest == 0) return head + format("%.0f", count) + letter.letter;
  // A broken number is given in the next finer unit where that is a whole number: 2 1/2 years is
  // P2Y6M.
  const double finer = unit == Unit::year                           ? 12
                       : unit == Unit::hour || unit == Unit::minute ? 60
                       : unit == Unit::day                          ? 24
                                                                    : 0;
  if (finer == 0 || rest * finer != std::floor(rest * finer))
    return head + format("%.6g", count) + letter.letter;
  const std::string begin = whole > 0 ? head + format("%.0f", whole) + letter.letter : head;
  if (unit == Unit::day) return begin + "T" + format("%.0f", rest * finer) + "H";
  return begin + format("%.0f", rest * finer) + (unit == Unit::minute ? "S" : "M");
}

Interval narrow(const CalendarUnit& place, Mod mod) {
  if (mod != Mod::start && mod != Mod::mid && mod != Mod::end) return place.interval;
  const auto third = [&](Day second, Day last) -> Interval {
    if (mod == Mod::start) return {place.interval.first, second};
    if (mod == Mod::mid) return {second, last};
    return {last, place.interval.last};
  };
  const Parts date = parts_of(place.interval.first_day());
  const auto begin = [](int year, unsigned month, unsigned day) {
    return Day{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
  };
  switch (place.grain) {
    case Grain::year:
      return third(begin(date.year, 5, 1), begin(date.year, 9, 1));
    case Grain::month:
      return third(begin(date.year, date.month, 11), begin(date.year, date.month, 21));
    case Grain::decade:
      return third(begin(date.year + 4, 1, 1), begin(date.year + 7, 1, 1));
    case Grain::century:
      return third(begin(date.year + 33, 1, 1), begin(date.year + 67, 1, 1));
    case Grain::season:
    case Grain::quarter: {
      const Day first = place.interval.first_day();
      return third(*shifted(first, 1, Unit::month), *shifted(first, 2, Unit::month));
    }
    default:
      return place.interval;
  }
}

Grain narrowed_grain(Grain grain, Mod mod) {
  if (mod != Mod::start && mod != Mod::mid && mod != Mod::end) return grain;
  switch (grain) {
    case Grain::year:
      return Grain::part_of_year;
    case Grain::month:
      return Grain::part_of_month;
    case Grain::decade:
      return Grain::part_of_decade;
    case Grain::century:
    case Grain::season:
    case Grain::quarter:
      return Grain::range;
    default:
      return grain;
  }
}

}  // namespace newsline::timex
