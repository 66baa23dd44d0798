// Whether a happening is reported as fact, plan, projection or as not so (docs/events.md has the
// table).
//
// The words that govern the verb are asked in order, the strongest first: postponed, cancelled,
// denied, negated, what stands above it, conditional, possible, expected, future, planned. Where no
// words say, the date does: what lies after the page's day is planned.
//
//     "The bank is expected to close in May."       "expected" above "close"  -> projected
//     "It will not open until May."                 not until: it happens then -> planned
//
// Each answer carries the wording that decided, for --explain. It is no estimate: how sure the
// reading is, confidence.cpp says.
#include "certainty.h"

namespace newsline::event {

namespace {

/// The phrase that starts at a token and is as long as possible.
Phrase phrase_at(const Syntax& s, std::uint32_t at, const Words& words) {
  for (std::uint32_t length = static_cast<std::uint32_t>(words.longest_phrase()); length > 1;
       --length)
    if (at + length <= s.size())
      if (const Phrase phrase = words.phrase(&s.tokens[at], s.tokens.data() + at + length);
          phrase > Phrase::attribution)
        return phrase;
  return Phrase::none;
}

class CertaintyRules {
 public:
  CertaintyRules(const Syntax& s, const Trigger& trigger, const Attachment* a, bool later,
                 const Words& words)
      : s_(s), trigger_(trigger), a_(a), later_(later), words_(words) {}

  Verdict judge() const {
    if (const Verdict moved = postponed(); *moved.reason) return moved;
    if (const Verdict off = cancelled(); *off.reason) return off;
    if (trigger_.verb == nowhere) return by_date();
    // A noun's own date says when it was or will be; its verb says what is done about it.
    if (trigger_.kind == TriggerKind::noun && a_ && a_->prenominal &&
        (!governs_noun() || is_over_whatever()))
      return by_date();
    if (const Verdict chain = verb_chain(); *chain.reason)
      return to_come(chain) && describes_cancelled() ? Verdict{Certainty::negated, "cancelled"}
                                                     : chain;
    return by_date();
  }

 private:
  const VerbGroup& group() const { return s_.verbs[trigger_.verb]; }

  Verdict by_date() const {
    if (!later_) return {};
    return conditioned() ? Verdict{Certainty::projected, "conditional"}
                         : Verdict{Certainty::planned, "the date is to come"};
  }

  /// The verb's own object or subject: "did not attend the 9 May ceremony".
  bool governs_noun() const {
    const VerbGroup& g = group();
    if (s_.has(g.head, Word::report) && !s_.has(g.head, Word::negate_verb)) return false;
    return g.head < trigger_.token && trigger_.token - g.head < 8;
  }

  /// "could explain the May 19 crash": what the verb may do changes nothing of what is over.
  bool is_over_whatever() const {
    return !later_ && (group().possible || group().weak_modal || group().future) &&
           !group().negated;
  }

  static bool to_come(const Verdict& verdict) {
    return verdict.certainty == Certainty::planned || verdict.certainty == Certainty::projected;
  }
  /// "cancels the game, which was to be hosted on Sunday": the clause says more of a noun that is
  /// cancelled.
  bool describes_cancelled() const {
    if (!s_.any(Word::cancel)) return false;
    const Dependencies& tree = s_.tree();
    if (tree.empty()) return false;
    const std::uint32_t clause = tree.clause_of(trigger_.token);
    if (tree.relation(clause) != Rel::relcl && tree.relation(clause) != Rel::acl) return false;
    const std::uint32_t noun = tree.head(clause),
                        verb = noun == nowhere ? nowhere : tree.head(noun);
    if (verb == nowhere || !s_.has(verb, Word::cancel)) return false;
    return tree.relation(noun) == Rel::obj || tree.relation(noun) == Rel::nsubj_pass;
  }

