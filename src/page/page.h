#pragma once
// The page as data: a flat tree of nodes in the order of the text.
//
//     <p>The <b>ferry</b> sank</p>    p, text "The ", b, text "ferry", text " sank"
// Each node knows its parent and where its subtree ends, so that a walk is one loop over a vector;
// names and texts point into one store of bytes. Parsing is libxml2's, behind a pass that cleans
// the markup; depth, nodes and bytes are bounded.
// What it does not do: tell the story from what is around it (article).
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsline/error.h"

namespace newsline {

struct PageOptions {
  std::size_t max_bytes = std::size_t{64} << 20;  // of the input and of what it inflates to
  // for pages that do not declare theirs (--charset)
  std::string charset;
};

/// The elements that later stages distinguish; every other one is `other`.
enum class Tag : std::uint8_t {
  text,  // not an element: a run of text
  other,
  html,
  head,
  body,
  title,
  meta,
  link,
  base,
  article,
  main,
  section,
  header,
  footer,
  nav,
  aside,
  div,
  p,
  span,
  a,
  b,
  strong,
  i,
  em,
  small,
  sub,
  sup,
  mark,
  br,
  hr,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  ul,
  ol,
  li,
  dl,
  dt,
  dd,
  table,
  thead,
  tbody,
  tfoot,
  tr,
  td,
  th,
  caption,
  blockquote,
  q,
  cite,
  pre,
  code,
  figure,
  figcaption,
  img,
  picture,
  video,
  audio,
  time,
  address,
  form,
  button,
  input,
  select,
  option,
  label,
  fieldset,
  details,
  summary,
  dialog,
  menu,
  abbr,
  ins,
  del,
  s,
  u,
  font,
  center,
  hgroup
};

/// The attributes that later rooms read; the clean pass drops every other one. hidden, itemscope
/// and pubdate without a value have their name as value, so that attr() shows whether they are
/// there. Values are cut (content at 32 KB, others at 2 KB); style is only kept when it speaks of
/// display or visibility.
enum class Attr : std::uint8_t {
  id,
  class_,
  href,
  rel,
  name,
  property,
  content,
  itemprop,
  itemtype,
  itemscope,
  lang,
  datetime,
  role,
  aria_label,
  aria_hidden,
  hidden,
  style,
  type,
  title,
  // data_time: data-time, data-timestamp, data-date and the like, in the page's own order
  alt,
  src,
  http_equiv,
  charset,
  pubdate,
  data_time
};

/// One element or run of text. Nodes stand in document order: the children of node i are found
/// between i + 1 and `end`, and nodes[child].end is the next sibling. No recursion is needed,
/// whatever the depth. No run of text is empty; outside pre its white space is one space, and none
/// at the borders of blocks.
struct Node {
  Tag tag = Tag::other;
  std::uint8_t attributes = 0;  // how many
  std::uint32_t parent = 0;     // the root is its own parent
  std::uint32_t end = 0;        // one past the last descendant
  // text: its first byte in Page::text; element: its first attribute in Page::attributes
  std::uint32_t first = 0;
  std::uint32_t size = 0;  // text: bytes
};
struct Attribute {
  Attr name = Attr::id;
  std::uint32_t begin = 0, size = 0;  // of the value, in Page::text
};

/// A page as any parser leaves it, whatever library read it: a flat tree over one UTF-8 buffer.
/// Plain text saves (and text records) have no nodes: `text` is the whole of it, as it came.
struct Page {
  enum class Kind : std::uint8_t { html, text };
  Kind kind = Kind::html;
  // UTF-8; the words of the text nodes and the values of the attributes, entities decoded
  std::string text;
  std::vector<Node> nodes;  // nodes[0] is the root
  std::vector<Attribute> attributes;
  // the content of each <script type="application/ld+json">, UTF-8, as it stood
  std::vector<std::string> json_ld;
  // where paragraphs hold little: JSON values of the page's scripts that may hold the story,
  // perhaps broken
  std::vector<std::string> state;
  std::string url;        // of an MHTML save; empty otherwise
  std::string charset;    // what the bytes were read as
  std::size_t bytes = 0;  // of the input, inflated

  std::string_view words(const Node& node) const {
    return std::string_view(text).substr(node.first, node.size);
  }
  std::string_view value(const Attribute& a) const {
    return std::string_view(text).substr(a.begin, a.size);
  }
  /// The value of an attribute; empty when the element has none.
  std::string_view attr(const Node& node, Attr name) const {
    for (std::uint32_t i = 0; node.tag != Tag::text && i < node.attributes; ++i)
      if (attributes[node.first + i].name == name) return value(attributes[node.first + i]);
    return {};
  }
};

/// Bytes of a saved page, as they lie in the file (HTML, XHTML, MHTML, Safari's web archive, NITF,
/// plain text or Markdown, each also gzip or zstd), made into a Page. Its kind is found by its
/// content, not its name. Throws Error: input.empty, input.not_text, input.too_large,
/// input.decompress, input.decompress_limit, input.unsupported_type, input.encoding.
Page parse_page(std::string_view bytes, const PageOptions& options = {});
/// The bytes of a file without gzip or zstd around them, as parse_page unpacks them; in `owned`, or
/// the input. Throws Error: input.too_large, input.decompress, input.decompress_limit.
std::string_view unpacked_bytes(std::string_view bytes, std::size_t max_bytes, std::string& owned);
/// The pages of a file that holds several, each to be given to parse_page.
struct PageParts {
  std::vector<std::string> pages;
  std::optional<Error> damage = {};  // why these are not all: it is cut off, or broken in places
};
/// Those of a feed with whole stories, NewsML-G2, an export of a read-later service, a download of
/// a press database, an EPUB, a zip file of pages; parse_page also takes such a file with one. None
/// for every other file. Throws Error as parse_page does.
std::optional<PageParts> page_parts(std::string_view bytes, const PageOptions& options = {});
/// Whether a file that begins so may be one of these, also packed.
bool may_hold_parts(std::string_view head);
/// UTF-8 text that is known to be HTML (a record's "html").
Page parse_html(std::string_view utf8, const PageOptions& options = {});
/// Text that is taken verbatim (a record's "text"): offsets refer to it unchanged.
Page text_page(std::string text);

}  // namespace newsline
