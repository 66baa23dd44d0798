#include "printable.h"

#include "utf8.h"

namespace newsline {

namespace {

constexpr char hex[] = "0123456789abcdef";

void append_byte(std::string& out, std::string_view prefix, char byte) {
  out += prefix;
  out += hex[static_cast<unsigned char>(byte) >> 4];
  out += hex[static_cast<unsigned char>(byte) & 0xF];
}

void append_wide(std::string& out, char32_t c) {
  out += "\\u{";
  for (int shift = c > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) out += hex[(c >> shift) & 0xF];
  out += '}';
}

}  // namespace

std::string printable(std::string_view text, bool lines) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == 0xFFFD && at - begin == 1)
      append_byte(out, "\\x", text[begin]);
    else if (!acts_on_terminal(c) || (lines && (c == '\n' || c == '\t')))
      out += text.substr(begin, at - begin);
    else if (c < 0x80)
      append_byte(out, "\\x", text[begin]);
    else
      append_wide(out, c);
  }
  return out;
}

std::string valid_utf8(std::string_view path) {
  std::string out;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(path, at);
    if (c == 0xFFFD && at - begin == 1)
      append_byte(out, "%", path[begin]);
    else
      out += path.substr(begin, at - begin);
  }
  return out;
}

}  // namespace newsline
