#include <algorithm>
#include <array>
#include <ranges>

#include "newsline/utf8.h"
#include "newsline/write.h"

namespace newsline {

namespace {

constexpr std::array<std::string_view, 12> months{"January", "February", "March", "April", "May", "June",
                                                  "July", "August", "September", "October", "November", "December"};

/// What would turn a terminal's direction of writing, or be taken for a command by it.
bool acts_on_a_terminal(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/// Whether an ampersand here would begin a character reference: "&lt;", "&#60;".
bool begins_reference(std::string_view behind) {
  const std::size_t stop = behind.find(';');
  if (stop == std::string_view::npos || stop == 0 || stop > 32) return false;
  return std::ranges::all_of(behind.substr(0, stop), [](char c) { return c == '#' || (c >= '0' && c <= '9') || is_letter(static_cast<unsigned char>(c)); });
}

/// Whether a dollar sign here would open or close mathematics, as Markdown readers that know it take it: the opening one stands before no space,
/// the closing one behind no space and before no digit.
bool delimits_math(std::string_view before, std::string_view behind) {
  constexpr std::size_t reach = 200;  // no sum of money has its partner farther away
  before = before.substr(before.size() - std::min(before.size(), reach));
  behind = behind.substr(0, reach);
  const bool opens = !behind.empty() && behind[0] != ' ' && behind.find('$') != std::string_view::npos;
  const bool closes = !before.empty() && before.back() != ' ' && before.find('$') != std::string_view::npos && (behind.empty() || behind[0] < '0' || behind[0] > '9');
  if (closes) return true;
  for (std::size_t at = behind.find('$'); opens && at != std::string_view::npos; at = behind.find('$', at + 1)) {
    const bool digit = at + 1 < behind.size() && behind[at + 1] >= '0' && behind[at + 1] <= '9';
    if (at > 0 && behind[at - 1] != ' ' && !digit) return true;
  }
  return false;
}

/// Words of a page on one line of Markdown: no mark-up, no HTML, no controls.
void append_words(std::string& out, std::string_view words) {
  bool space = false, begun = false;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(words, at);
    if (is_space(c)) {
      space = begun;
      continue;
    }
    if (acts_on_a_terminal(c)) continue;
    if (space) out += ' ';
    space = false;
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += begins_reference(words.substr(at)) ? "&amp;" : "&"; break;
      case '$':
        if (delimits_math(words.substr(0, begin), words.substr(at))) out += '\\';
        out += '$';
        break;
      case '\\': case '`': case '*': case '_': case '[': case ']': case '|': case '~': case '^':
        out += '\\';
        out += static_cast<char>(c);
        break;
      // Only at the beginning of a line do these begin a heading, a list or a rule; nothing of ours begins a line with them.
      case '#': case '+': case '-': case '=': case '!': case ':': case '{': case '}': case '@':
        if (!begun || c == '!' || c == '@' || c == '{' || c == '#') out += '\\';
        out += static_cast<char>(c);
        break;
      default:
        if (c == 0xFFFD) out += "\xEF\xBF\xBD";
        else out += words.substr(begin, at - begin);
    }
    begun = true;
  }
}

std::string words(std::string_view text) {
  std::string out;
  append_words(out, text);
  return out;
}

std::string year_text(int year) { return year > 0 ? std::to_string(year) : std::to_string(1 - year) + " BC"; }

std::string month_year(std::chrono::year_month_day date) {
  return std::string(months[static_cast<unsigned>(date.month()) - 1]) + ' ' + year_text(static_cast<int>(date.year()));
}

std::string day_text(Day day) { return std::to_string(static_cast<unsigned>(ymd(day).day())) + ' ' + month_year(ymd(day)); }

/// "6-12 May 2024", "28 April - 3 May 2024", "28 December 2023 - 3 January 2024", with a dash.
std::string days_text(Day first, Day last) {
  const auto a = ymd(first), b = ymd(last);
  if (first == last) return day_text(first);
  const std::string begin = std::to_string(static_cast<unsigned>(a.day()));
  if (a.year() == b.year() && a.month() == b.month()) return begin + "–" + day_text(last);
  if (a.year() == b.year()) return begin + ' ' + std::string(months[static_cast<unsigned>(a.month()) - 1]) + " – " + day_text(last);
  return day_text(first) + " – " + day_text(last);
}

/// A part of a year that has a name: "early 2023", "the first half of 2025"; empty when the interval is none.
std::string part_of_year(Day first, Day last) {
  const auto a = ymd(first), b = ymd(last);
  const std::string year = year_text(static_cast<int>(a.year()));
  const bool whole_months = a.day() == std::chrono::day{1} && b == b.year() / b.month() / std::chrono::last;
  const unsigned from = static_cast<unsigned>(a.month()), to = static_cast<unsigned>(b.month());
  if (!whole_months) return {};
  if (a.year() == b.year()) {
    if (from == 1 && to == 12) return year;
    if (from == to) return month_year(a);
    if (to - from == 3 && from % 4 == 1) return std::array<const char*, 3>{"early ", "mid-", "late "}[from / 4] + year;
    if (to - from == 5 && from % 6 == 1) return (from == 1 ? "first half of " : "second half of ") + year;
  }
  return {};
}

std::string season_text(Day first) {
  constexpr std::array<std::string_view, 4> seasons{"winter ", "spring ", "summer ", "autumn "};
  const auto date = ymd(first);
  return std::string(seasons[static_cast<unsigned>(date.month()) / 3 % 4]) + year_text(static_cast<int>(date.year()));
}

/// One end of a range: a named part of a year, or else its first or last day.
std::string range_text(Day first, Day last) {
  const auto a = ymd(first), b = ymd(last);
  if (const std::string named = part_of_year(first, last); !named.empty()) return named;
  const bool whole_months = a.day() == std::chrono::day{1} && b == b.year() / b.month() / std::chrono::last;
  if (!whole_months) return days_text(first, last);
  if (a.month() == std::chrono::January && b.month() == std::chrono::December)
    return year_text(static_cast<int>(a.year())) + "–" + year_text(static_cast<int>(b.year()));
  // Months that begin and end a third of a year, as "late 2022 - early 2023" does.
  const unsigned from = static_cast<unsigned>(a.month()), to = static_cast<unsigned>(b.month());
  if (a.year() != b.year() && from % 4 == 1 && to % 4 == 0) {
    const auto third_of = [](std::chrono::year year, unsigned month) {
      return part_of_year(Day{year / static_cast<int>(month) / 1}, Day{year / static_cast<int>(month + 3) / std::chrono::last});
    };
    return third_of(a.year(), from) + " – " + third_of(b.year(), to - 3);
  }
  if (a.year() == b.year()) return std::string(months[from - 1]) + " – " + month_year(b);
  return month_year(a) + " – " + month_year(b);
}

/// "late October 2024" for the 21st to the last day of it.
std::string part_of_month(Day first, Day last) {
  switch (static_cast<unsigned>(ymd(first).day())) {
    case 1: return "early " + month_year(ymd(first));
    case 11: return "mid-" + month_year(ymd(first));
    case 21: return "late " + month_year(ymd(first));
    default: return days_text(first, last);
  }
}

std::string decade_text(Day first, Day last) {
  const int from = static_cast<int>(ymd(first).year()), to = static_cast<int>(ymd(last).year());
  if (from <= 0) return range_text(first, last);
  if (to - from == 99 && from % 100 == 0) return std::string("the ") + std::to_string(from) + "s (century)";
  if (to - from == 9 && from % 10 == 0) return std::string("the ") + std::to_string(from) + 's';
  return range_text(first, last);
}

std::string date_text(const ToldDate& date) {
  switch (date.grain) {
    case Grain::week: return std::string("week of ") + day_text(date.start);
    case Grain::weekend: return std::string("weekend of ") + days_text(date.start, date.end);
    case Grain::part_of_month: return part_of_month(date.start, date.end);
    case Grain::season: return season_text(date.start);
    case Grain::quarter:
      return std::string("Q") + std::to_string((static_cast<unsigned>(ymd(date.start).month()) + 2) / 3) + ' ' + year_text(static_cast<int>(ymd(date.start).year()));
    case Grain::decade: case Grain::century: return decade_text(date.start, date.end);
    default: return range_text(date.start, date.end);
  }
}

std::string qualified(const ToldDate& date) {
  constexpr std::array<std::string_view, 6> before{"", "by ", "before ", "after ", "since ", "until "};
  std::string text(before[static_cast<std::size_t>(date.relation)]);
  if (date.approximate) text += "about ";
  text += date_text(date);
  if (!date.time.empty()) text.append(", ").append(words(date.time));
  if (date.uncertain) text += " (?)";
  return text;
}

void append_event(std::string& out, const ToldEvent& event, bool many_documents) {
  constexpr std::array<std::string_view, 4> marks{"", " *(planned)*", " *(projected)*", " *(did not happen)*"};
  out.append("- **").append(qualified(event.date)).append("** – ");
  append_words(out, event.headline.empty() ? event.sentence : event.headline);
  out += marks[static_cast<std::size_t>(event.certainty)];
  if (!event.entities.empty()) {
    out += " – *";
    for (std::size_t i = 0; i < event.entities.size(); ++i) {
      if (i > 0) out += ", ";
      append_words(out, event.entities[i].name);
    }
    out += '*';
  }
  for (const ToldEvent::Dispute& dispute : event.disputed) {
    out.append(" (also told of ").append(qualified(dispute.date)).append(")");
  }
  if (many_documents && event.sources.size() > 1) out.append(" (").append(std::to_string(event.sources.size())).append(" sources)");
  out += '\n';
}

std::string_view name_of(const Document& document) { return document.id.text == "-" ? "standard input" : std::string_view(document.id.text); }

void append_head(std::string& out, const Chronology& chronology) {
  if (chronology.documents.size() != 1) {
    out.append("# Chronology of ").append(std::to_string(chronology.documents.size())).append(" pages\n");
    return;
  }
  const Document& document = chronology.documents.front();
  out += "# ";
  append_words(out, document.title.empty() ? name_of(document) : document.title);
  out += "\n\n";
  std::string source = words(!document.site.empty() ? document.site : !document.url.empty() ? document.url : name_of(document));
  if (document.date) source += (source.empty() ? "" : ", ") + day_text(*document.date);
  else source += (source.empty() ? "" : ", ") + std::string("day of publication unknown");
  out += source + '\n';
}

}  // namespace

void write_markdown(std::string& out, const Chronology& chronology) {
  if (!out.empty()) out += '\n';
  append_head(out, chronology);
  if (chronology.events.empty()) out += "\nNo dated events.\n";
  std::optional<std::chrono::year> year;
  for (const ToldEvent& event : chronology.events) {
    const std::chrono::year of_event = ymd(event.date.start).year();
    if (year != of_event) out.append("\n## ").append(year_text(static_cast<int>(of_event))).append("\n\n");
    year = of_event;
    append_event(out, event, chronology.documents.size() > 1);
  }
}

}  // namespace newsline
