#include <algorithm>

#include "inner.h"
#include "tense.h"

namespace newsline {

namespace {

using F = TimexFields;

bool is_place(const Timex& timex) {
  return timex.interval && (timex.type == TimexType::date || timex.type == TimexType::time) && !timex.vague;
}

constexpr std::uint32_t period_reach = 6;  // sentences: how long a text goes on speaking of the quarter it named

int year_of(Day day) { return static_cast<int>(ymd(day).year()); }

/// Words that leave only the year open: "in May", "on 3 June".
bool lacks_year(const F& fields) {
  return (fields.has(F::month) || fields.has(F::holiday) || fields.has(F::season)) && !fields.has(F::year) && !fields.has(F::short_year) && !fields.has(F::shift) &&
         !fields.has(F::direction) && fields.get(F::kind, 0) == static_cast<int>(Kind::date);
}

/// Walks the timexes in order and remembers what later ones may count from.
class Resolver {
 public:
  Resolver(Timexes& timexes, const Article& article, const std::vector<Sentence>& sentences, const Tokens& tokens, const TimexRules::Inner& rules, std::optional<Day> document)
      : timexes_(timexes), article_(article), sentences_(sentences), tokens_(tokens), rules_(rules), tense_(article.text, tokens, rules), document_(document) {}

  void run() {
    history_ = tells_history();
    for (std::uint32_t i = 0; i < timexes_.all.size(); ++i) {
      Timex& timex = timexes_.all[i];
      const int tense = tense_.of(timex);
      place(timex, anchor_of(i, tense), tense);
      if (is_place(timex)) remember(i);
    }
    ranges();
  }

 private:
  /// A text that tells history names years far from its own day again and again and hardly ever says "yesterday" or "Monday".
  bool tells_history() const {
    if (!document_) return true;
    std::size_t far = 0, near = 0;
    for (const Timex& timex : timexes_.all) {
      const F& f = timex.fields;
      if (f.has(F::year) && std::abs(f[F::year] - year_of(*document_)) > 1) ++far;
      if ((f.has(F::shift) && f.get(F::anchor, 0) == 0) || (f.has(F::weekday) && !f.has(F::month)) || f.get(F::year, 0) == year_of(*document_)) ++near;
    }
    return far >= 6 && far > 4 * near;
  }

