#include "authors.h"

// How the authors of a page are found
//
// A page names its authors in several places, none of which is always right: linked data may name
// the publisher, a meta the person who runs the site, a visible byline the photographer. Each
// place gives a list of names; a list counts what its place is worth, and more for each other
// place that names the same people. The best one wins.
//
//   JSON-LD author "Harbor Post", meta author "admin",
//   <p class="byline">By <a rel="author" href="/staff/lee">Ann Lee</a>
//
// The first is the site's own name and falls away; the meta gives "admin" (5); the link gives Ann
// Lee (8), and the words of the byline say the same: Ann Lee.
//
// Visible names are only looked for around the story: between the title and its first paragraphs,
// or right behind its end. What comments, teasers and sidebars name there is somebody else.
//
// What it does not do: it does not search running text for names, and it does not distinguish two
// people named Ann Lee.

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"
#include "names.h"
#include "title_parts.h"

namespace newsline::article {

namespace {

/// Where a list of names was read.
enum class Place : std::uint8_t {
  linked,
  linked_other,
  meta,
  property,
  link,
  marked,
  address,
  byline,
  marked_behind,
  byline_behind,
  count
};

/// How much each is worth: how often its names are those that people read, over pages of many
/// sites.
constexpr float worth_of(Place place) {
  switch (place) {
    case Place::linked:
      return 10;  // JSON-LD, of the story
    case Place::property:
      return 8;  // itemprop="author"
    case Place::link:
      return 8;  // <a rel="author">
    case Place::byline:
      return 7;  // "By Ann Lee" between title and story
    case Place::marked:
      return 6;  // class="byline"
    case Place::address:
      return 6;  // a link to /author/ann-lee
    case Place::meta:
      return 5;  // <meta name="author">
    case Place::marked_behind:
      return 4;  // the same behind the story
    case Place::byline_behind:
      return 4;
    case Place::linked_other:
      return 2;  // JSON-LD, of another object
    case Place::count:
      break;
  }
  return 0;
}

constexpr float whole_list = 7;  // a place of that worth is believed when it names more

constexpr std::uint32_t above_title = 10, behind_lead = 4, behind_story = 10;  // blocks
constexpr std::size_t most_lists = 60;
constexpr std::uint32_t most_nodes = 400;       // of an element that names authors
constexpr std::size_t longest_name_text = 200;  // bytes of an element that holds nothing but names

struct NameList {
  Place place = Place::meta;
  std::vector<std::string> people, agencies;
  std::vector<std::string> keys;  // letters of the people
};

class AuthorReader {
 public:
  AuthorReader(const Page& page, const Outline& outline, const Head& head,
               const std::vector<bool>& story, const ArticleRules::Impl& rules,
               const Article& article)
      : page_(page),
        out_(outline),
        head_(head),
        story_(story),
        rules_(rules),
        site_(letters_of(article.site)),
        host_(host_letters(article.url)),
        domain_(domain_of(article.url)),
        publisher_(main_article(head) ? letters_of(main_article(head)->publisher) : std::string()),
        title_(letters_of(article.title)) {
    for (const std::string_view part : title_parts(head.find("og:site_name")))
      told_.push_back(letters_of(part));
    for (const std::string_view part : title_parts(article.site))
      site_parts_.push_back(letters_of(part));
  }

  std::vector<std::string> read(std::string_view title) {
    linked();
    metas();
    find_story(title);
    marked();
    lines();
    if (lists_.empty() && !own_named_ && agency_line_.empty()) bare_lines();
    return best();
  }

