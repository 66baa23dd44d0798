// What stands beside a written date tells whose day it is:
//
//     "Published March 5, 2024, updated March 7, 2024"    published, updated
//     "Printed on 9 May 2024"                             another day than the page's
//     "Deadline: 9 May 2024"                              of an event
// The words are those of data/article/phrases.tsv, for all languages. What it does not do: find the
// dates (date_text), or say which of them counts (published).
#include "date_labels.h"

#include <algorithm>

#include "base/utf8.h"

namespace newsline::article {

namespace {

// letters beside a date that stands alone in its line
constexpr std::size_t few_letters = 40;

void next_word(std::string_view line, std::size_t& at) {
  while (at < line.size() && static_cast<unsigned char>(line[at]) > ' ') ++at;
  while (at < line.size() && static_cast<unsigned char>(line[at]) <= ' ') ++at;
}

std::size_t letters(std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < part.size();) count += is_letter(next_code_point(part, at));
  return count;
}

/// A common word counts as a label of publication, and is known as one.
std::uint32_t with_published(std::uint32_t classes) {
  return (classes & phrase_day) ? std::uint32_t{phrase_published | phrase_day} : classes;
}

}  // namespace

std::uint32_t DateLabels::before(std::string_view words) const {
  std::uint32_t label = 0;
  for (std::size_t at = 0; at < words.size();) {
    const auto found = rules_.phrases.start(
        words.substr(at), phrase_published | phrase_updated | phrase_day | phrase_other_day);
    if (found.classes) {
      label = with_published(found.classes);
      at += std::max<std::size_t>(found.end, 1);
    } else {
      next_word(words, at);
    }
  }
  return label ? label : std::uint32_t(rules_.phrases.whole(words) & phrase_event);
}

std::uint32_t DateLabels::behind(std::string_view words) const {
  constexpr int most_words = 6;
  std::size_t at = 0;
  for (int n = 0; n < most_words && at < words.size(); ++n) {
    const auto found = rules_.phrases.start(words.substr(at), phrase_published | phrase_updated);
    if (found.classes) {
      const auto next = find_stamp(words, at + found.end, rules_.months, style_);
      const std::string_view rest = words.substr(at + found.end);
      const bool of_next = (next && next->begin < at + found.end + 12) || rest.starts_with(":") ||
                           rest.starts_with("：");
      return of_next ? std::uint32_t{0} : found.classes;
    }
    next_word(words, at);
  }
  return 0;
}

std::uint32_t DateLabels::alone(std::string_view line) const {
  const std::uint32_t classes = rules_.phrases.whole(line);
  for (const std::uint32_t one : {phrase_updated, phrase_other_day, phrase_event, phrase_published})
    if (classes & one) return one;
  return with_published(classes & phrase_day);
}

std::uint32_t DateLabels::of(std::string_view line, std::size_t from, const Stamp& found) const {
  const std::uint32_t label = before(line.substr(from, found.begin - from));
  return label ? label : behind(line.substr(found.end));
}

bool DateLabels::stands_alone(std::string_view line, const Stamp& found) const {
  const auto start = rules_.phrases.start(line, phrase_published | phrase_updated | phrase_day);
  // "Published: 10:15 GMT, 5 March 2024": a clock may stand between
  constexpr std::size_t zone_letters = 4, clock_bytes = 16;
  if (start.classes && found.begin <= start.end + clock_bytes &&
      letters(line.substr(start.end, found.begin - start.end)) <= zone_letters)
    return true;
  const std::size_t before = letters(line.substr(0, found.begin)),
                    behind = letters(line.substr(found.end));
  return before + behind <= few_letters / 2 ||
         (before == 0 && found.at.has_time && behind <= few_letters);
}

}  // namespace newsline::article
