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

#include "base/utf8.h"
#include "url_date.h"

namespace newsline::article {

namespace {

constexpr std::size_t most_evidence = 200;
// blocks: how far around the story a written date is its own
constexpr std::uint32_t above_title = 8, behind_lead = 6, behind_story = 8;
// beside a date that stands alone in its line
constexpr std::size_t few_letters = 40;

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
               article.language.empty() || holds_line(rules.month_first, article.language)} {}

  DateEvidence read() {
    linked();
    meta();
    find_start();
    elements();
    written();
    if (const auto found = url_date(article_.url)) add(*found, DayPlace::url);
    title();
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
    if (evidence_.published.empty() && far_time_) add(*far_time_, DayPlace::time_first);
    if (evidence_.published.empty()) anywhere();
    return std::move(evidence_);
  }

 private:
  void add(Published at, DayPlace place) {
    if (plausible(at.day()) && evidence_.published.size() < most_evidence)
      evidence_.published.push_back({at, place});
  }
  std::optional<Published> stamp(std::string_view value) const {
    return parse_stamp(value, rules_.months, style_);
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
    Published at;                    // of its attributes, else of its words
    std::optional<Published> shown;  // of its words
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
    element.time = node.tag == Tag::time || node.tag == Tag::abbr ||
                   (node.tag == Tag::other && !page_.attr(node, Attr::datetime).empty());
    if (!element.time && !element.published && !element.modified) return {};
    std::string_view value;
    for (const Attr name : {Attr::datetime, Attr::content, Attr::data_time, Attr::title})
      if (value.empty()) value = page_.attr(node, name);
    const std::optional<Published> in_attribute = stamp(value);
    element.shown = stamp(inner_text(page_, i, 200));
    if (!in_attribute && !element.shown) return {};
    element.at = in_attribute ? *in_attribute : *element.shown;
    return element;
  }

