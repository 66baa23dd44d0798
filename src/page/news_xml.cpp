#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <memory>
#include <new>

#include "base/ascii.h"
#include "charset.h"
#include "collection.h"
#include "libxml2.h"
#include "newsline/error.h"
#include "xml_cost.h"

// Feeds and the XML of the news industry
//
// A document is read by libxml2 without network and without entities or a DTD of its own.
// RSS and Atom give a page for each entry that holds a story whole; a feed of teasers is refused,
// since the pages that it names hold the stories. NITF is one page, a NewsML-G2 message one for
// each news item with a text in it.

namespace newsline::page {
namespace {

constexpr std::size_t head_bytes = 4096;
constexpr std::size_t least_story = 300;  // bytes of a feed's entry that is no teaser
constexpr std::size_t most_pages = 100000;
constexpr std::size_t most_text = std::size_t{16} << 20;

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using Document = std::unique_ptr<xmlDoc, FreeDocument>;
struct FreeContext {
  void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};

/// How many elements lie in each other where a document ends.
std::size_t depth_of_end(const xmlNode* root) {
  std::size_t depth = 0;
  for (const xmlNode* at = root; at; at = at->last)
    if (at->type == XML_ELEMENT_NODE) ++depth;
  return depth;
}

/// Whether anything is asked of an element's attributes.
bool has_attributes(std::string_view element) {
  constexpr std::string_view names[] = {"link",       "content", "feed", "rss",     "RDF",
                                        "date.issue", "pubdata", "nitf", "language"};
  return std::ranges::find(names, element) != std::end(names);
}

/// Reads UTF-8, so that the charsets are those of pages and no library looks for its tables in
/// files. Mistakes are forgiven, but libxml2 leaves out what lies deeper than its bound, and that
/// would go unnoticed.
Document parsed(std::string_view bytes, std::optional<Error>& damage) {
  constexpr std::size_t deepest = 256;
  Text text;
  as_utf8(bytes, {}, {}, text);
  refuse_slow_xml(text.utf8);
  const std::unique_ptr<xmlParserCtxt, FreeContext> context(xmlNewParserCtxt());
  if (!context) throw std::bad_alloc();
  const BoundedTree bounded(*context, text.utf8.size(), has_attributes);
  std::string_view rest = text.utf8;
  Document document(xmlCtxtReadIO(context.get(), read_some, nullptr, &rest, nullptr, "UTF-8",
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                      XML_PARSE_RECOVER | XML_PARSE_IGNORE_ENC));
  if (document && !context->wellFormed &&
      depth_of_end(xmlDocGetRootElement(document.get())) >= deepest)
    throw Error("input.unsupported_type",
                "an XML file whose elements lie more than 256 deep in each other");
  bounded.check();
  // libxml2 tells it last, when it has closed for the file what stood open.
  if (context->errNo == XML_ERR_TAG_NOT_FINISHED)
    damage.emplace("input.read", "it ends before its elements do: what stands behind is lost");
  return document;
}

std::string_view name_of(const xmlNode* node) { return reinterpret_cast<const char*>(node->name); }
bool is_element(const xmlNode* node, std::string_view name) {
  return node->type == XML_ELEMENT_NODE && name_of(node) == name;
}

const xmlNode* child(const xmlNode* node, std::string_view name) {
  for (const xmlNode* at = node ? node->children : nullptr; at; at = at->next)
    if (is_element(at, name)) return at;
  return nullptr;
}
/// The first element of that name below, in the order of the document.
const xmlNode* descendant(const xmlNode* node, std::string_view name) {
  for (const xmlNode* at = node ? node->children : nullptr; at; at = at->next) {
    if (is_element(at, name)) return at;
    if (const xmlNode* found = descendant(at, name)) return found;
  }
  return nullptr;
}
std::string attribute(const xmlNode* node, std::string_view name) {
  for (const xmlAttr* at = node && node->type == XML_ELEMENT_NODE ? node->properties : nullptr; at;
       at = at->next)
    if (reinterpret_cast<const char*>(at->name) == name && at->children && at->children->content)
      return reinterpret_cast<const char*>(at->children->content);
  return {};
}

void append_text(const xmlNode* node, std::string& out) {
  for (const xmlNode* at = node ? node->children : nullptr; at && out.size() < most_text;
       at = at->next) {
    if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) && at->content)
      out += reinterpret_cast<const char*>(at->content);
    else if (at->type == XML_ELEMENT_NODE)
      append_text(at, out);
  }
}
std::string text_of(const xmlNode* node) {
  std::string out;
  append_text(node, out);
  return std::string(ascii::trimmed(out));
}

