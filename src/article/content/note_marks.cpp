// Marks of notes stand in the words of a story and are none of them:
//
//     built in 2019<sup><a href="#n1">1</a></sup> by     built in 2019[1] by
//     <h2>History<span>[<a>edit</a>]</span></h2>         History
//     40 m<sup>2</sup>, the 5<sup>th</sup>               40 m2, the 5th
// Glued to its word a bare mark changes it: "20191" is no year. What it does not do: find the
// notes.
#include "note_marks.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"

namespace newsline::article {

namespace {

constexpr std::size_t longest_mark = 16;  // bytes
constexpr std::uint32_t most_nodes = 12;

struct Inside {
  std::string words;  // without spaces
  bool link = false;  // holds a link or is one
};

/// What little stands in an element; no words where it holds more than a mark.
Inside look_inside(const Page& page, std::uint32_t node) {
  Inside inside;
  const std::uint32_t end = page.nodes[node].end;
  if (end - node > most_nodes) return inside;
  inside.link = page.nodes[page.nodes[node].parent].tag == Tag::a;
  for (std::uint32_t i = node; i < end; ++i) {
    if (page.nodes[i].tag != Tag::text) {
      inside.link |= page.nodes[i].tag == Tag::a;
      continue;
    }
    for (const char c : page.words(page.nodes[i]))
      if (!ascii::is_space(c)) inside.words += c;
    if (inside.words.size() > longest_mark) return {};
  }
  return inside;
}

bool is_number(std::string_view words) {
  constexpr std::size_t most_digits = 3;
  return !words.empty() && words.size() <= most_digits &&
         std::ranges::all_of(words, ascii::is_digit);
}

bool has_letters(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    const char32_t c = next_code_point(words, at);
    if (is_letter(c) || is_digit(c)) return true;
  }
  return false;
}

/// "[edit]", "#", "¶"
bool is_heading_link(std::string_view words) {
  return (words.front() == '[' && words.back() == ']') || !has_letters(words);
}

/// "2019", not "10": the number before a raised one.
bool ends_in_year(std::string_view before) {
  if (before.size() < 4 || (before.size() > 4 && ascii::is_digit(before[before.size() - 5])))
    return false;
  const std::string_view year = before.substr(before.size() - 4);
  return std::ranges::all_of(year, ascii::is_digit) && (year[0] == '1' || year[0] == '2');
}

/// A word or a sign of a sentence, not a unit: "the ferry", "sails.", not "km".
bool ends_in_word(std::string_view before) {
  constexpr std::size_t longest_unit = 3;
  if (before.empty()) return false;
  if (!ascii::is_letter(before.back())) return !ascii::is_digit(before.back());
  std::size_t letters = 0;
  while (letters < before.size() && ascii::is_letter(before[before.size() - 1 - letters]))
    ++letters;
  return letters > longest_unit;
}

/// A number that is raised and no link: a note behind a word, an exponent behind a number.
NoteMark raised_number(std::string_view before) {
  if (ends_in_year(before) || ends_in_word(before)) return NoteMark::note;
  return !before.empty() && ascii::is_digit(before.back()) ? NoteMark::number : NoteMark::none;
}

}  // namespace

NoteMark note_mark(const Page& page, std::uint32_t node, bool in_heading, std::string_view before) {
  const Tag tag = page.nodes[node].tag;
  if (before.empty()) return NoteMark::none;
  if (tag != Tag::sup && !(in_heading && (tag == Tag::span || tag == Tag::a)))
    return NoteMark::none;
  const Inside inside = look_inside(page, node);
  if (inside.words.empty()) return NoteMark::none;
  if (in_heading && inside.link && is_heading_link(inside.words)) return NoteMark::heading;
  if (tag != Tag::sup || !is_number(inside.words)) return NoteMark::none;
  return inside.link ? NoteMark::note : raised_number(before);
}

}  // namespace newsline::article
