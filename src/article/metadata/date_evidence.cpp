// Collects every date by which a page may say when it was published or changed, with the place
// where it stands; published.cpp then takes the vote.
//
//     JSON-LD datePublished 2024-03-05;  <time datetime="2024-03-05T10:15">  near the title;
//     "Updated: March 6, 2024" under it;  the URL /2024/03/05/
// gives linked_article, time_near and url for the 5th, and the 6th as the day of modification. A
// written date counts by what stands before it ("Published", "Updated", "Printed on") and by
// whether it stands alone or in a sentence.
// What it does not do: dates of the story itself; a date label of a chronology is left to
// event/labels.
#include "date_evidence.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "date_labels.h"
#include "url_date.h"

namespace newsline::article {

namespace {

constexpr std::size_t most_evidence = 200;
// blocks: how far around the story a written date is its own
constexpr std::uint32_t above_title = 8, behind_lead = 6, behind_story = 8;

class DateEvidenceReader {
 public:
  DateEvidenceReader(const Page& page, const Outline& outline, const Head& head,
                     const std::vector<bool>& story, const ArticleRules::Impl& rules,
                     const Article& article)
      : page_(page),
        out_(outline),
        head_(head),
        story_(story),
        rules_(rules),
        article_(article),
        style_{article.language,
               article.language.empty() || holds_line(rules.month_first, article.language)},
        labels_(rules, style_) {}

  DateEvidence read() {
    linked();
    meta();
    find_start();
    elements();
    written();
    if (const auto found = url_date(article_.url, rules_.months)) add(*found, DayPlace::url);
    title();
    settle_order();
    // No page is published after its last change: what says so without naming the publication
    // speaks of another day.
    if (evidence_.modified)
      std::erase_if(evidence_.published, [&](const DayEvidence& e) {
        return e.place == DayPlace::meta_day && is_later(e.at, *evidence_.modified);
      });
    if (evidence_.published.empty())
      for (const std::string& state : page_.state)
        if (const auto at = stamp(find_state_date(state)); at && evidence_.published.empty())
          add(*at, DayPlace::linked_created);
    if (evidence_.published.empty() && far_time_ && !far_times_differ_)
      add(*far_time_, DayPlace::time_first);
    if (evidence_.published.empty()) anywhere();
    return std::move(evidence_);
  }

