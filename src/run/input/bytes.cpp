#include "bytes.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>

#include "newsline/error.h"

namespace newsline::run {

File::~File() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

namespace {

[[noreturn]] void cannot_read(int why) { throw Error("input.read", std::strerror(why)); }

[[noreturn]] void too_large(std::size_t max_bytes) {
  throw Error("input.too_large",
              "larger than " + std::to_string(max_bytes) + " bytes; --max-bytes sets the limit");
}

std::string read_open(const File& file, std::size_t max_bytes, bool only_regular) {
  if (!file) cannot_read(errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) cannot_read(errno);
  if (only_regular && !S_ISREG(status.st_mode)) throw Error("input.read", "not a regular file");
  if (S_ISREG(status.st_mode) && static_cast<std::size_t>(status.st_size) > max_bytes)
    too_large(max_bytes);
  return read_descriptor(file.get(), max_bytes);
}

}  // namespace

std::string within(std::string bytes, std::size_t max_bytes) {
  if (bytes.size() > max_bytes) too_large(max_bytes);
  return bytes;
}

std::size_t read_more(int descriptor, std::string& to, const Interrupt* interrupt) {
  constexpr std::size_t piece = 1 << 16;
  const std::size_t size = to.size();
  for (;;) {
    if (interrupt && !interrupt->readable(descriptor)) return 0;
    to.resize(size + piece);
    const ssize_t got = ::read(descriptor, to.data() + size, piece);
    const int why = errno;
    to.resize(size + static_cast<std::size_t>(got > 0 ? got : 0));
    if (got >= 0) return static_cast<std::size_t>(got);
    if (why == EAGAIN && !interrupt) {
      pollfd waiting{descriptor, POLLIN, 0};
      ::poll(&waiting, 1, -1);
    } else if (why != EINTR && why != EAGAIN) {
      cannot_read(why);
    }
    if (interrupt && interrupt->came()) return 0;
  }
}

std::string head_of(const File& file, std::size_t size) {
  std::string head(size, '\0');
  ssize_t got = -1;
  do got = ::pread(file.get(), head.data(), size, 0);
  while (got < 0 && errno == EINTR);
  head.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return head;
}

bool write_all(int descriptor, std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      pollfd waiting{descriptor, POLLOUT, 0};
      ::poll(&waiting, 1, -1);
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

std::string read_descriptor(int descriptor, std::size_t max_bytes) {
  constexpr std::size_t piece = 1 << 16;
  struct stat status {};
  std::string bytes;
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
    bytes.reserve(static_cast<std::size_t>(status.st_size) + piece);
  while (read_more(descriptor, bytes) > 0)
    if (bytes.size() > max_bytes) too_large(max_bytes);
  return bytes;
}

int open_to_read(const std::string& path, bool found_by_walk) {
  return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | (found_by_walk ? O_NOFOLLOW | O_NONBLOCK : 0));
}

bool is_regular(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

std::string reason() { return std::strerror(errno); }

std::string read_file(const std::string& path, std::size_t max_bytes) {
  return read_open(File(open_to_read(path, false)), max_bytes, false);
}

std::string read_found_file(const std::string& path, std::size_t max_bytes) {
  return read_open(File(open_to_read(path, true)), max_bytes, true);
}

std::string read_needed_file(const std::string& path, std::size_t max_bytes) {
  try {
    return path == "-" ? read_descriptor(0, max_bytes) : read_file(path, max_bytes);
  } catch (const Error& error) {
    throw Error(error.code(), path + ": " + error.what());
  }
}

}  // namespace newsline::run
