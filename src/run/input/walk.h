#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsline/chronology.h"

namespace newsline::run {

/// One input. A file that was named is read whatever it is; one found by a walk only if it is a
/// regular file.
struct Input {
  // as given, joined with the path below the folder that was given; "-": standard input
  std::string path;
  std::string relative_path;  // the path below the folder; the file name of one that was named
  bool found_by_walk = false;
  // one of several pages in a file; `path` ends in "#2", `relative_path` in ".2", and `bytes` are
  // its own
  bool part = false;
  // of a pipe, which can be read only once; one too many when it is too large
  std::optional<std::string> bytes = {};
};

struct Walk {
  std::vector<Input> inputs;
  // hidden, companions of saved pages, links, pipes, devices, what newsline wrote itself
  std::size_t skipped = 0;
  bool folders = false;  // at least one folder was given
  struct Failure {
    std::string path;
    Problem problem;
  };
  std::vector<Failure> failures;
};

/// The files of all paths, in the order given, folders walked in byte order of names without
/// following links. `glob` (fnmatch; against the name, or the relative path when it holds a slash)
/// selects files that a walk finds; empty: all. `output`: where the run writes to (a file, a folder
/// with its slash, or empty); what newsline wrote there is not read again.
Walk walk(const std::vector<std::string>& paths, const std::string& glob,
          const std::string& output);
/// The paths that a list names, NUL-separated when it holds a NUL, else one a line; "-" is standard
/// input. Throws Error("input.read").
std::vector<std::string> paths_in_list(const std::string& list);

}  // namespace newsline::run
