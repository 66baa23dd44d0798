#include "data.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <span>
#include <sstream>

#include "hash.h"
#include "newsline/error.h"

namespace newsline {

Data::Data(const std::filesystem::path& folder) : from_folder_(true) {
  namespace fs = std::filesystem;
  std::error_code failed;
  for (fs::recursive_directory_iterator it(folder, failed), last; !failed && it != last;
       it.increment(failed)) {
    if (!it->is_regular_file(failed)) continue;
    std::ifstream stream(it->path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    if (!stream) throw Error("input.read", "cannot read the data file " + it->path().string());
    files_[it->path().lexically_relative(folder).generic_string()] = std::move(bytes).str();
  }
  if (failed)
    throw Error("input.read",
                "cannot read the data folder " + folder.string() + ": " + failed.message());
  if (languages().empty())
    throw Error("input.read", "no language in the data folder " + folder.string());
}

namespace {
std::span<const DataFile> embedded() { return {data_files, data_file_count}; }
}  // namespace

std::string_view Data::file(std::string_view name) const noexcept {
  if (from_folder_) {
    const auto found = files_.find(name);
    return found == files_.end() ? std::string_view{} : std::string_view(found->second);
  }
  const auto found = std::ranges::lower_bound(embedded(), name, {}, &DataFile::name);
  if (found == embedded().end() || found->name != name) return {};
  return {found->bytes, found->size};
}

std::string_view Data::compiled(std::string_view file, std::string_view suffix) const {
  if (from_folder_) return {};
  return this->file(std::string(file.substr(0, file.rfind('.'))).append(suffix));
}

std::uint64_t Data::hash() const noexcept {
  auto hash = fnv::start<std::uint64_t>;
  const auto add = [&hash](std::string_view bytes) {
    // With the size, "ab" "c" and "a" "bc" differ.
    hash = fnv::many_bytes(fnv::step(hash, bytes.size()), bytes);
  };
  if (from_folder_) {
    for (const auto& [name, bytes] : files_) add(name), add(bytes);
  } else {
    for (const DataFile& file : embedded()) add(file.name), add({file.bytes, file.size});
  }
  return hash;
}

std::string_view main_language(const std::vector<std::string_view>& codes) {
  std::map<std::string_view, std::size_t> counts;
  for (const std::string_view code : codes) ++counts[primary_language(code)];
  std::string_view best;
  std::size_t most = 0;
  for (const std::string_view code : codes) {
    const std::size_t count = counts[primary_language(code)];
    if (code.empty() || count <= most) continue;
    best = code;
    most = count;
  }
  return best;
}

std::string language_file(std::string_view language, std::string_view name) {
  return std::string(primary_language(language)).append("/").append(name);
}

bool Data::has(std::string_view name) const noexcept { return file(name).data() != nullptr; }

std::vector<std::string> Data::languages() const {
  // A language is a folder that holds timex.tsv.
  std::vector<std::string> found;
  const auto take = [&](std::string_view name) {
    if (name.ends_with("/timex.tsv")) found.emplace_back(name.substr(0, name.find('/')));
  };
  if (from_folder_)
    for (const auto& [name, bytes] : files_) take(name);
  else
    for (const DataFile& file : embedded()) take(file.name);
  return found;
}

}  // namespace newsline
