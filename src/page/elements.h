#pragma once
#include <cstdint>
#include <string_view>

#include "page.h"

namespace newsline::page {

/// What the HTML standard says of an element, as far as cleaning needs it.
enum Trait : std::uint32_t {
  is_void = 1,   // has no end tag
  is_block = 2,  // parts words; starting it closes an open p where `closes_p` says so
  closes_p = 4,
  is_raw = 8,           // holds text, never tags; dropped with what it holds
  is_skipped = 16,      // dropped with all that it holds: svg, template
  is_unused = 32,       // dropped itself, what it holds stays
  in_head = 64,         // may stand in the head
  is_scope = 128,       // end tags do not reach across it: a table cell, a button
  is_formatting = 256,  // a, b, i: an end tag closes it even across blocks
  is_heading = 512,
  keeps_space = 1024,  // pre
  breaks_out = 2048,   // ends an svg that was left open
};

struct Element {
  std::string_view name;
  Tag tag = Tag::other;
  std::uint32_t traits = 0;
};

/// The element of a lower-case name; null for one that HTML does not know.
const Element* find_element(std::string_view name) noexcept;

/// The attribute that a lower-case name stands for, when later rooms read it.
struct AttributeName {
  std::string_view name;
  Attr attr = Attr::id;
};
const AttributeName* find_attribute(std::string_view name) noexcept;
std::string_view name_of(Attr attr) noexcept;

}  // namespace newsline::page
