#include "output.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "newsline/utf8.h"

namespace newsline {

namespace {

constexpr std::size_t piece = 1 << 16;

/// In the same folder, since a rename is only atomic within one file system. Not the whole name: one of 255 bytes leaves no room for an ending.
std::string beside(const std::string& path, const std::string& name) {
  const std::size_t slash = path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1;
  return path.substr(0, slash) + ".newsline-" + name + ".part";
}

/// O_EXCL settles who has the name.
int open_new(const std::string& path, std::string& temporary) {
  for (int attempt = 0; attempt < 1000; ++attempt) {
    temporary = beside(path, std::to_string(::getpid()) + '-' + std::to_string(attempt));
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor >= 0 || errno != EEXIST) return descriptor;
  }
  return -1;
}

/// One name for one file, so that a run that was killed leaves nothing that the next one does not replace.
int open_same(const std::string& path, std::string& temporary) {
  temporary = beside(path, std::to_string(word_key(path)));
  return ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
}

}  // namespace

Output::Output(std::string path, Sync sync) : path_(std::move(path)), sync_(sync) {
  if (path_.empty()) return;
  struct stat status {};
  if (::stat(path_.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    // A device or pipe (/dev/full, /dev/stdout) is written to as it is: renaming a file onto it would replace it.
    descriptor_ = S_ISDIR(status.st_mode) ? (errno = EISDIR, -1) : ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    descriptor_ = sync_ == Sync::yes ? open_new(path_, temporary_) : open_same(path_, temporary_);
  }
  if (descriptor_ < 0) {
    temporary_.clear();
    fail("cannot be made");
  }
}

Output::~Output() {
  if (path_.empty() || descriptor_ < 0) return;
  ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void Output::fail(const char* what) {
  const int why = errno;
  throw OutputFailed((path_.empty() ? "standard output" : path_) + ": output.write: " + what + ": " + std::strerror(why), why == EPIPE);
}

void Output::write(std::string_view bytes) {
  waiting_ += bytes;
  if (waiting_.size() >= piece) flush();
}

void Output::flush() {
  std::string_view rest = waiting_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot be written");
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  waiting_.clear();
}

void Output::finish() {
  flush();
  if (path_.empty()) return;
  if (!temporary_.empty() && sync_ == Sync::yes && ::fsync(descriptor_) != 0) fail("cannot be written");
  const int descriptor = std::exchange(descriptor_, -1);
  const bool closed = ::close(descriptor) == 0;
  if (!temporary_.empty() && (!closed || ::rename(temporary_.c_str(), path_.c_str()) != 0)) {
    const int why = errno;
    ::unlink(temporary_.c_str());
    errno = why;
    fail("cannot be written");
  }
  if (!closed) fail("cannot be written");
}

void make_folders_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) throw OutputFailed(path + ": output.write: " + failed.message(), false);
}

}  // namespace newsline
