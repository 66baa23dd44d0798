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

/// Looks at the headings of the first two ranks.
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
    if (letters.empty()) return;
    std::vector<std::uint32_t> first, second;  // nodes of <h1>, of <h2>
    std::uint32_t own = 0;                     // the story's title
    for (std::uint32_t i = 1; i < page_.nodes.size() && first.size() < most_headings; ++i) {
      const Tag tag = page_.nodes[i].tag;
      if ((tag != Tag::h1 && tag != Tag::h2) || (out_.around[i] & (in_hidden | in_nav))) continue;
      if (tag == Tag::h1)
        first.push_back(i);
      else if (second.size() < most_headings)
        second.push_back(i);
      if ((own == 0 || (tag == Tag::h1 && page_.nodes[own].tag == Tag::h2)) &&
          letters_of(inner_text(page_, i, 400)) == letters)
        own = i;
    }
    if (own == 0) return;
    if (page_.nodes[own].tag == Tag::h1)
      for (const std::uint32_t heading : first)
        if (heading > own && begins_story(own, heading)) return end_before(own, heading);
    cut_second(own, second);
  }

 private:
  void end_before(std::uint32_t own, std::uint32_t heading) {
    for (std::size_t i = out_.first_block(top_of(own, heading)); i < story_.size(); ++i)
      story_[i] = false;
  }
  /// A heading of the second rank is a story's only where it says so in two ways, and few do: many
  /// are the entries of one.
  void cut_second(std::uint32_t own, const std::vector<std::uint32_t>& headings) {
    constexpr std::size_t most_stories = 2;
    std::vector<std::uint32_t> others;
    for (const std::uint32_t heading : headings)
      if (heading > own && words_before(own, heading) >= least_words &&
          words_within(own, heading) >= least_words && signs(own, heading) >= 2)
        others.push_back(heading);
    if (!others.empty() && others.size() <= most_stories) end_before(own, others.front());
  }
  std::uint32_t words_before(std::uint32_t own, std::uint32_t heading) const {
    return words_[out_.first_block(heading)] - words_[out_.first_block(own)];
  }
  /// Of the element that the heading opens, behind it: a card of another story in the midst of this
  /// one holds hardly any.
  std::uint32_t words_within(std::uint32_t own, std::uint32_t heading) const {
    const std::uint32_t top = top_of(own, heading);
    return words_[out_.last_block(page_, top)] - words_[out_.last_block(page_, heading)];
  }
  std::uint32_t words_behind(std::uint32_t heading) const {
    return words_.back() - words_[out_.last_block(page_, heading)];
  }
  /// How many things say that a heading is the title of another story.
  int signs(std::uint32_t own, std::uint32_t heading) const {
    return int{opens_article(own, heading)} + int{leads_on(heading)} +
           int{is_dated(out_.last_block(page_, heading))};
  }
  bool begins_story(std::uint32_t own, std::uint32_t heading) const {
    const std::uint32_t behind = words_behind(heading);
    if (words_before(own, heading) < least_words || behind < brief_words) return false;
    return signs(own, heading) >= (behind < least_words ? 2 : 1);
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
