#pragma once
#include <string>
#include <vector>

#include "sentence.h"

namespace newsline::event {

/// The tokens of a line and what is written beside them.
struct Spelling {
  std::vector<std::uint32_t> order;  // as they stand in the line
  std::uint32_t subject = nowhere;   // the head of the subject of its clause
  std::uint32_t borrowed = 0;        // how many tokens of `order` open the line from elsewhere
  bool passive = false;              // an auxiliary goes behind these
  std::uint32_t definite = nowhere;  // a noun phrase that lost its article opens here
  std::uint32_t raised = nowhere;    // gets a capital, since it stands where one stood
  Stretch anaphor{};                 // is written as
  std::string antecedent;            // this name, once; empty: as it stands
};

/// Writes the line: marks that lost what they parted go, quotation marks and brackets stand in
/// pairs, a capital opens it and no full stop ends it. Longer than `most` code points it ends at a
/// word.
std::string spell(const HeadlineSentence& s, const Spelling& spelling, std::uint32_t most);

}  // namespace newsline::event
