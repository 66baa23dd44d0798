// What the build makes of rules (tools/rules) is what a start makes of their texts.
#include <string>

#include "base/data.h"
#include "base/flat.h"
#include "catch.h"
#include "newsline/error.h"
#include "rules/lexicon.h"
#include "rules/pattern_reader.h"
#include "timex/timex.h"

using namespace newsline;

namespace {

const std::string data_folder = std::string(SOURCE_FOLDER) + "/data";

std::string_view view(const std::vector<char>& bytes) { return {bytes.data(), bytes.size()}; }

}  // namespace

TEST_CASE("the patterns laid into the program are those of the texts of --data", "[rules]") {
  const Data built_in, folder(data_folder);
  REQUIRE(built_in.languages() == folder.languages());
  for (const std::string& language : folder.languages())
    for (const std::string name : {"/timex", "/labels"}) {
      const std::string rules = language + name + ".tsv";
      INFO(rules);
      CHECK(built_in.compiled(rules, ".automaton").empty() == !folder.has(rules));
      if (!folder.has(rules)) continue;
      const std::vector<char> read =
          compile_patterns(folder, language + "/timewords.tsv", rules, slot_named, constant_named);
      CHECK(view(read) == built_in.compiled(rules, ".automaton"));
    }
}

TEST_CASE("the words laid into the program are those of the texts of --data", "[rules]") {
  const Data built_in, folder(data_folder);
  for (const std::string& language : folder.languages())
    for (const std::string name : {"/clitics", "/names", "/sentence", "/tags", "/timecues"}) {
      const std::string words = language + name + ".tsv";
      INFO(words);
      CHECK(built_in.compiled(words, ".lexicon").empty() == !folder.has(words));
      if (folder.has(words))
        CHECK(view(Lexicon::compile(folder, words)) == built_in.compiled(words, ".lexicon"));
    }
  CHECK(view(Lexicon::compile(folder, "given_names.tsv")) ==
        built_in.compiled("given_names.tsv", ".lexicon"));
}

TEST_CASE("a folder's texts hold, whatever was compiled before", "[rules]") {
  CHECK(Data(data_folder).compiled("en/timex.tsv", ".automaton").empty());
  CHECK_FALSE(Data().compiled("en/timex.tsv", ".automaton").empty());
}

TEST_CASE("arrays in one piece of bytes are read as they were written", "[rules]") {
  FlatWriter writer("NLTEST1\n");
  writer.add(std::vector<std::uint16_t>{7, 8, 9});
  writer.add(std::vector<std::uint64_t>{});
  writer.add(std::vector<std::uint64_t>{1, 2});
  const std::vector<char> bytes = writer.take();
  FlatReader reader(view(bytes), "NLTEST1\n", "test");
  const auto small = reader.next<std::uint16_t>();
  CHECK(std::vector<std::uint16_t>(small.begin(), small.end()) ==
        std::vector<std::uint16_t>{7, 8, 9});
  CHECK(reader.next<std::uint64_t>().empty());
  CHECK(reader.next<std::uint64_t>()[1] == 2);
  CHECK_THROWS_AS(reader.next<std::uint64_t>(), Error);

  CHECK_THROWS_AS(FlatReader(view(bytes), "NLOTHER\n", "test"), Error);
  CHECK_THROWS_AS(FlatReader(view(bytes).substr(0, bytes.size() - 1), "NLTEST1\n", "test"), Error);
  CHECK_THROWS_AS(FlatReader({}, "NLTEST1\n", "test"), Error);
  std::vector<char> wrong = bytes;  // a count that the bytes do not have
  wrong[16] = 100;
  CHECK_THROWS_AS(FlatReader(view(wrong), "NLTEST1\n", "test").next<std::uint16_t>(), Error);
}
