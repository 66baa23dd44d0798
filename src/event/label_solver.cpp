// What the labels of a chronology leave open, solved for all of them together.
//
// Each label has some candidates: dates that its words allow. "March 3:" may lie in the year of the
// heading above it, in those that labels before and behind it name, in that of the publication and
// its neighbors; "12:" in the month of the label before or the next one; "2.01pm" on the day of the
// label before or the next. A reading of the list takes one candidate of each label and costs
// something wherever it is unlikely: a step back in a list that runs forward, a weekday that does
// not fit, an event in the past tense after the publication, a year that is not the heading's, a
// long gap. The cheapest reading of the whole list is found by dynamic programming from label to
// label (Viterbi 1967), once for each direction in which the list may run; what a label's next best
// date would cost more is its margin.
//
// Traced: "Jan. 9, 2015: / March 3: / Oct. 2:", published 2016-03-05. The first has one candidate.
// "March 3" may lie in 2014 (a step back: 4), 2015 (nothing but a short gap), 2016 (a longer gap);
// "Oct. 2" in 2015, or in 2016, which costs 2 more as it lies behind the publication. So all are of
// 2015.
//
// A label that stands alone in its line or heading governs the narrower ones below it, until one as
// wide as itself: each candidate remembers which candidate of the governing labels it was filled
// from, and two that stand under one label must remember the same.
//
// What it does not do: it weighs no words but the tense that its caller found, and it never moves a
// date that a label tells in full.
#include "label_solver.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace newsline::event {

namespace {

using F = TimexFields;
using std::chrono::days;

constexpr std::size_t most_candidates = 12;  // of one label
constexpr std::size_t most_labels = 20000;   // solved together
constexpr double impossible = 30;            // under a governing label's other date
constexpr double step_back = 4;
constexpr double new_section = 0.25;  // of a step back, where a heading parts the two
constexpr double gap_a_year = 0.6, most_gap = 2.4;
// a label without a year is of the same one as that before it, until it must turn
constexpr double turn_of_year = 1.2, most_turns = 4;
constexpr double skipped_year = 3;  // and does not leave out most of one
constexpr int most_of_year = 300;   // days
constexpr double skipped_week = 2;  // a weekday is that of the same week
constexpr int days_of_week = 7;
constexpr double next_day = 1;  // a clock that begins anew
// "2144, 2004, 2125" of a list that falls: a misprint rather than a whole day between two entries
constexpr int little = 180;  // minutes
constexpr double day_between = 4;
// "0000 Good night." on top of a list that falls may lie behind the day that most entries are of
constexpr int small_hours = 180, half_a_day = 720;  // minutes
constexpr double behind_midnight = 0.2, other_day = 0.05;
constexpr double out_of_day = 3;  // "12:30 a.m." behind "11 p.m." under a day's heading
constexpr double wrong_weekday = 4.5;
// after publication, in a past tense or without one
constexpr double past_ahead = 4, event_ahead = 2;
// before it, in the future or in a list of plans
constexpr double plan_behind = 2, listed_behind = 0.7;
// a list without verbs, so long ago that its year would have been told
constexpr double long_behind = 2.4;
constexpr days told_with_year{183};
constexpr double other_year = 1.5;   // than that of the heading, title or prose
constexpr double turned_year = 0.5;  // where the list has begun in that year
constexpr double far_year = 0.15, most_far = 3;
constexpr double other_order = 6, unlike_site = 0.5;  // of day and month
constexpr double falling_list = 0.3;                  // lists run forward more often
constexpr double sure = 50;  // the margin where there is no other candidate

struct Candidate {
  Day first{}, last{};
  Grain grain = Grain::day;
  bool approximate = false, month_first = false;
  std::int16_t clock = -1;
  double cost = 0;
  // by rank: the governing label's candidate
  std::array<std::int8_t, static_cast<std::size_t>(LabelRank::count)> from{-1, -1, -1, -1, -1};
};

int year_of(Day day) { return static_cast<int>(ymd(day).year()); }
int month_number(Day day) {
  return year_of(day) * 12 + static_cast<int>(static_cast<unsigned>(ymd(day).month())) - 1;
}
int weekday_of(Day day) {
  return static_cast<int>(
      std::chrono::weekday(std::chrono::sys_days(day.time_since_epoch())).iso_encoding());
}

/// What is filled in: a year, a year and month, or a whole day.
struct Filling {
  std::optional<int> year, month;
  std::optional<Day> day;
};

std::optional<CalendarPlace> placed(const LabelFields& label, const Filling& filling, bool swap) {
  F fields = label.all();
  for (const F::Slot slot : {F::hour, F::minute, F::weekday}) fields.set(slot, F::open);
  if (fields.has(F::short_year)) {
    fields.set(F::short_year, F::open);
  }
  if (swap) {
    const std::int32_t month = fields[F::month];
    fields.set(F::month, fields[F::day]);
    fields.set(F::day, month);
  }
  if (filling.day) {
    const auto date = ymd(*filling.day);
    fields.set(F::year, static_cast<int>(date.year()));
    fields.set(F::month, static_cast<int>(static_cast<unsigned>(date.month())));
    fields.set(F::day, static_cast<int>(static_cast<unsigned>(date.day())));
  }
  if (filling.year) fields.set(F::year, *filling.year);
  if (filling.month) fields.set(F::month, *filling.month);
  return place_of(fields);
}

class Solver {
 public:
  Solver(const std::vector<Label>& labels, const std::vector<LabelClues>& clues,
         std::optional<Day> published)
      : labels_(labels),
        clues_(clues),
        published_(published),
        count_(std::min(labels.size(), most_labels)) {}

