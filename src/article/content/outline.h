#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "page/page.h"
#include "phrases.h"

namespace newsline::article {

/// A run of words between two block borders of the page: a paragraph, a heading, a list item, a
/// table row, a menu entry.
struct Block {
  // nodes that hold its text, half-open; others' nodes never lie between
  std::uint32_t first = 0, last = 0;
  std::uint32_t owner = 0;  // the nearest element that is a block
  std::uint32_t words = 0, link_words = 0, bold_words = 0;
  std::uint32_t bytes = 0;
  std::uint32_t commas = 0, stops = 0;  // signs inside and at the end of sentences
  std::uint32_t digits = 0, capitals = 0;
  std::uint32_t key = 0;  // of its words: the same text twice has the same key
  char32_t last_sign = 0;
  bool row = false;    // a table row: its cells are its parts
  bool prose = false;  // long enough, with sentences, few links
  bool has_time = false, has_image = false, has_break = false;
  bool starts_linked = false;  // its first words are a link
};

/// What class and id names hint at, in bits; the words stand in data/article/classes.tsv. Hints
/// only help: structure decides.
enum Hint : std::uint32_t {
  hint_body = 1U << 0,
  hint_comment = 1U << 1,
  hint_related = 1U << 2,
  hint_share = 1U << 3,
  hint_newsletter = 1U << 4,
  hint_nav = 1U << 5,
  hint_side = 1U << 6,
  hint_footer = 1U << 7,
  hint_ad = 1U << 8,
  hint_author = 1U << 9,
  hint_date = 1U << 10,
  hint_tags = 1U << 11,
  hint_caption = 1U << 12,
  hint_consent = 1U << 13,
  hint_paywall = 1U << 14,
  hint_title = 1U << 15,
  hint_lead = 1U << 16,
  hint_live = 1U << 17,
  hint_gallery = 1U << 18,
  hint_teaser = 1U << 19,
  hint_quote = 1U << 20,
  hint_hidden = 1U << 21,
  hint_header = 1U << 22,
  hint_updated = 1U << 23,
  hint_published = 1U << 24,
};

/// Elements around a node, in bits.
enum Around : std::uint32_t {
  in_article = 1U << 0,
  in_main = 1U << 1,
  in_section = 1U << 2,
  in_header = 1U << 3,
  in_footer = 1U << 4,
  in_nav = 1U << 5,
  in_aside = 1U << 6,
  in_list = 1U << 7,
  in_table = 1U << 8,
  in_quote = 1U << 9,
  in_figure = 1U << 10,
  in_caption = 1U << 11,
  in_form = 1U << 12,
  in_button = 1U << 13,
  in_hidden = 1U << 14,
  in_heading = 1U << 15,
  in_paragraph = 1U << 16,
  in_address = 1U << 17,
  in_dialog = 1U << 18,
  in_body_prop = 1U << 19,
  in_link = 1U << 20,
  in_time = 1U << 21,
  in_details = 1U << 22,
  in_bold = 1U << 23,
  in_pre = 1U << 24,
  in_nested_article = 1U << 25,
};

/// Words that class and id names are made of, from lines "word TAB hint".
class ClassWords {
 public:
  ClassWords() = default;
  explicit ClassWords(std::string_view tsv);
  /// The hints of a class or id attribute's value.
  std::uint32_t hints(std::string_view value) const;

 private:
  // open addressing: hash of the word, hints
  std::vector<std::pair<std::uint32_t, std::uint32_t>> slots_;
  std::uint32_t find(std::uint32_t hash) const;
};

/// A page cut into blocks, with what lies around each node. Everything in document order, found in
/// two linear passes.
struct Outline {
  std::vector<Block> blocks;
  // for each node, how many blocks began before it; one more at the end
  std::vector<std::uint32_t> block_at;
  std::vector<std::uint32_t> around;  // for each node: Around bits of it and its ancestors
  // for each node: Hint bits of it and its ancestors, those of page-wide wrappers left out
  std::vector<std::uint32_t> hints;
  std::vector<std::uint32_t> own;  // for each node: Hint bits of it alone
  std::vector<std::uint16_t> depth;
  // by block: of a row of a chronology's labels (label_rows.h); empty until label_rows has run
  std::vector<bool> labels;
  // Sums over the blocks before each one; one more at the end.
  std::vector<std::uint32_t> words, link_words, prose;

  bool is_label(std::size_t block) const { return block < labels.size() && labels[block]; }
  std::uint32_t first_block(std::uint32_t node) const { return block_at[node]; }
  std::uint32_t last_block(const Page& page, std::uint32_t node) const {
    return block_at[page.nodes[node].end];
  }
};

Outline outline(const Page& page, const ClassWords& classes);

bool is_heading(Tag tag);
/// Whether the element stands inside a line of text (<b>, <span>, <a>).
bool is_inline(Tag tag);

}  // namespace newsline::article
