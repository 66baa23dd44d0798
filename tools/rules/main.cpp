// newsline_rules DATA OUT FILE...
//
// Compiles rules of the folder DATA for reading in place, as the build lays them into the program:
// OUT/en/timex.automaton out of en/timex.tsv and the words of en/timewords.tsv, for each FILE that
// is named so, and OUT/en/names.lexicon out of the words of en/names.tsv. Part of every build; it
// knows the rooms that read rules and nothing else of the program, which is not built yet.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/data.h"
#include "newsline/error.h"
#include "rules/lexicon.h"
#include "rules/pattern_reader.h"
#include "timex/timex.h"

// Nothing is laid into this program.
const newsline::DataFile newsline::data_files[] = {{"", "", 0}};
const std::size_t newsline::data_file_count = 0;

namespace {

using namespace newsline;

std::vector<char> compiled(const Data& data, const std::filesystem::path& file) {
  const std::string rules = std::filesystem::path(file).replace_extension(".tsv").generic_string();
  if (!data.has(rules)) throw Error("data.rules", "no file " + rules);
  if (file.extension() == ".automaton")
    return compile_patterns(data, (file.parent_path() / "timewords.tsv").generic_string(), rules,
                            slot_named, constant_named);
  if (file.extension() == ".lexicon") return Lexicon::compile(data, rules);
  throw Error("data.rules", "nothing is known of files such as " + file.generic_string());
}

void write(const std::filesystem::path& file, const std::vector<char>& bytes) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream stream(file, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream.flush()) throw Error("output.write", "cannot write " + file.string());
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> arguments(words, words + count);
  if (arguments.size() < 3) {
    std::fputs("usage: newsline_rules DATA OUT FILE...\n", stderr);
    return 2;
  }
  try {
    const Data data(arguments[1]);
    for (std::size_t i = 3; i < arguments.size(); ++i)
      write(std::filesystem::path(arguments[2]) / arguments[i], compiled(data, arguments[i]));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "newsline_rules: %s\n", error.what());
    return 1;
  }
  return 0;
}
