#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "copies.h"
#include "entities.h"
#include "merge_rules.h"
#include "newsline/chronology.h"
#include "sources.h"
#include "story_index.h"

namespace newsline::chronology {

/// The sources of many chronologies: sorted, each once.
struct SettledSources {
  PackedSources all;
  // of each the first that says the same words of the same date (agency copy): itself in most cases
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> compared;  // those that are their own first
};
SettledSources settle(PackedSources sources);

/// Sources grouped by the event that they report.
struct JoinedSources {
  SettledSources sources;
  std::unique_ptr<StoryIndex> index;                   // of the sources that are compared
  std::vector<std::vector<std::uint32_t>> happenings;  // numbers of the index
  std::vector<std::vector<std::uint32_t>> members;     // numbers of the sources, copies too
};
/// Nearly linear in the number of sources.
JoinedSources join_sources(PackedSources sources, const std::vector<Document>& documents,
                           const EntityMerger& entities, const MergeRules& rules);

/// What is decided of an event before its words are put together.
struct EventOutline {
  std::uint64_t id = 0;  // content_key()
  Day start{}, end{};
  // the sources that give the date and the words, as places among the members
  std::uint32_t dated_by = 0, told_by = 0;
  Certainty certainty = Certainty::asserted;
  double salience = 0;
};
/// Date: supported by most independent sources, then the finest. Headline, sentence and trigger:
/// from the best source. `sources`: those of the group, as unpack() gives them.
EventOutline outline_of(const JoinedSources& joined, std::size_t happening,
                        const std::vector<Source>& sources, const CopyGroups& copies);
/// The event that the sources report. They are moved into it.
OutputEvent event_of(const EventOutline& outline, std::vector<Source>&& sources,
                     const EntityMerger& entities);
/// The sources of one group, into `sources`.
void unpack(const JoinedSources& joined, std::size_t happening, std::vector<Source>& sources);

}  // namespace newsline::chronology
