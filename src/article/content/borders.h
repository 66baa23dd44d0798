#pragma once
#include <string_view>
#include <vector>

#include "outline.h"

namespace newsline::article {

/// Ends the story where the page's next story begins: at a first-rank heading other than `title`
/// that stands in another <article>, or has a date, a byline or an address of its own.
void keep_one_story(const Page& page, const Outline& outline, std::string_view title,
                    std::vector<bool>& story);

/// Of a long text that occurs twice on the page only the first copy is kept.
void drop_repeats(const Page& page, const Outline& outline, std::vector<bool>& story);

}  // namespace newsline::article
