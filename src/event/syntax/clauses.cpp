// The verb groups and clauses of a sentence, without a tree: by tags, marks and the words that open
// clauses.
//
//     The bank , which had 400 branches , failed in 2023
//     verbs:    [had]  [failed]
//     clauses:  0 = The bank ... failed in 2023     1 = which had 400 branches (relative,
//     subordinate)
//
// Verb groups first: an auxiliary and its verb are one, with tense, voice and negation of the
// whole. Then the sentence is parted, marks first, then words that open a clause of their own; a
// part without a verb falls back to the clause around it.
//
// What it does not do: it finds no heads and no relations. Where the language has a grammar,
// dependencies.h has those; this is there for all languages, and for sentences that are not worth a
// parse.
#include "clauses.h"

#include <algorithm>

namespace newsline::event {

namespace {

bool is_verb(const Token& token) { return token.pos == Pos::verb || token.pos == Pos::aux; }

/// Where the model has not looked, closed word lists and shape must do.
void guess_tags(Syntax& s) {
  for (std::uint32_t i = 0; i < s.size(); ++i) {
    Token& token = s.tokens[i];
    if (token.pos != Pos::none) continue;
    const WordSet word = s.words[i];
    if (token.kind == TokenKind::punctuation)
      token.pos = Pos::punct;
    else if (token.kind == TokenKind::number)
      token.pos = Pos::num;
    else if (word.has(Word::modal) || word.has(Word::future))
      token.pos = Pos::aux, token.form = VerbForm::modal;
    else if (word.has(Word::be) || word.has(Word::have))
      token.pos = Pos::aux, token.form = VerbForm::present;
    else if (word.has(Word::determiner))
      token.pos = Pos::det;
    else if (word.has(Word::personal))
      token.pos = Pos::pron;
    else if (word.has(Word::mere_report) || word.has(Word::light))
      token.pos = Pos::verb, token.form = VerbForm::past;
    else if (word.has(Word::happening))
      token.pos = Pos::noun;
    else
      token.pos = token.capital ? Pos::propn : Pos::x;
  }
}

/// A participle before the noun that it describes: "the revised agreement".
bool describes_noun(const Syntax& s, std::uint32_t i) {
  if (s.tokens[i].form != VerbForm::past_participle && s.tokens[i].form != VerbForm::gerund)
    return false;
  if (i + 1 >= s.size() || !is_noun(s.tokens[i + 1])) return false;
  if (i == 0) return false;
  const Token& before = s.tokens[i - 1];
  return before.pos == Pos::det || before.pos == Pos::adj || before.pos == Pos::num ||
         s.has(i - 1, Word::possessive) || s.has(i - 1, Word::determiner) ||
         before.pos == Pos::part;
}

class VerbGroups {
 public:
  VerbGroups(Syntax& s, const std::vector<bool>& timex, const Words& words)
      : s_(s), timex_(timex), words_(words) {}
  void read() {
    for (std::uint32_t i = 0; i < s_.size();)
      i = s_.verb_of[i] == nowhere && starts(i) ? group(i) : i + 1;
  }

 private:
  bool starts(std::uint32_t i) const {
    if (!is_verb(s_.tokens[i]) || timex_[i] || describes_noun(s_, i)) return false;
    // "according to" tells who says so; it is no happening
    return !(i + 1 < s_.size() &&
             words_.phrase(&s_.tokens[i], &s_.tokens[i] + 2) == Phrase::attribution);
  }