 private:
  void add(Published at, DayPlace place, Doubt doubt = Doubt::none) {
    if (plausible(at.day()) && evidence_.published.size() < most_evidence)
      evidence_.published.push_back({at, place, doubt});
  }
  std::optional<Published> stamp(std::string_view value) const {
    return parse_stamp(value, rules_.months, style_);
  }
  std::optional<Stamp> whole_stamp(std::string_view value) const {
    return read_whole_stamp(value, rules_.months, style_);
  }
  /// "5/3/2024" is the day that the page gives elsewhere in another form, or that its address has
  /// the month of, whatever the order of its language; else its other dates and its country tell
  /// the order where the language does not.
  void settle_order() {
    const std::vector<DayEvidence>& all = evidence_.published;
    const auto is_clear = [](const DayEvidence& e) { return e.doubt == Doubt::none; };
    if (std::ranges::all_of(all, is_clear)) return;
    const auto says = [&](Day day) {
      return std::ranges::any_of(
          all, [&](const DayEvidence& o) { return is_clear(o) && o.at.day() == day; });
    };
    const bool other_order = style_.month_first && is_day_first_site();
    for (DayEvidence& e : evidence_.published) {
      if (is_clear(e)) continue;
      const Day day = e.at.day(), other = exchanged(day);
      const bool kept = says(day) || in_folder(day), changed = says(other) || in_folder(other);
      if (!kept && (changed || (other_order && e.doubt == Doubt::order))) e.at.at += other - day;
    }
  }
  /// Whether the page's address has the day's year and month as folders: ".../2023/06/ferry".
  bool in_folder(Day day) const {
    const auto date = ymd(day);
    const auto year = std::to_string(static_cast<int>(date.year()));
    const auto month = static_cast<unsigned>(date.month());
    const std::string folders =
        '/' + year + '/' + (month < 10 ? "0" : "") + std::to_string(month) + '/';
    return article_.url.find(folders) != std::string::npos;
  }
  /// Whether the site's other dates ("25/12/2023"), or else its country, put the day first.
  bool is_day_first_site() const {
    constexpr std::size_t most_asked = 400;
    int day_first = 0, month_first = 0;
    std::size_t asked = 0;
    for (const Block& block : out_.blocks) {
      if (block.digits < 6 || block.words > 30) continue;
      if (++asked > most_asked) break;
      const std::string line = words(block, 400);
      const auto found = find_stamp(line, 0, rules_.months, style_);
      if (!found) continue;
      const NumberOrder order =
          number_order(std::string_view(line).substr(found->begin, found->end - found->begin));
      day_first += order == NumberOrder::day_first;
      month_first += order == NumberOrder::month_first;
    }
    if (day_first != month_first) return day_first > month_first;
    const std::string_view domain = country_domain(article_.url);
    return !domain.empty() && !holds_line(rules_.month_first, domain);
  }
  /// ".uk" of https://harbor.example.uk/ferry; empty where the domain is no country's.
  static std::string_view country_domain(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    const std::string_view host =
        url.substr(scheme + 3, url.find_first_of("/:?#", scheme + 3) - scheme - 3);
    const std::size_t dot = host.rfind('.');
    return dot != std::string_view::npos && host.size() - dot == 3 ? host.substr(dot)
                                                                   : std::string_view();
  }
  /// March 5 for May 3
  static Day exchanged(Day day) {
    const auto date = ymd(day);
    return make_day(static_cast<int>(date.year()), static_cast<unsigned>(date.day()),
                    static_cast<unsigned>(date.month()))
        .value_or(day);
  }
  /// By the moment where both name their zone, else by the day.
  static bool is_later(const Published& a, const Published& b) {
    if (!a.has_time || !b.has_time || !a.offset_minutes || !b.offset_minutes)
      return a.day() > b.day();
    return a.day() > b.day() && a.at - std::chrono::minutes(*a.offset_minutes) >
                                    b.at - std::chrono::minutes(*b.offset_minutes);
  }
  void set_modified(std::optional<Published> at, DateSource source) {
    if (!at || evidence_.modified) return;
    evidence_.modified = at;
    evidence_.modified->source = source;
  }

  void linked() {
    const LinkedArticle* main = main_article(head_);
    if (main) {
      if (auto at = stamp(main->published))
        add(*at, DayPlace::linked_article);
      else if (auto created = stamp(main->created))
        add(*created, DayPlace::linked_created);
      set_modified(stamp(main->modified), DateSource::json_ld);
    }
    int others = 0;
    for (const LinkedArticle& other : head_.linked.articles) {
      if (&other == main || other.update || ++others > 10) continue;
      const bool page = other.type == LinkedArticle::Type::page;
      if (auto at = stamp(other.published); at && (page || !main)) add(*at, DayPlace::linked_page);
      if (page) set_modified(stamp(other.modified), DateSource::json_ld);
    }
  }
  void meta() {
    for (const Head::Meta& m : head_.meta) {
      if (m.name == "article:published_time") {
        if (auto at = stamp(m.value)) add(*at, DayPlace::meta_article);
        continue;
      }
      switch (rules_.metas.find(m.name)) {
        case MetaNames::Meaning::published:
          if (auto at = stamp(m.value)) add(*at, DayPlace::meta_published);
          break;
        case MetaNames::Meaning::day:
          if (auto at = stamp(m.value)) add(*at, DayPlace::meta_day);
          break;
        case MetaNames::Meaning::modified:
          set_modified(stamp(m.value), DateSource::meta);
          break;
        case MetaNames::Meaning::nothing:
          break;
      }
    }
  }

