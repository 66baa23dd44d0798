#pragma once
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/data.h"
#include "run.h"

namespace newsline::run {

/// What a run wrote into a folder, so that --resume can leave it out: a line a file, "KEY HASH
/// PATH", appended when the file stands under its name: what it was made from (input, options,
/// rules) and what it holds. A line that a kill cut off is not believed, and its file is simply
/// written again. As long as it is there the folder is locked: two runs into one would break each
/// other.
class Journal {
 public:
  /// `resume`: believe what the folder's journal says. An old journal stays until something is
  /// added. Throws OutputFailed, also when another run holds the folder (output.busy).
  Journal(const Options& options, const Data& rules, bool resume);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// Stands for the bytes of an input under these options.
  std::uint64_t key_of(std::string_view bytes) const;
  /// Whether `target` was written for that key, and is there whole. `relative_path` names the
  /// input.
  bool has(const std::string& relative_path, std::uint64_t key, const std::string& target) const;
  /// `hash`: FNV-1a of the bytes that were written for it.
  void add(const std::string& relative_path, std::uint64_t key, std::uint64_t hash);
  /// What `has` found stays.
  void keep(const std::string& relative_path);
  /// The whole of it in order of names: what an undisturbed run leaves. Nothing when nothing was
  /// added or kept.
  void finish();
  /// Makes the folders of a file that is to be written, and sweeps out what dead runs left there.
  void prepare(const std::string& path);

 private:
  struct Entry {
    std::uint64_t key = 0;
    std::uint64_t hash = 0;
  };
  void lock();
  void read();
  void open();

  std::string path_;
  std::uint64_t options_key_;
  bool resume_;
  int descriptor_ = -1, lock_ = -1;
  std::unordered_map<std::string, Entry> before_, now_;
  std::set<std::string> prepared_;
  std::mutex adding_;
};

/// The inputs, as paths below the output folder, whose outputs its journal names.
std::set<std::string> written_before(const std::string& output_folder);

}  // namespace newsline::run
