// What --resume knows: one line for each output that was written whole, in DIR/.newsline.
//
//     9f3a... 41c7... pages/a.html    key of the input and all settings, hash of the output, path
// An output is left out when key and hash are those of now, so that changed rules, options, inputs
// or outputs are all seen. A half line, from a run that was killed, counts as none.
// What it does not do: keep anybody from forging a line.
#include "journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <map>

#include "base/hash.h"
#include "newsline/error.h"
#include "output.h"
#include "run/input/bytes.h"

namespace newsline::run {

namespace {

/// Good enough to notice that an input changed; not to keep anybody from forging one.
std::uint64_t hash(std::string_view bytes, std::uint64_t key) {
  key = fnv::many_bytes(key, bytes);
  return fnv::step(key, key >> 32);
}

/// All settings that the bytes of an output depend on; the input's bytes are hashed apart.
std::string settings_of(const Options& options, const Data& rules) {
  const Filter& filter = options.filter;
  std::string text = version;
  const auto add = [&text](const std::string& part) { text.append(1, '\n').append(part); };
  add(std::string(options.format->name) + (options.ascii ? "a" : "") +
      (options.sources ? "s" : ""));
  add(options.date ? to_string(*options.date) : "");
  add(options.date_override ? to_string(*options.date_override) : "");
  add(options.language);
  add(options.title);
  add(std::to_string(rules.hash()));
  add(options.gazetteer.empty() ? "" : read_needed_file(options.gazetteer, std::size_t{64} << 20));
  add(options.page.charset);
  add(std::to_string(options.page.max_bytes));
  add(filter.from_to
          ? to_string(filter.from_to->first_day()) + to_string(filter.from_to->last_day())
          : "");
  add(filter.entity);
  for (const Certainty certainty : filter.certainty)
    add(std::to_string(static_cast<int>(certainty)));
  add(std::to_string(filter.min_confidence));
  add(filter.top ? std::to_string(*filter.top) : "");
  return text;
}

std::string escaped(const std::string& path) {
  std::string out;
  for (const char c : path)
    out += c == '\n' ? std::string("%0A") : c == '%' ? std::string("%25") : std::string(1, c);
  return out;
}

std::string unescaped(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool feed = path.substr(i, 3) == "%0A", percent = path.substr(i, 3) == "%25";
    out += feed ? '\n' : path[i];
    if (feed || percent) i += 2;
  }
  return out;
}

std::string line_of(const std::string& relative_path, std::uint64_t key, std::uint64_t hash) {
  char digits[40];
  char* end = std::to_chars(digits, digits + sizeof digits, key, 16).ptr;
  *end++ = ' ';
  end = std::to_chars(end, digits + sizeof digits, hash, 16).ptr;
  return std::string(digits, end).append(" ").append(escaped(relative_path)).append("\n");
}

/// One line of a journal, without its end; false when it is none.
bool read_line(std::string_view line, std::uint64_t& key, std::uint64_t& hash,
               std::string_view& relative_path) {
  const char* last = line.data() + line.size();
  const auto first = std::from_chars(line.data(), last, key, 16);
  if (first.ec != std::errc{} || first.ptr == last || *first.ptr != ' ') return false;
  const auto second = std::from_chars(first.ptr + 1, last, hash, 16);
  if (second.ec != std::errc{} || second.ptr == last || *second.ptr != ' ') return false;
  relative_path = {second.ptr + 1, static_cast<std::size_t>(last - second.ptr - 1)};
  return true;
}

/// A journal's bytes; empty when there is none that is a regular file.
std::string bytes_of_journal(const std::string& path) {
  try {
    return read_found_file(path, std::size_t{1} << 30);
  } catch (const Error&) {
    return {};
  }
}

[[noreturn]] void cannot_write(const std::string& path) {
  throw OutputFailed(path + ": output.write: " + std::strerror(errno), false);
}

}  // namespace

