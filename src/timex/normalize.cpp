// Where on the calendar a date expression lies: step two's sums, from the fields that its words
// filled and one day to count from.
//
// Most expressions leave something open. What they leave open is filled from the anchor: "in May"
// has a place in each of the years around it, and takes the one on the side that the tense tells,
// else the nearest. What is counted ("two weeks ago") is counted from it; what is full needs none.
//
//     "last Friday of May", anchor Thursday 2024-06-13, tense past:
//     no year: May of 2023, 2024 and 2025 -> on the past side, nearest: 2024 -> its last Friday:
//     2024-05-31, counted from the anchor
//
// The TIMEX3 value and the interval are made from the same place; mod ("early", "late") narrows the
// interval alone.
//
// What it does not do: it sees no text. Which day to count from is resolve.cpp's, which side the
// verb tells is tense.cpp's.
#include <algorithm>
#include <cstdio>

#include "holiday.h"
#include "impl.h"
#include "tense.h"

namespace newsline::timex {

using namespace std::chrono;

namespace {

using F = TimexFields;

template <class... Values>
std::string format(const char* pattern, Values... values) {
  char text[64];
  std::snprintf(text, sizeof text, pattern, values...);
  return text;
}

// days: who means the February that ended yesterday does not say "last February"
constexpr int just_over = 5;
constexpr int same_weekday_again = 6;        // years, from one Monday, 9 May, to the next
constexpr int most_weekdays = 500;           // "two Sundays ago"
constexpr int other_side = 150, soon = 120;  // days
// days: a page may be dated the day before what it reports in the past
constexpr int early_print = 1;
constexpr int late_print = 2;  // days: and some days behind what it announces
// days: a present reports what was so long ago at most, as headlines do
constexpr int present_print = 60;
// days: so long after its end a quarter's figures are still to come
constexpr int just_reported = 45;
// The slot `point`: whether a length with a direction leads to a place, and where.
constexpr int place_if_ahead = 2;  // only beside words that point ahead: "will rule in two weeks"
// all of the length, beside such words: "will meet within two weeks"
constexpr int stretch_if_ahead = 3;

int year_of(Day day) { return static_cast<int>(ymd(day).year()); }
unsigned month_of(Day day) { return static_cast<unsigned>(ymd(day).month()); }

/// Of the places that one expression has in neighboring years (or months, weeks): the one on the
/// side of the tense, else the nearest. `candidates` are in order of time.
std::optional<CalendarUnit> nearest(const std::vector<CalendarUnit>& candidates, Day anchor,
                                    int tense) {
  std::optional<CalendarUnit> best;
  std::int64_t distance = 0;
  for (const CalendarUnit& candidate : candidates) {
    const Day first = candidate.interval.first_day(), last = candidate.interval.last_day();
    if (tense < 0 && first > anchor) continue;
    if (tense > 0 && last < anchor) continue;
    const std::int64_t away = first > anchor  ? (first - anchor).count()
                              : last < anchor ? (anchor - last).count()
                                              : 0;
    if (!best || away < distance) {
      best = candidate;
      distance = away;
    }
  }
  return best;
}

std::optional<CalendarUnit> month_place(int year, int month) {
  if (month < 1 || month > 12 || year < first_year || year >= last_year) return std::nullopt;
  return CalendarUnit{Grain::month, month_interval(year, static_cast<unsigned>(month)), {}, false};
}

std::optional<CalendarUnit> day_place(int year, int month, int day) {
  if (month < 1 || day < 1) return std::nullopt;
  const std::optional<Day> found =
      make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (!found || year >= last_year) return std::nullopt;
  return CalendarUnit{Grain::day, day_interval(*found), {}, false};
}

std::optional<CalendarUnit> span_of_years(int first, int count, Grain grain) {
  if (first < 1 || first + count > last_year) return std::nullopt;
  return CalendarUnit{
      grain, {year_interval(first).first, year_interval(first + count - 1).last}, {}, false};
}

/// "the last Friday of May": the order counts from 1, -1 is the last.
std::optional<CalendarUnit> nth_place(const F& f, int year, unsigned month) {
  if (!f.has(F::weekday)) {  // "the last day of May"
    const Interval days_of = month_interval(year, month);
    const Day day =
        f[F::order] < 0 ? days_of.last_day() : days_of.first_day() + days{f[F::order] - 1};
    return CalendarUnit{Grain::day, day_interval(day), {}, false};
  }
  const std::optional<Day> day =
      nth_weekday(year, month, f[F::order], static_cast<unsigned>(f[F::weekday]));
  if (!day) return std::nullopt;
  return CalendarUnit{Grain::day, day_interval(*day), {}, false};
}

/// The first month of a season; in the southern half of the world half a year later.
unsigned season_month(int season, bool southern) {
  const int northern = season * 3 + 3;
  return static_cast<unsigned>(southern ? (northern + 5) % 12 + 1 : northern);
}

/// The parts of a year that need nothing but the year.
std::optional<CalendarUnit> in_year(const F& f, int year, bool southern) {
  if (year < first_year || year >= last_year) return std::nullopt;
  if (f.has(F::holiday)) return place_of(unpacked(f[F::holiday]), year);
  if (f.has(F::month) && f.has(F::order))
    return nth_place(f, year, static_cast<unsigned>(f[F::month]));
  if (f.has(F::month) && f.has(F::day)) return day_place(year, f[F::month], f[F::day]);
  if (f.has(F::month)) return month_place(year, f[F::month]);
  const auto months_from = [&](unsigned month, Unit unit) {
    return unit_of(*make_day(year, month, 1), unit);
  };
  if (f.has(F::quarter))
    return months_from(static_cast<unsigned>(f[F::quarter] * 3 - 2), Unit::quarter);
  if (f.has(F::half)) return months_from(static_cast<unsigned>(f[F::half] * 6 - 5), Unit::half);
  if (f.has(F::season)) return months_from(season_month(f[F::season], southern), Unit::season);
  return std::nullopt;
}

/// Reads the fields of one date expression.
class Normalizer {
 public:
  Normalizer(const F& fields, const Anchor& anchor, int tense)
      : f_(fields),
        anchor_(anchor),
        tense_(f_.get(F::direction, 0) != 0 ? f_[F::direction] : tense) {}

