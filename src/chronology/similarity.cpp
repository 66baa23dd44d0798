#include "similarity.h"

#include <algorithm>
#include <iterator>

#include "base/utf8.h"

namespace newsline::chronology {

namespace {

using Keys = std::vector<std::uint64_t>;

void settle(Keys& keys) {
  std::ranges::sort(keys);
  const auto again = std::ranges::unique(keys);
  keys.erase(again.begin(), again.end());
}

bool in_word(char32_t c) { return is_letter(c) || is_digit(c) || c > 0x2FFF; }

/// The longer words of a text by their first letters: a stem in any language, so that "resigns" and
/// "resigned" are one.
void words_of(std::string_view text, Keys& words, Keys& numbers) {
  constexpr std::size_t shortest = 4, stem = 6;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t begin = at, letters = 0, stem_end = 0;
    bool digits = false, capital = false;
    while (at < text.size()) {
      const std::size_t before = at;
      const char32_t c = next_code_point(text, at);
      if (!in_word(c)) {
        if (letters == 0)
          begin = at;
        else {
          at = before;
          break;
        }
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
    if (*i < *j)
      ++i;
    else if (*j < *i)
      ++j;
    else
      ++count, ++i, ++j;
  }
  return count;
}

double dice(const Keys& a, const Keys& b) {
  if (a.empty() || b.empty()) return 0;
  return 2 * static_cast<double>(shared(a, b)) / static_cast<double>(a.size() + b.size());
}

bool contradict(const Keys& a, const Keys& b) {
  return !a.empty() && !b.empty() && shared(a, b) == 0;
}

}  // namespace

EventSignature signature_of(const Source& source, const EntityMerger& entities) {
  EventSignature signature{source.date.start, source.date.end, source.certainty, 0, {}, {}, {}, {}};
  words_of(source.sentence, signature.words, signature.numbers);
  Keys trigger, dated, of_date;
  words_of(source.trigger, trigger, dated);
  if (!trigger.empty()) signature.trigger = trigger.front();
  // Words of the date are left out: dates are compared as days, and two pages name one day in
  // different words ("Tuesday", "5 March").
  dated.clear();
  words_of(source.date.expression, dated, of_date);
  std::erase_if(signature.words,
                [&](std::uint64_t key) { return std::ranges::find(dated, key) != dated.end(); });
  std::erase_if(signature.numbers, [&](std::uint64_t key) {
    return std::ranges::find(of_date, key) != of_date.end();
  });
  for (std::size_t i = 0; i < source.entities.size(); ++i) {
    signature.entities.push_back(word_key(entities.of(source.entities[i])));
    if (i < source.roles.size() && source.roles[i] == Role::agent)
      signature.agents.push_back(signature.entities.back());
  }
  settle(signature.words);
  settle(signature.numbers);
  settle(signature.entities);
  settle(signature.agents);
  return signature;
}

bool repeats_event(const EventSignature& a, const EventSignature& b, bool event_class) {
  const bool same_trigger = event_class || (a.trigger != 0 && a.trigger == b.trigger);
  if (!same_trigger || contradict(a.numbers, b.numbers) || contradict(a.agents, b.agents))
    return false;
  const std::size_t fewer = std::min(a.entities.size(), b.entities.size()),
                    common = shared(a.entities, b.entities);
  if (common < fewer) return false;
  // One name and one word are too little: "Police arrested two men in Oslo", "Police arrested a
  // woman in Oslo".
  return common >= 2 || dice(a.words, b.words) >= 0.75;
}

}  // namespace newsline::chronology
