// Compiles the patterns of rule files into one automaton and runs it over a sentence.
//
// "<MONTH day=%1-2> year=%4?" has three positions; the automaton (Glushkov 1961) has a state for
// each and no empty moves. On "March 5, 2024" it starts at the class MONTH, goes on to the number
// of one or two digits, may stop there, and captures month=3 and day=5. All rules run at once, so
// that time depends on the text, hardly on the number of rules. A match is at most 48 atoms long:
// a search is linear.
// What it does not do: choose among matches (the caller does), or look behind except by context
// outside "<" and ">".
#include "pattern.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "base/ascii.h"
#include "base/utf8.h"
#include "newsline/error.h"
#include "rows.h"

namespace newsline {

namespace {

constexpr std::uint32_t no_node = 0xFFFFFFFF;
constexpr std::size_t most_positions = 0xFFFE;
// atoms: bounds the work at one start, so that a search stays linear
constexpr std::uint32_t longest_match = 48;

// The parts of compounds live in the table of words under keys of their own.
constexpr std::uint64_t head_key = 0x9E3779B97F4A7C15ULL, tail_key = 0xC2B2AE3D27D4EB4FULL;
constexpr std::size_t longest_compound = 48, shortest_part = 2;  // bytes

/// Sets of classes, in which some share a bit; the last bit stands for the end of a match.
constexpr std::uint64_t symbol_bit(std::uint16_t symbol) { return std::uint64_t{1} << symbol % 63; }
constexpr std::uint64_t end_bit = std::uint64_t{1} << 63;

}  // namespace

std::size_t atom_end(std::string_view text, std::size_t at) noexcept {
  std::size_t behind = at;
  if (digit_value(next_code_point(text, behind)) >= 0) {
    do at = behind;
    while (at < text.size() && digit_value(next_code_point(text, behind)) >= 0);
    return at;
  }
  const auto letter = [](char32_t c) {
    return is_letter(c) || c == 0xAD || (c >= 0x300 && c < 0x370);
  };
  if (!letter(next_code_point(text, at))) return at;
  for (std::size_t next = at; at < text.size(); at = next)
    if (!letter(next_code_point(text, next))) break;
  return at;
}

/// Reads patterns into positions. A pattern becomes, from the inside out, a Part: which positions
/// can come first and last in it, and whether it can be nothing. What stands in many patterns, a
/// macro, class or word, is read once and then copied (of the instructions to read the patterns of
/// a language this leaves a third).
struct PatternReader {
  Patterns& into;
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
    std::vector<Patterns::Position> positions;
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
    const auto number = static_cast<std::uint16_t>(into.symbols_.size());
    into.symbols_.emplace_back(name);
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
        into.numbers_.push_back({digits, digits, value, value, 1, number});
      } else {
        into.words_.push_back({word_key(word), {number, false, 0}});
        if (word == "'") into.words_.push_back({word_key("\u2019"), {number, false, 0}});
      }
    }
    return number;
  }

  static void skip_space(std::string_view& rest) {
    while (rest.starts_with(' ')) rest.remove_prefix(1);
  }

  Part single(Patterns::Position position) {
    if (into.positions_.size() >= most_positions) fail("too many patterns");
    const auto number = static_cast<std::uint16_t>(into.positions_.size());
    position.rule = rule;
    position.core = core;
    into.positions_.push_back(position);
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
      Patterns::Position& position = into.positions_[first];
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
    const std::size_t positions = into.positions_.size(), edge = edges.size();
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
    made.positions.assign(into.positions_.begin() + base, into.positions_.end());
    made.edges.assign(edges.begin() + static_cast<std::ptrdiff_t>(edge), edges.end());
    for (Edge& e : made.edges) from_base(e.from), from_base(e.to);
    std::ranges::for_each(part.first, from_base);
    std::ranges::for_each(part.last, from_base);
    made.part = std::move(part);
    return made;
  }

  Part copy_of(const Fragment& made) {
    const std::size_t first = into.positions_.size();
    if (first + made.positions.size() > most_positions) fail("too many patterns");
    const auto base = static_cast<std::uint16_t>(first);
    for (const Patterns::Position& position : made.positions) {
      into.positions_.push_back(position);
      into.positions_.back().rule = rule;
      into.positions_.back().core = core;
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
  Part word(std::string_view& rest, std::size_t stop, Patterns::Position position) {
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

  Part of_class(std::string_view inside, Patterns::Position position) {
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
    for (const Patterns::Phrase& phrase : into.phrases_)
      if (phrase.symbol == position.symbol)
        part = either(std::move(part), of_phrase(phrase, position), true);
    return part;
  }

  Part of_phrase(const Patterns::Phrase& phrase, Patterns::Position position) {
    Part part;
    const std::int8_t slot = position.slot;
    for (std::string_view rest = phrase.text; !rest.empty();) {
      skip_space(rest);
      const std::size_t stop = std::min(rest.find(' '), rest.size());
      position.slot = -1;
      const std::size_t before = into.positions_.size();
      part = joined(std::move(part), word(rest, stop, position));
      position.glued = false;
      if (rest.empty() && slot >= 0) {
        Patterns::Position& last = into.positions_.back();
        last.slot = slot;
        last.constant = true;
        last.value = phrase.value;
      }
      if (into.positions_.size() == before) break;
    }
    for (const std::uint16_t first : part.first) into.positions_[first].capital = phrase.capital;
    return part;
  }

  void add_rule(const Row& row) {
    line = row.line;
    rule = static_cast<std::uint16_t>(into.rules_.size());
    core = cores = 0;
    std::string_view pattern = row.fields[1];
    const std::size_t before = into.positions_.size();
    const Part part = alternatives(pattern, '\0');
    if (part.nullable) fail("the pattern matches nothing at all");
    if (cores == 0)
      for (std::size_t p = before; p < into.positions_.size(); ++p) into.positions_[p].core = 1;
    for (const std::uint16_t last : part.last) into.positions_[last].accepts = true;
    for (const std::uint16_t first : part.first) begins.push_back(first);
    const auto field = [&](std::size_t f) {
      return f < row.fields.size() ? row.fields[f] : std::string_view{};
    };
    into.rules_.push_back({field(0), field(2), field(3), field(4), row.line, file});
  }

  std::vector<std::uint16_t> begins;

  void finish() {
    into.starts_.assign(into.symbols_.size(), {});
    // by position: where its followers end
    std::vector<std::uint32_t> ends(into.positions_.size() + 1, 0);
    for (const Edge e : edges) ++ends[e.from + 1U];
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<std::uint16_t> followers(edges.size());
    for (const Edge e : edges) followers[ends[e.from]++] = e.to;
    auto begin = followers.begin();
    for (std::size_t p = 0; p < into.positions_.size(); ++p) {
      const auto end = followers.begin() + ends[p];
      std::sort(begin, end);
      into.positions_[p].follow_begin = static_cast<std::uint32_t>(into.follows_.size());
      into.follows_.insert(into.follows_.end(), begin, std::unique(begin, end));
      into.positions_[p].follow_end = static_cast<std::uint32_t>(into.follows_.size());
      begin = end;
    }
    for (const std::uint16_t follow : into.follows_)
      into.follow_symbols_.push_back(into.positions_[follow].symbol);
    for (const Patterns::Position& position : into.positions_) {
      std::uint64_t bits = position.accepts ? end_bit : 0;
      for (std::uint32_t f = position.follow_begin; f < position.follow_end; ++f)
        bits |= symbol_bit(into.follow_symbols_[f]);
      into.follow_bits_.push_back(bits);
    }
    for (const std::uint16_t first : begins)
      into.starts_[into.positions_[first].symbol].push_back({into.follow_bits_[first], first});
  }
};

namespace {

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

}  // namespace

/// "1..31", "1100..2090/10".
bool Patterns::read_values(std::string_view range, ConstantNames constants, NumberClass& number) {
  const std::size_t dots = range.find(".."), slash = range.find('/');
  if (dots == std::string_view::npos) return false;
  if (slash != std::string_view::npos &&
      (!constants(range.substr(slash + 1), number.step) || number.step < 1))
    return false;
  return constants(range.substr(0, dots), number.least) &&
         constants(range.substr(0, slash).substr(dots + 2), number.most);
}

void Patterns::read_words(const Data& data, std::string_view file, ConstantNames constants) {
  std::map<std::string, std::uint16_t, std::less<>> known;
  for (std::size_t s = 0; s < symbols_.size(); ++s)
    known.emplace(symbols_[s], static_cast<std::uint16_t>(s));
  for (const Row& row : read_rows(data, file, 3)) {
    const auto fail = [&](std::string_view what) {
      throw Error("data.rules",
                  std::string(file) + ":" + std::to_string(row.line) + ": " + std::string(what));
    };
    auto symbol = known.find(row.fields[1]);
    if (symbol == known.end()) {
      symbol = known.emplace(row.fields[1], static_cast<std::uint16_t>(symbols_.size())).first;
      symbols_.emplace_back(row.fields[1]);
    }
    const std::string_view word = row.fields[0], value = row.fields[2];
    if (word.starts_with('%') && word.size() > 1) {
      NumberClass number{0, 0, 0, 0, 1, symbol->second};
      if (!read_digits(word, number.least_digits, number.most_digits) ||
          !read_values(value, constants, number))
        fail("'%digits' with 'least..most' or 'least..most/step' wanted");
      numbers_.push_back(number);
      continue;
    }
    Meaning meaning{symbol->second, row.fields.size() > 3 && row.fields[3] == "capital", 0};
    if (word.empty() || !constants(value, meaning.value)) fail("no value " + std::string(value));
    if (word.size() > 1 && (word.front() == '-' || word.back() == '-')) {
      const bool head = word.back() == '-';
      const std::string_view part = head ? word.substr(0, word.size() - 1) : word.substr(1);
      words_.push_back({word_key(part) ^ (head ? head_key : tail_key), meaning});
      compounds_ = true;
    } else if (atom_end(word, 0) == word.size())
      words_.push_back({word_key(word), meaning});
    else
      phrases_.push_back({symbol->second, std::string(word), meaning.value, meaning.capital_only});
  }
}

void Patterns::read_rules(const Data& data, std::string_view file, SlotNames slots,
                          ConstantNames constants) {
  PatternReader reader{*this, slots, constants, std::string(file), {}, {}, {}, 0, 0, 0, 0,
                       0,     {},    {}};
  for (std::size_t s = 0; s < symbols_.size(); ++s)
    reader.symbols.emplace(symbols_[s], static_cast<std::uint16_t>(s));
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
  index_words();
}

void Patterns::index_words() {
  std::ranges::stable_sort(words_, {}, &Word::key);
  std::size_t size = 64;
  while (size < words_.size() * 2) size *= 2;
  slots_.assign(size, {});
  for (std::size_t i = 0; i < words_.size();) {
    Slot slot{words_[i].key, static_cast<std::uint32_t>(meanings_.size()), 0, true};
    for (; i < words_.size() && words_[i].key == slot.key; ++i) {
      meanings_.push_back(words_[i].meaning);
      ++slot.count;
    }
    std::size_t at = slot.key & (size - 1);
    while (slots_[at].used) at = (at + 1) & (size - 1);
    slots_[at] = slot;
  }
}

Patterns::Range Patterns::meanings(std::uint64_t key) const noexcept {
  if (slots_.empty()) return {};
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = key & mask; slots_[at].used; at = (at + 1) & mask)
    if (slots_[at].key == key) return {slots_[at].first, slots_[at].count};
  return {};
}

std::optional<Patterns::Compound> Patterns::compound(std::string_view word) const noexcept {
  if (!compounds_ || word.size() > longest_compound) return std::nullopt;
  std::optional<Compound> found;
  std::uint64_t key = word_key({});
  for (std::size_t at = 0; at + shortest_part < word.size();) {
    key = extend_key(key, next_code_point(word, at));
    if (at < shortest_part || at >= word.size()) continue;
    const Range head = meanings(key ^ head_key);
    if (head.count == 0) continue;
    const Range tail = meanings(word_key(word.substr(at)) ^ tail_key);
    if (tail.count != 0) found = Compound{at, head, tail};
  }
  return found;
}

void Patterns::number_meanings(std::size_t digits, std::int32_t value,
                               std::vector<Meaning>& add) const {
  for (const NumberClass& number : numbers_)
    if (digits >= number.least_digits && digits <= number.most_digits && value >= number.least &&
        value <= number.most && value % number.step == 0)
      add.push_back({number.symbol, false, value});
}

void Patterns::step(std::uint32_t start, std::uint32_t end, const std::vector<Atom>& atoms,
                    const std::vector<Meaning>& meanings, Search& search) const {
  const auto stop =
      static_cast<std::uint32_t>(std::min<std::size_t>(end, std::size_t{start} + longest_match));
  // What the atom after the one that is read may stand for: most positions end there, which is seen
  // before anything is kept of them (of the instructions to search this leaves half).
  std::uint64_t next = 0;
  const auto look_ahead = [&](std::uint32_t at) {
    next = end_bit;
    if (at + 1 >= stop) return;
    const Atom& atom = atoms[at + 1];
    for (std::uint32_t m = atom.first; m < atom.first + atom.count; ++m)
      next |= symbol_bit(meanings[m].symbol);
  };
  const auto take = [&](std::uint16_t p, std::uint32_t at, const Meaning& meaning,
                        std::uint32_t before) {
    const Position& position = positions_[p];
    const Atom& atom = atoms[at];
    if ((position.glued && !atom.glued) ||
        ((position.capital || meaning.capital_only) && !atom.capital))
      return;
    if (search.seen_[p] == search.stamp_) return;
    search.seen_[p] = search.stamp_;
    const auto node = static_cast<std::uint32_t>(search.nodes_.size());
    search.nodes_.push_back({before, at, p, position.constant ? position.value : meaning.value});
    search.next_.push_back({node, p});
    if (position.accepts)
      search.matches_.push_back({start, at + 1, at + 1 - start, position.rule, node});
  };
  search.next_.clear();
  ++search.stamp_;
  const Atom& begin = atoms[start];
  look_ahead(start);
  for (std::uint32_t m = begin.first; m < begin.first + begin.count; ++m)
    for (const Start& first : starts_[meanings[m].symbol])
      if ((first.follow_bits & next) != 0) take(first.position, start, meanings[m], no_node);
  for (std::uint32_t at = start + 1; at < stop && !search.next_.empty(); ++at) {
    std::swap(search.now_, search.next_);
    search.next_.clear();
    const Atom& atom = atoms[at];
    if (atom.count == 0) break;
    ++search.stamp_;
    look_ahead(at);
    for (const Search::Thread& thread : search.now_) {
      const Position& from = positions_[thread.position];
      for (std::uint32_t f = from.follow_begin; f < from.follow_end; ++f) {
        const std::uint16_t wanted = follow_symbols_[f];
        for (std::uint32_t m = atom.first; m < atom.first + atom.count; ++m)
          if (meanings[m].symbol == wanted && (follow_bits_[follows_[f]] & next) != 0)
            take(follows_[f], at, meanings[m], thread.node);
      }
    }
  }
}

void Patterns::search(const std::vector<Atom>& atoms, std::uint32_t begin, std::uint32_t end,
                      const std::vector<Meaning>& meanings, Search& search) const {
  search.nodes_.clear();
  search.matches_.clear();
  if (search.seen_.size() < positions_.size())
    search.seen_.assign(positions_.size(), search.stamp_);
  for (std::uint32_t at = begin; at < end; ++at)
    if (atoms[at].count != 0) step(at, end, atoms, meanings, search);
  for (Match& match : search.matches_) {
    std::uint32_t first = match.end, last = match.begin;
    for (std::uint32_t node = match.last; node != no_node; node = search.nodes_[node].before) {
      if (positions_[search.nodes_[node].position].core == 0) continue;
      first = search.nodes_[node].atom;
      last = std::max(last, first + 1);
    }
    match.begin = first;
    match.end = last;
  }
}

const std::vector<Match>& Patterns::Search::choose() {
  // The one place that says which of several readings wins.
  std::ranges::sort(matches_, [](const Match& a, const Match& b) {
    return std::tuple(a.begin, b.end, b.length, a.rule, a.last) <
           std::tuple(b.begin, a.end, a.length, b.rule, b.last);
  });
  chosen_.clear();
  std::uint32_t free = 0;
  for (const Match& match : matches_) {
    if (match.begin < free || match.begin >= match.end) continue;
    chosen_.push_back(match);
    free = match.end;
  }
  return chosen_;
}

void Patterns::captures(const Match& match, const Search& search,
                        std::vector<Capture>& captures) const {
  captures.clear();
  for (std::uint32_t node = match.last; node != no_node; node = search.nodes_[node].before) {
    const Search::Node& step = search.nodes_[node];
    const Position& position = positions_[step.position];
    captures.push_back({step.atom, position.core, position.slot, position.join, step.value});
  }
  std::ranges::reverse(captures);
}

}  // namespace newsline
