#include "verb_second.h"

#include <algorithm>
#include <utility>

#include "line.h"
#include "newsline/utf8.h"
#include "spelling.h"

namespace newsline::event_room {

namespace {

constexpr std::uint32_t wanted = 120, longest = 160;  // code points: what a line should have, and what a whole clause may

constexpr std::size_t far_back = 64;  // pieces that a reader still has in mind: keeps a list without end from costing its square

enum class Kind : std::uint8_t {
  main,         // with a finite verb that stands first or second
  rest,         // without one: an apposition, part of a list, what a main clause goes on with
  dependent,    // relative and adverbial clauses: the clause around them is whole without
  content,      // "dass", "zu": what the verb before says
  conditional,
  told          // ", sagte der Minister", ", so die Polizei"
};

/// What stands between two marks.
struct Piece {
  std::uint32_t first, last;  // tokens, half-open
  std::uint32_t mark;         // the mark before it; nowhere at the start
  bool hard;                  // a colon or semicolon
  Kind kind = Kind::rest;
  std::uint32_t finite = nowhere;
  bool relative = false, joined = false;
  bool final = false;         // its verb stands last
};

/// One way to tell it.
struct Telling {
  Line line;
  double price;
  bool inverted = false;  // the subject must come before the verb that it follows
  std::string speaker{};
  std::vector<std::uint32_t> lent{};  // the words of a subject that stands elsewhere
};

class Pieces {
 public:
  Pieces(const Syntax& s, std::string_view text, std::uint32_t from) : s_(s), text_(text), line_(s, text, from) {
    line_.drop_brackets();
    part(from);
    for (std::size_t p = 0; p < all.size(); ++p) {
      // "Nordstadt - Die Brücke ...": a place before the sentence
      if (p == 1 && all[0].kind == Kind::rest && line_.is_dash(all[1].mark) && words_of(all[0]) <= 3) all[1].hard = dateline = true;
      classify(p);
    }
  }
  bool dateline = false;

  std::vector<Piece> all;

  std::uint32_t piece_of(std::uint32_t token) const {
    for (std::uint32_t p = 0; p < all.size(); ++p)
      if (token < all[p].last) return p;
    return static_cast<std::uint32_t>(all.size() - 1);
  }
  std::uint32_t last_word(const Piece& piece) const {
    std::uint32_t i = piece.last;
    while (i > piece.first && (line_.is_mark(i - 1) || !line_.keeps(i - 1))) --i;
    return i > piece.first ? i - 1 : nowhere;
  }
  std::uint32_t first_word(const Piece& piece) const {
    std::uint32_t i = piece.first;
    while (i < piece.last && (line_.is_quote(i) || !line_.keeps(i))) ++i;
    return i < piece.last ? i : piece.first;
  }
  bool finite(std::uint32_t i) const { return s_.verb_of[i] != nowhere && s_.verbs[s_.verb_of[i]].finite && s_.verbs[s_.verb_of[i]].first == i; }
  /// A verb, or a small word that the list of words does not know and that ends like one.
  bool like_verb(std::uint32_t i) const {
    const Token& token = s_.tokens[i];
    if (token.pos == Pos::verb || token.pos == Pos::aux || s_.has(i, Word::be) || s_.has(i, Word::have)) return true;
    if (token.capital || token.kind != TokenKind::word || token.pos == Pos::adp || token.pos == Pos::det || token.pos == Pos::pron || token.pos == Pos::cconj || token.pos == Pos::part || !s_.words[i].empty()) return false;
    const std::string_view w = token.span.of(text_);
    const std::size_t ge = w.find("ge", 2);  // "eingefügt"
    if (w.size() > 6 && w.ends_with("t") && ge != std::string_view::npos && ge < 7 && ge + 4 < w.size() && w.substr(ge, 3) != "geg") return true;
    return w.size() > 4 && (w.ends_with("en") || w.ends_with("te") || w.ends_with("ert") || w.starts_with("ge"));
  }
  /// The bracket that the finite verb opens is closed before `last`.
  bool closed(std::uint32_t verb, std::uint32_t last) const {
    for (std::uint32_t i = verb + 1; i < last; ++i)
      if (line_.keeps(i) && s_.tokens[i].pos == Pos::verb && infinite(i) && (i + 1 >= s_.size() || !is_noun(s_.tokens[i + 1]))) return true;
    return last > verb + 1 && like_verb(last - 1);
  }

 private:
  std::string_view word(std::uint32_t i) const { return s_.tokens[i].span.of(text_); }
  std::uint32_t words_of(const Piece& piece) const {
    std::uint32_t count = 0;
    for (std::uint32_t i = piece.first; i < piece.last; ++i) count += line_.keeps(i) ? 1U : 0U;
    return count;
  }
  bool infinite(std::uint32_t i) const { return s_.tokens[i].form == VerbForm::base || s_.tokens[i].form == VerbForm::past_participle; }

  void part(std::uint32_t from) {
    std::uint32_t first = from, mark = nowhere;
    bool hard = false;
    for (std::uint32_t i = from; i <= s_.size(); ++i) {
      const bool end = i == s_.size();
      const bool comma = !end && line_.keeps(i) && !s_.timex[i] && (word(i) == "," || (line_.is_dash(i) && s_.tokens[i].space_before && i + 1 < s_.size() && s_.tokens[i + 1].space_before));
      const bool strong = !end && line_.keeps(i) && !s_.timex[i] && (word(i) == ";" || (word(i) == ":" && i + 1 < s_.size() && (s_.tokens[i + 1].space_before || line_.is_quote(i + 1))));
      if (!end && !comma && !strong) continue;
      if (i > first) all.push_back({.first = first, .last = i, .mark = mark, .hard = hard}), mark = i, hard = strong;
      first = i + 1;
    }
    if (all.empty()) all.push_back({.first = from, .last = s_.size(), .mark = nowhere, .hard = false});
  }