  /// "originally scheduled for 2 May, was postponed to 20 June": the first is off, the second is
  /// the plan.
  Verdict postponed() const {
    if (!a_) return {};
    std::uint32_t verb = nowhere;
    for (std::uint32_t i = 0; i < s_.size() && i < 200; ++i)
      if (s_.has(i, Word::postpone) && s_.verb_of[i] != nowhere && i != a_->first) {
        verb = i;
        break;
      }
    if (verb == nowhere) return {};
    bool target = false;
    if (a_->preposition != nowhere && a_->preposition > verb &&
        (a_->relation == Phrase::relation_until || a_->relation == Phrase::relation_to))
      target = true;
    if (target && a_->first - verb < 14) return {Certainty::planned, "postponed to it"};
    // "aplazado del 15 de marzo al 12 de abril"
    const bool from = a_->preposition != nowhere && (a_->relation == Phrase::relation_from ||
                                                     s_.has(a_->preposition, Word::genitive));
    if (from && a_->first > verb && a_->first - verb < 10)
      return {Certainty::negated, "postponed from it"};
    for (std::uint32_t i = a_->first; i-- > 0 && a_->first - i < 8;)
      if (s_.has(i, Word::originally))
        return {Certainty::negated, "the plan before it was postponed"};
    return {};
  }
  /// What is cancelled does not happen; the cancelling itself does.
  Verdict cancelled() const {
    if (trigger_.verb == nowhere) return {};
    if (a_ && (subject_of_cancelling() || object_of_cancelling()))
      return {Certainty::negated, "cancelled"};
    const VerbGroup& g = group();
    const bool phrase = phrase_at(s_, g.head, words_) == Phrase::cancel;
    if (!s_.has(g.head, Word::cancel) && !phrase) return {};
    if (!a_) return {};
    const bool object = trigger_.kind == TriggerKind::noun || a_->prenominal;
    const bool subject = g.passive && a_->last <= g.first;
    if (object || subject) return {Certainty::negated, "cancelled"};
    return {};
  }

  /// "the concert planned for 18 May was cancelled": the date is part of what is cancelled.
  bool subject_of_cancelling() const {
    const std::uint32_t clause = s_.clause_of[a_->first];
    for (std::uint32_t i = a_->last;
         i < s_.size() && i < a_->last + 12 && s_.clause_of[i] == clause; ++i) {
      if (s_.verb_of[i] == nowhere) continue;
      const VerbGroup& g = s_.verbs[s_.verb_of[i]];
      return g.finite && g.passive &&
             (s_.has(g.head, Word::cancel) || phrase_at(s_, g.head, words_) == Phrase::cancel) &&
             !a_->opens_clause;
    }
    return false;
  }

  /// "scrapped the fair planned for 25 May"
  bool object_of_cancelling() const {
    const VerbGroup& g = group();
    if (!g.participle || !s_.has(g.head, Word::plan_verb) || g.first < 2) return false;
    for (std::uint32_t i = g.first, steps = 0; i-- > 0 && steps < 8; ++steps) {
      if (s_.tokens[i].kind == TokenKind::punctuation) return false;
      if (s_.verb_of[i] == nowhere) continue;
      const VerbGroup& above = s_.verbs[s_.verb_of[i]];
      return !above.passive && (s_.has(above.head, Word::cancel) ||
                                phrase_at(s_, above.head, words_) == Phrase::cancel);
    }
    return false;
  }

  /// "denied that she had met him": the clause that the denial opens.
  bool denied() const {
    if (!s_.any(Word::deny)) return false;
    const VerbGroup& g = group();
    if (!s_.tree().empty()) {
      const std::uint32_t clause = s_.tree().clause_of(g.head), verb = s_.tree().head(clause),
                          mark = s_.tree().child(clause, Rel::mark);
      const bool said = s_.tree().relation(clause) == Rel::ccomp ||
                        (mark != nowhere && s_.has(mark, Word::content));
      if (said && verb != nowhere && s_.has(verb, Word::deny)) return true;
    }
    if (g.clause == 0 || s_.clauses[g.clause].opener == nowhere ||
        s_.tokens[s_.clauses[g.clause].opener].pos != Pos::sconj)
      return false;
    const std::uint32_t opener = s_.clauses[g.clause].opener;
    // "denied on Monday that": the day of the denial may stand between
    std::uint32_t verb = opener;
    while (verb > 0 && opener - verb < 6 && s_.verb_of[verb - 1] == nowhere &&
           (s_.timex[verb - 1] || s_.tokens[verb - 1].pos == Pos::adp ||
            s_.tokens[verb - 1].pos == Pos::punct))
      --verb;
    return verb > 0 && s_.verb_of[verb - 1] != nowhere &&
           s_.has(s_.verbs[s_.verb_of[verb - 1]].head, Word::deny);
  }

