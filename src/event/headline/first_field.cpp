// Which phrase stands first when the date does not.
//
// German and Dutch keep their verb second: of "Am Montag hat der Rat den Plan beschlossen" nothing
// is left but "Der Rat hat den Plan beschlossen". What follows the verb is read from left to right:
//
//     hat  sich   dort     der Rat   der Stadt      in Kiel            mit dem Plan befasst
//          pass   pass     core      genitive       hangs on the noun  hangs on the verb
//
// The parts of speech say where a phrase may end, the tree whether what follows belongs to it.
// Where they do not agree there is no phrase. What it does not do: find the subject. A phrase that
// is no subject may stand first as well.
#include "first_field.h"

#include <algorithm>

namespace newsline::event {

namespace {

constexpr std::uint32_t longest_core = 14;     // tokens from an article to its noun
constexpr std::uint32_t longest_bracket = 12;  // tokens
constexpr int most_passed = 4;                 // small words before the phrase
constexpr int most_parts = 8;                  // of one phrase
constexpr int deepest = 4;                     // phrases within phrases

class FirstField {
 public:
  FirstField(const HeadlineSentence& s, std::uint32_t clause)
      : s_(s),
        tree_(s.tree()),
        clause_(clause),
        passive_(clause != nowhere && s.tree().child(clause, Rel::aux_pass) != nowhere) {}

  Stretch find(std::uint32_t verb) const {
    std::uint32_t at = verb + 1;
    for (int passed = 0; at < s_.syntax.size() && passes(at); ++passed) {
      if (passed == most_passed) return {};
      at = passed_over(at);
    }
    if (at >= s_.syntax.size()) return {};
    const bool led = adposition(at);
    const std::uint32_t last = led ? led_phrase(at, 0) : phrase(at, 0);
    if (last == nowhere || last <= at) return {};
    for (std::uint32_t i = at; i < last; ++i)
      if (s_.has(i, Word::negate) || of_other_date(i) || i == clause_) return {};
    return leaves_enough(verb, at, last) ? Stretch{at, last} : Stretch{};
  }

 private:
  Pos pos(std::uint32_t i) const { return i < s_.syntax.size() ? s_.pos(i) : Pos::none; }
  bool noun(std::uint32_t i) const {
    return i < s_.syntax.size() && is_noun(s_.syntax.tokens[i]) && !s_.syntax.timex[i];
  }
  bool adposition(std::uint32_t i) const {
    return pos(i) == Pos::adp && tree_.relation(i) != Rel::particle;
  }
  bool describes(std::uint32_t i) const { return pos(i) == Pos::adj || pos(i) == Pos::num; }
  bool opens_phrase(std::uint32_t i) const { return noun(i) || pos(i) == Pos::det || describes(i); }

  /// "war das Ergebnis [in Ordnung]", "stieß der Plan [auf Protest]": where nothing else is left
  /// for the verb, what it needs was taken for a part of the phrase.
  bool leaves_enough(std::uint32_t verb, std::uint32_t first, std::uint32_t last) const {
    bool verbs = false;
    for (std::uint32_t i = last; i < s_.syntax.size() && !s_.mark(i); ++i) {
      const bool of_verb =
          s_.pos(i) == Pos::verb || s_.pos(i) == Pos::aux || tree_.relation(i) == Rel::particle;
      if (!of_verb) return true;
      verbs = true;
    }
    if (!verbs && s_.has(verb, Word::be)) return false;
    return !adposition(first) && pos(core(first)) != Pos::adp;
  }

  bool of_other_date(std::uint32_t i) const {
    return std::ranges::any_of(
        s_.others, [&](const Attachment& other) { return other.first <= i && i < other.last; });
  }

