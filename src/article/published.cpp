#include "published.h"

#include <algorithm>
#include <array>

#include "newsline/utf8.h"

namespace newsline {

namespace {

/// The places where a page tells its day, as far as they differ in how often they are right.
enum class Place : std::uint8_t {
  linked_article, meta_article, property, time_near, time_published, linked_other, meta_family, byline, byline_labeled, url, time_first, text, linked_created, count
};

struct Candidate {
  Published at;
  Place place;
};

DateSource source_of(Place place) {
  switch (place) {
    case Place::linked_article: case Place::linked_other: case Place::linked_created: return DateSource::json_ld;
    case Place::meta_article: case Place::meta_family: return DateSource::meta;
    case Place::property: case Place::time_near: case Place::time_published: case Place::time_first: return DateSource::time_element;
    case Place::byline: case Place::byline_labeled: return DateSource::byline;
    case Place::url: return DateSource::url;
    default: return DateSource::text;
  }
}

/// How much a place's word counts, in units of the least.
float weight(Place place) {
  switch (place) {
    case Place::linked_article: return 10;
    case Place::meta_article: return 9;
    case Place::property: return 7;
    case Place::time_published: return 6;
    case Place::time_near: return 7;
    case Place::linked_other: return 5;
    case Place::meta_family: return 6;
    case Place::byline_labeled: return 7;
    case Place::byline: return 5;
    case Place::url: return 9.5F;
    case Place::time_first: return 3;
    case Place::linked_created: return 2;
    case Place::text: return 1;
    case Place::count: break;
  }
  return 0;
}

std::string_view without_query(std::string_view url) { return url.substr(0, url.find_first_of("?#")); }

/// /2024/03/05/ or 2024-03-05 or 20240305 in a path, with an end to the day's digits.
std::optional<Published> url_date(std::string_view url) {
  const std::string_view path = without_query(url);
  const auto digits = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      if (at + i >= path.size() || !is_digit(static_cast<unsigned char>(path[at + i]))) return -1;
      value = value * 10 + (path[at + i] - '0');
    }
    return value;
  };
  const auto number_at = [&](std::size_t at) { return at < path.size() && is_digit(static_cast<unsigned char>(path[at])); };
  for (std::size_t at = path.find("://") == std::string_view::npos ? 0 : path.find('/', path.find("://") + 3); at < path.size(); ++at) {
    if ((at > 0 && number_at(at - 1)) || !number_at(at)) continue;
    const int year = digits(at, 4);
    if (year < 1990 || year > 2100) continue;
    const char mark = at + 4 < path.size() ? path[at + 4] : '\0';
    std::optional<Day> day;
    std::size_t end = 0;
    if (mark == '/' || mark == '-' || mark == '_') {
      const std::size_t month_size = number_at(at + 6) ? 2 : 1;
      const std::size_t second = at + 5 + month_size;
      const std::size_t day_size = number_at(second + 2) ? 2 : 1;
      if (second < path.size() && path[second] == mark && (mark == '/' || (month_size == 2 && day_size == 2))) {
        const int month = digits(at + 5, month_size), date = digits(second + 1, day_size);
        if (month > 0 && date > 0) day = make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(date));
        end = second + 1 + day_size;
      }
      // "/2023/10/3-questions" counts questions, not days.
      if (day && mark == '/' && end < path.size() && path[end] != '/' && path[end] != '.') day.reset();
    } else if (number_at(at + 4)) {
      const int month = digits(at + 4, 2), date = digits(at + 6, 2);
      if (month > 0 && date > 0) day = make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(date));
      end = at + 8;
    }
    if (!day || number_at(end)) continue;
    Published published;
    published.at = *day;
    return published;
  }
  return {};
}

