// Live blogs: entries that each have a time of their own, so that "today" in an entry means its
// day.
//
//     10:15  The ferry has left.          <- entry of 10:15, its first paragraph: a live_entry
//            It carries 40 passengers.    <- the same entry
//     23:50  The ferry is back.
// Entries are found as elements side by side that each hold a <time> (Contained), or as lines that
// begin with a clock time (Flat), or are listed with their times in the page's linked data
// (Listed), which is most to be trusted. Where clock times run against the order of the page, a
// midnight lies between.
// What it does not do: take three times in running text for a blog; `least_unmarked` and the order
// must agree.
#include "live.h"

#include <algorithm>
#include <unordered_map>

#include "base/ascii.h"
#include "base/utf8.h"

namespace newsline::article {

namespace {

constexpr std::uint32_t least_entries = 3;
// entries, where only clock times show that they are entries
constexpr std::uint32_t least_unmarked = 4;
constexpr std::uint32_t entry_words = 15;  // on average, of those
constexpr int most_steps = 16;             // from a time up to its entry
// from the first to the last word of a live page whose posts are all of one day or of the night
// after
constexpr std::chrono::days most_days{3};

/// The paragraphs of the blocks [first, last) are an entry's.
struct Entry {
  std::uint32_t first = 0, last = 0;
  Published at;
};

bool says_live(const Head& head) {
  return std::ranges::any_of(head.linked.articles, [](const LinkedArticle& a) {
    return a.update || a.type == LinkedArticle::Type::live_blog;
  });
}

/// The words of a block, their elements parted by spaces; no more texts once there are `most`
/// bytes.
std::string words_of(const Page& page, const Block& block, std::size_t most) {
  std::string all;
  for (std::uint32_t i = block.first; i < block.last && all.size() < most; ++i)
    if (page.nodes[i].tag == Tag::text)
      all += page.words(page.nodes[i]);
    else
      all += ' ';
  return all.substr(std::min(all.find_first_not_of(' '), all.size()));
}

/// Entries that the linked data lists with a headline and a time ("liveBlogUpdate"), each from the
/// block that shows its headline up to the next headline.
class Listed {
 public:
  Listed(const Page& page, const Outline& outline, const std::vector<bool>& story)
      : page_(page), out_(outline), story_(story) {}

  /// Empty where the page shows few of them, and where all are of the day of publication: that the
  /// page is a blog is then for its own marks to say.
  std::vector<Entry> entries(const Head& head, const ArticleRules::Impl& rules,
                             const Article& article) const {
    const StampStyle style{article.language, false};
    std::unordered_map<std::string, Published> times;
    for (const LinkedArticle& update : head.linked.articles) {
      if (!update.update) continue;
      const auto at = parse_stamp(update.published, rules.months, style);
      std::string words = letters_of(update.headline);
      if (!at || !at->has_time || words.size() < least_letters) continue;
      times.emplace(std::move(words), *at);
    }
    std::vector<Entry> entries;
    if (times.size() < least_entries) return entries;
    bool open = false;
    for (std::uint32_t i = 0; i < story_.size(); ++i) {
      if (!story_[i]) continue;
      const bool heading = (out_.around[out_.blocks[i].owner] & in_heading) != 0;
      const auto time = times.find(letters_of(words_of(page_, out_.blocks[i], most_bytes)));
      if (open && (heading || time != times.end())) entries.back().last = i, open = false;
      if (time == times.end()) continue;
      entries.push_back({i, static_cast<std::uint32_t>(story_.size()), time->second});
      open = true;
    }
    const auto of_page = [&](const Entry& entry) {
      return article.published && entry.at.day() == article.published->day();
    };
    if (entries.size() < least_entries || std::ranges::all_of(entries, of_page)) entries.clear();
    return entries;
  }

 private:
  static constexpr std::size_t least_letters = 8, most_bytes = 400;  // of a headline

  /// Letters and digits alone, since linked data may be escaped twice.
  static std::string letters_of(std::string_view words) {
    std::string out;
    for (std::size_t i = 0; i < words.size() && out.size() < most_bytes; ++i) {
      const std::size_t end = words[i] == '&' ? words.find(';', i) : std::string_view::npos;
      if (end != std::string_view::npos && end - i < 9)
        i = end;
      else if (ascii::is_digit(words[i]) || ascii::is_letter(words[i]))
        out += ascii::lower(words[i]);
    }
    return out;
  }

