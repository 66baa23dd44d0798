// The timeline page: one file that a browser opens without a request, complete without its script.
//
// An event "On Thursday, mayor Ana Silva closed the harbour." of a page of 3 May 2024 becomes
//
//   <li id="e1f..." class="m" data-e="0"><p><time datetime="2024-05-02">2 May 2024</time></p>
//   <div><p dir="auto">Mayor Ana Silva closed the harbour</p><p class="w">Ana Silva</p>
//   <details><summary>courier.example, 3 May 2024</summary>
//   <blockquote>On <mark>Thursday</mark>, mayor Ana Silva closed the harbour.</blockquote>
//   <p><a href="https://courier.example/a#:~:text=On%20Thursday%2C%20mayor,the%20harbour.">...
//
// below the heading of its section (a year, or several with few events), and, in a year of many
// events, of its month. Around the events: a strip that shows where in time they lie
// (html_strip.cpp), the years, a filter that the script shows, who occurs, the sources.
//
// The events are asked for three times: what is known of all of them before the first is written
// (where each stands, who occurs how often) is little, and whole events are held for one section at
// a time.
//
// What it does not do: it holds no JSON (`-f json` is there), draws no map and no picture, and
// computes no date in the browser. Style and script are constants whose hashes the
// Content-Security-Policy names (html_page.h), so that a script in a page's words stays dead.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/ascii.h"
#include "base/utf8.h"
#include "formats.h"
#include "html_page.h"
#include "html_strip.h"
#include "html_text.h"
#include "html_words.h"
#include "names.h"
#include "newsline/error.h"
#include "newsline/version.h"
#include "presentation.h"
#include "stream.h"

namespace newsline {

using namespace write;

namespace {

constexpr std::array<char, 4> certainty_letters{'a', 'p', 'j', 'n'};
char letter_of(Certainty certainty) {
  return certainty_letters[static_cast<std::size_t>(certainty)];
}

/// What is known of every event at once.
struct Row {
  Day start{}, end{};
  double salience = 0;
  std::uint64_t id = 0;  // of newsline's own making; 0: another one
  Certainty certainty = Certainty::asserted;
  bool tells_month = false;  // it belongs below a month
  Grain grain = Grain::day;
};

/// An entity that is named by the events of the page.
struct Person {
  OutputEntity entity;
  std::string name;
  std::size_t events = 0, first = 0, last = 0;  // how many, the first and the last in order of time
  std::optional<std::size_t> chip;
};

/// A heading with its events: a year, several years or a month of one.
struct Group {
  std::string id, heading;
  std::vector<std::size_t> events;
};
struct Section {
  Group group;
  std::vector<Group> months;  // empty: the events stand below the section itself
};

int year_of(Day day) { return static_cast<int>(ymd(day).year()); }
unsigned month_of(Day day) { return static_cast<unsigned>(ymd(day).month()); }

std::string two_digits(unsigned n) {
  return std::string(n < 10 ? "0" : "").append(std::to_string(n));
}

/// Percent-encoded for a text fragment: there "-" and "," have a meaning too.
std::string fragment_encoded(std::string_view text) {
  constexpr char hex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool letter = ascii::is_alnum(c);
    if (letter || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  return out;
}

/// The address with a fragment that makes browsers scroll to the sentence and highlight it: the
/// sentence itself, or its first three and last two words.
std::string address_of_sentence(const std::string& url, std::string_view sentence) {
  constexpr std::size_t short_sentence = 9, from_start = 3, from_end = 2;
  if (sentence.empty()) return url;
  std::vector<std::string_view> words;
  for (std::string_view rest = sentence;;) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    words.push_back(rest.substr(0, space));
    if (space == rest.size()) break;
    rest.remove_prefix(space + 1);
  }
  const std::string begin = url + (url.find('#') == std::string::npos ? "#:~:text=" : ":~:text=");
  if (words.size() < short_sentence) return begin + fragment_encoded(sentence);
  const auto joined = [&](std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i) text.append(i > from ? " " : "").append(words[i]);
    return fragment_encoded(text);
  };
  return begin + joined(0, from_start) + ',' + joined(words.size() - from_end, words.size());
}

class TimelinePage {
 public:
  TimelinePage(std::string& out, const ChronologyStream& stream, const FormatOptions& options,
               const Data& data, const Drain& drain)
      : out_(out),
        drain_(drain),
        stream_(stream),
        documents_(stream.documents),
        language_(main_language(documents_)),
        dates_(data, language_),
        words_(data, language_),
        own_words_(has_words(data, language_, "html.tsv")),
        index_(documents_),
        title_(title_of(documents_, options.title, dates_)) {
    take_persons();
    take_rows();
    make_sections();
    choose_persons();
    choose_main();
    rows_.shrink_to_fit();
  }