/// The HTML element that stands for one of NITF or NewsML; empty: its words alone.
std::string_view html_name(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"p", "p"},
      {"hl1", "h2"},
      {"hl2", "h2"},
      {"block", "div"},
      {"ul", "ul"},
      {"ol", "ol"},
      {"li", "li"},
      {"table", "table"},
      {"tr", "tr"},
      {"td", "td"},
      {"th", "th"},
      {"br", "br"},
      {"h1", "h2"},
      {"h2", "h2"},
      {"h3", "h3"},
      {"h4", "h4"},
      {"blockquote", "blockquote"},
      {"bq", "blockquote"},
      {"div", "div"},
      {"pre", "pre"},
      {"media", "figure"},
      {"media-caption", "figcaption"},
      {"figure", "figure"},
      {"figcaption", "figcaption"},
      {"em", "em"},
      {"strong", "strong"}};
  const auto* found =
      std::ranges::find(names, name, &std::pair<std::string_view, std::string_view>::first);
  return found == std::end(names) ? std::string_view() : found->second;
}
/// What is below a node as HTML. The depth is libxml2's to bound.
void append_html(const xmlNode* node, std::string& out) {
  for (const xmlNode* at = node ? node->children : nullptr; at && out.size() < most_text;
       at = at->next) {
    if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) && at->content) {
      append_escaped(out, reinterpret_cast<const char*>(at->content));
    } else if (at->type == XML_ELEMENT_NODE && name_of(at) != "script" && name_of(at) != "style") {
      const std::string_view name = html_name(name_of(at));
      if (!name.empty()) out.append("<").append(name) += '>';
      append_html(at, out);
      if (!name.empty() && name != "br") out.append("</").append(name) += '>';
    }
  }
}
std::string html_of(const xmlNode* node) {
  std::string out;
  append_html(node, out);
  return out;
}

/// "20240305T101500Z", as NITF writes it, with the signs that others want.
std::string iso(std::string stamp) {
  const bool compact = stamp.size() >= 8 && stamp.find_first_not_of("0123456789") >= 8;
  if (!compact) return stamp;
  std::string out;
  const auto part = [&](std::string_view before, std::size_t at, std::size_t size) {
    out.append(before).append(stamp, at, size);
  };
  part("", 0, 4);
  part("-", 4, 2);
  part("-", 6, 2);
  if (stamp.size() < 13 || stamp[8] != 'T') return out;
  part("", 8, 3);
  part(":", 11, 2);
  if (stamp.size() < 15) return out;
  part(":", 13, 2);
  part("", 15, std::string::npos);
  return out;
}

void add_author(SavedPage& page, std::string name) {
  // RSS: "ann@harbor.example (Ann Lee)"
  if (const std::size_t open = name.find('(');
      name.find('@') < open && open != std::string::npos && name.ends_with(')'))
    name = name.substr(open + 1, name.size() - open - 2);
  if (!name.empty() && name.find('@') == std::string::npos) page.authors.push_back(std::move(name));
}

/// The days, names and addresses of an entry of RSS, RDF or Atom.
SavedPage entry(const xmlNode* item) {
  SavedPage page;
  std::string summary;
  for (const xmlNode* at = item->children; at; at = at->next) {
    if (at->type != XML_ELEMENT_NODE) continue;
    const std::string_view name = name_of(at);
    if (name == "title" && page.title.empty())
      page.title = text_of(at);
    else if (name == "link" && page.url.empty() &&
             (attribute(at, "rel").empty() || attribute(at, "rel") == "alternate"))
      page.url = attribute(at, "href").empty() ? text_of(at) : attribute(at, "href");
    else if (name == "pubDate" || name == "published" || name == "date")
      page.published = text_of(at);
    else if (name == "updated" || name == "modified")
      page.modified = text_of(at);
    else if (name == "creator")
      add_author(page, text_of(at));
    else if (name == "author")
      add_author(page, child(at, "name") ? text_of(child(at, "name")) : text_of(at));
    else if (name == "encoded")
      page.html = text_of(at);
    else if (name == "content")
      page.html = attribute(at, "type") == "xhtml" ? html_of(at) : text_of(at);
    else if (name == "description" || name == "summary")
      summary = text_of(at);
  }
  if (page.html.size() < summary.size()) page.html = std::move(summary);
  if (page.published.empty()) page.published = page.modified;
  return page;
}

void read_feed(const xmlNode* node, const SavedPage& feed, std::vector<std::string>& pages) {
  for (const xmlNode* at = node->children; at && pages.size() < most_pages; at = at->next) {
    if (is_element(at, "channel")) read_feed(at, feed, pages);
    if (!is_element(at, "item") && !is_element(at, "entry")) continue;
    SavedPage page = entry(at);
    if (page.html.size() < least_story) continue;
    page.site = feed.site;
    page.language = feed.language;
    pages.push_back(as_html(page));
  }
}

