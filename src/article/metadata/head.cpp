// Title, site, section, address and language of a page: what its head and linked data say,
// compared with the headings that a reader sees.
//
//     <title>Town buys ferry | Harbor Post</title>  og:title "Town buys ferry"
//     <h1>Harbor Post</h1>  <h1>Town buys ferry</h1>
// The first h1 is the site's name (the link to the front page says it too), the second agrees with
// og:title: the title is "Town buys ferry", the site "Harbor Post". Where two places agree, they
// win; no single place is right on all sites.
// What it does not do: dates (published.cpp) and authors (authors.cpp).
#include "head.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "base/utf8.h"

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

std::string collapsed(std::string_view words) {
  std::string out;
  append_collapsed(out, words);
  while (out.ends_with(' ')) out.pop_back();
  return out;
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

namespace {

/// "/", "./", "https://harbor.example/", "../../": the front page, also of an archive's copy
/// ("https://web.archive.org/web/2019/http://harbor.example/").
bool leads_home(std::string_view address) {
  if (address.empty() || address.size() > 200) return false;
  if (const std::size_t scheme = address.rfind("://"); scheme != std::string_view::npos) {
    const std::size_t path = address.find('/', scheme + 3);
    return path == std::string_view::npos || path + 1 == address.size();
  }
  return address.find_first_not_of("./") == std::string_view::npos && address.ends_with('/');
}

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

void read_meta(const Page& page, const Node& node, Head& head) {
  if (head.meta.size() >= most_meta) return;
  for (const Attr name : {Attr::property, Attr::name, Attr::itemprop, Attr::http_equiv})
    if (const std::string_view key = page.attr(node, name); !key.empty() && key.size() < 80)
      return head.meta.push_back({ascii::lowered(key), page.attr(node, Attr::content)});
}

void note(std::vector<std::uint32_t>& nodes, std::uint32_t node) {
  if (nodes.size() < most_headings) nodes.push_back(node);
}

void read_link(const Page& page, const Node& node, Head& head) {
  if (head.canonical.empty() &&
      ascii::lowered(page.attr(node, Attr::rel).substr(0, 20)) == "canonical")
    head.canonical = page.attr(node, Attr::href);
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

/// "|" and its look-alikes: also without spaces around them.
bool parts_always(char32_t c) { return c == U'|' || c == 0xFF5C || c == 0x3163 || c == 0x2502; }
/// Bars, guillemets, dots, dashes, colons, slashes: with a space on either side.
bool parts_when_spaced(char32_t c) {
  constexpr std::u32string_view marks =
      U"\u2223\u00AB\u00BB\u2022\u00B7\u2039\u203A-\u2013\u2014\u2212:/~";
  return marks.find(c) != std::u32string_view::npos;
}

/// A title's parts between the marks that sites put before their name.
std::vector<std::string_view> title_parts(std::string_view title) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    std::string_view part = title.substr(begin, end - begin);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.push_back(part);
  };
  for (std::size_t at = 0; at < title.size();) {
    std::size_t next = at;
    const char32_t c = next_code_point(title, next);
    const bool spaced = at > 0 && title[at - 1] == ' ' && next < title.size() && title[next] == ' ';
    const bool double_colon = c == U':' && next < title.size() && title[next] == ':';
    if ((parts_when_spaced(c) && spaced) || parts_always(c) || double_colon) {
      take(at);
      begin = double_colon ? next + 1 : next;
    }
    at = next;
  }
  take(title.size());
  return parts;
}

/// Without the parts at its end (or start) that name the site.
std::string without_site(std::string_view title, std::string_view site) {
  const std::vector<std::string_view> parts = title_parts(title);
  if (parts.size() < 2) return std::string(title);
  const std::string name = letters_of(site);
  const auto names_site = [&](std::string_view part) {
    const std::string letters = letters_of(part);
    if (name.empty() || letters.empty()) return false;
    return letters == name || (letters.size() >= 4 && name.find(letters) != std::string::npos) ||
           (name.size() >= 2 && letters.starts_with(name) && letters.size() < name.size() + 8);
  };
  // "News of the Harbor Post": at the end alone, a headline may well begin so.
  const auto speaks_of_site = [&](std::string_view part) {
    const std::string letters = letters_of(part);
    return name.size() >= 4 && letters.find(name) != std::string::npos &&
           letters.size() < name.size() + 25;
  };
  std::size_t first = 0, last = parts.size();
  while (last - first > 1 && (names_site(parts[last - 1]) || speaks_of_site(parts[last - 1])))
    --last;
  while (last - first > 1 && names_site(parts[first])) ++first;
  const char* const begin = parts[first].data();
  const char* const end = parts[last - 1].data() + parts[last - 1].size();
  return std::string(begin, static_cast<std::size_t>(end - begin));
}

bool same_title(std::string_view a, std::string_view b) {
  return !a.empty() && letters_of(a) == letters_of(b);
}

bool begins(std::string_view whole, std::string_view start) {
  return !start.empty() && whole.starts_with(start);
}

/// The name without its "www." and its country: what a page's site is called when it does not say.
std::string host_of(std::string_view url) {
  const std::size_t start = url.find("://");
  if (start == std::string_view::npos) return {};
  std::string_view host = url.substr(start + 3);
  host = host.substr(0, host.find_first_of("/?#:"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::string(host);
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

/// Finds the title: the text on which two places of the page agree.
class TitleVote {
 public:
  TitleVote(const Page& page, const Outline& outline, const Head& head, std::string_view site)
      : site_(site) {
    page_title_ = head.title;
    for (const char* name : {"og:title", "twitter:title", "title", "dc.title", "dcterms.title",
                             "citation_title", "parsely-title", "sailthru.title", "headline"})
      if (std::string value = collapsed(decode_references(head.find(name))); !value.empty())
        socials_.push_back(std::move(value));
    if (const LinkedArticle* article = main_article(head)) {
      headline_ = collapsed(decode_references(article->headline));
      // references left over
      if (headline_.find(';') != std::string::npos && headline_.find('&') != std::string::npos)
        headline_.clear();
      news_ = article->news;
    }
    read_headings(page, outline, head);
  }

  std::string winner() const {
    if (!below_kicker_.empty() && is_told_behind_kicker()) return below_kicker_;
    if (const std::string inner = without_kicker(); !inner.empty()) return inner;
    if (const std::string spelled = with_sign(); !spelled.empty()) return spelled;
    if (const std::string shared = shared_headline(); !shared.empty()) return shared;
    // A heading of the page that its head repeats, whole or before the site's name.
    for (const std::string& heading : headings_)
      if (named_in_head(heading)) return heading;
    if (!is_for_searching() && !headline_.empty() && headline_.size() < 400) return headline_;
    if (headings_.size() == 1 && !same_title(headings_[0], site_) &&
        (headings_[0].size() > 12 || opens_title(headings_[0])))
      return headings_[0];
    // What is shared of a page may call for something else: "Join us!"
    const bool shared_too = !socials_.empty() && is_page_title(without_site(socials_[0], site_));
    if (!headings_.empty() && !shared_too && shares_words(headings_[0])) return headings_[0];
    if (!socials_.empty()) return without_section(without_site(socials_[0], site_));
    if (!page_title_.empty()) return longest_part();
    return headings_.empty() ? std::string() : headings_[0];
  }

 private:
  /// A headline of linked data that repeats <title> was written for searching; the only heading is
  /// what readers see.
  bool is_for_searching() const {
    return !news_ && headings_.size() == 1 && headings_[0].size() > 12 &&
           (is_page_title(headline_) || letters_of(headings_[0]).ends_with(letters_of(headline_)));
  }

  void read_headings(const Page& page, const Outline& outline, const Head& head) {
    const auto text_of = [&](std::uint32_t node) {
      return outline.around[node] & (in_hidden | in_dialog) ? std::string()
                                                            : heading_text(page, node);
    };
    for (const std::uint32_t node : head.h1) {
      std::string text = text_of(node);
      if (text.empty() || is_under(page, outline, node, text)) continue;
      if (is_site(page, node, text))
        named_site_ = letters_of(text);
      else {
        if (headings_.empty()) below_kicker_ = last_child_text(page, node);
        headings_.push_back(std::move(text));
      }
    }
    if (!headings_.empty()) return;
    // Where the site is the only first heading, the story has one of the second rank; only what
    // <title> or the head says too is one, and rather what is named as a title.
    std::string in_title;
    for (const std::uint32_t node : head.h2) {
      std::string text = text_of(node);
      if (text.empty() || is_site(page, node, text)) continue;
      if (is_named_title(text)) return headings_.push_back(std::move(text));
      if (in_title.empty() && (named_in_head(text) || is_part_of_title(text)))
        in_title = std::move(text);
    }
    if (!in_title.empty()) headings_.push_back(std::move(in_title));
  }
  /// The headline of linked data or of a meta, word for word.
  bool is_named_title(std::string_view text) const {
    return same_title(text, headline_) ||
           std::ranges::any_of(socials_, [&](std::string_view social) {
             return same_title(text, social) && !same_title(text, site_);
           });
  }
  bool is_part_of_title(std::string_view text) const {
    return std::ranges::any_of(title_parts(page_title_),
                               [&](std::string_view part) { return same_title(part, text); });
  }
  /// The words of the last child of a heading that has several: "<span>At sea</span> <span>Town
  /// buys ferry</span>".
  static std::string last_child_text(const Page& page, std::uint32_t heading) {
    std::uint32_t around = heading;
    for (int level = 0; level < 4; ++level) {
      std::uint32_t count = 0, last = 0;
      for (std::uint32_t i = around + 1; i < page.nodes[around].end;
           i = std::max(i + 1, page.nodes[i].end)) {
        if (inner_text(page, i, 400).find_first_not_of(' ') == std::string::npos) continue;
        ++count;
        last = i;
      }
      if (count == 0 || page.nodes[last].tag == Tag::text)
        return count > 1 ? collapsed(inner_text(page, last, 400)) : std::string();
      if (count > 1) return collapsed(inner_text(page, last, 400));
      around = last;
    }
    return {};
  }
  /// Without what small print the heading ends in: its day, its section.
  static std::string heading_text(const Page& page, std::uint32_t node) {
    std::string whole = inner_text(page, node, 400);
    for (std::uint32_t i = node + 1; i < page.nodes[node].end; ++i) {
      if (page.nodes[i].tag != Tag::small) continue;
      const std::string small = inner_text(page, i, 400);
      if (!small.empty() && small.size() < whole.size() && whole.ends_with(small)) {
        whole.resize(whole.size() - small.size());
        while (whole.ends_with(' ')) whole.pop_back();
        break;
      }
    }
    return whole;
  }
  /// A heading that is a link to the front page, or the site's name, while the page's title has
  /// more to say.
  bool is_site(const Page& page, std::uint32_t node, std::string_view text) const {
    if (same_title(text, site_)) return true;
    const std::string letters = letters_of(text);
    for (std::uint32_t i = node; i < page.nodes[node].end; ++i)
      if (page.nodes[i].tag == Tag::a && leads_home(page.attr(page.nodes[i], Attr::href)) &&
          letters_of(inner_text(page, i, 400)) == letters)
        return letters != letters_of(page_title_);
    if (page.nodes[page.nodes[node].parent].tag == Tag::a &&
        leads_home(page.attr(page.nodes[page.nodes[node].parent], Attr::href)))
      return letters != letters_of(page_title_);
    return false;
  }
  /// A heading with nearly nothing behind it, which no other place of the page repeats: of a
  /// translator's overlay, of a form.
  bool is_under(const Page& page, const Outline& outline, std::uint32_t node,
                std::string_view text) const {
    constexpr std::uint32_t enough_prose = 100;
    const std::uint32_t all = outline.prose.back(),
                        before = outline.prose[outline.last_block(page, node)];
    return all >= enough_prose && before * 20ULL > all * 19ULL && !named_in_head(text);
  }

  bool is_page_title(std::string_view text) const {
    return same_title(text, page_title_) || same_title(text, without_site(page_title_, site_)) ||
           is_part_of_title(text);
  }
  /// Whether the head tells the words behind a heading's kicker alone, or behind a sign and another
  /// kicker: "At sea: Town buys ferry".
  bool is_told_behind_kicker() const {
    const std::string rest = letters_of(below_kicker_),
                      whole = letters_of(headings_.empty() ? std::string_view()
                                                           : std::string_view(headings_[0]));
    constexpr std::size_t least = 16;
    if (rest.size() < least || rest.size() >= whole.size() || rest.size() * 2 < whole.size() ||
        !whole.ends_with(rest))
      return false;
    const auto tells = [&](std::string_view told) {
      const std::string title = without_site(told, site_);
      const std::size_t at = title.rfind(below_kicker_);
      if (at == std::string::npos || letters_of(std::string_view(title).substr(at)) != rest)
        return false;
      const std::string_view before =
          std::string_view(title).substr(0, title.find_last_not_of(' ', at == 0 ? 0 : at - 1) + 1);
      std::size_t last = before.size();
      while (last > 0 && (static_cast<unsigned char>(before[last - 1]) & 0xC0) == 0x80) --last;
      if (at == 0 || last == 0) return true;
      const char32_t sign = next_code_point(before, --last);
      return !is_letter(sign) && !is_digit(sign) && (sign != U':' || letters_of(title) != whole);
    };
    return tells(page_title_) || std::ranges::any_of(socials_, tells);
  }
  /// The heading as the head spells it, where only its looks part the kicker: "At seaTown buys
  /// ferry", told as "At sea: Town buys ferry".
  std::string with_sign() const {
    if (below_kicker_.empty() || headings_.empty()) return {};
    const std::size_t at = headings_[0].rfind(below_kicker_);
    if (at == 0 || at == std::string::npos || headings_[0][at - 1] == ' ') return {};
    for (const std::string& social : socials_)
      if (std::string title = without_site(social, site_); same_title(title, headings_[0]))
        return title;
    return {};
  }
  /// The title that a first heading ends in, after a day or a kicker that only styling separates:
  /// "1 March 2024 Town buys ferry", "At seaTown buys ferry".
  std::string without_kicker() const {
    // bytes: letters of a title, not of a word that ends it by chance
    constexpr std::size_t least = 16;
    if (headings_.size() != 1) return {};
    const std::string whole = letters_of(headings_[0]);
    for (const std::string_view part : title_parts(page_title_)) {
      const std::string letters = letters_of(part);
      if (letters.size() < least || letters.size() >= whole.size() ||
          letters.size() * 2 < whole.size() || !whole.ends_with(letters))
        continue;
      if (same_title(part, site_)) continue;
      // no kicker: <title> says it too
      if (letters_of(page_title_).find(whole.substr(0, whole.size() - letters.size())) !=
          std::string::npos)
        continue;
      const std::size_t at = headings_[0].rfind(part);
      const bool glued = at != std::string::npos && at > 0 && headings_[0][at - 1] != ' ';
      const bool dated = std::ranges::count_if(
                             headings_[0].substr(0, headings_[0].size() -
                                                        std::min(part.size(), headings_[0].size())),
                             ascii::is_digit) >= 4;
      if (glued || dated) return std::string(part);
    }
    return {};
  }

  bool named_in_head(std::string_view heading) const {
    const std::string letters = letters_of(heading);
    if (letters.size() < 8 || same_title(heading, site_)) return false;
    if (!headline_.empty() && letters_of(headline_) == letters) return true;
    for (const std::string& social : socials_)
      if (letters_of(social) == letters || letters_of(without_site(social, site_)) == letters)
        return true;
    for (const std::string_view part : title_parts(page_title_))
      if (letters_of(part) == letters && !is_section(part)) return true;
    return letters_of(page_title_).starts_with(letters) || ends_title(heading);
  }
  /// "Culture" of "Harbor Post | Culture | Town buys ferry", where the head calls the page "Town
  /// buys ferry".
  bool is_section(std::string_view part) const {
    if (socials_.empty() || part.end() == std::string_view(page_title_).end()) return false;
    const std::string named = without_site(socials_[0], site_);
    const std::string letters = letters_of(part), titled = letters_of(named);
    return titled.size() > letters.size() && titled.find(letters) == std::string::npos &&
           letters_of(page_title_.substr(static_cast<std::size_t>(
                          part.end() - std::string_view(page_title_).begin())))
                   .find(titled) != std::string::npos;
  }
  /// "Harbor Blog: Town buys ferry" ends in the heading.
  bool ends_title(std::string_view heading) const {
    const std::size_t colon = page_title_.rfind(": ");
    return colon != std::string::npos &&
           same_title(std::string_view(page_title_).substr(colon), heading);
  }
  /// The headline that a newsroom gives for sharing, where its own page puts more around it: a
  /// kicker, words for search engines.
  std::string shared_headline() const {
    if (socials_.empty()) return {};
    std::string shared = without_site(socials_[0], site_);
    const std::string letters = letters_of(shared);
    if (letters.size() < 12 || same_title(shared, site_)) return {};
    constexpr std::size_t shortest_kicker = 5;  // bytes: "The" is none
    for (const std::string& heading : headings_) {
      const std::string whole = letters_of(heading);
      if (same_title(heading, socials_[0])) return {};
      if (whole.size() >= letters.size() + shortest_kicker && whole.ends_with(letters))
        return shared;
    }
    const std::string linked = letters_of(headline_);
    if (!news_ || linked.empty() || linked == letters || letters.starts_with(linked)) return {};
    // Written for searching, not for sharing: it says what <title> says, or names the site.
    const bool searched = shared.size() < socials_[0].size() ||
                          std::ranges::any_of(title_parts(page_title_), [&](std::string_view part) {
                            return letters_of(part) == letters;
                          });
    return searched ? std::string() : shared;
  }
  /// <title> begins with the heading and goes on behind a mark: "Ferry - Harbor Handbook".
  bool opens_title(std::string_view heading) const {
    const std::vector<std::string_view> parts = title_parts(page_title_);
    return parts.size() > 1 && same_title(parts.front(), heading);
  }
  /// Most of a heading's words stand in <title>, which says more around them.
  bool shares_words(std::string_view heading) const {
    constexpr std::size_t fewest = 2;
    const std::string title = fold(page_title_);
    std::size_t words = 0, shared = 0;
    for (std::size_t at = 0; at < heading.size();) {
      const std::size_t end = std::min(heading.find(' ', at), heading.size());
      const std::string word = letters_of(heading.substr(at, end - at));
      at = end + 1;
      if (word.empty()) continue;
      ++words;
      const std::size_t found = title.find(word);
      shared +=
          found != std::string::npos && (found == 0 || !is_word_byte(title[found - 1])) &&
                  (found + word.size() == title.size() || !is_word_byte(title[found + word.size()]))
              ? 1U
              : 0U;
    }
    return words >= fewest && shared * 4 >= words * 3 && !same_title(heading, site_);
  }
  static bool is_word_byte(char c) {
    return ascii::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80;
  }
  /// Without a last part that another place of the head leaves out: "Town buys ferry - Politics".
  std::string without_section(std::string title) const {
    constexpr std::size_t shortest = 16;  // bytes of a headline
    for (const std::string& other : socials_) {
      if (other.size() < shortest || other.size() >= title.size() || !title.starts_with(other))
        continue;
      std::size_t at = std::min(title.find_first_not_of(' ', other.size()), title.size() - 1);
      const char32_t mark = next_code_point(title, at);
      if (parts_always(mark) || parts_when_spaced(mark)) return other;
    }
    return title;
  }
  std::string longest_part() const {
    const std::string rest = without_site(page_title_, site_);
    const std::vector<std::string_view> parts = title_parts(rest);
    std::string_view best;
    for (const std::string_view part : parts)
      if (part.size() > best.size() && (named_site_.empty() || letters_of(part) != named_site_))
        best = part;
    return std::string(best);
  }

  std::string_view site_;
  // the last: letters of a heading that is the site's name
  std::string page_title_, headline_, below_kicker_, named_site_;
  std::vector<std::string> socials_, headings_;
  bool news_ = false;
};

/// The part of <title> that names the site: what the link to the front page says too, or what the
/// address is made of ("Harbor Post" in harborpost.example).
std::string named_site(const Page& page, const Head& head, std::string_view host) {
  constexpr std::size_t longest = 60;  // bytes
  const std::vector<std::string_view> parts = title_parts(head.title);
  if (parts.size() < 2) return {};
  const std::string domain = letters_of(host.substr(0, host.rfind('.')));
  for (const std::string_view part : {parts.back(), parts.front()}) {
    if (part.size() > longest) continue;
    const std::string letters = letters_of(part);
    if (letters.size() < 3) continue;
    if (!domain.empty() &&
        (domain == letters || (letters.size() >= 5 && domain.ends_with(letters))))
      return std::string(part);
    for (const std::uint32_t link : head.links_home) {
      if (letters_of(inner_text(page, link, 100)) == letters) return std::string(part);
      for (std::uint32_t i = link + 1; i < page.nodes[link].end; ++i)
        if (page.nodes[i].tag == Tag::img &&
            letters_of(page.attr(page.nodes[i], Attr::alt).substr(0, 100)) == letters)
          return std::string(part);
    }
  }
  return {};
}

/// A site's name without parts that hold no letter: "*** - Harbor Post".
std::string plain_name(std::string name) {
  const std::vector<std::string_view> parts = title_parts(name);
  const auto says_nothing = [](std::string_view part) { return letters_of(part).empty(); };
  std::size_t first = 0, last = parts.size();
  while (first < last && says_nothing(parts[first])) ++first;
  while (last > first && says_nothing(parts[last - 1])) --last;
  if (first == last) return {};
  return {parts[first].begin(), parts[last - 1].end()};
}

std::string told_site(const Page& page, const Head& head, const Article& article) {
  const std::string title = letters_of(head.title);
  for (const std::string_view name : {"og:site_name", "application-name", "twitter:app:name:iphone",
                                      "dc.publisher", "dcterms.publisher"})
    if (const std::string value = collapsed(head.find(name));
        !value.empty() && value.size() < 100 &&
        (name == "og:site_name" || letters_of(value) != title))
      return value;
  if (const LinkedArticle* main = main_article(head);
      main && !main->publisher.empty() && main->publisher.size() < 100)
    return collapsed(main->publisher);
  if (!head.linked.site.empty() && head.linked.site.size() < 100)
    return collapsed(head.linked.site);
  const std::string host = host_of(article.url);
  const std::string named = named_site(page, head, host);
  return named.empty() ? host : named;
}

std::string read_site(const Page& page, const Head& head, const Article& article) {
  return plain_name(told_site(page, head, article));
}

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

void read_metadata(const Page& page, const Outline& outline, const Head& head, Article& article) {
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
  article.site = read_site(page, head, article);
  article.language = read_language(page, head);
  article.title = tidy(TitleVote(page, outline, head, article.site).winner());
  cut(article.title, 1000);
}

}  // namespace newsline::article
