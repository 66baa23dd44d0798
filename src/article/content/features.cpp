// The features by which the model tells story from page furniture: for each block about a hundred
// bytes, its own shape (words, links, stops), its place (depth, distance to the title and to
// prose), what its class names hint at, and how many blocks are made alike.
//
// "Read more: Town buys ferry", linked, in <aside class="related">: nine words of ten linked,
// in_aside, hint_related, a phrase that opens teasers and no full stop. In a second pass a block
// also sees the first scores of its neighbours.
// What it does not do: weigh anything. Features are only appended, since the model counts on their
// order.
#include "features.h"

#include <algorithm>
#include <cmath>

#include "base/ascii.h"
#include "base/hash.h"

namespace newsline::article {

bool is_candidate(const Outline& outline, const Block& block) {
  const std::uint32_t around = outline.around[block.owner];
  if (block.words == 0 || (around & in_button)) return false;
  return !(block.words < 12 && block.link_words * 10 > block.words * 9 &&
           !(around & (in_heading | in_paragraph)));
}

namespace {

// A feature is one byte: shares in steps of a hundredth or finer, counts as they are, what is more
// than fits at the end.
std::uint8_t count_of(std::uint64_t n) {
  return static_cast<std::uint8_t>(std::min<std::uint64_t>(n, 255));
}
std::uint8_t ratio(std::uint32_t a, std::uint32_t b, std::uint32_t scale = 255) {
  return b == 0 ? std::uint8_t{0} : count_of((static_cast<std::uint64_t>(a) * scale + b / 2) / b);
}
std::uint8_t around_zero(std::int64_t n, std::int64_t least, std::int64_t most) {
  return static_cast<std::uint8_t>(std::clamp(n, least, most) - least);
}
/// Twelve steps for a doubling.
std::uint8_t logged(std::uint32_t n) {
  return count_of(static_cast<std::uint64_t>(12.0F * std::log2(1.0F + static_cast<float>(n))));
}
std::uint8_t probability(float p) {
  return static_cast<std::uint8_t>(std::clamp(p, 0.0F, 1.0F) * 255.0F + 0.5F);
}

/// The elements that enclose most of the page's prose, found from the blocks' parents.
struct Container {
  std::uint32_t node = 0;
  std::uint32_t begin = 0, end = 0;  // nodes
};

/// The element whose own paragraphs hold the most prose: each block counts for its parent, and half
/// for its grandparent.
Container densest(const Page& page, const Outline& outline) {
  std::vector<std::uint32_t> score(page.nodes.size(), 0);
  std::uint32_t best = 0;
  for (const Block& block : outline.blocks) {
    if (!block.prose || (outline.hints[block.owner] & (hint_comment | hint_consent | hint_related)))
      continue;
    const std::uint32_t parent = page.nodes[block.owner].parent;
    const std::uint32_t above = page.nodes[parent].parent;
    score[parent] += block.words * 2;
    score[above] += block.words;
    if (score[parent] > score[best]) best = parent;
    if (score[above] > score[best]) best = above;
  }
  return {best, best, page.nodes[best].end};
}

/// The smallest element that holds `share` percent of the page's prose.
Container enclosing(const Page& page, const Outline& outline, std::uint32_t share) {
  std::uint32_t node = 0;
  const std::uint64_t wanted = static_cast<std::uint64_t>(outline.prose.back()) * share;
  for (std::uint32_t child = 1; child < page.nodes[node].end;) {
    const std::uint32_t inside =
        outline.prose[outline.last_block(page, child)] - outline.prose[outline.first_block(child)];
    if (page.nodes[child].tag != Tag::text && wanted > 0 &&
        static_cast<std::uint64_t>(inside) * 100 >= wanted) {
      node = child;
      child = node + 1;
    } else {
      child = page.nodes[child].end;
    }
  }
  return {node, node, page.nodes[node].end};
}

/// The words in blocks that are made alike: same element, same class, same parent's class.
class Signatures {
 public:
  Signatures(const Page& page, const Outline& outline) : page_(page) {
    slots_.assign(1024, {});
    for (const Block& block : outline.blocks) {
      if (!block.prose) continue;
      Slot* slot = find(of(block));
      if (slot) slot->words += block.words, slot->used = true;
    }
  }
  std::uint32_t words(const Block& block) {
    const Slot* slot = find(of(block));
    return slot ? slot->words : 0;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t words = 0;
    bool used = false;
  };
  std::uint64_t of(const Block& block) const {
    auto key = fnv::start<std::uint64_t>;
    std::uint32_t node = block.owner;
    for (int level = 0; level < 2; ++level, node = page_.nodes[node].parent) {
      key = fnv::step(key, static_cast<std::uint64_t>(page_.nodes[node].tag));
      key = fnv::bytes(key, page_.attr(page_.nodes[node], Attr::class_).substr(0, 64));
    }
    return key | 1;
  }
  Slot* find(std::uint64_t key) {
    for (std::size_t probe = 0; probe < 16; ++probe) {
      Slot& slot = slots_[(key + probe) % slots_.size()];
      if (slot.key == key) return &slot;
      if (slot.key == 0) {
        slot.key = key;
        return &slot;
      }
    }
    return nullptr;
  }
  const Page& page_;
  std::vector<Slot> slots_;
};

/// How many elements of the same make stand side by side: paragraphs of a story in one element,
/// teasers and comments in one each.
class Siblings {
 public:
  Siblings(const Page& page, const Outline& outline) : page_(page) {
    std::size_t size = 1024;
    // twice what may be counted
    const std::size_t room = std::min(page.nodes.size(), 2 * levels * outline.blocks.size());
    while (size < room) size *= 2;
    slots_.assign(size, {});
    keys_.assign(page.nodes.size(), 0);
    for (const Block& block : outline.blocks) {
      if (block.words == 0) continue;
      std::uint32_t node = block.owner;
      for (std::size_t level = 0; level < levels && node != 0 && keys_[node] == 0;
           ++level, node = page.nodes[node].parent)
        ++at(keys_[node] = key_of(node)).count;
    }
  }
  /// Those that hold words.
  std::uint32_t like(std::uint32_t node) { return keys_[node] ? at(keys_[node]).count : 0; }