  void write() {
    head();
    body_head();
    years();
    filter();
    out_ += "<main id=\"events\" tabindex=\"-1\">\n";
    write_sections();
    if (rows_.empty()) paragraph("", dates_.at(Wording::Term::nothing));
    persons();
    sources();
    out_ += "</main>\n<footer><p>";
    append_text(out_, words_.with(PageWord::footer, "{v}", std::string(version)));
    out_ += "</p></footer>\n<script>";
    out_ += html_script;
    out_ += "</script>\n</body>\n</html>\n";
  }

 private:
  bool one_page() const { return documents_.size() == 1; }

  // ---- what stands where ----

  void take_rows() {
    std::unordered_set<std::uint64_t> taken;
    std::set<std::string> taken_words;
    stream_.events([&](const OutputEvent& event) {
      const std::size_t number = rows_.size();
      const OutputDate& date = event.date;
      std::uint64_t id = own_id(event.id);
      if (id != 0)
        id = taken.insert(id).second ? id : 0;
      else if (may_be_id(event.id) && taken_words.insert(event.id).second)
        other_ids_.emplace(number, event.id);
      rows_.push_back(
          {date.start, date.end, event.salience, id, event.certainty, has_month(date), date.grain});
      ++counts_[static_cast<std::size_t>(event.certainty)];
      for (const std::size_t person : persons_of(event)) {
        if (persons_[person].events++ == 0) persons_[person].first = number;
        persons_[person].last = number;
      }
    });
  }

  /// An id as newsline makes them, "e1c51eb0593041be2", in little room; 0: it is none (or all
  /// noughts).
  static std::uint64_t own_id(std::string_view id) {
    constexpr std::size_t digits = 16;
    if (id.size() != digits + 1 || id[0] != 'e' ||
        id.find_first_not_of("0123456789abcdef", 1) != std::string_view::npos)
      return 0;
    std::uint64_t value = 0;
    std::from_chars(id.data() + 1, id.data() + id.size(), value, 16);
    return value;
  }
  /// What a person may have written there: letters and digits.
  static bool may_be_id(std::string_view id) {
    return id.size() > 8 && id.size() < 64 && id[0] == 'e' && std::ranges::all_of(id, [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
           });
  }

  /// The id of the event's element: its own where that can be and is there once, else one that
  /// begins like no other id of the page.
  std::string anchor(std::size_t number) const {
    if (const auto found = other_ids_.find(number); found != other_ids_.end()) return found->second;
    const std::uint64_t id = rows_[number].id;
    if (id == 0) return std::string(1, 'n').append(std::to_string(number + 1));
    char digits[16];
    const char* const end = std::to_chars(digits, digits + sizeof digits, id, 16).ptr;
    const auto length = static_cast<std::size_t>(end - digits);
    return std::string(1, 'e').append(sizeof digits - length, '0').append(digits, length);
  }

  std::string section_id(int year) const {
    return std::string(1, 'y').append(std::to_string(year));
  }

  using EventsByYear = std::map<int, std::vector<std::size_t>>;
  struct Years {
    int first, last;
    std::vector<std::size_t> events;
  };

  /// Years that join, in parts as even as can be: no section of twelve before one of one.
  static void add_joined(std::vector<Years>& all, EventsByYear::const_iterator year,
                         EventsByYear::const_iterator end) {
    constexpr std::size_t most = 12;
    std::size_t events = 0;
    for (auto each = year; each != end; ++each) events += each->second.size();
    std::size_t parts = (events + most - 1) / most;
    all.push_back({year->first, year->first, {}});
    for (; year != end; ++year) {
      const std::size_t held = all.back().events.size();
      if (parts > 1 && held * parts >= events) {
        events -= held;
        --parts;
        all.push_back({year->first, year->first, {}});
      }
      all.back().last = year->first;
      all.back().events.insert(all.back().events.end(), year->second.begin(), year->second.end());
    }
  }

