#include "lines.h"

namespace newsline::run {

bool Lines::fill() {
  buffer_.erase(0, at_);
  searched_ -= at_;
  at_ = 0;
  if (buffer_.size() > max_bytes_) {
    too_long_ = true;
    buffer_.clear();
    searched_ = 0;
  }
  return stream_.more(buffer_);
}

std::optional<Lines::Line> Lines::next() {
  too_long_ = false;
  for (;;) {
    const std::size_t feed = buffer_.find('\n', searched_);
    const bool found = feed != std::string::npos;
    if (!found) {
      searched_ = buffer_.size();
      if (fill()) continue;
      if (interrupt_.came() || (buffer_.empty() && !too_long_)) return std::nullopt;
    }
    Line line;
    line.number = ++number_;
    const std::size_t end = found ? feed : buffer_.size();
    line.too_long = too_long_ || end - at_ > max_bytes_;
    if (!line.too_long) line.bytes = buffer_.substr(at_, end - at_);
    at_ = searched_ = found ? end + 1 : end;
    if (!found) {
      buffer_.clear();
      at_ = searched_ = 0;
    }
    if (line.bytes.ends_with('\r')) line.bytes.pop_back();
    return line;
  }
}

}  // namespace newsline::run