 private:
  /// "harborpostexample" of "https://www.harborpost.example/1".
  static std::string host_letters(std::string_view url) { return letters_of(host_of(url)); }
  /// "harborpost" of the same.
  static std::string domain_of(std::string_view url) {
    const std::string_view host = host_of(url);
    return letters_of(host.substr(0, host.rfind('.')));
  }
  void add(Place place, BylineNames names) {
    if (lists_.size() >= most_lists) return;
    NameList list;
    list.place = place;
    for (std::string& name : names.people) {
      name = one_line(name);
      name.resize(once(name));
      name.resize(before_site(name));
      std::string key = letters_of(name);
      if (!is_own(key) && is_own_address(name, key)) continue;
      const bool own = is_own(key) || is_told_own(key, place);
      if (own) note_own(place, name);
      if (key.empty() || own || key == title_ ||
          std::ranges::find(list.keys, key) != list.keys.end())
        continue;
      list.keys.push_back(std::move(key));
      list.people.push_back(std::move(name));
    }
    drop_newsrooms(list);
    list.agencies = std::move(names.agencies);
    std::erase_if(list.agencies, [this](const std::string& name) {
      return letters_of(name) == site_ || name.find("://") != std::string::npos;
    });
    if (!list.people.empty() || !list.agencies.empty()) lists_.push_back(std::move(list));
  }
  /// "Ann Lee, HARBOR POST", "Ann Lee, Harbor Post Berlin": whom she writes for.
  void drop_newsrooms(NameList& list) const {
    for (std::size_t i = list.people.size(); i-- > 1;)
      if (speaks_of_own(list.keys[i]) ||
          (is_in_capitals(list.people[i]) && !is_in_capitals(list.people[0]))) {
        list.people.erase(list.people.begin() + static_cast<std::ptrdiff_t>(i));
        list.keys.erase(list.keys.begin() + static_cast<std::ptrdiff_t>(i));
      }
  }
  bool speaks_of_own(std::string_view key) const {
    constexpr std::size_t shortest = 5;  // bytes of letters
    return (site_.size() >= shortest && key.starts_with(site_)) ||
           (domain_.size() >= shortest && key.starts_with(domain_));
  }
  static bool is_in_capitals(std::string_view name) {
    bool upper = false;
    for (std::size_t at = 0; at < name.size();) {
      const char32_t c = next_code_point(name, at);
      if (!is_letter(c)) continue;
      if (fold(c) == c) return false;
      upper = true;
    }
    return upper;
  }
  bool is_own(std::string_view key) const {
    return !key.empty() && (key == site_ || key == domain_ || key == publisher_ || key == host_ ||
                            is_site_without_article(key));
  }
  /// "harborpost.example" of the site "Harbor Post".
  bool is_own_address(std::string_view name, std::string_view key) const {
    return !site_.empty() && key.starts_with(site_) && name.find(' ') == std::string_view::npos &&
           name.find('.') != std::string_view::npos;
  }
  /// A part of what the site calls itself, where the head says it: a visible byline may be that of
  /// the person whose site it is.
  bool is_told_own(const std::string& key, Place place) const {
    return (place == Place::linked || place == Place::linked_other || place == Place::meta) &&
           std::ranges::find(told_, key) != told_.end();
  }
  /// "Times of Harbor" of "The Times of Harbor".
  bool is_site_without_article(std::string_view key) const {
    constexpr std::size_t shortest = 8, article = 4;  // bytes of letters
    return std::ranges::any_of(site_parts_, [&](const std::string& part) {
      return key.size() >= shortest && key.size() + article >= part.size() && part.ends_with(key);
    });
  }
  /// The length of a name before the site's, from which only its looks part it: "Ann Lee Harbor
  /// Post".
  std::size_t before_site(std::string_view name) const {
    constexpr std::size_t shortest = 6;  // bytes of the site's letters
    if (site_.size() < shortest || !letters_of(name).ends_with(site_)) return name.size();
    const std::size_t first = name.find(' ');
    for (std::size_t space = name.find(' ', first == std::string_view::npos ? first : first + 1);
         space != std::string_view::npos; space = name.find(' ', space + 1))
      if (letters_of(name.substr(space)) == site_) return space;
    return name.size();
  }
  /// The length of a name that stands there twice: beside a picture and below it.
  static std::size_t once(std::string_view name) {
    for (const std::size_t space : {0U, 1U}) {
      const std::size_t half = (name.size() - std::min(space, name.size())) / 2;
      if (half >= 6 && half * 2 + space == name.size() &&
          name.substr(0, half) == name.substr(half + space))
        return half;
    }
    return name.size();
  }
  /// A site's own name as the author is the publisher, not a writer. But where the page also shows
  /// it in a byline, it is a person's own site.
  void note_own(Place place, const std::string& name) {
    const bool spaced = name.find(' ') != std::string::npos;
    if (own_.empty() || spaced) own_ = name;
    // Linked data and properties say who wrote; a meta may tell who runs the site.
    const bool told = place == Place::linked || place == Place::linked_other ||
                      place == Place::meta || letters_of(name) == domain_;
    own_named_ |= told || place == Place::property;
    own_seen_ |=
        (place != Place::meta && place != Place::linked_other) || letters_of(name) == domain_;
  }
  static void append(BylineNames& all, BylineNames more) {
    std::ranges::move(more.people, std::back_inserter(all.people));
    std::ranges::move(more.agencies, std::back_inserter(all.agencies));
  }