  /// "sich", "ihm", "dort", "um 15 Uhr": small words that may stand before the subject.
  bool passes(std::uint32_t i) const {
    if (s_.syntax.timex[i]) return true;
    if (s_.has(i, Word::object_pronoun)) return pos(i + 1) != Pos::adj && !noun(i + 1);
    if (adposition(i)) return leads_to_date(i);
    // "kurz nach 15 Uhr"
    if (pos(i) == Pos::adj && s_.has(i, Word::focus)) return adposition(i + 1) && passes(i + 1);
    return pos(i) == Pos::adv && !s_.has(i, Word::negate) && !belongs_to_next(i);
  }
  std::uint32_t passed_over(std::uint32_t i) const {
    if (adposition(i)) ++i;
    if (!s_.syntax.timex[i]) return i + 1;
    while (i < s_.syntax.size() && s_.syntax.timex[i]) ++i;
    return i;
  }
  bool leads_to_date(std::uint32_t i) const {
    return i + 1 < s_.syntax.size() && s_.syntax.timex[i + 1];
  }
  /// "[rund] 300 Menschen", "[nur] der Rat"; "bereits" is about the time.
  bool belongs_to_next(std::uint32_t i) const {
    if (s_.has(i, Word::of_time) || !opens_phrase(i + 1)) return false;
    if (s_.has(i, Word::focus) || s_.has(i, Word::no_gap)) return true;
    const std::uint32_t head = tree_.head(i);
    return head == i + 1 || (head != nowhere && head > i && head < i + longest_core &&
                             (noun(head) || describes(head)));
  }

  /// The token of [first, last) that hangs on something outside.
  std::uint32_t top(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i < last; ++i) {
      const std::uint32_t above = tree_.head(i);
      if (noun(i) && (above == nowhere || above < first || above >= last)) return i;
    }
    return first;
  }
  /// The tree has the token and the phrase before it as parts of one.
  bool joined(std::uint32_t i, std::uint32_t first) const {
    const std::uint32_t head = top(first, i);
    return tree_.under(i, head) || tree_.under(head, i);
  }

  /// The end of what a preposition leads to.
  std::uint32_t led_phrase(std::uint32_t at, int depth) const {
    std::uint32_t i = at + 1;
    if (adposition(i) && !leads_to_date(i)) ++i;  // "bis zu"
    return i < s_.syntax.size() ? phrase(i, depth) : nowhere;
  }

  /// The end of the noun phrase that begins here with all that belongs to it; `nowhere`: not sure.
  std::uint32_t phrase(std::uint32_t at, int depth) const {
    if (depth > deepest) return nowhere;
    const bool alone = s_.has(at, Word::personal) && tree_.relation(at) == Rel::nsubj;
    if (pos(at) == Pos::pron || alone) return pronoun(at);
    std::uint32_t last = core(at);
    for (int parts = 0; last != nowhere && parts < most_parts; ++parts) {
      const std::uint32_t next = attached(at, last, depth);
      if (next == last) return last;
      last = next;
    }
    return nowhere;
  }
  /// "er", "es", "man": nothing belongs to it.
  std::uint32_t pronoun(std::uint32_t at) const {
    const Pos next = pos(at + 1);
    const bool more = noun(at + 1) || next == Pos::adj || next == Pos::num || next == Pos::det;
    if (s_.has(at, Word::personal) || s_.has(at, Word::third_person)) return at + 1;
    const bool described = at + 1 < s_.syntax.size() && s_.comma(at + 1);
    return more || described || next == Pos::adp ? nowhere : at + 1;
  }

