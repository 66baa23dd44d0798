// Ends of sentences without a mark, by what stands there instead.
//
//     Write to desk@example.org Our address is   behind an address, before a capital or a figure
//     see http://a.example http://b.example      between two addresses
//     Ada Quill 04/26/2001 07:17 AM Will you     around the stamp of a mail: day, time, two
//     capitals at last ======== The next                  around a row of signs made it home :-)
//     Then we                   behind a face, before a capital File: a.doc >> Then we behind what
//     closes a link or a file
//
// What it does not do: judge marks (decide.cpp); a sign that is none of these is left to the walk.
#include "unmarked.h"

#include <algorithm>

#include "base/ascii.h"

namespace newsline::sentence {
namespace {

constexpr std::uint32_t longest_token = 200;  // bytes to each side
constexpr std::size_t shortest_row = 5;

class Surroundings {
 public:
  Surroundings(std::string_view text, Span paragraph, std::uint32_t at)
      : text_(text), paragraph_(paragraph), at_(at), token_{at, at} {
    while (token_.begin > paragraph.begin && at - token_.begin < longest_token &&
           !ascii::is_space(text[token_.begin - 1]))
      --token_.begin;
    while (token_.end < paragraph.end && token_.end - at < longest_token &&
           !ascii::is_space(text[token_.end]))
      ++token_.end;
  }

  UnmarkedEnds row() const {
    const std::uint32_t end = behind_run();
    // "a d*****": left out
    if (end - at_ < shortest_row || at_ != token_.begin) return {0, 0, end};
    return {before(), spaced() ? token_.end : 0, std::max(end, token_.end)};
  }

  UnmarkedEnds address() const {
    const std::string_view token = token_.of(text_);
    const bool page = text_.substr(at_).starts_with("://");
    if (!page && token.find('.', at_ - token_.begin) == std::string_view::npos) return {};
    std::uint32_t end = token_.end;
    while (end > at_ + 1 && ends_no_address(text_[end - 1])) --end;
    if (end != token_.end || !spaced()) return {0, 0, end};
    const char next = text_[token_.end + 1];
    const bool parted = (ascii::is_upper(next) && (page || !writer_before())) ||
                        (page ? page_follows() : ascii::is_digit(next));
    return {0, parted ? end : 0, end};
  }

  /// At the ":" of its time of day.
  UnmarkedEnds stamp() const {
    const Span day = word_before(token_.begin);
    if (!is_time(token_.of(text_)) || !is_day(day.of(text_))) return {};
    std::uint32_t end = token_.end;
    const Span half = word_behind(end);
    if (half.size() == 2 && std::ranges::all_of(half.of(text_), ascii::is_upper)) end = half.end;
    UnmarkedEnds ends{0, 0, end};
    const Span name = word_before(day.begin), given = word_before(name.begin);
    if (is_name(given, name) || is_mail(name)) ends.before = name.end;
    if (end != token_.end && begins_large(word_behind(end))) ends.behind = end;
    return ends;
  }

  UnmarkedEnds face() const {
    const std::uint32_t size = face_size(text_, at_);
    if (size == 0 || at_ != token_.begin) return {};
    return {0, begins_large(word_behind(at_ + size)) ? at_ + size : 0, at_ + size};
  }

  UnmarkedEnds arrows() const {
    const bool closes = behind_run() - at_ == 2 && begins_large(word_behind(at_ + 2));
    return {0, closes ? at_ + 2 : 0, behind_run()};
  }

 private:
  bool spaced() const { return token_.end + 1 < paragraph_.end && text_[token_.end] == ' '; }

  bool is_name(Span given, Span family) const {
    return begins_large(given) && begins_large(family);
  }
  /// "Ada Quill quill@example.org Harrow University": the head of a paper.
  bool writer_before() const {
    const Span family = word_before(token_.begin);
    return text_[token_.begin] != '<' && is_name(word_before(family.begin), family);
  }

  static bool ends_no_address(char c) {
    return std::string_view(".,;:!?)]}\"'").find(c) != std::string_view::npos;
  }

