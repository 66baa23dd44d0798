// Reads a page that was saved as plain text or Markdown. Lines are classified by their mark and
// width, joined to blocks, and blocks become title, byline, headings and story; the text itself
// stays byte for byte, so that offsets match.
//
//     Town buys ferry          <- alone, before a dateline: title
//     By Ann Lee               <- byline
//     5 March 2024             <- date of publication
//                              <- blank
//     The town bought a        <- wrapped by width: one paragraph
//     ferry on Monday.
// What it does not do: decode Markdown's inline marks, or guess a title inside running text.
#include "text_save.h"

#include <algorithm>
#include <charconv>

#include "article/metadata/front_matter.h"
#include "article/metadata/names.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "page/page.h"

namespace newsline::article {

namespace {

/// One line, without the white space around it.
struct Line {
  enum class Kind : std::uint8_t { blank, rule, text, bullet, numbered, quote, atx, row };
  std::uint32_t begin = 0, end = 0;  // of the content: behind the bullet or number
  std::uint32_t first = 0;           // where the mark stands; equal to begin where there is none
  std::uint32_t indent = 0;          // columns
  std::uint32_t width = 0;           // code points of the content
  Kind kind = Kind::blank;
  std::uint8_t level = 0;  // atx
  int number = 0;          // numbered
  char underline = 0;      // rule: its sign, where it may underline a heading
};

/// A paragraph in the making: one or several lines.
struct Block {
  Span span;
  ParagraphKind kind = ParagraphKind::paragraph;
  std::uint8_t level = 0;
  std::uint32_t width = 0;  // code points
  std::uint32_t indent = 0;
  bool alone_before = false;  // a blank line or the text's start stands before it
  bool alone_after = false;
  bool left_out = false;
  bool numbered = false;
};

// code points: longer lines were not wrapped by hand or mail program
constexpr std::uint32_t widest_wrap = 130;
constexpr std::uint32_t longest_headline = 160;
constexpr std::uint32_t longest_heading = 110;
constexpr std::uint32_t longest_date_line = 120;

char32_t last_sign(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0) {
    --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    std::size_t next = at;
    const char32_t c = next_code_point(text, next);
    const bool closing = c == U'"' || c == U'\'' || c == U')' || c == U']' || c == 0x201D ||
                         c == 0x2019 || c == 0xBB || c == 0x201C || c == U'*' || c == U'_';
    if (!closing) return c;
  }
  return 0;
}

bool ends_sentence(std::string_view text) {
  const char32_t c = last_sign(text);
  return c == U'.' || c == U';' || c == U',' || c == 0x2026 || c == 0x3002 || c == 0xFF0E ||
         c == 0x964 || c == 0x61F || c == 0x6D4 || c == U'!' || c == U'?' || c == 0xFF01 ||
         c == 0xFF1F;
}
/// Whether a line ends in a full stop, a comma or a semicolon, as headings hardly do.
bool ends_flat(std::string_view text) {
  const char32_t c = last_sign(text);
  return c == U'.' || c == U';' || c == U',' || c == 0x3002 || c == 0x964 || c == 0x6D4;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const bool space = is_space(next_code_point(text, at));
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

/// Cuts the text into lines and finds the mark that each begins with (bullet, number, "#", ">").
class Lines {
 public:
  Lines(std::string_view text, const MonthNames& months) : text_(text), months_(months) {
    std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    while (at < text.size()) {
      const std::size_t stop = std::min(text.find_first_of("\n\r", at), text.size());
      all_.push_back(line(at, stop));
      at = stop + (text.substr(stop, 2) == "\r\n" ? 2 : 1);
    }
    keep_counted_numbers();
    keep_rows_of_dashes();
  }
  std::vector<Line>& all() { return all_; }

 private:
  Line line(std::size_t begin, std::size_t end) const {
    Line line;
    while (begin < end) {
      std::size_t next = begin;
      const char32_t c = next_code_point(text_, next);
      if (!is_space(c) && c != 0xFEFF && c != 0x200B) break;
      line.indent += c == U'\t' ? 4 : 1;
      begin = next;
    }
    while (end > begin) {
      std::size_t last = end - 1;
      while (last > begin && (static_cast<unsigned char>(text_[last]) & 0xC0) == 0x80) --last;
      std::size_t next = last;
      const char32_t c = next_code_point(text_, next);
      if (!is_space(c) && c != 0x200B) break;
      end = last;
    }
    line.first = line.begin = static_cast<std::uint32_t>(begin);
    line.end = static_cast<std::uint32_t>(end);
    if (begin < end) mark(line);
    line.width = static_cast<std::uint32_t>(
        count_code_points(text_.substr(line.begin, line.end - line.begin)));
    return line;
  }

  void mark(Line& line) const {
    const std::string_view words = text_.substr(line.begin, line.end - line.begin);
    line.kind = Line::Kind::text;
    if (is_rule(words)) {
      line.kind = Line::Kind::rule;
      line.underline = words[0];
      return;
    }
    const std::size_t hashes = std::min(words.find_first_not_of('#'), words.size());
    if (hashes >= 1 && hashes <= 6 && hashes < words.size() && words[hashes] == ' ') {
      line.kind = Line::Kind::atx;
      line.level = static_cast<std::uint8_t>(hashes);
      return skip_mark(line, hashes);
    }
    if (words.starts_with("> ")) {
      line.kind = Line::Kind::quote;
      return skip_mark(line, 1);
    }
    if (is_row(words)) {
      line.kind = Line::Kind::row;
      return;
    }
    if (const std::size_t size = bullet(words)) {
      line.kind = Line::Kind::bullet;
      return skip_mark(line, size);
    }
    numbered(line, words);
  }

  /// A line of three or more equal signs that draws a line.
  static bool is_rule(std::string_view words) {
    if (words.size() < 3 || std::string_view("-=*_~#").find(words[0]) == std::string_view::npos)
      return false;
    return words.find_first_not_of(std::string{words[0], ' '}) == std::string_view::npos;
  }
  /// The bytes of a bullet that stands at the start, before a space or alone on its line.
  static std::size_t bullet(std::string_view words) {
    std::size_t after = 0;
    const char32_t c = next_code_point(words, after);
    constexpr std::u32string_view signs = U"•‣⁃◦▪▫■□●○◆◇►▸➤∙·–—";
    const bool ascii = c == U'-' || c == U'*' || c == U'+';
    if (!ascii && signs.find(c) == std::u32string_view::npos && c != 0xF0B7) return 0;
    if (after == words.size()) return ascii ? 0 : after;
    std::size_t next = after;
    return is_space(next_code_point(words, next)) || (!ascii && c != 0x2013 && c != 0x2014) ? after
                                                                                            : 0;
  }
  /// Markdown's bars at both ends, or tabs between the words.
  static bool is_row(std::string_view words) {
    if (words.size() > 2 && words.front() == '|' && words.back() == '|') return true;
    return words.find('\t') != std::string_view::npos && words.find('\t') > 0;
  }
  /// "1.", "1)" or "(1)" before a space. Whether it numbers anything is decided later: "3. März"
  /// does not.
  void numbered(Line& line, std::string_view words) const {
    const std::size_t open = words.starts_with('(') ? 1 : 0;
    const auto [stop, failed] =
        std::from_chars(words.data() + open,
                        words.data() + std::min<std::size_t>(words.size(), open + 3), line.number);
    const std::size_t at = static_cast<std::size_t>(stop - words.data());
    if (failed != std::errc{} || at + 1 >= words.size() || words[at + 1] != ' ') return;
    if (words[at] != ')' && (words[at] != '.' || open)) return;
    std::size_t word = at + 2;
    const std::size_t end = std::min(words.find_first_of(" .,", word), words.size());
    if (end - word < 40 && months_.find(fold(words.substr(word, end - word)), {}) > 0) return;
    line.kind = Line::Kind::numbered;
    skip_mark(line, at + 1);
  }
  void skip_mark(Line& line, std::size_t size) const {
    line.begin += static_cast<std::uint32_t>(size);
    while (line.begin < line.end) {
      std::size_t next = line.begin;
      if (!is_space(next_code_point(text_, next))) break;
      line.begin = static_cast<std::uint32_t>(next);
    }
  }

  /// Numbers that neither follow on one nor are followed by the next are part of their sentence.
  void keep_counted_numbers() {
    Line* last = nullptr;
    bool counted = false;
    const auto settle = [&] {
      if (!last || counted) return;
      last->kind = Line::Kind::text;
      last->begin = last->first;
    };
    for (Line& line : all_) {
      if (line.kind != Line::Kind::numbered) continue;
      const bool follows = last && line.number == last->number + 1;
      counted |= follows;
      if (!follows) {
        settle();
        counted = false;
      }
      last = &line;
    }
    settle();
  }

  /// One line that a long dash opens is somebody's signature or a line of speech; several are a
  /// list.
  void keep_rows_of_dashes() {
    const auto dash = [&](const Line& line) {
      return line.kind == Line::Kind::bullet && (text_.substr(line.first, 3) == "\xE2\x80\x93" ||
                                                 text_.substr(line.first, 3) == "\xE2\x80\x94");
    };
    std::vector<Line*> row;
    const auto settle = [&] {
      if (row.size() == 1) row[0]->kind = Line::Kind::text, row[0]->begin = row[0]->first;
      row.clear();
    };
    for (Line& line : all_) {
      if (dash(line))
        row.push_back(&line);
      else if (line.kind != Line::Kind::blank)
        settle();
    }
    settle();
  }

  std::string_view text_;
  const MonthNames& months_;
  std::vector<Line> all_;
};

/// Joins lines to blocks.
class Blocks {
 public:
  Blocks(std::string_view text, std::vector<Line>& lines, const MonthNames& months)
      : text_(text), lines_(lines), months_(months) {
    for (std::size_t at = 0; at < lines_.size();) {
      std::size_t stop = at;
      while (stop < lines_.size() && lines_[stop].kind != Line::Kind::blank) ++stop;
      run(at, stop);
      at = std::max(stop, at + 1);
      if (!all_.empty()) all_.back().alone_after = true;
    }
    nest_lists();
  }
  std::vector<Block> all() { return std::move(all_); }

 private:
  std::string_view words(const Line& line) const {
    return text_.substr(line.begin, line.end - line.begin);
  }

  /// Lines between two blank ones.
  void run(std::size_t begin, std::size_t end) {
    std::uint32_t widest = 0;
    for (std::size_t i = begin; i < end; ++i)
      widest = std::max(widest, lines_[i].width + lines_[i].indent);
    std::size_t labelled = 0;
    for (std::size_t i = begin; i < end; ++i) labelled += begins_as_entry(words(lines_[i]));
    wrapped_entries_ = labelled >= 3 && widest <= widest_wrap;
    bool fresh = true;  // no block yet that a line could belong to
    bool first = true;
    for (std::size_t i = begin; i < end; ++i) {
      const Line& line = lines_[i];
      if (line.kind == Line::Kind::rule) {
        underline(line, fresh);
        fresh = true;
        continue;
      }
      const bool joins = !fresh && continues(lines_[i - 1], line, widest);
      if (joins) {
        Block& block = all_.back();
        block.span.end = line.end;
        block.width += line.width + 1;
      } else if (line.kind == Line::Kind::bullet && line.begin == line.end) {
        pending_item_ = true;  // a bullet alone: its words come with the next line
        fresh = true;
        continue;
      } else {
        add(line, first);
      }
      fresh = line.kind == Line::Kind::atx || line.kind == Line::Kind::row;
      first = false;
    }
  }

  void add(const Line& line, bool first) {
    Block block;
    block.span = {line.begin, line.end};
    block.width = line.width;
    block.indent = line.indent;
    block.alone_before = first;
    switch (line.kind) {
      case Line::Kind::bullet:
      case Line::Kind::numbered:
        block.kind = ParagraphKind::list_item;
        block.level = 1;
        break;
      case Line::Kind::quote:
        block.kind = ParagraphKind::quote;
        block.level = 1;
        break;
      case Line::Kind::atx:
        block.kind = ParagraphKind::heading;
        block.level = line.level;
        break;
      case Line::Kind::row:
        block.kind = ParagraphKind::table_row;
        break;
      default:
        break;
    }
    if (pending_item_ && block.kind == ParagraphKind::paragraph)
      block.kind = ParagraphKind::list_item, block.level = 1;
    pending_item_ = false;
    block.numbered = line.kind == Line::Kind::numbered;
    if (line.kind == Line::Kind::atx) trim_hashes(block);
    if (block.kind == ParagraphKind::table_row &&
        words(line).find_first_not_of("|-: \t+") == std::string_view::npos)
      return;
    if (block.span.begin < block.span.end) all_.push_back(block);
  }
  void trim_hashes(Block& block) const {
    std::string_view left = block.span.of(text_);
    while (left.ends_with('#') || left.ends_with(' ')) left.remove_suffix(1);
    block.span.end = block.span.begin + static_cast<std::uint32_t>(left.size());
  }

  /// A line of "=" or "-" right under one short line makes it a heading.
  void underline(const Line& rule, bool fresh) {
    if (fresh || all_.empty() || (rule.underline != '=' && rule.underline != '-')) return;
    Block& block = all_.back();
    if (block.kind != ParagraphKind::paragraph || block.width > longest_headline) return;
    block.kind = ParagraphKind::heading;
    block.level = rule.underline == '=' ? 1 : 2;
  }

  /// "1998 -- Troops of", "May 3: The", "12 June 2004 - ": a number or the name of a month, and
  /// soon what closes a label.
  bool begins_as_entry(std::string_view line) const {
    constexpr std::size_t longest = 28;  // bytes
    line.remove_prefix(std::min(line.find_first_not_of("*_"), line.size()));
    if (begins_with_full_date(line)) return true;
    std::size_t at = 0;
    while (at < line.size() && is_letter(next_code_point(line, at))) {
    }
    const bool digit = !line.empty() && ascii::is_digit(line[0]);
    if (!digit && (at < 2 || months_.find(fold(line.substr(0, at - 1)), {}) == MonthNames::none))
      return false;
    if (line.size() < longest && line.ends_with(':')) return true;
    for (const std::string_view mark : {": ", " - ", " -- ", "-- ", " – ", " — "})
      if (const std::size_t found = line.find(mark);
          found != std::string_view::npos && found > 0 && found < longest)
        return true;
    return false;
  }

  /// "July 17, 1929 A rocket", "17 July 1929 A rocket": day, month and year, then a word with a
  /// capital.
  bool begins_with_full_date(std::string_view line) const {
    constexpr std::size_t longest = 28;  // bytes
    constexpr std::ptrdiff_t year_width = 4;
    bool day = false, month = false;
    for (std::size_t at = 0; at < std::min(line.size(), longest);) {
      const std::size_t stop = std::min(line.find_first_of(" ,.", at), line.size());
      const std::string_view word = line.substr(at, stop - at);
      const std::size_t next = std::min(line.find_first_not_of(" ,.", stop), line.size());
      const std::ptrdiff_t digits = std::ranges::count_if(word, ascii::is_digit);
      if (digits == year_width && word.size() == year_width) {
        std::size_t behind = next;
        return day && month && next < line.size() && is_upper(next_code_point(line, behind));
      }
      if (digits > 0 && digits < 3 && !day)
        day = true;
      else if (!month && months_.find(fold(word), {}) != MonthNames::none)
        month = true;
      else
        return false;
      at = next;
    }
    return false;
  }

  /// Whether `line` is the wrapped end of the line before it.
  bool continues(const Line& before, const Line& line, std::uint32_t widest) const {
    if (line.kind == Line::Kind::quote) return before.kind == Line::Kind::quote;
    if (line.kind != Line::Kind::text) return false;
    const std::string_view next = words(line);
    std::size_t at = 0;
    const char32_t start = next_code_point(next, at);
    const bool lower =
        is_letter(start) && !is_upper(start) && fold(start) == start && start < 0x2000;
    const bool open = !ends_sentence(words(before));
    const bool in_item = before.kind == Line::Kind::bullet || before.kind == Line::Kind::numbered ||
                         (before.kind == Line::Kind::text && before.indent > 1);
    if (in_item && line.indent > before.indent && line.indent >= 2 &&
        (open || widest <= widest_wrap))
      return true;
    if (lower && open && before.width >= 25) return true;
    if (wrapped_entries_ && begins_as_entry(next)) return false;
    if (wrapped_entries_ && open && before.width >= 12 && !begins_as_entry(next)) return true;
    return (open || !begins_as_entry(next)) && wrapped_by_width(before, next, widest);
  }
  /// The next word had no room left on the line.
  static bool wrapped_by_width(const Line& before, std::string_view next, std::uint32_t widest) {
    if (widest > widest_wrap || widest < 30) return false;
    const std::size_t space = std::min(next.find(' '), next.size());
    const auto word = static_cast<std::uint32_t>(count_code_points(next.substr(0, space)));
    return before.indent + before.width + 1 + word + 2 > widest && before.width * 2 > widest &&
           widest >= 45;
  }

  /// Depth of list items by their indentation.
  void nest_lists() {
    std::vector<std::uint32_t> indents;
    for (Block& block : all_) {
      if (block.kind != ParagraphKind::list_item) {
        indents.clear();
        continue;
      }
      while (!indents.empty() && indents.back() > block.indent) indents.pop_back();
      if (indents.empty() || indents.back() < block.indent) indents.push_back(block.indent);
      block.level = static_cast<std::uint8_t>(std::min<std::size_t>(indents.size(), 200));
    }
  }

  std::string_view text_;
  std::vector<Line>& lines_;
  const MonthNames& months_;
  std::vector<Block> all_;
  // the lines between two blank ones are entries of a chronology, wrapped by hand
  bool wrapped_entries_ = false;
  bool pending_item_ = false;
};

/// Reads blocks as title, byline, headings and story.
class TextSave {
 public:
  TextSave(const Page& page, const ArticleRules::Impl& rules) : rules_(rules) {
    article_.text = page.text;
    article_.url = page.url;
    Lines lines(article_.text, rules.months);
    take_front_matter(lines.all());
    blocks_ = Blocks(article_.text, lines.all(), rules.months).all();
  }

  Article read() {
    read_title();
    read_byline();
    leave_out_chrome();
    mark_captions();
    mark_headings();
    for (const Block& block : blocks_)
      if (!block.left_out) article_.paragraphs.push_back({block.span, block.kind, block.level, {}});
    return std::move(article_);
  }

 private:
  std::string_view words(const Block& block) const { return block.span.of(article_.text); }
  bool flat(const Block& block) const {
    return block.kind == ParagraphKind::paragraph || block.kind == ParagraphKind::heading;
  }
  static Span trim(Span span, std::string_view text) {
    const auto loose = [&](char c) {
      return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\'';
    };
    while (span.begin < span.end && loose(text[span.begin])) ++span.begin;
    while (span.begin < span.end && loose(text[span.end - 1])) --span.end;
    return span;
  }

  /// The lines that Markdown saves begin with say what the page is, and are no part of its text.
  void take_front_matter(std::vector<Line>& lines) {
    const FrontMatter matter = read_front_matter(article_.text);
    for (const auto& [name, values] : matter.fields) take_field(name, values);
    for (Line& line : lines)
      if (line.first < matter.end) line.kind = Line::Kind::blank;
  }
  void take_field(std::string_view name, const std::vector<std::string>& values) {
    enum class Field : std::uint8_t {
      none,
      title,
      author,
      language,
      url,
      site,
      published,
      day,
      modified
    };
    constexpr std::pair<std::string_view, Field> names[] = {{"title", Field::title},
                                                            {"author", Field::author},
                                                            {"authors", Field::author},
                                                            {"creator", Field::author},
                                                            {"creators", Field::author},
                                                            {"byline", Field::author},
                                                            {"lang", Field::language},
                                                            {"language", Field::language},
                                                            {"url", Field::url},
                                                            {"source", Field::url},
                                                            {"source_url", Field::url},
                                                            {"link", Field::url},
                                                            {"canonical", Field::url},
                                                            {"canonical_url", Field::url},
                                                            {"permalink", Field::url},
                                                            {"site", Field::site},
                                                            {"site_name", Field::site},
                                                            {"publisher", Field::site},
                                                            {"publication", Field::site},
                                                            {"published", Field::published},
                                                            {"date_published", Field::published},
                                                            {"published_at", Field::published},
                                                            {"publishdate", Field::published},
                                                            {"publish_date", Field::published},
                                                            {"published_date", Field::published},
                                                            {"pubdate", Field::published},
                                                            {"date-published", Field::published},
                                                            {"datepublished", Field::published},
                                                            {"date", Field::day},
                                                            {"modified", Field::modified},
                                                            {"updated", Field::modified},
                                                            {"lastmod", Field::modified},
                                                            {"date_modified", Field::modified},
                                                            {"updated_at", Field::modified},
                                                            {"last_modified_at", Field::modified}};
    const auto found = std::ranges::find(names, name, &std::pair<std::string_view, Field>::first);
    const std::string& value = values.front();
    switch (found == std::end(names) ? Field::none : found->second) {
      case Field::title:
        article_.title = value;
        break;
      case Field::author:
        take_authors(values);
        break;
      case Field::language:
        article_.language = value;
        break;
      case Field::url:
        if (value.starts_with("http")) article_.url = value;
        break;
      case Field::site:
        article_.site = value;
        break;
      // plainer than "date", which may stand first
      case Field::published:
        article_.published.reset();
        [[fallthrough]];
      case Field::day:
        set(article_.published, parse_stamp(value, rules_.months, style()), DateSource::meta);
        break;
      case Field::modified:
        set(article_.modified, parse_stamp(value, rules_.months, style()), DateSource::meta);
        break;
      case Field::none:
        break;
    }
  }
  /// What front matter says, which is surer than a byline.
  void take_byline(std::string_view line) {
    if (!article_.authors.empty()) return;
    BylineNames names = names_in_byline(line, rules_.phrases, rules_.months);
    article_.authors = names.people.empty() ? std::move(names.agencies) : std::move(names.people);
  }
  void take_authors(const std::vector<std::string>& values) {
    for (const std::string& value : values)
      for (std::string& name : names_in_value(value, rules_.phrases, rules_.months).people)
        if (std::ranges::find(article_.authors, name) == article_.authors.end())
          article_.authors.push_back(std::move(name));
  }
  StampStyle style() const { return {article_.language, false}; }
  static void set(std::optional<Published>& field, std::optional<Published> found,
                  DateSource source) {
    if (field || !found) return;
    found->source = source;
    field = found;
  }

  /// The date that makes up nearly all of a line: "Tuesday, July 11, 2023", "Reuters | 3 March
  /// 2024, 10:15 GMT".
  bool date_line(const Block& block, std::uint32_t other) const {
    return block.width <= longest_date_line &&
           is_date_line(block, find_stamp(words(block), 0, rules_.months, style()), other);
  }
  /// `stamp` is what find_stamp found in the block.
  bool is_date_line(const Block& block, const std::optional<Stamp>& stamp,
                    std::uint32_t other) const {
    return stamp && block.width <= longest_date_line &&
           block.width <= other + count_code_points(
                                      words(block).substr(stamp->begin, stamp->end - stamp->begin));
  }
  /// A line that is a date, of any grain, and nothing else: the label of what follows in a
  /// chronology.
  bool date_label(const Block& block) const {
    if (block.width > 60) return false;
    const std::string_view line = words(block);
    bool digit = false;
    std::size_t at = 0;
    while (at < line.size()) {
      std::size_t next = at;
      const char32_t c = next_code_point(line, next);
      digit |= is_digit(c);
      if (!is_letter(c)) {
        at = next;
        continue;
      }
      std::size_t end = next;
      for (std::size_t more = end; more < line.size() && is_letter(next_code_point(line, more));
           end = more) {
      }
      if (rules_.months.find(fold(line.substr(at, end - at)), {}) < 0) return false;
      at = end;
    }
    return digit;
  }

  /// "Day 1: Monday, 4 May 2026" where another line begins with "Day 2": an entry of a chronology.
  bool counts_entries(const Block& block) const {
    const auto numbered = [](std::string_view line, std::size_t at) {
      return at < line.size() && ascii::is_digit(line[at]);
    };
    const std::string_view line = words(block);
    const std::size_t number = line.find(' ') + 1;
    if (number == 0 || !has_letter(line.substr(0, number)) || !numbered(line, number)) return false;
    const std::string_view counted = line.substr(0, number);
    return std::ranges::any_of(blocks_, [&](const Block& other) {
      const std::string_view begin = words(other).substr(0, number);
      return &other != &block && begin == counted && numbered(words(other), number);
    });
  }

  bool headline(const Block& block) const {
    const std::string_view line = words(block);
    return flat(block) && block.width <= longest_headline && has_letter(line) && !ends_flat(line) &&
           !date_label(block) && !counts_entries(block);
  }
  bool byline_phrase(const Block& block) const {
    return rules_.phrases
               .start(words(block), phrase_byline | phrase_published | phrase_day | phrase_updated)
               .classes != 0;
  }

  void read_title() {
    if (blocks_.size() < 2) return;
    if (blocks_[0].kind == ParagraphKind::heading && blocks_[0].level == 1) return take_title(0);
    if (!article_.title.empty()) return;
    if (!headline(blocks_[0]) || byline_phrase(blocks_[0])) return;
    if (!blocks_[0].alone_after && !titles_next_line()) return;
    if (is_kicker()) {
      article_.section = words(blocks_[0]);
      blocks_[0].kind = ParagraphKind::byline;
      return take_title(1);
    }
    take_title(0);
  }
  /// A first line without a blank line under it is a title where the next line is its date, its
  /// byline or plainly the story.
  bool titles_next_line() const {
    const Block& next = blocks_[1];
    if (date_line(next, 25) || (byline_phrase(next) && next.width < 120)) return true;
    return blocks_[0].width <= 120 && flat(next) && next.width >= 2 * blocks_[0].width &&
           next.width >= 120 && ends_sentence(words(next)) && !ends_sentence(words(blocks_[0]));
  }
  /// "Technology" over the title.
  bool is_kicker() const {
    if (blocks_.size() < 3 || blocks_[0].kind == ParagraphKind::heading) return false;
    const std::string_view first = words(blocks_[0]);
    return blocks_[0].width <= 30 && count_words(first) <= 3 && !ends_sentence(first) &&
           headline(blocks_[1]) && blocks_[1].alone_after && count_words(words(blocks_[1])) >= 4 &&
           blocks_[1].width > blocks_[0].width && !byline_phrase(blocks_[1]) &&
           !counts_entries(blocks_[2]) &&
           (!headline(blocks_[2]) || byline_phrase(blocks_[2]) || date_line(blocks_[2], 25));
  }
  void take_title(std::size_t n) {
    if (article_.title.empty()) {
      article_.title = words(blocks_[n]);
      std::ranges::replace(article_.title, '\n', ' ');
      std::ranges::replace(article_.title, '\r', ' ');
    }
    blocks_[n].kind = ParagraphKind::title;
    blocks_[n].level = 0;
    body_ = n + 1;
  }

  /// Author and date lines between title and story.
  void read_byline() {
    constexpr std::uint32_t weekday_or_ordinal =
        12;  // code points beside a date that heads entries
    constexpr std::ptrdiff_t fewest_heads = 3;
    const auto count = [&](auto is) { return std::ranges::count_if(blocks_, is); };
    const bool chronology = count([&](const Block& block) { return date_label(block); }) > 1 ||
                            count([&](const Block& block) {
                              return date_line(block, weekday_or_ordinal);
                            }) >= fewest_heads;
    std::size_t read = 0;
    for (std::size_t i = body_; i < blocks_.size() && i < body_ + 8; ++i) {
      Block& block = blocks_[i];
      if (block.left_out) continue;
      if (!flat(block) || block.width > 160) break;
      if (!byline(block, chronology) && ++read > 2) break;
    }
  }
  bool byline(Block& block, bool chronology) {
    const std::string_view line = words(block);
    const auto start =
        rules_.phrases.start(line, phrase_byline | phrase_published | phrase_day | phrase_updated);
    if (start.classes == 0 && (chronology || block.width > longest_date_line)) return false;
    const auto stamp = find_stamp(line, 0, rules_.months, style());
    if (start.classes & (phrase_published | phrase_day | phrase_updated)) {
      if (!stamp || stamp->begin > start.end + 40) return false;
      read_dates(line, *stamp, start.classes);
      block.kind = ParagraphKind::byline;
      return true;
    }
    if (start.classes & phrase_byline) {
      if (ends_flat(line) || block.width > 120 || start.end >= line.size()) return false;
      const std::size_t end =
          std::min(stamp ? stamp->begin : line.size(), line.find_first_of("|,\n\t", start.end));
      const Span name = trim({static_cast<std::uint32_t>(start.end),
                              static_cast<std::uint32_t>(std::min(end, line.size()))},
                             line);
      std::size_t first = name.begin;
      if (name.empty() || name.size() > 80 || !is_upper(next_code_point(line, first))) return false;
      take_byline(line);
      if (article_.authors.empty()) article_.authors.emplace_back(name.of(line));
      if (stamp) read_dates(line, *stamp, phrase_published);
      block.kind = ParagraphKind::byline;
      return true;
    }
    if (chronology || !is_date_line(block, stamp, 45) || ends_flat(line.substr(stamp->begin)) ||
        counts_entries(block) || line.substr(0, stamp->begin).ends_with(": "))
      return false;  // "Birth date: 4 March 1950" tells another day than the publication's
    read_dates(line, *stamp, phrase_published);
    // with nothing above it, it heads what follows where the page turns out to be of another day
    const bool heads = &block == &blocks_[0] && article_.title.empty();
    block.kind = heads ? ParagraphKind::heading : ParagraphKind::byline;
    block.level = heads ? 2 : block.level;
    return true;
  }
  /// "Published: 3 March 2024 | Updated: 5 March 2024"
  void read_dates(std::string_view line, const Stamp& first, std::uint32_t classes) {
    set(classes & phrase_updated ? article_.modified : article_.published, first.at,
        DateSource::byline);
    const auto second = find_stamp(line, first.end, rules_.months, style());
    if (!second || second->at.day() < first.at.day()) return;
    set(classes & phrase_updated ? article_.published : article_.modified, second->at,
        DateSource::byline);
  }

  /// Lines that a copied page has around its story. The text keeps them, no paragraph covers them.
  void leave_out_chrome() {
    std::vector<std::size_t> story;
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      if (!blocks_[i].left_out && is_story_text(blocks_[i].kind)) story.push_back(i);
    find_chrome();
    // Site phrases stand around a story: where leaving them out would leave nothing, they are the
    // text ("Join us on our trip in April").
    if (std::ranges::all_of(story, [&](std::size_t i) { return blocks_[i].left_out; }))
      for (const std::size_t i : story) blocks_[i].left_out = false;
  }
  void find_chrome() {
    bool in_teasers = false;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      Block& block = blocks_[i];
      if (block.left_out || !is_story_text(block.kind)) continue;
      const std::string_view line = words(block);
      const std::uint32_t whole = block.width <= 80 ? rules_.phrases.whole(line) : std::uint32_t{0};
      if ((whole & phrase_end) && closes_story(i)) return leave_out_from(i);
      const bool opens = (whole & phrase_teaser) != 0;
      const bool chrome = opens || (whole & (phrase_chrome | phrase_end)) || starts_chrome(block);
      in_teasers = opens || (in_teasers && (chrome || (headline(block) && !date_line(block, 0))));
      block.left_out = chrome || in_teasers;
    }
  }
  bool starts_chrome(const Block& block) const {
    const std::string_view line = words(block);
    if (line.starts_with("\xC2\xA9") && block.width < 200) return true;
    return block.width <= 700 && flat(block) &&
           rules_.phrases.start(line, phrase_chrome_start).classes != 0;
  }
  /// Most of the text stands before it, or no sentence comes after it.
  bool closes_story(std::size_t at) const {
    std::uint64_t before = 0, after = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) (i < at ? before : after) += blocks_[i].width;
    return after * 3 < before;
  }
  void leave_out_from(std::size_t at) {
    for (std::size_t i = at; i < blocks_.size(); ++i) blocks_[i].left_out = true;
  }