 private:
  static constexpr std::size_t levels = 3;  // above a block that are counted
  struct Slot {
    std::uint32_t key = 0, count = 0;
  };
  std::uint32_t key_of(std::uint32_t node) const {
    const std::uint64_t parent = page_.nodes[node].parent,
                        tag = static_cast<std::uint64_t>(page_.nodes[node].tag);
    std::uint64_t key = fnv::step(fnv::start<std::uint64_t>, parent << 8 ^ tag);
    key = fnv::bytes(key, page_.attr(page_.nodes[node], Attr::class_).substr(0, 32));
    return static_cast<std::uint32_t>(key ^ (key >> 32)) | 1U;
  }
  Slot& at(std::uint32_t key) {
    for (std::size_t probe = key >> 1;; ++probe) {
      Slot& slot = slots_[probe & (slots_.size() - 1)];
      if (slot.key == 0) slot.key = key;
      if (slot.key == key) return slot;
    }
  }
  const Page& page_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> keys_;  // of nodes that were counted
};

/// How often each text stands on the page.
std::vector<std::uint8_t> repeats(const Outline& outline) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> keys;
  keys.reserve(outline.blocks.size());
  for (std::uint32_t i = 0; i < outline.blocks.size(); ++i)
    keys.emplace_back(outline.blocks[i].key, i);
  std::ranges::sort(keys);
  std::vector<std::uint8_t> times(outline.blocks.size(), 1);
  for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
    while (end < keys.size() && keys[end].first == keys[begin].first) ++end;
    for (std::size_t i = begin; i < end; ++i)
      times[keys[i].second] = static_cast<std::uint8_t>(std::min<std::size_t>(end - begin, 100));
  }
  return times;
}

}  // namespace

class BlockView::Reader {
 public:
  Reader(const Page& page, const Outline& outline, const Phrases& phrases,
         const ClassWords& site_phrases)
      : page_(page),
        out_(outline),
        phrases_(phrases),
        site_phrases_(site_phrases),
        signatures_(page, outline),
        siblings_(page, outline),
        times_(repeats(outline)),
        dense_(densest(page, outline)),
        most_(enclosing(page, outline, 60)),
        nearly_all_(enclosing(page, outline, 90)),
        said_(outline.blocks.size()) {
    find_title();
    read_neighbors();
    find_prose_ends();
    find_neighbors();
    find_sections();
  }

