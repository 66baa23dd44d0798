#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "newsline/civil.h"

namespace newsline {

/// A date in EDTF (ISO 8601-2:2019, levels 0 to 2 as far as this program writes them) and what it denotes.
struct Edtf {
  Interval interval{};
  Grain grain = Grain::day;
  bool approximate = false, uncertain = false;
};

/// "2026-04-28", "2026-02", "2026", "2026-21" (seasons 21-24), "2026-33" (quarters 33-36), "2026-37" (quadrimesters),
/// "2026-40" (halves), "202X", "20XX", and "start/end" for every interval without a name of its own. "~" marks about, "?" doubt.
/// A clock time is left out: the day is what the interval denotes.
std::string print_edtf(const Edtf& date);
/// The reverse, for all that print_edtf writes and for what a person would pass to --from; the whole text or nothing.
std::optional<Edtf> parse_edtf(std::string_view text);

}  // namespace newsline
