#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/ascii.h"
#include "collection.h"

// Downloads of press databases, as text: many documents in one file
//
// Nexis begins a document with "1 of 2 DOCUMENTS" or ends it with "End of Document"; names of
// fields stand before a colon:
//
//   Harbor Post / March 5, 2024 Tuesday / Town buys ferry / BYLINE: Ann Lee /
//   LENGTH: 300 words / BODY: / ... / LOAD-DATE: March 6, 2024
//
// Factiva ends one with "Document HRBR000020240305ek35000p1"; its fields are two capitals at the
// start of a line (HD headline, BY byline, PD day, SN source, LP and TD text), or, in the other of
// its layouts, lines in a fixed order: headline, byline, "300 words", day, source, code, language,
// copyright, then the text behind an empty line.
//
// What the lines between say (sections, index terms, copyright) is left out.

namespace newsline::page {
namespace {

constexpr std::size_t most_documents = 100000;
constexpr std::size_t longest_line_of_head = 300;

/// The lines of a text, without the spaces around them. They are not gathered: lines of a letter
/// would take many times their bytes.
class Lines {
 public:
  class Iterator {
   public:
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(std::string_view text, std::size_t at) : text_(text), at_(at) { find_end(); }
    std::string_view operator*() const { return ascii::trimmed(text_.substr(at_, end_ - at_)); }
    Iterator& operator++() {
      at_ = std::min(end_ + 1, text_.size());
      find_end();
      return *this;
    }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }
    /// Where the line begins and ends in the text.
    std::size_t at() const { return at_; }
    std::size_t end() const { return end_; }

   private:
    void find_end() { end_ = std::min(text_.find('\n', at_), text_.size()); }
    std::string_view text_;
    std::size_t at_ = 0, end_ = 0;
  };
  explicit Lines(std::string_view text) : text_(text) {}
  Iterator begin() const { return {text_, 0}; }
  Iterator end() const { return {text_, text_.size()}; }

 private:
  std::string_view text_;
};

/// "1 of 2 DOCUMENTS", "Document 1 of 2".
bool opens_document(std::string_view line) {
  if (line.empty() || line.size() > 40 || line.find(" of ") == std::string_view::npos) return false;
  const std::string small = ascii::lowered(line);
  const bool digit = small.find_first_of("0123456789") != std::string::npos;
  return digit &&
         (small.ends_with(" documents") ||
          (small.starts_with("document ") &&
           small.find_first_not_of("0123456789", small.rfind(' ') + 1) == std::string::npos));
}
/// "Document HRBR000020240305ek35000p1", also as a field of its own: "AN  Document
/// HRBR000020240305ek35000p1".
bool closes_factiva(std::string_view line) {
  constexpr std::string_view word = "Document ", field = "AN";
  if (line.starts_with(field)) line = ascii::trimmed(line.substr(field.size()));
  if (!line.starts_with(word) || line.size() < word.size() + 15 || line.size() > 60) return false;
  const std::string_view code = line.substr(word.size());
  const bool capitals = std::ranges::all_of(code.substr(0, 2), ascii::is_upper);
  return capitals && code.find(' ') == std::string_view::npos &&
         std::ranges::count_if(code, ascii::is_digit) >= 10;
}

/// A day as these headers write it: a year of four digits, few words.
bool is_day(std::string_view line) {
  if (line.size() < 8 || line.size() > 60) return false;
  std::size_t digits = 0, run = 0, longest = 0, words = 0;
  bool inside = false;
  for (const char c : line) {
    const bool digit = ascii::is_digit(c);
    digits += digit;
    run = digit ? run + 1 : 0;
    longest = std::max(longest, run);
    words += !inside && c != ' ';
    inside = c != ' ';
  }
  return longest == 4 && digits >= 5 && words <= 7;
}
bool is_length(std::string_view line) {
  return !line.empty() && ascii::is_digit(line[0]) && line.size() < 20 &&
         (line.ends_with(" words") || line.ends_with(" Wörter") || line.ends_with(" mots") ||
          line.ends_with(" palabras"));
}

void add_authors(SavedPage& page, std::string_view names) {
  if (!names.empty() && names.size() < longest_line_of_head) page.authors.emplace_back(names);
}

class Nexis {
 public:
  explicit Nexis(std::string_view document) : lines_(document) {}