  /// Adverbs, particles and negations may stand inside a group, if a verb follows within a few
  /// words.
  std::uint32_t next_in_group(std::uint32_t i) const {
    // "having met": only a participle right behind makes it an auxiliary
    const bool having = s_.tokens[i].pos != Pos::aux;
    const bool leading = having && leads(i);  // "doit ouvrir": only an infinitive does
    for (std::uint32_t j = i + 1; j < s_.size() && j <= i + 4; ++j) {
      const Token& token = s_.tokens[j];
      if (leading && is_verb(token) && token.form != VerbForm::base) return nowhere;
      if (having && !leading &&
          (j > i + 1 || (token.form != VerbForm::past_participle && token.form != VerbForm::past)))
        return nowhere;
      if (is_verb(token)) return describes_noun(s_, j) || timex_[j] ? nowhere : j;
      if (token.pos != Pos::adv && !s_.has(j, Word::negate) &&
          !(j == i + 1 && token.pos == Pos::pron && inverted(i)))
        return nowhere;
    }
    return nowhere;
  }
  /// A verb that an infinitive follows as it follows an auxiliary: "peut ouvrir", "va ouvrir".
  bool leads(std::uint32_t i) const {
    return s_.tokens[i].pos == Pos::verb && (s_.has(i, Word::modal) || s_.has(i, Word::future));
  }
  bool inverted(std::uint32_t i) const { return i == 0; }  // "Did he resign in May?"

  std::uint32_t group(std::uint32_t first) {
    VerbGroup g;
    g.first = g.head = first;
    std::uint32_t last = first;
    while (s_.tokens[last].pos == Pos::aux || s_.has(last, Word::have) || leads(last)) {
      const std::uint32_t next = next_in_group(last);
      if (next == nowhere) break;
      last = next;
    }
    const std::uint32_t end = last + 1, far = told_in_perfect(bracket_end(last));
    g.head = far == nowhere ? last : far;
    fill(g, g.head);
    if (far != nowhere && ends_in_perfect(far)) g.future = false, g.perfect = true;
    if (far == nowhere && closes_bracket(last)) close(g, last);
    link(g, first);
    const auto number = static_cast<std::uint32_t>(s_.verbs.size());
    for (std::uint32_t i = first; i <= last; ++i) s_.verb_of[i] = number;
    if (far != nowhere) s_.verb_of[far] = number;
    if (far == nowhere && closes_bracket(last)) s_.verb_of[last + 1] = number;
    s_.verbs.push_back(g);
    return end;
  }

  bool infinite(std::uint32_t i) const {
    const VerbForm form = s_.tokens[i].form;
    return s_.tokens[i].pos == Pos::verb &&
           (form == VerbForm::base || form == VerbForm::past_participle);
  }

  /// "wird am Montag eröffnet": the verb that a language with verb brackets keeps for the clause's
  /// end.
  std::uint32_t bracket_end(std::uint32_t aux) const {
    std::uint32_t found = nowhere;
    if (!s_.has(aux, Word::bracket)) return found;
    for (std::uint32_t i = aux + 1; i < s_.size() && i < aux + 40; ++i) {
      if (s_.tokens[i].pos == Pos::punct && !timex_[i]) break;
      // "wurde 1903 gegründet und 1945 aufgelöst"
      if (found != nowhere && s_.tokens[i].pos == Pos::cconj) break;
      // "könnte auf 9 Euro steigen": also where the tags take the last word for a finite verb
      const bool led = s_.tokens[aux].form == VerbForm::modal && s_.tokens[i].pos == Pos::verb &&
                       (i + 1 == s_.size() || s_.tokens[i + 1].pos == Pos::punct);
      if ((infinite(i) || led) && !timex_[i])
        found = i;
      else if (s_.tokens[i].pos == Pos::verb && !describes_noun(s_, i))
        break;
    }
    return found;
  }

  /// "soll das Land verlassen haben", "soll getötet worden sein": what is said to have happened. A
  /// participle may look like the infinitive.
  bool ends_in_perfect(std::uint32_t verb) const {
    std::uint32_t helper = verb + 1;
    if (helper < s_.size() && s_.has(helper, Word::have)) return true;
    while (helper < s_.size() && s_.tokens[helper].form == VerbForm::past_participle) ++helper;
    return helper > verb + 1 && helper < s_.size() && s_.has(helper, Word::be) &&
           s_.tokens[helper].form == VerbForm::base;
  }
  /// The verb that closes the bracket of a modal: not the "haben" behind it.
  std::uint32_t told_in_perfect(std::uint32_t last) const {
    return last != nowhere && s_.has(last, Word::have) && last > 0 && infinite(last - 1) ? last - 1
                                                                                         : last;
  }