Journal::Journal(const Options& options, const Data& rules, bool resume)
    : path_(options.output + ".newsline"),
      options_key_(hash(settings_of(options, rules), fnv::start<std::uint64_t>)),
      resume_(resume) {
  make_folders_of(path_);
  lock();
  struct stat status {};
  if (::lstat(path_.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
    throw OutputFailed(path_ + ": output.write: not a regular file", false);
  if (resume) read();
}

Journal::~Journal() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (lock_ >= 0) ::close(lock_);
}

/// Locks the folder, not the journal, which is replaced at the end. On a file system without locks
/// the run goes on unlocked.
void Journal::lock() {
  const std::string folder = folder_of(path_);
  lock_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock_ >= 0 && ::flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    throw OutputFailed(folder + ": output.busy: another run writes into this folder", false);
}

void Journal::read() {
  const std::string bytes = bytes_of_journal(path_);
  for (std::size_t begin = 0, end; (end = bytes.find('\n', begin)) != std::string::npos;
       begin = end + 1) {
    Entry entry;
    std::string_view relative_path;
    if (read_line(std::string_view(bytes).substr(begin, end - begin), entry.key, entry.hash,
                  relative_path))
      before_[std::string(relative_path)] = entry;
  }
}

/// Opened with the first line that is added, so that a run that reads nothing leaves the old
/// journal as it was.
void Journal::open() {
  descriptor_ = ::open(
      path_.c_str(),
      O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (resume_ ? 0 : O_TRUNC),
      0666);
  struct stat status {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0) cannot_write(path_);
  // A torn last line must not run into the next one.
  char last = '\n';
  if (status.st_size > 0 && ::pread(descriptor_, &last, 1, status.st_size - 1) == 1 &&
      last != '\n' && !write_all(descriptor_, "\n"))
    cannot_write(path_);
}

std::uint64_t Journal::key_of(std::string_view bytes) const { return hash(bytes, options_key_); }

bool Journal::has(const std::string& relative_path, std::uint64_t key,
                  const std::string& target) const {
  const auto known = before_.find(escaped(relative_path));
  if (known == before_.end() || known->second.key != key) return false;
  try {
    return fnv::bytes(fnv::start<std::uint64_t>, read_found_file(target, std::size_t{1} << 40)) ==
           known->second.hash;
  } catch (const Error&) {
    return false;
  }
}

void Journal::add(const std::string& relative_path, std::uint64_t key, std::uint64_t hash) {
  const std::string line = line_of(relative_path, key, hash);
  const std::scoped_lock lock(adding_);
  now_[relative_path] = {key, hash};
  if (descriptor_ < 0) open();
  if (!write_all(descriptor_, line)) cannot_write(path_);
}

void Journal::prepare(const std::string& path) {
  const std::string folder = folder_of(path);
  // held to the end: another thread writes there as soon as it is said to be prepared
  const std::scoped_lock lock(adding_);
  if (!prepared_.insert(folder).second) return;
  make_folders_of(path);
  sweep(folder);
}

void Journal::keep(const std::string& relative_path) {
  const std::scoped_lock lock(adding_);
  now_[relative_path] = before_.at(escaped(relative_path));
}

void Journal::finish() {
  // A dead run may have left something where this one had nothing to write.
  std::set<std::string> folders{folder_of(path_)};
  for (const auto& [relative_path, entry] : now_)
    folders.insert(folder_of(folder_of(path_) + relative_path));
  for (const std::string& folder : folders)
    if (!prepared_.contains(folder)) sweep(folder);
  if (now_.empty()) return;
  Output output(path_, Output::Sync::no);
  const std::map<std::string, Entry> in_order(now_.begin(), now_.end());
  for (const auto& [relative_path, entry] : in_order)
    output.write(line_of(relative_path, entry.key, entry.hash));
  output.finish();
}

std::set<std::string> written_before(const std::string& output_folder) {
  std::set<std::string> inputs;
  const std::string bytes = bytes_of_journal(output_folder + ".newsline");
  for (std::size_t begin = 0, end; (end = bytes.find('\n', begin)) != std::string::npos;
       begin = end + 1) {
    std::uint64_t key = 0, hash = 0;
    std::string_view relative_path;
    if (read_line(std::string_view(bytes).substr(begin, end - begin), key, hash, relative_path))
      inputs.insert(unescaped(relative_path));
  }
  return inputs;
}

}  // namespace newsline::run