  void classify(std::size_t p) {
    Piece& piece = all[p];
    std::uint32_t at = first_word(piece);
    const std::uint32_t end = last_word(piece);
    if (end == nowhere) return;
    for (std::uint32_t i = piece.first; i <= end && piece.finite == nowhere; ++i)
      if (line_.keeps(i) && finite(i) && !describes(piece.first, i)) piece.finite = i;
    const bool final = like_verb(end) && all_verbs(piece.finite == nowhere ? end : piece.finite, end);
    piece.final = final;
    if (s_.has(at, Word::coordinate) && at < end) piece.joined = true, ++at;
    if ((s_.has(at, Word::focus) || s_.has(at, Word::lead_out)) && at < end && opens_clause(at + 1)) ++at;
    if (is_told(p, at, end, final)) {
      piece.kind = Kind::told;
    } else if (s_.has(at, Word::content) && final) {
      piece.kind = p > 0 && !piece.hard && word(at) == "was" ? Kind::dependent : Kind::content;
      piece.relative = p > 0 && s_.has(at, Word::relative_pronoun);
    } else if (p > 0 && !piece.hard && opens_clause(at) && piece.finite == nowhere && waits(p)) {
      // "als Elias, 25 Jahre alt, ins Ziel kam"
      piece.kind = s_.has(at, Word::condition) ? Kind::conditional : s_.has(at, Word::content) ? Kind::content : Kind::dependent;
    } else if (opens_clause(at) && (final || s_.has(at, Word::subordinator) || (piece.finite != nowhere && piece.finite > at + 1))) {
      piece.kind = s_.has(at, Word::condition) ? Kind::conditional : s_.has(at, Word::content) ? Kind::content : Kind::dependent;
      piece.relative = s_.has(at, Word::relative_pronoun);
    } else if (p > 0 && ((final && is_relative(at, end, piece.finite)) || (!piece.hard && two_articles(at, end)))) {
      piece.kind = Kind::dependent;
      piece.relative = true;
    } else if (p > 0 && final && piece.finite != nowhere && !piece.joined && !piece.hard && left_open(p)) {
      piece.kind = Kind::dependent;  // "sobald die Krise, die er sah, vorbei ist"
    } else if (to_infinitive(end)) {
      piece.kind = s_.has(at, Word::infinitive_opener) ? Kind::dependent : Kind::content;
    } else if (piece.finite != nowhere) {
      piece.kind = Kind::main;
      // "Sollte der Plan scheitern, ...": a condition
      if (piece.finite == at && (p == 0 || piece.hard) && p + 1 < all.size() && !all[p + 1].hard && finite(first_word(all[p + 1]))) piece.kind = Kind::conditional;
    }
  }

  /// "der von der Stadt bestellte Zeuge": a participle that the list takes for a past tense.
  bool describes(std::uint32_t first, std::uint32_t verb) const {
    if (s_.tokens[verb].form != VerbForm::past || verb + 1 >= s_.size() || !is_noun(s_.tokens[verb + 1])) return false;
    for (std::uint32_t i = verb; i-- > first && verb - i < 8;)
      if (s_.tokens[i].pos == Pos::det && s_.tokens[i + 1].pos == Pos::adp && i + 1 < verb) return true;
    return false;
  }
  bool all_verbs(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i <= last; ++i)
      if (!like_verb(i)) return false;
    return true;
  }
  bool opens_clause(std::uint32_t i) const { return s_.has(i, Word::subordinate) && !s_.timex[i] && !(i + 1 < s_.size() && s_.timex[i + 1] && s_.tokens[i].pos == Pos::adp); }

  /// "die der Stadt ...", "an dem der Verein ...": no noun phrase begins like that.
  bool two_articles(std::uint32_t at, std::uint32_t end) const {
    const std::uint32_t i = s_.tokens[at].pos == Pos::adp ? at + 1 : at;
    return i + 1 < end && s_.has(i, Word::relative_article) && s_.has(i + 1, Word::determiner) && !s_.has(i + 1, Word::possessive) && s_.tokens[i + 1].pos == Pos::det;
  }

  /// "der", "in dem", "dessen": its verb stands last. "die Polizei ermittelt" has a noun right behind its article.
  bool is_relative(std::uint32_t at, std::uint32_t end, std::uint32_t verb) const {
    std::uint32_t i = at;
    if (s_.tokens[i].pos == Pos::adp && i < end) ++i;
    if (s_.has(i, Word::relative_pronoun)) return true;
    if (!s_.has(i, Word::relative_article) || i >= end) return false;
    const std::uint32_t next = i + 1;
    if (i != at) return verb != nowhere || !is_noun(s_.tokens[next]);  // "sondern von der Stadt übernommen"
    return next == end || verb == next || !(is_noun(s_.tokens[next]) && !s_.timex[next]) || (verb != nowhere && verb > next + 1);
  }

  /// The verb of what it opens stands behind other commas.
  bool waits(std::size_t p) const {
    for (std::size_t q = p + 1; q < all.size() && q < p + 4 && !all[q].hard; ++q) {
      const std::uint32_t end = last_word(all[q]);
      if (end != nowhere && finite(end) && !s_.has(first_word(all[q]), Word::relative_article)) return true;
      if (end != nowhere && s_.verb_of[end] != nowhere && s_.verbs[s_.verb_of[end]].finite && s_.verbs[s_.verb_of[end]].first + 1 == end) return true;
    }
    return false;
  }

  /// A clause before that waits for its verb, with another in it.
  bool left_open(std::size_t p) const {
    if (all[p - 1].kind != Kind::dependent && all[p - 1].kind != Kind::content) return false;
    for (std::size_t q = p; q-- > 0 && p - q < far_back;) {
      if (all[q + 1].hard || all[q].kind == Kind::main || all[q].kind == Kind::rest) return false;
      const std::uint32_t end = last_word(all[q]);
      if (end != nowhere && !like_verb(end)) return true;
    }
    return false;
  }

  /// "anzuschließen", "zu verhindern"
  bool to_infinitive(std::uint32_t end) const {
    const std::string_view w = word(end);
    if (s_.tokens[end].capital || !w.ends_with("n")) return false;
    if (end > 0 && (word(end - 1) == "zu")) return true;
    const std::size_t to = w.find("zu", 2);
    return to != std::string_view::npos && to + 4 < w.size();
  }

  /// ", sagte sie", ", so der Sprecher", ", wie die Polizei mitteilte": it stands behind what is told.
  bool is_told(std::size_t p, std::uint32_t at, std::uint32_t end, bool final) const {
    if (p == 0 || all[p].hard) return false;
    if (word(at) == "wie" && final && all[p].finite != nowhere && s_.has(all[p].finite, Word::report)) return true;
    // no mark parts a subject from its verb; but "Müller, der Chef, sagte" has its subject before it
    bool told = line_.is_quote(all[p].mark - 1) || (all[p - 1].kind == Kind::rest && (p == 1 || all[p - 1].hard));
    for (std::size_t q = p; q-- > 0 && !told && p - q < far_back;) {
      told = all[q].kind == Kind::main;
      if (all[q].hard) break;
    }
    if (!told) return false;
    if (all[p].finite == at && (s_.has(at, Word::report) || line_.is_quote(all[p].mark - 1))) return true;
    if (all[p].finite == at && s_.has(end, Word::particle) && (p + 1 == all.size() || all[p + 1].hard)) return true;  // "stellte er fest"
    return word(at) == "so" && at < end && all[p].finite == nowhere && (is_noun(s_.tokens[at + 1]) || s_.tokens[at + 1].pos == Pos::det);
  }

