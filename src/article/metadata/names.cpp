#include "names.h"

// How a byline is read
//
// A line is cut into words and signs, and read from its start, or from the label that opens it
// ("By", "Text:"). A name is a run of words with capitals, among which small words may stand that
// names are made of ("van", "de la"), or a short run of a script that has no capitals. Names are
// parted by commas, "and" and the like. Everything else ends the list:
//
//   By Ann Lee and Tom van Hale in Paris, Reuters | 5 March 2024
//      ------- --- ------------- ^^
//      name    and name          a small word that no name holds: the list is over
//
// Behind the end of a name by such a word another name is only taken where "and" leads to it and
// the same word follows ("Ann Lee in Paris and Tom Hale in Rome"). A part that holds the word of a
// post ("staff writer") or is an agency's name is no person.
//
// What it does not do: it does not know places, so "Ann Lee, New York" would give two names were
// New York a person's; hence a part behind a comma is only a name where it has as many words as
// people have, and places of one word fall away.

#include <algorithm>
#include <cstddef>

#include "base/ascii.h"
#include "base/utf8.h"

namespace newsline::article {

namespace {

constexpr std::size_t longest_line = 300;  // bytes
constexpr std::size_t longest_name = 60;   // bytes
constexpr std::size_t most_words = 5;      // of a name
constexpr std::size_t most_names = 20;

/// A word, or one sign that is not white space.
struct NameSegment {
  std::size_t begin = 0, end = 0;
  bool word = false;
  char32_t first = 0;  // code point it begins with
};

bool joins_word(char32_t c) {
  return c == U'\'' || c == 0x2019 || c == U'-' || c == 0x2010 || c == 0xB7 || c == 0x30FB ||
         c == U'_';
}
bool is_mark(char32_t c) {
  return (c >= 0x300 && c < 0x370) || (c >= 0x900 && c < 0xE00 && !is_letter(c));
}

/// Letters of a script without capitals.
bool uncased(char32_t c) {
  return is_letter(c) &&
         ((c >= 0x590 && c < 0x10A0) || (c >= 0x1100 && c < 0x1E00) ||
          (c >= 0x3040 && c < 0xFB00)) &&
         fold(c) == c;
}

/// Letters of a script that writes no space between words.
bool unspaced(char32_t c) { return (c >= 0x0E00 && c < 0x0F00) || (c >= 0x3040 && c < 0xAC00); }

std::vector<NameSegment> segments_of(std::string_view line) {
  std::vector<NameSegment> all;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t next = at;
    const char32_t c = next_code_point(line, next);
    if (is_space(c)) {
      at = next;
      continue;
    }
    NameSegment piece{at, next, is_letter(c) || is_digit(c), c};
    while (piece.word && piece.end < line.size()) {
      std::size_t more = piece.end;
      const char32_t inside = next_code_point(line, more);
      if (!is_letter(inside) && !is_digit(inside) && !is_mark(inside)) {
        std::size_t behind = more;
        // "Ann.Lee", which no initial begins
        const bool login = inside == U'.' && count_code_points(line.substr(
                                                 piece.begin, piece.end - piece.begin)) >= 3;
        if ((!joins_word(inside) && !login) || more >= line.size() ||
            !is_letter(next_code_point(line, behind)))
          break;
      }
      piece.end = more;
    }
    at = piece.end;
    all.push_back(piece);
  }
  return all;
}

class Reader {
 public:
  Reader(std::string_view line, const Phrases& phrases, const MonthNames& months, bool is_value)
      : line_(line.substr(0, longest_line)),
        phrases_(phrases),
        months_(months),
        is_value_(is_value),
        pieces_(segments_of(line_)) {}

  BylineNames read() {
    at_ = behind_label();
    while (at_ < pieces_.size() && found_.people.size() < most_names && part()) {
    }
    return std::move(found_);
  }

 private:
  std::string_view words(std::size_t from, std::size_t to) const {
    return line_.substr(pieces_[from].begin, pieces_[to - 1].end - pieces_[from].begin);
  }
  std::string_view word(std::size_t i) const {
    return line_.substr(pieces_[i].begin, pieces_[i].end - pieces_[i].begin);
  }
  std::string_view rest(std::size_t i) const {
    return i < pieces_.size() ? line_.substr(pieces_[i].begin) : std::string_view();
  }
  bool is_sign(std::size_t i, std::u32string_view signs) const {
    return i < pieces_.size() && !pieces_[i].word &&
           signs.find(pieces_[i].first) != std::u32string_view::npos;
  }
  std::uint32_t classes(std::size_t i) const { return phrases_.whole(word(i)); }