  /// One section a start year; where there are many, small neighbours join.
  void make_sections() {
    constexpr std::size_t many_years = 8, small = 5;
    EventsByYear by_year;
    for (std::size_t i = 0; i < rows_.size(); ++i) by_year[year_of(rows_[i].start)].push_back(i);
    const bool join = by_year.size() > many_years;
    std::vector<Years> all;
    for (auto at = by_year.begin(); at != by_year.end();) {
      const auto joins = [&](const auto& of_year) { return join && of_year.second.size() < small; };
      if (!joins(*at)) {
        all.push_back({at->first, at->first, std::move(at->second)});
        ++at;
        continue;
      }
      const auto end = std::find_if_not(at, by_year.end(), joins);
      add_joined(all, at, end);
      at = end;
    }
    section_of_.resize(rows_.size());
    for (Years& years : all) {
      Section& section = sections_.emplace_back();
      section.group.id = section_id(years.first);
      SectionTime time;
      for (const std::size_t event : years.events)
        time.add(rows_[event].start, rows_[event].end, rows_[event].grain);
      section.group.heading =
          plain(years.first == years.last ? dates_.heading(time) : dates_.year(years.first));
      if (years.last != years.first)
        section.group.heading += " – " + plain(dates_.year(years.last));
      section.group.events = std::move(years.events);
      if (years.first == years.last) make_months(section, years.first);
    }
    for (const Section& section : sections_) {
      for (const std::size_t event : section.group.events) section_of_[event] = section.group.id;
      for (const Group& month : section.months) {
        for (const std::size_t event : month.events) section_of_[event] = month.id;
      }
    }
  }

  /// Whether an event belongs below a month: its interval lies in one, or is short.
  static bool has_month(const OutputDate& date) {
    constexpr std::chrono::days few{10};
    const bool one_month =
        year_of(date.start) == year_of(date.end) && month_of(date.start) == month_of(date.end);
    return one_month || date.end - date.start < few;
  }

  void make_months(Section& section, int year) {
    constexpr std::size_t many = 15;
    if (section.group.events.size() <= many) return;
    std::map<unsigned, Group> months;  // 0: those without a month
    for (const std::size_t event : section.group.events) {
      months[rows_[event].tells_month ? month_of(rows_[event].start) : 0].events.push_back(event);
    }
    for (auto& [month, group] : months) {
      group.id = section.group.id + "-" + two_digits(month);
      group.heading =
          month == 0
              ? words_.with(PageWord::month_not_told, "{y}", plain(dates_.year(year)))
              : plain(dates_.month(Day{std::chrono::year{year} / static_cast<int>(month) / 1}));
      section.months.push_back(std::move(group));
    }
  }

  /// Who may occur. An id that merging found to be part of another entity counts as that one.
  void take_persons() {
    stream_.entities([&](const OutputEntity& entity) {
      person_of_.try_emplace(entity.id, persons_.size());
      for (const OutputEntity& part : entity.parts)
        person_of_.try_emplace(part.id, persons_.size());
      persons_.push_back({entity, plain(entity.name), 0, 0, 0, {}});
    });
  }

  /// Each once, in the order of the event.
  std::vector<std::size_t> persons_of(const OutputEvent& event) const {
    std::vector<std::size_t> persons;
    for (const OutputParticipant& participant : event.entities) {
      const auto found = person_of_.find(participant.id);
      if (found == person_of_.end() || std::ranges::find(persons, found->second) != persons.end())
        continue;
      persons.push_back(found->second);
    }
    return persons;
  }

  /// Those who occur more than once: by number of events, then by name.
  void choose_persons() {
    constexpr std::size_t most_chips = 24;
    for (std::size_t i = 0; i < persons_.size(); ++i) {
      if (persons_[i].events > 1 && !persons_[i].name.empty()) often_.push_back(i);
    }
    std::ranges::stable_sort(often_, [&](std::size_t a, std::size_t b) {
      const std::size_t n = persons_[a].events, m = persons_[b].events;
      return n != m ? n > m : persons_[a].name < persons_[b].name;
    });
    for (std::size_t i = 0; i < std::min(most_chips, often_.size()); ++i) {
      persons_[often_[i]].chip = i;
    }
  }

  /// The main events: the most salient eighth of many, else the upper half.
  void choose_main() {
    constexpr std::size_t many = 40, at_least = 12;
    const std::size_t n = rows_.size();
    if (n == 0) return;
    std::vector<double> saliences;
    saliences.reserve(n);
    for (const Row& row : rows_) saliences.push_back(row.salience);
    std::ranges::sort(saliences, std::greater{});
    const std::size_t kept = n >= many ? std::max(at_least, n / 8) : (n + 1) / 2;
    least_main_ = saliences[kept - 1];
    // Where many are alike and nearly all would stand out, those above them do.
    const auto above = std::ranges::lower_bound(saliences, least_main_, std::greater{});
    const auto alike = std::ranges::upper_bound(saliences, least_main_, std::greater{});
    if (above != saliences.begin() &&
        static_cast<std::size_t>(alike - saliences.begin()) * 4 > n * 3)
      least_main_ = *std::prev(above);
    has_main_chip_ = n >= many;
  }
  bool is_main(std::size_t event) const { return rows_[event].salience >= least_main_; }

