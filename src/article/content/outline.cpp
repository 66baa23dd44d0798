// Cuts a page into blocks and notes for each node what is around it, in two linear passes.
//
//     <div class="story-body"><h2>Ferry</h2><p>The town <a>bought</a> a ferry.</p></div>
// gives two blocks: "Ferry" (in_heading, hint_body) and "The town bought a ferry." (in_paragraph,
// hint_body; five words, one of them linked, one full stop). Inline elements do not part blocks.
// Words of scripts without spaces are counted as two characters each.
// What it does not do: decide what the story is. That is for features.cpp, the model and body.cpp.
#include "outline.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/utf8.h"

namespace newsline::article {

bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }

namespace {

constexpr std::size_t tag_count = static_cast<std::size_t>(Tag::hgroup) + 1;

constexpr std::array<bool, tag_count> inline_tags = [] {
  std::array<bool, tag_count> table{};
  for (const Tag tag :
       {Tag::text, Tag::other, Tag::a,    Tag::span,    Tag::b,    Tag::strong, Tag::i,
        Tag::em,   Tag::small, Tag::sub,  Tag::sup,     Tag::mark, Tag::q,      Tag::cite,
        Tag::code, Tag::time,  Tag::abbr, Tag::ins,     Tag::del,  Tag::s,      Tag::u,
        Tag::font, Tag::br,    Tag::img,  Tag::picture, Tag::label})
    table[static_cast<std::size_t>(tag)] = true;
  return table;
}();

}  // namespace

bool is_inline(Tag tag) { return inline_tags[static_cast<std::size_t>(tag)]; }

namespace {

constexpr auto hash_start = fnv::start<std::uint32_t>;

std::uint32_t hint_of(std::string_view name) {
  constexpr std::pair<std::string_view, std::uint32_t> names[] = {{"body", hint_body},
                                                                  {"comment", hint_comment},
                                                                  {"related", hint_related},
                                                                  {"share", hint_share},
                                                                  {"newsletter", hint_newsletter},
                                                                  {"nav", hint_nav},
                                                                  {"side", hint_side},
                                                                  {"footer", hint_footer},
                                                                  {"ad", hint_ad},
                                                                  {"author", hint_author},
                                                                  {"date", hint_date},
                                                                  {"tags", hint_tags},
                                                                  {"caption", hint_caption},
                                                                  {"consent", hint_consent},
                                                                  {"paywall", hint_paywall},
                                                                  {"title", hint_title},
                                                                  {"lead", hint_lead},
                                                                  {"live", hint_live},
                                                                  {"gallery", hint_gallery},
                                                                  {"teaser", hint_teaser},
                                                                  {"quote", hint_quote},
                                                                  {"hidden", hint_hidden},
                                                                  {"header", hint_header},
                                                                  {"updated", hint_updated},
                                                                  {"published", hint_published}};
  for (const auto& [known, hint] : names)
    if (known == name) return hint;
  return 0;
}

}  // namespace

ClassWords::ClassWords(std::string_view tsv) {
  slots_.assign(2048, {0, 0});
  std::size_t count = 0;
  while (!tsv.empty() && count < slots_.size() / 2) {
    const std::size_t stop = std::min(tsv.find('\n'), tsv.size());
    const std::string_view line = tsv.substr(0, stop);
    tsv.remove_prefix(std::min(stop + 1, tsv.size()));
    const auto tab = static_cast<std::size_t>(std::ranges::find(line, '\t') - line.begin());
    if (line.starts_with('#') || tab == line.size()) continue;
    const std::uint32_t hash = fnv::bytes(hash_start, line.substr(0, tab));
    std::size_t slot = hash % slots_.size();
    while (slots_[slot].second != 0 && slots_[slot].first != hash)
      slot = (slot + 1) % slots_.size();
    slots_[slot].first = hash;
    slots_[slot].second |= hint_of(line.substr(tab + 1));
    ++count;
  }
}

