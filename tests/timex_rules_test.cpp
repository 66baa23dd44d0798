#include "catch.h"
#include "base/data.h"
#include "rules/pattern.h"
#include "rules/rows.h"
#include "timex_read.h"

using namespace newsline;

namespace {

struct Example {
  std::string day = "2024-03-05", text, words, value;
};

/// "@2021-01-01 on [March 4] => 2021-03-04": the words in brackets and what they shall give.
Example read_example(std::string_view line) {
  Example example;
  while (line.starts_with(' ')) line.remove_prefix(1);
  if (line.starts_with('@')) {
    example.day = line.substr(1, 10);
    line.remove_prefix(12);
  }
  const std::size_t arrow = line.find(" => ");
  if (arrow != std::string_view::npos) {
    example.value = line.substr(arrow + 4);
    while (example.value.ends_with(' ')) example.value.pop_back();
  }
  const std::string_view text = line.substr(0, arrow);
  const std::size_t open = text.find('['), close = text.find(']');
  if (open == std::string_view::npos || close == std::string_view::npos) {
    example.text = text;
    return example;
  }
  example.words = text.substr(open + 1, close - open - 1);
  example.text = std::string(text.substr(0, open)) + example.words + std::string(text.substr(close + 1));
  return example;
}

std::vector<std::string_view> parts(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    const std::size_t stop = text.find("; ");
    all.push_back(text.substr(0, stop));
    text.remove_prefix(stop == std::string_view::npos ? text.size() : stop + 2);
  }
  return all;
}

/// The lines of every language's rule file that are rules, not macros.
std::vector<Row> rule_rows(const Data& data, const std::string& file) {
  std::vector<Row> rows = read_rows(data, file, 2);
  std::erase_if(rows, [](const Row& row) { return row.fields[0].starts_with('$'); });
  return rows;
}

/// An article around the example, since some rules hold only in short messages.
std::string surroundings(const Row& row) {
  std::string text;
  if (row.fields[2].find("message=1") == std::string_view::npos)
    for (int i = 0; i < 8; ++i) text += "\n- - - - - - - - - - - - - - - - - - - - - - - -";
  return text;
}

}  // namespace

TEST_CASE("every rule reads its own examples and leaves its counter-examples alone", "[timex]") {
  const Data data;
  for (const std::string& language : data.languages()) {
    const TimexRules rules(data, language);
    for (const Row& row : rule_rows(data, language + "/timex.tsv")) {
      const std::string name(row.fields[0]);
      if (row.fields.size() > 3)
        for (const std::string_view line : parts(row.fields[3])) {
          const Example example = read_example(line);
          INFO(language << " " << name << ": " << line);
          const TimexReading reading(example.text + surroundings(row), rules, example.day);
          std::string found = "nothing";
          for (const Timex& timex : reading.timexes.all) {
            if (reading.words(timex) != example.words) continue;
            found = timex.value;
            if (timex.mod != Mod::none) found += std::string(" ") + mod_name(timex.mod);
            CHECK(rules.rule_name(timex.rule) == name);
          }
          CHECK(found == example.value);
        }
      if (row.fields.size() > 4)
        for (const std::string_view line : parts(row.fields[4])) {
          const Example example = read_example(line);
          INFO(language << " " << name << " not: " << line);
          const TimexReading reading(example.text + surroundings(row), rules, example.day);
          for (const Timex& timex : reading.timexes.all) CHECK(rules.rule_name(timex.rule) != name);
        }
    }
  }
}
