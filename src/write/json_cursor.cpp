// JSON's grammar (RFC 8259), one function for each kind of value.
//
//     {"id": "e1", "n": [1, 2]}    object(member): "id", then string(); "n", then array(item)
// No tree is built: a chronology of 400,000 events is read in the memory of one event. Each
// function checks what it passes; skip() does so too.
// What it does not do: convert numbers, or forgive commas and comments.
#include "json_cursor.h"

#include "base/ascii.h"
#include "base/find_byte.h"
#include "base/utf8.h"
#include "newsline/error.h"

namespace newsline::write {

void JsonCursor::broken() { throw Error("record.json", "broken JSON"); }

JsonCursor::Kind JsonCursor::kind() {
  space();
  if (at_ >= bytes_.size()) {
    broken();
  }
  switch (bytes_[at_]) {
    case '{':
      return Kind::object;
    case '[':
      return Kind::array;
    case '"':
      return Kind::string;
    case 't':
    case 'f':
      return Kind::boolean;
    case 'n':
      return Kind::null;
    default:
      return Kind::number;
  }
}

void JsonCursor::word(std::string_view text) {
  if (bytes_.substr(at_, text.size()) != text) {
    broken();
  }
  at_ += text.size();
}

bool JsonCursor::boolean() {
  space();
  const bool truth = at_ < bytes_.size() && bytes_[at_] == 't';
  word(truth ? "true" : "false");
  return truth;
}

void JsonCursor::digits() {
  const std::size_t begin = at_;
  while (at_ < bytes_.size() && ascii::is_digit(bytes_[at_])) {
    ++at_;
  }
  if (at_ == begin) {
    broken();
  }
}

std::string_view JsonCursor::number() {
  space();
  const std::size_t begin = at_;
  const auto next = [&](char c) { return at_ < bytes_.size() && bytes_[at_] == c; };
  if (next('-')) {
    ++at_;
  }
  if (next('0')) {
    ++at_;
  } else {
    digits();
  }
  if (next('.')) {
    ++at_;
    digits();
  }
  if (next('e') || next('E')) {
    ++at_;
    if (next('+') || next('-')) {
      ++at_;
    }
    digits();
  }
  return bytes_.substr(begin, at_ - begin);
}

/// Four hexadecimal digits.
std::uint32_t JsonCursor::unit() {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    const char c = at_ < bytes_.size() ? bytes_[at_] : ' ';
    if (ascii::is_digit(c)) {
      value = value * 16 + static_cast<std::uint32_t>(c - '0');
    } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') {
      value = value * 16 + static_cast<std::uint32_t>((c | 0x20) - 'a') + 10;
    } else {
      broken();
    }
  }
  return value;
}

void JsonCursor::escape(std::string& into) {
  constexpr std::uint32_t high = 0xD800, low = 0xDC00, last = 0xDFFF;
  const char c = at_ < bytes_.size() ? bytes_[at_++] : ' ';
  switch (c) {
    case '"':
    case '\\':
    case '/':
      into += c;
      return;
    case 'b':
      into += '\b';
      return;
    case 'f':
      into += '\f';
      return;
    case 'n':
      into += '\n';
      return;
    case 'r':
      into += '\r';
      return;
    case 't':
      into += '\t';
      return;
    case 'u':
      break;
    default:
      broken();
  }
  std::uint32_t code = unit();
  if (code >= low && code <= last) {
    broken();
  }
  if (code >= high && code < low) {
    word("\\u");
    const std::uint32_t second = unit();
    if (second < low || second > last) {
      broken();
    }
    code = 0x10000 + ((code - high) << 10) + (second - low);
  }
  append_code_point(into, code);
}

std::size_t JsonCursor::plain_end() const {
  return find_byte(bytes_, at_, [](auto c) { return (c == '"') | (c == '\\') | (c < 0x20); });
}

std::string JsonCursor::string() {
  expect('"');
  std::string text;
  for (;;) {
    const std::size_t end = plain_end();
    if (end == bytes_.size() || static_cast<unsigned char>(bytes_[end]) < 0x20) {
      broken();
    }
    text.append(bytes_, at_, end - at_);
    at_ = end + 1;
    if (bytes_[end] == '"') {
      return text;
    }
    escape(text);
  }
}

void JsonCursor::skip_string() {
  expect('"');
  for (std::string unused;;) {
    const std::size_t end = plain_end();
    if (end == bytes_.size() || static_cast<unsigned char>(bytes_[end]) < 0x20) {
      broken();
    }
    at_ = end + 1;
    if (bytes_[end] == '"') {
      return;
    }
    unused.clear();
    escape(unused);
  }
}

void JsonCursor::skip() {
  switch (kind()) {
    case Kind::object:
      nested('{', '}', [this] {
        skip_string();
        expect(':');
        skip();
      });
      break;
    case Kind::array:
      array([this] { skip(); });
      break;
    case Kind::string:
      skip_string();
      break;
    case Kind::number:
      number();
      break;
    case Kind::boolean:
      boolean();
      break;
    case Kind::null:
      word("null");
      break;
  }
}

void JsonCursor::end() {
  space();
  if (at_ != bytes_.size()) {
    broken();
  }
}

}  // namespace newsline::write
