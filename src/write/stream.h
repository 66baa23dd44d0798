#pragma once
// The writers behind the formats. What they write of a long page is handed on in parts, so that no
// output stands whole in memory.
#include <functional>
#include <optional>
#include <string>

#include "base/data.h"
#include "event/event.h"
#include "newsline/chronology.h"
#include "newsline/write.h"

namespace newsline {

/// Takes the text written so far, and must empty the string.
using Drain = std::function<void(std::string&)>;
/// A chronology given event by event, in the order of the output: a page with a hundred thousand
/// dates never has all of its events in memory.
struct ChronologyStream {
  std::optional<DocumentId> id{};  // of a record
  const std::vector<Document>& documents;
  std::function<void(const std::function<void(const OutputEvent&)>&)> events;
  std::function<void(const std::function<void(const OutputEntity&)>&)> entities;
};
/// A view of a chronology that is wholly in memory; it must outlive the stream.
ChronologyStream stream_of(const Chronology& chronology);

/// chronology.schema.json, appended to `out`. The same chronology gives the same bytes. With
/// `drain` a long one is handed on in pieces.
void write_json(std::string& out, const ChronologyStream& stream, JsonStyle style = {},
                const Drain& drain = {});
inline void write_json(std::string& out, const Chronology& chronology, JsonStyle style = {},
                       const Drain& drain = {}) {
  write_json(out, stream_of(chronology), style, drain);
}

struct MarkdownStyle {
  std::string title = {};  // instead of the page's own; empty: the page's
  // under each event the sentences of its sources, one a line, with their page where there are
  // several
  bool sources = false;
};
/// For people: a terminal or a web page. Words of the page are escaped; dates are written as the
/// pages' language does (data/<language>/markdown.tsv; of several languages the commonest), as in
/// English where it has no words for them. Throws Error("data.rules").
void write_markdown(std::string& out, const ChronologyStream& stream, const Data& data = Data(),
                    MarkdownStyle style = {}, const Drain& drain = {});
inline void write_markdown(std::string& out, const Chronology& chronology,
                           const Data& data = Data(), MarkdownStyle style = {}) {
  write_markdown(out, stream_of(chronology), data, style);
}
/// The line of a record that failed. `id` empty: null.
void write_failure(std::string& out, const std::optional<DocumentId>& id, const Problem& problem,
                   JsonStyle style = {});
/// One line of `-f annotations`.
void write_annotations(std::string& out, const Document& document, const Reading& reading,
                       const PackedEvents& events, JsonStyle style = {}, const Drain& drain = {});

}  // namespace newsline
