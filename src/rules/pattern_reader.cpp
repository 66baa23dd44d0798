// Reads words and patterns as people write them and compiles them to one automaton (pattern.cpp
// tells which). A third of a start was this work; so tools/rules does it when the program is built,
// and a start does it for the files of --data alone.
#include "pattern_reader.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <unordered_map>

#include "automaton.h"
#include "base/ascii.h"
#include "base/flat.h"
#include "base/utf8.h"
#include "newsline/error.h"
#include "rows.h"

namespace newsline {

namespace {

using namespace automaton;

constexpr std::size_t most_positions = 0xFFFE;
constexpr std::uint32_t most_meanings = 255;  // of a word

/// The words of a language, and what is made of them and of the patterns.
struct Compiled {
  std::vector<Position> positions;
  std::vector<std::uint16_t> follows, follow_symbols;
  std::vector<std::uint64_t> follow_bits;
  std::vector<std::uint32_t> start_begins;  // by symbol, and the end
  std::vector<Start> starts;
  std::vector<NumberClass> numbers;
  std::vector<Slot> slots;
  std::vector<Meaning> meanings;
  std::vector<automaton::Rule> rules;
  std::uint32_t compounds = 0;

  // what only the reading needs
  std::vector<std::string> symbols;  // names of classes; "'word" for literal words
  struct Word {
    std::uint64_t key;
    Meaning meaning;
  };
  std::vector<Word> words;
  struct Phrase {
    std::uint16_t symbol;
    std::string text;
    std::int32_t value;
    bool capital;
  };
  std::vector<Phrase> phrases;

  void index_words();
  std::vector<char> bytes() const;
};

/// Reads patterns into positions. A pattern becomes, from the inside out, a Part: which positions
/// can come first and last in it, and whether it can be nothing. What stands in many patterns, a
/// macro, class or word, is read once and then copied (of the instructions to read the patterns of
/// a language this leaves a third).
struct PatternReader {
  Compiled& into;
  std::string_view rule_text;  // of the whole file
  SlotNames slots;
  ConstantNames constants;
  std::string file;
  std::map<std::string, std::string_view, std::less<>> macros;
  struct Edge {
    std::uint16_t from, to;
  };
  std::vector<Edge> edges;  // which position may follow which
  std::map<std::string, std::uint16_t, std::less<>> symbols;
  std::size_t line = 0;
  std::uint16_t rule = 0, core = 0, cores = 0;
  int depth = 0;

  struct Part {
    std::vector<std::uint16_t> first, last;
    bool nullable = true;
  };
  /// What an element was read into, its positions numbered from 0.
  struct Fragment {
    std::vector<Position> positions;
    std::vector<Edge> edges;
    Part part;
  };
  std::unordered_map<std::string_view, Fragment> fragments;  // by the element as it is written

  [[noreturn]] void fail(std::string_view what) const {
    throw Error("data.rules", file + ":" + std::to_string(line) + ": " + std::string(what));
  }

  std::uint16_t symbol(std::string_view name) {
    const auto known = symbols.find(name);
    if (known != symbols.end()) return known->second;
    const auto number = static_cast<std::uint16_t>(into.symbols.size());
    into.symbols.emplace_back(name);
    symbols.emplace(name, number);
    return number;
  }

  std::uint16_t word_symbol(std::string_view word) {
    std::string name(1, '\'');
    name += fold(word);
    const bool known = symbols.contains(name);
    const std::uint16_t number = symbol(name);
    if (!known) {
      if (ascii::is_digit(word[0])) {
        std::int32_t value = 0;
        std::from_chars(word.data(), word.data() + word.size(), value);
        const auto digits = static_cast<std::uint8_t>(word.size());
        into.numbers.push_back({value, value, 1, number, digits, digits});
      } else {
        into.words.push_back({word_key(word), {number, false, 0}});
        if (word == "'") into.words.push_back({word_key("\u2019"), {number, false, 0}});
      }
    }
    return number;
  }

  static void skip_space(std::string_view& rest) {
    while (rest.starts_with(' ')) rest.remove_prefix(1);
  }

