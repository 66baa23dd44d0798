#include "abbreviations.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"
#include "newsline/error.h"
#include "rules/rows.h"

namespace newsline {
namespace {

constexpr std::array<std::string_view, 13> names = {
    "none",   "title",  "corp",   "month",  "weekday", "time", "geo",
    "street", "degree", "number", "inside", "either",  "last"};
constexpr std::size_t longest = 32;  // bytes; a longer word is none

bool begins_with_capital(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && is_upper(next_code_point(word, at));
}

}  // namespace

Abbreviations::Abbreviations(const Data& data, std::string_view language) {
  const std::string file = language_file(language, "abbreviations.tsv");
  for (const Row& row : read_rows(data, file, 2)) {
    const auto name = std::ranges::find(names, row.fields[1]);
    if (name == names.end() || name == names.begin())
      throw Error("data.rules", file + ":" + std::to_string(row.line) +
                                    ": no class of abbreviations: " + std::string(row.fields[1]));
    entries_.push_back({word_key(row.fields[0]), static_cast<Abbreviation>(name - names.begin()),
                        begins_with_capital(row.fields[0])});
  }
  std::ranges::stable_sort(entries_, {}, &Entry::key);
}

Abbreviation Abbreviations::find(std::string_view word) const noexcept {
  if (word.size() > longest) return Abbreviation::none;
  const std::uint64_t key = word_key(word);
  const bool capital = begins_with_capital(word);
  for (auto at = std::ranges::lower_bound(entries_, key, {}, &Entry::key);
       at != entries_.end() && at->key == key; ++at)
    if (capital || !at->capital) return at->kind;
  return Abbreviation::none;
}

}  // namespace newsline
