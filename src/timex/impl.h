#pragma once
#include <vector>

#include "fields.h"
#include "rules/lexicon.h"
#include "rules/pattern.h"
#include "timex.h"

namespace newsline::timex {

/// What a word beside a timex tells about it (data/<language>/timecues.tsv).
enum class Cue : std::uint16_t {
  past,
  future,       // whatever their form: "ended", "will", "scheduled"
  future_to,    // before an infinitive: "set to meet"
  future_verb,  // verbs of intent where they are not past: "plans", "expect"
  past_beside,
  future_beside,  // right before a timex: "since", "by"
  // right before a timex that is to come whatever the verb: "pidió la sesión [para] el jueves"
  ahead,
  timeless,  // present forms that tell no time: "says", "means"
  infinitive,
  clause,
  from,
  between,
  to,
  before_to,  // before a `to` that joins two: "up to"
  until,      // `to` between two, `future_beside` before one
  both,
  moves,   // "postponed until": the new day is to come, though the verb is past
  denies,  // "nor could he be reached": a subject that makes "could" past
  order,   // "the first to leave": the infinitive behind it tells no time
  // "halftime", "rebound": the quarters of a text that is full of them are those of a game
  game,
  perfect,  // past where a participle follows: "have"
  into,     // joins two behind "from": "from Friday into Saturday"
  dates,    // leads to the date of the verb: "on", "in"
  toward,   // before what is meant: "set for 15 November"
  // "agreed to sell": what follows the infinitive comes after the agreement
  intent,
  // "crash": a noun right behind its date that is over, since nobody plans it
  unplanned,
  // "starts": a present of what lies ahead, also where it is taken for a noun
  begins,
  wished,   // "hätten": of what may come, unless a participle follows
  measure,  // "metres": behind a number that is no year
  done,     // before a gerund that is over by then: "returns after beating her on Tuesday"
  // "until his next hearing in May": the noun behind it is to come
  coming,
  of_day,    // behind a noun: "the vote of Sunday" is over
  at_first,  // before a plan that may have been dropped: "originally set for 6 May"
  review,    // in a title beside a year: "2017 in review"
  none
};

}  // namespace newsline::timex

namespace newsline {

struct TimexRules::Impl {
  Patterns patterns;
  std::vector<TimexFields> gives;  // by rule: what its "gives" fills
  Lexicon cues;
  std::vector<timex::Cue> cue_classes;    // by class of the lexicon
  std::vector<std::string> past_endings;  // lines of the class past_ending: "ed"
  bool past_ending(std::string_view word) const noexcept;
  std::vector<std::string> past_forms, future_forms;  // lines of these classes: "aron", "rá"
  /// The side that a verb's ending alone tells, whatever the tag: 1, -1 or 0.
  int form_side(std::string_view word) const noexcept;
  // lines of the class month_first: regions, in small letters
  std::vector<std::string> month_first;
  // lines of the class southern: regions where summer begins in December
  std::vector<std::string> southern;
  timex::Cue cue(std::uint64_t key) const noexcept {
    const std::uint16_t found = cues.find(key);
    return found < cue_classes.size() ? cue_classes[found] : timex::Cue::none;
  }
};

}  // namespace newsline

namespace newsline::timex {

/// Whether the article writes the day before the month in figures ("3/4/2021"): by those of its
/// dates that can be read in one way only, else by the region that its language names, else by the
/// country of its address.
bool day_first(const Article& article, const TimexRules::Impl& rules);
/// Whether the article's region (as above) lies in the southern half of the world.
bool southern(const Article& article, const TimexRules::Impl& rules);

/// Step two's sums without a text: fills `timex` from its fields and an anchor day. `tense` as in
/// tense.h.
struct Anchor {
  std::optional<Day> day;
  std::optional<CalendarUnit> period;  // the quarter or year that the text compares with
  std::optional<int> year;             // the year that the text tells of, for a month without one
  Basis basis = Basis::words_alone;
  std::uint32_t timex = Timex::none;
  std::optional<Interval> stretch{};  // of the timex, where that is longer than a day
  // the day to name as the one counted from, where that is not `day`
  std::optional<Day> from{};
  // of the anchor, where the whole clause says so, as Tense::sure
  int side = 0;
  bool southern = false;  // the seasons are those of the southern half of the world
};
void normalize(Timex& timex, const Anchor& anchor, int tense);

}  // namespace newsline::timex
