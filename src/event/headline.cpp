#include "headline.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "line.h"
#include "newsline/utf8.h"

namespace newsline::event_room {

namespace {

constexpr std::uint32_t longest = 120;  // code points

bool is_noun(const Token& token) { return token.pos == Pos::noun || token.pos == Pos::propn; }
bool is_mark(const Token& token) { return token.kind == TokenKind::punctuation; }

bool starts_subject(const Syntax& s, std::uint32_t i) {
  if (s.has(i, Word::relative_pronoun) || (s.has(i, Word::subordinate) && s.tokens[i].pos != Pos::det)) return false;
  const Pos pos = s.tokens[i].pos;
  return is_noun(s.tokens[i]) || pos == Pos::pron || pos == Pos::det || pos == Pos::num || pos == Pos::adj;
}

}  // namespace

Span subject_tokens(const Syntax& s, std::uint32_t number) {
  const Clause& clause = s.clauses[number];
  Span found;
  bool open = false;
  for (std::uint32_t i = clause.first; i < clause.last; ++i) {
    if (s.clause_of[i] != number) { if (open) break; else continue; }
    if (s.verb_of[i] != nowhere) break;
    if (!open && starts_subject(s, i) && !s.timex[i]) found = {i, i + 1}, open = true;
    else if (open && (is_mark(s.tokens[i]) || s.timex[i])) open = false;  // "In Paris, the court": the last run before the verb
    else if (open) found.end = i + 1;
  }
  while (found.size() > 0 && s.tokens[found.end - 1].pos == Pos::adv) --found.end;
  const bool named = std::any_of(s.tokens.begin() + found.begin, s.tokens.begin() + found.end, [](const Token& t) { return is_noun(t) || t.pos == Pos::pron; });
  return named ? found : Span{};
}

namespace {

/// One way to tell it.
struct Candidate {
  Candidate(Line words, std::uint32_t telling, double loss) : line(std::move(words)), needed(telling), price(loss) {}
  Line line;
  std::uint32_t needed;            // the word that tells what happened
  Span lent{};                     // tokens of a subject that stands elsewhere in the sentence and opens the line
  std::string speaker;             // "Ruiz: “We will ...”"
  bool auxiliary = false;          // the verb is a bare participle: "was" goes before it
  bool speaks = false;             // the clause that only says who said it stays
  double price;                    // for what this way of telling loses
};

/// Makes the candidates and takes the one that has least wrong with it.
class Maker {
 public:
  Maker(const HeadlineSource& source, const Words& words)
      : source_(source), s_(source.syntax), text_(source.reading.article.text), words_(words) {}

  std::string make() {
    consider(whole());
    if (source_.trigger.kind != TriggerKind::none) {
      consider_clause(own(), 0);
      consider_said();
      consider_next();
    }
    consider_quoted();
    return best_ ? spell(*best_) : std::string{};
  }

 private:
  std::string_view word(std::uint32_t i) const { return s_.tokens[i].span.of(text_); }
  bool mark(std::uint32_t i) const { return is_mark(s_.tokens[i]); }
  std::uint32_t own() const { return source_.trigger.clause; }
  std::uint32_t trigger_token() const { return source_.trigger.kind == TriggerKind::none ? nowhere : source_.trigger.token; }
  Line line() const { return {s_, text_, words_, source_.from}; }

  Candidate whole() const {
    Candidate c(line(), trigger_token(), source_.shared ? 9.0 : 0.0);
    // who did what comes first
    if (source_.trigger.kind == TriggerKind::verb && !source_.shared) {
      const std::uint32_t start = subject_start(own());
      if (start != nowhere && start > source_.from && s_.clauses[own()].first <= source_.from + 1 && start - source_.from > 2) c.price += 3;
    }
    return c;
  }

