#include "sources.h"

#include "newsline/error.h"

namespace newsline {

namespace {

Sources::Task failed(const std::string& name, Problem problem) {
  Outcome outcome;
  outcome.name = name;
  outcome.failure = std::move(problem);
  return [outcome] { return outcome; };
}

}  // namespace

/// Opens the next stream of records; a task only when that fails.
std::optional<Sources::Task> Sources::open_next() {
  const Input& input = inputs_[at_++];
  int descriptor = 0;
  if (input.path != "-") {
    open_ = std::make_unique<File>(open_to_read(input.path, input.met));
    descriptor = open_->get();
    if (descriptor < 0) return failed(input.path, {"input.read", reason()});
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
