// From many pages' sources to one event each: copies are set aside, the rest is clustered
// (clustering.cpp), and of each group one event is made.
//
// Three sources of a fire, "on Tuesday" (two papers) and "in March" (one): the date is Tuesday,
// supported by all three, the finest of those; the headline comes from the source that reads best
// by itself (whole, named, near the head of its page). Confidence and salience rise with the
// number of independent sources.
// What it does not do: decide which sources belong together.
#include "join.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "base/utf8.h"
#include "clustering.h"
#include "order.h"
#include "story_index.h"

namespace newsline::chronology {

namespace {

/// For each source the first one with the same words and the same date (agency copy): such sources
/// are compared as one.
std::vector<std::uint32_t> firsts_of(const PackedSources& sources) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
  keys.reserve(sources.size());
  Source source;
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    sources.unpack(i, source);
    keys.emplace_back(
        content_key(source.date.edtf, source.certainty, Relation::on, source.sentence), i);
  }
  std::ranges::sort(keys);
  std::vector<std::uint32_t> first(sources.size());
  for (std::size_t k = 0; k < keys.size(); ++k) {
    first[keys[k].second] =
        k > 0 && keys[k].first == keys[k - 1].first ? first[keys[k - 1].second] : keys[k].second;
  }
  return first;
}

}  // namespace

SettledSources settle(PackedSources sources) {
  SettledSources settled;
  settled.all = std::move(sources);
  settled.all.settle();
  settled.first = firsts_of(settled.all);
  for (std::uint32_t i = 0; i < settled.first.size(); ++i) {
    if (settled.first[i] == i) {
      settled.compared.push_back(i);
    }
  }
  return settled;
}

JoinedSources join_sources(PackedSources sources, const std::vector<Document>& documents,
                           const EntityMerger& entities, const MergeRules& rules) {
  JoinedSources joined;
  joined.sources = settle(std::move(sources));
  joined.index = std::make_unique<StoryIndex>(joined.sources.all.view(joined.sources.compared),
                                              documents, entities, rules);
  joined.happenings = cluster_sources(*joined.index, rules.weights());
  std::vector<std::uint32_t> group(joined.sources.all.size());
  for (std::uint32_t number = 0; number < joined.happenings.size(); ++number) {
    for (const std::uint32_t i : joined.happenings[number]) {
      group[joined.sources.compared[i]] = number;
    }
  }
  joined.members.resize(joined.happenings.size());
  for (std::uint32_t i = 0; i < group.size(); ++i) {
    joined.members[group[joined.sources.first[i]]].push_back(i);
  }
  return joined;
}

void unpack(const JoinedSources& joined, std::size_t happening, std::vector<Source>& sources) {
  const std::vector<std::uint32_t>& members = joined.members[happening];
  sources.resize(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    joined.sources.all.unpack(members[i], sources[i]);
  }
}

