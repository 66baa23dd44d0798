#include "tense.h"

namespace newsline {

namespace {

constexpr std::uint32_t longest_reach = 40;  // tokens: bounds the search beside one timex

bool ends_clause(const Token& token, const TimexRules::Inner& rules) { return rules.cue(token.key) == Cue::clause; }

}  // namespace

int Tense::of(const Timex& timex) const {
  const std::uint32_t begin = tokens_.begin(timex.sentence), end = tokens_.end(timex.sentence);
  if (const int side = beside(timex, begin)) return side;
  // "..., and on Friday it will vote": words that open a clause belong to the verb behind them.
  std::uint32_t head = timex.first_token;
  while (head > begin && tokens_.all[head - 1].pos == Pos::adp) --head;
  const bool opens = head == begin || ends_clause(tokens_.all[head - 1], rules_) || tokens_.all[head - 1].pos == Pos::cconj;
  if (opens)
    if (const int side = after(timex.last_token, end)) return side;
  if (const int side = before(timex.first_token, begin)) return side;
  return opens ? 0 : after(timex.last_token, end);
}

/// Words right before it: "by Friday", "since May".
int Tense::beside(const Timex& timex, std::uint32_t begin) const {
  for (std::uint32_t t = timex.first_token, seen = 0; t-- > begin && seen < 2; ++seen) {
    const Cue cue = rules_.cue(tokens_.all[t].key);
    if (cue == Cue::past_beside) return -1;
    if (cue == Cue::future_beside || cue == Cue::until) return 1;
  }
  return 0;
}

int Tense::before(std::uint32_t from, std::uint32_t begin) const {
  // Taggers take the participle in "the deal, announced Wednesday" for an adjective.
  if (from > begin && tokens_.all[from - 1].pos == Pos::adj) return -1;
  std::uint32_t seen = 0;
  for (std::uint32_t t = from; t-- > begin && seen < longest_reach; ++seen)
    if (const int side = verb(t, begin)) return side;
  return 0;
}

int Tense::after(std::uint32_t from, std::uint32_t end) const {
  std::uint32_t seen = 0;
  for (std::uint32_t t = from; t < end && seen < longest_reach; ++t, ++seen)
    if (const int side = verb(t, from)) return side;
  return 0;
}

/// What the verb group that holds this token says; 0 where it says nothing or is no verb.
int Tense::verb(std::uint32_t t, std::uint32_t begin) const {
  const Token& token = tokens_.all[t];
  switch (rules_.cue(token.key)) {
    case Cue::future: return 1;
    case Cue::past: return -1;
    case Cue::future_verb: return token.form == VerbForm::past ? -1 : 1;
    default: break;
  }
  if (token.pos != Pos::verb && token.pos != Pos::aux) return 0;
  switch (token.form) {
    case VerbForm::past: return -1;
    case VerbForm::modal: return 1;
    case VerbForm::none: return 0;
    case VerbForm::present: return 0;
    default: break;
  }
  return helped(t, begin, token.form);
}

/// A base form, participle or gerund takes its side from the words before it: "will meet", "has met", "is meeting", "to meet".
int Tense::helped(std::uint32_t t, std::uint32_t begin, VerbForm form) const {
  for (std::uint32_t seen = 0; t-- > begin && seen < 5; ++seen) {
    const Token& helper = tokens_.all[t];
    const Cue cue = rules_.cue(helper.key);
    if (cue == Cue::future || helper.form == VerbForm::modal) return 1;
    if (cue == Cue::infinitive) return form == VerbForm::base ? 1 : 0;
    if (helper.pos == Pos::aux) {
      if (helper.form == VerbForm::past) return -1;
      if (cue == Cue::past) return -1;
      if (helper.form == VerbForm::present) return form == VerbForm::gerund ? 1 : form == VerbForm::past_participle ? -1 : 0;
    }
    if (helper.pos != Pos::adv && helper.pos != Pos::aux && helper.pos != Pos::part) break;
  }
  return form == VerbForm::past_participle ? -1 : 0;
}

}  // namespace newsline