  Part single(Position position) {
    if (into.positions.size() >= most_positions) fail("too many patterns");
    const auto number = static_cast<std::uint16_t>(into.positions.size());
    position.rule = rule;
    position.core = core;
    into.positions.push_back(position);
    return {{number}, {number}, false};
  }

  void link(const std::vector<std::uint16_t>& from, const std::vector<std::uint16_t>& to) {
    for (const std::uint16_t a : from)
      for (const std::uint16_t b : to) edges.push_back({a, b});
  }

  Part joined(Part a, Part b) {
    link(a.last, b.first);
    if (a.nullable) a.first.insert(a.first.end(), b.first.begin(), b.first.end());
    if (!b.nullable) a.last.clear();
    a.last.insert(a.last.end(), b.last.begin(), b.last.end());
    a.nullable = a.nullable && b.nullable;
    return a;
  }

  static Part either(Part a, const Part& b, bool begun) {
    a.first.insert(a.first.end(), b.first.begin(), b.first.end());
    a.last.insert(a.last.end(), b.last.begin(), b.last.end());
    a.nullable = (begun && a.nullable) || b.nullable;
    return a;
  }

  /// Alternatives up to `stop` ('\0': the end).
  Part alternatives(std::string_view& rest, char stop) {
    if (++depth > 40) fail("nested too deeply");
    Part all;
    bool begun = false;
    for (;;) {
      all = either(std::move(all), sequence(rest), begun);
      begun = true;
      if (!rest.starts_with('|')) break;
      rest.remove_prefix(1);
    }
    --depth;
    if (stop == '\0') {
      if (!rest.empty()) fail("unexpected " + std::string(rest.substr(0, 1)));
    } else {
      if (!rest.starts_with(stop)) fail(std::string(1, stop) + " wanted");
      rest.remove_prefix(1);
    }
    return all;
  }

  Part sequence(std::string_view& rest) {
    Part all;
    for (skip_space(rest);
         !rest.empty() && std::string_view("|)]>").find(rest[0]) == std::string_view::npos;
         skip_space(rest))
      all = joined(std::move(all), element(rest));
    return all;
  }

  /// An element with its marks, which hold for whatever can come first in it.
  Part element(std::string_view& rest) {
    bool glued = false, capital = false;
    for (;; rest.remove_prefix(1)) {
      if (rest.starts_with('~'))
        glued = true;
      else if (rest.starts_with('^'))
        capital = true;
      else
        break;
    }
    if (rest.empty()) fail("a word wanted");
    Part part = unmarked(rest);
    for (const std::uint16_t first : part.first) {
      Position& position = into.positions[first];
      position.glued = position.glued || glued;
      position.capital = position.capital || capital;
    }
    return part;
  }

  Part unmarked(std::string_view& rest) {
    const char c = rest[0];
    if (c == '(' || c == '[') {
      rest.remove_prefix(1);
      Part part = alternatives(rest, c == '(' ? ')' : ']');
      if (c == '[') part.nullable = true;
      if (rest.starts_with('+')) {
        rest.remove_prefix(1);
        link(part.last, part.first);
      }
      return part;
    }
    if (c == '<') {
      rest.remove_prefix(1);
      if (core != 0) fail("a core in a core");
      core = ++cores;
      Part part = alternatives(rest, '>');
      core = 0;
      return part;
    }
    return plain(rest);
  }

  /// A word, class or macro.
  Part plain(std::string_view& rest) {
    if (rest.starts_with('\\')) {
      rest.remove_prefix(1);
      return word(rest, 1, {});
    }
    std::size_t stop = std::min(rest.find_first_of(" |()[]<>"), rest.size());
    if (rest.starts_with('{')) {
      stop = rest.find('}');
      if (stop == std::string_view::npos) fail("'}' wanted");
      ++stop;
    }
    if (stop == 0) fail("a word wanted");
    const std::string_view text = rest.substr(0, stop);
    if (const auto known = fragments.find(text); known != fragments.end()) {
      rest.remove_prefix(stop);
      return copy_of(known->second);
    }
    const std::size_t positions = into.positions.size(), edge = edges.size();
    const std::uint16_t cores_before = cores;
    Part part = unread(rest, stop);
    // a core is numbered by its rule
    if (cores == cores_before) fragments.emplace(text, fragment(positions, edge, part));
    return part;
  }

