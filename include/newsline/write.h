#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "newsline/chronology.h"
#include "base/data.h"

namespace newsline {

struct JsonStyle {
  bool indented = true;  // else one line; a final line feed either way
  bool ascii = false;    // every code point above 126 as \uXXXX
};
/// Takes what was written so far, and empties the string.
using Drain = std::function<void(std::string&)>;
/// A chronology that is told one by one, in the order of the output: a page with a hundred thousand dates needs no room for all its events.
struct ToldInPieces {
  std::optional<DocumentId> id{};  // of a record
  const std::vector<Document>& documents;
  std::function<void(const std::function<void(const ToldEvent&)>&)> events;
  std::function<void(const std::function<void(const ToldEntity&)>&)> entities;
};
/// Its pieces; it must live longer.
ToldInPieces pieces_of(const Chronology& chronology);

/// chronology.schema.json, appended to `out`. The same chronology gives the same bytes. With `drain` a long one is handed on in pieces.
void write_json(std::string& out, const ToldInPieces& told, JsonStyle style = {}, const Drain& drain = {});
inline void write_json(std::string& out, const Chronology& chronology, JsonStyle style = {}, const Drain& drain = {}) { write_json(out, pieces_of(chronology), style, drain); }
/// The same as one string.
std::string to_json(const Chronology& chronology, JsonStyle style = {});

struct MarkdownStyle {
  std::string title = {};  // instead of the page's own; empty: the page's
  bool sources = false;  // below each event the sentences that tell it, one a line, with their page where there are several
};
/// For people: a terminal or a web page. Words of the page are escaped; dates are written as the pages' language does (data/<language>/markdown.tsv; of
/// several languages the commonest), as in English where it has no words for them. Throws Error("data.rules").
void write_markdown(std::string& out, const ToldInPieces& told, const Data& data = Data(), MarkdownStyle style = {}, const Drain& drain = {});
inline void write_markdown(std::string& out, const Chronology& chronology, const Data& data = Data(), MarkdownStyle style = {}) { write_markdown(out, pieces_of(chronology), data, style); }
/// The line of a record that failed. `id` empty: null.
void write_failure(std::string& out, const std::optional<DocumentId>& id, const Problem& problem, JsonStyle style = {});
/// One line of `-f annotations`.
void write_annotations(std::string& out, const Document& document, const Reading& reading, const PackedEvents& events, JsonStyle style = {}, const Drain& drain = {});

/// A chronology that newsline wrote, read back; empty when the text is JSON of another kind. Throws Error("record.json") for what is no JSON.
std::optional<Chronology> read_chronology(std::string_view json);
/// The JSON Schema of the output.
std::string_view schema();

}  // namespace newsline
