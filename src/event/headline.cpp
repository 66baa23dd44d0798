#include "headline.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "line.h"
#include "newsline/utf8.h"
#include "spelling.h"
#include "subject.h"
#include "verb_second.h"

namespace newsline::event_room {

namespace {

constexpr std::uint32_t longest = 120;  // code points

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
      : source_(source), s_(source.syntax), text_(source.reading.article.text), words_(words), subjects_(source.reading, s_, source.from) {}

  std::string make() {
    consider(whole());
    if (source_.trigger.kind != TriggerKind::none) {
      consider_clause(own(), 0);
      consider_reduced();
      consider_said();
      consider_next();
    }
    consider_quoted();
    if (!best_) return Speller(s_, text_, source_.from).spell(line(), {}, {}, 0, longest);  // nothing but small words
    const bool stands = best_->lent.empty() && best_->speaker.empty() && stands_for(best_->line.first());
    return Speller(s_, text_, source_.from).spell(best_->line, opening_of(*best_), stands ? name_for(best_->line.first()) : std::string{}, source_.standing.end, longest);
  }

 private:
  std::string_view word(std::uint32_t i) const { return s_.tokens[i].span.of(text_); }
  bool mark(std::uint32_t i) const { return is_mark(s_.tokens[i]); }
  std::uint32_t own() const { return source_.trigger.clause; }
  std::uint32_t trigger_token() const { return source_.trigger.kind == TriggerKind::none ? nowhere : source_.trigger.token; }
  Line line() const { return {s_, text_, source_.from}; }

  Candidate whole() const {
    Candidate c(line(), trigger_token(), source_.shared ? 9.0 : 0.0);
    // who did what comes first
    if (source_.trigger.kind == TriggerKind::verb && !source_.shared) {
      const std::uint32_t start = subjects_.start(own());
      if (start != nowhere && start > source_.from && s_.clauses[own()].first <= source_.from + 1 && start - source_.from > 2) c.price += 3;
    }
    return c;
  }