  const Page& page_;
  const Outline& out_;
  const std::vector<bool>& story_;
};

/// Entries that are elements side by side, each with its <time>.
class Contained {
 public:
  Contained(const Page& page, const Outline& outline, const std::vector<bool>& story)
      : page_(page), out_(outline) {
    words_.assign(story.size() + 1, 0);
    for (std::size_t i = 0; i < story.size(); ++i)
      words_[i + 1] = words_[i] + (story[i] ? outline.blocks[i].words : 0);
  }

  /// In order of the page; empty when it is no live blog.
  std::vector<Entry> entries(const Head& head, const ArticleRules::Impl& rules,
                             const Article& article) const {
    const StampStyle style{article.language, false};
    struct Found {
      std::uint32_t node;
      Published at;
    };
    std::vector<Found> found;
    std::unordered_map<std::uint32_t, std::uint32_t> siblings;
    for (const std::uint32_t time : head.times) {
      if (page_.nodes[time].tag != Tag::time) continue;
      const std::uint32_t node = entry_around(time);
      if (node == 0 || (!found.empty() && found.back().node == node)) continue;
      const auto at =
          parse_stamp(page_.attr(page_.nodes[time], Attr::datetime), rules.months, style);
      const auto shown = at ? at : parse_stamp(inner_text(page_, time, 200), rules.months, style);
      if (!shown) continue;
      found.push_back({node, *shown});
      ++siblings[page_.nodes[node].parent];
    }
    std::vector<Entry> entries;
    std::uint32_t inside = 0;
    for (const Found& entry : found) {
      if (siblings[page_.nodes[entry.node].parent] < least_entries) continue;
      entries.push_back(
          {out_.first_block(entry.node), out_.last_block(page_, entry.node), entry.at});
      inside += words_in(entry.node);
    }
    if (!says_live(head) && inside * 2 < words_.back()) entries.clear();
    return entries;
  }

 private:
  std::uint32_t words_in(std::uint32_t node) const {
    return words_[out_.last_block(page_, node)] - words_[out_.first_block(node)];
  }
  /// The lowest element around a time that holds words of the story; 0 where that is the story
  /// itself.
  std::uint32_t entry_around(std::uint32_t node) const {
    for (int steps = 0; steps < most_steps && node != 0; ++steps, node = page_.nodes[node].parent)
      if (const std::uint32_t inside = words_in(node);
          inside >= 5 && !is_inline(page_.nodes[node].tag))
        return inside * 10 > words_.back() * 6 ? 0 : node;
    return 0;
  }

  const Page& page_;
  const Outline& out_;
  std::vector<std::uint32_t> words_;  // of the story, summed up before each block
};

/// The clock time that a line begins with: "10:15", "10.15 Uhr", "10h15", "9.05 pm".
struct Clock {
  int minutes = 0;      // of the day
  std::size_t end = 0;  // bytes
};

bool is_digit_at(std::string_view line, std::size_t at) {
  return at < line.size() && ascii::is_digit(line[at]);
}

/// The number of at most `most` digits at `at`, which is moved behind it; -1 where there is none.
int read_number(std::string_view line, std::size_t& at, std::size_t most) {
  if (!is_digit_at(line, at)) return -1;
  int value = 0;
  for (std::size_t size = 0; size < most && is_digit_at(line, at); ++size, ++at)
    value = value * 10 + (line[at] - '0');
  return value;
}

/// 'a' for "am" and "a.m.", 'p' for "pm" and "p.m." at `at`, else 0.
char half_of_day(std::string_view line, std::size_t at) {
  std::string half;
  for (; at < line.size() && half.size() < 3; ++at)
    if (line[at] != ' ' && line[at] != '.') half += static_cast<char>(line[at] | 0x20);
  const bool alone =
      half.size() == 2 || (half.size() == 3 && !is_letter(static_cast<unsigned char>(half[2])));
  return alone && (half.starts_with("am") || half.starts_with("pm")) ? half[0] : '\0';
}

std::optional<Clock> opening_clock(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && !is_letter(static_cast<unsigned char>(line[at])) &&
         !ascii::is_digit(line[at]))
    ++at;
  const int hour = read_number(line, at, 2);
  if (hour < 0 || hour > 23 || at >= line.size() ||
      (line[at] != ':' && line[at] != '.' && line[at] != 'h'))
    return {};
  const std::size_t before = ++at;
  const int minute = read_number(line, at, 2);
  if (minute < 0 || minute > 59 || at - before != 2 || is_digit_at(line, at)) return {};
  const bool date = is_digit_at(line, at + 1) && (line[at] == '.' || line[at] == '/');
  if (date) return {};
  const char half = hour >= 1 && hour <= 12 ? half_of_day(line, at) : '\0';
  const int hour_of_day = half == '\0' ? hour : hour % 12 + (half == 'p' ? 12 : 0);
  return Clock{hour_of_day * 60 + minute, at};
}

/// Entries without an element of their own: a line or a heading with the time, the paragraphs
/// behind it up to the next one.
class Flat {
 public:
  Flat(const Page& page, const Outline& outline, const std::vector<bool>& story,
       const ArticleRules::Impl& rules, const Article& article)
      : page_(page),
        out_(outline),
        story_(story),
        rules_(rules),
        article_(article),
        style_{article.language, false} {}

