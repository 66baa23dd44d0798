#include "newsline/article.h"

#include "newsline/page.h"

namespace newsline {
Article read_article(const Page& page) {
  Article article;
  article.text = page.text;
  std::size_t at = 0;
  while (at < article.text.size()) {
    const std::size_t stop = std::min(article.text.find('\n', at), article.text.size());
    if (stop > at) article.paragraphs.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(stop)}, ParagraphKind::paragraph, 0, {}});
    at = stop + 1;
  }
  return article;
}
}  // namespace newsline
