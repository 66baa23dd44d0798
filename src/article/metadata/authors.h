#pragma once
#include <vector>

#include "head.h"

namespace newsline::article {

/// Fills the article's authors: people where any are named, agencies where only those are. `story`:
/// which blocks are the story; of `article` site and title are read.
void read_authors(const Page& page, const Outline& outline, const Head& head,
                  const std::vector<bool>& story, const ArticleRules::Impl& rules,
                  Article& article);

}  // namespace newsline::article