  /// From the article to the noun, with the nouns that name the same thing: "der Bürgermeister Ana
  /// Ruiz".
  std::uint32_t core(std::uint32_t at) const {
    std::uint32_t i = at;
    while (pos(i) == Pos::adv && belongs_to_next(i)) ++i;
    const bool article = pos(i) == Pos::det;
    std::uint32_t head = article ? noun_of_article(i) : noun_behind(i);
    // "der 40 Jahre alte Wirt", "Bayerns neuer Minister"
    if (head != nowhere && pos(head + 1) == Pos::adj &&
        ((article && pos(head - 1) == Pos::num) || hangs_on_next(head)))
      head = noun_behind(head + 1);
    return head == nowhere ? nowhere : behind_names(at, head + 1, article);
  }
  bool hangs_on_next(std::uint32_t i) const {
    const std::uint32_t head = tree_.head(i);
    return s_.pos(i) == Pos::propn && head != nowhere && head == noun_behind(i + 1);
  }
  /// "der Bürgermeister [Ana Ruiz]", "Kaiser [Ludwig II.]"; a noun behind another is a phrase of
  /// its own as a rule: "gab der Verein Konzerte".
  std::uint32_t behind_names(std::uint32_t first, std::uint32_t i, bool article) const {
    for (; noun(i) || numbers_name(i); ++i) {
      const bool proper = s_.pos(i) == Pos::propn || numbers_name(i);
      const bool hangs = joined(i, first);
      if (s_.has(i - 1, Word::part_noun) && pos(i - 2) == Pos::num)
        continue;  // "drei Tonnen Stahl"
      if (pos(i - 2) == Pos::num && !proper) return nowhere;
      if (!proper && !hangs) return article == (s_.pos(i - 1) == Pos::noun) ? i : nowhere;
      if (!hangs && is_other_object(i, first)) return i;
      // "hat [Trainer Weber] Brandt eingesetzt": whose name is it?
      if (!hangs || (!proper && article)) return nowhere;
    }
    return i < s_.syntax.size() && numbers_name(i - 1) ? i + 1 : i;
  }
  /// "begann [John Barber] Kleidung zu nähen": the tree has found what either is.
  bool is_other_object(std::uint32_t i, std::uint32_t first) const {
    return tree_.relation(i) == Rel::obj && tree_.relation(top(first, i)) == Rel::nsubj &&
           s_.pos(first) == Pos::propn;
  }
  /// "Ludwig II.", with its full stop or without
  bool numbers_name(std::uint32_t i) const {
    return i < s_.syntax.size() && s_.pos(i - 1) == Pos::propn && s_.syntax.tokens[i].capital &&
           s_.syntax.tokens[i].kind == TokenKind::word && s_.syntax.tokens[i].all_capitals &&
           i + 1 < s_.syntax.size() && s_.word(i + 1) == ".";
  }
  std::uint32_t noun_of_article(std::uint32_t article) const {
    const std::uint32_t head = tree_.head(article);
    const bool known =
        head != nowhere && head > article && head < article + longest_core && noun(head);
    if (!known) return noun_behind(article + 1);
    // "die über den Kanal führenden Brücken"
    const bool led = pos(article + 1) == Pos::adp;
    if (led && tree_.head(article + 1) == head) return nowhere;
    for (std::uint32_t i = article + 1; i < head; ++i) {
      if (pos(i) == Pos::aux || s_.finite(i) || (pos(i) == Pos::det && !led)) return nowhere;
      if (s_.mark(i) && !s_.quote(i) && !(s_.comma(i) && describes(i - 1) && describes(i + 1)))
        return nowhere;
    }
    return pos(head - 1) == Pos::adv && head - 1 > article ? nowhere : head;
  }
  /// "49 Männer", "zahlreiche neue Mahnungen"
  std::uint32_t noun_behind(std::uint32_t i) const {
    while (describes(i) && !s_.syntax.timex[i]) ++i;
    return noun(i) ? i : nowhere;
  }

