// How the date can be taken out of a line, since the chronology shows it beside the line anyway.
//
//     The terms were set in a statement released on 5 November
//     1. stays                     date_kept
//     2. - on 5 November           date_bare is not so: its preposition goes with it
//     3. - released on 5 November  date_with_participle
//     4. - in a statement ...      all that hangs on nothing else
//
// Each way is described by its defects: it leaves a verb without what it needs, a question's order
// ("Only on Monday did ..."), a wrong sense. Which way is best the penalties decide, together with
// the clause and the cuts (headline.cpp).
//
// What it does not do: it drops no other words, and spells no line.
#include "date_phrase.h"

#include <algorithm>
#include <optional>

#include "first_field.h"

namespace newsline::event {

namespace {

constexpr std::uint32_t longest_joint = 5;  // tokens between two dates of a list

/// Finds the phrase around one date.
class DatePhraseFinder {
 public:
  DatePhraseFinder(const HeadlineSentence& s, const Attachment& date, std::uint32_t clause)
      : s_(s), tree_(s.tree()), date_(date), clause_(clause) {}

  std::vector<DatePhrase> find() {
    std::vector<DatePhrase> ways(1);
    ways[0].defects.add(Defect::date_kept);
    if (date_.last > s_.syntax.size() || date_.first < s_.from) return ways;
    head_ = head_of_date();
    const std::uint32_t noun = tree_.head(head_);
    prenominal_ = date_.prenominal && noun != nowhere && noun >= date_.last &&
                  is_noun(s_.syntax.tokens[noun]);
    prenominal_ |= leaves_article() || parts_article();
    // "die am Montag eröffnete Messe": the preposition goes with the date
    prenominal_ &=
        !(s_.words.verb_second() && date_.first > s_.from && s_.pos(date_.first - 1) == Pos::adp);
    if (is_object_of_particle()) return ways;
    const Stretch bare = with_what_leads(date_.first, date_.last);
    if (const Stretch list = list_of_dates(bare); list.size() > bare.size() && stands_apart(list)) {
      add(ways, list, {});
      return ways;
    }
    // "auch im Mai", "as in May": what stands before it cannot do without it
    if (bare.first > s_.from && s_.has(bare.first - 1, Word::no_gap)) return ways;
    if (shares_words(bare) || part_of_word() || labels(bare)) return ways;
    // "vom 1. Mai an." closes the date, "teilte am Montag mit." its verb: where both may be, the
    // date stays
    const bool ends = bare.last >= s_.syntax.size() || s_.mark(bare.last);
    if (ends && bare.last > date_.last && tree_.relation(bare.last - 1) == Rel::adposition)
      return ways;
    add(ways, bare, {});
    add_described(ways, bare);
    const bool alone = leaves_alone(bare);
    for (std::size_t i = 1; i < ways.size(); ++i)
      ways[i].defects.add(Defect::date_leaves_alone, alone);
    climb(ways, bare);
    return ways;
  }

 private:
  /// The word of the date that the others hang on. Where the tree parts the date in two, a part
  /// that it takes for the subject of what follows ("released on 5 | November it said") is none.
  std::uint32_t head_of_date() const {
    std::uint32_t found = date_.first;
    for (std::uint32_t i = date_.first; i < date_.last; ++i) {
      const std::uint32_t above = tree_.head(i);
      const bool outside = above == nowhere || above < date_.first || above >= date_.last;
      const bool subject = tree_.relation(i) == Rel::nsubj && date_.preposition != nowhere;
      if (outside && !(subject && i > date_.first)) found = i;
      if (above == nowhere) break;
    }
    return found;
  }

  /// "in [the 20 November] action", found with the article of the noun.
  bool leaves_article() {
    if (date_.first + 1 >= date_.last || date_.last >= s_.syntax.size() ||
        s_.pos(date_.first) != Pos::det || s_.pos(date_.last) != Pos::noun ||
        tree_.head(date_.last - 1) != date_.last || s_.words.verb_second())
      return false;
    ++date_.first;
    return true;
  }
  /// "in the 20 November action": its article is the noun's, whatever the tree says.
  bool parts_article() const {
    if (s_.words.verb_second() || date_.first <= s_.from || date_.last >= s_.syntax.size())
      return false;
    return s_.pos(date_.first - 1) == Pos::det && !s_.syntax.timex[date_.first - 1] &&
           s_.pos(date_.last) == Pos::noun && tree_.relation(date_.last) != Rel::nsubj &&
           !s_.has(date_.last, Word::closes_date);
  }
  /// "kicks off 2026 with a parade"
  bool is_object_of_particle() const {
    return date_.first > s_.from + 1 && s_.has(date_.first - 1, Word::verb_particle) &&
           s_.pos(date_.first - 2) == Pos::verb && !s_.has(date_.first, Word::date_opener);
  }
  /// "was sworn in last year": the preposition is the verb's.
  bool is_of_verb(std::uint32_t preposition) const {
    // "was sworn in Monday"
    const bool never_leads =
        s_.has(preposition, Word::never_before_day) && s_.has(date_.first, Word::day_name);
    return preposition + 1 == date_.first &&
           (never_leads || s_.has(date_.first, Word::date_opener)) && preposition > s_.from &&
           s_.pos(preposition - 1) == Pos::verb;
  }

  /// The tree was learned from little: parts of speech tell more than it does.
  bool little_learned() const { return s_.words.whole_without_verb() || s_.words.verb_second(); }

  bool within(std::uint32_t token, Stretch stretch) const {
    return token != nowhere && stretch.contains(token);
  }

