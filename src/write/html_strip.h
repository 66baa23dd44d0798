#pragma once
// The overview strip of the HTML page: a drawing of where in time the events lie. Internal to this
// folder.
#include <optional>
#include <string>
#include <vector>

#include "dates.h"
#include "newsline/chronology.h"

namespace newsline {

/// One event as the strip sees it.
struct StripEvent {
  Day first, last;  // both inclusive
  Certainty certainty;
  double salience;
  std::string anchor;   // the id of its element on the page
  std::string section;  // the id of the section or month that holds it
  std::string label;    // its date and headline, plain words
};

struct StripWords {
  const Wording* dates;
  std::vector<std::string> earlier, later;  // two lines each, {n} in one of them
  std::string_view thousands;               // between them in numbers
  std::string now;                          // beside the line at `now`
};

/// Appends the drawing to `out`; nothing where there are no events. `events` in order of time.
void write_strip(std::string& out, const std::vector<StripEvent>& events, std::optional<Day> now,
                 const StripWords& words);

}  // namespace newsline
