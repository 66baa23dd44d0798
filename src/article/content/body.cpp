// Which blocks are the story, and their text as paragraphs.
//
// The model scores each block twice (features.cpp). Those above a threshold are the story; rules
// then remove what is kept again and again by its make (template lines, lists of links, a byline
// alone on an empty page) and take back what the model cannot know (labels of a chronology).
//     nav "Home | News" 0.00    h1 "Town buys ferry" 0.97    p "The town ..." 0.99
//     p "Advertisement" 0.41    p "It will ..." 0.98
// gives two paragraphs; the title goes to the article's title.
// What it does not do: it adds no words and reorders nothing.
#include "body.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <new>

#include "base/ascii.h"
#include "base/utf8.h"
#include "features.h"
#include "note_marks.h"

namespace newsline::article {

namespace {

constexpr float least_first_score = 0.02F;  // below this the second pass is not asked
// below the best cut: what is lost cannot be dated, what is too much mostly has no date
constexpr float leniency = 0.05F;
constexpr std::uint32_t outside =
    in_nav | in_footer | in_aside | in_form | in_button | in_hidden | in_dialog;

/// A line in capitals that is a link: "READ ALSO: TOWN BUYS FERRY".
bool is_loud_link(const Block& block, std::string_view line) {
  if (block.link_words * 10 < block.words * 6 || block.words < 3) return false;
  bool upper = false;
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = next_code_point(line, at);
    if (!is_letter(c)) continue;
    if (!is_upper(c)) return false;
    upper = true;
  }
  return upper;
}

/// "Published 7:07 PM", "Updated: March 6, 2024 at 8:07 AM EST"
bool is_stamp(const Block& block, std::string_view line, const Phrases& phrases) {
  // of a clock alone; of a day and a clock
  constexpr std::uint32_t few_words = 7, few_digits = 3, most_words = 10, all_digits = 8;
  const bool brief = block.words <= few_words && block.digits >= few_digits;
  const bool dated = block.words <= most_words && block.digits >= all_digits;
  return (brief || dated) && block.last_sign != U'.' && block.last_sign != U':' &&
         phrases.start(line, phrase_published | phrase_updated).classes;
}

/// Whether a line is plainly no story: a copyright line, a phrase of the site, a clock time alone.
bool is_chrome(const Page& page, const Block& block, bool in_row, const Phrases& phrases) {
  if (block.words > 30) return false;
  if (!in_row && block.words <= 2 && block.digits + 2 >= block.bytes) return true;
  std::string line;
  for (std::uint32_t i = block.first; i < block.last && line.size() < 200; ++i)
    if (page.nodes[i].tag == Tag::text) line += page.words(page.nodes[i]);
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  if (!in_row && is_stamp(block, line, phrases)) return true;
  if (!in_row && is_loud_link(block, line)) return true;
  return line.compare(begin, 2, "\xC2\xA9") == 0 ||
         phrases.start(line, phrase_chrome_start).classes ||
         (phrases.whole(line) & (phrase_chrome | phrase_end | phrase_teaser));
}

/// Blocks in <article> elements that are short beside the page's longest one: teasers.
std::vector<bool> small_articles(const Page& page, const Outline& outline) {
  // the outermost one around each node
  std::vector<std::uint32_t> article(page.nodes.size(), 0), words(page.nodes.size(), 0);
  for (std::uint32_t i = 1; i < page.nodes.size(); ++i) {
    const std::uint32_t around = article[page.nodes[i].parent];
    article[i] = around ? around : page.nodes[i].tag == Tag::article ? i : 0;
  }
  for (const Block& block : outline.blocks)
    words[article[block.owner]] += block.words - block.link_words;
  std::uint32_t most = 0;
  for (std::uint32_t i = 1; i < words.size(); ++i) most = std::max(most, words[i]);
  std::vector<bool> small(outline.blocks.size(), false);
  for (std::size_t i = 0; i < small.size(); ++i)
    if (const std::uint32_t node = article[outline.blocks[i].owner])
      small[i] = words[node] * 4 < most;
  return small;
}

/// The fallback where the model finds no story: every block with more words than links, of the
/// <article> where there is one.
std::vector<bool> plain_blocks(const Page& page, const Outline& outline, const Phrases& phrases) {
  constexpr std::uint32_t chrome = hint_comment | hint_related | hint_share | hint_newsletter |
                                   hint_nav | hint_consent | hint_ad;
  std::vector<bool> keep(outline.blocks.size(), false);
  std::uint32_t wanted = 0;
  for (const Block& block : outline.blocks)
    wanted |= outline.around[block.owner] & (in_article | in_main);
  wanted = (wanted & in_article) ? in_article : (wanted & in_main);
  const std::vector<bool> small = small_articles(page, outline);
  for (std::size_t i = 0; i < keep.size(); ++i) {
    const Block& block = outline.blocks[i];
    const std::uint32_t around = outline.around[block.first] | outline.around[block.owner];
    const Tag tag = page.nodes[block.owner].tag;
    keep[i] = block.words > 0 && !(around & outside) && (wanted == 0 || (around & wanted)) &&
              block.link_words * 2 <= block.words && tag != Tag::title && tag != Tag::head &&
              !(outline.own[block.owner] & chrome) && !small[i] &&
              !is_chrome(page, block, around & in_table, phrases);
  }
  return keep;
}

/// Short lines before the first paragraph are bylines and dates, unless the model takes them.
void drop_bylines(const Page& page, const Outline& outline, const std::vector<bool>& by_model,
                  std::vector<bool>& keep) {
  for (std::size_t i = 0; i < keep.size(); ++i) {
    const Block& block = outline.blocks[i];
    // "Published:" and the date, as a list
    const bool dated = block.words <= 6 && (block.digits >= 5 || block.last_sign == U':');
    const bool marked = ((outline.around[block.owner] & in_list) && !dated) ||
                        (outline.around[block.owner] & in_quote) || block.row ||
                        is_heading(page.nodes[block.owner].tag);
    if (block.words >= 12 && !marked && keep[i]) return;
    // a kicker, a date
    const bool label = block.words <= 3 || (block.digits >= 5 && block.words <= 6);
    if (!marked &&
        (label || (!by_model[i] && block.words < 12 && (block.stops == 0 || block.digits >= 5))))
      keep[i] = false;
  }
}

/// What is hidden is read where it is most of the story, which a script then shows; beside a story
/// that is seen it is something else.
void drop_hidden(const Outline& outline, std::vector<bool>& keep) {
  constexpr std::uint32_t enough = 60, most = 3;  // words that are seen; times as many hidden ones
  std::uint32_t seen = 0, hidden = 0;
  const auto is_hidden = [&](std::size_t i) {
    return (outline.around[outline.blocks[i].owner] & in_hidden) != 0;
  };
  for (std::size_t i = 0; i < keep.size(); ++i)
    if (keep[i]) (is_hidden(i) ? hidden : seen) += outline.blocks[i].words;
  if (seen < enough || hidden > most * seen) return;
  for (std::size_t i = 0; i < keep.size(); ++i)
    if (is_hidden(i)) keep[i] = false;
}

/// "Printed on 9 May 2024 from https://harbor.example/ferry", above or below all else.
void drop_print_line(const Page& page, const Outline& outline, const Phrases& phrases,
                     std::vector<bool>& keep) {
  constexpr std::uint32_t most_words = 14, least_digits = 5;
  const auto drop = [&](std::size_t i) {
    const Block& block = outline.blocks[i];
    if (block.words > most_words || block.digits < least_digits || block.last_sign == U'.') return;
    std::string line;
    for (std::uint32_t n = block.first; n < block.last && line.size() < 100; ++n)
      if (page.nodes[n].tag == Tag::text) line += page.words(page.nodes[n]);
    if (phrases.start(line, phrase_other_day).classes) keep[i] = false;
  };
  constexpr int most_lines = 3;  // above and below: a title may stand there too
  int lines = 0;
  for (std::size_t i = 0; i < keep.size() && lines < most_lines; ++i)
    if (keep[i]) drop(i), ++lines;
  lines = 0;
  for (std::size_t i = keep.size(); i-- > 0 && lines < most_lines;)
    if (keep[i]) drop(i), ++lines;
}

/// Lines around the story that the model took on a page with little else: bylines, dates, a
/// copyright line.
void drop_chrome(const Page& page, const Outline& outline, const Phrases& phrases,
                 std::vector<bool>& keep) {
  drop_bylines(page, outline, keep, keep);
  drop_hidden(outline, keep);
  drop_print_line(page, outline, phrases, keep);
  for (std::size_t i = 0; i < keep.size(); ++i)
    if (keep[i] && is_chrome(page, outline.blocks[i],
                             outline.around[outline.blocks[i].owner] & in_table, phrases))
      keep[i] = false;
}

/// A short line that stands on the page again and again is of its template: "Article content",
/// "Advertisement", in whatever language. A speaker's name before a colon is not, nor a cell, nor a
/// heading over days. So is a sentence that does, unless most of the page's story is written so.
void drop_refrains(const Outline& outline, std::vector<bool>& keep) {
  constexpr std::uint32_t longest = 4, often = 3;  // words, times
  constexpr std::uint32_t sentence = 8, oftener = 4;
  const auto may_be = [&](const Block& block) {
    if (block.words >= sentence) return true;
    return block.words > 0 && block.words <= longest && !block.row && block.digits == 0 &&
           block.last_sign != U':' && block.last_sign != U'.' && block.last_sign != U'?' &&
           block.last_sign != U'!' && !(outline.around[block.owner] & (in_table | in_heading));
  };
  std::vector<std::uint32_t> keys;
  for (std::size_t i = 0; i < keep.size(); ++i)
    if (may_be(outline.blocks[i])) keys.push_back(outline.blocks[i].key);
  std::ranges::sort(keys);
  std::uint32_t words = 0, repeated = 0;
  std::vector<std::size_t> sentences;
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (!keep[i]) continue;
    const Block& block = outline.blocks[i];
    words += block.words;
    if (!may_be(block)) continue;
    const std::size_t times = std::ranges::size(std::ranges::equal_range(keys, block.key));
    if (block.words < sentence) {
      if (times >= often) keep[i] = false;
    } else if (times >= oftener) {
      sentences.push_back(i);
      repeated += block.words;
    }
  }
  if (repeated * 2 > words) return;
  for (const std::size_t i : sentences) keep[i] = false;
}

