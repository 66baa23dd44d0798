#pragma once
#include "newsline/chronology.h"

namespace newsline::chronology {

/// --about: keeps the events whose words or names fit the words that were asked for, the best
/// first, each with what fitted.
void keep_about(const Filter& filter, Chronology& chronology);

}  // namespace newsline::chronology
