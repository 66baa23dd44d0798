// Where the events of a chronology lie in time, drawn as an SVG of a fixed height: x in percent
// and y in pixels without a viewBox, so that a phone shows the same text in the same size.
//
// Ten events of May 2024 and one of 1931 give: the range 1931 to 2024, cut at 1931 ("< 1 earlier",
// a link), one bar a day with its events stacked by certainty, ticks "2 May 2024", "9 May", ...,
// and below the axis a line for "spring 2024", which is longer than a bar can show.
//
// What it does not do: place an event within its interval. A bar holds the middle of an interval
// that is hardly longer than the bar; longer intervals are lines from their first to their last
// day.
#include "html_strip.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "html_text.h"
#include "presentation.h"

namespace newsline::write {

namespace {

using Days = long;  // since 1970-01-01

Days number(Day day) { return static_cast<Days>(day.time_since_epoch().count()); }
Day day_of(Days days) { return Day{std::chrono::days{days}}; }

enum class Unit { day, week, month, quarter, year, decade, century };
constexpr std::array<double, 7> unit_days{1, 7, 31, 92, 366, 3653, 36525};
constexpr std::array units{Unit::day,  Unit::week,   Unit::month,  Unit::quarter,
                           Unit::year, Unit::decade, Unit::century};

long floor_div(long a, long b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

long months_of(Days day) {
  const auto date = ymd(day_of(day));
  return static_cast<int>(date.year()) * 12L + static_cast<unsigned>(date.month()) - 1;
}

Days first_of_month(long months) {
  const std::chrono::year year{static_cast<int>(floor_div(months, 12))};
  const auto month = static_cast<unsigned>(months - floor_div(months, 12) * 12 + 1);
  return number(Day{year / static_cast<int>(month) / 1});
}

constexpr std::array<long, 7> months_in{0, 0, 1, 3, 12, 120, 1200};

/// The number of the unit that holds a day, and the first day of a unit.
long index_of(Unit unit, Days day) {
  if (unit == Unit::day) return day;
  if (unit == Unit::week) return floor_div(day + 3, 7);  // 1970-01-01 was a Thursday
  return floor_div(months_of(day), months_in[static_cast<std::size_t>(unit)]);
}

Days first_of(Unit unit, long index) {
  if (unit == Unit::day) return index;
  if (unit == Unit::week) return index * 7 - 3;
  return first_of_month(index * months_in[static_cast<std::size_t>(unit)]);
}

/// An event's interval in numbers.
struct Placed {
  Days first, last;
  const StripEvent* event;
  double middle() const { return (static_cast<double>(first) + static_cast<double>(last)) / 2; }
  double length() const { return static_cast<double>(last - first) + 1; }
};

struct Range {
  double first, last;
  bool holds(double day) const { return day >= first && day <= last; }
};

Range range_of(const std::vector<Placed>& events, std::size_t begin, std::size_t end) {
  Range range{static_cast<double>(events[begin].first), static_cast<double>(events[begin].last)};
  for (std::size_t i = begin; i < end; ++i) {
    range.first = std::min(range.first, static_cast<double>(events[i].first));
    range.last = std::max(range.last, static_cast<double>(events[i].last));
  }
  return range;
}

/// Cuts off a side that lies behind a gap of more than half the range and holds at most a fifth of
/// the events: the one event of 44 BC does not press all others into one bar. `events` by middle.
Range without_far_sides(const std::vector<Placed>& events) {
  constexpr double least_gap = 400;
  std::size_t begin = 0, end = events.size();
  for (bool cut = true; cut && end - begin > 1;) {
    cut = false;
    const Range range = range_of(events, begin, end);
    const double half = std::max(least_gap, (range.last - range.first) / 2);
    for (std::size_t i = begin + 1; i < end && !cut; ++i) {
      if (events[i].middle() - events[i - 1].middle() <= half) continue;
      if (i * 5 <= events.size()) {
        begin = i;
      } else if ((events.size() - i) * 5 <= events.size()) {
        end = i;
      } else {
        continue;
      }
      cut = true;
    }
  }
  return range_of(events, begin, end);
}

/// The shortest window that holds three quarters of the events, where it is far shorter than all,
/// with what lies around it: of a ticker's one day at least the week on both sides.
Range dense_part(const std::vector<Placed>& events, Range range) {
  constexpr std::size_t enough = 20;
  constexpr double margin = 0.12, least_length = 15;
  if (events.size() < enough) return range;
  const std::size_t wanted = (events.size() * 3 + 3) / 4;
  Range best{0, 1e18};
  for (std::size_t i = 0; i + wanted <= events.size(); ++i) {
    const double from = events[i].middle(), to = events[i + wanted - 1].middle();
    if (to - from < best.last - best.first) best = {from, to};
  }
  const double length = std::max(best.last - best.first, 1.0);
  if (length * 8 >= range.last - range.first) return range;
  const double around = std::max(length * margin, (least_length - length) / 2);
  return {std::max(range.first, best.first - around), std::min(range.last, best.last + around)};
}

/// What one unit of time has: its bar.
struct Bar {
  std::size_t facts = 0, hollow = 0, negated = 0;
  const StripEvent* first = nullptr;
  std::size_t all() const { return facts + hollow + negated; }
};

/// With one decimal, where that is not zero.
std::string pixels(double value) {
  char digits[32];
  const auto end =
      std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 1);
  const std::string_view text(digits, static_cast<std::size_t>(end.ptr - digits));
  return std::string(text.ends_with(".0") ? text.substr(0, text.size() - 2) : text);
}

std::string percent(double value) { return pixels(value) + '%'; }

double letters(std::string_view text) {
  return static_cast<double>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// The labels of the axis from left to right, in percent of its width: one that would lie on the
/// one before, or on the words at a side, is not taken.
class Labels {
 public:
  Labels(double letter, double left_letters, double right_letters)
      : letter_(letter),
        end_(left_letters > 0 ? left_letters * letter : -gap * letter),
        last_(right_letters > 0 ? 100 - (right_letters + gap) * letter : 101) {}

  /// `side`: which part of the label lies left of `at`.
  bool take(double at, double side, double letters) {
    const double begin = at - letters * letter_ * side, end = begin + letters * letter_;
    if (begin < end_ + gap * letter_ || (end > last_ && side < 1) || (side == 1 && at > last_))
      return false;
    end_ = end;
    return true;
  }

 private:
  static constexpr double gap = 1.5;  // letters
  double letter_, end_, last_;
};

class Strip {
 public:
  Strip(std::string& out, const std::vector<StripEvent>& events, std::optional<Day> now,
        const StripWords& words)
      : out_(out), words_(words) {
    placed_.reserve(events.size());
    for (const StripEvent& event : events) {
      placed_.push_back({number(event.first), number(event.last), &event});
    }
    std::ranges::stable_sort(placed_, {}, &Placed::middle);
    range_ = dense_part(placed_, without_far_sides(placed_));
    choose_unit();
    if (now) now_ = number(*now);
  }

  void write() {
    count();
    if (bars_.size() < 2 && !has_line()) return;  // one day has no shape
    const std::string lines = long_events();
    const int height = lanes_.empty() ? 104 : 106 + lane_height * static_cast<int>(lanes_.size());
    out_ += "<svg aria-hidden=\"true\" text-anchor=\"middle\" height=\"" + std::to_string(height) +
            "\">";
    bars();
    out_ += "<line x1=\"" + x(first_) + "\" x2=\"" + x(last_) + "\" y1=\"78\" y2=\"78\"/>";
    ticks();
    present();
    outside();
    out_ += lines;
    out_ += "</svg>\n";
  }

 private:
  static constexpr double top = 14, base = 78;
  static constexpr int lane_height = 9;
  static constexpr long least_units = 9;
  static constexpr std::size_t most_lanes = 3, most_lines = 12, most_bars = 110, most_ticks = 8;

  std::size_t inside() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(placed_, [&](const Placed& p) { return range_.holds(p.middle()); }));
  }