  /// "dass er am Montag gewählt wurde": there the auxiliary stands behind its verb.
  bool closes_bracket(std::uint32_t verb) const {
    return infinite(verb) && verb + 1 < s_.size() && s_.has(verb + 1, Word::bracket) &&
           s_.tokens[verb + 1].pos == Pos::aux;
  }
  void close(VerbGroup& g, std::uint32_t verb) const {
    const std::uint32_t aux = verb + 1;
    const bool participle = s_.tokens[verb].form == VerbForm::past_participle;
    g.finite = true;
    g.participle = false;
    take_tense(g, s_.tokens[aux].form);
    g.future |= s_.has(aux, Word::future) && !participle;
    g.possible = s_.has(aux, Word::possible);
    g.weak_modal |= s_.has(aux, Word::weak_modal);
    g.perfect = participle && s_.has(aux, Word::have);
    g.passive = participle && s_.has(aux, Word::be);
  }

  static void take_tense(VerbGroup& g, VerbForm form) {
    g.past = form == VerbForm::past || form == VerbForm::imperfect;
    g.imperfect = form == VerbForm::imperfect;
    g.future = form == VerbForm::future;
    g.weak_modal = form == VerbForm::conditional;
  }

  /// "not", but not that of "not only".
  bool negates(std::uint32_t i) const {
    const bool focused =
        i + 1 < s_.size() && s_.has(i + 1, Word::focus) && s_.tokens[i + 1].pos == Pos::adv;
    return s_.has(i, Word::negate) && !focused;
  }

  void fill(VerbGroup& g, std::uint32_t last) {
    const VerbForm first_form = s_.tokens[g.first].form, last_form = s_.tokens[last].form;
    g.finite = is_finite(first_form);
    take_tense(g, first_form);
    for (std::uint32_t i = g.first; i <= last; ++i) {
      g.negated |= negates(i);
      g.future |= s_.tokens[i].form == VerbForm::future;
    }
    bool be = false;
    for (std::uint32_t i = g.first; i < last; ++i) be |= take_auxiliary(g, i, last_form);
    g.passive = be && last_form == VerbForm::past_participle;
    g.progressive = be && last_form == VerbForm::gerund;
    g.participle = g.first == last &&
                   (first_form == VerbForm::past_participle || first_form == VerbForm::gerund);
    g.negated |= negated_around(g, last);
    if (words_.verb_second() && g.finite) g.negated |= negated_at_end(last);
  }

  /// What a word before the last of the group adds to it; true for a form of "be".
  bool take_auxiliary(VerbGroup& g, std::uint32_t i, VerbForm last_form) const {
    const bool be = s_.has(i, Word::be), participle = last_form == VerbForm::past_participle;
    // "wird gebaut": one word may be the auxiliary of the future and, before a participle, of the
    // passive
    g.future |= s_.has(i, Word::future) && !(be && participle);
    g.possible |= s_.has(i, Word::possible);
    g.weak_modal |= s_.has(i, Word::weak_modal);
    g.perfect |= participle && s_.has(i, Word::have);
    return be;
  }

  /// "no", "not" right before or behind the group, or as its subject: "Nobody was hurt".
  bool negated_around(const VerbGroup& g, std::uint32_t last) const {
    if (g.first > 0 && negates(g.first - 1)) return true;
    if (g.first > 1 && s_.tokens[g.first - 1].pos == Pos::adv && negates(g.first - 2)) return true;
    // "pleaded not guilty"
    const bool of_predicate =
        !words_.verb_second() && s_.tokens[last].pos == Pos::verb && !s_.has(last, Word::be);
    return last + 1 < s_.size() && negates(last + 1) && s_.tokens[last + 1].pos != Pos::det &&
           !of_predicate;
  }

  /// "meldete das Leck am 3. April nicht": where the verb stands second its negation may close the
  /// clause.
  bool negated_at_end(std::uint32_t last) const {
    for (std::uint32_t i = last + 1; i < s_.size() && i < last + 30; ++i) {
      if (s_.tokens[i].pos == Pos::punct && !timex_[i]) return s_.has(i - 1, Word::negate);
      if (s_.tokens[i].pos == Pos::verb || s_.tokens[i].pos == Pos::cconj) return false;
    }
    return s_.has(s_.size() - 1, Word::negate);
  }

