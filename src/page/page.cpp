#include "newsline/page.h"

namespace newsline {
Page parse_page(std::string_view bytes, const PageOptions&) { return text_page(std::string(bytes)); }
Page parse_html(std::string_view utf8, const PageOptions&) { return text_page(std::string(utf8)); }
Page text_page(std::string text) {
  Page page;
  page.kind = Page::Kind::text;
  page.bytes = text.size();
  page.text = std::move(text);
  return page;
}
}  // namespace newsline
