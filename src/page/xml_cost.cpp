#include "xml_cost.h"

#include <libxml/SAX2.h>

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "newsline/error.h"

// What a document would cost libxml2
//
// It compares each attribute of a tag with all before it, looks for a prefix among all namespaces
// that are declared around it, and gives each element the attributes that an ATTLIST names. So the
// tags are looked through first, as libxml2 cuts them also where they are broken: a "<" ends a tag
// and an attribute's value, whatever is missing, and every end tag closes one element.

namespace newsline::page {
namespace {

// Of real ones the most are some twenty.
constexpr std::size_t most_attributes = 250, most_namespaces = 250;

bool begins_name(char c) {
  return ascii::is_letter(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

class Tags {
 public:
  explicit Tags(std::string_view text) : text_(text) {}

  void look_through() {
    while ((at_ = text_.find('<', at_)) < text_.size()) {
      const std::string_view rest = text_.substr(at_, 9);
      if (rest.starts_with("<!--"))
        skip_behind("-->", 4);
      else if (rest == "<![CDATA[")
        skip_behind("]]>", 9);
      else if (rest == "<!DOCTYPE")
        document_type();
      else if (rest.size() > 2 && rest[1] == '?' && begins_name(rest[2]))
        skip_behind("?>", 2);
      else if (rest.size() > 1 && rest[1] == '/')
        close();
      else
        open();
    }
  }

 private:
  void skip_behind(std::string_view mark, std::size_t from) {
    const std::size_t found = text_.find(mark, at_ + from);
    at_ = found == std::string_view::npos ? text_.size() : found + mark.size();
  }
  void document_type() {
    std::size_t end = at_;
    for (; end < text_.size() && text_[end] != '>'; ++end) {
      if (text_[end] == '[')
        throw Error("input.unsupported_type", "an XML file with a DTD of its own");
      if (text_[end] == '"' || text_[end] == '\'')
        end = std::min(text_.find(text_[end], end + 1), text_.size() - 1);
    }
    at_ = end;
  }
  void close() {
    if (!declared_.empty()) {
      in_scope_ -= declared_.back();
      declared_.pop_back();
    }
    at_ += 2;
  }
  void open() {
    std::size_t attributes = 0, namespaces = 0;
    for (++at_; at_ < text_.size() && text_[at_] != '<' && text_[at_] != '>'; ++at_) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        const char ends[] = {c, '<'};
        at_ = std::min(text_.find_first_of({ends, 2}, at_ + 1), text_.size());
        if (at_ == text_.size() || text_[at_] == '<') break;
      } else if (c == '=') {
        ++attributes;
      } else if (c == 'x' && text_.substr(at_, 5) == "xmlns") {
        ++namespaces;
      }
    }
    if (attributes > most_attributes)
      throw Error("input.unsupported_type", "an XML file with hundreds of attributes in one tag");
    const bool ended = at_ < text_.size() && text_[at_] == '>' && text_[at_ - 1] == '/';
    if (ended) return;
    declared_.push_back(static_cast<std::uint8_t>(std::min(namespaces, most_namespaces)));
    in_scope_ += declared_.back();
    if (in_scope_ > most_namespaces)
      throw Error("input.unsupported_type", "an XML file with hundreds of namespaces");
  }

  std::string_view text_;
  std::size_t at_ = 0, in_scope_ = 0;
  std::vector<std::uint8_t> declared_;  // namespaces, by each element that is open
};

}  // namespace

void refuse_slow_xml(std::string_view utf8) { Tags(utf8).look_through(); }

namespace {

// A node, also one of text, takes some 136 bytes; a text takes one behind each element.
constexpr std::size_t free_nodes = 80'000, bytes_of_a_node = 12;

}  // namespace

BoundedTree::BoundedTree(xmlParserCtxt& context, std::size_t bytes,
                         bool (*with_attributes)(std::string_view element))
    : with_attributes_(with_attributes), nodes_left_(free_nodes + bytes / bytes_of_a_node) {
  context._private = this;
  context.sax->startElementNs = open;
  context.sax->comment = nullptr;
  context.sax->processingInstruction = nullptr;
  context.sax->reference = nullptr;
}

void BoundedTree::open(void* context, const xmlChar* name, const xmlChar* prefix,
                       const xmlChar* uri, int namespaces, const xmlChar** declared, int count,
                       int defaulted, const xmlChar** attributes) {
  auto* const parser = static_cast<xmlParserCtxt*>(context);
  auto& self = *static_cast<BoundedTree*>(parser->_private);
  if (!self.with_attributes_(reinterpret_cast<const char*>(name))) count = defaulted = 0;
  const auto nodes = 2 * static_cast<std::size_t>(1 + count + namespaces);
  self.over_ = self.over_ || nodes > self.nodes_left_;
  if (self.over_) return xmlStopParser(parser);
  self.nodes_left_ -= nodes;
  xmlSAX2StartElementNs(context, name, prefix, uri, namespaces, declared, count, defaulted,
                        attributes);
}

void BoundedTree::check() const {
  if (over_) throw Error("input.unsupported_type", "an XML file that is little but tags");
}

}  // namespace newsline::page
