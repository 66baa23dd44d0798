#include "title.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "title_parts.h"

// How a title is found
//
//     <title>Town buys ferry | Harbor Post</title>  og:title "Town buys ferry"
//     <h1>Harbor Post</h1>  <h1>Town buys ferry</h1>
//
// The first h1 is the site's name (the link to the front page says it too), the second agrees with
// og:title: the title is "Town buys ferry". Where two places agree, they win; no single place is
// right on all sites.
//
// What it does not do: it does not learn from pages which place is right. A scorer over the same
// candidates, trained on pages of many sites, was less often right than these rules on sites that
// it had not seen.

namespace newsline::article {

namespace {

/// Finds the title: the text on which two places of the page agree.
class TitleVote {
 public:
  TitleVote(const Page& page, const Outline& outline, const Head& head, std::string_view site)
      : page_(page), outline_(outline), head_(head), site_(site) {
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
    opens_page_ = stands_over_text();
  }

  std::string winner() const {
    std::string title = chosen();
    if (is_cut(title))
      if (std::string whole = whole_of(title); !whole.empty()) return whole;
    if (is_one_word(title))
      if (std::string over = heading_over_story(); !over.empty()) return over;
    return title;
  }

 private:
  std::string chosen() const {
    if (!below_kicker_.empty() && is_told_behind_kicker()) return below_kicker_;
    if (const std::string inner = without_kicker(); !inner.empty()) return inner;
    if (const std::string title = without_badge(); !title.empty()) return title;
    if (const std::string spelled = with_sign(); !spelled.empty()) return spelled;
    if (const std::string shared = shared_headline(); !shared.empty()) return shared;
    if (const std::string heading = repeated_heading(); !heading.empty()) return heading;
    return unrepeated();
  }
  /// A heading of the page that its head repeats, whole or before the site's name; where it repeats
  /// several, not the one that <title> closes with.
  std::string repeated_heading() const {
    for (const std::string& heading : headings_)
      if ((named_in_head(heading) || opens_title(heading)) && !closes_title(heading))
        return heading;
    for (const std::string& heading : headings_)
      if (named_in_head(heading) || opens_title(heading)) return heading;
    return {};
  }
  /// The best of a page on which no heading agrees with the head.
  std::string unrepeated() const {
    if (!is_for_searching() && !headline_.empty() && headline_.size() < 400) return headline_;
    constexpr float half = 0.5F;
    if (headings_.size() == 1 && shared_words(headings_[0]).share < half &&
        !opens_alike(headings_[0]))
      if (std::string title = beside_section(); !title.empty()) return title;
    if (headings_.size() == 1 && !same_title(headings_[0], site_) &&
        (headings_[0].size() > 12 || opens_title(headings_[0])))
      return headings_[0];
    // What is shared of a page may call for something else: "Join us!"
    const bool shared_too = !socials_.empty() && is_page_title(without_site(socials_[0], site_));
    if (!headings_.empty() && !shared_too && shares_words(headings_[0])) return headings_[0];
    if (!socials_.empty()) return without_section(without_site(socials_[0], site_));
    if (opens_page_) return headings_[0];
    if (!page_title_.empty()) return best_part();
    return headings_.empty() ? std::string() : headings_[0];
  }

