// The words of data/<language>/events.tsv by class, and the models that the event room reads.
//
//     resigned    happening        ->  has(token, Word::happening)
//     not         negate           ->  has(token, Word::negate)
// A word's classes are one set of bits, found once a token by its key; the names of the classes are
// those of the file. EventRules::Impl holds them with the models of confidence, salience and
// headlines.
// What it does not do: look at more than one word.
#include "lexicon.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "event/confidence.h"
#include "event/headline/defects.h"
#include "event/labels.h"
#include "event/salience.h"
#include "newsline/error.h"
#include "rules/rows.h"

namespace newsline::event {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Word::count)> word_names{
    "happening",
    "report",
    "mere_report",
    "state",
    "light",
    "plan_verb",
    "project",
    "weak_modal",
    "future",
    "modal",
    "possible",
    "negate",
    "negate_verb",
    "cancel",
    "postpone",
    "originally",
    "condition",
    "subordinate",
    "relative_pronoun",
    "coordinate",
    "copula",
    "be",
    "have",
    "personal",
    "third_person",
    "first_person",
    "possessive",
    "demonstrative",
    "determiner",
    "lead_out",
    "record",
    "compare",
    "habit",
    "document",
    "label",
    "place_preposition",
    "agent_preposition",
    "with_preposition",
    "credit",
    "chrome",
    "source_noun",
    "indefinite",
    "dating_preposition",
    "person_pronoun",
    "thing_pronoun",
    "bracket",
    "deny",
    "focus",
    "genitive",
    "sound_article",
    "time_part",
    "part_noun",
    "percent",
    "no_gap",
    "relative_article",
    "content",
    "suits",
    "plan_list",
    "decide",
    "outlook",
    "privative",
    "male_pronoun",
    "female_pronoun",
    "than",
    "second_person",
    "polite_person",
    "order",
    "closes_date",
    "definite",
    "clings",
    "needs_date",
    "leads_to_date",
    "date_opener",
    "verb_particle",
    "begins",
    "afterwards",
    "likening",
    "pro_verb",
    "bounds_negation",
    "tells_state",
    "likens",
    "time_unit",
    "measures",
    "day_in_history",
    "beforehand",
    "page",
    "presents",
    "throughout",
    "day_name",
    "never_before_day",
    "apart",
    "accompanies",
    "object_pronoun",
    "of_time",
    "sure_genitive",
    "loose_preposition",
    "close_preposition",
    "involved",
    "pictured"};

constexpr std::array<std::string_view, 16> phrase_names{"",
                                                        "relation_on",
                                                        "relation_by",
                                                        "relation_before",
                                                        "relation_after",
                                                        "relation_since",
                                                        "relation_until",
                                                        "relation_from",
                                                        "relation_to",
                                                        "attribution",
                                                        "plan",
                                                        "plan_be",
                                                        "project",
                                                        "cancel",
                                                        "negate",
                                                        "compare"};

template <std::size_t N>
std::size_t number_of(const std::array<std::string_view, N>& names, std::string_view name,
                      const Row& row, std::string_view file) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end())
    throw Error("data.rules", std::string(file) + ":" + std::to_string(row.line) +
                                  ": no such class: " + std::string(name));
  return static_cast<std::size_t>(found - names.begin());
}

/// Keys of several words as one, order kept.
constexpr std::uint64_t chain(std::uint64_t so_far, std::uint64_t key) noexcept {
  return (so_far ^ key) * 0x9E3779B97F4A7C15U + 1;
}

}  // namespace

Words::Words(const Data& data, std::string_view language) {
  read_words(data, std::string(language) + "/events.tsv");
  read_phrases(data, std::string(language) + "/event_phrases.tsv");
}

