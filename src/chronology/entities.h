#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "newsline/chronology.h"

namespace newsline::chronology {

/// The entities of many pages. Those that pages know by different names are found to be one where
/// the names say so: "Peter Okonkwo" and "Peter J. Okonkwo"; "HTB" alone and "Harrow Transit Bureau
/// (HTB)", unless the letters may stand for another one too. What was found depends on the set of
/// what the single pages say, which is kept in `parts`, so that merging stays associative.
class EntityMerger {
 public:
  void add(const OutputEntity& given);
  /// Finds which entities are one; to be called once, after the last add() and before of() and
  /// count().
  void settle_names();
  /// The id of the entity that this one is found to be: its own in most cases.
  const std::string& of(const std::string& id) const;
  /// Counts a source for the entities that it names.
  void count(const Source& source);
  /// The entities that counted sources name, most mentioned first.
  std::vector<OutputEntity> named() const;

 private:
  void add_part(const OutputEntity& given);

  std::map<std::string, OutputEntity> known_;             // by id; aliases: all its names
  std::unordered_map<std::string, std::string> renamed_;  // ids that gave way
  std::map<std::string_view, std::uint32_t> mentions_;    // by id, of those that did not
};

}  // namespace newsline::chronology