  /// The sentence from the subject of this clause on; where the clause has none, with a subject that stands elsewhere.
  void consider_clause(std::uint32_t number, double price) {
    const Clause& clause = s_.clauses[number];
    const std::uint32_t start = subjects_.start(number), verb = subjects_.verb_token(number);
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

  /// "The tariffs announced by the president on Monday are ...": what the participle tells of its noun, as a sentence of its own.
  void consider_reduced() {
    const Trigger& t = source_.trigger;
    if (t.kind != TriggerKind::verb || s_.verb_of[t.token] == nowhere) return;
    const VerbGroup& g = s_.verbs[s_.verb_of[t.token]];
    if (!g.participle || s_.tokens[g.head].form != VerbForm::past_participle || g.first <= source_.from) return;
    std::uint32_t end = g.head + 1;
    while (end < s_.size() && s_.clause_of[end] == own() && !(s_.verb_of[end] != nowhere && s_.verbs[s_.verb_of[end]].finite)) ++end;
    if (end == s_.size() || s_.clause_of[end] != own()) return;  // no verb of its own goes on with the noun
    const std::uint32_t start = subjects_.start(own());
    Candidate c(line(), t.token, 3);
    c.lent = start != nowhere && start < g.first && g.first - start <= 14 ? subjects_.named(start, g.first) : subjects_.noun_before(g.first);
    if (c.lent.empty()) return;
    c.line.keep_only(g.first, end);
    c.auxiliary = true;
    consider(std::move(c));
  }

  /// Who "he" or "it" of this clause is, when the clause before says so: who says it, or what that clause is about.
  Span told_by(std::uint32_t number, std::uint32_t start) const {
    if (start == nowhere || number == 0 || !s_.has(start, Word::third_person) || !s_.has(start, Word::personal) || !source_.antecedent.empty()) return {};
    std::uint32_t before = number - 1;
    while (before > 0 && (s_.clauses[before].subordinate || !subjects_.tells(before))) --before;
    const std::uint32_t verb = subjects_.verb_token(before);
    if (s_.verb_of[verb] == nowhere || s_.quoted[start] != s_.quoted[verb]) return {};
    const Span name = subjects_.of(before);
    if (!subjects_.agree(start, name)) return {};
    const bool says = before + 1 == number && s_.has(s_.verbs[s_.verb_of[verb]].head, Word::report) && !mark(start - 1);
    // "The contract is the biggest in the country, and it will expire": two clauses on one subject
    const bool joined = start > 0 && s_.tokens[start - 1].pos == Pos::cconj && name.size() <= 9;
    return says || joined || subjects_.is_one_name(name) ? name : Span{};
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

  /// ", local authorities reported on Sunday": nothing but the saying and its date, at the sentence's end.
  bool only_reports() const {
    const std::uint32_t said = source_.trigger.token;
    if (!s_.has(said, Word::report) || own() == 0) return false;
    for (std::uint32_t i = said + 1; i < s_.size(); ++i)
      if (!mark(i) && !s_.timex[i] && s_.tokens[i].pos != Pos::adp) return false;
    return true;
  }

  /// What is said, where the saying is what carries the date: "The mayor said on Monday that the pier had collapsed".
  void consider_said() {
    const Trigger& t = source_.trigger;
    if (t.kind != TriggerKind::verb || !(s_.has(t.token, Word::mere_report) || only_reports())) return;
    const std::uint32_t behind = own() + 1;
    if (behind < s_.clauses.size() && !source_.shared) {
      const Clause& clause = s_.clauses[behind];
      const bool opened = clause.opener == nowhere || s_.tokens[clause.opener].pos != Pos::adv;
      bool direct = !clause.conditional && !clause.participial && opened && clause.first >= t.token && clause.first - t.token <= 10;
      for (std::uint32_t i = t.token; i < clause.first && direct; ++i) direct = !mark(i);
      const std::uint32_t start = direct ? subjects_.start(behind) : nowhere;
      if (start != nowhere) {
        Candidate c(line(), s_.verbs[s_.verb_of[subjects_.verb_token(behind)]].head, -2);
        const Span speaker = subjects_.of(own());
        const bool speaks_of_self = s_.has(start, Word::third_person) && s_.has(start, Word::personal) && subjects_.agree(start, speaker);
        if (speaks_of_self) c.lent = speaker;  // "said it would close": the speaker is who closes
        c.line.keep_only(speaks_of_self ? start + 1 : start, s_.size());
        c.line.drop_clause(own());
        consider(std::move(c));
      }
    }
    // "The pier collapsed, the mayor said on Monday"
    if (own() == 0 || s_.clauses[own()].subordinate) return;
    std::uint32_t content = 0;
    while (content < own() && (s_.clauses[content].subordinate || s_.verb_of[subjects_.verb_token(content)] == nowhere)) ++content;
    if (content == own()) return;
    Candidate c(line(), s_.verbs[s_.verb_of[subjects_.verb_token(content)]].head, source_.shared ? 4.0 : -2.0);
    c.line.drop(s_.clauses[own()].first, s_.size());
    consider(c);
    const std::uint32_t start = subjects_.start(content);
    if (start == nowhere || start == source_.from) return;
    c.line.keep_only(start, s_.clauses[own()].first);
    consider(std::move(c));
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
      if (speaker.empty() || s_.has(speaker.begin, Word::personal)) return;
      Candidate c(line(), nowhere, 2);
      c.line.keep_only(source_.from, close + 1);
      c.speaker = subjects_.name_in(speaker);
      c.speaks = true;
      if (!c.speaker.empty()) consider(std::move(c));
      return;
    }
  }
  Span speaker_of(const VerbGroup& g, std::uint32_t after) const {
    std::uint32_t first = g.first;
    while (first > after + 1 && g.first - first < 12 && subjects_.noun_phrase_part(first - 1)) --first;
    if (first == g.first) {  // "said the mayor"
      std::uint32_t last = g.head + 1;
      while (last < s_.size() && last - g.head < 9 && subjects_.noun_phrase_part(last) && !s_.timex[last]) ++last;
      return subjects_.named(g.head + 1, last);
    }
    return subjects_.named(first, g.first);
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
      c.lent = subjects_.noun_before(clause.first);
      if (c.lent.empty() || !participial) return !c.lent.empty();
      // "the bridge, built in 1931, carried": the subject goes on to a verb of its own; "the bank (founded in Oslo)" does not
      const std::uint32_t next = number + 1;
      c.auxiliary = bare && word(clause.first - 1) != "(" &&
                    ((next < s_.clauses.size() && !s_.clauses[next].subordinate && subjects_.tells(next) && (subject_tokens(s_, next).empty() || s_.clauses[next].first < clause.first)) ||
                     subjects_.told_before(clause.first));
      return bare;
    }
    if (participial) {
      // "Founded in 2015, the firm ...", but "In a report released last week, auditors ..."
      c.lent = g.first > source_.from && g.first > clause.first ? subjects_.noun_before(g.first) : number + 1 < s_.clauses.size() ? subjects_.of(number + 1) : Span{};
      c.auxiliary = bare;
      return bare && !c.lent.empty() && c.lent.size() <= 14;
    }
    if (clause.subordinate || clause.conditional || (!g.finite && !joined)) return false;
    if (s_.tokens[g.head].form == VerbForm::gerund && !g.progressive) return false;  // "banned her from speaking or voting"
    // "The firm left the country and closed its plant": the subject of the clause before, over those that hang on it
    for (std::uint32_t before = number; before-- > 0;) {
      const Clause& other = s_.clauses[before];
      if (other.relative || !subjects_.tells(before) || (other.subordinate && before + 1 != number)) continue;
      const Span found = subjects_.of(before);
      if (found.empty() && before > 0) continue;
      if (found.empty() || found.size() > 14 || s_.has(found.begin, Word::relative_pronoun) || s_.quoted[found.begin] != s_.quoted[verb]) return false;
      c.lent = found;
      return true;
    }
    return false;
  }
  /// The negation and adverbs before a verb group go with it.
  std::uint32_t negated_from(std::uint32_t verb) const {
    while (verb > source_.from && (s_.has(verb - 1, Word::negate) || (s_.tokens[verb - 1].pos == Pos::adv && !s_.has(verb - 1, Word::lead_out) && !s_.has(verb - 1, Word::subordinate)))) --verb;
    return verb;
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
    if (c.lent.empty() && c.speaker.empty() && stands_for(c.line.first()) && s_.has(c.line.first(), Word::third_person)) price -= 14;
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
    drop_last_words(c);
    for (std::uint32_t i = source_.from; i + 1 < s_.size(); ++i) {
      if (!c.line.keeps(i) || words_.phrase(&s_.tokens[i], &s_.tokens[i] + 2) != Phrase::attribution) continue;
      std::uint32_t end = i;
      while (end < s_.size() && word(end) != "," && !(end > i + 1 && s_.verb_of[end] != nowhere)) ++end;
      c.line.drop(i, end < s_.size() && word(end) == "," ? end + 1 : end);
    }
  }

