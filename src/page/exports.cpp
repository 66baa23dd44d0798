#include <algorithm>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/ascii.h"
#include "collection.h"
#include "newsline/error.h"

// Exports of read-later services and feed readers
//
// JSON: an array of objects (or an object that holds one), each with a member that holds the
// page's story:
//   [{"title":"Town buys ferry","url":"https://...","content":"<p>...",               wallabag
//     "published_at":"2024-03-05","published_by":["Ann Lee"]}, ...]
//   [{"title":"...","source_url":"https://...","html_content":"...",                  Readwise
//     "author":"Ann Lee","published_date":"2024-03-05"}, ...]
// CSV: a first line that names the columns. Rows of one page, which a list of highlights has, are
// put together.
//
// Members and columns are recognized by their names, whatever the service; a list of addresses
// without stories (Pocket, Instapaper) is refused, and says so.

namespace newsline::page {
namespace {

using Json = nlohmann::json;

constexpr std::size_t head_bytes = 4096;
constexpr std::size_t most_pages = 100000;
constexpr std::size_t deepest = 64;
constexpr std::size_t most_columns = 200;

enum class Field : std::uint8_t {
  none,
  title,
  url,
  body,
  author,
  published,
  modified,
  site,
  language
};

/// What a member or a column is called, in small letters and without signs: "Article URL" and
/// "article_url" are one.
Field field_of(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (ascii::is_alnum(c)) plain += ascii::lower(c);
  }
  constexpr std::pair<std::string_view, Field> names[] = {{"title", Field::title},
                                                          {"articletitle", Field::title},
                                                          {"booktitle", Field::title},
                                                          {"headline", Field::title},
                                                          {"resolvedtitle", Field::title},
                                                          {"name", Field::none},
                                                          {"url", Field::url},
                                                          {"sourceurl", Field::url},
                                                          {"originalurl", Field::url},
                                                          {"articleurl", Field::url},
                                                          {"resolvedurl", Field::url},
                                                          {"givenurl", Field::url},
                                                          {"link", Field::url},
                                                          {"canonicalurl", Field::url},
                                                          {"pageurl", Field::url},
                                                          {"content", Field::body},
                                                          {"html", Field::body},
                                                          {"htmlcontent", Field::body},
                                                          {"contenthtml", Field::body},
                                                          {"body", Field::body},
                                                          {"text", Field::body},
                                                          {"articletext", Field::body},
                                                          {"fulltext", Field::body},
                                                          {"articlebody", Field::body},
                                                          {"contenttext", Field::body},
                                                          {"readablecontent", Field::body},
                                                          {"selection", Field::body},
                                                          {"highlight", Field::body},
                                                          {"author", Field::author},
                                                          {"authors", Field::author},
                                                          {"publishedby", Field::author},
                                                          {"creator", Field::author},
                                                          {"byline", Field::author},
                                                          {"bookauthor", Field::author},
                                                          {"publishedat", Field::published},
                                                          {"publisheddate", Field::published},
                                                          {"datepublished", Field::published},
                                                          {"published", Field::published},
                                                          {"pubdate", Field::published},
                                                          {"publicationdate", Field::published},
                                                          {"publishdate", Field::published},
                                                          {"updatedat", Field::none},
                                                          {"datemodified", Field::modified},
                                                          {"sitename", Field::site},
                                                          {"site", Field::site},
                                                          {"domainname", Field::site},
                                                          {"publication", Field::site},
                                                          {"source", Field::site},
                                                          {"language", Field::language},
                                                          {"lang", Field::language}};
  const auto* found = std::ranges::find(names, plain, &std::pair<std::string_view, Field>::first);
  return found == std::end(names) ? Field::none : found->second;
}

void set(SavedPage& page, Field field, std::string value) {
  const auto first = [&](std::string& to) {
    if (to.empty()) to = std::move(value);
  };
  switch (field) {
    case Field::title:
      return first(page.title);
    case Field::url:
      return first(page.url);
    case Field::published:
      return first(page.published);
    case Field::modified:
      return first(page.modified);
    case Field::site:
      return first(page.site);
    case Field::language:
      return first(page.language);
    case Field::author:
      if (!value.empty()) page.authors.push_back(std::move(value));
      return;
    case Field::body:
      if (value.size() > page.html.size()) page.html = std::move(value);
      return;
    case Field::none:
      return;
  }
}

/// A body without a tag is text.
void settle_body(SavedPage& page) {
  const bool marked = page.html.find("</") != std::string::npos ||
                      page.html.find("<p>") != std::string::npos ||
                      page.html.find("<br") != std::string::npos;
  if (!marked) page.text = std::move(page.html), page.html.clear();
}

/// Follows the parser's events: every object that has a body and a title or an address is a page.
/// No tree is built.
class ObjectReader : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool binary(binary_t&) override { return false; }
  bool string(string_t& value) override {
    if (open_.empty()) return true;
    Open& open = open_.back();
    if (open.field == Field::body && arrays_ > open.arrays)  // a paragraph of it
      open.paragraphs.append(open.paragraphs.empty() ? "" : "\n\n").append(value);
    else
      set(open.page, open.field, std::move(value));
    return true;
  }
  bool start_object(std::size_t) override {
    if (open_.size() >= deepest) return false;
    open_.push_back({});
    open_.back().arrays = arrays_;
    return true;
  }
  bool end_object() override {
    Open done = std::move(open_.back());
    open_.pop_back();
    listed |= !done.page.url.empty() || !done.page.title.empty();
    if (done.page.html.empty() || (done.page.url.empty() && done.page.title.empty())) return true;
    if (pages.size() == most_pages) return false;
    settle_body(done.page);
    pages.push_back(as_html(done.page));
    return true;
  }
  bool start_array(std::size_t) override { return ++arrays_ < deepest; }
  bool end_array() override {
    --arrays_;
    if (!open_.empty() && arrays_ == open_.back().arrays && !open_.back().paragraphs.empty())
      set(open_.back().page, Field::body, std::exchange(open_.back().paragraphs, {}));
    return true;
  }
  bool key(string_t& name) override {
    open_.back().field = field_of(name);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

  std::vector<std::string> pages;
  bool listed = false;  // an object names a page

 private:
  struct Open {
    SavedPage page;
    Field field = Field::none;
    std::string paragraphs;  // of a body that is a list
    std::size_t arrays = 0;  // around it
  };
  std::vector<Open> open_;
  std::size_t arrays_ = 0;
};

constexpr const char* no_stories =
    "a list of pages without their stories: save the pages that it names";

/// Reads rows of RFC 4180: fields parted by a comma (or a tab), quoted where they hold one, a quote
/// or a line end.
class Table {
 public:
  Table(std::string_view text, char sign) : text_(text), sign_(sign) {}
  /// Whether it ends inside quotation marks.
  bool cut_off() const { return cut_off_; }
  bool row(std::vector<std::string>& fields) {
    fields.clear();
    if (at_ >= text_.size()) return false;
    for (;;) {
      fields.push_back(field());
      if (at_ >= text_.size() || fields.size() > most_columns) return true;
      const char c = text_[at_++];
      if (c == sign_) continue;
      if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
      return true;
    }
  }