  /// "as early as", "in just", "over the course of": the words before a date that lead to nothing
  /// else.
  Stretch with_what_leads(std::uint32_t first, std::uint32_t last) const {
    Stretch phrase{first, last};
    const bool possessive = last < s_.syntax.size() && !s_.syntax.tokens[last].space_before &&
                            s_.pos(last) == Pos::part;
    if (possessive) ++phrase.last;
    if (prenominal_ || possessive) return phrase;
    if (date_.preposition != nowhere && !is_of_verb(date_.preposition))
      phrase.first = std::min(phrase.first, own_lead(std::max(date_.preposition, s_.from)));
    while (phrase.first > s_.from && leads(phrase.first - 1, phrase)) --phrase.first;
    // "vom 1. Mai an": what closes it
    if (phrase.last < s_.syntax.size() && tree_.relation(phrase.last) == Rel::adposition &&
        within(tree_.head(phrase.last), phrase))
      ++phrase.last;
    over_part(phrase);
    over_closing(phrase);
    // "Today only, ...": it opens the sentence with the date
    if (phrase.first == s_.from && phrase.last + 1 < s_.syntax.size() &&
        s_.has(phrase.last, Word::focus) && s_.comma(phrase.last + 1))
      ++phrase.last;
    return over_bracket(phrase);
  }
  /// "today (Nov. 18)": the same day once more.
  Stretch over_bracket(Stretch phrase) const {
    if (phrase.last + 1 >= s_.syntax.size() || s_.word(phrase.last) != "(") return phrase;
    std::uint32_t close = phrase.last + 1;
    while (close < s_.syntax.size() && (s_.syntax.timex[close] || numbers(close))) ++close;
    if (close > phrase.last + 1 && close < s_.syntax.size() && s_.word(close) == ")")
      phrase.last = close + 1;
    return phrase;
  }
  /// "(15.12.)": a day that no rule of dates took for one.
  bool numbers(std::uint32_t i) const {
    return s_.syntax.tokens[i].kind == TokenKind::number || s_.word(i) == ".";
  }
  /// "Am Donnerstag, 24. September 2026, ...": the same day once more; "drei Jahre später".
  void over_closing(Stretch& phrase) const {
    const bool length =
        phrase.last == date_.last && s_.syntax.tokens[date_.last - 1].kind != TokenKind::number;
    // "maandagavond laat", not "maandag laat de firma weten"
    if (length && phrase.last < s_.syntax.size() && s_.has(phrase.last, Word::closes_date) &&
        !s_.finite(phrase.last))
      ++phrase.last;
    if (phrase.last + 1 >= s_.syntax.size() || !s_.comma(phrase.last)) return;
    if (holds_comma() && closes_inside(phrase, phrase.last)) {
      ++phrase.last;
      return;
    }
    std::uint32_t close = phrase.last + 1;
    while (close < s_.syntax.size() && s_.syntax.timex[close]) ++close;
    const bool ends = close >= s_.syntax.size() || s_.comma(close) || s_.finite(close);
    const bool list = close + 1 < s_.syntax.size() && s_.comma(close) && s_.syntax.timex[close + 1];
    if (close <= phrase.last + 1 || !ends || list) return;
    phrase.last = close;
    if (closes_inside(phrase, close)) ++phrase.last;
  }
  bool holds_comma() const {
    for (std::uint32_t i = date_.first; i < date_.last; ++i)
      if (s_.comma(i)) return true;
    return false;
  }
  /// "am Montag, 5. Mai, auf der Messe": its second comma goes along.
  bool closes_inside(Stretch phrase, std::uint32_t close) const {
    if (!s_.words.verb_second() || phrase.first <= s_.from || close + 1 >= s_.syntax.size() ||
        !s_.comma(close))
      return false;
    const Pos next = s_.pos(close + 1);
    return next == Pos::adp || next == Pos::adv || next == Pos::adj ||
           is_noun(s_.syntax.tokens[close + 1]) || s_.finite(close + 1);
  }
  /// "on Monday and again on Tuesday", "in 2021, 2022 and 2023": all dates of a list with what
  /// leads to them, since each has its own line. The stretch itself: it is in no list.
  Stretch list_of_dates(Stretch phrase) const {
    Stretch list = phrase;
    for (std::uint32_t next = next_of_list(list.last); next != list.last;
         next = next_of_list(list.last))
      list.last = next;
    for (std::uint32_t before = before_in_list(list.first); before != list.first;
         before = before_in_list(list.first))
      list.first = before;
    return list;
  }
  /// Not "shut on Friday, and on Saturday, a farm stopped", where another clause begins, and not
  /// "(1962, 1963)", all that a bracket holds.
  bool stands_apart(Stretch list) const {
    if (opens(list) || list.last >= s_.syntax.size()) return true;
    const bool marked = list.first > s_.from && s_.mark(list.first - 1);
    if (marked && s_.mark(list.last)) return false;
    const Pos next = s_.pos(list.last);
    if (next == Pos::det || next == Pos::pron || next == Pos::num ||
        is_noun(s_.syntax.tokens[list.last]))
      return false;
    return !s_.comma(list.last) || !has_comma_and_conjunction(list);
  }
  bool has_comma_and_conjunction(Stretch list) const {
    for (std::uint32_t i = list.first; i + 1 < list.last; ++i)
      if ((s_.comma(i) && joins(i + 1)) || (joins(i) && s_.comma(i + 1))) return true;
    return false;
  }
  bool joins_list(std::uint32_t i) const { return joins(i) || s_.comma(i); }
  bool small_in_list(std::uint32_t i) const {
    const Pos pos = s_.pos(i);
    return joins_list(i) || pos == Pos::adp || pos == Pos::det || pos == Pos::adv;
  }
  /// Behind the next date of a list that goes on at `from`; `from`: it does not go on.
  std::uint32_t next_of_list(std::uint32_t from) const {
    std::uint32_t i = from;
    while (i < s_.syntax.size() && i < from + longest_joint && !dated(i) && small_in_list(i)) ++i;
    if (!dated(i) || i == from || !joins_list(from) || !of_other(i)) return from;
    while (dated(i)) ++i;
    return i;
  }
  /// The first token of the date before, with what leads to it; `from`: there is none.
  std::uint32_t before_in_list(std::uint32_t from) const {
    std::uint32_t i = from;
    bool joint = false;
    while (i > s_.from && i + longest_joint > from && !dated(i - 1) && small_in_list(i - 1)) {
      --i;
      joint |= joins_list(i);
    }
    if (!joint || i == s_.from || !dated(i - 1) || !of_other(i - 1)) return from;
    while (i > s_.from && dated(i - 1)) --i;
    while (i > s_.from && (s_.pos(i - 1) == Pos::adp || s_.pos(i - 1) == Pos::det) &&
           !is_particle(i - 1))
      --i;
    return i;
  }
  /// "broke [out] in 1993, 1997 and 2010"
  bool is_particle(std::uint32_t i) const {
    return i > s_.from && s_.has(i, Word::verb_particle) && s_.pos(i - 1) == Pos::verb &&
           s_.pos(i + 1) == Pos::adp;
  }
  /// The same happening has another line for it.
  bool of_other(std::uint32_t i) const {
    return std::ranges::any_of(
        s_.same, [&](const Attachment& other) { return other.first <= i && i < other.last; });
  }
  /// "Im Mai, August und September", "am 24. und 31. Dezember": what is said of one is said of all.
  bool shares_words(Stretch phrase) const {
    const bool leads = phrase.first < date_.first || opens(phrase);
    if (leads && (joined(phrase.last) || joined_by_words(phrase.last))) return true;
    // "im 17. und [18. Jahrhundert]"
    if (s_.words.verb_second() && phrase.first == date_.first && phrase.first > s_.from &&
        joins(phrase.first - 1))
      return true;
    // "En février et [mai 2018]": what leads to the first leads to both
    if (little_learned() && phrase.first > s_.from + 1 && joins(phrase.first - 1) &&
        dated(phrase.first - 2))
      return true;
    // "Vingt-cinq ans après mai 1968": the length says nothing without it
    const bool counts =
        date_.relation == Phrase::relation_after || date_.relation == Phrase::relation_before;
    if (counts && phrase.first > s_.from && phrase.first < date_.first &&
        s_.syntax.timex[phrase.first - 1] && !s_.mark(phrase.first - 1))
      return true;
    // "in den Siebziger- und Achtzigerjahren"
    return phrase.first == date_.first && phrase.first > s_.from + 1 &&
           s_.pos(phrase.first - 1) == Pos::cconj && s_.word(phrase.first - 2).ends_with('-');
  }
  bool dated(std::uint32_t i) const { return i < s_.syntax.size() && s_.syntax.timex[i]; }
  bool joins(std::uint32_t i) const { return i < s_.syntax.size() && s_.pos(i) == Pos::cconj; }
  /// Another date of a list stands at `next`: behind "and", or behind a comma where "and" follows
  /// (not "on Monday, four days after ...").
  bool joined(std::uint32_t next) const {
    if (joins(next)) return dated(next + 1);
    if (next >= s_.syntax.size() || !s_.comma(next)) return false;
    if (joins(next + 1)) return dated(next + 2);
    if (!dated(next + 1)) return false;
    for (++next; dated(next); ++next)
      if (joins(next) || (joins(next + 1) && dated(next + 2))) return true;
    return next < s_.syntax.size() && s_.comma(next) && dated(next + 1);
  }
  /// "für 2024 und nicht erst für 2025"
  bool joined_by_words(std::uint32_t next) const {
    constexpr std::uint32_t reach = 4;  // small words
    if (!little_learned() || !joins(next)) return false;
    for (std::uint32_t i = next + 1; i < next + 1 + reach && i < s_.syntax.size(); ++i) {
      if (s_.syntax.timex[i]) return true;
      const Phrase word = s_.words.phrase(&s_.syntax.tokens[i], &s_.syntax.tokens[i] + 1);
      if (!s_.has(i, Word::negate) && !s_.has(i, Word::focus) && s_.pos(i) != Pos::adp &&
          word != Phrase::relation_until &&
          !(s_.words.whole_without_verb() && s_.pos(i) == Pos::det))
        return false;
    }
    return false;
  }
  /// "17 per cent (2019: 15, 2018: 12)": it tells which figure is which.
  bool labels(Stretch phrase) const {
    // "(15. Mai 2021, 14 bis 21 Uhr)"
    if (s_.words.verb_second() && phrase.first > s_.from && s_.word(phrase.first - 1) == "(" &&
        phrase.last < s_.syntax.size() && s_.comma(phrase.last))
      return true;
    return phrase.first == date_.first && phrase.last + 1 < s_.syntax.size() &&
           s_.word(phrase.last) == ":" && s_.pos(phrase.last + 1) == Pos::num && !opens(phrase);
  }
  /// "die Februar-Tour": the date is the first part of a word.
  bool part_of_word() const {
    const auto dash = [&](std::uint32_t i) {
      return i + 1 < s_.syntax.size() && s_.word(i) == "-" && !s_.syntax.tokens[i].space_before &&
             !s_.syntax.tokens[i + 1].space_before && !s_.syntax.timex[i + 1];
    };
    return s_.words.verb_second() && dash(date_.last);
  }
  /// "von [den] am Vorabend vorgelegten Zahlen": an article before a preposition is another noun's;
  /// so is one before a date that would hold its own ("[ein] letzte Woche erschienener Artikel").
  bool opens_other(std::uint32_t i) const {
    if (s_.pos(i) != Pos::det) return false;
    if (s_.pos(i + 1) == Pos::adp) return true;
    return s_.words.verb_second() && i + 1 == date_.first && date_.preposition == nowhere &&
           !s_.syntax.timex[i] && (i == s_.from || s_.pos(i - 1) != Pos::adp);
  }
  /// What leads to the date alone, from `first` on.
  std::uint32_t own_lead(std::uint32_t first) const {
    for (std::uint32_t i = first; i < date_.first; ++i)
      if (opens_other(i)) first = i + 1;
    return first;
  }
  bool leads(std::uint32_t i, Stretch phrase) const {
    if (s_.mark(i) || s_.has(i, Word::no_gap) || closes_name(i)) return false;
    if (opens_other(i) || is_of_verb(i) || is_postposition(i)) return false;
    const Rel r = tree_.relation(i);
    if (is_function_word(r) && within(tree_.head(i), phrase) && r != Rel::cc) return true;
    // a preposition leads to what follows, whatever the tree says; so do the article and adjective
    // behind it
    if (s_.pos(i) == Pos::adp && r != Rel::particle &&
        !(i > s_.from && tree_.head(i) == i - 1 && s_.pos(i - 1) == Pos::verb))
      return true;
    const bool describes = s_.pos(i) == Pos::det || describes_date(i, phrase);
    if (describes && i > s_.from &&
        (s_.pos(i - 1) == Pos::adp ||
         (s_.pos(i - 1) == Pos::det && i > s_.from + 1 && s_.pos(i - 2) == Pos::adp)) &&
        phrase.first == date_.first)
      return true;
    return s_.has(i, Word::focus) && (within(tree_.head(i), phrase) || focuses(i));
  }
  /// "Harrow & [Over] on Monday said": a word with a capital behind another is of a name.
  bool closes_name(std::uint32_t i) const {
    if (!s_.syntax.tokens[i].capital || i <= s_.from || s_.words.verb_second()) return false;
    const bool named = s_.syntax.tokens[i - 1].capital || s_.word(i - 1) == "&";
    return named && i + 1 < date_.first && !s_.syntax.tokens[i + 1].capital;
  }
  /// "den Angaben [zufolge] Ende Mai": it closes what stands before it.
  bool is_postposition(std::uint32_t i) const {
    const std::uint32_t head = tree_.head(i);
    return s_.words.verb_second() && s_.pos(i) == Pos::adp && head != nowhere && head < i &&
           is_noun(s_.syntax.tokens[head]);
  }
  /// "early May"; in "è entrato nel vivo [ieri]" the tree hangs it on something else.
  bool describes_date(std::uint32_t i, Stretch phrase) const {
    return s_.pos(i) == Pos::adj && !s_.syntax.timex[i] &&
           !(s_.words.whole_without_verb() && !within(tree_.head(i), phrase));
  }
  /// "only in May", "kurz vor Ostern", which may be tagged as an adjective.
  bool focuses(std::uint32_t i) const {
    return s_.has(i, Word::focus) &&
           (s_.pos(i) == Pos::adv || (s_.pos(i) == Pos::adj && s_.words.verb_second()));
  }
  /// "during the course of the next two weeks": the noun is part of the date.
  void over_part(Stretch& phrase) const {
    if (phrase.first <= s_.from + 1) return;
    const bool part =
        s_.has(phrase.first, Word::genitive) && s_.has(phrase.first - 1, Word::time_part);
    if (!part && !s_.has(phrase.first - 1, Word::leads_to_date)) return;
    Stretch whole{phrase.first - 1, phrase.last};
    // "dai media turchi [nella tarda serata di ieri]": before its preposition stands another's
    while (whole.first > s_.from && !(little_learned() && s_.pos(whole.first) == Pos::adp) &&
           (s_.pos(whole.first - 1) == Pos::det || s_.pos(whole.first - 1) == Pos::adp ||
            s_.pos(whole.first - 1) == Pos::adj))
      --whole.first;
    // "a las 7 de la mañana": the hour is not left alone
    if (whole.first == s_.from || s_.pos(whole.first - 1) != Pos::num) phrase = whole;
  }

