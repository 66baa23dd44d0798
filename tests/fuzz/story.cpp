// Any bytes become a whole output of every format, or a Problem. The first byte chooses the format
// and a few options.
#include <nlohmann/json.hpp>
#include <string>

#include "base/data.h"
#include "base/utf8.h"
#include "reader/languages.h"
#include "run/run.h"
#include "run/worker.h"
#include "targets.h"

namespace newsline::fuzz {

using namespace newsline::reader;
using namespace newsline::run;
namespace {

/// Each language's rules are read once for all inputs: they take a hundred times as long as a small
/// page.
Languages& languages() {
  static Languages all{"", ""};
  return all;
}

/// Source spans lie in the text, in order, and hold what is said to be told there.
void check_json(std::string_view bytes) {
  const nlohmann::json whole = nlohmann::json::parse(bytes, nullptr, false);
  demand(!whole.is_discarded() && whole.contains("events"));
  std::string last;
  for (const auto& event : whole["events"]) {
    const std::string start = event["date"]["start"], end = event["date"]["end"];
    demand(!event["id"].get<std::string>().empty() && !event["sources"].empty());
    if (start.size() == 10 && end.size() == 10) demand(start <= end);
    demand(event["confidence"] >= 0 && event["confidence"] <= 1);
  }
}

bool acts_on_a_reader(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c != '\n' && c != '\t' && acts_on_terminal(c)) return true;
  }
  return false;
}

}  // namespace

void story(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto choice = static_cast<unsigned char>(bytes.front());
  bytes.remove_prefix(1);
  Options options;
  options.page.max_bytes = std::size_t{1} << 20;
  options.format = &formats()[choice % formats().size()];
  if (choice & 0x40) options.date = parse_day("2024-03-05");
  if (choice & 0x80) options.filter.top = 3;
  const PageWorker teller(options, languages(), true);
  Input input;
  input.path = "page";
  input.bytes = std::string(bytes);
  const PageResult outcome = teller.file(input);
  demand(outcome.failure || is_utf8(outcome.bytes));
  if (outcome.failure || outcome.bytes.empty()) return;
  if (options.format->layers != Layers::text)
    demand(!acts_on_a_reader(outcome.bytes) || options.format->name == "csv" ||
           options.format->name == "ics");
  if (options.format->name == "json" || options.format->name == "ndjson") check_json(outcome.bytes);
}

void record(std::string_view bytes) {
  static Options options = [] {
    Options made;
    made.records = true;
    made.page.max_bytes = std::size_t{1} << 20;
    made.format = format_named("ndjson");
    return made;
  }();
  static const PageWorker teller(options, languages(), false);
  static const Input input{.path = "-", .relative_path = "-"};
  Lines::Line line;
  line.bytes = std::string(bytes);
  std::erase(line.bytes, '\n');  // it is one line
  line.number = 1;
  const PageResult outcome = teller.record(line, input);
  // One whole line of JSON is the answer, whatever was asked.
  demand(outcome.bytes.ends_with('\n') && outcome.bytes.find('\n') + 1 == outcome.bytes.size());
  demand(nlohmann::json::accept(outcome.bytes));
}

}  // namespace newsline::fuzz
