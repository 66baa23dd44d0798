#include <algorithm>

#include "base/utf8.h"
#include "timex.h"

namespace newsline {

namespace {

using std::chrono::days;
using std::chrono::months;

constexpr std::uint32_t lead_bytes = 2500;  // how far the lead of a story reaches
// how far into its paragraph a dateline's date may stand
constexpr std::uint32_t dateline_bytes = 60;
// where a line with nothing but a date is the story's own
constexpr std::uint32_t first_paragraphs = 5;

/// A full date that the words alone give.
bool full_date(const Timex& timex) {
  return timex.interval && timex.year_given && timex.grain <= Grain::day &&
         timex.basis == Basis::words_alone && timex.type != TimexType::duration;
}

Published at(const Timex& timex, DateSource source) {
  const bool clock = timex.grain <= Grain::hour;
  return {timex.interval->first, clock, {}, source};
}

/// "PARIS, March 5, 2024 (Reuters) -": capitals before, a dash close behind.
bool dateline(std::string_view paragraph, std::string_view before, std::string_view behind) {
  if (before.size() > dateline_bytes || before.empty()) return false;
  std::size_t upper = 0, lower = 0;
  for (std::size_t i = 0; i < before.size();) {
    const char32_t c = next_code_point(before, i);
    if (is_letter(c)) ++(is_upper(c) ? upper : lower);
  }
  if (upper < 3 || upper < lower) return false;
  std::size_t closing = 0, read = 0;
  for (std::size_t i = 0; i < behind.size() && read < 30; ++read) {
    const char32_t c = next_code_point(behind, i);
    if (c == '(') ++closing;
    if (c == 0x2013 || c == 0x2014 || (c == '-' && (closing > 0 || read < 4))) return true;
  }
  return paragraph.size() > 200 && closing > 0;
}

/// "May 3, 2021: ...": the date of an entry, not of the story.
bool labels(const Timex& timex, const Article& article, const std::vector<Sentence>& sentences) {
  return timex.span.begin <= article.paragraphs[sentences[timex.sentence].paragraph].span.begin + 8;
}

/// The date of the first paragraphs that is a dateline, or a line of its own.
std::optional<Published> in_head(const Article& article, const std::vector<Sentence>& sentences,
                                 const Timexes& timexes) {
  for (const Timex& timex : timexes.all) {
    const std::uint32_t number = sentences[timex.sentence].paragraph;
    if (number >= first_paragraphs) break;
    if (!full_date(timex)) continue;
    const Span paragraph = article.paragraphs[number].span;
    const std::string_view text = paragraph.of(article.text);
    if (dateline(text, text.substr(0, timex.span.begin - paragraph.begin),
                 text.substr(timex.span.end - paragraph.begin)))
      return at(timex, DateSource::dateline);
    if (paragraph.size() - timex.span.size() <= 2 && number + 1 < article.paragraphs.size() &&
        article.paragraphs[number].kind == ParagraphKind::paragraph &&
        article.paragraphs[number + 1].kind == ParagraphKind::paragraph)
      return at(timex, DateSource::text);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Published> published_in_text(const Article& article,
                                           const std::vector<Sentence>& sentences, const Tokens&,
                                           const Timexes& timexes) {
  if (const std::optional<Published> found = in_head(article, sentences, timexes)) return found;
  std::optional<Timex> latest;
  std::size_t labelled = 0;
  for (const Timex& timex : timexes.all) {
    if (timex.span.begin > lead_bytes) break;
    if (labels(timex, article, sentences)) {
      if (full_date(timex)) ++labelled;
    } else if (full_date(timex) && (!latest || timex.interval->first > latest->interval->first))
      latest = timex;
  }
  // a chronology tells many days, none of which is its own
  if (!latest || labelled > 1) return std::nullopt;
  // The prose treats that day as now if much of what else it dates lies in the year or two before
  // it and little lies behind it. One date alone, or a text that tells history, says nothing.
  const Day day = latest->interval->first_day();
  std::size_t before = 0, behind = 0, dated = 0;
  for (const Timex& timex : timexes.all) {
    if (!timex.interval || !timex.year_given || timex.span == latest->span) continue;
    const Day other = timex.interval->first_day();
    // the day itself, said again, speaks neither for it nor against it
    if (other == day) continue;
    ++dated;
    if (other > day)
      ++behind;
    else if (other >= day - days{800})
      ++before;
  }
  if (before < 2 || behind * 3 > dated || before * 3 < dated) return std::nullopt;
  return at(*latest, DateSource::text);
}

}  // namespace newsline
