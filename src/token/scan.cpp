// Cuts sentences into tokens in one pass over the bytes, each of which is read once or twice.
//
//     "She didn't pay $3.20 in the U.S."   ->   She  did  n't  pay  $  3.20  in  the  U.S.
//
// Clitics ("n't", "l'") are cut where the language's clitics.tsv says so; a full stop belongs to
// its word where the list of abbreviations, or the shape ("U.S."), says so; numbers keep their
// separators.
// What it does not do: cut compounds, or scripts without spaces into words: a run of such letters
// is one token.
#include "scan.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"

namespace newsline::token {
namespace {

enum Class : std::uint8_t { other, letter_class, digit_class };

constexpr std::array<Class, 128> ascii = [] {
  std::array<Class, 128> table{};
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = letter_class;
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = letter_class;
  for (char c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = digit_class;
  table['_'] = letter_class;  // behind the capitals, before the small letters
  return table;
}();

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2BC; }
bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_mark(char32_t c) {
  return c == 0xAD || c == 0x200D || (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}
bool is_currency(char32_t c) {
  return c == '$' || (c >= 0x80 && u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL);
}

bool is_symbol(char32_t c) {
  if (c < 0x80)
    return std::string_view("$%+<=>^`|~#&@*\\").find(static_cast<char>(c)) !=
           std::string_view::npos;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_S_MASK) != 0 || c == 0x2030;
}

/// Signs of which a run is one token: "...", "--", "!!!", "=====".
bool runs(char32_t c) {
  return c < 0x80 &&
         std::string_view(".-!?*=_~+#").find(static_cast<char>(c)) != std::string_view::npos;
}

bool closes(char32_t c) {
  return c < 0x80 ? std::string_view("\"'>)]}").find(static_cast<char>(c)) != std::string_view::npos
                  : c == 0x201D || c == 0x2019 || c == 0xBB;
}

}  // namespace

Scanner::Point Scanner::point(std::size_t at) const {
  Point p;
  if (at >= end_) return p;
  const auto byte = static_cast<unsigned char>(text_[at]);
  if (byte < 0x80) {
    p.c = byte;
    p.next = at + 1;
    p.letter = ascii[byte] == letter_class;
    p.digit = ascii[byte] == digit_class;
    return p;
  }
  p.next = at;
  p.c = next_code_point(text_, p.next);
  p.letter = is_letter(p.c) || is_mark(p.c);
  p.digit = u_isdigit(static_cast<UChar32>(p.c));
  return p;
}

void Scanner::sentence(Span span) {
  end_ = span.end;
  tail_ = span.begin;
  for (std::size_t at = end_; at > span.begin; --at) {
    const auto byte = static_cast<unsigned char>(text_[at - 1]);
    if (byte < 0x80 ? ascii[byte] == other : (byte & 0xC0) == 0x80) continue;
    if (byte >= 0x80 && !point(at - 1).alnum()) continue;
    tail_ = byte < 0x80 ? at : point(at - 1).next;
    break;
  }
  for (std::size_t at = span.begin; at < end_;) {
    const Point p = point(at);
    at = is_space(p.c) ? p.next : read_token(at);
  }
}

std::size_t Scanner::read_token(std::size_t at) {
  const Point p = point(at);
  if (p.alnum()) return read_word(at);
  const Point next = point(p.next);
  if (is_apostrophe(p.c) || p.c == 0x2018) return read_apostrophe(at, p);
  if ((p.c == '@' || p.c == '#') && next.letter) {
    Shape shape;
    const std::size_t end = word_end(p.next, shape);
    add(at, end, TokenKind::url);
    return end;
  }
  if (p.c == '.' && next.digit) {  // ".5"
    Shape shape;
    const std::size_t end = word_end(p.next, shape);
    add(at, end, shape.letters > 0 ? TokenKind::mixed : TokenKind::number);
    return end;
  }
  return read_sign(at, p);
}

// "'90s", "'em", a clitic set apart from its word by a space; else an apostrophe or quotation mark
// alone.
std::size_t Scanner::read_apostrophe(std::size_t at, Point mark) {
  const Point next = point(mark.next);
  if (next.digit) {
    Shape shape;
    const std::size_t end = word_end(mark.next, shape);
    if (shape.digits == 2 && shape.letters <= 1 && end - mark.next <= 3) {
      add(at, end, shape.letters > 0 ? TokenKind::mixed : TokenKind::number);
      return end;
    }
  }
  if (next.letter) {
    std::size_t end = mark.next;
    for (Point p = next; p.letter; p = point(end)) end = p.next;
    const std::uint16_t found = end - at <= 12 ? clitic(at, end) : Lexicon::none;
    if (found != Lexicon::none && (found == rules_.whole || found == rules_.suffix)) {
      add(at, end, TokenKind::word);
      return end;
    }
  }
  add(at, mark.next, TokenKind::punctuation);
  return mark.next;
}

std::size_t Scanner::read_sign(std::size_t at, Point sign) {
  std::size_t end = sign.next;
  if (runs(sign.c))
    while (end < end_ && text_[end] == text_[at]) ++end;
  if (sign.c >= 0x80)  // an emoji keeps what modifies it
    for (Point p = point(end); p.next > end && p.letter && is_mark(p.c); p = point(end))
      end = p.next;
  add(at, end, is_symbol(sign.c) ? TokenKind::symbol : TokenKind::punctuation);
  return end;
}

// Thousands ("1,200") and decimals ("3,5"), but not "5,2024".
bool Scanner::comma_joins(std::size_t digits_begin, const Shape& shape) const {
  std::size_t at = digits_begin;
  while (at < end_ && at - digits_begin < 4 &&
         ascii[static_cast<unsigned char>(text_[at]) & 0x7F] == digit_class &&
         static_cast<unsigned char>(text_[at]) < 0x80)
    ++at;
  return at - digits_begin < 4 && shape.letters == 0;
}

// A full stop between two letters: "U.S", "a.m", "Ph.D", "amazon.com", but not "end.Start" and not
// "J.K.Rowling".
bool Scanner::stop_joins(Point next, const Shape& shape) const {
  const Point after = point(next.next);
  const bool single = !after.letter;
  if (single && shape.part <= 3) return true;
  return !is_upper(next.c) && !(shape.part == 1 && shape.stops > 0);
}

/// Whether the sign at `at` stands inside a word: its neighbors decide.
bool Scanner::joins(std::size_t at, Point joiner, const Shape& shape) const {
  const Point next = point(joiner.next);
  const bool after_digit = shape.ends_in_digit;
  // "U.S.-led"
  if (joiner.c == '.' && shape.part == 1 && shape.stops > 0 && is_hyphen(next.c))
    return point(next.next).alnum();
  if (!next.alnum()) return false;
  if (is_hyphen(joiner.c)) return true;
  if (is_apostrophe(joiner.c)) return after_digit ? true : next.letter;
  switch (joiner.c) {
    case '.':
      return after_digit == next.digit && (next.digit || stop_joins(next, shape));
    case ',':
      return after_digit && next.digit && comma_joins(joiner.next, shape);
    case ':':
      return after_digit && next.digit;
    case '/':
      return after_digit && next.digit;
    case '&':
      return next.letter && is_upper(next.c) && !after_digit && is_upper(point(at - 1).c);
    default:
      return false;
  }
}

// The hot path: ASCII letters, most bytes of most words.
std::size_t Scanner::ascii_letters_end(std::size_t at, std::size_t begin, Shape& shape) const {
  const std::size_t from = at;
  for (; at < end_; ++at) {
    const auto byte = static_cast<unsigned char>(text_[at]);
    if (byte >= 0x80 || ascii[byte] != letter_class) break;
    shape.capitals += byte <= 'Z';
  }
  const auto count = static_cast<std::uint32_t>(at - from);
  if (count == 0) return at;
  if (from == begin) shape.first_capital = text_[from] <= 'Z';
  shape.letters += count;
  shape.part += count;
  shape.ends_in_digit = false;
  return at;
}

std::size_t Scanner::word_end(std::size_t at, Shape& shape) const {
  const std::size_t begin = at;
  while (at < end_) {
    at = ascii_letters_end(at, begin, shape);
    if (at >= end_) break;
    const Point p = point(at);
    if (p.alnum()) {
      if (p.digit)
        ++shape.digits;
      else {
        ++shape.letters;
        ++shape.part;
        const bool upper = is_upper(p.c);
        shape.capitals += upper;
        if (at == begin) shape.first_capital = upper;
      }
      shape.ends_in_digit = p.digit;
    } else if (at > begin && joins(at, p, shape)) {
      if (is_apostrophe(p.c)) shape.apostrophe = at;
      shape.stops += p.c == '.';
      shape.part = 0;
    } else {
      break;
    }
    at = p.next;
  }
  return at;
}

bool Scanner::starts_url(std::size_t begin, std::size_t at, const Shape& shape) const {
  if (at >= end_) return false;
  const std::string_view rest = text_.substr(at, end_ - at);
  if (rest.starts_with("://")) return shape.digits == 0;
  if (rest[0] == '@') return point(at + 1).alnum();
  const std::string_view word = piece(begin, at);
  if (word.starts_with("www.") && shape.stops > 1) return true;
  return rest[0] == '/' && shape.stops > 0 && shape.part > 1 && point(at + 1).letter &&
         !is_upper(point(at + 1).c);
}

std::size_t Scanner::url_end(std::size_t at) const {
  const auto stops = [](char32_t c) {
    return is_space(c) || c == '"' || c == '<' || c == '>' || c == 0x201C || c == 0x201D ||
           c == 0x2019;
  };
  const std::size_t begin = at;
  for (Point p = point(at); at < end_ && !stops(p.c); p = point(at)) at = p.next;
  while (at > begin &&
         std::string_view(".,;:!?'()[]{}").find(text_[at - 1]) != std::string_view::npos)
    --at;
  return at;
}

bool Scanner::keeps_last_stop(Abbreviation abbreviation, const Shape& shape) const {
  if (shape.stops > 0 && shape.part == 1) return true;  // "the U.S."
  return abbreviation != Abbreviation::none && abbreviation != Abbreviation::number &&
         abbreviation != Abbreviation::inside;
}

// Within a sentence a full stop belongs to its word, since the sentence went on; the rest guards
// against what the splitter of sentences could not know.
bool Scanner::keeps_inner_stop(Abbreviation abbreviation, std::size_t end,
                               const Shape& shape) const {
  if (shape.stops > 0 && shape.part == 1) return true;
  std::size_t at = end + 1;
  while (at < end_ && text_[at] == ' ' && at < end + 8) ++at;
  const Point next = point(at);
  if (closes(next.c) && at == end + 1)
    return abbreviation != Abbreviation::none && abbreviation != Abbreviation::number;
  if (abbreviation == Abbreviation::number) return next.alnum() || shape.first_capital;
  if (abbreviation != Abbreviation::none) return true;
  if (shape.letters == 1 || next.c == ',' || next.c == ';') return true;
  return at > end + 1 && next.letter && shape.letters <= (is_upper(next.c) ? 4U : 6U) &&
         (shape.first_capital || !is_upper(next.c));
}

bool Scanner::keeps_stop(std::size_t begin, std::size_t end, const Shape& shape) const {
  if (end >= end_ || text_[end] != '.' || shape.digits > 0) return false;
  if (end + 1 < end_ && text_[end + 1] == '.') return false;  // an ellipsis
  const Abbreviation abbreviation = rules_.abbreviations.find(piece(begin, end + 1));
  return end >= tail_ ? keeps_last_stop(abbreviation, shape)
                      : keeps_inner_stop(abbreviation, end, shape);
}

std::size_t Scanner::read_word(std::size_t at) {
  Shape shape;
  std::size_t end = word_end(at, shape);
  if (starts_url(at, end, shape)) {
    end = std::max(end, url_end(at));
    add(at, end, TokenKind::url);
    return end;
  }
  if (shape.letters > 0 && shape.letters <= 3 && shape.capitals == shape.letters &&
      shape.digits == 0 && end < end_) {
    const Point sign = point(end);
    if (is_currency(sign.c) && point(sign.next).digit) {  // "US$50"
      add(at, sign.next, TokenKind::symbol);
      return sign.next;
    }
  }
  // "all’|8 luglio"
  if (const Point sign = point(end); end < end_ && is_apostrophe(sign.c) &&
                                     rules_.prefix != Lexicon::none && point(sign.next).digit &&
                                     is_prefix(at, sign.next)) {
    add(at, sign.next, TokenKind::word);
    return sign.next;
  }
  if (keeps_stop(at, end, shape)) {
    add(at, end + 1, TokenKind::word);
    return end + 1;
  }
  // "Disney+", "C++"
  if (end < end_ && text_[end] == '+' && shape.letters > 1 && shape.digits == 0) {
    std::size_t plus = end;
    while (plus < end_ && text_[plus] == '+') ++plus;
    if (!point(plus).alnum()) end = plus;
  }
  cut_word(at, end, shape);
  return end;
}

std::uint16_t Scanner::clitic(std::size_t begin, std::size_t end) const {
  return rules_.clitics.find(word_key(piece(begin, end)));
}

bool Scanner::is_prefix(std::size_t begin, std::size_t end) const {
  const std::uint16_t found = clitic(begin, end);
  return found != Lexicon::none && (found == rules_.prefix || found == rules_.surname);
}

// "Anna D'Angelo", "Marcello Dell'Utri": both parts begin with a capital, behind a word and a
// space; but "l'opera D'ITALIA" in capitals.
bool Scanner::keeps_prefix(std::size_t begin, std::size_t at, std::size_t end) const {
  if (begin < 2 || text_[begin - 1] != ' ' || clitic(begin, at) != rules_.surname) return false;
  const auto byte = static_cast<unsigned char>(text_[begin - 2]);
  if (byte < 0x80 && !ascii::is_letter(text_[begin - 2])) return false;
  const Point name = point(at);
  return ascii::is_upper(text_[begin]) && !ascii::is_upper(text_[begin + 1]) &&
         ascii::is_upper(text_[at]) && name.next < end && !ascii::is_upper(text_[name.next]);
}

void Scanner::cut_prefix(std::size_t& begin, std::size_t end) {
  if (rules_.prefix == Lexicon::none) return;
  for (std::size_t at = begin; at < end && at - begin < 16;) {
    const Point p = point(at);
    at = p.next;
    if (!is_apostrophe(p.c)) continue;
    if (at < end && is_prefix(begin, at) && !keeps_prefix(begin, at, end)) {
      add(begin, at, TokenKind::word);
      begin = at;
    }
    return;
  }
}

// did|n't, Microsoft|'s, who|'d|'ve, can|not, l'|homme.
void Scanner::cut_word(std::size_t begin, std::size_t end, const Shape& shape) {
  if (shape.apostrophe == 0) {
    const std::uint64_t key = word_key(piece(begin, end));
    const auto cut = end - begin > 12 ? rules_.cuts.end()
                                      : std::ranges::lower_bound(rules_.cuts, key, {}, &Cut::key);
    if (cut == rules_.cuts.end() || cut->key != key) return add_word(begin, end, key);
    add_word(begin, begin + cut->head);
    if (begin + cut->head < end) add_word(begin + cut->head, end);
    return;
  }
  cut_prefix(begin, end);
  std::array<std::size_t, 3> cuts{};
  std::size_t count = 0, stop = end;
  if (rules_.suffix == Lexicon::none) stop = begin;
  for (std::size_t at = stop; at > begin + 1 && count < cuts.size() && stop - at < 12; --at) {
    if ((static_cast<unsigned char>(text_[at - 1]) & 0xC0) == 0x80 ||
        !is_apostrophe(point(at - 1).c))
      continue;
    std::size_t from = at - 1;
    // n't
    if (from > begin + 1 && static_cast<unsigned char>(text_[from - 1]) < 0x80 &&
        clitic(from - 1, stop) == rules_.suffix)
      --from;
    else if (clitic(from, stop) != rules_.suffix)
      break;
    cuts[count++] = stop = from;
    at = from + 1;
  }
  for (std::size_t from = begin; from < end;) {
    const std::size_t to = count > 0 ? cuts[--count] : end;
    add_word(from, to);
    from = to;
  }
}

void Scanner::add_word(std::size_t begin, std::size_t end) {
  add_word(begin, end, word_key(piece(begin, end)));
}

void Scanner::add_word(std::size_t begin, std::size_t end, std::uint64_t key) {
  const Signs signs = signs_of(begin, end);
  add(begin, end,
      signs.letters > 0 && signs.digits > 0 ? TokenKind::mixed
      : signs.digits > 0                    ? TokenKind::number
                                            : TokenKind::word,
      signs, key);
}

void Scanner::add(std::size_t begin, std::size_t end, TokenKind kind) {
  add(begin, end, kind, signs_of(begin, end), word_key(piece(begin, end)));
}

Scanner::Signs Scanner::signs_of(std::size_t begin, std::size_t end) const {
  Signs signs;
  for (std::size_t at = begin; at < end;) {
    const Point p = point(at);
    signs.digits += p.digit;
    if (p.letter) {
      ++signs.letters;
      const bool upper = is_upper(p.c);
      signs.capitals += upper;
      if (at == begin) signs.begins_upper = upper;
    }
    at = p.next;
  }
  return signs;
}

void Scanner::add(std::size_t begin, std::size_t end, TokenKind kind, const Signs& signs,
                  std::uint64_t key) {
  Token token;
  token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  token.key = key;
  token.kind = kind;
  token.space_before = out_.empty() || begin == 0 || out_.back().span.end != begin;
  token.capital = signs.begins_upper;
  token.all_capitals = signs.letters >= 2 && signs.capitals == signs.letters;
  out_.push_back(token);
}

}  // namespace newsline::token