  void linked() {
    const LinkedArticle* main = main_article(head_);
    for (const LinkedArticle& article : head_.linked.articles) {
      if (article.update || (article.minor && &article != main)) continue;
      BylineNames names;
      for (const std::string& author : article.authors)
        append(names, names_in_value(author, rules_.phrases, rules_.months));
      if (names.people.empty())
        names.agencies.insert(names.agencies.end(), article.organizations.begin(),
                              article.organizations.end());
      add(&article == main ? Place::linked : Place::linked_other, std::move(names));
    }
  }
  void metas() {
    for (const std::string_view name :
         {"author", "article:author", "parsely-author", "byline", "dc.creator", "byl",
          "sailthru.author", "citation_author", "dcterms.creator", "article:author_name",
          "article.author", "article:author:name", "authors", "article_author"}) {
      BylineNames names;
      for (const Head::Meta& meta : head_.meta)
        if (meta.name == name)
          append(names,
                 names_in_value(decode_references(meta.value), rules_.phrases, rules_.months));
      add(Place::meta, std::move(names));
    }
    // How publishing systems label what a card shows: twitter:label1 "Written by", twitter:data1
    // the name.
    for (const auto& [label, data] : {std::pair{"twitter:label1", "twitter:data1"},
                                      std::pair{"twitter:label2", "twitter:data2"}})
      if (rules_.phrases.whole(head_.find(label)) & phrase_byline)
        add(Place::meta,
            names_in_value(decode_references(head_.find(data)), rules_.phrases, rules_.months));
  }

  void find_story(std::string_view title) {
    const auto count = static_cast<std::uint32_t>(story_.size());
    first_ = count;
    for (std::uint32_t i = 0; i < count && first_ == count; ++i)
      if (story_[i] && out_.blocks[i].words >= 12 &&
          !(out_.around[out_.blocks[i].owner] & in_heading))
        first_ = i;
    last_ = first_;
    for (std::uint32_t i = first_; i < count; ++i)
      if (story_[i]) last_ = i;
    head_begin_ = first_;
    const std::string letters = letters_of(title);
    for (std::uint32_t i = 0; i < std::min(first_ + 1, count); ++i) {
      const Block& block = out_.blocks[i];
      const Tag tag = page_.nodes[block.owner].tag;
      if (tag == Tag::title || !(out_.around[block.owner] & (in_heading | in_main | in_article)))
        continue;
      if (tag == Tag::h1 ||
          (!letters.empty() && letters_of(inner_text(page_, block.owner, 400)) == letters)) {
        head_begin_ = i;
        if (tag != Tag::h1) break;
      }
    }
  }
  bool is_before(std::uint32_t block) const {
    return block + above_title >= head_begin_ && block <= first_ + behind_lead;
  }
  bool is_behind(std::uint32_t block) const {
    return block > last_ && block <= last_ + behind_story;
  }

  /// Elements whose markup says that they hold an author's name.
  void marked() {
    std::array<BylineNames, static_cast<std::size_t>(Place::count)> together;
    std::array<std::uint32_t, static_cast<std::size_t>(Place::count)> last_block{};
    std::uint32_t skip = 0;
    for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
      if (i < skip || page_.nodes[i].tag == Tag::text) continue;
      const std::uint32_t block = out_.first_block(i);
      const bool before = is_before(block);
      // most of a page's links; what is asked of their addresses takes longer
      if (!before && block <= last_) continue;
      const auto place = before || is_behind(block) ? place_of(i) : property_of(i);
      if (!place) continue;
      const bool behind = !before;
      if (page_.nodes[i].end - i > most_nodes) continue;
      if (is_others(i, block > first_, *place)) continue;
      const Place where = behind && *place != Place::property ? Place::marked_behind : *place;
      BylineNames names = names_in(i, *place);
      if (names.people.empty() && names.agencies.empty()) continue;
      skip = page_.nodes[i].end;
      const auto at = static_cast<std::size_t>(where);
      // what stands over the title may be another story's
      if (block >= head_begin_ && last_block[at] < head_begin_) together[at] = {};
      // names of one list stand together
      const bool goes_on = together[at].people.empty() || block <= last_block[at] + 2;
      last_block[at] = block;
      if (goes_on) append(together[at], std::move(names));
    }
    for (std::size_t at = 0; at < together.size(); ++at)
      add(static_cast<Place>(at), std::move(together[at]));
  }
  std::optional<Place> property_of(std::uint32_t i) const {
    const Node& node = page_.nodes[i];
    if (node.attributes == 0) return {};
    const std::string_view property = page_.attr(node, Attr::itemprop);
    if (property == "author" || property == "creator" || property.starts_with("author "))
      return Place::property;
    return {};
  }
  std::optional<Place> place_of(std::uint32_t i) const {
    const Node& node = page_.nodes[i];
    if (node.attributes == 0) return {};
    if (const auto property = property_of(i)) return property;
    if (node.tag == Tag::a) {
      const std::string_view rel = page_.attr(node, Attr::rel);
      if (rel.find("author") != std::string_view::npos) return Place::link;
      if (rules_.paths.hints(path_of(page_.attr(node, Attr::href))) & hint_author)
        return Place::address;
    }
    return (out_.own[i] & hint_author) ? std::optional(Place::marked) : std::nullopt;
  }
  /// The folders of an address, without its last part: "/authors/".
  static std::string_view path_of(std::string_view address) {
    if (const std::size_t host = address.find("://"); host != std::string_view::npos)
      address.remove_prefix(std::min(address.find('/', host + 3), address.size()));
    address = address.substr(0, address.find_first_of("?#"));
    while (address.ends_with('/')) address.remove_suffix(1);
    return address.substr(0, address.rfind('/') == std::string_view::npos ? 0 : address.rfind('/'));
  }
  /// Whether a node belongs to comments, other stories or a menu.
  bool is_others(std::uint32_t i, bool behind, Place place = Place::marked) const {
    constexpr std::uint32_t elsewhere = in_nav | in_form | in_hidden | in_quote | in_nested_article;
    std::uint32_t own = 0;
    std::uint32_t node = i;
    for (int level = 0; level < 4 && node != 0; ++level, node = page_.nodes[node].parent)
      own |= out_.own[node];
    const std::uint32_t others = hint_comment | hint_related | hint_teaser;
    // whom the story is about
    if (behind && (own & hint_tags) && (place == Place::address || place == Place::marked))
      return true;
    if (behind && (((out_.around[i] & in_aside) && place != Place::property) ||
                   (out_.hints[i] & hint_comment)))
      return true;
    return (out_.around[i] & elsewhere) || (own & hint_comment) ||
           ((own & others) && !(out_.own[i] & hint_author) && behind);
  }