  /// "Town buys ferry for two million...", as places with little room have it.
  static bool is_cut(std::string_view title) {
    return title.ends_with("...") || title.ends_with("\u2026");
  }
  /// The title that a cut one is the beginning of.
  std::string whole_of(std::string_view cut) const {
    constexpr std::size_t shortest = 16;  // bytes of letters: enough to know it by
    const std::string start = letters_of(cut);
    if (start.size() < shortest) return {};
    const auto goes_on = [&](std::string_view text) {
      const bool cut_inside = text.find("...") != std::string_view::npos ||
                              text.find("\u2026") != std::string_view::npos;
      return !cut_inside && letters_of(text).size() > start.size() &&
             letters_of(text).starts_with(start);
    };
    for (const std::vector<std::uint32_t>* nodes : {&head_.h1, &head_.h2})
      for (const std::uint32_t node : *nodes)
        if (std::string text = heading_text(page_, node); goes_on(text)) return text;
    if (goes_on(headline_)) return headline_;
    for (const std::string& social : socials_)
      if (goes_on(social)) return without_site(social, site_);
    return goes_on(page_title_) ? without_site(page_title_, site_) : std::string();
  }
  /// A section's name more often than a story's. Scripts that part no words have none such.
  static bool is_one_word(std::string_view title) {
    return !title.empty() && title.find(' ') == std::string_view::npos &&
           static_cast<unsigned char>(title.front()) < 0xC4;
  }
  /// The heading of any rank that stands right over the story, where it is one that the page
  /// repeats: as a headline without markup, or as the title of its story.
  std::string heading_over_story() const {
    constexpr std::uint32_t near = 12, fewest_words = 4;  // blocks, words
    const std::vector<Block>& blocks = outline_.blocks;
    std::uint32_t first = 0;
    while (first < blocks.size() && !blocks[first].prose) ++first;
    if (first == blocks.size()) return {};
    for (std::uint32_t i = first; i-- > first - std::min(first, near);) {
      const Tag tag = page_.nodes[blocks[i].owner].tag;
      if (!is_heading(tag) || blocks[i].words < fewest_words || blocks[i].link_words > 0) continue;
      if (outline_.around[blocks[i].owner] & (in_hidden | in_dialog | in_nav | in_aside)) continue;
      for (std::uint32_t j = 0; j < first; ++j)
        if (j != i && blocks[j].key == blocks[i].key && !is_heading(owner_tag(j)))
          return heading_text(page_, blocks[i].owner);
    }
    return {};
  }
  Tag owner_tag(std::uint32_t block) const { return page_.nodes[outline_.blocks[block].owner].tag; }

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
        if (headings_.empty()) {
          below_kicker_ = last_child_text(page, node);
          first_heading_ = node;
        }
        headings_.push_back(std::move(text));
      }
    }
    if (!headings_.empty() && !std::ranges::all_of(headings_, [&](std::string_view heading) {
          return closes_title(heading) && !is_named_title(heading);
        }))
      return;
    // Where the site is the only first heading, the story has one of the second rank; only what
    // <title> or the head says too is one, and rather what is named as a title.
    std::string in_title;
    if (!headings_.empty()) {
      for (const std::uint32_t node : head.h2)
        if (std::string text = text_of(node); begins_title(text)) {
          named_site_ = letters_of(headings_[0]);
          headings_ = {std::move(text)};
          below_kicker_.clear();
          break;
        }
      return;
    }
    for (const std::uint32_t node : head.h2) {
      std::string text = text_of(node);
      if (text.empty() || is_site(page, node, text)) continue;
      if (is_named_title(text)) return headings_.push_back(std::move(text));
      if (in_title.empty() && (named_in_head(text) || is_part_of_title(text)))
        in_title = std::move(text);
    }
    if (!in_title.empty()) headings_.push_back(std::move(in_title));
  }
  /// "Harbor Post" of "Town buys ferry @ Coast Blog :: Harbor Post ::".
  bool closes_title(std::string_view heading) const {
    const std::vector<std::string_view> parts = title_parts(page_title_);
    return parts.size() > 1 && same_title(parts.back(), heading) &&
           !same_title(parts.front(), heading);
  }
  /// "Town buys ferry" of the same.
  bool begins_title(std::string_view heading) const {
    constexpr std::size_t shortest = 8;  // bytes of letters
    const std::string letters = letters_of(heading);
    return letters.size() >= shortest && letters.size() < letters_of(page_title_).size() &&
           letters_of(page_title_).starts_with(letters);
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
    // "Opinion | Town buys ferry"
    if (letters.ends_with(linked) && std::ranges::any_of(headings_, [&](std::string_view heading) {
          return same_title(heading, headline_);
        }))
      return {};
    // Written for searching, not for sharing: it says what <title> says, or names the site.
    const bool searched = shared.size() < socials_[0].size() ||
                          std::ranges::any_of(title_parts(page_title_), [&](std::string_view part) {
                            return letters_of(part) == letters;
                          });
    return searched ? std::string() : shared;
  }
  /// "Town buys ferry" of the heading "Town buys ferry Subscribers": without an element of its own
  /// behind the words that open <title>, which does not hold the element's.
  std::string without_badge() const {
    constexpr std::size_t longest = 20, shortest = 16;  // bytes: of the badge, of the title
    if (headings_.empty() || below_kicker_.empty() || below_kicker_.size() > longest) return {};
    const std::vector<std::string_view> parts = title_parts(page_title_);
    if (parts.empty() || parts.front().size() < shortest ||
        headings_[0] != std::string(parts.front()) + ' ' + below_kicker_)
      return {};
    const bool told = letters_of(page_title_).find(letters_of(below_kicker_)) != std::string::npos;
    return told ? std::string() : std::string(parts.front());
  }
  /// <title> begins with the heading and goes on behind a mark: "Ferry - Harbor Handbook".
  bool opens_title(std::string_view heading) const {
    const std::vector<std::string_view> parts = title_parts(page_title_);
    return parts.size() > 1 && same_title(parts.front(), heading);
  }
  /// "Town buys ferry for two million" below the only first heading "Harbor Desk": <title> speaks
  /// of the first, hardly of the second. A head that twice says the same, and nothing of what the
  /// heading says, is right against it.
  std::string beside_section() const {
    constexpr std::size_t fewest = 4;
    for (const std::uint32_t node : head_.h2) {
      if (outline_.around[node] & (in_hidden | in_dialog | in_nav | in_aside | in_link)) continue;
      std::string text = heading_text(page_, node);
      if (const auto [words, share] = shared_words(text);
          words >= fewest && share >= most && opens_alike(text))
        return text;
    }
    if (socials_.empty() || shares_letters(headings_[0])) return {};
    std::string twice = without_site(socials_[0], site_);
    return count_words(twice) >= fewest && is_page_title(twice) && !same_title(twice, site_)
               ? twice
               : std::string();
  }
  /// Whether a word of a heading stands in <title>, be it within another: "Autos" in "Autokauf".
  bool shares_letters(std::string_view heading) const {
    constexpr std::size_t shortest = 4;  // bytes of letters
    const std::string title = letters_of(page_title_);
    for (std::size_t at = 0; at < heading.size();) {
      const std::size_t end = std::min(heading.find(' ', at), heading.size());
      const std::string word = letters_of(heading.substr(at, end - at));
      if (word.size() >= shortest && title.find(word) != std::string::npos) return true;
      at = end + 1;
    }
    return false;
  }
  /// Whether a heading and <title> begin with the same word.
  bool opens_alike(std::string_view heading) const {
    return letters_of(heading.substr(0, heading.find(' '))) ==
           letters_of(std::string_view(page_title_).substr(0, page_title_.find(' ')));
  }
  /// Most of a heading's words stand in <title>, which says more around them.
  bool shares_words(std::string_view heading) const {
    constexpr std::size_t fewest = 2;
    const auto [words, share] = shared_words(heading);
    return words >= fewest && share >= most && !same_title(heading, site_);
  }
  static constexpr float most = 0.75F;
  struct SharedWords {
    std::size_t words;
    float share;  // of them that stand in <title>
  };
  SharedWords shared_words(std::string_view heading) const {
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
    return {words, words == 0 ? 0 : static_cast<float>(shared) / static_cast<float>(words)};
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
      if (parts_title(mark)) return other;
    }
    return title;
  }
  /// The part of <title> that a line of the page repeats, or else the first, where no later one
  /// says more: a site's name stands last.
  std::string best_part() const {
    constexpr std::size_t statement = 5;  // words: names of sites are shorter
    const std::string rest = without_site(page_title_, site_);
    std::vector<std::string_view> parts = title_parts(rest);
    std::erase_if(parts, [&](std::string_view part) {
      return !named_site_.empty() && letters_of(part) == named_site_;
    });
    if (parts.empty()) return {};
    if (parts.size() == 1) return std::string(parts.front());
    if (const std::string_view shown = shown_part(parts); !shown.empty()) return std::string(shown);
    std::string_view best = parts.front();
    for (const std::string_view part : parts)
      if (part.size() > best.size() && count_words(part) >= statement) best = part;
    return std::string(best);
  }
  static std::size_t count_words(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
  }
  /// The first part that is a line of its own on the page, and no link.
  std::string_view shown_part(const std::vector<std::string_view>& parts) const {
    constexpr std::uint32_t most_words = 40, most_blocks = 400;
    std::uint32_t seen = 0;
    for (const Block& block : outline_.blocks) {
      if (++seen > most_blocks) break;
      const Tag tag = page_.nodes[block.owner].tag;
      if (tag == Tag::title || block.words == 0 || block.words > most_words ||
          block.link_words > 0 ||
          (outline_.around[block.owner] & (in_hidden | in_nav | in_link | in_footer)))
        continue;
      const std::string letters = letters_of(inner_text(page_, block.owner, 400));
      for (const std::string_view part : parts)
        if (letters == letters_of(part)) return part;
    }
    return {};
  }
  /// Whether the first of several first headings stands before all text, the others within it: the
  /// page's own, the others its chapters'.
  bool stands_over_text() const {
    constexpr std::uint32_t fewest_words = 2;
    if (headings_.size() < 2 || first_heading_ == 0) return false;
    const std::uint32_t block = outline_.first_block(first_heading_);
    if (count_words(headings_[0]) < fewest_words || outline_.prose[block] > 0) return false;
    for (const std::uint32_t node : head_.h1)
      if (node != first_heading_ && outline_.prose[outline_.first_block(node)] == 0) return false;
    return true;
  }

  const Page& page_;
  const Outline& outline_;
  const Head& head_;
  std::string_view site_;
  // the last: letters of a heading that is the site's name
  std::string page_title_, headline_, below_kicker_, named_site_;
  std::vector<std::string> socials_, headings_;
  std::uint32_t first_heading_ = 0;  // node of headings_[0], where that is a first heading
  bool news_ = false, opens_page_ = false;
};

}  // namespace

std::string read_title(const Page& page, const Outline& outline, const Head& head,
                       std::string_view site) {
  return TitleVote(page, outline, head, site).winner();
}

}  // namespace newsline::article
