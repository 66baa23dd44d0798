// --days and --per-day: a timeline of the days that matter most, each with a few events.
//
// A day matters by how many pages report of it and how salient their sentences are there, by how
// many still do so days later, and by how many agree on one event of it. For each chosen day the
// sentences are compared with what is frequent on that day and in the news of the two days after
// it (the center); one after the other the sentence is taken that brings the sum nearest to the
// center, so that "The dam burst" is not taken twice, and whose event more pages report. Where a
// day has few sentences, what --top makes of their events (ranking.h) counts more. What it does not
// do: events of weeks or months; only those of one day count.
#include "days.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "base/utf8.h"
#include "copies.h"
#include "ranking.h"

namespace newsline::chronology {

namespace {

/// A sentence as weights of its words (tf-idf, length 1), sorted by word.
using Weights = std::vector<std::pair<std::uint32_t, double>>;

double product(const Weights& a, const Weights& b) {
  double sum = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->first < j->first)
      ++i;
    else if (j->first < i->first)
      ++j;
    else
      sum += i->second * j->second, ++i, ++j;
  }
  return sum;
}

double length(const Weights& a) { return std::sqrt(product(a, a)); }

void scale_to_one(Weights& weights) {
  const double size = length(weights);
  if (size > 0)
    for (auto& [word, weight] : weights) weight /= size;
}

Weights sum_of(const Weights& a, const Weights& b, double factor) {
  Weights sum;
  sum.reserve(a.size() + b.size());
  auto i = a.begin(), j = b.begin();
  while (i != a.end() || j != b.end()) {
    if (j == b.end() || (i != a.end() && i->first < j->first))
      sum.push_back(*i++);
    else if (i == a.end() || j->first < i->first)
      sum.emplace_back(j->first, j->second * factor), ++j;
    else
      sum.emplace_back(i->first, i->second + j->second * factor), ++i, ++j;
  }
  return sum;
}

/// The words that both have, with the product of their weights.
Weights both(const Weights& a, const Weights& b) {
  Weights common;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->first < j->first)
      ++i;
    else if (j->first < i->first)
      ++j;
    else
      common.emplace_back(i->first, i->second * j->second), ++i, ++j;
  }
  return common;
}

/// The words of all events, and in how many pages each stands: what every page says weighs nothing,
/// in any language.
class Vocabulary {
 public:
  explicit Vocabulary(const Chronology& chronology)
      : pages_(static_cast<double>(chronology.documents.size())) {
    std::map<std::uint32_t, std::set<DocumentId>> seen;
    for (const OutputEvent& event : chronology.events) {
      for (const Source& source : event.sources) {
        for (const std::uint32_t word : words(source.sentence, true)) {
          seen[word].insert(source.document);
        }
      }
    }
    frequency_.resize(numbers_.size());
    for (const auto& [word, pages] : seen) frequency_[word] = static_cast<double>(pages.size());
  }

  Weights weigh(std::string_view sentence) {
    std::map<std::uint32_t, double> counts;
    for (const std::uint32_t word : words(sentence, false)) ++counts[word];
    Weights weights;
    for (const auto& [word, count] : counts) {
      const double rarity = std::log((pages_ + 1) / (frequency_[word] + 0.5));
      if (rarity > 0) weights.emplace_back(word, (1 + std::log(count)) * rarity);
    }
    scale_to_one(weights);
    return weights;
  }

 private:
  std::vector<std::uint32_t> words(std::string_view text, bool add) {
    std::vector<std::uint32_t> found;
    for (std::size_t at = 0, begin = 0; at <= text.size();) {
      const std::size_t here = at;
      const bool end = at == text.size();
      const char32_t c = end ? U' ' : next_code_point(text, at);
      if (is_letter(c) || is_digit(c)) continue;
      if (here > begin) {
        const std::uint64_t key = word_key(text.substr(begin, here - begin));
        const auto known =
            add ? numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size())).first
                : numbers_.find(key);
        if (known != numbers_.end()) found.push_back(known->second);
      }
      if (end) break;
      begin = at;
    }
    return found;
  }

  double pages_;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::vector<double> frequency_;
};

/// When the pages were published, by id.
std::map<DocumentId, Day> published_days(const Chronology& chronology) {
  std::map<DocumentId, Day> published;
  for (const Document& document : chronology.documents) {
    if (document.date) {
      published[document.id] = *document.date;
    }
  }
  return published;
}

