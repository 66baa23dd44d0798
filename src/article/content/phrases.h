#pragma once
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace newsline::article {

/// What a short phrase on a page says about the line that it opens or makes up. Bits: a phrase can
/// be several.
enum PhraseClass : std::uint32_t {
  phrase_byline = 1,         // "by"
  phrase_published = 2,      // "published on"
  phrase_updated = 4,        // "last updated"
  phrase_end = 8,            // a whole line, after which the story is over: "leave a reply"
  phrase_teaser = 16,        // a whole line over teasers of other stories: "related articles"
  phrase_chrome = 32,        // a whole line of chrome: "advertisement"
  phrase_chrome_start = 64,  // how a line of chrome begins: "sign up for our"
  phrase_credit = 128,       // how the credit of a picture begins: "photo by"
  phrase_day = 256,          // before the day of publication alone, elsewhere a common word: "date"
  phrase_and = 512,          // between the names of a byline: "and"
  phrase_role = 1024,        // a word of what a person's name does not hold: "writer", "the"
  phrase_agency = 2048,      // the name of a news agency
  phrase_particle = 4096,    // a small word inside of names: "van"
  phrase_other_day = 8192,   // before a day on which the page was printed, captured or looked up
  phrase_emblem = 16384,     // beside a site's name where its sign or its feed is labeled: "logo"
  phrase_writer = 32768,     // before a colon and the name of who wrote: "text"
  phrase_event = 65536,      // all that stands before the day of an event: "deadline"
};

/// Phrases of all languages that news pages put around a story, from lines "class TAB phrase". They
/// only help: structure decides.
class Phrases {
 public:
  Phrases() = default;
  explicit Phrases(std::string_view tsv);
  /// The classes of a line as a whole, white space and punctuation around it left out; 0 when it is
  /// none.
  std::uint32_t whole(std::string_view line) const;
  struct Start {
    std::uint32_t classes = 0;
    std::size_t end = 0;  // where the phrase ends, in bytes of the line
  };
  /// The longest phrase that the line begins with, for which one of `classes` holds.
  Start start(std::string_view line, std::uint32_t classes) const;

 private:
  void add_opening(std::string_view phrase);
  std::uint32_t find(std::uint64_t key) const;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> known_;  // sorted by key
  // a bit for each key: most words are none, which the filter finds with one read
  std::vector<std::uint64_t> filter_;
  // the same for their first words: most lines are given up there
  std::vector<std::uint64_t> openings_;
};

/// What the names of <meta> elements say about a day, from lines "name TAB published|day|modified",
/// sorted by bytes and searched in place.
class MetaNames {
 public:
  enum class Meaning : std::uint8_t { nothing, published, day, modified };
  MetaNames() = default;
  explicit MetaNames(std::string_view tsv);
  /// `name` in lower case.
  Meaning find(std::string_view name) const;

 private:
  std::string_view rows_;
};

/// Whether a list (a word a line, "#" before a comment) holds a word.
bool holds_line(std::string_view list, std::string_view word);

}  // namespace newsline::article
