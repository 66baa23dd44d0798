#pragma once

namespace newsline {

/// Ctrl-C and SIGTERM, and our own wish to stop: the one thing in the program that is global, since a signal handler has
/// nothing else to reach for.
class Interrupt {
 public:
  /// From here on the first signal only asks to stop; the second one kills. A closed pipe gives EPIPE, not a signal.
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  bool came() const noexcept;
  /// Wakes whoever waits in `readable`.
  void wake() const noexcept;
  /// Waits until the descriptor can be read; false when a signal came, or wake().
  bool readable(int descriptor) const noexcept;
};

}  // namespace newsline