  /// The finest unit that gives not too many bars and can show at least half of the events.
  void choose_unit() {
    for (const Unit unit : units) {
      unit_ = unit;
      const long bars = index_of(unit, static_cast<Days>(range_.last)) -
                        index_of(unit, static_cast<Days>(range_.first)) + 1;
      const double longest = unit_days[static_cast<std::size_t>(unit)];
      const auto fits =
          static_cast<std::size_t>(std::ranges::count_if(placed_, [&](const Placed& p) {
            return range_.holds(p.middle()) && p.length() <= longest;
          }));
      if (bars <= static_cast<long>(most_bars) && fits * 2 >= inside()) break;
    }
    long begin = index_of(unit_, static_cast<Days>(std::floor(range_.first)));
    long end = index_of(unit_, static_cast<Days>(std::floor(range_.last))) + 1;
    // Two days in a row are two bars, not two halves of the page.
    if (const long missing = least_units - (end - begin); missing > 0) {
      begin -= missing / 2;
      end += missing - missing / 2;
      range_ = {static_cast<double>(first_of(unit_, begin)),
                static_cast<double>(first_of(unit_, end)) - 0.5};
    }
    first_ = first_of(unit_, begin);
    last_ = first_of(unit_, end);
  }

  bool has_line() const {
    return std::ranges::any_of(placed_, [&](const Placed& event) { return !in_a_bar(event); });
  }