  std::string_view certainty_words(Certainty certainty) const {
    if (certainty == Certainty::asserted) return words_(PageWord::fact);
    return dates_.at(Wording::Term::certainties, static_cast<std::size_t>(certainty));
  }
  std::size_t count_of(Certainty certainty) const {
    return counts_[static_cast<std::size_t>(certainty)];
  }

  // ---- the page from top to bottom ----

  void paragraph(std::string_view kind, std::string_view words) {
    out_ += "<p";
    if (!kind.empty()) out_.append(" class=\"").append(kind).append("\"");
    out_ += '>';
    append_text(out_, words);
    out_ += "</p>\n";
  }

  /// A language code that may stand in an attribute.
  static std::string language_code(std::string_view code) {
    const bool good = !code.empty() && code.size() < 36 && std::ranges::all_of(code, [](char c) {
      return ascii::is_alnum(c) || c == '-';
    });
    return good ? std::string(code) : std::string();
  }

  /// The language of our own words, and so of the page.
  std::string page_language() const { return own_words_ ? language_code(language_) : "en"; }

  void head() {
    out_ += "<!DOCTYPE html>\n<html lang=\"" + page_language() +
            "\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src '";
    out_ += html_style_hash;
    out_ += "'; script-src '";
    out_ += html_script_hash;
    out_ +=
        "'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"generator\" content=\"newsline ";
    append_attribute(out_, version);
    out_ += "\">\n<title>";
    append_text(out_, title_ + " – " + std::string(words_(PageWord::chronology)));
    out_ += "</title>\n<style>";
    out_ += html_style;
    out_ += "</style>\n</head>\n";
  }

  /// "courier.example, 3 May 2024 · 24 events, 2015 – 2039"
  std::string summary() const {
    std::string text;
    if (one_page()) {
      const Document& document = documents_.front();
      const std::string site = site_of(document);
      if (site != title_of(document)) text = site + ", ";
      text += document.date ? dates_.day(*document.date)
                            : std::string(dates_.at(Wording::Term::undated));
      text += " · ";
    }
    text += words_.events(rows_.size());
    if (rows_.empty()) return text;
    // Of "the 21st century" nobody means the year 2099.
    const auto last_year = [](const Row& row) {
      return year_of(row.grain == Grain::century ? row.start : row.end);
    };
    int last = year_of(rows_.front().start);
    for (const Row& row : rows_) last = std::max(last, last_year(row));
    const int first = year_of(rows_.front().start);
    text += ", " + plain(dates_.year(first));
    if (last != first) text += " – " + plain(dates_.year(last));
    return text;
  }

  void body_head() {
    out_ += "<body>\n<a class=\"skip\" href=\"#events\">";
    append_text(out_, words_(PageWord::skip));
    out_ += "</a>\n<header>\n<h1 dir=\"auto\"";
    if (const std::string code = language_code(language_);
        !code.empty() && code != page_language()) {
      out_ += " lang=\"" + code + '"';
    }
    out_ += '>';
    append_text(out_, title_);
    out_ += "</h1>\n";
    paragraph("sub", summary());
    strip();
    key();
    out_ += "</header>\n";
  }

  std::optional<Day> last_day() const {
    std::optional<Day> last;
    for (const Document& document : documents_) {
      if (document.date && (!last || *document.date > *last)) last = document.date;
    }
    return last;
  }

  void strip() {
    const std::optional<Day> now = last_day();
    StripWords words{&dates_,
                     words_.all(PageWord::earlier),
                     words_.all(PageWord::later),
                     words_(PageWord::thousands),
                     {},
                     {},
                     {}};
    words.labels = [this](const std::vector<std::size_t>& numbers) { return labels(numbers); };
    words.anchor = [this](std::size_t number) { return anchor(number); };
    if (now) {
      words.now = words_.with(one_page() ? PageWord::published : PageWord::last_page, "{x}",
                              plain(dates_.day(*now)));
    }
    std::vector<StripEvent> events;
    events.reserve(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Row& row = rows_[i];
      events.push_back({row.start, std::max(row.start, row.end), row.certainty, row.salience,
                        section_of_[i], i});
    }
    write_strip(out_, events, now, words);
  }

  /// Date and headline of some events.
  std::vector<std::string> labels(const std::vector<std::size_t>& numbers) const {
    std::vector<std::string> found(numbers.size());
    std::size_t number = 0;
    stream_.events([&](const OutputEvent& event) {
      const auto place = std::ranges::find(numbers, number++);
      if (place != numbers.end()) {
        found[static_cast<std::size_t>(place - numbers.begin())] =
            date_words(event, dates_) + ": " + headline_of(event);
      }
    });
    return found;
  }

