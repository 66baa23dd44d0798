// Two dates of one sentence that found the same happening.
//
// The nearest verb is the right one for nine dates in ten (trigger.cpp), and the tree is right less
// often. But where two dates claim one verb, one of them is wrong in most sentences, and there the
// tree knows better:
//
//     GM told on Wednesday its estimates for the month of March
//     told    <- Wednesday: its own        told <- estimates <- month: through another noun
//
// What it does not do: it asks no tree where each date has a happening of its own.
#include "shared_trigger.h"

#include <algorithm>

namespace newsline::event {

namespace {

/// How a date hangs on the happening that it found, the nearest first.
enum class Hold : std::uint8_t { label, direct, elsewhere, through_noun, other_noun };

struct Held {
  Hold hold = Hold::direct;
  std::uint32_t noun = nowhere;  // of `through_noun` the first, of `other_noun` the happening
};

constexpr std::uint32_t longest_way = 8;   // up the tree
constexpr std::uint32_t nearest_noun = 8;  // tokens between a date and the noun that it belongs to

bool is_trigger(const Syntax& s, const Trigger& trigger, std::uint32_t token) {
  if (token == trigger.token) return true;
  return trigger.kind == TriggerKind::verb && s.verb_of[token] == trigger.verb;
}

Held hold_of(const Syntax& s, const DatedTrigger& dated) {
  if (!dated.own) return {Hold::label};
  Held held;
  std::uint32_t i = head_outside(s, dated.at);
  for (std::uint32_t steps = 0; i != nowhere && steps < longest_way;
       i = s.tree().head(i), ++steps) {
    if (is_trigger(s, dated.trigger, i)) return held;
    if (s.timex[i]) continue;
    if (is_noun(s.tokens[i]) && s.has(i, Word::happening)) return {Hold::other_noun, i};
    if (s.verb_of[i] != nowhere) return {Hold::elsewhere};
    const bool names = is_noun(s.tokens[i]) || s.tokens[i].pos == Pos::num;
    if (names && held.hold == Hold::direct) held = {Hold::through_noun, i};
  }
  return held;
}

/// "on Thursday and then on Saturday": nothing but small words between two dates.
bool listed(const Syntax& s, const Attachment& before, const Attachment& behind) {
  for (std::uint32_t i = before.last; i < behind.first; ++i) {
    const Pos pos = s.tokens[i].pos;
    const bool small = pos == Pos::cconj || pos == Pos::adp || pos == Pos::punct ||
                       pos == Pos::det || pos == Pos::adv || pos == Pos::part;
    if (!small && !s.timex[i]) return false;
  }
  return true;
}

class TriggerParting {
 public:
  TriggerParting(const Syntax& s, std::vector<DatedTrigger>& dates) : s_(s), dates_(dates) {}

  void run() {
    for (std::size_t d = 0; d < dates_.size(); ++d)
      if (dates_[d].trigger.kind != TriggerKind::none && first_of_its_trigger(d)) part(d);
  }

 private:
  bool shares(std::size_t a, std::size_t b) const {
    return dates_[a].trigger.kind != TriggerKind::none &&
           dates_[a].trigger.token == dates_[b].trigger.token;
  }
  bool first_of_its_trigger(std::size_t d) const {
    for (std::size_t other = 0; other < d; ++other)
      if (shares(other, d)) return false;
    return true;
  }

  void part(std::size_t first) {
    std::vector<std::size_t> group;
    for (std::size_t d = first; d < dates_.size(); ++d)
      if (shares(first, d)) group.push_back(d);
    if (group.size() < 2 || s_.tree().empty()) return;
    std::vector<Held> held;
    Hold nearest = Hold::other_noun;
    for (const std::size_t d : group) {
      held.push_back(hold_of(s_, dates_[d]));
      nearest = std::min(nearest, held.back().hold);
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (held[i].hold <= std::max(nearest, Hold::direct)) continue;
      if (listed_with_kept(group, held, i, std::max(nearest, Hold::direct))) continue;
      settle(dates_[group[i]], held[i]);
    }
  }

  bool listed_with_kept(const std::vector<std::size_t>& group, const std::vector<Held>& held,
                        std::size_t one, Hold kept) const {
    const Attachment& at = dates_[group[one]].at;
    for (std::size_t i = 0; i < group.size(); ++i) {
      const DatedTrigger& other = dates_[group[i]];
      if (i == one || held[i].hold > kept || !other.own) continue;
      const bool before = other.at.first < at.first;
      if (before ? listed(s_, other.at, at) : listed(s_, at, other.at)) return true;
    }
    return false;
  }

  void settle(DatedTrigger& dated, const Held& held) const {
    if (held.noun == nowhere || !describes(dated.at, held.noun)) return;
    if (held.hold == Hold::other_noun)
      dated.trigger = noun_trigger(s_, held.noun);
    else
      dated.dropped = true;
  }
  /// "the attempt in March", "the March attempt"; in "then in 1873 the factory" it does not.
  bool describes(const Attachment& date, std::uint32_t noun) const {
    if (noun == date.noun && date.prenominal) return true;
    if (noun >= date.first || date.first - noun > nearest_noun) return false;
    for (std::uint32_t i = noun + 1; i < date.first; ++i)
      if (s_.tokens[i].pos == Pos::punct || s_.verb_of[i] != nowhere) return false;
    return true;
  }

  const Syntax& s_;
  std::vector<DatedTrigger>& dates_;
};

}  // namespace

std::uint32_t head_outside(const Syntax& s, const Attachment& date) {
  for (std::uint32_t i = date.first; i < date.last; ++i) {
    const std::uint32_t above = s.tree().head(i);
    if (above == nowhere || above < date.first || above >= date.last) return above;
  }
  return nowhere;
}

void part_shared_triggers(const Syntax& s, std::vector<DatedTrigger>& dates) {
  TriggerParting(s, dates).run();
}

}  // namespace newsline::event
