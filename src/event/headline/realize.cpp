// How a line is written: from token numbers to text.
//
//     order: The minister [, who had led the party ,] resigned [on Monday] .
//     line:  The minister resigned
//
// At every gap the marks on both sides are looked at. A comma that lost its partner goes; one that
// closes what stands before the subject stays ("In Oslo, [on Monday,] the bank closed"). It does
// not judge whether the line says anything.
#include "realize.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"

namespace newsline::event {

namespace {

// "U.S."
bool abbreviated(std::string_view line) { return line.size() > 3 && line[line.size() - 3] == '.'; }

/// Whole words, up to the limit: for what has no words to choose among.
void cut(std::string& line, std::uint32_t most) {
  std::size_t at = 0, count = 0, space = std::string::npos;
  while (at < line.size() && count <= most) {
    if (line[at] == ' ') space = at;
    next_code_point(line, at);
    ++count;
  }
  if (at < line.size()) line.resize(space == std::string::npos ? at : space);
}

/// "rose last year (August 2024)" without its date has nothing between the brackets.
void erase_empty(std::string& line, char open, char close) {
  for (std::size_t at = line.find(open); at != std::string::npos; at = line.find(open, at + 1)) {
    const std::size_t behind = line.find_first_not_of(' ', at + 1);
    if (behind == std::string::npos || line[behind] != close) continue;
    const std::size_t begin = at > 0 && line[at - 1] == ' ' ? at - 1 : at;
    line.erase(begin, behind + 1 - begin);
    if (begin >= line.size()) return;
    at = begin;
  }
}

/// "the old ferry[2] from the county": the mark of a note is no word of the line.
void erase_notes(std::string& line) {
  constexpr std::size_t most_digits = 3;
  for (std::size_t at = line.find('['); at != std::string::npos; at = line.find('[', at)) {
    std::size_t end = at + 1;
    while (end < line.size() && ascii::is_digit(line[end])) ++end;
    if (end == at + 1 || end - at > most_digits + 1 || end == line.size() || line[end] != ']') {
      ++at;
      continue;
    }
    const bool spaced = (at == 0 || line[at - 1] == ' ') && line.substr(end + 1, 1) == " ";
    line.erase(at, end + 1 - at + (spaced ? 1 : 0));
  }
}

/// Brackets that nothing closes, or nothing opened; a pair stays.
void erase_unmatched(std::string& line, char open, char close) {
  std::vector<std::size_t> opened, lost;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == open) opened.push_back(at);
    if (line[at] != close) continue;
    if (opened.empty())
      lost.push_back(at);
    else
      opened.pop_back();
  }
  lost.insert(lost.end(), opened.begin(), opened.end());
  std::ranges::sort(lost, std::ranges::greater{});
  for (const std::size_t at : lost) line.erase(at, 1);
}

void balance(std::string& line) {
  const auto count = [&](std::string_view mark) {
    std::size_t found = 0;
    for (std::size_t at = line.find(mark); at != std::string::npos;
         at = line.find(mark, at + mark.size()))
      ++found;
    return found;
  };
  const auto erase = [&](std::string_view mark) {
    for (std::size_t at = line.find(mark); at != std::string::npos; at = line.find(mark, at)) {
      line.erase(at, mark.size());
      // "l’an passé »,"
      if (at > 0 && line[at - 1] == ' ' && at < line.size() && line[at] == ',') line.erase(--at, 1);
    }
  };
  // „German“, “English”, »either way«
  const bool low = count("„") > 0;
  if (low ? count("„") != count("“") + count("”") : count("“") != count("”"))
    erase("„"), erase("“"), erase("”");
  if (count("»") != count("«")) erase("»"), erase("«");
  if (count("\"") % 2 != 0) erase("\"");
  if (count("(") != count(")")) erase_unmatched(line, '(', ')');
  if (count("[") != count("]")) erase_unmatched(line, '[', ']');
  erase_empty(line, '(', ')');
  erase_empty(line, '[', ']');
  const std::size_t first = line.find_first_not_of(' ');
  line.erase(0, std::min(first, line.size()));
}

