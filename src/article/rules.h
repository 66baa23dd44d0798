#pragma once
#include "block_model.h"
#include "dateline.h"
#include "newsline/article.h"
#include "outline.h"
#include "stamp.h"
#include "words.h"

namespace newsline {

/// The words of all languages that the room reads, in place.
struct ArticleRules::Inner {
  Phrases phrases;
  MonthNames months;
  MetaNames metas;
  ClassWords classes, talk, paths;
  BlockModel model;
  DatelineWords datelines;
  std::string_view month_first;  // language tags, a line each
};

}  // namespace newsline
