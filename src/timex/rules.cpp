#include <algorithm>

#include "impl.h"
#include "newsline/error.h"

namespace newsline {

using namespace timex;

TimexRules::TimexRules(const Data& data, std::string_view language)
    : impl_(std::make_unique<Impl>()) {
  const std::string folder(language.substr(0, language.find('-')));
  Impl& inner = *impl_;
  inner.patterns =
      Patterns(data, folder + "/timewords.tsv", folder + "/timex.tsv", slot_named, constant_named);
  for (std::size_t r = 0; r < inner.patterns.rule_count(); ++r) {
    const Patterns::Rule rule = inner.patterns.rule(r);
    TimexFields fields;
    if (!apply_gives(rule.gives, fields))
      throw Error("data.rules",
                  inner.patterns.file() + ":" + std::to_string(rule.line) +
                      ": cannot read what the rule gives: " + std::string(rule.gives));
    inner.gives.push_back(fields);
  }
  inner.cues = Lexicon(data, folder + "/timecues.tsv");
  static constexpr std::string_view names[] = {
      "past",   "future",    "future_to",  "future_verb", "past_beside", "future_beside",
      "ahead",  "timeless",  "infinitive", "clause",      "from",        "between",
      "to",     "before_to", "until",      "both",        "moves",       "denies",
      "order",  "game",      "perfect",    "into",        "dates",       "toward",
      "intent", "unplanned", "begins",     "wished",      "measure",     "done",
      "coming", "of_day",    "at_first",   "review"};
  for (std::size_t n = 0; n < std::size(names); ++n) {
    const std::uint16_t number = inner.cues.class_of(names[n]);
    if (number == Lexicon::none) continue;
    if (inner.cue_classes.size() <= number) inner.cue_classes.resize(number + 1U, Cue::none);
    inner.cue_classes[number] = static_cast<Cue>(n);
  }
  // classes that are no cues of one word
  const std::pair<std::string_view, std::vector<std::string>*> lists[] = {
      {"past_ending", &inner.past_endings},
      {"past_form", &inner.past_forms},
      {"future_form", &inner.future_forms},
      {"month_first", &inner.month_first},
      {"southern", &inner.southern}};
  std::vector<std::vector<std::string>*> list_of(inner.cues.class_count(), nullptr);
  for (const auto& [name, list] : lists)
    if (const std::uint16_t number = inner.cues.class_of(name); number != Lexicon::none)
      list_of[number] = list;
  for (std::size_t i = 0; i < inner.cues.entry_count(); ++i) {
    const Lexicon::Entry entry = inner.cues.entry(i);
    if (list_of[entry.class_number]) list_of[entry.class_number]->emplace_back(entry.word);
  }
}

bool TimexRules::Impl::past_ending(std::string_view word) const noexcept {
  for (const std::string& ending : past_endings)
    if (word.size() > ending.size() + 2 && word.ends_with(ending)) return true;
  return false;
}

int TimexRules::Impl::form_side(std::string_view word) const noexcept {
  constexpr std::size_t shortest_stem = 3;  // bytes
  const auto ends = [&](const std::string& ending) {
    return word.size() >= ending.size() + shortest_stem && word.ends_with(ending);
  };
  if (std::ranges::any_of(past_forms, ends)) return -1;
  return std::ranges::any_of(future_forms, ends) ? 1 : 0;
}

TimexRules::~TimexRules() = default;
TimexRules::TimexRules(TimexRules&&) noexcept = default;

std::string_view TimexRules::rule_name(std::uint16_t rule) const {
  const Patterns& patterns = impl_->patterns;
  return rule < patterns.rule_count() ? patterns.rule(rule).name : std::string_view{};
}

std::string TimexRules::rule_place(std::uint16_t rule) const {
  const Patterns& patterns = impl_->patterns;
  return rule < patterns.rule_count()
             ? patterns.file() + ":" + std::to_string(patterns.rule(rule).line)
             : std::string{};
}

}  // namespace newsline
