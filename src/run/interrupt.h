#pragma once
#include <string>
#include <string_view>

namespace newsline::run {

/// Ctrl-C, SIGTERM and SIGHUP, and our own wish to stop: the one thing in the program that is
/// global, since a signal handler has nothing else to reach for.
class Interrupt {
 public:
  /// From here on the first signal asks to stop, and what is under way is ended in good order.
  /// Where that takes longer than the patience of a person (one big page), the process ends all the
  /// same: temporary files are removed, and the farewell is said. A second signal kills. A closed
  /// pipe gives EPIPE and a file that grows too large EFBIG, not a signal.
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// What is said on standard error when the run is ended within a page: a whole line.
  void set_farewell(std::string_view line) noexcept;
  bool came() const noexcept;
  /// Wakes the threads that wait in `readable`.
  void wake() const noexcept;
  /// Waits until the descriptor can be read; false when a signal came, or wake().
  bool readable(int descriptor) const noexcept;
};

/// A temporary file that does not outlive the process when a signal ends it. At most some 1,000 at
/// a time; more are swept by a later run.
class Doomed {
 public:
  explicit Doomed(const std::string& path) noexcept;
  ~Doomed();
  Doomed(const Doomed&) = delete;
  Doomed& operator=(const Doomed&) = delete;

 private:
  int slot_ = -1;
};

}  // namespace newsline::run
