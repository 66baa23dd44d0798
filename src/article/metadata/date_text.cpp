// Finds dates in page text and attribute values, in all languages of data/article/months.tsv, by
// months' names and the order of numbers. Dates of stories are read by the rules of timex instead.
//
// "Publié le 5 mars 2024 à 10h15": the number 5, a month's name behind it, a year: 2024-03-05;
// then a clock time within a few words: 10:15. "03/04/2024" is April 3 or March 4 by the language
// of the page.
// What it does not do: relative dates ("yesterday"), dates without a year, or days before 1850 and
// after 2100.
#include "date_text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/ascii.h"
#include "base/data.h"
#include "base/utf8.h"

namespace newsline::article {

namespace {

constexpr std::size_t look_ahead = 4096;  // bytes that one search for a date reads

std::string_view next_line(std::string_view& rest) {
  const std::size_t stop = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, stop);
  rest.remove_prefix(std::min(stop + 1, rest.size()));
  return line;
}

std::string_view first_field(std::string_view line) { return line.substr(0, line.find('\t')); }

bool lists_language(std::string_view list, std::string_view language) {
  const std::string_view primary = primary_language(language);
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (list.substr(0, comma) == primary) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

}  // namespace

MonthNames::MonthNames(std::string_view tsv) : rows_(tsv) {
  while (rows_.starts_with('#')) next_line(rows_);
  filter_.resize(filter_bits);
  for (std::string_view rest = rows_; !rest.empty();) {
    starts_.push_back(static_cast<std::uint32_t>(rest.data() - rows_.data()));
    filter_[filter_bit(first_field(next_line(rest)))] = true;
  }
}

std::size_t MonthNames::filter_bit(std::string_view word) noexcept {
  std::uint64_t seen = word.size();
  for (std::size_t i = 0; i < std::min<std::size_t>(word.size(), 3); ++i)
    seen = (seen << 8 | static_cast<unsigned char>(word[i])) << 8 |
           static_cast<unsigned char>(word[word.size() - 1 - i]);
  return (seen * 0x9E3779B97F4A7C15ULL >> 32) % filter_bits;
}

std::size_t MonthNames::first_row(std::string_view word) const {
  const auto word_of = [&](std::uint32_t start) { return first_field(rows_.substr(start)); };
  const auto first = std::ranges::lower_bound(starts_, word, {}, word_of);
  return first == starts_.end() ? rows_.size() : *first;
}

int MonthNames::find(std::string_view word, std::string_view language) const {
  if (filter_.empty() || !filter_[filter_bit(word)]) return none;
  return find_row(first_row(word), word, language, false);
}

int MonthNames::find_month(std::string_view word) const {
  return find_row(first_row(word), word, "", true);
}

int MonthNames::find_row(std::size_t begin, std::string_view word, std::string_view language,
                         bool months_alone) const {
  int best = none;
  std::ptrdiff_t most = -1;
  for (std::string_view rest = rows_.substr(begin); !rest.empty();) {
    const std::string_view line = next_line(rest);
    if (first_field(line) != word || line.size() < word.size() + 3) break;
    const std::string_view tail = line.substr(word.size() + 1);
    const std::size_t tab = std::min(tail.find('\t'), tail.size());
    int number = none;
    std::from_chars(tail.data(), tail.data() + tab, number);
    const std::string_view list = tail.substr(std::min(tab + 1, tail.size()));
    if (months_alone && number < 1) continue;
    if (!language.empty() && lists_language(list, language)) return number;
    const std::ptrdiff_t speakers = std::ranges::count(list, ',');
    if (speakers > most) most = speakers, best = number;
  }
  return best;
}

bool plausible(Day day) {
  const auto date = ymd(day);
  const int year = static_cast<int>(date.year());
  return year >= 1850 && year <= 2100 &&
         !(year == 1970 && date.month() == std::chrono::January &&
           static_cast<unsigned>(date.day()) == 1) &&
         !(year == 1900 && date.month() == std::chrono::January &&
           static_cast<unsigned>(date.day()) == 1);
}

namespace {

/// A number or a word of the text, or one sign.
struct DateSegment {
  enum class Kind : unsigned char { end, number, word, sign } kind = Kind::end;
  std::size_t begin = 0, end = 0;
  int value = 0;      // of a number; of a word its month, 0 for a weekday, -1
  int month = 0;      // of a weekday's name that is a month's in other languages: "mar."
  int digits = 0;     // of a number
  char32_t sign = 0;  // of a sign; space for any white space
};

/// Cuts a text into pieces, a few at a time.
class DateSegments {
 public:
  DateSegments(std::string_view text, std::size_t from, const MonthNames& names,
               std::string_view language)
      : text_(text.substr(0, std::min(text.size(), from + look_ahead))),
        at_(from),
        names_(names),
        language_(language) {}

