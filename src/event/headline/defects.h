#pragma once
// What may be wrong with a headline, and what each fault costs.
//
//     "The bank, which had 400 branches"    verb_lost, cut_clause: wrong for sure
//     "The bank failed in 2023"             keeps its date: poor, not wrong
// A candidate collects a set of defects (clause_line.cpp, cuts.cpp); two learned logistic
// regressions make of it the odds that it says less than it should and that it is wrong. The one
// that costs least is shown.
// What it does not do: make candidates.
#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>

#include "base/data.h"

namespace newsline::event {

/// What may be wrong (or, with a negative penalty, right) with a line as a headline. The names are
/// those of data/headline/penalties.tsv, where each has its penalty and an example sentence.
enum class Defect : std::uint8_t {
  // which clause of the sentence makes the line
  clause_coordinate,
  clause_reported,
  clause_adverbial,
  clause_relative,
  clause_participle,
  clause_parenthetical,
  clause_other,
  // what this clause lacks, or loses by standing alone
  subject_borrowed,
  subject_lost,
  verb_lost,
  loses_speaker,
  loses_speaker_of_plan,
  loses_speaker_of_quote,
  loses_negation,
  loses_condition,
  loses_doubt,
  loses_other_date,
  loses_much,
  trigger_is_noun,
  opens_with_pronoun,
  // the phrases that were cut out of it, and how they stood
  cut_relative,
  cut_participle,
  cut_apposition,
  cut_parenthesis,
  cut_attribution,
  cut_clause,
  cut_infinitive,
  cut_participle_clause,
  cut_adverbial,
  cut_adverb,
  cut_coordinate_clause,
  cut_coordinate,
  cut_genitive,
  cut_attribute,
  marked_relative,
  marked_participle,
  marked_apposition,
  marked_parenthesis,
  marked_attribution,
  marked_clause,
  marked_infinitive,
  marked_participle_clause,
  marked_adverbial,
  marked_adverb,
  marked_coordinate_clause,
  marked_coordinate,
  marked_genitive,
  marked_attribute,
  last_relative,
  last_participle,
  last_apposition,
  last_parenthesis,
  last_attribution,
  last_clause,
  last_infinitive,
  last_participle_clause,
  last_adverbial,
  last_adverb,
  last_coordinate_clause,
  last_coordinate,
  last_genitive,
  last_attribute,
  cut_first_complement,
  cut_of_trigger,
  cut_of_subject,
  cut_opening,
  cut_negation,
  cut_condition,
  cut_date,
  cut_other_date,
  cut_name,
  cut_number,
  cut_short,
  cut_long,
  cut_of_definite,
  cut_quoted,
  leaves_preposition,
  cut_list,
  cut_other_conjunct,  // "opened in March [and closed in May]"
  // the seam of a cut, where no mark parts it from what stays
  cut_opens_with_noun,  // "the last bus [strike of the year]"
  cut_opens_with_verb,  // "after authorities [announced the end]"
  cut_behind_leader,    // "moved a motion for the [first] session"
  cut_before_noun,      // "watch [for the spring] issue"
  // the date
  date_kept,
  date_opens,
  date_bare,
  date_before_noun,
  date_in_noun,
  date_with_noun,
  date_with_participle,
  date_with_clause,
  date_is_subject,
  date_is_object,
  date_is_predicate,
  date_is_coordinate,
  date_needed,
  date_only_complement,
  date_bounds_negation,
  date_focused,
  date_inverts,
  date_moves_subject,
  date_leaves_end,
  date_leaves_part,
  date_leaves_alone,
  date_describes_more,
  date_splits_noun,  // "a hour of very late sun [in the summer] months"
  // its clause, where the line tells the clause around it too: "Founded in 2015, the firm has
  // grown"
  date_of_relative,
  date_of_participle,
  date_of_adverbial,
  date_of_reported,
  date_of_coordinate,
  date_of_parenthesis,
  date_of_trigger,
  date_of_other_tense,
  date_of_inner_clause,
  // the whole line
  long_line,
  longer_line,
  very_long_line,
  short_line,
  unbalanced,
  keeps_other_date,
  keeps_other_tense,  // "was founded by fishers, and shows their nets", told under its founding
  tells_other_day,    // "[who had led it since 2015], resigned on Monday", told under 2015
  keeps_other_conjunct,
  ends_open,          // "to create, summarize and"
  opens_subordinate,  // "While the shop was closed"
  untouched,
  whole_but_date,  // nothing is gone but a date that stands free
  without_cuts,
  many_cuts,
  count
};
constexpr std::size_t defect_count = static_cast<std::size_t>(Defect::count);

/// A set of defects.
class Defects {
 public:
  void add(Defect defect, bool on = true) {
    if (on) bits_.set(static_cast<std::size_t>(defect));
  }
  bool has(Defect defect) const { return bits_.test(static_cast<std::size_t>(defect)); }
  const std::bitset<defect_count>& bits() const { return bits_; }

 private:
  std::bitset<defect_count> bits_;
};

std::string_view name_of(Defect defect);

/// What a set of defects does to a line, as log-odds: that it says less than it should, that it is
/// wrong.
struct Odds {
  double poor = 0, wrong = 0;
  Odds& operator+=(Odds other) {
    poor += other.poor, wrong += other.wrong;
    return *this;
  }
};

/// What each defect costs: two logistic regressions, made by `newsline_train headlines`.
class Penalties {
 public:
  Penalties() = default;
  /// Reads data/headline/penalties.tsv, where "never" stands for a defect that no line may have if
  /// there is another. Throws Error("data.rules").
  explicit Penalties(const Data& data);
  Odds of(Defect defect) const { return odds_[static_cast<std::size_t>(defect)]; }
  Odds of(const Defects& defects) const;
  /// Set by hand: the training leaves it alone, as it does what may never be.
  bool held(Defect defect) const {
    return never(defect) || held_.test(static_cast<std::size_t>(defect));
  }
  bool never(Defect defect) const {
    return odds_[static_cast<std::size_t>(defect)].wrong >= odds_of_never;
  }
  void set(Defect defect, Odds odds) { odds_[static_cast<std::size_t>(defect)] = odds; }
  void set_bias(Odds odds) { bias_ = odds; }
  static constexpr double loss_of_poor = 0.75, loss_of_wrong = 0.9;  // of what is wrong both
  /// The expected loss of a line: 0 where it is surely good, 1.9 where it is surely wrong; one that
  /// is poor (too long, with its date) costs 0.7.
  double price(Odds sum) const;
  /// For phrases among each other: a straight line instead of the curve.
  static double slope(Odds odds) { return loss_of_poor * odds.poor + loss_of_wrong * odds.wrong; }

 private:
  static constexpr double odds_of_never = 20;
  std::array<Odds, defect_count> odds_{};
  std::bitset<defect_count> held_;
  Odds bias_{};
};

}  // namespace newsline::event
