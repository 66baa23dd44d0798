// An agency's story opens with the place and the day of writing. Its shape is the same in all
// languages:
//
//   [credit] [place] [small word] date [credit] mark text
//
// as in "/Wire/ -- MADRID, a 25 de enero de 2022 (Agencia) .- El museo reabre". A credit stands in
// brackets or between slashes, a place is made of words with a capital and of the small words of
// data/article/datelines.tsv, a mark is a dash, a point with a dash, or behind a place a colon.
// The date is read by find_stamp, which knows the months of all languages. It does not read dates
// without a year, and no date in the midst of a sentence: between the place and the date no other
// word may stand.
#include "dateline.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"

namespace newsline::article {

namespace {

constexpr std::size_t longest_lead = 90;     // bytes before the date
constexpr std::size_t longest_credit = 48;   // bytes in brackets or between slashes
constexpr std::size_t shortest_story = 40;   // bytes behind the mark
constexpr std::size_t first_paragraphs = 4;  // where a dateline may stand
// paragraphs that are asked whether they open with a date too
constexpr std::size_t most_entries = 12;

std::string_view next_line(std::string_view& rest) {
  const std::size_t stop = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, stop);
  rest.remove_prefix(std::min(stop + 1, rest.size()));
  return line;
}

/// Walks over one paragraph.
class Line {
 public:
  explicit Line(std::string_view text) : text_(text) {}
  std::size_t at = 0;

  void skip_spaces() {
    for (std::size_t next = at; next < text_.size(); at = next) {
      const char32_t c = next_code_point(text_, next);
      if (c != ' ' && c != '\t' && c != 0xA0 && c != 0x202F) return;
    }
  }

  /// "(Wire)", "/Wire/"
  bool credit() {
    skip_spaces();
    if (at >= text_.size() || (text_[at] != '(' && text_[at] != '/')) return false;
    const std::size_t close = text_.find(text_[at] == '(' ? ')' : '/', at + 1);
    if (close == std::string_view::npos || close - at > longest_credit || close == at + 1)
      return false;
    at = close + 1;
    return true;
  }

  /// A dash of any length, ".-", also behind a comma or point.
  bool dash() {
    skip_spaces();
    std::size_t next = at;
    if (next < text_.size() && (text_[next] == '.' || text_[next] == ',')) ++next;
    std::size_t behind = next;
    char32_t c = behind < text_.size() ? next_code_point(text_, behind) : 0;
    if (c == ' ') {
      next = behind;
      c = behind < text_.size() ? next_code_point(text_, behind) : 0;
    }
    if (c != '-' && c != 0x2013 && c != 0x2014 && c != 0x2015) return false;
    const bool pointed = next > at && text_[at] == '.';
    while (behind < text_.size() && text_[behind] == '-') ++behind;
    const bool spaced = behind >= text_.size() || text_[behind] == ' ' || c != '-';
    if (!spaced && !pointed) return false;
    at = behind;
    return true;
  }

  bool colon() {
    skip_spaces();
    if (at >= text_.size() || text_[at] != ':') return false;
    ++at;
    return true;
  }

  std::size_t left() const { return text_.size() - at; }