SavedPage nitf(const xmlNode* root) {
  SavedPage page;
  const xmlNode* head = child(root, "head");
  const xmlNode* body = child(root, "body");
  const xmlNode* body_head = child(body, "body.head");
  page.title = text_of(descendant(body_head, "hl1"));
  if (page.title.empty()) page.title = text_of(descendant(body_head, "hedline"));
  if (page.title.empty()) page.title = text_of(child(head, "title"));
  page.published = iso(attribute(descendant(head, "date.issue"), "norm"));
  if (page.published.empty())
    page.published = iso(attribute(descendant(head, "pubdata"), "date.publication"));
  page.site = attribute(descendant(head, "pubdata"), "name");
  if (page.site.empty()) page.site = text_of(descendant(body_head, "distributor"));
  for (const xmlNode* at = body_head ? body_head->children : nullptr; at; at = at->next)
    if (is_element(at, "byline"))
      add_author(page, text_of(descendant(at, "person") ? descendant(at, "person") : at));
  page.html = html_of(child(body, "body.content"));
  return page;
}

SavedPage news_item(const xmlNode* item) {
  SavedPage page;
  const xmlNode* meta = child(item, "itemMeta");
  const xmlNode* content = child(item, "contentMeta");
  const xmlNode* set = child(item, "contentSet");
  if (const xmlNode* inner = descendant(set, "nitf")) page = nitf(inner);
  if (const std::string headline = text_of(child(content, "headline")); !headline.empty())
    page.title = headline;
  if (page.title.empty()) page.title = text_of(child(meta, "title"));
  if (const std::string created = text_of(child(meta, "versionCreated")); !created.empty())
    page.published = created;
  if (page.published.empty()) page.published = text_of(child(content, "contentCreated"));
  if (page.site.empty()) page.site = text_of(descendant(child(meta, "provider"), "name"));
  page.language = attribute(child(content, "language"), "tag");
  if (page.authors.empty())
    for (const xmlNode* at = content ? content->children : nullptr; at; at = at->next) {
      if (is_element(at, "creator"))
        add_author(page, text_of(child(at, "name")));
      else if (is_element(at, "by"))
        add_author(page, text_of(at));
    }
  if (page.html.empty())
    if (const xmlNode* body = descendant(set, "body")) page.html = html_of(body);
  if (page.html.empty()) page.html = html_of(child(set, "inlineXML"));
  if (page.html.empty()) page.text = text_of(child(set, "inlineData"));
  return page;
}

void read_items(const xmlNode* node, std::vector<std::string>& pages) {
  for (const xmlNode* at = node; at && pages.size() < most_pages; at = at->next) {
    if (is_element(at, "newsItem")) {
      if (const SavedPage page = news_item(at); !page.html.empty() || !page.text.empty())
        pages.push_back(as_html(page));
    } else if (at->type == XML_ELEMENT_NODE) {
      read_items(at->children, pages);
    }
  }
}

/// Whether the root is one of these; a story inside may be HTML.
bool names_news(std::string_view head) {
  const std::size_t html = std::min(head.find("<html"), head.find("<HTML"));
  for (const std::string_view root :
       {"<rss ", "<rss>", "<feed ", "<feed>", "<rdf:RDF", "<nitf ", "<nitf>", "<newsItem ",
        "<newsItem>", "<newsMessage ", "<newsMessage>"})
    if (const std::size_t at = head.find(root); at != std::string_view::npos && at < html)
      return true;
  return false;
}

}  // namespace

Parts news_xml(std::string_view bytes) {
  const std::size_t first = bytes.substr(0, head_bytes).find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos || bytes[first] != '<' ||
      !names_news(bytes.substr(0, head_bytes)))
    return std::nullopt;
  if (bytes.substr(0, head_bytes).find("<!ENTITY") != std::string_view::npos)
    throw Error("input.unsupported_type", "an XML file that defines entities of its own");
  bytes.remove_prefix(bytes.starts_with("\xEF\xBB\xBF") ? 0 : first);
  LibXml2 libxml2;
  std::optional<Error> damage;
  const Document document = parsed(bytes, damage);
  libxml2.check();
  const xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  std::vector<std::string> pages;
  if (root) {
    const std::string_view name = name_of(root);
    const xmlNode* channel = child(root, "channel") ? child(root, "channel") : root;
    SavedPage feed;
    feed.site = text_of(child(channel, "title"));
    feed.language = text_of(child(channel, "language"));
    if (feed.language.empty()) feed.language = attribute(root, "lang");
    // They stand in every page.
    constexpr std::size_t longest_site = 300, longest_language = 40;
    if (feed.site.size() > longest_site) feed.site.clear();
    if (feed.language.size() > longest_language) feed.language.clear();
    if (name == "rss" || name == "feed" || name == "RDF")
      read_feed(root, feed, pages);
    else if (name == "nitf")
      pages.push_back(as_html(nitf(root)));
    else
      read_items(root, pages);
  }
  if (pages.size() == most_pages && !damage)
    damage.emplace("input.read", "100,000 pages, and what stands behind them is lost");
  if (pages.empty())
    throw Error("input.unsupported_type",
                "a feed or news file without a whole story in it: save the pages that it names");
  return PageParts{std::move(pages), std::move(damage)};
}

}  // namespace newsline::page