namespace {

bool holds(const OutputDate& outer, const OutputDate& inner) {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/// How many independent sources there are: copies of a page, and of a sentence, count once.
class IndependentSources {
 public:
  explicit IndependentSources(const CopyGroups& copies) : copies_(copies) {}
  void add(const Source& source) {
    groups_.insert(copies_.of(source.document));
    sentences_.insert(source.sentence);
  }
  std::size_t count() const { return std::min(groups_.size(), sentences_.size()); }

 private:
  const CopyGroups& copies_;
  std::set<std::uint32_t> groups_;
  std::set<std::string_view> sentences_;
};

/// How many independent sources support a date: those with the same date, or with a coarser one
/// around it.
std::size_t support(const std::vector<Source>& sources, const OutputDate& date,
                    const CopyGroups& copies) {
  IndependentSources independent(copies);
  for (const Source& source : sources)
    if (holds(source.date, date)) independent.add(source);
  return independent.count();
}

const Source& best_dated(const std::vector<Source>& sources, const CopyGroups& copies) {
  const Source* best = &sources.front();
  std::map<std::pair<Day, Day>, std::size_t> supports;
  for (const Source& source : sources) {
    const auto [at, added] = supports.try_emplace({source.date.start, source.date.end}, 0);
    if (added) at->second = support(sources, source.date, copies);
  }
  const auto rank = [&](const Source& source) {
    const auto days = source.date.end - source.date.start;
    return std::tuple(-static_cast<long>(supports.at({source.date.start, source.date.end})), days,
                      source.date.derivation, source.date.start);
  };
  for (const Source& source : sources)
    if (rank(source) < rank(*best)) best = &source;
  return *best;
}

/// How well a source stands for the event: whole, named, sure, like the other sources, near the
/// head of a page of the day, at the event's date, in a sentence that is about nothing else, in the
/// language of the most pages, so that a reader of one language can read what is told.
double fitness(const Source& source, const IndexedSource& indexed, bool shares_place,
               double central, const OutputDate& date, Certainty certainty) {
  constexpr std::size_t long_sentence = 300, short_headline = 24, long_headline = 160;
  constexpr double half_way = 500;  // code points from the page's head
  constexpr double of_date = 1.2, of_certainty = 0.8, of_center = 1.2, of_salience = 0.9,
                   of_lead = 0.3, of_day = 0.3, of_name = 0.15, of_trigger = 0.3,
                   of_confidence = 0.3;
  constexpr double for_length = 0.3, for_fragment = 0.5, for_speech = 0.7, for_pronoun = 0.5,
                   for_sharing = 0.8, for_going_on = 0.5, for_plan = 1, for_language = 1.5;
  const std::string_view headline = source.headline.empty() ? source.sentence : source.headline;
  double score = of_center * central + of_salience * source.salience +
                 of_confidence * source.confidence + of_lead * half_way / (half_way + source.start);
  score += source.date.start == date.start && source.date.end == date.end ? of_date : 0;
  score += source.certainty == certainty ? of_certainty : 0;
  // "The crew is expected to dock" is not what happened.
  score -= certainty == Certainty::asserted && source.certainty != certainty ? for_plan : 0;
  score +=
      of_name *
      static_cast<double>(std::min<std::size_t>(
          2, source.entities.size() - std::min(source.entities.size(), source.anaphors.size())));
  score += !source.trigger.empty() && headline.find(source.trigger) != std::string_view::npos
               ? of_trigger
               : 0;
  if (indexed.published != IndexedSource::unknown) {
    const long behind = indexed.published - static_cast<long>(date.end.time_since_epoch().count());
    score += behind >= 0 && behind <= 2 ? of_day : 0;
  }
  score -=
      source.sentence.size() > long_sentence || headline.size() > long_headline ? for_length : 0;
  score -= headline.size() < short_headline ? for_fragment : 0;
  score -= indexed.is_speech ? for_speech : 0;
  score -= indexed.opens_with_pronoun ? for_pronoun : 0;
  score -= indexed.goes_on ? for_going_on : 0;
  score -= shares_place ? for_sharing : 0;
  score -= indexed.other_language ? for_language : 0;
  return score;
}

/// The source that stands for the event.
const Source& best_source(const JoinedSources& joined, std::size_t happening,
                          const std::vector<Source>& sources, const OutputDate& date,
                          Certainty certainty) {
  constexpr std::size_t most = 40;  // sources that a source is compared with
  const std::vector<std::uint32_t>&group = joined.happenings[happening],
        &members = joined.members[happening];
  const Source* best = nullptr;
  double best_score = 0;
  for (const std::uint32_t i : group) {
    double central = 0, count = 0;
    for (std::size_t j = 0; j < std::min(most, group.size()); ++j) {
      if (group[j] != i) {
        central += joined.index->covered_by(i, group[j]);
        ++count;
      }
    }
    const auto member = std::ranges::lower_bound(members, joined.sources.compared[i]);
    const Source& source = sources[static_cast<std::size_t>(member - members.begin())];
    const double score =
        fitness(source, (*joined.index)[i], joined.sources.all.shares_place(*member),
                count > 0 ? central / count : 0, date, certainty);
    if (!best || score > best_score) {
      best = &source;
      best_score = score;
    }
  }
  return *best;
}

/// The surest certainty of the sources: an event that one page planned and another asserts is
/// asserted.
Certainty certainty_of(const std::vector<Source>& sources) {
  Certainty surest = Certainty::negated;
  for (const Source& source : sources) {
    surest = std::min(surest, source.certainty);
  }
  return surest;
}

std::vector<OutputEvent::Dispute> disputes(const std::vector<Source>& sources,
                                           const OutputDate& date) {
  std::map<std::pair<Day, Day>, OutputEvent::Dispute> found;
  for (const Source& source : sources) {
    if (holds(source.date, date) || holds(date, source.date)) continue;
    auto& dispute = found
                        .try_emplace({source.date.start, source.date.end},
                                     OutputEvent::Dispute{source.date, {}})
                        .first->second;
    if (std::ranges::find(dispute.documents, source.document) == dispute.documents.end())
      dispute.documents.push_back(source.document);
  }
  std::vector<OutputEvent::Dispute> result;
  for (auto& [days, dispute] : found) result.push_back(std::move(dispute));
  return result;
}

/// Whom most sources name stands first, else whoever is named first.
void take_participants(OutputEvent& event, const EntityMerger& entities) {
  struct Named {
    OutputParticipant participant;
    std::size_t sources = 0;
  };
  std::vector<Named> named;
  std::map<std::string_view, std::size_t> known;
  for (const Source& source : event.sources) {
    for (std::size_t i = 0; i < source.entities.size(); ++i) {
      const std::string& id = entities.of(source.entities[i]);
      const auto [at, added] = known.try_emplace(id, named.size());
      const Role role = i < source.roles.size() ? source.roles[i] : Role::participant;
      const bool anaphor =
          std::ranges::find(source.anaphors, source.entities[i]) != source.anaphors.end();
      if (added) {
        named.push_back({{id, id, EntityType::other, role, anaphor}, 1});
        continue;
      }
      auto& [participant, sources] = named[at->second];
      participant.role = std::min(participant.role, role);
      participant.anaphor &= anaphor;
      ++sources;
    }
  }
  std::ranges::stable_sort(named, std::ranges::greater{}, &Named::sources);
  for (Named& each : named) {
    event.entities.push_back(std::move(each.participant));
  }
}

/// The greatest salience of a source, raised toward 1 by the number of independent sources.
double salience_of(const std::vector<Source>& sources, const CopyGroups& copies) {
  IndependentSources independent(copies);
  double most = 0;
  for (const Source& source : sources) {
    independent.add(source);
    most = std::max(most, source.salience);
  }
  return std::round(
             (1 - (1 - most) / (1 + 0.5 * std::log2(static_cast<double>(independent.count())))) *
             1000) /
         1000;
}

}  // namespace

EventOutline outline_of(const JoinedSources& joined, std::size_t happening,
                        const std::vector<Source>& sources, const CopyGroups& copies) {
  EventOutline outline;
  const Source& dated = best_dated(sources, copies);
  outline.start = dated.date.start;
  outline.end = dated.date.end;
  outline.certainty = certainty_of(sources);
  const Source& best = best_source(joined, happening, sources, dated.date, outline.certainty);
  outline.dated_by = static_cast<std::uint32_t>(&dated - sources.data());
  outline.told_by = static_cast<std::uint32_t>(&best - sources.data());
  outline.salience = salience_of(sources, copies);
  outline.id = content_key(dated.date.edtf, outline.certainty, dated.date.relation, best.sentence);
  return outline;
}

OutputEvent event_of(const EventOutline& outline, std::vector<Source>&& sources,
                     const EntityMerger& entities) {
  OutputEvent event;
  event.id = content_id(outline.id);
  event.date = sources[outline.dated_by].date;
  event.certainty = outline.certainty;
  event.salience = outline.salience;
  const Source& best = sources[outline.told_by];
  event.headline = best.headline.empty() ? one_line(best.sentence) : best.headline;
  event.sentence = best.sentence;
  event.trigger = best.trigger;
  for (const Source& source : sources) {
    event.confidence = std::max(event.confidence, source.confidence);
  }
  event.disputed = disputes(sources, event.date);
  event.sources = std::move(sources);
  take_participants(event, entities);
  return event;
}

}  // namespace newsline::chronology
