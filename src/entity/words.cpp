#include "words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "newsline/error.h"

namespace newsline::entity {

namespace {
constexpr std::array<std::string_view, 32> class_names = {
    "title",       "royal",        "name_end",    "org_tail",     "org_head",  "place_head",
    "place_first", "event_head",   "event_first", "determiner",   "connector", "joiner",
    "particle",    "calendar",     "demonym",     "demonym_noun", "not_name",  "say",
    "place_prep",  "product_tail", "hyphen_tail", "he",           "it",        "firm",
    "day_head",    "the_place",    "genitive",    "male",         "female",    "definite",
    "other",       "article_e"};

std::uint32_t mask_of(std::string_view classes, std::size_t line, std::string_view file) {
  std::uint32_t mask = 0;
  while (!classes.empty()) {
    const std::size_t plus = classes.find('+');
    const std::string_view name = classes.substr(0, plus);
    classes.remove_prefix(plus == std::string_view::npos ? classes.size() : plus + 1);
    std::size_t number = 0;
    while (number < class_names.size() && class_names[number] != name) ++number;
    if (number == class_names.size())
      throw Error("data.rules", std::string(file) + ":" + std::to_string(line) +
                                    ": no such class: " + std::string(name));
    mask |= 1U << number;
  }
  return mask;
}
}  // namespace

NameWords::NameWords(const Data& data, std::string_view file) : lexicon_(data, file) {
  masks_.resize(lexicon_.class_count());
  const std::uint16_t capitals = lexicon_.class_of("noun_capitals");
  adjective_stem_ = lexicon_.class_of("adjective_stem");
  purpose_ = lexicon_.class_of("purpose");
  const std::array<std::pair<std::uint16_t, std::vector<std::string>*>, 7> endings = {
      {{lexicon_.class_of("case"), &case_endings_},
       {lexicon_.class_of("adjective"), &plain_endings_},
       {lexicon_.class_of("adjective_oblique"), &oblique_endings_},
       {lexicon_.class_of("purpose_head"), &purpose_heads_},
       {lexicon_.class_of("role"), &roles_},
       {lexicon_.class_of("noun_tail"), &noun_tails_},
       {adjective_stem_, &stem_endings_}}};
  for (std::size_t i = 0; i < lexicon_.entry_count(); ++i) {
    const Lexicon::Entry entry = lexicon_.entry(i);
    if (entry.class_number == capitals && entry.word == "*")
      noun_capitals_ = true;
    else if (const auto* list =
                 std::ranges::find(endings, entry.class_number,
                                   &std::pair<std::uint16_t, std::vector<std::string>*>::first);
             list != endings.end()) {
      if (entry.word.starts_with('-')) list->second->emplace_back(entry.word.substr(1));
    } else if (entry.class_number != purpose_ && masks_[entry.class_number] == 0)
      masks_[entry.class_number] =
          mask_of(lexicon_.class_name(entry.class_number), entry.line, file);
  }
}

bool NameWords::is_purpose_head(std::string_view word) const {
  const std::string folded = fold(word);
  const auto ends_in = [&](std::string_view letters) {
    return std::ranges::any_of(purpose_heads_,
                               [&](const std::string& head) { return letters.ends_with(head); });
  };
  return ends_in(folded) || std::ranges::any_of(case_endings_, [&](const std::string& ending) {
           return folded.ends_with(ending) &&
                  ends_in(std::string_view(folded).substr(0, folded.size() - ending.size()));
         });
}

bool NameWords::is_role(std::string_view word) const {
  return std::ranges::any_of(
      roles_, [folded = fold(word)](const std::string& role) { return folded.ends_with(role); });
}

bool NameWords::is_noun_compound(std::string_view word) const {
  constexpr std::size_t shortest = 3;  // bytes before the ending
  return std::ranges::any_of(noun_tails_, [folded = fold(word)](const std::string& tail) {
    return folded.size() >= tail.size() + shortest && folded.ends_with(tail);
  });
}

bool NameWords::is_adjective_stem(std::string_view word) const {
  if (adjective_stem_ == Lexicon::none) return false;
  return lexicon_.find(word_key(word)) == adjective_stem_ ||
         std::ranges::any_of(stem_endings_, [&](const std::string& ending) {
           return word.size() > ending.size() + 1 && word.ends_with(ending);
         });
}

}  // namespace newsline::entity