  Features read(std::uint32_t i) {
    Features all{};
    at_ = 0;
    f_ = &all;
    words_and_signs(i);
    surroundings(i);
    places(i);
    containers(i);
    neighbors(i);
    site_phrases(i);
    sections(i);
    siblings(i);
    beside(i);
    return all;
  }

 private:
  void put(std::uint8_t value) { (*f_)[at_++] = value; }
  void put(bool value) { put(static_cast<std::uint8_t>(value)); }
  void put(std::uint32_t bits, std::uint32_t bit) { put((bits & bit) != 0); }

  /// The heading that says what the page's <title> says; else the first h1 outside of what is
  /// hidden.
  void find_title() {
    for (std::uint32_t i = 0; i < out_.blocks.size() && title_words_.empty(); ++i)
      if (page_.nodes[out_.blocks[i].owner].tag == Tag::title)
        title_words_ = word_hashes(out_.blocks[i]);
    std::ranges::sort(title_words_);
    title_words_.erase(std::ranges::unique(title_words_).begin(), title_words_.end());
    std::int64_t first_h1 = -1;
    std::size_t most = 0;
    for (std::uint32_t i = 0; i < out_.blocks.size(); ++i) {
      const Block& block = out_.blocks[i];
      if (block.words < 2 || block.words > 60 || !(out_.around[block.owner] & in_heading) ||
          (out_.around[block.owner] & in_hidden))
        continue;
      const bool h1 = page_.nodes[block.owner].tag == Tag::h1;
      if (h1 && first_h1 < 0) first_h1 = i;
      const std::size_t same = in_title(block);
      if (same * 10 < block.words * std::size_t{6} || same < 2) continue;
      if (const std::size_t score = 2 * same + h1; score > most) most = score, title_ = i;
    }
    has_title_ = title_ >= 0;
    if (!has_title_) title_ = first_h1;
  }
  /// Of the words of a block: letters and digits, capitals as small ones.
  std::vector<std::uint32_t> word_hashes(const Block& block) const {
    std::vector<std::uint32_t> all;
    for (std::uint32_t n = block.first; n < block.last && all.size() < 80; ++n) {
      if (page_.nodes[n].tag != Tag::text) continue;
      std::uint32_t hash = 0;
      for (const char sign : page_.words(page_.nodes[n])) {
        const char c = ascii::lower(sign);
        if (static_cast<unsigned char>(c) >= 0x80 || ascii::is_lower(c) || ascii::is_digit(c)) {
          hash = fnv::step(hash ? hash : fnv::start<std::uint32_t>, static_cast<unsigned char>(c));
        } else if (hash) {
          all.push_back(hash);
          hash = 0;
        }
      }
      if (hash) all.push_back(hash);
    }
    return all;
  }
  /// How many words of a block stand in the page's <title>.
  std::size_t in_title(const Block& block) const {
    if (title_words_.empty()) return 0;
    const auto words = word_hashes(block);
    return static_cast<std::size_t>(std::ranges::count_if(
        words, [&](std::uint32_t word) { return std::ranges::binary_search(title_words_, word); }));
  }
  /// What class names say of the elements around a node that do not hold the headline too: comments
  /// below a story, not the whole column. And the pictures between the blocks, beside their
  /// captions.
  void read_neighbors() {
    const std::uint32_t title =
        title_ < 0 ? 0 : out_.blocks[static_cast<std::size_t>(title_)].owner;
    aside_.assign(page_.nodes.size(), 0);
    pictures_.assign(out_.blocks.size() + 1, false);
    for (std::uint32_t n = 1; n < page_.nodes.size(); ++n) {
      const Node& node = page_.nodes[n];
      const bool around_title = title ? n <= title && title < node.end : out_.depth[n] < 4;
      aside_[n] = around_title ? 0 : aside_[node.parent] | out_.own[n];
      if (node.tag == Tag::img || node.tag == Tag::picture || node.tag == Tag::video)
        pictures_[out_.block_at[n]] = true;
    }
  }
  void find_prose_ends() {
    bool any = false;
    for (std::uint32_t i = out_.first_block(most_.node); i < out_.last_block(page_, most_.node);
         ++i)
      if (out_.blocks[i].prose && out_.blocks[i].words >= 20) {
        if (!any) first_prose_ = i;
        any = true;
        last_prose_ = i;
      }
  }
  /// For each block the distance to prose before and after it, in blocks.
  void find_neighbors() {
    const std::size_t count = out_.blocks.size();
    before_.assign(count, 99);
    after_.assign(count, 99);
    std::uint8_t distance = 99;
    for (std::size_t i = 0; i < count; ++i) {
      before_[i] = distance;
      distance = static_cast<std::uint8_t>(out_.blocks[i].prose ? 1 : std::min(distance + 1, 99));
    }
    distance = 99;
    for (std::size_t i = count; i-- > 0;) {
      after_[i] = distance;
      distance = static_cast<std::uint8_t>(out_.blocks[i].prose ? 1 : std::min(distance + 1, 99));
    }
  }

