// Streams of many pages: a web archive plain or packed, and lines, packed or not. The bytes are a
// file's content.
#include <sys/mman.h>
#include <unistd.h>
#include <csignal>
#include <string>

#include "newsline/error.h"
#include "run/input/bytes.h"
#include "run/input/lines.h"
#include "run/input/warc.h"
#include "targets.h"

namespace newsline::fuzz {

using namespace newsline::run;

namespace {

/// libFuzzer's own alarm watches for what takes too long; to the Interrupt of a run an alarm is the
/// end of it.
const Interrupt& without_its_alarm() {
  struct sigaction before {};
  ::sigaction(SIGALRM, nullptr, &before);
  static const Interrupt made;
  ::sigaction(SIGALRM, &before, nullptr);
  return made;
}

}  // namespace

void archive(std::string_view bytes) {
  static const Interrupt& interrupt = without_its_alarm();
  static const int file = ::memfd_create("archive", MFD_CLOEXEC);
  demand(::ftruncate(file, 0) == 0 && ::lseek(file, 0, SEEK_SET) == 0 && write_all(file, bytes));
  constexpr std::size_t most = 1 << 16;
  ::lseek(file, 0, SEEK_SET);
  Warc warc(file, most, interrupt);
  std::size_t found = 0;
  while (const std::optional<ArchivedPage> page = warc.next()) {
    demand(page->bytes.size() <= most);
    demand(++found <= bytes.size() * 200 + 2);  // it comes to an end
  }
  (void)Warc::begins(bytes.substr(0, 4096));
  ::lseek(file, 0, SEEK_SET);
  Lines lines(file, most, interrupt);
  try {
    for (std::size_t number = 1; const std::optional<Lines::Line> line = lines.next(); ++number)
      demand(line->number == number && line->bytes.size() <= most);
  } catch (const Error&) {
  }
}

}  // namespace newsline::fuzz
