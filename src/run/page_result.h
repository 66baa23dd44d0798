#pragma once
#include <optional>
#include <string>
#include <vector>

#include "newsline/chronology.h"
#include "write/formats.h"

namespace newsline::run {

/// What came of one page, record or file of chronologies.
struct PageResult {
  std::string name;                      // for words about it
  std::string bytes;                     // what is to be written
  std::vector<Chronology> chronologies;  // what is to be merged, explained or listed
  std::optional<Problem> failure;
  bool one_of_many = false;  // in its file
  // one line of many: its failure is no failure of an input
  bool record = false;
  bool error_in_output = false;  // the failure stands in `bytes`
  bool skipped = false;          // found in a folder, and not a page
  bool written_before = false;   // --resume found its output
  std::size_t events = 0;
  std::vector<Problem> warnings;
  std::vector<FormatNote> notes;  // what the format cannot hold
};

}  // namespace newsline::run