  std::optional<CalendarUnit> read() {
    std::optional<CalendarUnit> found = calendar();
    if (!found) return std::nullopt;
    return with_clock(*found);
  }
  /// The words alone did not do.
  bool used_anchor() const noexcept { return used_anchor_; }
  /// A second place for what counts back in units: TIMEX3 cuts "two weeks ago" to the week, an
  /// event is on the day.
  std::optional<Day> counted() const noexcept { return counted_; }

 private:
  std::optional<Day> base() {
    used_anchor_ = true;
    return anchor_.day;
  }

  std::optional<int> year() const {
    if (f_.has(F::year)) return f_.get(F::era, 0) ? 1 - f_[F::year] : f_[F::year];
    if (f_.has(F::short_year)) return f_[F::short_year] + (f_[F::short_year] >= 40 ? 1900 : 2000);
    return std::nullopt;
  }

  /// "last month", "two years ago", "next week": the unit that the words count to.
  std::optional<CalendarUnit> container() {
    if (!f_.has(F::unit)) return std::nullopt;
    std::int64_t count = 0;
    if (f_.has(F::shift))
      count = f_[F::shift];
    else if (f_.has(F::number) && f_.has(F::direction))
      count = std::int64_t{f_[F::number]} * f_[F::direction];
    else
      return std::nullopt;
    const std::optional<Day> from = base();
    if (!from) return std::nullopt;
    Unit unit = static_cast<Unit>(f_[F::unit]);
    // "a decade ago" counts ten years back; "last decade" is one
    if (unit == Unit::decade && !f_.has(F::shift)) {
      unit = Unit::year;
      count *= 10;
    }
    if (count == 0) count = units_to_told_part(*from, unit);
    std::optional<Day> to = shifted(*from, count, unit);
    if (to && f_.has(F::fraction) && unit == Unit::month)
      to = shifted(*to, 15 * f_.get(F::direction, 1), Unit::day);
    if (to && f_.has(F::fraction) && unit == Unit::year)
      to = shifted(*to, 6 * (f_.get(F::direction, 1)), Unit::month);
    if (to && f_.has(F::finer)) {  // "two years and three months ago"
      unit = static_cast<Unit>(f_[F::finer_unit]);
      to = shifted(*to, std::int64_t{f_[F::finer]} * f_.get(F::direction, 1), unit);
    }
    if (!to) return std::nullopt;
    if (!f_.has(F::shift) && unit == Unit::week) counted_ = to;
    if (anchor_.period && anchor_kind(f_) == AnchorKind::period && unit == Unit::year)
      return unit_of(*to, period_unit());
    return unit_of(*to, unit);
  }

