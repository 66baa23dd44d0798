// Dates in EDTF (ISO 8601-2): an interval and its grain to text and back.
//
//     1 May to 31 May 2024, month: "2024-05"     the 1920s: "192X"
//     spring 2024: "2024-21"                     since 1998: "1998/.."
// Printing takes the name that fits the interval exactly; an interval without a name is
// "first/last", in the grain of the text. Reading takes what we print and a good part of level 1
// and 2.
// What it does not do: uncertainty of single components, sets ("[1999,2001]"), years beyond four
// digits.
#include "newsline/edtf.h"

#include <algorithm>
#include <cstdlib>

#include "digits.h"

namespace newsline {

namespace {

using namespace std::chrono;

/// Units of whole months: how long, in which month of the year (from 0) the first begins, and its
/// number in EDTF.
struct MonthUnit {
  Grain grain;
  int months, first_month, first_code;
};
constexpr MonthUnit month_units[] = {
    {Grain::month, 1, 0, 1},         {Grain::season, 3, 2, 21}, {Grain::quarter, 3, 0, 33},
    {Grain::part_of_year, 4, 0, 37}, {Grain::half, 6, 0, 40},
};
/// Seasons of one hemisphere (ISO 8601-2, 25-32) as the numbers of the seasons that lie in the same
/// months.
constexpr int same_season[] = {21, 22, 23, 24, 23, 24, 21, 22};

struct Unit {
  Interval interval;
  std::string name;
};

int floor_divide(int value, int by) { return value >= 0 ? value / by : -((by - 1 - value) / by); }

Interval months_from(int month_count, int months) {
  const auto begin = [](int count) {
    const int year = floor_divide(count, 12);
    return Day{std::chrono::year{year} / (count - year * 12 + 1) / 1};
  };
  return {begin(month_count), begin(month_count + months)};
}

Interval years_from(int first, int last) {
  return {Day{std::chrono::year{first} / January / 1},
          Day{std::chrono::year{last + 1} / January / 1}};
}

/// As many digits, behind a sign where one is needed.
std::string signed_digits(bool negative, int number, std::size_t width) {
  std::string name(negative ? 1 : 0, '-');
  return name += digits(static_cast<unsigned>(std::abs(number)), width);
}

std::string year_name(int year) { return signed_digits(year < 0, year, 4); }

/// The years that "-004X" means count away from zero: -49 to -40. "-000X" would hold a year -0 and
/// is no name.
std::optional<Unit> years_unit(int year, int length) {
  if (year < 0 && year > -length) return std::nullopt;
  const int near = std::abs(year) / length, first = near * length, last = first + length - 1;
  std::string name = signed_digits(year < 0, near, length == 10 ? 3 : 2);
  name += length == 10 ? "X" : "XX";
  return Unit{year < 0 ? years_from(-last, -first) : years_from(first, last), std::move(name)};
}

std::optional<Unit> months_unit(int year, int month, Grain grain) {
  const auto unit = std::ranges::find(month_units, grain, &MonthUnit::grain);
  if (unit == std::end(month_units)) return std::nullopt;
  const int index = floor_divide(year * 12 + month - unit->first_month, unit->months);
  const int first = index * unit->months + unit->first_month, first_year = floor_divide(first, 12);
  const int code = unit->first_code + (first - first_year * 12 - unit->first_month) / unit->months;
  return Unit{months_from(first, unit->months),
              year_name(first_year) + '-' + digits(static_cast<unsigned>(code), 2)};
}

/// The unit of that grain that the day lies in; empty for a grain that has no names.
std::optional<Unit> unit_of(Grain grain, Day day) {
  const year_month_day date = ymd(day);
  const int year = static_cast<int>(date.year());
  switch (grain) {
    case Grain::century:
      return years_unit(year, 100);
    case Grain::decade:
      return years_unit(year, 10);
    case Grain::year:
      return Unit{year_interval(year), year_name(year)};
    case Grain::day:
      return Unit{day_interval(day), to_string(day)};
    default:
      return months_unit(year, static_cast<int>(static_cast<unsigned>(date.month())) - 1, grain);
  }
}

std::string with_mark(std::string name, const Edtf& date) {
  if (date.approximate && date.uncertain) return name + '%';
  if (date.approximate) return name + '~';
  return date.uncertain ? name + '?' : name;
}

/// The name of the stretch where it has one.
std::optional<std::string> name_of(Interval days) {
  static constexpr Grain grains[] = {Grain::century, Grain::decade,       Grain::year,
                                     Grain::half,    Grain::part_of_year, Grain::quarter,
                                     Grain::season,  Grain::month,        Grain::day};
  // most are days: no other grain is one day long
  if (days == day_interval(days.first_day())) return to_string(days.first_day());
  for (const Grain grain : grains)
    if (std::optional<Unit> unit = unit_of(grain, days.first_day()); unit && unit->interval == days)
      return std::move(unit->name);
  return std::nullopt;
}

/// The grains to name both ends by. Where the grain of the text is not known: the coarsest of
/// years, early/mid/late years, months and days that begins and ends with the stretch.
std::pair<Grain, Grain> end_grains(const Edtf& date, Interval days) {
  const auto begins = [&](Grain grain) {
    const std::optional<Unit> unit = unit_of(grain, days.first_day());
    return unit && unit->interval.first == days.first && unit->interval.last < days.last;
  };
  const auto ends = [&](Grain grain) {
    const std::optional<Unit> unit = unit_of(grain, days.last_day());
    return unit && unit->interval.last == days.last && days.first < unit->interval.first;
  };
  if (begins(date.first_grain) && ends(date.last_grain)) return {date.first_grain, date.last_grain};
  for (const Grain grain : {Grain::year, Grain::part_of_year, Grain::month})
    if (begins(grain) && ends(grain)) return {grain, grain};
  return {Grain::day, Grain::day};
}

/// The one end of an open interval: in the grain of the text, else the coarsest of year, month and
/// day.
std::string print_open(const Edtf& date, Interval days, bool open_first) {
  for (const Grain grain :
       {open_first ? date.last_grain : date.first_grain, Grain::year, Grain::month, Grain::day}) {
    const std::optional<Unit> unit =
        unit_of(grain, open_first ? days.last_day() : days.first_day());
    if (!unit) continue;
    if (open_first && unit->interval.last == days.last) return "../" + with_mark(unit->name, date);
    if (!open_first && unit->interval.first == days.first)
      return with_mark(unit->name, date) + "/..";
  }
  return {};
}

std::string print_stretch(const Edtf& date, Interval days) {
  const bool open_first = days.first <= all_time.first, open_last = days.last >= all_time.last;
  if (open_first && open_last) return "../..";
  if (open_first || open_last) return print_open(date, days, open_first);
  const auto [first, last] = end_grains(date, days);
  return with_mark(unit_of(first, days.first_day())->name, date) + '/' +
         with_mark(unit_of(last, days.last_day())->name, date);
}

/// Takes that many decimal digits off the text; empty when they are not there.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_clock(std::string_view& text, int last_hour) {
  const std::optional<int> hour = take_digits(text, 2);
  if (!hour || *hour > last_hour) return false;
  for (int field = 0; field < 2 && text.starts_with(':'); ++field) {
    text.remove_prefix(1);
    const std::optional<int> sixtieth = take_digits(text, 2);
    if (!sixtieth || *sixtieth > 59) return false;
  }
  return true;
}

/// "T09:30:00Z", "T09:30+02:00" or nothing: ISO 8601 behind a day.
bool is_time_of_day(std::string_view text) {
  if (text.empty()) return true;
  if (!take(text, "T") || !take_clock(text, 24)) return false;
  if (text.empty() || text == "Z") return true;
  return (take(text, "+") || take(text, "-")) && take_clock(text, 14) && text.empty();
}

std::optional<Edtf> named(Grain grain, Interval interval) {
  return Edtf{.interval = interval, .grain = grain};
}

/// "202X" and "20XX", what follows the sign.
std::optional<Edtf> parse_years(std::string_view text, bool negative) {
  const std::size_t digits = text.find('X');
  std::optional<int> near = take_digits(text, digits);
  if (!near || text != (digits == 2 ? "XX" : "X") || (negative && *near == 0)) return std::nullopt;
  const int length = digits == 2 ? 100 : 10;
  const int year = negative ? -*near * length : *near * length;
  return named(digits == 2 ? Grain::century : Grain::decade, years_unit(year, length)->interval);
}

/// What follows "YYYY-": a month, a season or another part, and perhaps a day.
std::optional<Edtf> parse_in_year(std::string_view text, int year) {
  if (text == "XX" || text == "XX-XX") return named(Grain::year, year_interval(year));
  const std::optional<int> code = take_digits(text, 2);
  if (!code || *code == 0) return std::nullopt;
  if (*code <= 12) {
    const auto month = static_cast<unsigned>(*code);
    if (text.empty() || text == "-XX") return named(Grain::month, month_interval(year, month));
    const std::optional<int> number = take(text, "-") ? take_digits(text, 2) : std::nullopt;
    const std::optional<Day> day =
        number ? make_day(year, month, static_cast<unsigned>(*number)) : std::nullopt;
    return day && is_time_of_day(text) ? named(Grain::day, day_interval(*day)) : std::nullopt;
  }
  const int number = *code >= 25 && *code <= 32 ? same_season[*code - 25] : *code;
  for (const MonthUnit& unit : month_units) {
    const int index = number - unit.first_code;
    if (unit.grain == Grain::month || index < 0 || index >= 12 / unit.months || !text.empty())
      continue;
    return named(unit.grain,
                 months_from(year * 12 + unit.first_month + index * unit.months, unit.months));
  }
  return std::nullopt;
}

/// One date, no stretch.
std::optional<Edtf> parse_date(std::string_view text) {
  const char mark = text.empty() ? '\0' : text.back();
  const bool approximate = mark == '~' || mark == '%', uncertain = mark == '?' || mark == '%';
  if (approximate || uncertain) text.remove_suffix(1);
  const bool negative = take(text, "-");
  std::optional<Edtf> date;
  if (text.size() == 4 && (text[2] == 'X' || text[3] == 'X')) {
    date = parse_years(text, negative);
  } else if (const std::optional<int> number = take_digits(text, 4);
             number && !(negative && *number == 0)) {
    const int year = negative ? -*number : *number;
    if (text.empty()) date = named(Grain::year, year_interval(year));
    if (take(text, "-")) date = parse_in_year(text, year);
  }
  if (!date) return std::nullopt;
  date->approximate = approximate;
  date->uncertain = uncertain;
  return date;
}

std::optional<Edtf> parse_stretch(std::string_view first_text, std::string_view last_text) {
  const auto open = [](std::string_view text) { return text.empty() || text == ".."; };
  Edtf all{.interval = all_time, .grain = Grain::range};
  if (open(first_text) && open(last_text))
    return first_text == ".." && last_text == ".." ? std::optional(all) : std::nullopt;
  if (!open(first_text)) {
    const std::optional<Edtf> first = parse_date(first_text);
    if (!first) return std::nullopt;
    all = *first;
    all.first_grain = first->grain;
    all.interval.last = all_time.last;
  }
  if (!open(last_text)) {
    const std::optional<Edtf> last = parse_date(last_text);
    if (!last || last->interval.last <= all.interval.first) return std::nullopt;
    all.last_grain = last->grain;
    all.interval.last = last->interval.last;
    all.approximate |= last->approximate;
    all.uncertain |= last->uncertain;
  }
  all.grain = Grain::range;
  return all;
}

}  // namespace

std::string print_edtf(const Edtf& date) {
  const Interval days = day_range(date.interval.first_day(),
                                  std::max(date.interval.first_day(), date.interval.last_day()));
  if (std::optional<std::string> name = name_of(days)) return with_mark(*std::move(name), date);
  return print_stretch(date, days);
}

std::optional<Edtf> parse_edtf(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return parse_date(text);
  return parse_stretch(text.substr(0, slash), text.substr(slash + 1));
}

}  // namespace newsline
