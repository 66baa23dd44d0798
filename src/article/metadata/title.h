#pragma once
#include <string>
#include <string_view>

#include "article/content/outline.h"
#include "head.h"
#include "page/page.h"

namespace newsline::article {

/// The title of a page's story as its readers see it; empty where nothing names it.
std::string read_title(const Page& page, const Outline& outline, const Head& head,
                       std::string_view site);

}  // namespace newsline::article