  /// Behind "By", which stands first, or behind a date and a sign ("5 March 2024 | By Ann Lee").
  std::size_t behind_label() {
    std::size_t from = 0;
    while (from < pieces_.size() && !pieces_[from].word) ++from;
    bool foreign = true;  // nothing but signs and numbers so far
    for (std::size_t i = from; i < std::min(pieces_.size(), from + 14); ++i) {
      if (!pieces_[i].word || is_digit(pieces_[i].first)) foreign = true;
      if (!foreign || !pieces_[i].word) continue;
      foreign = (classes(i) & phrase_role) != 0;  // "More stories by"
      if (const auto label = phrases_.start(rest(i), phrase_byline | phrase_writer);
          label.classes) {
        std::size_t next = behind(i, label.end);
        // "Text: Ann Lee", but not "Text size"
        if (!(label.classes & phrase_byline) && !is_sign(next, U":：")) continue;
        while (is_sign(next, U":：/-–—|")) ++next;
        next = behind_labels(next);
        if (next < pieces_.size() && opens_name(next)) {
          labeled_ = true;
          return next;
        }
      }
    }
    return from;
  }
  /// The first piece behind `size` bytes of the rest from piece `i`.
  std::size_t behind(std::size_t i, std::size_t size) const {
    std::size_t next = i;
    while (next < pieces_.size() && pieces_[next].begin < pieces_[i].begin + size) ++next;
    return next;
  }
  /// "By by Ann Lee": one label for those who hear the page, another for those who see it.
  std::size_t behind_labels(std::size_t i) const {
    while (i < pieces_.size() && !(classes(i) & phrase_particle)) {
      const auto label = phrases_.start(rest(i), phrase_byline);
      if (!label.classes) break;
      i = behind(i, label.end);
    }
    return i;
  }
  bool opens_name(std::size_t i) const {
    const NameSegment& piece = pieces_[i];
    return piece.word && !is_digit(piece.first) &&
           (is_upper(piece.first) || uncased(piece.first) || (classes(i) & phrase_particle));
  }
  bool is_name_word(std::size_t i) const {
    const NameSegment& piece = pieces_[i];
    if (!piece.word || is_digit(piece.first)) return false;
    return is_upper(piece.first) || uncased(piece.first);
  }
  /// "January 5", "5 January", "Stand: ", which end a name as a sign does.
  bool is_dated(std::size_t i) const {
    if (i >= pieces_.size() || !pieces_[i].word) return false;
    if (is_digit(pieces_[i].first) ||
        (classes(i) & (phrase_published | phrase_updated | phrase_role)))
      return true;
    const std::size_t next = is_sign(i + 1, U".") ? i + 2 : i + 1;  // "Dec. 7"
    const bool number = next < pieces_.size() && is_digit(pieces_[next].first);
    return number && months_.find(fold(word(i)), {}) >= 0;
  }
  /// "E." of "Sarah E. Lee", where "e" is "and" elsewhere; also without a full stop, unless the
  /// whole line is in capitals.
  bool is_initial(std::size_t i) const {
    const NameSegment& piece = pieces_[i];
    if (!piece.word || !is_upper(piece.first) || count_code_points(word(i)) != 1) return false;
    if (is_sign(i + 1, U".") && pieces_[i + 1].begin == piece.end) return true;
    return i > 0 && pieces_[i - 1].word && fold(word(i - 1)).substr(1) == word(i - 1).substr(1);
  }
  bool is_and(std::size_t i) const {
    return i < pieces_.size() && !is_initial(i) &&
           (is_sign(i, U"&+") || (pieces_[i].word && (classes(i) & phrase_and)));
  }

