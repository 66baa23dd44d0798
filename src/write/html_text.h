#pragma once
// Text and attributes of HTML. What is given went through plain() before: it holds no controls.
#include <string>
#include <string_view>

namespace newsline::write {

inline void append_text(std::string& out, std::string_view words) {
  for (const char c : words) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += c;
    }
  }
}

/// Between double quotes.
inline void append_attribute(std::string& out, std::string_view words) {
  for (const char c : words) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

inline std::string html_text(std::string_view words) {
  std::string out;
  append_text(out, words);
  return out;
}

}  // namespace newsline::write
