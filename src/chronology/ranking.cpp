// Which events of a merge an editor would put on a timeline of the story. "The dam burst" is
// reported by six pages, also weeks later, under their titles and in their first sentences; "the
// dam was built in 1931" by two, in passing; a cup match by one page that shares no word with the
// others. What each of this is worth was learned (data/merge/main.tsv). The best are chosen one
// after the other, and what repeats a chosen one, by the pair scorer or by its words on the same
// days, has to be that much better. The weights know no words; what a story means to the world
// they do not know either.
#include "ranking.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>
#include <set>

#include "rules/rows.h"

namespace newsline::chronology {

namespace {

constexpr std::array<std::string_view, main_feature_count> feature_names{
    "several",    "told_later", "salience", "lead",         "fresh",    "central", "title",
    "planned",    "projected",  "day",      "long_stretch", "old",      "to_come", "off_story",
    "day_weight", "sources",    "page_day", "voice",        "long_ago", "in_time"};

long number(Day day) { return static_cast<long>(day.time_since_epoch().count()); }

/// 1 at the head of a page, less toward its end.
double lead_of(const Source& source) {
  constexpr double half_way = 500;
  return half_way / (half_way + source.start);
}

}  // namespace

std::string_view name_of(MainFeature feature) {
  return feature_names[static_cast<std::size_t>(feature)];
}

MainWeights::MainWeights(const Data& data) {
  read_weights(data, "merge/main.tsv", {{"bias", &bias_}}, [&](std::string_view name) {
    const auto known = std::ranges::find(feature_names, name);
    return known == feature_names.end()
               ? nullptr
               : &weights_[static_cast<std::size_t>(known - feature_names.begin())];
  });
}

double MainWeights::operator()(const MainFeatures& features) const {
  double sum = bias_;
  for (std::size_t i = 0; i < main_feature_count; ++i) {
    sum += weights_[i] * features[i];
  }
  return sum;
}

Ranking::Ranking(const Chronology& chronology, const MergeRules& rules)
    : chronology_(chronology), pairs_(rules.weights()) {
  for (const OutputEvent& event : chronology.events) {
    first_.push_back(static_cast<std::uint32_t>(sources_.size()));
    for (const Source& source : event.sources) {
      sources_.push_back(&source);
    }
  }
  first_.push_back(static_cast<std::uint32_t>(sources_.size()));
  for (const Document& document : chronology.documents) {
    documents_.try_emplace(document.id, &document);
    if (document.date) {
      first_page_ = std::min(first_page_, number(*document.date));
      last_page_ = std::max(last_page_, number(*document.date));
    }
  }
  index_.emplace(view_of(sources_), chronology.documents, EntityMerger(), rules);
  read_pages();
  const CopyGroups copies(view_of(sources_));
  for (std::size_t event = 0; event < chronology.events.size(); ++event) {
    features_.push_back(features_of(event, copies));
  }
}

/// Shares are of the pages with at least one event.
void Ranking::read_pages() {
  constexpr std::size_t compared = 60;  // pages: enough to know what the story is about
  std::map<Day, std::set<std::uint32_t>> pages_of_day;
  std::uint32_t pages = 0;
  for (std::uint32_t i = 0; i < sources_.size(); ++i) {
    const std::uint32_t page = (*index_)[i].page;
    pages = std::max(pages, page + 1);
    if (sources_[i]->date.start == sources_[i]->date.end) {
      pages_of_day[sources_[i]->date.start].insert(page);
    }
  }
  page_count_ = std::max<std::size_t>(pages, 1);
  const auto all = static_cast<double>(page_count_);
  for (const auto& [day, of] : pages_of_day) {
    days_[day] = static_cast<double>(of.size()) / all;
  }
  const std::size_t step = pages / compared + 1;
  double most = 1e-9;
  for (std::uint32_t page = 0; page < pages; ++page) {
    double sum = 0, count = 0;
    for (std::uint32_t other = 0; other < pages; other += static_cast<std::uint32_t>(step)) {
      if (other != page) {
        sum += index_->pages_alike(page, other);
        ++count;
      }
    }
    alike_.push_back(count > 0 ? sum / count : 1);
    most = std::max(most, alike_.back());
  }
  for (double& alike : alike_) {
    alike /= most;
  }
}

MainFeatures Ranking::features_of(std::size_t number_of_event, const CopyGroups& copies) const {
  const OutputEvent& event = chronology_.events[number_of_event];
  MainFeatures features{};
  const auto set = [&](MainFeature feature, double value) {
    features[static_cast<std::size_t>(feature)] = value;
  };
  using F = MainFeature;
  std::set<std::uint32_t> groups;
  double lead = 0, fresh = 0, title = 0, alike = 0, salience = 0;
  long last_published = 0;
  long first_published = std::numeric_limits<long>::max();
  bool later = false, dated = false;
  const bool one_day = event.date.start == event.date.end;
  for (std::uint32_t i = first_[number_of_event]; i < first_[number_of_event + 1]; ++i) {
    const Source& source = *sources_[i];
    const std::uint32_t page = (*index_)[i].page;
    groups.insert(copies.of(source.document));
    salience = std::max(salience, source.salience);
    lead = std::max(lead, lead_of(source));
    title = std::max(title, index_->title_share(page, i));
    alike = std::max(alike, alike_[page]);
    const auto document = documents_.find(source.document);
    if (document == documents_.end() || !document->second->date) {
      continue;
    }
    const long published = number(*document->second->date),
               behind = published - number(event.date.end);
    first_published = std::min(first_published, published);
    last_published = dated ? std::max(last_published, published) : published;
    dated = true;
    later = later || behind >= 2;
    if (one_day && behind >= 0 && behind <= 1) {
      fresh = std::max(fresh, lead_of(source));
    }
  }
  const auto group_count = static_cast<double>(groups.size());
  set(F::log_copy_groups, std::log(group_count));
  set(F::several, groups.size() > 1);
  set(F::reported_later, later);
  set(F::salience, salience);
  set(F::lead, lead);
  set(F::fresh, fresh);
  set(F::central, index_->central(first_[number_of_event]));
  set(F::title, title);
  set(F::planned, event.certainty == Certainty::planned);
  set(F::projected, event.certainty == Certainty::projected);
  const long days = (event.date.end - event.date.start).count();
  constexpr long week = 7, long_days = 40, old_days = 60, long_ago_days = 400;
  set(F::day, one_day);
  set(F::long_stretch, days > long_days);
  set(F::old, dated && first_published - number(event.date.end) > old_days);
  set(F::long_ago, dated && first_published - number(event.date.end) > long_ago_days);
  set(F::in_time, dated && number(event.date.start) >= first_page_ - week &&
                      number(event.date.end) <= last_page_);
  set(F::to_come, dated && number(event.date.start) > last_published);
  constexpr double off_the_story = 0.55;
  set(F::off_story, page_count_ > 3 && alike < off_the_story);
  const auto day = days_.find(event.date.start);
  set(F::day_weight, one_day && day != days_.end() ? day->second : 0);
  set(F::sources, std::log(static_cast<double>(event.sources.size())));
  set(F::page_day, event.date.derivation == Derivation::document);
  return features;
}

/// No source tells it but in words of the first person or in a piece of a quotation: "I think our
/// prayers were answered".
bool Ranking::is_speech(std::size_t number_of_event) const {
  const auto said = [&](std::uint32_t i) { return (*index_)[i].is_speech; };
  return std::ranges::all_of(std::views::iota(first_[number_of_event], first_[number_of_event + 1]),
                             said);
}

/// How much event a repeats event b: 0 to 1.
double Ranking::repeats(std::size_t a, std::size_t b) const {
  constexpr std::uint32_t most = 6;  // sources of each, from all over its pages
  constexpr std::chrono::days near{3};
  const OutputDate &x = chronology_.events[a].date, &y = chronology_.events[b].date;
  if (x.end + near < y.start || y.end + near < x.start) {
    return 0;
  }
  double likeliest = -12, words = 0;
  const auto step = [&](std::size_t event) {
    return (first_[event + 1] - first_[event] + most - 1) / most;
  };
  for (std::uint32_t i = first_[a]; i < first_[a + 1]; i += step(a)) {
    for (std::uint32_t j = first_[b]; j < first_[b + 1]; j += step(b)) {
      const PairFeatures features = index_->features(i, j);
      likeliest = std::max(likeliest, pairs_(features));
      words =
          std::max<double>(words, features[static_cast<std::size_t>(PairFeature::sentence_cosine)]);
    }
  }
  const bool overlap = x.start <= y.end && y.start <= x.end;
  return std::max(1 / (1 + std::exp(-likeliest)), overlap ? words : words / 2);
}

std::vector<std::size_t> Ranking::best(std::size_t most, const MainWeights& weights) const {
  constexpr double repeated = 4;      // log-odds that a mere repetition loses
  constexpr double spoken = 1.5;      // and what is no more than a speaker's words
  constexpr std::size_t tried = 200;  // candidates beyond the number that is wanted
  std::vector<std::size_t> order(features_.size());
  std::vector<double> scores(features_.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
    scores[i] = weights(features_[i]) - (is_speech(i) ? spoken : 0);
  }
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return scores[i]; });
  order.resize(std::min(order.size(), most + tried));
  std::vector<double> loss(features_.size(), 0);
  std::vector<std::size_t> chosen;
  while (chosen.size() < most && !order.empty()) {
    const auto best =
        std::ranges::max_element(order, {}, [&](std::size_t i) { return scores[i] - loss[i]; });
    const std::size_t event = *best;
    chosen.push_back(event);
    order.erase(best);
    for (const std::size_t i : order) {
      loss[i] = std::max(loss[i], repeated * repeats(i, event));
    }
  }
  return chosen;
}

}  // namespace newsline::chronology