  /// "closed at the end of the year", told in March, is the end of the last one, "will open at the
  /// start of the month", told on the 28th, the start of the next: -1 or 1, where the verbs are
  /// sure of a side on which that part of this unit does not lie, else 0.
  std::int64_t units_to_told_part(Day from, Unit unit) const {
    if (unit > Unit::year || anchor_.side == 0) return 0;
    const std::optional<CalendarUnit> place = unit_of(from, unit);
    if (!place) return 0;
    const days third = (place->interval.last_day() - place->interval.first_day()) / 3;
    const Mod part = static_cast<Mod>(f_.get(F::mod, 0));
    if (part == Mod::end && anchor_.side < -1 && from < place->interval.last_day() - third)
      return -1;
    if (part == Mod::start && anchor_.side > 1 && from > place->interval.first_day() + third)
      return 1;
    return 0;
  }

  Unit period_unit() const {
    switch (anchor_.period->grain) {
      case Grain::quarter:
        return Unit::quarter;
      case Grain::half:
        return Unit::half;
      case Grain::month:
        return Unit::month;
      default:
        return Unit::year;
    }
  }

  std::optional<CalendarUnit> calendar() {
    if (f_.has(F::decade)) return decade();
    if (f_.has(F::short_decade)) return short_decade();
    if (f_.has(F::century)) return century();
    if (counts_weekdays()) return counted_weekday();
    const std::optional<CalendarUnit> outer = container();
    if (counts_units() && !outer) return std::nullopt;
    std::optional<int> in = year();
    if (!in && outer && outer->grain == Grain::year) in = year_of(outer->interval.first_day());
    if (f_.has(F::week)) return week(in, outer);
    if (f_.has(F::holiday) && f_.has(F::weekend)) return weekend_of_holiday(in);
    if (names_part_of_year()) return part_of_year(in);
    if (f_.has(F::day)) return day_of_month(outer);
    if (f_.has(F::order) && outer && outer->grain == Grain::month)
      return nth_place(f_, year_of(outer->interval.first_day()),
                       month_of(outer->interval.first_day()));
    if (f_.has(F::weekday) || f_.has(F::weekend)) return in_week(outer);
    return whole(in, outer);
  }

  /// "two Sundays ago", "Monday week".
  bool counts_weekdays() const {
    return f_.has(F::weekday) && ((f_.has(F::direction) && f_.has(F::shift)) || f_.has(F::number));
  }
  /// "last month", "two years ago".
  bool counts_units() const {
    return f_.has(F::unit) && (f_.has(F::shift) || (f_.has(F::number) && f_.has(F::direction)));
  }
  bool names_part_of_year() const {
    return f_.has(F::month) || f_.has(F::holiday) || f_.has(F::quarter) || f_.has(F::half) ||
           f_.has(F::season);
  }

  /// The year or the unit counted to, where nothing names a part of it; the day itself for "at 3
  /// p.m.".
  std::optional<CalendarUnit> whole(std::optional<int> in,
                                    const std::optional<CalendarUnit>& outer) {
    // "the 2022 period" beside a quarter is that quarter of 2022
    if (in && anchor_.period && anchor_kind(f_) == AnchorKind::period) {
      const Day day = anchor_.period->interval.first_day();
      return unit_of(*make_day(*in, month_of(day), 1), period_unit());
    }
    if (in && !(outer && outer->grain < Grain::year))
      return CalendarUnit{Grain::year, year_interval(*in), {}, false};
    if (outer) return outer;
    if (f_.has(F::part) || f_.has(F::hour)) {
      const std::optional<Day> from = base();
      if (from) return CalendarUnit{Grain::day, day_interval(*from), {}, false};
    }
    return std::nullopt;
  }

  /// "the 1300s" is a century, "the 1990s" a decade.
  std::optional<CalendarUnit> decade() const {
    const bool hundred = f_[F::decade] % 100 == 0 && f_[F::decade] <= 1900;
    return span_of_years(f_[F::decade], hundred ? 100 : 10,
                         hundred ? Grain::century : Grain::decade);
  }

  std::optional<CalendarUnit> short_decade() const {
    return span_of_years(f_[F::short_decade] + (f_[F::short_decade] < 20 ? 2000 : 1900), 10,
                         Grain::decade);
  }

  std::optional<CalendarUnit> century() const {
    const int number = f_[F::century];
    if (f_.get(F::era, 0))
      return number > 0 && number < 99
                 ? std::optional(CalendarUnit{Grain::century,
                                              {year_interval(1 - number * 100).first,
                                               year_interval(100 - number * 100).last},
                                              {},
                                              false})
                 : std::nullopt;
    return span_of_years(number == 1 ? 1 : (number - 1) * 100, number == 1 ? 99 : 100,
                         Grain::century);
  }

