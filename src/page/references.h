#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace newsline::page {

/// Decodes the character reference that `text` begins with ("&amp;", "&#8217;", "&eacute") as the
/// HTML standard does and appends its characters, UTF-8. Gives how many bytes it took; where there
/// is no reference the "&" itself is appended and 1 given. Control characters are left out, broken
/// numbers give U+FFFD. In an attribute a name without ";" before "=" or a letter is none.
std::size_t decode_reference(std::string_view text, bool in_attribute, std::string& out);

}  // namespace newsline::page
