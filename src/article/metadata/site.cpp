#include "site.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "title_parts.h"

// How a site's name is found
//
// Most pages tell it (og:site_name, the publisher of linked data). Where none does, the page's own
// parts are heard as witnesses:
//
//   <title>Town buys ferry - Harbor Post</title>    the last part of <title>
//   <a href="/"><img alt="Harbor Post"></a>         what leads to the front page
//   <link type="application/rss+xml" title="Harbor Post » Feed">
//   © 2024 Harbor Post. All rights reserved.
//   https://www.harborpost.example/                 the host of its address
//
// A name that two of them give is the site's; the host itself is the name where nothing is.
//
// What it does not do: it knows no list of sites, and a name that one witness alone gives is none.

namespace newsline::article {

namespace {

constexpr std::size_t longest = 60;  // bytes of a name that the page's parts give

/// The letters of a name as addresses write them: without accents, or with "ue" for "ü".
std::string address_letters(std::string_view name, bool spells_out) {
  constexpr std::u32string_view accented =
      U"àáâãäåāăąæçćčďđèéêëēěęğìíîïīıķłļñńňņòóôõöøőœŕřśšşșťțţùúûüūůűýÿžźż";
  constexpr std::string_view plain =
      "aaaaaaaaaacccddeeeeeeegiiiiiikllnnnnoooooooorrsssstttuuuuuuuyyzzz";
  static_assert(accented.size() == plain.size());
  std::string out;
  const std::string letters = letters_of(name);
  for (std::size_t at = 0; at < letters.size();) {
    const char32_t c = next_code_point(letters, at);
    const std::size_t known = c < 0x80 ? std::u32string_view::npos : accented.find(c);
    if (c == U'ß')
      out += "ss";
    else if (known == std::u32string_view::npos)
      append_code_point(out, c);
    else
      out += plain[known];
    if (spells_out && (c == U'ä' || c == U'ö' || c == U'ü')) out += 'e';
  }
  return out;
}

std::string_view without_www(std::string_view host) {
  return host.starts_with("www.") ? host.substr(4) : host;
}

/// "harborpost.example": labels of ASCII that dots part, the last of letters alone.
bool is_address(std::string_view text) {
  constexpr std::size_t shortest = 2, longest_end = 7;  // letters
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || dot < shortest || text.find("..") != std::string_view::npos)
    return false;
  const std::string_view end = text.substr(dot + 1);
  return end.size() >= shortest && end.size() <= longest_end &&
         std::ranges::all_of(end, ascii::is_letter) && std::ranges::all_of(text, [](char c) {
           return ascii::is_alnum(c) || c == '-' || c == '.';
         });
}

/// The host of a page's address, and how well a name fits it.
class Host {
 public:
  explicit Host(std::string_view name) : name_(name), whole_(letters_of(name)) {
    const std::string_view labels = name.substr(0, std::min(name.rfind('.'), name.size()));
    for (std::size_t at = 0; at < labels.size();) {
      const std::size_t end = std::min(labels.find('.', at), labels.size());
      if (std::string label = letters_of(labels.substr(at, end - at)); !label.empty())
        labels_.push_back(std::move(label));
      at = end + 1;
    }
  }
  const std::string& name() const { return name_; }

  bool is_whole(std::string_view text) const { return letters_of(text) == whole_; }
  /// "Harbor Post" and "harborpost.example" of harborpost.example; "MCJ Newsletter" of
  /// newsletter.mcj.example.
  bool is_named(std::string_view text) const {
    if (name_.empty()) return false;
    return is_spelled(text, false) || is_spelled(text, true);
  }
  /// Begins or ends in it: "The Harbor Post", "Harbor Post Ltd"; or one of its words is it: "HCR
  /// Coast Radio" of hcr.example.
  bool is_part_of(std::string_view text) const {
    constexpr std::size_t shortest = 4;  // letters of a label
    const std::string letters = address_letters(text, false);
    for (std::size_t i = 0; i < labels_.size(); ++i)
      if (is_own(i) && labels_[i].size() >= shortest &&
          (letters.starts_with(labels_[i]) || letters.ends_with(labels_[i])))
        return true;
    return !labels_.empty() && opens_with_owner(text);
  }
  /// An address as a name of its own: "HPost.example" of news.hpost.example, or of a page that does
  /// not tell its address.
  bool is_shown_as(std::string_view text) const {
    return is_address(text) && (whole_.empty() || whole_.ends_with(letters_of(text)));
  }

