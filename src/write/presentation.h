#pragma once
// What the formats for people share: the words of a page made safe to show, links, titles, names of
// sources. Internal to this folder.
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dates.h"
#include "newsline/write.h"

namespace newsline::write {

/// Words of a page on one line: what acts on a terminal, breaks lines or turns the direction of
/// writing becomes a space, runs of white space one space, the ends are trimmed, broken bytes are
/// U+FFFD. Nothing else is changed, so that a quote is found in its source.
std::string plain(std::string_view text);

/// Whether an address may be written as a link: http or https, without space, quote, "<", ">" or
/// control.
bool is_web_address(std::string_view address);

/// The language of most documents, of several the first one; empty where none has one.
std::string_view main_language(const std::vector<Document>& documents);

/// The last part of a path or an address: "a.html".
std::string_view last_part(std::string_view path_or_address);
/// The name of the page's file, without its folders; else the last part of its address.
std::string file_of(const Document& document);
/// The page's title, or else its file's name.
std::string title_of(const Document& document);
/// The title of an output: `title` where one is given, else the title of its only page, else
/// "Chronology of 3 pages".
std::string title_of(const std::vector<Document>& documents, std::string_view title,
                     const Wording& wording);
/// The site; else its address without "www."; else what the page is called.
std::string site_of(const Document& document);

/// The date in words, with "(?)" where the page doubts it. The time of the day is not in it.
std::string date_words(const OutputDate& date, const Wording& wording);
/// The same for an event, in the page's own words where it counts in decades.
std::string date_words(const OutputEvent& event, const Wording& wording);
/// An event's headline, or its sentence where it has none.
std::string headline_of(const OutputEvent& event);
/// Who is shown beside an event: of several sources at most eight, whom most of them name first.
std::span<const OutputParticipant> participants_to_show(const OutputEvent& event);

/// Documents by their ids.
class DocumentIndex {
 public:
  explicit DocumentIndex(const std::vector<Document>& documents);
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  /// The place of a document, or `none`.
  std::size_t of(const DocumentId& id) const;

 private:
  std::map<DocumentId, std::size_t> places_;
};

/// Sources of one event that quote the same sentence, in the order of the sources.
struct Quote {
  std::string sentence;
  std::vector<const Source*> sources;
};
std::vector<Quote> quotes_of(const OutputEvent& event);
/// How many documents report the event.
std::size_t count_documents(const OutputEvent& event);

/// " (planned)" behind a headline; nothing for an asserted event.
std::string certainty_mark(Certainty certainty, const Wording& wording);

/// "2,298": digits in threes, parted as the language does.
std::string with_thousands(std::size_t number, std::string_view separator);
/// A file of named words: a name, a tab, the words, alternatives parted by "|" (markdown.tsv,
/// html.tsv). Throws Error("data.rules") for a name that is none of `names`.
void read_words(std::string_view text, std::string_view file, const std::string_view* names,
                std::size_t count, std::vector<std::string>* words);
bool has_words(const Data& data, std::string_view language, std::string_view file);
/// data/LANGUAGE/FILE, or the English one where the language has none.
std::string_view words_file(const Data& data, std::string_view language, std::string_view file);
/// `words` with `by` for the first `what` in it.
std::string fill(std::string_view words, std::string_view what, std::string_view by);

}  // namespace newsline::write
