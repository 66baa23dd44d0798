// The JSON of TimelineJS3 (Knight Lab): a slide an event, with a title slide.
//
// An event of "spring 2024" becomes
//   {"unique_id": "e...", "start_date": {"year": 2024, "month": 3, "day": 1},
//    "end_date": {"year": 2024, "month": 5, "day": 31}, "display_date": "spring 2024",
//    "text": {"headline": "...", "text": "<p>...</p>"}, "autolink": false}
//
// Headline and text are HTML there, so that words of a page are escaped. Years before Christ are
// counted as TimelineJS prints them: -44 is 44 BC.
// What it does not do: pictures, and groups by person (an event has several, a group is one).
#include <algorithm>
#include <set>

#include "base/ascii.h"
#include "formats.h"
#include "html_text.h"
#include "html_words.h"
#include "json_text.h"
#include "presentation.h"
#include "stream.h"

namespace newsline {

using namespace write;

namespace {

std::string escaped(std::string_view words) {
  std::string out;
  append_attribute(out, words);
  for (std::size_t at = 0; (at = out.find('\'', at)) != std::string::npos; at += 5) {
    out.replace(at, 1, "&#39;");
  }
  return out;
}

/// Which parts of a date a precision has.
bool has_month(Grain grain) {
  return grain != Grain::year && grain != Grain::decade && grain != Grain::century;
}
bool has_day(Grain grain) { return has_month(grain) && grain != Grain::month; }

/// Whether the interval is longer than its first day, month or year says.
bool needs_end(const OutputDate& date) {
  switch (date.grain) {
    case Grain::second:
    case Grain::minute:
    case Grain::hour:
    case Grain::part_of_day:
    case Grain::day:
    case Grain::month:
    case Grain::year:
      return false;
    default:
      return date.end > date.start;
  }
}

class Slides {
 public:
  Slides(std::string& out, const ChronologyStream& stream, const FormatOptions& options,
         const Data& data, const Drain& drain)
      : json_(out, {.indented = true, .ascii = options.ascii}, drain),
        stream_(stream),
        documents_(stream.documents),
        options_(options),
        index_(documents_),
        dates_(data, main_language(documents_)),
        words_(data, main_language(documents_)) {
    stream.events([&](const OutputEvent& event) {
      ++number_;
      certainties_.insert(event.certainty);
    });
  }

  void write() {
    json_.open_object();
    json_.key("title");
    title();
    json_.key("events");
    json_.open_array();
    stream_.events([&](const OutputEvent& event) { slide(event); });
    json_.close_array();
    json_.close_object();
  }

  std::size_t number() const { return number_; }

 private:
  void text(const std::string& headline, const std::string& html) {
    json_.key("text");
    json_.open_object();
    json_.member("headline", headline);
    json_.member("text", html);
    json_.close_object();
  }

  void title() {
    json_.open_object();
    json_.member("unique_id", "title");
    const std::string below =
        number_ == 0 ? std::string(dates_.at(Wording::Term::nothing)) : words_.events(number_);
    text(escaped(title_of(documents_, options_.title, dates_)), "<p>" + escaped(below) + "</p>");
    json_.member("autolink", false);
    json_.close_object();
  }

  void day(std::string_view key, Day day, Grain grain) {
    const auto date = ymd(day);
    const int year = static_cast<int>(date.year());
    json_.key(key);
    json_.flat(true);
    json_.open_object();
    json_.key("year");
    json_.verbatim(std::to_string(year > 0 ? year : year - 1));
    if (has_month(grain))
      json_.member("month", static_cast<std::uint32_t>(static_cast<unsigned>(date.month())));
    if (has_day(grain))
      json_.member("day", static_cast<std::uint32_t>(static_cast<unsigned>(date.day())));
    json_.close_object();
    json_.flat(false);
  }

  std::string unique_id(const OutputEvent& event) {
    std::string id = plain(event.id);
    std::erase_if(id, [](char c) { return !ascii::is_alnum(c); });
    std::string unique = id.empty() ? "event" : id;
    for (int n = 2; !ids_.insert(unique).second; ++n) unique = id + "-" + std::to_string(n);
    return unique;
  }

  void slide(const OutputEvent& event) {
    json_.open_object();
    json_.member("unique_id", unique_id(event));
    day("start_date", event.date.start, event.date.grain);
    if (needs_end(event.date)) day("end_date", event.date.end, event.date.grain);
    std::string words = date_words(event, dates_);
    if (const std::string time = plain(event.date.time); !time.empty()) words += ", " + time;
    json_.member("display_date", escaped(words));
    text(escaped(headline_of(event) + certainty_mark(event.certainty, dates_)), body(event));
    if (certainties_.size() > 1) json_.member("group", escaped(group(event.certainty)));
    json_.member("autolink", false);
    json_.close_object();
  }

  std::string group(Certainty certainty) const {
    if (certainty == Certainty::asserted) return std::string(words_(PageWord::fact));
    return std::string(dates_.at(Wording::Term::certainties, static_cast<std::size_t>(certainty)));
  }

  std::string body(const OutputEvent& event) const {
    std::string html = "<p>" + escaped(plain(event.sentence)) + "</p>";
    std::set<DocumentId> named;
    for (const Source& source : event.sources) {
      const std::size_t place = index_.of(source.document);
      if (place == DocumentIndex::none || !named.insert(source.document).second) continue;
      const Document& document = documents_[place];
      const std::string title = escaped(title_of(document));
      html += is_web_address(document.url)
                  ? "<p><a href=\"" + escaped(document.url) + "\">" + title + "</a></p>"
                  : "<p>" + title + "</p>";
    }
    return html;
  }

  JsonText json_;
  const ChronologyStream& stream_;
  const std::vector<Document>& documents_;
  const FormatOptions& options_;
  const DocumentIndex index_;
  const Wording dates_;
  const PageWords words_;
  std::size_t number_ = 0;  // of events
  std::set<Certainty> certainties_;
  std::set<std::string> ids_{"title"};
};

}  // namespace

void write_timelinejs(std::string& out, const ChronologyStream& stream,
                      const FormatOptions& options, const Drain& drain) {
  constexpr std::size_t many = 100;
  static const Data built_in;
  Slides slides(out, stream, options, options.data ? *options.data : built_in, drain);
  slides.write();
  out += '\n';
  if (options.note && slides.number() > many) {
    options.note({0, "TimelineJS shows a slide an event: --top 40 makes a story", {}});
  }
}

}  // namespace newsline
