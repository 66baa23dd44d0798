// Who takes part in a happening, and as what.
//
// Each name of the sentence is asked in order: does it speak, is it the agent of a passive, the
// place, does it only describe another noun ("Nordbank shares")? What is left has its role by its
// place: before the verb the agent, behind it the patient, the other way round in the passive. A
// clause without a subject borrows one ("Ruiz, who resigned").
//
//     "According to Ada Quill, Nordbank was sold to Ferro Group in Leeds on 3 June."      trigger
//     "sold", passive Ada Quill    behind "according to"       -> speaker Nordbank     before a
//     passive verb       -> patient Ferro Group  behind "to"                 -> participant Leeds
//     a place behind "in"         -> location
//
// What it does not do: it finds no names (entity/), and follows no name beyond its sentence but by
// the pronouns that were resolved there.
#include "roles.h"

#include <algorithm>

#include "event/syntax/subject.h"

namespace newsline::event {

namespace {

/// A name in the sentence: its tokens, half-open.
struct Named {
  std::uint32_t first = 0, last = 0;
  EntityType type = EntityType::other;
};

class RoleAssigner {
 public:
  RoleAssigner(const Syntax& s, const Trigger& trigger, const Words& words)
      : s_(s), trigger_(trigger), words_(words) {
    if (trigger.kind == TriggerKind::verb && trigger.verb != nowhere) lent_ = lent_subject();
  }

  /// The trigger's clause has no subject of its own, and this name is part of the one that it takes
  /// from another clause.
  bool lends_subject(const Named& n) const { return n.first >= lent_.begin && n.last <= lent_.end; }

  /// "higher than in Leeds", "compared with Leeds": what is compared with.
  bool compared_with(const Named& n) const {
    const std::uint32_t lead = leading(n);
    if (lead == nowhere) return false;
    if (s_.tokens[lead].pos != Pos::adp || s_.verb_of[lead] != nowhere) return false;
    if (lead > 0 &&
        words_.phrase(&s_.tokens[lead - 1], s_.tokens.data() + lead + 1) == Phrase::compare)
      return true;
    return s_.has(lead, Word::than) || (lead > 0 && s_.has(lead - 1, Word::than));
  }

  Role role(const Named& n) const {
    if (speaks(n) || subject_of_saying(n)) return Role::speaker;
    if (trigger_.kind == TriggerKind::none) return Role::participant;
    const std::uint32_t lead = leading(n);
    if (lead != nowhere && s_.has(lead, Word::agent_preposition) && acted_on()) return Role::agent;
    if (!own_clause(n.first) && !lends_subject(n)) return Role::participant;
    if (n.type == EntityType::place && lead != nowhere && s_.has(lead, Word::place_preposition))
      return Role::location;
    // "Nordbank's shares", "Nordbank shares fell", "of Nordbank": the name only describes who or
    // what it was
    if (lead != nowhere || describes(n.last)) return Role::participant;
    if (lends_subject(n)) return lent_role_;
    return by_order(n);
  }

 private:
  const VerbGroup* group() const {
    return trigger_.verb == nowhere || trigger_.kind != TriggerKind::verb
               ? nullptr
               : &s_.verbs[trigger_.verb];
  }
  /// A bare participle is one beside a verb with tense; the only verb of a sentence is its past:
  /// "Ruiz, the mayor, resigned".
  bool passive() const {
    if (!group() || group()->passive) return group() != nullptr;
    const bool bare = group()->participle && !group()->progressive &&
                      s_.tokens[group()->head].form == VerbForm::past_participle;
    return bare && (group()->first == 0 || std::ranges::any_of(s_.verbs, &VerbGroup::finite));
  }
  /// The clause of the trigger, or of a verb that it hangs on: "Nordbank plans to close Acme".
  bool own_clause(std::uint32_t token) const {
    if (s_.clause_of[token] == trigger_.clause) return true;
    std::uint32_t verb = trigger_.verb;
    for (int depth = 0; depth < 4 && verb != nowhere; ++depth, verb = s_.verbs[verb].governor)
      if (s_.verbs[verb].clause == s_.clause_of[token]) return true;
    return false;
  }
  /// "was bought by Acme", "the attack by Acme": somebody stands behind "by"; "stopped by Acme" has
  /// none.
  bool acted_on() const { return trigger_.kind == TriggerKind::noun || passive(); }