  Part unread(std::string_view& rest, std::size_t stop) {
    if (!rest.starts_with('{') && !rest.starts_with('$')) return word(rest, stop, {});
    const std::string_view text = rest.substr(0, stop);
    rest.remove_prefix(stop);
    if (text.starts_with('{')) return of_class(text.substr(1, text.size() - 2), {});
    const auto macro = macros.find(text);
    if (macro == macros.end()) fail("no macro " + std::string(text));
    std::string_view pattern = macro->second;
    return alternatives(pattern, '\0');
  }

  /// What was made since there were so many positions and edges.
  Fragment fragment(std::size_t first, std::size_t edge, Part part) const {
    const auto base = static_cast<std::uint16_t>(first);
    const auto from_base = [&](std::uint16_t& position) {
      position = static_cast<std::uint16_t>(position - base);
    };
    Fragment made;
    made.positions.assign(into.positions.begin() + base, into.positions.end());
    made.edges.assign(edges.begin() + static_cast<std::ptrdiff_t>(edge), edges.end());
    for (Edge& e : made.edges) from_base(e.from), from_base(e.to);
    std::ranges::for_each(part.first, from_base);
    std::ranges::for_each(part.last, from_base);
    made.part = std::move(part);
    return made;
  }

  Part copy_of(const Fragment& made) {
    const std::size_t first = into.positions.size();
    if (first + made.positions.size() > most_positions) fail("too many patterns");
    const auto base = static_cast<std::uint16_t>(first);
    for (const Position& position : made.positions) {
      into.positions.push_back(position);
      into.positions.back().rule = rule;
      into.positions.back().core = core;
    }
    const auto moved = [&](std::uint16_t position) {
      return static_cast<std::uint16_t>(position + base);
    };
    for (const Edge e : made.edges) edges.push_back({moved(e.from), moved(e.to)});
    Part part = made.part;
    std::ranges::transform(part.first, part.first.begin(), moved);
    std::ranges::transform(part.last, part.last.begin(), moved);
    return part;
  }

  /// The atoms of a word as it is written: "o'clock" is three, the later ones glued to the first.
  Part word(std::string_view& rest, std::size_t stop, Position position) {
    Part part;
    const std::string_view text = rest.substr(0, stop);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = atom_end(text, at);
      position.symbol = word_symbol(text.substr(at, end - at));
      part = joined(std::move(part), single(position));
      position.glued = true;
      at = end;
    }
    rest.remove_prefix(stop);
    return part;
  }

  Part of_class(std::string_view inside, Position position) {
    const std::size_t mark = inside.find_first_of(":+*#");
    const std::string_view name = inside.substr(0, mark);
    std::string_view slot = mark == std::string_view::npos ? name : inside.substr(mark + 1);
    if (mark != std::string_view::npos && inside[mark] == '+') position.join = Join::add;
    if (mark != std::string_view::npos && inside[mark] == '*') position.join = Join::multiply;
    if (mark != std::string_view::npos && inside[mark] == '#') position.join = Join::append;
    position.slot = -1;
    if (name.empty()) fail("a class wanted");
    if (!slot.empty()) {
      const int number = slots(slot);
      if (number < 0) fail("no slot " + std::string(slot));
      position.slot = static_cast<std::int8_t>(number);
    }
    if (!symbols.contains(name)) fail("no word has the class " + std::string(name));
    position.symbol = symbol(name);
    Part part = single(position);
    for (const Compiled::Phrase& phrase : into.phrases)
      if (phrase.symbol == position.symbol)
        part = either(std::move(part), of_phrase(phrase, position), true);
    return part;
  }

  Part of_phrase(const Compiled::Phrase& phrase, Position position) {
    Part part;
    const std::int8_t slot = position.slot;
    for (std::string_view rest = phrase.text; !rest.empty();) {
      skip_space(rest);
      const std::size_t stop = std::min(rest.find(' '), rest.size());
      position.slot = -1;
      const std::size_t before = into.positions.size();
      part = joined(std::move(part), word(rest, stop, position));
      position.glued = false;
      if (rest.empty() && slot >= 0) {
        Position& last = into.positions.back();
        last.slot = slot;
        last.constant = true;
        last.value = phrase.value;
      }
      if (into.positions.size() == before) break;
    }
    for (const std::uint16_t first : part.first) into.positions[first].capital = phrase.capital;
    return part;
  }

