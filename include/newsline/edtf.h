#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "newsline/civil.h"

namespace newsline {

/// A date in EDTF (ISO 8601-2:2019, levels 0 to 2 as far as this program writes them) and what it
/// denotes.
struct Edtf {
  Interval interval{};
  Grain grain = Grain::day;
  bool approximate = false, uncertain = false;
  /// The grain of either end in the text, where it is known: "Late 2022 – Early 2023" is
  /// part_of_year at both ends, "September 2022 – April 2023", the same days, month. Grain::range:
  /// unknown.
  Grain first_grain = Grain::range, last_grain = Grain::range;
  friend bool operator==(const Edtf&, const Edtf&) = default;
};

/// "2026-04-28", "2026-02", "2026", "2026-21" (seasons 21-24), "2026-33" (quarters 33-36),
/// "2026-37" (quadrimesters), "2026-40" (halves), "202X", "20XX", and "start/end" for every
/// interval without a name of its own. "~" marks about, "?" doubt,
/// "%" both. The interval alone decides the name. An end at the bounds of the calendar (civil.h,
/// all_time) is open: "2024/..". A clock time is left out: the days that the interval touches are
/// what the text denotes.
std::string print_edtf(const Edtf& date);
/// The reverse, for all that print_edtf writes and for what a person would pass to --from; the
/// whole text or nothing. Takes besides time stamps (their day), the seasons of one hemisphere
/// (25-32), "2024-XX", "2024-05-XX", "2024-XX-XX" (the year or month) and the unknown end of level
/// 1 ("2024/", read as open). Years have four digits.
std::optional<Edtf> parse_edtf(std::string_view text);

}  // namespace newsline