  void words_and_signs(std::uint32_t i) {
    const Block& b = out_.blocks[i];
    put(count_of(b.words));
    put(ratio(b.link_words, b.words));
    put(ratio(b.bold_words, b.words));
    put(ratio(b.bytes, b.words, 16));
    put(ratio(b.commas, b.words));
    put(ratio(b.stops, b.words));
    put(ratio(b.digits, b.bytes));
    put(ratio(b.capitals, b.words));
    put(end_class(b.last_sign));
    put(times_[i]);
    put(b.has_time);
    put(b.row);
    put(said(i).phrase);
    put(b.has_break);
  }
  static std::uint8_t end_class(char32_t c) {
    if (c == U'.' || c == 0x3002 || c == 0x964 || c == 0x6D4) return 3;
    if (c == U'!' || c == U'?' || c == 0xFF01 || c == 0xFF1F || c == 0x2026) return 2;
    if (c == U':' || c == U',' || c == U';') return 1;
    return 0;
  }
  std::uint8_t phrase_class(const Block& b) const {
    constexpr unsigned around_story = phrase_byline | phrase_published | phrase_updated |
                                      phrase_end | phrase_teaser | phrase_chrome |
                                      phrase_chrome_start | phrase_credit;
    if (b.words > 40) return 0;
    // The words that a block begins with stand in its first text nodes; one is enough.
    std::string_view start = page_.words(page_.nodes[b.first]);
    while (!start.empty() && static_cast<unsigned char>(start.front()) <= ' ')
      start.remove_prefix(1);
    if (b.words <= 8 && b.last == b.first + 1)
      if (const unsigned whole = phrases_.whole(start) & around_story)
        return static_cast<std::uint8_t>((whole & phrase_end)      ? 1
                                         : (whole & phrase_teaser) ? 2
                                         : (whole & phrase_chrome) ? 3
                                                                   : 4);
    const auto found =
        phrases_.start(start, phrase_chrome_start | phrase_credit | phrase_byline |
                                  phrase_published | phrase_day | phrase_updated | phrase_teaser);
    if (found.classes & phrase_chrome_start) return 5;
    if (found.classes & phrase_teaser) return 6;
    if (found.classes & phrase_credit) return 7;
    return found.classes ? 8 : 0;
  }

  void surroundings(std::uint32_t i) {
    const Block& b = out_.blocks[i];
    const Node& node = page_.nodes[b.owner];
    put(element_class(node.tag));
    const std::uint32_t around = out_.around[b.owner] | (out_.around[b.first] & in_link);
    for (const std::uint32_t bit :
         {in_article, in_main,    in_section,   in_header,  in_footer,
          in_nav,     in_aside,   in_list,      in_table,   in_quote,
          in_figure,  in_caption, in_form,      in_hidden,  in_paragraph,
          in_address, in_dialog,  in_body_prop, in_details, in_nested_article})
      put(around, bit);
    const std::uint32_t hints = out_.hints[b.owner];
    for (const std::uint32_t bit :
         {hint_body, hint_comment, hint_related, hint_share, hint_newsletter, hint_nav, hint_side,
          hint_footer, hint_ad, hint_author, hint_tags, hint_caption, hint_consent, hint_paywall,
          hint_teaser, hint_gallery, hint_lead})
      put(hints, bit);
    const std::uint32_t near = out_.own[b.owner] | out_.own[node.parent];
    put(near, hint_date | hint_published | hint_updated);
    put(near, hint_author);
    put(near, hint_title);
    put(near, hint_caption);
    put(near, hint_body);
  }
  static std::uint8_t element_class(Tag tag) {
    switch (tag) {
      case Tag::p:
        return 10;
      case Tag::h1:
        return 1;
      case Tag::h2:
        return 2;
      case Tag::h3:
        return 3;
      case Tag::h4:
      case Tag::h5:
      case Tag::h6:
        return 4;
      case Tag::li:
        return 6;
      case Tag::blockquote:
        return 9;
      case Tag::td:
      case Tag::th:
      case Tag::tr:
        return 7;
      case Tag::figcaption:
      case Tag::caption:
      case Tag::figure:
        return 5;
      case Tag::div:
        return 8;
      case Tag::dt:
      case Tag::dd:
        return 11;
      default:
        return 12;
    }
  }