  /// "Wednesday, November 1": the same day once more.
  void add_described(std::vector<DatePhrase>& ways, Stretch bare) {
    Stretch whole = bare;
    tree_.each_child(head_, [&](std::uint32_t i) {
      const Stretch more = s_.trimmed(tree_.stretch(i));
      bool timex = i >= bare.last && s_.syntax.timex[i];
      for (std::uint32_t j = more.first; j < more.last; ++j)
        timex &= s_.syntax.timex[j] || s_.mark(j) || is_function_word(tree_.relation(j));
      if (timex) whole.last = std::max(whole.last, more.last);
    });
    if (whole.last == bare.last || whole.contains(clause_) || within(s_.trigger, whole)) return;
    Defects defects;
    defects.add(Defect::date_with_clause);
    add(ways, whole, defects);
  }

  /// Up the tree as long as there is nothing but the date below.
  void climb(std::vector<DatePhrase>& ways, Stretch phrase) {
    std::uint32_t above = tree_.head(head_);
    for (int steps = 0; steps < 3 && above != nowhere && above != clause_;
         ++steps, above = tree_.head(above)) {
      const bool verb = s_.pos(above) == Pos::verb;
      const Rel r = tree_.relation(above);
      // a subject, or a verb that carries the tense, is never part of a date
      if (r == Rel::nsubj || r == Rel::nsubj_pass || s_.finite(above)) return;
      // "will be due by Friday and on show in May"
      if (tree_.child(above, Rel::cop) != nowhere) return;
      if (above == s_.trigger && r != Rel::acl && r != Rel::advcl) return;
      if (!holds_nothing_else(above, phrase)) return;
      phrase = s_.trimmed(tree_.stretch(above));
      // "Ein Fall für die Polizei: Am Montag meldete ...": over a colon nothing is one phrase
      for (std::uint32_t i = phrase.first; i < phrase.last; ++i)
        if (s_.words.verb_second() && s_.word(i) == ":") return;
      while (phrase.first > s_.from && is_function_word(tree_.relation(phrase.first - 1)) &&
             within(tree_.head(phrase.first - 1), phrase) && !s_.mark(phrase.first - 1))
        --phrase.first;
      if (phrase.first < s_.from) return;
      Defects defects;
      defects.add(verb ? Defect::date_with_participle : Defect::date_with_noun);
      add(ways, phrase, defects);
    }
  }
  /// "The pier, built in 1931, ...", "Born in 1961, she ...": nothing would be left of the
  /// participle.
  bool leaves_alone(Stretch bare) const {
    const std::uint32_t above = tree_.head(head_);
    if (above == nowhere || s_.pos(above) != Pos::verb || s_.tense(above) != nowhere) return false;
    const bool opening = above == s_.from && bare.first == above + 1 &&
                         bare.last < s_.syntax.size() && s_.comma(bare.last);
    return opening || (above != clause_ && holds_nothing_else(above, bare));
  }
  bool holds_nothing_else(std::uint32_t above, Stretch phrase) const {
    const Stretch all = tree_.stretch(above);
    for (std::uint32_t i = all.first; i < all.last; ++i) {
      if (phrase.contains(i) || i == above || s_.mark(i) || is_function_word(tree_.relation(i)))
        continue;
      if (tree_.relation(i) == Rel::particle || s_.has(i, Word::focus)) continue;
      return false;
    }
    return true;
  }

