// Which clause of a sentence can be a line of its own.
//
// From the trigger the tree is climbed to the root; every clause on the way is tried. One that
// names its subject stands as it is, without the word that ties it to the others ("that", "when",
// "and"). A relative clause takes the noun that it describes for its subject, a joined one that of
// the verb it is joined to, a participle that of its noun or of the clause around it.
//
//     The firm , which left Oslo in 2015 , said it would return
//     trigger "left": 1. the relative clause, subject borrowed: The firm left Oslo
//                     2. the whole sentence
//
// What an inner clause loses by standing alone is noted as defects: a speaker, a condition, a
// doubt, a negation of the verb that it hangs on. Nothing is decided here.
#include "clause_line.h"

#include <algorithm>

namespace newsline::event {

namespace {

constexpr std::uint32_t longest_subject = 16;  // tokens of a subject that is borrowed
constexpr int most_clauses = 6;

class ClauseReader {
 public:
  explicit ClauseReader(const HeadlineSentence& s) : s_(s), tree_(s.tree()) {}

  std::vector<ClauseLine> read() const {
    std::vector<ClauseLine> lines;
    const std::uint32_t start = s_.trigger == nowhere ? nowhere : tree_.clause_of(s_.trigger);
    std::uint32_t clause = start;
    for (int i = 0; i < most_clauses && clause != nowhere && tree_.head(clause) != nowhere; ++i) {
      if (std::optional<ClauseLine> line = inner(clause)) lines.push_back(std::move(*line));
      clause = tree_.clause_of(tree_.head(clause));
    }
    lines.push_back(whole());
    return lines;
  }

 private:
  ClauseLine whole() const {
    ClauseLine line;
    line.tokens = {s_.from, s_.syntax.size()};
    line.dropped.assign(line.tokens.size(), false);
    line.head = nowhere;
    for (std::uint32_t i = s_.from; i < s_.syntax.size() && line.head == nowhere; ++i)
      if (tree_.head(i) == nowhere) line.head = i;
    if (line.head == nowhere) line.head = s_.from;
    line.defects.add(Defect::trigger_is_noun,
                     s_.trigger != nowhere && is_noun(s_.syntax.tokens[s_.trigger]));
    // what is around the dated clause was on another day
    line.defects.add(Defect::tells_other_day,
                     s_.of_clause && tree_.clause_of(s_.trigger) != line.head);
    drop_opening(line);
    return line;
  }

  std::optional<ClauseLine> inner(std::uint32_t clause) const {
    ClauseLine line;
    line.head = clause;
    line.tokens = s_.trimmed(tree_.stretch(clause));
    if (s_.of_clause) line.tokens.first = behind_length(line);
    if (line.tokens.first < s_.from || line.tokens.size() == 0) return std::nullopt;
    // the tree is wrong
    if (s_.pos(tree_.head(clause)) == Pos::aux && tree_.relation(clause) != Rel::conj)
      return std::nullopt;
    line.dropped.assign(line.tokens.size(), false);
    if (!opened(line) || !take_subject(line)) return std::nullopt;
    line.defects.add(kind(clause));
    drop_opening(line);
    note_losses(line);
    return line;
  }

  /// "two days after [the mayor was elected]": the length is no part of what it dates, though the
  /// tree may take it for the subject.
  std::uint32_t behind_length(const ClauseLine& line) const {
    for (std::uint32_t i = line.tokens.first + 1; i < line.head; ++i)
      if (s_.has(i, Word::apart) && s_.syntax.timex[i - 1]) return i + 1;
    return line.tokens.first;
  }

  void drop(ClauseLine& line, std::uint32_t token) const {
    if (line.tokens.contains(token)) line.dropped[token - line.tokens.first] = true;
  }

  /// "E’ stato annunciato": the accent of the word before it.
  bool apostrophe(std::uint32_t i) const {
    return !s_.syntax.tokens[i].space_before && (s_.word(i) == "’" || s_.word(i) == "'");
  }
  /// Words that point to the sentence before, or join it: "But", "However,".
  void drop_opening(ClauseLine& line) const {
    for (std::uint32_t i = line.tokens.first; i < line.tokens.last; ++i) {
      if (line.dropped[i - line.tokens.first]) continue;
      const Pos pos = s_.pos(i);
      const bool small = pos == Pos::adv || pos == Pos::cconj || pos == Pos::sconj;
      const bool opens =
          s_.has(i, Word::lead_out) && small &&
          (pos == Pos::cconj || (i + 1 < line.tokens.last && s_.comma(i + 1)) ||
           (tree_.relation(i) == Rel::cc && pos != Pos::sconj)) &&
          !(i + 1 < line.tokens.last && (s_.has(i + 1, Word::clings) || apostrophe(i + 1)));
      const bool stop = s_.mark(i) && !s_.quote(i) && s_.word(i) != "(";
      if (!opens && !stop) return;
      drop(line, i);
    }
  }

