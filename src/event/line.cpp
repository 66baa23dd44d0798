#include "line.h"

#include <algorithm>

#include "newsline/utf8.h"

namespace newsline::event_room {

namespace {

// What a defect costs. A line with a hole or a loose end loses to any line without.
constexpr double hole = 30, loose = 30, no_verb = 12, no_trigger = 25, no_subject = 25;
constexpr double cut_object = 25, cut_phrase = 30, condition_lost = 14;
constexpr std::uint32_t longest_gap = 200;  // tokens taken out in a row that are looked over: an endless sentence costs its length, not its square

bool is_verb(const Token& token) { return token.pos == Pos::verb || token.pos == Pos::aux; }

}  // namespace

Line::Line(const Syntax& s, std::string_view text, std::uint32_t from)
    : s_(s), text_(text), from_(std::min(from, s.size())), keep_(s.size(), false) {
  for (std::uint32_t i = from_; i < s_.size(); ++i) keep_[i] = s_.tokens[i].kind != TokenKind::url || !(word(i).starts_with("http") || word(i).find('/') != std::string_view::npos);
}

bool Line::is_dash(std::uint32_t i) const {
  const std::string_view w = word(i);
  return w == "—" || w == "–" || w == "-" || w == "--";
}
bool Line::is_quote(std::uint32_t i) const {
  const std::string_view w = word(i);
  return w == "“" || w == "”" || w == "\"" || w == "‘" || w == "’" || w == "'" || w == "„" || w == "«" || w == "»" || w == "``" || w == "''";
}
bool Line::opens_quote(std::uint32_t i) const {
  const std::string_view w = word(i);
  return w == "“" || w == "‘" || w == "„" || w == "«" || w == "``" || ((w == "\"" || w == "'") && s_.tokens[i].space_before);
}

void Line::drop(std::uint32_t first, std::uint32_t last) { std::fill(keep_.begin() + first, keep_.begin() + std::max(first, last), false); }
void Line::keep_only(std::uint32_t first, std::uint32_t last) {
  drop(0, std::min(first, s_.size()));
  drop(std::min(last, s_.size()), s_.size());
}
void Line::drop_clause(std::uint32_t clause) {
  for (std::uint32_t i = s_.clauses[clause].first; i < s_.clauses[clause].last; ++i)
    if (s_.clause_of[i] == clause) keep_[i] = false;
}

std::uint32_t Line::width(std::uint32_t i) const {
  return static_cast<std::uint32_t>(count_code_points(word(i))) + (s_.tokens[i].space_before ? 1 : 0);
}
bool Line::longer_than(std::uint32_t most, std::uint32_t from) const {
  std::uint32_t total = 0;
  for (std::uint32_t i = std::max(from, from_); i < s_.size() && total <= most; ++i) total += keep_[i] ? width(i) : 0;
  return total > most;
}
std::uint32_t Line::next_kept(std::uint32_t i) const {
  for (++i; i < s_.size() && !keep_[i]; ++i) {}
  return i;
}
std::uint32_t Line::kept_before(std::uint32_t i) const {
  while (i > from_)
    if (keep_[--i]) return i;
  return nowhere;
}
std::uint32_t Line::first() const {
  const auto at = std::find(keep_.begin() + from_, keep_.end(), true);
  return at == keep_.end() ? nowhere : static_cast<std::uint32_t>(at - keep_.begin());
}
std::uint32_t Line::last() const { return kept_before(s_.size()); }

void Line::drop_brackets() {
  std::uint32_t open = nowhere;
  for (std::uint32_t i = from_; i < s_.size(); ++i) {
    if (word(i) == "(" || word(i) == "[") open = i == from_ ? nowhere : i;  // not a sentence that stands in brackets as a whole
    else if ((word(i) == ")" || word(i) == "]") && open != nowhere) drop(open, i + 1), open = nowhere;
  }
}

bool Line::finite_verb(std::uint32_t i) const { return s_.verb_of[i] != nowhere && s_.verbs[s_.verb_of[i]].finite; }

bool Line::in_participle(std::uint32_t i) const { return s_.verb_of[i] != nowhere && s_.verbs[s_.verb_of[i]].participle; }

/// A word that can be a subject, between two places.
bool Line::subject_between(std::uint32_t first, std::uint32_t last) const {
  for (std::uint32_t i = first; i < last; ++i)
    if (keep_[i] && is_name_like(i) && !s_.timex[i]) return true;
  return false;
}

/// "conducted", "dating", "released" behind its noun, with nothing of its own left.
bool Line::lone_participle(std::uint32_t i, std::uint32_t needed) const {
  if (s_.verb_of[i] == nowhere) return false;
  const VerbGroup& g = s_.verbs[s_.verb_of[i]];
  // what the date itself belongs to goes only where its clause, or what stands before it, tells something else: "A study published last year
  // found ...", "Sales grew by 3%, compared to 2022"
  if (i == needed && !std::ranges::any_of(s_.verbs, [&](const VerbGroup& other) { return other.finite && keep_[other.head] && (other.clause == g.clause ? other.head != i : other.head < i && !is_noun(i - 1)); })) return false;
  // "had its assets seized": the participle is what the verb before is about
  if (std::ranges::any_of(s_.verbs, [&](const VerbGroup& other) { return other.clause == g.clause && other.finite && other.head < i && other.first == other.head && s_.has(other.head, Word::have); })) return false;
  // also what the tagger takes for a past tense: "condemned the raid in statements published"
  const bool second = g.first == i && s_.tokens[i].form == VerbForm::past && needed != nowhere &&
                      std::ranges::any_of(s_.verbs, [&](const VerbGroup& other) { return other.clause == g.clause && other.finite && other.head < i; });
  if ((!g.participle && !second) || g.head != i) return false;
  const std::uint32_t before = kept_before(i);
  return before != nowhere && (is_noun(before) || is_mark(before) || s_.tokens[before].pos == Pos::sym || s_.tokens[before].pos == Pos::num);
}

void Line::drop_date(const Attachment& date, std::uint32_t needed) {
  std::uint32_t first = date.preposition == nowhere ? date.first : date.preposition, last = date.last;
  if (last > s_.size() || first < from_ || !keep_[date.first]) return;
  bool prenominal = date.prenominal;
  if (last < s_.size() && !s_.tokens[last].space_before && (s_.tokens[last].pos == Pos::part || word(last).starts_with("’") || word(last).starts_with("'"))) ++last, prenominal = true, first = date.first;
  if (prenominal) first = date.first;  // "ahead of Friday's vote" keeps "ahead of"
  if (prenominal && first > from_ && s_.has(first - 1, Word::sound_article)) --first;  // "an October conference": "an" would not fit
  const auto before = [&] { return first > from_ ? first - 1 : nowhere; };
  bool led = first != date.first, part = false;
  if (!prenominal) {
    // "in just the past month", "dating back to", "as early as": what led to the date alone
    for (bool again = true; again && before() != nowhere;) {
      const std::uint32_t p = before();
      const Pos pos = s_.tokens[p].pos;
      again = false;
      if (!keep_[p]) break;
      if (s_.has(p, Word::focus) && (led || (p > from_ && s_.tokens[p - 1].pos == Pos::adp) || pos == Pos::adv)) first = p, again = true;
      else if (pos == Pos::adj && !led && p > from_ && s_.tokens[p - 1].pos == Pos::det && ends_phrase(last)) first = p, again = true;  // "the same period"
      else if (pos == Pos::adp && !(p > from_ && is_verb(s_.tokens[p - 1]) && !in_participle(p - 1) && (led || !s_.has(p, Word::dating_preposition)))) first = p, led = again = true;
      else if (s_.has(p, Word::time_part) && first < date.first && s_.has(first, Word::genitive)) first = p, part = again = true;  // "the course of"
      else if (part && (pos == Pos::adj || pos == Pos::det)) first = p, again = true;  // "the same period of"

      else if (pos == Pos::det && !led && ends_phrase(last)) first = p, again = true;
    }
    const std::uint32_t right = next_kept(last - 1);
    const bool ends = right >= s_.size() || is_mark(right) || s_.clause_of[right] != s_.clause_of[date.first] || finite_verb(right);
    if (ends && before() != nowhere && keep_[before()] && lone_participle(before(), needed)) {
      first = before();
      if (first == needed) waived_ = needed;
    }
  }
  const std::uint32_t left = kept_before(first), right = next_kept(last - 1);
  // "2023 was the hottest year": the date is what the clause is about
  if (!led && !prenominal && right < s_.size() && finite_verb(right) && s_.clause_of[right] == s_.clause_of[date.first] &&
      !subject_between(std::max(from_, s_.clauses[s_.clause_of[right]].first), first))
    return;
  // "The last outbreak was in 2009": with the date goes the verb that led to nothing else
  const bool nothing_behind = right >= s_.size() || is_mark(right) || s_.clause_of[right] != s_.clause_of[date.first];
  if (nothing_behind && left != nowhere && s_.has(left, Word::copula) && s_.verb_of[left] != nowhere && s_.verbs[s_.verb_of[left]].head == left)
    first = s_.verbs[s_.verb_of[left]].first;
  drop(first, last);
  // "on Monday and Tuesday": the word that joined two dates
  const std::uint32_t joined = kept_before(first);
  if (joined != nowhere && s_.tokens[joined].pos == Pos::cconj && (joined == from_ || !keep_[joined - 1]) && joined > from_ && s_.timex[joined - 1]) keep_[joined] = false;
  if (last < s_.size() && keep_[last] && s_.tokens[last].pos == Pos::cconj && last + 1 < s_.size() && s_.timex[last + 1] && !keep_[last + 1]) keep_[last] = false;
  if (last < s_.size() && word(last) == "," && (first == from_ || is_mark(first - 1))) keep_[last] = false;
  // "in 2009, when several people died": it hung on the date
  if (last + 1 < s_.size() && word(last) == "," && s_.has(last + 1, Word::relative_pronoun) && s_.tokens[last + 1].pos == Pos::adv && s_.clause_of[last + 1] != s_.clause_of[needed == nowhere ? date.first : needed]) {
    keep_[last] = false;
    for (std::uint32_t c = s_.clause_of[last + 1]; c < s_.clauses.size(); ++c) {  // with what it says
      drop_clause(c);
      if (c + 1 < s_.clauses.size() && (s_.clauses[c + 1].first < s_.clauses[c].first || is_mark(s_.clauses[c + 1].first - 1) || !s_.clauses[c + 1].subordinate)) break;
    }
  }
}

/// Nothing that a determiner could belong to follows.
bool Line::ends_phrase(std::uint32_t at) const {
  return at >= s_.size() || is_mark(at) || s_.tokens[at].pos == Pos::adp || s_.tokens[at].pos == Pos::cconj;
}

void Line::trim(bool at_start) {
  for (std::uint32_t i = from_; at_start && i < s_.size(); ++i) {
    if (!keep_[i]) continue;
    const Pos pos = s_.tokens[i].pos;
    const bool tie = s_.has(i, Word::lead_out) && (pos == Pos::adv || pos == Pos::cconj || pos == Pos::sconj) &&
                     !(next_kept(i) == i + 1 && s_.tokens[i + 1].pos == Pos::num);  // "Now 24, she ..."
    const bool opener = pos == Pos::sconj && s_.has(i, Word::subordinate) && i + 1 < s_.size();
    if (!tie && !(is_mark(i) && !opens_quote(i)) && pos != Pos::cconj && !(opener && s_.clauses[s_.clause_of[i]].opener == i && next_kept(i) == i + 1 && !has_other_clause(i))) break;
    keep_[i] = false;
  }
  for (std::uint32_t i = s_.size(); i-- > from_;) {
    if (!keep_[i]) continue;
    if (is_mark(i) && is_quote(i)) return;
    if (!loose_end(i) && !is_mark(i)) return;
    keep_[i] = false;
  }
}

/// Small words that lost what they led to: "and another in".
bool Line::loose_end(std::uint32_t i) const {
  const Pos pos = s_.tokens[i].pos;
  const bool small = pos == Pos::adp || pos == Pos::det || pos == Pos::cconj || pos == Pos::sconj || (pos == Pos::part && s_.tokens[i].space_before && !s_.has(i, Word::negate)) ||
                     (s_.has(i, Word::subordinate) && pos == Pos::adv) || (s_.has(i, Word::determiner) && pos == Pos::pron && s_.has(i, Word::possessive));
  if (!small) return false;
  const bool ends_clause = i + 1 >= s_.size() || (s_.tokens[i + 1].pos == Pos::punct && !is_quote(i + 1) && !is_dash(i + 1));
  // "shot down", "broke out": the particle belongs to the verb
  if (pos == Pos::adp && i > from_ && s_.verb_of[i - 1] != nowhere && keep_[i - 1] && !led_to_date(i) && (ends_clause || (i + 1 < s_.size() && (s_.timex[i + 1] || s_.tokens[i + 1].pos == Pos::adp)))) return false;
  // "wies die Klage ab", "stuft sie als gefährlich ein": it ends the clause as told, and led to nothing
  return !((pos == Pos::adp || pos == Pos::det) && !led_to_date(i) && ends_clause);
}

/// Relative clauses and participles between commas, and clauses of time and cause within, which the sentence can do without.
void Line::drop_asides(std::uint32_t needed, std::uint32_t most) {
  const std::uint32_t start = first();  // an aside never holds it
  for (auto c = static_cast<std::uint32_t>(s_.clauses.size()); c-- > 0 && longer_than(most, start);) {
    const Clause& clause = s_.clauses[c];
    if (clause.first == 0 || s_.clause_of[needed] == c || clause.first <= start || clause.last >= s_.size() || clause.conditional) continue;
    const bool between = is_mark(clause.first - 1) && (clause.relative || clause.participial);
    const bool adverbial = clause.subordinate && !clause.relative && !is_mark(clause.first - 1) && s_.verb_of[clause.first - 1] == nowhere && clause.opener == clause.first;
    if ((!between && !adverbial) || !is_mark(clause.last - 1 + (is_mark(clause.last - 1) ? 0 : 1))) continue;
    bool whole = keep_[clause.first];
    for (std::uint32_t i = clause.first; i < clause.last && whole; ++i) whole = s_.clause_of[i] == c && !is_dash(i) && word(i) != ";" && word(i) != ":";
    if (!whole) continue;
    const std::uint32_t last = is_mark(clause.last - 1) ? clause.last - 1 : clause.last;  // the mark behind it
    drop(clause.first - (between || s_.has(clause.first - 1, Word::focus) ? 1 : 0), last);
    std::uint32_t behind = last + 1;
    for (std::uint32_t seen = 0; behind < s_.size() && !keep_[behind] && seen < longest_gap; ++seen) ++behind;
    if (between && word(last) == "," && behind < s_.size() && (s_.verb_of[behind] != nowhere || s_.tokens[behind].pos == Pos::cconj)) keep_[last] = false;
    paid_ += 1;
  }
}

/// Verbless descriptions between commas: "Ana Ruiz, the mayor of Oslo, resigned".
void Line::drop_appositions(std::uint32_t needed, std::uint32_t most) {
  std::uint32_t open = nowhere;
  const std::uint32_t start = first();
  for (std::uint32_t i = start; i < needed && longer_than(most, start); ++i) {
    if (!keep_[i] || !is_mark(i)) {
      if (open != nowhere && keep_[i] && (s_.verb_of[i] != nowhere && finite_verb(i))) open = nowhere;
      continue;
    }
    const bool described = open != nowhere && i > open + 1 && (s_.tokens[open + 1].pos == Pos::det || s_.tokens[open + 1].pos == Pos::num);
    const std::uint32_t behind = next_kept(i);
    if (described && word(i) == "," && behind < s_.size() && (s_.verb_of[behind] != nowhere || s_.tokens[behind].pos == Pos::cconj)) {
      drop(open, i + 1);
      paid_ += 0.5;
      open = nowhere;
    } else {
      open = word(i) == "," && i > from_ && is_noun(i - 1) ? i : nowhere;
    }
  }
}

/// What it costs to end behind `last` where `next` would have followed.
double Line::price_of_end(std::uint32_t last, std::uint32_t next) const {
  if (loose_end(last) || (s_.tokens[last].pos == Pos::aux && !s_.has(last, Word::copula))) return loose;
  if (next >= s_.size()) return 0;
  const Token &a = s_.tokens[last], &b = s_.tokens[next];
  // the clause that it stands in has not told its verb yet
  const std::uint32_t inside = s_.clause_of[last];
  for (const VerbGroup& g : s_.verbs)
    if (g.clause == inside && g.finite && g.head >= next && !subject_verb_before(inside, next)) return cut_object;
  if (is_mark(next) && is_verb(a) && s_.has(last, Word::report)) return 20;
  if (is_mark(next)) return is_quote(next) ? 3 : is_dash(next) || word(next) != "," ? 1 : in_list(next) ? 6 : 1.5;
  if (is_mark(last)) return loose;
  if (is_verb(a) && s_.has(last, Word::copula)) return cut_object;
  if (s_.clause_of[next] != inside && (s_.clauses[s_.clause_of[next]].subordinate || s_.clauses[s_.clause_of[next]].participial)) return is_verb(a) ? 18 : 3;
  if (b.pos == Pos::cconj && a.pos == Pos::adj && !s_.has(last, Word::compare) && next + 1 < s_.size() && s_.tokens[next + 1].pos != Pos::det) return 18;
  if (b.pos == Pos::cconj) return next + 1 < s_.size() && s_.clause_of[next + 1] != inside ? 2 : 5;
  if (b.pos == Pos::sconj || s_.has(next, Word::subordinate)) return is_verb(a) ? 18 : 6;
  if (b.pos == Pos::adp) return is_verb(a) ? 14 : a.pos == Pos::adj ? 12 : s_.has(next, Word::genitive) ? 12 : 4;
  if (b.pos == Pos::part && b.space_before) return is_verb(a) ? 20 : a.pos == Pos::adj ? 14 : 7;
  if (b.pos == Pos::part) return cut_phrase;
  if (b.pos == Pos::adv) return is_verb(a) ? 8 : 4;
  if (s_.verb_of[next] != nowhere) return s_.verbs[s_.verb_of[next]].participle && !is_verb(a) ? 6 : cut_object;
  if (is_verb(a)) return cut_object;
  if (b.pos == Pos::det || b.pos == Pos::pron) return 12;
  return cut_phrase;
}

void Line::shorten(std::uint32_t needed, std::uint32_t most) {
  if (!longer_than(most)) return;
  drop_asides(needed, most);
  drop_appositions(needed, most);
  std::uint32_t length_now = 0;
  double best = 0;
  std::uint32_t end = nowhere;
  const std::uint32_t start = first();
  if (!longer_than(most) || start == nowhere) return;
  for (std::uint32_t i = start; i < s_.size(); i = next_kept(i)) {
    length_now += width(i);
    if (length_now > most + 1) break;
    if (i < needed || (length_now < 30 && end != nowhere)) continue;
    const std::uint32_t next = next_kept(i);
    const double price = price_of_end(i, next) + 0.06 * static_cast<double>(most - std::min(most, length_now));
    if (end == nowhere || price <= best) best = price, end = i;
  }
  if (end == nowhere) {
    paid_ += hole * 3;
    return;
  }
  paid_ += best;
  drop(end + 1, s_.size());
}

/// The finite verb of a clause stands before `end`.
bool Line::subject_verb_before(std::uint32_t clause, std::uint32_t end) const {
  return std::ranges::any_of(s_.verbs, [&](const VerbGroup& g) { return g.clause == clause && g.head < end; });
}

/// A comma of an enumeration: nouns on both sides, and no verb up to the next one.
bool Line::in_list(std::uint32_t comma) const {
  if (comma == 0 || comma + 1 >= s_.size() || !is_noun(comma - 1)) return false;
  for (std::uint32_t i = comma + 1; i < s_.size() && i < comma + 8; ++i) {
    if (s_.verb_of[i] != nowhere || s_.has(i, Word::subordinate) || s_.tokens[i].pos == Pos::adp) return false;
    if (s_.tokens[i].pos == Pos::cconj || word(i) == ",") return true;
  }
  return false;
}

/// More than one clause is kept.
bool Line::has_other_clause(std::uint32_t token) const {
  for (std::uint32_t i = from_; i < s_.size(); ++i)
    if (keep_[i] && s_.clause_of[i] != s_.clause_of[token]) return true;
  return false;
}

/// What it costs that two words stand side by side now that did not in the sentence.
double Line::price_of_joint(std::uint32_t left, std::uint32_t right) const {
  const Token &a = s_.tokens[left], &b = s_.tokens[right];
  const bool ends = is_mark(right) && !is_quote(right);
  if (a.pos == Pos::det && (ends || b.pos == Pos::adp || is_verb(b) || b.pos == Pos::cconj || b.pos == Pos::det)) return hole;
  if (a.pos == Pos::adp && (ends || b.pos == Pos::adp || finite_verb(right) || b.pos == Pos::cconj || b.pos == Pos::sconj)) return hole;
  if (a.pos == Pos::cconj && ends) return hole;
  if (a.pos == Pos::sconj && (ends || finite_verb(right))) return hole;
  if (a.pos == Pos::aux && ends && !s_.has(left, Word::copula)) return 10;
  if (a.pos == Pos::part && a.space_before && !is_verb(b)) return hole;
  if (is_noun(left) && (b.pos == Pos::det || b.pos == Pos::pron)) return 6;
  if (s_.verb_of[left] != nowhere && s_.has(left, Word::report) && !is_mark(right) && b.pos != Pos::sconj) return 10;
  // two sentences with a comma between them
  const Clause& clause = s_.clauses[s_.clause_of[right]];
  if (is_mark(left) && s_.clause_of[left] != s_.clause_of[right] && !clause.subordinate && !clause.participial && b.pos != Pos::cconj) return 5;
  return 0;
}

double Line::price_of_start() const {
  std::uint32_t at = first();
  if (is_quote(at) && next_kept(at) < s_.size()) at = next_kept(at);
  double price = 0;
  const Pos pos = s_.tokens[at].pos;
  if (s_.has(at, Word::third_person)) price += 14;
  else if (s_.has(at, Word::first_person)) price += 6;
  else if (s_.has(at, Word::demonstrative)) price += next_kept(at) < s_.size() && is_verb(s_.tokens[next_kept(at)]) ? 8 : 2;
  if (pos != Pos::det && pos != Pos::pron && s_.has(at, Word::subordinate)) price += 16;
  else if (s_.has(at, Word::relative_pronoun) && pos != Pos::det && !s_.has(at, Word::demonstrative)) price += 16;
  else if (pos == Pos::adp || pos == Pos::sconj) price += 5;
  else if (pos == Pos::adv && !is_quote(at)) price += 3;
  return price;
}

double Line::cost(std::uint32_t needed, bool has_subject, bool has_verb) const {
  const std::uint32_t at = first(), end = last();
  if (at == nowhere) return 1000;
  double price = paid_ + (has_subject ? 0 : price_of_start());
  std::uint32_t words = has_subject ? 2 : 0, before = nowhere, verb = nowhere;
  bool named = has_subject, date = false;
  std::vector<bool> clause_kept(s_.clauses.size(), false);
  for (std::uint32_t i = at; i < s_.size(); i = next_kept(i)) {
    if (before != nowhere && before + 1 != i) price += price_of_joint(before, i);
    if (!is_mark(i)) ++words;
    if (verb == nowhere && finite_verb(i)) verb = i;
    if (verb == nowhere && is_name_like(i)) named = true;
    date |= s_.timex[i] && i + 1 < s_.size();
    clause_kept[s_.clause_of[i]] = true;
    // "the pier, built, carried": what is left of "built in 1931"
    if (before != nowhere && before + 1 < i && is_mark(i) && s_.verb_of[before] != nowhere && s_.verbs[s_.verb_of[before]].participle && before > at) price += is_mark(before - 1) ? 12 : 8;
    before = i;
  }
  if (words < 2 && !has_subject) return 500;
  if (words < 3) price += 5;
  if (needed != nowhere && !keep_[needed] && needed != waived_) price += s_.has(needed, Word::copula) ? 0 : no_trigger;
  if (verb == nowhere && !has_verb) price += no_verb;
  else if (verb != nowhere && !named) price += no_subject;
  if (loose_end(end) || (s_.tokens[end].pos == Pos::aux && !s_.has(end, Word::copula) && end + 1 < s_.size() && !is_mark(end + 1))) price += loose;
  // "the mayor said": that somebody spoke tells nothing
  if (s_.verb_of[end] != nowhere && s_.has(end, Word::mere_report) && !s_.verbs[s_.verb_of[end]].passive) price += 18;
  const std::uint32_t missed = end + 1 < s_.size() && !keep_[end + 1] ? end + 1 : nowhere;
  if (missed != nowhere && !s_.timex[missed] && is_verb(s_.tokens[end]) && !is_mark(missed) && paid_ == 0) price += 10;
  for (std::uint32_t c = 0; c < s_.clauses.size(); ++c)
    if (s_.clauses[c].conditional && !clause_kept[c] && (c == 0 || !s_.clauses[c - 1].relative)) price += condition_lost;
  return price;
}

}  // namespace newsline::event_room