  const Syntax& s_;
  std::string_view text_;
  Line line_;
};

class Teller {
 public:
  explicit Teller(const HeadlineSource& source) : source_(source), s_(source.syntax), text_(source.reading.article.text), pieces_(source.syntax, source.reading.article.text, source.from) {}

  std::string make() {
    const std::uint32_t own = needed() == nowhere ? 0 : pieces_.piece_of(needed());
    consider_from(0, own);
    for (std::uint32_t p = own + 1; p-- > 1 && own - p < 4;) consider_from(p, own);
    consider_lent(own);
    consider_noun(own);
    if (best_price_ > 14) shortened(own);
    return !best_text_.empty() ? best_text_ : Speller(s_, text_, source_.from).spell(line(), {}, {}, 0, longest);
  }

 private:
  std::string_view word(std::uint32_t i) const { return s_.tokens[i].span.of(text_); }
  std::uint32_t needed() const { return source_.trigger.kind == TriggerKind::none ? nowhere : source_.trigger.token; }
  /// A noun, also one made of a verb ("das Rennen"), which the list of words does not tell.
  bool nominal(std::uint32_t i) const { return is_noun(s_.tokens[i]) || (s_.tokens[i].capital && i > source_.from && s_.tokens[i].pos == Pos::verb); }
  Line line() const { return {s_, text_, source_.from}; }
  const Piece& piece(std::uint32_t p) const { return pieces_.all[p]; }
  std::uint32_t count() const { return static_cast<std::uint32_t>(pieces_.all.size()); }

  /// All tellings that begin with this piece.
  void consider_from(std::uint32_t p, std::uint32_t own) {
    double price = 0;
    bool inverted = false;
    if (p > 0) {
      const Piece& begin = piece(p);
      const bool opens = begin.hard && begin.kind != Kind::rest && begin.kind != Kind::told;
      if ((begin.kind != Kind::main && !opens) || (begin.final && !begin.hard)) return;
      std::uint32_t at = pieces_.first_word(begin);
      if (begin.joined) ++at;
      if (begin.finite == at && !opens) {
        // behind a clause that took the first place; "und verkaufte" has its subject elsewhere
        if (begin.joined || piece(p - 1).kind == Kind::main || piece(p - 1).kind == Kind::rest) return;
        inverted = true;
        price = 3;
        std::uint32_t lead = p - 1;
        while (lead > 0 && !piece(lead).hard && piece(lead - 1).kind != Kind::main) --lead;
        if (piece(lead).kind == Kind::content) return;  // "Wie es war, wissen sie"
        if (piece(lead).kind == Kind::conditional) price = 17;
      } else if (!begin.hard && !begin.joined && (!whole_before(p) || piece(p - 1).kind == Kind::rest)) {
        return;
      } else {
        price = source_.shared ? 0 : 1.5;
      }
    } else {
      price = (source_.shared ? 1 : 0) + (pieces_.dateline ? 3 : 0);
    }
    std::uint32_t verb = nowhere;
    for (std::uint32_t q = p; q < count(); ++q) {
      if (q > p) {
        if (const double cut = price_of_border(p, q, verb); cut < 40) consider(p, q, piece(q).mark, price + cut, inverted, own);
        if (words_until(p, q) > longest + 160) return;
      }
      if (piece(q).hard) verb = nowhere;
      if (piece(q).kind == Kind::main) {
        verb = piece(q).finite;
        join_borders(p, q, price, inverted, own);
      } else if (verb != nowhere && (piece(q).kind == Kind::dependent || piece(q).kind == Kind::content)) {
        for (std::uint32_t j = piece(q).first + 3; j + 1 < piece(q).last; ++j)
          if (s_.tokens[j].pos == Pos::cconj && pieces_.finite(j - 1)) consider(p, q + 1, j, price + 3, inverted, own);
      }
    }
    consider(p, count(), s_.size(), price, inverted, own);
  }

  /// "Der Mann floh – und kam später um": the second of two verbs under the subject of the first.
  void consider_lent(std::uint32_t own) {
    if (needed() == nowhere) return;
    std::uint32_t joint = nowhere;
    for (std::uint32_t i = std::max(piece(own).first, source_.from); i + 1 < piece(own).last && i < needed(); ++i)
      if (s_.tokens[i].pos == Pos::cconj && pieces_.finite(i + 1) && !s_.timex[i]) joint = i;
    if (joint == nowhere) return;
    std::uint32_t main = own;
    while (main > 0 && (piece(main).finite == nowhere || piece(main).finite > joint || piece(main).kind != Kind::main)) --main;
    const std::uint32_t verb = piece(main).finite;
    if (verb == nowhere || verb >= joint || piece(main).kind != Kind::main) return;
    std::uint32_t first = pieces_.first_word(piece(main));
    if (piece(main).joined) ++first;
    if (main > 0 && !piece(main).hard && !piece(main).joined) return;
    std::vector<std::uint32_t> words;
    const Line all = line();
    for (std::uint32_t i = first; i < verb; ++i) {
      if (all.is_mark(i) || s_.timex[i] || s_.tokens[i].pos == Pos::adp) return;
      words.push_back(i);
    }
    const bool pronoun_behind = s_.has(verb + 1, Word::nominative) && (s_.tokens[verb + 1].pos == Pos::pron || word(verb + 1) == "der");
    if (words.empty() || words.size() > 8 || pronoun_behind || !(s_.has(first, Word::nominative) || nominal(first)) || s_.has(first, Word::lead_out)) return;
    for (std::uint32_t q = own; q < count(); ++q) {
      const bool ends = q + 1 == count();
      const double cut = ends ? 0 : price_of_border(own, q + 1, joint + 1);
      if (cut > 20) continue;
      Telling t{.line = line(), .price = 2 + cut};
      t.line.keep_only(joint + 1, ends ? s_.size() : piece(q + 1).mark);
      for (const std::uint32_t i : words) t.lent.push_back(i);
      t.line.drop_brackets();
      offer(std::move(t));
      if (q > own + 6) return;
    }
  }

  /// Nothing of the clause before is left open: a comma parts two main clauses.
  bool whole_before(std::uint32_t p) const {
    for (std::uint32_t q = p; q-- > 0;) {
      if (piece(q).kind == Kind::main) return true;
      if (piece(q).hard) return false;
    }
    return false;
  }
  std::uint32_t words_until(std::uint32_t p, std::uint32_t q) const { return s_.tokens[piece(q).first].span.begin - s_.tokens[piece(p).first].span.begin; }

