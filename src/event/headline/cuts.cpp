// Which phrases a line may do without.
//
// Every token whose relation makes its phrase a modifier, and no part of what the verb needs, opens
// a cut: the tokens that hang on it, with the brackets or dashes around them.
//
//     The minister , who had led the party since 2015 , resigned with two aides
//                    ---------------------------------           --------------
//                    cut_relative, marked_relative,              cut_adverbial, last_adverbial,
//                    cut_of_subject, cut_date                    cut_first_complement
//
// Subjects, objects, clauses that are said and infinitives that a verb governs are never cut, nor
// what holds the trigger.
#include "cuts.h"

#include <algorithm>

#include "base/utf8.h"

namespace newsline::event {

namespace {

constexpr std::size_t kinds = static_cast<std::size_t>(Defect::marked_relative) -
                              static_cast<std::size_t>(Defect::cut_relative);
constexpr std::uint32_t short_cut = 2, long_cut = 10;  // words
constexpr std::size_t most_cuts = 60;

Defect marked(Defect cut) { return static_cast<Defect>(static_cast<std::size_t>(cut) + kinds); }
Defect at_end(Defect cut) { return static_cast<Defect>(static_cast<std::size_t>(cut) + 2 * kinds); }

class CutFinder {
 public:
  CutFinder(const HeadlineSentence& s, const ClauseLine& line, Stretch date)
      : s_(s), tree_(s.tree()), line_(line), date_(date) {}

  std::vector<Cut> find() {
    if (s_.words.whole_without_verb() && s_.tense(line_.head) == nowhere &&
        line_.borrowed.empty() && s_.pos(line_.head) != Pos::verb)
      return {};
    find_brackets();
    find_other_conjuncts();
    for (std::uint32_t i = line_.tokens.first; i < line_.tokens.last && cuts_.size() < most_cuts;
         ++i) {
      const std::optional<Defect> kind = kind_of(i);
      if (!kind || !tree_.under(i, line_.head)) continue;
      Stretch phrase = tree_.stretch(i);
      if (*kind == Defect::cut_coordinate || *kind == Defect::cut_coordinate_clause)
        phrase = with_conjunction(phrase);
      consider(phrase, *kind, i);
    }
    std::ranges::stable_sort(cuts_, std::ranges::greater{},
                             [](const Cut& cut) { return cut.tokens.size(); });
    return std::move(cuts_);
  }

