#include "json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/utf8.h"

namespace newsline::write {

void JsonText::new_line() {
  if (!style_.indented) return;
  if (flat_) {
    if (!first_) out_ += ' ';
    return;
  }
  out_ += '\n';
  out_.append(depth_ * 2, ' ');
}

void JsonText::before_value() {
  hand_on();
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (!first_) out_ += ',';
  new_line();
  first_ = false;
}

void JsonText::open(char bracket) {
  before_value();
  out_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonText::close(char bracket) {
  --depth_;
  if (!first_ && !flat_) new_line();
  out_ += bracket;
  first_ = false;
}

void JsonText::key(std::string_view name) {
  before_value();
  out_ += '"';
  out_ += name;
  out_ += style_.indented ? "\": " : "\":";
  after_key_ = true;
}

void JsonText::value(std::string_view text) {
  before_value();
  escape(text);
}

void JsonText::verbatim(std::string_view json) {
  before_value();
  out_ += json;
}

void JsonText::value(bool truth) { verbatim(truth ? "true" : "false"); }

void JsonText::value(std::uint32_t number) {
  char digits[16];
  verbatim({digits, static_cast<std::size_t>(
                        std::to_chars(digits, digits + sizeof digits, number).ptr - digits)});
}

void JsonText::value(double number) {
  // The shortest text of a number of thousandths: the same on every machine.
  char digits[40];
  // A large number has none, and a thousand times it may be no number.
  constexpr double large = 1e15;
  const double finite = std::isfinite(number) ? number : 0;
  const double thousandths = std::abs(finite) < large ? std::round(finite * 1000) / 1000 : finite;
  verbatim({digits, static_cast<std::size_t>(
                        std::to_chars(digits, digits + sizeof digits, thousandths).ptr - digits)});
}

namespace {

void append_unit(std::string& out, std::uint32_t unit) {
  constexpr char hex[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += hex[(unit >> shift) & 0xF];
}

void append_escaped(std::string& out, char32_t c) {
  if (c < 0x10000) {
    append_unit(out, c);
  } else {
    append_unit(out, 0xD800 + ((c - 0x10000) >> 10));
    append_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
  }
}

}  // namespace

namespace {

/// What stands in a string as it is.
constexpr std::array<bool, 256> is_plain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

}  // namespace

void JsonText::escape(std::string_view text) {
  out_ += '"';
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (at - done >= piece && (byte & 0xC0) != 0x80) {
      out_ += text.substr(done, at - done);
      done = at;
      hand_on();
    }
    if (is_plain[byte]) {
      const std::size_t stop = std::min(text.size(), std::max(at + 1, done + piece));
      do ++at;
      while (at < stop && is_plain[static_cast<unsigned char>(text[at])]);
      continue;
    }
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    // A broken byte comes back as U+FFFD of one byte: it is replaced, so that the output is always
    // UTF-8.
    const bool broken = c == 0xFFFD && at - begin == 1;
    if (c >= 0x80 && !broken && !style_.ascii && !acts_on_terminal(c)) continue;
    out_ += text.substr(done, begin - done);
    done = at;
    switch (c) {
      case '"':
        out_ += "\\\"";
        break;
      case '\\':
        out_ += "\\\\";
        break;
      case '\n':
        out_ += "\\n";
        break;
      case '\r':
        out_ += "\\r";
        break;
      case '\t':
        out_ += "\\t";
        break;
      default:
        if (broken && !style_.ascii)
          append_code_point(out_, c);
        else
          append_escaped(out_, c);
    }
  }
  out_ += text.substr(done);
  out_ += '"';
}

}  // namespace newsline::write