/// Whether the blocks are a list of links without a sentence: headlines of other stories.
bool is_list_of_links(const Outline& outline, const std::vector<bool>& keep) {
  std::uint64_t words = 0, links = 0;
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (!keep[i]) continue;
    if (outline.blocks[i].last_sign == U'.') return false;
    words += outline.blocks[i].words;
    links += outline.blocks[i].link_words;
  }
  return links * 10 > words * 8;
}

std::uint32_t count_words(const Outline& outline, const std::vector<bool>& keep) {
  std::uint32_t words = 0;
  for (std::size_t i = 0; i < keep.size(); ++i) words += keep[i] ? outline.blocks[i].words : 0;
  return words;
}

}  // namespace

namespace {

/// Scores blocks with the model, `block_lanes` at a time.
template <std::size_t width>
class Asked {
 public:
  Asked(const BlockModel& model, std::size_t pass, std::vector<float>& answers)
      : model_(model), pass_(pass), answers_(answers) {}
  template <class... Parts>
  void ask(std::uint32_t block, const Parts&... parts) {
    std::size_t at = 0;
    const auto put = [&](const auto& part) {
      for (const std::uint8_t value : part) lanes_[at++][count_] = value;
    };
    (put(parts), ...);
    blocks_[count_] = block;
    if (++count_ == block_lanes) answer();
  }
  void answer() {
    const std::array<float, block_lanes> scores = model_(pass_, lanes_.data());
    for (std::size_t lane = 0; lane < count_; ++lane) answers_[blocks_[lane]] = scores[lane];
    count_ = 0;
  }