  /// "could rise and reach", "will meet and sign": a base form behind a conjunction has the helper
  /// of the verb before it.
  const VerbGroup& helped_group() const {
    const VerbGroup& g = group();
    if (trigger_.verb == 0 || g.first != g.head || g.first == 0 ||
        s_.tokens[g.head].form != VerbForm::base || s_.tokens[g.first - 1].pos != Pos::cconj)
      return g;
    const VerbGroup& joined = s_.verbs[trigger_.verb - 1];
    const bool helped = joined.possible || joined.future || joined.weak_modal;
    return helped && !joined.negated && s_.tokens[joined.head].form == VerbForm::base ? joined : g;
  }

  Verdict verb_chain() const {
    const VerbGroup& g = helped_group();
    if (denied()) return {Certainty::negated, "denied"};
    // "will not take effect until May", "it was not until May that ...": it happens then
    // but "will not hold it through May": all that time it does not
    if (g.negated && a_ && a_->relation == Phrase::relation_until && a_->first > g.first &&
        !s_.has(a_->preposition, Word::throughout))
      return {later_ || g.future ? Certainty::planned : Certainty::asserted, "not until then",
              true};
    if (g.negated || phrase_in(g, Phrase::negate)) return {Certainty::negated, "negated"};
    if (const Verdict above = governors(); *above.reason) return above;
    if (s_.clauses[g.clause].conditional) return {Certainty::projected, "conditional"};
    if (g.possible) return {Certainty::projected, "possible"};
    if (phrase_in(g, Phrase::project) || expected_by_verb(g) || expected_noun(g))
      return {Certainty::projected, "expected"};
    if (g.future) return in_future(g);
    if (phrase_in(g, Phrase::plan) || phrase_in(g, Phrase::plan_be))
      return {Certainty::planned, "planned"};
    if (g.passive && s_.has(g.head, Word::plan_verb) && !g.perfect && plan_itself(g))
      return {Certainty::planned, "planned"};
    if (g.weak_modal) return weak(g);
    return {};
  }

  /// "will close": a plan, unless something else must come first.
  Verdict in_future(const VerbGroup& g) const {
    if (conditioned()) return {Certainty::projected, "conditional"};
    return likely(g) ? Verdict{Certainty::projected, "likely"}
                     : Verdict{Certainty::planned, "future"};
  }

  /// "is expected on Monday".
  bool expected_by_verb(const VerbGroup& g) const {
    if (trigger_.kind != TriggerKind::verb || !s_.has(g.head, Word::project) ||
        s_.has(g.head, Word::negate))
      return false;
    return later_ || (g.passive && !g.past && !g.perfect);
  }

  /// "predict a recession in 2025"
  bool expected_noun(const VerbGroup& g) const {
    if (trigger_.kind != TriggerKind::noun || !later_ || g.head >= trigger_.token) return false;
    return g.finite && !g.passive &&
           (s_.has(g.head, Word::project) || s_.has(g.head, Word::outlook));
  }

  /// "was planned for Monday" is a plan for it; "agreed on Monday" happened.
  bool plan_itself(const VerbGroup& g) const {
    return later_ || (!s_.has(g.head, Word::decide) && a_ && a_->first > g.head &&
                      a_->preposition != nowhere && a_->first - g.head < 6);
  }

  Verdict weak(const VerbGroup& g) const {
    // "said it would close": the future as seen from a past saying
    if (g.perfect) return {Certainty::projected, "supposed"};
    for (std::uint32_t v = trigger_.verb; v-- > 0 && trigger_.verb - v < 4;)
      if (s_.has(s_.verbs[v].head, Word::report))
        return conditioned() ? Verdict{Certainty::projected, "conditional"}
                             : Verdict{Certainty::planned, "announced"};
    return later_ && !conditioned() ? Verdict{Certainty::planned, "future"}
                                    : Verdict{Certainty::projected, "supposed"};
  }

