#include "roles.h"

#include <algorithm>

namespace newsline::event_room {

namespace {

class Casting {
 public:
  Casting(const Syntax& s, const Trigger& trigger, const Words& words)
      : s_(s), trigger_(trigger), words_(words) {}

  Role role(std::uint32_t first, std::uint32_t last, EntityType type) const {
    if (speaks(first, last)) return Role::speaker;
    if (trigger_.kind == TriggerKind::none) return Role::participant;
    const std::uint32_t lead = leading(first);
    if (type == EntityType::place && lead != nowhere && s_.has(lead, Word::place_preposition)) return Role::location;
    const bool passive = trigger_.verb != nowhere && trigger_.kind == TriggerKind::verb && passive_group(s_.verbs[trigger_.verb]);
    if (lead != nowhere && s_.has(lead, Word::agent_preposition)) return Role::agent;
    if (s_.clause_of[first] != trigger_.clause) return Role::participant;
    const std::uint32_t verb_first = trigger_.verb == nowhere ? trigger_.token : s_.verbs[trigger_.verb].first;
    const std::uint32_t verb_last = trigger_.verb == nowhere ? trigger_.token : s_.verbs[trigger_.verb].head;
    if (last <= verb_first) {
      if (possessive(last) && trigger_.kind == TriggerKind::verb) return Role::participant;
      return lead != nowhere ? Role::participant : passive ? Role::patient : Role::agent;
    }
    if (first > verb_last && lead == nowhere) return passive ? Role::participant : Role::patient;
    return Role::participant;
  }

 private:
  static bool passive_group(const VerbGroup& g) { return g.passive || (g.participle && !g.progressive); }
  bool possessive(std::uint32_t last) const { return last < s_.size() && s_.tokens[last].pos == Pos::part && !s_.tokens[last].space_before; }

  /// The preposition right before a name, over its articles and describing words.
  std::uint32_t leading(std::uint32_t first) const {
    for (std::uint32_t i = first, steps = 0; i-- > 0 && steps < 5; ++steps) {
      const Token& token = s_.tokens[i];
      if (token.pos == Pos::adp) return i;
      if (token.pos != Pos::det && token.pos != Pos::adj && token.pos != Pos::noun && token.pos != Pos::propn && token.pos != Pos::num) return nowhere;
    }
    return nowhere;
  }

  /// Subject of a verb of saying that is not the happening itself, or behind "according to".
  bool speaks(std::uint32_t first, std::uint32_t last) const {
    if (first >= 2 && words_.phrase(&s_.tokens[first - 2], s_.tokens.data() + first) == Phrase::attribution) return true;
    if (first >= 3 && s_.has(first - 1, Word::determiner) && words_.phrase(&s_.tokens[first - 3], s_.tokens.data() + first - 1) == Phrase::attribution) return true;
    // "Lopez said", "Lopez, the mayor, said": the next verb group of the same clause
    for (std::uint32_t i = last; i < s_.size() && i < last + 8; ++i) {
      if (s_.verb_of[i] == nowhere) continue;
      const VerbGroup& g = s_.verbs[s_.verb_of[i]];
      return g.finite && s_.has(g.head, Word::report) && (g.clause == s_.clause_of[first] || i == last) && !(trigger_.kind == TriggerKind::verb && trigger_.token == g.head) && leading(first) == nowhere;
    }
    // "said Lopez"
    if (first >= 1 && s_.verb_of[first - 1] != nowhere) {
      const VerbGroup& g = s_.verbs[s_.verb_of[first - 1]];
      return s_.has(g.head, Word::mere_report) && g.head != trigger_.token && g.finite && g.first > 0 && s_.tokens[g.first - 1].pos == Pos::punct;
    }
    return false;
  }

  const Syntax& s_;
  const Trigger& trigger_;
  const Words& words_;
};

}  // namespace

std::vector<Participant> participants(const Cast& cast, const Words& words) {
  const std::vector<Mention>& mentions = cast.reading.entities.mentions;
  const Syntax& s = cast.syntax;
  const Casting casting(s, cast.trigger, words);
  std::vector<Participant> found;
  for (auto mention = std::ranges::lower_bound(mentions, cast.sentence, {}, &Mention::sentence);
       mention != mentions.end() && mention->sentence == cast.sentence; ++mention) {
    if (mention->pronoun || mention->first_token < s.begin + cast.from || mention->last_token > s.begin + s.size()) continue;
    const std::uint32_t first = mention->first_token - s.begin, last = mention->last_token - s.begin;
    if (cast.elsewhere[s.clause_of[first]]) continue;
    const Role role = casting.role(first, last, cast.reading.entities.all[mention->entity].type);
    const auto known = std::ranges::find(found, mention->entity, &Participant::entity);
    if (known == found.end()) {
      if (found.size() < 64) found.push_back({mention->entity, role});
    } else if (known->role == Role::participant) known->role = role;
  }
  return found;
}

}  // namespace newsline::event_room