  bool in_a_bar(const Placed& event) const {
    return event.length() <= unit_days[static_cast<std::size_t>(unit_)] * 1.6;
  }

  void count() {
    for (const Placed& event : placed_) {
      if (event.middle() < range_.first)
        ++earlier_;
      else if (event.middle() > range_.last)
        ++later_;
      else if (in_a_bar(event))
        add(event);
    }
    left_ = earlier_ > 0 ? 9 : 0;
    right_ = later_ > 0 ? 91 : 100;
  }

  void add(const Placed& event) {
    Bar& bar = bars_[index_of(unit_, static_cast<Days>(std::floor(event.middle())))];
    const Certainty certainty = event.event->certainty;
    if (certainty == Certainty::asserted)
      ++bar.facts;
    else if (certainty == Certainty::negated)
      ++bar.negated;
    else
      ++bar.hollow;
    if (!bar.first || event.first < number(bar.first->first)) bar.first = event.event;
    highest_ = std::max(highest_, bar.all());
  }

  double share(Days day) const {
    const double part = static_cast<double>(day - first_) / static_cast<double>(last_ - first_);
    return left_ + std::clamp(part, 0.0, 1.0) * (right_ - left_);
  }
  std::string x(Days day) const { return percent(share(day)); }

  void rectangle(std::string_view kind, double from, double width, double y, double height) {
    out_ += "<rect class=\"";
    out_ += kind;
    out_ += "\" x=\"" + percent(from);
    if (y > 0) out_ += "\" y=\"" + pixels(y);
    out_ += "\" width=\"" + percent(width) + "\" height=\"" + pixels(height) + "\"/>";
  }

  void title(std::string_view words) {
    out_ += "<title>";
    append_text(out_, words);
    out_ += "</title>";
  }

  std::string unit_words(long index) const {
    OutputDate date;
    date.start = day_of(first_of(unit_, index));
    date.end = day_of(first_of(unit_, index + 1) - 1);
    constexpr std::array grains{Grain::day,  Grain::week,   Grain::month,  Grain::quarter,
                                Grain::year, Grain::decade, Grain::century};
    date.grain = grains[static_cast<std::size_t>(unit_)];
    return words_.dates->date(date);
  }

  void bars() {
    for (const auto& [index, bar] : bars_) {
      const double from = share(first_of(unit_, index));
      const double width = share(first_of(unit_, index + 1)) - from;
      const double gap = width * 0.08;
      const double step = (base - top) / static_cast<double>(highest_);
      double y = base;
      out_ += "<a href=\"#" + std::string(bar.first->section) + "\" tabindex=\"-1\">";
      const auto part = [&](std::string_view kind, std::size_t events) {
        if (events == 0) return;
        const double height = step * static_cast<double>(events);
        y -= height;
        rectangle(kind, from + gap, width - gap * 2, y, height);
      };
      part("b", bar.facts);
      part("f", bar.hollow);
      part("n", bar.negated);
      rectangle("hit", from, width, 0, base);
      title(unit_words(index) + ": " + std::to_string(bar.all()));
      out_ += "</a>";
    }
  }

