#include "headline.h"

#include <algorithm>

#include "newsline/utf8.h"

namespace newsline::event_room {

namespace {

constexpr std::size_t longest = 120;  // code points

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

class Writer {
 public:
  Writer(const HeadlineSource& source, const Words& words)
      : source_(source), s_(source.syntax), text_(source.reading.article.text), words_(words) {}

  std::string write() {
    std::string line;
    if (choose_clause()) line = compose();
    if (line.empty() || too_little()) {
      lent_ = {}, lent_pronoun_ = lower_next_ = needs_auxiliary_ = false, main_ = own();
      keep_all();
      line = compose();
    }
    return line;
  }

 private:
  std::string_view word(std::uint32_t i) const { return s_.tokens[i].span.of(text_); }
  bool mark(std::uint32_t i) const { return is_mark(s_.tokens[i]); }
  bool quote_mark(std::uint32_t i) const {
    const std::string_view w = word(i);
    return w == "“" || w == "”" || w == "\"" || w == "‘" || w == "’" || w == "'";
  }
  bool dash(std::uint32_t i) const { return word(i) == "—" || word(i) == "–" || word(i) == "-" || word(i) == "--"; }
  bool opens_quote(std::uint32_t i) const { return word(i) == "“" || word(i) == "‘" || ((word(i) == "\"" || word(i) == "'") && s_.tokens[i].space_before); }
  std::uint32_t own() const { return source_.trigger.kind == TriggerKind::none ? 0 : source_.trigger.clause; }
  void drop(std::uint32_t from, std::uint32_t last) { std::fill(keep_.begin() + from, keep_.begin() + std::max(from, last), false); }
  void keep_all() {
    keep_.assign(s_.size(), false);
    std::fill(keep_.begin() + std::min(source_.from, s_.size()), keep_.end(), true);
  }
  void keep_clause(std::uint32_t number) {
    const Clause& clause = s_.clauses[number];
    for (std::uint32_t i = std::max(clause.first, source_.from); i < clause.last; ++i)
      if (s_.clause_of[i] == number) keep_[i] = true;
  }
  void drop_clause(std::uint32_t number) {
    const Clause& clause = s_.clauses[number];
    for (std::uint32_t i = clause.first; i < clause.last; ++i)
      if (s_.clause_of[i] == number) keep_[i] = false;
  }

  /// The part of the sentence that tells this happening alone; false when the whole has to stand.
  bool choose_clause() {
    main_ = own();
    if (source_.trigger.kind == TriggerKind::none) return false;
    if (said_content() || said_behind()) return true;
    const Clause& clause = s_.clauses[main_];
    const bool aside = clause.first > source_.from && (clause.relative || clause.participial);
    if (!source_.shared && !aside && !unclear_subject()) return false;
    keep_.assign(s_.size(), false);
    keep_clause(main_);
    const std::uint32_t next = main_ + 1;
    if (source_.trigger.kind == TriggerKind::verb && s_.has(source_.trigger.token, Word::report) && next < s_.clauses.size()) keep_clause(next);
    return !subject_tokens(s_, main_).empty() || borrow_subject();
  }

  /// "It became possible when the two firms signed a contract": the clause with a subject of its own tells more.
  bool unclear_subject() {
    const Span subject = subject_tokens(s_, main_);
    if (!source_.antecedent.empty() || subject.size() != 1 || !s_.has(subject.begin, Word::third_person)) return false;
    const std::uint32_t next = main_ + 1;
    if (next >= s_.clauses.size() || !s_.clauses[next].subordinate || s_.clauses[next].conditional) return false;
    const Span other = subject_tokens(s_, next);
    if (other.empty() || s_.has(other.begin, Word::personal) || other.begin > s_.clauses[next].first + 3) return false;
    main_ = next;
    return true;
  }

  /// "The mayor said on Monday that the pier had collapsed": what is said is the news, when it is dated by nothing else.
  bool said_content() {
    const Trigger& t = source_.trigger;
    if (t.kind != TriggerKind::verb || !s_.has(t.token, Word::mere_report) || source_.shared) return false;
    const std::uint32_t content = own() + 1;
    if (content >= s_.clauses.size()) return false;
    const Clause& clause = s_.clauses[content];
    const bool opened = clause.opener == nowhere || s_.tokens[clause.opener].pos == Pos::sconj;
    if (clause.conditional || clause.participial || !opened || clause.first < t.token || clause.first - t.token > 8) return false;
    for (std::uint32_t i = t.token; i < clause.first; ++i)
      if (mark(i)) return false;
    const Span subject = subject_tokens(s_, content);
    if (subject.empty()) return false;
    keep_.assign(s_.size(), false);
    for (std::uint32_t i = clause.first; i < s_.size(); ++i) keep_[i] = s_.clause_of[i] != own();
    if (clause.opener != nowhere) keep_[clause.opener] = false;
    main_ = content;
    // "said it would close": the speaker is who closes
    if (subject.size() == 1 && s_.has(subject.begin, Word::third_person)) {
      const Span speaker = subject_tokens(s_, own());
      if (speaker.empty() || s_.has(speaker.begin, Word::personal) || speaker.size() > 12) return false;
      lend(speaker);
      drop(clause.first, subject.end);
    }
    return true;
  }