  /// The names in an element: of the links in it, where they are names; else of its words.
  BylineNames names_in(std::uint32_t node, Place place) const {
    if (const std::string_view content = page_.attr(page_.nodes[node], Attr::content);
        place == Place::property && !content.empty())
      return names_in_value(content, rules_.phrases, rules_.months);
    const std::string words = inner_text(page_, node, longest_name_text + 1);
    const bool brief = words.size() <= longest_name_text;
    if (std::string user = user_of(node, words); !user.empty()) return {{std::move(user)}, {}};
    BylineNames names = brief || place == Place::property ? names_of_parts(node) : BylineNames{};
    if (!brief || words.empty() || !names.people.empty() || !names.agencies.empty()) return names;
    const bool sure = place == Place::property || place == Place::link;
    if (BylineNames each = names_of_children(node); each.people.size() > 1) return each;
    if (sure || is_behind_label(node)) return names_in_value(words, rules_.phrases, rules_.months);
    const std::string line = line_of(node);
    // a name beside a day
    const bool dated = std::ranges::count_if(words_of(out_.blocks[out_.first_block(node)]),
                                             [](char c) { return c >= '0' && c <= '9'; }) >= 6;
    // any short line looks like a name
    if (place == Place::marked && is_uncased(line) && !dated &&
        !opens_byline(line, rules_.phrases, rules_.months))
      return {};
    return names_in_byline(line, rules_.phrases, rules_.months);
  }
  /// A link's words where its address ends in them: "lars" to /authors/lars/, who may have one
  /// name, or a login.
  std::string user_of(std::uint32_t node, std::string_view words) const {
    constexpr std::size_t longest = 40;  // bytes
    if (page_.nodes[node].tag != Tag::a || words.size() > longest || words.size() < 2) return {};
    std::string_view address = page_.attr(page_.nodes[node], Attr::href);
    address = address.substr(0, address.find_first_of("?#"));
    while (address.ends_with('/')) address.remove_suffix(1);
    // Pages about people are others' too: the newsroom's own stand in a byline.
    if (!(rules_.paths.hints(address) & hint_author) ||
        !((out_.hints[node] & hint_author) || is_behind_label(node)))
      return {};
    const std::string key = letters_of(words), user = letters_of(address.substr(std::min(
                                                   address.rfind('/') + 1, address.size())));
    if (key.size() < 2 || user.size() < 2 ||
        (user.find(key) == std::string::npos &&
         (user.size() < 5 || key.find(user) == std::string::npos)))
      return {};
    BylineNames names = names_in_value(words, rules_.phrases, rules_.months);
    if (names.people.size() != 1) return {};
    if (rules_.phrases.whole(words) & phrase_role) return {};
    if (letters_of(names.people[0]) == key) return std::move(names.people[0]);
    const bool plain = std::ranges::count(words, ' ') <= 2 &&
                       words.find_first_of("0123456789,|") == std::string_view::npos;
    // "Ann lee"
    return plain && (key.starts_with(user) || key.ends_with(user)) ? std::string(words)
                                                                   : std::string();
  }
  /// Whether the words right before an element are a byline's label: "by <span>oz</span>".
  bool is_behind_label(std::uint32_t node) const {
    const std::uint32_t parent = page_.nodes[node].parent;
    if (node <= parent + 1 || page_.nodes[node - 1].tag != Tag::text) return false;
    std::string_view before = page_.words(page_.nodes[node - 1]);
    const bool colon = before.find(':') != std::string_view::npos;
    while (!before.empty() &&
           (static_cast<unsigned char>(before.back()) <= ' ' || before.back() == ':'))
      before.remove_suffix(1);
    while (!before.empty() && static_cast<unsigned char>(before.front()) <= ' ')
      before.remove_prefix(1);
    const std::uint32_t classes = rules_.phrases.whole(before);
    return (classes & phrase_byline) || (colon && (classes & phrase_writer));
  }
  /// Whether two elements meet that only their looks part: "Ann Lee" and "2024", "Ann Lee" and "Tom
  /// Hale".
  static bool is_glued(std::string_view before, std::string_view behind) {
    if (before.empty() || behind.empty()) return false;
    std::size_t last = before.size() - 1, first = 0;
    while (last > 0 && (static_cast<unsigned char>(before[last]) & 0xC0) == 0x80) --last;
    const char32_t a = next_code_point(before, last), b = next_code_point(behind, first);
    return is_letter(a) && (is_digit(b) || (is_upper(b) && !is_upper(a)));
  }
  /// A link that says what a page is about: rel=tag.
  bool is_subject(const Node& node) const {
    return node.tag == Tag::a && page_.attr(node, Attr::rel).find("tag") != std::string_view::npos;
  }
  /// Whether two elements of a line hold a name and something else: "<span>Ann Lee</span>
  /// <span>Harbor Post</span>", "<b>Ann Lee</b> <time>Tuesday</time>". Of "<span>Ann</span>
  /// <span>Lee</span>" neither is a name, and behind "and" or a comma the list goes on.
  bool parts_names(std::uint32_t node) const {
    const Node& child = page_.nodes[node];
    if (child.end - node < 2 || page_.nodes[node - 1].tag != Tag::text) return false;
    const std::string_view blank = page_.words(page_.nodes[node - 1]);
    const std::uint32_t before =
        blank.find_first_not_of(" \n\t\r") == std::string_view::npos ? node - 2 : node - 1;
    const std::uint32_t sibling = sibling_of(before, child.parent);
    if (sibling == 0) return false;
    const std::string words = inner_text(page_, sibling, longest_name_text),
                      behind = inner_text(page_, node, longest_name_text);
    const std::size_t first = behind.find_first_not_of(' ');
    if (first == std::string::npos || !is_upper_at(behind, first)) return false;
    const std::size_t last = words.find_last_not_of(' ');
    if (last == std::string::npos ||
        std::string_view(",;/&|").find(words[last]) != std::string_view::npos)
      return false;
    const BylineNames names = names_in_byline(words, rules_.phrases, rules_.months);
    return names.people.size() == 1 && names.people[0].find(' ') != std::string::npos &&
           letters_of(names.people[0]) == letters_of(words);
  }
  /// The element of a parent that a node stands in; 0 for a text of the parent's own.
  std::uint32_t sibling_of(std::uint32_t node, std::uint32_t parent) const {
    while (node > parent && page_.nodes[node].parent != parent) node = page_.nodes[node].parent;
    return node > parent && page_.nodes[node].tag != Tag::text ? node : 0;
  }
  static bool is_upper_at(std::string_view words, std::size_t at) {
    return is_upper(next_code_point(words, at));
  }
  /// The words of an element, with a bar between its lines.
  std::string line_of(std::uint32_t node) const {
    std::string line;
    for (std::uint32_t i = node; i < page_.nodes[node].end && line.size() < longest_name_text;
         ++i) {
      const Node& child = page_.nodes[i];
      if (is_subject(child)) {
        i = child.end - 1;
        line += " | ";
      } else if (child.tag == Tag::text) {
        if (is_glued(line, page_.words(child)) || (rules_.phrases.whole(line) & phrase_byline))
          line += ' ';
        line += page_.words(child);
      } else if ((!is_inline(child.tag) || child.tag == Tag::br || parts_names(i)) &&
                 line.find_first_not_of(" \n\t|") != std::string::npos)
        line += " | ";
    }
    return line;
  }
  bool is_author_link(const Node& node) const {
    return node.tag == Tag::a &&
           page_.attr(node, Attr::rel).find("author") != std::string_view::npos;
  }
  bool leads_to_person(const Node& node) const {
    return rules_.paths.hints(path_of(page_.attr(node, Attr::href))) & hint_author;
  }
  /// Whether a link in the element leads to the page of a person: the others then lead elsewhere.
  bool holds_link_to_person(std::uint32_t node) const {
    for (std::uint32_t i = node + 1; i < page_.nodes[node].end; ++i)
      if (const Node& child = page_.nodes[i];
          child.tag == Tag::a && (is_author_link(child) || leads_to_person(child)))
        return true;
    return false;
  }
  /// The parts of an element that are marked as names: itemprop=name, vCard's "fn" is its link.
  BylineNames names_of_parts(std::uint32_t node) const {
    BylineNames names;
    const bool people = holds_link_to_person(node);
    for (std::uint32_t i = node + 1; i < page_.nodes[node].end; ++i) {
      const Node& child = page_.nodes[i];
      if (child.tag == Tag::text) continue;
      if (const std::string_view property = page_.attr(child, Attr::itemprop);
          property == "affiliation" || property == "worksFor" || property == "memberOf" ||
          property == "publisher") {
        i = child.end - 1;
        continue;
      }
      const bool named = page_.attr(child, Attr::itemprop) == "name" || is_author_link(child);
      const bool linked = !named && child.tag == Tag::a && !page_.attr(child, Attr::href).empty();
      if (linked && !is_subject(child) && (!people || leads_to_person(child)))
        append(names, names_in_link(i));
      if (linked) i = child.end - 1;
      if (!named) continue;
      const std::string_view content = page_.attr(child, Attr::content);
      append(names, names_in_value(content.empty()
                                       ? std::string_view(inner_text(page_, i, longest_name_text))
                                       : content,
                                   rules_.phrases, rules_.months));
      i = child.end - 1;
    }
    return names;
  }

