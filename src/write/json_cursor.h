#pragma once
// JSON read from front to back, value by value, without a tree: internal to this folder.
#include <cstdint>
#include <string>
#include <string_view>

namespace newsline::write {

/// A position before a JSON value; each function reads one value and moves behind it. Throws
/// Error("record.json") for what breaks JSON's grammar (RFC 8259), is no UTF-8, or nests deeper
/// than newsline's own output.
class JsonCursor {
 public:
  /// `bytes` must outlive this object.
  explicit JsonCursor(std::string_view bytes) : bytes_(bytes) {}

  enum class Kind : std::uint8_t { object, array, string, number, boolean, null };
  /// The kind of the next value.
  Kind kind();
  /// Calls `member(key)` for each member; it must read the value.
  template <class Member>
  void object(Member member);
  /// Calls `item()` for each item; it must read the item.
  template <class Item>
  void array(Item item);
  std::string string();
  /// The digits of a number, as written.
  std::string_view number();
  bool boolean();
  void skip();
  /// Checks that nothing but white space follows.
  void end();

 private:
  /// Where a string ends, or goes on with an escape; what stands between is its text.
  std::size_t plain_end() const;
  static constexpr int deepest = 16;
  [[noreturn]] static void broken();
  void space() {
    while (at_ < bytes_.size() && (bytes_[at_] == ' ' || bytes_[at_] == '\n' ||
                                   bytes_[at_] == '\r' || bytes_[at_] == '\t')) {
      ++at_;
    }
  }
  bool take(char c) {
    space();
    if (at_ < bytes_.size() && bytes_[at_] == c) {
      ++at_;
      return true;
    }
    return false;
  }
  void expect(char c) {
    if (!take(c)) {
      broken();
    }
  }
  /// Reads an opening bracket, items parted by commas (by calling `item()`), and the closing
  /// bracket.
  template <class Item>
  void nested(char open, char close, Item item);
  void word(std::string_view text);
  void digits();
  void escape(std::string& into);
  std::uint32_t unit();
  void skip_string();

  std::string_view bytes_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

template <class Item>
void JsonCursor::nested(char open, char close, Item item) {
  expect(open);
  if (++depth_ > deepest) {
    broken();
  }
  if (!take(close)) {
    do {
      item();
    } while (take(','));
    expect(close);
  }
  --depth_;
}

template <class Member>
void JsonCursor::object(Member member) {
  nested('{', '}', [&] {
    const std::string key = string();
    expect(':');
    member(std::string_view(key));
  });
}

template <class Item>
void JsonCursor::array(Item item) {
  nested('[', ']', item);
}

}  // namespace newsline::write
