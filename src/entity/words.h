#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/data.h"
#include "rules/lexicon.h"

namespace newsline::entity {

/// What a word does in and around names (data/<lang>/names.tsv tells what each class means).
enum WordClass : std::uint32_t {
  word_title = 1U << 0,
  word_royal = 1U << 1,
  word_name_end = 1U << 2,
  word_org_tail = 1U << 3,
  word_org_head = 1U << 4,
  word_place_head = 1U << 5,
  word_place_first = 1U << 6,
  word_event_head = 1U << 7,
  word_event_first = 1U << 8,
  word_determiner = 1U << 9,
  word_connector = 1U << 10,
  word_joiner = 1U << 11,
  word_particle = 1U << 12,
  word_calendar = 1U << 13,
  word_demonym = 1U << 14,
  word_demonym_noun = 1U << 15,
  word_not_name = 1U << 16,
  word_say = 1U << 17,
  word_place_prep = 1U << 18,
  word_product_tail = 1U << 19,
  word_hyphen_tail = 1U << 20,
  word_he = 1U << 21,
  word_it = 1U << 22,
  word_firm = 1U << 23,
  word_day_head = 1U << 24,
  word_the_place = 1U << 25,
  word_genitive = 1U << 26,
  word_male = 1U << 27,
  word_female = 1U << 28,
  word_definite = 1U << 29,
  word_other = 1U << 30,
  word_article_e = 1U << 31,
};

/// The classes of words and short phrases, by their word_key.
class NameWords {
 public:
  NameWords() = default;
  NameWords(const Data& data, std::string_view file);
  /// Classes or-ed together; 0 for a word that is not listed.
  std::uint32_t find(std::uint64_t key) const noexcept {
    const std::uint16_t number = lexicon_.find(key);
    return number == Lexicon::none ? 0 : masks_[number];
  }
  /// In this language every noun has a capital letter, so that one tells no name (the file says so
  /// by a line "*  noun_capitals").
  bool noun_capitals() const noexcept { return noun_capitals_; }
  /// What a name's last word may end in beside its own letters (lines "-s  case"): "Kolbs" is Kolb.
  const std::vector<std::string>& case_endings() const noexcept { return case_endings_; }
  /// What adjectives end in: by themselves before a noun ("-e  adjective"), and only behind
  /// articles and prepositions ("-en  adjective_oblique").
  const std::vector<std::string>& plain_endings() const noexcept { return plain_endings_; }
  const std::vector<std::string>& oblique_endings() const noexcept { return oblique_endings_; }
  /// Whether a word without such an ending is an adjective that opens names ("deutsch
  /// adjective_stem", "-isch  adjective_stem").
  bool is_adjective_stem(std::string_view word) const;
  /// Whether a word says what an organization is, with or without the ending of a case, so that
  /// what it is for may follow ("-anstalt  purpose_head"), and whether one leads to that ("für
  /// purpose").
  bool is_purpose_head(std::string_view word) const;
  /// A compound that is no place and nobody ("-steuer  noun_tail": "Stromsteuer").
  bool is_noun_compound(std::string_view word) const;
  /// A compound that says what office a person holds ("-chef  role": "Kremlchef").
  bool is_role(std::string_view word) const;
  bool is_purpose(std::uint64_t key) const noexcept {
    return purpose_ != Lexicon::none && lexicon_.find(key) == purpose_;
  }

 private:
  Lexicon lexicon_;
  std::vector<std::uint32_t> masks_;  // by the lexicon's class number
  std::vector<std::string> case_endings_, plain_endings_, oblique_endings_, stem_endings_,
      purpose_heads_, roles_, noun_tails_;
  std::uint16_t adjective_stem_ = Lexicon::none, purpose_ = Lexicon::none;
  bool noun_capitals_ = false;
};

}  // namespace newsline::entity