/// The letter at `at` becomes a capital.
void raise(std::string& line, std::size_t at) {
  if (at >= line.size()) return;
  std::size_t next = at;
  const char32_t first = next_code_point(line, next);
  std::size_t behind = next;
  // "iPhone", "eBay" keep their shape
  if (next < line.size() && is_upper(next_code_point(line, behind))) return;
  std::string capital;
  append_code_point(capital, capital_of(first));
  line.replace(at, next - at, capital);
}
void capitalize(std::string& line) {
  std::size_t at = 0;
  for (const std::string_view open : {"“", "\"", "‘", "„"})
    if (line.starts_with(open)) at = open.size();
  raise(line, at);
}

/// What opened the sentence and stands elsewhere now loses its capital: "Founded in 2015, Acme".
void append_lower_first(std::string& line, std::string_view word) {
  std::size_t at = 0;
  const char32_t first = next_code_point(word, at);
  std::size_t next = at;
  const bool acronym = at < word.size() && is_upper(next_code_point(word, next));
  append_code_point(line, acronym ? first : fold(first));
  line += word.substr(at);
}

bool may_be_name(const HeadlineSentence& s, std::uint32_t i) {
  return is_noun(s.syntax.tokens[i]) || s.pos(i) == Pos::pron || s.pos(i) == Pos::none;
}

std::string finish(std::string line, std::uint32_t most) {
  for (char& ch : line)
    if (ch == '\n' || ch == '\r' || ch == '\t') ch = ' ';
  erase_notes(line);
  cut(line, most);
  static constexpr std::string_view ends[] = {".", ",", ";", ":", " ", "—", "–", "-", "…"};
  const auto strip = [&] {
    for (bool again = true; again && !line.empty();) {
      again = false;
      for (const std::string_view end : ends)
        if (line.ends_with(end) && !(end == "." && abbreviated(line)))
          line.resize(line.size() - end.size()), again = true;
    }
  };
  strip();
  // a comma or full stop within the closing quotation mark
  for (const std::string_view quote : {"”", "\"", "’"})
    for (const std::string_view stop : {",", "."})
      if (line.ends_with(std::string(stop).append(quote)))
        line.erase(line.size() - quote.size() - 1, 1);
  balance(line);
  strip();
  capitalize(line);
  line.shrink_to_fit();  // it was the whole sentence
  return line;
}

/// Decides which tokens of a line are written.
class Marks {
 public:
  Marks(const HeadlineSentence& s, const Spelling& spelling)
      : s_(s), order_(spelling.order), subject_(spelling.subject) {}

  std::vector<std::uint32_t> written() {
    std::vector<std::uint32_t> kept;
    for (std::size_t n = 0; n < order_.size(); ++n) {
      subject_passed_ = subject_passed_ || order_[n] == subject_;
      verb_passed_ = verb_passed_ || passes_verb(n);
      if (!drops(n, kept))
        kept.push_back(order_[n]);
      else
        lost_opening_ |= kept.empty() && s_.comma(order_[n]);
    }
    return kept;
  }

 private:
  /// Where a subject may follow its verb, or lack ("Así perdió la vida, [el lunes,] Ana Ruiz").
  bool passes_verb(std::size_t n) const {
    return s_.words.whole_without_verb() && s_.finite(order_[n]) &&
           (subject_ == nowhere || subject_ > order_[n]);
  }
  /// Behind the subject, or a verb that it may follow; a verb behind that one says who tells it.
  bool in_clause(std::size_t n) const {
    return subject_passed_ || (verb_passed_ && n + 1 < order_.size() && !s_.finite(order_[n + 1]));
  }
  bool gap_before(std::size_t n) const { return n == 0 || order_[n - 1] + 1 != order_[n]; }
  bool gap_behind(std::size_t n) const {
    return n + 1 == order_.size() || order_[n] + 1 != order_[n + 1];
  }
  bool parts(std::uint32_t i) const {
    return s_.mark(i) && !s_.quote(i) && s_.word(i) != "(" && s_.word(i) != "[" &&
           s_.word(i) != "$" && s_.word(i) != "#";
  }