  SavedPage read() {
    std::vector<std::string_view> head;  // lines without a field's name
    bool body = false;
    for (const std::string_view line : lines_) {
      std::string_view value;
      const std::string name = field_name(line, value);
      if (is_end(name, line)) break;
      if (name == "body") {
        body = true;
        page_.text.clear();
        if (!value.empty()) add(value);
      } else if (!name.empty() && !body_by_order_) {
        take(name, value);
      } else if (body || body_by_order_) {
        add(line);
      } else if (seen_length_ && begins_body(line)) {
        body_by_order_ = true;  // without "BODY:" the first such line behind the fields begins it
        add(line);
      } else if (!line.empty()) {
        if (head.size() < 12) head.push_back(line);
        if (seen_length_) behind_.append(line) += "\n\n";
      }
    }
    if (page_.text.find_first_not_of('\n') == std::string::npos) page_.text = std::move(behind_);
    settle(head);
    return std::move(page_);
  }

 private:
  /// Whether it is of a story, no title or name of a section.
  static bool begins_body(std::string_view line) {
    return line.size() > 80 || (line.size() > 20 && line.ends_with('.'));
  }
  /// "byline" of "BYLINE: Ann Lee"; empty where the line begins with no field's name.
  static std::string field_name(std::string_view line, std::string_view& value) {
    constexpr std::string_view names[] = {
        "byline",     "section",        "length",       "headline",  "title",
        "dateline",   "body",           "load-date",    "language",  "publication-type",
        "graphic",    "document-type",  "url",          "source",    "publisher",
        "subject",    "organization",   "geographic",   "highlight", "series",
        "correction", "classification", "journal code", "industry",  "person",
        "company",    "ticker",         "city",         "state",     "country",
        "notes",      "copyright"};
    if (ascii::lowered(line) == "body") return value = {}, "body";
    if (ascii::lowered(line) == "classification") return value = {}, "classification";
    const std::size_t colon = line.substr(0, 24).find(':');
    if (colon == std::string_view::npos) return {};
    const std::string name = ascii::lowered(ascii::trimmed(line.substr(0, colon)));
    if (std::ranges::find(names, name) == std::end(names)) return {};
    value = ascii::trimmed(line.substr(colon + 1));
    return name;
  }
  bool is_end(std::string_view name, std::string_view line) {
    if (line == "End of Document") return true;
    const bool behind = name == "load-date" || name == "classification";
    if (behind)
      loaded_ = line.find(':') == std::string_view::npos
                    ? std::string_view()
                    : ascii::trimmed(line.substr(line.find(':') + 1));
    return behind;
  }
  void take(std::string_view name, std::string_view value) {
    if (name == "byline")
      add_authors(page_, value);
    else if (name == "headline" || name == "title")
      page_.title = value;
    else if (name == "url" && value.starts_with("http"))
      page_.url = value;
    else if (name == "length")
      seen_length_ = true;
    else if (name == "dateline")
      seen_length_ = true;
  }
  void add(std::string_view line) { page_.text.append(line) += '\n'; }

  /// Source, day and title stand in the lines before: "Harbor Post / March 5, 2024 Tuesday", and in
  /// the newer layout the title before both.
  void settle(const std::vector<std::string_view>& head) {
    const auto day = std::ranges::find_if(head, is_day);
    if (day != head.end()) page_.published = *day;
    const auto before = static_cast<std::size_t>(day - head.begin());
    if (day == head.end()) {
      if (page_.title.empty() && !head.empty()) page_.title = head.front();
      page_.published = loaded_;
      return;
    }
    if (page_.title.empty() && before >= 2) {
      page_.title = head[0];
      page_.site = head[1];
      return;
    }
    if (before >= 1) page_.site = head[0];
    for (std::size_t i = before + 1; i < head.size() && page_.title.empty(); ++i)
      if (!ascii::lowered(head[i]).starts_with("copyright") && head[i].size() > 12)
        page_.title = head[i];
  }

