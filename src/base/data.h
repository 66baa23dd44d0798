#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace newsline {

/// The data files: those laid into the program at build time or, with --data DIR, those of a
/// folder. Names are paths below data/ with forward slashes: "en/timex.tsv".
class Data {
 public:
  /// The files laid into the program.
  Data() = default;
  /// A folder laid out as data/ is. A file that it lacks is not looked for in the program. Throws
  /// Error("input.read").
  explicit Data(const std::filesystem::path& folder);

  /// The bytes of a file, aligned to 64 bytes when laid into the program; empty when there is none.
  /// Valid as long as this object.
  std::string_view file(std::string_view name) const noexcept;
  bool has(std::string_view name) const noexcept;
  bool from_folder() const noexcept { return from_folder_; }
  /// What the build made of a .tsv file for reading in place (tools/rules): the bytes of
  /// "en/timex.automaton" for "en/timex.tsv". Empty for a folder, whose files may have changed.
  std::string_view compiled(std::string_view file, std::string_view suffix) const;
  /// A hash of the names and bytes of all files; --resume compares it.
  std::uint64_t hash() const noexcept;
  /// Folders that hold a language: "de", "en", in order.
  std::vector<std::string> languages() const;

 private:
  bool from_folder_ = false;
  std::map<std::string, std::string, std::less<>> files_;
};

/// "en" of "en-GB" and "en_GB".
constexpr std::string_view primary_language(std::string_view code) noexcept {
  return code.substr(0, code.find_first_of("-_"));
}
/// The language of most, of as many the first one's, as its first code says it: "en-GB" of "en-GB",
/// "fr", "en-US". Empty codes count for none; empty where all are.
std::string_view main_language(const std::vector<std::string_view>& codes);
/// A file of the language's folder: "en/timex.tsv" of "en-GB".
std::string language_file(std::string_view language, std::string_view name);

/// One file laid into the program. The table is sorted by name.
struct DataFile {
  std::string_view name;
  const char* bytes;
  std::size_t size;
};
extern const DataFile data_files[];
extern const std::size_t data_file_count;

}  // namespace newsline