  /// "… wurde gegründet und …": the first of two joined verb phrases.
  void join_borders(std::uint32_t p, std::uint32_t q, double price, bool inverted, std::uint32_t own) {
    const Piece& here = piece(q);
    for (std::uint32_t j = here.finite + 1; j + 1 < here.last; ++j) {
      if ((s_.tokens[j].pos != Pos::cconj && !s_.has(j, Word::coordinate)) || s_.timex[j] || j < here.finite + 2) continue;
      std::uint32_t next = nowhere;
      for (std::uint32_t i = j + 1; i < here.last && next == nowhere; ++i)
        if (pieces_.finite(i)) next = i;
      const bool clause = next != nowhere && (next <= j + 2 || s_.has(j + 1, Word::nominative)) && next < j + 8;
      const bool whole = s_.has(here.finite, Word::bracket) ? pieces_.closed(here.finite, j) : clause;
      if (whole && (clause || pieces_.like_verb(j - 1))) consider(p, q + 1, j, price + 2.5, inverted, own);
    }
  }

  /// What it costs to end before piece q, when the line began with piece p.
  double price_of_border(std::uint32_t p, std::uint32_t q, std::uint32_t verb) const {
    const Piece& next = piece(q);
    const std::uint32_t end = pieces_.last_word(piece(q - 1));
    if (verb == nowhere && !next.hard) return 99;
    if (verb == nowhere) return q == p + 1 && piece(p).kind == Kind::rest ? 16 : 30;
    if (end == nowhere || s_.tokens[end].pos == Pos::det || s_.tokens[end].pos == Pos::adp || s_.tokens[end].pos == Pos::sconj) {
      if (end == nowhere || !(s_.has(end, Word::particle) || s_.has(end, Word::be))) return 99;
    }
    const Piece& before = piece(q - 1);
    for (std::uint32_t k = q - 1; k > p && (piece(k).kind == Kind::rest || piece(k).relative) && !piece(k).hard; --k)  // "als Elias, 25 Jahre alt, ..."
      if (const std::uint32_t last = pieces_.last_word(piece(k - 1)); (piece(k - 1).kind == Kind::dependent || piece(k - 1).kind == Kind::content || piece(k - 1).kind == Kind::conditional) && !piece(k - 1).relative && last != nowhere && !pieces_.like_verb(last)) return 99;
    if ((before.kind == Kind::dependent || before.kind == Kind::content || before.kind == Kind::conditional) && !pieces_.like_verb(end) && s_.tokens[end].kind == TokenKind::word && next.kind != Kind::main) return 99;
    if (next.kind == Kind::rest && before.kind == Kind::rest)
      for (std::uint32_t k = q - 1; k-- > p && (piece(k).kind == Kind::rest || piece(k).kind == Kind::main);)
        if (piece(k).kind == Kind::main) {
          if (const std::uint32_t last = pieces_.last_word(piece(k)); last != nowhere && s_.tokens[last].pos == Pos::verb && (s_.tokens[last].form == VerbForm::past || s_.tokens[last].form == VerbForm::present)) return 99;  // "und zählte, Stand 2018, ..."
          break;
        }
    const bool open = s_.has(verb, Word::bracket) && !closed_before(verb, q);
    for (std::uint32_t k = q; k < count() && !piece(k).hard && !(piece(k).kind == Kind::main && k > q) && piece(k).kind != Kind::told; ++k) {
      const Piece& later = piece(k);
      if (later.kind == Kind::main && (later.finite != pieces_.first_word(later) || later.joined)) break;
      if (later.kind != Kind::rest) continue;
      const std::uint32_t last = pieces_.last_word(later);
      if (last == nowhere) continue;
      if (open && pieces_.like_verb(last)) return 99;
      if (!closed_before(verb, q) && (s_.has(last, Word::particle) || s_.has(last, Word::negate))) return 99;
    }
    double price = (end == verb ? 20 : 0) + (s_.quoted[next.first] && s_.quoted[end] ? 8 : 0);  // within what somebody says
    if (s_.has(verb, Word::report) && next.kind == Kind::main && !next.joined && !next.hard) price += 17;  // "teilte mit, es habe"
    if (next.hard) return price + (word(next.mark) == ":" ? (s_.has(verb, Word::report) ? 12 : 5) : 1);
    // a list goes on
    if (next.kind == Kind::rest && word(next.mark) == "," && !s_.has(pieces_.first_word(next), Word::addition)) return price + 8;
    switch (next.kind) {
      case Kind::main: return price + (next.joined ? 1.5 : before.kind == Kind::rest ? 20 : next.finite != pieces_.first_word(next) ? 1.5 : piece(p).kind == Kind::main ? 10 : 40);
      case Kind::rest: return price + 3;
      case Kind::dependent: return price + 2;
      case Kind::content: return price + ((closed_before(verb, q) || nominal(end)) && !s_.has(pieces_.first_word(next), Word::content) ? 11 : 18);
      case Kind::conditional: return price + 14;
      case Kind::told: return price + 1;
    }
    return price;
  }
  bool closed_before(std::uint32_t verb, std::uint32_t q) const {
    for (std::uint32_t k = pieces_.piece_of(verb); k < q; ++k) {
      const Piece& here = piece(k);
      if (here.kind != Kind::main && here.kind != Kind::rest) continue;
      const std::uint32_t last = pieces_.last_word(here);
      if (last != nowhere && pieces_.closed(here.kind == Kind::main ? std::max(verb, here.first) : here.first, last + 1)) return true;
    }
    return false;
  }

  void consider(std::uint32_t p, std::uint32_t q, std::uint32_t end, double price, bool inverted, std::uint32_t own) {
    for (const bool each : {false, true}) {
      Telling t{.line = line(), .price = price + (each ? 4 : 0), .inverted = inverted};
      t.line.keep_only(p == 0 ? source_.from : piece(p).first, end);
      t.line.drop_brackets();
      bool waived = piece(own).kind == Kind::told && own >= q;
      drop_told(t, p, q, own, each, waived);
      if (needed() != nowhere && !t.line.keeps(needed()) && !waived) t.price += 25;
      if (source_.shared && p == 0 && end == s_.size()) t.price += 3;
      Telling without = t;
      offer(std::move(t));
      if (drop_asides(without, p, q)) offer(std::move(without));
    }
  }