std::uint32_t ClassWords::find(std::uint32_t hash) const {
  if (slots_.empty()) return 0;
  for (std::size_t slot = hash % slots_.size(); slots_[slot].second != 0;
       slot = (slot + 1) % slots_.size())
    if (slots_[slot].first == hash) return slots_[slot].second;
  return 0;
}

namespace {

/// ASCII letters in lower case; 0 for all else, a byte 0 too.
constexpr std::array<unsigned char, 256> small_letter = [] {
  std::array<unsigned char, 256> small{};
  for (unsigned char c = 'a'; c <= 'z'; ++c) small[c] = small[c - 32U] = c;
  return small;
}();

}  // namespace

std::uint32_t ClassWords::hints(std::string_view value) const {
  std::uint32_t found = 0, hash = hash_start;
  std::size_t size = 0;
  bool lower_before = false;
  const auto end_word = [&] {
    if (size > 1) found |= find(hash);
    hash = hash_start;
    size = 0;
  };
  for (const char c : value.substr(0, 400)) {
    const unsigned char letter = small_letter[static_cast<unsigned char>(c)];
    const bool lower = letter != 0 && letter == static_cast<unsigned char>(c);
    if (letter == 0 || (!lower && lower_before)) end_word();
    if (letter != 0) {
      hash = fnv::step(hash, letter);
      ++size;
    }
    lower_before = lower;
  }
  end_word();
  return found;
}

namespace {

struct TagArea {
  Tag tag;
  std::uint32_t area;
};
constexpr TagArea tag_areas[] = {
    {Tag::article, in_article},  {Tag::main, in_main},       {Tag::section, in_section},
    {Tag::header, in_header},    {Tag::footer, in_footer},   {Tag::nav, in_nav},
    {Tag::menu, in_nav},         {Tag::aside, in_aside},     {Tag::ul, in_list},
    {Tag::ol, in_list},          {Tag::li, in_list},         {Tag::dl, in_list},
    {Tag::dt, in_list},          {Tag::dd, in_list},         {Tag::table, in_table},
    {Tag::tr, in_table},         {Tag::td, in_table},        {Tag::th, in_table},
    {Tag::blockquote, in_quote}, {Tag::figure, in_figure},   {Tag::figcaption, in_caption},
    {Tag::caption, in_caption},  {Tag::form, in_form},       {Tag::fieldset, in_form},
    {Tag::select, in_form},      {Tag::option, in_form},     {Tag::input, in_form},
    {Tag::button, in_button},    {Tag::label, in_button},    {Tag::h1, in_heading},
    {Tag::h2, in_heading},       {Tag::h3, in_heading},      {Tag::h4, in_heading},
    {Tag::h5, in_heading},       {Tag::h6, in_heading},      {Tag::p, in_paragraph},
    {Tag::address, in_address},  {Tag::dialog, in_dialog},   {Tag::a, in_link},
    {Tag::time, in_time},        {Tag::details, in_details}, {Tag::summary, in_details},
    {Tag::b, in_bold},           {Tag::strong, in_bold},     {Tag::pre, in_pre}};

constexpr std::array<std::uint32_t, tag_count> areas = [] {
  std::array<std::uint32_t, tag_count> table{};
  for (const auto& [tag, area] : tag_areas) table[static_cast<std::size_t>(tag)] = area;
  return table;
}();

/// What kind of place an element makes for all that it holds.
std::uint32_t around_of(Tag tag) { return areas[static_cast<std::size_t>(tag)]; }

std::uint32_t around_of_role(std::string_view role) {
  if (ascii::same(role, "main")) return in_main;
  if (ascii::same(role, "article")) return in_article;
  if (ascii::same(role, "navigation") || ascii::same(role, "menu") || ascii::same(role, "menubar"))
    return in_nav;
  if (ascii::same(role, "complementary")) return in_aside;
  if (ascii::same(role, "contentinfo")) return in_footer;
  if (ascii::same(role, "banner")) return in_header;
  if (ascii::same(role, "dialog") || ascii::same(role, "alertdialog") || ascii::same(role, "alert"))
    return in_dialog;
  if (ascii::same(role, "search") || ascii::same(role, "form")) return in_form;
  if (ascii::same(role, "button")) return in_button;
  return 0;
}

/// "display: none"; not "--footer-display: none", which is a property of the page's own.
bool hides(std::string_view style) {
  constexpr std::string_view property = "display";
  for (std::size_t at = style.find(property); at != std::string_view::npos;
       at = style.find(property, at + 1)) {
    if (at > 0 && style[at - 1] != ';' && static_cast<unsigned char>(style[at - 1]) > ' ') continue;
    std::string_view rest = style.substr(at + property.size());
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == ':')) rest.remove_prefix(1);
    return rest.starts_with("none");
  }
  return false;
}

