#pragma once
#include <string>
#include <string_view>

namespace newsline::page {

/// A page's bytes as UTF-8.
struct Text {
  std::string owned;      // where the bytes had to be changed
  std::string_view utf8;  // valid, without byte order mark; into `owned` or the input
  std::string charset;    // what the bytes were read as
  bool controls = false;  // holds control characters, noncharacters or NUL
};

/// Byte order mark, then validity of the whole as UTF-8, then what the page or its container (a
/// MIME header) declares, then `fallback`
/// (--charset), then a guess, else windows-1252. A page that says UTF-8 and has few bad bytes is
/// UTF-8, with U+FFFD for them. Throws Error(input.encoding) when `fallback` is no charset.
void as_utf8(std::string_view bytes, std::string_view declared, std::string_view fallback,
             Text& text);

/// Of bytes that are UTF-8 by agreement: what is broken becomes U+FFFD.
void take_utf8(std::string_view bytes, Text& text);

/// NUL becomes U+FFFD. Without `keep_controls` so do noncharacters, vertical tab and form feed
/// become a space, and other control characters but tab and the ends of lines are left out: XML
/// knows none of them.
void scrub(Text& text, bool keep_controls);

}  // namespace newsline::page
