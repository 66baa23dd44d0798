#include "borders.h"

#include <algorithm>
#include <unordered_map>

#include "article/metadata/head.h"

namespace newsline::article {

namespace {

// of the story before the next heading, and behind it: less is no story
constexpr std::uint32_t least_words = 60;
// behind a heading that tells of itself in two ways that it begins one
constexpr std::uint32_t brief_words = 20;
constexpr std::size_t most_headings = 100;
constexpr std::uint32_t head_blocks = 5;  // behind a heading, where a story's day and byline stand

/// Looks at the headings of the first rank, the only ones that stories of one page share.
class NextStory {
 public:
  NextStory(const Page& page, const Outline& outline, std::vector<bool>& story)
      : page_(page), out_(outline), story_(story) {
    words_.assign(story.size() + 1, 0);
    for (std::size_t i = 0; i < story.size(); ++i)
      words_[i + 1] = words_[i] + (story[i] ? outline.blocks[i].words : 0);
  }

  void cut(std::string_view title) {
    const std::string letters = letters_of(title);
    std::vector<std::uint32_t> headings;  // nodes
    std::uint32_t own = 0;
    for (std::uint32_t i = 1; i < page_.nodes.size() && headings.size() < most_headings; ++i) {
      if (page_.nodes[i].tag != Tag::h1 || (out_.around[i] & (in_hidden | in_nav))) continue;
      headings.push_back(i);
      if (own == 0 && !letters.empty() && letters_of(inner_text(page_, i, 400)) == letters) own = i;
    }
    if (own == 0 || headings.size() < 2) return;
    for (const std::uint32_t heading : headings)
      if (heading > own && begins_story(own, heading)) {
        for (std::size_t i = out_.first_block(top_of(own, heading)); i < story_.size(); ++i)
          story_[i] = false;
        return;
      }
  }

 private:
  bool begins_story(std::uint32_t own, std::uint32_t heading) const {
    const std::uint32_t block = out_.first_block(heading), end = out_.last_block(page_, heading);
    const std::uint32_t behind = words_.back() - words_[end];
    if (words_[block] - words_[out_.first_block(own)] < least_words || behind < brief_words)
      return false;
    const int signs =
        int{opens_article(own, heading)} + int{leads_on(heading)} + int{is_dated(end)};
    return signs >= (behind < least_words ? 2 : 1);
  }
  std::uint32_t article_of(std::uint32_t node) const {
    while (node != 0 && page_.nodes[node].tag != Tag::article) node = page_.nodes[node].parent;
    return node;
  }
  /// Whether the heading stands in another article than the story's own, and no words of the story
  /// before it there: a story's title may stand outside of its article.
  bool opens_article(std::uint32_t own, std::uint32_t heading) const {
    constexpr std::uint32_t few_words = 30;
    const std::uint32_t article = article_of(heading);
    if (article == article_of(own)) return false;
    // a copy of the whole
    const bool again =
        letters_of(inner_text(page_, heading, 400)) == letters_of(inner_text(page_, own, 400));
    return article == 0 || again ||
           words_[out_.first_block(heading)] - words_[out_.first_block(article)] < few_words;
  }
  /// The heading is a link, as of a story that has a page of its own; not an anchor within this
  /// page.
  bool leads_on(std::uint32_t heading) const {
    const std::uint32_t block = out_.first_block(heading);
    const bool whole = block < out_.blocks.size() && out_.blocks[block].words > 0 &&
                       out_.blocks[block].link_words == out_.blocks[block].words;
    for (std::uint32_t i = page_.nodes[heading].parent; whole && i < page_.nodes[heading].end; ++i)
      if (page_.nodes[i].tag == Tag::a && (i >= heading || i + 1 == heading) &&
          !page_.attr(page_.nodes[i], Attr::href).empty() &&
          !page_.attr(page_.nodes[i], Attr::href).starts_with('#'))
        return true;
    return false;
  }
  bool is_dated(std::uint32_t block) const {
    for (std::uint32_t i = block;
         i < std::min<std::size_t>(block + head_blocks, out_.blocks.size()); ++i) {
      const Block& b = out_.blocks[i];
      if (b.words > 20) return false;
      const bool day_alone = b.words <= 6 && b.digits >= 5 && b.digits <= 12;  // "6 March 2024"
      if (b.has_time || day_alone ||
          (b.digits >= 4 && (out_.own[b.owner] & (hint_date | hint_published))))
        return true;
    }
    return false;
  }
  /// The outermost element around the next heading that holds hardly anything of the story before
  /// it: the next story's teaser line, its picture.
  std::uint32_t top_of(std::uint32_t own, std::uint32_t heading) const {
    constexpr std::uint32_t few_words = 30;
    const std::uint32_t before = words_[out_.first_block(heading)];
    std::uint32_t top = heading;
    while (page_.nodes[top].parent > own &&
           before - words_[out_.first_block(page_.nodes[top].parent)] < few_words)
      top = page_.nodes[top].parent;
    return top;
  }

  const Page& page_;
  const Outline& out_;
  std::vector<bool>& story_;
  std::vector<std::uint32_t> words_;  // of the story, summed up before each block
};

}  // namespace

void keep_one_story(const Page& page, const Outline& outline, std::string_view title,
                    std::vector<bool>& story) {
  NextStory(page, outline, story).cut(title);
}

void drop_repeats(const Page& page, const Outline& outline, std::vector<bool>& story) {
  constexpr std::uint32_t long_text = 12;  // words: shorter ones may well be said twice
  // text and its length, the element that holds it
  std::unordered_map<std::uint64_t, std::uint32_t> holders;
  std::vector<std::uint32_t> times(page.nodes.size() + 1, 0);  // <time> elements before each node
  for (std::size_t n = 0; n < page.nodes.size(); ++n)
    times[n + 1] = times[n] + (page.nodes[n].tag == Tag::time);
  for (std::size_t i = 0; i < story.size(); ++i) {
    const Block& block = outline.blocks[i];
    if (!story[i] || block.words < long_text || block.row) continue;
    const std::uint32_t holder = page.nodes[block.owner].parent;
    // an entry of a live blog, which may say what another said
    if (times[page.nodes[holder].end] > times[holder]) continue;
    const auto [first, fresh] =
        holders.try_emplace((static_cast<std::uint64_t>(block.key) << 32) | block.bytes, holder);
    // Repeated right away it is a refrain of the text; a copy (for another window width) stands
    // elsewhere on the page.
    if (!fresh && first->second != holder) story[i] = false;
  }
}

}  // namespace newsline::article
