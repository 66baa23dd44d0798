#pragma once
#include <string>
#include <string_view>

namespace newsline {

/// For a terminal: control and bidi characters and broken bytes as \x1b or \u{202e}, the rest as it
/// is. `lines`: line ends and tabs stay.
std::string printable(std::string_view text, bool lines = false);
/// Bytes that are no UTF-8 as %FF: a path can be any bytes, JSON cannot.
std::string valid_utf8(std::string_view path);

}  // namespace newsline