  /// Takes out what ties the clause to the others; false where the clause says nothing without it.
  bool opened(ClauseLine& line) const {
    bool stands = true;
    tree_.each_child(line.head, [&](std::uint32_t i) {
      const Rel r = tree_.relation(i);
      const bool opening = i < line.head || i == line.tokens.first;
      if (r == Rel::cc && opening) drop(line, i);
      if (r == Rel::mark && opening) {
        stands &= tree_.relation(line.head) != Rel::ccomp || !s_.has(i, Word::condition);
        line.defects.add(Defect::loses_condition, s_.has(i, Word::condition));
        drop(line, i);
      }
      const bool pronoun =
          s_.has(i, Word::relative_pronoun) && tree_.relation(line.head) == Rel::relcl;
      const bool asks = s_.has(i, Word::subordinate) && tree_.relation(line.head) == Rel::advcl &&
                        i == line.tokens.first;
      if ((pronoun || asks) && r == Rel::advmod) drop(line, i);  // "when", "where"
      // "the plan that the court rejected"
      if (pronoun && (r == Rel::obj || r == Rel::obl || r == Rel::iobj)) stands = false;
    });
    // "whose", "whether": a word that asks or owns opens it
    const Pos first = s_.pos(line.tokens.first);
    if (s_.has(line.tokens.first, Word::possessive) && s_.has(line.tokens.first, Word::subordinate))
      stands = false;
    if (s_.words.verb_second() && awaits_verb(line)) return false;
    if (no_line(line)) return false;
    return stands && !(tree_.relation(line.head) == Rel::ccomp && first == Pos::adv &&
                       s_.has(line.tokens.first, Word::subordinate));
  }

  /// A clause that nothing opens is a main one, whatever the tree says; one that likens says
  /// nothing.
  bool no_line(const ClauseLine& line) const {
    if (likens(line)) return true;
    if (s_.of_clause) return false;
    return tree_.relation(line.head) == Rel::advcl && s_.tense(line.head) != nowhere &&
           tree_.child(line.head, Rel::mark) == nowhere &&
           tree_.child(line.head, Rel::advmod) == nowhere;
  }

  /// "Tal como [lo denunció este diario]", "so wie [wir es gesehen haben]"
  bool likens(const ClauseLine& line) const {
    constexpr std::uint32_t reach = 3;  // words that open it
    for (std::uint32_t i = line.tokens.first; i < line.tokens.last; ++i) {
      if (i >= line.tokens.first + reach) return false;
      if (s_.has(i, Word::likens)) return true;
    }
    return false;
  }

  /// Where the verb stands second, one behind "dass" or "der" stands last.
  bool awaits_verb(const ClauseLine& line) const {
    if (tree_.relation(line.head) == Rel::relcl || tree_.child(line.head, Rel::mark) != nowhere)
      return true;
    const std::uint32_t first = line.tokens.first, tense = s_.tense(line.head);
    // it begins in the middle of another, or its verb stands last: the tree is wrong
    if (first > s_.from && !s_.mark(first - 1) && s_.pos(first - 1) != Pos::cconj &&
        s_.pos(first) != Pos::cconj)
      return true;
    if (tense != nowhere && tense + 1 == line.tokens.last && tense > first + 2) return true;
    return s_.pos(first) == Pos::pron && s_.has(first, Word::relative_article) &&
           tense != nowhere && tense > first + 1;
  }

  bool take_subject(ClauseLine& line) const {
    const std::uint32_t subject = s_.subject(line.head), tense = s_.tense(line.head);
    const Rel r = tree_.relation(line.head);
    const bool pronoun =
        subject != nowhere && r == Rel::relcl &&
        (s_.has(subject, Word::relative_pronoun) || s_.has(subject, Word::relative_article)) &&
        subject < line.head;
    if (subject != nowhere && !pronoun)
      return tense != nowhere && (subject < tense || s_.words.verb_second());
    if (pronoun) drop(line, subject);
    if (subject == nowhere && s_.of_clause && tense == line.tokens.first) return take_led(line);
    if (r == Rel::relcl) return pronoun && tense != nowhere && borrow_noun(line);
    const bool participle = tense == nowhere && is_bare_participle(line.head);
    if (participle && s_.has(line.head, Word::tells_state) && r != Rel::conj) return false;
    if (r == Rel::acl) return participle && (line.passive = true) && borrow_noun(line);
    if (r == Rel::conj) return borrow_joined(line);
    if (r == Rel::advcl && participle) {
      line.passive = true;
      return borrow(line, s_.subject(tree_.clause_of(tree_.head(line.head))), false);
    }
    return false;
  }

  /// Not "and be closed", "having been closed", which have an auxiliary of their own.
  bool is_bare_participle(std::uint32_t verb) const {
    return s_.syntax.tokens[verb].form == VerbForm::past_participle &&
           tree_.child(verb, Rel::aux_pass) == nowhere && tree_.child(verb, Rel::aux) == nowhere;
  }
  /// "two days after the board voted": read as a clause about the board, or beside it.
  bool take_led(ClauseLine& line) const {
    if (tree_.relation(line.head) == Rel::relcl) return borrow_noun(line);
    return tree_.relation(line.head) == Rel::advcl && line.tokens.first > s_.from &&
           borrow(line, line.tokens.first - 1, false);
  }
  /// The noun that a clause describes, without the clause itself.
  bool borrow_noun(ClauseLine& line) const { return borrow(line, tree_.head(line.head), true); }

