#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "run/interrupt.h"

namespace newsline::run {

/// An open file descriptor, closed at the end of its scope.
class File {
 public:
  explicit File(int descriptor) noexcept : descriptor_(descriptor) {}
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const noexcept { return descriptor_; }
  explicit operator bool() const noexcept { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

/// Reads once and appends what came; 0: the end, or a signal (with `interrupt`, which is then
/// listened to while nothing comes). The one read loop: a signal that asks nothing, and a
/// descriptor that does not wait, are no errors. Throws Error("input.read").
std::size_t read_more(int descriptor, std::string& to, const Interrupt* interrupt = nullptr);
/// The first `size` bytes of a file, read without moving on; empty where that cannot be.
std::string head_of(const File& file, std::size_t size);
/// Writes all of it, in as many pieces as it takes; false with errno set when that cannot be.
bool write_all(int descriptor, std::string_view bytes) noexcept;

/// Opens to read; `found_by_walk` on a walk: never through a link, without waiting. Negative with
/// errno set when it cannot be.
int open_to_read(const std::string& path, bool found_by_walk);
bool is_regular(const std::string& path);
/// The words for errno.
std::string reason();
/// The bytes of a file, pipe or device that a person named. Throws Error: input.read,
/// input.too_large (a regular file is refused by its size, before it is read).
std::string read_file(const std::string& path, std::size_t max_bytes);
/// The same for a file found by a walk: never through a link, only when it is a regular file,
/// without waiting.
std::string read_found_file(const std::string& path, std::size_t max_bytes);
/// A file that the run needs as a whole (--from-list, --gazetteer): the message of its Error names
/// it.
std::string read_needed_file(const std::string& path, std::size_t max_bytes);
/// Everything up to the end. Throws Error as above.
std::string read_descriptor(int descriptor, std::size_t max_bytes);
/// What was read already, unless it is too large.
std::string within(std::string bytes, std::size_t max_bytes);

}  // namespace newsline::run
