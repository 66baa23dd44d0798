#include "tree.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>

#include "elements.h"
#include "libxml2.h"

namespace newsline::page {
namespace {

std::string_view view(const xmlChar* name) { return reinterpret_cast<const char*>(name); }

/// libxml2's events, straight into the flat tree of page.h: no DOM is built, nothing is copied
/// twice.
class Builder {
 public:
  explicit Builder(Page& page) : page_(page) {}

  void open(const xmlChar* name, int count, const xmlChar** attributes) {
    const Element* element = find_element(view(name));
    Node node;
    node.tag = element ? element->tag : Tag::other;
    node.parent = current_;
    node.first = position(page_.attributes.size());
    // name, prefix, URI, begin and end of the value
    for (int i = 0; i < count; ++i) add(attributes + i * 5);
    node.attributes = static_cast<std::uint8_t>(page_.attributes.size() - node.first);
    current_ = position(page_.nodes.size());
    page_.nodes.push_back(node);
  }

  /// Whatever is still open: nothing, unless libxml2 gave up.
  void finish() {
    while (!page_.nodes.empty() && page_.nodes.front().end == 0) close();
  }

  void close() {
    Node& node = page_.nodes[current_];
    node.end = position(page_.nodes.size());
    current_ = node.parent;
  }

  // Words come in pieces: at a reference, at the end of libxml2's buffer.
  void words(const xmlChar* begin, int size) {
    const bool goes_on = page_.nodes.size() > current_ + 1 && page_.nodes.back().tag == Tag::text &&
                         page_.nodes.back().parent == current_ &&
                         page_.nodes.back().first + page_.nodes.back().size == page_.text.size();
    if (!goes_on) {
      Node node;
      node.tag = Tag::text;
      node.parent = current_;
      node.first = position(page_.text.size());
      node.end = position(page_.nodes.size() + 1);
      page_.nodes.push_back(node);
    }
    page_.text.append(reinterpret_cast<const char*>(begin), static_cast<std::size_t>(size));
    page_.nodes.back().size += static_cast<std::uint32_t>(size);
  }

 private:
  static std::uint32_t position(std::size_t at) { return static_cast<std::uint32_t>(at); }

  void add(const xmlChar** attribute) {
    std::string_view name = view(attribute[0]);
    if (name.starts_with("data-time")) name = "data-time";
    const AttributeName* known = find_attribute(name);
    if (!known) return;
    const auto size = static_cast<std::size_t>(attribute[4] - attribute[3]);
    page_.attributes.push_back({known->attr, position(page_.text.size()), position(size)});
    page_.text.append(reinterpret_cast<const char*>(attribute[3]), size);
  }

  Page& page_;
  std::uint32_t current_ = 0;
};

void start_element(void* builder, const xmlChar* name, const xmlChar*, const xmlChar*, int,
                   const xmlChar**, int count, int, const xmlChar** attributes) {
  static_cast<Builder*>(builder)->open(name, count, attributes);
}
void end_element(void* builder, const xmlChar*, const xmlChar*, const xmlChar*) {
  static_cast<Builder*>(builder)->close();
}
void characters(void* builder, const xmlChar* begin, int size) {
  static_cast<Builder*>(builder)->words(begin, size);
}

struct Free {
  void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};

}  // namespace

void read_tree(const Cleaned& cleaned, Page& page) {
  LibXml2 libxml2;
  page.text.reserve(cleaned.markup.size());
  page.nodes.reserve(cleaned.elements + cleaned.texts);
  page.attributes.reserve(cleaned.attributes);
  Builder builder(page);
  xmlSAXHandler events{};
  events.initialized = XML_SAX2_MAGIC;
  events.startElementNs = start_element;
  events.endElementNs = end_element;
  events.characters = events.ignorableWhitespace = characters;
  std::string_view rest = cleaned.markup;
  const std::unique_ptr<xmlParserCtxt, Free> context(
      xmlCreateIOParserCtxt(&events, &builder, read_some, nullptr, &rest, XML_CHAR_ENCODING_UTF8));
  if (!context) throw std::bad_alloc();
  // NOENT: else the "&amp;" of a value comes as "&#38;". There are no entities but XML's own, since
  // the clean pass writes no DTD.
  xmlCtxtUseOptions(context.get(), XML_PARSE_NOENT | XML_PARSE_HUGE | XML_PARSE_NONET |
                                       XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  xmlParseDocument(context.get());
  libxml2.check();
  builder.finish();
  assert(context->wellFormed);  // the clean pass writes nothing else
}

}  // namespace newsline::page
