// Any bytes give a Page that keeps its promises, or an Error; never a crash.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "newsline/error.h"
#include "page/page.h"
#include "targets.h"

namespace newsline::fuzz {
namespace {

void check_node(const Page& page, std::uint32_t i) {
  const Node& node = page.nodes[i];
  demand(node.end > i && node.end <= page.nodes.size());
  demand(i == 0 ? node.parent == 0 : node.parent < i && page.nodes[node.parent].end >= node.end);
  if (node.tag == Tag::text) {
    demand(node.end == i + 1 && std::size_t{node.first} + node.size <= page.text.size() &&
           is_utf8(page.words(node)));
    return;
  }
  demand(std::size_t{node.first} + node.attributes <= page.attributes.size());
}

void check(const Page& page) {
  demand(is_utf8(page.text));
  demand((page.kind == Page::Kind::html) == !page.nodes.empty());
  for (std::uint32_t i = 0; i < page.nodes.size(); ++i) check_node(page, i);
  for (const Attribute& a : page.attributes)
    demand(std::size_t{a.begin} + a.size <= page.text.size() && is_utf8(page.value(a)));
  for (const std::string& json : page.json_ld) demand(is_utf8(json));
  for (const std::string& json : page.state) demand(is_utf8(json));
}

}  // namespace

void page(std::string_view bytes) {
  PageOptions options;
  options.max_bytes = std::size_t{4} << 20;
  try {
    check(parse_page(bytes, options));
  } catch (const Error&) {
  }
  try {
    check(parse_html(bytes, options));
  } catch (const Error&) {
  }
}

}  // namespace newsline::fuzz
