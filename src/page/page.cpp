#include "page.h"

#include <algorithm>
#include <optional>

#include "charset.h"
#include "clean.h"
#include "kind.h"
#include "mhtml.h"
#include "newsline/error.h"
#include "tree.h"
#include "unpack.h"

namespace newsline {
namespace {

constexpr std::size_t head_bytes = 4096;  // enough to see whether a file may hold several pages

void read_markup(page::Text& text, Page& page) {
  page::scrub(text, false);
  page::Cleaned cleaned = page::clean(text.utf8);
  page::read_tree(cleaned, page);
  page.json_ld = std::move(cleaned.json_ld);
  page.state = std::move(cleaned.state);
}

/// Offsets have 32 bits, and entities and charsets may make a text longer: a page that comes near
/// is refused, whatever the options allow.
constexpr std::size_t most_text = std::size_t{3} << 30;

void refuse_huge(std::size_t bytes, const PageOptions& options) {
  const std::size_t most = std::min(options.max_bytes, most_text);
  if (bytes > most)
    throw Error("input.too_large", std::to_string(bytes) + " bytes, more than " +
                                       std::to_string(most) +
                                       " (--max-bytes; never more than 3 GiB)");
}

void refuse_blank(std::string_view bytes) {
  if (page::is_blank(bytes))
    throw Error("input.empty", bytes.empty() ? "the file is empty" : "nothing but white space");
}

/// The page within a MIME message, in `part`; other bytes as they are.
std::string_view open_message(std::string_view bytes, std::optional<page::Part>& part) {
  if (!page::is_mime(bytes)) return bytes;
  part = page::page_of_mime(bytes);
  if (!part) throw Error("input.unsupported_type", "a MIME message without a page in it");
  return part->bytes;
}

}  // namespace

std::string_view unpacked_bytes(std::string_view bytes, std::size_t max_bytes, std::string& owned) {
  return page::unpack(bytes, std::min(max_bytes, most_text), owned);
}

Page parse_page(std::string_view bytes, const PageOptions& options) {
  Page page;
  std::string unpacked;
  bytes = unpacked_bytes(bytes, options.max_bytes, unpacked);
  page.bytes = bytes.size();
  refuse_blank(bytes);
  std::string only;
  if (may_hold_parts(bytes.substr(0, head_bytes)))
    if (std::optional<PageParts> parts = page_parts(bytes, options)) {
      if (parts->pages.size() > 1)
        throw Error("input.unsupported_type",
                    std::to_string(parts->pages.size()) +
                        " pages in one file, where one is read: give it as a file of its own");
      if (parts->damage) throw Error(*parts->damage);
      bytes = only = std::move(parts->pages.front());
    }
  page::refuse_known_types(bytes);
  std::optional<page::Part> part;
  bytes = open_message(bytes, part);
  if (part) page.url = part->url;

  page::Text text;
  page::as_utf8(bytes, part ? std::string_view(part->charset) : std::string_view(), options.charset,
                text);
  refuse_blank(text.utf8);
  if (text.utf8.size() > most_text) refuse_huge(text.utf8.size(), options);
  page.charset = text.charset;
  if (page::is_markup(text.utf8)) {
    page::refuse_feed(text.utf8);
    read_markup(text, page);
    return page;
  }
  if (page::is_binary(text.utf8))
    throw Error("input.not_text", "not a text: neither a page nor a text save");
  page::scrub(text, true);
  page.kind = Page::Kind::text;
  page.text =
      text.utf8.data() == text.owned.data() ? std::move(text.owned) : std::string(text.utf8);
  return page;
}

Page parse_html(std::string_view utf8, const PageOptions& options) {
  refuse_huge(utf8.size(), options);
  refuse_blank(utf8);
  Page page;
  page.bytes = utf8.size();
  page::Text text;
  page::take_utf8(utf8, text);
  page.charset = text.charset;
  read_markup(text, page);
  return page;
}

Page text_page(std::string text) {
  refuse_huge(text.size(), {.max_bytes = most_text, .charset = {}});
  Page page;
  page.kind = Page::Kind::text;
  page.bytes = text.size();
  page.text = std::move(text);
  return page;
}

}  // namespace newsline