  /// "The pier collapsed, the mayor said on Monday": what is said, and who says it where the saying has a day of its own.
  bool said_behind() {
    const Trigger& t = source_.trigger;
    if (t.kind != TriggerKind::verb || !s_.has(t.token, Word::mere_report) || own() == 0 || s_.clauses[own()].subordinate) return false;
    std::uint32_t content = 0;
    while (content < own() && (s_.clauses[content].subordinate || s_.clauses[content].participial)) ++content;
    if (content == own() || subject_tokens(s_, content).empty() || s_.has(s_.verbs[s_.verb_of[verb_in(content)]].head, Word::mere_report)) return false;
    keep_.assign(s_.size(), false);
    for (std::uint32_t i = source_.from; i < s_.clauses[own()].first; ++i) keep_[i] = s_.clause_of[i] != own();
    main_ = content;
    const Span speaker = subject_tokens(s_, own());
    if (!source_.shared || speaker.empty() || speaker.begin > t.token || speaker.size() > 10) return true;
    lent_ = {s_.tokens[speaker.begin].span.begin, s_.tokens[t.token].span.end};
    lower_next_ = true;
    return true;
  }
  std::uint32_t verb_token(std::uint32_t clause) const {
    const std::uint32_t i = verb_in(clause);
    return s_.verb_of[i] == nowhere ? i : s_.verbs[s_.verb_of[i]].first;
  }
  std::uint32_t verb_in(std::uint32_t clause) const {
    std::uint32_t i = s_.clauses[clause].first;
    while (i + 1 < s_.clauses[clause].last && (s_.clause_of[i] != clause || s_.verb_of[i] == nowhere)) ++i;
    return s_.verb_of[i] == nowhere ? s_.verbs.front().head : i;
  }

  void lend(Span tokens) {
    lent_ = {s_.tokens[tokens.begin].span.begin, s_.tokens[tokens.end - 1].span.end};
    lent_pronoun_ = tokens.size() == 1 && s_.has(tokens.begin, Word::personal);
  }

  /// Who does it, when the clause itself does not say: the head of "who was ill", the subject of "and won", of "arrested in May, ...".
  bool borrow_subject() {
    const Clause& clause = s_.clauses[main_];
    if (clause.relative || (clause.participial && clause.first > source_.from)) {
      const Span head = noun_before(clause.first);
      if (head.empty()) return false;
      lend(head);
      for (std::uint32_t i = clause.first; i < clause.last && i < clause.first + 3; ++i)
        if (s_.has(i, Word::relative_pronoun)) keep_[i] = false;
      if (!clause.participial) return true;
      const bool bracket = clause.first > 0 && word(clause.first - 1) == ")";  // "the bank (founded in Oslo) closed"
      const bool bare = source_.trigger.kind == TriggerKind::verb && s_.tokens[source_.trigger.token].form == VerbForm::past_participle;
      // "the bridge, built in 1931, carried": the subject goes on to a verb of its own
      const std::uint32_t next = main_ + 1;
      needs_auxiliary_ = bare && !bracket && next < s_.clauses.size() && !s_.clauses[next].subordinate &&
                         (subject_tokens(s_, next).empty() || s_.clauses[next].first < clause.first) &&
                         s_.tokens[verb_token(next)].form != VerbForm::gerund;
      return bare;
    }
    if (clause.participial) {
      const Span subject = main_ + 1 < s_.clauses.size() ? subject_tokens(s_, main_ + 1) : Span{};
      if (subject.empty() || subject.size() > 12) return false;
      lend(subject);
      needs_auxiliary_ = source_.trigger.kind == TriggerKind::verb && s_.tokens[source_.trigger.token].form == VerbForm::past_participle;
      return needs_auxiliary_;
    }
    if (main_ == 0) return false;
    const Clause& before = s_.clauses[main_ - 1];
    const Span subject = subject_tokens(s_, main_ - 1);
    if (subject.empty() || subject.size() > 12 || before.participial || s_.has(subject.begin, Word::relative_pronoun)) return false;
    lend(subject);
    for (std::uint32_t i = clause.first; i < clause.last && !s_.has(i, Word::negate) && s_.verb_of[i] == nowhere; ++i)
      if (s_.tokens[i].pos == Pos::cconj || s_.has(i, Word::lead_out)) keep_[i] = false;
    return true;
  }

