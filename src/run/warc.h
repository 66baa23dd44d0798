#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "newsline/chronology.h"

namespace newsline {

/// A page out of a web archive (WARC 1.0 and 1.1, ISO 28500).
struct ArchivedPage {
  std::string url, bytes;              // the body as the server sent it, chunks joined; it may be compressed still
  std::string charset;                 // of the HTTP header; empty: none
  std::optional<Published> captured;   // when it was fetched
  std::optional<Problem> problem;      // why there is no body
};

/// Reads the pages of an archive one by one, plain or as gzip members, without holding more than one.
class Warc {
 public:
  /// Whether a file that begins so is an archive.
  static bool begins(std::string_view head);
  /// Whether more bytes may make it one.
  static bool may_begin(std::string_view head);
  /// `descriptor` stays the caller's; `head` is what was read of it already.
  Warc(int descriptor, std::size_t max_bytes, std::string head = {});
  ~Warc();
  Warc(const Warc&) = delete;
  Warc& operator=(const Warc&) = delete;

  /// The next response that holds a page; none at the end. A broken archive ends with a problem.
  std::optional<ArchivedPage> next();

 private:
  class Stream;
  std::optional<ArchivedPage> broken(std::string message);
  std::unique_ptr<Stream> stream_;
  std::size_t max_bytes_;
  bool ended_ = false;
};

}  // namespace newsline