  std::vector<SolvedLabel> solve() {
    std::vector<SolvedLabel> solved(labels_.size());
    if (count_ == 0) return solved;
    find_governors();
    bare_list_ = is_bare_list();
    of_its_day_ = published_ && std::ranges::none_of(clues_, [](const LabelClues& clues) {
                    return clues.day.has_value();
                  });
    first_year_ = static_cast<std::size_t>(
        std::ranges::find_if(labels_, [](const Label& label) { return label.first.has(F::year); }) -
        labels_.begin());
    candidates_.resize(count_);
    for (std::size_t i = 0; i < count_; ++i) find_candidates(i);
    choose_mode();
    forward(mode_, costs_);
    read_off(solved);
    return solved;
  }

 private:
  struct Mode {
    bool outer_falls = false, inner_falls = false, month_first = false;
  };
  // by rank: the governing label, or -1
  using Ranks = std::array<std::int32_t, static_cast<std::size_t>(LabelRank::count)>;

  // ---- who governs whom

  void find_governors() {
    governors_.assign(count_, none_);
    Ranks open = none_;
    for (std::size_t i = 0; i < count_; ++i) {
      const auto rank = static_cast<std::size_t>(rank_of(labels_[i]));
      if (labels_[i].place == LabelPlace::whole)
        for (std::size_t r = rank; r < open.size(); ++r) open[r] = -1;
      governors_[i] = open;
      for (std::size_t r = rank; r < open.size(); ++r) governors_[i][r] = -1;
      if (labels_[i].place == LabelPlace::whole) open[rank] = static_cast<std::int32_t>(i);
    }
  }
  /// The narrowest label that governs this one, or -1.
  std::int32_t governor(std::size_t i) const {
    for (std::size_t r = governors_[i].size(); r-- > 0;)
      if (governors_[i][r] >= 0) return governors_[i][r];
    return -1;
  }
  std::int32_t governor_of_rank(std::size_t i, LabelRank most) const {
    for (std::size_t r = static_cast<std::size_t>(most) + 1; r-- > 0;)
      if (governors_[i][r] >= 0) return governors_[i][r];
    return -1;
  }

  // ---- candidates

  void find_candidates(std::size_t i) {
    const Label& label = labels_[i];
    const LabelFields& f = label.first;
    if (label.fixed)
      add_fixed(i);
    else if (f.has(F::shift))
      add_shifted(i);
    else if (f.has_year())
      add_with_year(i);
    else if (f.has_part_of_year())
      add_without_year(i);
    else if (f.has(F::day))
      add_days(i);
    else if (f.has(F::weekday))
      add_weekdays(i);
    else if (f.has_clock())
      add_clocks(i);
    auto& all = candidates_[i];
    if (all.size() > most_candidates) {
      std::ranges::stable_sort(all, {}, &Candidate::cost);
      all.resize(most_candidates);
    }
  }

