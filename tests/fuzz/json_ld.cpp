// What a page's scripts say of it: JSON-LD in one page, application state in another. The bytes are
// a script's content.
#include <string>

#include "article/article.h"
#include "base/data.h"
#include "base/utf8.h"
#include "newsline/error.h"
#include "page/page.h"
#include "targets.h"

namespace newsline::fuzz {

void json_ld(std::string_view bytes) {
  static const Data data;
  static const ArticleRules article_rules(data);
  for (const char* open :
       {"<script type=\"application/ld+json\">",
        "<script id=\"__NEXT_DATA__\" type=\"application/json\">", "<script>window.__STATE__ = "}) {
    const std::string html = std::string("<html><head><title>T</title>") + open +
                             std::string(bytes) +
                             "</script></head><body><p>It opened.</p></body></html>";
    try {
      const Article article = read_article(parse_html(html), article_rules);
      demand(is_utf8(article.text) && is_utf8(article.title));
      for (const Paragraph& paragraph : article.paragraphs)
        demand(paragraph.span.begin <= paragraph.span.end &&
               paragraph.span.end <= article.text.size());
    } catch (const Error&) {
    }
  }
}

}  // namespace newsline::fuzz
