#pragma once
#include <string>

#include "line.h"

namespace newsline::event_room {

/// Writes the words of a line as one string of plain text: spaces and marks as a reader expects them where words between have gone, quotation
/// marks and brackets in pairs, a capital letter in front, no mark at the end.
class Speller {
 public:
  Speller(const Syntax& s, std::string_view text, std::uint32_t from) : s_(s), text_(text), from_(from) {}
  /// `opening` stands before the line; `name`, where it is not empty, takes the place of its first words, up to
  /// the token `behind`. At most `most` code points.
  std::string spell(const Line& line, std::string opening, const std::string& name, std::uint32_t behind, std::uint32_t most) const;
  /// The same of words in this order, their commas as they are.
  std::string spell(const std::vector<std::uint32_t>& order, std::string opening, const std::string& name, std::uint32_t behind, std::uint32_t most) const;

 private:
  std::string_view word(std::uint32_t i) const { return s_.tokens[i].span.of(text_); }
  bool mark(std::uint32_t i) const { return s_.tokens[i].kind == TokenKind::punctuation; }
  bool opens_content(const std::vector<std::uint32_t>& order, std::size_t n) const;
  bool told_aside(const std::vector<std::uint32_t>& order, std::size_t n) const;
  bool ends_phrase(const Line& line, const std::vector<std::uint32_t>& order, std::size_t n) const;

  const Syntax& s_;
  std::string_view text_;
  std::uint32_t from_;
};

}  // namespace newsline::event_room