 private:
  bool is_spelled(std::string_view text, bool spells_out) const {
    constexpr std::size_t shortest_end = 5;  // letters
    const std::string letters = address_letters(text, spells_out);
    if (letters.size() < 2) return false;
    if (letters == whole_) return true;
    const bool several = text.find(' ') != std::string_view::npos;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      // "finance.harbor.example" is not "Finance", but "coastblog.harbor.example" the "Coast Blog"
      if (!several && !is_own(i)) continue;
      if (labels_[i] == letters ||
          (letters.size() >= shortest_end && labels_[i].ends_with(letters)))
        return true;
    }
    return holds_words(text, spells_out);
  }
  /// Whether a label is that of the owner: the last one, or the one before "co" of "co.uk".
  bool is_own(std::size_t label) const {
    constexpr std::size_t longest_kind = 3;  // letters: "com", "org", "gov"
    return label + 1 == labels_.size() ||
           (label + 2 == labels_.size() && labels_.back().size() <= longest_kind);
  }
  bool opens_with_owner(std::string_view text) const {
    const std::string word = address_letters(text.substr(0, text.find(' ')), false);
    return word.size() >= 2 && word.size() < text.size() && word == labels_.back();
  }
  /// Whether the host's labels are the words of a name, in any order.
  bool holds_words(std::string_view text, bool spells_out) const {
    std::size_t words = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      const std::string word = address_letters(text.substr(at, end - at), spells_out);
      at = end + 1;
      if (word.empty()) continue;
      ++words;
      if (std::ranges::find(labels_, word) == labels_.end()) return false;
    }
    return words >= 2;
  }

  std::string name_, whole_;
  std::vector<std::string> labels_;  // without the last, in letters
};

/// The names that the parts of a page give, and who gives each.
class SiteWitnesses {
 public:
  SiteWitnesses(const Page& page, const Head& head, const Host& host, const Phrases& phrases)
      : page_(page), host_(host), phrases_(phrases) {
    const std::vector<std::string_view> parts = title_parts(head.title);
    if (parts.size() > 1) {
      note(parts.back(), in_title);
      note(parts.front(), in_title);
    }
    note(head.find("apple-mobile-web-app-title"), in_application);
    for (const std::string_view feed : head.feeds) note_first_part(feed, in_feed);
    for (const std::uint32_t link : head.links_home) note_link(link);
    if (!names_.empty()) hear_copyright();
    for (const std::string_view owner : {head.find("copyright"), head.find("publisher")})
      hear_owner(owner);
  }

  /// The name that most witnesses give; empty where each stands alone.
  std::string best() const {
    constexpr int enough = 2;
    // "harborpost.example" where nothing else is a name: but as the page writes it
    const Name *found = nullptr, *address = nullptr;
    int most = 0, most_address = 0;
    for (const Name& name : names_) {
      const int sum = count(name);
      const bool is_address = host_.is_whole(name.text) || host_.is_shown_as(name.text);
      if (int& so_far = is_address ? most_address : most; sum > so_far) {
        so_far = sum;
        (is_address ? address : found) = &name;
      }
    }
    if (found && most >= enough) return found->text;
    return address && most_address >= enough ? address->text : std::string();
  }

 private:
  enum Witness : unsigned {
    in_title = 1,
    in_application = 2,
    in_feed = 4,
    in_link = 8,
    in_copyright = 16,
  };
  struct Name {
    std::string text, letters;
    unsigned witnesses = 0;
  };

