#pragma once
// Temporal expressions: found by rules, then given their days.
//
//     "on Tuesday"    recognize: weekday = 2, open: the week
//                     resolve:   2024-03-05, counted from the page's day, by the tense of its verb
// recognize reads words alone and sentence by sentence; resolve walks the whole article, since a
// date may count from the one before it. Values are TIMEX3's (TimeML 1.2.1) and EDTF's (ISO
// 8601-2).
// What it does not do: say which happening has the date (event).
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/data.h"
#include "base/pack.h"
#include "base/span.h"
#include "newsline/civil.h"
#include "sentence/sentence.h"
#include "token/token.h"

namespace newsline {

/// TIMEX3 @type and @mod (TimeML 1.2.1).
enum class TimexType : std::uint8_t { date, time, duration, set };
enum class Mod : std::uint8_t {
  none,
  approx,
  before,
  after,
  on_or_before,
  on_or_after,
  less_than,
  more_than,
  equal_or_less,
  equal_or_more,
  start,
  mid,
  end
};
/// What filled the fields that the words left open.
enum class Basis : std::uint8_t { words_alone, document_time, earlier_timex };

/// What the words of a timex fill, and what they leave open: the slots of the patterns
/// (data/README.md). Filled by recognize, read by resolve.
struct TimexFields {
  enum Slot : std::uint8_t {
    year,
    short_year,
    month,
    day,
    weekday,
    week,
    quarter,
    half,
    season,
    decade,
    short_decade,
    century,
    part,
    weekend,
    holiday,
    hour,
    minute,
    second,
    meridian,
    zone,
    number,
    decimal,
    fraction,
    unit,
    shift,
    direction,
    mod,
    vague,
    era,
    fiscal,
    anchor,
    reference,
    clock,
    alone,
    message,
    whole,
    order,
    kind,
    point,
    finer,
    finer_unit,
    compact,
    clause,
    slots
  };
  static constexpr std::int32_t open = INT32_MIN;
  std::array<std::int32_t, slots> value;
  TimexFields() { value.fill(open); }
  bool has(Slot slot) const noexcept { return value[slot] != open; }
  std::int32_t operator[](Slot slot) const noexcept { return value[slot]; }
  std::int32_t get(Slot slot, std::int32_t otherwise) const noexcept {
    return has(slot) ? value[slot] : otherwise;
  }
  void set(Slot slot, std::int32_t to) noexcept { value[slot] = to; }
};

/// The names of slots and constants as rule files write them ("month", "YEAR"); see data/README.md.
/// -1 and false for what is none.
int slot_named(std::string_view name);
bool constant_named(std::string_view name, std::int32_t& value);
/// Reads what a rule gives, "date shift=-1 unit=YEAR", into the slots that are still open. False
/// when a word of it is unknown.
bool apply_gives(std::string_view gives, TimexFields& fields);

/// Where fields lie on the calendar that leave nothing open (a year at least, or a decade or
/// century), narrowed by `mod`.
struct CalendarPlace {
  Interval interval{};
  Grain grain = Grain::day;
  bool approximate = false;
};
std::optional<CalendarPlace> place_of(const TimexFields& fields);

/// A temporal expression.
struct Timex {
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  Span span;
  std::uint32_t sentence = 0;                     // index into the sentences
  std::uint32_t first_token = 0, last_token = 0;  // half-open, into Tokens::all
  TimexType type = TimexType::date;
  Mod mod = Mod::none;
  Grain grain = Grain::day;
  Basis basis = Basis::words_alone;
  bool approximate = false;  // "around 1999", "about two years ago"
  // PRESENT_REF, PAST_REF, FUTURE_REF, PXY: no place on the calendar
  bool vague = false;
  bool year_given = false;  // the words name the year
  std::uint16_t rule = 0;   // TimexRules::rule_name
  // the side of the anchor that the words around it point to: below 0 before, above 0 after, 0
  // unknown
  std::int8_t tense = 0;
  // the timex it was resolved from, where basis is earlier_timex
  std::uint32_t anchor = none;
  // the day that its place was counted from; empty where the words alone tell it
  std::optional<Day> counted_from;
  // TIMEX3 @value: "2024-03-05", "P3D", "PAST_REF"; printed from grain and unmodified interval
  std::string value;
  // of a clock time, as the text gives it: "GMT", "ET", "+02:00"
  std::string zone;
  // where it lies, narrowed by mod; empty where it has no place on the calendar
  std::optional<Interval> interval;
  TimexFields fields;
};

/// Two timexes (or one and an open end) that together tell one stretch: "from May 3 to May 5",
/// "2023-2025", "July 9 and 10".
struct TimexRange {
  std::uint32_t first = 0, last = 0;  // indices into Timexes::all
  Span span;                          // from the first's begin to the last's end
  Interval interval{};
};

/// Timexes by number. Those of a page with thousands are kept in some fifty bytes each and unpacked
/// when they are asked for: a reference then holds until some hundred others were asked for, so
/// what is kept beside a walk over many must be a copy. One thread at a time may ask.
class TimexList {
 public:
  using Iterator = NumberIterator<TimexList>;
  std::size_t size() const noexcept { return packed_ + open_.size(); }
  bool empty() const noexcept { return size() == 0; }
  const Timex& operator[](std::size_t number) const {
    return number >= packed_ ? open_[number - packed_] : unpacked(number);
  }
  const Timex& back() const { return (*this)[size() - 1]; }
  Iterator begin() const;
  Iterator end() const;
  void push_back(Timex timex);
  void set(std::size_t number, const Timex& timex);
  /// `drops` may change what it keeps.
  void erase_if(const std::function<bool(Timex&)>& drops);