  /// The end of the name that begins at `from`; `from` where none does. Initials keep their full
  /// stop.
  std::size_t name_end(std::size_t from) const {
    std::size_t end = from;
    for (std::size_t i = from; i < pieces_.size(); ++i) {
      if (is_name_word(i)) {
        if (i > from && (is_and(i) || is_dated(i) || is_house(from, i))) break;
        if (is_abbreviated(i)) ++i;
        end = i + 1;
        continue;
      }
      if (const std::size_t behind = behind_brackets(i);
          is_value_ && i > from && behind < pieces_.size() && is_name_word(behind)) {
        end = behind;
        i = behind - 1;
        continue;
      }
      const bool particle = pieces_[i].word && (classes(i) & phrase_particle);
      const bool nickname = is_sign(i, U"\"“”„«»‘’'");
      if (!particle && !nickname) break;
      // Small words hold a name together only where it goes on: "Ana de Souza", "Ann e Tom" being
      // two.
      if (!name_goes_on(i + 1, nickname)) break;
      if (is_and(i) && count_words(from, i) >= 2) break;
    }
    return end;
  }
  /// An agency's name behind a whole one: "Ann Lee Associated Press".
  bool is_house(std::size_t from, std::size_t i) const {
    constexpr std::size_t fewest = 2;  // words of the name before
    return count_words(from, i) >= fewest && !is_initial(i - 1) && pieces_[i - 1].word &&
           phrases_.start(rest(i), phrase_agency).classes;
  }
  /// "J." or "Jos.".
  bool is_abbreviated(std::size_t i) const {
    constexpr std::size_t longest = 4;  // bytes
    return pieces_[i].end - pieces_[i].begin <= longest && is_sign(i + 1, U".") &&
           pieces_[i + 1].begin == pieces_[i].end;
  }
  /// Whether a word of a name follows behind small words; any word behind the sign of a nickname.
  bool name_goes_on(std::size_t next, bool nickname) const {
    while (next < pieces_.size() && pieces_[next].word && (classes(next) & phrase_particle)) ++next;
    return next < pieces_.size() && (is_name_word(next) || (nickname && pieces_[next].word));
  }
  /// Behind "(R. J.)", which stands inside of a name; the end where nothing such begins.
  std::size_t behind_brackets(std::size_t i) const {
    constexpr std::size_t longest = 8;
    if (!is_sign(i, U"(")) return pieces_.size();
    for (std::size_t close = i + 1; close < std::min(pieces_.size(), i + longest); ++close)
      if (is_sign(close, U")")) return close + 1;
    return pieces_.size();
  }
  std::size_t count_words(std::size_t from, std::size_t to) const {
    return static_cast<std::size_t>(
        std::count_if(pieces_.begin() + static_cast<std::ptrdiff_t>(from),
                      pieces_.begin() + static_cast<std::ptrdiff_t>(to),
                      [](const NameSegment& p) { return p.word; }));
  }

  /// A post at a house, before a name: "Harbor-Post-Reporterin". Of "Newsroom Coast Town" a post of
  /// one word would leave a name that is none.
  bool is_post(std::size_t i) const {
    const std::size_t hyphen = pieces_[i].word ? word(i).rfind('-') : std::string_view::npos;
    return hyphen != std::string_view::npos &&
           (phrases_.whole(word(i).substr(hyphen + 1)) & phrase_role);
  }
  /// Where the name begins behind the posts before it, of which it keeps two words or more.
  std::size_t behind_posts(std::size_t from, std::size_t end) const {
    std::size_t begin = from;
    while (begin < end && is_post(begin)) ++begin;
    return begin < end && count_words(begin, end) >= 2 && opens_name(begin) ? begin : from;
  }
  /// Whether the words are a post or a thing: "staff writer", "The Desk".
  bool holds_role(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i)
      if (pieces_[i].word && (classes(i) & phrase_role)) return true;
    return false;
  }

