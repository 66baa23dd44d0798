#pragma once
// The overview strip of the HTML page: a drawing of where in time the events lie. Internal to this
// folder.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dates.h"
#include "newsline/chronology.h"

namespace newsline::write {

/// One event as the strip sees it.
struct StripEvent {
  Day first, last;  // both inclusive
  Certainty certainty;
  double salience;
  std::string_view section;  // the id of the section or month that holds it
  std::size_t number;        // of the event, for `labels` and `anchor`
};

struct StripWords {
  const Wording* dates;
  std::vector<std::string> earlier, later;  // two lines each, {n} in one of them
  std::string_view thousands;               // between them in numbers
  std::string now;                          // beside the line at `now`
  /// The date and the headline of some events, plain words.
  std::function<std::vector<std::string>(const std::vector<std::size_t>&)> labels;
  std::function<std::string(std::size_t)> anchor;  // the id of its element on the page
};

/// Appends the drawing to `out`; nothing where there are no events. `events` in order of time.
void write_strip(std::string& out, const std::vector<StripEvent>& events, std::optional<Day> now,
                 const StripWords& words);

}  // namespace newsline::write