  /// The noun phrase that ends before a place, over a comma.
  Span noun_before(std::uint32_t at) const {
    if (at > source_.from && word(at - 1) == ")")
      while (at > source_.from && word(at - 1) != "(") --at;
    while (at > source_.from && (mark(at - 1) && !quote_mark(at - 1))) --at;
    std::uint32_t first = at;
    while (first > source_.from && at - first < 10 && phrase_part(first - 1)) --first;
    while (first < at && (s_.tokens[first].pos == Pos::part || s_.tokens[first].pos == Pos::adp)) ++first;
    return first < at && std::any_of(s_.tokens.begin() + first, s_.tokens.begin() + at, is_noun) ? Span{first, at} : Span{};
  }
  bool phrase_part(std::uint32_t i) const {
    const Pos pos = s_.tokens[i].pos;
    return is_noun(s_.tokens[i]) || pos == Pos::adj || pos == Pos::det || pos == Pos::num || (pos == Pos::part && !s_.tokens[i].space_before) || s_.has(i, Word::possessive);
  }

  std::string compose() {
    drop_brackets();
    for (const Attachment& date : source_.dates) drop_date(date);
    drop_attribution();
    trim();
    shorten();
    drop_opener();
    trim();
    trim_end();
    return spell();
  }

  void drop_brackets() {
    std::uint32_t open = nowhere;
    for (std::uint32_t i = source_.from; i < s_.size(); ++i) {
      if (word(i) == "(" || word(i) == "[") open = i == source_.from ? nowhere : i;  // not a sentence that stands in brackets as a whole
      else if ((word(i) == ")" || word(i) == "]") && open != nowhere) drop(open, i + 1), open = nowhere;
    }
  }

  void drop_date(const Attachment& date) {
    std::uint32_t first = date.preposition == nowhere ? date.first : date.preposition;
    while (first > source_.from && s_.has(first - 1, Word::determiner) && first == date.first && !date.prenominal) --first;
    if (date.prenominal) first = date.first;  // "ahead of Friday's vote" keeps "ahead of"
    std::uint32_t last = date.last;
    if (last < s_.size() && s_.tokens[last].pos == Pos::part && !s_.tokens[last].space_before) ++last;
    drop(first, last);
    if (last < s_.size() && word(last) == "," && (first == source_.from || mark(first - 1))) keep_[last] = false;
  }

  std::uint32_t kept() const {
    std::uint32_t length = lent_.size();
    for (std::uint32_t i = source_.from; i < s_.size(); ++i)
      if (keep_[i]) length += static_cast<std::uint32_t>(count_code_points(word(i))) + (s_.tokens[i].space_before ? 1 : 0);
    return length;
  }

  /// ", officials said" behind or "Officials said" before what they tell; "according to officials".
  void drop_attribution() {
    for (std::uint32_t v = 0; v < s_.verbs.size() && v < 64; ++v) {
      const VerbGroup& g = s_.verbs[v];
      if (!s_.has(g.head, Word::mere_report) || g.clause == own() || !g.finite || s_.clauses[g.clause].subordinate) continue;
      drop_clause(g.clause);
      const std::uint32_t opener = s_.clauses[main_].opener;
      if (opener != nowhere && opener > g.head && s_.has(opener, Word::subordinate)) keep_[opener] = false;
    }
    for (std::uint32_t i = source_.from; i + 1 < s_.size(); ++i) {
      if (!keep_[i] || words_.phrase(&s_.tokens[i], &s_.tokens[i] + 2) != Phrase::attribution) continue;
      std::uint32_t end = i;
      while (end < s_.size() && word(end) != "," && !(end > i + 1 && s_.verb_of[end] != nowhere)) ++end;
      drop(i, std::min(end + 1, s_.size()));
    }
  }

  /// Words that only tie the sentence to the one before, and marks that stand alone now.
  void trim() {
    if (!lent_.empty()) return;
    for (std::uint32_t i = source_.from; i < s_.size(); ++i) {
      if (!keep_[i]) continue;
      const Pos pos = s_.tokens[i].pos;
      const bool tie = s_.has(i, Word::lead_out) && (pos == Pos::adv || pos == Pos::cconj || pos == Pos::sconj);
      if (!tie && !(mark(i) && !opens_quote(i)) && pos != Pos::cconj) break;
      keep_[i] = false;
    }
  }