  /// The sentence from the subject of this clause on; where the clause has none, with a subject that stands elsewhere.
  void consider_clause(std::uint32_t number, double price) {
    const Clause& clause = s_.clauses[number];
    if (words_.verb_second() && clause.subordinate) return;  // its verb stands last
    const std::uint32_t start = subject_start(number), verb = verb_token(number);
    Candidate c(line(), trigger_token(), price);
    if (c.needed == nowhere || s_.clause_of[c.needed] != number) c.needed = s_.verb_of[verb] == nowhere ? verb : s_.verbs[s_.verb_of[verb]].head;
    const Span speaker = told_by(number, start);
    if (!speaker.empty()) {
      c.lent = speaker;  // "The man told doctors he ate the meat"
      c.line.keep_only(start + 1, s_.size());
      c.price += 1;
    } else if (start != nowhere) {
      c.line.keep_only(start, s_.size());
      // "the plan that the court rejected": without the plan
      if (clause.relative && clause.opener != nowhere && (s_.tokens[clause.opener].pos == Pos::pron || s_.tokens[clause.opener].pos == Pos::det)) c.price += 9;
    } else if (!borrow(number, verb, c)) {
      return;
    }
    // a relative clause or a participle tells its own; the clause around it tells something else
    const bool aside = !c.lent.empty() && speaker.empty() && (clause.relative || clause.participial);
    if (!source_.shared && !aside) consider(c);
    keep_dependents(c.line, number);
    c.price += source_.shared || aside ? 0 : 1.5;
    consider(std::move(c));
  }

  /// Who "he" or "it" of this clause is, when the clause before says so: who says it, or what that clause is about.
  Span told_by(std::uint32_t number, std::uint32_t start) const {
    if (start == nowhere || number == 0 || !s_.has(start, Word::third_person) || !s_.has(start, Word::personal) || !source_.antecedent.empty()) return {};
    std::uint32_t before = number - 1;
    while (before > 0 && (s_.clauses[before].subordinate || !tells(before))) --before;
    const std::uint32_t verb = verb_token(before);
    if (s_.verb_of[verb] == nowhere || s_.quoted[start] != s_.quoted[verb]) return {};
    const Span name = subject_of(before);
    if (!agree(start, name)) return {};
    const bool says = before + 1 == number && s_.has(s_.verbs[s_.verb_of[verb]].head, Word::report) && !mark(start - 1);
    // "The contract is the biggest in the country, and it will expire": two clauses on one subject
    const bool joined = start > 0 && s_.tokens[start - 1].pos == Pos::cconj && name.size() <= 9;
    return says || joined || is_one_name(name) ? name : Span{};
  }
  /// Nothing but a name: the only thing in it that a pronoun could mean.
  bool is_one_name(Span tokens) const {
    for (const Mention& m : source_.reading.entities.mentions)
      if (!m.pronoun && m.first_token <= s_.begin + tokens.begin && m.last_token == s_.begin + tokens.end) return true;
    return false;
  }
  /// "it" is no person, "he" no firm.
  bool agree(std::uint32_t pronoun, Span name) const {
    if (name.empty() || name.size() > 12 || s_.has(name.begin, Word::personal)) return false;
    const bool person = s_.has(pronoun, Word::person_pronoun), thing = s_.has(pronoun, Word::thing_pronoun);
    for (const Mention& m : source_.reading.entities.mentions) {
      if (m.first_token < s_.begin + name.begin || m.last_token > s_.begin + name.end) continue;
      const bool human = source_.reading.entities.all[m.entity].type == EntityType::person;
      if (m.last_token == s_.begin + name.end) return human ? !thing : !person;
    }
    return true;
  }

  bool dated(std::uint32_t clause) const {
    return std::ranges::any_of(source_.dates, [&](const Attachment& d) { return s_.clause_of[d.first] == clause; });
  }

  /// Drops the clauses behind this one that tell something of their own, or hold another date.
  void keep_dependents(Line& line, std::uint32_t number) const {
    const bool speaks = source_.trigger.kind == TriggerKind::verb && s_.has(source_.trigger.token, Word::report) && number == own();
    for (std::uint32_t c = 0; c < s_.clauses.size(); ++c) {
      if (c == number) continue;
      const Clause& clause = s_.clauses[c];
      const bool dependent = clause.subordinate || clause.relative || clause.participial || (speaks && c == number + 1);
      if (c < number ? clause.last <= line.first() || dated(c) : !dependent || dated(c)) line.drop_clause(c);
      if (c > number && (!dependent || dated(c)))
        for (++c; c < s_.clauses.size(); ++c) line.drop_clause(c);
    }
  }