  void places(std::uint32_t i) {
    const Block& b = out_.blocks[i];
    put(count_of(out_.depth[b.owner]));
    put(ratio(out_.words[i], out_.words.back()));
    put(ratio(out_.prose[i], out_.prose.back()));
    const std::int64_t from_title = title_ < 0 ? -100 : static_cast<std::int64_t>(i) - title_;
    put(around_zero(from_title, -50, 200));
    put(ratio(signatures_.words(b), out_.prose.back()));
    put(inside(b, dense_));
    put(inside(b, most_));
    put(inside(b, nearly_all_));
    put(around_zero(std::int64_t{out_.depth[b.owner]} - out_.depth[dense_.node], -100, 100));
    put(around_zero(std::int64_t{i} - first_prose_, -20, 20));
    put(around_zero(std::int64_t{i} - last_prose_, -20, 20));
    put(logged(out_.prose.back()));
    put(ratio(out_.link_words.back(), out_.words.back()));
  }
  static bool inside(const Block& b, const Container& container) {
    return b.owner >= container.begin && b.owner < container.end;
  }

  void containers(std::uint32_t i) {
    const Block& b = out_.blocks[i];
    std::uint32_t node = page_.nodes[b.owner].parent;
    for (int level = 0; level < 2; ++level, node = page_.nodes[node].parent) {
      const std::uint32_t first = out_.first_block(node), last = out_.last_block(page_, node);
      const std::uint32_t words = out_.words[last] - out_.words[first];
      put(ratio(out_.link_words[last] - out_.link_words[first], words));
      put(ratio(out_.prose[last] - out_.prose[first], out_.prose.back()));
      if (level == 0) put(count_of(last - first));
    }
  }

  void neighbors(std::uint32_t i) {
    const Block& b = out_.blocks[i];
    const Block none;
    const Block& previous = i > 0 ? out_.blocks[i - 1] : none;
    const Block& next = i + 1 < out_.blocks.size() ? out_.blocks[i + 1] : none;
    put(before_[i]);
    put(after_[i]);
    put(ratio(previous.link_words, previous.words));
    put(ratio(next.link_words, next.words));
    put(b.starts_linked);
    put(b.has_image);
  }

  static constexpr std::uint32_t site_phrase_bits[] = {
      hint_newsletter, hint_consent, hint_share | hint_comment, hint_ad, hint_author,
      hint_footer,     hint_related};
  void site_phrases(std::uint32_t i) {
    const std::uint8_t found = said(i).site_phrases;
    for (std::size_t bit = 0; bit < std::size(site_phrase_bits); ++bit)
      put((found >> bit & 1U) != 0);
  }
  /// "(Photo: ...)" at the end.
  bool ends_in_credit(const Block& b) const {
    if (b.words > 80) return false;
    std::uint32_t n = b.last - 1;
    while (n > b.first && page_.nodes[n].tag != Tag::text) --n;
    std::string_view words = page_.words(page_.nodes[n]);
    // a credit is no longer
    words.remove_prefix(words.size() - std::min<std::size_t>(words.size(), 79));
    std::size_t behind = words.size();
    const auto opens = [](char c) { return c == '(' || c == '[' || c == '|'; };
    while (behind > 0 && !opens(words[behind - 1])) --behind;
    return behind > 0 && phrases_.start(words.substr(behind), phrase_credit).classes != 0;
  }
  /// What the words of a block say, read once for both passes.
  struct Said {
    std::uint8_t phrase = 0, site_phrases = 0, title = 0;
    bool credit = false, read = false;
  };
  const Said& said(std::uint32_t i) {
    Said& said = said_[i];
    if (said.read) return said;
    const Block& b = out_.blocks[i];
    said = {phrase_class(b), 0, 0, ends_in_credit(b), true};
    if (b.words <= 60 && !title_words_.empty())
      said.title = count_of(in_title(b) * 255 / title_words_.size());
    if (b.words > 100) return said;
    std::uint32_t found = 0;
    for (std::uint32_t n = b.first; n < b.last; ++n)
      if (page_.nodes[n].tag == Tag::text)
        found |= site_phrases_.hints(page_.words(page_.nodes[n]));
    for (std::size_t bit = 0; bit < std::size(site_phrase_bits); ++bit)
      if (found & site_phrase_bits[bit])
        said.site_phrases = static_cast<std::uint8_t>(said.site_phrases | 1U << bit);
    return said;
  }