  /// Where the story begins and ends: written dates of its own stand between the title and its
  /// first paragraphs, and right behind it.
  void find_start() {
    const std::uint32_t count = static_cast<std::uint32_t>(out_.blocks.size());
    first_ = count;
    for (const std::uint32_t least : {20U, 12U})
      for (std::uint32_t i = 0; i < count && first_ == count; ++i)
        if (story_[i] && out_.blocks[i].words >= least &&
            !(out_.around[out_.blocks[i].owner] & in_heading))
          first_ = i;
    last_ = first_;
    for (std::uint32_t i = first_; i < count; ++i)
      if (story_[i]) last_ = i;
    title_ = first_;
    for (const std::uint32_t node : head_.h1)
      if (const std::uint32_t block = out_.first_block(node); block <= first_) title_ = block;
    // The title may stand in any element; the site's name may be the h1.
    const std::string letters = letters_of(article_.title);
    for (std::uint32_t i = 0; !letters.empty() && i < std::min(first_ + 1, count); ++i)
      if ((out_.around[out_.blocks[i].owner] & in_heading) &&
          letters_of(words(out_.blocks[i], 1000)) == letters)
        title_ = i;
  }

  /// An element that holds a date, and what its markup says of it.
  struct DatedElement {
    std::uint32_t node = 0;
    bool time = false;  // <time>, <abbr>, <relative-time> and the like
    bool published = false, modified = false;
    Published at;                // of its attributes, else of its words
    Doubt doubt = Doubt::none;   // the same
    std::optional<Stamp> shown;  // of its words
  };
  std::optional<DatedElement> dated_element(std::uint32_t i) const {
    const Node& node = page_.nodes[i];
    const std::string_view property = page_.attr(node, Attr::itemprop);
    DatedElement element;
    element.node = i;
    // "published updated" is how hentry marks a date that is both.
    const bool marked_updated = (out_.own[i] & hint_updated) && !(out_.own[i] & hint_published);
    element.modified = marked_updated || property.find("dateModified") != std::string_view::npos;
    element.published = property.find("datePublished") != std::string_view::npos;
    // hAtom: <abbr title="2024-03-05T10:15">
    const bool stamped = page_.attr(node, Attr::title).find('-') == 4;
    element.time = node.tag == Tag::time || (node.tag == Tag::abbr && stamped) ||
                   (node.tag == Tag::other && !page_.attr(node, Attr::datetime).empty());
    if (!element.time && !element.published && !element.modified) return {};
    std::string_view value;
    for (const Attr name : {Attr::datetime, Attr::content, Attr::data_time, Attr::title})
      if (value.empty()) value = page_.attr(node, name);
    const std::optional<Stamp> in_attribute = whole_stamp(value);
    element.shown = whole_stamp(inner_text(page_, i, 200));
    if (!in_attribute && !element.shown) return {};
    const Stamp& best = in_attribute ? *in_attribute : *element.shown;
    element.at = best.at;
    element.doubt = best.doubt;
    return element;
  }

