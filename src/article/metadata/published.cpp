// The publication day: a vote of all places of the page that name one.
//
//     JSON-LD datePublished 2024-03-05    machine, 10
//     "March 5, 2024" below the title     reader, 8    the 5th has 18 and wins
//     /2024/03/06/ in the address         address      the 6th has less
// Of one kind (what machines read, what readers see, the address) the best place counts in full and
// others that agree in part. A stamp in universal time yields to the newsroom's own day where the
// page shows that one.
// What it does not do: look for the places (date_evidence).
#include "published.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "date_evidence.h"

namespace newsline::article {

namespace {

DateSource source_of(DayPlace place) {
  switch (place) {
    case DayPlace::linked_article:
    case DayPlace::linked_page:
    case DayPlace::linked_created:
      return DateSource::json_ld;
    case DayPlace::meta_article:
    case DayPlace::meta_published:
    case DayPlace::meta_day:
      return DateSource::meta;
    case DayPlace::property:
    case DayPlace::property_later:
    case DayPlace::time_published:
    case DayPlace::time_near:
    case DayPlace::time_later:
    case DayPlace::time_first:
    case DayPlace::attribute:
      return DateSource::time_element;
    case DayPlace::byline:
    case DayPlace::byline_labeled:
    case DayPlace::byline_later:
    case DayPlace::above:
    case DayPlace::lead:
    case DayPlace::tail:
      return DateSource::byline;
    case DayPlace::url:
      return DateSource::url;
    default:
      return DateSource::text;
  }
}

/// Places of one kind are written by one template, so their agreement proves less than that of two
/// kinds.
enum class Kind : std::uint8_t { machine, reader, address, count };

/// How much a place's word counts, in units of the least: how often it is right, over pages of many
/// sites.
struct Trust {
  DayPlace place;
  Kind kind;
  float weight;
};
constexpr Trust trusts[] = {
    {DayPlace::linked_article, Kind::machine, 10},  // JSON-LD: the story's "datePublished"
    {DayPlace::meta_article, Kind::machine, 9},     // <meta property="article:published_time">
    // itemprop="datePublished", the first on the page
    {DayPlace::property, Kind::machine, 7},
    {DayPlace::meta_published, Kind::machine, 7},  // <meta name="pubdate"> and the like
    {DayPlace::linked_page, Kind::machine, 6},     // JSON-LD: "datePublished" of the WebPage
    // <meta name="date">: of publication or of change
    {DayPlace::meta_day, Kind::machine, 4},
    {DayPlace::linked_created, Kind::machine, 2},  // JSON-LD: "dateCreated"
    {DayPlace::property_later, Kind::machine, 1},  // a later itemprop: of a teaser or a comment
    {DayPlace::byline_labeled, Kind::reader, 9},   // "Published: March 5, 2024"
    {DayPlace::byline, Kind::reader, 8},           // "March 5, 2024" between title and story
    {DayPlace::time_near, Kind::reader, 8},        // <time> there
    {DayPlace::time_published, Kind::reader, 8},   // <time class="published"> or pubdate
    {DayPlace::above, Kind::reader, 4},            // above the title
    {DayPlace::lead, Kind::reader, 3},             // below the first paragraph
    {DayPlace::time_first, Kind::reader, 3},       // the first <time> elsewhere
    {DayPlace::attribute, Kind::reader, 3},        // <span title="March 5, 2024">
    {DayPlace::tail, Kind::reader, 2},             // right behind the story
    {DayPlace::time_later, Kind::reader, 2},
    {DayPlace::byline_later, Kind::reader, 2},
    {DayPlace::text_labeled, Kind::reader, 1},
    {DayPlace::text, Kind::reader, 1},
    {DayPlace::url, Kind::address, 9.5F},  // https://harbor.example/2024/03/05/ferry
};
constexpr std::array<Trust, static_cast<std::size_t>(DayPlace::count)> trust_by_place = [] {
  std::array<Trust, static_cast<std::size_t>(DayPlace::count)> table{};
  for (const Trust& row : trusts) table[static_cast<std::size_t>(row.place)] = row;
  return table;
}();
constexpr const Trust& trust(DayPlace place) {
  return trust_by_place[static_cast<std::size_t>(place)];
}

// Of the places that agree on a day the most trusted one is quoted, rather one with a clock time.
constexpr float tie_by_trust = 0.01F, tie_by_time = 0.02F;
constexpr float repeated = 0.5F;  // what a word counts that another of its kind has said
// of a stamp of publication that is the stamp of the last change too: some systems know no other
constexpr float rewritten = 0.7F;

constexpr std::uint32_t bit(DayPlace place) { return 1U << static_cast<unsigned>(place); }

class Vote {
 public:
  explicit Vote(const DateEvidence& given) : all_(given.published), modified_(given.modified) {}

  std::optional<Published> winner() const {
    const DayEvidence* best = nullptr;
    float most = 0;
    for (const DayEvidence& a : all_) {
      float sum = votes_for(a.at.day());
      sum += trust(a.place).weight * tie_by_trust;
      if (a.at.has_time) sum += tie_by_time;
      if (sum > most) most = sum, best = &a;
    }
    if (!best) return {};
    best = local(*best);
    Published published = best->at;
    published.source = source_of(best->place);
    return published;
  }

