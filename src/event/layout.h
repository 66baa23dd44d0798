#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "newsline/event.h"
#include "words.h"

namespace newsline::event_room {

/// A date as the text gives it: one timex, or two that make a range.
struct Told {
  std::uint32_t timex = Timex::none;   // index into Timexes::all; of a range its first
  std::uint32_t range = Timex::none;   // index into Timexes::ranges
  std::uint32_t first_token = 0, last_token = 0;  // half-open, into Tokens::all
  Span span{};
  Interval when{};                     // whole days
  Grain grain = Grain::day;
  bool approximate = false;
};

/// All dates of an article in order of the text: those of a range as one, without durations, sets and what has no place on the calendar.
class Dates {
 public:
  explicit Dates(const Timexes& timexes);
  std::size_t size() const noexcept { return places_.size(); }
  std::uint32_t first_token(std::size_t number) const { return places_[number].first_token; }
  Told operator[](std::size_t number) const;
  /// The first one that begins at this token or behind it; size() when there is none.
  std::size_t from(std::uint32_t token) const;

 private:
  struct Place {
    std::uint32_t first_token = 0;
    std::uint32_t number = 0;  // of the timex, or of the range
    bool range = false;
  };
  const Timexes& timexes_;
  std::deque<Place> places_;
};
/// One timex by itself, also where it is the end of a range; empty when it has no place on the calendar.
std::optional<Told> told_alone(const Timexes& timexes, std::uint32_t timex);

/// What a paragraph's date says about its sentences.
struct Dating {
  enum class Kind : std::uint8_t { none, label, heading, stamp };
  Kind kind = Kind::none;
  Told told{};
  std::uint32_t content = 0;   // the byte where the paragraph's own words begin, behind the label
  bool leads = false;          // the first sentences after the label or heading
};

struct Layout {
  std::vector<Dating> paragraphs;        // by paragraph
  std::vector<bool> date_only;           // a paragraph that is nothing but a date
  std::vector<std::uint32_t> first_sentence;  // by paragraph, the first sentence of it; one more at the end
  std::uint32_t dated_paragraphs = 0;    // how many carry a label or stand under a date heading
  std::optional<Span> dateline;          // the words "BERLIN, May 15 (Reuters) -" that open the story
};

Layout read_layout(const Reading& reading, const Dates& dates, const Words& words);

}  // namespace newsline::event_room
