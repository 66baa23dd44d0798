#include "sources.h"

#include <algorithm>
#include <string_view>
#include <unistd.h>

#include "newsline/error.h"

namespace newsline {

namespace {

Sources::Task failed(const std::string& name, Problem problem) {
  Outcome outcome;
  outcome.name = name;
  outcome.failure = std::move(problem);
  return [outcome] { return outcome; };
}

/// A line of JSON that holds a page, and is no chronology of ours.
bool begins_records(std::string_view head) {
  if (!head.starts_with('{') || head.find("\"schema_version\"") != std::string_view::npos) return false;
  return head.find("\"html\"") != std::string_view::npos || head.find("\"text\"") != std::string_view::npos || head.find("\"html_b64\"") != std::string_view::npos;
}

}  // namespace

/// A pipe cannot be looked into: with --records it is taken for records, else for a page.
Sources::Kind Sources::kind_of(const File& open) const {
  char head[4096];
  const ssize_t got = ::pread(open.get(), head, sizeof head, 0);
  if (got < 0) return options_.records ? Kind::records : Kind::page;
  std::string_view bytes(head, static_cast<std::size_t>(got));
  if (Warc::begins(bytes)) return Kind::archive;
  bytes.remove_prefix(std::min(bytes.size(), bytes.find_first_not_of(" \t\r\n")));
  const bool json = bytes.starts_with('{') || bytes.starts_with('[');
  return (options_.records && json) || begins_records(bytes) ? Kind::records : Kind::page;
}

/// Opens the next input; a task when it cannot be read, or holds one page.
std::optional<Sources::Task> Sources::open_next() {
  const Input& input = inputs_[at_++];
  const auto one_page = [this, &input] { return file(input); };
  if (input.path == "-") {
    if (!options_.records) return one_page;
    lines_ = std::make_unique<Lines>(0, options_.page.max_bytes, interrupt_);
    return std::nullopt;
  }
  if (!options_.records && !is_regular(input.path)) return one_page;  // a pipe that is opened twice is a broken one
  auto open = std::make_unique<File>(open_to_read(input.path, input.met));
  if (!*open) return options_.records ? failed(input.path, {"input.read", reason()}) : Task(one_page);
  const Kind kind = kind_of(*open);
  if (kind == Kind::page) return one_page;
  open_ = std::move(open);
  if (kind == Kind::archive) archive_ = std::make_unique<Warc>(open_->get(), options_.page.max_bytes);
  else lines_ = std::make_unique<Lines>(open_->get(), options_.page.max_bytes, interrupt_);
  if (!options_.output.ends_with('/')) return std::nullopt;
  lines_.reset();
  archive_.reset();
  return failed(input.path, {"input.unsupported_type", "many pages in one file: their chronologies go to one file too (-o FILE.ndjson)"});
}

std::optional<Sources::Task> Sources::next_of_stream() {
  const Input& input = current();
  try {
    if (lines_) {
      if (std::optional<Lines::Line> line = lines_->next()) return [this, &input, line = std::move(*line)] { return record(line, input); };
    } else if (std::optional<ArchivedPage> page = archive_->next()) {
      // A task is copied as std::function wants it; a page is not, so that it is moved on once.
      auto moved = std::make_shared<ArchivedPage>(std::move(*page));
      return [this, &input, moved] { return archived(std::move(*moved), input); };
    }
  } catch (const Error& error) {
    lines_.reset();
    return failed(input.path, {error.code(), error.what()});
  }
  lines_.reset();
  archive_.reset();
  open_.reset();
  return std::nullopt;
}

std::optional<Sources::Task> Sources::next() {
  while (!interrupt_.came()) {
    if (lines_ || archive_) {
      if (std::optional<Task> task = next_of_stream()) return task;
      continue;
    }
    if (at_ == inputs_.size()) break;
    if (std::optional<Task> task = open_next()) return task;
  }
  return std::nullopt;
}

}  // namespace newsline
