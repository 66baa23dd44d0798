#pragma once
#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "labels.h"

namespace newsline::event {

/// What the page tells about a label beside the label itself.
struct LabelClues {
  int tense = 0;              // of what it dates: below 0 past, above 0 to come, 0 neither
  bool verbless = false;      // of what it dates: "15 March: opening of the show"
  bool plan_list = false;     // heading or title announce what is to come: "Key dates", "Schedule"
  std::uint32_t section = 0;  // headings without a date part sections: order may begin anew
  // the day that a title, heading or the prose above the list named last
  std::optional<Day> day;
  std::optional<int> month;  // the same of a month: year * 12 + month - 1
  std::optional<int> year;   // and of a year
  bool month_first = false;  // how the site writes "9/5/19"
  // "Today in history, 21 May": the day on which the years below lie
  std::optional<std::chrono::month_day> day_in_history;
};

struct SolvedLabel {
  bool placed = false;  // false: nothing tells where it lies
  Interval when{};      // whole days
  Grain grain = Grain::day;
  bool approximate = false;
  // what the cheapest reading with another date would cost more; large where there is none
  double margin = 0;
};

/// How far a label reaches, from wide to narrow; a whole label governs the narrower ones below it.
enum class LabelRank : std::uint8_t { era, year, month, day, clock, count };
LabelRank rank_of(const Label& label);

/// Fills what the labels leave open, for all together: the cheapest reading of the whole list.
/// `clues` is parallel to `labels`.
std::vector<SolvedLabel> solve_labels(const std::vector<Label>& labels,
                                      const std::vector<LabelClues>& clues,
                                      std::optional<Day> published);

}  // namespace newsline::event