  /// The first day of each tick, in steps that give at most eight of them.
  std::vector<Days> tick_days() const {
    struct Step {
      Unit unit;
      long units;
    };
    constexpr std::array steps{
        Step{Unit::day, 1},      Step{Unit::day, 2},     Step{Unit::week, 1},
        Step{Unit::week, 2},     Step{Unit::month, 1},   Step{Unit::month, 2},
        Step{Unit::quarter, 1},  Step{Unit::quarter, 2}, Step{Unit::year, 1},
        Step{Unit::year, 2},     Step{Unit::year, 5},    Step{Unit::decade, 1},
        Step{Unit::decade, 2},   Step{Unit::decade, 5},  Step{Unit::century, 1},
        Step{Unit::century, 2},  Step{Unit::century, 5}, Step{Unit::century, 10},
        Step{Unit::century, 25}, Step{Unit::century, 50}};
    std::vector<Days> days;
    for (const Step& step : steps) {
      if (step.unit < unit_ && !(unit_ == Unit::week && step.unit == Unit::day)) continue;
      days.clear();
      const long from = floor_div(index_of(step.unit, first_), step.units);
      for (long i = from; i <= from + static_cast<long>(most_ticks) + 1; ++i) {
        const Days day = first_of(step.unit, i * step.units);
        if (day >= first_ && day < last_) days.push_back(day);
      }
      const Days next =
          first_of(step.unit, (from + static_cast<long>(most_ticks) + 2) * step.units);
      if (days.size() <= most_ticks && next >= last_) break;
    }
    return days;
  }

  std::string tick_words(Days at, bool years_alone, bool months_alone, bool with_year) const {
    const auto date = ymd(day_of(at));
    if (years_alone) return words_.dates->year(static_cast<int>(date.year()));
    if (!months_alone)
      return with_year ? words_.dates->day(day_of(at)) : words_.dates->day_of_month(day_of(at));
    OutputDate month;
    month.start = day_of(at);
    month.end = day_of(first_of_month(months_of(at) + 1) - 1);
    month.grain = Grain::month;
    return words_.dates->date(month);
  }

  void ticks() {
    const std::vector<Days> days = tick_days();
    const auto begins_year = [](Days d) {
      return months_of(d) % 12 == 0 && first_of_month(months_of(d)) == d;
    };
    const auto begins_month = [](Days d) { return first_of_month(months_of(d)) == d; };
    const bool years = std::ranges::all_of(days, begins_year);
    const bool months = std::ranges::all_of(days, begins_month);
    // Steps of decades go through -500, which is 501 BC, and through 0, which is no year.
    const bool decades = years && days.size() > 1 && days[1] - days[0] >= 3650;
    // Shares of the strip's width that a letter takes on a wide screen and on a phone.
    Labels wide(0.75, side_letters(words_.earlier, earlier_), side_letters(words_.later, later_));
    Labels phone(1.9, side_letters(words_.earlier, earlier_), side_letters(words_.later, later_));
    for (std::size_t i = 0; i < days.size(); ++i) {
      const double at = share(days[i]);
      const Days behind = decades && days[i] <= first_of_month(0) ? 366 : 0;
      out_ += "<line x1=\"" + percent(at) + "\" x2=\"" + percent(at) + "\" y1=\"78\" y2=\"83\"/>";
      const std::string text = tick_words(days[i] + behind, years, months, i == 0);
      const double side = at < 5 ? 0 : at > 95 ? 1 : 0.5;
      if (!wide.take(at, side, letters(text))) continue;
      const bool hidden_on_phone = !phone.take(at, side, letters(text));
      out_ += "<text" + std::string(hidden_on_phone ? " class=\"m\"" : "") + " x=\"" + percent(at) +
              "\" y=\"96" +
              (side < 0.5   ? "\" text-anchor=\"start"
               : side > 0.5 ? "\" text-anchor=\"end"
                            : "") +
              "\">";
      append_text(out_, text);
      out_ += "</text>";
    }
  }

  /// How many letters the words at a side of the axis have there, "earlier"; 0: they are not shown.
  static double side_letters(const std::vector<std::string>& lines, std::size_t events) {
    return events == 0 || lines.empty() ? 0 : letters(lines.back());
  }