  std::optional<CalendarUnit> part_of_year(std::optional<int> in) {
    if (!in && anchor_.year) {
      used_anchor_ = true;
      in = anchor_.year;
    }
    if (in) return in_year(f_, *in, anchor_.southern);
    const std::optional<Day> from = base();
    if (!from) return std::nullopt;
    std::vector<CalendarUnit> candidates = in_years_around(*from);
    const bool full = f_.has(F::day) || f_.has(F::holiday) || f_.has(F::order);
    const bool quarter = f_.has(F::quarter) || f_.has(F::half);
    if (f_.has(F::direction)) {
      keep_weekday(candidates);
      if (!full) keep_clear_of(candidates, *from);
    } else {
      if (full) keep_side(candidates, *from, days_past_its_side(), days_ahead_of_its_side());
      if (quarter) keep_side(candidates, *from, 0, just_reported);
      keep_weekday(candidates);
    }
    const int side = side_in_year(full, quarter);
    if (side != intended_side) return nearest(candidates, *from, side);
    const std::optional<CalendarUnit> ahead = nearest(candidates, *from, 1);
    return ahead && ahead->interval.first_day() <= *from + days{soon}
               ? ahead
               : nearest(candidates, *from, -1);
  }

  /// The places that the words have in the years around a day; a leap day may be four years away,
  /// and what is told of a weekday and day that are one in none of these years, further back.
  std::vector<CalendarUnit> in_years_around(Day from) const {
    std::vector<CalendarUnit> candidates;
    const bool leap_day = f_.has(F::month) && f_[F::month] == 2 && f_.get(F::day, 0) == 29;
    const int around = leap_day && tense_ != 0 ? 4 : 1;
    for (int y = year_of(from) - around; y <= year_of(from) + around; ++y) add_year(candidates, y);
    if (tense_ < 0 && !leap_day && f_.has(F::weekday) && f_.has(F::day) &&
        std::ranges::none_of(candidates, [&](const CalendarUnit& p) { return agrees(p); }))
      for (int y = year_of(from) - around; y-- > year_of(from) - same_weekday_again;)
        add_year(candidates, y);
    return candidates;
  }

  void add_year(std::vector<CalendarUnit>& candidates, int year) const {
    if (const std::optional<CalendarUnit> place = in_year(f_, year, anchor_.southern))
      candidates.push_back(*place);
  }

  /// Whether a day is the weekday that the words name.
  bool agrees(const CalendarUnit& place) const {
    return iso_weekday(place.interval.first_day()) == f_[F::weekday];
  }

  /// A day and month is the nearest one, but on the side that a sure tense tells, and not far on
  /// the other side of an unsure one ("last seen on Nov. 3", written in May); a bare month or
  /// season follows the tense; a quarter has begun already where no word points ahead.
  int side_in_year(bool full, bool quarter) const {
    if (f_.has(F::direction)) return f_[F::direction];
    if (full || (quarter && tense_ > 0)) return 0;
    return quarter ? -1 : tense_;
  }

  int days_past_its_side() const { return anchor_.side < -1 ? early_print : other_side; }
  int days_ahead_of_its_side() const {
    return anchor_.side > 1 ? late_print : anchor_.side > 0 ? present_print : other_side;
  }

  /// "last February" is not the one that ended yesterday, "next May" not the one that has begun.
  void keep_clear_of(std::vector<CalendarUnit>& candidates, Day from) const {
    std::erase_if(candidates, [&](const CalendarUnit& place) {
      return f_[F::direction] < 0 ? place.interval.last_day() >= from - days{just_over}
                                  : place.interval.first_day() <= from;
    });
  }

  /// Of "Friday, 20 September" only the years in which that is a Friday, where there are such.
  void keep_weekday(std::vector<CalendarUnit>& candidates) const {
    if (!f_.has(F::weekday) || !f_.has(F::day)) return;
    if (std::ranges::any_of(candidates, [&](const CalendarUnit& p) { return agrees(p); }))
      std::erase_if(candidates, [&](const CalendarUnit& p) { return !agrees(p); });
  }

  /// What a past verb tells is not after the anchor, what a plan tells not before it, but for the
  /// days that printing takes.
  void keep_side(std::vector<CalendarUnit>& candidates, Day from, int early, int late) const {
    std::erase_if(candidates, [&](const CalendarUnit& place) {
      if (tense_ < 0) return place.interval.first_day() > from + days{early};
      return tense_ > 0 && tense_ != intended_side && place.interval.last_day() < from - days{late};
    });
  }

  /// "the Easter weekend"; that of a Monday or Tuesday is the one before it.
  std::optional<CalendarUnit> weekend_of_holiday(std::optional<int> in) {
    const std::optional<CalendarUnit> holiday = part_of_year(in);
    if (!holiday) return std::nullopt;
    const Day day = holiday->interval.first_day();
    const auto behind_monday = (day - week_of(day).first_day()).count();
    return unit_of(behind_monday <= 1 ? day - weeks{1} : day, Unit::weekend);
  }