 private:
  std::string_view text_;
};

/// Whether these words are a place and what may stand beside it: each has a capital, or is a small
/// word of a dateline or a weekday.
bool is_place(std::string_view words, const MonthNames& months, const DatelineWords& known,
              std::string_view language) {
  std::size_t begin = 0;
  const auto holds = [&](std::size_t end) {
    if (begin == end) return true;
    const std::string_view word = words.substr(begin, end - begin);
    std::size_t next = 0;
    if (is_upper(next_code_point(word, next))) return true;
    if (known.joins(word) || months.find(word, language) == 0) return true;
    const std::size_t elided = std::min(word.find('\''), word.find("\u2019"));  // "d'Ascq"
    return elided != std::string_view::npos &&
           known.joins(std::string(word.substr(0, elided)) + "'");
  };
  for (std::size_t at = 0; at < words.size();) {
    std::size_t next = at;
    const char32_t c = next_code_point(words, next);
    if (!is_letter(c) && c != '\'' && c != 0x2019) {
      if (c != ' ' && c != ',' && c != '.' && c != '/' && c != '-' && c != 0x2013 && c != 0xA0)
        return false;
      if (!holds(at)) return false;
      begin = next;
    }
    at = next;
  }
  return holds(words.size());
}

struct Found {
  Published at;
  bool place = false;  // names one
};

std::optional<Found> read_line(std::string_view text, const MonthNames& months,
                               const DatelineWords& words, const StampStyle& style) {
  const std::optional<Stamp> stamp = find_stamp(text.substr(0, 400), 0, months, style);
  if (!stamp || stamp->begin > longest_lead) return std::nullopt;
  // "(25 January 2022) The museum ..."
  if (text.starts_with('(') && stamp->begin == 1 && text.substr(stamp->end, 1) == ")")
    return text.size() - stamp->end < shortest_story ? std::nullopt
                                                     : std::optional(Found{stamp->at, false});
  Line line(text);
  while (line.credit()) line.dash();
  line.skip_spaces();
  if (line.at > stamp->begin) return std::nullopt;
  const std::string_view place = text.substr(line.at, stamp->begin - line.at);
  const std::size_t open = std::min(place.find('('), place.size()),
                    close = std::min(place.find(')', open), place.size());
  // "Oslo (Wire), 25 January 2022 -"
  const std::string_view behind = place.substr(std::min(close + 1, place.size()));
  if (!is_place(place.substr(0, open), months, words, style.language) ||
      !is_place(behind, months, words, style.language))
    return std::nullopt;
  const bool named =
      std::ranges::any_of(place, [](char c) { return c != ' ' && c != ',' && c != '-'; });
  line.at = stamp->end;
  const bool credited = line.credit();
  const bool marked =
      line.dash() || line.credit() || (named && (line.colon() || (credited && line.left() > 0)));
  if (!marked) return std::nullopt;
  line.dash();
  if (line.left() < shortest_story) return std::nullopt;
  return Found{stamp->at, named};
}

bool opens_with_date(std::string_view text, const MonthNames& months, const StampStyle& style) {
  const std::optional<Stamp> stamp = find_stamp(text.substr(0, 60), 0, months, style);
  return stamp && stamp->begin < 4;
}

}  // namespace

bool DatelineWords::joins(std::string_view word) const {
  for (std::string_view rest = rows_; !rest.empty();) {
    const std::string_view line = next_line(rest);
    if (!line.starts_with('#') && line.substr(0, line.find('\t')) == word) return true;
  }
  return false;
}

std::optional<Published> dateline_day(const Article& article, const MonthNames& months,
                                      const DatelineWords& words, const Phrases& phrases,
                                      const StampStyle& style) {
  const auto each_text = [&](std::size_t most, const auto& take) {
    std::size_t asked = 0;
    for (const Paragraph& paragraph : article.paragraphs) {
      if (!is_story_text(paragraph.kind) || paragraph.kind == ParagraphKind::heading) continue;
      if (asked++ == most) break;
      take(paragraph.span.of(article.text), paragraph.kind);
    }
  };
  std::optional<Found> found;
  each_text(first_paragraphs, [&](std::string_view text, ParagraphKind kind) {
    if (found || kind != ParagraphKind::paragraph) return;
    const bool labeled = phrases.start(text, phrase_other_day | phrase_updated).classes != 0;
    if (!labeled) found = read_line(text, months, words, style);
  });
  if (!found || !plausible(found->at.day())) return std::nullopt;
  std::size_t entries = 0;
  each_text(most_entries, [&](std::string_view text, ParagraphKind) {
    entries += opens_with_date(text, months, style) ? 1U : 0U;
  });
  if (entries > 1) return std::nullopt;
  Published published = found->at;
  published.source = DateSource::dateline;
  return published;
}

}  // namespace newsline::article
