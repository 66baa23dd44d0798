#include "inner.h"
#include "newsline/error.h"

namespace newsline {

TimexRules::TimexRules(const Data& data, std::string_view language) : inner_(std::make_unique<Inner>()) {
  const std::string folder(language.substr(0, language.find('-')));
  Inner& inner = *inner_;
  inner.patterns.read_words(data, folder + "/timewords.tsv", constant_named);
  inner.patterns.read_rules(data, folder + "/timex.tsv", slot_named, constant_named);
  for (const Patterns::Rule& rule : inner.patterns.rules()) {
    TimexFields fields;
    if (!apply_gives(rule.gives, fields))
      throw Error("data.rules", rule.file + ":" + std::to_string(rule.line) + ": cannot read what the rule gives: " + std::string(rule.gives));
    inner.gives.push_back(fields);
  }
  inner.cues = Lexicon(data, folder + "/timecues.tsv");
  static constexpr std::string_view names[] = {"past", "future", "future_before_verb", "from", "between", "to", "both", "clause"};
  for (std::uint16_t c = 0; inner.cues.size() > 0 && inner.cue_classes.size() < std::size(names); ++c) {
    if (c == Lexicon::none) break;
    bool named = false;
    for (std::size_t n = 0; n < std::size(names); ++n)
      if (inner.cues.class_of(names[n]) == c) {
        inner.cue_classes.push_back(static_cast<Cue>(n));
        named = true;
      }
    if (!named) break;
  }
}

TimexRules::~TimexRules() = default;
TimexRules::TimexRules(TimexRules&&) noexcept = default;

std::string_view TimexRules::rule_name(std::uint16_t rule) const {
  const auto& rules = inner_->patterns.rules();
  return rule < rules.size() ? rules[rule].name : std::string_view{};
}

}  // namespace newsline
