#pragma once
#include "newsline/article.h"
#include "stamp.h"
#include "words.h"

namespace newsline {

/// The words of all languages that the room reads, in place.
struct ArticleRules::Inner {
  Phrases phrases;
  MonthNames months;
};

}  // namespace newsline