/// What the pages report of a day; copies of a page are one.
struct Reports {
  std::map<std::uint32_t, double> much;  // by copy group
  std::set<std::uint32_t> later;         // of pages published two days and more after it
  std::size_t of_one_event = 0;          // the most groups that report one event of it
};

std::map<Day, Reports> reports_of_days(const Chronology& chronology) {
  constexpr std::chrono::days later{2};
  std::vector<const Source*> sources;
  for (const OutputEvent& event : chronology.events)
    for (const Source& source : event.sources) sources.push_back(&source);
  const CopyGroups copies(view_of(sources));
  const std::map<DocumentId, Day> published = published_days(chronology);
  std::map<std::pair<Day, DocumentId>, double> of_page;
  std::map<Day, Reports> reports;
  for (const OutputEvent& event : chronology.events) {
    std::set<std::uint32_t> groups;
    for (const Source& source : event.sources) {
      const std::uint32_t group = copies.of(source.document);
      groups.insert(group);
      if (source.date.start != source.date.end) {
        continue;
      }
      of_page[{source.date.start, source.document}] += 0.1 + source.salience;
      const auto at = published.find(source.document);
      if (at != published.end() && at->second >= source.date.start + later) {
        reports[source.date.start].later.insert(group);
      }
    }
    std::size_t& most = reports[event.date.start].of_one_event;
    most = std::max(most, groups.size());
  }
  for (const auto& [at, much] : of_page) {
    double& most = reports[at.first].much[copies.of(at.second)];
    most = std::max(most, much);
  }
  return reports;
}

/// How much a day matters: the sum over pages of how much they report of it, each less than 1,
/// however much it says; the pages that still report of it days later count once more, and those
/// that agree on one event of it three times more.
std::map<Day, double> weigh_days(const Chronology& chronology) {
  constexpr double of_later = 1, of_one_event = 3;
  std::map<Day, double> weights;
  for (const auto& [day, reports] : reports_of_days(chronology)) {
    if (reports.of_one_event == 0) {
      continue;  // all that is said of it belongs to events of other days
    }
    double weight = of_later * static_cast<double>(reports.later.size()) +
                    of_one_event * static_cast<double>(reports.of_one_event);
    for (const auto& [group, much] : reports.much) {
      weight += much / (much + 0.5);
    }
    weights[day] = weight;
  }
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

/// A sentence that may be chosen for its day: what one of an event's sources says.
struct Candidate {
  std::size_t event = 0, source = 0;
  Weights words;
  double leads = 0;        // 1 at the head of a page, less toward its end
  bool unsettled = false;  // planned, expected or denied
  bool unclear = false;    // in the first person, or about a "she" that is named elsewhere
  double main = 0;         // how likely an editor's timeline of the story has its event
  double pages = 0;        // how many independent pages report its event, 1 for the most of its day
};

/// What the pages published on a day and on the two after it begin with: the day's news, whatever
/// else is dated then.
std::map<Day, Weights> news_of_days(const Chronology& chronology, Vocabulary& vocabulary,
                                    const std::set<Day>& days) {
  constexpr std::uint32_t beginning = 2000;  // code points
  constexpr int followed = 2;                // a morning paper reports the day before
  const std::map<DocumentId, Day> published = published_days(chronology);
  std::map<Day, std::vector<std::pair<std::uint32_t, double>>> words;
  for (const OutputEvent& event : chronology.events) {
    for (const Source& source : event.sources) {
      const auto at = published.find(source.document);
      if (at == published.end() || source.start >= beginning) continue;
      const Weights weights = vocabulary.weigh(source.sentence);
      for (int before = 0; before <= followed; ++before)
        if (const Day day = at->second - std::chrono::days{before}; days.contains(day))
          words[day].insert(words[day].end(), weights.begin(), weights.end());
    }
  }
  std::map<Day, Weights> news;
  for (auto& [day, all] : words) {
    std::ranges::sort(all);
    Weights& sum = news[day];
    for (const auto& [word, weight] : all) {
      if (!sum.empty() && sum.back().first == word)
        sum.back().second += weight;
      else
        sum.emplace_back(word, weight);
    }
  }
  return news;
}

/// The words that are frequent both in the events dated to the day and in the day's news.
Weights center_of(const std::vector<Candidate>& candidates, const Weights& news) {
  Weights center;
  for (const Candidate& candidate : candidates) center = sum_of(center, candidate.words, 1);
  if (Weights shared = both(center, news); !shared.empty()) {
    center = std::move(shared);
  }
  scale_to_one(center);
  return center;
}

/// Adds one after the other the sentence that brings what was chosen nearest to the center, unless
/// it repeats a chosen one (centroid optimization, as Gholipour Ghalandari and Ifrim 2020 use it
/// for timelines).
std::vector<std::size_t> choose(const std::vector<Candidate>& candidates, const Weights& center,
                                std::size_t n) {
  // of two equally good ones, the one nearer the head of its page
  constexpr double repeats = 0.4, lead_share = 0.02;
  // What two pages report of the day matters more than what one says in words that are as frequent.
  constexpr double pages_share = 0.6, of_unsettled = 0.05;
  // Of a few sentences there is no center to speak of; what else is seen of the events counts then.
  constexpr double few = 10, most_main_share = 0.5;
  const double main_share = most_main_share * few / (few + static_cast<double>(candidates.size()));
  std::vector<std::size_t> chosen;
  std::vector<bool> out(candidates.size(), false);
  Weights sum;
  while (chosen.size() < n) {
    std::size_t best = candidates.size();
    double most = -1;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (out[i]) continue;
      // |sum + w| without making the vector: |sum|^2 + 2 sum.w + |w|^2
      const double with = product(sum, sum) + 2 * product(sum, candidates[i].words) +
                          product(candidates[i].words, candidates[i].words);
      const double near =
          with > 0 ? (product(sum, center) + product(candidates[i].words, center)) / std::sqrt(with)
                   : 0;
      const double score = near + lead_share * candidates[i].leads +
                           main_share * candidates[i].main + pages_share * candidates[i].pages -
                           (candidates[i].unsettled ? of_unsettled : 0);
      if (score > most) most = score, best = i;
    }
    if (best == candidates.size()) break;
    chosen.push_back(best);
    sum = sum_of(sum, candidates[best].words, 1);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      out[i] = out[i] || candidates[i].event == candidates[best].event ||
               product(candidates[i].words, candidates[best].words) >= repeats;
    }
  }
  return chosen;
}