  std::optional<CalendarUnit> week(std::optional<int> in,
                                   const std::optional<CalendarUnit>& outer) {
    const int number = f_[F::week];
    // it is always in the year's last week
    if (in && !f_.has(F::month) && number < 0) return unit_of(*make_day(*in, 12, 28), Unit::week);
    if (in && !f_.has(F::month)) {
      const std::optional<Day> monday = monday_of({*in, static_cast<unsigned>(number)});
      if (!monday) return std::nullopt;
      if (f_.has(F::weekday))
        return CalendarUnit{
            Grain::day, day_interval(*monday + days{f_[F::weekday] - 1}), {}, false};
      return unit_of(*monday, Unit::week);
    }
    // "the first week of May", "the week of May 6"
    F rest = f_;
    rest.set(F::week, F::open);
    Normalizer inner(rest, anchor_, tense_);
    std::optional<CalendarUnit> place =
        outer && outer->grain >= Grain::month && !f_.has(F::month) ? outer : inner.calendar();
    used_anchor_ = used_anchor_ || inner.used_anchor_;
    if (!place) return std::nullopt;
    if (place->grain == Grain::day || number == 0)
      return unit_of(place->interval.first_day(), Unit::week);
    // A week belongs to the month that holds its Thursday (ISO 8601).
    const Day first = place->interval.first_day(), last = place->interval.last_day();
    const auto thursday = [](Day day) { return week_of(day).first_day() + days{3}; };
    Day day = number > 0 ? thursday(first) : thursday(last);
    if (number > 0 && day < first) day += weeks{1};
    if (number < 0 && day > last) day -= weeks{1};
    return unit_of(number > 0 ? day + weeks{number - 1} : day, Unit::week);
  }

  std::optional<CalendarUnit> day_of_month(const std::optional<CalendarUnit>& outer) {
    const int day = f_[F::day];
    if (outer && outer->grain == Grain::month)
      return day_place(year_of(outer->interval.first_day()),
                       static_cast<int>(month_of(outer->interval.first_day())), day);
    const std::optional<Day> from = base();
    if (!from) return std::nullopt;
    std::vector<CalendarUnit> candidates;
    const int around = f_.has(F::weekday) ? 14 : 2;  // "Friday the 13th" may be some months away
    for (int m = -around; m <= around; ++m) {
      const std::optional<Day> month =
          shifted(*from - days{static_cast<int>(static_cast<unsigned>(ymd(*from).day())) - 1}, m,
                  Unit::month);
      if (!month) continue;
      if (const std::optional<CalendarUnit> place =
              day_place(year_of(*month), static_cast<int>(month_of(*month)), day))
        candidates.push_back(*place);
    }
    keep_weekday(candidates);
    // "Monday 23rd", written on the day after: a day of this week needs no tense
    if (f_.has(F::weekday))
      for (const CalendarUnit& near : candidates)
        if (std::abs((near.interval.first_day() - *from).count()) < 7) return near;
    return nearest(candidates, *from, f_.has(F::direction) ? f_[F::direction] : tense_);
  }

  std::optional<CalendarUnit> in_week(const std::optional<CalendarUnit>& outer) {
    const auto place_in = [&](Day any) -> CalendarUnit {
      if (f_.has(F::weekend)) return *unit_of(any, Unit::weekend);
      return CalendarUnit{
          Grain::day, day_interval(week_of(any).first_day() + days{f_[F::weekday] - 1}), {}, false};
    };
    if (outer && outer->grain == Grain::week) return place_in(outer->interval.first_day());
    if (outer) return outer;  // "Monday yesterday": the day is named
    const std::optional<Day> from = base();
    if (!from) return std::nullopt;
    std::vector<CalendarUnit> candidates;
    for (int w = -2; w <= 2; ++w) candidates.push_back(place_in(*from + weeks{w}));
    // Nobody calls yesterday "last Monday" ("el pasado lunes" may be: JUST_PAST), but on a Monday
    // "last weekend" is the one just gone.
    const bool weekend = f_.has(F::weekend);
    const int gone = weekend || f_.get(F::direction, 0) < -1 ? 0 : 1;
    if (f_.has(F::direction) && f_[F::direction] != 0)
      std::erase_if(candidates, [&](const CalendarUnit& place) {
        return f_[F::direction] < 0 ? place.interval.last_day() >= *from - days{gone}
                                    : place.interval.first_day() <= *from;
      });
    // A weekend without a tense is that of the running week.
    if (weekend && (!f_.has(F::direction) || f_[F::direction] == 0))
      return tense_ == 0 ? place_in(*from) : *nearest(candidates, *from, tense_);
    if (weekend)
      return f_[F::direction] > 0 ? place_in(*from + weeks{1}) : *nearest(candidates, *from, -1);
    // The day of publication itself counts ("said on Tuesday", published that Tuesday).
    return nearest(candidates, *from,
                   f_.has(F::direction)
                       ? (f_[F::direction] == 0 ? (tense_ < 0 ? -1 : 1) : f_[F::direction])
                   : tense_ > 0 ? 1
                                : -1);
  }