  /// "plans to close", "denied having met": the verb before governs this one.
  void link(VerbGroup& g, std::uint32_t first) const {
    std::uint32_t back = first;
    while (back > 0 && first - back < 3 &&
           (s_.tokens[back - 1].pos == Pos::adv || s_.has(back - 1, Word::negate)))
      --back;
    // the tagger may take the "to" of "due to appear" for a preposition; none stands before a bare
    // verb
    const bool marked =
        back > 0 &&
        (s_.tokens[back - 1].pos == Pos::part ||
         (s_.tokens[back - 1].pos == Pos::adp && s_.tokens[first].form == VerbForm::base));
    if (marked && !s_.has(back - 1, Word::negate)) g.infinitive = true, --back;
    const bool gerund = s_.tokens[g.first].form == VerbForm::gerund;
    if ((!g.infinitive && !gerund) || s_.verbs.empty()) return;
    // An adjective may stand between: "is likely to close"; an object or agent of a few words too:
    // "asked the court to close".
    const VerbGroup& before = s_.verbs.back();
    if (back - before.head > (g.infinitive ? 8U : 1U)) return;
    for (std::uint32_t i = before.head + 1; i < back; ++i)
      if (s_.tokens[i].pos == Pos::punct) return;
    g.governor = static_cast<std::uint32_t>(s_.verbs.size() - 1);
  }

  Syntax& s_;
  const std::vector<bool>& timex_;
  const Words& words_;
};

/// Parts a sentence into clauses: marks first, then words that open a clause of their own.
class Parting {
 public:
  Parting(Syntax& s, std::string_view text, const std::vector<bool>& timex)
      : s_(s), text_(text), timex_(timex) {
    next_verbs();
  }
  void part() {
    find_boundaries();
    gather();
    number();
  }

 private:
  struct Segment {
    std::uint32_t first, last, opener;
    bool strong;
  };

  bool is_mark(std::uint32_t i, std::string_view marks) const {
    const Token& token = s_.tokens[i];
    return token.kind == TokenKind::punctuation && token.span.size() == 1 &&
           marks.find(text_[token.span.begin]) != std::string_view::npos;
  }
  bool is_dash(std::uint32_t i) const {
    const Token& token = s_.tokens[i];
    if (token.kind != TokenKind::punctuation && token.kind != TokenKind::symbol) return false;
    const std::string_view word = token.span.of(text_);
    return word == "—" || word == "–" || word == "--" || (word == "-" && token.space_before);
  }
  bool strong(std::uint32_t i) const { return !timex_[i] && (is_mark(i, ";:()[]") || is_dash(i)); }
  bool comma(std::uint32_t i) const { return !timex_[i] && is_mark(i, ","); }

  void next_verbs() {
    next_verb_.assign(s_.size() + 1, nowhere);
    for (std::uint32_t i = s_.size(); i-- > 0;)
      next_verb_[i] = s_.verb_of[i] != nowhere ? s_.verbs[s_.verb_of[i]].first : next_verb_[i + 1];
    next_stop_.assign(s_.size() + 1, s_.size());
    for (std::uint32_t i = s_.size(); i-- > 0;)
      next_stop_[i] = strong(i) || comma(i) ? i : next_stop_[i + 1];
  }
  bool verb_before_stop(std::uint32_t i) const {
    return next_verb_[i] != nowhere && next_verb_[i] < next_stop_[i];
  }