  void add(std::size_t i, const Filling& filling, std::int32_t governor, std::size_t choice,
           double cost = 0) {
    const Label& label = labels_[i];
    for (const bool swap : {false, true}) {
      if (swap && label.order != SlashOrder::either) continue;
      const auto first = placed(label.first, filling, swap);
      if (!first) continue;
      Candidate candidate;
      candidate.first = first->interval.first_day();
      candidate.last = first->interval.last_day();
      candidate.grain = first->grain;
      candidate.approximate = first->approximate;
      candidate.month_first = swap || label.order == SlashOrder::month_first;
      if (label.range && !add_end(label, filling, candidate)) continue;
      candidate.clock = static_cast<std::int16_t>(label.first.clock());
      remember_governors(i, governor, choice, candidate);
      candidate.cost = cost + cost_alone(i, candidate);
      push(i, candidate);
    }
  }

  /// The other end of a stretch; "Dec. 30 - Jan. 2" ends in the next year.
  static bool add_end(const Label& label, const Filling& filling, Candidate& candidate) {
    auto last = placed(label.last, filling, false);
    if (last && last->interval.first_day() < candidate.first && filling.year)
      last = placed(label.last, {*filling.year + 1, filling.month, {}}, false);
    if (!last || last->interval.last_day() < candidate.first) return false;
    if (last->interval.last_day() != candidate.last) candidate.grain = Grain::range;
    candidate.last = last->interval.last_day();
    return true;
  }

  void remember_governors(std::size_t i, std::int32_t governor, std::size_t choice,
                          Candidate& candidate) const {
    if (governor < 0) return;
    const Candidate& above = candidates_[static_cast<std::size_t>(governor)][choice];
    candidate.from = above.from;
    candidate.from[static_cast<std::size_t>(rank_of(labels_[static_cast<std::size_t>(governor)]))] =
        static_cast<std::int8_t>(choice);
    for (std::size_t r = 0; r < candidate.from.size(); ++r)
      if (governors_[i][r] < 0) candidate.from[r] = -1;
  }

  void push(std::size_t i, const Candidate& candidate) {
    for (Candidate& known : candidates_[i])
      if (known.first == candidate.first && known.last == candidate.last &&
          known.from == candidate.from && known.month_first == candidate.month_first) {
        known.cost = std::min(known.cost, candidate.cost);
        return;
      }
    if (candidates_[i].size() < 4 * most_candidates) candidates_[i].push_back(candidate);
  }

  void add_fixed(std::size_t i) {
    const DateMention& mention = *labels_[i].fixed;
    Candidate candidate;
    candidate.first = mention.when.first_day();
    candidate.last = mention.when.last_day();
    candidate.grain = mention.grain;
    candidate.approximate = mention.approximate;
    push(i, candidate);
  }

  void add_shifted(std::size_t i) {
    if (!published_) return;
    Candidate candidate;
    candidate.first = candidate.last = *published_ + days{labels_[i].first.get(F::shift, 0)};
    push(i, candidate);
  }

  void add_with_year(std::size_t i) {
    const LabelFields& f = labels_[i].first;
    if (!f.has(F::short_year)) return add(i, {}, -1, 0);
    for (const int century : {1900, 2000})
      add(i, {century + f.get(F::short_year, 0), {}, {}}, -1, 0);
  }

  void add_without_year(std::size_t i) {
    if (const std::int32_t above = governors_[i][static_cast<std::size_t>(LabelRank::month)];
        above >= 0 && labels_[i].first.has(F::month)) {
      // "Nov. 12:" below "November", of whatever year that is
      const auto& choices = candidates_[static_cast<std::size_t>(above)];
      const int month = labels_[i].first.get(F::month, 0);
      for (std::size_t c = 0; c < choices.size(); ++c)
        for (int m = month_number(choices[c].first); m <= month_number(choices[c].last); ++m)
          if (m % 12 + 1 == month) add(i, {m / 12, {}, {}}, above, c);
      if (!candidates_[i].empty()) return;
    }
    if (const std::int32_t above = governor_of_rank(i, LabelRank::year); above >= 0) {
      const auto& choices = candidates_[static_cast<std::size_t>(above)];
      for (std::size_t c = 0; c < choices.size(); ++c)
        for (int year = year_of(choices[c].first);
             year <= std::min(year_of(choices[c].last), year_of(choices[c].first) + 9); ++year)
          add(i, {year, {}, {}}, above, c);
      if (!candidates_[i].empty()) return;
    }
    for (const int year : years_for(i)) add(i, {year, {}, {}}, -1, 0);
  }

