#include "phrases.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/utf8.h"

namespace newsline::article {

namespace {

constexpr std::size_t filter_words = 1024;
constexpr std::size_t filter_word(std::uint64_t key) { return (key >> 20) % filter_words; }
constexpr std::uint64_t filter_bit(std::uint64_t key) { return std::uint64_t{1} << (key & 63U); }

constexpr std::size_t longest_phrase = 60;  // code points

std::uint32_t class_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::uint32_t>, 17> names{
      {{"byline", phrase_byline},
       {"published", phrase_published},
       {"updated", phrase_updated},
       {"end", phrase_end},
       {"teaser", phrase_teaser},
       {"chrome", phrase_chrome},
       {"chrome_start", phrase_chrome_start},
       {"credit", phrase_credit},
       {"day", phrase_day},
       {"and", phrase_and},
       {"role", phrase_role},
       {"agency", phrase_agency},
       {"particle", phrase_particle},
       {"other_day", phrase_other_day},
       {"emblem", phrase_emblem},
       {"writer", phrase_writer},
       {"event", phrase_event}}};
  const auto found =
      std::ranges::find(names, name, &std::pair<std::string_view, std::uint32_t>::first);
  return found == names.end() ? std::uint32_t{0} : found->second;
}

bool inside_word(char32_t c) { return is_letter(c) || is_digit(c); }
// Scripts without spaces: a phrase may end anywhere.
bool unspaced(char32_t c) {
  return c >= 0xE00 && ((c < 0xE80) || (c >= 0x3040 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4));
}

bool holds(const std::vector<std::uint64_t>& filter, std::uint64_t key) {
  return !filter.empty() && (filter[filter_word(key)] & filter_bit(key)) != 0;
}

/// Feeds the keys of the starts of a line to `take(key, end)`, one for each place where a word
/// ends, until it is false. A run of spaces counts as one.
template <class Take>
void starts(std::string_view line, Take&& take) {
  auto key = fnv::start<std::uint64_t>;  // as word_key
  std::size_t count = 0;
  bool space = false;
  for (std::size_t at = 0; at < line.size() && count < longest_phrase;) {
    const char32_t c = next_code_point(line, at);
    if (is_space(c)) {
      space = count > 0;
      continue;
    }
    if (c == 0xAD || (count == 0 && !inside_word(c))) continue;
    if (space) key = fnv::step(key, U' '), ++count;
    space = false;
    key = fnv::step(key, fold(c));
    ++count;
    std::size_t after = at;
    const char32_t next = at < line.size() ? next_code_point(line, after) : U' ';
    const bool ends = !inside_word(next) || unspaced(c);
    if (ends && !take(key, at) && next != 0xAD) return;
  }
}

bool ends_in_sign(std::string_view line, std::size_t end) {
  std::size_t last = end;
  while (last > 0 && (static_cast<unsigned char>(line[--last]) & 0xC0) == 0x80) {
  }
  return !inside_word(next_code_point(line, last));
}

}  // namespace

Phrases::Phrases(std::string_view tsv) : openings_(filter_words, 0) {
  while (!tsv.empty()) {
    const std::size_t stop = std::min(tsv.find('\n'), tsv.size());
    const std::string_view line = tsv.substr(0, stop);
    tsv.remove_prefix(std::min(stop + 1, tsv.size()));
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    const std::string_view phrase = line.substr(tab + 1);
    known_.emplace_back(word_key(phrase), class_of(line.substr(0, tab)));
    add_opening(phrase);
  }
  std::ranges::sort(known_);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < known_.size(); ++i) {
    if (kept > 0 && known_[kept - 1].first == known_[i].first)
      known_[kept - 1].second |= known_[i].second;
    else
      known_[kept++] = known_[i];
  }
  known_.resize(kept);
  filter_.assign(filter_words, 0);
  for (const auto& [key, classes] : known_) filter_[filter_word(key)] |= filter_bit(key);
}

/// Notes the first word of a phrase. One of ASCII is cut by its bytes: phrases are read at each
/// start.
void Phrases::add_opening(std::string_view phrase) {
  const auto note = [&](std::uint64_t key, std::size_t) {
    openings_[filter_word(key)] |= filter_bit(key);
    return false;
  };
  std::size_t end = 0;
  while (end < phrase.size() && ascii::is_alnum(phrase[end])) ++end;
  const bool plain = end > 0 && (end == phrase.size() || (phrase[end] & 0x80) == 0);
  if (plain)
    note(word_key(phrase.substr(0, end)), end);
  else
    starts(phrase, note);
}

std::uint32_t Phrases::find(std::uint64_t key) const {
  if (!holds(filter_, key)) return 0;
  const auto found =
      std::ranges::lower_bound(known_, key, {}, &std::pair<std::uint64_t, std::uint32_t>::first);
  return found != known_.end() && found->first == key ? found->second : std::uint32_t{0};
}

std::uint32_t Phrases::whole(std::string_view line) const {
  std::uint32_t classes = 0;
  std::size_t last = 0;
  bool opened = false;
  starts(line, [&](std::uint64_t key, std::size_t end) {
    const std::uint32_t known = find(key);
    // "Related articles:" is the phrase and its punctuation
    if (known != 0 || !ends_in_sign(line, end)) {
      classes = known;
      last = end;
    }
    return std::exchange(opened, true) || holds(openings_, key);
  });
  for (std::size_t at = last; at < line.size();)  // only punctuation may follow
    if (inside_word(next_code_point(line, at))) return 0;
  return classes;
}

Phrases::Start Phrases::start(std::string_view line, std::uint32_t classes) const {
  Start found;
  bool opened = false;
  starts(line, [&](std::uint64_t key, std::size_t end) {
    const std::uint32_t known = find(key);
    if ((known & classes) != 0) found = {known & classes, end};
    return std::exchange(opened, true) || holds(openings_, key);
  });
  return found;
}

MetaNames::MetaNames(std::string_view tsv) : rows_(tsv) {
  while (rows_.starts_with('#'))
    rows_.remove_prefix(std::min(rows_.find('\n'), rows_.size() - 1) + 1);
}

MetaNames::Meaning MetaNames::find(std::string_view name) const {
  std::size_t low = 0, high = rows_.size();
  while (low < high) {  // the first row that is not before the name
    std::size_t middle = low + (high - low) / 2;
    while (middle > low && rows_[middle - 1] != '\n') --middle;
    const std::size_t stop = std::min(rows_.find('\n', middle), rows_.size());
    const std::string_view row = rows_.substr(middle, stop - middle);
    const std::string_view known = row.substr(0, row.find('\t'));
    if (known == name) {
      const std::string_view meaning = row.substr(std::min(known.size() + 1, row.size()));
      return meaning == "published"  ? Meaning::published
             : meaning == "day"      ? Meaning::day
             : meaning == "modified" ? Meaning::modified
                                     : Meaning::nothing;
    }
    if (known < name)
      low = std::min(stop + 1, rows_.size());
    else
      high = middle;
  }
  return Meaning::nothing;
}

bool holds_line(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('\n'), list.size());
    if (list.substr(0, end) == word) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

}  // namespace newsline::article
