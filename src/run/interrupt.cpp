#include "interrupt.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace newsline {

namespace {

volatile std::sig_atomic_t signalled = 0;
int wakes[2] = {-1, -1};

void on_signal(int) {
  const int before = errno;
  signalled = 1;
  if (wakes[1] >= 0 && ::write(wakes[1], "", 1) < 0) errno = before;
  errno = before;
}

}  // namespace

Interrupt::Interrupt() {
  if (::pipe2(wakes, O_CLOEXEC | O_NONBLOCK) != 0) wakes[0] = wakes[1] = -1;
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
}

Interrupt::~Interrupt() {
  ::signal(SIGINT, SIG_DFL);
  ::signal(SIGTERM, SIG_DFL);
  for (int& end : wakes) {
    if (end >= 0) ::close(end);
    end = -1;
  }
}

bool Interrupt::came() const noexcept { return signalled != 0; }

void Interrupt::wake() const noexcept {
  if (wakes[1] >= 0 && ::write(wakes[1], "", 1) < 0) return;
}

bool Interrupt::readable(int descriptor) const noexcept {
  pollfd waiting[2] = {{descriptor, POLLIN, 0}, {wakes[0], POLLIN, 0}};
  while (::poll(waiting, 2, -1) < 0)
    if (errno != EINTR || came()) return false;
  return waiting[1].revents == 0;
}

}  // namespace newsline
