#pragma once
#include "article.h"
#include "article/content/block_model.h"
#include "article/content/outline.h"
#include "article/content/phrases.h"
#include "article/metadata/date_text.h"
#include "article/metadata/dateline.h"

namespace newsline {

/// The word lists of data/article for all languages, used in place.
struct ArticleRules::Impl {
  article::Phrases phrases;
  article::MonthNames months;
  article::MetaNames metas;
  article::ClassWords classes, site_phrases, paths;
  article::BlockModel model;
  article::DatelineWords datelines;
  std::string_view month_first;  // language tags, a line each
  std::string_view given_names;  // "name TAB gender", a line each
};

}  // namespace newsline