  /// Dates that markup marks as such.
  void elements() {
    ElementsSeen seen;
    for (const std::uint32_t i : head_.times) {
      const std::optional<DatedElement> element = dated_element(i);
      if (!element) {
        read_attribute(i);
        continue;
      }
      if (!element->published && (element->modified || says_updated(i)))
        set_modified(element->at, DateSource::time_element);
      else
        place_element(*element, seen);
    }
  }
  /// A day in an attribute of an element of few words beside the title: <span title="March 5, 2024
  /// 10:15 AM">2 hours ago</span>, <div data-published="2024-03-05">.
  void read_attribute(std::uint32_t i) {
    const Node& node = page_.nodes[i];
    const std::uint32_t block = out_.first_block(i);
    constexpr std::uint32_t most_nodes = 12, around_title = 3;
    constexpr std::size_t most_bytes = 60;
    if (block + around_title < title_ || block > first_ || node.end - i > most_nodes) return;
    if (out_.around[i] &
        (in_aside | in_nav | in_footer | in_hidden | in_nested_article | in_figure))
      return;
    if (out_.hints[i] & (hint_comment | hint_related) || is_label(block)) return;
    const std::string shown = inner_text(page_, i, most_bytes + 1);
    if (shown.empty() || shown.size() > most_bytes) return;
    // "Joined March 2007": what a reader sees names a year, and no day
    constexpr std::ptrdiff_t digits_of_year = 4;
    if (!whole_stamp(shown) && std::ranges::count_if(shown, ascii::is_digit) >= digits_of_year)
      return;
    for (const Attr name : {Attr::data_time, Attr::title}) {
      const std::string_view value = page_.attr(node, name);
      const auto found = whole_stamp(value);
      if (!found || !labels_.stands_alone(value, *found)) continue;
      if (!is_plain(value.substr(0, found->begin))) continue;
      if (says_updated(i)) return set_modified(found->at, DateSource::time_element);
      return add(found->at, DayPlace::attribute, found->doubt);
    }
  }
  /// Whether nothing before an attribute's day says whose it is: "Tuesday, ", "Published on ".
  bool is_plain(std::string_view before) const {
    const std::uint32_t label = labels_.before(before);
    if (label) return label & phrase_published;
    constexpr int most_words = 2;
    int words = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
      words += !ascii::is_digit(before[i]) && before[i] > '@' && (i == 0 || before[i - 1] == ' ');
    return words <= most_words;
  }
  struct ElementsSeen {
    bool property = false, near = false, time = false;
  };
  void place_element(const DatedElement& element, ElementsSeen& seen) {
    const std::uint32_t i = element.node, block = out_.first_block(i);
    const Node& node = page_.nodes[i];
    if (is_label(block) && !element.published) return;
    const bool aside =
        out_.around[i] & (in_aside | in_nav | in_footer | in_hidden | in_nested_article | in_quote);
    const bool near = block + 12 >= title_ && block <= first_ + 3;
    const std::uint32_t hints = near ? out_.own[i] | out_.own[node.parent] : out_.hints[i];
    if (hints & (hint_comment | hint_related)) return;
    if (element.published)
      add(element.at,
          std::exchange(seen.property, true) ? DayPlace::property_later : DayPlace::property,
          element.doubt);
    if (element.shown && element.shown->at.day() != element.at.day() && near && !aside)
      add(element.shown->at, DayPlace::byline, element.shown->doubt);
    if (element.time) place_time(element, near && !aside, aside, seen);
  }
  void place_time(const DatedElement& element, bool beside_title, bool aside, ElementsSeen& seen) {
    const std::uint32_t i = element.node, block = out_.first_block(i);
    const Node& node = page_.nodes[i];
    if (beside_title) {
      const bool marked = (out_.own[i] & hint_published) || page_.attr(node, Attr::pubdate).data();
      add(element.at,
          marked      ? DayPlace::time_published
          : seen.near ? DayPlace::time_later
                      : DayPlace::time_near,
          element.doubt);
      seen.near = true;
    } else if (node.tag == Tag::abbr) {
      return;  // too often that of a member or a comment
    } else if (!(out_.around[i] & in_quote) && !(block > last_ && is_link(i)) &&
               block <= last_ + behind_story && !seen.time) {
      add(element.at, DayPlace::time_first);
    } else if (!aside && !is_link(i)) {
      // several days far from the story are those of others
      far_times_differ_ |= far_time_ && far_time_->day() != element.at.day();
      if (!far_time_) far_time_ = element.at;
    }
    seen.time = true;
  }
  bool is_link(std::uint32_t node) const { return out_.around[node] & in_link; }
  /// "Updated" right before the element, in its block.
  bool says_updated(std::uint32_t node) const {
    std::uint32_t block = out_.block_at[page_.nodes[node].end];
    if (block == 0 || out_.blocks[--block].first >= page_.nodes[node].end ||
        out_.blocks[block].words > 40)
      return false;
    // A block of few words may consist of any number of elements: bounded, so that the search stays
    // linear.
    constexpr std::uint32_t most_nodes = 200;
    std::string before;
    for (std::uint32_t i = std::max(out_.blocks[block].first, node - std::min(node, most_nodes));
         i < node; ++i)
      if (page_.nodes[i].tag == Tag::text) before += page_.words(page_.nodes[i]), before += ' ';
    const std::size_t outside = before.size();
    before += inner_text(page_, node, 200);
    const auto date = find_stamp(before, outside, rules_.months, style_);
    return labels_.before(std::string_view(before).substr(0, date ? date->begin : before.size())) ==
           phrase_updated;
  }

  /// A date label of a chronology dates its entry, not the page.
  bool is_label(std::uint32_t block) const {
    return block < story_.size() && story_[block] && out_.is_label(block);
  }
  std::string words(const Block& block, std::size_t limit) const {
    std::string all;
    for (std::uint32_t i = block.first; i < block.last && all.size() < limit; ++i)
      if (page_.nodes[i].tag == Tag::text)
        all += page_.words(page_.nodes[i]);
      else
        all += ' ';
    return all;
  }