void Words::read_words(const Data& data, std::string_view file) {
  std::vector<std::pair<std::uint64_t, Word>> found;
  for (const Row& row : read_rows(data, file, 2)) {
    if (row.fields[0] == "passive_one") {
      passive_one_ = row.fields[1];
      continue;
    }
    if (row.fields[0] == "passive_many") {
      passive_many_ = row.fields[1];
      continue;
    }
    if (row.fields[0] == "event_class") {
      each_word(row.fields[1], [&](std::string_view text) {
        event_classes_.emplace_back(word_key(text), static_cast<std::uint32_t>(row.line));
      });
      continue;
    }
    if (row.fields[0] == "sound_article")
      each_word(row.fields[1], [&](std::string_view text) { sound_articles_.emplace_back(text); });
    if (row.fields[0] == "plural_ending") {
      plural_ending_ = row.fields[1];
      continue;
    }
    if (row.fields[0] == "definite_article") {
      definite_article_ = row.fields[1];
      continue;
    }
    if (row.fields[0] == "verbless_lines") {
      whole_without_verb_ = row.fields[1] == "whole";
      continue;
    }
    if (row.fields[0] == "possessive_ending") {
      possessive_ending_ = row.fields[1];
      continue;
    }
    const auto word = static_cast<Word>(number_of(word_names, row.fields[0], row, file));
    verb_second_ |= word == Word::bracket;
    each_word(row.fields[1],
              [&](std::string_view text) { found.emplace_back(word_key(text), word); });
  }
  std::ranges::sort(event_classes_);
  std::ranges::sort(found);
  for (const auto& [key, word] : found) {
    if (words_.empty() || words_.back().first != key) words_.emplace_back(key, WordSet{});
    words_.back().second.add(word);
  }
}

void Words::read_phrases(const Data& data, std::string_view file) {
  for (const Row& row : read_rows(data, file, 3)) {
    const auto phrase = static_cast<Phrase>(number_of(phrase_names, row.fields[1], row, file));
    std::uint64_t key = 0;
    std::size_t length = 0;
    each_word(row.fields[0],
              [&](std::string_view text) { key = chain(key, word_key(text)), ++length; });
    phrases_.emplace_back(key, phrase);
    longest_ = std::max(longest_, length);
  }
  std::ranges::sort(phrases_);
}

WordSet Words::find(std::uint64_t key) const noexcept {
  const auto found =
      std::ranges::lower_bound(words_, key, {}, &std::pair<std::uint64_t, WordSet>::first);
  return found != words_.end() && found->first == key ? found->second : WordSet{};
}

std::uint32_t Words::event_class(std::uint64_t key) const noexcept {
  const auto found = std::ranges::lower_bound(event_classes_, key, {},
                                              &std::pair<std::uint64_t, std::uint32_t>::first);
  return found != event_classes_.end() && found->first == key ? found->second : 0;
}

std::string Words::passive_auxiliary(std::string_view subject) const {
  return !plural_ending_.empty() && subject.ends_with(plural_ending_) ? passive_many_
                                                                      : passive_one_;
}

std::string_view Words::article_before(std::string_view word) const {
  if (sound_articles_.size() != 2 || word.empty()) return {};
  return sound_articles_[std::string_view("aeiouAEIOU").find(word.front()) == std::string_view::npos
                             ? 0
                             : 1];
}

Phrase Words::phrase(const Token* first, const Token* last) const noexcept {
  std::uint64_t key = 0;
  for (; first != last; ++first) key = chain(key, first->key);
  const auto found =
      std::ranges::lower_bound(phrases_, key, {}, &std::pair<std::uint64_t, Phrase>::first);
  return found != phrases_.end() && found->first == key ? found->second : Phrase::none;
}

}  // namespace newsline::event

namespace newsline {
EventRules::Impl::Impl(const Data& data, std::string_view language)
    : words(data, language),
      weights(std::make_unique<const event::Weights>(data, "event/weights.tsv")),
      salience(std::make_unique<const event::SalienceWeights>(data)),
      labels(std::make_unique<const event::LabelRules>(data, language)),
      penalties(std::make_unique<const event::Penalties>(data)),
      grammar(data, language) {}
EventRules::Impl::~Impl() = default;
EventRules::EventRules(const Data& data, std::string_view language)
    : impl_(std::make_unique<Impl>(data, language)) {}
EventRules::~EventRules() = default;
EventRules::EventRules(EventRules&&) noexcept = default;
}  // namespace newsline
