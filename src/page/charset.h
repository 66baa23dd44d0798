#pragma once
#include <string>
#include <string_view>

namespace newsline::page {

/// A page's bytes as UTF-8.
struct Text {
  std::string owned;        // where the bytes had to be changed
  std::string_view utf8;    // valid, without byte order mark; no control character but tab and the ends of lines; into `owned` or the input
  std::string charset;      // what the bytes were read as
};

/// Byte order mark, then validity of the whole as UTF-8, then what the page declares, then `fallback` (--charset), then a guess, else
/// windows-1252. A page that says UTF-8 and has few bad bytes is UTF-8. Throws Error(input.encoding) when `fallback` is no charset.
/// `declared`: by the container (a MIME header); empty: not.
void as_utf8(std::string_view bytes, std::string_view declared, std::string_view fallback, Text& text);

}  // namespace newsline::page
