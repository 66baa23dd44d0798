#pragma once
#include <vector>

#include "merge_rules.h"
#include "newsline/chronology.h"
#include "union.h"
#include "voices.h"

namespace newsline {

/// The sources of many chronologies: sorted, each once.
struct SettledSources {
  std::vector<Source> all;
  std::vector<std::uint32_t> first;     // of each the first that says the same words of the same date (agency copy): itself in most cases
  std::vector<std::uint32_t> compared;  // those that are their own first
};
SettledSources settle(std::vector<Source> sources);

/// The sources of one happening each, from the sources of many chronologies: sorted, each source once. Nearly linear in their number.
std::vector<std::vector<Source>> join_tellings(std::vector<Source> sources, const std::vector<Document>& documents, const EntityUnion& entities,
                                               const MergeRules& rules);
/// The event that sources of one happening tell together: its date is the one that most voices bear out, and of those the finest; the
/// source that tells it best speaks for it. Names of participants are left to the caller.
ToldEvent event_of(std::vector<Source> sources, const Voices& voices, const EntityUnion& entities);

}  // namespace newsline