  /// What is said, where the saying is what carries the date: "The mayor said on Monday that the pier had collapsed".
  void consider_said() {
    const Trigger& t = source_.trigger;
    if (t.kind != TriggerKind::verb || !s_.has(t.token, Word::mere_report)) return;
    const std::uint32_t behind = own() + 1;
    if (behind < s_.clauses.size() && !source_.shared) {
      const Clause& clause = s_.clauses[behind];
      const bool opened = clause.opener == nowhere || s_.tokens[clause.opener].pos != Pos::adv;
      bool direct = !clause.conditional && !clause.participial && opened && clause.first >= t.token && clause.first - t.token <= 10;
      for (std::uint32_t i = t.token; i < clause.first && direct; ++i) direct = !mark(i);
      const std::uint32_t start = direct ? subject_start(behind) : nowhere;
      if (start != nowhere) {
        Candidate c(line(), s_.verbs[s_.verb_of[verb_token(behind)]].head, -2);
        const Span speaker = subject_of(own());
        const bool speaks_of_self = s_.has(start, Word::third_person) && s_.has(start, Word::personal) && agree(start, speaker);
        if (speaks_of_self) c.lent = speaker;  // "said it would close": the speaker is who closes
        c.line.keep_only(speaks_of_self ? start + 1 : start, s_.size());
        c.line.drop_clause(own());
        consider(std::move(c));
      }
    }
    // "The pier collapsed, the mayor said on Monday"
    if (own() == 0 || s_.clauses[own()].subordinate) return;
    std::uint32_t content = 0;
    while (content < own() && (s_.clauses[content].subordinate || !tells(content))) ++content;
    if (content == own()) return;
    Candidate c(line(), s_.verbs[s_.verb_of[verb_token(content)]].head, source_.shared ? 4.0 : -2.0);
    c.line.drop(s_.clauses[own()].first, s_.size());
    consider(c);
    const std::uint32_t start = subject_start(content);
    if (start == nowhere || start == source_.from) return;
    c.line.keep_only(start, s_.clauses[own()].first);
    consider(std::move(c));
  }

  bool tells(std::uint32_t clause) const {
    const std::uint32_t verb = verb_token(clause);
    return s_.verb_of[verb] != nowhere && s_.verbs[s_.verb_of[verb]].finite;
  }

  /// "It became possible when the two firms signed a contract", "the last one was in May, when ...": the clause behind tells more.
  void consider_next() {
    const std::uint32_t next = own() + 1;
    if (next >= s_.clauses.size() || !s_.clauses[next].subordinate || s_.clauses[next].conditional || (source_.shared && dated(next))) return;
    const Clause& clause = s_.clauses[next];
    if (clause.opener == nowhere || (clause.relative && s_.tokens[clause.opener].pos != Pos::adv && s_.tokens[clause.opener].pos != Pos::sconj)) return;
    consider_clause(next, 9);
  }

  /// A quotation in the first person, under the name of who says it.
  void consider_quoted() {
    const Line all = line();
    // also the end of a quotation that the sentence before opens
    if (source_.from >= s_.size() || !(all.is_quote(source_.from) || s_.quoted[source_.from])) return;
    std::uint32_t close = source_.from + 1;
    while (close < s_.size() && !all.is_quote(close)) ++close;
    if (close + 1 >= s_.size()) return;
    for (std::uint32_t v = 0; v < s_.verbs.size(); ++v) {
      const VerbGroup& g = s_.verbs[v];
      if (g.first < close || !s_.has(g.head, Word::mere_report) || !g.finite) continue;
      const Span speaker = speaker_of(g, close);
      if (speaker.empty()) return;
      Candidate c(line(), nowhere, 2);
      c.line.keep_only(source_.from, close + 1);
      c.speaker = speaker_name(speaker);
      c.speaks = true;
      if (!c.speaker.empty()) consider(std::move(c));
      return;
    }
  }
  Span speaker_of(const VerbGroup& g, std::uint32_t after) const {
    std::uint32_t first = g.first;
    while (first > after + 1 && g.first - first < 12 && noun_phrase_part(first - 1)) --first;
    if (first == g.first) {  // "said the mayor"
      std::uint32_t last = g.head + 1;
      while (last < s_.size() && last - g.head < 9 && noun_phrase_part(last) && !s_.timex[last]) ++last;
      return named(g.head + 1, last);
    }
    return named(first, g.first);
  }
  bool noun_phrase_part(std::uint32_t i) const {
    const Pos pos = s_.tokens[i].pos;
    return is_noun(s_.tokens[i]) || pos == Pos::adj || pos == Pos::det || pos == Pos::num || pos == Pos::pron || (pos == Pos::part && !s_.tokens[i].space_before) || s_.has(i, Word::possessive);
  }
  Span named(std::uint32_t first, std::uint32_t last) const {
    const bool noun = std::any_of(s_.tokens.begin() + first, s_.tokens.begin() + std::max(first, last), [](const Token& t) { return is_noun(t); });
    return noun && first < last ? Span{first, last} : Span{};
  }
  /// The name within "the 14th-ranked Schwartzman", else all of it.
  std::string speaker_name(Span tokens) const {
    for (const Mention& m : source_.reading.entities.mentions) {
      if (m.first_token < s_.begin + tokens.begin || m.last_token > s_.begin + tokens.end || m.pronoun) continue;
      if (source_.reading.entities.all[m.entity].type == EntityType::person) return std::string(m.span.of(text_));
    }
    return std::string(Span{s_.tokens[tokens.begin].span.begin, s_.tokens[tokens.end - 1].span.end}.of(text_));
  }