  /// The piece `n` after the current one.
  const DateSegment& operator[](std::size_t n) {
    while (have_ <= n) ring_[(first_ + have_++) % ring_.size()] = cut();
    return ring_[(first_ + n) % ring_.size()];
  }
  void advance() {
    (*this)[0];
    first_ = (first_ + 1) % ring_.size();
    --have_;
  }
  /// Leaves out what can begin no date: every date holds a digit, which is its first piece or
  /// stands a few behind a month's name. True where anything was left out; words are cut and looked
  /// up one by one, so that this saves most of a text.
  bool skip() {
    const std::size_t here = (*this)[0].begin;
    if (here < digit_) return false;
    digit_ = find_digit(here);
    const std::size_t start = digit_ < text_.size() ? words_before(digit_, here) : digit_;
    if (start <= here) return false;
    at_ = start;
    have_ = 0;
    return true;
  }

 private:
  /// The first digit of any script, or the end.
  std::size_t find_digit(std::size_t at) const {
    while (at < text_.size()) {
      const std::size_t begin = at;
      if (static_cast<unsigned char>(text_[at]) < 0x80 ? ascii::is_digit(text_[at++])
                                                       : is_digit(next_code_point(text_, at)))
        return begin;
    }
    return at;
  }
  /// What a digit of any script counts, or -1. Most signs are ASCII: they are answered in place.
  static int digit_of(char32_t c) {
    if (c < 0x80) return c >= U'0' && c <= U'9' ? static_cast<int>(c - U'0') : -1;
    return u_charDigitValue(static_cast<UChar32>(c));
  }
  static bool is_digit(char32_t c) { return digit_of(c) >= 0; }
  /// A vowel sign or accent that stands by itself.
  static bool is_mark(char32_t c) {
    return c >= 0x80 &&
           (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_MN_MASK | U_GC_MC_MASK)) != 0;
  }
  /// The white space before the words behind which a month's name is too far away.
  std::size_t words_before(std::size_t at, std::size_t least) const {
    constexpr int most_words = 5;
    for (int words = 0; at > least; --at) {
      const bool begins = ascii::is_space(text_[at - 1]) && !ascii::is_space(text_[at]);
      if (begins && ++words == most_words) return at - 1;
    }
    return least;
  }
  DateSegment cut() {
    if (at_ >= text_.size())
      return {DateSegment::Kind::end, text_.size(), text_.size(), 0, 0, 0, 0};
    const std::size_t begin = at_;
    const char32_t c = next_code_point(text_, at_);
    const int digit = digit_of(c);
    if (digit >= 0) return number(begin, digit);
    if (is_space(c) || c == 0x200E || c == 0x200F) return space(begin);
    if (is_letter(c)) return word(begin, c);
    return {DateSegment::Kind::sign, begin, at_, 0, 0, 0, c};
  }
  DateSegment number(std::size_t begin, int value) {
    int digits = 1;
    for (std::size_t next = at_; next < text_.size(); at_ = next) {
      const int digit = digit_of(next_code_point(text_, next));
      if (digit < 0) break;
      value = digits < 8 ? value * 10 + digit : value;
      ++digits;
    }
    return {DateSegment::Kind::number, begin, at_, value, 0, digits, 0};
  }
  DateSegment space(std::size_t begin) {
    for (std::size_t next = at_; next < text_.size(); at_ = next) {
      const char32_t c = next_code_point(text_, next);
      if (!is_space(c) && c != 0x200E && c != 0x200F) break;
    }
    return {DateSegment::Kind::sign, begin, at_, 0, 0, 0, U' '};
  }
  // Han, Hangul and kana stand alone, so that 2024年3月5日 falls into its parts.
  static bool alone(char32_t c) {
    return (c >= 0x3040 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4);
  }
  DateSegment word(std::size_t begin, char32_t first) {
    if (alone(first)) return {DateSegment::Kind::word, begin, at_, MonthNames::none, 0, 0, first};
    for (std::size_t next = at_; next < text_.size(); at_ = next) {
      const char32_t c = next_code_point(text_, next);
      if ((!is_letter(c) && !is_mark(c)) || alone(c)) break;
    }
    DateSegment piece{DateSegment::Kind::word, begin, at_, MonthNames::none, 0, 0, 0};
    if (at_ - begin > 40) return piece;
    const std::string folded = fold(text_.substr(begin, at_ - begin));
    piece.value = names_.find(folded, language_);
    if (piece.value == 0) piece.month = std::max(names_.find_month(folded), 0);
    return piece;
  }