  /// Years in which a label without one may lie: those that labels around it name and lie in, those
  /// of the page, each with its neighbors.
  std::vector<int> years_for(std::size_t i) const {
    std::vector<int> years;
    const auto add_around = [&](int year, int before, int behind) {
      for (int y = year - before; y <= year + behind; ++y)
        if (std::ranges::find(years, y) == years.end()) years.push_back(y);
    };
    if (clues_[i].year) add_around(*clues_[i].year, 0, 1);
    if (i > 0)
      for (const Candidate& c : candidates_[i - 1]) add_around(year_of(c.first), 1, 1);
    for (std::size_t next = i + 1; next < count_ && next < i + 40; ++next)
      if (labels_[next].first.has(F::year)) {
        add_around(labels_[next].first.get(F::year, 0), 1, 0);
        break;
      }
    if (published_) add_around(year_of(*published_), 1, 1);
    return years;
  }

  /// "12:" lies in the month of the label above it, else of the one before it or the next.
  void add_days(std::size_t i) {
    if (const std::int32_t above = governor_of_rank(i, LabelRank::month);
        above >= 0 && rank_of(labels_[static_cast<std::size_t>(above)]) == LabelRank::month) {
      const auto& choices = candidates_[static_cast<std::size_t>(above)];
      for (std::size_t c = 0; c < choices.size(); ++c)
        for (int m = month_number(choices[c].first);
             m <= std::min(month_number(choices[c].last), month_number(choices[c].first) + 2); ++m)
          add_in_month(i, m, above, c);
      if (!candidates_[i].empty()) return;
    }
    std::vector<int> months;
    const auto add_month = [&](int m) {
      if (std::ranges::find(months, m) == months.end()) months.push_back(m);
    };
    if (i > 0)
      for (const Candidate& c : candidates_[i - 1])
        if (c.grain <= Grain::month || c.grain == Grain::range)
          for (const int m : {0, 1, -1}) add_month(month_number(c.last) + m);
    if (clues_[i].month)
      for (const int m : {0, 1}) add_month(*clues_[i].month + m);
    if (months.empty() && labels_[i].first.has(F::weekday) && published_)
      for (const int m : {0, -1, 1, -2}) add_month(month_number(*published_) + m);
    for (const int m : months) add_in_month(i, m, -1, 0);
  }
  void add_in_month(std::size_t i, int month, std::int32_t governor, std::size_t choice) {
    add(i, {month >= 0 ? month / 12 : (month - 11) / 12, (month % 12 + 12) % 12 + 1, {}}, governor,
        choice);
  }

  void add_weekdays(std::size_t i) {
    const int wanted = labels_[i].first.get(F::weekday, 1);
    const auto from = [&](Day day, bool ahead) {
      return ahead ? day + days{(wanted - weekday_of(day) + 7) % 7}
                   : day - days{(weekday_of(day) - wanted + 7) % 7};
    };
    std::vector<Day> found;
    const auto take = [&](Day day) {
      if (std::ranges::find(found, day) == found.end()) found.push_back(day);
    };
    if (i > 0)
      for (const Candidate& c : candidates_[i - 1])
        if (c.grain <= Grain::day) {
          take(from(c.last, true));
          take(from(c.first, false));
        }
    if (found.empty()) {
      if (clues_[i].day) {
        take(from(*clues_[i].day, true));
        take(from(*clues_[i].day, false));
      }
      if (published_) {
        take(from(*published_, false));
        take(from(*published_, true));
        take(from(*published_ - days{7}, false));
      }
    }
    for (const Day day : found) add(i, {{}, {}, day}, -1, 0);
  }

