#pragma once
#include <vector>

#include "head.h"

namespace newsline::article {

/// Fills published and modified from all that the page says, by a vote. `story`: which blocks are
/// the story.
void read_published(const Page& page, const Outline& outline, const Head& head,
                    const std::vector<bool>& story, const ArticleRules::Impl& rules,
                    Article& article);

}  // namespace newsline::article