/// Whether an id is one that React gives to late parts of a page ("S:0", hexadecimal): hidden at
/// first, put in place by a script, so readers see them.
bool is_streamed(std::string_view id) {
  const std::size_t colon = id.find("S:");
  if (colon == std::string_view::npos || colon > 40 || id.size() > 60 || id.size() == colon + 2)
    return false;
  return id.find_first_not_of("0123456789abcdef", colon + 2) == std::string_view::npos;
}

/// Remembers the hints of the last class names: pages repeat them.
class HintCache {
 public:
  explicit HintCache(const ClassWords& words) : words_(words) {}
  std::uint32_t operator()(std::string_view value) {
    const std::uint64_t key = fnv::bytes(value.size() * 0x9E3779B97F4A7C15ULL, value);
    Entry& entry = entries_[(key ^ (key >> 32)) % entries_.size()];
    if (entry.key != key || !entry.used) entry = {key, words_.hints(value), true};
    return entry.hints;
  }

 private:
  struct Entry {
    std::uint64_t key = 0;
    std::uint32_t hints = 0;
    bool used = false;
  };
  const ClassWords& words_;
  std::array<Entry, 512> entries_{};
};

// Signs beyond ASCII, as a count of words and sentences takes them.

bool is_wide_space(char32_t c) {
  return c == 0xA0 || c == 0x3000 || c == 0x202F || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF;
}
/// Arabic, Persian, Devanagari and full-width digits.
bool is_wide_digit(char32_t c) {
  return (c >= 0x660 && c < 0x66A) || (c >= 0x6F0 && c < 0x6FA) || (c >= 0x966 && c < 0x970) ||
         (c >= 0xFF10 && c < 0xFF1A);
}
bool ends_sentence(char32_t c) {
  return c == 0x3002 || c == 0xFF0E || c == 0xFF01 || c == 0xFF1F || c == 0x964 || c == 0x6D4 ||
         c == 0x61F || c == 0x2026;
}
bool is_wide_comma(char32_t c) {
  return c == 0x3001 || c == 0xFF0C || c == 0x60C || c == 0xFF1A || c == 0xFF1B;
}
/// Japanese, Chinese, Korean, Thai and Lao: written without spaces, so two characters count as a
/// word.
bool is_unspaced(char32_t c) {
  return (c >= 0x3040 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xE00 && c < 0xE80);
}
bool closes_quote(char32_t c) {
  return c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x201C || c == 0x300D || c == 0x300F;
}

/// What a sign of ASCII counts as; `last` is one that does not close quotations or brackets.
enum Counted : std::uint8_t {
  counts_word = 1,
  counts_capital = 2,
  counts_digit = 4,
  counts_stop = 8,
  counts_comma = 16,
  counts_last = 32
};
constexpr std::array<std::uint8_t, 128> counted = [] {
  std::array<std::uint8_t, 128> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const char c = static_cast<char>(i);
    const bool closes = c == '"' || c == '\'' || c == ')' || c == ']';
    unsigned bits = closes ? 0U : 0U + counts_last;
    if (ascii::is_alnum(c)) bits |= counts_word;
    if (ascii::is_upper(c)) bits |= counts_capital;
    if (ascii::is_digit(c)) bits |= counts_digit;
    if (c == '.' || c == '!' || c == '?') bits |= counts_stop;
    if (c == ',' || c == ';' || c == ':') bits |= counts_comma;
    table[i] = static_cast<std::uint8_t>(bits);
  }
  return table;
}();

