#pragma once
#include <libxml/parser.h>

#include <cstddef>
#include <string_view>

namespace newsline::page {

/// Throws Error("input.unsupported_type") for XML that libxml2 would read in a time that grows
/// with the square of its size: hundreds of attributes in one tag or of namespaces at one place,
/// and attributes that a DTD of its own gives to elements.
void refuse_slow_xml(std::string_view utf8);

/// Holds what libxml2 builds of a document within a measure of its bytes: elements of four bytes
/// take thirty times as much. It leaves out what nobody asks for: comments, instructions,
/// references to unknown entities, and the attributes of elements that are not in
/// `with_attributes`.
class BoundedTree {
 public:
  /// `context` is for one document of so many bytes and outlives this.
  BoundedTree(xmlParserCtxt& context, std::size_t bytes,
              bool (*with_attributes)(std::string_view element));
  /// Throws Error("input.unsupported_type") where it was more; then it was not read to its end.
  void check() const;
  BoundedTree(const BoundedTree&) = delete;
  BoundedTree& operator=(const BoundedTree&) = delete;

 private:
  static void open(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri,
                   int namespaces, const xmlChar** declared, int count, int defaulted,
                   const xmlChar** attributes);
  bool (*with_attributes_)(std::string_view element);
  std::size_t nodes_left_;
  bool over_ = false;
};

}  // namespace newsline::page