  Anchor anchor_of(std::uint32_t i, int tense) const {
    const Timex& timex = timexes_.all[i];
    const F& f = timex.fields;
    Anchor anchor;
    if (document_) anchor = {*document_, {}, {}, Basis::document_time, Timex::none};
    const int kind = f.get(F::anchor, 0);
    if (kind == 2) compare(timex, anchor);
    if (kind == 1 || (kind == 3 && tense < 0)) text_anchor(timex, anchor);
    if (lacks_year(f) && !year_behind(i, anchor)) running_year(timex, anchor);
    if (last_day_ != Timex::none && timexes_.all[last_day_].sentence == timex.sentence && hour_alone(f))
      anchor = {timexes_.all[last_day_].interval->first_day(), {}, {}, Basis::earlier_timex, last_day_};
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

  /// "the next day", "two years later", "that month" count from the last timex that is as fine as they are.
  void text_anchor(const Timex& timex, Anchor& anchor) const {
    const bool fine = timex.fields.get(F::unit, 0) < static_cast<int>(Unit::week);
    const bool months = timex.fields.get(F::unit, 0) < static_cast<int>(Unit::quarter);
    const std::uint32_t from = fine ? last_day_ : months ? last_month_ : last_timex_;
    if (from == Timex::none) {
      if (timex.fields.get(F::shift, 0) != 0 || timex.fields.has(F::number)) anchor = {};
      return;
    }
    const Timex& earlier = timexes_.all[from];
    anchor = {earlier.interval->first_day(), {}, {}, Basis::earlier_timex, from};
  }

  /// "from 2 May to 5 June 2021": the year is written once, at the end.
  bool year_behind(std::uint32_t i, Anchor& anchor) const {
    if (i + 1 >= timexes_.all.size()) return false;
    const Timex &a = timexes_.all[i], &b = timexes_.all[i + 1];
    if (a.sentence != b.sentence || !b.interval || !b.fields.has(F::year) || b.grain > Grain::year || b.basis != Basis::words_alone) return false;
    const Cue cue = joint(a, b);
    if (cue == Cue::none) return false;
    anchor.year = b.fields[F::year] - (a.fields.get(F::month, 0) > b.fields.get(F::month, 12) ? 1 : 0);
    anchor.basis = Basis::earlier_timex;
    anchor.timex = i + 1;
    return true;
  }

  /// The year of a month without one: in a text that tells history, and beside a date of another year, the year told last; a winter month
  /// after an autumn one lies in the next.
  void running_year(const Timex& timex, Anchor& anchor) const {
    if (section_ != Timex::none) {
      anchor.year = year_of(timexes_.all[section_].interval->first_day());
      anchor.basis = Basis::earlier_timex;
      anchor.timex = section_;
      return;
    }
    if (focus_ == Timex::none) return;
    const Timex& earlier = timexes_.all[focus_];
    const int year = year_of(earlier.interval->first_day());
    const bool beside = earlier.sentence == timex.sentence && earlier.grain <= Grain::month && (!document_ || year != year_of(*document_));
    if (!history_ && !beside) return;
    const auto month = static_cast<unsigned>(ymd(earlier.interval->first_day()).month());
    const bool next = earlier.grain <= Grain::month && month >= 10 && timex.fields.get(F::month, 12) <= 3;
    anchor.year = next ? year + 1 : year;
    anchor.basis = Basis::earlier_timex;
    anchor.timex = focus_;
  }

  /// "a year earlier" in a story on a quarter is that quarter of the year before; "the quarter" is the one the text speaks of, else the last
  /// one that is over.
  void compare(const Timex& timex, Anchor& anchor) const {
    if (!period_ || timex.sentence > timexes_.all[period_timex_].sentence + period_reach) {
      if (anchor.day && timex.fields.get(F::unit, -1) == static_cast<int>(Unit::quarter)) anchor.day = shifted(*anchor.day, -1, Unit::quarter);
      return;
    }
    anchor.period = period_;
    anchor.day = period_->interval.first_day();
    anchor.basis = Basis::earlier_timex;
    anchor.timex = period_timex_;
  }

  /// A paragraph that is nothing but a year ("2023", "In 2023:") heads what follows it.
  bool heads_section(const Timex& timex) const {
    if (timex.grain < Grain::month || timex.grain > Grain::year || !timex.year_given) return false;
    const Paragraph& paragraph = article_.paragraphs[sentences_[timex.sentence].paragraph];
    const std::uint32_t rest = paragraph.span.size() - timex.span.size();
    return rest <= 4 || (paragraph.kind == ParagraphKind::heading && rest <= 12);
  }

  void remember(std::uint32_t i) {
    const Timex& timex = timexes_.all[i];
    if (heads_section(timex)) section_ = i;
    last_timex_ = i;
    if (timex.grain <= Grain::day) last_day_ = i;
    if (timex.grain <= Grain::month) last_month_ = i;
    if (timex.year_given || (timex.basis == Basis::earlier_timex && timex.grain <= Grain::year)) focus_ = i;
    if (timex.grain == Grain::quarter && timex.fields.get(F::anchor, 0) != 2) {
      period_ = Place{timex.grain, *timex.interval, {}, false};
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

  /// What joins two neighbors: `to`, `both` ("and"), or none.
  Cue joint(const Timex& a, const Timex& b) const {
    if (a.last_token > b.first_token) return b.span.begin - a.span.end == 1 ? Cue::to : Cue::none;  // in one token: "1996-1997"
    const std::uint32_t gap = b.first_token - a.last_token;
    if (gap == 0 || gap > 3) return Cue::none;
    for (std::uint32_t t = a.last_token + 1; t < b.first_token; ++t)  // "to the 5th", "bis zum 5."
      if (tokens_.all[t].pos != Pos::det && tokens_.all[t].pos != Pos::adp) return Cue::none;
    Cue cue = rules_.cue(tokens_.all[a.last_token].key);
    if (cue == Cue::before_to && gap > 1) cue = rules_.cue(tokens_.all[a.last_token + 1].key);
    if (cue == Cue::to || cue == Cue::until || cue == Cue::infinitive) return Cue::to;  // one word in some languages
    return cue == Cue::both && gap == 1 ? Cue::both : Cue::none;
  }

  bool joined(const Timex& a, const Timex& b) const {
    const Cue cue = joint(a, b);
    if (cue != Cue::both) return cue == Cue::to;
    const bool between = a.first_token > tokens_.begin(a.sentence) && rules_.cue(tokens_.all[a.first_token - 1].key) == Cue::between;
    return between || a.interval->last == b.interval->first;
  }

  Timexes& timexes_;
  const Article& article_;
  const std::vector<Sentence>& sentences_;
  const Tokens& tokens_;
  const TimexRules::Inner& rules_;
  Tense tense_;
  std::optional<Day> document_;
  bool history_ = false;
  std::optional<Place> period_;
  std::uint32_t last_timex_ = Timex::none, last_day_ = Timex::none, last_month_ = Timex::none, focus_ = Timex::none, section_ = Timex::none, period_timex_ = Timex::none;
};

}  // namespace

void resolve(Timexes& timexes, const Article& article, const std::vector<Sentence>& sentences, const Tokens& tokens, const TimexRules& rules,
             std::optional<Published> document_time) {
  timexes.ranges.clear();
  std::optional<Day> day;
  if (document_time) day = document_time->day();
  Resolver(timexes, article, sentences, tokens, rules.inner(), day).run();
}

}  // namespace newsline
