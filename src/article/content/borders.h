#pragma once
#include <string_view>
#include <vector>

#include "outline.h"

namespace newsline::article {

/// Ends the story where the page's next one begins: one with a first heading of its own, in an article of its own or with a day, a byline or an address of its
/// own. The story's own heading is the one that says `title`.
void keep_one_story(const Page& page, const Outline& outline, std::string_view title, std::vector<bool>& story);

/// Of a long text that occurs twice on the page only the first copy is kept.
void drop_repeats(const Page& page, const Outline& outline, std::vector<bool>& story);

}  // namespace newsline::article