bool is_published_name(std::string_view name) {
  constexpr std::array names = {
      "date", "pubdate", "publishdate", "publish-date", "publish_date", "published", "published_date", "publication_date", "publicationdate", "publication-date", "dc.date",
      "dc.date.issued", "dc.date.created", "dc.date.published", "dc.created", "dcterms.created", "dcterms.date", "dcterms.issued", "dcterms.available", "citation_date", "citation_publication_date",
      "citation_online_date", "sailthru.date", "parsely-pub-date", "article.published", "article_date_original", "originalpublicationdate", "article:published", "og:published_time",
      "og:article:published_time", "shareaholic:article_published_time", "bt:pubdate", "rnews:datepublished", "cxenseparse:recs:publishtime", "date.issued", "news:publication_date",
      "release_date", "og:pubdate", "datepublished", "date_published", "published-date", "published_time", "pub_date", "pub-date", "displaydate", "article-publication-date", "article:post_date",
      "og:release_date", "dateissued", "created", "date_created", "datecreated", "vr:published_time", "gen:pubdate", "thedate", "posted", "lmf:publishdate", "ptime", "article:published_date", "video:release_date", "issued"};
  return std::ranges::find(names, name) != names.end();
}

bool is_modified_name(std::string_view name) {
  constexpr std::array names = {"article:modified_time", "og:updated_time", "lastmod", "last-modified", "dc.date.modified", "dcterms.modified", "datemodified", "revised", "updated",
                                "article:modified", "modified_time", "dc.modified", "date.modified", "og:article:modified_time", "last-updated", "lastupdated", "article_date_updated", "dateupdate"};
  return std::ranges::find(names, name) != names.end();
}

class Vote {
 public:
  Vote(const Page& page, const Outline& outline, const Head& head, const std::vector<bool>& story, const ArticleRules::Inner& rules, const Article& article)
      : page_(page), out_(outline), head_(head), story_(story), rules_(rules), style_{article.language, month_first(article.language)}, url_(article.url) {}

  void hold() {
    linked();
    meta();
    find_start();
    elements();
    byline();
    if (auto found = url_date(url_)) add(*found, Place::url);
    title();
    if (candidates_.empty())
      for (const std::string& state : page_.state)
        if (auto at = stamp(find_state_date(state)); at && candidates_.empty()) add(*at, Place::linked_created);
    if (candidates_.empty()) in_text();
  }

  std::optional<Published> winner() const {
    const Candidate* best = nullptr;
    float most = 0;
    for (const Candidate& a : candidates_) {
      float sum = 0;
      std::uint32_t seen = 0;
      for (const Candidate& b : candidates_) {
        const std::uint32_t bit = 1U << static_cast<unsigned>(b.place);
        if (b.at.day() != a.at.day() || (seen & bit)) continue;
        seen |= bit;
        if (!shows_update(b)) sum += weight(b.place);
      }
      sum += weight(a.place) * 0.01F;  // of those who agree the most trusted speaks
      if (a.at.has_time) sum += 0.02F;
      if (sum > most) most = sum, best = &a;
    }
    if (!best) return {};
    best = local(*best);
    Published published = best->at;
    published.source = source_of(best->place);
    return published;
  }
  std::optional<Published> modified() const { return modified_; }

  /// A day that is seen on the page but known as the day of its modification, where another is told as the day of publication.
  bool shows_update(const Candidate& seen) const {
    const bool visible = seen.place == Place::time_near || seen.place == Place::time_first || seen.place == Place::byline || seen.place == Place::text;
    if (!visible || !modified_ || modified_->day() != seen.at.day()) return false;
    return std::ranges::any_of(candidates_, [&](const Candidate& told) {
      return told.at.day() < seen.at.day() && (told.place == Place::linked_article || told.place == Place::meta_article || told.place == Place::linked_other || told.place == Place::property);
    });
  }