  Role by_order(const Named& n) const {
    const std::uint32_t verb_first =
        trigger_.verb == nowhere ? trigger_.token : s_.verbs[trigger_.verb].first;
    const std::uint32_t verb_last =
        trigger_.verb == nowhere ? trigger_.token : s_.verbs[trigger_.verb].head;
    const bool report =
        trigger_.kind == TriggerKind::verb && s_.has(trigger_.token, Word::mere_report);
    if (n.last <= verb_first)
      return passive() ? Role::patient : report ? Role::speaker : Role::agent;
    if (n.first > verb_last && !report) return passive() ? Role::participant : Role::patient;
    return Role::participant;
  }

  bool possessive(std::uint32_t last) const {
    return last < s_.size() && s_.tokens[last].pos == Pos::part && !s_.tokens[last].space_before;
  }
  bool describes(std::uint32_t last) const {
    if (possessive(last)) return true;
    const auto plain = [&](std::uint32_t i) {
      return i < s_.size() && s_.tokens[i].space_before && !s_.timex[i] && s_.verb_of[i] == nowhere;
    };
    const auto noun = [&](std::uint32_t i) {
      return plain(i) && (s_.tokens[i].pos == Pos::noun || s_.tokens[i].pos == Pos::propn);
    };
    return noun(last) || (plain(last) && s_.tokens[last].pos == Pos::adj && noun(last + 1));
  }

  /// The preposition that leads to a name, over its articles and describing words and the names
  /// listed before it: "in Oslo and Bergen". A date ends the search: in "On 3 March Ada Marsh
  /// opened ..." the preposition leads to the date.
  std::uint32_t leading(const Named& n) const {
    const std::uint32_t first = n.first;
    for (std::uint32_t i = first, steps = 0; i-- > 0 && steps < 12; ++steps) {
      const Token& token = s_.tokens[i];
      if (s_.timex[i] || s_.verb_of[i] != nowhere || s_.clause_of[i] != s_.clause_of[first])
        return nowhere;
      if (token.pos == Pos::adp) return i;
      const bool joins =
          token.pos == Pos::cconj || (token.pos == Pos::punct && n.type == EntityType::place);
      const bool listed = joins && i > 0 &&
                          (i + 1 == first || s_.tokens[i + 1].pos == Pos::propn) &&
                          s_.tokens[i - 1].pos == Pos::propn && !s_.timex[i - 1];
      const bool describing = token.pos == Pos::det || token.pos == Pos::adj ||
                              token.pos == Pos::noun || token.pos == Pos::propn ||
                              token.pos == Pos::num;
      if (!listed && !describing) return nowhere;
    }
    return nowhere;
  }

  /// By the tree: the subject of a verb of saying that is not the happening itself.
  bool subject_of_saying(const Named& n) const {
    const Dependencies& tree = s_.tree();
    if (tree.empty()) return false;
    std::uint32_t head = n.first;
    while (head != nowhere && head >= n.first && head < n.last && tree.head(head) != nowhere &&
           tree.head(head) >= n.first && tree.head(head) < n.last)
      head = tree.head(head);
    const std::uint32_t verb = tree.head(head);
    if (verb == nowhere || tree.relation(head) != Rel::nsubj || !s_.has(verb, Word::report) ||
        verb == trigger_.token)
      return false;
    return tree.child(verb, Rel::ccomp) != nowhere || tree.relation(verb) == Rel::parataxis;
  }

  /// Subject of a verb of saying that is not the happening itself, or behind "according to".
  bool speaks(const Named& n) const {
    if (attributed(n)) return true;
    // "Lopez said", "Lopez, the mayor, said": the next verb group of the same clause
    for (std::uint32_t i = n.last; i < s_.size() && i < n.last + 8; ++i)
      if (s_.verb_of[i] != nowhere) return says(n, s_.verbs[s_.verb_of[i]], i);
    // "said Lopez"
    if (n.first == 0 || s_.verb_of[n.first - 1] == nowhere) return false;
    const VerbGroup& g = s_.verbs[s_.verb_of[n.first - 1]];
    return s_.has(g.head, Word::mere_report) && g.head != trigger_.token && g.finite &&
           behind_mark(g.first);
  }

  bool behind_mark(std::uint32_t i) const { return i > 0 && s_.tokens[i - 1].pos == Pos::punct; }

  /// "according to Lopez", "according to the mayor".
  bool attributed(const Named& n) const {
    for (std::uint32_t back = 0; back <= 1 && n.first >= back + 2; ++back) {
      if (back == 1 && !s_.has(n.first - 1, Word::determiner)) break;
      if (words_.phrase(&s_.tokens[n.first - back - 2], s_.tokens.data() + n.first - back) ==
          Phrase::attribution)
        return true;
    }
    return false;
  }

