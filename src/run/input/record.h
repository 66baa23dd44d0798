#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "newsline/chronology.h"
#include "page/page.h"
#include "reader/page_reader.h"

namespace newsline::run {

/// One line of --records. Members that it lacks, and null ones, are empty.
struct Record {
  std::optional<DocumentId> id;  // as given, "null" too
  std::optional<std::string> text, html, html_b64;
  std::string url, title, language;
  std::optional<Published> date;
  std::optional<Problem> problem;  // why it cannot be used; the id is kept where it could be read
};

/// Reads a line. Never throws for what stands in it: what is wrong stands in `problem`.
Record read_record(std::string_view line);
/// The page that the record holds. Throws Error as parse_page does.
Page page_of(Record&& record, const PageOptions& options);
/// "2024-03-05", "2024-03-05T14:30:00+02:00" and what lies between.
std::optional<Published> parse_stamp(std::string_view text);

}  // namespace newsline::run
