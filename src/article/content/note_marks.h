#pragma once
#include <cstdint>
#include <string_view>

#include "page/page.h"

namespace newsline::article {

/// What an element within a line of the story is, when it is none of its words.
enum class NoteMark : std::uint8_t {
  none,     // words
  heading,  // "[edit]" or "¶" behind the words of a heading: left out
  note,     // the bare number of a footnote: written in brackets, "2019[1]"
  number,   // a raised number behind a number ("10<sup>6</sup>"): kept apart from it
};

/// `before` are the words of the line that stand before the element at `node`.
NoteMark note_mark(const Page& page, std::uint32_t node, bool in_heading, std::string_view before);

}  // namespace newsline::article