  /// The names of children that hold nothing but one each: "<span>Ann Lee</span> <span>Tom
  /// Hale</span>".
  BylineNames names_of_children(std::uint32_t node) const {
    BylineNames all;
    std::uint32_t around = node;
    // wrappers
    while (around + 1 < page_.nodes[around].end &&
           page_.nodes[around + 1].end == page_.nodes[around].end &&
           page_.nodes[around + 1].tag != Tag::text)
      ++around;
    for (std::uint32_t i = around + 1; i < page_.nodes[around].end;
         i = std::max(i + 1, page_.nodes[i].end)) {
      const std::string words = inner_text(page_, i, longest_name_text);
      if (words.find_first_not_of(' ') == std::string::npos) continue;
      BylineNames one = page_.nodes[i].tag == Tag::text
                            ? BylineNames{}
                            : names_in_byline(words, rules_.phrases, rules_.months);
      if (one.people.size() != 1 || one.people[0].find(' ') == std::string::npos ||
          letters_of(one.people[0]) != letters_of(words))
        return {};
      append(all, std::move(one));
    }
    return all;
  }
  /// A link that holds nothing but names of two words or more: a profile's, not a network's.
  BylineNames names_in_link(std::uint32_t link) const {
    const std::string words = inner_text(page_, link, longest_name_text);
    if (std::string user = user_of(link, words); !user.empty()) return {{std::move(user)}, {}};
    // any short line looks like a name
    if (is_uncased(words) && out_.first_block(link) < head_begin_) return {};
    if (is_uncased(words) &&
        (!(rules_.paths.hints(path_of(page_.attr(page_.nodes[link], Attr::href))) & hint_author) ||
         (out_.hints[link] & hint_nav)))
      return {};
    BylineNames names = names_in_byline(words, rules_.phrases, rules_.months);
    std::size_t letters = 0;
    for (const std::string& name : names.people) letters += letters_of(name).size();
    if (letters + 8 < letters_of(words).size()) return {};
    return names;
  }

