#include "days.h"

#include <algorithm>
#include <map>
#include <set>

namespace newsline {

namespace {

/// How much a day matters: how many places tell something of it, weighted by how much that matters there.
std::map<Day, double> weigh(const std::vector<ToldEvent>& events) {
  std::map<Day, double> weights;
  for (const ToldEvent& event : events) weights[event.date.start] += static_cast<double>(event.sources.size()) * (0.1 + event.salience);
  return weights;
}

std::set<Day> best_days(const std::map<Day, double>& weights, std::size_t n) {
  std::vector<std::pair<Day, double>> order(weights.begin(), weights.end());
  std::ranges::stable_sort(order, std::ranges::greater{}, &std::pair<Day, double>::second);
  std::set<Day> days;
  for (const auto& [day, weight] : order)
    if (days.size() < n) days.insert(day);
  return days;
}

void keep_best_of_each_day(std::vector<ToldEvent>& events, std::size_t per_day) {
  std::map<Day, std::vector<std::size_t>> of_day;
  for (std::size_t i = 0; i < events.size(); ++i) of_day[events[i].date.start].push_back(i);
  std::vector<bool> kept(events.size(), false);
  for (auto& [day, order] : of_day) {
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
      return std::pair(events[a].sources.size(), events[a].salience) > std::pair(events[b].sources.size(), events[b].salience);
    });
    for (std::size_t i = 0; i < std::min(per_day, order.size()); ++i) kept[order[i]] = true;
  }
  std::size_t at = 0;
  std::erase_if(events, [&](const ToldEvent&) { return !kept[at++]; });
}

}  // namespace

void keep_days(const Filter& filter, Chronology& chronology) {
  std::vector<ToldEvent>& events = chronology.events;
  std::erase_if(events, [](const ToldEvent& event) { return event.date.start != event.date.end; });
  if (filter.days) {
    const std::set<Day> days = best_days(weigh(events), *filter.days);
    std::erase_if(events, [&](const ToldEvent& event) { return !days.contains(event.date.start); });
  }
  if (filter.per_day) keep_best_of_each_day(events, *filter.per_day);
}

}  // namespace newsline