  void add(std::vector<DatePhrase>& ways, Stretch phrase, Defects defects) const {
    if (phrase.size() == 0) return;
    DatePhrase way;
    way.tokens = phrase;
    way.possessive = s_.pos(phrase.last - 1) == Pos::part && phrase.last == date_.last + 1 &&
                     (phrase.first == s_.from || s_.pos(phrase.first - 1) != Pos::det);
    way.defects = defects;
    describe(way);
    ways.push_back(way);
  }

  void describe(DatePhrase& way) const {
    Defects& d = way.defects;
    const Rel r = tree_.relation(head_);
    const std::uint32_t above = tree_.head(head_);
    const bool noun_above = above != nowhere && is_noun(s_.syntax.tokens[above]);
    const bool wide = d.has(Defect::date_with_noun) || d.has(Defect::date_with_participle);
    d.add(Defect::date_bare, !wide && way.tokens.first == date_.first);
    d.add(Defect::date_before_noun, prenominal_);
    d.add(Defect::date_in_noun, !wide && noun_above && !prenominal_);
    d.add(Defect::date_is_subject, (r == Rel::nsubj || r == Rel::nsubj_pass || r == Rel::csubj) &&
                                       may_be_subject(way.tokens));
    d.add(Defect::date_is_subject, stands_for_subject(way.tokens));
    d.add(Defect::date_is_object, r == Rel::obj || r == Rel::iobj || r == Rel::xcomp);
    d.add(Defect::date_is_predicate,
          way.tokens.contains(clause_) || tree_.child(head_, Rel::cop) != nowhere);
    d.add(Defect::date_is_coordinate, r == Rel::conj || tree_.child(head_, Rel::conj) != nowhere);
    d.add(Defect::date_describes_more, tree_.stretch(head_).last > way.tokens.last + 1);
    d.add(Defect::date_opens, opens(way.tokens));
    d.add(Defect::date_splits_noun, splits_noun(way.tokens));
    if (r == Rel::obl && !within(above, way.tokens) && stands_alone(above))
      d.add(says_enough(above) ? Defect::date_only_complement : Defect::date_needed);
    d.add(Defect::date_needed, is_needed(way.tokens));
    d.add(Defect::date_bounds_negation, bounds_negation(way.tokens));
    for (std::uint32_t i = way.tokens.first; i < date_.first; ++i)
      d.add(Defect::date_focused, focuses(i));
    d.add(Defect::date_leaves_end, leaves_end(way.tokens));
    d.add(Defect::date_leaves_part,
          way.tokens.first > s_.from && s_.has(way.tokens.first - 1, Word::part_noun));
    word_order(way);
    way.free = !wide && (way.moved.size() > 0 || stands_free(way.tokens));
    d.add(Defect::date_of_trigger, above != nowhere && above == s_.trigger);
    if (const std::optional<Defect> kind = kind_of_clause()) describe_clause(*kind, d);
  }