  /// ", sagte der Minister am Montag", with what hangs on it.
  /// Where it is news that somebody says so, only when each is to go.
  void drop_told(Telling& t, std::uint32_t p, std::uint32_t q, std::uint32_t own, bool each, bool& waived) const {
    for (std::uint32_t k = p + 1; k < q; ++k) {
      if (piece(k).kind != Kind::told) continue;
      const std::uint32_t verb = piece(k).finite;
      const std::uint32_t begin = piece(k).mark;
      std::uint32_t last = k + 1;
      while (last < q && !piece(last).hard && (piece(last).kind == Kind::rest || piece(last).kind == Kind::dependent || piece(last).kind == Kind::content) && !line().is_quote(piece(last).first)) ++last;
      if (own > k && own < last) continue;
      if (own == k && !each && verb != nowhere && !s_.has(verb, Word::mere_report)) continue;
      t.line.drop(begin, last < count() ? piece(last).mark : s_.size());
      if (last < q && piece(last).hard) t.price += 12;  // what stands behind the colon is not what was said before
      waived |= own == k;
      t.speaker = speaker(p, k, last);
      k = last - 1;
    }
  }
  /// Who says it, where the words told are his own: "wir", "ich".
  std::string speaker(std::uint32_t p, std::uint32_t k, std::uint32_t last) const {
    bool own_words = false;
    for (std::uint32_t i = piece(p).first; i < piece(k).mark; ++i) own_words |= s_.quoted[i] && s_.has(i, Word::first_person);
    if (!own_words) return {};
    const auto& all = source_.reading.entities;
    const std::uint32_t end = last < count() ? piece(last).first : s_.size();
    for (auto m = std::ranges::lower_bound(all.mentions, s_.begin + piece(k).first, {}, &Mention::first_token); m != all.mentions.end() && m->last_token <= s_.begin + end; ++m)
      if (!m->pronoun && all.all[m->entity].type == EntityType::person) return std::string(m->span.of(text_));
    return {};
  }

  /// Relative clauses between a noun and what the clause goes on with.
  bool drop_asides(Telling& t, std::uint32_t p, std::uint32_t q) const {
    bool dropped = false;
    for (std::uint32_t k = p + 1; k + 1 < q; ++k) {
      if (!piece(k).relative || piece(k).hard || word(piece(k).mark) != ",") continue;
      std::uint32_t last = k + 1;
      const Piece& around = piece(k - 1);
      if ((around.kind == Kind::dependent || around.kind == Kind::content || around.kind == Kind::conditional) && !pieces_.like_verb(pieces_.last_word(around))) continue;
      bool open = !pieces_.like_verb(pieces_.last_word(piece(k)));
      while (last < q && !piece(last).hard && (open || piece(last).kind == Kind::dependent || piece(last).kind == Kind::content)) {
        open = open && !pieces_.like_verb(pieces_.last_word(piece(last)));
        ++last;
      }
      if (last >= q || piece(last).hard || word(piece(last).mark) != "," || piece(last).joined || !(piece(last).kind == Kind::main || piece(last).kind == Kind::rest)) continue;
      if (piece(last).kind == Kind::main && piece(last).finite != pieces_.first_word(piece(last))) continue;
      if (needed() != nowhere && needed() >= piece(k).first && needed() < piece(last).first) t.price += 25;
      // "Müller, der Chef, der ..., ging": the mark behind belongs to the apposition
      const bool list = std::any_of(s_.tokens.begin() + around.first, s_.tokens.begin() + around.last, [](const Token& token) { return token.pos == Pos::cconj; });
      const bool aside = !list && piece(k - 1).kind == Kind::rest && piece(k - 1).mark != nowhere && word(piece(k - 1).mark) == "," && k - 1 > p;
      t.line.drop(piece(k).mark, piece(last).mark + (aside ? 0 : 1));
      dropped = true;
      k = last;
    }
    if (dropped) t.price += 2;
    return dropped;
  }

  /// "Die Brücke, die 1931 gebaut wurde": the noun and the clause that tells of it.
  void consider_noun(std::uint32_t own) {
    const Piece& here = piece(own);
    if (own == 0 || !here.relative || here.hard || here.mark == 0) return;
    std::uint32_t first = here.mark;
    const Line all = line();
    const auto part = [&](std::uint32_t i) { return s_.tokens[i].pos == Pos::adj || nominal(i); };
    while (first > piece(own - 1).first && part(first - 1) && !s_.timex[first - 1] && !(nominal(first - 1) && !nominal(first) && first < here.mark)) --first;
    if (first == here.mark || !nominal(here.mark - 1)) return;
    if (first > piece(own - 1).first && s_.has(first - 1, Word::nominative)) --first;
    else if (!s_.tokens[first].capital) return;  // "dem neuen": an adjective cannot open the line
    if (const std::uint32_t last = pieces_.last_word(here); last == nowhere || s_.has(last, Word::report)) return;  // "Müller, der sagte, ..."
    Telling t{.line = line(), .price = 9};
    t.line.keep_only(first, here.last);
    t.line.drop_brackets();
    offer(std::move(t));
  }

