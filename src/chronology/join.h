#pragma once
#include <vector>

#include "newsline/chronology.h"
#include "union.h"
#include "voices.h"

namespace newsline {

/// The sources of one happening each, from the sources of many chronologies: sorted, each source once. Nearly linear in their number.
std::vector<std::vector<Source>> join_tellings(std::vector<Source> sources, const EntityUnion& entities);
/// The event that sources of one happening tell together: its date is the one that most voices bear out, and of those the finest; the
/// source that tells it best speaks for it. Names of participants are left to the caller.
ToldEvent event_of(std::vector<Source> sources, const Voices& voices, const EntityUnion& entities);

}  // namespace newsline
