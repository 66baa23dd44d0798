// From what was found in a page to values that stand for themselves: dates as EDTF, sentences as
// text, offsets in code points, ids made of content.
//
// The event of "closed" in "The mayor closed the harbour on Thursday." becomes {date 2024-05-02,
// headline, sentence, trigger, participants, id}. A page of a hundred thousand dates is handed on
// event by event, in order of time: only the order is held.
// What it does not do: join events of several pages (merge.cpp), or filter them (filter.cpp).
#include "newsline/chronology.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <tuple>

#include "base/ascii.h"
#include "base/utf8.h"
#include "newsline/edtf.h"
#include "order.h"
#include "page_chronology.h"

namespace newsline {

using namespace chronology;

namespace {

/// RFC 3339, as precise as the page says.
std::string stamp(const Published& published) {
  std::string text = to_string(published.day());
  if (!published.has_time) return text;
  const std::chrono::hh_mm_ss clock{published.at - published.day()};
  const auto two = [&](auto number) {
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
  };
  text += 'T';
  two(clock.hours().count());
  text += ':';
  two(clock.minutes().count());
  text += ':';
  two(clock.seconds().count());
  if (!published.offset_minutes) return text;
  const int offset = *published.offset_minutes;
  if (offset == 0) return text + 'Z';
  text += offset < 0 ? '-' : '+';
  const int size = offset < 0 ? -offset : offset;
  two(size / 60 % 100);
  text += ':';
  two(size % 60);
  return text;
}

Problem problem_of(const std::string& warning) {
  const std::size_t colon = warning.find(": ");
  if (colon == std::string::npos) return {"page.warning", warning};
  return {warning.substr(0, colon), warning.substr(colon + 2)};
}

/// Only http and https addresses are written, without a name and password: readers of the
/// chronology may click on them.
std::string web_address(std::string url) {
  const bool web = url.starts_with("http://") || url.starts_with("https://");
  if (!web) return {};
  const std::size_t host = url.find("//") + 2;
  const std::size_t at = url.substr(0, url.find_first_of("/?#", host)).rfind('@');
  if (at != std::string::npos && at >= host) url.erase(host, at + 1 - host);
  return url;
}

void describe(Document& document, const Reading& reading) {
  const Article& article = reading.article;
  document.url = web_address(article.url);
  document.title = article.title;
  document.site = article.site;
  document.language = article.language;
  document.authors = article.authors;
  if (article.published) document.published = stamp(*article.published);
  if (article.modified) document.modified = stamp(*article.modified);
  if (reading.article.long_running && reading.article.published && !reading.document_time) {
    document.date = reading.article.published->day();
    document.date_source = reading.article.published->source;
  }
  if (reading.document_time) {
    document.date = reading.document_time->day();
    document.date_source = reading.document_time->source;
  }
  for (const std::string& warning : article.warnings)
    document.warnings.push_back(problem_of(warning));
}

/// The clock time of a TIMEX3 value ("2024-03-05T14:30") with the zone that the text gives.
std::string clock_time(const Timex& timex) {
  const std::size_t t = timex.value.find('T');
  if (timex.type != TimexType::time || t == std::string::npos || t + 1 >= timex.value.size())
    return {};
  std::string time = timex.value.substr(t + 1);
  if (!ascii::is_digit(time[0])) return {};  // "MO", "EV": a part of the day
  if (timex.zone.empty() || time.ends_with(timex.zone)) return time;
  if (time.ends_with('Z')) time.pop_back();  // "20:00 GMT": the page's word says the same
  time += ' ' + timex.zone;
  return time;
}

std::string clock_time(const EventDate& date, const Timexes& timexes) {
  const bool is_one = date.timex != Timex::none && date.range == Timex::none;
  return is_one ? clock_time(timexes.all[date.timex]) : std::string();
}

/// Of the day, at "14:30 GMT"; the one behind the last without a clock time.
constexpr std::uint32_t no_minute = 24 * 60;
std::uint32_t minute_of(std::string_view time) {
  const auto number = [&](std::size_t at) {
    return at + 1 < time.size() && ascii::is_digit(time[at]) && ascii::is_digit(time[at + 1])
               ? static_cast<std::uint32_t>((time[at] - '0') * 10 + (time[at + 1] - '0'))
               : 0;
  };
  return time.empty() ? no_minute : number(0) * 60 + number(3);
}

OutputDate output_date(const EventDate& date, const Reading& reading) {
  OutputDate result;
  result.edtf = print_edtf(edtf_of(date, reading.timexes));
  result.start = date.when.first_day();
  result.end = date.when.last_day();
  result.grain = date.grain;
  result.relation = date.relation;
  result.approximate = date.approximate;
  result.uncertain = date.uncertain;
  result.derivation = date.derivation;
  result.expression = date.expression.of(reading.article.text);
  result.time = clock_time(date, reading.timexes);
  if (date.timex != Timex::none) result.anchor = reading.timexes.all[date.timex].counted_from;
  if (!result.anchor && date.range != Timex::none)
    result.anchor = reading.timexes.all[reading.timexes.ranges[date.range].last].counted_from;
  return result;
}

/// Rounded as the JSON has it, so that reading it back gives the same value.
double thousandths(double share) { return std::round(std::clamp(share, 0.0, 1.0) * 1000) / 1000; }

/// What is written as the sentence. A "sentence" of thousands of bytes is a table or data without
/// full stops; written whole with each of its events, the output would grow with the square of the
/// input. The words around the trigger stand for it.
Span shown_span(const Event& event, std::string_view text) {
  constexpr std::uint32_t longest = 4000, around = 500;
  if (event.span.size() <= longest) return event.span;
  const auto inside = [&](std::uint32_t byte) {
    return byte > event.span.begin && byte < event.span.end &&
           (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80;
  };
  const std::uint32_t center = std::clamp(event.trigger.begin, event.span.begin, event.span.end);
  Span window{std::max(event.span.begin, center - std::min(center, around)),
              std::min(event.span.end, center + around)};
  while (inside(window.begin)) --window.begin;
  while (inside(window.end)) ++window.end;
  return window;
}

/// `id`: its content_key().
OutputEvent output_event(const Event& event, std::uint64_t id, const DocumentId& document,
                         const Reading& reading, const CodePointIndex& offset) {
  const std::string& text = reading.article.text;
  OutputEvent result;
  result.date = output_date(event.date, reading);
  const Span span = shown_span(event, text);
  result.sentence = span.of(text);
  result.headline = event.headline.empty() ? one_line(result.sentence) : event.headline;
  result.trigger = event.trigger.of(text);
  result.certainty = event.certainty;
  result.salience = thousandths(event.salience);
  result.confidence = thousandths(event.confidence);
  result.reason = event.reason;
  result.event_class = event.event_class;
  Source source{document,
                offset(span.begin),
                offset(span.end),
                result.sentence,
                result.headline,
                result.trigger,
                result.date,
                event.certainty,
                {},
                {},
                {},
                result.confidence,
                result.salience};
  for (const Participant& participant : event.participants) {
    const Entity& entity = reading.entities.all[participant.entity];
    if (std::ranges::find(source.entities, entity.id) != source.entities.end()) continue;
    source.entities.push_back(entity.id);
    source.roles.push_back(participant.role);
    if (participant.anaphor) source.anaphors.push_back(entity.id);
    result.entities.push_back(
        {entity.id, entity.name, entity.type, participant.role, participant.anaphor});
  }
  result.sources.push_back(std::move(source));
  result.id = content_id(id);
  return result;
}

OutputEntity output_entity(const Entity& entity) {
  constexpr std::string_view wikidata = "wikidata:";
  OutputEntity result{entity.id,    entity.name,    {},
                      entity.type,  entity.aliases, std::max(entity.mentions, 1U),
                      entity.reason};
  if (entity.id.starts_with(wikidata)) result.wikidata = entity.id.substr(wikidata.size());
  return result;
}

/// Whether the years are within the calendar (civil.h). Others come from numbers misread as years
/// and cannot be written as EDTF.
bool on_the_calendar(const Interval& when) {
  return when.first < when.last && when.first >= year_interval(first_year).first &&
         when.last <= year_interval(last_year).last;
}

}  // namespace

/// The places of the events in order of time, those of one id together. Of a day, those come first
/// that the page tells the clock of: a ticker has its last hour on top.
struct PageChronology::Order {
  struct Key {
    std::uint64_t id = 0;
    Day start{}, end{};
    std::uint32_t minute = no_minute;   // of the day, where the page tells the clock
    std::uint32_t begin = 0, stop = 0;  // of the sentence, in code points
    std::uint32_t event = 0;
    auto by_id() const { return std::tie(id, start, end, begin, stop, event); }
    auto by_time() const { return std::tie(start, end, minute, begin, stop, id); }
  };
  const Reading& reading;
  const PackedEvents& events;
  CodePointIndex offset;
  std::vector<Key> keys{};  // one for each id, sorted by time
  using Pair = std::pair<std::uint32_t, std::uint32_t>;
  // the event of a key, another one of the same id; sorted by the first
  std::vector<Pair> identical{};