  int count(const Name& name) const {
    int sum = 0;
    for (const Witness witness : {in_title, in_application, in_feed, in_link, in_copyright})
      sum += (name.witnesses & witness) ? 1 : 0;
    if ((name.witnesses & in_title) && host_.is_shown_as(name.text)) ++sum;
    return sum + (host_.is_named(name.text) ? 2 : host_.is_part_of(name.text) ? 1 : 0);
  }

  void note(std::string_view text, Witness witness) {
    constexpr std::size_t most_names = 60;
    std::string words = without_emblem(std::string(without_www(collapsed(text))));
    if (words.empty() || words.size() > longest) return;
    if (phrases_.start(words, phrase_byline).classes) return;
    std::string letters = letters_of(words);
    if (letters.empty() || !has_letter(words) || is_dated(words)) return;
    if (words.find("://") != std::string::npos) return;
    // "Home"
    if ((phrases_.whole(words) & (phrase_chrome | phrase_role)) && !host_.is_named(words)) return;
    for (Name& name : names_)
      if (name.letters == letters) {
        name.witnesses |= witness;
        return;
      }
    if (names_.size() < most_names)
      names_.push_back({std::move(words), std::move(letters), static_cast<unsigned>(witness)});
  }
  /// "Harbor Post Logo", "Logo: Harbor Post", "Harbor Post RSS Feed", "© Harbor Post".
  std::string without_emblem(std::string words) const {
    const auto is_emblem = [this](std::string_view word) {
      // "RSS2-Feed"
      const std::size_t hyphen = word.rfind('-');
      if (hyphen != std::string_view::npos) word.remove_prefix(hyphen + 1);
      return letters_of(word).empty() || (phrases_.whole(word) & phrase_emblem);
    };
    for (std::size_t space = words.find(' ');
         space != std::string::npos && is_emblem(std::string_view(words).substr(0, space));
         space = words.find(' '))
      words.erase(0, space + 1);
    for (std::size_t space = words.rfind(' ');
         space != std::string::npos && is_emblem(std::string_view(words).substr(space + 1));
         space = words.rfind(' '))
      words.resize(space);
    return holds_emblem(words) ? std::string() : words;
  }
  /// "Logo", "The logo of the Harbor Post".
  bool holds_emblem(std::string_view words) const {
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find(' ', at), words.size());
      if (phrases_.whole(words.substr(at, end - at)) & phrase_emblem) return true;
      at = end + 1;
    }
    return false;
  }
  /// "Harbor Post 2006 - 2016".
  static bool is_dated(std::string_view words) {
    constexpr auto year = 4;  // figures
    return std::ranges::count_if(words, ascii::is_digit) >= year;
  }
  /// "Harbor Post » Feed".
  void note_first_part(std::string_view text, Witness witness) {
    if (text.size() > 200) return;
    note(text, witness);
    const std::string decoded = decode_references(text);
    if (const std::vector<std::string_view> parts = title_parts(decoded); parts.size() > 1)
      note(parts.front(), witness);
  }
  /// The words of a link to this site's front page, or those of its picture.
  void note_link(std::uint32_t link) {
    const std::string_view address = page_.attr(page_.nodes[link], Attr::href);
    if (const std::string_view host = host_of(address);
        !host.empty() && host != host_.name() && !host_.name().empty())
      return;
    note(inner_text(page_, link, 2 * longest), in_link);
    for (std::uint32_t i = link + 1; i < page_.nodes[link].end; ++i)
      if (page_.nodes[i].tag == Tag::img) note(page_.attr(page_.nodes[i], Attr::alt), in_link);
  }
  /// Whom "© 2024 Harbor Post" names.
  void hear_copyright() {
    constexpr std::string_view sign = "\u00A9";
    constexpr int most_lines = 40;
    int lines = 0;
    // from the end: the site's own stands last, those of pictures before
    for (std::size_t i = page_.nodes.size(); i-- > 0 && lines < most_lines;) {
      const Node& node = page_.nodes[i];
      if (node.tag != Tag::text || page_.words(node).find(sign) == std::string_view::npos) continue;
      ++lines;
      hear_owner(inner_text(page_, node.parent, 400));
    }
  }
  void hear_owner(std::string_view owner) {
    constexpr std::size_t shortest = 4;  // letters
    if (owner.empty()) return;
    const std::string letters = letters_of(owner);
    for (Name& name : names_)
      if (name.letters.size() >= shortest && letters.find(name.letters) != std::string::npos)
        name.witnesses |= in_copyright;
  }

  const Page& page_;
  const Host& host_;
  const Phrases& phrases_;
  std::vector<Name> names_;
};

