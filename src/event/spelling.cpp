#include "spelling.h"

#include <algorithm>
#include <utility>

#include "newsline/utf8.h"

namespace newsline::event_room {

namespace {

bool ends_in_mark(std::string_view line) {
  for (const std::string_view end : {",", ";", ":", " ", "—", "–", "-"})
    if (line.ends_with(end)) return true;
  return false;
}

bool abbreviated(std::string_view line) { return line.size() > 3 && line[line.size() - 3] == '.'; }  // "U.S."

/// Whole words, up to the limit: for what has no words to choose among.
void cut(std::string& line, std::uint32_t most) {
  std::size_t at = 0, count = 0, space = std::string::npos;
  while (at < line.size() && count <= most) {
    if (line[at] == ' ') space = at;
    next_code_point(line, at);
    ++count;
  }
  if (at < line.size()) line.resize(space == std::string::npos ? at : space);
}

void balance(std::string& line) {
  const auto count = [&](std::string_view mark) {
    std::size_t found = 0;
    for (std::size_t at = line.find(mark); at != std::string::npos; at = line.find(mark, at + mark.size())) ++found;
    return found;
  };
  const auto erase = [&](std::string_view mark) {
    for (std::size_t at = line.find(mark); at != std::string::npos; at = line.find(mark, at)) line.erase(at, mark.size());
  };
  // „German“, “English”, »either way«
  const bool low = count("„") > 0;
  if (low ? count("„") != count("“") + count("”") : count("“") != count("”")) erase("„"), erase("“"), erase("”");
  if (count("»") != count("«")) erase("»"), erase("«");
  if (count("\"") % 2 != 0) erase("\"");
  if (count("(") != count(")")) erase("("), erase(")");
  if (count("[") != count("]")) erase("["), erase("]");
  const std::size_t first = line.find_first_not_of(' ');
  line.erase(0, std::min(first, line.size()));
}

void capitalize(std::string& line) {
  std::size_t at = 0;
  for (const std::string_view open : {"“", "\"", "‘", "„"})
    if (line.starts_with(open)) at = open.size();
  if (at >= line.size() || line[at] < 'a' || line[at] > 'z') return;
  if (line.size() > at + 1 && line[at + 1] >= 'A' && line[at + 1] <= 'Z') return;  // "iPhone", "eBay" keep their shape
  line[at] = static_cast<char>(line[at] - 'a' + 'A');
}

std::string finish(std::string line, std::uint32_t most) {
  for (char& ch : line)
    if (ch == '\n' || ch == '\r' || ch == '\t') ch = ' ';
  cut(line, most);
  static constexpr std::string_view ends[] = {".", ",", ";", ":", " ", "—", "–", "-", "…"};
  const auto strip = [&] {
    for (bool again = true; again && !line.empty();) {
      again = false;
      for (const std::string_view end : ends)
        if (line.ends_with(end) && !(end == "." && abbreviated(line))) line.resize(line.size() - end.size()), again = true;
    }
  };
  strip();
  // a comma or full stop within the closing quotation mark
  for (const std::string_view quote : {"”", "\"", "’"})
    for (const std::string_view stop : {",", "."})
      if (line.ends_with(std::string(stop).append(quote))) line.erase(line.size() - quote.size() - 1, 1);
  balance(line);
  strip();
  capitalize(line);
  return line;
}
}  // namespace

std::string Speller::spell(const Line& words, std::string opening, const std::string& name, std::uint32_t behind, std::uint32_t most) const {
  std::string line = std::move(opening);
  std::uint32_t before = nowhere;
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = from_; i < s_.size(); ++i)
    if (words.keeps(i)) order.push_back(i);
  for (std::size_t n = 0; n < order.size(); ++n) {
    const std::uint32_t i = order[n];
    if (!name.empty() && i < behind) {
      line = name;
      before = i;
      continue;
    }
    const bool gap = before == nowhere || before + 1 != i;
    const bool closing = mark(i) && !words.opens_quote(i) && !words.is_dash(i) && (!s_.tokens[i].space_before || gap);
    // a dash or comma that stood before words that are gone
    if ((mark(i) || words.is_dash(i)) && !words.is_quote(i) && gap && (line.empty() || ends_in_mark(line))) continue;
    if (mark(i) && word(i) == "," && opens_content(order, n)) continue;
    if (mark(i) && word(i) == "," && !told_aside(order, n) && ends_phrase(words, order, n)) continue;
    if (!line.empty() && (s_.tokens[i].space_before || gap) && !closing) line += ' ';
    line += word(i);
    before = i;
  }
  return finish(std::move(line), most);
}

std::string Speller::spell(const std::vector<std::uint32_t>& order, std::string opening, const std::string& name, std::uint32_t behind, std::uint32_t most) const {
  std::string line = std::move(opening);
  std::uint32_t before = nowhere;
  for (const std::uint32_t i : order) {
    if (!name.empty() && i < behind) {
      line = name;
      before = i;
      continue;
    }
    const bool gap = before == nowhere || before + 1 != i;
    const bool stop = word(i) == "," || word(i) == ";" || word(i) == ":" || word(i) == "." || word(i) == "–" || word(i) == "-";
    if (gap && stop && ends_in_mark(line)) continue;
    const bool closing = gap && mark(i) && !s_.tokens[i].space_before;
    if (!line.empty() && (s_.tokens[i].space_before || gap) && !closing) line += ' ';
    line += word(i);
    before = i;
  }
  return finish(std::move(line), most);
}

/// "ruled on 29 June, that he must go": the date has gone, and the comma with it.
bool Speller::opens_content(const std::vector<std::uint32_t>& order, std::size_t n) const {
  return n > 0 && n + 1 < order.size() && order[n - 1] + 1 != order[n] && s_.verb_of[order[n - 1]] != nowhere && s_.tokens[order[n + 1]].pos == Pos::sconj &&
         s_.clauses[s_.clause_of[order[n + 1]]].opener == order[n + 1];
}

/// The words between this comma and the one that opened the aside are all there.
bool Speller::told_aside(const std::vector<std::uint32_t>& order, std::size_t n) const {
  std::size_t back = n;
  while (back > 0 && order[back - 1] + 1 == order[back] && !(back < n && mark(order[back]) && word(order[back]) == ",")) --back;
  return back < n && mark(order[back]) && word(order[back]) == ",";
}

/// A comma whose other half has gone with the words behind it: "on Monday" of "The court, on Monday, ruled".
bool Speller::ends_phrase(const Line& line, const std::vector<std::uint32_t>& order, std::size_t n) const {
  std::size_t behind = n + 1;
  while (behind < order.size() && mark(order[behind]) && word(order[behind]) == ",") ++behind;
  if (behind == order.size() || n == 0 || order[behind] == order[n] + 1) return false;
  return s_.verb_of[order[behind]] != nowhere && s_.verbs[s_.verb_of[order[behind]]].finite && line.is_noun(order[n - 1]);
}

}  // namespace newsline::event_room