/// Counts the words and signs of a run of text. Each byte of a page's text comes by: what it counts
/// as is read from a table, and the counts are kept beside the block until the run ends.
class Counter {
 public:
  Counter(Block& block, bool inside_word)
      : block_(block), key_(block.key), last_(block.last_sign), inside_word_(inside_word) {}

  /// Returns whether it ends inside a word.
  bool run(std::string_view text, bool link, bool bold) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto c = static_cast<unsigned char>(text[at]);
      if (c <= ' ') {
        inside_word_ = false;
        continue;
      }
      key_ = fnv::step(key_, c);
      ++bytes_;
      if (c < 0x80)
        narrow(c);
      else
        at += wide(text, at);
    }
    words_ += halves_ / 2;
    block_.words += words_;
    if (link) block_.link_words += words_;
    if (bold) block_.bold_words += words_;
    block_.key = key_;
    block_.last_sign = last_;
    block_.bytes += bytes_;
    block_.capitals += capitals_;
    block_.digits += digits_;
    block_.stops += stops_;
    block_.commas += commas_;
    return inside_word_;
  }

 private:
  void narrow(unsigned char c) {
    const std::uint8_t what = counted[c];
    if ((what & counts_word) != 0) {  // most bytes of most texts
      if (!inside_word_) {
        inside_word_ = true;
        ++words_;
        capitals_ += (what & counts_capital) != 0;
      }
      digits_ += (what & counts_digit) != 0;
      last_ = c;
      return;
    }
    stops_ += (what & counts_stop) != 0;
    commas_ += (what & counts_comma) != 0;
    if ((what & counts_last) != 0) last_ = c;
  }
  /// Counts one code point beyond ASCII; returns its bytes but the first.
  std::size_t wide(std::string_view text, std::size_t at) {
    std::size_t next = at;
    const char32_t c = next_code_point(text, next);
    if (is_wide_space(c)) {
      inside_word_ = false;
      --bytes_;
      return next - at - 1;
    }
    bytes_ += static_cast<std::uint32_t>(next - at - 1);
    key_ = fnv::bytes(key_, text.substr(at + 1, next - at - 1));
    digits_ += is_wide_digit(c);
    if (ends_sentence(c))
      ++stops_;
    else if (is_wide_comma(c))
      ++commas_;
    else if (is_unspaced(c)) {
      ++halves_;
      inside_word_ = false;
    } else if ((c < 0x2000 || c > 0x206F) && c >= 0xC0) {
      words_ += !inside_word_;
      inside_word_ = true;
    }
    if (!closes_quote(c)) last_ = c;
    return next - at - 1;
  }

  Block& block_;
  std::uint32_t key_;
  char32_t last_;
  bool inside_word_;
  std::uint32_t words_ = 0, bytes_ = 0, capitals_ = 0, digits_ = 0, stops_ = 0, commas_ = 0;
  std::uint32_t halves_ = 0;  // characters of scripts without spaces
};

/// Walks the nodes once and cuts them into blocks.
class Cutter {
 public:
  Cutter(const Page& page, Outline& out, const ClassWords& classes,
         std::vector<std::uint32_t>& enclosing)
      : page_(page), out_(out), cache_(classes), enclosing_(enclosing) {}