 private:
  std::optional<Defect> kind_of(std::uint32_t i) const {
    const std::uint32_t above = tree_.head(i);
    if (above == nowhere || i == line_.head || must_stay(i)) return std::nullopt;
    switch (tree_.relation(i)) {
      case Rel::relcl:
        return Defect::cut_relative;
      // with tense it is the clause's verb
      case Rel::acl:
        return s_.tense(i) != nowhere ? std::nullopt : std::optional(Defect::cut_participle);
      case Rel::appos:
        return Defect::cut_apposition;
      case Rel::parataxis:
        return s_.has(i, Word::report) ? std::nullopt : std::optional(Defect::cut_parenthesis);
      case Rel::discourse:
      case Rel::vocative:
        return Defect::cut_parenthesis;
      case Rel::advcl:
        return kind_of_clause(i);
      // the source of a claim stays
      case Rel::obl:
        return attribution(i) ? std::nullopt : std::optional(Defect::cut_adverbial);
      case Rel::advmod:
        return s_.has(i, Word::negate) || i > above ? std::nullopt
                                                    : std::optional(Defect::cut_adverb);
      case Rel::conj:
        return kind_of_conjunct(i, above);
      case Rel::nmod:
        return genitive(i) ? Defect::cut_genitive : Defect::cut_attribute;
      default:
        return std::nullopt;
    }
  }
  std::optional<Defect> kind_of_conjunct(std::uint32_t i, std::uint32_t above) const {
    // "said on Monday, a day after it closed, that ...": what is said, wherever the tree hangs it
    if (const std::uint32_t mark = tree_.child(i, Rel::mark);
        mark != nowhere && s_.has(mark, Word::content))
      return std::nullopt;
    // "“We left,” said Ana Silva": who says it
    if (s_.has(i, Word::report) && s_.syntax.quoted[above] && !s_.syntax.quoted[i])
      return std::nullopt;
    return tree_.heads_clause(i) && s_.tense(i) != nowhere ? Defect::cut_coordinate_clause
                                                           : Defect::cut_coordinate;
  }
  bool must_stay(std::uint32_t i) const {
    return tells_source(i) || (s_.tense(i) != nowhere && is_main(i));
  }
  /// "seien drei Männer getötet worden, meldete das Amt": who says so, wherever the tree hangs it.
  bool tells_source(std::uint32_t i) const {
    return s_.words.verb_second() && s_.has(i, Word::report) && s_.tense(i) == i &&
           s_.trimmed(tree_.stretch(i)).first == i && i > line_.tokens.first && s_.comma(i - 1);
  }
  /// "Als der Damm brach, flohen die Bewohner", read as two clauses of one rank.
  bool is_main(std::uint32_t i) const {
    const auto waits = [&](std::uint32_t verb) {
      return s_.syntax.clauses[s_.syntax.clause_of[verb]].subordinate;
    };
    if (s_.words.verb_second()) return waits(line_.head) && !waits(i);
    // "Uma das líderes, e que teve três presos, [morreu]": the tree's root stands behind a "que"
    return tree_.head(line_.head) == nowhere && tree_.child(line_.head, Rel::mark) != nowhere &&
           tree_.child(line_.head, Rel::mark) < line_.head && tree_.child(i, Rel::mark) == nowhere;
  }
  Defect kind_of_clause(std::uint32_t i) const {
    if (s_.tense(i) != nowhere) return Defect::cut_clause;
    return s_.syntax.tokens[i].form == VerbForm::base ? Defect::cut_infinitive
                                                      : Defect::cut_participle_clause;
  }
  bool genitive(std::uint32_t i) const {
    const std::uint32_t lead = tree_.child(i, Rel::adposition);
    return lead == nowhere || s_.has(lead, Word::genitive);
  }
  /// "according to officials"
  bool attribution(std::uint32_t i) const {
    const std::uint32_t first = tree_.stretch(i).first;
    return first + 1 < s_.syntax.size() &&
           s_.words.phrase(&s_.syntax.tokens[first], &s_.syntax.tokens[first] + 2) ==
               Phrase::attribution;
  }

  /// "and its rival" with the "and" before it, where the tree has it elsewhere.
  Stretch with_conjunction(Stretch phrase) const {
    phrase = s_.trimmed(phrase);
    if (phrase.first > line_.tokens.first && s_.pos(phrase.first - 1) == Pos::cconj) --phrase.first;
    return phrase;
  }

  /// "opened in March [and closed in May]": each date has its own line.
  void find_other_conjuncts() {
    for (const Attachment& other : s_.others) {
      const Stretch phrase = s_.other_conjunct(other);
      if (phrase.size() == 0 || phrase.first < line_.tokens.first ||
          phrase.last > line_.tokens.last || phrase.contains(s_.trigger))
        continue;
      Cut cut;
      cut.tokens = phrase;
      cut.defects.add(Defect::cut_other_conjunct);
      cut.width = width_of(phrase);
      cuts_.push_back(cut);
    }
  }

  /// "(a rival)", "– a rival –"
  void find_brackets() {
    std::uint32_t open = nowhere, dash = nowhere;
    for (std::uint32_t i = line_.tokens.first; i < line_.tokens.last; ++i) {
      const std::string_view word = s_.word(i);
      if (word == "(" || word == "[") open = i;
      if ((word == ")" || word == "]") && open != nowhere && open > line_.tokens.first) {
        consider({open, i + 1}, Defect::cut_parenthesis, nowhere);
        open = nowhere;
      }
      const bool is_dash = word == "—" || word == "–" || word == "--" ||
                           (word == "-" && s_.syntax.tokens[i].space_before);
      if (!is_dash) continue;
      if (dash != nowhere) consider({dash, i + 1}, Defect::cut_parenthesis, nowhere);
      dash = i;
    }
  }

  bool kept(std::uint32_t i) const {
    return line_.tokens.contains(i) && !line_.dropped[i - line_.tokens.first] && !date_.contains(i);
  }

  std::uint32_t width_of(Stretch phrase) const {
    std::uint32_t width = 0;
    for (std::uint32_t i = phrase.first; i < phrase.last; ++i)
      if (kept(i))
        width += static_cast<std::uint32_t>(count_code_points(s_.word(i))) +
                 (s_.syntax.tokens[i].space_before ? 1 : 0);
    return width;
  }