  /// "LN", "TIME": newsrooms.
  static bool is_acronym(std::string_view name) {
    constexpr std::size_t longest = 5;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < name.size(); ++letters)
      if (!is_upper(next_code_point(name, at))) return false;
    return letters <= longest;
  }

  /// "MD", "PhD", "Ph.D.": behind a name.
  static bool is_degree(std::string_view name) {
    constexpr std::size_t longest = 5, capitals = 2;
    std::size_t letters = 0, upper = 0;
    for (std::size_t at = 0; at < name.size();) {
      const char32_t c = next_code_point(name, at);
      if (is_space(c)) return false;
      letters += is_letter(c);
      upper += is_upper(c);
    }
    return letters <= longest && upper >= capitals;
  }

  /// Reads one part and what parts it from the next; false where the list ends.
  bool part() {
    const std::size_t first = at_;
    if (const auto agency = phrases_.start(rest(first), phrase_agency); agency.classes) {
      found_.agencies.emplace_back(rest(first).substr(0, agency.end));
      at_ = behind(first, agency.end);
      return goes_on();
    }
    const std::size_t end = opens_name(first) ? name_end(first) : first;
    if (end == first) return false;
    at_ = end;
    const std::size_t from = labeled_ || is_value_ ? behind_posts(first, end) : first;
    const std::string_view name = words(from, end);
    const std::size_t count = count_words(from, end);
    const bool whole = is_whole(from, end, count);
    if (!found_.people.empty() && is_degree(name)) return goes_on();
    const bool ends_by_word = !whole && pieces_[end].word;
    if (count == 1 && (!may_be_lone(from, end, name) || (ends_by_word && is_unlabeled_value())))
      return false;
    if (!fits(from, end, name, count)) return false;
    // One word behind a comma is a place, unless the list is of single names.
    if (count == 1 && !uncased(pieces_[from].first) && !found_.people.empty() && !behind_and_)
      return surname_first(name) && goes_on();
    if (ends_by_word && !may_follow(end)) return false;
    found_.people.emplace_back(name);
    return whole ? goes_on() : over_place(end);
  }
  /// Whether a sign, "and" or a day ends the name, not another word.
  bool is_whole(std::size_t from, std::size_t end, std::size_t count) const {
    return end == pieces_.size() || !pieces_[end].word || is_and(end) ||
           ((count >= 2 || uncased(pieces_[from].first)) && is_dated(end)) || is_house(from, end);
  }
  /// Of "Times of Harbor", which begins a value, the first word is no name.
  bool is_unlabeled_value() const { return is_value_ && !labeled_ && found_.people.empty(); }
  /// One word names a person where it is labeled as an author, in a list, or in a script without
  /// capitals: not "LN", not "Today" before a date.
  bool may_be_lone(std::size_t from, std::size_t end, std::string_view name) const {
    if (!labeled_ && !is_value_ && found_.people.empty() && !uncased(pieces_[from].first))
      return false;
    return !is_acronym(name) &&
           (uncased(pieces_[from].first) || end >= pieces_.size() || !is_dated(end));
  }
  /// Whether the words are as few as a name's, hold no post, and are no label themselves
  /// ("Author").
  bool fits(std::size_t from, std::size_t end, std::string_view name, std::size_t count) const {
    constexpr unsigned labels = phrase_byline | phrase_published | phrase_updated | phrase_chrome |
                                phrase_end | phrase_teaser;
    if (count > most_words || name.size() > longest_name || holds_role(from, end)) return false;
    if (unspaced(pieces_[from].first) && count_code_points(name) > 20) return false;
    return !(phrases_.whole(name) & labels);
  }
  /// "Hale, Tom", "Hale, Tom van".
  bool surname_first(std::string_view given) {
    if (!is_value_ || found_.people.size() != 1 || found_.people[0].find(' ') != std::string::npos)
      return false;
    const std::size_t from = at_;
    while (at_ < pieces_.size() && pieces_[at_].word && (classes(at_) & phrase_particle)) ++at_;
    if (at_ != pieces_.size()) return at_ = from, false;
    found_.people[0] = std::string(given) + ' ' +
                       (at_ > from ? std::string(words(from, at_)) + ' ' : "") + found_.people[0];
    return true;
  }
  /// A name that a small word ends is one in a labeled line or a value; elsewhere it is a
  /// sentence's beginning.
  bool may_follow(std::size_t end) {
    const std::string ending = fold(word(end));
    if (!place_word_.empty()) return ending == place_word_;
    return labeled_ || is_value_;
  }
  /// "in Paris and Tom Hale in Rome": goes on behind "and".
  bool over_place(std::size_t end) {
    place_word_ = fold(word(end));
    std::size_t i = end + 1;
    while (i < pieces_.size() && i < end + 6 && is_name_word(i)) ++i;
    if (!is_and(i) || i + 1 >= pieces_.size()) return false;
    const std::size_t next_end = name_end(i + 1);
    if (next_end >= pieces_.size() || !pieces_[next_end].word ||
        fold(word(next_end)) != place_word_)
      return false;
    at_ = i + 1;
    behind_and_ = true;
    return true;
  }
  /// Whether another name may follow; moves to it.
  bool goes_on() {
    behind_and_ = false;
    bool parted = false;
    while (at_ < pieces_.size()) {
      if (is_and(at_))
        behind_and_ = parted = true;
      else if (is_sign(at_, U",;、，؛،"))
        parted = true;
      else if (is_sign(at_, U"/"))
        parted = true;
      else
        break;
      ++at_;
    }
    if (parted && at_ < pieces_.size())  // "by Ann Lee and by Tom Hale"
      if (const auto label = phrases_.start(rest(at_), phrase_byline);
          label.classes && !(classes(at_) & phrase_particle)) {
        const std::size_t begin = pieces_[at_].begin;
        while (at_ < pieces_.size() && pieces_[at_].begin < begin + label.end) ++at_;
        while (is_sign(at_, U":：")) ++at_;
      }
    return parted && at_ < pieces_.size();
  }

  std::string_view line_;
  const Phrases& phrases_;
  const MonthNames& months_;
  bool is_value_, labeled_ = false, behind_and_ = false;
  std::vector<NameSegment> pieces_;
  std::size_t at_ = 0;
  std::string place_word_;  // the small word that ended the last name: "in"
  BylineNames found_;
};