  /// The first finite verb of a clause, else its first verb, else its last token.
  std::uint32_t verb_token(std::uint32_t clause) const {
    const VerbGroup* found = nullptr;
    for (const VerbGroup& g : s_.verbs)
      if (g.clause == clause && (!found || (g.finite && !found->finite))) found = &g;
    return found ? found->first : s_.clauses[clause].last - 1;
  }

  /// Where the subject of a clause begins, with what stands beside it ("Ana Ruiz, the mayor, resigned") and before it ("not all banks",
  /// "at least 12 people"); nowhere when no subject stands before the verb.
  std::uint32_t subject_start(std::uint32_t number) const {
    const Clause& clause = s_.clauses[number];
    const std::uint32_t verb = verb_token(number);
    std::uint32_t found = nowhere, first = nowhere;
    bool opens = true;
    const auto close = [&](std::uint32_t last) {
      if (first == nowhere) return;
      const std::uint32_t start = phrase_start(first, last);
      // "In Paris, ..." is no subject; "In Paris the court ..." has one; an apposition goes on, if nothing else stands before it
      if (start != first || found == nowhere || !opens) found = start;
      opens &= start == first;
      first = nowhere;
    };
    bool bracket = false;
    for (std::uint32_t i = std::max(clause.first, source_.from); i < clause.last && i < verb; ++i) {
      bracket = word(i) == "(" || (bracket && word(i) != ")");
      if (bracket || word(i) == ")") continue;
      if (mark(i) && (word(i) == "“" || word(i) == "”" || word(i) == "\"")) continue;
      const bool within = first != nowhere && (s_.tokens[i - 1].pos == Pos::det || s_.timex[i - 1]);  // "the May 22 talks"
      const bool inside = s_.clause_of[i] == number && !mark(i) && (!s_.timex[i] || within);
      if (!inside) close(i);
      if (mark(i) && word(i) != ",") found = nowhere;
      if (inside && first == nowhere && !tie(i, clause)) first = i;
    }
    close(std::min(verb, clause.last));
    return verb < s_.size() && s_.verb_of[verb] != nowhere ? found : nowhere;
  }
  /// The subject of a clause as one run of words, to be put before a verb that has none.
  Span subject_of(std::uint32_t number) const {
    const std::uint32_t first = subject_start(number), verb = verb_token(number);
    if (first == nowhere || first >= verb) return {};
    std::uint32_t last = first;
    while (last < verb && s_.clause_of[last] == number && !s_.timex[last] && word(last) != "(") ++last;
    while (last > first && (mark(last - 1) || s_.tokens[last - 1].pos == Pos::adv || s_.tokens[last - 1].pos == Pos::adp || s_.tokens[last - 1].pos == Pos::det)) --last;
    return first < last ? Span{first, last} : Span{};
  }
  bool tie(std::uint32_t i, const Clause& clause) const {
    const Pos pos = s_.tokens[i].pos;
    if (i == clause.opener) return true;
    if (pos == Pos::cconj || (pos == Pos::sconj && clause.opener != nowhere && i < clause.opener + 2)) return true;
    if (i < clause.first + 3 && s_.has(i, Word::relative_pronoun) && clause.relative) return true;
    return pos == Pos::adv && (s_.has(i, Word::lead_out) || (s_.has(i, Word::subordinate)));
  }
  /// The noun phrase in [first, last) that may be a subject.
  std::uint32_t phrase_start(std::uint32_t first, std::uint32_t last) const {
    const bool noun = std::any_of(s_.tokens.begin() + first, s_.tokens.begin() + last, [](const Token& t) { return is_noun(t) || t.pos == Pos::pron || t.pos == Pos::num; });
    if (!noun || s_.tokens[first].pos == Pos::sconj) return nowhere;
    if (s_.tokens[first].pos != Pos::adp) return first;
    if (words_.verb_second()) return nowhere;  // there the verb comes next, and the subject behind it
    for (std::uint32_t i = first + 1; i < last && i < first + 4; ++i)  // "at least 12", "up to 50", "over 200"
      if (s_.tokens[i].pos == Pos::num) return first;
      else if (s_.tokens[i].pos != Pos::adj && s_.tokens[i].pos != Pos::adp && s_.tokens[i].pos != Pos::adv) break;
    for (std::uint32_t i = first + 2; i < last; ++i)
      if ((s_.tokens[i].pos == Pos::det || s_.has(i, Word::personal)) && is_noun(s_.tokens[i - 1])) return i;
    return nowhere;
  }

