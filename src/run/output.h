#pragma once
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "interrupt.h"

namespace newsline::run {

/// Why results could not be written. `closed_pipe`: nobody reads any more, which is no error to
/// talk about.
class OutputFailed : public std::runtime_error {
 public:
  OutputFailed(const std::string& message, bool closed_pipe)
      : std::runtime_error(message), closed_pipe_(closed_pipe) {}
  bool closed_pipe() const noexcept { return closed_pipe_; }

 private:
  bool closed_pipe_;
};

/// Where results go: standard output, or a file that appears under its name only when it is whole.
/// Every write is checked.
class Output {
 public:
  /// Whether a file is to survive a power cut the moment it has its name. Without it thousands of
  /// files are written in the time of few.
  enum class Sync : bool { no, yes };
  /// `path` empty: standard output. Throws OutputFailed.
  explicit Output(std::string path = {}, Sync sync = Sync::yes);
  /// Removes the temporary file when finish() was not reached.
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Written in large pieces; flush() hands on what waits.
  void write(std::string_view bytes);
  void flush();
  /// The last flush; a file is synced and renamed.
  void finish();

 private:
  void doom();
  [[noreturn]] void fail(const char* what);
  std::string path_, temporary_, waiting_;
  Sync sync_;
  int descriptor_ = 1;
  std::unique_ptr<Doomed> doomed_;
};

/// Removes the temporary files that dead runs left in a folder. Those of running ones are locked,
/// and stay.
void sweep(const std::string& folder) noexcept;
/// The folder that a file lies in, with its slash; "./" for a bare name.
std::string folder_of(const std::string& path);

/// The folders above a file, made where they are missing. Throws OutputFailed.
void make_folders_of(const std::string& path);

}  // namespace newsline::run