  /// Small words that lost what they led to: "and another in".
  void trim_end() {
    for (std::uint32_t i = s_.size(); i-- > source_.from;) {
      if (!keep_[i]) continue;
      const Pos pos = s_.tokens[i].pos;
      const bool loose = pos == Pos::adp || pos == Pos::det || pos == Pos::cconj || pos == Pos::sconj || (pos == Pos::part && s_.tokens[i].space_before) ||
                         (s_.has(i, Word::subordinate) && pos == Pos::adv);
      if (!loose && !mark(i)) return;
      // "shot down", "broke out": the particle belongs to the verb
      if (pos == Pos::adp && i > source_.from && s_.verb_of[i - 1] != nowhere && keep_[i - 1] && !leads_to_date(i)) return;
      // "wies die Klage ab", "stuft sie als gefährlich ein": it ends the clause as told, and led to nothing
      if ((pos == Pos::adp || pos == Pos::det) && !leads_to_date(i) && (i + 1 >= s_.size() || s_.tokens[i + 1].pos == Pos::punct)) return;
      if (mark(i) && quote_mark(i)) return;
      keep_[i] = false;
    }
  }
  bool leads_to_date(std::uint32_t i) const {
    return std::ranges::any_of(source_.dates, [&](const Attachment& date) { return date.preposition == i; });
  }

  /// "where they won" of a longer sentence tells its own line without the word that ties it.
  void drop_opener() {
    std::uint32_t first = source_.from;
    while (first < s_.size() && !keep_[first]) ++first;
    if (first == s_.size() || first == source_.from || !lent_.empty()) return;
    const Clause& clause = s_.clauses[s_.clause_of[first]];
    if (s_.has(first, Word::subordinate) && first < clause.first + 2 && s_.tokens[first].pos != Pos::det && kept_clauses() == 1) keep_[first] = false;
  }
  std::uint32_t kept_clauses() const {
    std::uint32_t count = 0, last = nowhere;
    for (std::uint32_t i = source_.from; i < s_.size(); ++i)
      if (keep_[i] && s_.clause_of[i] != last) ++count, last = s_.clause_of[i];
    return count;
  }

  /// Drops what hangs on the clause that tells it, the least needed first, until the line is short enough.
  void shorten() {
    if (kept() <= longest || s_.clauses.size() > 200) return;
    const bool speaks = source_.trigger.kind == TriggerKind::verb && s_.has(source_.trigger.token, Word::report) && main_ == own();
    const auto sheds = [&](auto wanted) {
      for (auto c = static_cast<std::uint32_t>(s_.clauses.size()); c-- > 0 && kept() > longest;)
        if (c != main_ && !(speaks && c == main_ + 1) && wanted(s_.clauses[c], c)) drop_clause(c);
    };
    sheds([&](const Clause& clause, std::uint32_t c) { return clause.participial && c > main_; });
    sheds([&](const Clause& clause, std::uint32_t c) { return clause.relative && c > main_; });
    sheds([&](const Clause& clause, std::uint32_t c) { return clause.subordinate && c > main_; });
    sheds([&](const Clause& clause, std::uint32_t c) { return clause.subordinate && c < main_; });
    sheds([&](const Clause&, std::uint32_t c) { return c > main_; });
    if (!subject_tokens(s_, main_).empty()) sheds([&](const Clause&, std::uint32_t c) { return c < main_; });
    trim();
    shed_words();
  }

  /// Whole words from the end, up to a comma where one is near.
  void shed_words() {
    std::uint32_t length = kept(), end = s_.size();
    if (length <= longest) return;
    const std::uint32_t full = longest;
    std::uint32_t comma = nowhere;
    while (end > source_.from && length > full) {
      --end;
      if (!keep_[end]) continue;
      length -= static_cast<std::uint32_t>(count_code_points(word(end))) + (s_.tokens[end].space_before ? 1 : 0);
      keep_[end] = false;
    }
    std::uint32_t back = 0;
    for (std::uint32_t i = end; i-- > source_.from && back < full / 3;) {
      if (!keep_[i]) continue;
      back += static_cast<std::uint32_t>(count_code_points(word(i))) + 1;
      if (word(i) == "," || s_.clause_of[i] != s_.clause_of[end < s_.size() ? end : i]) { comma = i; break; }
    }
    if (comma != nowhere) drop(comma + (word(comma) == "," ? 0 : 1), end);
  }