  /// Who does it, when the clause itself does not say: the head of "who was ill", the subject of "and won", of "arrested in May, ...".
  bool borrow(std::uint32_t number, std::uint32_t verb, Candidate& c) const {
    const Clause& clause = s_.clauses[number];
    if (s_.verb_of[verb] == nowhere) return false;
    const VerbGroup& g = s_.verbs[s_.verb_of[verb]];
    c.line.keep_only(negated_from(g.first), s_.size());
    const bool joined = clause.opener != nowhere && s_.tokens[clause.opener].pos == Pos::cconj;
    const bool participial = clause.participial && !g.finite && !joined, bare = s_.tokens[g.head].form == VerbForm::past_participle;
    if (clause.relative || (participial && clause.first > source_.from)) {
      c.lent = noun_before(clause.first);
      if (c.lent.empty() || !participial) return !c.lent.empty();
      // "the bridge, built in 1931, carried": the subject goes on to a verb of its own; "the bank (founded in Oslo)" does not
      const std::uint32_t next = number + 1;
      c.auxiliary = bare && word(clause.first - 1) != "(" &&
                    ((next < s_.clauses.size() && !s_.clauses[next].subordinate && tells(next) && (subject_tokens(s_, next).empty() || s_.clauses[next].first < clause.first)) ||
                     told_before(clause.first));
      return bare;
    }
    if (participial) {
      // "Founded in 2015, the firm ...", but "In a report released last week, auditors ..."
      c.lent = g.first > source_.from && g.first > clause.first ? noun_before(g.first) : number + 1 < s_.clauses.size() ? subject_of(number + 1) : Span{};
      c.auxiliary = bare;
      return bare && !c.lent.empty() && c.lent.size() <= 14;
    }
    if (clause.subordinate || clause.conditional || (!g.finite && !joined)) return false;
    if (s_.tokens[g.head].form == VerbForm::gerund && !g.progressive) return false;  // "banned her from speaking or voting"
    // "The firm left the country and closed its plant": the subject of the clause before, over those that hang on it
    for (std::uint32_t before = number; before-- > 0;) {
      const Clause& other = s_.clauses[before];
      if (other.relative || !tells(before) || (other.subordinate && before + 1 != number)) continue;
      const Span found = subject_of(before);
      if (found.empty() && before > 0) continue;
      if (found.empty() || found.size() > 14 || s_.has(found.begin, Word::relative_pronoun) || s_.quoted[found.begin] != s_.quoted[verb]) return false;
      c.lent = found;
      return true;
    }
    return false;
  }
  /// A finite verb stands before this place, in the same part of the sentence.
  bool told_before(std::uint32_t at) const {
    const Line all = line();
    for (std::uint32_t i = at; i-- > source_.from;) {
      if (word(i) == ";" || word(i) == ":" || all.is_dash(i)) return false;
      if (s_.verb_of[i] != nowhere && s_.verbs[s_.verb_of[i]].finite && !s_.clauses[s_.clause_of[i]].subordinate) return true;
    }
    return false;
  }
  /// The negation and adverbs before a verb group go with it.
  std::uint32_t negated_from(std::uint32_t verb) const {
    while (verb > source_.from && (s_.has(verb - 1, Word::negate) || (s_.tokens[verb - 1].pos == Pos::adv && !s_.has(verb - 1, Word::lead_out) && !s_.has(verb - 1, Word::subordinate)))) --verb;
    return verb;
  }