  /// A stamp in universal time can be a day off the newsroom's. Where the page also shows the day on its own clock, in two places or
  /// in one that names its zone, that one counts.
  const Candidate* local(const Candidate& best) const {
    if (!best.at.has_time || best.at.offset_minutes != std::int16_t{0}) return &best;
    const auto hour = std::chrono::duration_cast<std::chrono::hours>(best.at.at - CivilTime{best.at.day()}).count();
    for (const Candidate& other : candidates_) {
      const auto apart = (other.at.day() - best.at.day()).count();
      if (!((apart == -1 && hour < 12) || (apart == 1 && hour >= 10))) continue;
      int votes = 0;
      std::uint32_t seen = 0;
      for (const Candidate& same : candidates_) {
        const std::uint32_t bit = 1U << static_cast<unsigned>(same.place);
        if (same.at.day() != other.at.day() || (seen & bit)) continue;
        seen |= bit;
        const bool zoned = same.at.offset_minutes && same.at.offset_minutes != std::int16_t{0} && same.place != Place::time_first && same.place != Place::linked_other;
        votes += zoned || same.place == Place::byline_labeled || same.place == Place::property ? 2 : same.place == Place::url || same.place == Place::byline ? 1 : 0;
      }
      if (votes >= 2) return &other;
    }
    return &best;
  }

 private:
  /// Only the United States (and who writes no region) put the month first.
  static bool month_first(std::string_view language) { return language == "en" || language == "en-US" || language.empty(); }

  void add(Published at, Place place) {
    if (!plausible(at.day()) || candidates_.size() >= 200) return;
    candidates_.push_back({at, place});
  }
  std::optional<Published> stamp(std::string_view value) const { return parse_stamp(value, rules_.months, style_); }
  void set_modified(std::optional<Published> at, DateSource source) {
    if (!at || modified_) return;
    modified_ = at;
    modified_->source = source;
  }

  void linked() {
    const LinkedArticle* main = main_article(head_);
    if (main) {
      if (auto at = stamp(main->published)) add(*at, Place::linked_article);
      else if (auto created = stamp(main->created)) add(*created, Place::linked_created);
      set_modified(stamp(main->modified), DateSource::json_ld);
    }
    int others = 0;
    for (const LinkedArticle& other : head_.linked.articles) {
      if (&other == main || other.update || ++others > 10) continue;
      const bool page = other.type == LinkedArticle::Type::page;
      if (auto at = stamp(other.published); at && (page || !main)) add(*at, Place::linked_other);
      if (page) set_modified(stamp(other.modified), DateSource::json_ld);
    }
  }
  void meta() {
    for (const Head::Meta& m : head_.meta) {
      if (m.name == "article:published_time") {
        if (auto at = stamp(m.value)) add(*at, Place::meta_article);
      } else if (is_published_name(m.name)) {
        if (auto at = stamp(m.value)) add(*at, Place::meta_family);
      } else if (is_modified_name(m.name)) {
        set_modified(stamp(m.value), DateSource::meta);
      }
    }
  }

  /// Where the story begins: bylines stand between the title and its first paragraphs.
  void find_start() {
    const std::uint32_t count = static_cast<std::uint32_t>(out_.blocks.size());
    first_ = count;
    for (std::uint32_t i = 0; i < count && first_ == count; ++i)
      if (story_[i] && out_.blocks[i].words >= 15) first_ = i;
    last_ = first_;
    for (std::uint32_t i = first_; i < count; ++i)
      if (story_[i]) last_ = i;
    title_ = first_;
    for (const std::uint32_t node : head_.h1) {
      const std::uint32_t block = out_.first_block(node);
      if (block <= first_) title_ = block;
    }
  }

