#include "html_words.h"

#include "newsline/error.h"
#include "presentation.h"

namespace newsline::write {

namespace {

constexpr std::size_t word_count = static_cast<std::size_t>(PageWord::count_of_words);
constexpr std::array<std::string_view, word_count> word_names{
    "skip",           "years",   "filter",     "search",    "found",      "all",
    "main",           "more",    "who",        "name",      "kind",       "count",
    "first_last",     "sources", "sources_of", "quote",     "disputed",   "fact",
    "certainty",      "earlier", "later",      "published", "last_page",  "signs",
    "month_not_told", "in_text", "completed",  "relative",  "anchored",   "inherited",
    "document",       "types",   "footer",     "events",    "chronology", "thousands"};

/// How many words a name has at least.
constexpr std::size_t wanted(PageWord word) {
  switch (word) {
    case PageWord::types:
      return 7;
    case PageWord::events:
    case PageWord::earlier:
    case PageWord::later:
      return 2;
    default:
      return 1;
  }
}

}  // namespace

PageWords::PageWords(const Data& data, std::string_view language) {
  read_words(words_file(data, language, "html.tsv"), "html.tsv", word_names.data(), word_count,
             words_.data());
  for (std::size_t i = 0; i < word_count; ++i) {
    if (words_[i].size() >= wanted(static_cast<PageWord>(i))) continue;
    throw Error("data.rules",
                "html.tsv: words are missing of \"" + std::string(word_names[i]) + "\"");
  }
}

std::string PageWords::with(PageWord word, std::string_view what, std::string_view by) const {
  return fill((*this)(word), what, by);
}

std::string PageWords::number(std::size_t n) const {
  return with_thousands(n, (*this)(PageWord::thousands));
}

std::string PageWords::events(std::size_t n) const {
  return fill((*this)(PageWord::events, n == 1 ? 0 : 1), "{n}", number(n));
}

}  // namespace newsline::write
