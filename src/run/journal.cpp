#include "journal.h"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <sys/stat.h>
#include <unistd.h>

#include "bytes.h"
#include "newsline/error.h"
#include "output.h"

namespace newsline {

namespace {

constexpr std::uint64_t fnv_offset = 14695981039346656037ULL, fnv_prime = 1099511628211ULL;

/// FNV-1a, eight bytes at a step: a change of input is to be noticed, nobody is to be kept from forging one.
std::uint64_t hash(std::string_view bytes, std::uint64_t key) {
  while (bytes.size() >= 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data(), sizeof word);
    key = (key ^ word) * fnv_prime;
    key ^= key >> 29;
    bytes.remove_prefix(8);
  }
  for (const char c : bytes) key = (key ^ static_cast<unsigned char>(c)) * fnv_prime;
  return (key ^ (key >> 32)) * fnv_prime;
}

/// All that the bytes of an output depend on, besides the input's.
std::string told(const Options& options) {
  const Filter& filter = options.filter;
  std::string text = version;
  const auto add = [&text](const std::string& part) { text.append(1, '\n').append(part); };
  add(std::string(options.format->name) + (options.ascii ? "a" : "") + (options.sources ? "s" : ""));
  add(options.date ? to_string(*options.date) : "");
  add(options.date_override ? to_string(*options.date_override) : "");
  add(options.language);
  add(options.data_folder);
  add(options.gazetteer.empty() ? "" : read_needed_file(options.gazetteer, std::size_t{64} << 20));
  add(options.page.charset);
  add(std::to_string(options.page.max_bytes));
  add(filter.from_to ? to_string(filter.from_to->first_day()) + to_string(filter.from_to->last_day()) : "");
  add(filter.entity);
  for (const Certainty certainty : filter.certainty) add(std::to_string(static_cast<int>(certainty)));
  add(std::to_string(filter.min_confidence));
  add(filter.top ? std::to_string(*filter.top) : "");
  return text;
}

std::string escaped(const std::string& path) {
  std::string out;
  for (const char c : path) out += c == '\n' ? std::string("%0A") : c == '%' ? std::string("%25") : std::string(1, c);
  return out;
}

std::string line_of(const std::string& below, std::uint64_t key, std::size_t size) {
  char digits[17];
  const auto end = std::to_chars(digits, digits + sizeof digits, key, 16).ptr;
  return std::string(digits, end).append(" ").append(std::to_string(size)).append(" ").append(escaped(below)).append("\n");
}

[[noreturn]] void cannot_write(const std::string& path) { throw OutputFailed(path + ": output.write: " + std::strerror(errno), false); }

}  // namespace

Journal::Journal(const Options& options, bool resume) : path_(options.output + ".newsline"), options_key_(hash(told(options), fnv_offset)) {
  make_folders_of(path_);
  if (resume) read();
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | (resume ? 0 : O_TRUNC), 0666);
  if (descriptor_ < 0) cannot_write(path_);
}

Journal::~Journal() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void Journal::read() {
  std::string bytes;
  try {
    bytes = read_file(path_, std::size_t{1} << 30);
  } catch (const Error&) {
    return;  // the first run into this folder
  }
  for (std::size_t begin = 0, end; (end = bytes.find('\n', begin)) != std::string::npos; begin = end + 1) {
    const std::string_view line = std::string_view(bytes).substr(begin, end - begin);
    Entry entry;
    const char* last = line.data() + line.size();
    const auto key = std::from_chars(line.data(), last, entry.key, 16);
    if (key.ec != std::errc{} || key.ptr == last || *key.ptr != ' ') continue;
    const auto size = std::from_chars(key.ptr + 1, last, entry.size);
    if (size.ec == std::errc{} && size.ptr != last && *size.ptr == ' ') before_[std::string(size.ptr + 1, last)] = entry;
  }
  // A torn last line must not run into the next one. What was believed is written out anew.
  if (!bytes.empty() && bytes.back() != '\n') {
    const File file(::open(path_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW));
    if (!file || ::write(file.get(), "\n", 1) != 1) cannot_write(path_);
  }
}

std::uint64_t Journal::key_of(std::string_view bytes) const { return hash(bytes, options_key_); }

bool Journal::has(const std::string& below, std::uint64_t key, const std::string& target) const {
  const auto known = before_.find(escaped(below));
  if (known == before_.end() || known->second.key != key) return false;
  struct stat status {};
  return ::lstat(target.c_str(), &status) == 0 && S_ISREG(status.st_mode) && static_cast<std::size_t>(status.st_size) == known->second.size;
}

void Journal::add(const std::string& below, std::uint64_t key, std::size_t size) {
  const std::string line = line_of(below, key, size);
  const std::scoped_lock lock(adding_);
  now_[below] = {key, size};
  if (::write(descriptor_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) cannot_write(path_);
}

void Journal::keep(const std::string& below) {
  const std::scoped_lock lock(adding_);
  now_[below] = before_.at(escaped(below));
}

void Journal::finish() {
  Output output(path_, Output::Sync::no);
  const std::map<std::string, Entry> in_order(now_.begin(), now_.end());
  for (const auto& [below, entry] : in_order) output.write(line_of(below, entry.key, entry.size));
  output.finish();
}

}  // namespace newsline