  /// The day of publication, or that of the last page: what is right of it was future when it was
  /// written, the day itself was not.
  void present() {
    if (!now_ || *now_ < first_ || *now_ >= last_) return;
    const double at = share(*now_ + 1);
    const bool left = at > 60;
    out_ += "<line class=\"now\" x1=\"" + percent(at) + "\" x2=\"" + percent(at) +
            "\" y2=\"78\"/><text x=\"" + percent(at) + "\" dx=\"" + (left ? "-5" : "5") +
            "\" y=\"9\" text-anchor=\"" + (left ? "end" : "start") + "\">";
    append_text(out_, words_.now);
    out_ += "</text>";
  }

  void side(const std::vector<std::string>& lines, std::size_t events, std::string_view section,
            double at, std::string_view anchor) {
    out_ += "<a href=\"#";
    out_ += section;
    out_ += "\" tabindex=\"-1\">";
    int y = 74;
    for (const std::string& line : lines) {
      out_ += "<text x=\"" + percent(at) + "\" y=\"" + std::to_string(y) + "\" text-anchor=\"";
      out_ += anchor;
      out_ += "\">";
      append_text(out_, fill(line, "{n}", with_thousands(events, words_.thousands)));
      out_ += "</text>";
      y = 96;
    }
    out_ += "</a>";
  }

  void outside() {
    if (earlier_ > 0) side(words_.earlier, earlier_, placed_.front().event->section, 0, "start");
    if (later_ > 0) side(words_.later, later_, placed_.back().event->section, 100, "end");
  }

  /// Lines below the axis for the most salient of the events that no bar can show.
  std::string long_events() {
    std::vector<const Placed*> found;
    for (const Placed& event : placed_) {
      if (!in_a_bar(event) && event.last >= first_ && event.first < last_) found.push_back(&event);
    }
    std::ranges::stable_sort(found, std::greater{},
                             [](const Placed* p) { return p->event->salience; });
    if (found.size() > most_lines) found.resize(most_lines);
    std::ranges::stable_sort(found, {}, [](const Placed* p) { return p->first; });
    std::vector<std::size_t> numbers;
    for (const Placed* event : found) numbers.push_back(event->event->number);
    const std::vector<std::string> labels =
        numbers.empty() ? std::vector<std::string>() : words_.labels(numbers);
    std::string lines;
    for (std::size_t i = 0; i < found.size(); ++i) line(lines, *found[i], labels[i]);
    return lines;
  }

  void line(std::string& lines, const Placed& event, std::string_view label) {
    auto lane = std::ranges::find_if(
        lanes_, [&](Days end) { return end + (last_ - first_) / 100 < event.first; });
    if (lane == lanes_.end() && lanes_.size() == most_lanes) return;
    if (lane == lanes_.end()) lane = lanes_.insert(lane, 0);
    *lane = event.last;
    const int y = 108 + lane_height * static_cast<int>(lane - lanes_.begin());
    const Certainty certainty = event.event->certainty;
    const bool future = certainty == Certainty::planned || certainty == Certainty::projected;
    const char* kind = future ? "r rf" : certainty == Certainty::negated ? "r rn" : "r";
    lines += "<a href=\"#" + words_.anchor(event.event->number) +
             "\" tabindex=\"-1\"><line class=\"" + kind + "\" x1=\"" + x(event.first) + "\" x2=\"" +
             x(event.last + 1) + "\" y1=\"" + std::to_string(y) + "\" y2=\"" + std::to_string(y) +
             "\"/><title>";
    append_text(lines, label);
    lines += "</title></a>";
  }

  std::string& out_;
  const StripWords& words_;
  std::vector<Placed> placed_;  // by middle
  Range range_{};
  Unit unit_ = Unit::day;
  Days first_ = 0, last_ = 1;  // what is drawn, half-open, whole units
  std::optional<Days> now_;
  std::map<long, Bar> bars_;
  std::size_t highest_ = 1, earlier_ = 0, later_ = 0;
  double left_ = 0, right_ = 100;
  std::vector<Days> lanes_;  // the last day of what each holds
};

}  // namespace

void write_strip(std::string& out, const std::vector<StripEvent>& events, std::optional<Day> now,
                 const StripWords& words) {
  if (!events.empty()) Strip(out, events, now, words).write();
}

}  // namespace newsline::write