  /// The date stands in another clause than the trigger.
  void describe_clause(Defect kind, Defects& d) const {
    d.add(kind);
    d.add(Defect::tells_other_day, (kind == Defect::date_of_adverbial && lies_apart()) ||
                                       (kind == Defect::date_of_parenthesis && in_bracket()));
    d.add(Defect::date_of_inner_clause);
    d.add(Defect::date_of_other_tense, form(tree_.clause_of(head_)) != form(clause_));
  }

  bool is_needed(Stretch phrase) const {
    return says_nothing_else(phrase) || opens_genitive(phrase) || is_described(phrase) ||
           is_unit_of_verb(phrase) || is_year_as_subject(phrase) || is_argument(phrase) ||
           is_end_of_state(phrase) || leaves_genitive(phrase) || is_all_of_relative(phrase) ||
           is_place_in_time(phrase) || ends_period(phrase);
  }

  /// "Der Rat hat [am Montag] den Plan beschlossen": where the verb stands second, such a phrase is
  /// no part of another as a rule, whatever the tree says.
  bool stands_free(Stretch date) const {
    if (!s_.words.verb_second()) return false;
    const std::optional<Defect> kind = kind_of_clause();
    if (kind == Defect::date_of_coordinate || kind == Defect::date_of_parenthesis ||
        kind == Defect::date_of_participle)
      return false;
    const std::uint32_t next = date.last;
    // "Am Montag [gegen 18 Uhr] brannte": something else stands before the verb
    if (opens(date)) return next < s_.syntax.size() && s_.pos(next) == Pos::adp && !kind;
    const bool led = s_.pos(date.first) == Pos::adp && s_.has(date.first, Word::dating_preposition);
    return led && date.first + 1 >= date_.first && !s_.mark(date.first - 1) && !splits_noun(date);
  }

  /// "rose in the week ended 7 May": it tells which week.
  bool ends_period(Stretch phrase) const {
    return phrase.first > s_.from + 1 && !s_.words.verb_second() &&
           s_.pos(phrase.first - 1) == Pos::verb && s_.syntax.timex[phrase.first - 2] &&
           is_noun(s_.syntax.tokens[phrase.first - 2]);
  }

  /// What is left on both sides would read as one thing: "late sun [in the summer] months".
  bool splits_noun(Stretch date) const {
    if (prenominal_ || date.first == s_.from || date.last >= s_.syntax.size()) return false;
    const Pos next = s_.pos(date.last);
    return !s_.mark(date.first - 1) && is_noun(s_.syntax.tokens[date.first - 1]) &&
           (next == Pos::noun || next == Pos::propn ||
            (next == Pos::adj && !s_.words.verb_second()));
  }

  /// A verb that the line is about says enough by itself: "The bank failed"; a participle gets its
  /// auxiliary.
  bool says_enough(std::uint32_t verb) const {
    const std::uint32_t clause = tree_.clause_of(verb);
    const bool main = clause == clause_ ||
                      (tree_.relation(clause) != Rel::relcl && tree_.relation(clause) != Rel::acl);
    return main && (s_.tense(verb) != nowhere || verb == clause_);
  }

  /// "did not open until May", "is sinds mei niet meer gezien"; "hieß es, der Kahn würde dieses
  /// Jahr nicht fahren": without its date what is denied is denied for good.
  bool bounds_negation(Stretch date) const {
    const bool bound = date_.relation == Phrase::relation_until ||
                       date_.relation == Phrase::relation_before ||
                       (date_.relation == Phrase::relation_by && s_.words.verb_second());
    const std::uint32_t clause = tree_.clause_of(head_);
    if (bound && s_.negated(clause)) return true;
    if (tells_length_of_denial(date, clause)) return true;
    return date.last < s_.syntax.size() && s_.has(date.last, Word::negate) &&
           kind_of_clause().has_value();
  }