 private:
  static constexpr std::size_t most_open = 2048, at_hand = 512;
  struct Unpacked {
    std::size_t number = SIZE_MAX;
    Timex timex;
  };
  const Timex& unpacked(std::size_t number) const;

  std::size_t packed_ = 0;
  Store store_;
  std::deque<std::uint32_t> places_;
  std::vector<Timex> open_;                   // behind those that are packed
  mutable std::vector<Unpacked> unpacked_;    // in a ring
  mutable std::vector<std::uint16_t> slots_;  // by number, modulo: where in the ring it may be
  mutable std::size_t next_ = 0;
};
inline TimexList::Iterator TimexList::begin() const { return {*this, 0}; }
inline TimexList::Iterator TimexList::end() const { return {*this, size()}; }

struct Timexes {
  TimexList all;  // in order of the text, not overlapping
  std::vector<TimexRange> ranges;
};

/// The temporal rules of one language, compiled. Read once, shared by all threads.
class TimexRules {
 public:
  /// Throws Error("data.rules") that names file and line.
  TimexRules(const Data& data, std::string_view language);
  ~TimexRules();
  TimexRules(TimexRules&&) noexcept;
  std::string_view rule_name(std::uint16_t rule) const;
  /// "en/timex.tsv:97"
  std::string rule_place(std::uint16_t rule) const;
  struct Impl;
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// Step one: finds the expressions and what the words say, leaving open what they leave open. Needs
/// no parts of speech.
Timexes recognize(const Article& article, const std::vector<Sentence>& sentences,
                  const Tokens& tokens, const TimexRules& rules);
/// The document creation time as the text tells it, for a page whose metadata does not: a dateline,
/// or the latest explicit date in the lead that the prose treats as now. Empty when nothing is
/// sure.
std::optional<Published> published_in_text(const Article& article,
                                           const std::vector<Sentence>& sentences,
                                           const Tokens& tokens, const Timexes& timexes);
/// The dates that labels and headings give to paragraphs ("1953", "Aug. 6:"): what stands under one
/// counts from it.
struct EntryDate {
  Interval when{};
  Grain grain = Grain::day;
  Span label{};  // its words
};
struct EntryDates {
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  std::vector<EntryDate> all;
  // index into `all`, or none; may be shorter than the paragraphs
  std::vector<std::uint32_t> of_paragraph;
  const EntryDate* of(std::uint32_t paragraph) const {
    return paragraph < of_paragraph.size() && of_paragraph[paragraph] != none
               ? &all[of_paragraph[paragraph]]
               : nullptr;
  }
};

/// Step two: fills the gaps from the document creation time or an earlier timex. The sentences that
/// hold timexes must be tagged. Without a document creation time, relative expressions stay without
/// interval (and get TIMEX3 values with X).
void resolve(Timexes& timexes, const Article& article, const std::vector<Sentence>& sentences,
             const Tokens& tokens, const TimexRules& rules, std::optional<Published> document_time,
             const EntryDates* entries = nullptr);
/// Why a timex has its value, a line each step: the rule that read the words and what they fill,
/// what it was counted from (and what that was counted from, indented), the value. `timex` is an
/// index into Timexes::all.
std::vector<std::string> explain(const Timexes& timexes, std::uint32_t timex,
                                 const Article& article, const std::vector<Sentence>& sentences,
                                 const TimexRules& rules, std::optional<Published> document_time);

}  // namespace newsline
