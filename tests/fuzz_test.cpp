#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "catch.h"
#include "fuzz/targets.h"

using namespace newsline;

// What fuzzing began from and what it once found, through the same targets that the fuzzer runs:
// what does not hold ends the program.
TEST_CASE("seeds and finds of fuzzing keep what is promised of any bytes", "[fuzz]") {
  for (const fuzz::Target& target : fuzz::targets) {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::filesystem::path(TEST_FOLDER) / "fuzz" / "seeds" / target.name)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(file)), {});
      INFO(entry.path().string());
      target.run(bytes);
      ++files;
    }
    INFO(target.name);
    CHECK(files > 0);
  }
}
