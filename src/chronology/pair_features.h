#pragma once
// What two tellings of a merge have in common, as numbers: internal to this folder.
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace newsline::chronology {

/// The names stand in data/merge/pairs.tsv. "eq": the dates are equal; "same_page": both stand on
/// one page; "goes_on": and the later one opens with what points back ("the", "this", "it");
/// "inside": one date is a day or week of the other's month; "around": of the words around the
/// triggers; "kinds": of the words by what is used like them.
enum class PairFeature : std::uint8_t {
  eq_day,
  eq_range,
  in_week,
  in_month,
  in_long,
  touch,
  gap1,
  gap2,
  eq_old,
  eq_old_day,
  eq_future,
  eq_before_pubs,
  day_crowd,
  document_day,
  inherited,
  same_page,
  same_sentence,
  next_sentence,
  near_sentence,
  published_near,
  both_lead,
  lead_eq,
  headline_cosine,
  sentence_cosine,
  contained_most,
  contained_least,
  headline_cosine_eq,
  sentence_cosine_eq,
  contained_eq,
  rarest_shared,
  shared,
  shared_eq,
  shared_not_eq,
  trigger,
  trigger_event_class,
  trigger_in_headline,
  event_class_in_words,
  event_class_any,
  figure,
  figure_in_headline,
  figure_contradicts,
  names,
  names_eq,
  rarest_name,
  names_differ,
  names_within,
  agent,
  agent_differs,
  location,
  location_differs,
  certainty,
  plan_done,
  plan_done_eq,
  negated,
  title,
  title_eq,
  title_day,
  pages_alike,
  weak_day,
  weak_range,
  weak_apart,
  same_page_eq,
  same_page_day,
  same_page_shared,
  same_page_cosine,
  crowd_shared,
  strength,
  strength_squared,
  strength_eq,
  goes_on,
  goes_on_eq,
  goes_on_next,
  inside_cosine,
  inside_old,
  inside_shared,
  around_cosine,
  around_eq,
  around_most,
  kinds_cosine,
  kinds_eq,
  kinds_most_eq,
  count
};
constexpr std::size_t pair_feature_count = static_cast<std::size_t>(PairFeature::count);
using PairFeatures = std::array<float, pair_feature_count>;

std::string_view name_of(PairFeature feature);
std::optional<PairFeature> pair_feature_named(std::string_view name);

}  // namespace newsline::chronology