  std::string_view text_;
  std::size_t at_;
  const MonthNames& names_;
  std::string_view language_;
  std::array<DateSegment, 64> ring_{};  // more than one date with its time looks ahead
  std::size_t first_ = 0, have_ = 0;
  std::size_t digit_ = 0;  // none stands between the current piece and it
};

using Kind = DateSegment::Kind;

bool is_month(const DateSegment& piece) { return piece.kind == Kind::word && piece.value >= 1; }
bool is_sign(const DateSegment& piece, char32_t c) {
  return piece.kind == Kind::sign && piece.sign == c;
}
bool is_cjk(const DateSegment& piece, char32_t c) {
  return piece.kind == Kind::word && piece.sign == c;
}
bool is_small(const DateSegment& piece) { return piece.kind == Kind::number && piece.digits <= 2; }

/// A year of the common era from a Buddhist one, which Thai pages write: 2567 is 2024.
int common_era(int year) { return year >= 2400 && year <= 2643 ? year - 543 : year; }
bool is_year(const DateSegment& piece) {
  return piece.kind == Kind::number && piece.digits == 4 && common_era(piece.value) >= 1900 &&
         common_era(piece.value) <= 2100;
}

/// Reads one date from the pieces on; moves `n` behind what it took.
class DateReader {
 public:
  DateReader(DateSegments& pieces, std::string_view text, const StampStyle& style)
      : pieces_(pieces), text_(text), style_(style) {}

  std::optional<Stamp> read() {
    std::size_t n = 0;
    Doubt doubt = Doubt::none;
    std::optional<Day> day;
    if (is_year(pieces_[0]))
      day = year_first(n);
    else if (is_small(pieces_[0]))
      day = day_first(n, doubt);
    else if (is_month(pieces_[0]))
      day = month_word_first(n);
    else if (pieces_[0].kind == Kind::number && pieces_[0].digits == 8)
      day = basic(n);
    if (!day || !plausible(*day)) return {};
    Stamp stamp;
    stamp.begin = pieces_[0].begin;
    stamp.end = pieces_[n - 1].end;
    stamp.doubt = doubt;
    stamp.at.at = *day;
    read_time(n, stamp);
    return stamp;
  }

