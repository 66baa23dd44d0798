#pragma once
#include <algorithm>
#include <string>
#include <string_view>

#include "timex/timex.h"

inline const newsline::TokenRules& token_rules() {
  static const newsline::TokenRules rules{newsline::Data{}, "en"};
  return rules;
}

/// Reads the timexes of one text, sentence by sentence (a line is a sentence), as the program does
/// with that document creation time.
struct TimexReading {
  newsline::Article article;
  std::vector<newsline::Sentence> sentences;
  newsline::Tokens tokens;
  newsline::Timexes timexes;

  TimexReading(std::string_view text, const newsline::TimexRules& rules,
               std::string_view document_time, const newsline::TagModel* model = nullptr,
               std::string_view language = {}, std::string_view url = {}) {
    article.text = text;
    article.language = language;
    article.url = url;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t stop = std::min(text.find('\n', at), text.size());
      const newsline::Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(stop)};
      if (!span.empty()) {
        sentences.push_back({span, static_cast<std::uint32_t>(article.paragraphs.size())});
        article.paragraphs.push_back({span, newsline::ParagraphKind::paragraph, 0, {}});
      }
      at = stop + 1;
    }
    tokens = newsline::tokens(article, sentences, token_rules());
    for (std::size_t s = 0; model && s < sentences.size(); ++s)
      newsline::tag(tokens, article, s, *model);
    timexes = newsline::recognize(article, sentences, tokens, rules);
    std::optional<newsline::Published> published;
    if (const auto day = newsline::parse_day(document_time))
      published = newsline::Published{*day, false, {}, newsline::DateSource::option};
    newsline::resolve(timexes, article, sentences, tokens, rules, published);
  }
  std::string words(const newsline::Timex& timex) const {
    return std::string(timex.span.of(article.text));
  }
};