  /// Whether the verb group at `at` behind a name is a saying of its own.
  bool says(const Named& n, const VerbGroup& g, std::uint32_t at) const {
    if (!g.finite || g.passive || !s_.has(g.head, Word::report) ||
        (trigger_.kind == TriggerKind::verb && trigger_.token == g.head))
      return false;
    const bool aside =
        behind_mark(n.first) && s_.has(g.head, Word::mere_report) && behind_mark(g.first);
    return (g.clause == s_.clause_of[n.first] || at == n.last || aside) && leading(n) == nowhere &&
           !describes(n.last);
  }

  /// "Ruiz, who resigned, ...", "Ruiz, arrested in May, ...", "Arrested in May, Ruiz ...",
  /// "Nordbank bought a rival and sold its ships".
  Span lent_subject() {
    const std::uint32_t number = s_.verbs[trigger_.verb].clause;
    const Clause& clause = s_.clauses[number];
    const Role doer = passive() ? Role::patient : Role::agent;
    lent_role_ = doer;
    if (clause.relative || (clause.participial && clause.first > 0)) {
      std::uint32_t end = clause.first;
      while (end > 0 && s_.tokens[end - 1].kind == TokenKind::punctuation) --end;
      // "the man whom police arrested", "the bank that Ruiz founded": the clause names its own
      // subject
      const Span own = subject_tokens(s_, number);
      const bool has_own =
          clause.relative && !own.empty() && !s_.has(own.begin, Word::relative_pronoun);
      if (has_own) lent_role_ = Role::patient;
      std::uint32_t begin = end;
      while (begin > 0 && end - begin < 8 && names(begin - 1)) --begin;
      return {begin, end};
    }
    if (clause.participial)
      return number + 1 < s_.clauses.size() ? subject_tokens(s_, number + 1) : Span{};
    if (number == 0 || !subject_tokens(s_, number).empty() || clause.subordinate) return {};
    for (std::uint32_t before = number; before-- > 0;) {
      if (s_.clauses[before].participial || s_.clauses[before].relative) continue;
      if (const Span subject = subject_tokens(s_, before); !subject.empty()) return subject;
    }
    return {};
  }
  bool names(std::uint32_t i) const {
    const Pos pos = s_.tokens[i].pos;
    return !s_.timex[i] && s_.verb_of[i] == nowhere &&
           (pos == Pos::propn || pos == Pos::noun || pos == Pos::adj || pos == Pos::det ||
            pos == Pos::num);
  }

  const Syntax& s_;
  const Trigger& trigger_;
  const Words& words_;
  Span lent_{};  // tokens
  Role lent_role_ = Role::agent;
};

}  // namespace

std::vector<Participant> participants(const RoleContext& cast, const Words& words) {
  const std::vector<Mention>& mentions = cast.reading.entities.mentions;
  const Syntax& s = cast.syntax;
  const RoleAssigner casting(s, cast.trigger, words);
  std::vector<Participant> found;
  for (auto mention = std::ranges::lower_bound(mentions, cast.sentence, {}, &Mention::sentence);
       mention != mentions.end() && mention->sentence == cast.sentence; ++mention) {
    if (mention->first_token < s.begin + cast.from || mention->last_token > s.begin + s.size())
      continue;
    const Named named{mention->first_token - s.begin, mention->last_token - s.begin,
                      cast.reading.entities.all[mention->entity].type};
    // the "Labor" of "Labor Day" names a day
    if (std::all_of(s.timex.begin() + named.first, s.timex.begin() + named.last,
                    [](bool timex) { return timex; }))
      continue;
    if (mention->modifier || casting.compared_with(named)) continue;
    const bool elsewhere =
        cast.elsewhere[s.clause_of[named.first]] && !casting.lends_subject(named);
    if (elsewhere &&
        (mention->pronoun ||
         cast.headline.find(mention->span.of(cast.reading.article.text)) == std::string_view::npos))
      continue;
    const Role own = casting.role(named);
    const Role role = elsewhere && own != Role::speaker ? Role::participant : own;
    const auto known = std::ranges::find(found, mention->entity, &Participant::entity);
    if (known == found.end()) {
      if (found.size() < 64) found.push_back({mention->entity, role, mention->pronoun});
    } else {
      if (known->role == Role::participant) known->role = role;
      known->anaphor &= mention->pronoun;
    }
  }
  return found;
}

}  // namespace newsline::event
