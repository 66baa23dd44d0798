#pragma once
#include "article.h"
#include "rules.h"

namespace newsline {
struct Page;
}  // namespace newsline

namespace newsline::article {

/// A page saved as plain text or Markdown. The text stays as it is; title, byline, headings, lists
/// and paragraphs are found by the shape of its lines.
Article read_text_save(const Page& page, const ArticleRules::Impl& rules);

}  // namespace newsline::article
