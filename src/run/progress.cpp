#include "progress.h"

#include <unistd.h>
#include <cstdio>
#include <string>

namespace newsline::run {

namespace {

std::string clock_text(double seconds) {
  char text[32];
  const auto whole = static_cast<unsigned long>(seconds < 360000 ? seconds : 359999);
  std::snprintf(text, sizeof text, "%lu:%02lu:%02lu", whole / 3600, whole / 60 % 60, whole % 60);
  return text;
}

}  // namespace

Bar::Bar(const Options& options, std::size_t all)
    : all_(all), terminal_(options.progress == Progress::automatic) {
  // Where results come to the same terminal, they are the progress.
  const bool results_there = options.output.empty() && ::isatty(STDOUT_FILENO);
  const bool wanted = options.progress == Progress::plain ||
                      (terminal_ && ::isatty(STDERR_FILENO) && !results_there);
  on_ = wanted && !options.quiet;
}

void Bar::show(std::size_t done, std::size_t failed) {
  if (!on_ || (countable_ && all_ < 2)) return;
  const Clock::time_point now = Clock::now();
  if (now - shown_ < (terminal_ ? std::chrono::milliseconds{200} : std::chrono::milliseconds{5000}))
    return;
  shown_ = now;
  const double seconds = std::chrono::duration<double>(now - began_).count();
  const double rate = static_cast<double>(done) / seconds;
  char text[160];
  if (countable_)
    std::snprintf(text, sizeof text, "%zu of %zu pages, %.0f a second, %s left, %zu failed", done,
                  all_, rate, clock_text(static_cast<double>(all_ - done) / rate).c_str(), failed);
  else
    std::snprintf(text, sizeof text, "%zu pages, %.0f a second, %zu failed", done, rate, failed);
  std::fprintf(stderr, terminal_ ? "\r\x1b[K%s" : "newsline: %s\n", text);
  std::fflush(stderr);
  drawn_ = terminal_;
}

void Bar::clear() {
  if (!drawn_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace newsline::run
