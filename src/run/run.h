#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsline/chronology.h"
#include "newsline/version.h"
#include "page/page.h"
#include "write/formats.h"

namespace newsline::run {

enum class Progress : std::uint8_t { automatic, plain, none };

/// The command line, read (main.cpp is the only file that knows its library).
struct Options {
  std::vector<std::string> inputs;  // paths, folders, "-"
  std::string from_list;            // --from-list: a file of paths, "-" for standard input
  const Format* format = &formats().front();  // never null
  // -o: a file, or a folder with a final slash; empty: standard output
  std::string output;
  bool records = false, merge = false, strict = false, ascii = false, sources = false,
       quiet = false, verbose = false;
  bool list_entities = false, resume = false;
  std::string explain;  // --explain: the id of an event
  std::optional<Day> date, date_override;
  std::string language;                // --lang
  std::string title;                   // --title
  std::string data_folder, gazetteer;  // --data, --gazetteer
  PageOptions page;
  Filter filter;
  unsigned jobs = 0;  // 0: all
  std::string glob;
  Progress progress = Progress::automatic;
};

enum Exit : int {
  exit_ok = 0,
  exit_input = 1,
  exit_usage = 2,
  exit_output = 3,
  exit_interrupted = 130,
  exit_pipe = 141
};

/// Opens standard input, output and error where the caller left them closed, so that no file of
/// ours gets their numbers: input is empty then, and writing to output fails. To be called first.
void hold_standard_streams() noexcept;
/// Runs the program: reads the inputs, writes to standard output or `output`, and messages to
/// standard error. Returns the exit code.
int run(const Options& options);
/// --check: reads the examples of every rule of the folder (empty: of what is laid into the
/// program), prints those that fail and how many there are. Exit code: 1 when one fails, 2 when the
/// rules cannot be read.
int check_rules(const std::string& data_folder);
/// Words to standard output, every write checked: --help, --schema. Exit code as run's.
int print(std::string_view words);
/// Says on standard error what is wrong with the command line; gives exit_usage.
int misused(std::string_view words);

}  // namespace newsline::run