  void key() {
    if (rows_.empty()) return;
    out_ += "<ul class=\"key\" aria-label=\"";
    append_attribute(out_, words_(PageWord::signs));
    out_ += "\">";
    for (const auto& [certainty, name] : certainty_names) {
      if (count_of(certainty) == 0) continue;
      const char letter = letter_of(certainty);
      out_ += letter == 'a' ? "<li>" : std::string("<li class=\"") + letter + "\">";
      append_text(out_, certainty_words(certainty));
      out_ += "</li>";
    }
    out_ += "</ul>\n";
  }

  void years() {
    if (sections_.empty()) return;
    out_ += "<nav class=\"years\" aria-label=\"";
    append_attribute(out_, words_(PageWord::years));
    out_ += "\"><ol>";
    for (const Section& section : sections_) {
      out_ += "<li><a href=\"#" + section.group.id + "\">";
      append_text(out_, section.group.heading);
      out_ += "</a> <small>" + words_.number(section.group.events.size()) + "</small></li>";
    }
    out_ += "</ol></nav>\n";
  }

  void chip(std::string_view data, std::string_view words, std::size_t events,
            bool hidden = false) {
    out_ += "<button type=\"button\" class=\"chip\" aria-pressed=\"false\" data-";
    out_ += data;
    if (hidden) out_ += " hidden";
    out_ += '>';
    append_text(out_, words);
    out_ += " <small>" + words_.number(events) + "</small></button>";
  }

  void open_chips(PageWord legend) {
    out_ += "<fieldset><legend class=\"vh\">";
    append_text(out_, words_(legend));
    out_ += "</legend>";
  }

  void filter() {
    constexpr std::size_t shown = 12, worth_a_filter = 5;
    if (rows_.size() < worth_a_filter) return;
    out_ += "<search><form aria-label=\"";
    append_attribute(out_, words_(PageWord::filter));
    out_ += "\" hidden>\n<div class=\"line\"><input type=\"search\" id=\"q\" aria-label=\"";
    append_attribute(out_, words_(PageWord::search));
    out_ += "\" placeholder=\"";
    append_attribute(out_, words_(PageWord::search));
    out_ += "\" autocomplete=\"off\" spellcheck=\"false\"><p class=\"found\"><output data-t=\"";
    append_attribute(out_, words_(PageWord::found));
    out_ += "\" aria-live=\"polite\"></output><button type=\"reset\" class=\"chip\" hidden>";
    append_text(out_, words_(PageWord::all));
    out_ += "</button></p></div>\n";
    if (!often_.empty()) {
      open_chips(PageWord::who);
      std::size_t number = 0;
      for (const std::size_t person : often_) {
        if (!persons_[person].chip) break;
        chip("e=\"" + std::to_string(number) + "\"", persons_[person].name, persons_[person].events,
             number >= shown);
        ++number;
      }
      if (number > shown) {
        out_ += "<button type=\"button\" class=\"chip more\">";
        append_text(out_, words_(PageWord::more));
        out_ += "</button>";
      }
      out_ += "</fieldset>";
    }
    certainty_chips();
    out_ += "\n</form></search>\n";
  }

  void certainty_chips() {
    std::size_t kinds = 0;
    for (const auto& [certainty, name] : certainty_names) kinds += count_of(certainty) > 0;
    if (kinds < 2 && !has_main_chip_) return;
    open_chips(PageWord::certainty);
    for (const auto& [certainty, name] : certainty_names) {
      if (kinds < 2 || count_of(certainty) == 0) continue;
      chip(std::string("c=\"") + letter_of(certainty) + '"', certainty_words(certainty),
           count_of(certainty));
    }
    if (has_main_chip_) {
      std::size_t mains = 0;
      for (std::size_t i = 0; i < rows_.size(); ++i) mains += is_main(i);
      chip("m=\"\"", words_(PageWord::main), mains);
    }
    out_ += "</fieldset>";
  }

  /// Section by section, each as soon as its last event was told.
  void write_sections() {
    for (std::size_t i = 0; i < std::min(most_persons, often_.size()); ++i) {
      const Person& person = persons_[often_[i]];
      day_words_.try_emplace(person.first);
      day_words_.try_emplace(person.last);
    }
    std::size_t number = 0, next = 0;
    stream_.events([&](const OutputEvent& event) {
      held_.emplace(number, event);
      if (const auto linked = day_words_.find(number); linked != day_words_.end())
        linked->second = date_words(event, dates_);
      while (next < sections_.size() && std::ranges::max(sections_[next].group.events) <= number) {
        write_section(sections_[next]);
        for (const std::size_t written : sections_[next].group.events) held_.erase(written);
        ++next;
      }
      ++number;
    });
  }

