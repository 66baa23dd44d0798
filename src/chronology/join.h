#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "copies.h"
#include "entities.h"
#include "merge_rules.h"
#include "newsline/chronology.h"
#include "story_index.h"

namespace newsline::chronology {

/// The sources of many chronologies: sorted, each once.
struct SettledSources {
  // each allocated by itself, so that memory is freed as events are handed on
  std::vector<std::unique_ptr<Source>> all;
  // of each the first that says the same words of the same date (agency copy): itself in most cases
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> compared;  // those that are their own first
};
SettledSources settle(std::vector<std::unique_ptr<Source>> sources);

/// Sources grouped by the event that they report.
struct JoinedSources {
  SettledSources sources;
  std::unique_ptr<StoryIndex> index;                   // of the sources that are compared
  std::vector<std::vector<std::uint32_t>> happenings;  // numbers of the index
  std::vector<std::vector<std::uint32_t>> members;     // numbers of the sources, copies too
};
/// Nearly linear in the number of sources.
JoinedSources join_sources(std::vector<std::unique_ptr<Source>> sources,
                           const std::vector<Document>& documents, const EntityMerger& entities,
                           const MergeRules& rules);

/// The event that the sources of one group report. Date: supported by most independent sources,
/// then the finest. Headline, sentence and trigger: from the best source. Names of participants are
/// left to the caller. The sources are moved from.
OutputEvent event_of(JoinedSources& joined, std::size_t happening, const CopyGroups& copies,
                     const EntityMerger& entities);

}  // namespace newsline::chronology