  bool tells_length_of_denial(Stretch date, std::uint32_t clause) const {
    bool tells_length = false;
    for (std::uint32_t i = date.first; i < date_.first; ++i)
      tells_length |= s_.has(i, Word::bounds_negation);
    if (!tells_length || clause == nowhere) return false;
    const Stretch words = tree_.stretch(clause);
    for (std::uint32_t i = words.first; i < words.last; ++i)
      if (s_.has(i, Word::negate) && tree_.clause_of(i) == clause) return true;
    return false;
  }

  VerbForm form(std::uint32_t clause) const {
    const std::uint32_t tense = s_.tense(clause);
    return tense == nowhere ? VerbForm::none : s_.syntax.tokens[tense].form;
  }

  /// The date's own clause, where the line tells the clause around it too.
  std::optional<Defect> kind_of_clause() const {
    std::uint32_t clause = tree_.clause_of(head_);
    if (s_.trigger != nowhere && tree_.clause_of(s_.trigger) != clause &&
        tree_.clause_of(s_.trigger) != clause_)
      clause = tree_.clause_of(s_.trigger);
    for (; clause != nowhere && clause != clause_; clause = tree_.head(clause)) {
      switch (tree_.relation(clause)) {
        case Rel::relcl:
          return Defect::date_of_relative;
        case Rel::acl:
          return Defect::date_of_participle;
        case Rel::advcl:
          return Defect::date_of_adverbial;
        case Rel::ccomp:
        case Rel::csubj:
          return Defect::date_of_reported;
        case Rel::conj:
          return Defect::date_of_coordinate;
        case Rel::parataxis:
        case Rel::appos:
          return Defect::date_of_parenthesis;
        default:
          break;
      }
    }
    return std::nullopt;
  }

