#pragma once
#include <chrono>
#include <cstddef>

#include "run.h"

namespace newsline::run {

/// How far a long run is, on standard error: a line that is drawn over on a terminal, or a line now
/// and then (--progress=plain).
class Bar {
 public:
  /// `all`: how many inputs there are.
  Bar(const Options& options, std::size_t all);
  /// An input holds many pages: how many there are to come is not known, nor how long they take.
  void count_pages() { countable_ = false; }
  /// Call it after each page; it draws a few times a second at most.
  void show(std::size_t done, std::size_t failed);
  /// Takes the drawn line away, so that other words can be said.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  std::size_t all_;
  bool on_, terminal_, countable_ = true, drawn_ = false;
  Clock::time_point began_ = Clock::now(), shown_ = began_;
};

}  // namespace newsline::run