  /// Written dates in short blocks around the title, before the story's first paragraphs, and right
  /// behind it.
  void written() {
    const std::uint32_t count = static_cast<std::uint32_t>(out_.blocks.size());
    count_heading_dates();
    for (std::uint32_t i = title_ - std::min(title_, above_title);
         i <
         std::min(count, std::max(std::max(first_, title_) + behind_lead, last_ + behind_story));
         ++i) {
      others_begun_ |= i > last_ && opens_others(i);
      if (i < std::max(first_, title_) + behind_lead || i >= last_) read_line(i);
    }
    drop_list({DayPlace::byline, DayPlace::byline_later}, 2);
    drop_list({DayPlace::above}, 2);
    drop_list({DayPlace::tail}, 1);
    drop_list({DayPlace::attribute}, 1);
  }
  /// Whether what follows are comments or other stories: "Leave a reply", "Related articles", the
  /// linked title of another story.
  bool opens_others(std::uint32_t i) const {
    const Block& block = out_.blocks[i];
    constexpr std::uint32_t most_words = 6, title_words = 6;
    if (story_[i]) return false;
    if (block.starts_linked && block.words >= title_words && block.link_words == block.words &&
        block.digits < 4)
      return true;
    if (block.words > most_words) return false;
    const std::string line = words(block, 100);
    // "12 Comments", "Comments (12)"
    constexpr std::string_view count = "0123456789() ";
    const std::size_t begin = std::min(line.find_first_not_of(count), line.size()),
                      end = line.find_last_not_of(count) + 1;
    return begin < end && (rules_.phrases.whole(std::string_view(line).substr(begin, end - begin)) &
                           (phrase_end | phrase_teaser));
  }
  /// "Pier closed for repairs 5 March 2024", with a link
  static bool is_linked_title(const Block& block, const Stamp& found) {
    constexpr std::uint32_t title_words = 3, title_bytes = 12;
    return block.starts_linked && block.link_words >= title_words && found.begin > title_bytes;
  }
  /// Many dates in one place are those of teasers, or of what people wrote on one day.
  void drop_list(std::initializer_list<DayPlace> places, std::size_t most_days) {
    constexpr std::size_t most_moments = 3;
    const auto unlabeled = [&](const DayEvidence& e) {
      return std::ranges::find(places, e.place) != places.end();
    };
    std::vector<Day> days;
    std::vector<CivilTime> moments;
    const auto note = [](auto& all, auto one) {
      if (std::ranges::find(all, one) == all.end()) all.push_back(one);
    };
    for (const DayEvidence& e : evidence_.published) {
      if (!unlabeled(e) || (evidence_.modified && evidence_.modified->day() == e.at.day()))
        continue;
      note(days, e.at.day());
      if (e.at.has_time) note(moments, e.at.at);
    }
    if (days.size() > most_days || moments.size() > most_moments)
      std::erase_if(evidence_.published, unlabeled);
  }
  /// "Town buys ferry | Harbor Post | 05.03.2024", "Town buys ferry - 5 March 2024 - Harbor Post"
  void title() {
    for (const std::string_view whole : {std::string_view(head_.title), head_.find("og:title")}) {
      const auto found = find_stamp(whole, 0, rules_.months, style_);
      if (found && is_title_part(whole, *found))
        return add(found->at, DayPlace::byline_labeled, found->doubt);
    }
  }
  /// Whether the date is all that stands between two marks, or a mark and the title's start or end.
  static bool is_title_part(std::string_view whole, const Stamp& found) {
    std::string_view before = whole.substr(0, found.begin), behind = whole.substr(found.end);
    if (before.empty() && behind.empty()) return false;
    constexpr std::string_view dash = "\xE2\x80\x93";
    while (before.ends_with(' ')) before.remove_suffix(1);
    const bool spaced_before = before.size() < found.begin;
    while (behind.starts_with(' ')) behind.remove_prefix(1);
    const bool spaced_behind = behind.size() < whole.size() - found.end;
    const auto marks = [&](std::string_view rest, bool spaced, bool last) {
      const bool bar = last ? rest.ends_with('|') : rest.starts_with('|');
      const bool line = last ? rest.ends_with('-') || rest.ends_with(dash)
                             : rest.starts_with('-') || rest.starts_with(dash);
      return rest.empty() || bar || (line && spaced);
    };
    return marks(before, spaced_before, true) && marks(behind, spaced_behind, false);
  }

