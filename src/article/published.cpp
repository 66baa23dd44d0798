#include "published.h"

#include <algorithm>
#include <array>

#include "evidence.h"

namespace newsline {

namespace {

DateSource source_of(Place place) {
  switch (place) {
    case Place::linked_article: case Place::linked_page: case Place::linked_created: return DateSource::json_ld;
    case Place::meta_article: case Place::meta_published: case Place::meta_day: return DateSource::meta;
    case Place::property: case Place::property_later: case Place::time_published: case Place::time_near: case Place::time_later: case Place::time_first:
      return DateSource::time_element;
    case Place::byline: case Place::byline_labeled: case Place::byline_later: case Place::above: case Place::lead: case Place::tail: return DateSource::byline;
    case Place::url: return DateSource::url;
    default: return DateSource::text;
  }
}

/// Those of one kind say the same for the same reason: one template wrote them.
enum class Kind : std::uint8_t { machine, reader, address, count };

struct Trust { Kind kind; float weight; };

/// How much a place's word counts, in units of the least.
Trust trust(Place place) {
  switch (place) {
    case Place::linked_article: return {Kind::machine, 10};
    case Place::meta_article: return {Kind::machine, 9};
    case Place::property: case Place::meta_published: return {Kind::machine, 7};
    case Place::linked_page: return {Kind::machine, 6};
    case Place::meta_day: return {Kind::machine, 4};
    case Place::linked_created: return {Kind::machine, 2};
    case Place::property_later: return {Kind::machine, 1};
    case Place::byline_labeled: return {Kind::reader, 9};
    case Place::byline: case Place::time_near: case Place::time_published: return {Kind::reader, 8};
    case Place::above: return {Kind::reader, 4};
    case Place::lead: case Place::time_first: return {Kind::reader, 3};
    case Place::tail: case Place::time_later: case Place::byline_later: return {Kind::reader, 2};
    case Place::text_labeled: case Place::text: return {Kind::reader, 1};
    case Place::url: return {Kind::address, 9.5F};
    case Place::count: break;
  }
  return {Kind::machine, 0};
}

constexpr float repeated = 0.5F;  // what a word counts that another of its kind has said
constexpr float rewritten = 0.7F;  // of a stamp of publication that is the stamp of the last change too: some systems know no other

constexpr std::uint32_t bit(Place place) { return 1U << static_cast<unsigned>(place); }

class Vote {
 public:
  explicit Vote(const Witnesses& heard) : all_(heard.published), modified_(heard.modified) {}

  std::optional<Published> winner() const {
    const Evidence* best = nullptr;
    float most = 0;
    for (const Evidence& a : all_) {
      float sum = votes_for(a.at.day());
      sum += trust(a.place).weight * 0.01F;  // of those who agree the most trusted speaks
      if (a.at.has_time) sum += 0.02F;
      if (sum > most) most = sum, best = &a;
    }
    if (!best) return {};
    best = local(*best);
    Published published = best->at;
    published.source = source_of(best->place);
    return published;
  }

 private:
  /// Of each kind the best word counts whole, what agrees with it in part.
  float votes_for(Day day) const {
    std::array<float, static_cast<std::size_t>(Kind::count)> sums{}, best{};
    std::uint32_t seen = 0;
    for (const Evidence& evidence : all_) {
      if (evidence.at.day() != day || (seen & bit(evidence.place))) continue;
      seen |= bit(evidence.place);
      if (shows_update(evidence)) continue;
      const Trust t = trust(evidence.place);
      const auto kind = static_cast<std::size_t>(t.kind);
      const float weight = t.kind == Kind::machine && is_stamp_of_change(evidence) ? t.weight * rewritten : t.weight;
      sums[kind] += weight;
      best[kind] = std::max(best[kind], weight);
    }
    float all = 0;
    for (std::size_t kind = 0; kind < sums.size(); ++kind) all += best[kind] + (sums[kind] - best[kind]) * repeated;
    return all;
  }
  bool is_stamp_of_change(const Evidence& evidence) const { return modified_ && evidence.at.has_time && modified_->has_time && modified_->at == evidence.at.at; }

  /// A day that is seen on the page but known as the day of its modification, where another is told as the day of publication.
  bool shows_update(const Evidence& seen) const {
    constexpr std::uint32_t visible = bit(Place::time_near) | bit(Place::time_later) | bit(Place::time_first) | bit(Place::byline) |
                                      bit(Place::byline_later) | bit(Place::above) | bit(Place::lead) | bit(Place::tail) | bit(Place::text);
    constexpr std::uint32_t told = bit(Place::linked_article) | bit(Place::meta_article) | bit(Place::linked_page) | bit(Place::property);
    if (!(visible & bit(seen.place)) || !modified_ || modified_->day() != seen.at.day()) return false;
    return std::ranges::any_of(all_, [&](const Evidence& other) { return other.at.day() < seen.at.day() && (told & bit(other.place)); });
  }

  /// A stamp in universal time can be a day off the newsroom's. Where the page also shows the day on its own clock, in two places or
  /// in one that names its zone, that one counts.
  const Evidence* local(const Evidence& best) const {
    if (!best.at.has_time || best.at.offset_minutes != std::int16_t{0}) return &best;
    const auto hour = std::chrono::duration_cast<std::chrono::hours>(best.at.at - CivilTime{best.at.day()}).count();
    // Nobody publishes on the stroke of the hour before midnight: a day alone was written as a stamp.
    const bool midnight = hour >= 21 && best.at.at == CivilTime{best.at.day()} + std::chrono::hours(hour);
    for (const Evidence& other : all_) {
      const auto apart = (other.at.day() - best.at.day()).count();
      if (!((apart == -1 && hour < 12) || (apart == 1 && hour >= 10))) continue;
      int votes = 0;
      std::uint32_t seen = 0;
      for (const Evidence& same : all_) {
        if (same.at.day() != other.at.day() || (seen & bit(same.place))) continue;
        seen |= bit(same.place);
        votes += local_votes(same);
      }
      if (votes >= 2 || (votes == 1 && midnight)) return &other;
    }
    return &best;
  }
  static int local_votes(const Evidence& evidence) {
    constexpr std::uint32_t trusted = bit(Place::byline_labeled) | bit(Place::property), others = bit(Place::time_first) | bit(Place::linked_page) | bit(Place::property_later);
    constexpr std::uint32_t seen =
        bit(Place::url) | bit(Place::byline) | bit(Place::byline_later) | bit(Place::time_near) | bit(Place::above) | bit(Place::lead);
    if (evidence.at.offset_minutes == std::int16_t{0}) return 0;
    const bool zoned = evidence.at.offset_minutes && evidence.at.offset_minutes != std::int16_t{0} && !(others & bit(evidence.place));
    return zoned || (trusted & bit(evidence.place)) ? 2 : (seen & bit(evidence.place)) ? 1 : 0;
  }

  const std::vector<Evidence>& all_;
  const std::optional<Published>& modified_;
};

}  // namespace

void read_published(const Page& page, const Outline& outline, const Head& head, const std::vector<bool>& story, const ArticleRules::Inner& rules, Article& article) {
  const Witnesses heard = hear_witnesses(page, outline, head, story, rules, article);
  article.published = Vote(heard).winner();
  article.modified = heard.modified;
}

}  // namespace newsline
