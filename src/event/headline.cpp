#include "headline.h"

#include <algorithm>

#include "newsline/utf8.h"

namespace newsline::event_room {

namespace {

constexpr std::size_t longest = 120;  // code points

bool is_noun(const Token& token) { return token.pos == Pos::noun || token.pos == Pos::propn; }

class Writer {
 public:
  Writer(const HeadlineSource& source, const Words& words)
      : source_(source), s_(source.syntax), text_(source.reading.article.text), words_(words), keep_(s_.size(), false) {}

  std::string write() {
    std::fill(keep_.begin() + source_.from, keep_.begin() + std::max(source_.from, source_.last), true);
    drop_brackets();
    if (source_.date) drop_date(*source_.date);
    if (source_.shared) own_clause_only();
    drop_attribution();
    trim();
    shorten();
    drop_opener();
    trim();
    trim_end();
    name_subject();
    return spell();
  }

 private:
  std::string_view word(std::uint32_t i) const { return s_.tokens[i].span.of(text_); }
  bool mark(std::uint32_t i) const { return s_.tokens[i].kind == TokenKind::punctuation; }
  void drop(std::uint32_t from, std::uint32_t last) { std::fill(keep_.begin() + from, keep_.begin() + std::max(from, last), false); }

  void drop_brackets() {
    std::uint32_t open = nowhere;
    for (std::uint32_t i = source_.from; i < source_.last; ++i) {
      if (word(i) == "(" || word(i) == "[") open = i;
      else if ((word(i) == ")" || word(i) == "]") && open != nowhere) drop(open, i + 1), open = nowhere;
    }
  }

  void drop_date(const Attachment& date) {
    std::uint32_t first = date.preposition == nowhere ? date.first : date.preposition;
    while (first > source_.from && s_.has(first - 1, Word::determiner) && first == date.first) --first;
    if (date.prenominal && date.preposition != nowhere) first = date.first;  // "ahead of Friday's vote" keeps "ahead of"
    std::uint32_t last = date.last;
    if (last < s_.size() && s_.tokens[last].pos == Pos::part && !s_.tokens[last].space_before) ++last;
    drop(first, last);
    if (last < s_.size() && word(last) == "," && (first == source_.from || mark(first - 1) || first == 0)) keep_[last] = false;
  }

  std::uint32_t kept() const {
    std::uint32_t length = 0;
    for (std::uint32_t i = source_.from; i < source_.last; ++i)
      if (keep_[i]) length += static_cast<std::uint32_t>(count_code_points(word(i))) + (s_.tokens[i].space_before ? 1 : 0);
    return length;
  }

  void drop_clause(std::uint32_t number) {
    const Clause& clause = s_.clauses[number];
    for (std::uint32_t i = clause.first; i < clause.last; ++i)
      if (s_.clause_of[i] == number) keep_[i] = false;
  }

  bool starts_subject(std::uint32_t i) const {
    if (source_.date && i >= source_.date->first && i < source_.date->last) return false;
    if (s_.has(i, Word::relative_pronoun) || s_.has(i, Word::subordinate)) return false;
    const Pos pos = s_.tokens[i].pos;
    return is_noun(s_.tokens[i]) || pos == Pos::pron || pos == Pos::det || pos == Pos::num || pos == Pos::adj;
  }

  /// The words before the verb of a clause: its subject, up to a comma.
  std::pair<std::uint32_t, std::uint32_t> subject_of(std::uint32_t number) const {
    const Clause& clause = s_.clauses[number];
    std::uint32_t first = nowhere, last = nowhere;
    for (std::uint32_t i = clause.first; i < clause.last; ++i) {
      if (s_.clause_of[i] == number && s_.verb_of[i] != nowhere) break;
      if (first == nowhere && s_.clause_of[i] == number && starts_subject(i)) first = i, last = i + 1;
      else if (first != nowhere && last == i && s_.clause_of[i] == number && !mark(i)) last = i + 1;
    }
    if (first != nowhere && !std::any_of(s_.tokens.begin() + first, s_.tokens.begin() + last, [](const Token& t) { return is_noun(t) || t.pos == Pos::pron; })) return {nowhere, nowhere};
    return {first, last};
  }

