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
#include <memory>
#include <new>
#include <tuple>
#include <utility>

#include "base/flat.h"
#include "base/kept_room.h"
#include "base/utf8.h"
#include "pattern_reader.h"

namespace newsline {

using namespace automaton;

namespace {

constexpr std::uint32_t no_node = 0xFFFFFFFF;
// atoms: bounds the work at one start, so that a search stays linear
constexpr std::uint32_t longest_match = 48;

constexpr std::size_t longest_compound = 48, shortest_part = 2;  // bytes

}  // namespace

Patterns::Patterns(const Data& data, std::string_view words, std::string_view rules,
                   SlotNames slots, ConstantNames constants)
    : file_(rules), text_(data.file(rules)) {
  std::string_view bytes = data.compiled(rules, ".automaton");
  if (bytes.empty()) {
    own_ = compile_patterns(data, words, rules, slots, constants);
    bytes = {own_.data(), own_.size()};
  }
  FlatReader from(bytes, kind, rules);
  positions_ = from.next<Position>();
  follows_ = from.next<std::uint16_t>();
  follow_symbols_ = from.next<std::uint16_t>();
  follow_bits_ = from.next<std::uint64_t>();
  start_begins_ = from.next<std::uint32_t>();
  starts_ = from.next<Start>();
  for (const NumberClass& number : from.next<NumberClass>())
    for (std::size_t size = number.least_digits;
         size <= number.most_digits && size < numbers_.size(); ++size)
      numbers_[size].push_back(number);
  slots_ = from.next<automaton::Slot>();
  meanings_ = from.next<Meaning>();
  rules_ = from.next<automaton::Rule>();
  compounds_ = from.next<std::uint32_t>().front() != 0;
}

Patterns::Rule Patterns::rule(std::size_t number) const {
  const automaton::Rule& rule = rules_[number];
  return {text_.substr(rule.name, rule.name_size), text_.substr(rule.gives, rule.gives_size),
          rule.line};
}

Patterns::Range Patterns::meanings(std::uint64_t key) const noexcept {
  if (slots_.empty()) return {};
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = key & mask; slots_[at].count != 0; at = (at + 1) & mask)
    if (slots_[at].key == key)
      return {slots_[at].first, static_cast<std::uint8_t>(slots_[at].count)};
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
  if (digits >= numbers_.size()) return;  // a value of 32 bits has nine at most
  for (const NumberClass& number : numbers_[digits])
    if (value >= number.least && value <= number.most &&
        (number.step == 1 || value % number.step == 0))
      add.push_back({number.symbol, 0, value});
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
        ((position.capital || meaning.capital_only != 0) && !atom.capital))
      return;
    if (search.room_.seen[p] == search.room_.stamp) return;
    search.room_.seen[p] = search.room_.stamp;
    const auto node = static_cast<std::uint32_t>(search.room_.nodes.size());
    search.room_.nodes.push_back(
        {before, at, p, position.constant ? position.value : meaning.value});
    search.room_.next.push_back({node, p});
    if (position.accepts)
      search.room_.matches.push_back({start, at + 1, at + 1 - start, position.rule, node});
  };
  search.room_.next.clear();
  search.room_.next_stamp();
  const Atom& begin = atoms[start];
  look_ahead(start);
  for (std::uint32_t m = begin.first; m < begin.first + begin.count; ++m)
    for (std::uint32_t s = start_begins_[meanings[m].symbol];
         s < start_begins_[meanings[m].symbol + 1U]; ++s)
      if ((starts_[s].follow_bits & next) != 0)
        take(static_cast<std::uint16_t>(starts_[s].position), start, meanings[m], no_node);
  for (std::uint32_t at = start + 1; at < stop && !search.room_.next.empty(); ++at) {
    std::swap(search.room_.now, search.room_.next);
    search.room_.next.clear();
    const Atom& atom = atoms[at];
    if (atom.count == 0) break;
    search.room_.next_stamp();
    look_ahead(at);
    for (const Search::Thread& thread : search.room_.now) {
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
  clear(search);
  for (std::uint32_t at = begin; at < end; ++at)
    if (atoms[at].count != 0) step(at, end, atoms, meanings, search);
  place_matches(search);
}

void Patterns::search_at(const std::vector<Atom>& atoms, std::uint32_t begin, std::uint32_t end,
                         const std::vector<Meaning>& meanings, Search& search) const {
  clear(search);
  if (begin < end && atoms[begin].count != 0) step(begin, end, atoms, meanings, search);
  place_matches(search);
}

void Patterns::clear(Search& search) const {
  Search::Room& room = search.room_;
  if (room.seen.empty())
    if (const std::unique_ptr<Search::Room> kept = KeptRoom<Search::Room>::take())
      room = std::move(*kept);
  room.nodes.clear();
  room.matches.clear();
  if (room.seen.size() < positions_.size()) room.seen.assign(positions_.size(), room.stamp);
}

/// From the atoms that a match read to those of its core.
void Patterns::place_matches(Search& search) const {
  for (Match& match : search.room_.matches) {
    std::uint32_t first = match.end, last = match.begin;
    for (std::uint32_t node = match.last; node != no_node; node = search.room_.nodes[node].before) {
      if (positions_[search.room_.nodes[node].position].core == 0) continue;
      first = search.room_.nodes[node].atom;
      last = std::max(last, first + 1);
    }
    match.begin = first;
    match.end = last;
  }
}

Patterns::Search::~Search() {
  if (room_.seen.empty()) return;
  KeptRoom<Room>::leave(std::unique_ptr<Room>(new (std::nothrow) Room(std::move(room_))));
}

const std::vector<Match>& Patterns::Search::choose() {
  // The one place that says which of several readings wins.
  std::ranges::sort(room_.matches, [](const Match& a, const Match& b) {
    return std::tuple(a.begin, b.end, b.length, a.rule, a.last) <
           std::tuple(b.begin, a.end, a.length, b.rule, b.last);
  });
  room_.chosen.clear();
  std::uint32_t free = 0;
  for (const Match& match : room_.matches) {
    if (match.begin < free || match.begin >= match.end) continue;
    room_.chosen.push_back(match);
    free = match.end;
  }
  return room_.chosen;
}

void Patterns::captures(const Match& match, const Search& search,
                        std::vector<Capture>& captures) const {
  captures.clear();
  for (std::uint32_t node = match.last; node != no_node; node = search.room_.nodes[node].before) {
    const Search::Node& step = search.room_.nodes[node];
    const Position& position = positions_[step.position];
    captures.push_back({step.atom, position.core, position.slot, position.join, step.value});
  }
  std::ranges::reverse(captures);
}

}  // namespace newsline