/// A site's name without parts that hold no letter: "*** - Harbor Post".
std::string plain_name(std::string_view name) {
  const std::vector<std::string_view> parts = title_parts(name);
  const auto says_nothing = [](std::string_view part) { return letters_of(part).empty(); };
  std::size_t first = 0, last = parts.size();
  while (first < last && says_nothing(parts[first])) ++first;
  while (last > first && says_nothing(parts[last - 1])) --last;
  if (first == last) return {};
  return {parts[first].begin(), parts[last - 1].end()};
}

/// Without what a long name says besides: "Harbor News - Latest Headlines of the Coast".
/// Names of at most `whole` bytes stay as they are, parts of at most `acronym` are none.
std::string without_slogan(std::string name, const Host& host, std::size_t whole,
                           std::size_t acronym) {
  if (name.size() <= whole) return name;
  for (const std::string_view part : title_parts(name))
    if (part.size() > acronym && part.size() < name.size() &&
        (host.is_named(part) || host.is_part_of(part)))
      return std::string(part);
  return name;
}

/// A story's title in the place of the site's name.
bool is_title(std::string_view name, const Head& head) {
  constexpr std::size_t longest_name = 60, enough = 30;  // bytes
  if (name.size() <= longest_name) return false;
  const std::string start = letters_of(name).substr(0, enough);
  return letters_of(head.title).starts_with(start) ||
         letters_of(head.find("og:title")).starts_with(start);
}

/// What the page says outright.
std::string told_site(const Head& head) {
  constexpr std::size_t longest_told = 100;  // bytes
  const std::string title = letters_of(head.title);
  for (const std::string_view name : {"og:site_name", "application-name", "twitter:app:name:iphone",
                                      "dc.publisher", "dcterms.publisher"})
    if (std::string value = collapsed(decode_references(head.find(name)));
        !value.empty() && value.size() < longest_told && !is_title(value, head) &&
        (name == "og:site_name" || letters_of(value) != title))
      return value;
  if (const LinkedArticle* main = main_article(head);
      main && !main->publisher.empty() && main->publisher.size() < longest_told)
    return collapsed(main->publisher);
  return head.linked.site.size() < longest_told ? collapsed(head.linked.site) : std::string();
}

}  // namespace

std::string read_site(const Page& page, const Head& head, const Phrases& phrases,
                      std::string_view url) {
  constexpr std::size_t told_name = 30, told_acronym = 6, found_name = 10, found_acronym = 2;
  const std::string plain = plain_name(told_site(head));
  // an address in the place of a name, or a handle: "@harborpost"
  const std::string linked(host_of(plain));
  const bool bare = is_address(plain) && std::ranges::none_of(plain, ascii::is_upper);
  const std::string_view own = host_of(url);
  const Host host(!own.empty() ? own : bare ? without_www(plain) : std::string_view(linked));
  std::string told = without_slogan(plain, host, told_name, told_acronym);
  const bool handle = told.starts_with('@');
  if (handle) told.erase(0, 1);
  if (!told.empty() && !bare && !handle && linked.empty()) return told;
  std::string named = without_slogan(plain_name(SiteWitnesses(page, head, host, phrases).best()),
                                     host, found_name, found_acronym);
  if (!named.empty()) return named;
  if (!linked.empty()) return linked;
  return told.empty() ? host.name() : std::string(without_www(told));
}

}  // namespace newsline::article