  /// Of a sentence with several happenings only the clause that tells this one, with the subject that it shares.
  void own_clause_only() {
    if (source_.trigger.kind == TriggerKind::none) return;
    const std::uint32_t own = source_.trigger.clause;
    for (std::uint32_t c = 0; c < s_.clauses.size(); ++c)
      if (c != own && !(s_.clauses[c].subordinate && c == own + 1 && complement(c))) drop_clause(c);
    const Clause& clause = s_.clauses[own];
    for (std::uint32_t i = clause.first; i < clause.last && i < clause.first + 3; ++i) {
      if (s_.clause_of[i] != own) continue;
      if (s_.has(i, Word::subordinate) || s_.tokens[i].pos == Pos::cconj) keep_[i] = false;
    }
    if (subject_of(own).first != nowhere) return;
    if (clause.participial && own + 1 < s_.clauses.size() && lend_subject(own + 1)) return;
    for (std::uint32_t c = own; c-- > 0;)
      if (lend_subject(c)) return;
  }
  /// "said that ...": what is said belongs to the saying.
  bool complement(std::uint32_t c) const { return source_.trigger.kind == TriggerKind::verb && s_.has(source_.trigger.token, Word::report) && !s_.clauses[c].relative; }
  bool lend_subject(std::uint32_t c) {
    if (s_.clauses[c].subordinate) return false;
    const auto [first, last] = subject_of(c);
    if (first == nowhere || last - first > 12) return false;
    prefix_ = {s_.tokens[first].span.begin, s_.tokens[last - 1].span.end};
    prefix_pronoun_ = first + 1 == last && s_.tokens[first].pos == Pos::pron ? first : nowhere;
    return true;
  }

  /// ", officials said" behind or "Officials said" before what they tell.
  void drop_attribution() {
    const std::uint32_t own = source_.trigger.clause;
    for (std::uint32_t v = 0; v < s_.verbs.size() && v < 64; ++v) {
      const VerbGroup& g = s_.verbs[v];
      if (!s_.has(g.head, Word::mere_report) || g.clause == own || !g.finite || s_.clauses[g.clause].subordinate) continue;
      drop_clause(g.clause);
      const std::uint32_t first = s_.clauses[own].first;
      if (first < s_.size() && s_.clauses[own].opener == first && s_.has(first, Word::subordinate)) keep_[first] = false;
    }
    for (std::uint32_t i = source_.from; i + 1 < source_.last; ++i) {
      if (!keep_[i] || words_.phrase(&s_.tokens[i], &s_.tokens[i] + 2) != Phrase::attribution) continue;
      std::uint32_t end = i;
      while (end < source_.last && word(end) != "," && !(end > i + 1 && s_.verb_of[end] != nowhere)) ++end;
      drop(i, std::min(end + 1, source_.last));
    }
  }

  /// Words that only tie the sentence to the one before, and marks that stand alone now.
  void trim() {
    for (std::uint32_t i = source_.from; i < source_.last; ++i) {
      if (!keep_[i]) continue;
      const bool tie = s_.has(i, Word::lead_out) && (s_.tokens[i].pos == Pos::adv || s_.tokens[i].pos == Pos::cconj || s_.tokens[i].pos == Pos::sconj);
      if (!tie && !(mark(i) && !opens_quote(i)) && s_.tokens[i].pos != Pos::cconj) break;
      keep_[i] = false;
    }
  }
  bool opens_quote(std::uint32_t i) const { return word(i) == "“" || word(i) == "\"" || word(i) == "‘" || word(i) == "'"; }

  /// "where they won" of a longer sentence tells its own line without the word that ties it.
  void drop_opener() {
    std::uint32_t first = source_.from;
    while (first < source_.last && !keep_[first]) ++first;
    if (first == source_.last || first == source_.from || !prefix_.empty()) return;
    const Clause& clause = s_.clauses[s_.clause_of[first]];
    if (s_.has(first, Word::subordinate) && first < clause.first + 2 && s_.tokens[first].pos != Pos::det) keep_[first] = false;
  }

  /// Small words that lost what they led to: "and another in".
  void trim_end() {
    for (std::uint32_t i = source_.last; i-- > source_.from;) {
      if (!keep_[i]) continue;
      const Pos pos = s_.tokens[i].pos;
      const bool loose = pos == Pos::adp || pos == Pos::det || pos == Pos::cconj || pos == Pos::sconj || (pos == Pos::part && s_.tokens[i].space_before);
      // "shot down", "broke out": the particle belongs to the verb
      if (!loose && !mark(i)) return;
      if (pos == Pos::adp && i > source_.from && s_.verb_of[i - 1] != nowhere && !dated_behind(i)) return;
      // "wies die Klage ab", "stuft sie als gefährlich ein": it ends the clause as told, and led to nothing
      if ((pos == Pos::adp || pos == Pos::det) && !dated_behind(i) && (i + 1 >= s_.size() || s_.tokens[i + 1].pos == Pos::punct)) return;
      if (mark(i) && !drops_mark(i)) return;
      keep_[i] = false;
    }
  }
  bool dated_behind(std::uint32_t i) const { return source_.date && source_.date->preposition == i; }
  bool drops_mark(std::uint32_t i) const { return word(i) != "”" && word(i) != "\"" && word(i) != "’" && word(i) != "'" && word(i) != "%"; }