  void cut() {
    const std::size_t count = page_.nodes.size();
    out_.block_at.resize(count + 1);
    out_.around.resize(count);
    enclosing_.resize(count);
    out_.own.resize(count);
    out_.depth.resize(count);
    // an element parts two of them; what is not used takes no memory
    out_.blocks.reserve(count / 2 + 1);
    std::vector<std::uint32_t> open;  // block-level elements whose end is still to come
    for (std::uint32_t i = 0; i < count; ++i) {
      while (!open.empty() && page_.nodes[open.back()].end <= i) {
        open.pop_back();
        border();
      }
      if (row_end_ && i >= row_end_) border(), row_end_ = 0, border();
      out_.block_at[i] = static_cast<std::uint32_t>(out_.blocks.size());
      const Node& node = page_.nodes[i];
      inherit(i, node);
      if (node.tag == Tag::text) {
        text(i, node, open.empty() ? 0 : open.back());
        continue;
      }
      element(i, node);
      if (node.tag == Tag::br) line_break();
      if (is_inline(node.tag)) continue;
      border();
      out_.block_at[i] = static_cast<std::uint32_t>(out_.blocks.size());
      if (node.end > i + 1) open.push_back(i);
      if (node.tag == Tag::tr && !row_end_ && is_data_row(i)) row_end_ = node.end, row_ = i;
    }
    row_end_ = 0;
    border();
    out_.block_at[count] = static_cast<std::uint32_t>(out_.blocks.size());
  }

 private:
  void inherit(std::uint32_t i, const Node& node) {
    if (i == 0) return;
    out_.around[i] = out_.around[node.parent];
    out_.depth[i] = static_cast<std::uint16_t>(std::min<int>(out_.depth[node.parent] + 1, 60000));
  }

  void element(std::uint32_t i, const Node& node) {
    const std::uint32_t tag = around_of(node.tag);
    std::uint32_t& around = enclosing_[i];
    around = tag;
    if (tag == in_article && (out_.around[i] & in_article)) around |= in_nested_article;
    for (std::uint32_t k = 0; k < node.attributes; ++k) {
      const Attribute& attribute = page_.attributes[node.first + k];
      const std::string_view value = page_.value(attribute);
      switch (attribute.name) {
        case Attr::id:
        case Attr::class_:
          out_.own[i] |= cache_(value);
          break;
        case Attr::role:
          around |= around_of_role(value);
          break;
        case Attr::hidden:
          if (!is_streamed(page_.attr(node, Attr::id))) around |= in_hidden;
          break;
        case Attr::style:
          if (hides(value)) around |= in_hidden;
          break;
        case Attr::itemprop:
          if (value.find("articleBody") != std::string_view::npos) around |= in_body_prop;
          break;
        default:
          break;
      }
    }
    out_.around[i] |= around;
    if (current_ && node.tag == Tag::time) out_.blocks.back().has_time = true;
    if (current_ && node.tag == Tag::img) out_.blocks.back().has_image = true;
  }

  /// Two or more cells that hold a line each: data, not layout.
  bool is_data_row(std::uint32_t row) const {
    std::size_t cells = 0, bytes = 0, paragraphs = 0;
    for (std::uint32_t i = row + 1; i < page_.nodes[row].end; ++i) {
      const Node& node = page_.nodes[i];
      if (node.tag == Tag::td || node.tag == Tag::th)
        ++cells;
      else if (node.tag == Tag::text)
        bytes += node.size;
      else if (node.tag == Tag::p || node.tag == Tag::div)
        ++paragraphs;
      else if (node.tag == Tag::table || node.tag == Tag::form || node.tag == Tag::h1 ||
               node.tag == Tag::h2)
        return false;
      if (bytes > 4000) return false;
    }
    return cells >= 2 && paragraphs <= 2 * cells;
  }

  void text(std::uint32_t i, const Node& node, std::uint32_t owner) {
    const std::string_view words = page_.words(node);
    if (words.find_first_not_of(" \n\t\r\f") == std::string_view::npos) {
      inside_word_ = false;
      return;
    }
    if (!current_) {
      Block block;
      block.first = i;
      block.owner = row_end_ ? row_ : owner;
      block.row = row_end_ != 0;
      block.starts_linked = (out_.around[i] & in_link) != 0;
      block.key = hash_start;
      out_.blocks.push_back(block);
      current_ = true;
      inside_word_ = false;
      breaks_ = 0;
    }
    Block& block = out_.blocks.back();
    block.last = i + 1;
    breaks_ = 0;
    inside_word_ =
        Counter(block, inside_word_)
            .run(words, (out_.around[i] & in_link) != 0, (out_.around[i] & in_bold) != 0);
    block.has_time |= (out_.around[i] & in_time) != 0;
  }