  /// "Monday week": a week after the coming Monday; "two Sundays ago", "the Friday before last".
  std::optional<CalendarUnit> counted_weekday() {
    const std::optional<Day> from = base();
    if (!from) return std::nullopt;
    const int side = f_.get(F::direction, 1) < 0 ? -1 : 1;
    const int beyond =
        f_.has(F::shift) ? f_[F::shift] : side * (std::clamp(f_[F::number], 1, most_weekdays) - 1);
    Day day = week_of(*from).first_day() + days{f_[F::weekday] - 1};
    // "mardi en huit" on a Tuesday is a week from today
    const bool today = f_.get(F::direction, 1) == 0 && day == *from;
    if (!today && (side > 0 ? day <= *from : day >= *from)) day += weeks{side};
    return CalendarUnit{Grain::day, day_interval(day + weeks{beyond}), {}, false};
  }

  std::optional<CalendarUnit> with_clock(CalendarUnit place) const {
    if (f_.has(F::hour)) {
      int hour = f_[F::hour];
      const int minute = f_.get(F::minute, 0), second = f_.get(F::second, 0);
      if (f_.has(F::meridian)) {
        if (hour > 12 && f_[F::meridian] == 0) return std::nullopt;
        if (hour <= 12) hour = hour % 12 + (f_[F::meridian] ? 12 : 0);
      }
      if (hour < 12 && !f_.has(F::meridian) && f_.has(F::part) &&
          f_[F::part] >= static_cast<int>(Part::afternoon))
        hour += 12;
      if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute > 0))
        return std::nullopt;
      const CivilTime at = CivilTime{place.interval.first_day()} + hours{hour} + minutes{minute} +
                           seconds{std::min(second, 59)};
      place.grain = f_.has(F::second)   ? Grain::second
                    : f_.has(F::minute) ? Grain::minute
                                        : Grain::hour;
      place.interval = {at, at + (place.grain == Grain::hour     ? seconds{3600}
                                  : place.grain == Grain::minute ? seconds{60}
                                                                 : seconds{1})};
      place.utc = f_.has(F::zone) && f_[F::zone] == 0;
      return place;
    }
    if (f_.has(F::part) && place.grain == Grain::day) {
      place.grain = Grain::part_of_day;
      place.part = static_cast<Part>(f_[F::part]);
    }
    return place;
  }

  const F& f_;
  const Anchor& anchor_;
  int tense_;
  bool used_anchor_ = false;
  std::optional<Day> counted_;
};

/// What the words alone tell, with X for what they leave open.
std::string open_value(const F& f) {
  static constexpr const char* parts[] = {"TMO", "TMI", "TAF", "TEV", "TNI", "TDT"};
  static constexpr const char* seasons[] = {"SP", "SU", "FA", "WI"};
  std::string clock;
  if (f.has(F::hour)) {
    const int hour = f[F::hour] <= 12 && f.has(F::meridian)
                         ? f[F::hour] % 12 + (f[F::meridian] ? 12 : 0)
                         : f[F::hour];
    clock = format("T%02d:%02d", hour, f.get(F::minute, 0));
  } else if (f.has(F::part)) {
    clock = parts[f[F::part]];
  }
  const std::string year = f.has(F::year) ? format("%04d", f[F::year]) : "XXXX";
  if (f.has(F::month) && f.has(F::day))
    return year + format("-%02d-%02d", f[F::month], f[F::day]) + clock;
  if (f.has(F::month)) return year + format("-%02d", f[F::month]);
  if (f.has(F::quarter)) return year + format("-Q%d", f[F::quarter]);
  if (f.has(F::half)) return year + format("-H%d", f[F::half]);
  if (f.has(F::season)) return year + "-" + seasons[f[F::season]];
  if (f.has(F::weekday)) return format("XXXX-WXX-%d", f[F::weekday]) + clock;
  if (f.has(F::weekend)) return "XXXX-WXX-WE";
  if (f.has(F::day)) return format("XXXX-XX-%02d", f[F::day]) + clock;
  if (!clock.empty()) return "XXXX-XX-XX" + clock;
  if (f.has(F::unit)) {
    const Unit unit = static_cast<Unit>(f[F::unit]);
    if (unit == Unit::week) return "XXXX-WXX";
    if (unit == Unit::weekend) return "XXXX-WXX-WE";
    if (unit == Unit::month) return "XXXX-XX";
    if (unit == Unit::quarter) return "XXXX-QX";
    if (unit == Unit::half) return "XXXX-HX";
    if (unit >= Unit::year) return "XXXX";
  }
  return "XXXX-XX-XX";
}

