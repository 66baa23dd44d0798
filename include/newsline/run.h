#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "newsline/chronology.h"
#include "newsline/page.h"
#include "newsline/version.h"

namespace newsline {

enum class Format : std::uint8_t { json, ndjson, markdown, text, annotations };

/// The command line, read (main.cpp is the only file that knows its library).
struct Options {
  std::vector<std::string> inputs;       // paths, folders, "-"
  std::optional<Format> format;
  std::string output;                    // -o: a file, or a folder with a final slash
  bool records = false, merge = false, strict = false, ascii = false, quiet = false, verbose = false;
  std::optional<Day> date, date_override;
  std::string language;                  // --lang
  std::string data_folder, gazetteer;    // --data, --gazetteer
  PageOptions page;
  Filter filter;
  unsigned jobs = 0;                     // 0: all
  std::string glob;
};

enum Exit : int { exit_ok = 0, exit_input = 1, exit_usage = 2, exit_output = 3, exit_interrupted = 130, exit_pipe = 141 };

/// Does all of it: reads the inputs, writes to standard output or `output`, words about them to standard error.
int run(const Options& options);

}  // namespace newsline
