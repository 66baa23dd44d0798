#include "telling.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

#include "newsline/utf8.h"

namespace newsline {

namespace {

using Keys = std::vector<std::uint64_t>;

void settle(Keys& keys) {
  std::ranges::sort(keys);
  const auto again = std::ranges::unique(keys);
  keys.erase(again.begin(), again.end());
}

bool in_word(char32_t c) { return is_letter(c) || is_digit(c) || c > 0x2FFF; }

/// The longer words of a text by their first letters, which is stem enough to know "resigns" from "resigned" in no language in particular.
void words_of(std::string_view text, Keys& words, Keys& numbers) {
  constexpr std::size_t shortest = 4, stem = 6;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t begin = at, letters = 0, stem_end = 0;
    bool digits = false, capital = false;
    while (at < text.size()) {
      const std::size_t before = at;
      const char32_t c = next_code_point(text, at);
      if (!in_word(c)) {
        if (letters == 0) begin = at;
        else { at = before; break; }
        continue;
      }
      if (letters == 0) capital = is_upper(c);
      digits = digits || is_digit(c);
      if (++letters <= stem) stem_end = at;
    }
    if (letters == 0) return;
    const std::uint64_t key = word_key(text.substr(begin, stem_end - begin));
    if (digits) numbers.push_back(word_key(text.substr(begin, at - begin)));
    if (letters >= shortest || digits || capital) words.push_back(key);
  }
}

std::size_t shared(const Keys& a, const Keys& b) {
  std::size_t count = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i < *j) ++i;
    else if (*j < *i) ++j;
    else ++count, ++i, ++j;
  }
  return count;
}

double dice(const Keys& a, const Keys& b) {
  if (a.empty() || b.empty()) return 0;
  return 2 * static_cast<double>(shared(a, b)) / static_cast<double>(a.size() + b.size());
}

bool contradict(const Keys& a, const Keys& b) { return !a.empty() && !b.empty() && shared(a, b) == 0; }

std::uint64_t mixed(std::uint64_t key, std::uint64_t seed) {
  key ^= seed * 0x9E3779B97F4A7C15ULL;
  key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9ULL;
  key = (key ^ (key >> 27)) * 0x94D049BB133111EBULL;
  return key ^ (key >> 31);
}

}  // namespace

Telling telling_of(const Source& source, const EntityUnion& entities) {
  Telling telling{source.date.start, source.date.end, source.certainty, 0, {}, {}, {}, {}, {}};
  words_of(source.sentence, telling.words, telling.numbers);
  Keys trigger, dated, of_date, named;
  words_of(source.trigger, trigger, dated);
  if (!trigger.empty()) telling.trigger = trigger.front();
  // The words of the date are compared as days: whoever tells of a day names it, and in other words than the next one.
  dated.clear();
  words_of(source.date.expression, dated, of_date);
  std::erase_if(telling.words, [&](std::uint64_t key) { return std::ranges::find(dated, key) != dated.end(); });
  std::erase_if(telling.numbers, [&](std::uint64_t key) { return std::ranges::find(of_date, key) != of_date.end(); });
  for (std::size_t i = 0; i < source.entities.size(); ++i) {
    telling.entities.push_back(word_key(entities.of(source.entities[i])));
    words_of(source.entities[i], named, of_date);  // an id is made of the name's words
    if (i < source.roles.size() && source.roles[i] == Role::agent) telling.agents.push_back(telling.entities.back());
  }
  settle(telling.words);
  std::ranges::copy_if(telling.words, std::back_inserter(telling.plain), [&](std::uint64_t key) { return std::ranges::find(named, key) == named.end(); });
  settle(telling.numbers);
  settle(telling.entities);
  settle(telling.agents);
  return telling;
}

Likeness compare(const Telling& a, const Telling& b) {
  if (a.certainty != b.certainty || contradict(a.numbers, b.numbers)) return Likeness::different;
  const double likeness = dice(a.words, b.words);
  // "Ireland confirmed its first case", "Norway confirmed its first case": said of different ones, like words are different happenings.
  constexpr double copied = 0.8;
  if (likeness < copied && contradict(a.agents, b.agents)) return Likeness::different;
  const std::size_t fewer = std::min(a.entities.size(), b.entities.size()), common = shared(a.entities, b.entities);
  const bool same_trigger = a.trigger != 0 && a.trigger == b.trigger, same_people = common > 0 && 2 * common >= fewer;
  if (a.start == b.start && a.end == b.end) {
    // Names that both hold are not enough: what is told of them must be alike too.
    const bool same = (likeness >= 0.55 && dice(a.plain, b.plain) >= 0.4) || (likeness >= 0.35 && same_trigger && same_people);
    return same ? Likeness::same : Likeness::different;
  }
  const bool inside = (a.start <= b.start && b.end <= a.end) || (b.start <= a.start && a.end <= b.end);
  if (inside) return likeness >= 0.5 && same_trigger && (same_people || fewer == 0) ? Likeness::same : Likeness::different;
  const auto days_apart = a.start < b.start ? b.start - a.start : a.start - b.start;
  const bool near_days = a.start == a.end && b.start == b.end && days_apart <= std::chrono::days{3};
  return near_days && likeness >= 0.7 && same_trigger ? Likeness::disputed : Likeness::different;
}

bool tells_again(const Telling& a, const Telling& b, bool kin) {
  const bool same_trigger = kin || (a.trigger != 0 && a.trigger == b.trigger);
  if (!same_trigger || contradict(a.numbers, b.numbers) || contradict(a.agents, b.agents)) return false;
  const std::size_t fewer = std::min(a.entities.size(), b.entities.size()), common = shared(a.entities, b.entities);
  if (common < fewer) return false;
  // One name and one word are too little: "Police arrested two men in Oslo", "Police arrested a woman in Oslo".
  return common >= 2 || dice(a.words, b.words) >= 0.75;
}

std::vector<std::uint64_t> blocks(const Telling& telling) {
  constexpr std::size_t count = 12;
  std::vector<std::uint64_t> keys;
  const auto days = mixed(static_cast<std::uint64_t>(telling.start.time_since_epoch().count()), 1) ^ mixed(static_cast<std::uint64_t>(telling.end.time_since_epoch().count()), 2);
  for (const std::uint64_t entity : telling.entities) {
    if (telling.trigger != 0) keys.push_back(mixed(days ^ mixed(entity, 3) ^ telling.trigger, 4));
    for (const std::uint64_t number : telling.numbers) keys.push_back(mixed(days ^ mixed(entity, 3) ^ number, 5));
  }
  if (telling.words.empty()) return keys;
  std::array<std::uint64_t, 2 * count> least;
  least.fill(std::numeric_limits<std::uint64_t>::max());
  for (const std::uint64_t word : telling.words)
    for (std::size_t i = 0; i < least.size(); ++i) least[i] = std::min(least[i], mixed(word, i + 1));
  for (std::size_t band = 0; band < count; ++band) keys.push_back(mixed(least[2 * band], 100 + band) ^ least[2 * band + 1]);
  return keys;
}

}  // namespace newsline