  /// A short line that stands alone before something longer.
  void mark_headings() {
    for (std::size_t i = 0; i + 1 < blocks_.size(); ++i) {
      if (!is_heading(blocks_[i], blocks_[i + 1])) continue;
      blocks_[i].kind = ParagraphKind::heading;
      blocks_[i].level = 2;
    }
  }
  bool is_heading(const Block& block, const Block& next) const {
    // "2. The second question"
    const bool over_story =
        block.numbered && next.kind == ParagraphKind::paragraph && next.width > block.width;
    if (block.left_out || (block.kind != ParagraphKind::paragraph && !over_story) ||
        block.width > longest_heading)
      return false;
    const std::string_view line = words(block);
    if (next.left_out || !is_story_text(next.kind) || ends_flat(line) ||
        line.find('\n') != std::string_view::npos)
      return false;
    const bool over_list =
        next.kind == ParagraphKind::list_item || next.kind == ParagraphKind::table_row;
    if (!stands_over(block, next, over_list)) return false;
    const bool opens_speech = last_sign(line) == U':' && !over_list && block.width > 60;
    return !opens_speech && !opens_quote(line);
  }
  /// Whether its shape is that of a heading over the next block: a date, a line alone, or one far
  /// shorter.
  bool stands_over(const Block& block, const Block& next, bool over_list) const {
    const bool longer = next.width > block.width || over_list;
    if (date_label(block) && (longer || next.width > 20)) return true;
    if (block.alone_before && block.alone_after && longer) return true;
    const bool far_longer = next.width >= 2 * block.width && next.width >= 80 && block.width <= 60;
    return far_longer && !ends_sentence(words(block));
  }
  /// A line of somebody's speech or a signature is no heading though it may lack its full stop.
  static bool opens_quote(std::string_view line) {
    std::size_t at = 0;
    const char32_t c = next_code_point(line, at);
    return c == U'"' || c == 0x201C || c == 0x201E || c == 0xAB || c == 0x2013 || c == 0x2014 ||
           c == U'(' || c == U'@';
  }

  void mark_captions() {
    for (Block& block : blocks_) {
      if (block.left_out || block.kind != ParagraphKind::paragraph || block.width > 200) continue;
      const std::string_view line = words(block);
      const auto start = rules_.phrases.start(line, phrase_credit);
      if (start.classes && start.end < line.size() &&
          line.find_first_of(":/", start.end) <= start.end + 1)
        block.kind = ParagraphKind::caption;
    }
  }

  const ArticleRules::Impl& rules_;
  Article article_;
  std::vector<Block> blocks_;
  std::size_t body_ = 0;  // the first block that may belong to the story
};

}  // namespace

Article read_text_save(const Page& page, const ArticleRules::Impl& rules) {
  return TextSave(page, rules).read();
}

}  // namespace newsline::article
