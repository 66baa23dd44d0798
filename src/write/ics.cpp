// A calendar (RFC 5545): an all-day event for each event.
//
// "The council met on 2 May 2024 at 09:30" becomes
//   BEGIN:VEVENT
//   UID:e0123456789abcdef@newsline.invalid
//   DTSTAMP:20240503T000000Z
//   DTSTART;VALUE=DATE:20240502
//   DTEND;VALUE=DATE:20240503
//   SUMMARY:09:30 - The council met
//
// A month, a season, a year stand on their first day with the words of the date before the
// headline: a bar of 365 days over every other event is what makes people delete a calendar. What
// it does not do: clock times (the zones of news are abbreviations; the time stands in SUMMARY),
// days before the year 1, STATUS:CANCELLED (calendars hide such events).
#include <algorithm>
#include <set>

#include "formats.h"
#include "html_words.h"
#include "names.h"
#include "newsline/version.h"
#include "presentation.h"
#include "stream.h"

namespace newsline {

using namespace write;

namespace {

/// A property's text: backslash, semicolon, comma and line feed are escaped.
std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

/// Appends a content line, folded to at most 75 octets between code points.
void line(std::string& out, std::string_view text) {
  constexpr std::size_t most = 75;
  for (std::size_t room = most; text.size() > room; room = most - 1) {
    std::size_t end = room;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    out.append(text.substr(0, end)).append("\r\n ");
    text.remove_prefix(end);
  }
  out.append(text).append("\r\n");
}

void property(std::string& out, std::string_view name, std::string_view words) {
  line(out, std::string(name) + ':' + escaped(words));
}

/// "20240502"
std::string compact(Day day) {
  std::string text = to_string(day);
  std::erase(text, '-');
  return text;
}

bool is_printable_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

class Calendar {
 public:
  Calendar(std::string& out, const std::vector<Document>& documents, const FormatOptions& options,
           const Data& data)
      : out_(out),
        documents_(documents),
        options_(options),
        index_(documents),
        dates_(data, main_language(documents)) {
    Day latest{};
    for (const Document& document : documents) {
      if (document.date && *document.date > latest) latest = *document.date;
    }
    stamp_ = compact(latest) + "T000000Z";
  }

  void event(const OutputEvent& event) {
    const int year = static_cast<int>(ymd(event.date.start).year());
    constexpr int last_calendar_year = 9998;
    if (year < 1 || year > last_calendar_year) {
      ++(year < 1 ? too_early_ : too_late_);
      return;
    }
    const bool whole = drawn_whole(event.date);
    const Day last = whole ? std::max(event.date.start, event.date.end) : event.date.start;
    out_ += "BEGIN:VEVENT\r\n";
    property(out_, "UID", unique_id(event) + "@newsline.invalid");
    line(out_, "DTSTAMP:" + stamp_);
    line(out_, "DTSTART;VALUE=DATE:" + compact(event.date.start));
    line(out_, "DTEND;VALUE=DATE:" + compact(last + std::chrono::days{1}));
    property(out_, "SUMMARY", summary(event, whole));
    property(out_, "DESCRIPTION", description(event));
    const bool open =
        event.certainty == Certainty::planned || event.certainty == Certainty::projected;
    line(out_, open ? "STATUS:TENTATIVE" : "STATUS:CONFIRMED");
    line(out_, "TRANSP:TRANSPARENT");
    names(event);
    address(event);
    property(out_, "X-NEWSLINE-EDTF", plain(event.date.edtf));
    line(out_, "X-NEWSLINE-CERTAINTY:" + std::string(name_of(certainty_names, event.certainty)));
    out_ += "END:VEVENT\r\n";
  }

  void note_what_is_left_out() const {
    if (!options_.note) return;
    if (too_early_ > 0) {
      options_.note(
          {too_early_, "event before the year 1 left out", "events before the year 1 left out"});
    }
    if (too_late_ > 0) {
      options_.note(
          {too_late_, "event after the year 9998 left out", "events after the year 9998 left out"});
    }
  }

 private:
  /// Days, weeks and short ranges are drawn as they are; what is longer stands on its first day.
  static bool drawn_whole(const OutputDate& date) {
    constexpr std::chrono::days longest{31};
    switch (date.grain) {
      case Grain::second:
      case Grain::minute:
      case Grain::hour:
      case Grain::part_of_day:
      case Grain::day:
      case Grain::weekend:
      case Grain::week:
        return true;
      case Grain::range:
      case Grain::part_of_month:
        return date.end - date.start < longest;
      default:
        return false;
    }
  }

