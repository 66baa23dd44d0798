#pragma once
#include <string>
#include <string_view>

#include "article/content/phrases.h"
#include "head.h"
#include "page/page.h"

namespace newsline::article {

/// The name of the site that a page is of: what the page says, else what its parts agree on, else
/// the host of its address; empty where nothing tells. `url` is the page's own, or empty.
std::string read_site(const Page& page, const Head& head, const Phrases& phrases,
                      std::string_view url);

}  // namespace newsline::article
