#pragma once
// The formats of the output: one table (formats.cpp) that the command line, the run, the helps, the
// completions and the tests read. A new format is a file with its writer, and a row.
#include <cstddef>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsline/write.h"
#include "stream.h"

namespace newsline {

/// What a format cannot hold: "3" and "event left out", "events left out". A number of 0 stands for
/// advice, which is `one`.
struct FormatNote {
  std::size_t number = 0;
  std::string_view one, many;
};

/// What a writer gets besides the chronology.
struct FormatOptions {
  bool indented = true;           // JSON over many lines
  bool ascii = false;             // JSON in ASCII alone
  bool sources = false;           // Markdown with the sentences of an event's sources
  bool one_of_many = false;       // other pages follow or came before in the same output
  std::size_t events_before = 0;  // written before into the same output, where `in_order`
  std::string title = {};         // instead of the page's own; empty: the page's
  const Data* data = nullptr;     // the words of the languages; null: those laid into the program
  std::set<std::string>* ids = nullptr;  // of the events written before, where `in_order`
  std::function<void(const FormatNote&)> note = {};  // takes what the format cannot hold
};

using ChronologyWriter = void(std::string& out, const ChronologyStream& stream,
                              const FormatOptions& options, const Drain& drain);
using LayersWriter = void(std::string& out, const Document& document, const Reading& reading,
                          const PackedEvents& events, const FormatOptions& options,
                          const Drain& drain);

/// What stands before the first page of an output. `stream`: the one chronology that the output
/// holds; null where several share it.
using OutputBegin = void(std::string& out, const ChronologyStream* stream,
                         const FormatOptions& options);
using OutputEnd = void(std::string& out, const FormatOptions& options);

/// The writers, each in a file of its own.
ChronologyWriter write_csv, write_html, write_ics, write_mermaid, write_timelinejs;
OutputBegin begin_csv, begin_ics;
OutputEnd end_ics;

/// What of a page a format shows: its text alone, its chronology, or every layer.
enum class Layers : std::uint8_t { text, chronology, all };

/// What becomes of several pages in one output.
enum class Several : std::uint8_t {
  one_after_another,  // written independently of each other, by many threads
  in_order,           // the writer needs to know how many events came before
  refused             // one output holds one chronology: --merge, or -o DIR/
};

/// A row of the table of formats.
struct Format {
  std::string_view name;     // -f NAME
  std::string_view summary;  // for --help
  // of -o FILE, without the dot; the first is the usual one
  std::vector<std::string_view> suffixes;
  std::string_view extension;  // of the files in -o DIR/, without the dot
  Layers layers = Layers::chronology;
  ChronologyWriter* write = nullptr;     // null: where `layers` is not chronology
  LayersWriter* write_layers = nullptr;  // null: where `layers` is not all
  Several several = Several::one_after_another;
  bool failures = false;  // a record that failed is answered in the output, by a line of JSON
  /// The text before the first page, between two pages and after the last page of one output.
  OutputBegin* begin = nullptr;
  std::string_view between = {};
  OutputEnd* end = nullptr;
  // stands near the head of every output of this format and of no page; empty: nothing tells them
  std::string_view mark = {};
};

/// Writes a whole output with one chronology: begin, `write`, end.
void write_whole(std::string& out, const Format& format, const ChronologyStream& stream,
                 const FormatOptions& options, const Drain& drain = {});

/// Whether a file whose first bytes these are is an output for people or their programs. Markdown
/// and text look like any other, and a chronology in JSON is one to go on with.
bool is_output(std::string_view head);

/// All formats, in the order of --help. The first is the default.
std::span<const Format> formats();
/// The format of that name, or null.
const Format* format_named(std::string_view name);
/// The format whose suffix the file's name ends in, the longest that fits, in any case; null when
/// none does.
const Format* format_of_suffix(std::string_view file_name);

}  // namespace newsline
