#include "join.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "clustering.h"
#include "newsline/utf8.h"
#include "order.h"
#include "story_index.h"

namespace newsline {

namespace {

auto place(const Source& source) { return std::tie(source.document, source.start, source.end); }
auto date(const Source& source) { return std::tie(source.date.start, source.date.end, source.date.edtf, source.certainty, source.date.relation); }
auto rest(const Source& source) {
  return std::tie(source.sentence, source.headline, source.trigger, source.date.expression, source.date.time, source.date.derivation, source.date.grain,
                  source.date.approximate, source.date.uncertain, source.confidence, source.salience, source.entities, source.roles, source.anaphors);
}
bool before(const Source& a, const Source& b) {
  return std::tuple(place(a), date(a), rest(a)) < std::tuple(place(b), date(b), rest(b));
}

/// Sources that tell the same words at the same date (agency copy) are compared as one; gives for each source the first such.
std::vector<std::uint32_t> firsts_of(const std::vector<Source>& sources) {
  std::map<std::tuple<std::string, std::string, Certainty>, std::uint32_t> known;
  std::vector<std::uint32_t> first(sources.size());
  for (std::uint32_t i = 0; i < sources.size(); ++i)
    first[i] = known.try_emplace({sources[i].date.edtf, fold(one_line(sources[i].sentence)), sources[i].certainty}, i).first->second;
  return first;
}

}  // namespace

SettledSources settle(std::vector<Source> sources) {
  std::ranges::sort(sources, before);
  const auto again = std::ranges::unique(sources, [](const Source& a, const Source& b) { return place(a) == place(b) && date(a) == date(b); });
  sources.erase(again.begin(), again.end());
  SettledSources settled;
  settled.first = firsts_of(sources);
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    if (settled.first[i] == i) {
      settled.compared.push_back(i);
    }
  }
  settled.all = std::move(sources);
  return settled;
}

std::vector<std::vector<Source>> join_tellings(std::vector<Source> sources, const std::vector<Document>& documents, const EntityUnion& entities,
                                               const MergeRules& rules) {
  SettledSources settled = settle(std::move(sources));
  const std::vector<std::vector<std::uint32_t>> happenings =
      happenings_of(StoryIndex(settled.all, settled.compared, documents, entities, rules), rules.weights());
  std::vector<std::uint32_t> group(settled.all.size());
  for (std::uint32_t number = 0; number < happenings.size(); ++number) {
    for (const std::uint32_t i : happenings[number]) {
      group[settled.compared[i]] = number;
    }
  }
  std::vector<std::vector<Source>> result(happenings.size());
  for (std::uint32_t i = 0; i < settled.all.size(); ++i) {
    result[group[settled.first[i]]].push_back(std::move(settled.all[i]));
  }
  return result;
}

namespace {

bool holds(const ToldDate& outer, const ToldDate& inner) { return outer.start <= inner.start && inner.end <= outer.end; }

/// How many pages tell something independently of each other: copies of a page, and of a sentence, count once.
class Tellings {
 public:
  explicit Tellings(const Voices& voices) : voices_(voices) {}
  void add(const Source& source) {
    told_by_.insert(voices_.of(source.document));
    sentences_.insert(source.sentence);
  }
  std::size_t count() const { return std::min(told_by_.size(), sentences_.size()); }

