#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "newsline/run.h"

namespace newsline {

/// What a run wrote into a folder, so that --resume can leave it out: a line a file, "KEY SIZE PATH", appended in one write when the
/// file stands under its name. A line that a kill cut off is not believed, and its file is simply written again.
class Journal {
 public:
  /// `resume`: believe what the folder's journal says; else begin a new one. Throws OutputFailed.
  Journal(const Options& options, bool resume);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// Stands for the bytes of an input under these options.
  std::uint64_t key_of(std::string_view bytes) const;
  /// Whether `target` was written for that key, and is there whole. `below` names the input.
  bool has(const std::string& below, std::uint64_t key, const std::string& target) const;
  void add(const std::string& below, std::uint64_t key, std::size_t size);
  /// What `has` found stays.
  void keep(const std::string& below);
  /// The whole of it in order of names: what an undisturbed run leaves.
  void finish();

 private:
  struct Entry {
    std::uint64_t key = 0;
    std::size_t size = 0;
  };
  void read();

  std::string path_;
  std::uint64_t options_key_;
  int descriptor_ = -1;
  std::unordered_map<std::string, Entry> before_, now_;
  std::mutex adding_;
};

}  // namespace newsline
