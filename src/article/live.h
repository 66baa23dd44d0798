#pragma once
#include <cstdint>
#include <vector>

#include "article/metadata/head.h"

namespace newsline::article {

/// Whether the page is a live blog that went on for days: a post that no stamp dates may be of any
/// of them. Sees the linked data, and what stamp_live_entries found.
bool is_long_running(const Head& head, const Article& article);

/// Gives the paragraphs of a live blog the time of the entry that they stand in; an entry's first
/// paragraph becomes a live_entry. `blocks`: for each paragraph the block that it came from. An
/// entry is one of three elements or more side by side that each hold a <time> and words of the
/// story, or the paragraphs behind a line that begins with a clock time, or below a headline that
/// the linked data lists with its time. `article.published` dates clock times.
void stamp_live_entries(const Page& page, const Outline& outline, const Head& head,
                        const std::vector<bool>& story, const std::vector<std::uint32_t>& blocks,
                        const ArticleRules::Impl& rules, Article& article);

}  // namespace newsline::article