  bool drops(std::size_t n, const std::vector<std::uint32_t>& kept) const {
    const std::uint32_t i = order_[n];
    if (!parts(i) || s_.word(i) == ")" || s_.word(i) == "]") return false;
    // also behind nothing but a quotation mark: "« [Le 10 octobre], toute la famille est partie"
    const bool opens = std::ranges::all_of(kept, [&](std::uint32_t k) { return s_.quote(k); });
    if (kept.empty() || (opens && s_.comma(i))) return true;
    if (!s_.comma(i)) return gap_before(n) && parts(kept.back());
    if (lost_opening_ && closes_first_field(n, kept)) return true;
    if (gap_before(n) && parts(kept.back())) return true;  // the partner stands already
    // "but, [in 2020,] Zoom grew"
    if (gap_before(n) && s_.pos(kept.back()) == Pos::cconj) return true;
    // what stood between two commas is gone: one stays where it closes what stands before the
    // subject
    if (gap_behind(n) && n + 1 < order_.size() && s_.comma(order_[n + 1])) return true;
    if (gap_before(n) && s_.comma(order_[n - 1]))
      return in_clause(n) && !closes_aside(kept) && !opens_saying(n, kept);
    if (gap_behind(n)) return opened_only(n, kept);
    if (gap_before(n) && closes_first_field(n, kept) &&
        std::ranges::none_of(kept, [&](std::uint32_t k) { return s_.comma(k); }))
      return true;  // "In der Nachkriegszeit [Ende 1945, Anfang 1946], fanden sich ..."
    return gap_before(n) && (closed_only(n, kept) || closes_date(n, kept));
  }

  /// "[Ende Mai,] kurz vor der Blüte, erreicht die Pflanze ...": what opens the sentence now is no
  /// aside any more, and the verb follows it.
  bool closes_first_field(std::size_t n, const std::vector<std::uint32_t>& kept) const {
    return s_.words.verb_second() && n + 1 < order_.size() && s_.finite(order_[n + 1]) &&
           std::ranges::none_of(kept, [&](std::uint32_t k) { return s_.finite(k); });
  }
  /// The comma opened what is gone: "The minister, [who had led the party] resigned".
  bool opened_only(std::size_t n, const std::vector<std::uint32_t>& kept) const {
    if (n + 1 == order_.size()) return true;
    const std::uint32_t next = order_[n + 1];
    if (!in_clause(n) || s_.pos(next) == Pos::cconj) return false;
    // "die Forderung, [im Mai] die Preise zu senken": what follows is a clause, with its comma
    if (s_.words.verb_second() && opens_clause(next, kept.back())) return false;
    return !closes_aside(kept);
  }
  /// A clause of its own, or an infinitive with what belongs to it.
  bool opens_clause(std::uint32_t next, std::uint32_t before) const {
    const std::uint32_t clause = s_.tree().clause_of(next);
    if (clause != nowhere && clause > next && clause != s_.tree().clause_of(before)) return true;
    for (std::uint32_t i = next; i + 1 < s_.syntax.size() && !s_.mark(i); ++i)
      if (s_.pos(i) == Pos::part && s_.syntax.tokens[i + 1].form == VerbForm::base) return true;
    return false;
  }
  /// The comma closed what is gone: "The court [on Monday], ruled".
  bool closed_only(std::size_t n, const std::vector<std::uint32_t>& kept) const {
    if (n + 1 == order_.size()) return true;
    const std::uint32_t next = order_[n + 1];
    // where the verb of such a clause stands last, its comma is a must
    if (s_.pos(next) == Pos::sconj)
      return s_.tree().relation(next) == Rel::mark && !s_.words.verb_second();
    return subject_passed_ && s_.finite(next) && !closes_aside(kept) &&
           is_noun(s_.syntax.tokens[kept.back()]);
  }
  /// "The bank failed, [taking 40 jobs with it,] officials said": who says so is a clause of its
  /// own.
  bool opens_saying(std::size_t n, const std::vector<std::uint32_t>& kept) const {
    if (n + 2 >= order_.size() || s_.finite(order_[n + 1]) ||
        std::ranges::none_of(kept, [&](std::uint32_t k) { return s_.finite(k); }))
      return false;
    for (std::size_t next = n + 2; next < order_.size() && !s_.mark(order_[next]); ++next)
      if (s_.finite(order_[next])) return s_.has(order_[next], Word::report);
    return false;
  }
  /// "was born [on May 3, 1911], in Leeds": the comma belongs to the date.
  bool closes_date(std::size_t n, const std::vector<std::uint32_t>& kept) const {
    if (n == 0 || n + 1 == order_.size() || order_[n - 1] > order_[n] || closes_aside(kept))
      return false;
    const Pos next = s_.pos(order_[n + 1]);
    if (next != Pos::adp && next != Pos::cconj) return false;
    bool comma = false;
    for (std::uint32_t i = order_[n - 1] + 1; i < order_[n]; ++i) comma |= s_.comma(i);
    return comma && s_.syntax.timex[order_[n] - 1] && in_clause(n);
  }
  /// An aside that is still there was opened by a comma before: "the mayor, a lawyer, ..."; one
  /// before the subject closed what opens the sentence.
  bool closes_aside(const std::vector<std::uint32_t>& kept) const {
    std::uint32_t commas = 0;
    for (const std::uint32_t k : kept)
      commas += s_.comma(k) && !(subject_passed_ && !s_.words.verb_second() && k < subject_);
    return commas % 2 != 0;
  }

