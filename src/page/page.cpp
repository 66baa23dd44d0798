#include "newsline/page.h"

#include "charset.h"
#include "clean.h"
#include "kind.h"
#include "tree.h"

namespace newsline {
namespace {

void read_markup(std::string_view utf8, Page& page) {
  page::Cleaned cleaned = page::clean(utf8);
  page::read_tree(cleaned, page);
  page.json_ld = std::move(cleaned.json_ld);
  page.state = std::move(cleaned.state);
}

}  // namespace

Page parse_page(std::string_view bytes, const PageOptions& options) {
  page::Text text;
  page::as_utf8(bytes, {}, options.charset, text);
  if (!page::is_markup(text.utf8)) return text_page(std::string(text.utf8));
  Page page;
  page.bytes = bytes.size();
  page.charset = text.charset;
  read_markup(text.utf8, page);
  return page;
}

Page parse_html(std::string_view utf8, const PageOptions& options) { return parse_page(utf8, options); }

Page text_page(std::string text) {
  Page page;
  page.kind = Page::Kind::text;
  page.bytes = text.size();
  page.text = std::move(text);
  return page;
}

}  // namespace newsline