  void consider(Stretch phrase, Defect kind, std::uint32_t head) {
    const bool brackets = head == nowhere;
    if (!brackets) phrase = s_.trimmed(phrase);
    if (!brackets) widen(phrase), close(phrase);
    phrase.first = std::max(phrase.first, line_.tokens.first);
    phrase.last = std::min(phrase.last, line_.tokens.last);
    if (phrase.size() == 0 || phrase.size() >= line_.tokens.size()) return;
    if (phrase.contains(s_.trigger) || phrase.contains(line_.head)) return;
    if (breaks_clause(phrase, kind)) return;
    // no phrase ends so: the tree is wrong
    if (s_.pos(phrase.last - 1) == Pos::adp || s_.pos(phrase.last - 1) == Pos::det) return;
    if (head != nowhere && s_.pos(head) != Pos::verb &&
        (tree_.child(head, Rel::aux) != nowhere || tree_.child(head, Rel::aux_pass) != nowhere))
      return;
    if (date_.size() > 0 && phrase.contains(date_.first) && date_.size() >= phrase.size()) return;
    if (date_.size() == 0 && std::ranges::any_of(s_.own, [&](const Attachment& own) {
          return phrase.first < own.last && own.first < phrase.last;
        }))
      return;
    if (std::ranges::any_of(cuts_, [&](const Cut& c) {
          return c.tokens.first == phrase.first && c.tokens.last == phrase.last;
        }))
      return;
    if (strands_opener(phrase)) return;
    Cut cut;
    cut.tokens = phrase;
    describe(cut, kind, head);
    cut.width = width_of(phrase);
    if (cut.width > 0) cuts_.push_back(cut);
  }

  /// What stands before it says nothing without it.
  bool leaves_lead(Stretch phrase, Defect kind) const {
    return leaves_length(phrase) ||
           (kind == Defect::cut_participle_clause && leaves_accompaniment(phrase));
  }
  /// "closed, with the mayor, Ana Ruiz, [protesting]": the noun says nothing without it.
  bool leaves_accompaniment(Stretch phrase) const {
    constexpr int most = 4;  // steps up the tree
    std::uint32_t noun = phrase.first;
    while (noun > line_.tokens.first && s_.mark(noun - 1)) --noun;
    if (noun == line_.tokens.first) return false;
    --noun;
    for (int step = 0; step < most && noun != nowhere && noun != line_.head; ++step) {
      const std::uint32_t lead = tree_.child(noun, Rel::adposition);
      if (lead != nowhere && lead > line_.tokens.first && s_.has(lead, Word::accompanies))
        return s_.comma(lead - 1);
      noun = tree_.head(noun);
    }
    return false;
  }
  /// "soll mit Maas telefoniert [und ihn gebeten haben]": both verbs need what closes the bracket.
  bool shares_bracket(Stretch phrase, Defect kind) const {
    const bool joined = kind == Defect::cut_coordinate || kind == Defect::cut_coordinate_clause;
    if (!joined || !s_.words.verb_second()) return false;
    return s_.pos(phrase.last - 1) == Pos::aux;
  }
  bool breaks_clause(Stretch phrase, Defect kind) const {
    return shares_bracket(phrase, kind) || leaves_lead(phrase, kind) || leaves_opener(phrase) ||
           leaves_conjunction(phrase) || leaves_verb_alone(phrase, kind);
  }
  /// "dass er [aber wach sei]": where the verb stands last, the clause that begins there is not
  /// over.
  bool leaves_opener(Stretch phrase) const {
    constexpr std::uint32_t reach = 3;  // tokens
    if (!s_.words.verb_second()) return false;
    if (phrase.last < line_.tokens.last && !s_.mark(phrase.last)) return false;
    for (std::uint32_t i = phrase.first; i-- > line_.tokens.first && i + reach >= phrase.first;) {
      if (s_.mark(i) || s_.pos(i) == Pos::verb || s_.pos(i) == Pos::aux) return false;
      if (s_.pos(i) == Pos::sconj) return true;
    }
    return false;
  }
  /// "[Aus dem Verein von 1866] und dem von 1885 entstand ...": nothing is left to join.
  bool leaves_conjunction(Stretch phrase) const {
    return s_.words.verb_second() && opens(phrase.first) && phrase.last < line_.tokens.last &&
           s_.pos(phrase.last) == Pos::cconj;
  }
  /// "Das Amt übernahm [im Rahmen einer Feier die Leitung]": where the verb stands second, all that
  /// follows it is what it tells, whatever the tree calls it.
  bool leaves_verb_alone(Stretch phrase, Defect kind) const {
    if (!s_.words.verb_second() || kind == Defect::cut_clause || kind == Defect::cut_relative ||
        kind == Defect::cut_parenthesis)
      return false;
    for (std::uint32_t i = phrase.last; i < line_.tokens.last; ++i)
      if (kept(i) && !s_.mark(i)) return false;
    std::uint32_t last = phrase.first;
    while (last > line_.tokens.first && (!kept(last - 1) || s_.mark(last - 1))) --last;
    if (last == line_.tokens.first) return false;
    const bool bracket = s_.word(phrase.first - 1) == ")";
    if (s_.mark(phrase.first) || (s_.mark(phrase.first - 1) && !bracket)) return false;
    const std::uint32_t subject = s_.subject(line_.head), tense = s_.tense(line_.head);
    if (tense == nowhere) return false;
    return last - 1 == tense || (subject != nowhere && tense + 1 == tree_.stretch(subject).first &&
                                 tree_.stretch(subject).contains(last - 1));
  }
  /// Over the brackets and dashes right around it, in pairs.
  void widen(Stretch& phrase) const {
    if (phrase.size() == 0 || phrase.first <= line_.tokens.first ||
        phrase.last >= line_.tokens.last)
      return;
    const std::string_view before = s_.word(phrase.first - 1), behind = s_.word(phrase.last);
    const bool bracket = before == "(" && behind == ")";
    const bool dashes = (before == "—" || before == "–" || before == "--") && before == behind;
    if (bracket || dashes) --phrase.first, ++phrase.last;
  }