 private:
  /// The votes for a day: of each kind the best place counts in full, those that agree with it in
  /// part.
  float votes_for(Day day) const {
    std::array<float, static_cast<std::size_t>(Kind::count)> sums{}, best{};
    std::uint32_t seen = 0;
    for (const DayEvidence& evidence : all_) {
      if (evidence.at.day() != day || (seen & bit(evidence.place))) continue;
      seen |= bit(evidence.place);
      if (shows_update(evidence)) continue;
      const Trust& t = trust(evidence.place);
      const auto kind = static_cast<std::size_t>(t.kind);
      const float weight =
          t.kind == Kind::machine && is_stamp_of_change(evidence) ? t.weight * rewritten : t.weight;
      sums[kind] += weight;
      best[kind] = std::max(best[kind], weight);
    }
    float all = 0;
    for (std::size_t kind = 0; kind < sums.size(); ++kind)
      all += best[kind] + (sums[kind] - best[kind]) * repeated;
    return all;
  }
  bool is_stamp_of_change(const DayEvidence& evidence) const {
    return modified_ && evidence.at.has_time && modified_->has_time &&
           modified_->at == evidence.at.at;
  }

  /// The page shows this day, but metadata calls it the day of modification and gives an earlier
  /// one for publication.
  bool shows_update(const DayEvidence& seen) const {
    constexpr std::uint32_t visible =
        bit(DayPlace::time_near) | bit(DayPlace::time_later) | bit(DayPlace::time_first) |
        bit(DayPlace::byline) | bit(DayPlace::byline_later) | bit(DayPlace::above) |
        bit(DayPlace::lead) | bit(DayPlace::tail) | bit(DayPlace::text);
    constexpr std::uint32_t publication = bit(DayPlace::linked_article) |
                                          bit(DayPlace::meta_article) | bit(DayPlace::linked_page) |
                                          bit(DayPlace::property);
    if (!(visible & bit(seen.place)) || !modified_ || modified_->day() != seen.at.day())
      return false;
    return std::ranges::any_of(all_, [&](const DayEvidence& other) {
      return other.at.day() < seen.at.day() && (publication & bit(other.place));
    });
  }

  /// A stamp in universal time can be a day off the newsroom's. Where the page also shows the day
  /// on its own clock, in two places or in one that names its zone, that one counts.
  const DayEvidence* local(const DayEvidence& best) const {
    if (!best.at.has_time || best.at.offset_minutes != std::int16_t{0}) return &best;
    const auto hour =
        std::chrono::duration_cast<std::chrono::hours>(best.at.at - CivilTime{best.at.day()})
            .count();
    // Nobody publishes on the stroke of the hour before midnight: a day alone was written as a
    // stamp.
    const bool midnight =
        hour >= 21 && best.at.at == CivilTime{best.at.day()} + std::chrono::hours(hour);
    for (const DayEvidence& other : all_) {
      const auto apart = (other.at.day() - best.at.day()).count();
      if (!((apart == -1 && hour < 12) || (apart == 1 && hour >= 10))) continue;
      int votes = 0;
      std::uint32_t seen = 0;
      for (const DayEvidence& same : all_) {
        if (same.at.day() != other.at.day() || (seen & bit(same.place))) continue;
        seen |= bit(same.place);
        votes += is_same_moment(best, same) ? 2 : local_votes(same);
      }
      if (votes >= 2 || (votes == 1 && (midnight || is_only_shown(other, best)))) return &other;
    }
    return &best;
  }
  /// A reader sees this day, without a clock, at the story's head, and the stamp's own nowhere.
  bool is_only_shown(const DayEvidence& shown, const DayEvidence& universal) const {
    constexpr std::uint32_t head = bit(DayPlace::byline) | bit(DayPlace::time_near);
    if (source_of(universal.place) == DateSource::byline) return false;
    return (head & bit(shown.place)) && !shown.at.has_time &&
           std::ranges::none_of(all_, [&](const DayEvidence& other) {
             return other.at.day() == universal.at.day() &&
                    trust(other.place).kind != Kind::machine &&
                    other.at.offset_minutes != std::int16_t{0};
           });
  }
  /// "10:54 PM" of a newsroom's clock beside 02:54 in universal time: the minutes agree, whole or
  /// half hours part them.
  static bool is_same_moment(const DayEvidence& universal, const DayEvidence& seen) {
    constexpr long half_hour = 30, farthest = 14 * 60;
    if (!seen.at.has_time || seen.at.offset_minutes) return false;
    const auto apart = std::chrono::floor<std::chrono::minutes>(universal.at.at) -
                       std::chrono::floor<std::chrono::minutes>(seen.at.at);
    return apart.count() != 0 && apart.count() % half_hour == 0 &&
           std::abs(apart.count()) <= farthest;
  }
  static int local_votes(const DayEvidence& evidence) {
    constexpr std::uint32_t trusted = bit(DayPlace::byline_labeled) | bit(DayPlace::property),
                            others = bit(DayPlace::time_first) | bit(DayPlace::linked_page) |
                                     bit(DayPlace::property_later);
    constexpr std::uint32_t seen = bit(DayPlace::url) | bit(DayPlace::byline) |
                                   bit(DayPlace::byline_later) | bit(DayPlace::time_near) |
                                   bit(DayPlace::above) | bit(DayPlace::lead);
    if (evidence.at.offset_minutes == std::int16_t{0}) return 0;
    const bool zoned = evidence.at.offset_minutes &&
                       evidence.at.offset_minutes != std::int16_t{0} &&
                       !(others & bit(evidence.place));
    return zoned || (trusted & bit(evidence.place)) ? 2 : (seen & bit(evidence.place)) ? 1 : 0;
  }

  const std::vector<DayEvidence>& all_;
  const std::optional<Published>& modified_;
};

}  // namespace

void read_published(const Page& page, const Outline& outline, const Head& head,
                    const std::vector<bool>& story, const ArticleRules::Impl& rules,
                    Article& article) {
  const DateEvidence given = read_date_evidence(page, outline, head, story, rules, article);
  article.published = Vote(given).winner();
  article.modified = given.modified;
}

}  // namespace newsline::article