 private:
  std::string field() {
    std::string value;
    if (at_ < text_.size() && text_[at_] == '"') {
      ++at_;
      while (at_ < text_.size()) {
        if (text_[at_] == '"') {
          if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
          ++at_;
        }
        value += text_[at_++];
      }
      cut_off_ = at_ >= text_.size();
      ++at_;
    }
    while (at_ < text_.size() && text_[at_] != sign_ && text_[at_] != '\n' && text_[at_] != '\r')
      value += text_[at_++];
    return value;
  }

  std::string_view text_;
  char sign_;
  std::size_t at_ = 0;
  bool cut_off_ = false;
};

}  // namespace

Parts exported_json(std::string_view bytes) {
  const std::size_t first = bytes.substr(0, head_bytes).find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos || (bytes[first] != '[' && bytes[first] != '{'))
    return std::nullopt;
  const std::string_view head = bytes.substr(first, head_bytes);
  if (head.find('"') == std::string_view::npos ||
      head.find("\"schema_version\"") != std::string_view::npos)
    return std::nullopt;
  const std::string_view json = bytes.substr(first);
  ObjectReader reader;
  const bool whole = Json::sax_parse(json.begin(), json.end(), &reader);
  if (!reader.pages.empty()) {
    PageParts parts{std::move(reader.pages)};
    if (!whole)
      parts.damage.emplace("input.read",
                           reader.pages.size() == most_pages
                               ? "more than 100,000 pages: what stands behind is lost"
                               : "the JSON is broken or cut off: what stands behind is lost");
    return parts;
  }
  if (whole && reader.listed && head.find("://") != std::string_view::npos)
    throw Error("input.unsupported_type", no_stories);
  return std::nullopt;
}

