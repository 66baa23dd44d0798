#include <algorithm>
#include <set>

#include "about.h"
#include "base/utf8.h"
#include "days.h"
#include "newsline/chronology.h"
#include "ranking.h"

namespace newsline {

using namespace chronology;

namespace {

/// The ids of the entities that go by what was asked for.
std::set<std::string> ids_called(const Filter& filter, const Chronology& chronology) {
  const std::uint64_t wanted = word_key(filter.entity);
  std::set<std::string> ids{filter.entity};
  if (!filter.entity_id.empty()) ids.insert(filter.entity_id);
  for (const OutputEntity& entity : chronology.entities) {
    const bool named = word_key(entity.name) == wanted || entity.wikidata == filter.entity ||
                       std::ranges::any_of(entity.aliases, [&](const std::string& alias) {
                         return word_key(alias) == wanted;
                       });
    if (named) ids.insert(entity.id);
  }
  return ids;
}

void keep(Chronology& chronology, auto passes) {
  std::erase_if(chronology.events, [&](const OutputEvent& event) { return !passes(event); });
}

/// Of a merge the n events that matter most to the story, in order of time.
void keep_main(Chronology& chronology, std::size_t n) {
  const MergeRules& rules = MergeRules::built_in();
  std::vector<std::size_t> order = Ranking(chronology, rules).best(n, rules.main());
  std::ranges::sort(order);
  std::vector<OutputEvent> kept;
  for (const std::size_t i : order) {
    kept.push_back(std::move(chronology.events[i]));
  }
  chronology.events = std::move(kept);
}

/// The n events of highest salience; of equals the earlier ones. The order stays.
void keep_top(Chronology& chronology, std::size_t n) {
  std::vector<OutputEvent>& events = chronology.events;
  if (events.size() <= n) return;
  if (chronology.documents.size() > 1) return keep_main(chronology, n);
  std::vector<std::size_t> order(events.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return events[a].salience > events[b].salience; });
  order.resize(n);
  std::ranges::sort(order);
  std::vector<OutputEvent> kept;
  for (const std::size_t i : order) kept.push_back(std::move(events[i]));
  events = std::move(kept);
}

void keep_named_entities(Chronology& chronology) {
  std::set<std::string_view> named;
  for (const OutputEvent& event : chronology.events)
    for (const OutputParticipant& participant : event.entities) named.insert(participant.id);
  std::erase_if(chronology.entities,
                [&](const OutputEntity& entity) { return !named.contains(entity.id); });
}

bool overlaps(const OutputDate& date, const Interval& interval) {
  return date.start <= interval.last_day() && interval.first_day() <= date.end;
}

}  // namespace

bool asks_for_anything(const Filter& filter) {
  return filter.from_to || !filter.entity.empty() || !filter.certainty.empty() ||
         filter.min_confidence > 0 || !filter.about.empty() || filter.top || filter.days ||
         filter.per_day;
}

void apply(const Filter& filter, Chronology& chronology) {
  if (!asks_for_anything(filter)) return;
  if (filter.from_to)
    keep(chronology,
         [&](const OutputEvent& event) { return overlaps(event.date, *filter.from_to); });
  if (!filter.certainty.empty())
    keep(chronology, [&](const OutputEvent& event) {
      return std::ranges::find(filter.certainty, event.certainty) != filter.certainty.end();
    });
  if (filter.min_confidence > 0)
    keep(chronology,
         [&](const OutputEvent& event) { return event.confidence >= filter.min_confidence; });
  if (!filter.entity.empty()) {
    const std::set<std::string> ids = ids_called(filter, chronology);
    keep(chronology, [&](const OutputEvent& event) {
      return std::ranges::any_of(event.entities, [&](const OutputParticipant& participant) {
        return ids.contains(participant.id);
      });
    });
  }
  if (filter.days || filter.per_day) keep_days(filter, chronology);
  if (!filter.about.empty())
    keep_about(filter, chronology);
  else if (filter.top)
    keep_top(chronology, *filter.top);
  keep_named_entities(chronology);
}

}  // namespace newsline