  /// The noun phrase that ends before a place, over a comma or a bracket.
  Span noun_before(std::uint32_t at) const {
    const Line all = line();
    if (at > source_.from && word(at - 1) == ")")
      while (at > source_.from && word(at - 1) != "(") --at;
    while (at > source_.from && mark(at - 1) && !all.is_quote(at - 1)) --at;
    std::uint32_t first = at;
    while (first > source_.from && at - first < 12 && (noun_phrase_part(first - 1) || (first < at && all.is_quote(first - 1))) && !s_.timex[first - 1] && !(s_.tokens[first - 1].pos == Pos::pron && !s_.has(first - 1, Word::possessive))) --first;
    while (first < at && (s_.tokens[first].pos == Pos::part || s_.tokens[first].pos == Pos::adp)) ++first;
    return named(first, at);
  }

  void consider(Candidate c) {
    // A bracket, a date, who says so: what a line can do without
    c.line.drop_brackets();
    for (const Attachment& date : source_.dates) c.line.drop_date(date, c.needed);
    if (!c.speaks) drop_attribution(c);
    drop_opener(c);
    c.line.trim(c.lent.empty() && c.speaker.empty());
    const auto opening = static_cast<std::uint32_t>(count_code_points(opening_of(c)));
    if (c.line.first() == nowhere) return;
    c.line.shorten(c.needed == nowhere ? c.line.first() : c.needed, longest - std::min(opening, longest - 20));
    c.line.trim(c.lent.empty() && c.speaker.empty());
    double price = c.price + c.line.cost(c.needed, !c.lent.empty() || !c.speaker.empty(), c.auxiliary);
    if (!c.lent.empty() && s_.has(c.lent.begin, Word::third_person) && source_.antecedent.empty()) price += 14;
    if (c.lent.empty() && c.speaker.empty() && stands_for(c.line.first())) price -= 14;
    for (const Attachment& date : source_.dates) price += c.line.keeps(date.first) ? 14 : 0;
    if (best_ && price >= best_price_) return;
    best_.emplace(std::move(c));
    best_price_ = price;
  }

  /// ", officials said" behind or "Officials said" before what they tell; "according to officials".
  void drop_attribution(Candidate& c) const {
    for (std::uint32_t v = 0; v < s_.verbs.size() && v < 64; ++v) {
      const VerbGroup& g = s_.verbs[v];
      if (!s_.has(g.head, Word::mere_report) || !g.finite || s_.clauses[g.clause].subordinate) continue;
      if (c.needed != nowhere ? g.clause == s_.clause_of[c.needed] : v == 0) continue;
      if (s_.verbs.size() < 2 || !c.line.keeps(g.head)) continue;
      c.line.drop_clause(g.clause);
      const std::uint32_t next = g.clause + 1;
      if (next < s_.clauses.size() && s_.clauses[next].opener != nowhere && s_.tokens[s_.clauses[next].opener].pos == Pos::sconj && s_.clauses[next].opener > g.head && !s_.clauses[next].conditional)
        c.line.drop(s_.clauses[next].opener, s_.clauses[next].opener + 1);
    }
    for (std::uint32_t i = source_.from; i + 1 < s_.size(); ++i) {
      if (!c.line.keeps(i) || words_.phrase(&s_.tokens[i], &s_.tokens[i] + 2) != Phrase::attribution) continue;
      std::uint32_t end = i;
      while (end < s_.size() && word(end) != "," && !(end > i + 1 && s_.verb_of[end] != nowhere)) ++end;
      c.line.drop(i, end < s_.size() && word(end) == "," ? end + 1 : end);
    }
  }

