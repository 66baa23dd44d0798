#include "sources.h"

#include <algorithm>
#include <new>
#include <string_view>
#include <utility>

#include "base/inflate.h"
#include "newsline/error.h"
#include "page/page.h"

namespace newsline::run {

namespace {

Sources::Task failed(const std::string& name, Problem problem) {
  PageResult result;
  result.name = name;
  result.failure = std::move(problem);
  return [result] { return result; };
}

Sources::Task skipped(const std::string& name) {
  PageResult result;
  result.name = name;
  result.skipped = true;
  return [result] { return result; };
}

/// Whether the name occurs as that of a member, not as a value.
bool has_member(std::string_view json, std::string_view name) {
  for (std::size_t at = 0; (at = json.find(name, at)) != std::string_view::npos;) {
    at += name.size();
    const std::size_t next = json.find_first_not_of(" \t", at);
    if (next != std::string_view::npos && json[next] == ':') return true;
  }
  return false;
}

/// Whether the head is a line of JSON that holds a page, not a chronology that newsline wrote.
bool begins_records(std::string_view head) {
  if (!head.starts_with('{') || head.find("\"schema_version\"") != std::string_view::npos)
    return false;
  return has_member(head, "\"html\"") || has_member(head, "\"text\"") ||
         has_member(head, "\"html_b64\"");
}

/// Whether the head is a chronology on one line, as newsline writes several; an indented one is
/// read as a whole file.
bool begins_chronologies(std::string_view head) {
  return head.starts_with('{') && head.find("\"schema_version\"") != std::string_view::npos &&
         head.find_first_of("\r\n") != 1;
}

constexpr std::size_t head_size = 4096;
const Problem many_in_one{
    "input.unsupported_type",
    "many pages in one file: their chronologies go to one file too (-o FILE.ndjson)"};

/// Empty where it cannot be read; the problem is reported when it is read as a page.
std::string bytes_of_file(const Input& input, std::size_t max_bytes) {
  try {
    return input.found_by_walk ? read_found_file(input.path, max_bytes)
                               : read_file(input.path, max_bytes);
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

/// An unreadable head (a named pipe, an empty file) counts as records with --records, else as a
/// page.
Sources::Kind Sources::kind_of(std::string_view head) const {
  if (Warc::begins(head)) return Kind::archive;
  const std::string unpacked = unpacked_head(head, head_size);
  if (!unpacked.empty()) head = unpacked;
  head.remove_prefix(std::min(head.size(), head.find_first_not_of("\xEF\xBB\xBF \t\r\n")));
  const bool json = head.empty() || head.starts_with('{') || head.starts_with('[');
  return (options_.records && json) || begins_records(head) ||
                 (begins_chronologies(head) && !to_folder())
             ? Kind::records
             : Kind::page;
}

/// Reads on until there are so many bytes; false at the end, and when interrupted. Throws
/// Error("input.read").
bool Sources::read_on(int descriptor, std::string& bytes, std::size_t enough,
                      auto waits_for_more) const {
  while (bytes.size() < enough && waits_for_more(bytes))
    if (read_more(descriptor, bytes, &interrupt_) == 0) return false;
  return true;
}

/// Opens what can be read only once (a pipe, standard input). A worker that is given one short line
/// at a time must not wait for more before it answers: with --records only what may become an
/// archive is waited for. A page is read whole, so that Ctrl-C is heard while a slow pipe delivers
/// it.
std::optional<Sources::Task> Sources::open_pipe(const Input& input, int descriptor) {
  Input read = input;
  std::string& head = read.bytes.emplace();
  read_on(descriptor, head, head_size, [this](const std::string& so_far) {
    return !options_.records || so_far.empty() || Warc::may_begin(so_far);
  });
  Kind kind = kind_of(head);
  // a broken line is answered as one
  if (options_.records && kind == Kind::page) kind = Kind::records;
  if (kind != Kind::page && to_folder()) return failed(input.path, many_in_one);
  if (kind == Kind::archive)
    archive_ =
        std::make_unique<Warc>(descriptor, options_.page.max_bytes, interrupt_, std::move(head));
  if (kind == Kind::records)
    lines_ =
        std::make_unique<Lines>(descriptor, options_.page.max_bytes, interrupt_, std::move(head));
  if (kind != Kind::page) return std::nullopt;
  read_on(descriptor, head, options_.page.max_bytes + 1, [](const std::string&) { return true; });
  open_.reset();
  if (interrupt_.came()) return std::nullopt;
  if (take_parts(read, head)) return next_part();
  return [this, read = std::move(read)] { return file(read); };
}

/// Whether the bytes hold several pages, each of which is then read as a file of its own. What is
/// wrong with them is reported when they are read as one page.
bool Sources::take_parts(const Input& input, std::string_view bytes) {
  if (!may_hold_parts(bytes.substr(0, head_size))) return false;
  try {
    std::optional<PageParts> parts = page_parts(bytes, options_.page);
    if (!parts || (parts->pages.size() < 2 && !parts->damage)) return false;
    if (const auto& damage = parts->damage)
      damage_ = failed(input.path, {damage->code(), damage->what()});
    for (std::size_t n = parts->pages.size(); n > 0; --n) {
      const std::string number = std::to_string(n);
      Input part{input.path + '#' + number, input.relative_path + '.' + number, false, true,
                 std::move(parts->pages[n - 1])};
      parts_.push_back(std::move(part));
    }
  } catch (const Error&) {
    return false;
  }
  return true;
}

Sources::Task Sources::next_part() {
  auto part = std::make_shared<Input>(std::move(parts_.back()));
  parts_.pop_back();
  return [this, part] { return file(*part); };
}

/// Opens the next input; a task when it cannot be read, or holds one page.
std::optional<Sources::Task> Sources::open_next() {
  const Input& input = inputs_[at_++];
  const auto one_page = [this, &input] { return file(input); };
  open_.reset();
  if (input.path != "-") {
    open_ = std::make_unique<File>(open_to_read(input.path, input.found_by_walk));
    if (!*open_) return one_page;  // which reports why
  }
  try {
    if (!open_ || !(input.found_by_walk || is_regular(input.path)))
      return open_pipe(input, open_ ? open_->get() : 0);
  } catch (const Error& error) {
    return failed(input.path, {error.code(), error.what()});
  }
  const std::string head = head_of(*open_, head_size);
  if (input.found_by_walk && is_output(head)) {
    open_.reset();
    return skipped(input.path);
  }
  const Kind kind = kind_of(head);
  if (kind == Kind::page) {
    open_.reset();
    if (may_hold_parts(head) && take_parts(input, bytes_of_file(input, options_.page.max_bytes)))
      return next_part();
    return one_page;
  }
  if (to_folder()) return failed(input.path, many_in_one);
  if (kind == Kind::archive)
    archive_ = std::make_unique<Warc>(open_->get(), options_.page.max_bytes, interrupt_);
  else
    lines_ = std::make_unique<Lines>(open_->get(), options_.page.max_bytes, interrupt_);
  return std::nullopt;
}

std::optional<Sources::Task> Sources::next_of_stream() {
  const Input& input = current();
  try {
    if (lines_) {
      if (std::optional<Lines::Line> line = lines_->next())
        return [this, &input, line = std::move(*line)] { return record(line, input); };
    } else if (std::optional<ArchivedPage> page = archive_->next()) {
      // A task is copied as std::function wants it; a page is not, so that it is moved on once.
      auto moved = std::make_shared<ArchivedPage>(std::move(*page));
      return [this, &input, moved] { return archived(std::move(*moved), input); };
    }
  } catch (const Error& error) {
    lines_.reset();
    archive_.reset();
    return failed(input.path, {error.code(), error.what()});
  }
  lines_.reset();
  archive_.reset();
  open_.reset();
  return std::nullopt;
}

/// Where memory ends, the input fails, and the next one has its turn.
std::optional<Sources::Task> Sources::next() try {
  while (!interrupt_.came()) {
    if (!parts_.empty()) return next_part();
    if (damage_) return std::exchange(damage_, std::nullopt);
    if (lines_ || archive_) {
      if (std::optional<Task> task = next_of_stream()) return task;
      continue;
    }
    if (at_ == inputs_.size()) break;
    if (std::optional<Task> task = open_next()) return task;
  }
  return std::nullopt;
} catch (const std::bad_alloc&) {
  lines_.reset();
  archive_.reset();
  parts_.clear();
  damage_.reset();
  open_.reset();
  return failed(current().path, {"input.too_large", "not enough memory for it"});
}

}  // namespace newsline::run