  /// A line that says only that somebody spoke, or ends in the air, tells nothing.
  bool too_little() const {
    std::uint32_t count = 0, last = nowhere;
    bool quoted = false;
    for (std::uint32_t i = source_.from; i < s_.size(); ++i) {
      if (!keep_[i]) continue;
      if (quote_mark(i)) quoted = true;
      if (!mark(i)) ++count, last = i;
    }
    if (last == nowhere || (count < 2 && lent_.empty())) return true;
    if (s_.tokens[last].pos == Pos::aux) return true;
    return !quoted && s_.verb_of[last] != nowhere && s_.has(last, Word::mere_report) && !s_.verbs[s_.verb_of[last]].passive;
  }

  std::string spell() const {
    std::string line = opening();
    std::uint32_t before = nowhere;
    for (std::uint32_t i = source_.from; i < s_.size(); ++i) {
      if (!keep_[i]) continue;
      if (before == nowhere && line.empty() && stands_for(i)) {
        line = source_.antecedent;
        if (s_.has(i, Word::possessive)) line += "'s";
        before = i;
        continue;
      }
      const bool gap = before == nowhere || before + 1 != i;
      const bool closing = mark(i) && !opens_quote(i) && !dash(i) && (!s_.tokens[i].space_before || gap);
      // a dash or comma that stood before words that are gone
      if (mark(i) && !quote_mark(i) && gap && (line.empty() || ends_in_mark(line))) continue;
      if (!line.empty() && (s_.tokens[i].space_before || gap) && !closing) line += ' ';
      const std::size_t at = line.size();
      line += word(i);
      // "Ortega said the bridge ...": the article of a sentence's start within the line
      if (before == nowhere && lower_next_ && s_.has(i, Word::determiner) && line[at] >= 'A' && line[at] <= 'Z') line[at] = static_cast<char>(line[at] - 'A' + 'a');
      before = i;
    }
    return finish(std::move(line));
  }
  std::string opening() const {
    std::string line = lent_pronoun_ && !source_.antecedent.empty() ? source_.antecedent : std::string(lent_.of(text_));
    if (needs_auxiliary_ && !line.empty()) line.append(1, ' ').append(words_.passive_auxiliary(line));
    return line;
  }
  /// The line opens with a pronoun whose antecedent is sure.
  bool stands_for(std::uint32_t i) const {
    return !source_.antecedent.empty() && s_.has(i, Word::third_person) && (s_.has(i, Word::personal) || s_.has(i, Word::possessive));
  }
  static bool ends_in_mark(std::string_view line) {
    for (const std::string_view end : {",", ";", ":", " ", "—", "–", "-"})
      if (line.ends_with(end)) return true;
    return false;
  }

  std::string finish(std::string line) const {
    for (char& c : line)
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    cut(line);
    static constexpr std::string_view ends[] = {".", ",", ";", ":", " ", "—", "–", "-", "…"};
    for (bool again = true; again && !line.empty();) {
      again = false;
      for (const std::string_view end : ends)
        if (line.ends_with(end) && !(end == "." && abbreviated(line))) line.resize(line.size() - end.size()), again = true;
    }
    balance(line);
    capitalize(line);
    return line;
  }
  static bool abbreviated(std::string_view line) { return line.size() > 3 && line[line.size() - 3] == '.'; }  // "U.S."

  /// Whole words, up to the limit.
  static void cut(std::string& line) {
    std::size_t at = 0, count = 0, space = std::string::npos;
    while (at < line.size() && count <= longest) {
      if (line[at] == ' ') space = at;
      next_code_point(line, at);
      ++count;
    }
    if (at >= line.size()) return;
    line.resize(space == std::string::npos ? at : space);
    // a comma close before the cut is a better end
    const std::size_t comma = line.rfind(", ");
    if (comma != std::string::npos && comma > line.size() / 2) line.resize(comma);
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
    if (line.empty() || line[0] < 'a' || line[0] > 'z') return;
    if (line.size() > 1 && line[1] >= 'A' && line[1] <= 'Z') return;  // "iPhone", "eBay" keep their shape
    line[0] = static_cast<char>(line[0] - 'a' + 'A');
  }

  const HeadlineSource& source_;
  const Syntax& s_;
  std::string_view text_;
  const Words& words_;
  std::vector<bool> keep_;
  std::uint32_t main_ = 0;        // the clause that the line tells
  Span lent_{};                   // bytes of a subject that stands elsewhere in the sentence
  bool lent_pronoun_ = false;
  bool lower_next_ = false;       // the first word stood at the sentence's start and no longer does
  bool needs_auxiliary_ = false;  // the verb is a bare participle
};

}  // namespace

std::string headline(const HeadlineSource& source, const Words& words) { return Writer(source, words).write(); }

}  // namespace newsline::event_room