  /// Over the bracket that closes one within it: "cerca de 549 (305 dólares[)]".
  void close(Stretch& phrase) const {
    if (phrase.size() == 0 || phrase.last >= line_.tokens.last || s_.word(phrase.last) != ")")
      return;
    int open = 0;
    for (std::uint32_t i = phrase.first; i < phrase.last; ++i)
      open += s_.word(i) == "(" ? 1 : s_.word(i) == ")" ? -1 : 0;
    if (open == 1) ++phrase.last;
  }
  /// "retomou o trabalho, quase dois meses [depois de a equipa ser expulsa]"
  bool leaves_length(Stretch phrase) const {
    return phrase.first > line_.tokens.first && s_.has(phrase.first, Word::measures) &&
           s_.syntax.timex[phrase.first - 1] && kept(phrase.first - 1);
  }

  /// "when a gunman, identified as Jon Weld, 26, [entered the church]": what opened a clause would
  /// be left without its verb.
  bool strands_opener(Stretch phrase) const {
    const auto opens_clause = [&](std::uint32_t i) {
      // "since losing to Leeds": it needs no verb with a tense
      const bool gerund = s_.syntax.tokens[i + 1].form == VerbForm::gerund;
      return s_.has(i, Word::subordinate) && s_.pos(i) != Pos::adp && s_.pos(i) != Pos::det &&
             !gerund;
    };
    bool opened = false;
    for (std::uint32_t i = phrase.first; i-- > line_.tokens.first && !opened;) {
      if (s_.finite(i)) return false;
      opened = opens_clause(i);
    }
    if (!opened) return false;
    bool verb = false;
    for (std::uint32_t i = phrase.first; i + 1 < phrase.last; ++i) {
      if (opens_clause(i)) return false;  // it goes with a clause of its own
      verb |= s_.finite(i);
    }
    verb |= s_.finite(phrase.last - 1);
    for (std::uint32_t i = phrase.last; i < line_.tokens.last; ++i)
      if (s_.finite(i)) return false;
    return verb;
  }