  Lines lines_;
  SavedPage page_;
  std::string_view loaded_;
  std::string behind_;  // the lines behind the fields, which are the story where nothing else is
  bool seen_length_ = false, body_by_order_ = false;
};

/// "HD" of "HD   Town buys ferry".
std::string_view factiva_field(std::string_view line) {
  constexpr std::string_view names[] = {
      "HD", "BY", "CR", "WC", "PD", "ET", "SN",  "SC",  "PG",  "ED", "LA", "CY",  "LP",  "TD",
      "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "SE", "CLM", "ART", "VOL"};
  const std::string_view name = line.substr(0, line.find_first_of(" \t"));
  return std::ranges::find(names, name) == std::end(names) ? std::string_view() : name;
}

SavedPage factiva_fields(std::string_view document) {
  SavedPage page;
  std::string_view field;
  for (const std::string_view line : Lines(document)) {
    std::string_view value = line;
    if (const std::string_view name = factiva_field(line); !name.empty())
      field = name, value = ascii::trimmed(line.substr(name.size()));
    if (field == "HD" && !value.empty())
      page.title.append(page.title.empty() ? "" : " ").append(value);
    else if (field == "BY")
      add_authors(page, value);
    else if (field == "PD" && !value.empty())
      page.published = value;
    else if (field == "SN" && !value.empty())
      page.site = value;
    else if (field == "LP" || field == "TD")
      page.text.append(value) += '\n';
  }
  return page;
}

SavedPage factiva_lines(std::string_view document) {
  SavedPage page;
  const Lines lines(document);
  const auto length = std::ranges::find_if(lines, is_length);
  std::string_view last, before;  // lines with words
  for (auto at = lines.begin(); at != length; ++at)
    if (!(*at).empty()) before = std::exchange(last, *at);
  if (!before.empty() && (ascii::lowered(last).starts_with("by ") || last.size() < 60)) {
    add_authors(page, last);
    last = before;
  }
  page.title = last;
  bool body = false;
  for (const std::string_view line : Lines(document.substr(length.end()))) {
    if (body)
      page.text.append(line) += '\n';
    else if (line.empty())
      body = !page.published.empty();
    else if (page.published.empty() && is_day(line))
      page.published = line;
    else if (!page.published.empty() && page.site.empty() &&
             line.find_first_of("0123456789:") == std::string_view::npos)
      page.site = line;
  }
  return page;
}

}  // namespace

Parts database_text(std::string_view bytes) {
  constexpr std::size_t head_bytes = 1 << 16;
  const std::string_view head = bytes.substr(0, head_bytes);
  const bool nexis_head = head.find(" DOCUMENTS") != std::string_view::npos ||
                          head.find("End of Document") != std::string_view::npos ||
                          head.find("Document 1 of ") != std::string_view::npos;
  if (!nexis_head && bytes.find("\nDocument ") == std::string_view::npos &&
      bytes.find("\nAN ") == std::string_view::npos)
    return std::nullopt;
  if (head.substr(0, 200).find('<') != std::string_view::npos) return std::nullopt;
  std::vector<std::string> pages;
  const auto take = [&](std::string_view document, bool factiva) {
    const bool fields = std::ranges::any_of(Lines(document), [](std::string_view line) {
      return line.starts_with("HD ") || line.starts_with("HD\t");
    });
    SavedPage page = !factiva ? Nexis(document).read()
                     : fields ? factiva_fields(document)
                              : factiva_lines(document);
    if (page.text.find_first_not_of(" \n") == std::string::npos || pages.size() >= most_documents)
      return;
    pages.push_back(as_html(page));
  };
  bool any = false, open = false;
  std::size_t begin = 0;  // of the document
  const Lines lines(bytes);
  for (auto at = lines.begin(); at != lines.end(); ++at) {
    const std::string_view line = *at;
    const std::string_view document = bytes.substr(begin, at.at() - begin);
    if (opens_document(line)) {
      if (open) take(document, false);
      open = true;
    } else if (closes_factiva(line)) {
      take(document, true);
      open = false;
    } else if (line == "End of Document") {
      take(document, false);
      open = false;
    } else {
      continue;
    }
    any = true;
    begin = std::min(at.end() + 1, bytes.size());
  }
  if (open) take(bytes.substr(begin), false);
  if (!any || pages.empty()) return std::nullopt;
  return PageParts{std::move(pages)};
}

}  // namespace newsline::page
