#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chronology/page_chronology.h"
#include "event/event.h"
#include "page/page.h"
#include "timex/timex.h"

namespace newsline::train {

/// The words of a text in small letters.
std::vector<std::string> words_of(std::string_view text);
/// Whether two spellings of a sentence are one: most words of the shorter are the longer's too.
bool same_sentence(const std::vector<std::string>& a, const std::vector<std::string>& b);
/// The JSON values of a file, one a line.
std::vector<nlohmann::json> lines(const std::filesystem::path& file);

/// A page as the rooms up to the events read it.
struct ReadPage {
  Article article;
  std::vector<Sentence> told;
  Tokens words;
  Timexes timexes;
  Entities names;
  std::optional<Published> published;
  Reading reading() const { return {article, told, words, timexes, names, published}; }
};

/// All rooms up to the events, once for all pages.
class Rooms {
 public:
  explicit Rooms(const std::string& language = "en")
      : language_(language),
        article_(data_),
        sentence_(data_, language),
        token_(data_, language),
        tag_(data_, language),
        timex_(data_, language),
        entity_(data_, language),
        event_(data_, language) {}

  const EventRules& event_rules() const { return event_; }

  ReadPage read(Page&& page, const std::string& date) const {
    return read(read_article(page, article_), date);
  }
  ReadPage read_text(const std::string& text, const std::string& title,
                     const std::string& date) const {
    Article article = read_article(text_page(text), article_);
    article.title = title;
    article.language = language_;
    return read(std::move(article), date);
  }
  Chronology chronology(const Document& document, const ReadPage& page) const {
    return chronology_of(document, page.reading(), events(page.reading(), event_));
  }

 private:
  ReadPage read(Article article, const std::string& date) const {
    ReadPage r{std::move(article), {}, {}, {}, {}, {}};
    r.told = sentences(r.article, sentence_);
    r.words = tokens(r.article, r.told, token_);
    r.timexes = recognize(r.article, r.told, r.words, timex_);
    r.published = r.article.published;
    if (!date.empty())
      r.published = Published{.at = *parse_day(date.substr(0, 10)),
                              .has_time = false,
                              .offset_minutes = {},
                              .source = DateSource::record};
    const std::vector<bool> wanted = wants_tags(r.article, r.told, r.timexes);
    for (std::size_t s = 0; s < r.told.size(); ++s)
      if (wanted[s]) tag(r.words, r.article, s, tag_);
    resolve(r.timexes, r.article, r.told, r.words, timex_, r.published);
    r.names = entities(r.article, r.told, r.words, entity_);
    return r;
  }

  std::string language_;
  Data data_;
  ArticleRules article_;
  SentenceRules sentence_;
  TokenRules token_;
  TagModel tag_;
  TimexRules timex_;
  EntityRules entity_;
  EventRules event_;
};

}  // namespace newsline::train
