#include "newsline/sentence.h"

namespace newsline {
struct SentenceRules::Inner {};
SentenceRules::SentenceRules(const Data&, std::string_view) : inner_(std::make_unique<Inner>()) {}
SentenceRules::~SentenceRules() = default;
SentenceRules::SentenceRules(SentenceRules&&) noexcept = default;
std::vector<Sentence> sentences(const Article& article, const SentenceRules&) {
  std::vector<Sentence> all;
  for (std::uint32_t p = 0; p < article.paragraphs.size(); ++p) {
    Span span = article.paragraphs[p].span;
    for (std::uint32_t at = span.begin; at + 1 < span.end; ++at)
      if (article.text[at] == '.' && article.text[at + 1] == ' ') {
        all.push_back({{span.begin, at + 1}, p});
        span.begin = at + 2;
      }
    if (!span.empty()) all.push_back({span, p});
  }
  return all;
}
}  // namespace newsline