  const HeadlineSentence& s_;
  const std::vector<std::uint32_t>& order_;
  std::uint32_t subject_;
  bool subject_passed_ = false, verb_passed_ = false;
  bool lost_opening_ = false;  // a comma that closed what opened the sentence went with it
};

/// A word as it stands in the line: "an October storm" without its date is "a storm", and what no
/// longer opens the line loses its capital.
void append_word(std::string& line, const HeadlineSentence& s,
                 const std::vector<std::uint32_t>& written, std::size_t n) {
  const std::uint32_t i = written[n];
  const bool other_sound = n + 1 < written.size() && written[n + 1] != i + 1 &&
                           s.has(i, Word::sound_article) &&
                           (i == s.from || !s.syntax.tokens[i].capital);
  const std::string_view article =
      other_sound ? s.words.article_before(s.word(written[n + 1])) : std::string_view{};
  if (article.empty() && n > 0 && i == s.from && !may_be_name(s, i))
    append_lower_first(line, s.word(i));
  else
    line += article.empty() ? s.word(i) : article;
}

}  // namespace

std::string spell(const HeadlineSentence& s, const Spelling& spelling, std::uint32_t most) {
  std::string line;
  bool named = spelling.antecedent.empty();
  bool needs_auxiliary = spelling.passive;
  std::uint32_t before = nowhere, left = spelling.borrowed;
  const std::vector<std::uint32_t> written = Marks(s, spelling).written();
  for (std::size_t n = 0; n < written.size(); ++n) {
    const std::uint32_t i = written[n];
    const bool gap = before == nowhere || before + 1 != i;
    before = i;
    if (left == 0 && std::exchange(needs_auxiliary, false))
      line += ' ' + s.words.passive_auxiliary(line);
    if (left > 0) --left;
    const bool possessive = spelling.anaphor.size() == 1 && s.has(i, Word::possessive);
    const std::string& ending = s.words.possessive_ending();
    if (spelling.anaphor.contains(i) && !spelling.antecedent.empty() &&
        !(possessive && ending.empty())) {
      if (named) continue;
      named = true;
      if (!line.empty()) line += ' ';
      line += spelling.antecedent;
      if (possessive) line += ending;
      continue;
    }
    const bool closing = s.mark(i) && !s.syntax.tokens[i].space_before;
    if (!line.empty() && (s.syntax.tokens[i].space_before || (gap && !closing))) line += ' ';
    // "Friday's vote" without its date is "the vote"
    if (i == spelling.definite && !s.words.definite_article().empty())
      line.append(s.words.definite_article()).append(" ");
    const std::size_t begin = line.size();
    append_word(line, s, written, n);
    if (i == spelling.raised) raise(line, begin);
  }
  return finish(std::move(line), most);
}

}  // namespace newsline::event