bool is_short(std::string_view sentence) {
  constexpr long fewest_words = 8;
  return std::ranges::count(sentence, ' ') + 1 < fewest_words;
}

double leads(const Source& source) {
  constexpr double half_way = 500;  // code points
  return half_way / (half_way + source.start);
}

/// What the sources of an event say of its day, each sentence once.
void add_sources(const OutputEvent& event, std::size_t number, Vocabulary& vocabulary,
                 const StoryIndex& index, std::uint32_t first, std::vector<Candidate>& candidates) {
  constexpr std::size_t most = 12;
  std::set<std::string_view> said;
  for (std::size_t s = 0; s < event.sources.size() && said.size() < most; ++s) {
    const Source& source = event.sources[s];
    const bool fits = source.date.start == event.date.start && source.date.end == event.date.end;
    if (fits && (event.sources.size() == 1 || !is_short(source.sentence)) &&
        said.insert(source.sentence).second) {
      const IndexedSource& indexed = index[first + s];
      candidates.push_back({number, s, vocabulary.weigh(source.sentence), leads(source),
                            source.certainty != Certainty::asserted,
                            indexed.is_speech || indexed.opens_with_pronoun});
    }
  }
}

/// Makes the chosen source the one that its event is shown with.
void speak(OutputEvent& event, std::size_t number) {
  const Source& source = event.sources[number];
  event.sentence = source.sentence;
  event.headline = source.headline.empty() ? source.sentence : source.headline;
  event.trigger = source.trigger;
}

/// The last day of which each sentence says that something happened, by its page and place.
using LastDays = std::map<std::pair<DocumentId, std::uint32_t>, Day>;

LastDays last_days(const std::vector<OutputEvent>& events) {
  LastDays days;
  for (const OutputEvent& event : events) {
    for (const Source& source : event.sources) {
      if (source.certainty == Certainty::asserted) {
        Day& last =
            days.try_emplace({source.document, source.start}, source.date.start).first->second;
        last = std::max(last, source.date.start);
      }
    }
  }
  return days;
}