  void elements() {
    bool first_time = true;
    for (const std::uint32_t i : head_.times) {
      const Node& node = page_.nodes[i];
      const std::string_view property = page_.attr(node, Attr::itemprop);
      // "published updated" is how hentry marks a date that is both.
      const bool modified = property.find("dateModified") != std::string_view::npos || ((out_.own[i] & hint_updated) && !(out_.own[i] & hint_published));
      const bool published = property.find("datePublished") != std::string_view::npos;
      if (node.tag != Tag::time && !published && !modified) continue;
      std::string_view value;
      for (const Attr name : {Attr::datetime, Attr::content, Attr::data_time, Attr::title})
        if (value.empty()) value = page_.attr(node, name);
      std::optional<Published> at = stamp(value);
      const std::optional<Published> shown = stamp(inner_text(page_, i, 200));
      if (!at) at = shown;
      if (!at) continue;
      const std::uint32_t block = out_.first_block(i);
      if (modified || says_updated(i)) {
        if (!published) {
          set_modified(at, DateSource::time_element);
          continue;
        }
      }
      const bool aside = out_.around[i] & (in_aside | in_nav | in_footer | in_hidden | in_nested_article | in_quote);
      const bool near = block + 12 >= title_ && block <= first_ + 3;
      const std::uint32_t hints = near ? out_.own[i] | out_.own[node.parent] : out_.hints[i];
      const bool teaser = hints & (hint_comment | hint_related);
      if (published && !teaser) add(*at, Place::property);
      if (shown && shown->day() != at->day() && near && !aside && !teaser) add(*shown, Place::byline);
      if (node.tag == Tag::time && near && !aside && !teaser) add(*at, (out_.own[i] & hint_published) || page_.attr(node, Attr::pubdate).data() ? Place::time_published : Place::time_near);
      else if (node.tag == Tag::time && first_time && !teaser) add(*at, Place::time_first);
      first_time = first_time && node.tag != Tag::time;
    }
  }
  /// "Updated" right before the element, in its block.
  bool says_updated(std::uint32_t node) const {
    std::uint32_t block = out_.block_at[page_.nodes[node].end];
    if (block == 0 || out_.blocks[--block].first >= page_.nodes[node].end || out_.blocks[block].words > 40) return false;
    std::string before;
    for (std::uint32_t i = out_.blocks[block].first; i < node; ++i)
      if (page_.nodes[i].tag == Tag::text) before += page_.words(page_.nodes[i]), before += ' ';
    const std::size_t outside = before.size();
    before += inner_text(page_, node, 200);
    const auto date = find_stamp(before, outside, rules_.months, style_);
    return label_before(before, date ? date->begin : before.size()) == phrase_updated;
  }

  /// The last "published" or "updated" in the words before a date.
  std::uint16_t label_before(std::string_view line, std::size_t date) const {
    std::uint16_t label = 0;
    for (std::size_t at = 0; at < date;) {
      if (const auto found = rules_.phrases.start(line.substr(at, date - at), phrase_published | phrase_updated); found.classes) {
        label = found.classes;
        at += std::max<std::size_t>(found.end, 1);
        continue;
      }
      // on to the next word
      while (at < date && static_cast<unsigned char>(line[at]) > ' ') ++at;
      while (at < date && static_cast<unsigned char>(line[at]) <= ' ') ++at;
    }
    return label;
  }

  std::string words(const Block& block, std::size_t limit) const {
    std::string all;
    for (std::uint32_t i = block.first; i < block.last && all.size() < limit; ++i)
      if (page_.nodes[i].tag == Tag::text) all += page_.words(page_.nodes[i]);
      else all += ' ';
    return all;
  }

  /// Written dates in short blocks around the title and before the story's first paragraphs, and right behind it.
  void byline() {
    const std::uint32_t count = static_cast<std::uint32_t>(out_.blocks.size());
    const std::uint32_t begin = title_ > 8 ? title_ - 8 : 0;
    count_heading_dates();
    for (std::uint32_t i = begin; i < std::min(count, std::max(first_, title_) + 4); ++i) read_line(i, true);
    for (std::uint32_t i = last_; i < std::min(count, last_ + 8); ++i) read_line(i, false);
  }
  /// "Town buys ferry | Harbor Post | 05.03.2024"
  void title() {
    for (const std::string_view whole : {std::string_view(head_.title), head_.find("og:title")}) {
      const std::size_t bar = whole.find_last_of('|');
      if (bar == std::string_view::npos || whole.size() - bar > 40) continue;
      const auto found = find_stamp(whole, bar + 1, rules_.months, style_);
      if (found && found->begin <= bar + 2 && found->end == whole.size()) return add(found->at, Place::byline_labeled);
    }
  }