 private:
  std::optional<Day> make(int year, int month, int day) const {
    if (month < 1 || day < 1) return {};
    return make_day(common_era(year), static_cast<unsigned>(month), static_cast<unsigned>(day));
  }
  void skip_spaces(std::size_t& n) {
    while (is_sign(pieces_[n], U' ')) ++n;
  }
  /// Up to `most` signs or small words between the parts of a written date: "3 de marzo de 2024",
  /// "March 3rd, 2024", "3. März 2024".
  bool skip_glue(std::size_t& n, int most, bool words) {
    bool word_taken = false;
    for (; most > 0; --most, ++n) {
      const DateSegment& piece = pieces_[n];
      const bool sign =
          piece.kind == Kind::sign &&
          (piece.sign == U' ' || piece.sign == U'.' || piece.sign == U',' || piece.sign == U'-' ||
           piece.sign == U'/' || piece.sign == U'\'' || piece.sign == 0x2019 ||
           piece.sign == 0xBA || piece.sign == 0xAA || piece.sign == 0xB0 || piece.sign == 0x60C ||
           piece.sign == 0x2011 || piece.sign == 0x2013);
      const bool small_word = words && !word_taken && piece.kind == Kind::word && piece.value < 0 &&
                              piece.end - piece.begin <= 6;
      if (!sign && !small_word) return true;
      word_taken |= small_word;
    }
    return true;
  }
  /// 2024-03-05, 2024/3/5, 2024.03.05., 2024年3月5日, 2024년 3월 5일, "2024. március 5.", "2024 m.
  /// kovo 5 d."
  std::optional<Day> year_first(std::size_t& n) {
    const int year = pieces_[0].value;
    std::size_t at = 1;
    const bool cjk = is_cjk(pieces_[1], U'年') || is_cjk(pieces_[1], U'년');
    if (cjk) ++at;
    const char32_t mark = pieces_[at].kind == Kind::sign ? pieces_[at].sign : 0;
    if (!cjk && (mark == U'-' || mark == U'/' || mark == U'.' || mark == 0x2011) &&
        is_small(pieces_[at + 1]) && is_sign(pieces_[at + 2], mark) && is_small(pieces_[at + 3])) {
      n = at + 4;
      return make(year, pieces_[at + 1].value, pieces_[at + 3].value);
    }
    if (!cjk && mark == U'.') ++at;
    skip_spaces(at);
    if (is_small(pieces_[at]) && (cjk || mark == U'.')) {
      const int month = pieces_[at++].value;
      if (is_cjk(pieces_[at], U'月') || is_cjk(pieces_[at], U'월') || is_sign(pieces_[at], U'.'))
        ++at;
      else
        return {};
      skip_spaces(at);
      if (!is_small(pieces_[at])) return {};
      const int day = pieces_[at++].value;
      if (is_cjk(pieces_[at], U'日') || is_cjk(pieces_[at], U'일')) ++at;
      n = at;
      return make(year, month, day);
    }
    skip_glue(at, 4, true);
    if (!is_month(pieces_[at])) return {};
    const int month = pieces_[at++].value;
    skip_glue(at, 2, false);
    if (!is_small(pieces_[at])) return {};
    n = at + 1;
    return make(year, month, pieces_[at].value);
  }
  /// 5.3.2024, 05/03/24, "5 March 2024", "5 de marzo de 2024", "5th of March, 2024", "5 tháng 3,
  /// 2024"
  std::optional<Day> day_first(std::size_t& n, Doubt& doubt) {
    const int first = pieces_[0].value;
    if (const std::optional<Day> spaced = day_first_spaced(n, doubt)) return spaced;
    const char32_t mark = pieces_[1].kind == Kind::sign ? pieces_[1].sign : 0;
    if (mark == U'.' || mark == U'/' || mark == U'-' || mark == 0x2011 || mark == 0x2013) {
      std::size_t at = 2;
      if (mark == U'.') skip_spaces(at);
      if (is_small(pieces_[at])) {
        const int second = pieces_[at++].value;
        if (!is_sign(pieces_[at], mark)) return {};
        ++at;
        if (mark == U'.') skip_spaces(at);
        return numeric(first, second, at, mark, n, doubt);
      }
    }
    std::size_t at = is_ordinal_ending(1) ? 2 : 1;
    skip_glue(at, 6, true);
    if (is_small(pieces_[at]) && first <= 31) return vietnamese(first, at, n);
    const int month = std::max(pieces_[at].value, pieces_[at].month);
    if (pieces_[at++].kind != Kind::word || month < 1) return {};
    skip_glue(at, 6, true);
    if (is_year(pieces_[at])) {
      n = at + 1;
      return make(pieces_[at].value, month, first);
    }
    if (!is_small(pieces_[at]) || pieces_[at].digits != 2) return {};
    // "5 Mar 24", not "5 March 24 people", "5 March 10:30"
    const DateSegment& next = pieces_[at + 1];
    if (next.kind != Kind::end && !is_sign(next, U',') && !is_sign(next, U')') &&
        !is_sign(next, U'|'))
      return {};
    n = at + 1;
    return make(2000 + pieces_[at].value, month, first);
  }
  /// The "th" of "5th of March"
  bool is_ordinal_ending(std::size_t at) {
    const DateSegment& piece = pieces_[at];
    return piece.kind == Kind::word && piece.begin == pieces_[at - 1].end &&
           piece.end - piece.begin <= 2;
  }
  /// "05 | 03 | 2024", "05 / 03 / 2024"
  std::optional<Day> day_first_spaced(std::size_t& n, Doubt& doubt) {
    const char32_t mark = pieces_[2].kind == Kind::sign ? pieces_[2].sign : 0;
    if ((mark != U'|' && mark != U'/' && mark != 0xB7) || !is_sign(pieces_[1], U' ') ||
        !is_sign(pieces_[3], U' ') || !is_small(pieces_[4]))
      return {};
    if (!is_sign(pieces_[5], U' ') || !is_sign(pieces_[6], mark) || !is_sign(pieces_[7], U' ') ||
        !is_year(pieces_[8]))
      return {};
    if (pieces_[0].digits != 2 || pieces_[4].digits != 2) return {};
    return numeric(pieces_[0].value, pieces_[4].value, 8, mark, n, doubt);
  }
  std::optional<Day> numeric(int first, int second, std::size_t at, char32_t mark, std::size_t& n,
                             Doubt& doubt) {
    int year = 0;
    if (is_year(pieces_[at]))
      year = pieces_[at].value;
    else if (pieces_[at].kind == Kind::number && pieces_[at].digits == 2 &&
             (pieces_[0].digits == 2 || (mark == U'.' && is_set_apart(at + 1)) ||
              (mark == U'/' && is_whole(at + 1))) &&
             pieces_[at].value < 60)
      year = 2000 + pieces_[at].value;
    else
      return {};
    // 1.2.2024.5: a version
    if (is_sign(pieces_[at + 1], mark) && pieces_[at + 2].kind == Kind::number) return {};
    n = at + 1;
    const bool either = first <= 12 && second <= 12 && first != second;
    if (either && (mark != U'.' || style_.month_first))
      doubt = mark == U'.' ? Doubt::dots : Doubt::order;
    const bool month_first = second > 12 || (doubt == Doubt::order && style_.month_first);
    return month_first ? make(year, first, second) : make(year, second, first);
  }
  /// Whether signs part the date from the words around it, as in a byline: "Ann Lee, 5.3.24". A
  /// version is not: "Update 5.3.24".
  bool is_set_apart(std::size_t behind) {
    std::size_t begin = pieces_[0].begin;
    while (begin > 0 && static_cast<unsigned char>(text_[begin - 1]) <= ' ') --begin;
    const bool before =
        begin > 0 && std::string_view(",|(:").find(text_[begin - 1]) != std::string_view::npos;
    skip_spaces(behind);
    return before && (pieces_[behind].kind == Kind::end || is_sign(pieces_[behind], U'|') ||
                      is_sign(pieces_[behind], U')'));
  }
  /// Whether nothing stands beside the date: "5/3/24".
  bool is_whole(std::size_t behind) {
    skip_spaces(behind);
    return pieces_[0].begin == 0 && pieces_[behind].kind == Kind::end;
  }
  /// "5 tháng 3 năm 2024": the month is a number after a word.
  std::optional<Day> vietnamese(int day, std::size_t at, std::size_t& n) {
    if (!text_.substr(pieces_[0].begin, pieces_[at].begin - pieces_[0].begin).ends_with("tháng "))
      return {};
    const int month = pieces_[at++].value;
    skip_glue(at, 4, true);
    if (!is_year(pieces_[at])) return {};
    n = at + 1;
    return make(pieces_[at].value, month, day);
  }
  /// "March 5, 2024", "Mar. 5th 2024"
  std::optional<Day> month_word_first(std::size_t& n) {
    const int month = pieces_[0].value;
    std::size_t at = 1;
    skip_glue(at, 3, false);
    if (!is_small(pieces_[at])) return {};
    const int day = pieces_[at++].value;
    skip_glue(at, 4, true);
    if (is_year(pieces_[at])) {
      n = at + 1;
      return make(pieces_[at].value, month, day);
    }
    return unix_order(at, month, day, n);
  }
  /// "Fri Mar 05 10:15:00 CET 2024", as C and Java print it.
  std::optional<Day> unix_order(std::size_t at, int month, int day, std::size_t& n) {
    for (int i = 0; i < 3; ++i, ++at) {
      if (!is_small(pieces_[at])) return {};
      if (i < 2 && !is_sign(pieces_[++at], U':')) return {};
    }
    skip_spaces(at);
    if (pieces_[at].kind == Kind::word && pieces_[at].end - pieces_[at].begin <= 5) ++at;
    skip_spaces(at);
    if (!is_year(pieces_[at])) return {};
    n = at + 1;
    return make(pieces_[at].value, month, day);
  }
  /// 20240305
  std::optional<Day> basic(std::size_t& n) {
    const int value = pieces_[0].value;
    if (pieces_[0].digits != 8 || value / 10000 < 1990 || value / 10000 > 2100) return {};
    n = 1;
    return make(value / 10000, value / 100 % 100, value % 100);
  }

