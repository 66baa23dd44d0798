#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "article/article.h"
#include "newsline/chronology.h"
#include "run/interrupt.h"

namespace newsline::run {

/// A page out of a web archive (WARC 1.0 and 1.1, ISO 28500).
struct ArchivedPage {
  // the body as the server sent it, chunks joined; it may be compressed still
  std::string url, bytes;
  std::string charset;                // of the HTTP header; empty: none
  std::optional<Published> captured;  // when it was fetched
  std::optional<Problem> problem;     // why there is no body
};

/// Reads the pages of an archive one by one, plain or packed (gzip members, zstd frames, also with
/// a dictionary), without holding more than one. What is damaged costs the records that it lies in:
/// each is reported as a problem, and reading goes on with the next record that begins.
class Warc {
 public:
  /// Whether a file that begins so is an archive.
  static bool begins(std::string_view head);
  /// Whether more bytes may make it one.
  static bool may_begin(std::string_view head);
  /// `descriptor` stays the caller's; `head` is what was read of it already.
  Warc(int descriptor, std::size_t max_bytes, const Interrupt& interrupt, std::string head = {});
  ~Warc();
  Warc(const Warc&) = delete;
  Warc& operator=(const Warc&) = delete;

  /// The next response that holds a page, or a problem: input.read, input.decompress,
  /// input.too_large. None at the end, and when interrupted.
  std::optional<ArchivedPage> next();

 private:
  class Buffer;
  static ArchivedPage damaged(const char* code, std::string message, std::string url = {});
  bool ends_as_record(std::size_t size);
  std::optional<ArchivedPage> read_record();
  std::unique_ptr<Buffer> buffer_;
  const Interrupt& interrupt_;
  std::size_t max_bytes_;
  bool ended_ = false;
};

}  // namespace newsline::run