  /// Where no whole clause is short enough: its beginning and its verb, with a mark where words are missing.
  void shortened(std::uint32_t own) {
    std::uint32_t p = own;
    while (p > 0 && !(piece(p).hard && piece(p).kind == Kind::main)) --p;
    Telling t{.line = line(), .price = 0};
    t.line.keep_only(p == 0 ? source_.from : piece(p).first, s_.size());
    t.line.drop_brackets();
    drop_dates(t);
    std::vector<std::uint32_t> order = ordered(t);
    std::uint32_t main = p;
    while (main < count() && piece(main).kind != Kind::main) ++main;
    const std::uint32_t verb = main < count() ? piece(main).finite : nowhere;
    const std::uint32_t end = verb == nowhere ? nowhere : bracket_end(main);
    std::uint32_t tail = end;
    while (tail != nowhere && tail > verb + 1 && pieces_.like_verb(tail - 1)) --tail;
    if (tail != nowhere && tail > verb + 3 && nominal(tail - 1) && s_.tokens[tail - 2].pos == Pos::adp && (!nominal(tail - 3) || s_.has(tail - 2, Word::determiner) || word(tail - 2) == "ums" || word(tail - 2) == "in")) tail -= 2;  // "ums Leben gekommen"
    std::string closing;
    for (std::uint32_t i = tail; tail != nowhere && i <= end; ++i) closing.append(" ").append(word(i));
    std::uint32_t room = wanted + 20 - static_cast<std::uint32_t>(count_code_points(closing)) - 2;
    std::size_t keep = 0;
    std::uint32_t length = 0;
    for (std::size_t n = 0; n < order.size(); ++n) {
      const std::uint32_t i = order[n];
      length += static_cast<std::uint32_t>(count_code_points(word(i))) + (s_.tokens[i].space_before ? 1 : 0);
      if (tail != nowhere && i == tail && length <= room) room = wanted + 18, tail = nowhere, closing.clear();  // all of it has room
      if (length > room || (tail != nowhere && i >= tail)) break;
      if (n + 1 < order.size() && i == end && line().is_mark(order[n + 1])) keep = n + 1;
      else if (n + 1 < order.size() && ends_phrase(i, order[n + 1]) && !in_attribute(order, n)) keep = n + 1;
    }
    if (keep < 3) return;
    const std::uint32_t reached = order[keep - 1];
    if (verb != nowhere && reached < verb) closing.clear();
    const bool tells = needed() == nowhere || reached >= needed() || (!closing.empty() && needed() >= tail && needed() <= end);
    const double price = (tells ? 14 : piece(own).kind == Kind::told ? 17 : 27) + (verb == nowhere || reached < verb ? 10 : 0);
    if (price >= best_price_) return;
    const bool hole = closing.empty() || keep >= order.size() || order[keep] != tail;
    order.resize(keep);
    best_text_ = Speller(s_, text_, source_.from).spell(order, {}, name(order), source_.standing.end, wanted + 20) + (hole ? " …" : "") + closing;
  }
  /// The word that closes the bracket of the main clause in a piece, over those that interrupt it; nowhere where none does.
  std::uint32_t bracket_end(std::uint32_t main) const {
    const std::uint32_t verb = piece(main).finite;
    std::uint32_t found = nowhere;
    for (std::uint32_t k = main; k < count() && (k == main || (!piece(k).hard && piece(k).kind != Kind::main && piece(k).kind != Kind::told)); ++k) {
      if (k != main && piece(k).kind != Kind::rest) continue;
      const std::uint32_t last = pieces_.last_word(piece(k));
      if (last == nowhere || last <= verb) continue;
      if (s_.has(verb, Word::bracket) ? pieces_.like_verb(last) : s_.has(last, Word::particle)) found = last;
      if (found != nowhere) return found;
    }
    return found;
  }
  /// Within "des mit Jahresende aus dem Amt scheidenden": between an article and its noun.
  bool in_attribute(const std::vector<std::uint32_t>& order, std::size_t n) const {
    if (n > 0 && s_.tokens[order[n - 1]].kind == TokenKind::word && !s_.tokens[order[n - 1]].capital && s_.tokens[order[n - 1]].pos != Pos::adp && s_.tokens[order[n - 1]].pos != Pos::det && ends_like_adjective(order[n - 1])) return false;
    for (std::size_t k = n, steps = 0; k-- > 0 && steps < 7; ++steps) {
      const std::uint32_t i = order[k];
      if (line().is_mark(i) || pieces_.finite(i)) return false;
      if (s_.tokens[i].pos == Pos::det && (s_.tokens[order[k + 1]].pos == Pos::adp || s_.tokens[order[k + 1]].pos == Pos::pron || s_.timex[order[k + 1]])) return !s_.timex[i];
    }
    return false;
  }
  bool ends_phrase(std::uint32_t last, std::uint32_t next) const {
    const Token &a = s_.tokens[last], &b = s_.tokens[next];
    if (line().is_mark(last)) return false;
    if (!(nominal(last) || a.pos == Pos::num || (a.pos == Pos::verb && line().is_mark(next)))) return false;
    return line().is_mark(next) || !(nominal(next) || s_.has(next, Word::genitive) || b.pos == Pos::num);
  }

  void offer(Telling t) {
    drop_dates(t);
    const std::vector<std::uint32_t> order = ordered(t);
    if (order.empty()) return;
    if (t.inverted && order == kept(t)) return;  // no subject that is sure
    std::string text = Speller(s_, text_, source_.from).spell(order, t.speaker.empty() ? std::string{} : t.speaker + ":", t.speaker.empty() ? name(order) : std::string{}, source_.standing.end, longest * 8);
    const auto length = static_cast<std::uint32_t>(count_code_points(text));
    if (length > longest + 40) return;
    if (length > longest) t.price += 18 + 0.1 * (length - longest);  // too long, but whole
    else if (length > wanted) t.price += 5 + 0.05 * (length - wanted);
    if (std::ranges::count(text, ' ') < 3) t.price += 10;
    if (t.price >= best_price_) return;
    best_price_ = t.price;
    best_text_ = std::move(text);
  }
  std::string name(const std::vector<std::uint32_t>& order) const {
    const std::uint32_t at = order.empty() ? nowhere : order.front();
    if (source_.antecedent.empty() || at != source_.standing.begin) return {};
    return source_.antecedent + (source_.standing.size() == 1 && s_.has(at, Word::possessive) ? genitive() : "");
  }
  std::string genitive() const {
    const std::string& n = source_.antecedent;
    return n.ends_with("s") || n.ends_with("x") || n.ends_with("z") ? "’" : "s";
  }

