#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "newsline/chronology.h"
#include "sources.h"

namespace newsline::chronology {

/// Which pages are copies of one another (an agency's report in many papers): nearly all of their
/// sentences are the same, so together they count as one source. Made of the set of sources alone.
/// Nearly linear in their number.
class CopyGroups {
 public:
  explicit CopyGroups(const SourceView& sources);
  /// A number that copies share. `document` must be that of one of the sources.
  std::uint32_t of(const DocumentId& document) const { return group_of_.at(document); }

 private:
  std::map<DocumentId, std::uint32_t> group_of_;
};

}  // namespace newsline::chronology
