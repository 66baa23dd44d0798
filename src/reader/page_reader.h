#pragma once
#include <optional>
#include <string>
#include <vector>

#include "event/event.h"
#include "languages.h"
#include "newsline/chronology.h"
#include "page/page.h"
#include "timex/timex.h"

namespace newsline::reader {

/// What is known of a page before it is read: from the command line, or from its record.
struct PageHints {
  DocumentId id;
  std::string path, url, title, language;
  std::optional<Published> date;
  // when a crawler fetched it: for a page without any date of its own
  std::optional<Published> captured;
};

/// What holds for every page that is read.
struct ReadSettings {
  // the publication day: for pages without one; for all pages
  std::optional<Day> date, date_override;
  std::string language;    // for pages that do not declare theirs
  bool explained = false;  // events keep the reasons for their dates
};

/// How far a page is to be read: each depth holds those before it.
enum class ReadingDepth : std::uint8_t { text, chronology, main_happenings, layers };

/// One page, read through all rooms. The members refer to each other by index.
struct PageReading {
  Document document;
  Article article;
  std::vector<Sentence> sentences;
  Tokens tokens;
  Timexes timexes;
  Entities entities;
  std::optional<Published> document_time;
  PageLabels labels;
  PackedEvents events;
  const Language* language = nullptr;  // whose rules it was read by

  Reading reading() const {
    return {article, sentences, tokens, timexes, entities, document_time, &labels};
  }
};

/// Takes a page through the rooms. Throws Error("data.rules") when the rules of its language cannot
/// be read.
PageReading read_page(Page page, const PageHints& known, const ReadSettings& settings,
                      Languages& languages, ReadingDepth depth);

/// The id of the thing that goes by this name, as the gazetteers of the language have it; empty
/// when they do not know it.
std::string entity_id_of(const std::string& name, const ReadSettings& settings,
                         Languages& languages);

}  // namespace newsline::reader