  Key key(std::uint32_t number, const Event& event) const {
    const std::string_view text = reading.article.text;
    const Span span = shown_span(event, text);
    const std::uint64_t id = content_key(
        print_edtf(edtf_of(event.date, reading.timexes)), event.certainty, event.date.relation,
        span.of(text), event.secondary ? event.trigger.of(text) : std::string_view{});
    return {id,
            event.date.when.first_day(),
            event.date.when.last_day(),
            minute_of(clock_time(event.date, reading.timexes)),
            offset(span.begin),
            offset(span.end),
            number};
  }

  OutputEvent joined(const Key& key, const DocumentId& document) const {
    OutputEvent one = output_event(events[key.event], key.id, document, reading, offset);
    const std::span<const Pair> others(
        std::ranges::equal_range(identical, key.event, {}, &Pair::first));
    join_identical(one, others.size(), [&](std::size_t i) {
      return output_event(events[others[i].second], key.id, document, reading, offset);
    });
    return one;
  }

  void find(const DocumentId& document) {
    keys.reserve(events.size());
    for (std::uint32_t i = 0; i < events.size(); ++i)
      if (const Event event = events[i]; on_the_calendar(event.date.when))
        keys.push_back(key(i, event));
    std::ranges::sort(keys, {}, &Key::by_id);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (kept > 0 && keys[kept - 1].id == keys[i].id)
        identical.emplace_back(keys[kept - 1].event, keys[i].event);
      else
        keys[kept++] = keys[i];
    }
    keys.resize(kept);
    std::ranges::stable_sort(identical, {}, &Pair::first);
    place_joined(document);
    std::ranges::sort(keys, {}, &Key::by_time);
  }

