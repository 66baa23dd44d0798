#include "live.h"

#include <algorithm>
#include <unordered_map>

namespace newsline {

namespace {

constexpr std::uint32_t least_entries = 3;
constexpr int most_steps = 16;  // from a time up to its entry

struct Entry {
  std::uint32_t node = 0;
  Published at;
};

class LiveBlog {
 public:
  LiveBlog(const Page& page, const Outline& outline, const std::vector<bool>& story) : page_(page), out_(outline) {
    words_.assign(story.size() + 1, 0);
    for (std::size_t i = 0; i < story.size(); ++i) words_[i + 1] = words_[i] + (story[i] ? outline.blocks[i].words : 0);
  }

  /// The entries in order of the page; empty when it is no live blog.
  std::vector<Entry> entries(const Head& head, const ArticleRules::Inner& rules, const Article& article) const {
    const StampStyle style{article.language, false};
    std::vector<Entry> found;
    std::unordered_map<std::uint32_t, std::uint32_t> siblings;
    for (const std::uint32_t time : head.times) {
      if (page_.nodes[time].tag != Tag::time) continue;
      const std::uint32_t node = entry_around(time);
      if (node == 0 || (!found.empty() && found.back().node == node)) continue;
      const auto at = parse_stamp(page_.attr(page_.nodes[time], Attr::datetime), rules.months, style);
      const auto shown = at ? at : parse_stamp(inner_text(page_, time, 200), rules.months, style);
      if (!shown) continue;
      found.push_back({node, *shown});
      found.back().at.source = DateSource::time_element;
      ++siblings[page_.nodes[node].parent];
    }
    std::erase_if(found, [&](const Entry& entry) { return siblings[page_.nodes[entry.node].parent] < least_entries; });
    std::uint32_t inside = 0;
    for (const Entry& entry : found) inside += words_in(entry.node);
    const bool told = std::ranges::any_of(head.linked.articles, [](const LinkedArticle& a) { return a.update || a.type == LinkedArticle::Type::live_blog; });
    if (!told && inside * 2 < words_.back()) found.clear();
    return found;
  }

 private:
  std::uint32_t words_in(std::uint32_t node) const { return words_[out_.last_block(page_, node)] - words_[out_.first_block(node)]; }
  /// The lowest element around a time that holds words of the story; 0 where that is the story itself.
  std::uint32_t entry_around(std::uint32_t node) const {
    for (int steps = 0; steps < most_steps && node != 0; ++steps, node = page_.nodes[node].parent)
      if (const std::uint32_t inside = words_in(node); inside >= 5 && !is_inline(page_.nodes[node].tag)) return inside * 10 > words_.back() * 6 ? 0 : node;
    return 0;
  }

  const Page& page_;
  const Outline& out_;
  std::vector<std::uint32_t> words_;  // of the story, summed up before each block
};

}  // namespace

void stamp_live_entries(const Page& page, const Outline& outline, const Head& head, const std::vector<bool>& story, const std::vector<std::uint32_t>& blocks,
                        const ArticleRules::Inner& rules, Article& article) {
  if (head.times.size() < least_entries) return;
  std::size_t p = 0;
  for (const Entry& entry : LiveBlog(page, outline, story).entries(head, rules, article)) {
    const std::uint32_t first = outline.first_block(entry.node), last = outline.last_block(page, entry.node);
    while (p < blocks.size() && blocks[p] < first) ++p;
    bool opens = true;
    for (; p < blocks.size() && blocks[p] < last; ++p) {
      Paragraph& paragraph = article.paragraphs[p];
      paragraph.stamp = entry.at;
      if (opens && paragraph.kind == ParagraphKind::paragraph) paragraph.kind = ParagraphKind::live_entry, opens = false;
    }
  }
}

}  // namespace newsline
