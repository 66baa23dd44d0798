#pragma once
#include <string_view>

namespace newsline::page {

/// Whether a text is markup, by its content: it begins with a tag, says that it is HTML, or has a
/// block's tag every few lines. A text or a Markdown save that shows some tags is not.
bool is_markup(std::string_view text);

/// Throws Error for what is neither a page nor a text, with what to do instead: input.not_text for
/// a PDF, an office file, a picture, a program; input.unsupported_type for texts that wrap others
/// (WARC, RTF).
void refuse_known_types(std::string_view bytes);

/// Throws Error(input.unsupported_type) for markup that is an RSS or Atom feed or a site map.
void refuse_feed(std::string_view text);

/// Whether bytes in a charset of single or several bytes hold more control characters than any text
/// does.
bool is_binary(std::string_view bytes);

/// White space and a byte order mark at most.
bool is_blank(std::string_view bytes);

}  // namespace newsline::page
