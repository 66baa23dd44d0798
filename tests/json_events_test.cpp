#include "base/json_events.h"

#include <string>

#include "catch.h"

namespace newsline {
namespace {

/// Writes down what it is told: "{" and "}", "[" and "]", a key with its colon, strings in single
/// quotation marks, numbers.
class Notes : public JsonEvents {
 public:
  bool open(bool object) override {
    all += object ? '{' : '[';
    return all.find("[[[[") == std::string::npos;
  }
  bool close(bool object) override { return all += object ? '}' : ']', true; }
  bool key(std::string_view name) override { return (all += name) += ':', true; }
  bool string(std::string_view value) override { return ((all += '\'') += value) += '\'', true; }
  bool number(std::string_view digits) override { return (all += digits) += ' ', true; }
  std::string all;
};

TEST_CASE("JSON is read as events") {
  struct Case {
    std::string_view json, events;
  };
  for (const auto& [json, events] : {
           Case{R"({"name": ["Ann", 1, -2.5e+3], "at" : {} })", "{name:['Ann'1 -2.5e+3 ]at:{}}"},
           Case{R"([true, false, null, []])", "[[]]"},
           Case{R"("Harbor")", "'Harbor'"},
           Case{R"(["a string that is longer than sixteen bytes"])",
                "['a string that is longer than sixteen bytes']"},
           Case{R"(["one \"two\" \\ \/ three\n", ""])", "['one \"two\" \\ / three\n''']"},
           Case{R"(["Gda\u0144sk \uD83D\uDE00"])", "['Gdańsk 😀']"},
           Case{"[1] and more", "[1 ]"},
       }) {
    Notes notes;
    INFO(json);
    CHECK(read_json(json, notes).whole);
    CHECK(notes.all == events);
  }
}

TEST_CASE("broken JSON is read up to the break") {
  struct Case {
    std::string_view json, events;
    std::size_t at;
  };
  for (const auto& [json, events, at] : {
           Case{"", "", 0},
           Case{"[1, ]", "[1 ", 5},
           Case{"{\"a\": 1, \"b\" 2}", "{a:1 b:", 14},
           Case{"{\"a\": 1 \"b\"", "{a:1 ", 11},
           Case{"[1}", "[1 ", 3},
           Case{"{]", "{", 2},
           Case{"[\"a\nb\"]", "[", 4},
           Case{"[\"open", "[", 6},
           Case{"[\"\\x\"]", "[", 4},
           Case{"[\"\\u12G4\"]", "[", 7},
           Case{"[\"\\uD83D\"]", "[", 9},
           Case{"[\"\\uDE00\"]", "[", 8},
           Case{"[tru", "[", 4},
           Case{"[trap]", "[", 4},
           Case{"[-]", "[", 3},
           Case{"[01]", "[0 ", 3},
           Case{"[1.]", "[", 4},
           Case{"[1", "[1 ", 2},
           Case{"{\"a\"", "{a:", 4},
           Case{"[NaN]", "[", 2},
       }) {
    Notes notes;
    const JsonEnd end = read_json(json, notes);
    INFO(json);
    CHECK(!end.whole);
    CHECK(notes.all == events);
    CHECK(end.at == at);
  }
}

TEST_CASE("who reads JSON's events may want no more") {
  Notes notes;
  const JsonEnd end = read_json("[[[[1]]]]", notes);
  CHECK(!end.whole);
  CHECK(end.at == std::string_view::npos);
  CHECK(notes.all == "[[[[");
}

}  // namespace
}  // namespace newsline