  void add_rule(const Row& row) {
    line = row.line;
    rule = static_cast<std::uint16_t>(into.rules.size());
    core = cores = 0;
    std::string_view pattern = row.fields[1];
    const std::size_t before = into.positions.size();
    const Part part = alternatives(pattern, '\0');
    if (part.nullable) fail("the pattern matches nothing at all");
    if (cores == 0)
      for (std::size_t p = before; p < into.positions.size(); ++p) into.positions[p].core = 1;
    for (const std::uint16_t last : part.last) into.positions[last].accepts = true;
    for (const std::uint16_t first : part.first) begins.push_back(first);
    const auto place = [&](std::string_view field) {
      return static_cast<std::uint32_t>(field.data() - rule_text.data());
    };
    const auto size = [](std::string_view field) {
      return static_cast<std::uint32_t>(field.size());
    };
    into.rules.push_back({place(row.fields[0]), size(row.fields[0]), place(row.fields[2]),
                          size(row.fields[2]), static_cast<std::uint32_t>(row.line)});
  }

  std::vector<std::uint16_t> begins;

  void finish() {
    // by position: where its followers end
    std::vector<std::uint32_t> ends(into.positions.size() + 1, 0);
    for (const Edge e : edges) ++ends[e.from + 1U];
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<std::uint16_t> followers(edges.size());
    for (const Edge e : edges) followers[ends[e.from]++] = e.to;
    auto begin = followers.begin();
    for (std::size_t p = 0; p < into.positions.size(); ++p) {
      const auto end = followers.begin() + ends[p];
      std::sort(begin, end);
      into.positions[p].follow_begin = static_cast<std::uint32_t>(into.follows.size());
      into.follows.insert(into.follows.end(), begin, std::unique(begin, end));
      into.positions[p].follow_end = static_cast<std::uint32_t>(into.follows.size());
      begin = end;
    }
    for (const std::uint16_t follow : into.follows)
      into.follow_symbols.push_back(into.positions[follow].symbol);
    for (const Position& position : into.positions) {
      std::uint64_t bits = position.accepts ? end_bit : 0;
      for (std::uint32_t f = position.follow_begin; f < position.follow_end; ++f)
        bits |= symbol_bit(into.follow_symbols[f]);
      into.follow_bits.push_back(bits);
    }
    // by symbol, those of a symbol in the order of their rules
    std::ranges::stable_sort(begins, {}, [&](std::uint16_t p) { return into.positions[p].symbol; });
    into.start_begins.assign(into.symbols.size() + 1, 0);
    for (const std::uint16_t first : begins) {
      ++into.start_begins[into.positions[first].symbol + 1U];
      into.starts.push_back({into.follow_bits[first], first});
    }
    std::partial_sum(into.start_begins.begin(), into.start_begins.end(), into.start_begins.begin());
  }
};

/// "%1-2" or "%4": how many digits.
bool read_digits(std::string_view text, std::uint8_t& least, std::uint8_t& most) {
  text.remove_prefix(1);
  const std::size_t dash = std::min(text.find('-'), text.size());
  const auto number = [](std::string_view part, std::uint8_t& to) {
    return std::from_chars(part.data(), part.data() + part.size(), to).ec == std::errc{};
  };
  if (!number(text.substr(0, dash), least)) return false;
  most = least;
  return dash == text.size() || number(text.substr(dash + 1), most);
}

/// "1..31", "1100..2090/10".
bool read_values(std::string_view range, ConstantNames constants, NumberClass& number) {
  const std::size_t dots = range.find(".."), slash = range.find('/');
  if (dots == std::string_view::npos) return false;
  if (slash != std::string_view::npos &&
      (!constants(range.substr(slash + 1), number.step) || number.step < 1))
    return false;
  return constants(range.substr(0, dots), number.least) &&
         constants(range.substr(0, slash).substr(dots + 2), number.most);
}

void read_words(const Data& data, std::string_view file, ConstantNames constants, Compiled& into) {
  std::map<std::string, std::uint16_t, std::less<>> known;
  for (std::size_t s = 0; s < into.symbols.size(); ++s)
    known.emplace(into.symbols[s], static_cast<std::uint16_t>(s));
  for (const Row& row : read_rows(data, file, 3)) {
    const auto fail = [&](std::string_view what) {
      throw Error("data.rules",
                  std::string(file) + ":" + std::to_string(row.line) + ": " + std::string(what));
    };
    auto symbol = known.find(row.fields[1]);
    if (symbol == known.end()) {
      symbol = known.emplace(row.fields[1], static_cast<std::uint16_t>(into.symbols.size())).first;
      into.symbols.emplace_back(row.fields[1]);
    }
    const std::string_view word = row.fields[0], value = row.fields[2];
    if (word.starts_with('%') && word.size() > 1) {
      NumberClass number;
      number.symbol = symbol->second;
      if (!read_digits(word, number.least_digits, number.most_digits) ||
          !read_values(value, constants, number))
        fail("'%digits' with 'least..most' or 'least..most/step' wanted");
      into.numbers.push_back(number);
      continue;
    }
    Meaning meaning{symbol->second, row.fields.size() > 3 && row.fields[3] == "capital", 0};
    if (word.empty() || !constants(value, meaning.value)) fail("no value " + std::string(value));
    if (word.size() > 1 && (word.front() == '-' || word.back() == '-')) {
      const bool head = word.back() == '-';
      const std::string_view part = head ? word.substr(0, word.size() - 1) : word.substr(1);
      into.words.push_back({word_key(part) ^ (head ? head_key : tail_key), meaning});
      into.compounds = 1;
    } else if (atom_end(word, 0) == word.size())
      into.words.push_back({word_key(word), meaning});
    else
      into.phrases.push_back(
          {symbol->second, std::string(word), meaning.value, meaning.capital_only != 0});
  }
}

void read_rules(const Data& data, std::string_view file, SlotNames slots, ConstantNames constants,
                Compiled& into) {
  PatternReader reader{
      into, data.file(file), slots, constants, std::string(file), {}, {}, {}, 0, 0, 0, 0, 0, {},
      {}};
  for (std::size_t s = 0; s < into.symbols.size(); ++s)
    reader.symbols.emplace(into.symbols[s], static_cast<std::uint16_t>(s));
  for (const Row& row : read_rows(data, file, 2)) {
    if (row.fields[0].starts_with('$')) {
      if (!reader.macros.insert_or_assign(std::string(row.fields[0]), row.fields[1]).second)
        reader.fragments.clear();
      continue;
    }
    reader.line = row.line;
    if (row.fields.size() < 3)
      reader.fail("name, pattern and what it gives wanted, parted by tabs");
    reader.add_rule(row);
  }
  reader.finish();
}

void Compiled::index_words() {
  std::ranges::stable_sort(words, {}, &Word::key);
  std::size_t size = 64;
  while (size < words.size() * 2) size *= 2;
  slots.assign(size, {});
  for (std::size_t i = 0; i < words.size();) {
    Slot slot{words[i].key, static_cast<std::uint32_t>(meanings.size()), 0};
    for (; i < words.size() && words[i].key == slot.key; ++i) {
      if (slot.count == most_meanings) continue;
      meanings.push_back(words[i].meaning);
      ++slot.count;
    }
    std::size_t at = slot.key & (size - 1);
    while (slots[at].count != 0) at = (at + 1) & (size - 1);
    slots[at] = slot;
  }
}

std::vector<char> Compiled::bytes() const {
  FlatWriter file(kind);
  file.add(positions);
  file.add(follows);
  file.add(follow_symbols);
  file.add(follow_bits);
  file.add(start_begins);
  file.add(starts);
  file.add(numbers);
  file.add(slots);
  file.add(meanings);
  file.add(rules);
  file.add(std::vector<std::uint32_t>{compounds});
  return file.take();
}

}  // namespace

std::vector<char> compile_patterns(const Data& data, std::string_view words, std::string_view rules,
                                   SlotNames slots, ConstantNames constants) {
  Compiled into;
  read_words(data, words, constants, into);
  read_rules(data, rules, slots, constants, into);
  into.index_words();
  return into.bytes();
}

}  // namespace newsline
