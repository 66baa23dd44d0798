#pragma once
#include <string_view>
#include <vector>

#include "outline.h"

namespace newsline::article {

/// Ends the story where the page's next one begins: one with a first heading of its own, in an article of its own or with a day, a byline or an address of its
/// own. The story's own heading is the one that says `title`.
void keep_one_story(const Page& page, const Outline& outline, std::string_view title, std::vector<bool>& story);

/// A long text that stands in two places of the page is told once, where it stands first.
void tell_once(const Page& page, const Outline& outline, std::vector<bool>& story);

}  // namespace newsline::article
