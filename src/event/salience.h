#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/data.h"
#include "event.h"
#include "event/syntax/trigger.h"
#include "paragraph_dates.h"

namespace newsline::event {

/// What can be seen of how much a happening matters on its page. The names are those of
/// data/event/salience.tsv.
enum class SalienceFeature : std::uint8_t {
  first_sentence,
  second_sentence,
  lead,
  early,
  late,
  short_page,
  long_page,
  opens_paragraph,
  second_in_sentence,
  third_in_sentence,
  more_in_sentence,
  title_trigger,
  title_words,
  title_sentence,
  names_agent,
  main_name,
  several_names,
  number,
  page_days,
  weeks_ago,
  year_gone,
  years_ago,
  to_come,
  coarse,
  inherited,
  page_day,
  past,
  perfect,
  past_perfect,
  present,
  ahead,
  participle,
  passive,
  negated,
  noun_trigger,
  state_verb,
  light_verb,
  report_verb,
  mere_report,
  happening_object,
  relative_clause,
  subordinate_clause,
  conditional,
  quoted,
  beside_quote,
  pronoun_subject,
  first_person,
  indefinite_subject,
  told_before,
  same_clause,
  speaker,
  trigger_again,
  central_words,
  rare_words,
  long_sentence,
  short_sentence,
  content_clause,
  own_date,
  main_clause,
  count
};

using SalienceFeatures = std::bitset<static_cast<std::size_t>(SalienceFeature::count)>;

std::string_view name_of(SalienceFeature cue);

/// How often each stem stands in the running text of a page.
class PageStems {
 public:
  void add(std::uint64_t stem) { ++counts_[stem]; }
  std::uint32_t count(std::uint64_t stem) const {
    const auto found = counts_.find(stem);
    return found == counts_.end() ? 0 : found->second;
  }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;
};

/// A happening in its sentence and page.
struct Happening {
  const Reading& reading;
  std::uint32_t sentence = 0;
  const Syntax& syntax;
  const Trigger& trigger;
  const Event& event;      // its date, certainty and participants
  std::uint32_t rank = 0;  // among the happenings of its sentence, the surest first
  // counted over the sentences of running text
  std::uint32_t sentence_of_story = 0, story_size = 0;
  bool opens_paragraph = false;
  bool told_before = false;         // a happening of the same word stands above it
  bool same_clause = false;         // as a surer one of its sentence
  const PageStems* page = nullptr;  // how often its words stand on the page
};

/// The key of a word's first letters, stem enough to know "resigns" from "resigned" in no language
/// in particular; 0 for short words.
std::uint64_t stem_of(std::string_view word);

/// The stems of a title's longer words, sorted.
std::vector<std::uint64_t> stems_of(std::string_view title);

SalienceFeatures salience_features_of(const Happening& happening,
                                      const std::vector<std::uint64_t>& title);

/// Weights of a logistic regression over the cues.
class SalienceWeights {
 public:
  explicit SalienceWeights(const Data& data);
  /// How likely an editor puts the happening on a timeline of the page.
  double operator()(const SalienceFeatures& cues) const;

 private:
  std::array<double, static_cast<std::size_t>(SalienceFeature::count)> weight_{};
  double bias_ = 0;
};

}  // namespace newsline::event