 private:
  const BlockModel& model_;
  std::size_t pass_;
  std::vector<float>& answers_;
  std::array<FeatureLanes, width> lanes_{};
  std::array<std::uint32_t, block_lanes> blocks_{};
  std::size_t count_ = 0;
};

}  // namespace

namespace {

/// The blocks that the model scores high enough. The features are freed on return: a page of a
/// million blocks has many.
std::vector<bool> blocks_by_model(const Page& page, const Outline& outline, const Phrases& phrases,
                                  const ClassWords& site_phrases, const BlockModel& model) {
  const std::size_t count = outline.blocks.size();
  BlockView alone(page, outline, phrases, site_phrases);
  std::vector<float> first(count, 0.0F), second(count, 0.0F);
  Asked<block_features> first_pass(model, 0, first);
  for (std::uint32_t i = 0; i < count; ++i)
    if (is_candidate(outline, outline.blocks[i])) first_pass.ask(i, alone.of(i));
  first_pass.answer();
  const ContextView around(page, outline, first);
  Asked<block_features + context_features> second_pass(model, 1, second);
  for (std::uint32_t i = 0; i < count; ++i)
    if (first[i] > least_first_score) second_pass.ask(i, alone.of(i), around.of(i));
  second_pass.answer();
  const float cut = best_cut(outline, second) - leniency;
  std::vector<bool> keep(count, false);
  for (std::size_t i = 0; i < count; ++i) keep[i] = first[i] > 0.0F && second[i] >= cut;
  return keep;
}

}  // namespace

