#include "page_reader.h"

#include <algorithm>
#include <utility>

#include "base/data.h"

namespace newsline::reader {

namespace {

void add_what_is_known(Article& article, const PageHints& known) {
  if (!known.url.empty()) article.url = known.url;
  if (!known.title.empty()) article.title = known.title;
}

/// The language of the words. What the page declares is often that of its site's template, so it
/// yields to the words when the whole and the first paragraph both contradict it.
std::string language_of_words(const Article& article, const std::string& claimed,
                              Languages& languages) {
  const std::string whole = languages.table().detect(article.text);
  if (claimed.empty() || primary_language(whole) == primary_language(claimed))
    return claimed.empty() ? whole : claimed;
  const std::string first =
      article.paragraphs.empty()
          ? whole
          : languages.table().detect(article.paragraphs.front().span.of(article.text));
  if (!whole.empty() && first == whole) return whole;
  if (languages.of(claimed).tells_events()) return claimed;
  // In a language without rules nothing would be found, with those of dates alone little: there a
  // clear lead over the claimed one is enough.
  std::string against = languages.table().detect(article.text, primary_language(claimed));
  if (against.empty() && !article.paragraphs.empty())
    against = languages.table().detect(article.paragraphs.front().span.of(article.text),
                                       primary_language(claimed));
  return !against.empty() && languages.of(against).supported() ? against : claimed;
}

/// Best first: the record's language, --lang for a page that does not declare its own, the words',
/// the page's own.
void find_language(Article& article, const PageHints& known, const ReadSettings& settings,
                   Languages& languages) {
  if (!known.language.empty())
    article.language = known.language;
  else if (article.language.empty() && !settings.language.empty())
    article.language = settings.language;
  else {
    std::string claimed =
        std::exchange(article.language, language_of_words(article, article.language, languages));
    if (!claimed.empty() && claimed != article.language)
      article.warnings.push_back("language.contradicted: the page says that its language is \"" +
                                 claimed + "\", its words are \"" + article.language + "\"");
  }
}

/// The document creation time as far as it is known without the text. Best first: --date-override,
/// the record, the page, --date.
std::optional<Published> known_time(const Article& article, const PageHints& known,
                                    const ReadSettings& settings) {
  const auto given = [](Day day) {
    return Published{
        .at = day, .has_time = false, .offset_minutes = {}, .source = DateSource::option};
  };
  if (settings.date_override) return given(*settings.date_override);
  if (known.date) return known.date;
  // A line of the text that may be the day of publication is a guess; a day given by the user is
  // not.
  const bool guessed = article.published && article.published->source == DateSource::text;
  if (article.published && !article.long_running && !(guessed && settings.date))
    return article.published;
  if (settings.date) return given(*settings.date);
  return std::nullopt;
}

/// Settles the document time by what the page and the caller say, without reading the story.
void find_document_time(PageReading& story, const PageHints& known, const ReadSettings& settings) {
  story.document_time = known_time(story.article, known, settings);
  if (story.document_time || !story.article.modified || story.article.long_running) return;
  story.document_time = story.article.modified;
  story.article.warnings.emplace_back(
      "date.modified: the page tells only when it was changed: relative dates count from that day");
}

void find_any_document_time(PageReading& story, const PageHints& known,
                            const ReadSettings& settings) {
  find_document_time(story, known, settings);
  if (!story.document_time && story.article.long_running) {
    story.article.warnings.emplace_back(
        "date.long_running: the page was written over several days: what neither a time stamp nor "
        "a dated heading dates has no day");
    return;
  }
  if (!story.document_time)
    story.document_time =
        published_in_text(story.article, story.sentences, story.tokens, story.timexes);
  if (!story.document_time && known.captured) {
    story.document_time = known.captured;
    story.article.warnings.emplace_back(
        "date.captured: the page does not tell when it was published: relative dates count from "
        "the day it was fetched");
  }
  if (!story.document_time)
    story.article.warnings.emplace_back(
        "date.unknown: the page does not tell when it was published: relative dates are left out "
        "(--date gives it one)");
}

void find_dates(PageReading& story, const PageHints& known, const ReadSettings& settings,
                const Language& language, ReadingDepth depth) {
  story.timexes = recognize(story.article, story.sentences, story.tokens, language.timex_rules());
  find_any_document_time(story, known, settings);
  const std::vector<bool> wanted = wants_tags(story.article, story.sentences, story.timexes);
  for (std::size_t s = 0; s < wanted.size(); ++s)
    if (wanted[s] || depth == ReadingDepth::layers)
      tag(story.tokens, story.article, s, language.tag_model());
  resolve(story.timexes, story.article, story.sentences, story.tokens, language.timex_rules(),
          story.document_time);
  story.labels = read_labels({story.article, story.sentences, story.tokens, story.timexes,
                              story.entities, story.document_time},
                             language.event_rules());
  const EntryDates* entries = story.labels.entries();
  if (!entries) return;
  for (std::size_t s = 0; s < story.sentences.size(); ++s)
    if (!wanted[s] && entries->of(story.sentences[s].paragraph))
      tag(story.tokens, story.article, s, language.tag_model());
  resolve(story.timexes, story.article, story.sentences, story.tokens, language.timex_rules(),
          story.document_time, entries);
}

void warn_of_language(PageReading& story, const Languages& languages) {
  std::string known;
  for (const std::string& code : languages.supported()) known += (known.empty() ? "" : ", ") + code;
  story.article.warnings.push_back("language.unsupported: no dates are found in the language \"" +
                                   story.article.language + "\" (supported: " + known + ")");
}

/// Adds to an event's reason, a line each, how the words that date it were read.
void explain_date(const PageReading& story, Event& event) {
  const auto add = [&](std::uint32_t timex) {
    for (const std::string& line : explain(story.timexes, timex, story.article, story.sentences,
                                           story.language->timex_rules(), story.document_time))
      event.reason += '\n' + line;
  };
  if (event.date.range < story.timexes.ranges.size()) {
    add(story.timexes.ranges[event.date.range].first);
    add(story.timexes.ranges[event.date.range].last);
  } else if (event.date.timex < story.timexes.all.size()) {
    add(event.date.timex);
  }
}

}  // namespace

PageReading read_page(Page page, const PageHints& known, const ReadSettings& settings,
                      Languages& languages, ReadingDepth depth) {
  PageReading story;
  story.document.id = known.id;
  story.document.path = known.path;
  if (!known.url.empty()) page.url = known.url;  // a date in it counts
  story.article = read_article(page, languages.article_rules());
  { const Page read(std::move(page)); }  // an assignment would keep its text's room
  add_what_is_known(story.article, known);
  if (depth == ReadingDepth::text) return story;
  find_language(story.article, known, settings, languages);
  const Language& language =
      languages.of(story.article.language.empty() ? languages.fallback() : story.article.language);
  story.language = &language;
  story.sentences = sentences(story.article, language.sentence_rules());
  story.tokens = tokens(story.article, story.sentences, language.token_rules());
  if (!language.supported()) {
    find_document_time(story, known, settings);
    warn_of_language(story, languages);
    return story;
  }
  find_dates(story, known, settings, language, depth);
  story.entities = entities(story.article, story.sentences, story.tokens, language.entity_rules());
  const EventScope extent = depth == ReadingDepth::layers            ? EventScope::mentions
                            : settings.explained                     ? EventScope::explained
                            : depth == ReadingDepth::main_happenings ? EventScope::secondary
                                                                     : EventScope::events;
  const bool explained = settings.explained;
  extract_events(story.reading(), language.event_rules(), extent, [&](Event&& event) {
    if (explained)
      explain_date(story, event);
    else
      event.reason.clear();
    story.events.add(event);
  });
  return story;
}

std::string entity_id_of(const std::string& name, const ReadSettings& settings,
                         Languages& languages) {
  // The name alone is an article of one word or two: readers of articles know the other names.
  Article article;
  article.text = name;
  article.paragraphs.push_back(
      {{0, static_cast<std::uint32_t>(name.size())}, ParagraphKind::paragraph, 0, std::nullopt});
  const Language& language =
      languages.of(settings.language.empty() ? languages.fallback() : settings.language);
  const std::vector<Sentence> found = sentences(article, language.sentence_rules());
  const Entities known = entities(article, found, tokens(article, found, language.token_rules()),
                                  language.entity_rules());
  for (const Mention& mention : known.mentions)
    if (mention.span.size() == name.size()) return known.all[mention.entity].id;
  return {};
}

}  // namespace newsline::reader