  /// Dates that markup marks as such.
  void elements() {
    ElementsSeen seen;
    for (const std::uint32_t i : head_.times) {
      const std::optional<DatedElement> element = dated_element(i);
      if (!element) continue;
      if (!element->published && (element->modified || says_updated(i)))
        set_modified(element->at, DateSource::time_element);
      else
        place_element(*element, seen);
    }
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
          std::exchange(seen.property, true) ? DayPlace::property_later : DayPlace::property);
    if (element.shown && element.shown->day() != element.at.day() && near && !aside)
      add(*element.shown, DayPlace::byline);
    if (!element.time) return;
    if (near && !aside) {
      const bool marked = (out_.own[i] & hint_published) || page_.attr(node, Attr::pubdate).data();
      add(element.at, marked      ? DayPlace::time_published
                      : seen.near ? DayPlace::time_later
                                  : DayPlace::time_near);
      seen.near = true;
    } else if (node.tag == Tag::abbr) {
      return;  // too often that of a member or a comment
    } else if (!(out_.around[i] & in_quote) && block <= last_ + behind_story && !seen.time) {
      add(element.at, DayPlace::time_first);
    } else if (!far_time_) {
      far_time_ = element.at;
    }
    seen.time = true;
  }
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
    return label_before(std::string_view(before).substr(0, date ? date->begin : before.size())) ==
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

  /// The last "published" or "updated" in the words before a date.
  std::uint16_t label_before(std::string_view before) const {
    std::uint16_t label = 0;
    for (std::size_t at = 0; at < before.size();) {
      if (const auto found = rules_.phrases.start(
              before.substr(at), phrase_published | phrase_updated | phrase_day | phrase_other_day);
          found.classes) {
        label = (found.classes & phrase_day) ? std::uint16_t{phrase_published} : found.classes;
        at += std::max<std::size_t>(found.end, 1);
        continue;
      }
      next_word(before, at);
    }
    return label;
  }
  /// The first one behind a date ("wurde am 5. März 2024 um 10:15 Uhr veröffentlicht"), as long as
  /// it is not the label of the next date.
  std::uint16_t label_behind(std::string_view behind) const {
    constexpr int most_words = 6;
    std::size_t at = 0;
    for (int n = 0; n < most_words && at < behind.size(); ++n) {
      if (const auto found =
              rules_.phrases.start(behind.substr(at), phrase_published | phrase_updated);
          found.classes) {
        const auto next = find_stamp(behind, at + found.end, rules_.months, style_);
        const std::string_view rest = behind.substr(at + found.end);
        return (next && next->begin < at + found.end + 12) || rest.starts_with(":") ||
                       rest.starts_with("：")
                   ? std::uint16_t{0}
                   : found.classes;
      }
      next_word(behind, at);
    }
    return 0;
  }
  static void next_word(std::string_view line, std::size_t& at) {
    while (at < line.size() && static_cast<unsigned char>(line[at]) > ' ') ++at;
    while (at < line.size() && static_cast<unsigned char>(line[at]) <= ' ') ++at;
  }
  /// The label that makes up a whole line; its date stands in the next one.
  std::uint16_t label_alone(std::string_view line) const {
    const std::uint16_t classes = rules_.phrases.whole(line);
    if (classes & phrase_updated) return phrase_updated;
    if (classes & phrase_other_day) return phrase_other_day;
    return (classes & (phrase_published | phrase_day)) ? std::uint16_t{phrase_published}
                                                       : std::uint16_t{0};
  }
  std::uint16_t label_of(std::string_view line, std::size_t from, const Stamp& found) const {
    const std::uint16_t before = label_before(line.substr(from, found.begin - from));
    return before ? before : label_behind(line.substr(found.end));
  }

  /// Written dates in short blocks around the title, before the story's first paragraphs, and right
  /// behind it.
  void written() {
    const std::uint32_t count = static_cast<std::uint32_t>(out_.blocks.size());
    count_heading_dates();
    for (std::uint32_t i = title_ - std::min(title_, above_title);
         i < std::min(count, std::max(first_, title_) + behind_lead); ++i)
      read_line(i);
    for (std::uint32_t i = std::max(last_, first_ + behind_lead);
         i < std::min(count, last_ + behind_story); ++i)
      read_line(i);
    drop_list();
  }
  /// Many dates between title and story are those of teasers.
  void drop_list() {
    constexpr std::size_t most_days = 2;
    const auto unlabeled = [](const DayEvidence& e) {
      return e.place == DayPlace::byline || e.place == DayPlace::byline_later;
    };
    std::vector<Day> days;
    for (const DayEvidence& e : evidence_.published)
      if (unlabeled(e) && std::ranges::find(days, e.at.day()) == days.end())
        days.push_back(e.at.day());
    if (days.size() > most_days) std::erase_if(evidence_.published, unlabeled);
  }
  /// "Town buys ferry | Harbor Post | 05.03.2024"
  void title() {
    for (const std::string_view whole : {std::string_view(head_.title), head_.find("og:title")}) {
      const std::size_t bar = whole.find_last_of('|');
      if (bar == std::string_view::npos || whole.size() - bar > 40) continue;
      const auto found = find_stamp(whole, bar + 1, rules_.months, style_);
      if (found && found->begin <= bar + 2 && found->end == whole.size())
        return add(found->at, DayPlace::byline_labeled);
    }
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
  /// Whether a line of the story is no sentence of it: hardly more than the date, or a label and
  /// the date right behind.
  bool stands_alone(std::string_view line, const Stamp& found) const {
    const auto letters = [](std::string_view part) {
      std::size_t count = 0;
      for (std::size_t at = 0; at < part.size();) count += is_letter(next_code_point(part, at));
      return count;
    };
    const auto start = rules_.phrases.start(line, phrase_published | phrase_updated | phrase_day);
    if (start.classes && found.begin <= start.end + 4) return true;
    const std::size_t before = letters(line.substr(0, found.begin)),
                      behind = letters(line.substr(found.end));
    return before + behind <= few_letters / 2 ||
           (before == 0 && found.at.has_time && behind <= few_letters);
  }
  bool is_head(std::uint32_t i) const { return i >= title_ && i <= first_; }

  /// Whether a block's line is read for a written date at all.
  bool may_hold_date(std::uint32_t i) const {
    const Block& block = out_.blocks[i];
    if (block.words > 80 || block.digits == 0 || (story_[i] && block.words > 20)) return false;
    if ((out_.around[block.owner] & (in_nav | in_hidden)) ||
        (out_.hints[block.owner] & hint_consent) || is_label(i))
      return false;
    return is_head(i) || !(own_hints(block) & hint_comment);
  }
  std::uint32_t own_hints(const Block& block) const {
    return out_.own[block.owner] | out_.own[page_.nodes[block.owner].parent];
  }
  /// A teaser of another story; at the page's head only what is not marked as a date.
  bool is_teaser(std::uint32_t i) const {
    const std::uint32_t hints = own_hints(out_.blocks[i]);
    if (!is_head(i)) return hints & hint_related;
    return !(hints & (hint_date | hint_published | hint_updated)) &&
           (hints & (hint_related | hint_teaser));
  }
  /// Whether the date belongs to the words of the story or of a heading.
  bool is_of_words(std::uint32_t i, std::string_view line, const Stamp& found, bool alone) const {
    if (i == title_ || alone) return false;
    if (story_[i]) return true;
    return (out_.around[out_.blocks[i].owner] & in_heading) && found.begin > 2 &&
           found.end + 2 < line.size();
  }

  void read_line(std::uint32_t i) {
    if (!may_hold_date(i)) return;
    const Block& block = out_.blocks[i];
    const bool in_head_line = out_.around[block.owner] & in_heading, teaser = is_teaser(i);
    const std::string line = words(block, 800);
    if (i == title_ && in_head_line && letters_of(line) == letters_of(article_.title)) return;
    for (std::size_t at = 0, dates = 0; dates < 3; ++dates) {
      const auto found = find_stamp(line, at, rules_.months, style_);
      if (!found) break;
      const bool alone = stands_alone(line, *found);
      if (is_of_words(i, line, *found, alone)) break;
      std::uint16_t label = label_of(line, at, *found);
      if (!label && dates == 0 && alone && i > 0 && out_.blocks[i - 1].words <= 4)
        label = label_alone(words(out_.blocks[i - 1], 100));
      if (!label && (teaser || (in_head_line && heading_dates_ > 1 && i > title_))) break;
      std::string_view before = std::string_view(line).substr(at, found->begin - at);
      while (before.ends_with(' ')) before.remove_suffix(1);
      // a label that we do not know: "Deadline:"
      const bool other = before.ends_with(':') || before.ends_with("：");
      place_date(i, block, *found, label, alone, other && !label);
      at = found->end;
    }
  }
  void place_date(std::uint32_t i, const Block& block, const Stamp& found, std::uint16_t label,
                  bool alone, bool other) {
    if (label == phrase_updated) return set_modified(found.at, DateSource::byline);
    if (label == phrase_other_day) return;
    if (label) return add(found.at, DayPlace::byline_labeled);
    const std::uint32_t own = out_.own[block.owner],
                        parents = out_.own[page_.nodes[block.owner].parent];
    // a figure may hold all of a page's head
    const bool dated = own & (hint_date | hint_published);
    const bool caption =
        (out_.around[block.owner] & in_caption) ||
        (((out_.around[block.owner] & in_figure) || ((own | parents) & hint_caption)) && !dated);
    if (caption || block.words > 25) return;
    const bool brief = alone || (!story_[i] && block.words <= 12 && block.last_sign != U'.');
    if (is_head(i) && other) {
      add(found.at, DayPlace::byline_later);
    } else if (is_head(i)) {
      add(found.at, byline_seen_ ? DayPlace::byline_later : DayPlace::byline);
      byline_seen_ = true;
    } else if (brief) {
      add(found.at, i < title_ ? DayPlace::above : i > last_ ? DayPlace::tail : DayPlace::lead);
    }
  }

  /// The last resort: a date that is called the day of publication, anywhere on the page; else,
  /// unless a day of modification is known, the first date in a short line.
  void anywhere() {
    for (const bool labeled : {true, false})
      for (std::uint32_t i = 0; i < out_.blocks.size() && (labeled || !evidence_.modified); ++i) {
        if (!may_be_dated(i, labeled)) continue;
        const Block& block = out_.blocks[i];
        const std::string line = words(block, 800);
        const auto found = find_stamp(line, 0, rules_.months, style_);
        if (!found || (found->begin > 3 && line.find("\xC2\xA9") < found->begin)) continue;
        // In a sentence or a list of references a date counts only where it is labeled as the
        // page's.
        const bool prose = story_[i] || block.words > 45 || (block.words > 20 && block.digits > 20);
        if (prose && !stands_alone(line, *found) &&
            !label_behind(std::string_view(line).substr(found->end)))
          continue;
        const std::uint16_t label = label_of(line, 0, *found);
        if (label == phrase_updated) set_modified(found->at, DateSource::byline);
        if (label == phrase_other_day) continue;
        if (labeled ? !(label & phrase_published) : label == phrase_updated) continue;
        return add(found->at, labeled ? DayPlace::text_labeled : DayPlace::text);
      }
  }
  bool may_be_dated(std::uint32_t i, bool labeled) const {
    const Block& block = out_.blocks[i];
    const std::uint32_t around = out_.around[block.owner], hints = out_.hints[block.owner];
    if (block.digits < 3 || block.words > (labeled ? 80U : 30U) || is_label(i)) return false;
    if ((around & (in_nav | in_hidden | in_figure | in_caption)) ||
        (hints & (hint_comment | hint_consent)))
      return false;
    return labeled || (!story_[i] && !(around & (in_footer | in_heading)) &&
                       !(hints & (hint_related | hint_side)));
  }

  const Page& page_;
  const Outline& out_;
  const Head& head_;
  const std::vector<bool>& story_;
  const ArticleRules::Impl& rules_;
  const Article& article_;
  StampStyle style_;
  DateEvidence evidence_;
  std::uint32_t first_ = 0, last_ = 0, title_ = 0, heading_dates_ = 0;
  std::optional<Published> far_time_;
  bool byline_seen_ = false;
};

}  // namespace

DateEvidence read_date_evidence(const Page& page, const Outline& outline, const Head& head,
                                const std::vector<bool>& story, const ArticleRules::Impl& rules,
                                const Article& article) {
  return DateEvidenceReader(page, outline, head, story, rules, article).read();
}

}  // namespace newsline::article
