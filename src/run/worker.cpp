// What a worker thread does with one input: the bytes of a file, a record or an archived page
// become a PageResult, which holds the output or the problem.
//
// A record {"id":7,"html":"<p>..."} is read as a page with what the record says of it, its
// chronology filtered and written as one line that answers id 7. An exception that concerns the
// page becomes a problem of that page; one that concerns the rules ends the run. What it does not
// do: write to the output; results are handed to the main thread in order.
#include "worker.h"

#include <algorithm>
#include <exception>
#include <new>

#include "base/inflate.h"
#include "base/printable.h"
#include "chronology/page_chronology.h"
#include "newsline/error.h"
#include "output.h"
#include "page/page.h"
#include "report.h"
#include "run/input/bytes.h"
#include "run/input/record.h"
#include "write/stream.h"

namespace newsline::run {

using namespace newsline::reader;

PageWorker::PageWorker(const Options& options, Languages& languages, bool indented)
    : options_(options), languages_(languages), indented_(indented), filter_(options.filter) {
  settings_ = {options.date, options.date_override, options.language, !options.explain.empty()};
  if (!filter_.entity.empty())
    filter_.entity_id = entity_id_of(filter_.entity, settings_, languages);
}

FormatOptions PageWorker::format_options() const {
  FormatOptions options;
  options.indented = indented_;
  options.ascii = options_.ascii;
  options.sources = options_.sources;
  options.title = options_.title;
  options.data = &languages_.data();
  return options;
}

ReadingDepth PageWorker::depth() const {
  if (collects())
    return options_.explain.empty() ? ReadingDepth::chronology : ReadingDepth::main_happenings;
  if (options_.format->layers == Layers::all) return ReadingDepth::layers;
  if (options_.format->layers == Layers::text) return ReadingDepth::text;
  return options_.filter.top ? ReadingDepth::main_happenings : ReadingDepth::chronology;
}

void PageWorker::write(std::string& out, const ChronologyStream& stream, bool many,
                       std::vector<FormatNote>& notes, const Drain& drain) const {
  FormatOptions options = format_options();
  options.one_of_many = !alone(many);
  options.note = [&notes](const FormatNote& note) { notes.push_back(note); };
  if (alone(many))
    write_whole(out, *options_.format, stream, options, drain);
  else
    options_.format->write(out, stream, options, drain);
}

void PageWorker::write_next(std::string& out, const ChronologyStream& stream, FormatOptions options,
                            std::vector<FormatNote>& notes) const {
  options.one_of_many = true;
  options.note = [&notes](const FormatNote& note) { notes.push_back(note); };
  options_.format->write(out, stream, options, {});
}

void PageWorker::take(Chronology&& chronology, bool many, PageResult& result) const {
  result.events += chronology.events.size();
  if (collects()) {
    if (std::ranges::any_of(chronology.events,
                            [](const OutputEvent& event) { return event.sources.empty(); }))
      throw Error("record.fields",
                  "an event without sources, written by hand: it can be rendered, not merged");
    result.chronologies.push_back(std::move(chronology));
    return;
  }
  apply(filter_, chronology);
  if (in_order(many))
    result.chronologies.push_back(std::move(chronology));
  else
    write(result.bytes, stream_of(chronology), many, result.notes);
}

void PageWorker::write_page(Page page, const PageHints& known, bool many,
                            const std::optional<DocumentId>& answers, PageResult& result,
                            const Drain& drain) const {
  PageReading story = read_page(std::move(page), known, settings_, languages_, depth());
  if (depth() == ReadingDepth::text) {
    result.bytes = std::move(story.article.text);
    return;
  }
  const Reading reading = story.reading();
  const PageChronology chronology(std::move(story.document), reading, story.events);
  result.warnings = chronology.documents().front().warnings;
  if (depth() == ReadingDepth::layers) {
    result.events = chronology.size();
    Document document = chronology.documents().front();
    if (answers) document.id = *answers;
    options_.format->write_layers(result.bytes, document, reading, story.events, format_options(),
                                  drain);
    return;
  }
  if (collects() || asks_for_anything(filter_) || in_order(many)) {
    Chronology all = chronology.all();
    all.id = answers;
    return take(std::move(all), many, result);
  }
  const auto counted = [&](const std::function<void(const OutputEvent&)>& take) {
    chronology.events([&](OutputEvent&& event) { ++result.events, take(event); });
  };
  write(result.bytes,
        {answers, chronology.documents(), counted,
         [&](const auto& take) { chronology.entities(take); }},
        many, result.notes, drain);
}

namespace {

/// A cheap test before JSON is parsed: pages and records begin otherwise.
bool may_be_chronology(std::string_view bytes) {
  bytes.remove_prefix(std::min(bytes.size(), bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n")));
  // An editor may have sorted the members: the name stands anywhere.
  return bytes.starts_with('{') && bytes.find("\"schema_version\"") != std::string_view::npos;
}

/// Unpacked, where it is packed JSON. Throws as parse_page does.
std::string_view unpacked_json(std::string_view bytes, std::size_t cap, std::string& owned) {
  constexpr std::size_t head_bytes = 4096;
  if (packing_of(bytes) == Packing::none) return bytes;
  std::string head = unpacked_head(bytes.substr(0, head_bytes), head_bytes);
  if (packing_of(head) != Packing::none) head = unpacked_head(head, head_bytes);
  const std::size_t first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  const bool json = first != std::string::npos && head[first] == '{';
  return json ? unpacked_bytes(bytes, cap, owned) : bytes;
}

}  // namespace

/// A chronology that newsline wrote, the whole file or a line of it. False when the bytes are
/// something else.
bool PageWorker::take_chronology(std::string_view bytes, bool line, PageResult& result) const {
  const bool wants_chronology =
      depth() == ReadingDepth::chronology || depth() == ReadingDepth::main_happenings;
  if (!wants_chronology) return false;
  std::string unpacked;
  bytes = unpacked_json(bytes, options_.page.max_bytes, unpacked);
  if (!may_be_chronology(bytes)) return false;
  std::optional<Chronology> chronology = read_chronology(bytes);
  if (chronology) take(std::move(*chronology), line, result);
  return chronology.has_value();
}

namespace {

/// The problem of a page on which an unexpected exception was thrown: one page must not cost the
/// other nine hundred.
Problem unexpected(const std::exception& exception) {
  if (dynamic_cast<const std::bad_alloc*>(&exception))
    return {"input.too_large", "not enough memory for it"};
  return {"internal.error", std::string("a mistake of newsline: ") + exception.what()};
}

/// Whether a name is an address ("https://news.example/story"): newsline fetches nothing, and says
/// so.
bool is_address(const std::string& path) {
  const std::size_t colon = path.find("://");
  return colon != std::string::npos && colon < 10 && path.find('/') == colon + 1;
}

/// Without what was made of the file before it failed: half a line is no result. No problem: the
/// file is skipped.
PageResult failed_file(const Input& input, std::optional<Problem> problem) {
  PageResult result;
  result.name = input.path;
  result.skipped = !problem;
  result.failure = std::move(problem);
  return result;
}

std::string bytes_of(const Input& input, std::size_t cap) {
  if (input.bytes) return within(*input.bytes, cap);
  if (input.found_by_walk) return read_found_file(input.path, cap);
  if (is_address(input.path))
    throw Error("input.unsupported_type",
                "an address on the web, and newsline reads files: save the page first (curl -o "
                "page.html ADDRESS)");
  return read_file(input.path, cap);
}

}  // namespace

PageResult PageWorker::file(const Input& input,
                            const std::function<bool(std::string_view)>& known_already,
                            const Drain& drain) const {
  PageResult result;
  result.name = input.path;
  try {
    std::string bytes = bytes_of(input, options_.page.max_bytes);
    if (known_already && known_already(bytes)) {
      result.written_before = true;
      return result;
    }
    if (take_chronology(bytes, false, result)) return result;
    PageHints known;
    known.path = valid_utf8(input.path);
    known.id.text = known.path;
    Page page = parse_page(bytes, options_.page);
    std::string().swap(bytes);  // frees its memory, which an assignment would not
    write_page(std::move(page), known, input.part, std::nullopt, result, drain);
  } catch (const OutputFailed&) {
    throw;
  } catch (const Error& error) {
    if (error.code().starts_with("data.")) throw;
    const bool skipped = input.found_by_walk && (error.code() == "input.not_text" ||
                                                 error.code() == "input.unsupported_type");
    return failed_file(input,
                       skipped ? std::nullopt : std::optional(Problem{error.code(), error.what()}));
  } catch (const std::exception& exception) {
    return failed_file(input, unexpected(exception));
  }
  return result;
}

namespace {

/// The name of a record in messages: its id, else its line. `line` 0: there are no lines.
std::string name_of(const std::optional<DocumentId>& id, const Input& input, std::size_t line = 0) {
  const std::string place = line > 0 ? "line " + std::to_string(line) : "a record";
  return input.path + ": " + (id ? "record " + id->text : place);
}

}  // namespace

/// Records a failure: with --records in the line that answers, else as a failed input like any
/// other.
PageResult PageWorker::failed_record(std::optional<DocumentId> id, Problem problem,
                                     const Input& input, std::size_t line) const {
  PageResult result;
  result.one_of_many = true;
  result.name = name_of(id, input, line);
  result.record = options_.records;
  result.error_in_output = options_.records && !collects() && options_.format->failures;
  if (result.error_in_output) write_failure(result.bytes, id, problem, style());
  result.failure = std::move(problem);
  return result;
}

/// The answer to a record whose reading threw; to be called inside a catch. An error in the rules
/// concerns all inputs and is rethrown.
PageResult PageWorker::caught(const std::optional<DocumentId>& id, const Input& input,
                              std::size_t line) const {
  try {
    throw;
  } catch (const Error& error) {
    if (error.code().starts_with("data.")) throw;
    return failed_record(id, {error.code(), error.what()}, input, line);
  } catch (const std::exception& exception) {
    return failed_record(id, unexpected(exception), input, line);
  }
}

PageResult PageWorker::record(const Lines::Line& line, const Input& input) const {
  if (line.too_long)
    return failed_record(
        {},
        {"input.too_large", "a line of more than " + std::to_string(options_.page.max_bytes) +
                                " bytes; --max-bytes sets the limit"},
        input, line.number);
  PageResult result;
  result.one_of_many = true;
  std::optional<DocumentId> id;
  try {
    if ((collects() || !options_.records) && take_chronology(line.bytes, true, result))
      return result;
    Record record = read_record(line.bytes);
    id = record.id;
    if (record.problem) return failed_record(id, *record.problem, input, line.number);
    result.name = name_of(id, input, line.number);
    const DocumentId null{"null", true};  // also the answer to a record that has none
    const bool has_id = id && *id != null;
    PageHints known{has_id ? *id : DocumentId{"-", false},
                    {},
                    record.url,
                    record.title,
                    record.language,
                    record.date,
                    {}};
    write_page(page_of(std::move(record), options_.page), known, true,
               options_.records ? std::optional(id.value_or(null)) : std::nullopt, result);
  } catch (const std::exception&) {
    return caught(id, input, line.number);
  }
  return result;
}

PageResult PageWorker::archived(ArchivedPage&& page, const Input& input) const {
  const DocumentId id{page.url.empty() ? valid_utf8(input.path) : valid_utf8(page.url), false};
  if (page.problem)
    return failed_record(page.url.empty() ? std::nullopt : std::optional(id), *page.problem, input);
  PageResult result;
  result.one_of_many = true;
  result.name = name_of(id, input);
  try {
    PageOptions options = options_.page;
    if (!page.charset.empty()) options.charset = page.charset;
    const PageHints known{id, valid_utf8(input.path), page.url, {}, {}, {}, page.captured};
    write_page(parse_page(page.bytes, options), known, true,
               options_.records ? std::optional(id) : std::nullopt, result);
  } catch (const std::exception&) {
    return caught(id, input);
  }
  return result;
}

}  // namespace newsline::run
