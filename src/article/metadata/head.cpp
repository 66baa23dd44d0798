// What a page's head and its linked data say: section, address and language; its title and its site
// are compared with what readers see (title.cpp, site.cpp).
// What it does not do: dates (published.cpp) and authors (authors.cpp).
#include "head.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "base/utf8.h"
#include "site.h"
#include "title.h"

namespace newsline::article {

namespace {

constexpr std::size_t most_meta = 2000;
constexpr std::size_t most_headings = 50;

void append_collapsed(std::string& out, std::string_view words) {
  for (const char c : words) {
    if (static_cast<unsigned char>(c) <= ' ') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
}

/// Without invisible characters, every white space as one space.
std::string tidy(std::string_view words) {
  std::string out;
  for (std::size_t at = 0; at < words.size();) {
    const char32_t c = next_code_point(words, at);
    if (c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || (c < 0x20) ||
        (c >= 0x7F && c < 0xA0))
      continue;
    if (!is_space(c))
      append_code_point(out, c);
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

/// Cuts the text to `limit` bytes, not inside a code point.
void cut(std::string& text, std::size_t limit) {
  if (text.size() <= limit) return;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  text.resize(limit);
}

}  // namespace

std::string collapsed(std::string_view words) {
  std::string out;
  append_collapsed(out, words);
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string inner_text(const Page& page, std::uint32_t node, std::size_t limit) {
  std::string out;
  for (std::uint32_t i = node; i < page.nodes[node].end && out.size() < limit; ++i) {
    const Node& child = page.nodes[i];
    if (child.tag == Tag::text)
      append_collapsed(out, page.words(child).substr(0, limit));
    else if (!is_inline(child.tag) || child.tag == Tag::br)
      append_collapsed(out, " ");
  }
  while (out.ends_with(' ')) out.pop_back();
  cut(out, limit);
  return out;
}

std::string letters_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_letter(c) || is_digit(c)) append_code_point(out, fold(c));
  }
  return out;
}

std::string decode_references(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  constexpr std::pair<std::string_view, char32_t> named[] = {
      {"amp", U'&'},     {"quot", U'"'},    {"apos", U'\''},   {"lt", U'<'},      {"gt", U'>'},
      {"nbsp", U' '},    {"rsquo", 0x2019}, {"lsquo", 0x2018}, {"ldquo", 0x201C}, {"rdquo", 0x201D},
      {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t stop = text[at] == '&' ? text.find(';', at) : std::string_view::npos;
    char32_t c = 0;
    if (stop != std::string_view::npos && stop - at <= 9) {
      const std::string_view name = text.substr(at + 1, stop - at - 1);
      for (const auto& [known, sign] : named)
        if (known == name) c = sign;
      if (name.starts_with('#')) {
        const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        std::uint32_t number = 0;
        std::from_chars(name.data() + (hex ? 2 : 1), name.data() + name.size(), number,
                        hex ? 16 : 10);
        c = number >= 0x20 && number < 0x110000 ? number : 0;
      }
    }
    if (c)
      append_code_point(out, c), at = stop + 1;
    else
      out += text[at++];
  }
  return out;
}

std::string_view Head::find(std::string_view name) const {
  for (const Meta& m : meta)
    if (m.name == name && !m.value.empty()) return m.value;
  return {};
}

std::string_view without_archive(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t scheme = url.rfind("://");
  if (scheme == std::string_view::npos) return url;
  const std::size_t begin = url.rfind('/', scheme - std::min<std::size_t>(scheme, 1));
  return begin == std::string_view::npos || begin > scheme ? url : url.substr(begin + 1);
}

std::string_view host_of(std::string_view url) {
  url = without_archive(url);
  const std::size_t start = url.find("://");
  if (start == std::string_view::npos) return {};
  std::string_view host = url.substr(start + 3);
  host = host.substr(0, host.find_first_of("/?#:"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return host;
}

bool leads_home(std::string_view address) {
  if (address.empty() || address.size() > 200) return false;
  if (const std::size_t scheme = address.rfind("://"); scheme != std::string_view::npos) {
    const std::size_t path = address.find('/', scheme + 3);
    return path == std::string_view::npos || path + 1 == address.size();
  }
  return address.find_first_not_of("./") == std::string_view::npos && address.ends_with('/');
}

namespace {

/// "March 5, 2024 10:15 AM": a title that may be a day.
bool may_be_day(std::string_view title) {
  constexpr std::size_t shortest = 8, longest = 60, least_digits = 5;
  return title.size() >= shortest && title.size() <= longest &&
         static_cast<std::size_t>(std::ranges::count_if(title, ascii::is_digit)) >= least_digits;
}

bool is_dated_element(const Page& page, const Node& node) {
  if (node.tag == Tag::text || node.tag == Tag::img) return false;
  for (std::uint32_t i = 0; i < node.attributes; ++i) {
    const Attribute& attribute = page.attributes[node.first + i];
    if (attribute.size == 0) continue;
    if (attribute.name == Attr::itemprop || attribute.name == Attr::datetime ||
        attribute.name == Attr::data_time ||
        (attribute.name == Attr::title && may_be_day(page.value(attribute))))
      return true;
  }
  return false;
}

/// How hAtom writes a time: title="2024-03-05T10:15".
bool holds_hatom_time(const Page& page, const Node& abbr) {
  const std::string_view title = page.attr(abbr, Attr::title);
  return title.size() >= 10 && title[4] == '-' && title.find_first_not_of("0123456789") == 4;
}

/// One meta may have several names, and Dublin Core's are written in two ways: "dc:title og:title".
void read_names(std::string_view names, std::string_view value, Head& head) {
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find(' ', at), names.size());
    std::string name(names.substr(at, end - at));
    at = end + 1;
    if (name.empty()) continue;
    if (name.starts_with("dc:") || name.starts_with("dcterms:")) name[name.find(':')] = '.';
    head.meta.push_back({std::move(name), value});
  }
}

void read_meta(const Page& page, const Node& node, Head& head) {
  if (head.meta.size() >= most_meta) return;
  for (const Attr name : {Attr::property, Attr::name, Attr::itemprop, Attr::http_equiv})
    if (const std::string_view key = page.attr(node, name); !key.empty() && key.size() < 80)
      return read_names(ascii::lowered(key), page.attr(node, Attr::content), head);
}

void note(std::vector<std::uint32_t>& nodes, std::uint32_t node) {
  if (nodes.size() < most_headings) nodes.push_back(node);
}

void read_link(const Page& page, const Node& node, Head& head) {
  constexpr std::size_t most_feeds = 4;
  if (head.canonical.empty() &&
      ascii::lowered(page.attr(node, Attr::rel).substr(0, 20)) == "canonical")
    head.canonical = page.attr(node, Attr::href);
  const std::string_view type = page.attr(node, Attr::type);
  if (head.feeds.size() < most_feeds &&
      (type == "application/rss+xml" || type == "application/atom+xml"))
    head.feeds.push_back(page.attr(node, Attr::title));
}

bool holds_time(const Page& page, const Node& node) {
  if (node.tag == Tag::time) return true;
  return (node.tag == Tag::abbr && holds_hatom_time(page, node)) || is_dated_element(page, node);
}

}  // namespace

Head read_head(const Page& page) {
  Head head;
  for (std::uint32_t i = 0; i < page.nodes.size(); ++i) {
    const Node& node = page.nodes[i];
    switch (node.tag) {
      case Tag::html:
        if (head.language.empty()) head.language = page.attr(node, Attr::lang);
        break;
      case Tag::title:
        if (head.title.empty()) head.title = inner_text(page, i);
        break;
      case Tag::h1:
        note(head.h1, i);
        break;
      case Tag::h2:
      case Tag::h3:
        note(head.h2, i);
        break;
      case Tag::link:
        read_link(page, node, head);
        break;
      case Tag::meta:
        read_meta(page, node, head);
        break;
      case Tag::a:
        if (leads_home(page.attr(node, Attr::href))) note(head.links_home, i);
        [[fallthrough]];
      default:
        if (holds_time(page, node)) head.times.push_back(i);
    }
  }
  for (const std::string& json : page.json_ld) read_json_ld(json, head.linked);
  resolve_authors(head.linked);
  return head;
}

namespace {

bool begins(std::string_view whole, std::string_view start) {
  return !start.empty() && whole.starts_with(start);
}

/// A web address without credentials; empty when it is something else.
std::string web_address(std::string_view url) {
  while (!url.empty() && static_cast<unsigned char>(url.front()) <= ' ') url.remove_prefix(1);
  while (!url.empty() && static_cast<unsigned char>(url.back()) <= ' ') url.remove_suffix(1);
  const std::string scheme = ascii::lowered(url.substr(0, 8));
  if ((!scheme.starts_with("http://") && !scheme.starts_with("https://")) || url.size() > 2048)
    return {};
  for (const char c : url)
    if (static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == '"') return {};
  const std::size_t host = url.find("//") + 2;
  const std::size_t path = std::min(url.find_first_of("/?#", host), url.size());
  if (path == host || url.substr(host, path - host).find('@') != std::string_view::npos) return {};
  return std::string(url);
}

std::string language_tag(std::string_view value) {
  std::string tag;
  for (const char c : value.substr(0, std::min<std::size_t>(value.find_first_of(",; "), 20)))
    tag += c == '_' ? '-' : c;
  const std::size_t dash = tag.find('-');
  const std::string primary = ascii::lowered(tag.substr(0, dash));
  if (primary.size() < 2 || primary.size() > 3 || !std::ranges::all_of(primary, ascii::is_lower))
    return {};
  if (primary == "und" || primary == "zxx" || primary == "mul") return {};
  if (dash == std::string::npos) return primary;
  std::string rest = tag.substr(dash);
  if (!std::ranges::all_of(rest, [](char c) { return c == '-' || ascii::is_alnum(c); }))
    return primary;
  if (rest.size() == 3)
    for (char& c : rest)
      if (ascii::is_lower(c)) c = static_cast<char>(c - 32);
  return rest.size() == 1 ? primary : primary + rest;
}

}  // namespace

const LinkedArticle* main_article(const Head& head) {
  // a title that the page repeats outweighs all else
  constexpr int for_title = 20, for_date = 5, for_body = 2, deepest = 9;
  const LinkedArticle* best = nullptr;
  int most = 0;
  const std::string page_title = letters_of(head.title), social = letters_of(head.find("og:title"));
  for (const LinkedArticle& article : head.linked.articles) {
    if (article.update || (article.type != LinkedArticle::Type::article &&
                           article.type != LinkedArticle::Type::live_blog))
      continue;
    const std::string headline = letters_of(article.headline);
    int score = deepest + 1 - std::min(article.depth, deepest);
    if (!headline.empty() &&
        (begins(page_title, headline) || begins(social, headline) || begins(headline, social)))
      score += for_title;
    score += article.published.empty() ? 0 : for_date;
    score += article.body.empty() ? 0 : for_body;
    if (score > most) most = score, best = &article;
  }
  return best;
}

namespace {

std::string read_language(const Page& page, const Head& head) {
  (void)page;
  for (const std::string_view value :
       {std::string_view(head.language), head.find("og:locale"), head.find("content-language"),
        head.find("dc.language"), head.find("language")})
    if (std::string tag = language_tag(value); !tag.empty()) return tag;
  if (const LinkedArticle* main = main_article(head))
    if (std::string tag = language_tag(main->language); !tag.empty()) return tag;
  return {};
}

}  // namespace

void read_metadata(const Page& page, const Outline& outline, const Head& head,
                   const Phrases& phrases, Article& article) {
  for (const std::string_view url :
       {head.canonical, head.find("og:url"), std::string_view(page.url)})
    if (article.url.empty()) article.url = web_address(url);
  if (const LinkedArticle* main = main_article(head)) {
    if (article.url.empty()) article.url = web_address(main->url);
    article.section = collapsed(main->section);
  }
  if (article.section.empty())
    for (const char* name : {"article:section", "section", "parsely-section", "sailthru.section"})
      if (article.section.empty()) article.section = collapsed(head.find(name));
  cut(article.section, 200);
  article.site = tidy(read_site(page, head, phrases, article.url));
  article.language = read_language(page, head);
  article.title = tidy(read_title(page, outline, head, article.site));
  cut(article.title, 1000);
}

}  // namespace newsline::article