  void line_break() {
    inside_word_ = false;
    if (current_) out_.blocks.back().has_break = true;
    if (++breaks_ >= 2) border();
  }
  void border() {
    if (row_end_) {
      inside_word_ = false;
      return;
    }
    current_ = false;
    breaks_ = 0;
  }

  const Page& page_;
  Outline& out_;
  HintCache cache_;
  std::vector<std::uint32_t>& enclosing_;  // for each node: Around bits of it alone
  bool current_ = false, inside_word_ = false;
  int breaks_ = 0;
  std::uint32_t row_end_ = 0, row_ = 0;
};

/// Whether the words could be a paragraph of a story.
bool looks_like_prose(const Block& block, Tag tag) {
  return block.words >= 12 && block.link_words * 3 <= block.words &&
         block.stops + block.commas > 0 && !is_heading(tag);
}

void sum(const Page& page, Outline& out, std::uint32_t unwanted) {
  const std::size_t count = out.blocks.size();
  out.words.assign(count + 1, 0);
  out.link_words.assign(count + 1, 0);
  out.prose.assign(count + 1, 0);
  for (std::size_t i = 0; i < count; ++i) {
    Block& block = out.blocks[i];
    block.prose = looks_like_prose(block, page.nodes[block.owner].tag) &&
                  !(out.around[block.first] & unwanted);
    out.words[i + 1] = out.words[i] + block.words;
    out.link_words[i + 1] = out.link_words[i] + block.link_words;
    out.prose[i + 1] = out.prose[i] + (block.prose ? block.words : 0);
  }
}

/// What an element says of what it encloses counts for nothing where it encloses most of the page:
/// a form around everything, a page that is hidden until its script has run, a class of the layout.
void inherit_hints(const Page& page, Outline& out, const std::vector<std::uint32_t>& enclosing) {
  constexpr std::uint32_t doubtful = in_header | in_footer | in_nav | in_aside | in_form |
                                     in_button | in_hidden | in_dialog | in_details | in_link |
                                     in_list;
  const std::uint32_t most = out.prose.back();
  out.hints.assign(page.nodes.size(), 0);
  for (std::uint32_t i = 0; i < page.nodes.size(); ++i) {
    const Node& node = page.nodes[i];
    const std::uint32_t around = i ? out.around[node.parent] : 0,
                        hints = i ? out.hints[node.parent] : 0;
    const std::uint32_t inside =
        (enclosing[i] | out.own[i]) == 0
            ? 0
            : out.prose[out.last_block(page, i)] - out.prose[out.first_block(i)];
    const bool wrapper =
        node.tag == Tag::body || node.tag == Tag::html || (most >= 40 && inside * 10 > most * 7);
    out.around[i] = around | (wrapper ? enclosing[i] & ~doubtful : enclosing[i]);
    // What follows a story is no wrapper, however long: the comments below a short one.
    const bool follows = wrapper && (out.own[i] & (hint_comment | hint_related)) &&
                         out.prose[out.first_block(i)] >= 20;
    out.hints[i] =
        hints |
        (wrapper ? out.own[i] & (follows ? hint_body | hint_comment | hint_related : 0U + hint_body)
                 : out.own[i]);
  }
}

}  // namespace

Outline outline(const Page& page, const ClassWords& classes) {
  Outline out;
  if (page.nodes.empty()) {
    out.block_at.assign(1, 0);
    out.words = out.link_words = out.prose = {0};
    return out;
  }
  std::vector<std::uint32_t> enclosing;
  Cutter(page, out, classes, enclosing).cut();
  sum(page, out, in_nav);
  inherit_hints(page, out, enclosing);
  sum(page, out, in_nav | in_button | in_hidden);
  return out;
}

}  // namespace newsline::article