  /// "was arrested three days after the shop was robbed on Thursday": what the clause tells was on
  /// another day than what the line tells.
  bool lies_apart() const {
    for (std::uint32_t clause = tree_.clause_of(head_); clause != nowhere && clause != clause_;
         clause = tree_.head(clause)) {
      const std::uint32_t mark = tree_.child(clause, Rel::mark), doer = s_.subject(clause);
      // who "he" is only the clause around it tells
      if (doer != nowhere && s_.has(doer, Word::third_person)) return false;
      if (mark != nowhere && mark < date_.first && mark != date_.preposition &&
          s_.has(mark, Word::apart))
        return true;
    }
    return false;
  }
  /// "won again (she had won in 2002 too)"
  bool in_bracket() const {
    for (std::uint32_t i = date_.first; i-- > s_.from;) {
      if (s_.word(i) == ")" || s_.tree().head(i) == nowhere) return false;
      if (s_.word(i) == "(") return true;
    }
    return false;
  }
  bool opens(Stretch phrase) const {
    for (std::uint32_t i = s_.from; i < phrase.first; ++i)
      if (!s_.mark(i) && !s_.has(i, Word::lead_out)) return false;
    return true;
  }
  /// "on Tuesday moved", "Monday, a judge found", "troops yesterday launched": what the tree took
  /// for one.
  bool may_be_subject(Stretch phrase) const {
    if (date_.preposition != nowhere || tree_.child(head_, Rel::adposition) != nowhere)
      return false;
    if (opens(phrase) && phrase.last < s_.syntax.size() && s_.comma(phrase.last)) return false;
    bool other = false;
    tree_.each_child(tree_.head(head_), [&](std::uint32_t i) {
      other |=
          i != head_ && (tree_.relation(i) == Rel::nsubj || tree_.relation(i) == Rel::nsubj_pass);
    });
    return !other;
  }
  /// "Then came fall 2020": right behind the verb of a main clause that has no subject else, with
  /// nothing but small words before it.
  bool stands_for_subject(Stretch phrase) const {
    if (date_.preposition != nowhere || s_.words.verb_second() ||
        tree_.relation(clause_) != Rel::root || tree_.clause_of(head_) != clause_ ||
        s_.subject(clause_) != nowhere)
      return false;
    const std::uint32_t tense = s_.tense(clause_);
    if (tense == nowhere || tense == s_.from || tense + 1 != phrase.first || !s_.finite(tense))
      return false;
    for (std::uint32_t i = s_.from; i < tense; ++i)
      if (s_.pos(i) != Pos::adv && s_.pos(i) != Pos::cconj && s_.pos(i) != Pos::adj) return false;
    return true;
  }
  /// "which was planned for 25 May": of a passive that describes a noun the date is all that is
  /// said.
  bool says_nothing_else(Stretch phrase) const {
    if (phrase.first == 0 || phrase.first - 1 == clause_ || s_.pos(phrase.first - 1) != Pos::verb)
      return false;
    const std::uint32_t verb = phrase.first - 1;
    const bool describes = tree_.relation(verb) == Rel::relcl || tree_.relation(verb) == Rel::acl;
    const bool closes = phrase.last >= s_.syntax.size() || s_.mark(phrase.last);
    // "que finalizó el 30 de diciembre": whatever the tree calls it
    const bool bare = little_learned() && verb > s_.from &&
                      s_.has(verb - 1, Word::relative_pronoun) &&
                      (s_.pos(verb - 1) == Pos::pron || s_.pos(verb - 1) == Pos::sconj);
    // "The fire, which started on Monday, ..."
    const bool alone = describes && verb > s_.from && s_.has(verb - 1, Word::relative_pronoun) &&
                       tree_.relation(verb) == Rel::relcl;
    return closes && (bare || alone || (describes && tree_.child(verb, Rel::aux_pass) != nowhere));
  }
  /// "Was hat das vergangene Jahr gebracht?", "das gesamte Wochenende": a noun phrase with an
  /// article or adjective and without a preposition is what the verb tells of, or leaves them
  /// behind.
  bool is_argument(Stretch phrase) const {
    if (!s_.words.verb_second() || phrase.first != date_.first || date_.preposition != nowhere)
      return false;
    const bool article = s_.pos(date_.first) == Pos::det && s_.has(date_.first, Word::definite) &&
                         !s_.has(date_.first, Word::genitive);
    if (article || phrase.first == s_.from) return article;
    const std::uint32_t before = phrase.first - 1;
    const Rel r = tree_.relation(before);
    const bool describes = (s_.pos(before) == Pos::adj || s_.pos(before) == Pos::det) &&
                           (r == Rel::amod || r == Rel::det || r == Rel::poss);
    return describes && tree_.head(before) != nowhere && date_.first <= tree_.head(before) &&
           tree_.head(before) < date_.last;
  }
  /// "[Durante la primera semana] de aplicación ...": what follows belongs to it.
  bool opens_genitive(Stretch phrase) const {
    return opens(phrase) && s_.words.whole_without_verb() && phrase.last + 1 < s_.syntax.size() &&
           s_.pos(phrase.last) == Pos::adp && s_.has(phrase.last, Word::genitive) &&
           !s_.syntax.timex[phrase.last + 1];
  }
  /// "in het kwartaal dat in mei eindigde", "la noche en que cayó", "en el año transcurrido": what
  /// follows tells which.
  bool is_described(Stretch phrase) const {
    std::uint32_t next = phrase.last;
    if (!little_learned() || phrase.last != date_.last || next >= s_.syntax.size() ||
        !s_.has(date_.last - 1, Word::time_unit))
      return false;
    if (s_.words.whole_without_verb() && describes_noun(next)) return true;
    const bool comma = s_.comma(next);
    if (comma) ++next;
    const bool led = !comma && next + 1 < s_.syntax.size() && s_.pos(next) == Pos::adp;
    if (led) ++next;
    if (next >= s_.syntax.size()) return false;
    // "mit dem 1. Januar des Jahres, das auf die Rechnung folgt"
    if (s_.words.verb_second() && comma && s_.has(next, Word::relative_article)) return true;
    return !(comma && opens(phrase)) && s_.has(next, Word::relative_pronoun) &&
           // "admitió el jueves por la noche que la pérdida ..."
           (s_.pos(next) == Pos::pron || ((comma || led) && s_.pos(next) == Pos::sconj));
  }
  /// An adjective or participle that nothing follows.
  bool describes_noun(std::uint32_t i) const {
    const bool describes =
        s_.pos(i) == Pos::adj ||
        (s_.pos(i) == Pos::verb && s_.syntax.tokens[i].form == VerbForm::past_participle);
    return describes && (i + 1 >= s_.syntax.size() || s_.mark(i + 1));
  }
  /// "prevede di chiudere l’anno in attivo": what the verb is about, not when.
  bool is_unit_of_verb(Stretch phrase) const {
    return phrase.first == date_.first && phrase.first > s_.from && phrase.size() <= 2 &&
           s_.pos(date_.first) == Pos::det && s_.has(date_.last - 1, Word::time_unit) &&
           s_.pos(date_.first - 1) == Pos::verb && !s_.has(date_.first, Word::demonstrative) &&
           !s_.has(date_.first, Word::habit) && !s_.has(date_.first, Word::indefinite);
  }
  /// "Deshalb wird 2024 wärmer als 2023": nothing else can be the subject.
  bool is_year_as_subject(Stretch phrase) const {
    const std::uint32_t clause = tree_.clause_of(head_);
    if (!s_.words.verb_second() || phrase.size() != 1 || phrase.first == s_.from ||
        s_.pos(phrase.first) != Pos::num || !s_.finite(phrase.first - 1) || clause == nowhere)
      return false;
    const Stretch words = tree_.stretch(clause);
    for (std::uint32_t i = words.first; i < words.last; ++i)
      if (!s_.syntax.timex[i] && (is_noun(s_.syntax.tokens[i]) || s_.pos(i) == Pos::pron))
        return false;
    return true;
  }
  /// "das Fest, welches [am 5. Mai] stattfand", "die Kirche, die [1906] gebaut wurde"
  bool is_all_of_relative(Stretch phrase) const {
    if (!s_.words.verb_second() || phrase.first < s_.from + 2 || phrase.last >= s_.syntax.size())
      return false;
    const std::uint32_t before = phrase.first - 1;
    const bool opens_relative =
        s_.has(before, Word::relative_pronoun) || s_.has(before, Word::relative_article);
    if (!opens_relative || !(s_.comma(before - 1) || s_.pos(before - 1) == Pos::adp)) return false;
    for (std::uint32_t i = phrase.last; i < s_.syntax.size() && !s_.mark(i); ++i)
      if (s_.pos(i) != Pos::verb && s_.pos(i) != Pos::aux) return false;
    return true;
  }
  /// "im Mai [gewesen sein]": of what is somewhere in time nothing is left.
  bool is_place_in_time(Stretch phrase) const {
    const std::uint32_t next = phrase.last;
    return s_.words.verb_second() && next < s_.syntax.size() && s_.has(next, Word::state) &&
           !s_.finite(next) && phrase.first > s_.from && s_.pos(phrase.first - 1) != Pos::noun &&
           s_.pos(phrase.first - 1) != Pos::propn;
  }
  /// "mit dem 1. Januar [des Jahres, in dem ...]"
  bool leaves_genitive(Stretch phrase) const {
    if (!s_.words.verb_second() || phrase.last >= s_.syntax.size() ||
        s_.pos(phrase.last) != Pos::det || !s_.has(phrase.last, Word::genitive) ||
        s_.has(phrase.last, Word::relative_article))
      return false;
    const std::uint32_t noun = tree_.head(phrase.last);
    return noun != nowhere && tree_.relation(noun) == Rel::nmod && tree_.head(noun) != nowhere &&
           phrase.contains(tree_.head(noun));
  }
  /// "Das Haus stammt aus dem 19. Jahrhundert", "entscheidet sich erst im Mai": of a state, and of
  /// what is told only for its date, nothing is left.
  bool is_end_of_state(Stretch phrase) const {
    const std::uint32_t above = tree_.head(head_);
    if (above == nowhere) return false;
    if ((s_.pos(above) == Pos::verb || s_.pos(above) == Pos::adj) &&
        s_.has(above, Word::needs_date))
      return true;
    if (tree_.relation(head_) == Rel::nmod) return false;
    const bool closes = phrase.last >= s_.syntax.size() || s_.mark(phrase.last);
    bool focused = false;
    for (std::uint32_t i = phrase.first; i < date_.first; ++i)
      focused |= s_.has(i, Word::focus) && s_.pos(i) == Pos::adv;
    const bool bare_verb = phrase.first > s_.from && (s_.pos(phrase.first - 1) == Pos::verb ||
                                                      s_.pos(phrase.first - 1) == Pos::pron);
    if (s_.words.verb_second() && closes && focused && bare_verb) return true;
    if (s_.pos(above) != Pos::verb) return false;
    if (!s_.words.verb_second() || !s_.has(above, Word::state)) return false;
    return stands_alone(above) || (closes && phrase.first == above + 1);
  }
  /// Nothing but the date stands beside the verb: "proposed in March".
  bool stands_alone(std::uint32_t verb) const {
    if (verb == nowhere || s_.pos(verb) != Pos::verb) return false;
    bool other = false;
    tree_.each_child(verb, [&](std::uint32_t i) {
      const Rel r = tree_.relation(i);
      other |= i != head_ && (r == Rel::obj || r == Rel::obl || r == Rel::ccomp ||
                              r == Rel::xcomp || r == Rel::advcl || r == Rel::particle ||
                              (r == Rel::aux_pass && tree_.relation(verb) != Rel::relcl));
    });
    return !other;
  }
  /// A word that leads on stands before it, and nothing it could lead to behind: "the last one was
  /// in 2009".
  bool leaves_end(Stretch phrase) const {
    if (phrase.first == s_.from) return false;
    const std::uint32_t before = phrase.first - 1;
    const bool end = phrase.last >= s_.syntax.size() ||
                     (s_.mark(phrase.last) && !s_.quote(phrase.last)) ||
                     // "will be [due by Friday] and on show"
                     (s_.has(before, Word::be) && s_.pos(phrase.last) == Pos::cconj);
    const bool leading = s_.pos(before) == Pos::adp || s_.pos(before) == Pos::det ||
                         (s_.has(before, Word::be) && s_.pos(before) == Pos::verb) ||
                         s_.pos(before) == Pos::aux || s_.pos(before) == Pos::sconj ||
                         s_.has(before, Word::no_gap);
    return end && leading && tree_.relation(before) != Rel::particle && !is_of_verb(before);
  }