std::vector<bool> story_blocks(const Page& page, const Outline& outline, const Phrases& phrases,
                               const ClassWords& site_phrases, const BlockModel& model) {
  const std::size_t count = outline.blocks.size();
  if (model.empty()) return plain_blocks(page, outline, phrases);
  std::vector<bool> keep = blocks_by_model(page, outline, phrases, site_phrases, model);
  if (is_list_of_links(outline, keep)) return std::vector<bool>(count, false);
  drop_refrains(outline, keep);
  drop_chrome(page, outline, phrases, keep);
  const std::uint32_t kept = count_words(outline, keep);
  if (kept >= 30) return keep;
  // The model is unreliable on pages with very little text: there what it drops is taken back.
  std::vector<bool> all = plain_blocks(page, outline, phrases);
  drop_refrains(outline, all);
  std::vector<bool> plain = all;
  drop_bylines(page, outline, keep, plain);
  const std::uint32_t possible = count_words(outline, plain);
  if (possible == 0) return all;
  if (kept == 0 || possible > 100) return plain;
  return keep;
}

namespace {

/// Appends the words of nodes as they are read: white space as one space, borders kept.
class Writer {
 public:
  Writer(const Page& page, const Outline& outline, Article& article)
      : page_(page), out_(outline), article_(article) {}

  /// In a label each element's words are its own: "Late 2026" and "Confirmed".
  void block(const Block& block, std::string_view skip, bool label) {
    ParagraphKind kind = ParagraphKind::paragraph;
    std::uint8_t level = 0;
    set_kind(block, kind, level);
    start_ = article_.text.size();
    kind_ = kind;
    level_ = level;
    line_ = start_;
    space_ = false;
    skip_ = skip;
    std::uint32_t cell_end = 0;
    bool cells = false;
    for (std::uint32_t i = block.first; i < block.last; ++i) {
      const Node& node = page_.nodes[i];
      if (node.tag == Tag::text) {
        if (block.row && i >= cell_end) cells = next_cell(i, cell_end, cells);
        if (parts_label(i)) space_ = true;
        text(page_.words(node), (out_.around[i] & in_pre) != 0);
      } else if (node.tag == Tag::br) {
        block.row ? void(space_ = true) : line_break();
      } else if (const NoteMark mark = mark_of(i); mark != NoteMark::none) {
        i = std::max(i, write_mark(mark, i, block.last));
      } else if (label || (block.row && !is_inline(node.tag))) {
        space_ = true;
      }
    }
    end_paragraph();
  }

 private:
  /// `<strong>Dec. 18</strong>The bank`: the line so far is an element that ends in a figure, and
  /// what follows begins with a capital.
  bool parts_label(std::uint32_t node) const {
    constexpr std::size_t longest = 40;  // bytes
    const std::string_view line = std::string_view(article_.text).substr(line_);
    if (node == 0 || line.empty() || line.size() > longest || !ascii::is_digit(line.back()))
      return false;
    const Node& before = page_.nodes[node - 1];
    if (before.tag != Tag::text || before.parent == page_.nodes[node].parent) return false;
    for (const std::uint32_t parent : {before.parent, page_.nodes[node].parent})
      if (page_.nodes[parent].tag == Tag::sup || page_.nodes[parent].tag == Tag::sub) return false;
    const std::string_view words = page_.words(page_.nodes[node]);
    std::size_t at = 0;
    if (words.empty() || !is_upper(next_code_point(words, at)) || at >= words.size()) return false;
    const char32_t second = next_code_point(words, at);
    return second == U' ' || (is_letter(second) && !is_upper(second));
  }