 private:
  const Voices& voices_;
  std::set<std::uint32_t> told_by_;
  std::set<std::string_view> sentences_;
};

/// How many tellings bear a date out: those of the same date, and coarser ones around it.
std::size_t support(const std::vector<Source>& sources, const ToldDate& date, const Voices& voices) {
  Tellings tellings(voices);
  for (const Source& source : sources)
    if (holds(source.date, date)) tellings.add(source);
  return tellings.count();
}

const Source& best_dated(const std::vector<Source>& sources, const Voices& voices) {
  const Source* best = &sources.front();
  std::map<std::pair<Day, Day>, std::size_t> supports;
  for (const Source& source : sources) {
    const auto [at, added] = supports.try_emplace({source.date.start, source.date.end}, 0);
    if (added) at->second = support(sources, source.date, voices);
  }
  const auto rank = [&](const Source& source) {
    const auto days = source.date.end - source.date.start;
    return std::tuple(-static_cast<long>(supports.at({source.date.start, source.date.end})), days, source.date.derivation, source.date.start);
  };
  for (const Source& source : sources)
    if (rank(source) < rank(*best)) best = &source;
  return *best;
}

/// The sentence that tells it best: surest, naming most, without being long.
const Source& best_told(const std::vector<Source>& sources, const ToldDate& date) {
  constexpr std::size_t long_sentence = 300;
  const Source* best = nullptr;
  const auto rank = [&](const Source& source) {
    return std::tuple(source.date.start != date.start || source.date.end != date.end, source.sentence.size() > long_sentence, -source.confidence,
                      -static_cast<long>(source.entities.size()), -source.salience);
  };
  for (const Source& source : sources)
    if (!best || rank(source) < rank(*best)) best = &source;
  return *best;
}

std::vector<ToldEvent::Dispute> disputes(const std::vector<Source>& sources, const ToldDate& date) {
  std::map<std::pair<Day, Day>, ToldEvent::Dispute> found;
  for (const Source& source : sources) {
    if (holds(source.date, date) || holds(date, source.date)) continue;
    auto& dispute = found.try_emplace({source.date.start, source.date.end}, ToldEvent::Dispute{source.date, {}}).first->second;
    if (std::ranges::find(dispute.documents, source.document) == dispute.documents.end()) dispute.documents.push_back(source.document);
  }
  std::vector<ToldEvent::Dispute> result;
  for (auto& [days, dispute] : found) result.push_back(std::move(dispute));
  return result;
}

void take_participants(ToldEvent& event, const EntityUnion& entities) {
  std::map<std::string_view, std::size_t> known;
  for (const Source& source : event.sources) {
    for (std::size_t i = 0; i < source.entities.size(); ++i) {
      const std::string& id = entities.of(source.entities[i]);
      const auto [at, added] = known.try_emplace(id, event.entities.size());
      const Role role = i < source.roles.size() ? source.roles[i] : Role::participant;
      const bool anaphor = std::ranges::find(source.anaphors, source.entities[i]) != source.anaphors.end();
      if (added) {
        event.entities.push_back({id, id, EntityType::other, role, anaphor});
        continue;
      }
      ToldParticipant& participant = event.entities[at->second];
      participant.role = std::min(participant.role, role);
      participant.anaphor &= anaphor;
    }
  }
}

/// Each further telling takes away some of what is left to 1.
double salience_of(const std::vector<Source>& sources, const Voices& voices) {
  Tellings tellings(voices);
  double most = 0;
  for (const Source& source : sources) {
    tellings.add(source);
    most = std::max(most, source.salience);
  }
  return std::round((1 - (1 - most) / (1 + 0.5 * std::log2(static_cast<double>(tellings.count())))) * 1000) / 1000;
}

}  // namespace

ToldEvent event_of(std::vector<Source> sources, const Voices& voices, const EntityUnion& entities) {
  std::ranges::sort(sources, before);
  ToldEvent event;
  event.date = best_dated(sources, voices).date;
  const Source& told = best_told(sources, event.date);
  event.headline = told.headline.empty() ? one_line(told.sentence) : told.headline;
  event.sentence = told.sentence;
  event.trigger = told.trigger;
  event.certainty = told.certainty;
  for (const Source& source : sources) event.confidence = std::max(event.confidence, source.confidence);
  event.salience = salience_of(sources, voices);
  event.disputed = disputes(sources, event.date);
  event.sources = std::move(sources);
  take_participants(event, entities);
  event.id = content_id(event);
  return event;
}

}  // namespace newsline
