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

std::uint32_t mask_of(std::string_view classes, const Row& row, std::string_view file) {
  std::uint32_t mask = 0;
  while (!classes.empty()) {
    const std::size_t plus = classes.find('+');
    const std::string_view name = classes.substr(0, plus);
    classes.remove_prefix(plus == std::string_view::npos ? classes.size() : plus + 1);
    std::size_t number = 0;
    while (number < class_names.size() && class_names[number] != name) ++number;
    if (number == class_names.size())
      throw Error("data.rules", std::string(file) + ":" + std::to_string(row.line) +
                                    ": no such class: " + std::string(name));
    mask |= 1U << number;
  }
  return mask;
}
}  // namespace

NameWords::NameWords(const Data& data, std::string_view file) : lexicon_(data, file) {
  if (lexicon_.size() == 0) return;
  for (const Row& row : read_rows(data, file, 2)) {
    if (row.fields[0] == "*" && row.fields[1] == "noun_capitals") {
      noun_capitals_ = true;
      continue;
    }
    if (row.fields[0].starts_with('-') && row.fields[1] == "case") {
      case_endings_.emplace_back(row.fields[0].substr(1));
      continue;
    }
    const std::uint16_t number = lexicon_.class_of(row.fields[1]);
    if (number >= masks_.size()) masks_.resize(number + std::size_t{1});
    if (masks_[number] == 0) masks_[number] = mask_of(row.fields[1], row, file);
  }
}

}  // namespace newsline::entity