  /// "that employees will be told", without what stood before it.
  void drop_opener(Candidate& c) const {
    const std::uint32_t first = c.line.first();
    if (first == nowhere || first == source_.from || c.needed == nowhere || !c.lent.empty()) return;
    const std::uint32_t clause = s_.clause_of[c.needed];
    const bool told = clause > 0 && s_.clauses[clause].opener == first && s_.verb_of[verb_token(clause - 1)] != nowhere && s_.has(s_.verbs[s_.verb_of[verb_token(clause - 1)]].head, Word::report);
    if (s_.has(first, Word::subordinate) && (told || (s_.tokens[first].pos == Pos::sconj && s_.clause_of[first] == clause))) c.line.drop(first, first + 1);
  }

  std::string opening_of(const Candidate& c) const {
    if (!c.speaker.empty()) return c.speaker + ":";
    if (c.lent.empty()) return {};
    const bool pronoun = c.lent.size() == 1 && s_.has(c.lent.begin, Word::personal);
    std::string opening = pronoun && !source_.antecedent.empty() ? source_.antecedent
                          : std::string(Span{s_.tokens[c.lent.begin].span.begin, s_.tokens[c.lent.end - 1].span.end}.of(text_));
    if (c.auxiliary) opening.append(1, ' ').append(words_.passive_auxiliary(opening));
    return opening;
  }
  /// The line opens with a pronoun whose antecedent is sure.
  bool stands_for(std::uint32_t i) const {
    return i != nowhere && !source_.antecedent.empty() && s_.has(i, Word::third_person) && (s_.has(i, Word::personal) || s_.has(i, Word::possessive));
  }

  /// The words in the order of the line. Where the date that stood first has gone, a language with its verb second puts the subject first.
  std::vector<std::uint32_t> ordered(const Line& line) const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = source_.from; i < s_.size(); ++i)
      if (line.keeps(i)) order.push_back(i);
    const std::size_t first = !order.empty() && line.is_quote(order[0]) ? 1 : 0;
    if (!words_.verb_second() || order.size() < first + 3 || order[first] <= source_.from + first || s_.verb_of[order[first]] == nowhere) return order;
    const std::uint32_t last = line.subject_behind(order[first]);
    const auto end = std::ranges::find(order, last);
    if (last != nowhere && end != order.end()) std::rotate(order.begin() + static_cast<std::ptrdiff_t>(first), order.begin() + static_cast<std::ptrdiff_t>(first) + 1, end);
    return order;
  }

  std::string spell(const Candidate& c) const {
    std::string line = opening_of(c);
    std::uint32_t before = nowhere;
    const std::vector<std::uint32_t> order = ordered(c.line);
    for (std::size_t n = 0; n < order.size(); ++n) {
      const std::uint32_t i = order[n];
      if (before == nowhere && line.empty() && stands_for(i)) {
        line = source_.antecedent;
        if (s_.has(i, Word::possessive)) line += "'s";
        before = i;
        continue;
      }
      const bool gap = before == nowhere || before + 1 != i;
      const bool closing = mark(i) && !c.line.opens_quote(i) && !c.line.is_dash(i) && (!s_.tokens[i].space_before || gap);
      // a dash or comma that stood before words that are gone
      if ((mark(i) || c.line.is_dash(i)) && !c.line.is_quote(i) && gap && (line.empty() || ends_in_mark(line))) continue;
      if (mark(i) && word(i) == "," && opens_content(order, n)) continue;
      if (mark(i) && word(i) == "," && !told_aside(order, n) && ends_phrase(c.line, order, n)) continue;
      if (!line.empty() && (s_.tokens[i].space_before || gap) && !closing) line += ' ';
      line += word(i);
      before = i;
    }
    return finish(std::move(line));
  }
  /// "ruled on 29 June, that he must go": the date has gone, and the comma with it.
  bool opens_content(const std::vector<std::uint32_t>& order, std::size_t n) const {
    return n > 0 && n + 1 < order.size() && order[n - 1] + 1 != order[n] && s_.verb_of[order[n - 1]] != nowhere && s_.tokens[order[n + 1]].pos == Pos::sconj &&
           s_.clauses[s_.clause_of[order[n + 1]]].opener == order[n + 1];
  }
  /// The words between this comma and the one that opened the aside are all there.
  bool told_aside(const std::vector<std::uint32_t>& order, std::size_t n) const {
    std::size_t back = n;
    while (back > 0 && order[back - 1] + 1 == order[back] && !(back < n && mark(order[back]) && word(order[back]) == ",")) --back;
    return back < n && mark(order[back]) && word(order[back]) == ",";
  }
  /// A comma whose other half has gone with the words behind it: "on Monday" of "The court, on Monday, ruled".
  bool ends_phrase(const Line& line, const std::vector<std::uint32_t>& order, std::size_t n) const {
    std::size_t behind = n + 1;
    while (behind < order.size() && mark(order[behind]) && word(order[behind]) == ",") ++behind;
    if (behind == order.size() || n == 0 || order[behind] == order[n] + 1) return false;
    return s_.verb_of[order[behind]] != nowhere && s_.verbs[s_.verb_of[order[behind]]].finite && line.is_noun(order[n - 1]);
  }
  static bool ends_in_mark(std::string_view line) {
    for (const std::string_view end : {",", ";", ":", " ", "—", "–", "-"})
      if (line.ends_with(end)) return true;
    return false;
  }