  void add_clocks(std::size_t i) {
    if (const std::int32_t above = governor_of_rank(i, LabelRank::day);
        above >= 0 && rank_of(labels_[static_cast<std::size_t>(above)]) == LabelRank::day) {
      const auto& choices = candidates_[static_cast<std::size_t>(above)];
      for (std::size_t c = 0; c < choices.size(); ++c) {
        add(i, {{}, {}, choices[c].first}, above, c);
        add(i, {{}, {}, choices[c].last + days{1}}, above, c, out_of_day);
      }
      return;
    }
    std::vector<std::pair<Day, double>> found;
    const auto take = [&](Day day, double cost) {
      for (auto& [known, least] : found)
        if (known == day) {
          least = std::min(least, cost);
          return;
        }
      found.emplace_back(day, cost);
    };
    const bool follows =
        i > 0 && !candidates_[i - 1].empty() && candidates_[i - 1].front().grain <= Grain::day;
    if (follows)
      for (const Candidate& c : candidates_[i - 1])
        for (const int d : {0, 1, -1}) take(c.last + days{d}, 0);
    else if (const std::optional<Day> own = clues_[i].day ? clues_[i].day : published_) {
      take(*own, 0);
      const int clock = labels_[i].first.clock();
      const int next = i + 1 < count_ ? labels_[i + 1].first.clock() : -1;
      if (clock < small_hours && next > clock + half_a_day) take(*own + days{1}, behind_midnight);
    }
    for (const auto& [day, cost] : found)
      add(i, {{}, {}, day}, -1, 0, cost + (of_its_day_ && day != *published_ ? other_day : 0));
  }

  // ---- costs

  double cost_alone(std::size_t i, const Candidate& c) const {
    const Label& label = labels_[i];
    const LabelClues& clues = clues_[i];
    double cost = 0;
    if (label.first.has(F::weekday) && label.first.get(F::weekday, 0) != weekday_of(c.first))
      cost += wrong_weekday;
    const bool year_open = !label.first.has_year() || label.first.has(F::short_year);
    if (!year_open) return cost;
    if ((i == 0 || clues_[i - 1].year != clues.year) && leaves_told_year(i, c)) cost += other_year;
    if (!published_) return cost;
    const bool behind = i == 0 && rank_of(label) == LabelRank::clock && c.clock < small_hours;
    if (c.first > *published_ + days{behind ? 1 : 0}) {
      const double ahead = clues.tense < 0 ? past_ahead : clues.tense == 0 ? event_ahead : 0;
      cost += !clues.plan_list ? ahead : clues.tense < 0 ? event_ahead : 0;
    }
    if (c.last < *published_)
      cost += clues.tense > 0                       ? plan_behind
              : clues.plan_list && clues.tense == 0 ? listed_behind
                                                    : 0;
    if (bare_list_ && c.last < *published_ - told_with_year) cost += long_behind;
    if (i <= first_year_)
      cost += std::min(most_far, far_year * std::abs(year_of(c.first) - year_of(*published_)));
    return cost;
  }

  double cost_of_mode(std::size_t i, const Candidate& c, const Mode& mode) const {
    return labels_[i].order != SlashOrder::none && c.month_first != mode.month_first ? other_order
                                                                                     : 0;
  }

  double cost_between(std::size_t i, const Candidate& a, const Candidate& b, std::int8_t choice,
                      const Mode& mode) const {
    switch (governance(i, a, b, choice)) {
      case Governance::broken:
        return impossible;
      case Governance::below:
        return 0;
      case Governance::apart:
        break;
    }
    const bool falls = governors_[i] == governors_[i - 1] ? mode.inner_falls : mode.outer_falls;
    const double back = step_back * (clues_[i].section == clues_[i - 1].section ? 1 : new_section);
    if (a.first == b.first) return goes_back(a.clock, b.clock, falls) ? back : 0;
    const bool inside =
        (a.first <= b.first && b.last <= a.last) || (b.first <= a.first && a.last <= b.last);
    const auto away = std::abs((b.first - a.first).count());
    const double turn = cost_of_turn(i, a, b, away);
    const bool by_weekday = labels_[i].first.has(F::weekday) && !labels_[i].first.has(F::day);
    const bool rolled = b.clock >= 0 && a.clock >= 0 && !labels_[i].first.has(F::day) &&
                        !labels_[i].first.has(F::weekday);
    if ((b.first < a.first) != falls && !inside) return back + turn + (rolled ? next_day : 0);
    const double gap = std::min(most_gap, gap_a_year * static_cast<double>(away) / 365.0) + turn +
                       (by_weekday && away >= days_of_week ? skipped_week : 0);
    const bool slips =
        rolled && goes_back(a.clock, b.clock, falls) && std::abs(a.clock - b.clock) < little;
    return gap + (rolled ? next_day : 0) + (slips ? day_between : 0);
  }