/// The name beside an address of mail: "ann@harbor.example (Ann Lee)", "Ann Lee
/// <ann@harbor.example>".
std::string_view without_mail(std::string_view value) {
  if (value.find('@') == std::string_view::npos) return value;
  const std::size_t open = value.find_first_of("(<"), close = value.find_last_of(")>");
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return value;
  const std::string_view inside = value.substr(open + 1, close - open - 1);
  return inside.find('@') == std::string_view::npos
             ? inside
             : value.substr(0, value.find_last_not_of(' ', open == 0 ? 0 : open - 1) + 1);
}

bool is_address(std::string_view value) {
  return value.find("://") != std::string_view::npos || value.find('@') != std::string_view::npos ||
         value.starts_with("www.") || value.starts_with('/');
}

/// A value that does not look like a name, without its label ("von lee42"); empty where it is a
/// label itself, a picture's credit ("Photo: Ann Lee") or a day ("NOVEMBER 20, 2019 10:43").
std::string_view name_as_it_is(std::string_view value, const Phrases& phrases) {
  constexpr unsigned labels = phrase_byline | phrase_published | phrase_updated | phrase_chrome |
                              phrase_end | phrase_teaser;
  constexpr auto most_spaces = 4, figures_of_a_day = 4;
  if (const auto label = phrases.start(value, phrase_byline);
      label.classes && label.end < value.size() && value[label.end] == ' ')
    value.remove_prefix(label.end + 1);
  if (value.size() > longest_name || (phrases.whole(value) & labels) ||
      phrases.start(value, phrase_credit).classes)
    return {};
  const auto spaces = std::ranges::count(value, ' ');
  if (spaces > 0 && std::ranges::count_if(value, ascii::is_digit) >= figures_of_a_day) return {};
  std::size_t letters = 0;
  for (std::size_t at = 0; at < value.size();) letters += is_letter(next_code_point(value, at));
  return letters > 1 && spaces <= most_spaces ? value : std::string_view();
}

}  // namespace

BylineNames names_in_byline(std::string_view line, const Phrases& phrases,
                            const MonthNames& months) {
  return Reader(line, phrases, months, false).read();
}

BylineNames names_in_value(std::string_view value, const Phrases& phrases,
                           const MonthNames& months) {
  while (!value.empty() && static_cast<unsigned char>(value.front()) <= ' ') value.remove_prefix(1);
  while (!value.empty() && static_cast<unsigned char>(value.back()) <= ' ') value.remove_suffix(1);
  value = without_mail(value);
  if (const std::size_t address = value.find("http");
      address > 4 && address != std::string_view::npos)
    value = value.substr(0, value.find_last_not_of(" -|,(", address - 1) + 1);
  if (value.empty() || value.size() > longest_line || is_address(value)) return {};
  BylineNames found = Reader(value, phrases, months, true).read();
  // "Sail & i": half of what bears a name of its own is none.
  const bool half = found.people.size() == 1 && found.agencies.empty() &&
                    found.people[0].find(' ') == std::string::npos &&
                    value.starts_with(found.people[0] + " &") && value.size() <= longest_name;
  if (half) found.people.clear();
  if (found.people.empty() && found.agencies.empty())
    if (const std::string_view name = name_as_it_is(value, phrases); !name.empty())
      found.people.emplace_back(name);
  return found;
}

bool is_uncased(std::string_view line) {
  for (std::size_t at = 0; at < line.size();)
    if (const char32_t c = next_code_point(line, at); is_letter(c)) return uncased(c);
  return false;
}

bool opens_byline(std::string_view line, const Phrases& phrases, const MonthNames& months) {
  const auto label = phrases.start(line, phrase_byline | phrase_writer);
  const bool colon = line.substr(label.end).starts_with(':');
  return ((label.classes & phrase_byline) || (label.classes && colon)) &&
         !names_in_byline(line, phrases, months).people.empty();
}

}  // namespace newsline::article