  /// Returns the last node that it wrote or left out.
  std::uint32_t write_mark(NoteMark mark, std::uint32_t node, std::uint32_t block_end) {
    const std::uint32_t end = std::min(page_.nodes[node].end, block_end);
    if (mark == NoteMark::number) {
      space_ = true;
      return node;
    }
    if (mark == NoteMark::note) {
      append("[");
      for (std::uint32_t i = node; i < end; ++i)
        if (page_.nodes[i].tag == Tag::text) append(ascii::trimmed(page_.words(page_.nodes[i])));
      append("]");
    }
    return end - 1;
  }
  NoteMark mark_of(std::uint32_t node) const {
    const std::string_view line = std::string_view(article_.text).substr(line_);
    return space_ && page_.nodes[node].tag == Tag::sup
               ? NoteMark::none
               : note_mark(page_, node, (out_.around[node] & in_heading) != 0, line);
  }
  /// Parts the cells of a row; `cell_end` is the node that ends the current one.
  bool next_cell(std::uint32_t i, std::uint32_t& cell_end, bool cells) {
    std::uint32_t cell = page_.nodes[i].parent;
    for (int steps = 0; steps < 64 && page_.nodes[cell].tag != Tag::td &&
                        page_.nodes[cell].tag != Tag::th && cell != 0;
         ++steps)
      cell = page_.nodes[cell].parent;
    if (cell == 0) return cells;
    cell_end = page_.nodes[cell].end;
    if (page_.words(page_.nodes[i]).find_first_not_of(" \n\r\t\f") == std::string_view::npos) {
      cell_end = 0;
      return cells;
    }
    if (cells && article_.text.size() > start_) article_.text += " |", space_ = true;
    return true;
  }

  void set_kind(const Block& block, ParagraphKind& kind, std::uint8_t& level) const {
    const std::uint32_t around = out_.around[block.owner];
    if (block.row)
      kind = ParagraphKind::table_row;
    else if (around & in_heading)
      kind = ParagraphKind::heading, level = heading_level(block.owner);
    else if (around & (in_caption | in_figure))
      kind = (around & in_caption) || block.words < 40 ? ParagraphKind::caption
                                                       : ParagraphKind::paragraph;
    else if (around & in_list)
      set_item(block.owner, kind, level);
    else if (around & in_quote)
      kind = ParagraphKind::quote, level = 1;
    else if (block.bold_words == block.words && block.words <= 14 && block.last_sign != U'.' &&
             block.last_sign != U',' && block.last_sign != U';')
      kind = ParagraphKind::heading, level = 4;
  }
  std::uint8_t heading_level(std::uint32_t node) const {
    for (int steps = 0; steps < 64 && node != 0; ++steps, node = page_.nodes[node].parent)
      if (is_heading(page_.nodes[node].tag))
        return static_cast<std::uint8_t>(1 + static_cast<int>(page_.nodes[node].tag) -
                                         static_cast<int>(Tag::h1));
    return 6;
  }
  void set_item(std::uint32_t node, ParagraphKind& kind, std::uint8_t& level) const {
    std::uint8_t depth = 0;
    bool item = false;
    for (int steps = 0; steps < 64 && node != 0; ++steps, node = page_.nodes[node].parent) {
      const Tag tag = page_.nodes[node].tag;
      item |= tag == Tag::li || tag == Tag::dd || tag == Tag::dt;
      depth =
          static_cast<std::uint8_t>(depth + (tag == Tag::ul || tag == Tag::ol || tag == Tag::dl));
      if (tag == Tag::table || tag == Tag::article || tag == Tag::main) break;
    }
    if (!item) return;
    kind = ParagraphKind::list_item;
    level = std::max<std::uint8_t>(depth, 1);
  }

  void text(std::string_view words, bool keep_lines) {
    for (std::size_t at = 0; at < words.size();) {
      const auto c = static_cast<unsigned char>(words[at]);
      if (c <= ' ' || c == 0x7F) {
        if (keep_lines && c == '\n') line_break();
        space_ = true;
        ++at;
        continue;
      }
      if (c < 0x80) {
        std::size_t stop = at + 1;
        while (stop < words.size() && static_cast<unsigned char>(words[stop]) > ' ' &&
               static_cast<unsigned char>(words[stop]) < 0x7F)
          ++stop;
        append(words.substr(at, stop - at));
        at = stop;
        continue;
      }
      std::size_t next = at;
      const char32_t wide = next_code_point(words, next);
      if (is_space(wide))
        space_ = true;
      else if (wide != 0xAD && wide != 0x200B && wide != 0xFEFF && wide != 0x2060 &&
               !(wide >= 0x80 && wide < 0xA0))
        append(words.substr(at, next - at));
      at = next;
    }
  }
  void append(std::string_view bytes) {
    if (broken_) decide_break(bytes);
    if (space_ && article_.text.size() > line_) article_.text += ' ';
    space_ = false;
    article_.text += bytes;
  }