  /// ", local authorities confirmed", at the sentence's end.
  void drop_last_words(Candidate& c) const {
    std::uint32_t last = s_.size();
    while (last > source_.from && (mark(last - 1) || s_.timex[last - 1] || (s_.tokens[last - 1].pos == Pos::adp && last < s_.size() && s_.timex[last]))) --last;
    if (last == source_.from || s_.verb_of[last - 1] == nowhere) return;
    const VerbGroup& g = s_.verbs[s_.verb_of[last - 1]];
    if (!s_.has(g.head, Word::report) || g.passive || g.infinitive || g.head + 1 != last || g.head == c.needed) return;
    std::uint32_t first = g.first;
    while (first > source_.from && g.first - first < 8 && !mark(first - 1)) --first;
    if (first == source_.from || word(first - 1) != "," || subjects_.named(first, g.first).empty()) return;
    c.line.drop(first - 1, s_.size());
  }

  /// "that employees will be told", without what stood before it.
  void drop_opener(Candidate& c) const {
    const std::uint32_t first = c.line.first();
    if (first == nowhere || first == source_.from || c.needed == nowhere || !c.lent.empty()) return;
    const std::uint32_t clause = s_.clause_of[c.needed];
    const bool told = clause > 0 && s_.clauses[clause].opener == first && s_.verb_of[subjects_.verb_token(clause - 1)] != nowhere && s_.has(s_.verbs[s_.verb_of[subjects_.verb_token(clause - 1)]].head, Word::report);
    if (s_.has(first, Word::subordinate) && (told || (s_.tokens[first].pos == Pos::sconj && s_.clause_of[first] == clause))) c.line.drop(first, first + 1);
  }

  std::string opening_of(const Candidate& c) const {
    if (!c.speaker.empty()) return c.speaker + ":";
    if (c.lent.empty()) return {};
    std::string opening = c.lent == source_.standing && !source_.antecedent.empty() ? source_.antecedent
                          : std::string(Span{s_.tokens[c.lent.begin].span.begin, s_.tokens[c.lent.end - 1].span.end}.of(text_));
    if (c.auxiliary) opening = opening + ' ' + words_.passive_auxiliary(opening);
    return opening;
  }
  /// The line opens with words whose antecedent is sure.
  bool stands_for(std::uint32_t i) const { return i != nowhere && !source_.antecedent.empty() && i == source_.standing.begin; }
  std::string name_for(std::uint32_t pronoun) const {
    return source_.antecedent + (source_.standing.size() == 1 && s_.has(pronoun, Word::possessive) ? "'s" : "");
  }

  const HeadlineSource& source_;
  const Syntax& s_;
  std::string_view text_;
  const Words& words_;
  Subjects subjects_;
  std::optional<Candidate> best_;
  double best_price_ = 0;
};

}  // namespace

std::string headline(const HeadlineSource& source, const Words& words) { return words.verb_second() ? verb_second_headline(source) : Maker(source, words).make(); }

}  // namespace newsline::event_room
