#include "defects.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include "newsline/error.h"
#include "rules/rows.h"

namespace newsline::event {

namespace {

constexpr std::array<std::string_view, defect_count> names{"clause_coordinate",
                                                           "clause_reported",
                                                           "clause_adverbial",
                                                           "clause_relative",
                                                           "clause_participle",
                                                           "clause_parenthetical",
                                                           "clause_other",
                                                           "subject_borrowed",
                                                           "subject_lost",
                                                           "verb_lost",
                                                           "loses_speaker",
                                                           "loses_speaker_of_plan",
                                                           "loses_speaker_of_quote",
                                                           "loses_negation",
                                                           "loses_condition",
                                                           "loses_doubt",
                                                           "loses_other_date",
                                                           "loses_much",
                                                           "trigger_is_noun",
                                                           "opens_with_pronoun",
                                                           "cut_relative",
                                                           "cut_participle",
                                                           "cut_apposition",
                                                           "cut_parenthesis",
                                                           "cut_attribution",
                                                           "cut_clause",
                                                           "cut_infinitive",
                                                           "cut_participle_clause",
                                                           "cut_adverbial",
                                                           "cut_adverb",
                                                           "cut_coordinate_clause",
                                                           "cut_coordinate",
                                                           "cut_genitive",
                                                           "cut_attribute",
                                                           "marked_relative",
                                                           "marked_participle",
                                                           "marked_apposition",
                                                           "marked_parenthesis",
                                                           "marked_attribution",
                                                           "marked_clause",
                                                           "marked_infinitive",
                                                           "marked_participle_clause",
                                                           "marked_adverbial",
                                                           "marked_adverb",
                                                           "marked_coordinate_clause",
                                                           "marked_coordinate",
                                                           "marked_genitive",
                                                           "marked_attribute",
                                                           "last_relative",
                                                           "last_participle",
                                                           "last_apposition",
                                                           "last_parenthesis",
                                                           "last_attribution",
                                                           "last_clause",
                                                           "last_infinitive",
                                                           "last_participle_clause",
                                                           "last_adverbial",
                                                           "last_adverb",
                                                           "last_coordinate_clause",
                                                           "last_coordinate",
                                                           "last_genitive",
                                                           "last_attribute",
                                                           "cut_first_complement",
                                                           "cut_of_trigger",
                                                           "cut_of_subject",
                                                           "cut_opening",
                                                           "cut_negation",
                                                           "cut_condition",
                                                           "cut_date",
                                                           "cut_other_date",
                                                           "cut_name",
                                                           "cut_number",
                                                           "cut_short",
                                                           "cut_long",
                                                           "cut_of_definite",
                                                           "cut_quoted",
                                                           "leaves_preposition",
                                                           "cut_list",
                                                           "cut_other_conjunct",
                                                           "cut_opens_with_noun",
                                                           "cut_opens_with_verb",
                                                           "cut_behind_leader",
                                                           "cut_before_noun",
                                                           "date_kept",
                                                           "date_opens",
                                                           "date_bare",
                                                           "date_before_noun",
                                                           "date_in_noun",
                                                           "date_with_noun",
                                                           "date_with_participle",
                                                           "date_with_clause",
                                                           "date_is_subject",
                                                           "date_is_object",
                                                           "date_is_predicate",
                                                           "date_is_coordinate",
                                                           "date_needed",
                                                           "date_only_complement",
                                                           "date_bounds_negation",
                                                           "date_focused",
                                                           "date_inverts",
                                                           "date_moves_subject",
                                                           "date_leaves_end",
                                                           "date_leaves_part",
                                                           "date_leaves_alone",
                                                           "date_describes_more",
                                                           "date_splits_noun",
                                                           "date_of_relative",
                                                           "date_of_participle",
                                                           "date_of_adverbial",
                                                           "date_of_reported",
                                                           "date_of_coordinate",
                                                           "date_of_parenthesis",
                                                           "date_of_trigger",
                                                           "date_of_other_tense",
                                                           "date_of_inner_clause",
                                                           "long_line",
                                                           "longer_line",
                                                           "very_long_line",
                                                           "short_line",
                                                           "unbalanced",
                                                           "keeps_other_date",
                                                           "keeps_other_tense",
                                                           "tells_other_day",
                                                           "keeps_other_conjunct",
                                                           "ends_open",
                                                           "opens_subordinate",
                                                           "untouched",
                                                           "whole_but_date",
                                                           "without_cuts",
                                                           "many_cuts"};

}  // namespace

std::string_view name_of(Defect defect) { return names[static_cast<std::size_t>(defect)]; }

namespace {

double share(double odds) { return 1 / (1 + std::exp(-odds)); }

}  // namespace

Penalties::Penalties(const Data& data) {
  constexpr std::string_view file = "headline/penalties.tsv";
  for (const Row& row : read_rows(data, file, 3)) {
    const bool never = row.fields[1] == "never";
    const Odds odds = never ? Odds{odds_of_never, odds_of_never}
                            : Odds{number_of(row, 1, file), number_of(row, 2, file)};
    const auto known = std::ranges::find(names, row.fields[0]);
    if (row.fields[0] == "bias")
      bias_ = odds;
    else if (known == names.end())
      throw Error("data.rules", std::string(file) + ":" + std::to_string(row.line) +
                                    ": no such defect: " + std::string(row.fields[0]));
    else
      odds_[static_cast<std::size_t>(known - names.begin())] = odds,
                                             held_.set(
                                                 static_cast<std::size_t>(known - names.begin()),
                                                 row.fields.size() > 3 && row.fields[3] == "held");
  }
}

Odds Penalties::of(const Defects& defects) const {
  Odds sum;
  const std::bitset<defect_count> low = ~0ULL;
  // few are set: from one to the next, a word at a time
  for (std::size_t first = 0; first < defect_count; first += 64)
    for (std::uint64_t word = (defects.bits() >> first & low).to_ullong(); word != 0;
         word &= word - 1)
      sum += odds_[first + static_cast<std::size_t>(std::countr_zero(word))];
  return sum;
}

double Penalties::price(Odds sum) const {
  return loss_of_poor * share(bias_.poor + sum.poor) +
         loss_of_wrong * share(bias_.wrong + sum.wrong);
}

}  // namespace newsline::event
