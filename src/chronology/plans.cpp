// What came of a plan. "Okonkwo will step down on 31 March" and "Okonkwo stepped down on 28 March"
// are two events of two days; the second fulfils the first. (A plan and its happening on one day
// are one event anyway.) A link asks for shared rare words or names, the same verb or one of its
// event class, names that do not contradict, and an event that was reported after the plan, at
// most a month from the day that was planned.
#include "plans.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace newsline::chronology {

namespace {

constexpr std::size_t most_keys = 8, most_postings = 200, most_sources = 3;

bool is_plan(const EventOutline& event) {
  return event.certainty == Certainty::planned || event.certainty == Certainty::projected;
}

bool may_fulfil(const EventOutline& plan, const EventOutline& happening, std::int32_t planned_on) {
  constexpr std::chrono::days farthest{31};
  if (happening.certainty != Certainty::asserted || happening.start != happening.end) {
    return false;
  }
  const bool same = happening.start == plan.start && happening.end == plan.end;
  const bool near =
      happening.start <= plan.end + farthest && plan.start <= happening.start + farthest;
  return !same && near && planned_on != IndexedSource::unknown &&
         happening.start.time_since_epoch().count() >= planned_on;
}

/// How well two reports fit as a plan and what came of it; 0: not at all.
double fit_of(const StoryIndex& index, std::uint32_t plan, std::uint32_t happening) {
  constexpr double least_words = 0.5;
  const PairFeatures f = index.features(plan, happening);
  const auto value = [&](PairFeature feature) { return f[static_cast<std::size_t>(feature)]; };
  const bool verb = value(PairFeature::trigger) > 0 ||
                    value(PairFeature::trigger_event_class) > 0 ||
                    value(PairFeature::trigger_in_headline) > 0;
  if (!verb || value(PairFeature::names_differ) > 0 ||
      value(PairFeature::contained_most) < least_words || index.contradict(plan, happening)) {
    return 0;
  }
  return value(PairFeature::contained_most) + value(PairFeature::headline_cosine) +
         value(PairFeature::names);
}

}  // namespace

std::vector<PlanLink> plan_links(const std::vector<EventOutline>& events, const StoryIndex& index,
                                 const std::vector<std::vector<std::uint32_t>>& happenings) {
  std::vector<PlanLink> links;
  // events by what plans share with them
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> events_by_key;
  const auto each_key = [&](std::uint32_t event, auto take) {
    for (std::size_t i = 0; i < std::min(most_sources, happenings[event].size()); ++i) {
      for (const std::uint32_t key : index.rarest(happenings[event][i], most_keys)) {
        take(key);
      }
    }
  };
  for (std::uint32_t event = 0; event < events.size(); ++event) {
    if (is_plan(events[event])) {
      each_key(event, [&](std::uint32_t key) { events_by_key.try_emplace(key); });
    }
  }
  if (events_by_key.empty()) {
    return links;
  }
  for (std::uint32_t event = 0; event < events.size(); ++event) {
    if (events[event].certainty == Certainty::asserted) {
      each_key(event, [&](std::uint32_t key) {
        if (const auto found = events_by_key.find(key);
            found != events_by_key.end() && found->second.size() <= most_postings) {
          found->second.push_back(event);
        }
      });
    }
  }
  for (std::uint32_t plan = 0; plan < events.size(); ++plan) {
    if (!is_plan(events[plan])) {
      continue;
    }
    std::int32_t planned_on = IndexedSource::unknown;
    for (const std::uint32_t i : happenings[plan]) {
      planned_on = planned_on == IndexedSource::unknown ? index[i].published
                                                        : std::min(planned_on, index[i].published);
    }
    double best = 0;
    std::uint32_t of_best = 0;
    std::vector<std::uint32_t> asked;
    each_key(plan, [&](std::uint32_t key) {
      if (events_by_key[key].size() <= most_postings) {
        asked.insert(asked.end(), events_by_key[key].begin(), events_by_key[key].end());
      }
    });
    std::ranges::sort(asked);
    const auto again = std::ranges::unique(asked);
    asked.erase(again.begin(), again.end());
    for (const std::uint32_t happening : asked) {
      if (!may_fulfil(events[plan], events[happening], planned_on)) {
        continue;
      }
      for (std::size_t i = 0; i < std::min(most_sources, happenings[plan].size()); ++i) {
        for (std::size_t j = 0; j < std::min(most_sources, happenings[happening].size()); ++j) {
          const double fit = fit_of(index, happenings[plan][i], happenings[happening][j]);
          if (fit > best) {
            best = fit;
            of_best = happening;
          }
        }
      }
    }
    if (best > 0) {
      links.push_back({of_best, plan});
    }
  }
  std::ranges::sort(links, {}, [&](const PlanLink& link) {
    return std::tuple(link.happening, events[link.plan].id, link.plan);
  });
  return links;
}

}  // namespace newsline::chronology
