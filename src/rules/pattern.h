#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "automaton.h"
#include "base/data.h"
#include "base/span.h"

namespace newsline {

/// The smallest piece of text that patterns see: a run of letters, a run of digits, or any other
/// character alone. Finer than a token, so that "mid-1990s", "7-6" and "3pm" read the same however
/// they were tokenized.
struct Atom {
  Span span;
  std::uint32_t token = 0;
  std::uint32_t first = 0;  // its meanings: Atoms::meanings[first, first + count)
  std::uint8_t count = 0;
  bool capital = false;
  bool glued = false;  // no white space before it
  bool number = false;
};

/// Names a slot of a capture ("month", "number") by a small number, or -1. Given by whoever owns
/// the meaning of the slots.
using SlotNames = int (*)(std::string_view name);
/// Names a constant ("year", "START", "12") by its value. False when there is none.
using ConstantNames = bool (*)(std::string_view name, std::int32_t& value);

/// What one matched atom adds to a reading.
struct Capture {
  std::uint32_t atom = 0;
  std::uint16_t core = 0;  // 0: context, outside every "<" ">"
  std::int8_t slot = -1;   // -1: nothing
  Join join = Join::set;
  std::int32_t value = 0;
};

/// A rule that matched. Atoms are half-open; `begin` and `end` are those of the cores, without
/// context.
struct Match {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t length = 0;  // all atoms, with context
  std::uint16_t rule = 0;
  std::uint32_t last = 0;  // private: the end of its path
};

/// The words and patterns of one language, compiled into one position automaton (Glushkov 1961)
/// over word classes.
///
/// Word file:  word TAB class TAB value [TAB "capital"]. A word may stand in several classes; words
/// parted by spaces are a phrase.
///   "%1-2 TAB day TAB 1..31": a number of one or two digits with a value in these bounds.
///   "montag-" begins a compound and "-abend" ends one: an unknown word made of two such parts is
///   read as both, the second glued to the first.
/// Rule file:  name TAB pattern TAB gives TAB examples TAB counter-examples; a name that begins
/// with "$" is a macro, its pattern is put
///   in wherever another pattern names it.
/// Pattern:    word, {class} (fills the slot of that name), {class:slot}, {class+slot},
/// {class*slot}, {class#slot}, {class:} (fills none), $macro,
///   [optional], (a | b), (a b)+ repeated, <core>. "~" before an element: no white space before it.
///   "^": begins with a capital. Outside <> everything is context, which must be there and is not
///   part of the expression; without <> the whole match is the core.
class Patterns {
 public:
  /// Nothing matches.
  Patterns() = default;
  Patterns(Patterns&&) noexcept = default;
  Patterns& operator=(Patterns&&) noexcept = default;
  /// Those of a word file and a rule file: in place where the build has compiled them, else
  /// compiled here. `data` must live longer. Throws Error("data.rules") that names file and line.
  Patterns(const Data& data, std::string_view words, std::string_view rules, SlotNames slots,
           ConstantNames constants);

  struct Rule {
    std::string_view name, gives;  // into the file's bytes
    std::size_t line = 0;
  };
  Rule rule(std::size_t number) const;
  std::size_t rule_count() const noexcept { return rules_.size(); }
  /// The file of the rules.
  const std::string& file() const noexcept { return file_; }

  /// The meanings of a word, or an empty range.
  struct Range {
    std::uint32_t first = 0;
    std::uint8_t count = 0;
  };
  Range meanings(std::uint64_t key) const noexcept;
  /// How an unknown word falls into the beginning and the end of a compound: the longest beginning
  /// that leaves an end.
  struct Compound {
    std::size_t cut = 0;
    Range head, tail;
  };
  std::optional<Compound> compound(std::string_view word) const noexcept;
  std::span<const Meaning> word_meanings() const noexcept { return meanings_; }
  /// Adds the meanings of a number of `digits` digits.
  void number_meanings(std::size_t digits, std::int32_t value, std::vector<Meaning>& add) const;

  /// Room for one search; kept by the caller so that nothing is allocated per sentence.
  class Search;
  /// All matches among the atoms [begin, end), wherever they begin: see Search::matches. No match
  /// holds an atom without meanings.
  void search(const std::vector<Atom>& atoms, std::uint32_t begin, std::uint32_t end,
              const std::vector<Meaning>& meanings, Search& search) const;
  /// Those that begin with the atom `begin`.
  void search_at(const std::vector<Atom>& atoms, std::uint32_t begin, std::uint32_t end,
                 const std::vector<Meaning>& meanings, Search& search) const;
  /// What the match's atoms filled, in order of the text.
  void captures(const Match& match, const Search& search, std::vector<Capture>& captures) const;

 private:
  void clear(Search& search) const;
  void place_matches(Search& search) const;
  void step(std::uint32_t start, std::uint32_t end, const std::vector<Atom>& atoms,
            const std::vector<Meaning>& meanings, Search& search) const;

  std::string file_;
  std::string_view text_;  // of the file
  std::vector<char> own_;  // what was compiled here; the arrays lie in it or in the program
  std::span<const automaton::Position> positions_;
  std::span<const std::uint16_t> follows_;
  // of follows_, side by side: what is looked at most
  std::span<const std::uint16_t> follow_symbols_;
  // by position: the classes that may follow it, as bits, and one where it accepts
  std::span<const std::uint64_t> follow_bits_;
  std::span<const std::uint32_t> start_begins_;  // by symbol: its part of starts_
  std::span<const automaton::Start> starts_;
  // by how many digits a number has, those that have a class: most are asked for one or two
  std::array<std::vector<automaton::NumberClass>, 10> numbers_;
  std::span<const automaton::Slot> slots_;
  std::span<const Meaning> meanings_;
  std::span<const automaton::Rule> rules_;
  bool compounds_ = false;
};

class Patterns::Search {
 public:
  Search() = default;
  ~Search();
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;
  /// In order of the text, not overlapping. Leftmost first; of those that begin together the
  /// longest; of equally long ones the one that saw more context, then the one whose rule stands
  /// first in the file.
  const std::vector<Match>& choose();
  /// Every match that search() found; remove here what must not be chosen.
  std::vector<Match>& matches() noexcept { return room_.matches; }

 private:
  friend class Patterns;
  struct Node {
    std::uint32_t before;
    std::uint32_t atom;
    std::uint16_t position;
    std::int32_t value;
  };
  struct Thread {
    std::uint32_t node;
    std::uint16_t position;
  };
  /// What a search fills. A language's patterns have so many positions that a thread of the program
  /// keeps the room from one search to the next: making it anew took a fortieth of a short record.
  struct Room {
    std::vector<Node> nodes;
    std::vector<Thread> now, next;
    // Which positions hold a thread for the atom that is read: those with the newest stamp.
    std::vector<std::uint32_t> seen;
    std::uint32_t stamp = 0;
    std::vector<Match> matches, chosen;
    void next_stamp() {
      if (++stamp != 0) return;
      std::ranges::fill(seen, stamp++);
    }
  };
  Room room_;
};

/// Cuts text into atoms: where the atom that begins at `at` ends.
std::size_t atom_end(std::string_view text, std::size_t at) noexcept;

}  // namespace newsline
