#pragma once
/// The library in five lines: a saved page's bytes in, its chronology out.
///
///     #include <newsline/reader.h>
///     newsline::Reader reader;
///     newsline::Chronology chronology = reader.read(bytes, {.url = url, .date = day});
///     std::cout << newsline::to_json(chronology);
///
/// Nothing here reads the network, the clock, the locale or the environment; a page is read in time
/// linear in its size, and nothing in it is executed.
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsline/chronology.h"
#include "newsline/civil.h"
#include "newsline/error.h"
#include "newsline/write.h"

namespace newsline {

class Data;

/// What holds for all pages that a reader reads.
struct ReaderOptions {
  std::string data_folder{};  // another copy of data/; empty: the rules laid into the library
  // own names, the text of a file: name TAB type TAB id TAB alias|alias, a line each
  std::string gazetteer{};
  std::string gazetteer_name{};  // what error messages call that file
};

/// What its reader knows of one page. Everything may be left out.
struct PageFacts {
  std::string id{};                    // the document's id in the chronology; empty: "-"
  std::string url{};                   // its address
  std::string title{};                 // instead of the page's own
  std::string language{};              // BCP 47, as "en" or "en-GB"; empty: told from the words
  std::string charset{};               // for bytes that do not tell theirs
  std::optional<Day> date{};           // the publication day, for a page that does not tell its own
  std::optional<Day> date_override{};  // the publication day, whatever the page tells
  // also undated main news and second happenings, as for --top
  bool secondary = false;
  std::size_t max_bytes = std::size_t{64} << 20;  // a larger page is refused, also when inflated
};

/// Reads pages. Made once, then used by as many threads at once as one likes: the rules of a
/// language are read when its first page comes, and shared.
class Reader {
 public:
  /// Throws Error("data.rules") or Error("data.gazetteer") for a folder or names that cannot be
  /// used; what belongs to one language alone is read, and may throw, with its first page.
  explicit Reader(ReaderOptions options = {});
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  /// The chronology of one page: HTML, MHTML or text, in any charset, also gzip- or
  /// zstd-compressed. A page without dated events gives a chronology without events. Throws Error,
  /// with a code as the command line's ("input.empty", "input.not_text", "input.too_large", ...),
  /// for what is no page.
  Chronology read(std::string_view bytes, const PageFacts& facts = {}) const;

  /// The id of the thing that goes by this name, as the gazetteers of the language have it (empty:
  /// the commonest one); empty when they do not know it. For Filter::entity_id.
  std::string entity_id(const std::string& name, const std::string& language = {}) const;

  /// What it reads with: for Merger and the writers.
  const Data& data() const noexcept;

  /// The languages, BCP 47, in which dates are found.
  const std::vector<std::string>& languages() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsline
