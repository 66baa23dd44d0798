#include "newsline/chronology.h"

#include <algorithm>
#include <cmath>

#include "newsline/edtf.h"
#include "newsline/utf8.h"
#include "order.h"

namespace newsline {

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

/// Only addresses on the web are told on, without the name and password that one may hold: whoever reads the chronology may follow it.
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
  if (reading.document_time) {
    document.date = reading.document_time->day();
    document.date_source = reading.document_time->source;
  }
  for (const std::string& warning : article.warnings) document.warnings.push_back(problem_of(warning));
}

/// The clock time of a TIMEX3 value ("2024-03-05T14:30") with the zone that the text gives.
std::string clock_time(const Timex& timex) {
  const std::size_t t = timex.value.find('T');
  if (timex.type != TimexType::time || t == std::string::npos || t + 1 >= timex.value.size()) return {};
  std::string time = timex.value.substr(t + 1);
  if (time[0] < '0' || time[0] > '9') return {};  // "MO", "EV": a part of the day
  if (!timex.zone.empty() && !time.ends_with(timex.zone)) time += ' ' + timex.zone;
  return time;
}

ToldDate told(const EventDate& date, const Reading& reading) {
  ToldDate result;
  result.edtf = print_edtf(edtf_of(date, reading.timexes));
  result.start = date.when.first_day();
  result.end = date.when.last_day();
  result.grain = date.grain;
  result.relation = date.relation;
  result.approximate = date.approximate;
  result.uncertain = date.uncertain;
  result.derivation = date.derivation;
  result.expression = date.expression.of(reading.article.text);
  if (date.timex != Timex::none && date.range == Timex::none) result.time = clock_time(reading.timexes.all[date.timex]);
  return result;
}

/// As the JSON has it: what is read back is then what was written.
double thousandths(double share) { return std::round(std::clamp(share, 0.0, 1.0) * 1000) / 1000; }

/// What is told as the sentence. A "sentence" of thousands of bytes is a table or data without full stops; told whole with each of its
/// events, the output would grow with the square of the input. The words around the trigger stand for it.
Span told_span(const Event& event, std::string_view text) {
  constexpr std::uint32_t longest = 4000, around = 500;
  if (event.span.size() <= longest) return event.span;
  const auto inside = [&](std::uint32_t byte) { return byte > event.span.begin && byte < event.span.end && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80; };
  const std::uint32_t center = std::clamp(event.trigger.begin, event.span.begin, event.span.end);
  Span window{std::max(event.span.begin, center - std::min(center, around)), std::min(event.span.end, center + around)};
  while (inside(window.begin)) --window.begin;
  while (inside(window.end)) ++window.end;
  return window;
}

ToldEvent told(const Event& event, const DocumentId& document, const Reading& reading, const CodePointIndex& offset) {
  const std::string& text = reading.article.text;
  ToldEvent result;
  result.date = told(event.date, reading);
  const Span span = told_span(event, text);
  result.sentence = span.of(text);
  result.headline = event.headline.empty() ? one_line(result.sentence) : event.headline;
  result.trigger = event.trigger.of(text);
  result.certainty = event.certainty;
  result.salience = thousandths(event.salience);
  result.confidence = thousandths(event.confidence);
  result.reason = event.reason;
  result.kin = event.kin;
  Source source{document, offset(span.begin), offset(span.end), result.sentence, result.headline, result.trigger,
                result.date, event.certainty, {}, {}, {}, result.confidence, result.salience};
  for (const Participant& participant : event.participants) {
    const Entity& entity = reading.entities.all[participant.entity];
    if (std::ranges::find(source.entities, entity.id) != source.entities.end()) continue;
    source.entities.push_back(entity.id);
    source.roles.push_back(participant.role);
    if (participant.anaphor) source.anaphors.push_back(entity.id);
    result.entities.push_back({entity.id, entity.name, entity.type, participant.role, participant.anaphor});
  }
  result.sources.push_back(std::move(source));
  result.id = content_id(result, event.further ? result.trigger : std::string_view{});
  return result;
}

ToldEntity told(const Entity& entity) {
  constexpr std::string_view wikidata = "wikidata:";
  ToldEntity result{entity.id, entity.name, {}, entity.type, entity.aliases, std::max(entity.mentions, 1U), entity.reason};
  if (entity.id.starts_with(wikidata)) result.wikidata = entity.id.substr(wikidata.size());
  return result;
}

/// Years that no date has (civil.h) cannot be printed so that they read back: whatever took a number for one, it is no event.
bool on_the_calendar(const Interval& when) {
  return when.first < when.last && when.first >= year_interval(first_year).first && when.last <= year_interval(last_year).last;
}

}  // namespace

Chronology chronology(Document document, const Reading& reading, const std::vector<Event>& events) {
  Chronology result;
  describe(document, reading);
  const CodePointIndex offset(reading.article.text);
  for (const Event& event : events)
    if (on_the_calendar(event.date.when)) result.events.push_back(told(event, document.id, reading, offset));
  for (const Entity& entity : reading.entities.all) result.entities.push_back(told(entity));
  result.documents.push_back(std::move(document));
  join_identical(result.events);
  join_told_twice(result.events);
  return result;
}

}  // namespace newsline
