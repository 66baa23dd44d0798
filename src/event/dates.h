#pragma once
#include <cstdint>
#include <deque>
#include <optional>

#include "timex/timex.h"

namespace newsline::event {

/// A date as the text gives it: one timex, or two that make a range.
struct DateMention {
  std::uint32_t timex = Timex::none;              // index into Timexes::all; of a range its first
  std::uint32_t range = Timex::none;              // index into Timexes::ranges
  std::uint32_t first_token = 0, last_token = 0;  // half-open, into Tokens::all
  Span span{};
  Interval when{};  // whole days
  Grain grain = Grain::day;
  bool approximate = false;
};

/// All dates of an article in order of the text: those of a range as one, without durations, sets
/// and what has no place on the calendar.
class Dates {
 public:
  explicit Dates(const Timexes& timexes);
  std::size_t size() const noexcept { return places_.size(); }
  std::uint32_t first_token(std::size_t number) const { return places_[number].first_token; }
  DateMention operator[](std::size_t number) const;
  /// The first one that begins at this token or behind it; size() when there is none.
  std::size_t from(std::uint32_t token) const;
  /// "Monday to Friday": weekdays alone from one to another.
  bool spans_weekdays(const DateMention& mention) const;

 private:
  struct Place {
    std::uint32_t first_token = 0;
    std::uint32_t number = 0;  // of the timex, or of the range
    bool range = false;
  };
  const Timexes& timexes_;
  std::deque<Place> places_;
};
/// One timex by itself, also where it is the end of a range; empty when it has no place on the
/// calendar.
std::optional<DateMention> single_date(const Timexes& timexes, std::uint32_t timex);

}  // namespace newsline::event
