#include "newsline/article.h"

#include "newsline/data.h"
#include "newsline/page.h"
#include "rules.h"
#include "text_save.h"

namespace newsline {

ArticleRules::ArticleRules(const Data& data)
    : inner_(std::make_unique<Inner>(Inner{Phrases(data.file("article/phrases.tsv")), MonthNames(data.file("article/months.tsv"))})) {}
ArticleRules::~ArticleRules() = default;
ArticleRules::ArticleRules(ArticleRules&&) noexcept = default;

Article read_article(const Page& page, const ArticleRules& rules) {
  return read_text_save(page, rules.inner());
}

Article read_article(const Page& page) {
  static const ArticleRules rules{Data{}};  // never changes: what is laid into the program
  return read_article(page, rules);
}

}  // namespace newsline