  /// "and" parts clauses where a verb with tense follows: at once, or behind a short subject.
  bool opens_coordinate(std::uint32_t i, std::uint32_t from) const {
    if (s_.tokens[i].pos != Pos::cconj && !s_.has(i, Word::coordinate)) return false;
    if (i + 1 >= s_.size() || !verb_before_stop(i + 1)) return false;
    const VerbGroup& next = s_.verbs[s_.verb_of[next_verb_[i + 1]]];
    if (next.first - i > 9 || (!next.finite && next.first - i > 2)) return false;
    // "police and soldiers arrested": two subjects of one verb, when no verb stands before
    if (told(from, i)) return true;
    for (std::uint32_t j = i + 1; j < next.first; ++j)
      if (s_.tokens[j].pos != Pos::adv) return false;
    return true;
  }
  /// A verb stands in [first, last) that is more than a participle behind its noun ("a poll
  /// conducted by Acme and Baker found").
  bool told(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i < last; ++i)
      if (s_.verb_of[i] != nowhere &&
          (!s_.verbs[s_.verb_of[i]].participle || i == next_verb_[first]))
        return true;
    return false;
  }
  bool opens_subordinate(std::uint32_t i) const {
    if (!s_.has(i, Word::subordinate) || i + 1 >= s_.size() || timex_[i] || timex_[i + 1])
      return false;
    // "said that Codex, a tool, would follow": what is said may have its verb behind a comma
    if (i > 0 && s_.tokens[i].pos == Pos::sconj && s_.verb_of[i - 1] != nowhere &&
        s_.has(i - 1, Word::report) && next_verb_[i] != nowhere)
      return true;
    // "from that strike": a demonstrative behind a preposition opens nothing
    if (s_.tokens[i].pos == Pos::det && i > 0 && s_.tokens[i - 1].pos == Pos::adp &&
        is_noun(s_.tokens[i + 1]))
      return false;
    if (s_.tokens[i].pos == Pos::det || s_.tokens[i].pos == Pos::adv)
      return s_.has(i, Word::relative_pronoun) && verb_before_stop(i + 1);
    return verb_before_stop(i + 1);
  }

  /// "said it would close", "said Monday the bridge was shut": what is said, where no "that" opens
  /// it.
  bool opens_reported(std::uint32_t i) const {
    if (timex_[i] || !said_before(i) || !may_open_subject(i) || !verb_before_stop(i)) return false;
    const VerbGroup& next = s_.verbs[s_.verb_of[next_verb_[i]]];
    if (!next.finite || next.first == i || next.first - i > 12) return false;
    for (std::uint32_t j = i; j < next.first; ++j) {
      if (s_.has(j, Word::subordinate) && s_.tokens[j].pos != Pos::det) return false;
      // "told doctors he ate": the doctors are who hears it
      if (j > i && (is_noun(s_.tokens[j - 1]) || s_.tokens[j - 1].pos == Pos::pron) &&
          (s_.tokens[j].pos == Pos::det || s_.has(j, Word::personal)))
        return false;
    }
    return true;
  }

  /// A verb of saying stands right before it, or before the day or the person between: "said
  /// Monday", "told doctors".
  bool said_before(std::uint32_t i) const {
    std::uint32_t verb = i;
    while (verb > 0 && i - verb < 6 && s_.verb_of[verb - 1] == nowhere &&
           (timex_[verb - 1] || is_dating(verb - 1) || addressee(verb - 1, i)))
      --verb;
    if (verb == 0 || s_.verb_of[verb - 1] == nowhere) return false;
    const VerbGroup& saying = s_.verbs[s_.verb_of[verb - 1]];
    return saying.head == verb - 1 && saying.finite && s_.has(saying.head, Word::report);
  }

  bool may_open_subject(std::uint32_t i) const {
    const Token& token = s_.tokens[i];
    return s_.has(i, Word::determiner) || s_.has(i, Word::third_person) ||
           s_.has(i, Word::first_person) || is_noun(token) || token.pos == Pos::num ||
           token.pos == Pos::adj;
  }
  /// "told doctors he ate", "told the court the bridge was shut": a noun phrase right before a
  /// pronoun or article.
  bool addressee(std::uint32_t word, std::uint32_t next) const {
    if (s_.tokens[next].pos != Pos::det && !s_.has(next, Word::personal)) return false;
    const Pos pos = s_.tokens[word].pos;
    return word + 1 == next ? is_noun(s_.tokens[word]) || pos == Pos::pron
                            : pos == Pos::det || pos == Pos::adj || is_noun(s_.tokens[word]);
  }
  bool is_dating(std::uint32_t i) const {
    return s_.tokens[i].pos == Pos::adp && i + 1 < s_.size() && timex_[i + 1];
  }

