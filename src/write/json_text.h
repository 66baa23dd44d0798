#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "newsline/write.h"
#include "stream.h"

namespace newsline::write {

/// Appends JSON to a string, member by member, and hands a long one on in pieces where there is a
/// drain. Knows commas, indentation and what to escape, not what is valid where.
class JsonText {
 public:
  JsonText(std::string& out, JsonStyle style, const Drain& drain = {})
      : out_(out), style_(style), drain_(drain) {}

  void open_object() { open('{'); }
  void close_object() { close('}'); }
  void open_array() { open('['); }
  void close_array() { close(']'); }
  /// An array or object inside it stands on one line from here to its end, also in indented style.
  void flat(bool on) { flat_ = on; }
  /// `name` is one of ours: nothing in it needs an escape.
  void key(std::string_view name);
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool truth);
  void value(std::uint32_t number);
  /// A number with at most three digits after the point.
  void value(double number);
  void null() { verbatim("null"); }
  /// A value that is JSON already.
  void verbatim(std::string_view json);
  template <class Value>
  void member(std::string_view name, const Value& v) {
    key(name);
    value(v);
  }
  /// A member that is left out when its value is empty.
  void optional_member(std::string_view name, std::string_view text) {
    if (!text.empty()) member(name, text);
  }

 private:
  void open(char bracket);
  void close(char bracket);
  void before_value();
  void new_line();
  void escape(std::string_view text);
  void hand_on() {
    if (out_.size() > piece && drain_) drain_(out_);
  }

  static constexpr std::size_t piece = 1 << 18;
  std::string& out_;
  JsonStyle style_;
  Drain drain_;
  std::uint32_t depth_ = 0;
  bool first_ = true, after_key_ = false, flat_ = false;
};

}  // namespace newsline::write
