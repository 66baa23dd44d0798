#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/data.h"
#include "event/event.h"
#include "grammar/grammar.h"

namespace newsline::event {

/// The classes of data/<lang>/events.tsv. A word may stand in several: a set of bits.
enum class Word : std::uint8_t {
  happening,
  report,
  mere_report,
  state,
  light,
  plan_verb,
  project,
  weak_modal,
  future,
  modal,
  possible,
  negate,
  negate_verb,
  cancel,
  postpone,
  originally,
  condition,
  subordinate,
  relative_pronoun,
  coordinate,
  copula,
  be,
  have,
  personal,
  third_person,
  first_person,
  possessive,
  demonstrative,
  determiner,
  lead_out,
  record,
  compare,
  habit,
  document,
  label,
  place_preposition,
  agent_preposition,
  with_preposition,
  credit,
  chrome,
  source_noun,
  indefinite,
  dating_preposition,
  person_pronoun,
  thing_pronoun,
  bracket,
  deny,
  focus,
  genitive,
  sound_article,
  time_part,
  part_noun,
  percent,
  no_gap,
  relative_article,
  content,
  suits,
  plan_list,
  decide,
  outlook,
  privative,
  male_pronoun,
  female_pronoun,
  than,
  second_person,
  polite_person,
  order,
  closes_date,  // "drei Jahre später": it goes with the length before it
  definite,
  clings,         // "und zwar": it stays with the conjunction before it
  needs_date,     // "datait de 1988": a verb that says nothing without a date
  leads_to_date,  // "mit Wirkung zum 1. Mai": a noun that says nothing without its date
  date_opener,    // "sworn in last year": no preposition of its own stands before such a date
  verb_particle,  // "kick off 2026": the date behind it is what the verb is about
  begins,
  afterwards,       // "later", "subsequently": behind what was told before
  likening,         // "as it did in 2009"
  pro_verb,         // stands for the verb that was told before: "did"
  bounds_negation,  // "is sinds mei niet gezien": without its date what is denied is denied for
                    // good
  tells_state,      // "née en 1950": a participle that tells what its noun did, no passive
  likens,  // "tal como denunció", "so wie wir": a clause that says nothing without what it is like
  time_unit,          // "chiude l’anno": a stretch of time that a verb may be about
  measures,           // "deux mois après": a length before it says nothing without it
  day_in_history,     // "Today in history, 21 May": the years below are of that day
  beforehand,         // "earlier", "previously": before what was told
  page,               // "this article": what the page calls itself
  presents,           // "Here are the best ...": what opens a list of the page
  throughout,         // "through May": all of the time up to it
  day_name,           // "Monday"
  never_before_day,   // "sworn in Monday": no preposition of a day, but of the verb
  apart,              // "after": what it opens was at another time
  accompanies,        // "with the mayor protesting": it opens a clause without tense
  object_pronoun,     // "sich", "ihm": no subject, and stands right behind the verb
  of_time,            // "bereits": it is about the time, not about the noun behind it
  sure_genitive,      // "des": an article of no other case
  loose_preposition,  // what it leads to may stand apart from the noun before it: "in Kiel"
  close_preposition,  // what it leads to mostly describes the noun before it: "über den Fluss"
  involved,           // "the Jan. 6 rioters": the date tells in what they took part
  pictured,           // "is shown on Friday outside the court": what a caption says
  count
};

static_assert(static_cast<unsigned>(Word::count) <= 128);

class WordSet {
 public:
  constexpr WordSet() = default;
  constexpr bool has(Word word) const noexcept {
    return (bits_[static_cast<unsigned>(word) / 64] >> static_cast<unsigned>(word) % 64) & 1U;
  }
  constexpr bool empty() const noexcept { return bits_[0] == 0 && bits_[1] == 0; }
  constexpr void add(Word word) noexcept {
    bits_[static_cast<unsigned>(word) / 64] |= std::uint64_t{1} << static_cast<unsigned>(word) % 64;
  }

 private:
  std::array<std::uint64_t, 2> bits_{};
};

/// The classes of data/<lang>/event_phrases.tsv.
enum class Phrase : std::uint8_t {
  none,
  relation_on,
  relation_by,
  relation_before,
  relation_after,
  relation_since,
  relation_until,
  relation_from,
  relation_to,
  attribution,
  plan,
  plan_be,
  project,
  cancel,
  negate,
  compare
};

/// The words and phrases of one language, found by their keys.
class Words {
 public:
  Words(const Data& data, std::string_view language);
  WordSet find(std::uint64_t key) const noexcept;
  /// The number of the group of words that tell one kind of happening ("signed", "agreed", "deal");
  /// 0: in none.
  std::uint32_t event_class(std::uint64_t key) const noexcept;
  /// The class of the phrase made of these tokens' keys, first to last.
  Phrase phrase(const Token* first, const Token* last) const noexcept;
  std::size_t longest_phrase() const noexcept { return longest_; }
  /// The past auxiliary of the passive that fits a subject: "was", "were". Empty when the
  /// language's words do not tell one.
  std::string passive_auxiliary(std::string_view subject) const;
  /// What makes a name that stands for a possessive pronoun ("her" is "Ruiz's"). Empty where the
  /// language has no such ending.
  const std::string& possessive_ending() const noexcept { return possessive_ending_; }
  /// What makes a noun a certain one: "the". Empty where its form hangs on the noun.
  const std::string& definite_article() const noexcept { return definite_article_; }
  /// The form of an article that stands before a word: "a" and "an". Empty: the language's articles
  /// do not hang on it.
  std::string_view article_before(std::string_view word) const;
  /// The finite verb stands second, whatever stands first, so that its subject may follow it ("Im
  /// Mai eröffnete die Stadt ..."): so in the languages that part their verb groups into a bracket.
  bool verb_second() const noexcept { return verb_second_; }
  /// Nothing is cut from a sentence in which the tree finds no verb, since the tree is mostly
  /// wrong: so where the grammar was learned from little.
  bool whole_without_verb() const noexcept { return whole_without_verb_; }

 private:
  void read_words(const Data& data, std::string_view file);
  void read_phrases(const Data& data, std::string_view file);
  std::vector<std::pair<std::uint64_t, WordSet>> words_;   // sorted by key
  std::vector<std::pair<std::uint64_t, Phrase>> phrases_;  // sorted by the keys, folded into one
  std::vector<std::pair<std::uint64_t, std::uint32_t>> event_classes_;  // sorted by key
  std::size_t longest_ = 0;
  bool verb_second_ = false;
  bool whole_without_verb_ = false;
  std::string passive_one_, passive_many_, plural_ending_, possessive_ending_, definite_article_;
  std::vector<std::string> sound_articles_;  // before a consonant, before a vowel
};

}  // namespace newsline::event

namespace newsline {
namespace event {
class Weights;
class SalienceWeights;
class LabelRules;
class Penalties;
}  // namespace event
struct EventRules::Impl {
  event::Words words;
  std::unique_ptr<const event::Weights> weights;
  std::unique_ptr<const event::SalienceWeights> salience;
  std::unique_ptr<const event::LabelRules> labels;
  std::unique_ptr<const event::Penalties> penalties;
  grammar::GrammarRules grammar;
  Impl(const Data& data, std::string_view language);
  ~Impl();
};
}  // namespace newsline
