// A Mermaid diagram of the kind `timeline`, for Markdown files on GitHub, GitLab and in notes:
//
//   timeline
//       title Harbour bridge
//       section 2024
//           2 May 2024 : Mayor Ana Silva closed the harbour
//                      : Two workers were hurt
//
// Characters that mean something to Mermaid are written as their numbers ("#58;"). It draws at
// most 60 events, the most salient ones, since Mermaid refuses long texts.
// What it does not do: Gantt, which needs days and knows no year before Christ.
#include <algorithm>
#include <array>
#include <numeric>

#include "base/utf8.h"
#include "formats.h"
#include "html_words.h"
#include "presentation.h"
#include "stream.h"

namespace newsline {

using namespace write;

namespace {

/// Words between colons: what would end them or begin a directive is written as a number.
std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (std::string_view(":;#<>%\"{}`|\\").find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += '#' + std::to_string(static_cast<int>(c)) + ';';
    }
  }
  return out;
}

/// The same for words at the beginning of a line, where some are commands: their first letter is a
/// number.
std::string escaped_at_start(std::string_view words) {
  constexpr std::array<std::string_view, 4> commands{"title", "section", "acctitle", "accdescr"};
  std::string out = escaped(words);
  const std::string folded = fold(words.substr(0, 16));
  const bool command = std::ranges::any_of(
      commands, [&](std::string_view name) { return folded.starts_with(name); });
  if (command) out.replace(0, 1, '#' + std::to_string(static_cast<int>(words.front())) + ';');
  return out;
}

class Diagram {
 public:
  Diagram(const ChronologyStream& stream, const FormatOptions& options, const Data& data)
      : documents_(stream.documents), options_(options), dates_(data, main_language(documents_)) {
    stream.events([&](const OutputEvent& event) { take(event); });
    std::ranges::sort(events_, {}, &Numbered::number);
  }

  std::string write() {
    constexpr std::size_t most_bytes = 40000;
    std::size_t shown = events_.size();
    std::string text = drawn(shown);
    while (text.size() > most_bytes && shown > 1) text = drawn(--shown);
    if (options_.note && shown < all_) {
      options_.note({all_ - shown, "event left out: the diagram shows the main ones",
                     "events left out: the diagram shows the main ones"});
    }
    return text;
  }

 private:
  static constexpr std::size_t most_events = 60;

  struct Numbered {
    std::size_t number;
    OutputEvent event;
  };

  /// The more salient one first, of equals the earlier one.
  static bool before(const Numbered& a, const Numbered& b) {
    return a.event.salience != b.event.salience ? a.event.salience > b.event.salience
                                                : a.number < b.number;
  }

  /// Keeps the most salient ones, as a heap with the least of them on top.
  void take(const OutputEvent& event) {
    const std::size_t number = all_++;
    if (events_.size() == most_events && !(event.salience > events_.front().event.salience)) return;
    events_.push_back({number, event});
    std::ranges::push_heap(events_, before);
    if (events_.size() <= most_events) return;
    std::ranges::pop_heap(events_, before);
    events_.pop_back();
  }

  /// The places of the most salient events, in order of time.
  std::vector<std::size_t> chosen(std::size_t number) const {
    std::vector<std::size_t> places(events_.size());
    std::iota(places.begin(), places.end(), 0);
    std::ranges::stable_sort(places, std::greater{},
                             [&](std::size_t i) { return events_[i].event.salience; });
    places.resize(number);
    std::ranges::sort(places);
    return places;
  }

  std::string drawn(std::size_t number) const {
    std::string out = "timeline\n";
    if (number < all_) {
      out += "%% " + std::to_string(number) + " of " + std::to_string(all_) + " events\n";
    }
    out += "    title " + escaped(title_of(documents_, options_.title, dates_)) + '\n';
    if (events_.empty()) {
      out += "%% " + escaped(dates_.at(Wording::Term::nothing)) + '\n';
    }
    std::string year, date;
    for (const std::size_t place : chosen(number)) {
      const OutputEvent& event = events_[place].event;
      std::string of_event = plain(dates_.year(static_cast<int>(ymd(event.date.start).year())));
      if (of_event != year) {
        out += "    section " + escaped(of_event) + '\n';
        date.clear();
      }
      year = std::move(of_event);
      std::string words = date_words(event, dates_);
      if (const std::string time = plain(event.date.time); !time.empty()) words += ", " + time;
      out += words == date ? "             " : "        " + escaped_at_start(words);
      date = std::move(words);
      out += " : " + escaped(headline_of(event) + certainty_mark(event.certainty, dates_)) + '\n';
    }
    return out;
  }

  const std::vector<Document>& documents_;
  std::vector<Numbered> events_;  // the most salient ones, in order of time once all were taken
  std::size_t all_ = 0;
  const FormatOptions& options_;
  const Wording dates_;
};

}  // namespace

void write_mermaid(std::string& out, const ChronologyStream& stream, const FormatOptions& options,
                   const Drain&) {
  static const Data built_in;
  out += Diagram(stream, options, options.data ? *options.data : built_in).write();
}

}  // namespace newsline
