#include "article.h"

#include <algorithm>

#include "article/content/body.h"
#include "article/content/borders.h"
#include "article/metadata/authors.h"
#include "article/metadata/head.h"
#include "article/metadata/names.h"
#include "article/metadata/published.h"
#include "base/data.h"
#include "label_rows.h"
#include "live.h"
#include "page/page.h"
#include "rules.h"
#include "text_save.h"

namespace newsline {

using namespace article;

ArticleRules::ArticleRules(const Data& data)
    : impl_(std::make_unique<Impl>(Impl{
          Phrases(data.file("article/phrases.tsv")), MonthNames(data.file("article/months.tsv")),
          MetaNames(data.file("article/metas.tsv")), ClassWords(data.file("article/classes.tsv")),
          ClassWords(data.file("article/site_phrases.tsv")),
          ClassWords(data.file("article/paths.tsv")), BlockModel(data.file("article/blocks.model")),
          DatelineWords(data.file("article/datelines.tsv")), data.file("article/month_first.tsv"),
          data.file("given_names.tsv")})) {}
ArticleRules::~ArticleRules() = default;
ArticleRules::ArticleRules(ArticleRules&&) noexcept = default;

namespace {

// bytes: a page with less may keep its story in its data, for a script to show
constexpr std::size_t little_text = 600;

constexpr std::size_t shown_part = 100;  // bytes: enough to recognize the story by

/// The start of the longest paragraph.
std::string_view first_words(const Article& article) {
  std::string_view longest;
  for (const Paragraph& paragraph : article.paragraphs)
    if (const std::string_view words = paragraph.span.of(article.text);
        words.size() > longest.size())
      longest = words;
  return longest.substr(0, 40);
}

/// A line above or below the story that holds only the names of its authors, or a label and their
/// names, is its byline.
void drop_authors(const Page& page, const Outline& outline, const ArticleRules::Impl& rules,
                  const Article& article, std::vector<bool>& story) {
  constexpr std::uint32_t longest = 16;  // words
  std::string together;
  std::vector<std::string> names;
  for (const std::string& author : article.authors) {
    names.push_back(letters_of(author));
    together += names.back();
  }
  if (together.empty()) return;
  names.push_back(together);
  for (std::uint32_t i = 0; i < story.size(); ++i) {
    const Block& block = outline.blocks[i];
    if (!story[i] || block.words > longest || block.row) continue;
    const std::string words = inner_text(page, block.owner, 400), line = letters_of(words);
    if (line.size() <= together.size() && std::ranges::find(names, line) != names.end())
      story[i] = false;
    if (block.last_sign != U'.' && rules.phrases.start(words, phrase_byline).classes &&
        names_in_byline(words, rules.phrases, rules.months).people == article.authors)
      story[i] = false;
  }
}

/// "Ann Lee is a reporter for the Harbor Post": what a page says of its authors behind the story.
void drop_notes_on_authors(const Page& page, const Outline& outline, const Article& article,
                           std::vector<bool>& story) {
  constexpr std::uint32_t longest = 80;      // words
  constexpr std::size_t shortest_name = 6;   // letters: of more than one word, as a rule
  constexpr std::uint32_t least_story = 60;  // words before it
  std::vector<std::string> names;
  for (const std::string& author : article.authors)
    if (author.find(' ') != std::string::npos && letters_of(author).size() >= shortest_name)
      names.push_back(letters_of(author));
  if (names.empty()) return;
  std::uint32_t words = 0;
  for (std::size_t i = 0; i < story.size(); ++i) words += story[i] ? outline.blocks[i].words : 0;
  for (std::size_t i = story.size(); i-- > 0 && words > least_story;) {
    if (!story[i]) continue;
    const Block& block = outline.blocks[i];
    words -= block.words;
    if (block.words > longest || block.row || words < least_story) return;
    const std::string line = letters_of(inner_text(page, block.owner, 200));
    if (std::ranges::none_of(names,
                             [&](const std::string& name) { return line.starts_with(name); }))
      return;
    story[i] = false;
  }
}

/// Takes the story from linked data or application state where they hold much more of it than the
/// visible page.
void read_data_story(const Page& page, const Head& head, const ArticleRules::Impl& rules,
                     Article& article) {
  std::string longest;
  for (const LinkedArticle& linked : head.linked.articles)
    if (!linked.update && linked.body.size() > longest.size()) longest = linked.body;
  if (longest.size() < little_text)
    for (const std::string& state : page.state)
      if (std::string body = read_state_body(state); body.size() > longest.size())
        longest = std::move(body);
  if (longest.size() < 200 || longest.size() < 2 * article.text.size()) return;
  // It must be the same story: the page's visible words have to occur in it.
  if (article.text.size() >= shown_part &&
      letters_of(longest).find(letters_of(first_words(article))) == std::string::npos)
    return;
  const Article shown = article;
  write_data_story(longest, article.title, rules.classes, rules.phrases, article);
  if (article.text.size() < shown.text.size()) article = shown;
}

/// Where nothing else says when the page was published, the dateline of its story does.
void read_dateline(const ArticleRules::Impl& rules, Article& article) {
  if (!article.published)
    article.published = dateline_day(article, rules.months, rules.datelines, rules.phrases,
                                     {article.language, false});
}

Article read_text(const Page& page, const ArticleRules::Impl& rules) {
  Article article = read_text_save(page, rules);
  read_dateline(rules, article);
  return article;
}

}  // namespace

Article read_article(const Page& page, const ArticleRules& rules) {
  const ArticleRules::Impl& inner = rules.impl();
  if (page.kind == Page::Kind::text) return read_text(page, inner);
  Article article;
  if (page.nodes.empty()) return article;
  Outline cut = outline(page, inner.classes);
  cut.labels = label_rows(page, cut, inner.months);
  const Head head = read_head(page);
  read_metadata(page, cut, head, inner.phrases, article);
  std::vector<bool> story = story_blocks(page, cut, inner.phrases, inner.site_phrases, inner.model);
  keep_label_rows(page, cut, cut.labels, story);
  keep_one_story(page, cut, article.title, story);
  drop_repeats(page, cut, story);
  read_authors(page, cut, head, story, inner, article);
  drop_authors(page, cut, inner, article, story);
  drop_notes_on_authors(page, cut, article, story);
  const std::vector<std::uint32_t> blocks = write_story(page, cut, story, article.title, article);
  read_published(page, cut, head, story, inner, article);
  article.long_running = is_long_running(head, article);
  stamp_live_entries(page, cut, head, story, blocks, inner, article);
  article.long_running = is_long_running(head, article);
  if (article.text.size() < little_text) read_data_story(page, head, inner, article);
  read_dateline(inner, article);
  return article;
}

Article read_article(const Page& page) {
  static const ArticleRules rules{Data{}};  // never changes: what is laid into the program
  return read_article(page, rules);
}

}  // namespace newsline