  void shorten() {
    const std::uint32_t own = source_.trigger.kind == TriggerKind::none ? 0 : source_.trigger.clause;
    const auto sheds = [&](auto wanted) {
      for (std::uint32_t c = static_cast<std::uint32_t>(s_.clauses.size()); c-- > 0 && kept() > longest;)
        if (c != own && wanted(s_.clauses[c], c)) drop_clause(c);
    };
    if (kept() <= longest) return;
    if (s_.clauses.size() > 200) return;
    sheds([&](const Clause& clause, std::uint32_t c) { return clause.participial && c > own; });
    sheds([&](const Clause& clause, std::uint32_t) { return clause.relative; });
    sheds([&](const Clause& clause, std::uint32_t) { return clause.subordinate && !clause.relative; });
    sheds([&](const Clause&, std::uint32_t c) { return c > own; });
    sheds([&](const Clause&, std::uint32_t c) { return c < own; });
    trim();
  }

  /// A pronoun that opens the line gives way to the name, when the entity room knows it, or one person alone comes before.
  void name_subject() {
    std::uint32_t first = source_.from;
    if (!prefix_.empty()) {
      if (prefix_pronoun_ == nowhere) return;
      first = prefix_pronoun_;
    } else {
      while (first < source_.last && !keep_[first]) ++first;
      if (first == source_.last) return;
    }
    const std::uint32_t token = s_.begin + first;
    const auto& mentions = source_.reading.entities.mentions;
    const auto mention = std::ranges::lower_bound(mentions, token, {}, &Mention::first_token);
    if (mention != mentions.end() && mention->first_token == token && mention->pronoun) {
      replace(first, mention->last_token - s_.begin, source_.reading.entities.all[mention->entity].name);
      return;
    }
  }
  void replace(std::uint32_t first, std::uint32_t last, const std::string& name) {
    name_ = name;
    if (s_.has(first, Word::possessive) && last == first + 1) name_ += "'s";
    prefix_ = {};
    if (prefix_pronoun_ == nowhere) drop(first, last);
  }

  std::string spell() const {
    std::string line = !name_.empty() ? name_ : std::string(prefix_.of(text_));
    std::uint32_t before = nowhere;
    for (std::uint32_t i = source_.from; i < source_.last; ++i) {
      if (!keep_[i]) continue;
      const bool gap = before == nowhere || before + 1 != i;
      const bool closing = mark(i) && !s_.tokens[i].space_before && !opens_quote(i);
      if (closing && gap && (line.empty() || ends_in_mark(line))) continue;
      // a dash or comma that stood before words that are gone
      if (mark(i) && gap && before != nowhere && ends_in_dash(line)) continue;
      if (!line.empty() && (s_.tokens[i].space_before || (gap && !closing)) ) line += ' ';
      line += word(i);
      before = i;
    }
    return finish(std::move(line));
  }
  static bool ends_in_dash(std::string_view line) { return line.ends_with("—") || line.ends_with("–") || line.ends_with("-"); }
  static bool ends_in_mark(std::string_view line) { return line.ends_with(',') || line.ends_with(';') || line.ends_with(':') || line.ends_with(' '); }

  std::string finish(std::string line) const {
    for (char& c : line) if (c == '\n' || c == '\r' || c == '\t') c = ' ';
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
  static bool abbreviated(std::string_view line) {  // "U.S."
    return line.size() > 3 && line[line.size() - 3] == '.';
  }

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
  }

  static void capitalize(std::string& line) {
    if (!line.empty() && line[0] >= 'a' && line[0] <= 'z') {
      // "iPhone", "eBay" keep their shape
      if (line.size() > 1 && line[1] >= 'A' && line[1] <= 'Z') return;
      line[0] = static_cast<char>(line[0] - 'a' + 'A');
    }
  }

  const HeadlineSource& source_;
  const Syntax& s_;
  std::string_view text_;
  const Words& words_;
  std::vector<bool> keep_;
  Span prefix_{};
  std::uint32_t prefix_pronoun_ = nowhere;
  std::string name_;
};

}  // namespace

std::string headline(const HeadlineSource& source, const Words& words) { return Writer(source, words).write(); }

}  // namespace newsline::event_room