  void write_section(const Section& section) {
    out_ += "<section class=\"part\" aria-labelledby=\"" + section.group.id + "\"><h2 id=\"" +
            section.group.id + "\">";
    append_text(out_, section.group.heading);
    out_ += "</h2>\n";
    if (section.months.empty()) write_events(section.group.events);
    for (const Group& month : section.months) {
      out_ += "<h3 id=\"" + month.id + "\">";
      append_text(out_, month.heading);
      out_ += "</h3>\n";
      write_events(month.events);
    }
    out_ += "</section>\n";
    if (drain_ && out_.size() > piece) drain_(out_);
  }

  void write_events(const std::vector<std::size_t>& events) {
    out_ += "<ol class=\"ev\">";
    std::string before;
    for (const std::size_t event : events) {
      std::string words = date_words(held_.at(event), dates_);
      write_event(event, words, before == words);
      before = std::move(words);
    }
    out_ += "</ol>\n";
  }

  void write_event(std::size_t number, std::string_view day_words, bool same_date) {
    const OutputEvent& event = held_.at(number);
    out_ += "<li id=\"" + anchor(number) + '"';
    std::string kinds = same_date ? "same" : "";
    if (is_main(number)) kinds += kinds.empty() ? "m" : " m";
    if (event.certainty != Certainty::asserted) {
      kinds.append(kinds.empty() ? "" : " ").append(1, letter_of(event.certainty));
    }
    if (!kinds.empty()) out_ += " class=\"" + kinds + '"';
    std::string chips;
    for (const std::size_t person : persons_of(event)) {
      if (!persons_[person].chip) continue;
      chips.append(chips.empty() ? "" : " ").append(std::to_string(*persons_[person].chip));
    }
    if (!chips.empty()) out_ += " data-e=\"" + chips + '"';
    out_ += "><p>";
    write_date(event.date, day_words);
    out_ += "</p>\n<div><p dir=\"auto\">";
    append_text(out_, headline_of(event));
    if (event.certainty != Certainty::asserted) {
      out_ += " <em>";
      append_text(out_, certainty_words(event.certainty));
      out_ += "</em>";
    }
    out_ += "</p>";
    who(event);
    disputed(event);
    quotes(event);
    out_ += "</div></li>\n";
  }

  /// A value that HTML allows in datetime, for dates that name one day, month or year.
  static std::string datetime(const OutputDate& date) {
    const int year = year_of(date.start);
    if (year < 1 || date.relation != Relation::on || date.approximate) return {};
    std::string digits = std::to_string(year);
    digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
    const std::string month = digits + '-' + two_digits(month_of(date.start));
    switch (date.grain) {
      case Grain::year:
        return digits;
      case Grain::month:
        return month;
      case Grain::second:
      case Grain::minute:
      case Grain::hour:
      case Grain::part_of_day:
      case Grain::day:
        return month + '-' + two_digits(static_cast<unsigned>(ymd(date.start).day()));
      default:
        return {};
    }
  }

  void write_date(const OutputDate& date, std::string_view words) {
    const std::string value = datetime(date);
    if (!value.empty()) out_ += "<time datetime=\"" + value + "\">";
    append_text(out_, words);
    if (!value.empty()) out_ += "</time>";
    if (const std::string time = plain(date.time); !time.empty()) {
      out_ += "<small>";
      append_text(out_, time);
      out_ += "</small>";
    }
  }

  void who(const OutputEvent& event) {
    std::string names;
    for (const OutputParticipant& participant : participants_to_show(event)) {
      const std::string name = plain(participant.name);
      if (!name.empty()) names.append(names.empty() ? "" : ", ").append(name);
    }
    if (names.empty() || names == headline_of(event)) return;
    out_ += "<p class=\"w\">";
    append_text(out_, names);
    out_ += "</p>";
  }

  /// The name of a document, as a link where it has an address.
  void document_link(const Document& document, std::string_view sentence) {
    const std::string name = site_of(document);
    if (!is_web_address(document.url)) return append_text(out_, name);
    out_ += "<a href=\"";
    append_attribute(out_, address_of_sentence(document.url, sentence));
    out_ += "\">";
    append_text(out_, name);
    out_ += "</a>";
  }

  void documents_of_date(const OutputDate& date, const std::set<DocumentId>& ids) {
    out_ += "<div><dt>";
    append_text(out_, date_words(date, dates_));
    out_ += "</dt>";
    for (const DocumentId& id : ids) {
      out_ += "<dd>";
      const std::size_t place = index_.of(id);
      if (place == DocumentIndex::none) {
        append_text(out_, plain(id.text));
      } else {
        document_link(documents_[place], {});
        if (documents_[place].date) append_text(out_, ", " + dates_.day(*documents_[place].date));
      }
      out_ += "</dd>";
    }
    if (ids.empty()) out_ += "<dd>–</dd>";
    out_ += "</div>";
  }