  /// Several headings with a date are a chronology, or the days of a blog.
  void count_heading_dates() {
    for (const Block& block : out_.blocks) {
      const bool short_heading =
          block.digits >= 5 && block.words <= 8 && (out_.around[block.owner] & in_heading);
      if (short_heading && find_stamp(words(block, 200), 0, rules_.months, style_))
        ++heading_dates_;
    }
  }
  /// The site's own head, which tells the day on which the page was loaded.
  bool is_masthead(std::uint32_t i) const {
    const auto in_site_head = [&](std::uint32_t block) {
      const std::uint32_t around = out_.around[out_.blocks[block].owner];
      return (around & in_header) && !(around & (in_article | in_main));
    };
    return i < title_ && in_site_head(i) && !(title_ < out_.blocks.size() && in_site_head(title_));
  }
  bool is_head(std::uint32_t i) const { return i >= title_ && i <= first_; }

  /// Whether a block's line is read for a written date at all.
  bool may_hold_date(std::uint32_t i) const {
    const Block& block = out_.blocks[i];
    if (block.words > 80 || block.digits == 0 || (story_[i] && block.words > 20)) return false;
    if ((out_.around[block.owner] & (in_nav | in_hidden)) ||
        (out_.hints[block.owner] & hint_consent) || is_label(i) ||
        page_.nodes[block.owner].tag == Tag::title)
      return false;
    return is_head(i) ||
           (!(out_.hints[block.owner] & hint_comment) && !(own_hints(block) & hint_comment));
  }
  /// Whether the line stands beside the story or in the site's foot: what it does not label is not
  /// the page's day.
  bool is_apart(std::uint32_t i) const {
    const std::uint32_t around = out_.around[out_.blocks[i].owner];
    return !is_head(i) && !is_marked(i) &&
           ((around & (in_aside | in_nested_article)) ||
            ((around & in_footer) && !(around & in_article)));
  }
  /// Whether its markup calls the line a date, and nothing around it another story's.
  bool is_marked(std::uint32_t i) const {
    const std::uint32_t node = out_.blocks[i].owner;
    return (out_.own[node] & (hint_date | hint_published)) &&
           !(out_.hints[node] & (hint_teaser | hint_related | hint_side));
  }
  std::uint32_t own_hints(const Block& block) const {
    return out_.own[block.owner] | out_.own[page_.nodes[block.owner].parent];
  }
  /// A teaser of another story; at the page's head only what is not marked as a date.
  bool is_teaser(std::uint32_t i) const {
    const std::uint32_t hints = own_hints(out_.blocks[i]);
    const bool marked = hints & (hint_date | hint_published | hint_updated);
    const bool beside_title = i < title_ && i + 3 > title_;
    if (!is_head(i)) return (hints & hint_related) && !(beside_title && marked);
    return !marked && (hints & (hint_related | hint_teaser));
  }
  /// Whether the date belongs to the words of the story or of a heading.
  bool is_of_words(std::uint32_t i, std::string_view line, const Stamp& found, bool alone) const {
    if (i == title_ || alone) return false;
    if (story_[i]) return true;
    return (out_.around[out_.blocks[i].owner] & in_heading) && found.begin > 2 &&
           found.end + 2 < line.size();
  }