  std::vector<Entry> entries(const Head& head) {
    find_marks(head);
    if (marks_.size() < least_unmarked || marks_.size() < least_entries) return {};
    const bool newest_first = order();
    const bool live = says_live(head) || hinted_;
    // A report written afterwards may go hour by hour too, but oldest first.
    if (!live &&
        (!newest_first || backward_ * 3 > marks_.size() || words() < entry_words * marks_.size()))
      return {};
    return place_days(newest_first);
  }

 private:
  struct Mark {
    std::uint32_t block = 0;
    int minutes = 0;
    std::optional<Day> day;  // where the mark names it
    std::optional<std::int16_t> offset;
  };

  void find_marks(const Head& head) {
    std::size_t next_time = 0;
    std::uint32_t first = 0, last = 0;
    for (std::uint32_t i = 0; i < story_.size(); ++i)
      if (story_[i]) last = i + 1;
    while (first < last && !story_[first]) ++first;
    for (std::uint32_t i = first; i < last; ++i) {
      const Block& block = out_.blocks[i];
      if (block.digits == 0 || block.words == 0 || block.row ||
          (out_.around[block.owner] & (in_nav | in_hidden | in_caption | in_aside)))
        continue;
      while (next_time < head.times.size() && head.times[next_time] < block.first &&
             page_.nodes[head.times[next_time]].end <= block.first)
        ++next_time;
      const bool has_element = next_time < head.times.size() && head.times[next_time] < block.last;
      if (const auto mark = mark_of(i, has_element ? head.times[next_time] : 0)) {
        marks_.push_back(*mark);
        hinted_ |= (out_.hints[block.owner] & hint_live) != 0;
      }
    }
  }
  std::optional<Mark> mark_of(std::uint32_t i, std::uint32_t time) const {
    const Block& block = out_.blocks[i];
    const std::string line = words_of(page_, block, 120);
    Mark mark;
    mark.block = i;
    const bool heading = out_.around[block.owner] & in_heading;
    if (const auto stamp = find_stamp(line.substr(0, 60), 0, rules_.months, style_);
        stamp && stamp->begin <= 12 && stamp->at.has_time) {
      if (!heading && block.words > 10) return {};
      return with(mark, stamp->at);
    }
    const auto clock = opening_clock(line);
    if (!clock) return {};
    if (time) {
      const auto at =
          parse_stamp(page_.attr(page_.nodes[time], Attr::datetime), rules_.months, style_);
      if (at && at->has_time) return with(mark, *at);
    }
    std::string_view rest = std::string_view(line).substr(clock->end);
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    const bool parted = rest.starts_with(":") || rest.starts_with("-") || rest.starts_with("–") ||
                        rest.starts_with("—") || rest.starts_with("|");
    if (!heading && block.words > 6 && !parted && block.bold_words == 0 && !time) return {};
    mark.minutes = clock->minutes;
    return mark;
  }
  static Mark with(Mark mark, const Published& at) {
    mark.day = at.day();
    mark.minutes = static_cast<int>(
        std::chrono::duration_cast<std::chrono::minutes>(at.at - CivilTime{at.day()}).count());
    mark.offset = at.offset_minutes;
    return mark;
  }

