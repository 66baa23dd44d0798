#pragma once
#include <functional>

#include "languages.h"
#include "lines.h"
#include "newsline/run.h"
#include "newsline/write.h"
#include "outcome.h"
#include "story.h"
#include "walk.h"

namespace newsline {

/// Turns one input into what is to be written. Its work is done by many threads at once. A problem of one input is told in
/// its outcome; Error("data...") is thrown, since it concerns all.
class Teller {
 public:
  /// `indented`: one page alone, for people.
  Teller(const Options& options, Languages& languages, bool indented);

  /// `known` is asked with the input's bytes whether they need no reading; the outcome is then `written_before`.
  Outcome file(const Input& input, const std::function<bool(std::string_view)>& known = {}) const;
  Outcome record(const Lines::Line& line) const;
  /// A chronology in the format that was asked for, appended.
  void write(std::string& out, const Chronology& chronology) const;
  /// The filter that was asked for, with the id of --entity.
  const Filter& filter() const { return filter_; }
  /// What goes to `path`.EXTENSION with -o DIR/.
  static std::string_view extension(Format format);
  /// Whether chronologies are collected instead of written one by one.
  bool collects() const { return options_.merge || options_.list_entities || !options_.explain.empty(); }

 private:
  Outcome failed_record(std::optional<DocumentId> id, Problem problem) const;
  /// `answers`: the id of the record that this answers.
  void tell(Page page, const Known& known, const std::optional<DocumentId>& answers, Outcome& outcome) const;
  bool take_chronologies(std::string_view bytes, Outcome& outcome) const;
  void take(Chronology&& chronology, Outcome& outcome) const;
  Depth depth() const;
  JsonStyle style() const { return {indented_, options_.ascii}; }

  const Options& options_;
  Languages& languages_;
  bool indented_;
  Filter filter_;
};

}  // namespace newsline
