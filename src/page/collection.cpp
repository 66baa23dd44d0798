#include "collection.h"

#include <algorithm>

#include "base/inflate.h"
#include "charset.h"
#include "newsline/error.h"
#include "page.h"
#include "unpack.h"

namespace newsline {
namespace page {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
}

namespace {

constexpr std::size_t longest_in_head = 2000;  // bytes
constexpr std::size_t head_bytes = 4096;       // enough to see whether it may hold several pages

void append_meta(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty() || value.size() > longest_in_head) return;
  out.append("<meta name=\"").append(name) += "\" content=\"";
  append_escaped(out, value);
  out += "\">";
}

/// Empty lines part paragraphs; where there are none, every line is one.
void append_paragraphs(std::string& out, std::string_view text) {
  const bool parted = text.find("\n\n") != std::string_view::npos;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    const bool blank = line.find_first_not_of(" \t\r") == std::string_view::npos;
    if (open && (blank || !parted)) out += "</p>", open = false;
    if (blank) continue;
    out += open ? " " : "<p>";
    open = true;
    append_escaped(out, line);
  }
  if (open) out += "</p>";
}

}  // namespace

std::string as_html(const SavedPage& page) {
  std::string out = "<!DOCTYPE html><html";
  if (!page.language.empty() && page.language.size() <= longest_in_head) {
    out += " lang=\"";
    append_escaped(out, page.language);
    out += '"';
  }
  out += "><head><meta charset=\"utf-8\"><title>";
  append_escaped(out, page.title.size() <= longest_in_head ? page.title : std::string_view());
  out += "</title>";
  append_meta(out, "og:title", page.title);
  append_meta(out, "og:site_name", page.site);
  append_meta(out, "article:published_time", page.published);
  append_meta(out, "article:modified_time", page.modified);
  for (const std::string& author : page.authors) append_meta(out, "author", author);
  if (!page.url.empty() && page.url.size() <= longest_in_head) {
    out += "<link rel=\"canonical\" href=\"";
    append_escaped(out, page.url);
    out += "\">";
  }
  out += "</head><body><article><h1>";
  append_escaped(out, page.title);
  out += "</h1>";
  if (page.html.empty())
    append_paragraphs(out, page.text);
  else
    out += page.html;
  out += "</article></body></html>";
  return out;
}

}  // namespace page

namespace page {
namespace {

bool is_binary_collection(std::string_view head) {
  return head.starts_with("PK\x03\x04") || head.starts_with("bplist00");
}
/// Whether it begins as UTF-16 or UTF-32, where no word of ASCII is found.
bool is_wide(std::string_view head) {
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ||
         head.substr(0, 4).find('\0') != std::string_view::npos;
}

}  // namespace
}  // namespace page

std::optional<PageParts> page_parts(std::string_view bytes, const PageOptions& options) {
  std::string unpacked;
  bytes = page::unpack(bytes, options.max_bytes, unpacked);
  page::Text text;
  if (!page::is_binary_collection(bytes)) {
    page::as_utf8(bytes, {}, options.charset, text);
    bytes = text.utf8;
  }
  for (page::Parts (*reader)(std::string_view) :
       {page::web_archive, page::news_xml, page::exported_json, page::database_text,
        page::exported_csv})
    if (page::Parts parts = reader(bytes)) return parts;
  return page::zipped_pages(bytes, options.max_bytes);
}

bool may_hold_parts(std::string_view head) {
  std::string unpacked;
  for (int layer = 0; layer < page::most_layers && packing_of(head) != Packing::none; ++layer)
    head = unpacked = unpacked_head(head, page::head_bytes);
  if (page::is_binary_collection(head)) return true;
  page::Text text;
  if (page::is_wide(head)) {
    page::as_utf8(head, {}, {}, text);
    head = text.utf8;
  }
  const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos) return false;
  if (head[first] == '[' || head[first] == '{') return true;
  for (const std::string_view mark :
       {"<rss", "<feed", "<rdf:RDF", "<nitf", "<newsItem", "<newsMessage", "<package", " DOCUMENTS",
        "\nHD ", "\nDocument ", "End of Document"})
    if (head.find(mark) != std::string_view::npos) return true;
  return page::names_columns(head) || head.find(" words\n") != std::string_view::npos ||
         head.find(" words\r") != std::string_view::npos;
}

}  // namespace newsline
