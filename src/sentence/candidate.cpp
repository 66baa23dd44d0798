// The places of a paragraph where a sentence could end, each with what stands around it.
//
//     He said: "We won." (Loud cheers.) Then he left.
//                     ^ mark "." closed by the quotation mark; behind it space and "(" opens "Loud"
// One walk over the bytes, which stops at marks, quotes and brackets alone, and keeps whether a
// quotation or a bracket is open. The words around a candidate are read to 64 bytes at most.
// Ends without a mark (unmarked.cpp) and the comma behind a letter's closing words are candidates
// too. What it does not do: judge (decide.cpp).
#include "candidate.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "unmarked.h"

namespace newsline::sentence {
namespace {

constexpr std::uint32_t longest_word = 64;  // bytes that are read around a candidate

/// Bytes at which the walk stops: terminators, quotation marks, brackets, the comma, what an end
/// without a mark may stand at (unmarked.h), all that is no ASCII.
constexpr std::array<bool, 256> interesting = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view(".!?\"()[]{},@:;=_*~#->"))
    table[static_cast<unsigned char>(c)] = true;
  for (std::size_t c = 0x80; c < 0x100; ++c) table[c] = true;
  return table;
}();

bool is_wide_terminator(char32_t c) {
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF0E || c == 0xFF61 || c == 0x0964 ||
         c == 0x06D4 || c == 0x061F;
}
bool is_terminator(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x203C ||
         (c >= 0x2047 && c <= 0x2049) || is_wide_terminator(c);
}
bool is_bracket_end(char32_t c) { return c == ')' || c == ']' || c == '}' || c == 0xFF09; }
bool is_quote_end(char32_t c) {
  return c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x203A ||
         c == 0x300D || c == 0x300F || c == 0x201C;
}
bool is_opening(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case '(':
    case '[':
    case '{':
    case 0x201C:
    case 0x2018:
    case 0x201E:
    case 0x201A:
    case 0xAB:
    case 0xBB:
    case 0x2039:
    case 0xBF:
    case 0xA1:
    case 0x300C:
    case 0x300E:
    case '*':
    case '_':
      return true;
    default:
      return false;
  }
}
bool in_word(char32_t c) { return is_letter(c) || is_digit(c); }

}  // namespace

char32_t CandidateScan::code_point(std::uint32_t& at) const {
  std::size_t place = at;
  const char32_t c = next_code_point(text_.substr(0, stop_), place);
  at = static_cast<std::uint32_t>(place);
  return c;
}

void CandidateScan::see(char32_t sign, std::uint32_t at) {
  switch (sign) {
    case '"':
      straight_quote_ = !straight_quote_;
      break;
    case 0x201C:
    case 0xAB:
    case 0x201E:
      ++quotes_;
      break;
    case 0x201D:
    case 0xBB:
      quotes_ -= quotes_ > 0;
      break;
    case '(':
    case '[':
    case '{':
      ++brackets_;
      break;
    case ')':
    case ']':
    case '}':
      brackets_ -= brackets_ > 0;
      break;
    default:
      (void)at;
  }
}

bool CandidateScan::read_terminators(Candidate& candidate) {
  candidate.mark = {at_, at_};
  candidate.terminator = '.';
  for (std::uint32_t at = at_; at < stop_;) {
    const char32_t c = code_point(at);
    if (!is_terminator(c)) break;
    if (c != '.') candidate.terminator = c;
    candidate.mark.end = at;
  }
  at_ = candidate.mark.end;
  return !candidate.mark.empty();
}

// What closes belongs to the sentence: “… at last.” and (… at last.)
void CandidateScan::read_closing(Candidate& candidate) {
  for (std::uint32_t at = at_; at < stop_;) {
    char32_t c = code_point(at);
    // « Voilà. »
    if (is_space(c) && quotes_ > 0 && at < stop_) c = code_point(at) == 0xBB ? 0xBB : ' ';
    const bool quote = is_quote_end(c), bracket = is_bracket_end(c);
    if (!quote && !bracket && !is_terminator(c)) break;
    // A straight quotation mark behind a space-less terminator closes; a German “ closes too, an
    // English one opens.
    if (c == 0x201C && quotes_ == 0) break;
    candidate.closed |= quote || bracket;
    candidate.bracket_closed |= bracket;
    see(c, at_);
    at_ = at;
  }
}

// References behind the full stop belong to the sentence before: "at last.[1][2] Then", "at last.
// [1] Then".
void CandidateScan::read_notes(Candidate& candidate) {
  std::uint32_t at = at_;
  if (at < stop_ && text_[at] == ' ') ++at;
  while (at < stop_ && text_[at] == '[') {
    std::uint32_t close = at + 1;
    while (close < stop_ && close - at < 8 && is_digit(static_cast<unsigned char>(text_[close])))
      ++close;
    if (close == at + 1 || close >= stop_ || text_[close] != ']') return;
    at_ = at = close + 1;
    candidate.closed = true;
  }
}