  /// An event of several sources stands at the place of its first one.
  void place_joined(const DocumentId& document) {
    for (Key& key : keys) {
      const auto other = std::ranges::lower_bound(identical, key.event, {}, &Pair::first);
      if (other == identical.end() || other->first != key.event) continue;
      const OutputEvent event = joined(key, document);
      key.start = event.date.start, key.end = event.date.end;
      key.minute = minute_of(event.date.time);
      key.begin = event.sources.front().start, key.stop = event.sources.front().end;
    }
  }
};

PageChronology::PageChronology(Document document, const Reading& reading,
                               const PackedEvents& events)
    : reading_(reading),
      order_(
          std::make_unique<Order>(Order{reading, events, CodePointIndex(reading.article.text)})) {
  describe(document, reading);
  order_->find(document.id);
  documents_.push_back(std::move(document));
}
PageChronology::~PageChronology() = default;

void PageChronology::events(const std::function<void(OutputEvent&&)>& take) const {
  PageDeduplicator twice(take);
  for (const Order::Key& key : order_->keys) twice.add(order_->joined(key, documents_.front().id));
  twice.finish();
}

void PageChronology::entities(const std::function<void(OutputEntity&&)>& take) const {
  for (const Entity& entity : reading_.entities.all) take(output_entity(entity));
}

std::size_t PageChronology::size() const {
  std::size_t count = 0;
  events([&](OutputEvent&&) { ++count; });
  return count;
}

Chronology PageChronology::all() const {
  Chronology all;
  all.documents = documents_;
  events([&](OutputEvent&& event) { all.events.push_back(std::move(event)); });
  entities([&](OutputEntity&& entity) { all.entities.push_back(std::move(entity)); });
  return all;
}

Chronology chronology_of(Document document, const Reading& reading,
                         const std::vector<Event>& events) {
  PackedEvents packed;
  for (const Event& event : events) packed.add(event);
  return PageChronology(std::move(document), reading, packed).all();
}

}  // namespace newsline
