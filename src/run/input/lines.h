#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include "stream.h"

namespace newsline::run {

/// The lines of a stream, as they come, also of one that is packed. One that is longer than the
/// limit is skipped without being held.
class Lines {
 public:
  /// `descriptor` stays the caller's; `head` is what was read of it already.
  Lines(int descriptor, std::size_t max_bytes, const Interrupt& interrupt, std::string head = {})
      : stream_(descriptor, interrupt, std::move(head)),
        max_bytes_(max_bytes),
        interrupt_(interrupt) {}

  struct Line {
    std::string bytes;  // without its line end, LF or CRLF
    bool too_long = false;
    std::size_t number = 0;  // from 1
  };
  /// None at the end, or when interrupted. Throws Error: input.read, input.decompress.
  std::optional<Line> next();

 private:
  bool fill();
  ByteStream stream_;
  std::size_t max_bytes_;
  const Interrupt& interrupt_;
  std::string buffer_;
  std::size_t at_ = 0, searched_ = 0;  // the line's first byte; up to where no line feed was found
  bool too_long_ = false;
  std::size_t number_ = 0;
};

}  // namespace newsline::run