/// The first or second half of a month, decade or century.
Interval half_of(const CalendarUnit& place, bool first) {
  const Day begin = place.interval.first_day();
  const Day middle =
      place.grain == Grain::month
          ? begin + days{15}
          : *make_day(year_of(begin) + (place.grain == Grain::decade ? 5 : 50), 1, 1);
  return first ? Interval{place.interval.first, middle} : Interval{middle, place.interval.last};
}

/// "one week later" than what took a month takes a month too.
void shift_stretch(Timex& timex, const Anchor& anchor) {
  const F& f = timex.fields;
  if (!anchor.stretch || !f.has(F::number) || !f.has(F::direction) || !f.has(F::unit)) return;
  const auto unit = static_cast<Unit>(f[F::unit]);
  const std::int64_t count = std::int64_t{f[F::number]} * f[F::direction];
  const std::optional<Day> first = shifted(anchor.stretch->first_day(), count, unit),
                           last = shifted(anchor.stretch->last_day(), count, unit);
  if (!first || !last || *last < *first) return;
  const Interval stretch = day_range(*first, *last);
  if (timex.interval &&
      timex.interval->last - timex.interval->first >= stretch.last - stretch.first)
    return;
  timex.interval = stretch;
  timex.grain = Grain::range;
}

std::string season_value(const CalendarUnit& place, int season) {
  static constexpr const char* names[] = {"SP", "SU", "FA", "WI"};
  return print_value({Grain::year, place.interval, {}, false}) + "-" + names[season];
}

void place_date(Timex& timex, const Anchor& anchor, int tense) {
  const F& f = timex.fields;
  timex.type = f.has(F::part) || f.has(F::hour) ? TimexType::time : TimexType::date;
  Normalizer dating(f, anchor, tense);
  const std::optional<CalendarUnit> place = dating.read();
  if (!place) {
    timex.value = open_value(f);
    timex.interval.reset();
    timex.basis = Basis::words_alone;
    return;
  }
  timex.value = print_value(*place);
  if (place->grain == Grain::season && f.has(F::season))
    timex.value = season_value(*place, f[F::season]);
  const bool halved =
      f.has(F::half) && (place->grain == Grain::month || place->grain == Grain::decade ||
                         place->grain == Grain::century);
  if (halved) timex.mod = f[F::half] == 1 ? Mod::start : Mod::end;
  // "earlier this month" may be all of it
  const Mod narrowing = f.has(F::whole) ? Mod::none : timex.mod;
  timex.interval = halved ? half_of(*place, f[F::half] == 1) : narrow(*place, narrowing);
  timex.grain = halved ? Grain::range : narrowed_grain(place->grain, narrowing);
  if (dating.counted() && timex.mod == Mod::none) {
    timex.interval = day_interval(*dating.counted());
    timex.grain = Grain::day;
  }
  shift_stretch(timex, anchor);
  timex.basis = dating.used_anchor() ? anchor.basis : Basis::words_alone;
  timex.anchor =
      dating.used_anchor() && anchor.basis == Basis::earlier_timex ? anchor.timex : Timex::none;
}

std::optional<double> number_of(const F& f) {
  if (f.get(F::vague, 0) != 0 || !(f.has(F::number) || f.has(F::fraction))) return std::nullopt;
  double number = f.get(F::number, 0);
  if (f.has(F::decimal)) {
    double part = f[F::decimal];
    while (part >= 1) part /= 10;
    number += part;
  }
  if (f.has(F::fraction)) number += f[F::fraction] / 4.0;
  return number;
}

/// "P2Y" and "P3M" are P2Y3M, "P1D" and "PT6H" P1DT6H, "PT1H" and "PT30M" PT1H30M.
std::string add_duration(const std::string& coarse, const std::string& fine) {
  const bool timed = coarse.find('T') != std::string::npos;
  return coarse + fine.substr(timed && fine.starts_with("PT") ? 2 : 1);
}