  /// The last line before each block that says what follows: comments, other stories, something of
  /// the site.
  void find_sections() {
    Section last;
    sections_.assign(out_.blocks.size(), {});
    for (std::uint32_t i = 0; i < out_.blocks.size(); ++i) {
      sections_[i] = last;
      const Block& b = out_.blocks[i];
      if (b.words == 0 || b.words > 8 || static_cast<std::int64_t>(i) <= title_) continue;
      if (const std::uint8_t kind = section_kind(b); kind > 0)
        last = {kind, i};
      else if (out_.around[b.owner] & in_heading)
        ++last.headings;
    }
  }
  /// A line that is nothing but the phrase and perhaps a count: "Comments (12)", "3 replies".
  std::uint8_t section_kind(const Block& b) const {
    std::string_view line;
    for (std::uint32_t n = b.first; n < b.last; ++n) {
      if (page_.nodes[n].tag != Tag::text) continue;
      if (const std::string_view words = page_.words(page_.nodes[n]); words.size() > line.size())
        line = words;
    }
    const auto no_word = [](char c) {
      return static_cast<unsigned char>(c) < 0x80 && !ascii::is_letter(c);
    };
    while (!line.empty() && no_word(line.front())) line.remove_prefix(1);
    while (!line.empty() && no_word(line.back())) line.remove_suffix(1);
    const std::uint32_t whole = line.empty() ? std::uint32_t{0} : phrases_.whole(line);
    return (whole & phrase_end) ? 2 : (whole & phrase_teaser) ? 1 : 0;
  }
  void sections(std::uint32_t i) {
    const Section& section = sections_[i];
    const bool any = section.kind > 0;
    const std::uint32_t parent = any ? page_.nodes[out_.blocks[section.block].owner].parent : 0;
    put(section.kind);
    put(any ? count_of(i - section.block) : std::uint8_t{255});
    put(any && out_.blocks[i].owner < page_.nodes[parent].end);
    put(count_of(any ? section.headings : 255));
    put(any ? ratio(out_.prose[i] - out_.prose[section.block], out_.prose.back())
            : std::uint8_t{255});
    put(any ? ratio(out_.prose[section.block], out_.prose.back()) : std::uint8_t{0});
  }
  void siblings(std::uint32_t i) {
    std::uint32_t node = out_.blocks[i].owner;
    for (int level = 0; level < 3; ++level, node = page_.nodes[node].parent)
      put(count_of(siblings_.like(node)));
    const std::uint32_t parent = page_.nodes[out_.blocks[i].owner].parent;
    const std::uint32_t first = out_.first_block(parent), last = out_.last_block(page_, parent);
    put(ratio(out_.prose[last] - out_.prose[first], std::max(1U, last - first), 4));
  }

  void beside(std::uint32_t i) {
    const Block& b = out_.blocks[i];
    put(said(i).title);
    put(has_title_);
    put(bool{pictures_[i]});
    put(bool{pictures_[i + 1]});
    put(said(i).credit);
    const std::uint32_t aside = aside_[b.owner];
    put(aside, hint_comment);
    put(aside, hint_related);
    put(aside, hint_teaser | hint_side);
    put(title_ >= 0 && static_cast<std::int64_t>(i) < title_);
    put(has_title_ && static_cast<std::int64_t>(i) < title_);
  }

  const Page& page_;
  const Outline& out_;
  const Phrases& phrases_;
  const ClassWords& site_phrases_;
  Signatures signatures_;
  Siblings siblings_;
  std::vector<std::uint8_t> times_;
  Container dense_, most_, nearly_all_;
  std::int64_t title_ = -1;
  bool has_title_ = false;
  std::vector<std::uint32_t> title_words_;  // sorted
  std::vector<std::uint32_t> aside_;        // for each node
  std::vector<bool> pictures_;              // before each block and behind the last one
  std::uint32_t first_prose_ = 0, last_prose_ = 0;
  struct Section {
    std::uint8_t kind = 0;
    std::uint32_t block = 0, headings = 0;
  };
  std::vector<Section> sections_;
  std::vector<Said> said_;
  std::vector<std::uint8_t> before_, after_;
  Features* f_ = nullptr;
  std::size_t at_ = 0;
};