  std::string finish(std::string line) const {
    for (char& ch : line)
      if (ch == '\n' || ch == '\r' || ch == '\t') ch = ' ';
    cut(line);
    static constexpr std::string_view ends[] = {".", ",", ";", ":", " ", "—", "–", "-", "…"};
    const auto strip = [&] {
      for (bool again = true; again && !line.empty();) {
        again = false;
        for (const std::string_view end : ends)
          if (line.ends_with(end) && !(end == "." && abbreviated(line))) line.resize(line.size() - end.size()), again = true;
      }
    };
    strip();
    // a comma or full stop within the closing quotation mark
    for (const std::string_view quote : {"”", "\"", "’"})
      for (const std::string_view stop : {",", "."})
        if (line.ends_with(std::string(stop).append(quote))) line.erase(line.size() - quote.size() - 1, 1);
    balance(line);
    strip();
    capitalize(line);
    return line;
  }
  static bool abbreviated(std::string_view line) { return line.size() > 3 && line[line.size() - 3] == '.'; }  // "U.S."

  /// Whole words, up to the limit: for what has no words to choose among.
  static void cut(std::string& line) {
    std::size_t at = 0, count = 0, space = std::string::npos;
    while (at < line.size() && count <= longest) {
      if (line[at] == ' ') space = at;
      next_code_point(line, at);
      ++count;
    }
    if (at < line.size()) line.resize(space == std::string::npos ? at : space);
  }

  static void balance(std::string& line) {
    const auto count = [&](std::string_view mark) {
      std::size_t found = 0;
      for (std::size_t at = line.find(mark); at != std::string::npos; at = line.find(mark, at + mark.size())) ++found;
      return found;
    };
    const auto erase = [&](std::string_view mark) {
      for (std::size_t at = line.find(mark); at != std::string::npos; at = line.find(mark, at)) line.erase(at, mark.size());
    };
    if (count("“") != count("”")) erase("“"), erase("”");
    if (count("\"") % 2 != 0) erase("\"");
    if (count("(") != count(")")) erase("("), erase(")");
    if (count("[") != count("]")) erase("["), erase("]");
    const std::size_t first = line.find_first_not_of(' ');
    line.erase(0, std::min(first, line.size()));
  }

  static void capitalize(std::string& line) {
    std::size_t at = 0;
    for (const std::string_view open : {"“", "\"", "‘", "„"})
      if (line.starts_with(open)) at = open.size();
    if (at >= line.size() || line[at] < 'a' || line[at] > 'z') return;
    if (line.size() > at + 1 && line[at + 1] >= 'A' && line[at + 1] <= 'Z') return;  // "iPhone", "eBay" keep their shape
    line[at] = static_cast<char>(line[at] - 'a' + 'A');
  }

  const HeadlineSource& source_;
  const Syntax& s_;
  std::string_view text_;
  const Words& words_;
  std::optional<Candidate> best_;
  double best_price_ = 0;
};

}  // namespace

std::string headline(const HeadlineSource& source, const Words& words) { return Maker(source, words).make(); }

}  // namespace newsline::event_room
