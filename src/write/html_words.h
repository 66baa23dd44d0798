#pragma once
// The words of data/LANGUAGE/html.tsv: what the formats to look at say beside dates. Internal to
// this folder.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/data.h"

namespace newsline::write {

enum class PageWord : std::uint8_t {
  skip,
  years,
  filter,
  search,
  found,
  all,
  main,
  more,
  who,
  name,
  kind,
  count,
  first_last,
  sources,
  sources_of,
  quote,
  disputed,
  fact,
  certainty,
  earlier,
  later,
  published,
  last_page,
  signs,
  month_not_told,
  in_text,
  completed,
  relative,
  anchored,
  inherited,
  document,
  types,
  footer,
  events,
  chronology,
  thousands,
  count_of_words
};

class PageWords {
 public:
  /// English where the language has none. Throws Error("data.rules").
  PageWords(const Data& data, std::string_view language);

  const std::vector<std::string>& all(PageWord word) const {
    return words_[static_cast<std::size_t>(word)];
  }
  std::string_view operator()(PageWord word, std::size_t number = 0) const {
    return all(word)[number];
  }
  std::string with(PageWord word, std::string_view what, std::string_view by) const;
  /// "2,298"
  std::string number(std::size_t n) const;
  /// "1 event", "2,298 events".
  std::string events(std::size_t n) const;

 private:
  std::array<std::vector<std::string>, static_cast<std::size_t>(PageWord::count_of_words)> words_;
};

}  // namespace newsline::write
