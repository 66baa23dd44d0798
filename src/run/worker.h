#pragma once
#include <functional>

#include "newsline/write.h"
#include "page_result.h"
#include "reader/languages.h"
#include "reader/page_reader.h"
#include "run.h"
#include "run/input/lines.h"
#include "run/input/walk.h"
#include "run/input/warc.h"
#include "write/stream.h"

namespace newsline::run {

/// Turns one input into its output. Many threads use it at once. A problem of one input stands in
/// its result; Error("data...") is thrown, since broken rules concern all inputs.
class PageWorker {
 public:
  /// `indented`: one page alone, for people.
  PageWorker(const Options& options, reader::Languages& languages, bool indented);

  /// `known`: called with the input's bytes; true: they were read by an earlier run, and the result
  /// is only marked `written_before`. With `drain` the output of a long page is handed on in
  /// pieces; its last piece stands in the result.
  PageResult file(const Input& input, const std::function<bool(std::string_view)>& known = {},
                  const Drain& drain = {}) const;
  /// A line of records, of standard input or of the file `input`.
  PageResult record(const Lines::Line& line, const Input& input) const;
  /// A page out of the web archive `input`.
  PageResult archived(ArchivedPage&& page, const Input& input) const;
  /// A chronology in the format that was asked for, appended; what the format cannot hold goes to
  /// `notes`. `many`: the page is one of many in its file.
  void write(std::string& out, const ChronologyStream& stream, bool many,
             std::vector<FormatNote>& notes, const Drain& drain = {}) const;
  /// The same for a page that shares its output with others that came before, in their order.
  void write_next(std::string& out, const ChronologyStream& stream, FormatOptions options,
                  std::vector<FormatNote>& notes) const;
  /// What the writers get besides the chronology.
  FormatOptions format_options() const;
  /// Whether a page has its output for itself.
  bool alone(bool many) const { return indented_ && !many; }
  /// The filter that was asked for, with the id of --entity.
  const Filter& filter() const { return filter_; }
  /// Whether chronologies are collected instead of written one by one.
  bool merges() const {
    return options_.merge && options_.explain.empty() && !options_.list_entities;
  }
  bool collects() const {
    return options_.merge || options_.list_entities || !options_.explain.empty();
  }

 private:
  /// `line`: of the record in its file; 0: none.
  PageResult caught(const std::optional<DocumentId>& id, const Input& input,
                    std::size_t line = 0) const;
  PageResult failed_record(std::optional<DocumentId> id, Problem problem, const Input& input,
                           std::size_t line = 0) const;
  /// `many`: the page is one of many in its file. `answers`: the id of the record that this
  /// answers.
  void write_page(Page page, const reader::PageHints& known, bool many,
                  const std::optional<DocumentId>& answers, PageResult& result,
                  const Drain& drain = {}) const;
  bool take_chronology(std::string_view bytes, bool line, PageResult& result) const;
  void take(Chronology&& chronology, bool many, PageResult& result) const;
  reader::ReadingDepth depth() const;
  bool in_order(bool many) const {
    return options_.format->several == Several::in_order && !alone(many);
  }
  JsonStyle style() const { return {indented_, options_.ascii}; }

  const Options& options_;
  reader::ReadSettings settings_;
  reader::Languages& languages_;
  bool indented_;
  Filter filter_;
};

}  // namespace newsline::run
