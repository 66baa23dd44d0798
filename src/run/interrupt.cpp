#include "interrupt.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>

#include "run.h"

namespace newsline::run {

namespace {

constexpr long patience_ns = 600'000'000;  // of the second within which Ctrl-C is heard

volatile std::sig_atomic_t signalled = 0;
int wakes[2] = {-1, -1};
timer_t patience;
bool has_timer = false;

char farewell[256];
std::atomic<std::size_t> farewell_size{0};

enum class Use : int { free, filling, ready };

/// A path that a handler may read at any moment: it is never freed.
struct Slot {
  std::atomic<Use> use{Use::free};
  char path[1000]{};
};
// Nothing is written here before it is needed: a megabyte that most runs never touch.
constinit Slot slots[1100];

void on_signal(int) {
  const int before = errno;
  signalled = 1;
  if (has_timer) {
    struct itimerspec once {};
    once.it_value.tv_nsec = patience_ns;
    ::timer_settime(patience, 0, &once, nullptr);
  }
  if (wakes[1] >= 0 && ::write(wakes[1], "", 1) < 0) errno = before;
  errno = before;
}

void on_end_of_patience(int) {
  for (Slot& slot : slots)
    if (slot.use.load() == Use::ready) ::unlink(slot.path);
  const std::size_t size = farewell_size.load();
  if (size > 0 && ::write(STDERR_FILENO, farewell, size) < 0) ::_exit(exit_interrupted);
  ::_exit(exit_interrupted);
}

}  // namespace

Interrupt::Interrupt() {
  if (::pipe2(wakes, O_CLOEXEC | O_NONBLOCK) != 0) wakes[0] = wakes[1] = -1;
  struct sigaction action {};
  action.sa_handler = on_end_of_patience;
  ::sigaction(SIGALRM, &action, nullptr);
  struct sigevent event {};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGALRM;
  has_timer = ::timer_create(CLOCK_MONOTONIC, &event, &patience) == 0;
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now {};
    // nohup has SIGHUP ignored, and that stays
    if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN && signal == SIGHUP)
      continue;
    ::sigaction(signal, &action, nullptr);
  }
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
}

Interrupt::~Interrupt() {
  for (const int signal : {SIGINT, SIGTERM}) ::signal(signal, SIG_DFL);
  if (has_timer) ::timer_delete(patience);
  has_timer = false;
  for (int& end : wakes) {
    if (end >= 0) ::close(end);
    end = -1;
  }
}

void Interrupt::set_farewell(std::string_view line) noexcept {
  const std::size_t size = std::min(line.size(), sizeof farewell);
  farewell_size = 0;
  std::memcpy(farewell, line.data(), size);
  farewell_size = size;
}

bool Interrupt::came() const noexcept { return signalled != 0; }

void Interrupt::wake() const noexcept {
  if (wakes[1] >= 0 && ::write(wakes[1], "", 1) < 0) return;
}

bool Interrupt::readable(int descriptor) const noexcept {
  pollfd waiting[2] = {{descriptor, POLLIN, 0}, {wakes[0], POLLIN, 0}};
  while (::poll(waiting, 2, -1) < 0)
    // it cannot wait: the read that follows reports the error
    if (came() || errno != EINTR) return !came();
  return waiting[1].revents == 0;
}

Doomed::Doomed(const std::string& path) noexcept {
  if (path.empty() || path.size() >= sizeof slots[0].path) return;
  for (std::size_t i = 0; i < std::size(slots); ++i) {
    Use expected = Use::free;
    if (!slots[i].use.compare_exchange_strong(expected, Use::filling)) continue;
    std::memcpy(slots[i].path, path.c_str(), path.size() + 1);
    slots[i].use = Use::ready;
    slot_ = static_cast<int>(i);
    return;
  }
}

Doomed::~Doomed() {
  if (slot_ >= 0) slots[slot_].use = Use::free;
}

}  // namespace newsline::run