  void find_boundaries() {
    std::uint32_t from = 0, opener = nowhere;
    bool hard = true;
    const auto cut = [&](std::uint32_t at, std::uint32_t next_from, std::uint32_t next_opener,
                         bool next_hard) {
      if (at > from) segments_.push_back({from, at, opener, hard});
      from = next_from, opener = next_opener, hard = next_hard;
    };
    for (std::uint32_t i = 0; i < s_.size(); ++i) {
      if (strong(i))
        cut(i, i + 1, nowhere, true);
      else if (comma(i))
        cut(i, i + 1, nowhere, false);
      else if (i > from && opens_coordinate(i, from))
        cut(i, i, i, false);
      else if (i > from && opens_reported(i))
        cut(i, i, nowhere, false);
      else if (opens_subordinate(i))
        cut(i, i, i, false);
    }
    cut(s_.size(), s_.size(), nowhere, false);
  }

  bool has_verb(const Segment& segment) const {
    return next_verb_[segment.first] != nowhere && next_verb_[segment.first] < segment.last;
  }
  bool relative(const Segment& segment) const {
    for (std::uint32_t i = segment.first; i < segment.last && i < segment.first + 3; ++i)
      if (s_.has(i, Word::relative_pronoun)) return true;
    return false;
  }

  /// A segment without a verb belongs to the clause before; at the sentence's start, or behind a
  /// strong mark, to the one behind it.
  void gather() {
    segment_clause_.assign(segments_.size(), nowhere);
    std::vector<std::size_t> waiting;
    std::uint32_t current = nowhere;
    for (std::size_t p = 0; p < segments_.size(); ++p) {
      const Segment& segment = segments_[p];
      if (!has_verb(segment)) {
        if (current != nowhere && segment.opener == nowhere && waiting.empty())
          segment_clause_[p] = current;
        else
          waiting.push_back(p);
        continue;
      }
      current = static_cast<std::uint32_t>(s_.clauses.size());
      s_.clauses.push_back(clause_of(segment));
      segment_clause_[p] = current;
      // "Smith, who was ill, resigned", "The deal, once praised, failed": the subject waits for its
      // own verb
      const Clause& clause = s_.clauses.back();
      if (waiting.empty() || clause.relative || clause.participial ||
          (clause.subordinate && !segment.strong))
        continue;
      for (const std::size_t w : waiting) segment_clause_[w] = current;
      waiting.clear();
    }
    if (s_.clauses.empty()) s_.clauses.push_back({0, s_.size()});
    std::uint32_t before = 0;
    for (std::uint32_t& clause : segment_clause_)
      before = clause = clause == nowhere ? before : clause;
  }

  /// A word that also compares ("als") is one only before a verb of its own: not in "werd als
  /// voorzitter beëdigd".
  bool is_condition(std::uint32_t i) const {
    if (!s_.has(i, Word::condition)) return false;
    if (!s_.has(i, Word::compare)) return true;
    const std::uint32_t verb = next_verb_[i];
    return verb != nowhere && verb > i;
  }

  Clause clause_of(const Segment& segment) const {
    Clause clause{segment.first, segment.last};
    clause.relative = relative(segment);
    clause.opener = segment.opener;
    clause.subordinate =
        clause.relative || (segment.opener != nowhere && s_.has(segment.opener, Word::subordinate));
    for (std::uint32_t i = segment.first; i < segment.last && i < segment.first + 3; ++i) {
      if (is_condition(i)) clause.conditional = true;
      if (s_.has(i, Word::subordinate) && !timex_[i] && !(i + 1 < s_.size() && timex_[i + 1]))
        clause.subordinate = true;
    }
    clause.participial = s_.verbs[s_.verb_of[next_verb_[segment.first]]].participle;
    return clause;
  }