  /// Whether the newest stands first; counts the steps that go the other way, which are midnights
  /// or disorder.
  bool order() {
    std::size_t down = 0, up = 0;
    for (std::size_t i = 1; i < marks_.size(); ++i) {
      down += marks_[i].minutes < marks_[i - 1].minutes;
      up += marks_[i].minutes > marks_[i - 1].minutes;
    }
    backward_ = std::min(down, up);
    return down >= up;
  }
  std::size_t words() const {
    std::size_t all = 0;
    for (std::uint32_t i = marks_.front().block; i < story_.size(); ++i)
      all += story_[i] ? out_.blocks[i].words : 0;
    return all;
  }

  /// Where no mark names its day, the oldest is of the day of publication, and each midnight on the
  /// way begins the next one.
  std::vector<Entry> place_days(bool newest_first) const {
    constexpr int disorder = 60;                         // minutes: an entry that was put in later
    std::vector<std::int64_t> behind(marks_.size(), 0);  // days after the oldest
    const auto from_oldest = [&](std::size_t n) {
      return newest_first ? marks_.size() - 1 - n : n;
    };
    std::optional<Day> base;
    if (article_.published) base = article_.published->day();
    bool named = false;
    for (std::size_t n = 0; n < marks_.size(); ++n) {
      const Mark& mark = marks_[from_oldest(n)];
      if (n > 0) {
        const Mark& older = marks_[from_oldest(n - 1)];
        behind[n] = behind[n - 1] + (mark.day && older.day ? (*mark.day - *older.day).count()
                                     : older.minutes - mark.minutes > disorder ? 1
                                                                               : 0);
      }
      if (mark.day && !named) base = *mark.day - std::chrono::days(behind[n]), named = true;
    }
    if (!base || (!named && article_.long_running)) return {};
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      const Mark& mark = marks_[i];
      Entry entry{
          mark.block,
          i + 1 < marks_.size() ? marks_[i + 1].block : static_cast<std::uint32_t>(story_.size()),
          {}};
      const Day day =
          mark.day ? *mark.day
                   : *base + std::chrono::days(behind[newest_first ? marks_.size() - 1 - i : i]);
      entry.at.at = CivilTime{day} + std::chrono::minutes(mark.minutes);
      entry.at.has_time = true;
      entry.at.offset_minutes = mark.offset;
      entries.push_back(entry);
    }
    return entries;
  }

  const Page& page_;
  const Outline& out_;
  const std::vector<bool>& story_;
  const ArticleRules::Impl& rules_;
  const Article& article_;
  StampStyle style_;
  std::vector<Mark> marks_;
  std::size_t backward_ = 0;
  bool hinted_ = false;
};

}  // namespace

bool is_long_running(const Head& head, const Article& article) {
  if (!article.published || !article.modified ||
      article.modified->day() - article.published->day() < most_days)
    return false;
  return says_live(head) || std::ranges::find(article.paragraphs, ParagraphKind::live_entry,
                                              &Paragraph::kind) != article.paragraphs.end();
}

void stamp_live_entries(const Page& page, const Outline& outline, const Head& head,
                        const std::vector<bool>& story, const std::vector<std::uint32_t>& blocks,
                        const ArticleRules::Impl& rules, Article& article) {
  std::vector<Entry> entries = Listed(page, outline, story).entries(head, rules, article);
  const bool listed = !entries.empty();
  if (!listed && head.times.size() >= least_entries)
    entries = Contained(page, outline, story).entries(head, rules, article);
  if (entries.empty()) entries = Flat(page, outline, story, rules, article).entries(head);
  std::size_t p = 0;
  for (const Entry& entry : entries) {
    while (p < blocks.size() && blocks[p] < entry.first) ++p;
    bool opens = true;
    for (; p < blocks.size() && blocks[p] < entry.last; ++p) {
      Paragraph& paragraph = article.paragraphs[p];
      paragraph.stamp = entry.at;
      paragraph.stamp->source = listed ? DateSource::json_ld : DateSource::time_element;
      if (opens && paragraph.kind == ParagraphKind::paragraph)
        paragraph.kind = ParagraphKind::live_entry, opens = false;
    }
  }
}

}  // namespace newsline::article
