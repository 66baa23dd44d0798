#include <algorithm>

#include "inner.h"
#include "tense.h"

namespace newsline {

namespace {

using F = TimexFields;

bool is_place(const Timex& timex) {
  return timex.interval && (timex.type == TimexType::date || timex.type == TimexType::time) && !timex.vague;
}

/// Walks the timexes in order and remembers what later ones may count from.
class Resolver {
 public:
  Resolver(Timexes& timexes, const Article& article, const Tokens& tokens, const TimexRules::Inner& rules, std::optional<Day> document)
      : timexes_(timexes), article_(article), tokens_(tokens), rules_(rules), tense_(tokens, rules), document_(document) {}

  void run() {
    for (std::uint32_t i = 0; i < timexes_.all.size(); ++i) {
      Timex& timex = timexes_.all[i];
      place(timex, anchor_of(timex), tense_.of(timex));
      if (is_place(timex)) remember(i);
    }
    ranges();
  }

 private:
  Anchor anchor_of(const Timex& timex) const {
    Anchor anchor;
    if (document_) anchor = {*document_, {}, Basis::document_time, Timex::none};
    if (timex.fields.get(F::anchor, 0) == 1 && last_) anchor = {last_->interval.first_day(), {}, Basis::earlier_timex, last_timex_};
    if (timex.fields.get(F::anchor, 0) == 2) compare(timex, anchor);
    if (day_ && day_sentence_ == timex.sentence && hour_alone(timex.fields)) anchor = {*day_, {}, Basis::earlier_timex, day_timex_};
    return anchor;
  }

  /// "On 9 July there is a concert, at 8 p.m.": a clock time or part of the day belongs to the day that its sentence named before.
  static bool hour_alone(const F& fields) {
    if (!fields.has(F::hour) && !fields.has(F::part)) return false;
    for (int slot = F::year; slot < F::part; ++slot)
      if (fields.has(static_cast<F::Slot>(slot))) return false;
    for (const F::Slot slot : {F::weekend, F::holiday, F::number, F::unit, F::shift, F::direction, F::anchor})
      if (fields.has(slot)) return false;
    return true;
  }

  /// "a year earlier" in a story on a quarter is that quarter of the year before; "the quarter" is the one the text speaks of, else the last
  /// one that is over.
  void compare(const Timex& timex, Anchor& anchor) const {
    if (!period_) {
      if (anchor.day && timex.fields.get(F::unit, -1) == static_cast<int>(Unit::quarter)) anchor.day = shifted(*anchor.day, -1, Unit::quarter);
      return;
    }
    anchor.period = period_;
    anchor.day = period_->interval.first_day();
    anchor.basis = Basis::earlier_timex;
    anchor.timex = period_timex_;
  }

  void remember(std::uint32_t i) {
    const Timex& timex = timexes_.all[i];
    last_ = Place{timex.grain, *timex.interval, {}, false};
    last_timex_ = i;
    if (timex.grain == Grain::day || timex.grain == Grain::part_of_day) {
      day_ = timex.interval->first_day();
      day_sentence_ = timex.sentence;
      day_timex_ = i;
    }
    if (timex.grain == Grain::quarter && timex.fields.get(F::anchor, 0) != 2) {
      period_ = last_;
      period_timex_ = i;
    }
  }

  /// Neighbors in one sentence, joined by "to" or "and": "from May 3 to May 5", "between 2010 and 2015".
  void ranges() {
    for (std::uint32_t i = 0; i + 1 < timexes_.all.size(); ++i) {
      const Timex &a = timexes_.all[i], &b = timexes_.all[i + 1];
      if (a.sentence != b.sentence || !is_place(a) || !is_place(b) || !joined(a, b)) continue;
      if (b.interval->last <= a.interval->first) continue;
      timexes_.ranges.push_back({i, i + 1, {a.span.begin, b.span.end}, {a.interval->first, b.interval->last}});
    }
  }

  bool joined(const Timex& a, const Timex& b) const {
    if (a.last_token > b.first_token) return b.span.begin - a.span.end == 1;  // in one token: "1996-1997"
    const std::uint32_t gap = b.first_token - a.last_token;
    if (gap == 0 || gap > 3) return false;
    for (std::uint32_t t = a.last_token + 1; t < b.first_token; ++t)  // "to the 5th", "bis zum 5."
      if (tokens_.all[t].pos != Pos::det && tokens_.all[t].pos != Pos::adp) return false;
    const Cue cue = rules_.cue(tokens_.all[a.last_token].key);
    if (cue == Cue::to || cue == Cue::until || cue == Cue::infinitive) return true;  // one word in some languages
    if (gap != 1) return false;
    if (cue != Cue::both) return false;
    const bool between = a.first_token > tokens_.begin(a.sentence) && rules_.cue(tokens_.all[a.first_token - 1].key) == Cue::between;
    return between || a.interval->last == b.interval->first;
  }

  Timexes& timexes_;
  [[maybe_unused]] const Article& article_;
  const Tokens& tokens_;
  const TimexRules::Inner& rules_;
  Tense tense_;
  std::optional<Day> document_;
  std::optional<Place> last_, period_;
  std::optional<Day> day_;
  std::uint32_t day_sentence_ = 0, day_timex_ = Timex::none;
  std::uint32_t last_timex_ = Timex::none, period_timex_ = Timex::none;
};

}  // namespace

void resolve(Timexes& timexes, const Article& article, const std::vector<Sentence>&, const Tokens& tokens, const TimexRules& rules,
             std::optional<Published> document_time) {
  timexes.ranges.clear();
  std::optional<Day> day;
  if (document_time) day = document_time->day();
  Resolver(timexes, article, tokens, rules.inner(), day).run();
}

std::optional<Published> published_in_text(const Article&, const std::vector<Sentence>&, const Tokens&, const Timexes& timexes) {
  for (const Timex& timex : timexes.all)
    if (timex.grain == Grain::day && timex.interval && timex.basis == Basis::words_alone && timex.sentence < 4)
      return Published{timex.interval->first, false, {}, DateSource::text};
  return std::nullopt;
}

}  // namespace newsline