  /// The event's id; where it came before in this calendar, with a number.
  std::string unique_id(const OutputEvent& event) {
    std::set<std::string>& taken = options_.ids ? *options_.ids : own_ids_;
    std::string id = plain(event.id);
    std::erase(id, ' ');
    if (id.empty()) id = "event";
    std::string unique = id;
    for (int n = 2; !taken.insert(unique).second; ++n) unique = id + '-' + std::to_string(n);
    return unique;
  }

  std::string summary(const OutputEvent& event, bool whole) const {
    std::string text;
    const OutputDate& date = event.date;
    if (!whole || date.approximate || date.uncertain || date.relation != Relation::on) {
      text = date_words(event, dates_) + ": ";
    }
    if (const std::string time = plain(date.time); !time.empty()) text += time + " – ";
    text += headline_of(event);
    return text + certainty_mark(event.certainty, dates_);
  }

  std::string description(const OutputEvent& event) const {
    std::string text = plain(event.sentence) + "\n\nDate: " + date_words(event, dates_) + " (" +
                       plain(event.date.edtf) + ", " +
                       std::string(name_of(derivation_names, event.date.derivation));
    if (const std::string words = plain(event.date.expression); !words.empty()) {
      text += ", “" + words + "”";
    }
    text += ')';
    std::set<DocumentId> named;
    for (const Source& source : event.sources) {
      const std::size_t place = index_.of(source.document);
      if (place == DocumentIndex::none || !named.insert(source.document).second) continue;
      const Document& document = documents_[place];
      text += '\n' + title_of(document);
      if (is_web_address(document.url)) text += ' ' + document.url;
    }
    for (const OutputEvent::Dispute& dispute : event.disputed) {
      text += '\n' + dates_.with(Wording::Term::disputed, date_words(dispute.date, dates_));
    }
    return text;
  }

  void names(const OutputEvent& event) {
    std::string categories, place;
    std::size_t places = 0;
    for (const OutputParticipant& participant : event.entities) {
      const std::string name = plain(participant.name);
      if (name.empty()) continue;
      categories.append(categories.empty() ? "" : ",").append(escaped(name));
      if (participant.type == EntityType::place && places++ == 0) place = name;
    }
    if (!categories.empty()) line(out_, "CATEGORIES:" + categories);
    if (places == 1) property(out_, "LOCATION", place);
  }

  void address(const OutputEvent& event) {
    for (const Source& source : event.sources) {
      const std::size_t place = index_.of(source.document);
      if (place == DocumentIndex::none) continue;
      const std::string& url = documents_[place].url;
      if (is_web_address(url) && is_printable_ascii(url)) return line(out_, "URL:" + url);
    }
  }

  std::string& out_;
  const std::vector<Document>& documents_;
  const FormatOptions& options_;
  const DocumentIndex index_;
  const Wording dates_;
  std::string stamp_;  // the same bytes whenever it is made: the day of the latest page
  std::set<std::string> own_ids_;
  std::size_t too_early_ = 0, too_late_ = 0;
};

}  // namespace

void begin_ics(std::string& out, const ChronologyStream* stream, const FormatOptions& options) {
  static const Data built_in;
  out += "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
  line(out, "PRODID:-//newsline//newsline " + std::string(version) + "//EN");
  out += "CALSCALE:GREGORIAN\r\n";
  if (stream) {
    const Wording words(options.data ? *options.data : built_in, main_language(stream->documents));
    property(out, "X-WR-CALNAME", title_of(stream->documents, options.title, words));
  } else if (!options.title.empty()) {
    property(out, "X-WR-CALNAME", plain(options.title));
  }
}

void end_ics(std::string& out, const FormatOptions&) { out += "END:VCALENDAR\r\n"; }

void write_ics(std::string& out, const ChronologyStream& stream, const FormatOptions& options,
               const Drain& drain) {
  constexpr std::size_t piece = 1 << 18;
  static const Data built_in;
  Calendar calendar(out, stream.documents, options, options.data ? *options.data : built_in);
  stream.events([&](const OutputEvent& event) {
    calendar.event(event);
    if (drain && out.size() > piece) drain(out);
  });
  calendar.note_what_is_left_out();
}

}  // namespace newsline