  /// Contradicting dates side by side, the event's own first.
  void disputed(const OutputEvent& event) {
    if (event.disputed.empty()) return;
    std::set<DocumentId> own;
    for (const Source& source : event.sources) own.insert(source.document);
    for (const OutputEvent::Dispute& dispute : event.disputed) {
      for (const DocumentId& id : dispute.documents) own.erase(id);
    }
    out_ += "<div class=\"two\"><p>";
    append_text(out_, words_(PageWord::disputed));
    out_ += "</p><dl>";
    documents_of_date(event.date, own);
    for (const OutputEvent::Dispute& dispute : event.disputed) {
      documents_of_date(dispute.date, {dispute.documents.begin(), dispute.documents.end()});
    }
    out_ += "</dl></div>";
  }

  std::string summary_of(const OutputEvent& event) const {
    if (one_page()) return std::string(words_(PageWord::quote));
    const std::size_t documents = count_documents(event);
    if (documents > 1) return words_.with(PageWord::sources_of, "{n}", words_.number(documents));
    const std::size_t place = index_.of(event.sources.front().document);
    if (place == DocumentIndex::none) return plain(event.sources.front().document.text);
    const Document& document = documents_[place];
    return site_of(document) + (document.date ? ", " + dates_.day(*document.date) : "");
  }

  void quotes(const OutputEvent& event) {
    if (event.sources.empty()) return;
    out_ += "<details><summary>";
    append_text(out_, summary_of(event));
    out_ += "</summary>";
    for (const Quote& quote : quotes_of(event)) write_quote(quote);
    out_ += "</details>";
  }

  void write_quote(const Quote& quote) {
    const Source& first = *quote.sources.front();
    const std::size_t place = index_.of(first.document);
    const std::string code =
        place == DocumentIndex::none ? "" : language_code(documents_[place].language);
    out_ += "<blockquote";
    if (!code.empty() && code != page_language()) out_ += " lang=\"" + code + '"';
    out_ += '>';
    const std::string expression = plain(first.date.expression);
    const std::size_t at = expression.empty() ? std::string::npos : quote.sentence.find(expression);
    const bool marked = at != std::string::npos;
    if (marked) {
      append_text(out_, std::string_view(quote.sentence).substr(0, at));
      out_ += "<mark>";
      append_text(out_, expression);
      out_ += "</mark>";
      append_text(out_, std::string_view(quote.sentence).substr(at + expression.size()));
    } else {
      append_text(out_, quote.sentence);
    }
    out_ += "</blockquote>";
    under_quote(quote, why(first.date, expression, marked));
  }

  /// Where the quote stands, and why the event has its date.
  void under_quote(const Quote& quote, const std::string& reason) {
    std::string_view joint = "<p>";
    std::set<DocumentId> named;
    for (const Source* source : quote.sources) {
      const std::size_t place = index_.of(source->document);
      if (place == DocumentIndex::none || !named.insert(source->document).second) continue;
      const Document& document = documents_[place];
      if (one_page() && !is_web_address(document.url)) continue;
      out_ += joint;
      joint = ", ";
      document_link(document, quote.sentence);
      if (!one_page()) {
        const std::string number = std::to_string(place + 1);
        out_ += " <a href=\"#s" + number + "\">[" + number + "]</a>";
      }
    }
    if (reason.empty() && joint == "<p>") return;
    if (!reason.empty()) {
      out_ += joint == "<p>" ? "<p>" : " ";
      append_text(out_, reason);
    }
    out_ += "</p>";
  }

  std::string why(const OutputDate& date, const std::string& expression, bool marked) const {
    if (date.derivation == Derivation::relative && date.anchor && !expression.empty()) {
      return fill(words_.with(PageWord::anchored, "{x}", expression), "{y}",
                  plain(dates_.day(*date.anchor)));
    }
    switch (date.derivation) {
      case Derivation::explicit_:
        return marked || expression.empty() ? ""
                                            : words_.with(PageWord::in_text, "{x}", expression);
      case Derivation::completed:
        return std::string(words_(PageWord::completed));
      case Derivation::relative:
        return std::string(words_(PageWord::relative));
      case Derivation::inherited:
        return expression.empty() ? "" : words_.with(PageWord::inherited, "{x}", expression);
      case Derivation::document:
        return std::string(words_(PageWord::document));
    }
    return {};
  }

  void persons() {
    if (often_.empty()) return;
    out_ += "<section aria-labelledby=\"cast\"><h2 id=\"cast\">";
    append_text(out_, words_(PageWord::who));
    out_ += "</h2><table><thead><tr>";
    for (const PageWord word :
         {PageWord::name, PageWord::kind, PageWord::count, PageWord::first_last}) {
      out_ += "<th scope=\"col\">";
      append_text(out_, words_(word));
      out_ += "</th>";
    }
    out_ += "</tr></thead><tbody>\n";
    for (std::size_t i = 0; i < std::min(most_persons, often_.size()); ++i)
      person(persons_[often_[i]]);
    out_ += "</tbody></table></section>\n";
  }

