#include "words.h"

#include <array>

#include "newsline/error.h"

namespace newsline::entity {

namespace {
constexpr std::array<std::string_view, 31> class_names = {
    "title",       "royal",        "name_end",    "org_tail",     "org_head",  "place_head",
    "place_first", "event_head",   "event_first", "determiner",   "connector", "joiner",
    "particle",    "calendar",     "demonym",     "demonym_noun", "not_name",  "say",
    "place_prep",  "product_tail", "hyphen_tail", "he",           "it",        "firm",
    "day_head",    "the_place",    "genitive",    "male",         "female",    "definite",
    "other"};

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
  const std::uint16_t capitals = lexicon_.class_of("noun_capitals"),
                      endings = lexicon_.class_of("case");
  for (std::size_t i = 0; i < lexicon_.entry_count(); ++i) {
    const Lexicon::Entry entry = lexicon_.entry(i);
    if (entry.class_number == capitals && entry.word == "*")
      noun_capitals_ = true;
    else if (entry.class_number == endings && entry.word.starts_with('-'))
      case_endings_.emplace_back(entry.word.substr(1));
    else if (masks_[entry.class_number] == 0)
      masks_[entry.class_number] =
          mask_of(lexicon_.class_name(entry.class_number), entry.line, file);
  }
}

}  // namespace newsline::entity
