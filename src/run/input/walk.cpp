#include "walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <ranges>
#include <set>

#include "bytes.h"
#include "run/journal.h"
#include "write/formats.h"

namespace newsline::run {

namespace {

struct CloseFolder {
  void operator()(DIR* folder) const noexcept { ::closedir(folder); }
};

/// The names in a folder, in byte order. False when it cannot be read.
bool names_in(const std::string& path, bool named, std::vector<std::string>& names) {
  const int descriptor =
      ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | (named ? 0 : O_NOFOLLOW));
  if (descriptor < 0) return false;
  const std::unique_ptr<DIR, CloseFolder> folder(::fdopendir(descriptor));
  if (!folder) return false;
  errno = 0;
  while (const dirent* entry = ::readdir(folder.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  if (errno != 0) return false;
  std::ranges::sort(names);
  return true;
}

/// "story_files", which a browser puts beside "story.html".
bool is_companion(std::string_view name, const std::vector<std::string>& names) {
  constexpr std::string_view ending = "_files";
  if (!name.ends_with(ending)) return false;
  const std::string stem = std::string(name.substr(0, name.size() - ending.size())) + '.';
  const auto page = std::ranges::lower_bound(names, stem);
  return page != names.end() && page->starts_with(stem);
}

bool chosen(const std::string& glob, const Input& input) {
  if (glob.empty()) return true;
  const std::size_t slash = input.relative_path.rfind('/');
  const std::string& relative_path = input.relative_path;
  const std::string name =
      slash == std::string::npos ? relative_path : relative_path.substr(slash + 1);
  return ::fnmatch(glob.c_str(),
                   glob.find('/') == std::string::npos ? name.c_str() : relative_path.c_str(),
                   0) == 0;
}

class Walker {
 public:
  Walker(Walk& walk, const std::string& glob, const std::string& output)
      : walk_(walk), glob_(glob) {
    has_output_ = !output.empty() && ::stat(output.c_str(), &output_status_) == 0;
    if (has_output_ && output.ends_with('/')) written_ = written_before(output);
  }

  void folder(const std::string& path) {
    struct stat status {};
    into_itself_ = ::stat(path.c_str(), &status) == 0 && is_output(status);
    const std::size_t before = walk_.inputs.size(), failures = walk_.failures.size();
    waiting_.push_back({path, "", true});
    while (!waiting_.empty()) {
      Entry entry = std::move(waiting_.back());
      waiting_.pop_back();
      if (entry.is_folder)
        enter(entry);
      else
        file(entry);
    }
    if (walk_.inputs.size() == before && walk_.failures.size() == failures)
      walk_.failures.push_back({path, {"input.none", "no pages in this folder"}});
  }

 private:
  struct Entry {
    std::string path, relative_path;
    bool is_folder;
  };

  void enter(const Entry& entry) {
    std::vector<std::string> names;
    if (!names_in(entry.path, entry.relative_path.empty(), names)) {
      walk_.failures.push_back({entry.path, {"input.read", std::strerror(errno)}});
      return;
    }
    // Last in, first out: pushed backwards they come out in byte order, each folder's content in
    // its place.
    for (const std::string& name : std::views::reverse(names)) add(entry, name, names);
  }

  void add(const Entry& folder, const std::string& name, const std::vector<std::string>& names) {
    Entry entry{folder.path + (folder.path.ends_with('/') ? "" : "/") + name,
                folder.relative_path.empty() ? name : folder.relative_path + '/' + name, false};
    struct stat status {};
    if (::lstat(entry.path.c_str(), &status) != 0) {
      walk_.failures.push_back({entry.path, {"input.read", std::strerror(errno)}});
      return;
    }
    entry.is_folder = S_ISDIR(status.st_mode);
    const bool ours = is_output(status) ||
                      (into_itself_ && !entry.is_folder && is_written(entry.relative_path, names));
    const bool wanted = ours              ? false
                        : entry.is_folder ? !is_companion(name, names)
                                          : S_ISREG(status.st_mode);
    if (name.starts_with('.') || !wanted)
      ++walk_.skipped;
    else
      waiting_.push_back(std::move(entry));
  }

  /// The output file, or the output folder, among what is read.
  bool is_output(const struct stat& status) const {
    return has_output_ && status.st_dev == output_status_.st_dev &&
           status.st_ino == output_status_.st_ino;
  }
  /// "story.html.json" in a folder that outputs go into: beside its page, or named by the journal
  /// of an earlier run.
  bool is_written(const std::string& relative_path, const std::vector<std::string>& names) const {
    return std::ranges::any_of(formats(), [&](const Format& format) {
      const std::string ending = std::string(1, '.').append(format.extension);
      if (!relative_path.ends_with(ending)) return false;
      const std::string input = relative_path.substr(0, relative_path.size() - ending.size());
      return written_.contains(input) ||
             std::ranges::binary_search(names, input.substr(input.rfind('/') + 1));
    });
  }

  void file(const Entry& entry) {
    Input input{entry.path, entry.relative_path, true};
    if (chosen(glob_, input))
      walk_.inputs.push_back(std::move(input));
    else
      ++walk_.skipped;
  }

  Walk& walk_;
  const std::string& glob_;
  struct stat output_status_ {};
  bool has_output_ = false;
  bool into_itself_ = false;  // the folder that is walked is the output folder
  std::set<std::string> written_;
  std::vector<Entry> waiting_;
};

}  // namespace

std::vector<std::string> paths_in_list(const std::string& list) {
  constexpr std::size_t cap = std::size_t{1} << 30;
  const std::string bytes = read_needed_file(list, cap);
  const char separator = bytes.find('\0') == std::string::npos ? '\n' : '\0';
  std::vector<std::string> paths;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find(separator, begin), bytes.size());
    std::size_t last = end;
    if (separator == '\n' && last > begin && bytes[last - 1] == '\r') --last;
    if (last > begin) paths.push_back(bytes.substr(begin, last - begin));
    begin = end + 1;
  }
  return paths;
}

Walk walk(const std::vector<std::string>& paths, const std::string& glob,
          const std::string& output) {
  Walk result;
  for (const std::string& path : paths) {
    struct stat status {};
    if (path != "-" && ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
      result.folders = true;
      Walker(result, glob, output).folder(path);
    } else {
      const std::size_t slash = path.rfind('/');
      result.inputs.push_back(
          {path, slash == std::string::npos ? path : path.substr(slash + 1), false});
    }
  }
  return result;
}

}  // namespace newsline::run
