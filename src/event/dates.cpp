#include "dates.h"

#include <algorithm>

namespace newsline::event {

namespace {

Interval whole_days(const Interval& interval) {
  return day_range(interval.first_day(), interval.last_day());
}

DateMention told_range(const Timexes& timexes, std::uint32_t number) {
  const TimexRange& range = timexes.ranges[number];
  const Timex &first = timexes.all[range.first], &last = timexes.all[range.last];
  return {range.first,       number,
          first.first_token, last.last_token,
          range.span,        whole_days(range.interval),
          Grain::range,      first.approximate || last.approximate};
}

}  // namespace

std::optional<DateMention> single_date(const Timexes& timexes, std::uint32_t number) {
  const Timex& timex = timexes.all[number];
  if (!timex.interval || timex.vague || timex.type == TimexType::set ||
      timex.interval->first >= timex.interval->last)
    return std::nullopt;
  return DateMention{number,
                     Timex::none,
                     timex.first_token,
                     timex.last_token,
                     timex.span,
                     whole_days(*timex.interval),
                     std::max(timex.grain, Grain::day),
                     timex.approximate};
}

Dates::Dates(const Timexes& timexes) : timexes_(timexes) {
  std::size_t next = 0;  // the first range that begins behind the timex
  for (std::uint32_t t = 0; t < timexes.all.size(); ++t) {
    while (next < timexes.ranges.size() && timexes.ranges[next].first <= t) ++next;
    if (next > 0 && t <= timexes.ranges[next - 1].last) {
      const TimexRange& range = timexes.ranges[next - 1];
      if (t == range.first && range.interval.first < range.interval.last)
        places_.push_back({timexes.all[t].first_token, static_cast<std::uint32_t>(next - 1), true});
    } else if (single_date(timexes, t)) {
      places_.push_back({timexes.all[t].first_token, t, false});
    }
  }
}

DateMention Dates::operator[](std::size_t number) const {
  const Place& place = places_[number];
  return place.range ? told_range(timexes_, place.number) : *single_date(timexes_, place.number);
}

std::size_t Dates::from(std::uint32_t token) const {
  return static_cast<std::size_t>(
      std::ranges::lower_bound(places_, token, {}, &Place::first_token) - places_.begin());
}

bool Dates::spans_weekdays(const DateMention& mention) const {
  if (mention.range == Timex::none) return false;
  const auto weekday = [&](std::uint32_t number) {
    const TimexFields& f = timexes_.all[number].fields;
    return f.has(TimexFields::weekday) && !f.has(TimexFields::day) && !f.has(TimexFields::shift) &&
           !f.has(TimexFields::direction);
  };
  const TimexRange& range = timexes_.ranges[mention.range];
  return weekday(range.first) && weekday(range.last);
}

}  // namespace newsline::event