  /// Of a date of the line, or of the line before where the date stands alone in its own.
  std::uint32_t label_of(std::uint32_t i, std::string_view line, std::size_t from,
                         const Stamp& found, bool alone) const {
    const std::uint32_t label = labels_.of(line, from, found);
    if (label || !alone || i == 0 || out_.blocks[i - 1].words > 4) return label;
    return labels_.alone(words(out_.blocks[i - 1], 100));
  }
  /// Whether a date without a label is not the page's for the place where it stands.
  bool is_anothers(std::uint32_t i, const Stamp& found) const {
    constexpr std::uint32_t row_words = 6;  // a row with more is one of a table of days
    const Block& block = out_.blocks[i];
    if (is_teaser(i) || is_masthead(i) || (block.row && block.words > row_words)) return true;
    if (i > last_ && (others_begun_ || is_linked_title(block, found))) return true;
    if (out_.around[block.owner] & in_quote) return true;  // an embedded post's
    return (out_.around[block.owner] & in_heading) && heading_dates_ > 1 && i > title_;
  }
  void read_line(std::uint32_t i) {
    if (!may_hold_date(i)) return;
    const Block& block = out_.blocks[i];
    const bool heading = out_.around[block.owner] & in_heading;
    const std::string line = words(block, 800);
    if (i == title_ && heading && letters_of(line) == letters_of(article_.title)) return;
    bool alone = false;
    for (std::size_t at = 0, dates = 0; dates < 3; ++dates) {
      const auto found = find_stamp(line, at, rules_.months, style_);
      if (!found) break;
      // Behind a first date that does, another is no sentence either: "Updated 7 March 2024, first
      // published 5 March 2024".
      alone = labels_.stands_alone(line, *found) || (alone && dates > 0);
      if (is_of_words(i, line, *found, alone) || is_copyright(line, *found)) break;
      const std::uint32_t label = label_of(i, line, at, *found, alone && dates == 0);
      // "Created": of the group or the shop that the page belongs to
      if ((!label || (label & phrase_day)) && is_apart(i)) break;
      if (!label && is_anothers(i, *found)) break;
      std::string_view before = std::string_view(line).substr(at, found->begin - at);
      while (before.ends_with(' ')) before.remove_suffix(1);
      // a label that we do not know: "Deadline:"
      const bool other = before.ends_with(':') || before.ends_with("：");
      const bool sentence =
          block.last_sign == U'.' && !is_bare(std::string_view(line).substr(found->end));
      place_date(i, *found, {label, alone, other && !label, sentence});
      at = found->end;
    }
  }
  /// "© 2023 to 5.3.2024"
  static bool is_copyright(std::string_view line, const Stamp& found) {
    return found.begin > 3 && line.find("\xC2\xA9") < found.begin;
  }
  /// "By Ann Lee on March 5, 2024 | 3 comments"
  bool is_byline(std::string_view line) const {
    return rules_.phrases.start(line, phrase_byline).classes != 0;
  }
  struct DateInLine {
    std::uint32_t label;
    bool alone;     // hardly anything else stands in its line
    bool other;     // behind a label that is not known
    bool sentence;  // its line ends as a sentence does
  };
  static bool is_bare(std::string_view words) {
    return words.find_first_not_of(" .,;|)") == std::string_view::npos;
  }
  void place_date(std::uint32_t i, const Stamp& found, const DateInLine& line) {
    const auto [label, alone, other, sentence] = line;
    const Block& block = out_.blocks[i];
    if (label == phrase_updated) return set_modified(found.at, DateSource::byline);
    if (label & (phrase_other_day | phrase_event)) return;
    if (label) return add(found.at, DayPlace::byline_labeled, found.doubt);
    const std::uint32_t own = out_.own[block.owner],
                        parents = out_.own[page_.nodes[block.owner].parent];
    // a figure may hold all of a page's head
    const bool dated = own & (hint_date | hint_published);
    const bool caption =
        (out_.around[block.owner] & in_caption) ||
        (((out_.around[block.owner] & in_figure) || ((own | parents) & hint_caption)) && !dated);
    if (caption || block.words > 25) return;
    const bool brief = alone || (!story_[i] && block.words <= 12 && !sentence);
    if (is_head(i) && other) {
      add(found.at, DayPlace::byline_later, found.doubt);
    } else if (is_head(i)) {
      add(found.at, byline_seen_ ? DayPlace::byline_later : DayPlace::byline, found.doubt);
      byline_seen_ = true;
    } else if (i > last_ ? alone || (brief && (found.at.has_time || is_byline(words(block, 100))))
                         : brief) {
      add(found.at,
          i < title_  ? DayPlace::above
          : i > last_ ? DayPlace::tail
                      : DayPlace::lead,
          found.doubt);
    }
  }