bool CandidateScan::read_after(Candidate& candidate) const {
  std::uint32_t at = candidate.end;
  while (at < stop_) {
    std::uint32_t behind = at;
    const char32_t c = code_point(behind);
    if (!is_space(c)) break;
    candidate.space = true;
    candidate.newline |= c == '\n' || c == '\r';
    at = behind;
  }
  candidate.next = at;
  for (std::uint32_t count = 0; at < stop_ && count < 4; ++count) {
    std::uint32_t behind = at;
    const char32_t c = code_point(behind);
    if (!is_opening(c)) break;
    if (candidate.opening == 0) candidate.opening = c;
    at = behind;
  }
  candidate.after = {at, at};
  while (at < stop_ && at - candidate.after.begin < longest_word) {
    std::uint32_t behind = at;
    if (!in_word(code_point(behind))) break;
    candidate.after.end = at = behind;
  }
  return candidate.next < stop_;
}

void CandidateScan::read_before(Candidate& candidate) const {
  std::uint32_t at = candidate.mark.begin;
  while (at > begin_ && candidate.mark.begin - at < longest_word) {
    std::uint32_t place = at - 1;
    while (place > begin_ && (static_cast<unsigned char>(text_[place]) & 0xC0) == 0x80) --place;
    std::uint32_t behind = place;
    const char32_t c = code_point(behind);
    if (is_space(c) || c == '(' || c == '[' || c == '"' || c == 0x201C || c == 0x201D ||
        c == 0x2013 || c == 0x2014 || c == '/')
      break;
    at = place;
  }
  candidate.before = {at, candidate.mark.begin};
}

bool CandidateScan::letter_before(std::uint32_t at) const {
  return at > begin_ && (static_cast<unsigned char>(text_[at - 1]) >= 0x80 ||
                         is_letter(static_cast<unsigned char>(text_[at - 1])));
}

// Without white space only "end.Start" is one: a small letter, the mark, a word with a capital; or
// a script without spaces.
bool CandidateScan::parted(const Candidate& candidate) const {
  if (candidate.space || is_wide_terminator(candidate.terminator)) return true;
  if (candidate.mark.size() == 0 || candidate.before.size() < 2) return false;
  const char last = text_[candidate.mark.begin - 1];
  if (!ascii::is_lower(last) && static_cast<unsigned char>(last) < 0x80) return false;
  std::uint32_t at = candidate.after.begin;
  // at least two code points: "É" alone has two bytes too
  if (at >= candidate.after.end || !is_upper(code_point(at)) || at >= candidate.after.end)
    return false;
  const char32_t second = code_point(at);
  if (!is_letter(second) || is_upper(second)) return false;
  // not within an address or a file name
  return candidate.before.of(text_).find_first_of("./@:") == std::string_view::npos &&
         (candidate.after.end >= stop_ ||
          std::string_view(" \n\t,'\xE2").find(text_[candidate.after.end]) !=
              std::string_view::npos);
}

Candidate CandidateScan::settled(std::uint32_t end) const {
  Candidate candidate;
  candidate.mark = {end, end};
  candidate.end = end;
  candidate.settled = true;
  candidate.in_quote = straight_quote_ || quotes_ > 0;
  candidate.in_bracket = brackets_ > 0;
  read_after(candidate);
  return candidate;
}

std::optional<Candidate> CandidateScan::without_mark() {
  if (text_[at_] == ',') return behind_comma();
  const UnmarkedEnds ends = unmarked_ends(text_, {begin_, stop_}, at_);
  if (ends.next == 0) return std::nullopt;
  at_ = ends.next;
  if (ends.before != 0 && ends.behind != 0) pending_ = ends.behind;
  const std::uint32_t end = ends.before != 0 ? ends.before : ends.behind;
  return end == 0 ? std::nullopt : std::optional(settled(end));
}

// "Kind regards, Ada": only near the head of a sentence.
std::optional<Candidate> CandidateScan::behind_comma() const {
  constexpr std::uint32_t longest_closing = 24;
  if (at_ - head_ > longest_closing || at_ + 2 >= stop_ || text_[at_ + 1] != ' ' ||
      !ascii::is_upper(text_[at_ + 2]))
    return std::nullopt;
  Candidate candidate = settled(at_ + 1);
  candidate.settled = false;
  candidate.mark = {at_, at_ + 1};
  candidate.terminator = ',';
  return candidate;
}

std::optional<Candidate> CandidateScan::next() {
  std::optional<Candidate> found = step();
  if (found) head_ = found->next;
  return found;
}

std::optional<Candidate> CandidateScan::step() {
  if (pending_ != 0) return settled(std::exchange(pending_, 0));
  while (at_ < stop_) {
    if (!interesting[static_cast<unsigned char>(text_[at_])]) {
      ++at_;
      continue;
    }
    const std::uint32_t here = at_;
    if (const std::optional<Candidate> unmarked = without_mark()) {
      at_ = std::max(at_, here + 1);
      return unmarked;
    }
    if (at_ != here) continue;
    Candidate candidate;
    if (!read_terminators(candidate)) {
      see(code_point(at_), here);
      continue;
    }
    read_closing(candidate);
    read_notes(candidate);
    candidate.end = at_;
    candidate.in_quote = straight_quote_ || quotes_ > 0;
    candidate.in_bracket = brackets_ > 0;
    if (!read_after(candidate)) return std::nullopt;
    read_before(candidate);
    if (parted(candidate)) return candidate;
  }
  return std::nullopt;
}

}  // namespace newsline::sentence