  void line_break() { broken_ = article_.text.size() > line_; }
  /// A line that a <br> ended goes on where it stopped in the middle of a sentence.
  void decide_break(std::string_view next) {
    broken_ = false;
    std::size_t at = 0;
    const char32_t start = next_code_point(next, at);
    const bool lower = is_letter(start) && !is_upper(start) && start < 0x2000;
    const char last = article_.text.back();
    const bool ended = last == '.' || last == '!' || last == '?' || last == ':' || last == '"';
    if (lower && !ended) {
      space_ = true;
      return;
    }
    end_paragraph();
    start_ = line_ = article_.text.size();
    space_ = false;
  }

  /// Ends the paragraph that began at `start_`: bullets off, NFC, one line feed before it.
  void end_paragraph() {
    broken_ = false;
    std::string& all = article_.text;
    if (all.size() <= start_) return;
    std::string words(all, start_);
    all.resize(start_);
    ParagraphKind kind = kind_;
    std::uint8_t level = level_;
    take_bullet(words, kind, level);
    normalize(words);
    const bool nothing = std::ranges::none_of(
        words, [](char c) { return static_cast<unsigned char>(c) >= 0x80 || ascii::is_alnum(c); });
    if (nothing || (!skip_.empty() && words == skip_)) return;
    if (!all.empty()) all += '\n';
    const auto begin = static_cast<std::uint32_t>(all.size());
    all += words;
    article_.paragraphs.push_back(
        {{begin, static_cast<std::uint32_t>(all.size())}, kind, level, {}});
    start_ = line_ = all.size();
  }
  static void take_bullet(std::string& words, ParagraphKind& kind, std::uint8_t& level) {
    std::size_t at = 0;
    const char32_t c = next_code_point(words, at);
    constexpr std::u32string_view signs = U"•‣⁃◦▪▫■●○►▸➤∙·";
    const bool sign =
        signs.find(c) != std::u32string_view::npos ||
        ((c == U'-' || c == U'*' || c == 0x2013) && at < words.size() && words[at] == ' ');
    if (!sign) return;
    while (at < words.size() && words[at] == ' ') ++at;
    words.erase(0, at);
    if (kind == ParagraphKind::paragraph) kind = ParagraphKind::list_item, level = 1;
  }
  static void normalize(std::string& words) {
    // Normalization changes nothing below U+0300, and the first byte of a character shows whether
    // it is below.
    if (std::ranges::none_of(words, [](char c) { return static_cast<unsigned char>(c) >= 0xCC; }))
      return;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (status == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    if (U_FAILURE(status) || nfc->isNormalizedUTF8(words, status)) return;
    std::string done;
    icu::StringByteSink<std::string> sink(&done);
    nfc->normalizeUTF8(0, words, sink, nullptr, status);
    if (status == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    if (U_SUCCESS(status)) words = std::move(done);
  }

  const Page& page_;
  const Outline& out_;
  Article& article_;
  std::string_view skip_;
  std::size_t start_ = 0, line_ = 0;
  ParagraphKind kind_ = ParagraphKind::paragraph;
  std::uint8_t level_ = 0;
  bool space_ = false, broken_ = false;
};

}  // namespace

std::vector<std::uint32_t> write_story(const Page& page, const Outline& outline,
                                       const std::vector<bool>& story, std::string_view title,
                                       Article& article) {
  std::vector<std::uint32_t> blocks;
  Writer writer(page, outline, article);
  for (std::size_t i = 0; i < story.size(); ++i)
    if (story[i]) {
      const bool head = article.paragraphs.size() < 3;
      writer.block(outline.blocks[i], head ? title : std::string_view{}, outline.is_label(i));
      blocks.resize(article.paragraphs.size(), static_cast<std::uint32_t>(i));
    }
  return blocks;
}

void write_data_story(std::string_view body, std::string_view title, const ClassWords& classes,
                      const Phrases& phrases, Article& article) {
  article.text.clear();
  article.paragraphs.clear();
  std::string html;
  const bool marked = body.find("</") != std::string_view::npos ||
                      body.find("<br") != std::string_view::npos ||
                      body.find("<p>") != std::string_view::npos;
  if (marked) {
    html = body;
  } else {  // line feeds part paragraphs
    for (const char c : body) {
      if (c == '\n')
        html += "<p>";
      else if (c == '<')
        html += "&lt;";
      else
        html += c;
    }
  }
  const Page page = parse_html(html);
  const Outline cut = outline(page, classes);
  std::vector<bool> story = plain_blocks(page, cut, phrases);
  drop_refrains(cut, story);
  write_story(page, cut, story, title, article);
}

}  // namespace newsline::article