  /// The last resort: a date that is called the day of publication, anywhere on the page; else,
  /// unless a day of modification is known, a date in a short line. Many of them, or those behind
  /// the titles of other stories, are not the page's.
  void anywhere() {
    for (std::uint32_t i = 0; i < out_.blocks.size(); ++i)
      if (const auto found = labeled_anywhere(i)) return add(*found, DayPlace::text_labeled);
    if (evidence_.modified) return;
    std::optional<Published> first;
    std::size_t others = 0;
    for (std::uint32_t i = 0; i < out_.blocks.size() && !(i > last_ && (first || opens_others(i)));
         ++i) {
      const auto found = unlabeled_anywhere(i);
      if (!first)
        first = found;
      else if (found && found->at != first->at)
        ++others;
    }
    constexpr std::size_t most_others = 2;
    if (first && others <= most_others) add(*first, DayPlace::text);
  }
  /// The date that a line anywhere on the page calls the day of publication.
  std::optional<Published> labeled_anywhere(std::uint32_t i) {
    if (!may_be_dated(i, 80)) return {};
    const std::string line = words(out_.blocks[i], 800);
    const auto found = find_stamp(line, 0, rules_.months, style_);
    if (!found || is_copyright(line, *found)) return {};
    // In a sentence or a list of references a date counts only where it is labeled as the page's.
    if (is_prose(i) && !labels_.stands_alone(line, *found) &&
        !labels_.behind(std::string_view(line).substr(found->end)))
      return {};
    const std::uint32_t label = labels_.of(line, 0, *found);
    if (label == phrase_updated) set_modified(found->at, DateSource::byline);
    // "Created": of the group or the shop that the page belongs to; "Date:" in a letter that the
    // story quotes
    if ((label & phrase_day) && (is_beside(i) || story_[i])) return {};
    return (label & phrase_published) ? std::optional(found->at) : std::nullopt;
  }
  /// The date of a short line that nothing calls the day of publication.
  std::optional<Published> unlabeled_anywhere(std::uint32_t i) const {
    const Block& block = out_.blocks[i];
    if (!may_be_dated(i, 30) || story_[i] || is_beside(i) || is_masthead(i) ||
        (out_.around[block.owner] & in_heading))
      return {};
    const std::string line = words(block, 800);
    const auto found = find_stamp(line, 0, rules_.months, style_);
    if (!found || is_copyright(line, *found)) return {};
    if (i > last_ && is_linked_title(block, *found)) return {};
    if (!labels_.stands_alone(line, *found) && !is_byline(line)) return {};
    return label_of(i, line, 0, *found, true) ? std::nullopt : std::optional(found->at);
  }
  bool is_prose(std::uint32_t i) const {
    const Block& block = out_.blocks[i];
    return story_[i] || block.words > 45 || (block.words > 20 && block.digits > 20);
  }
  /// Whether the block stands beside the story, among what belongs to the whole site.
  bool is_beside(std::uint32_t i) const {
    const std::uint32_t node = out_.blocks[i].owner, around = out_.around[node];
    return ((around & in_aside) && i > last_) ||
           (around & (in_footer | in_nested_article | in_quote)) ||
           (out_.hints[node] & (hint_related | hint_side));
  }
  bool may_be_dated(std::uint32_t i, std::uint32_t most_words) const {
    const Block& block = out_.blocks[i];
    const std::uint32_t around = out_.around[block.owner], hints = out_.hints[block.owner];
    if (block.digits < 3 || block.words > most_words || is_label(i)) return false;
    return !(around & (in_nav | in_hidden | in_figure | in_caption)) &&
           !(hints & (hint_comment | hint_consent));
  }

  const Page& page_;
  const Outline& out_;
  const Head& head_;
  const std::vector<bool>& story_;
  const ArticleRules::Impl& rules_;
  const Article& article_;
  StampStyle style_;
  DateLabels labels_;
  DateEvidence evidence_;
  std::uint32_t first_ = 0, last_ = 0, title_ = 0, heading_dates_ = 0;
  std::optional<Published> far_time_;
  bool far_times_differ_ = false;
  bool byline_seen_ = false;
  bool others_begun_ = false;  // behind the story stood a title of another one
};

}  // namespace

DateEvidence read_date_evidence(const Page& page, const Outline& outline, const Head& head,
                                const std::vector<bool>& story, const ArticleRules::Impl& rules,
                                const Article& article) {
  return DateEvidenceReader(page, outline, head, story, rules, article).read();
}

}  // namespace newsline::article