  /// Several headings with a date are a chronology, or the days of a blog.
  void count_heading_dates() {
    for (const Block& block : out_.blocks)
      if (block.digits >= 5 && block.words <= 8 && (out_.around[block.owner] & in_heading) && find_stamp(words(block, 200), 0, rules_.months, style_)) ++heading_dates_;
  }
  /// Whether a line of the story is no sentence of it: hardly more than the date, or a label and the date right behind.
  bool stands_alone(std::string_view line, const Stamp& found) const {
    const auto letters = [](std::string_view words) {
      std::size_t count = 0;
      for (std::size_t at = 0; at < words.size();) count += is_letter(next_code_point(words, at));
      return count;
    };
    const auto start = rules_.phrases.start(line, phrase_published | phrase_updated);
    if (start.classes && found.begin <= start.end + 4) return true;
    return letters(line.substr(0, found.begin)) + letters(line.substr(found.end)) <= 24;
  }
  void read_line(std::uint32_t i, bool before_story) {
    const Block& block = out_.blocks[i];
    const std::uint32_t around = out_.around[block.owner];
    if (block.words > 45 || block.digits == 0 || (around & (in_nav | in_hidden))) return;
    if ((around & in_heading) && heading_dates_ > 1 && i > title_) return;
    const std::uint32_t hints = out_.own[block.owner] | out_.own[page_.nodes[block.owner].parent];
    if (hints & (before_story && i >= title_ ? hint_comment : hint_comment | hint_related)) return;
    if (story_[i] && block.words > 20) return;
    const std::string line = words(block, 600);
    for (std::size_t at = 0, dates = 0; dates < 3; ++dates) {
      const auto found = find_stamp(line, at, rules_.months, style_);
      if (!found) break;
      if (story_[i] && !stands_alone(line, *found)) break;
      const std::uint16_t label = label_before(std::string_view(line).substr(at, found->begin - at), found->begin - at);
      if (label == phrase_updated) set_modified(found->at, DateSource::byline);
      else if (label) add(found->at, Place::byline_labeled);
      else if (before_story && i >= title_) add(found->at, Place::byline);
      else if (before_story) add(found->at, Place::text);
      at = found->end;
    }
  }

  /// Nothing else tells: a date that is called the day of publication, wherever it stands; else the first in a short line.
  void in_text() {
    for (const bool labeled : {true, false})
      for (std::uint32_t i = 0; i < out_.blocks.size(); ++i) {
        const Block& block = out_.blocks[i];
        const std::uint32_t around = out_.around[block.owner], hints = out_.hints[block.owner];
        if (block.words > (labeled ? 45U : 30U) || block.digits < 3 || (story_[i] && !labeled) || (around & (in_nav | in_hidden)) || (hints & hint_comment)) continue;
        if (!labeled && ((around & (in_footer | in_heading)) || (hints & (hint_related | hint_side)))) continue;
        const std::string line = words(block, 400);
        const auto found = find_stamp(line, 0, rules_.months, style_);
        if (!found || (found->begin > 3 && line.find("\xC2\xA9") < found->begin) || (story_[i] && !stands_alone(line, *found))) continue;
        const std::uint16_t label = label_before(line, found->begin);
        if (labeled ? !(label & phrase_published) : label == phrase_updated) continue;
        return add(found->at, Place::text);
      }
  }

  const Page& page_;
  const Outline& out_;
  const Head& head_;
  const std::vector<bool>& story_;
  const ArticleRules::Inner& rules_;
  StampStyle style_;
  std::string_view url_;
  std::vector<Candidate> candidates_;
  std::optional<Published> modified_;
  std::uint32_t first_ = 0, last_ = 0, title_ = 0, heading_dates_ = 0;
};

}  // namespace

void read_published(const Page& page, const Outline& outline, const Head& head, const std::vector<bool>& story, const ArticleRules::Inner& rules, Article& article) {
  Vote vote(page, outline, head, story, rules, article);
  vote.hold();
  article.published = vote.winner();
  article.modified = vote.modified();
}

}  // namespace newsline
