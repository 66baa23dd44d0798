#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page.h"

namespace newsline::page {

/// A page as an export, a feed or a database gives it: what it says of the page, and its story.
/// Everything is UTF-8; what it does not say is empty.
struct SavedPage {
  std::string title, url, site, language, published, modified;  // days as written
  std::vector<std::string> authors;
  std::string html;  // of the story
  // of the story, where there is no HTML: paragraphs are lines, or parted by empty lines
  std::string text;
};

/// The page as HTML that says all this in its head, so that it is read as any other page is. What
/// is too long for a head is left out of it.
std::string as_html(const SavedPage& page);
/// Text as HTML, also inside an attribute's quotation marks.
void append_escaped(std::string& out, std::string_view text);

using Parts = std::optional<PageParts>;

/// The readers of files that hold several pages. Each gives none for bytes of another kind, and
/// throws Error (input.unsupported_type, input.not_text) for bytes of its kind that hold no page.
/// What they give is to be read by parse_page.
Parts news_xml(std::string_view bytes);  // RSS, Atom, NITF, NewsML-G2
// wallabag, Readwise, ...: an array of objects with a body
Parts exported_json(std::string_view bytes);
// a table with a column that holds a body
Parts exported_csv(std::string_view bytes);
/// Whether the first line names the columns of such a table.
bool names_columns(std::string_view head);
Parts database_text(std::string_view bytes);                        // Nexis, Factiva
Parts web_archive(std::string_view bytes);                          // Safari
Parts zipped_pages(std::string_view bytes, std::size_t max_bytes);  // EPUB, a zip file of pages

}  // namespace newsline::page
