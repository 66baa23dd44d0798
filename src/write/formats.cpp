#include "formats.h"
#include "base/ascii.h"
#include "stream.h"

#include <algorithm>

namespace newsline {

namespace {

void json(std::string& out, const ChronologyStream& stream, const FormatOptions& options,
          const Drain& drain) {
  const bool indented = options.indented && !options.one_of_many;
  write_json(out, stream, {.indented = indented, .ascii = options.ascii}, drain);
}

void ndjson(std::string& out, const ChronologyStream& stream, const FormatOptions& options,
            const Drain& drain) {
  write_json(out, stream, {.indented = false, .ascii = options.ascii}, drain);
}

void markdown(std::string& out, const ChronologyStream& stream, const FormatOptions& options,
              const Drain& drain) {
  const Data built_in;
  write_markdown(out, stream, options.data ? *options.data : built_in,
                 {.title = options.title, .sources = options.sources}, drain);
}

void annotations(std::string& out, const Document& document, const Reading& reading,
                 const PackedEvents& events, const FormatOptions& options, const Drain& drain) {
  write_annotations(out, document, reading, events, {.indented = false, .ascii = options.ascii},
                    drain);
}

const std::vector<Format>& table() {
  static const std::vector<Format> rows{
      {.name = "json",
       .summary = "one page: an indented object; several: one object a line",
       .suffixes = {"json"},
       .extension = "json",
       .write = json,
       .failures = true},
      {.name = "ndjson",
       .summary = "always one object a line",
       .suffixes = {"ndjson", "jsonl"},
       .extension = "ndjson",
       .write = ndjson,
       .failures = true},
      {.name = "markdown",
       .summary = "for people",
       .suffixes = {"md", "markdown"},
       .extension = "md",
       .write = markdown,
       .failures = true,
       .between = "\n"},
      {.name = "text",
       .summary = "the extracted text, which the offsets of the JSON count code points of",
       .suffixes = {"txt"},
       .extension = "txt",
       .layers = Layers::text,
       .failures = true},
      {.name = "annotations",
       .summary = "every layer, for evaluation",
       .suffixes = {},
       .extension = "json",
       .layers = Layers::all,
       .write_layers = annotations,
       .failures = true},
      {.name = "html",
       .summary = "a timeline to look at: one file for a browser, with quotes and a filter",
       .suffixes = {"html", "htm"},
       .extension = "html",
       .write = write_html,
       .several = Several::refused,
       .mark = "<meta name=\"generator\" content=\"newsline "},
      {.name = "csv",
       .summary = "a table for spreadsheets and data frames, a row an event",
       .suffixes = {"csv"},
       .extension = "csv",
       .write = write_csv,
       .several = Several::in_order,
       .begin = begin_csv,
       .mark = "no,start,end,date,precision,relation,certainty,headline,"},
      {.name = "ics",
       .summary = "a calendar, an all-day event for each",
       .suffixes = {"ics"},
       .extension = "ics",
       .write = write_ics,
       .several = Several::in_order,
       .begin = begin_ics,
       .end = end_ics,
       .mark = "PRODID:-//newsline//"},
      {.name = "timelinejs",
       .summary = "JSON for TimelineJS3: slides",
       .suffixes = {"timelinejs.json"},
       .extension = "timelinejs.json",
       .write = write_timelinejs,
       .several = Several::refused,
       .mark = "\"unique_id\": \"title\""},
      {.name = "mermaid",
       .summary = "a diagram for Markdown files: the 60 main events",
       .suffixes = {"mmd"},
       .extension = "mmd",
       .write = write_mermaid,
       .several = Several::refused},
  };
  return rows;
}

/// Whether `name` ends in ".suffix", in whatever case, and is more than that.
bool ends_in(std::string_view name, std::string_view suffix) {
  if (name.size() < suffix.size() + 2) return false;
  name.remove_prefix(name.size() - suffix.size() - 1);
  const auto same = [](char a, char b) {
    const char lower = ascii::lower(a);
    return lower == b;
  };
  return name.front() == '.' && std::ranges::equal(name.substr(1), suffix, same);
}

}  // namespace

void write_whole(std::string& out, const Format& format, const ChronologyStream& stream,
                 const FormatOptions& options, const Drain& drain) {
  if (format.begin) format.begin(out, &stream, options);
  format.write(out, stream, options, drain);
  if (format.end) format.end(out, options);
}

bool is_output(std::string_view head) {
  return std::ranges::any_of(table(), [head](const Format& format) {
    return !format.mark.empty() && head.find(format.mark) != std::string_view::npos;
  });
}

std::span<const Format> formats() { return table(); }

const Format* format_named(std::string_view name) {
  const auto found = std::ranges::find(table(), name, &Format::name);
  return found == table().end() ? nullptr : &*found;
}

const Format* format_of_suffix(std::string_view file_name) {
  const Format* best = nullptr;
  std::size_t longest = 0;
  for (const Format& format : table()) {
    for (const std::string_view suffix : format.suffixes) {
      if (suffix.size() <= longest || !ends_in(file_name, suffix)) continue;
      longest = suffix.size();
      best = &format;
    }
  }
  return best;
}

}  // namespace newsline