  void number() {
    std::fill(s_.clause_of.begin(), s_.clause_of.end(), nowhere);
    for (std::size_t p = 0; p < segments_.size(); ++p) {
      Clause& clause = s_.clauses[segment_clause_[p]];
      clause.first = std::min(clause.first, segments_[p].first);
      clause.last = std::max(clause.last, segments_[p].last);
      for (std::uint32_t i = segments_[p].first; i < segments_[p].last; ++i)
        s_.clause_of[i] = segment_clause_[p];
    }
    // a mark belongs to the words before it
    std::uint32_t before = 0;
    for (std::uint32_t& clause : s_.clause_of)
      before = clause = clause == nowhere ? before : clause;
    s_.conditional = std::ranges::any_of(s_.clauses, &Clause::conditional);
    // also where the model has not seen the verb of the condition
    for (std::uint32_t i = 0; i < s_.size() && !s_.conditional; ++i)
      s_.conditional = is_condition(i) && (i == 0 || s_.tokens[i - 1].pos == Pos::punct);
    for (VerbGroup& g : s_.verbs) g.clause = s_.clause_of[g.head];
  }

  Syntax& s_;
  std::string_view text_;
  const std::vector<bool>& timex_;
  std::vector<Segment> segments_;
  std::vector<std::uint32_t> next_verb_, next_stop_, segment_clause_;
};

void mark_quotes(Syntax& s, std::string_view text) {
  bool open = false, ended = false;
  s.quoted.assign(s.size(), false);
  for (std::uint32_t i = 0; i < s.size(); ++i) {
    const std::string_view word = s.tokens[i].span.of(text);
    if (word == "“" || word == "«" || word == "„" || word == "``")
      open = true;
    else if (word == "”" || word == "»" || word == "''") {
      // the sentence ends a longer quotation
      if (!open && !ended) std::fill(s.quoted.begin(), s.quoted.begin() + i, true);
      ended = true;
      open = false;
    } else if (word == "\"")
      open = !open;
    else
      s.quoted[i] = open;
  }
}

}  // namespace

namespace {

/// "The fair starts next Tuesday": where the tags leave a sentence without a verb, the word before
/// its time that may be one is it.
void find_beginning(Syntax& s) {
  if (!s.any(Word::begins)) return;
  const auto is_verb = [](const Token& token) {
    return token.pos == Pos::verb || token.pos == Pos::aux;
  };
  for (std::uint32_t i = 1; i + 1 < s.size(); ++i) {
    if (!s.has(i, Word::begins) || s.tokens[i].pos != Pos::noun) continue;
    if (!s.timex[i + 1] && !s.has(i + 1, Word::dating_preposition)) continue;
    const bool alone = std::none_of(s.tokens.begin(), s.tokens.end(), [&](const Token& token) {
      return is_verb(token) && token.form != VerbForm::gerund;
    });
    if (!alone) return;
    s.tokens[i].pos = Pos::verb;
    s.tokens[i].form = VerbForm::present;
    if (s.tokens[i - 1].pos == Pos::verb || s.tokens[i - 1].pos == Pos::adj)
      s.tokens[i - 1].pos = Pos::noun, s.tokens[i - 1].form = VerbForm::none;
    return;
  }
}

}  // namespace

Syntax read_syntax(const Tokens& tokens, std::uint32_t first, std::uint32_t last,
                   std::string_view text, const std::vector<bool>& timex, const Words& words,
                   std::optional<FoundVerb> verb) {
  Syntax s;
  s.begin = first;
  tokens.all.copy(first, last, s.tokens);
  s.words.reserve(s.tokens.size());
  for (const Token& token : s.tokens) s.words.push_back(words.find(token.key));
  s.clause_of.assign(s.size(), 0);
  s.verb_of.assign(s.size(), nowhere);
  s.timex = timex;
  guess_tags(s);
  if (verb) {
    s.tokens[verb->token].pos = Pos::verb;
    s.tokens[verb->token].form = verb->form;
  }
  find_beginning(s);
  VerbGroups(s, timex, words).read();
  Parting(s, text, timex).part();
  mark_quotes(s, text);
  return s;
}

bool lacks_main_verb(const Syntax& s) {
  return std::ranges::none_of(s.verbs, [&](const VerbGroup& group) {
    return group.finite && !group.future && !s.clauses[group.clause].subordinate &&
           !s.quoted[group.head];
  });
}

}  // namespace newsline::event