  void describe(Cut& cut, Defect kind, std::uint32_t head) const {
    const Stretch phrase = cut.tokens;
    Defects& d = cut.defects;
    d.add(kind);
    const bool closes = phrase.last >= line_.tokens.last || s_.mark(phrase.last);
    const bool opened =
        phrase.first > line_.tokens.first && (s_.mark(phrase.first - 1) || s_.mark(phrase.first));
    bool end = true;
    for (std::uint32_t i = phrase.last; i < line_.tokens.last && end; ++i)
      end = s_.mark(i) || date_.contains(i);
    d.add(marked(kind), opened && closes);
    d.add(at_end(kind), end);
    std::uint32_t words = 0;
    for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
      words += !s_.mark(i);
      d.add(Defect::cut_negation, s_.has(i, Word::negate));
      d.add(Defect::cut_condition, s_.has(i, Word::condition));
      d.add(Defect::cut_quoted, s_.syntax.quoted[i]);
      d.add(Defect::cut_name, s_.pos(i) == Pos::propn && !s_.syntax.timex[i]);
      d.add(Defect::cut_number, s_.pos(i) == Pos::num && !s_.syntax.timex[i]);
      d.add(Defect::cut_date, s_.syntax.timex[i] && !date_.contains(i));
    }
    for (const Attachment& other : s_.others)
      d.add(Defect::cut_other_date, phrase.contains(other.first));
    d.add(Defect::cut_short, words <= short_cut);
    d.add(Defect::cut_long, words > long_cut);
    d.add(Defect::cut_opening, opens(phrase.first));
    if (phrase.last < line_.tokens.last) {
      const Pos next = s_.pos(phrase.last);
      d.add(Defect::leaves_preposition,
            next == Pos::adp || next == Pos::sconj || s_.has(phrase.last, Word::relative_pronoun));
      d.add(Defect::cut_list, s_.comma(phrase.last) && kind == Defect::cut_coordinate);
    }
    std::uint32_t quotes = 0;
    for (std::uint32_t i = phrase.first; i < phrase.last; ++i)
      quotes += s_.quote(i) && s_.word(i) != "’" && s_.word(i) != "'";
    d.add(Defect::unbalanced, quotes % 2 != 0);
    describe_seam(d, phrase);
    if (head != nowhere) describe_place(d, head);
  }
  bool names_thing(std::uint32_t i) const {
    return is_noun(s_.syntax.tokens[i]) || s_.pos(i) == Pos::adj;
  }
  /// What stands on both sides of a cut, where no mark parts them.
  void describe_seam(Defects& d, Stretch phrase) const {
    const std::uint32_t opener = phrase.first, closer = phrase.last - 1;
    if (opener > line_.tokens.first && kept(opener - 1) && !s_.mark(opener) &&
        !s_.mark(opener - 1)) {
      const std::uint32_t before = opener - 1;
      d.add(Defect::cut_opens_with_noun, names_thing(opener) && names_thing(before));
      d.add(Defect::cut_opens_with_verb, s_.finite(opener) && is_noun(s_.syntax.tokens[before]));
      d.add(Defect::cut_behind_leader, s_.leads(before));
    }
    if (phrase.last < line_.tokens.last && !s_.mark(closer) && !s_.mark(phrase.last))
      d.add(Defect::cut_before_noun, names_thing(phrase.last) && !opens(opener));
  }
  bool opens(std::uint32_t first) const {
    for (std::uint32_t i = line_.tokens.first; i < first; ++i)
      if (kept(i) && !s_.mark(i)) return false;
    return true;
  }
  void describe_place(Defects& d, std::uint32_t head) const {
    const std::uint32_t above = tree_.head(head);
    d.add(Defect::cut_of_trigger, above == s_.trigger);
    d.add(Defect::cut_of_definite, is_noun(s_.syntax.tokens[above]) &&
                                       tree_.child(above, Rel::det) != nowhere &&
                                       !s_.has(tree_.child(above, Rel::det), Word::indefinite));
    for (std::uint32_t i = above; i != nowhere && i != line_.head; i = tree_.head(i))
      d.add(Defect::cut_of_subject,
            tree_.relation(i) == Rel::nsubj || tree_.relation(i) == Rel::nsubj_pass);
    // the first phrase behind a verb that has no object may be what the verb needs: "went to the
    // polls"
    if (tree_.relation(head) != Rel::obl && tree_.relation(head) != Rel::advcl) return;
    bool first = head > above;
    tree_.each_child(above, [&](std::uint32_t i) {
      const Rel r = tree_.relation(i);
      const bool complement = r == Rel::obj || r == Rel::obl || r == Rel::xcomp || r == Rel::ccomp;
      first &= !(i > above && i < head && complement && !date_.contains(i));
    });
    d.add(Defect::cut_first_complement, first);
  }

  const HeadlineSentence& s_;
  const Dependencies& tree_;
  const ClauseLine& line_;
  Stretch date_;
  std::vector<Cut> cuts_;
};

}  // namespace

std::vector<Cut> find_cuts(const HeadlineSentence& s, const ClauseLine& line, Stretch date) {
  return CutFinder(s, line, date).find();
}

}  // namespace newsline::event
