#include "output.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <new>
#include <utility>

#include "run/input/bytes.h"

namespace newsline::run {

namespace {

constexpr std::size_t piece = 1 << 16;

constexpr std::string_view part_head = ".newsline-", part_tail = ".part";

/// A new file of our own beside the target, since a rename is only atomic within one file system.
/// Not the whole name: one of 255 bytes leaves no room for an ending. It is locked as long as it is
/// open, so that no other run takes it for a leftover.
int open_part(const std::string& path, std::string& temporary) {
  static std::atomic<unsigned> number{0};
  for (int attempt = 0; attempt < 1000; ++attempt) {
    temporary = folder_of(path)
                    .append(part_head)
                    .append(std::to_string(::getpid()))
                    .append("-")
                    .append(std::to_string(number++))
                    .append(part_tail);
    const int descriptor =
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor < 0 && errno == EEXIST) continue;
    if (descriptor < 0) return descriptor;
    // Another run may be about to sweep it out: it holds the lock, or has unlinked the file
    // already.
    const bool taken = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    struct stat status {};
    const bool seen = ::fstat(descriptor, &status) == 0;
    if (!taken && seen && status.st_nlink > 0) return descriptor;
    ::close(descriptor);
    if (!seen) ::unlink(temporary.c_str());
  }
  return -1;
}

}  // namespace

Output::Output(std::string path, Sync sync) : path_(std::move(path)), sync_(sync) {
  if (path_.empty()) return;
  struct stat status {};
  if (::stat(path_.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    // A device or pipe (/dev/full, /dev/stdout) is written to as it is: renaming a file onto it
    // would replace it.
    descriptor_ = S_ISDIR(status.st_mode) ? (errno = EISDIR, -1)
                                          : ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    if (sync_ == Sync::yes) sweep(folder_of(path_));
    descriptor_ = open_part(path_, temporary_);
    doom();
  }
  if (descriptor_ < 0) {
    temporary_.clear();
    fail("cannot be made");
  }
}

/// Where there is no memory to note the temporary file, it goes: no destructor runs yet.
void Output::doom() {
  try {
    doomed_ = std::make_unique<Doomed>(temporary_);
  } catch (const std::bad_alloc&) {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
      ::unlink(temporary_.c_str());
    }
    throw;
  }
}

Output::~Output() {
  if (path_.empty() || descriptor_ < 0) return;
  ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void Output::fail(const char* what) {
  const int why = errno;
  throw OutputFailed((path_.empty() ? "standard output" : path_) + ": output.write: " + what +
                         ": " + std::strerror(why),
                     why == EPIPE);
}

void Output::write(std::string_view bytes) {
  waiting_ += bytes;
  if (waiting_.size() >= piece) flush();
}

void Output::flush() {
  if (!write_all(descriptor_, waiting_)) fail("cannot be written");
  waiting_.clear();
}

void Output::finish() {
  flush();
  if (path_.empty()) return;
  if (!temporary_.empty() && sync_ == Sync::yes && ::fsync(descriptor_) != 0)
    fail("cannot be written");
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

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string("./") : path.substr(0, slash + 1);
}

void sweep(const std::string& folder) noexcept {
  DIR* const open = ::opendir(folder.c_str());
  if (!open) return;
  while (const dirent* entry = ::readdir(open)) {
    const std::string_view name = entry->d_name;
    if (!name.starts_with(part_head) || !name.ends_with(part_tail)) continue;
    const int descriptor =
        ::openat(::dirfd(open), entry->d_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) continue;
    struct stat status {};
    if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
        ::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
      ::unlinkat(::dirfd(open), entry->d_name, 0);
    ::close(descriptor);
  }
  ::closedir(open);
}

void make_folders_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) throw OutputFailed(path + ": output.write: " + failed.message(), false);
}

}  // namespace newsline::run
