#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "catch.h"
#include "fuzz/targets.h"

using namespace newsline;

namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// Bytes with a few wounds: cut off, taken out, written twice, bits turned, and between them what
/// code points of several bytes, marks and dates look like.
std::string damaged(std::string bytes, std::minstd_rand& chance) {
  static constexpr std::string_view strange[] = {"\xC3\x89",
                                                 "\xE2\x80\xAE",
                                                 "\xF0\x9F\x98\x80",
                                                 "\xFF",
                                                 std::string_view("\0", 1),
                                                 "<",
                                                 "</p><p>",
                                                 "&#x110000;",
                                                 "\"",
                                                 "2024-",
                                                 "31 February 2023",
                                                 "\r",
                                                 ".\xC3\x89",
                                                 "\xE2\x80\x9D",
                                                 "<time datetime=9999-12-31>",
                                                 "\xCC\x81"};
  const auto below = [&chance](std::size_t end) { return end ? chance() % end : 0; };
  for (std::size_t wounds = 1 + below(6); wounds > 0; --wounds) {
    const std::size_t at = below(bytes.size()), size = below(1 + below(200));
    switch (below(5)) {
      case 0:
        bytes.erase(at, size);
        break;
      case 1:
        bytes.insert(at, bytes.substr(below(bytes.size()), size));
        break;
      case 2:
        bytes.insert(at, strange[below(std::size(strange))]);
        break;
      case 3:
        if (!bytes.empty()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        break;
      default:
        bytes.resize(below(8) ? bytes.size() : at);
    }
  }
  return bytes;
}

}  // namespace

// What fuzzing began from and what it once found, through the same targets that the fuzzer runs:
// what does not hold ends the program.
TEST_CASE("seeds and finds of fuzzing keep what is promised of any bytes", "[fuzz]") {
  for (const fuzz::Target& target : fuzz::targets) {
    std::size_t files = 0;
    for (const auto& path :
         files_below(std::filesystem::path(TEST_FOLDER) / "fuzz" / "seeds" / target.name)) {
      INFO(path.string());
      target.run(bytes_of(path));
      ++files;
    }
    INFO(target.name);
    CHECK(files > 0);
  }
}

// A short piece of fuzzing that needs no fuzzer, the same one each time; the dev preset runs it
// under AddressSanitizer and UBSan.
TEST_CASE("damaged seeds and pages keep what is promised of any bytes", "[fuzz]") {
  const std::filesystem::path tests(TEST_FOLDER);
  std::minstd_rand chance(1);
  int tried = 0;
  for (const fuzz::Target& target : fuzz::targets)
    for (const auto& path : files_below(tests / "fuzz" / "seeds" / target.name))
      for (int i = 0; i < 40; ++i, ++tried) {
        INFO(path.string());
        target.run(damaged(bytes_of(path), chance));
      }
  for (const auto& path : files_below(tests / "pages")) {
    if (path.stem() != "page" || std::filesystem::file_size(path) > 40'000) continue;
    for (int i = 0; i < 60; ++i, ++tried) {
      INFO(path.string());
      const std::string bytes = damaged(bytes_of(path), chance);
      fuzz::page(bytes);
      fuzz::story(std::string(1, static_cast<char>(chance())) + bytes);
    }
  }
  CHECK(tried >= 3800);  // as README says
}
