#pragma once
#include <array>
#include <bitset>
#include <string_view>

#include "event/syntax/trigger.h"
#include "objections.h"
#include "rules/rows.h"

namespace newsline::event {

/// What can be seen of a date and its happening. The names are those of data/event/weights.tsv.
enum class Feature : std::uint8_t {
  opening,
  day,
  week,
  month,
  quarter,
  year,
  decade,
  range,
  part,
  year_given,
  counted,
  bare_weekday,
  bare_month,
  month_day,
  holiday,
  season,
  anchored,
  approximate,
  no_preposition,
  relation_since,
  relation_by,
  relation_before,
  relation_after,
  relation_until,
  relation_from,
  prenominal,
  noun_happening,
  noun_trigger,
  past,
  perfect,
  past_perfect,
  present,
  future,
  modal,
  infinitive,
  participle,
  passive,
  progressive,
  no_verb,
  state_verb,
  light_verb,
  report_verb,
  mere_report,
  other_clause,
  opens_clause,
  relative_clause,
  subordinate_clause,
  conditional,
  quoted,
  first_person,
  second_person,
  question,
  named,  // a name stands in the sentence
  // a present that goes on for ever, and what it is dated by
  timeless_day,     // "people buy it today"
  timeless_season,  // "plants rest in winter"
  timeless_part,    // "we sleep through the night"
  timeless_year,    // "what matters in 2025 is ..."
  timeless_span,    // "it blooms all through the year"
  habit,
  compared,
  to_come,
  this_day,
  days_ago,
  months_ago,
  years_ago,
  decades_ago,
  past_to_come,
  future_gone,
  second_date,
  many_dates,
  first_sentence,
  lead,
  list_item,
  heading,
  page_is_news,
  advice_page,  // it speaks to its reader in one of a hundred words
  short_page,
  pronoun_subject,
  name_subject,
  negated,
  next_sentence,
  same_paragraph,
  next_paragraph,
  carried_on,
  after_saying,
  after_page_day,
  present_page,  // its verbs tell more of the present than of the past: it explains
  entry_page,    // labels date four of its paragraphs and more
  page_year,     // a year that is the page's own: "the trends of 2025"
  page_year_present,
  of_noun,         // the date hangs on a noun, by the tree
  of_participle,   // "homes built today"
  subject_name,    // by the tree
  subject_person,  // a pronoun, by the tree
  count
};

using Features = std::bitset<static_cast<std::size_t>(Feature::count)>;

std::string_view name_of(Feature feature);

/// What the page as a whole and the sentence before tell.
struct ContextFeatures {
  std::uint32_t dates_in_sentence = 0, number_in_sentence = 0;
  std::uint32_t sentence_of_story = 0;  // counted over the sentences of running text
  bool page_is_news = false;            // most of its dates lie within two days of its own
  bool advice_page = false;             // one in a hundred of its words speaks to the reader
  bool short_page = false;
  bool present_page = false;  // more of its verbs are of the present than of the past
  bool entry_page = false;    // labels date four of its paragraphs and more
  // of the dated happening before it
  bool next_sentence = false, same_paragraph = false, next_paragraph = false;
  bool carried_on = false;  // that one took its date from an earlier sentence too
  bool after_saying = false, after_page_day = false;  // it is a saying; it has the page's own day
  bool name_at_start = false;
  bool named = false;  // a name stands in the sentence
  bool opens = false;  // the first words behind a label or heading
};

/// How a happening comes by its date, as far as the weights differ.
enum class DatedBy : std::uint8_t { itself, layout, story, page };

Features features_of(const Candidate& candidate, const ContextFeatures& surroundings, DatedBy by);

/// Weights of logistic regressions over the features, one for each way to come by a date.
class Weights {
 public:
  Weights() = default;
  Weights(const Data& data, std::string_view file);
  /// The share of such events that are right, as far as the training pages tell.
  double confidence(const Features& features, DatedBy by) const;
  /// Below it an event is left out.
  double least(DatedBy by) const { return least_[static_cast<std::size_t>(by)]; }

 private:
  static constexpr std::size_t ways = 4;
  std::array<std::array<double, static_cast<std::size_t>(Feature::count)>, ways> weight_{};
  std::array<double, ways> bias_{1.5, 1.5, 0, 0}, least_{0, 0, 0.5, 0.5};
};

}  // namespace newsline::event