  /// "By Ann Lee" in a line of its own.
  void lines() {
    BylineNames before, behind;
    for (std::uint32_t i = head_begin_ - std::min(head_begin_, above_title);
         i < std::min<std::size_t>(first_ + behind_lead + 1, out_.blocks.size()) &&
         before.people.empty();
         ++i)
      take_people(before, line(i, i > first_));
    for (std::uint32_t i = last_ > 2 ? last_ - 1 : last_;
         i < std::min<std::size_t>(last_ + behind_story, out_.blocks.size()) &&
         behind.people.empty();
         ++i)
      take_people(behind, line(i, true));
    for (std::uint32_t i = head_begin_; i < first_ && agency_line_.empty(); ++i) note_agency(i);
    add(Place::byline, std::move(before));
    add(Place::byline_behind, std::move(behind));
  }
  /// A line that is nothing but a name, between title and story or as its signature, where nothing
  /// else tells an author: only with a given name that is known as one.
  void bare_lines() {
    const auto count = static_cast<std::uint32_t>(out_.blocks.size());
    for (std::uint32_t i = head_begin_ + 1; i < first_ && lists_.empty(); ++i)
      add(Place::byline, bare_line(i));
    for (std::uint32_t i = last_; i < std::min(last_ + 2, count) && lists_.empty(); ++i)
      if (i > first_) add(Place::byline_behind, bare_line(i));
  }
  BylineNames bare_line(std::uint32_t i) const {
    constexpr std::uint32_t fewest_words = 2, most_words = 4;
    constexpr std::uint32_t elsewhere = in_heading | in_list | in_table | in_aside | in_footer;
    const Block& block = out_.blocks[i];
    if (block.words < fewest_words || block.words > most_words || block.link_words > 0 ||
        block.row || is_elsewhere(block.owner) || (out_.around[block.owner] & elsewhere))
      return {};
    const std::string words = one_line(words_of(block));
    BylineNames names = names_in_byline(words, rules_.phrases, rules_.months);
    if (names.people.size() != 1 || letters_of(names.people[0]) != letters_of(words)) return {};
    return is_given_name(std::string_view(words).substr(0, words.find(' '))) ? names
                                                                             : BylineNames{};
  }
  bool is_given_name(std::string_view word) const {
    const std::string line = '\n' + fold(word) + '\t';
    return rules_.given_names.find(line) != std::string_view::npos;
  }
  /// "AFP, MANILA": a line that is an agency's, without a label.
  void note_agency(std::uint32_t i) {
    constexpr std::uint32_t most_words = 8;
    const Block& block = out_.blocks[i];
    if (block.words == 0 || block.words > most_words || is_elsewhere(block.owner)) return;
    const std::string words = words_of(block);
    const auto agency = rules_.phrases.start(words, phrase_agency);
    if (!agency.classes || !stands_alone(std::string_view(words).substr(agency.end))) return;
    if (std::string name = words.substr(0, agency.end); !is_own(letters_of(name)))
      agency_line_ = std::move(name);
  }
  /// Whether a line is of a menu, a picture, a comment or another story.
  bool is_elsewhere(std::uint32_t owner) const {
    constexpr std::uint32_t elsewhere = in_nav | in_form | in_hidden | in_quote |
                                        in_nested_article | in_figure | in_caption | in_link;
    return (out_.around[owner] & elsewhere) ||
           (out_.own[owner] & (hint_comment | hint_caption | hint_related));
  }
  /// The people of the first line that names some; the agencies of the first that names those.
  static void take_people(BylineNames& taken, BylineNames more) {
    if (more.people.empty() && !taken.agencies.empty()) return;
    if (!more.people.empty() || !more.agencies.empty()) taken = std::move(more);
  }
  BylineNames line(std::uint32_t i, bool is_behind) const {
    constexpr std::uint32_t most_line_words = 30;
    const Block& block = out_.blocks[i];
    if (block.words == 0 || block.words > most_line_words || is_elsewhere(block.owner)) return {};
    if (is_behind && ((out_.around[block.owner] & in_aside) ||
                      (out_.hints[block.owner] & (hint_comment | hint_related))))
      return {};
    const Tag tag = page_.nodes[block.owner].tag;
    if ((out_.around[block.owner] & in_heading) &&
        (i <= head_begin_ || i >= first_ || tag < Tag::h4 || tag > Tag::h6))
      return {};
    const std::string words = words_of(block);
    if (i > head_begin_ && i < first_)
      if (BylineNames names = beside_site(words); !names.people.empty()) return names;
    if (!(rules_.phrases.whole(words) & phrase_byline))
      return is_labeled(words) ? names_in_byline(words, rules_.phrases, rules_.months)
                               : BylineNames{};
    // "By" alone: the name stands in the next line.
    constexpr std::uint32_t most_name_words = 8;
    if (i + 1 >= out_.blocks.size() || out_.blocks[i + 1].words > most_name_words) return {};
    return names_in_byline(words + ' ' + words_of(out_.blocks[i + 1]), rules_.phrases,
                           rules_.months);
  }
  /// "Ann Lee | Harbor Post", "Ann Lee, Harbor Post correspondent": without a label, but beside the
  /// name of the site.
  BylineNames beside_site(std::string_view words) const {
    constexpr std::size_t shortest = 4;  // bytes of the site's letters
    if (site_.size() < shortest) return {};
    BylineNames names = names_in_byline(words, rules_.phrases, rules_.months);
    if (names.people.empty() || names.people[0].find(' ') == std::string::npos ||
        !words.starts_with(names.people[0]))
      return {};
    const std::string_view rest = words.substr(names.people[0].size());
    const std::size_t sign = rest.find_first_not_of(' ');
    if (sign == std::string_view::npos ||
        std::string_view(",|/-").find(rest[sign]) == std::string_view::npos ||
        !letters_of(rest).starts_with(site_))
      return {};
    names.people.resize(1);
    return names;
  }
  /// Whether what stands behind an agency's name goes on with a sign, not with a sentence: "AFP,
  /// MANILA".
  static bool stands_alone(std::string_view rest) {
    constexpr std::size_t longest = 40;  // bytes
    const std::size_t first = rest.find_first_not_of(' ');
    return first == std::string_view::npos ||
           (rest.size() <= longest &&
            (rest[first] == ',' || rest[first] == '/' || rest[first] == '|' || rest[first] == ')'));
  }
  std::string words_of(const Block& block) const {
    std::string words;
    for (std::uint32_t n = block.first; n < block.last && words.size() < longest_name_text; ++n)
      if (page_.nodes[n].tag == Tag::text)
        words.append(is_glued(words, page_.words(page_.nodes[n])) ? " " : "")
            .append(page_.words(page_.nodes[n]));
      else if (page_.nodes[n].tag == Tag::br || (!words.empty() && parts_names(n)))
        words += " | ";
    words.erase(0, std::min(words.find_first_not_of(" \n\t"), words.size()));
    return words;
  }
  bool is_labeled(std::string_view words) const {
    return opens_byline(words, rules_.phrases, rules_.months);
  }

