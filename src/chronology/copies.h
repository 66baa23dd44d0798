#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "newsline/chronology.h"

namespace newsline::chronology {

/// Which pages are copies of one another (an agency's report in many papers): they tell nearly the same sentences, and have one voice together.
/// Made of the set of sources alone. Nearly linear in their number.
class CopyGroups {
 public:
  explicit CopyGroups(const std::vector<const Source*>& sources);
  /// A number that copies share. `document` must be that of one of the sources.
  std::uint32_t of(const DocumentId& document) const { return voices_.at(document); }

 private:
  std::map<DocumentId, std::uint32_t> voices_;
};

}  // namespace newsline::chronology