  /// The end with one more part: a genitive, a name in brackets, what is joined by "und".
  /// The same end: nothing more; `nowhere`: not sure.
  std::uint32_t attached(std::uint32_t first, std::uint32_t last, int depth) const {
    if (last >= s_.syntax.size()) return last;
    if (s_.word(last) == "(") return behind_bracket(last);
    if (s_.quote(last)) return behind_quote(last);
    if (s_.comma(last)) return behind_comma(first, last, depth);
    if (s_.mark(last)) return ends_clause(last) ? last : nowhere;
    if (s_.syntax.timex[last]) return nowhere;  // "der Haushalt 2024"
    if (s_.has(last, Word::than) || s_.has(last, Word::likening)) return last;
    // "trat [Ana Grün] zurück": a name that the tags took for something else
    const Token& next = s_.syntax.tokens[last];
    if (next.capital && next.kind == TokenKind::word && s_.pos(last) != Pos::pron) return nowhere;
    switch (s_.pos(last)) {
      case Pos::det:
        return behind_article(first, last, depth);
      case Pos::adp:
        return behind_preposition(first, last, depth);
      case Pos::cconj:
        return behind_conjunction(first, last, depth);
      case Pos::num:
        // "60 Millionen Gäste" is another phrase, "Halle 3" is not
        return !joined(last, first) && noun_behind(last + 1) != nowhere && pos(last + 1) != Pos::num
                   ? last
                   : nowhere;
      case Pos::adj: {
        // "die Opposition islamischer Kräfte"
        const std::uint32_t head = noun_behind(last);
        return head != nowhere && joined(head, first) ? nowhere : last;
      }
      case Pos::x:
      case Pos::sym:
      case Pos::none:
        return nowhere;
      default:
        return last;
    }
  }
  bool ends_clause(std::uint32_t i) const {
    return s_.word(i) == "." || s_.word(i) == "!" || s_.word(i) == ";" || s_.word(i) == ":";
  }
  std::uint32_t behind_bracket(std::uint32_t open) const {
    for (std::uint32_t i = open + 1; i < s_.syntax.size() && i < open + longest_bracket; ++i)
      if (s_.word(i) == ")") return i + 1;
    return nowhere;
  }
  /// "der Verein [„Eintracht“]"
  std::uint32_t behind_quote(std::uint32_t open) const {
    if (!s_.syntax.tokens[open].space_before) return nowhere;
    for (std::uint32_t i = open + 1; i < s_.syntax.size() && i < open + longest_bracket; ++i)
      if (s_.quote(i)) return i + 1;
    return nowhere;
  }
  /// "der Rat [der Stadt]", not "hat die Stadt [den Markt] geräumt"
  std::uint32_t behind_article(std::uint32_t first, std::uint32_t last, int depth) const {
    if (s_.has(last, Word::sure_genitive)) return phrase(last, depth + 1);
    if (!s_.has(last, Word::genitive)) return last;
    const std::uint32_t head = tree_.head(last);
    if (head == nowhere || head <= last) return nowhere;
    if (joined(head, first)) return phrase(last, depth + 1);
    const Rel r = tree_.relation(head);
    const bool led = adposition(first);
    return r == Rel::iobj || (led && (r == Rel::nsubj || r == Rel::nsubj_pass)) ? last : nowhere;
  }
  /// What hangs on the verb stays behind it. Where the tree hangs it on the noun, what tells place,
  /// cause or means may stay as well; of the others only those that mostly describe a noun go
  /// along.
  std::uint32_t behind_preposition(std::uint32_t first, std::uint32_t last, int depth) const {
    const std::uint32_t head = tree_.head(last);
    if (head == nowhere || head <= last) return nowhere;
    if (!joined(head, first)) return s_.has(last, Word::close_preposition) ? nowhere : last;
    if (adposition(first)) return nowhere;
    if (s_.has(last, Word::loose_preposition)) {
      // "werde der Besitz im Ausland, der ..., verkauft": the clause may be about either
      const std::uint32_t end = led_phrase(last, depth + 1);
      const bool described = end < s_.syntax.size() && s_.comma(end) && pos(end + 1) != Pos::sconj;
      return described ? nowhere : last;
    }
    // "von" says in a passive who did it
    if (s_.has(last, Word::genitive)) return passive_ ? last : nowhere;
    return s_.has(last, Word::close_preposition) ? led_phrase(last, depth + 1) : nowhere;
  }
  std::uint32_t behind_conjunction(std::uint32_t first, std::uint32_t last, int depth) const {
    const std::uint32_t next = last + 1;
    if (next >= s_.syntax.size()) return nowhere;
    if (s_.finite(next) && !noun(next)) return last;
    const bool led = adposition(next);
    if (!led && !opens_phrase(next)) return nowhere;
    const std::uint32_t end = led ? led_phrase(next, depth + 1) : phrase(next, depth + 1);
    if (end == nowhere) return nowhere;
    // "des Angeklagten und der Frau": both in the genitive
    const bool same_case = s_.has(first, Word::sure_genitive) && s_.has(next, Word::genitive);
    return same_case || joined(top(next, end), first) ? end : nowhere;
  }
  /// "der Minister[, der die Partei führte,] hat": with both commas, where the clause goes on.
  std::uint32_t behind_comma(std::uint32_t first, std::uint32_t last, int depth) const {
    const std::uint32_t next = last + 1;
    if (next >= s_.syntax.size()) return last;
    if (opens_phrase(next)) {
      const std::uint32_t end = list_end(first, last, depth);
      return end != nowhere ? end : aside_end(first, last);
    }
    return s_.pos(next) == Pos::sconj || s_.has(next, Word::content) ? last
                                                                     : aside_end(first, last);
  }
  /// "Vater[, Mutter und Bruder]"
  std::uint32_t list_end(std::uint32_t first, std::uint32_t last, int depth) const {
    std::uint32_t i = last;
    for (int parts = 0; parts < most_parts && i < s_.syntax.size(); ++parts) {
      const bool final = s_.pos(i) == Pos::cconj;
      if (!final && !s_.comma(i)) return nowhere;
      if (!opens_phrase(i + 1)) return nowhere;
      const std::uint32_t end = core(i + 1);
      if (end == nowhere || !joined(top(i + 1, end), first)) return nowhere;
      if (final) return phrase(i + 1, depth + 1);
      i = end;
    }
    return nowhere;
  }
  /// Behind the closing comma of a clause or name that describes the noun; where it closes the
  /// sentence, it may stay there.
  std::uint32_t aside_end(std::uint32_t first, std::uint32_t last) const {
    const std::uint32_t head = top(first, last);
    std::uint32_t end = nowhere;
    tree_.each_child(head, [&](std::uint32_t i) {
      const Rel r = tree_.relation(i);
      if (i <= last || (r != Rel::relcl && r != Rel::acl && r != Rel::appos)) return;
      Stretch aside = s_.trimmed(tree_.stretch(i));
      if (aside.first == last + 1) end = aside.last;
    });
    if (end == nowhere) return closes_sentence(last + 1) ? last : nowhere;
    if (end >= s_.syntax.size()) return last;
    if (s_.comma(end) && end + 1 < s_.syntax.size()) return end + 1;
    return ends_clause(end) ? last : nowhere;
  }

  /// "erfolgte der Bau einer Mole, [die 1991 brach]": nothing follows that belongs to the verb.
  bool closes_sentence(std::uint32_t from) const {
    if (!s_.has(from, Word::relative_article) && !s_.has(from, Word::relative_pronoun))
      return false;
    for (std::uint32_t i = from; i + 1 < s_.syntax.size(); ++i)
      if (s_.comma(i)) return false;
    return true;
  }

  const HeadlineSentence& s_;
  const Dependencies& tree_;
  std::uint32_t clause_;
  bool passive_;  // "von" may say who did it
};

}  // namespace

Stretch phrase_for_first_field(const HeadlineSentence& s, std::uint32_t clause,
                               std::uint32_t verb) {
  return FirstField(s, clause).find(verb);
}

}  // namespace newsline::event
