#pragma once
#include "newsline/chronology.h"

namespace newsline::chronology {

/// --days and --per-day: the days that matter most, and for each the events that represent it best.
/// Only events of one day count.
void keep_days(const Filter& filter, Chronology& chronology);

}  // namespace newsline::chronology