  std::vector<std::uint32_t> kept(const Telling& t) const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = source_.from; i < s_.size(); ++i)
      if (t.line.keeps(i)) order.push_back(i);
    return order;
  }

  // dates

  /// The dates that can go without a hole. Where the line names two, they tell its parts from each other, and stay.
  void drop_dates(Telling& t) const {
    if (std::ranges::count_if(source_.dates, [&](const Attachment& d) { return d.first >= source_.from && t.line.keeps(d.first); }) != 1) return;
    for (const Attachment& d : source_.dates)
      if (t.line.keeps(d.first)) drop_date(t, d);
  }

  void drop_date(Telling& t, const Attachment& date) const {
    std::uint32_t first = date.first, last = date.last;
    if (first < source_.from || last > s_.size() || within_word(date)) return;
    const auto left = [&] { return first > source_.from && t.line.keeps(first - 1) ? first - 1 : nowhere; };
    const auto has_left = [&](Word w) { return left() != nowhere && s_.has(left(), w); };
    bool led = false;
    if (has_left(Word::time_part) && first >= source_.from + 2 && s_.has(date.first, Word::genitive)) --first;  // "im Laufe des Jahres"
    // "am frühen Dienstagmorgen"
    if (left() != nowhere && !s_.tokens[left()].capital && first >= source_.from + 2 && s_.tokens[left()].kind == TokenKind::word && word(left()).ends_with("en") && dates(first - 2) && s_.has(first - 2, Word::determiner)) --first;
    if (left() != nowhere && dates(left())) --first, led = true;
    else if (has_left(Word::agent_preposition) && first >= source_.from + 2 && ((last < s_.size() && word(last) == "an") || spans(date) || (s_.has(first - 1, Word::determiner) && nominal(first - 2)))) {
      --first, led = true;  // "vom 1. Mai an", "die Wahl vom 3. Mai"
      if (last < s_.size() && word(last) == "an") ++last;
    } else if (left() != nowhere && (s_.tokens[left()].pos == Pos::adp || s_.tokens[left()].pos == Pos::det || s_.tokens[left()].pos == Pos::num)) return;
    if (!led && left() != nowhere && s_.tokens[left()].pos == Pos::adj) return;
    if (led && left() != nowhere && word(left()) == "bis" && (word(first) == "zum" || word(first) == "zu")) --first;
    if (!led && s_.has(date.first, Word::genitive) && left() != nowhere && nominal(left())) return;  // "das größte Fest des Jahres"
    while (left() != nowhere && s_.has(left(), Word::focus)) --first;
    if (left() != nowhere && (s_.has(left(), Word::no_gap) || s_.tokens[left()].pos == Pos::cconj || s_.tokens[left()].pos == Pos::adp || s_.has(left(), Word::negate))) return;
    if (left() != nowhere && (s_.tokens[left()].pos == Pos::det || (s_.has(left(), Word::determiner) && s_.tokens[left()].pos != Pos::pron && !opens_relative(left())))) return;  // "der am 1. April begonnene Verkauf"
    while (last < s_.size() && s_.has(last, Word::counted_on)) ++last;  // "zwei Jahre später"
    std::uint32_t right = last;
    while (right < s_.size() && !t.line.keeps(right)) ++right;
    const bool ends = right >= s_.size() || line().is_mark(right);
    if (!ends && (!s_.tokens[right].space_before || s_.timex[right])) return;
    if (!ends && (s_.has(right, Word::goes_on) || (s_.tokens[right].pos == Pos::cconj && !(right + 1 < s_.size() && pieces_.finite(right + 1))) || s_.tokens[right].pos == Pos::num)) return;
    const std::uint32_t p = pieces_.piece_of(date.first);
    const Piece& here = piece(p);
    if (!led && s_.has(date.first, Word::nominative)) return;  // "Tatsächlich war das Jahr 2023 nass"
    const bool opens = left() == nowhere || first <= pieces_.first_word(here) || line().is_mark(left());
    if (opens) {
      // it stands where the subject can stand: "Im Mai eröffnete die Stadt"
      if (here.kind == Kind::dependent || here.kind == Kind::content || here.kind == Kind::conditional) return;
      const std::uint32_t begin = t.line.first();
      if (ends || right != last || !pieces_.finite(right) || first > begin || (p > 0 && first != here.first && left() != nowhere)) return;
      if (!led && s_.has(right, Word::copula) && !pieces_.closed(right, here.last)) return;  // "2023 war das wärmste Jahr"
      Telling tried = t;
      tried.line.drop(begin, last);
      tried.inverted = true;
      if (ordered(tried) == kept(tried)) return;
      t.line.drop(begin, last);
      t.inverted = true;
      return;
    }
    // "Deshalb wird 2024 kühler": the year may be what the clause is about
    const std::uint32_t begin = pieces_.first_word(here);
    if (!led && left() == here.finite && !ends && (s_.has(begin, Word::lead_out) || s_.tokens[begin].pos == Pos::adp) && !nominal(right) && !s_.has(right, Word::nominative)) return;
    // "lebte bis 1566", "liegt am Montag": nothing else is said
    const std::uint32_t verb = here.finite;
    if (verb != nowhere && verb < first && !says_more(t, here, verb, first, last)) return;
    if (nominal(left()) && !ends && (nominal(right) || (s_.has(right, Word::genitive) && s_.tokens[right].pos == Pos::det))) return;
    if (ends && right < s_.size() && first <= here.first + 1) return;  // ", also 2024,"
    t.line.drop(first, last);
  }
  /// "die 1970er-Jahre-Serie": the word goes on behind the date.
  bool within_word(const Attachment& date) const {
    const auto& all = source_.reading.timexes.all;
    const Span last = s_.tokens[date.last - 1].span;
    const auto timex = std::ranges::lower_bound(all, s_.tokens[date.first].span.begin, {}, [](const Timex& t) { return t.span.begin; });
    return timex != all.end() && (*timex).span.end > last.begin && (*timex).span.end < last.end;
  }
  /// "Montag bis Dienstag"
  bool spans(const Attachment& date) const {
    for (std::uint32_t i = date.first; i < date.last; ++i)
      if (word(i) == "bis") return true;
    return false;
  }
  bool dates(std::uint32_t i) const { return s_.has(i, Word::dating_preposition) && !s_.has(i, Word::agent_preposition); }
  /// A relative pronoun that looks like an article.
  bool opens_relative(std::uint32_t i) const { return i > source_.from && piece(pieces_.piece_of(i)).relative && pieces_.first_word(piece(pieces_.piece_of(i))) + 1 >= i; }

  /// Something but the verb, its subject and its particle is left in the clause when [first, last) goes.
  bool says_more(const Telling& t, const Piece& here, std::uint32_t verb, std::uint32_t first, std::uint32_t last) const {
    bool strong = false, subject_before = false;
    std::uint32_t nouns = 0;
    for (std::uint32_t i = here.first; i < here.last; ++i) {
      if (!t.line.keeps(i) || (i >= first && i < last) || line().is_mark(i) || i == verb) continue;
      const bool noun = nominal(i) || s_.tokens[i].pos == Pos::num || (i < verb && (s_.tokens[i].pos == Pos::pron || s_.tokens[i].capital));
      subject_before |= i < verb && noun;
      if (i > verb && (noun || (s_.tokens[i].pos == Pos::adj && i != pieces_.last_word(here)))) ++nouns;
      if (i > verb && s_.tokens[i].pos == Pos::verb && !s_.has(i, Word::light) && !s_.has(i, Word::state)) strong = true;
    }
    if (strong || (s_.has(verb, Word::report) && last < s_.size() && line().is_mark(last))) return true;
    if (nouns > (subject_before ? 0U : 1U)) return true;
    return !s_.has(verb, Word::light) && !s_.has(verb, Word::state) && !s_.has(verb, Word::bracket) && !s_.has(verb, Word::copula) && nouns > 0;
  }

  // order

  /// The words in their order: a tie to the sentence before goes, and where the first place has become empty the subject takes it.
  std::vector<std::uint32_t> ordered(const Telling& t) const {
    std::vector<std::uint32_t> order = kept(t);
    if (!t.lent.empty()) {
      order.insert(order.begin(), t.lent.begin(), t.lent.end());
      return order;
    }
    std::size_t at = !order.empty() && line().is_quote(order[0]) ? 1 : 0;
    const auto drop_first = [&] { order.erase(order.begin() + static_cast<std::ptrdiff_t>(at)); };
    while (order.size() > at + 2 && s_.has(order[at], Word::coordinate) && !pieces_.finite(order[at + 1])) drop_first();
    if (order.size() < at + 4) return order;
    if (t.inverted) {
      invert(order, at);
    } else if (s_.has(order[at], Word::lead_out) && pieces_.finite(order[at + 1]) && !s_.has(order[at], Word::coordinate)) {
      std::vector<std::uint32_t> tried = order;
      tried.erase(tried.begin() + static_cast<std::ptrdiff_t>(at));
      if (invert(tried, at)) return tried;
    }
    return order;
  }

  /// "eröffnete die Stadt ein Bad": the subject before its verb, when it is sure which words it has.
  bool invert(std::vector<std::uint32_t>& order, std::size_t at) const {
    if (at >= order.size() || !pieces_.finite(order[at])) return false;
    const bool reflexive = at + 1 < order.size() && word(order[at + 1]) == "sich";
    const std::size_t begin = at + (reflexive ? 2 : 1), end = subject(order, begin);
    if (end == begin || end >= order.size() || line().is_mark(order[end])) return false;
    std::rotate(order.begin() + static_cast<std::ptrdiff_t>(at), order.begin() + static_cast<std::ptrdiff_t>(begin), order.begin() + static_cast<std::ptrdiff_t>(end));
    return true;
  }
  /// The end of the subject that begins there; its beginning, when it is not sure.
  std::size_t subject(const std::vector<std::uint32_t>& order, std::size_t begin) const {
    const auto within = [&](std::size_t n) { return n < order.size(); };
    if (!within(begin)) return begin;
    const std::uint32_t one = order[begin];
    if ((s_.has(one, Word::third_person) || s_.has(one, Word::first_person)) && s_.has(one, Word::nominative) && s_.tokens[one].pos == Pos::pron) return begin + 1;
    const std::size_t end = phrase(order, begin);
    if (end == begin) return begin;
    std::size_t last = end;
    if (within(last) && s_.tokens[order[last]].pos == Pos::cconj) {  // "die Mutter und ihr Kind"
      const std::size_t second = phrase(order, last + 1);
      if (second == last + 1) return begin;
      last = second;
    } else if (within(last + 1) && (word(order[last]) == "des" || word(order[last]) == "eines")) {
      const std::size_t second = phrase(order, last + 1);
      if (second == last + 1) return begin;
      last = second;
    }
    if (!within(last)) return begin;
    const std::uint32_t behind = order[last];
    const bool more = line().is_mark(behind) || line().is_quote(behind) || nominal(behind) || s_.has(behind, Word::genitive) || s_.has(behind, Word::no_gap) || s_.has(behind, Word::with_preposition) || s_.has(behind, Word::agent_preposition) || s_.tokens[behind].pos == Pos::cconj ||
                      s_.tokens[behind].pos == Pos::num || s_.timex[behind];
    if (more) return begin;
    // "folgte ein Auftritt vor Delegierten": which the preposition belongs to is not sure
    if (s_.tokens[behind].pos == Pos::adp && (s_.has(one, Word::indefinite) || s_.tokens[one].pos != Pos::det) && !is_name(order, begin, last)) return begin;
    return last;
  }
  /// [article] [adjectives] noun, or a name.
  std::size_t phrase(const std::vector<std::uint32_t>& order, std::size_t begin) const {
    std::size_t n = begin;
    const auto token = [&](std::size_t k) -> const Token& { return s_.tokens[order[k]]; };
    if (n >= order.size() || s_.timex[order[n]]) return begin;
    const bool article = token(n).pos == Pos::det || s_.has(order[n], Word::determiner);
    if (article && !s_.has(order[n], Word::nominative)) return begin;
    if (!article && nominal(order[n])) {
      const std::size_t end = name_end(order, n);
      if (end != n) return end;
    }
    if (article) ++n;
    while (n < order.size() && !token(n).capital && (token(n).pos == Pos::adj || token(n).pos == Pos::num || (n > begin && token(n).pos != Pos::adp && token(n).pos != Pos::det && token(n).pos != Pos::pron && ends_like_adjective(order[n]))) && !s_.timex[order[n]]) ++n;
    if (n >= order.size() || !nominal(order[n]) || s_.timex[order[n]] || !token(n).capital) return begin;
    if (article && word(order[begin]) == "der" && feminine(order[n])) return begin;
    return n + 1;
  }
  bool ends_like_adjective(std::uint32_t i) const { return word(i).ends_with("e") || word(i).ends_with("en") || word(i).ends_with("er") || word(i).ends_with("es"); }
  bool feminine(std::uint32_t i) const {
    for (const std::string_view end : {"ung", "heit", "keit", "schaft", "ion", "tät", "in", "ik", "ei"})
      if (word(i).ends_with(end)) return true;
    return false;
  }
  /// The end of the name that begins there, also behind the word for what he is: "Trainer Boris Schommers".
  std::size_t name_end(const std::vector<std::uint32_t>& order, std::size_t n) const {
    const auto& mentions = source_.reading.entities.mentions;
    for (std::size_t skip = 0; skip < 2 && n + skip < order.size(); ++skip) {
      const std::uint32_t first = s_.begin + order[n + skip];
      for (auto m = std::ranges::lower_bound(mentions, first, {}, &Mention::first_token); m != mentions.end() && m->first_token == first; ++m) {
        if (m->pronoun || (skip > 0 && source_.reading.entities.all[m->entity].type != EntityType::person)) continue;
        const std::size_t length = m->last_token - m->first_token;
        if (n + skip + length <= order.size() && order[n + skip + length - 1] + s_.begin + 1 == m->last_token) return n + skip + length;
      }
      if (!nominal(order[n])) break;
    }
    return n;
  }
  bool is_name(const std::vector<std::uint32_t>& order, std::size_t begin, std::size_t end) const { return name_end(order, begin) == end; }

  const HeadlineSource& source_;
  const Syntax& s_;
  std::string_view text_;
  Pieces pieces_;
  double best_price_ = 1000;
  std::string best_text_;
};

}  // namespace

std::string verb_second_headline(const HeadlineSource& source) { return Teller(source).make(); }

}  // namespace newsline::event_room