namespace {

struct Columns {
  char sign = ',';
  std::vector<Field> fields;
  bool has(Field field) const { return std::ranges::find(fields, field) != fields.end(); }
};
/// Of the first line; none where it names no page and something of it.
std::optional<Columns> columns_of(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view line = bytes.substr(0, std::min(bytes.find('\n'), head_bytes));
  // markup, or data of a script
  if (line.find_first_of("<{") != std::string_view::npos) return std::nullopt;
  Columns columns;
  columns.sign = std::ranges::count(line, '\t') > std::ranges::count(line, ',') ? '\t' : ',';
  if (std::ranges::count(line, columns.sign) < 1) return std::nullopt;
  Table table(line, columns.sign);
  std::vector<std::string> row;
  if (!table.row(row)) return std::nullopt;
  constexpr std::size_t longest_name = 40;
  for (const std::string& name : row) {
    if (name.size() > longest_name) return std::nullopt;
    columns.fields.push_back(field_of(name));
  }
  const auto known =
      std::ranges::count_if(columns.fields, [](Field field) { return field != Field::none; });
  return known >= 2 && (columns.has(Field::url) || columns.has(Field::title))
             ? std::optional(std::move(columns))
             : std::nullopt;
}

}  // namespace

bool names_columns(std::string_view head) { return columns_of(head).has_value(); }

Parts exported_csv(std::string_view bytes) {
  const std::optional<Columns> columns = columns_of(bytes);
  if (!columns) return std::nullopt;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  Table table(bytes, columns->sign);
  std::vector<std::string> row;
  table.row(row);  // the names
  if (!columns->has(Field::body)) {
    if (columns->has(Field::url)) throw Error("input.unsupported_type", no_stories);
    return std::nullopt;
  }
  std::vector<SavedPage> pages;
  std::map<std::string, std::size_t> known_pages;  // by address and title
  while (pages.size() < most_pages && table.row(row)) {
    SavedPage page;
    for (std::size_t i = 0; i < std::min(row.size(), columns->fields.size()); ++i)
      set(page, columns->fields[i], std::move(row[i]));
    if (page.html.empty()) continue;
    const auto [at, fresh] = known_pages.try_emplace(page.url + '\n' + page.title, pages.size());
    if (fresh)
      pages.push_back(std::move(page));
    else
      pages[at->second].html.append("\n\n").append(page.html);
  }
  if (pages.empty()) throw Error("input.unsupported_type", no_stories);
  std::vector<std::string> parts;
  for (SavedPage& page : pages) {
    settle_body(page);
    parts.push_back(as_html(page));
  }
  PageParts result{std::move(parts)};
  if (table.cut_off())
    result.damage.emplace("input.read", "the table is cut off in a field");
  else if (pages.size() == most_pages && table.row(row))
    result.damage.emplace("input.read", "more than 100,000 pages: what stands behind is lost");
  return result;
}

}  // namespace newsline::page
