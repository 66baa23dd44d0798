#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "newsline/civil.h"
#include "newsline/terms.h"

namespace newsline {

struct Page;
class Data;

/// A point in time as a page gives it, on the clock that it names.
struct Published {
  CivilTime at{};                              // as written: no zone applied
  bool has_time = false;                       // a clock time was given, not the day alone
  std::optional<std::int16_t> offset_minutes;  // from UTC, where the page says it ("Z" is 0)
  DateSource source = DateSource::none;
  Day day() const { return std::chrono::floor<std::chrono::days>(at); }
};

/// Title, kicker and byline lines of a text save stay in `text`, because offsets count in it, but
/// later stages skip them.
enum class ParagraphKind : std::uint8_t {
  paragraph,
  heading,
  list_item,
  quote,
  caption,
  table_row,
  live_entry,
  title,
  byline
};
/// Whether a paragraph belongs to the story, not to the lines above it.
constexpr bool is_story_text(ParagraphKind kind) {
  return kind != ParagraphKind::title && kind != ParagraphKind::byline;
}

/// A block of text, in the order of the page. Paragraphs do not overlap; spans leave out bullets,
/// numbers and indentation.
struct Paragraph {
  Span span;
  ParagraphKind kind = ParagraphKind::paragraph;
  // heading 1 to 6; depth of a list item or quote from 1; else 0
  std::uint8_t level = 0;
  std::optional<Published> stamp;  // a live-blog entry's own time: it dates its paragraphs
};

/// A page's story and what the page says about it.
struct Article {
  // UTF-8; from HTML: NFC, paragraphs parted by '\n', without the title; a text save or record:
  // verbatim
  std::string text;
  std::vector<Paragraph> paragraphs;
  // empty: the page does not say; language is BCP 47
  std::string title, site, section, url, language;
  std::vector<std::string> authors;
  // the document creation time (DCT), as far as the page itself says it
  std::optional<Published> published;
  std::optional<Published> modified;
  // a live page that was begun days before it was last changed: only what has a stamp has a day
  bool long_running = false;
  std::vector<std::string> warnings;  // "code: message"
};

/// The words of all languages that pages put around a story (data/article/). Read once, shared by
/// all threads. The bytes of `data` are used in place: it must live longer.
class ArticleRules {
 public:
  explicit ArticleRules(const Data& data);
  ~ArticleRules();
  ArticleRules(ArticleRules&&) noexcept;
  struct Impl;
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// Finds story and metadata. Never fails: a page without a story gives an article with an empty
/// text.
///
/// A text save keeps its text as it came; its paragraphs cover the story alone: not the title, the
/// byline, publication lines, rules, a list's marks, nor what stands around a pasted story ("Leave
/// a Reply"). A paragraph whose lines were wrapped is one span over them. The cells of a table row
/// from HTML are parted by " | "; a row of a text save stands as it was written, with its tabs or
/// bars.
Article read_article(const Page& page, const ArticleRules& rules);
/// The same with the words laid into the program.
Article read_article(const Page& page);

}  // namespace newsline