/// Where a length leads to: "vor zwei Jahren" is that year, "in two weeks" that day, "a day after
/// the bridge collapsed" the day of the collapse.
void place_end(Timex& timex, Day end, Unit unit) {
  const F& f = timex.fields;
  const bool from_clause = f.has(F::clause);
  const std::optional<CalendarUnit> there =
      unit_of(end, unit == Unit::week || from_clause ? Unit::day : unit);
  if (!there) return timex.interval.reset();
  timex.interval = there->interval;
  timex.grain = there->grain;
  timex.approximate = timex.approximate || (from_clause && unit >= Unit::month);
}

void place_duration(Timex& timex, const Anchor& anchor, int tense) {
  const F& f = timex.fields;
  timex.type = TimexType::duration;
  const Unit unit = static_cast<Unit>(f.get(F::unit, static_cast<int>(Unit::day)));
  const std::optional<double> number = number_of(f);
  timex.value = print_duration(number, unit);
  if (number && f.has(F::finer))
    timex.value =
        add_duration(timex.value, print_duration(f[F::finer], static_cast<Unit>(f[F::finer_unit])));
  timex.vague = !number;
  timex.grain = Grain::range;
  timex.interval.reset();
  if (!number || !f.has(F::direction) || !anchor.day) return;
  const int point = f.get(F::point, 0);
  // "from zero to 60 in five seconds"
  if (point == place_if_ahead && (tense <= 0 || unit < Unit::day)) return;
  if (point == stretch_if_ahead && tense <= 0) return;
  std::optional<Day> other =
      shifted(*anchor.day, static_cast<std::int64_t>(*number) * f[F::direction], unit);
  if (other && f.has(F::finer))
    other = shifted(*other, std::int64_t{f[F::finer]} * f[F::direction],
                    static_cast<Unit>(f[F::finer_unit]));
  if (!other) return;
  timex.interval =
      f[F::direction] < 0 ? day_range(*other, *anchor.day) : day_range(*anchor.day, *other);
  if (point != 0 && point != stretch_if_ahead)
    place_end(timex, *other, f.has(F::finer) ? static_cast<Unit>(f[F::finer_unit]) : unit);
  timex.basis = anchor.basis;
  timex.anchor = anchor.timex;
}

void place_set(Timex& timex) {
  const F& f = timex.fields;
  static constexpr const char* parts[] = {"TMO", "TMI", "TAF", "TEV", "TNI", "TDT"};
  timex.type = TimexType::set;
  timex.vague = true;
  const std::string clock = f.has(F::part) ? parts[f[F::part]] : "";
  if (f.has(F::weekday))
    timex.value = format("XXXX-WXX-%d", f[F::weekday]) + clock;
  else if (f.has(F::weekend))
    timex.value = "XXXX-WE";
  else if (f.has(F::hour))
    timex.value = open_value(f);
  else if (f.has(F::unit))
    timex.value = print_duration(
        f.get(F::vague, 0) ? std::nullopt : std::optional<double>(number_of(f).value_or(1)),
        static_cast<Unit>(f[F::unit]));
  else if (!clock.empty())
    timex.value = clock;
  else
    timex.value = open_value(f);
}

}  // namespace

void normalize(Timex& timex, const Anchor& anchor, int tense) {
  static constexpr const char* references[] = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"};
  const F& f = timex.fields;
  timex.mod = static_cast<Mod>(f.get(F::mod, 0));
  timex.approximate = timex.mod == Mod::approx;
  switch (static_cast<Kind>(f.get(F::kind, 0))) {
    case Kind::duration:
      place_duration(timex, anchor, tense);
      return;
    case Kind::set:
      place_set(timex);
      return;
    case Kind::reference:
      timex.value = references[f.get(F::reference, 0)];
      timex.vague = true;
      return;
    case Kind::date:
    case Kind::nothing:
      break;
  }
  // "a few days later"
  if (f.get(F::vague, 0) != 0 && f.has(F::unit) && anchor_kind(f) == AnchorKind::text) {
    timex.type = TimexType::duration;
    timex.value = print_duration({}, static_cast<Unit>(f[F::unit]));
    timex.vague = true;
    return;
  }
  if (f.get(F::vague, 0) != 0 && f.has(F::unit)) {  // "several years ago"
    timex.value = references[f.get(F::direction, -1) < 0 ? 1 : 2];
    timex.vague = true;
    return;
  }
  place_date(timex, anchor, tense);
}

}  // namespace newsline::timex

namespace newsline {

using namespace timex;

std::optional<CalendarPlace> place_of(const TimexFields& fields) {
  Timex timex;
  timex.fields = fields;
  timex.fields.set(F::kind, static_cast<int>(Kind::date));
  normalize(timex, {}, 0);
  if (!timex.interval || timex.vague) return std::nullopt;
  return CalendarPlace{*timex.interval, timex.grain, timex.approximate};
}

}  // namespace newsline
