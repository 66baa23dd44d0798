#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "date_text.h"
#include "head.h"

namespace newsline::article {

/// Where on a page a date stands. Places are told apart only where they differ in how often they
/// are right.
enum class DayPlace : std::uint8_t {
  linked_article,  // JSON-LD of this page's article: datePublished
  linked_page,     // JSON-LD of the page or, where it has no article, of something else
  linked_created,  // JSON-LD: dateCreated, uploadDate; application state
  meta_article,    // article:published_time
  meta_published,  // other metas that are named for the day of publication
  meta_day,        // metas that are named for a day, and do not say which
  property,        // the first itemprop=datePublished
  property_later,
  time_published,  // <time> beside the title, marked as the day of publication
  time_near,       // <time> beside the title
  time_later,      // a second or later one near the title
  time_first,      // the first <time> where none stands beside the title
  attribute,       // in an attribute of an element beside the title that is no <time>
  url,             // a full date in the page's address
  // a written date that is called the day of publication, beside the title or right behind the
  // story
  byline_labeled,
  byline,  // the first written date between title and story
  byline_later,
  above,         // a written date alone in its line, above the title
  lead,          // the same below the first paragraph
  tail,          // the same right behind the story
  text_labeled,  // nothing else: called the day of publication, anywhere
  text,          // nothing else: the first in a short line
  count
};

struct DayEvidence {
  Published at;
  DayPlace place;
  Doubt doubt = Doubt::none;
};

/// What a page says about its own days, in no order of trust.
struct DateEvidence {
  std::vector<DayEvidence> published;
  std::optional<Published> modified;
};

/// `story`: which blocks are the story; of `article` title, url and language are read.
DateEvidence read_date_evidence(const Page& page, const Outline& outline, const Head& head,
                                const std::vector<bool>& story, const ArticleRules::Impl& rules,
                                const Article& article);

}  // namespace newsline::article
