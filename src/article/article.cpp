#include "newsline/article.h"

#include "body.h"
#include "metadata.h"
#include "newsline/data.h"
#include "newsline/page.h"
#include "published.h"
#include "rules.h"
#include "text_save.h"

namespace newsline {

ArticleRules::ArticleRules(const Data& data)
    : inner_(std::make_unique<Inner>(Inner{Phrases(data.file("article/phrases.tsv")), MonthNames(data.file("article/months.tsv")),
                                           ClassWords(data.file("article/classes.tsv")), BlockModel(data.file("article/blocks.model"))})) {}
ArticleRules::~ArticleRules() = default;
ArticleRules::ArticleRules(ArticleRules&&) noexcept = default;

Article read_article(const Page& page, const ArticleRules& rules) {
  const ArticleRules::Inner& inner = rules.inner();
  if (page.kind == Page::Kind::text) return read_text_save(page, inner);
  Article article;
  if (page.nodes.empty()) return article;
  const Outline cut = outline(page, inner.classes);
  const Head head = read_head(page);
  read_metadata(page, cut, head, article);
  const std::vector<bool> story = story_blocks(page, cut, inner.phrases, inner.model);
  write_story(page, cut, story, article.title, article);
  read_published(page, cut, head, story, inner, article);
  return article;
}

Article read_article(const Page& page) {
  static const ArticleRules rules{Data{}};  // never changes: what is laid into the program
  return read_article(page, rules);
}

}  // namespace newsline
