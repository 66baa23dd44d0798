#include "kind.h"

#include <algorithm>
#include <array>

#include "elements.h"

namespace newsline::page {
namespace {

constexpr std::size_t sample_bytes = std::size_t{64} << 10;
constexpr std::size_t bytes_a_block = 300;  // markup has a block's tag at least that often

/// The element of the tag that `text` begins with ("<p>", "</div>"); null when it begins with none.
const Element* tag_at(std::string_view text) {
  std::size_t at = text.starts_with("</") ? 2 : 1;
  std::array<char, 16> name{};
  std::size_t size = 0;
  for (; at < text.size() && size < name.size(); ++at) {
    const char c = text[at] >= 'A' && text[at] <= 'Z' ? static_cast<char>(text[at] + 32) : text[at];
    if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) break;
    name[size++] = c;
  }
  if (at == text.size() || (text[at] != '>' && text[at] != '/' && text[at] != ' ' && text[at] != '\n' && text[at] != '\t' && text[at] != '\r')) return nullptr;
  return find_element({name.data(), size});
}

}  // namespace

bool is_markup(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\f");
  if (first == std::string_view::npos) return false;
  text = text.substr(0, std::max(first, sample_bytes));
  if (text[first] == '<' && first + 1 < text.size() && (text[first + 1] == '!' || text[first + 1] == '?' || tag_at(text.substr(first)))) return true;
  std::size_t blocks = 0;
  for (std::size_t at = text.find('<', first); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const Element* element = tag_at(text.substr(at));
    if (!element) continue;
    if (element->tag == Tag::html || element->tag == Tag::body) return true;
    blocks += (element->traits & is_block) != 0;
  }
  return blocks > 0 && blocks * bytes_a_block >= text.size();
}

}  // namespace newsline::page