  /// Verbs that this one hangs on: "plans to", "was expected to", "denied having".
  Verdict governors() const {
    std::uint32_t verb = trigger_.verb;
    for (int depth = 0; depth < 4 && s_.verbs[verb].governor != nowhere; ++depth) {
      const std::uint32_t hanging = s_.verbs[verb].first;
      verb = s_.verbs[verb].governor;
      const VerbGroup& g = s_.verbs[verb];
      // "is to open", "was to have been played"
      if (s_.has(g.head, Word::be) && hanging == g.head + 2 && !g.negated)
        return {Certainty::planned, "planned"};
      if (s_.has(g.head, Word::negate_verb))
        return {Certainty::negated, "denied, refused or failed"};
      if (g.negated && !not_until()) return {Certainty::negated, "negated"};
      if (s_.has(g.head, Word::project) || phrase_in(g, Phrase::project) || g.possible)
        return {Certainty::projected, "expected"};
      if (s_.has(g.head, Word::plan_verb) || phrase_in(g, Phrase::plan) ||
          phrase_in(g, Phrase::plan_be) || g.future || s_.has(g.head, Word::future))
        return {Certainty::planned, "planned"};
      if (s_.has(g.head, Word::order) && ends_by_date()) return {Certainty::planned, "ordered"};
    }
    return clause_above();
  }

  /// The verb or noun that the clause is said or wanted by: "expects the number to grow", "predicts
  /// that they will live", "her vow that they would leave".
  Verdict clause_above() const {
    const VerbGroup& g = group();
    const bool ahead = later_ || g.future || g.weak_modal;
    if (!ahead) return {};
    if (expected_before(g)) return {Certainty::projected, "expected"};
    const Dependencies& tree = s_.tree();
    if (tree.empty()) return {};
    const std::uint32_t clause = tree.clause_of(g.head), above = tree.head(clause);
    if (above == nowhere) return {};
    const Rel relation = tree.relation(clause);
    if (s_.tokens[above].pos == Pos::noun)
      return g.weak_modal && s_.has(above, Word::plan_verb) ? Verdict{Certainty::planned, "planned"}
                                                            : Verdict{};
    const bool hangs = relation == Rel::ccomp || relation == Rel::xcomp ||
                       (relation == Rel::advcl && g.infinitive);
    return hangs && expects(above) ? Verdict{Certainty::projected, "expected"} : Verdict{};
  }

  bool expects(std::uint32_t verb) const {
    return s_.has(verb, Word::project) && !s_.has(verb, Word::modal);
  }
  /// "expects 300 jobs will be cut": nothing parts the two verbs.
  bool expected_before(const VerbGroup& g) const {
    constexpr std::uint32_t reach = 12;  // tokens
    for (std::uint32_t i = g.first, steps = 0; i-- > 0 && steps < reach; ++steps) {
      if (s_.tokens[i].pos == Pos::punct || s_.tokens[i].pos == Pos::cconj) return false;
      if (s_.verb_of[i] != nowhere && s_.verbs[s_.verb_of[i]].head == i)
        return s_.verbs[s_.verb_of[i]].finite && expects(i);
    }
    return false;
  }

  bool not_until() const { return a_ && a_->relation == Phrase::relation_until; }
  /// "to sign by Friday": the date is an end that was set.
  bool ends_by_date() const {
    return later_ || (a_ && (a_->relation == Phrase::relation_by ||
                             a_->relation == Phrase::relation_before || not_until()));
  }

  bool phrase_in(const VerbGroup& g, Phrase wanted) const {
    for (std::uint32_t i = g.first; i <= g.head + 2 && i < s_.size(); ++i)
      if (phrase_at(s_, i, words_) == wanted) return true;
    // the words behind "is": "is now likely to"
    return false;
  }
  bool likely(const VerbGroup& g) const {
    for (std::uint32_t i = g.first; i <= g.head; ++i)
      if (s_.has(i, Word::project)) return true;
    return false;
  }
  bool conditioned() const { return s_.conditional; }

  const Syntax& s_;
  const Trigger& trigger_;
  const Attachment* a_;
  bool later_;
  const Words& words_;
};

}  // namespace

Verdict certainty_of(const Syntax& s, const Trigger& trigger, const Attachment* attachment,
                     bool later, const Words& words) {
  return CertaintyRules(s, trigger, attachment, later, words).judge();
}

}  // namespace newsline::event