  /// Behind the date the verb comes before its subject; "In 2015 there were ..." does not count.
  bool verb_before_subject(std::uint32_t clause, std::uint32_t behind) const {
    const std::uint32_t subject = s_.subject(clause), tense = s_.tense(clause),
                        there = tree_.child(clause, Rel::expl);
    const bool filled = there != nowhere && there < tense;
    return subject != nowhere && tense != nowhere && !filled && tense < subject && behind <= tense;
  }

  /// The date goes, and the verb stands before its subject: "Only on Monday did the firm admit it".
  void word_order(DatePhrase& way) const {
    const std::uint32_t clause = tree_.clause_of(head_);
    // "Never before 2019 had ...", "Only on Monday did ...": also where the tree does not see the
    // subject.
    const bool led = way.tokens.first > s_.from;
    const bool negated = led && s_.has(way.tokens.first - 1, Word::negate);
    const bool focused = led && s_.has(way.tokens.first - 1, Word::focus);
    way.defects.add(Defect::date_bounds_negation, negated);
    if (!s_.words.verb_second()) {
      const bool verb_behind = way.tokens.last < s_.syntax.size() && s_.finite(way.tokens.last);
      way.defects.add(Defect::date_inverts,
                      (negated || focused) && verb_behind && way.tokens.first == s_.from + 1);
      way.defects.add(Defect::date_inverts, verb_before_subject(clause, way.tokens.last));
      return;
    }
    move_first(way, clause);
  }

  /// Where the verb stands second, another phrase must stand before it, or the date stays.
  void move_first(DatePhrase& way, std::uint32_t clause) const {
    const bool first = opens(way.tokens);
    std::uint32_t next = way.tokens.last;
    while (next < s_.syntax.size() && s_.mark(next)) ++next;
    if (next >= s_.syntax.size()) return;
    // "Am Montag [aber] waren Täter in Bautzen"
    if (first && next == way.tokens.last && next + 1 < s_.syntax.size() &&
        s_.has(next, Word::lead_out) && !s_.finite(next) && s_.finite(next + 1))
      way.tokens.last = ++next;
    // "Am Montag [stationierten] beide Panzer": no verb was found, and this word may be it
    if (first && s_.pos(next) == Pos::adj && s_.tense(clause) == nowhere)
      way.defects.add(Defect::date_inverts);
    const bool fronted =
        first || (way.tokens.first > s_.from &&
                  (s_.mark(way.tokens.first - 1) || s_.pos(way.tokens.first - 1) == Pos::cconj));
    if (!fronted || !stands_second(next, clause)) return;
    const bool begins = first ? clause == clause_ : begins_clause(way.tokens.first);
    // "Ebenfalls am Montag": what opened the sentence with it
    if (first && begins) way.tokens.first = s_.from;
    if (begins) way.moved = phrase_for_first_field(s_, clause, next);
    way.defects.add(way.moved.size() > 0 ? Defect::date_moves_subject : Defect::date_inverts);
  }

  /// "und [im Mai] schloss das Bad", "Es geht weiter: [Im Mai] ..."
  bool begins_clause(std::uint32_t first) const {
    if (first <= s_.from) return false;
    const std::string_view before = s_.word(first - 1);
    return s_.pos(first - 1) == Pos::cconj || before == ":" || before == ";";
  }

  /// A finite verb, or what looks like a participle or an infinitive and stands where the verb
  /// must: "Ab Mai [eröffnet] eine Zweigstelle", "seit 2020 [zahlen] die Mieter nichts".
  bool stands_second(std::uint32_t next, std::uint32_t clause) const {
    if (s_.finite(next)) return true;
    if (s_.pos(next) != Pos::verb && s_.pos(next) != Pos::aux) return false;
    return clause == next || tree_.relation(next) == Rel::aux ||
           tree_.relation(next) == Rel::aux_pass || tree_.relation(next) == Rel::cop;
  }

  const HeadlineSentence& s_;
  const Dependencies& tree_;
  Attachment date_;
  std::uint32_t clause_;
  std::uint32_t head_ = 0;
  bool prenominal_ = false;  // "the 2019 budget", "Friday's vote"
};

}  // namespace

std::vector<DatePhrase> date_phrases(const HeadlineSentence& s, const Attachment& date,
                                     std::uint32_t clause) {
  return DatePhraseFinder(s, date, clause).find();
}

}  // namespace newsline::event