  /// How a label's candidate goes with that of the label before it, by the labels that govern the
  /// two.
  // the label before governs it; it does not; the two take different candidates of one governor
  enum class Governance { below, apart, broken };
  Governance governance(std::size_t i, const Candidate& a, const Candidate& b,
                        std::int8_t choice) const {
    const Ranks &before = governors_[i - 1], &here = governors_[i];
    for (std::size_t r = 0; r < here.size(); ++r) {
      if (here[r] < 0) continue;
      if (here[r] == static_cast<std::int32_t>(i) - 1) {
        if (b.from[r] < 0) return names_its_year(i) ? Governance::below : Governance::apart;
        return b.from[r] == choice ? Governance::below : Governance::broken;
      }
      if (here[r] == before[r] && b.from[r] >= 0 && a.from[r] >= 0 && a.from[r] != b.from[r])
        return Governance::broken;
    }
    return Governance::apart;
  }

  bool names_its_year(std::size_t i) const {
    return labels_[i].fixed || labels_[i].first.has_year();
  }

  /// On one day: by the clock.
  static bool goes_back(int before, int here, bool falls) {
    return before >= 0 && here >= 0 && (falls ? here > before : here < before);
  }

  double cost_of_turn(std::size_t i, const Candidate& a, const Candidate& b,
                      std::int64_t away) const {
    const LabelFields& f = labels_[i].first;
    if (labels_[i].fixed || f.has_year() || !f.has_part_of_year()) return 0;
    const int turns = std::abs(year_of(b.first) - year_of(a.first));
    const double other = leaves_told_year(i, b) && !leaves_told_year(i, a) ? turned_year : 0;
    return other + std::min(most_turns, turn_of_year * turns) +
           (away > most_of_year ? skipped_year : 0);
  }

  /// The heading, title or prose above the label told another year. A list that has turned from it
  /// stays in the next.
  bool leaves_told_year(std::size_t i, const Candidate& c) const {
    return clues_[i].year && year_of(c.first) != *clues_[i].year &&
           labels_[i].first.has_part_of_year();
  }

  /// "15 March: opening of the show / 20 March: closing concert": days without a year, half of them
  /// at least without a verb and none in a past tense.
  bool is_bare_list() const {
    std::size_t verbless = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      const LabelFields& f = labels_[i].first;
      if (labels_[i].fixed || f.has_year() || !f.has_part_of_year() || clues_[i].year ||
          clues_[i].tense < 0)
        return false;
      verbless += clues_[i].verbless;
    }
    return count_ > 1 && 2 * verbless >= count_;
  }

  // ---- dynamic programming

  using Costs = std::vector<std::vector<double>>;

  double forward(const Mode& mode, Costs& costs) const {
    costs.assign(count_, {});
    double least = 0;
    std::size_t before = count_;  // the label before that has candidates
    for (std::size_t i = 0; i < count_; ++i) {
      const auto& here = candidates_[i];
      costs[i].assign(here.size(), 0);
      if (here.empty()) continue;
      double best_here = std::numeric_limits<double>::infinity();
      for (std::size_t k = 0; k < here.size(); ++k) {
        double best = before == count_ ? 0 : std::numeric_limits<double>::infinity();
        if (before != count_)
          for (std::size_t j = 0; j < candidates_[before].size(); ++j) {
            const double step = before + 1 == i ? cost_between(i, candidates_[before][j], here[k],
                                                               static_cast<std::int8_t>(j), mode)
                                                : 0;
            best = std::min(best, costs[before][j] + step);
          }
        costs[i][k] = best + here[k].cost + cost_of_mode(i, here[k], mode);
        best_here = std::min(best_here, costs[i][k]);
      }
      least = best_here;
      before = i;
    }
    return least;
  }

