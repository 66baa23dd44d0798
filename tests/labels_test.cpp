#include "event/labels.h"
#include "base/data.h"
#include "catch.h"
#include "rules/rows.h"

using namespace newsline;
using namespace newsline::event;

namespace {

/// "1985 (Nov): text => 1985-11; ..." cut at the semicolons that part examples.
std::vector<std::pair<std::string, std::string>> examples(std::string_view column) {
  std::vector<std::pair<std::string, std::string>> all;
  while (!column.empty()) {
    const std::size_t stop = std::min(column.find("; "), column.size());
    const std::string_view one = column.substr(0, stop);
    const std::size_t arrow = one.find(" => ");
    if (arrow != std::string_view::npos)
      all.emplace_back(one.substr(0, arrow), one.substr(arrow + 4));
    else
      all.emplace_back(one, "nothing");
    column.remove_prefix(std::min(stop + 2, column.size()));
  }
  return all;
}

std::string read_label(LabelReader& reader, const std::string& text) {
  const auto match = reader.match(text, 0, static_cast<std::uint32_t>(text.size()));
  return match && !match->first.empty() ? show_label(*match) : "nothing";
}

}  // namespace

TEST_CASE("every line of the label grammar reads its own examples", "[event][labels]") {
  const Data data;
  for (const std::string& language : data.languages()) {
    const LabelRules rules(data, language);
    LabelReader reader(rules);
    for (const Row& row : read_rows(data, language + "/labels.tsv", 0)) {
      if (row.fields[0].starts_with('$')) continue;
      INFO(language << "/labels.tsv:" << row.line << " " << row.fields[0]);
      REQUIRE(row.fields.size() >= 4);
      for (const auto& [text, value] : examples(row.fields[3])) {
        INFO(text);
        CHECK(read_label(reader, text) == value);
      }
      if (row.fields.size() < 5) continue;
      for (const auto& [text, value] : examples(row.fields[4])) {
        INFO(text);
        CHECK(read_label(reader, text) == value);
      }
    }
  }
}