BlockView::BlockView(const Page& page, const Outline& outline, const Phrases& phrases,
                     const ClassWords& site_phrases)
    : reader_(std::make_unique<Reader>(page, outline, phrases, site_phrases)) {}
BlockView::~BlockView() = default;
Features BlockView::of(std::uint32_t block) { return reader_->read(block); }

ContextView::ContextView(const Page& page, const Outline& outline, const std::vector<float>& first)
    : page_(page), out_(outline), first_(first) {
  const std::size_t count = outline.blocks.size();
  kept_.assign(count + 1, 0.0F);
  for (std::size_t i = 0; i < count; ++i)
    kept_[i + 1] = kept_[i] + first[i] * static_cast<float>(outline.blocks[i].words);
  most_ = count ? *std::ranges::max_element(first) : 0.0F;
  whole_ = outline.words.back() ? kept_.back() / static_cast<float>(outline.words.back()) : 0.0F;
}

float ContextView::share(std::uint32_t node) const {
  const std::uint32_t begin = out_.first_block(node), end = out_.last_block(page_, node);
  const std::uint32_t words = out_.words[end] - out_.words[begin];
  return words == 0 ? 0.0F : (kept_[end] - kept_[begin]) / static_cast<float>(words);
}
float ContextView::weight(std::uint32_t node) const {
  return kept_.back() <= 0
             ? 0.0F
             : (kept_[out_.last_block(page_, node)] - kept_[out_.first_block(node)]) / kept_.back();
}
float ContextView::within(std::int64_t begin, std::int64_t end) const {
  const auto last = static_cast<std::int64_t>(first_.size());
  const auto a = static_cast<std::size_t>(std::clamp<std::int64_t>(begin, 0, last)),
             b = static_cast<std::size_t>(std::clamp<std::int64_t>(end, 0, last));
  const std::uint32_t words = out_.words[b] - out_.words[a];
  return words == 0 ? 0.0F : (kept_[b] - kept_[a]) / static_cast<float>(words);
}
float ContextView::at(std::int64_t block) const {
  return block >= 0 && block < static_cast<std::int64_t>(first_.size())
             ? first_[static_cast<std::size_t>(block)]
             : 0.0F;
}

ContextFeatures ContextView::of(std::uint32_t block) const {
  const std::uint32_t parent = page_.nodes[out_.blocks[block].owner].parent;
  const std::uint32_t above = page_.nodes[parent].parent, top = page_.nodes[above].parent;
  const std::int64_t n = block;
  const float all[context_features] = {first_[block],
                                       at(n - 1),
                                       at(n + 1),
                                       at(n - 2),
                                       at(n + 2),
                                       share(parent),
                                       share(above),
                                       share(top),
                                       weight(parent),
                                       weight(above),
                                       within(n - 6, n),
                                       within(n + 1, n + 7),
                                       kept_.back() > 0 ? kept_[block] / kept_.back() : 0.0F,
                                       within(n + 1, n + 20),
                                       most_,
                                       whole_};
  ContextFeatures bytes{};
  std::ranges::transform(all, bytes.begin(), probability);
  return bytes;
}

float best_cut(const Outline& outline, const std::vector<float>& scores) {
  constexpr std::size_t steps = 64;
  std::array<double, steps> words{}, right{};
  double all_right = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const std::size_t step =
        std::min(steps - 1, static_cast<std::size_t>(scores[i] * static_cast<float>(steps)));
    words[step] += outline.blocks[i].words;
    right[step] += static_cast<double>(scores[i]) * outline.blocks[i].words;
    all_right += static_cast<double>(scores[i]) * outline.blocks[i].words;
  }
  double best = 0, kept = 0, kept_right = 0;
  std::size_t cut = steps / 2;
  for (std::size_t step = steps; step-- > 3;) {
    kept += words[step];
    kept_right += right[step];
    const double expected = kept + all_right > 0 ? 2 * kept_right / (kept + all_right) : 0;
    if (expected > best) best = expected, cut = step;
  }
  return static_cast<float>(cut) / static_cast<float>(steps);
}

}  // namespace newsline::article
