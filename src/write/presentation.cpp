// What the formats for people share: words of pages made plain, titles and sites of documents,
// quotes, and words in the reader's language.
//
// "Mayor\u202E closes\nharbour" becomes "Mayor closes harbour": what acts on a terminal or parts
// lines is a space. A document without a title is called by the last part of its address. What it
// does not do: mark-up of any format; each writer escapes by itself.
#include "presentation.h"

#include <algorithm>
#include <set>

#include "base/data.h"
#include "base/utf8.h"
#include "newsline/error.h"

namespace newsline::write {

namespace {

/// Code points that no text may hold; validators refuse them.
bool is_noncharacter(char32_t c) { return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE; }

/// What is shown as a space, or as nothing at the ends.
bool shown_as_space(char32_t c) { return is_space(c) || acts_on_terminal(c) || is_noncharacter(c); }

}  // namespace

std::string plain(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (shown_as_space(c)) {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    append_code_point(out, c);
  }
  return out;
}

bool is_web_address(std::string_view address) {
  if (!address.starts_with("http://") && !address.starts_with("https://")) return false;
  for (std::size_t at = 0; at < address.size();) {
    const char32_t c = next_code_point(address, at);
    if (shown_as_space(c) || c == '"' || c == '\'' || c == '<' || c == '>' || c == 0xFFFD) {
      return false;
    }
  }
  return address.find('/') + 2 < address.size();
}

std::string_view main_language(const std::vector<Document>& documents) {
  std::vector<std::string_view> codes;
  codes.reserve(documents.size());
  for (const Document& document : documents) codes.push_back(document.language);
  return newsline::main_language(codes);
}

std::string_view last_part(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  while (path.ends_with('/')) path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string file_of(const Document& document) {
  if (!document.path.empty() && document.path != "-") {
    // A file's name may hold "?" and "#".
    return plain(document.path.substr(document.path.rfind('/') + 1));
  }
  if (!document.url.empty()) return plain(last_part(document.url));
  return document.id.text == "-" ? "standard input" : plain(last_part(document.id.text));
}

std::string title_of(const Document& document) {
  std::string title = plain(document.title);
  return title.empty() ? file_of(document) : title;
}

std::string title_of(const std::vector<Document>& documents, std::string_view title,
                     const Wording& wording) {
  if (std::string given = plain(title); !given.empty()) return given;
  if (documents.size() == 1) return title_of(documents.front());
  return wording.with(Wording::Term::pages, std::to_string(documents.size()));
}

std::string site_of(const Document& document) {
  if (std::string site = plain(document.site); !site.empty()) return site;
  const std::size_t scheme = document.url.find("://");
  if (scheme != std::string::npos) {
    std::string_view host = std::string_view(document.url).substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    if (host.starts_with("www.")) host.remove_prefix(4);
    if (std::string name = plain(host); !name.empty()) return name;
  }
  return title_of(document);
}

std::string date_words(const OutputDate& date, const Wording& wording) {
  std::string text = plain(wording.date(date));
  if (date.uncertain) text += " (?)";
  return text;
}

std::string date_words(const OutputEvent& event, const Wording& wording) {
  std::string text = plain(wording.date(event));
  if (event.date.uncertain) text += " (?)";
  return text;
}

std::string headline_of(const OutputEvent& event) {
  std::string headline = plain(event.headline);
  return headline.empty() ? plain(event.sentence) : headline;
}

std::span<const OutputParticipant> participants_to_show(const OutputEvent& event) {
  constexpr std::size_t most = 8;
  const std::span<const OutputParticipant> all = event.entities;
  return event.sources.size() > 1 ? all.first(std::min(all.size(), most)) : all;
}

DocumentIndex::DocumentIndex(const std::vector<Document>& documents) {
  for (std::size_t i = 0; i < documents.size(); ++i) places_.try_emplace(documents[i].id, i);
}

std::size_t DocumentIndex::of(const DocumentId& id) const {
  const auto found = places_.find(id);
  return found == places_.end() ? none : found->second;
}

std::vector<Quote> quotes_of(const OutputEvent& event) {
  std::vector<Quote> quotes;
  std::map<std::string, std::size_t> known;
  for (const Source& source : event.sources) {
    std::string sentence = plain(source.sentence);
    const auto [place, is_new] = known.try_emplace(sentence, quotes.size());
    if (is_new) quotes.push_back({std::move(sentence), {}});
    quotes[place->second].sources.push_back(&source);
  }
  return quotes;
}

std::size_t count_documents(const OutputEvent& event) {
  std::set<DocumentId> ids;
  for (const Source& source : event.sources) ids.insert(source.document);
  return ids.size();
}

std::string with_thousands(std::size_t number, std::string_view separator) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, separator);
  }
  return digits;
}

std::string certainty_mark(Certainty certainty, const Wording& wording) {
  if (certainty == Certainty::asserted) return {};
  const auto place = static_cast<std::size_t>(certainty);
  return " (" + std::string(wording.at(Wording::Term::certainties, place)) + ")";
}

void read_words(std::string_view text, std::string_view file, const std::string_view* names,
                std::size_t count, std::vector<std::string>* words) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    const auto* const name = std::find(names, names + count, line.substr(0, tab));
    if (name == names + count) {
      throw Error("data.rules",
                  std::string(file) + ": no such name: " + std::string(line.substr(0, tab)));
    }
    std::vector<std::string>& alternatives = words[name - names];
    alternatives.clear();
    for (std::string_view rest = line.substr(tab + 1);;) {
      const std::size_t bar = std::min(rest.find('|'), rest.size());
      alternatives.emplace_back(rest.substr(0, bar));
      if (bar == rest.size()) break;
      rest.remove_prefix(bar + 1);
    }
  }
}

bool has_words(const Data& data, std::string_view language, std::string_view file) {
  return data.has(language_file(language, file));
}

std::string_view words_file(const Data& data, std::string_view language, std::string_view file) {
  static const Data built_in;
  const std::string own = language_file(language, file), english = language_file("en", file);
  if (data.has(own)) return data.file(own);
  return data.has(english) ? data.file(english) : built_in.file(english);
}

std::string fill(std::string_view words, std::string_view what, std::string_view by) {
  std::string out(words);
  if (const std::size_t at = out.find(what); at != std::string::npos) {
    out.replace(at, what.size(), by);
  }
  return out;
}

}  // namespace newsline::write
