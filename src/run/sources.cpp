#include "sources.h"

#include <string_view>
#include <unistd.h>

#include "newsline/error.h"

namespace newsline {

namespace {

/// Whether a regular file is anything but lines of JSON. A pipe cannot be looked into: it is taken for records.
bool is_page(const File& open) {
  char head[4096];
  const ssize_t got = ::pread(open.get(), head, sizeof head, 0);
  if (got < 0) return false;
  const std::string_view bytes(head, static_cast<std::size_t>(got));
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos || (bytes[first] != '{' && bytes[first] != '[');
}

Sources::Task failed(const std::string& name, Problem problem) {
  Outcome outcome;
  outcome.name = name;
  outcome.failure = std::move(problem);
  return [outcome] { return outcome; };
}

}  // namespace

/// Opens the next stream of records; a task when it cannot be read, or is a page.
std::optional<Sources::Task> Sources::open_next() {
  const Input& input = inputs_[at_++];
  int descriptor = 0;
  if (input.path != "-") {
    open_ = std::make_unique<File>(open_to_read(input.path, input.met));
    descriptor = open_->get();
    if (descriptor < 0) return failed(input.path, {"input.read", reason()});
    if (is_page(*open_)) {
      open_.reset();
      return [this, &input] { return file(input); };
    }
  }
  lines_ = std::make_unique<Lines>(descriptor, options_.page.max_bytes, interrupt_);
  return std::nullopt;
}

std::optional<Sources::Task> Sources::next_line() {
  try {
    if (std::optional<Lines::Line> line = lines_->next()) return [this, line = std::move(*line)] { return record(line); };
  } catch (const Error& error) {
    lines_.reset();
    return failed(inputs_[at_ - 1].path, {error.code(), error.what()});
  }
  lines_.reset();
  open_.reset();
  return std::nullopt;
}

std::optional<Sources::Task> Sources::next() {
  while (!interrupt_.came()) {
    if (lines_) {
      if (std::optional<Task> task = next_line()) return task;
      continue;
    }
    if (at_ == inputs_.size()) break;
    if (options_.records) {
      if (std::optional<Task> task = open_next()) return task;
      continue;
    }
    const Input& input = inputs_[at_++];
    return [this, &input] { return file(input); };
  }
  return std::nullopt;
}

}  // namespace newsline
