// The fact table for spreadsheets and data frames: a row an event, RFC 4180, UTF-8 with a byte
// order mark, since Excel reads a file without one as the local code page.
//
// The event "2 May 2024: Mayor Ana Silva closed the harbour" of a merge of two pages is
//   1,2024-05-02,2024-05-02,2 May 2024,day,on,asserted,Mayor Ana Silva closed the harbour,...
//
// A cell that a spreadsheet would run as a formula gets an apostrophe before it; taking one
// leading apostrophe away gives the value back.
// What it does not do: it holds the first source of an event alone (`sources` counts them), and no
// XLSX, which knows no day before 1900.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/utf8.h"
#include "formats.h"
#include "names.h"
#include "presentation.h"
#include "stream.h"

namespace newsline {

using namespace write;

namespace {

constexpr std::string_view header =
    "no,start,end,date,precision,relation,certainty,headline,people,organizations,places,others,"
    "sentence,source,source_title,source_date,url,sources,disputed,expression,derivation,salience,"
    "confidence,edtf,id\r\n";

/// Whether a spreadsheet may take the cell for a formula: by its first character, also the
/// full-width ones that some of them take for the same.
bool looks_like_a_formula(std::string_view cell) {
  if (cell.empty()) return false;
  std::size_t at = 0;
  switch (next_code_point(cell, at)) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\'':
    case 0xFF1D:
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20:
      return true;
    default:
      return false;
  }
}

/// Three digits after the point at most, the same on every machine.
std::string decimal(double number) {
  char digits[40];
  const double rounded = std::isfinite(number) ? std::round(number * 1000) / 1000 : 0;
  const auto end = std::to_chars(digits, digits + sizeof digits, std::max(rounded, 0.0));
  return {digits, end.ptr};
}

class Table {
 public:
  Table(std::string& out, const Chronology& chronology, const FormatOptions& options,
        const Data& data)
      : out_(out),
        documents_(chronology.documents),
        index_(documents_),
        dates_(data, main_language(documents_)),
        number_(options.events_before) {}

  void row(const OutputEvent& event) {
    first_ = true;
    cell(std::to_string(++number_));
    cell(to_string(event.date.start));
    cell(to_string(event.date.end));
    cell(date_words(event, dates_));
    cell(name_of(precision_names, event.date.grain));
    cell(name_of(relation_names, event.date.relation));
    cell(name_of(certainty_names, event.certainty));
    cell(headline_of(event));
    for (const EntityType type :
         {EntityType::person, EntityType::organization, EntityType::place}) {
      cell(names(event, [type](EntityType t) { return t == type; }));
    }
    cell(names(event, [](EntityType t) {
      return t != EntityType::person && t != EntityType::organization && t != EntityType::place;
    }));
    cell(plain(event.sentence));
    source(event);
    cell(std::to_string(count_documents(event)));
    cell(disputed(event));
    cell(plain(event.date.expression));
    cell(name_of(derivation_names, event.date.derivation));
    cell(decimal(event.salience));
    cell(decimal(event.confidence));
    cell(plain(event.date.edtf));
    cell(plain(event.id));
    out_ += "\r\n";
  }

 private:
  void cell(std::string_view words) {
    if (!first_) out_ += ',';
    first_ = false;
    const bool guarded = looks_like_a_formula(words);
    const bool quoted = words.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quoted) out_ += '"';
    if (guarded) out_ += '\'';
    for (const char c : words) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    if (quoted) out_ += '"';
  }

  static std::string names(const OutputEvent& event, auto wanted) {
    std::string list;
    for (const OutputParticipant& participant : event.entities) {
      if (!wanted(participant.type)) continue;
      std::string name = plain(participant.name);
      for (std::size_t at = 0; (at = name.find("; ", at)) != std::string::npos;) name[at] = ',';
      if (!name.empty()) list.append(list.empty() ? "" : "; ").append(name);
    }
    return list;
  }

  /// Site, title, day and address of the page of the event's first source.
  void source(const OutputEvent& event) {
    const DocumentId id = event.sources.empty() ? DocumentId{} : event.sources.front().document;
    const std::size_t place = index_.of(id);
    if (place == DocumentIndex::none) {
      for (int i = 0; i < 3; ++i) cell("");
      return cell(plain(id.text));
    }
    const Document& document = documents_[place];
    cell(site_of(document));
    cell(title_of(document));
    cell(document.date ? to_string(*document.date) : "");
    cell(plain(!document.url.empty()    ? document.url
               : !document.path.empty() ? document.path
                                        : document.id.text));
  }

  std::string disputed(const OutputEvent& event) const {
    std::string list;
    for (const OutputEvent::Dispute& dispute : event.disputed) {
      list.append(list.empty() ? "" : "; ").append(date_words(dispute.date, dates_));
    }
    return list;
  }

  std::string& out_;
  const std::vector<Document>& documents_;
  const DocumentIndex index_;
  const Wording dates_;
  std::size_t number_;
  bool first_ = true;
};

}  // namespace

void begin_csv(std::string& out, const ChronologyStream*, const FormatOptions&) {
  out += "\xEF\xBB\xBF";
  out += header;
}

void write_csv(std::string& out, const ChronologyStream& stream, const FormatOptions& options,
               const Drain& drain) {
  constexpr std::size_t piece = 1 << 18;
  static const Data built_in;
  Chronology documents;
  documents.documents = stream.documents;
  Table table(out, documents, options, options.data ? *options.data : built_in);
  stream.events([&](const OutputEvent& event) {
    table.row(event);
    if (drain && out.size() > piece) drain(out);
  });
}

}  // namespace newsline