  std::vector<std::string> best() {
    const NameList* winner = nullptr;
    float most = 0;
    for (const NameList& list : lists_) {
      if (list.people.empty()) continue;
      const float sum = score(list);
      if (sum > most) most = sum, winner = &list;
    }
    // One place may name but the first of several.
    for (const NameList& list : lists_)
      if (winner && list.keys.size() > winner->keys.size() && worth_of(list.place) >= whole_list &&
          std::ranges::all_of(winner->keys, [&](const std::string& key) {
            return std::ranges::find(list.keys, key) != list.keys.end();
          }))
        winner = &list;
    if (winner) return spaced(winner->people);
    for (const NameList& list : lists_)
      if (!list.agencies.empty()) return list.agencies;
    if (own_named_ && own_seen_) return {own_};
    return agency_line_.empty() ? std::vector<std::string>{}
                                : std::vector<std::string>{agency_line_};
  }
  /// "annlee" is written as another place of the page writes it: "Ann Lee".
  std::vector<std::string> spaced(std::vector<std::string> people) const {
    for (std::string& name : people) {
      if (name.find(' ') != std::string::npos) continue;
      const std::string key = letters_of(name);
      for (const NameList& list : lists_)
        for (std::size_t i = 0; i < list.keys.size(); ++i)
          if (list.keys[i] == key && list.people[i].find(' ') != std::string::npos)
            name = list.people[i];
    }
    return people;
  }
  /// "lee42", "ann-lee": one word with figures, or with the signs of a login in small letters.
  static bool is_login(std::string_view name) {
    if (name.empty() || name.find(' ') != std::string_view::npos) return false;
    return name.find_first_of("0123456789") != std::string_view::npos ||
           (ascii::is_lower(name.front()) && name.find_first_of("-_") != std::string_view::npos);
  }
  float score(const NameList& list) const {
    constexpr float agreement = 0.5F, part = 0.3F, login = 0.5F;
    float sum = worth_of(list.place);
    if (std::ranges::any_of(list.people, is_login)) sum *= login;
    std::uint32_t seen = 1U << static_cast<unsigned>(list.place);
    for (const NameList& other : lists_) {
      const std::uint32_t bit = 1U << static_cast<unsigned>(other.place);
      if (&other == &list || (seen & bit)) continue;
      const auto same =
          static_cast<std::size_t>(std::ranges::count_if(other.keys, [&](const std::string& key) {
            return std::ranges::find(list.keys, key) != list.keys.end();
          }));
      if (same == 0) continue;
      seen |= bit;
      sum += worth_of(other.place) *
             (same == list.keys.size() && same == other.keys.size() ? agreement : part);
    }
    return sum;
  }

  const Page& page_;
  const Outline& out_;
  const Head& head_;
  const std::vector<bool>& story_;
  const ArticleRules::Impl& rules_;
  const std::string site_, host_, domain_, publisher_, title_;
  std::vector<std::string> site_parts_;  // letters of "The Times of Harbor" and "harbor.example"
  std::vector<std::string> told_;        // the parts of the name that the site gives itself
  std::vector<NameList> lists_;
  std::string agency_line_;
  std::string own_;  // an author's name that is the site's too
  bool own_named_ = false, own_seen_ = false;
  std::uint32_t head_begin_ = 0, first_ = 0, last_ = 0;
};

}  // namespace

void read_authors(const Page& page, const Outline& outline, const Head& head,
                  const std::vector<bool>& story, const ArticleRules::Impl& rules,
                  Article& article) {
  article.authors = AuthorReader(page, outline, head, story, rules, article).read(article.title);
}

}  // namespace newsline::article
