#pragma once
#include "newsline/chronology.h"

namespace newsline::chronology {

/// --days and --per-day: the days that matter most, and on each the events that tell them best. Only events of one day count.
void keep_days(const Filter& filter, Chronology& chronology);

}  // namespace newsline::chronology