  bool borrow(ClauseLine& line, std::uint32_t noun, bool described) const {
    if (noun == nowhere || s_.pos(noun) == Pos::verb) return false;
    Stretch phrase = tree_.stretch(noun);
    if (described) phrase.last = std::min(phrase.last, line.tokens.first);
    phrase = s_.trimmed(phrase);
    for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
      const bool leads = tree_.head(i) == noun &&
                         (tree_.relation(i) == Rel::adposition || tree_.relation(i) == Rel::cc) &&
                         i < noun;
      if (!leads || !line.borrowed.empty()) line.borrowed.push_back(i);
    }
    line.defects.add(Defect::subject_borrowed);
    return !line.borrowed.empty() && line.borrowed.size() <= longest_subject &&
           phrase.first >= s_.from && phrase.contains(noun) &&
           s_.quote(phrase.first) == s_.quote(phrase.last - 1);
  }

  /// "The bank was seized and sold": subject and auxiliaries of the verb that this one is joined
  /// to.
  bool borrow_joined(ClauseLine& line) const {
    std::uint32_t above = tree_.head(line.head);
    while (tree_.relation(above) == Rel::conj && s_.subject(above) == nowhere)
      above = tree_.head(above);
    std::uint32_t verb = above;
    if (s_.subject(above) == nowhere && tree_.relation(above) == Rel::relcl) return false;
    if (s_.subject(verb) == nowhere || s_.has(s_.subject(verb), Word::relative_pronoun))
      return false;
    if (!borrow(line, s_.subject(verb), false)) return false;
    // "El juez habló y los dejaron ir": a verb of another number has another subject
    if (s_.tense(line.head) != nowhere) return tree_.agree(s_.subject(verb), s_.tense(line.head));
    // no tense of its own: "was arrested and charged", "will build and run"
    bool helped = false;
    tree_.each_child(above, [&](std::uint32_t i) {
      const Rel r = tree_.relation(i);
      if (i > above || (r != Rel::aux && r != Rel::aux_pass && !s_.has(i, Word::negate))) return;
      line.borrowed.push_back(i);
      helped = true;
    });
    return helped;
  }

  Defect kind(std::uint32_t clause) const {
    switch (tree_.relation(clause)) {
      case Rel::conj:
        return Defect::clause_coordinate;
      case Rel::ccomp:
        return Defect::clause_reported;
      case Rel::advcl:
        return Defect::clause_adverbial;
      case Rel::relcl:
        return Defect::clause_relative;
      case Rel::acl:
        return Defect::clause_participle;
      case Rel::parataxis:
        return Defect::clause_parenthetical;
      default:
        return Defect::clause_other;
    }
  }

  /// What the clauses above said about this one.
  void note_losses(ClauseLine& line) const {
    Defects& d = line.defects;
    d.add(Defect::trigger_is_noun, s_.trigger != nowhere && is_noun(s_.syntax.tokens[s_.trigger]));
    d.add(Defect::loses_much, 3 * line.tokens.size() < s_.syntax.size() - s_.from);
    for (const Attachment& other : s_.others)
      d.add(Defect::loses_other_date, !line.tokens.contains(other.first));
    const VerbForm tense = s_.tense(line.head) == nowhere
                               ? VerbForm::none
                               : s_.syntax.tokens[s_.tense(line.head)].form;
    const bool ahead =
        tense == VerbForm::modal || tense == VerbForm::future || tense == VerbForm::conditional;
    for (std::uint32_t below = line.head, above = tree_.head(below); above != nowhere;
         below = above, above = tree_.head(above)) {
      const bool reported =
          tree_.relation(below) == Rel::ccomp || tree_.relation(below) == Rel::parataxis;
      const bool says = s_.has(above, Word::report);
      d.add(Defect::loses_speaker, reported && says);
      d.add(Defect::loses_speaker_of_plan, reported && says && ahead);
      d.add(Defect::loses_speaker_of_quote, reported && says && s_.syntax.quoted[line.head]);
      const bool governed = tree_.relation(below) == Rel::ccomp ||
                            tree_.relation(below) == Rel::xcomp ||
                            tree_.relation(below) == Rel::csubj;
      d.add(Defect::loses_negation, governed && s_.negated(above));
      d.add(Defect::loses_doubt,
            governed && (s_.has(above, Word::project) || s_.has(above, Word::plan_verb) ||
                         s_.has(above, Word::deny)));
    }
    tree_.each_child(tree_.head(line.head), [&](std::uint32_t i) {
      d.add(Defect::loses_condition, tree_.relation(line.head) == Rel::ccomp &&
                                         tree_.relation(i) == Rel::mark &&
                                         s_.has(i, Word::condition));
    });
  }

  const HeadlineSentence& s_;
  const Dependencies& tree_;
};

}  // namespace

std::vector<ClauseLine> clause_lines(const HeadlineSentence& s) { return ClauseReader(s).read(); }

}  // namespace newsline::event