  void choose_mode() {
    const bool governed =
        std::ranges::any_of(governors_, [&](const Ranks& ranks) { return ranks != none_; });
    const bool either_order =
        std::any_of(labels_.begin(), labels_.begin() + static_cast<std::ptrdiff_t>(count_),
                    [](const Label& label) { return label.order != SlashOrder::none; });
    double least = std::numeric_limits<double>::infinity();
    Costs costs;
    for (int bits = 0; bits < 8; ++bits) {
      const Mode mode{(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0};
      if (!governed && mode.outer_falls != mode.inner_falls) continue;
      if (mode.month_first && !either_order) continue;
      double cost = forward(mode, costs) + (mode.outer_falls ? falling_list : 0) +
                    (mode.inner_falls ? falling_list : 0);
      if (either_order && mode.month_first != clues_.front().month_first) cost += unlike_site;
      if (cost < least) least = cost, mode_ = mode;
    }
  }

  /// Backward over the list: what each candidate costs with the best of all others, of which the
  /// cheapest is read off.
  void read_off(std::vector<SolvedLabel>& solved) const {
    std::vector<double> behind;  // by candidate of the label behind: the cheapest rest
    std::size_t next = count_;
    std::size_t chosen = 0;
    for (std::size_t i = count_; i-- > 0;) {
      const auto& here = candidates_[i];
      if (here.empty()) continue;
      std::vector<double> rest(here.size(), 0);
      for (std::size_t k = 0; k < here.size() && next != count_; ++k) {
        double best = std::numeric_limits<double>::infinity();
        for (std::size_t j = 0; j < candidates_[next].size(); ++j) {
          const double step = i + 1 == next ? cost_between(next, here[k], candidates_[next][j],
                                                           static_cast<std::int8_t>(k), mode_)
                                            : 0;
          best = std::min(best, step + candidates_[next][j].cost +
                                    cost_of_mode(next, candidates_[next][j], mode_) + behind[j]);
        }
        rest[k] = best;
      }
      chosen = best_with(i, next, chosen, rest);
      write(i, chosen, rest, solved[i]);
      behind = std::move(rest);
      next = i;
    }
  }

  /// The candidate on the cheapest way to what was chosen for the label behind.
  std::size_t best_with(std::size_t i, std::size_t next, std::size_t chosen,
                        const std::vector<double>&) const {
    std::size_t best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < candidates_[i].size(); ++k) {
      double cost = costs_[i][k];
      if (next != count_ && next == i + 1)
        cost += cost_between(next, candidates_[i][k], candidates_[next][chosen],
                             static_cast<std::int8_t>(k), mode_);
      if (cost < least) least = cost, best = k;
    }
    return best;
  }

  void write(std::size_t i, std::size_t chosen, const std::vector<double>& rest,
             SolvedLabel& solved) const {
    const Candidate& c = candidates_[i][chosen];
    solved.placed = true;
    solved.when = day_range(c.first, c.last);
    solved.grain = std::max(c.grain, Grain::day);
    solved.approximate = c.approximate;
    solved.margin = sure;
    for (std::size_t k = 0; k < candidates_[i].size(); ++k) {
      const Candidate& other = candidates_[i][k];
      if (other.first == c.first && other.last == c.last) continue;
      solved.margin =
          std::min(solved.margin, costs_[i][k] + rest[k] - costs_[i][chosen] - rest[chosen]);
    }
    solved.margin = std::max(solved.margin, 0.0);
  }

  static constexpr Ranks none_{-1, -1, -1, -1, -1};
  const std::vector<Label>& labels_;
  const std::vector<LabelClues>& clues_;
  std::optional<Day> published_;
  std::size_t count_;
  std::vector<Ranks> governors_;
  std::vector<std::vector<Candidate>> candidates_;
  // the first label that names its year: up to it nearness to the publication counts
  std::size_t first_year_ = 0;
  bool bare_list_ = false;
  bool of_its_day_ = false;  // nothing but the publication tells the day of clock times
  Mode mode_;
  Costs costs_;
};

}  // namespace

LabelRank rank_of(const Label& label) {
  const LabelFields& f = label.first;
  if (label.fixed)
    return label.fixed->grain >= Grain::part_of_decade ? LabelRank::era
           : label.fixed->grain >= Grain::year         ? LabelRank::year
           : label.fixed->grain > Grain::week          ? LabelRank::month
                                                       : LabelRank::day;
  if (f.has(F::decade) || f.has(F::century) || f.has(F::short_decade)) return LabelRank::era;
  if (f.has(F::day) || f.has(F::weekday) || f.has(F::shift)) return LabelRank::day;
  if (f.has_part_of_year()) return LabelRank::month;
  if (f.has_year()) return LabelRank::year;
  return LabelRank::clock;
}

std::vector<SolvedLabel> solve_labels(const std::vector<Label>& labels,
                                      const std::vector<LabelClues>& clues,
                                      std::optional<Day> published) {
  return Solver(labels, clues, published).solve();
}

}  // namespace newsline::event