  /// A clock time close behind the date: "T10:00:00.123+01:00", ", 10.15 Uhr", "at 3:05 pm",
  /// "18h30".
  void read_time(std::size_t n, Stamp& stamp) {
    const std::optional<std::size_t> first = number_near(n);
    if (!first || !is_clock(*first)) return;
    int hour = pieces_[*first].value, second = 0;
    const int minute = pieces_[*first + 2].value;
    std::size_t at = *first + 3;
    if (is_sign(pieces_[at], U':') && is_small(pieces_[at + 1]) && pieces_[at + 1].value < 60) {
      second = pieces_[at + 1].value;
      at += 2;
      if ((is_sign(pieces_[at], U'.') || is_sign(pieces_[at], U',')) &&
          pieces_[at + 1].kind == Kind::number)
        at += 2;
    }
    std::size_t end = pieces_[at - 1].end;
    std::size_t zone = at;
    skip_spaces(zone);
    half_day(zone, hour, end);
    stamp.at.at +=
        std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
    stamp.at.has_time = true;
    stamp.end = end;
    read_zone(zone, stamp);
  }
  /// The next number within seven segments, behind at most one short word and in the same sentence.
  /// Where there is none within them, the segment behind them, whatever it is.
  std::optional<std::size_t> number_near(std::size_t n) {
    int words = 0;
    bool bar = false;  // "5 March 2024 | Updated: 11:15": another label's
    for (const std::size_t limit = n + 7; n < limit; ++n) {
      const DateSegment& piece = pieces_[n];
      if (piece.kind == Kind::number) break;
      if (piece.kind == Kind::end || is_sign(piece, U'.')) return {};
      bar |= is_sign(piece, U'|');
      if (piece.kind == Kind::word && (bar || ++words > 1 || piece.end - piece.begin > 8))
        return {};
    }
    return n;
  }
  /// "10:15", "10.15", "10h15"; not "10.15.2024".
  bool is_clock(std::size_t n) {
    const DateSegment &hour = pieces_[n], &mark = pieces_[n + 1], &minute = pieces_[n + 2];
    const bool letter_h =
        mark.kind == Kind::word && mark.end - mark.begin == 1 && text_[mark.begin] == 'h';
    if (!is_small(hour) || hour.value > 23 ||
        !(is_sign(mark, U':') || is_sign(mark, U'.') || letter_h))
      return false;
    if (minute.kind != Kind::number || minute.digits != 2 || minute.value > 59) return false;
    return !(is_sign(mark, U'.') && is_sign(pieces_[n + 3], U'.'));
  }
  void half_day(std::size_t& at, int& hour, std::size_t& end) {
    const DateSegment& piece = pieces_[at];
    if (piece.kind != Kind::word || hour > 12 || hour == 0) return;
    std::string word = fold(text_.substr(piece.begin, piece.end - piece.begin));
    std::size_t last = at;
    if ((word == "a" || word == "p") && is_sign(pieces_[at + 1], U'.') &&
        pieces_[at + 2].kind == Kind::word) {
      word += 'm';
      last = at + 2;
    }
    if (word != "am" && word != "pm") return;
    hour = hour % 12 + (word == "pm" ? 12 : 0);
    end = pieces_[last].end;
    at = last + 1;
    if (is_sign(pieces_[at], U'.')) ++at;
    skip_spaces(at);
  }
  void read_zone(std::size_t at, Stamp& stamp) {
    const DateSegment& piece = pieces_[at];
    if (piece.kind == Kind::word) {
      const std::string_view word = text_.substr(piece.begin, piece.end - piece.begin);
      if (word != "Z" && word != "GMT" && word != "UTC") return;
      stamp.at.offset_minutes = 0;
      stamp.end = piece.end;
      ++at;
      if (word == "Z") return;
    }
    const DateSegment& sign = pieces_[at];
    const DateSegment& hours = pieces_[at + 1];
    if (!(is_sign(sign, U'+') || is_sign(sign, U'-') || is_sign(sign, 0x2212)) ||
        hours.kind != Kind::number)
      return;
    int minutes = 0;
    std::size_t last = at + 1;
    if (hours.digits == 4)
      minutes = hours.value / 100 * 60 + hours.value % 100;
    else if (hours.digits <= 2) {
      minutes = hours.value * 60;
      if (is_sign(pieces_[at + 2], U':') && is_small(pieces_[at + 3])) {
        minutes += pieces_[at + 3].value;
        last = at + 3;
      }
    } else {
      return;
    }
    if (minutes > 14 * 60) return;
    stamp.at.offset_minutes = static_cast<std::int16_t>(is_sign(sign, U'+') ? minutes : -minutes);
    stamp.end = pieces_[last].end;
  }