  void person(const Person& person) {
    constexpr std::size_t most_aliases = 4;
    out_ += "<tr><th scope=\"row\">";
    append_text(out_, person.name);
    std::string aliases;
    std::size_t count = 0;
    for (const std::string& alias : person.entity.aliases) {
      const std::string name = plain(alias);
      if (name.empty() || name == person.name || count++ == most_aliases) continue;
      aliases.append(aliases.empty() ? "" : ", ").append(name);
      if (count == most_aliases) break;
    }
    if (!aliases.empty()) out_ += "<br><small>" + html_text(aliases) + "</small>";
    out_ += "</th><td>";
    append_text(out_, words_(PageWord::types, static_cast<std::size_t>(person.entity.type)));
    out_ += "</td><td class=\"n\">" + words_.number(person.events) + "</td><td>";
    const std::size_t first = person.first, last = person.last;
    event_link(first);
    if (day_words_.at(first) != day_words_.at(last)) {
      out_ += " … ";
      event_link(last);
    }
    out_ += "</td></tr>\n";
  }

  void event_link(std::size_t event) {
    out_ += "<a href=\"#" + anchor(event) + "\">";
    append_text(out_, day_words_.at(event));
    out_ += "</a>";
  }

  void sources() {
    if (documents_.empty()) return;
    out_ += "<section aria-labelledby=\"sources\"><h2 id=\"sources\">";
    append_text(out_, words_(PageWord::sources));
    out_ += "</h2><ol class=\"srcs\">\n";
    for (std::size_t i = 0; i < documents_.size(); ++i) write_source(documents_[i], i + 1);
    out_ += "</ol></section>\n";
  }

  void write_source(const Document& document, std::size_t number) {
    constexpr std::size_t most_authors = 5;
    const bool link = is_web_address(document.url);
    out_ += "<li id=\"s" + std::to_string(number) + "\">";
    if (link) {
      out_ += "<a href=\"";
      append_attribute(out_, document.url);
      out_ += "\">";
    }
    const std::string title = title_of(document), site = site_of(document);
    append_text(out_, title);
    if (link) out_ += "</a>";
    std::string about;
    const auto add = [&about](const std::string& words) {
      if (!words.empty()) about.append(about.empty() ? "" : ", ").append(words);
    };
    if (site != title) add(site);
    for (std::size_t i = 0; i < std::min(most_authors, document.authors.size()); ++i) {
      add(plain(document.authors[i]));
    }
    add(document.date ? dates_.day(*document.date)
                      : std::string(dates_.at(Wording::Term::undated)));
    append_text(out_, ". " + about + ".");
    if (!link) {
      const std::string place = plain(document.path.empty() ? document.url : document.path);
      if (!place.empty() && place != title && place != "-") {
        out_ += " <small>" + html_text(place) + "</small>";
      }
    }
    for (const Problem& warning : document.warnings) {
      out_ += "<br><small>" + html_text(plain(warning.message)) + "</small>";
    }
    out_ += "</li>\n";
  }

  static constexpr std::size_t piece = 1 << 18, most_persons = 60;
  std::string& out_;
  const Drain& drain_;
  const ChronologyStream& stream_;
  const std::vector<Document>& documents_;
  std::string_view language_;
  Wording dates_;
  PageWords words_;
  bool own_words_;  // in the pages' language; else English ones
  DocumentIndex index_;
  std::string title_;
  std::vector<Row> rows_;                     // one an event
  std::vector<std::string_view> section_of_;  // likewise
  // of events whose ids are not of newsline's making
  std::map<std::size_t, std::string> other_ids_;
  // of the first and the last event of those who occur
  std::map<std::size_t, std::string> day_words_;
  std::array<std::size_t, 4> counts_{};  // of each certainty
  // the events of the section that is written next
  std::map<std::size_t, OutputEvent> held_;
  std::vector<Section> sections_;
  std::vector<Person> persons_;
  std::unordered_map<std::string, std::size_t> person_of_;
  std::vector<std::size_t> often_;  // persons of two events and more
  double least_main_ = 0;
  bool has_main_chip_ = false;
};

}  // namespace

void write_html(std::string& out, const ChronologyStream& stream, const FormatOptions& options,
                const Drain& drain) {
  static const Data built_in;
  TimelinePage(out, stream, options, options.data ? *options.data : built_in, drain).write();
}

}  // namespace newsline
