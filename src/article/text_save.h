#pragma once
#include "article.h"
#include "rules.h"

namespace newsline {
struct Page;
}  // namespace newsline

namespace newsline::article {

/// A plain text or Markdown save: the text stays as it is, title, byline, headings, lists and paragraphs are told by its lines.
Article read_text_save(const Page& page, const ArticleRules::Impl& rules);

}  // namespace newsline::article