  DateSegments& pieces_;
  std::string_view text_;
  const StampStyle& style_;
};

/// Seconds or milliseconds since 1970.
std::optional<Published> from_epoch(std::string_view digits) {
  std::int64_t value = 0;
  const auto [stop, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (failed != std::errc{} || stop != digits.data() + digits.size()) return {};
  if (digits.size() == 13)
    value /= 1000;
  else if (digits.size() != 10)
    return {};
  Published published;
  published.at = CivilTime{std::chrono::seconds{value}};
  published.has_time = true;
  published.offset_minutes = std::int16_t{0};
  if (!plausible(published.day())) return {};
  return published;
}

}  // namespace

std::optional<Stamp> find_stamp(std::string_view text, std::size_t from, const MonthNames& names,
                                const StampStyle& style) {
  if (from >= text.size()) return {};
  DateSegments pieces(text, from, names, style.language);
  bool number_before = false;
  bool inside_numbers = false;  // the "5.3.2024" of 1.5.3.2024 is no date
  for (; pieces[0].kind != Kind::end; pieces.advance()) {
    if (pieces.skip()) number_before = inside_numbers = false;
    const DateSegment& piece = pieces[0];
    if (piece.kind == Kind::end) break;
    if (piece.kind == Kind::number || is_month(piece)) {
      DateReader reader(pieces, text, style);
      if (!inside_numbers)
        if (auto stamp = reader.read()) return stamp;
    }
    const bool mark = is_sign(piece, U'.') || is_sign(piece, U'/') || is_sign(piece, U'-');
    inside_numbers = mark && number_before;
    number_before = piece.kind == Kind::number;
  }
  return {};
}

NumberOrder number_order(std::string_view date) {
  const char* const end = date.data() + date.size();
  int first = 0, second = 0;
  const auto one = std::from_chars(date.data(), end, first);
  if (one.ec != std::errc{} || one.ptr - date.data() > 2 || one.ptr == end ||
      (*one.ptr != '/' && *one.ptr != '-'))
    return NumberOrder::unknown;
  const auto two = std::from_chars(one.ptr + 1, end, second);
  if (two.ec != std::errc{} || two.ptr == end || *two.ptr != *one.ptr) return NumberOrder::unknown;
  if (first > 12 && second <= 12) return NumberOrder::day_first;
  if (second > 12 && first <= 12) return NumberOrder::month_first;
  return NumberOrder::unknown;
}

std::optional<Stamp> read_whole_stamp(std::string_view value, const MonthNames& names,
                                      const StampStyle& style) {
  value = ascii::trimmed(value);
  if (value.size() < 6 || value.size() > 120) return {};
  const bool digits = value.find_first_not_of("0123456789") == std::string_view::npos;
  if (digits && value.size() >= 10 && value.size() != 12 && value.size() != 14) {
    const auto at = from_epoch(value);
    return at ? std::optional(Stamp{.at = *at, .begin = 0, .end = value.size()}) : std::nullopt;
  }
  if (digits && (value.size() == 14 || value.size() == 12)) {
    std::string spaced(value.substr(0, 8));  // 20240305101500
    spaced += 'T';
    spaced += value.substr(8, 2);
    spaced += ':';
    spaced += value.substr(10, 2);
    return find_stamp(spaced, 0, names, style);
  }
  auto stamp = find_stamp(value, 0, names, style);
  if (stamp && stamp->begin > 24) stamp.reset();
  return stamp;
}

std::optional<Published> parse_stamp(std::string_view value, const MonthNames& names,
                                     const StampStyle& style) {
  const auto stamp = read_whole_stamp(value, names, style);
  return stamp ? std::optional(stamp->at) : std::nullopt;
}

}  // namespace newsline::article