  bool page_follows() const {
    const std::string_view rest = text_.substr(token_.end + 1);
    return rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
  }

  std::uint32_t behind_run() const {
    std::uint32_t end = at_;
    while (end < paragraph_.end && text_[end] == text_[at_]) ++end;
    return end;
  }

  /// The end of the word before the token; 0 for none.
  std::uint32_t before() const { return word_before(token_.begin).end; }

  /// Empty, at 0, where the paragraph begins or a longer space stands.
  Span word_before(std::uint32_t begin) const {
    if (begin < paragraph_.begin + 2 || text_[begin - 1] != ' ') return {};
    Span word{begin - 1, begin - 1};
    while (word.begin > paragraph_.begin && word.size() < longest_token &&
           !ascii::is_space(text_[word.begin - 1]))
      --word.begin;
    return word.empty() ? Span{} : word;
  }
  Span word_behind(std::uint32_t end) const {
    if (end + 1 >= paragraph_.end || text_[end] != ' ') return {};
    Span word{end + 1, end + 1};
    while (word.end < paragraph_.end && word.size() < longest_token &&
           !ascii::is_space(text_[word.end]))
      ++word.end;
    return word;
  }

  bool begins_large(Span word) const {
    const std::string_view letters = word.of(text_);
    const std::size_t first = letters.find_first_not_of("\"'([");
    return first != std::string_view::npos && ascii::is_upper(letters[first]);
  }
  bool is_mail(Span word) const { return word.of(text_).find('@') != std::string_view::npos; }

  /// "07:17", "12:42:55".
  static bool is_time(std::string_view word) {
    return word.size() >= 4 && word.size() <= 8 &&
           word.find_first_not_of("0123456789:") == std::string_view::npos &&
           ascii::is_digit(word.front()) && ascii::is_digit(word.back());
  }
  /// "04/26/2001".
  static bool is_day(std::string_view word) {
    return word.size() >= 6 && word.size() <= 10 && std::ranges::count(word, '/') == 2 &&
           word.find_first_not_of("0123456789/") == std::string_view::npos &&
           ascii::is_digit(word.front()) && ascii::is_digit(word.back());
  }

  std::string_view text_;
  Span paragraph_;
  std::uint32_t at_;
  Span token_;
};

}  // namespace

std::uint32_t face_size(std::string_view text, std::uint32_t at) {
  constexpr std::uint32_t longest = 5;
  const auto one_of = [&](std::uint32_t i, std::string_view signs) {
    return i < text.size() && signs.find(text[i]) != std::string_view::npos;
  };
  if (!one_of(at, ":;=")) return 0;
  std::uint32_t end = at + 1;
  if (one_of(end, "-")) ++end;
  const std::uint32_t mouth = end;
  while (one_of(end, ")(DP")) ++end;
  if (end == mouth || end - at > longest) return 0;
  return end == text.size() || ascii::is_space(text[end]) ? end - at : 0;
}

UnmarkedEnds unmarked_ends(std::string_view text, Span paragraph, std::uint32_t at) {
  const char sign = text[at], next = at + 1 < paragraph.end ? text[at + 1] : ' ';
  switch (sign) {
    case '@':
      return Surroundings(text, paragraph, at).address();
    case ':':
      if (text.substr(at, 3) == "://") return Surroundings(text, paragraph, at).address();
      if (ascii::is_digit(next)) return Surroundings(text, paragraph, at).stamp();
      return face_size(text, at) == 0 ? UnmarkedEnds{} : Surroundings(text, paragraph, at).face();
    case ';':
      return face_size(text, at) == 0 ? UnmarkedEnds{} : Surroundings(text, paragraph, at).face();
    case '>':
      return next == '>' ? Surroundings(text, paragraph, at).arrows() : UnmarkedEnds{};
    case '=':
    case '_':
    case '*':
    case '~':
    case '#':
    case '-':
      return next == sign ? Surroundings(text, paragraph, at).row() : UnmarkedEnds{};
    default:
      return {};
  }
}

}  // namespace newsline::sentence
