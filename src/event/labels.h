#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dates.h"
#include "event/syntax/lexicon.h"
#include "rules/pattern.h"
#include "timex/timex.h"

namespace newsline::event {

/// What a label says, with what it leaves open left open. A few slots of TimexFields, kept small
/// since a page may have thousands of labels.
class LabelFields {
 public:
  void set(TimexFields::Slot slot, std::int32_t value);
  bool has(TimexFields::Slot slot) const { return find(slot) < count_; }
  std::int32_t get(TimexFields::Slot slot, std::int32_t otherwise) const;
  bool empty() const { return count_ == 0; }
  TimexFields all() const;
  bool has_year() const;
  /// Something that lies in every year: a month, a season, a quarter, a half.
  bool has_part_of_year() const;
  bool has_clock() const { return has(TimexFields::hour); }
  /// Minutes since midnight, or -1.
  int clock() const;
  friend bool operator==(const LabelFields&, const LabelFields&) = default;

 private:
  static constexpr std::size_t most = 8;
  std::size_t find(TimexFields::Slot slot) const;
  std::array<std::uint8_t, most> slots_{};
  std::array<std::int16_t, most> values_{};
  std::uint8_t count_ = 0;
};

/// What parts a label from the words that it dates, from the surest to the least: it stands alone
/// in its line or cell; a colon, bar, spaced dash; a full stop, bracket, glued dash; a comma or
/// nothing.
enum class Closer : std::uint8_t { line, colon, stop, none };
/// How figures with strokes order day and month: "23/5/19", "5/23/19", "9/5/19" (kept as day
/// first).
enum class SlashOrder : std::uint8_t { none, day_first, month_first, either };
enum class LabelPlace : std::uint8_t { whole, first, cell, last };

/// A label as it stands, before the labels of the page are solved together.
struct Label {
  std::uint32_t paragraph = 0;
  Span span{};  // its words, without what closes it
  // the byte where the words that it dates begin; of a whole, cell or last one its paragraph's end
  // or begin
  std::uint32_t content = 0;
  LabelPlace place = LabelPlace::first;
  Closer closer = Closer::none;
  bool lead = false;   // "On", "In", "By" stands before the date
  bool range = false;  // first and last are the ends of a stretch
  SlashOrder order = SlashOrder::none;
  LabelFields first{}, last{};
  // what the grammar does not know but the temporal rules do: "Easter 2019:"
  std::optional<DateMention> fixed{};
};

/// The labels of one language: the patterns of data/<language>/labels.tsv over the words of its
/// timewords.tsv. A language without the file has those labels alone that its temporal rules read.
class LabelRules {
 public:
  LabelRules(const Data& data, std::string_view language);
  bool empty() const { return patterns_.rule_count() == 0; }

 private:
  friend class LabelReader;
  Patterns patterns_;
  std::vector<TimexFields> gives_;
};

/// What the grammar finds at the beginning of a text.
struct LabelMatch {
  LabelFields first, last;
  bool range = false, lead = false;
  SlashOrder order = SlashOrder::none;
  std::uint32_t end = 0;  // byte behind the label
  Closer closer = Closer::none;
  std::uint32_t content = 0;  // byte behind what closes it
};

/// Matches labels; keeps the room that a search needs. For one thread; the rules must live longer.
class LabelReader {
 public:
  explicit LabelReader(const LabelRules& rules);
  ~LabelReader();
  /// The label that [begin, end) of `text` begins with; of several the longest of those that
  /// something closes.
  std::optional<LabelMatch> match(std::string_view text, std::uint32_t begin, std::uint32_t end);

 private:
  class Atomizer;
  struct Ends;
  std::optional<LabelMatch> read(const Match& found, std::string_view text, std::uint32_t end);
  Ends captured() const;
  SlashOrder order_of(const Ends& ends, std::string_view text) const;
  const LabelRules& rules_;
  std::unique_ptr<Atomizer> atomizer_;
  Patterns::Search search_;
  std::vector<Capture> captures_;
};

/// "1953-08-15", "XXXX-08-15 W5", "T09:49": what a match says, for tests.
std::string show_label(const LabelMatch& match);

/// All that may be labels of an article, in order, one a paragraph at most. A paragraph that only
/// looks like one is left out: one that no other bears out, and that nothing closes.
std::vector<Label> find_labels(const Article& article, const std::vector<Sentence>& sentences,
                               const Tokens& tokens, const Dates& dates, const Words& words,
                               const LabelRules& rules);

}  // namespace newsline::event
