#pragma once
#include <string_view>

namespace newsline::page {

/// Whether a text is markup, told by what it holds: it begins with a tag, says that it is HTML, or has a block's tag every few lines.
/// A text or a Markdown save that shows some tags is not.
bool is_markup(std::string_view text);

}  // namespace newsline::page