/// "The toll of Thursday's flood rose on Friday" is no line of Thursday where another sentence
/// tells the flood.
void drop_what_tells_of_later(std::vector<Candidate>& candidates,
                              const std::vector<OutputEvent>& events, const LastDays& last) {
  const auto tells_of_later = [&](const Candidate& candidate) {
    const OutputEvent& event = events[candidate.event];
    const Source& source = event.sources[candidate.source];
    const auto known = last.find({source.document, source.start});
    return known != last.end() && known->second > event.date.start;
  };
  std::set<std::size_t> told_by_others;
  for (const Candidate& candidate : candidates) {
    if (!tells_of_later(candidate)) {
      told_by_others.insert(candidate.event);
    }
  }
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return told_by_others.contains(candidate.event) && tells_of_later(candidate);
  });
}

/// The events of one day that are worth comparing: of too few words too little is known, and
/// thousands would take long.
std::vector<Candidate> candidates_of(const std::vector<OutputEvent>& events,
                                     std::vector<std::size_t> of_day, Vocabulary& vocabulary,
                                     const Ranking& ranking, const LastDays& last) {
  constexpr std::size_t most = 400;
  if (!std::ranges::all_of(of_day, [&](std::size_t i) { return is_short(events[i].sentence); }))
    std::erase_if(of_day, [&](std::size_t i) { return is_short(events[i].sentence); });
  std::ranges::stable_sort(of_day, [&](std::size_t a, std::size_t b) {
    return std::pair(events[a].sources.size(), events[a].salience) >
           std::pair(events[b].sources.size(), events[b].salience);
  });
  if (of_day.size() > most) of_day.resize(most);
  std::vector<Candidate> candidates;
  for (const std::size_t i : of_day) {
    add_sources(events[i], i, vocabulary, ranking.index(), ranking.first_source(i), candidates);
  }
  drop_what_tells_of_later(candidates, events, last);
  double most_pages = 1;
  for (Candidate& candidate : candidates) {
    const MainFeatures& features = ranking.features()[candidate.event];
    candidate.main = 1 / (1 + std::exp(-MergeRules::built_in().main()(features)));
    candidate.pages = std::exp(features[static_cast<std::size_t>(MainFeature::log_copy_groups)]);
    most_pages = std::max(most_pages, candidate.pages);
  }
  for (Candidate& candidate : candidates) {
    candidate.pages /= most_pages;
  }
  // What somebody says in the first person, or of a "she", is no line of its day where there is
  // another.
  if (!std::ranges::all_of(candidates, &Candidate::unclear)) {
    std::erase_if(candidates, &Candidate::unclear);
  }
  return candidates;
}

void keep_best_of_each_day(Chronology& chronology, std::size_t per_day, Vocabulary& vocabulary,
                           const std::set<Day>& days, const std::map<Day, Weights>& news) {
  std::vector<OutputEvent>& events = chronology.events;
  const Ranking ranking(chronology, MergeRules::built_in());
  std::map<Day, std::vector<std::size_t>> of_day;
  for (std::size_t i = 0; i < events.size(); ++i) of_day[events[i].date.start].push_back(i);
  std::vector<bool> kept(events.size(), false);
  const LastDays last = last_days(events);
  for (const Day day : days) {
    const std::vector<Candidate> candidates =
        candidates_of(events, of_day[day], vocabulary, ranking, last);
    const auto reported = news.find(day);
    const Weights center =
        center_of(candidates, reported == news.end() ? Weights{} : reported->second);
    for (const std::size_t chosen : choose(candidates, center, per_day)) {
      kept[candidates[chosen].event] = true;
      speak(events[candidates[chosen].event], candidates[chosen].source);
    }
  }
  std::size_t at = 0;
  std::erase_if(events, [&](const OutputEvent&) { return !kept[at++]; });
}

}  // namespace

void keep_days(const Filter& filter, Chronology& chronology) {
  std::vector<OutputEvent>& events = chronology.events;
  std::erase_if(events,
                [](const OutputEvent& event) { return event.date.start != event.date.end; });
  const std::map<Day, double> weights = weigh_days(chronology);
  const std::set<Day> days = best_days(weights, filter.days.value_or(weights.size()));
  if (filter.per_day) {
    Vocabulary vocabulary(chronology);
    const std::map<Day, Weights> news = news_of_days(chronology, vocabulary, days);
    keep_best_of_each_day(chronology, *filter.per_day, vocabulary, days, news);
  } else {
    std::erase_if(events,
                  [&](const OutputEvent& event) { return !days.contains(event.date.start); });
  }
}

}  // namespace newsline::chronology
