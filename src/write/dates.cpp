// Dates as a person writes them, in the words of data/LANG/markdown.tsv.
//
// 2026-04-28 to 2026-05-03: "28 April - 3 May 2026"; the months July to September as a quarter:
// "Q3 2026"; 2027 to 2029, which no page counted: "the late 2020s"; until 1998: "until 1998". What
// it does not do: compute an interval; it only names one.
#include "dates.h"

#include <algorithm>

#include "base/utf8.h"
#include "newsline/error.h"
#include "presentation.h"

namespace newsline::write {

namespace {

using Term = Wording::Term;

constexpr std::array<std::string_view, static_cast<std::size_t>(Term::count)> names{
    "months",        "number_one", "day",   "day_month", "first_day",   "month",
    "before_christ", "early",      "mid",   "late",      "first_half",  "second_half",
    "seasons",       "quarter",    "week",  "weekend",   "decade",      "century",
    "relations",     "about",      "leads", "the",       "certainties", "disputed",
    "planned_for",   "sources",    "pages", "nothing",   "undated"};

/// How many words a term has, parted by "|".
constexpr std::size_t wanted(Term term) {
  switch (term) {
    case Term::months:
      return 12;
    case Term::seasons:
    case Term::certainties:
      return 4;
    case Term::relations:
      return 7;  // one a relation, and "from" for a beginning that lies ahead
    default:
      return 1;
  }
}

/// A date may have other words behind what leads to it: "the 1990s" are "den 1990ern" in "seit den
/// 1990ern", "zu den 1990ern" in "bis zu den 1990ern".
constexpr bool has_forms(Term term) {
  switch (term) {
    case Term::day:
    case Term::first_half:
    case Term::second_half:
    case Term::quarter:
    case Term::week:
    case Term::weekend:
    case Term::decade:
    case Term::century:
      return true;
    default:
      return false;
  }
}
constexpr std::size_t forms = 3;

/// "1st", "12th", "21st": English alone asks for it.
std::string_view ordinal_ending(int number) {
  if (number / 10 % 10 == 1) return "th";
  switch (number % 10) {
    case 1:
      return "st";
    case 2:
      return "nd";
    case 3:
      return "rd";
    default:
      return "th";
  }
}

bool whole_months(Day first, Day last) {
  return ymd(first).day() == std::chrono::day{1} &&
         ymd(last) == ymd(last).year() / ymd(last).month() / std::chrono::last;
}
Day first_of_month(Day day) { return Day{ymd(day).year() / ymd(day).month() / 1}; }
Day last_of_month(Day day) { return Day{ymd(day).year() / ymd(day).month() / std::chrono::last}; }
unsigned month_of(Day day) { return static_cast<unsigned>(ymd(day).month()); }
int year_of(Day day) { return static_cast<int>(ymd(day).year()); }

}  // namespace

void SectionTime::add(Day start, Day end, Grain grain) {
  if (empty) {
    common.start = start;
    common.end = end;
    common.grain = grain;
  }
  one_interval =
      one_interval && common.start == start && common.end == end && common.grain == grain;
  empty = false;
}

Wording::Wording(const Data& data, std::string_view language) {
  read_words(words_file(data, language, "markdown.tsv"), "markdown.tsv", names.data(), names.size(),
             words_.data());
  for (std::size_t term = 0; term < names.size(); ++term)
    if (static_cast<Term>(term) != Term::leads &&
        words_[term].size() != wanted(static_cast<Term>(term)) &&
        !(has_forms(static_cast<Term>(term)) && words_[term].size() == forms))
      throw Error("data.rules",
                  "markdown.tsv: words are missing of \"" + std::string(names[term]) + "\"");
}

std::string_view Wording::at(Term term, std::size_t number) const {
  return words_[static_cast<std::size_t>(term)][number];
}

std::string_view Wording::formed(Term term, Form form) const {
  return words_[static_cast<std::size_t>(term)].size() == forms
             ? at(term, static_cast<std::size_t>(form))
             : at(term);
}

std::string Wording::with(Term term, std::string_view x, std::size_t number) const {
  return fill(fill(at(term, number), "{x}", x), "{n}", x);
}

std::string Wording::year(int year) const {
  return year > 0 ? std::to_string(year)
                  : fill(at(Term::before_christ), "{y}", std::to_string(1 - year));
}

/// "2003-2010", "300-201 BC", "44 BC-14", with a dash.
std::string Wording::years(int first, int last) const {
  if (last > 0) return year(first) + "–" + year(last);
  return fill(at(Term::before_christ), "{y}",
              std::to_string(1 - first) + "–" + std::to_string(1 - last));
}

std::string Wording::month(Day day) const {
  return fill(fill(at(Term::month), "{m}", at(Term::months, month_of(day) - 1)), "{y}",
              year(year_of(day)));
}

std::string Wording::heading(const SectionTime& time) const {
  return time.may_be_long() ? interval(time.common, Form::alone) : year(year_of(time.common.start));
}

std::string Wording::number_of(Day day) const {
  const auto number = static_cast<unsigned>(ymd(day).day());
  return number == 1 ? std::string(at(Term::number_one)) : std::to_string(number);
}

std::string Wording::day(Day day, Form form) const {
  return fill(fill(fill(formed(Term::day, form), "{d}", number_of(day)), "{m}",
                   at(Term::months, month_of(day) - 1)),
              "{y}", year(year_of(day)));
}

std::string Wording::day_of_month(Day day) const {
  return fill(fill(at(Term::day_month), "{d}", number_of(day)), "{m}",
              at(Term::months, month_of(day) - 1));
}

/// "6-12 May 2024", "28 April - 3 May 2024", "28 December 2023 - 3 January 2024", with a dash.
std::string Wording::days(Day first, Day last, Form form) const {
  const auto a = ymd(first), b = ymd(last);
  if (first == last) return day(first, form);
  if (a.year() == b.year() && a.month() == b.month())
    return fill(at(Term::first_day), "{d}", number_of(first)) + "–" + day(last);
  if (a.year() == b.year()) return day_of_month(first) + " – " + day(last);
  return day(first) + " – " + day(last);
}

/// A part of a year that has a name: "early 2023", "first half of 2025"; empty when the interval is
/// none.
std::string Wording::part_of_year(Day first, Day last, Form form) const {
  if (!whole_months(first, last) || year_of(first) != year_of(last)) return {};
  const unsigned from = month_of(first), to = month_of(last);
  const std::string of = year(year_of(first));
  if (from == 1 && to == 12) return of;
  if (from == to) return month(first);
  if (to - from == 3 && from % 4 == 1)
    return with(std::array{Term::early, Term::mid, Term::late}[from / 4], of);
  if (to - from == 5 && from % 6 == 1)
    return fill(formed(from == 1 ? Term::first_half : Term::second_half, form), "{y}", of);
  return {};
}

/// One end of a range: a named part of a year, or else its first or last day.
std::string Wording::range(Day first, Day last, Form form) const {
  if (const std::string named = part_of_year(first, last, form); !named.empty()) return named;
  if (!whole_months(first, last)) return days(first, last, form);
  const unsigned from = month_of(first), to = month_of(last);
  if (from == 1 && to == 12) return years(year_of(first), year_of(last));
  // Months that begin and end a third of a year, as "late 2022 - early 2023" does.
  if (year_of(first) != year_of(last) && from % 4 == 1 && to % 4 == 0) {
    const auto third_of = [&](std::chrono::year of, unsigned begin) {
      return part_of_year(Day{of / static_cast<int>(begin) / 1},
                          Day{of / static_cast<int>(begin + 3) / std::chrono::last});
    };
    return third_of(ymd(first).year(), from) + " – " + third_of(ymd(last).year(), to - 3);
  }
  if (year_of(first) == year_of(last))
    return std::string(at(Term::months, from - 1)) + " – " + month(last);
  return month(first) + " – " + month(last);
}

/// "late October 2024" for the 21st to the last day of it.
std::string Wording::part_of_month(Day first, Day last) const {
  switch (static_cast<unsigned>(ymd(first).day())) {
    case 1:
      return with(Term::early, month(first));
    case 11:
      return with(Term::mid, month(first));
    case 21:
      return with(Term::late, month(first));
    default:
      return days(first, last);
  }
}

std::string Wording::decade(Day first, Day last, Form form) const {
  const int from = year_of(first), to = year_of(last);
  // The first year of a century that is counted backwards ends in 00: the 3rd BC is 300 to 201 BC.
  const bool before_christ = from <= 0;
  const int counted = before_christ ? -to : from;
  if (to - from == 99 && counted % 100 == 0) {
    const int number = counted / 100 + 1;
    const std::string century =
        fill(fill(formed(Term::century, form), "{n}", std::to_string(number)), "{th}",
             ordinal_ending(number));
    return before_christ ? fill(at(Term::before_christ), "{y}", century) : century;
  }
  if (before_christ) return range(first, last);
  if (to - from == 9 && from % 10 == 0)
    return fill(formed(Term::decade, form), "{y}", std::to_string(from));
  return range(first, last);
}

/// "the late 2020s" for 2027 to 2029, which a page seldom means to the year; empty for other years.
std::string Wording::part_of_decade(Day first, Day last, Form form) const {
  if (!whole_months(first, last) || month_of(first) != 1 || month_of(last) != 12) return {};
  const int from = year_of(first), to = year_of(last), decade = from - from % 10;
  if (from <= 0) return {};
  const std::string of = fill(formed(Term::decade, form), "{y}", std::to_string(decade));
  const auto named = [&](Term term) {
    const std::string_view article = at(Term::the);
    if (!article.empty() && of.starts_with(article))
      return std::string(article) + with(term, std::string_view(of).substr(article.size()));
    return with(term, of);
  };
  if (from == decade && to == decade + 3) return named(Term::early);
  if (from == decade + 4 && to == decade + 6) return named(Term::mid);
  if (from == decade + 7 && to == decade + 9) return named(Term::late);
  return {};
}

namespace {

/// Whether the page gives the days itself: "1-10 August".
bool names_days(std::string_view expression, Day first, Day last) {
  const auto is_told = [&](Day day) {
    const auto number = static_cast<unsigned>(ymd(day).day());
    for (std::size_t at = 0; at < expression.size();) {
      const std::size_t end =
          std::min(expression.find_first_not_of("0123456789", at), expression.size());
      if (expression.substr(at, end - at) == std::to_string(number)) return true;
      at = std::max(end, at + 1);
    }
    return false;
  };
  return is_told(first) || is_told(last);
}

/// "Early August" to "late August", told without days: of a chronology that was written, which
/// calls them ranges.
bool is_part_of_month(const OutputDate& date) {
  if (date.expression.empty() || names_days(date.expression, date.start, date.end)) return false;
  const auto a = ymd(date.start), b = ymd(date.end);
  if (a.year() != b.year() || a.month() != b.month()) return false;
  const auto from = static_cast<unsigned>(a.day()), to = static_cast<unsigned>(b.day());
  return (from == 1 && to == 10) || (from == 11 && to == 20) ||
         (from == 21 && b == b.year() / b.month() / std::chrono::last);
}

bool names_numbers(std::string_view expression) {
  return expression.find_first_of("0123456789") != std::string_view::npos;
}

/// "The next 10 years", "the last three months", counted from a day: how many whole months, or
/// none.
int counted_months(const OutputDate& date) {
  const auto a = ymd(date.start), b = ymd(date.end);
  if (date.derivation != Derivation::relative || a.day() != b.day()) return 0;
  return (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 +
         static_cast<int>(static_cast<unsigned>(b.month())) -
         static_cast<int>(static_cast<unsigned>(a.month()));
}

/// Whether the page gives the years itself: "2027-2029".
bool names_years(std::string_view expression, Day first, Day last) {
  return expression.find(std::to_string(year_of(first))) != std::string_view::npos ||
         expression.find(std::to_string(year_of(last))) != std::string_view::npos;
}

}  // namespace

std::string Wording::interval(const OutputDate& date, Form form) const {
  const Day first = date.start;
  switch (date.grain) {
    case Grain::week:
      return fill(formed(Term::week, form), "{x}", day(first));
    case Grain::weekend:
      return fill(formed(Term::weekend, form), "{x}", days(first, date.end));
    case Grain::part_of_month:
      return part_of_month(first, date.end);
    case Grain::season:
      return fill(at(Term::seasons, month_of(first) / 3 % 4), "{y}", year(year_of(first)));
    case Grain::quarter:
      return fill(
          fill(formed(Term::quarter, form), "{n}", std::to_string((month_of(first) + 2) / 3)),
          "{y}", year(year_of(first)));
    case Grain::decade:
    case Grain::century:
      return decade(first, date.end, form);
    case Grain::range:
    case Grain::part_of_decade:
      if (const std::string named = part_of_decade(first, date.end, form);
          !named.empty() && !date.expression.empty() &&
          !names_years(date.expression, first, date.end))
        return named;
      if (is_part_of_month(date)) return part_of_month(first, date.end);
      // Counted from a day, and not meant to the day.
      if (const int months = counted_months(date); months > 0) {
        if (months >= 24 && year_of(first) > 0) return years(year_of(first), year_of(date.end));
        return range(first_of_month(first), last_of_month(date.end), form);
      }
      return range(first, date.end, form);
    default:
      return range(first, date.end, form);
  }
}

std::size_t Wording::relation_word(const OutputDate& date, Certainty certainty) {
  constexpr std::size_t from = 6;
  const bool ahead = certainty == Certainty::planned || certainty == Certainty::projected;
  if (date.relation == Relation::since && ahead) return from;
  return static_cast<std::size_t>(date.relation);
}

std::string Wording::date(const OutputDate& date, Certainty certainty) const {
  const Form form = date.relation == Relation::on ? Form::alone
                    : date.relation == Relation::by || date.relation == Relation::until
                        ? Form::led_until
                        : Form::led;
  std::string text = interval(date, form);
  if (date.approximate) text = with(Term::about, text);
  return with(Term::relations, text, relation_word(date, certainty));
}

std::string Wording::date(const OutputEvent& event) const {
  const OutputDate& date = event.date;
  const std::string_view sentence = event.sentence;
  const bool counts_decades = counted_months(date) >= 120 && !names_numbers(date.expression);
  const bool long_time =
      date.grain == Grain::decade || date.grain == Grain::century || counts_decades;
  const std::size_t at_words = sentence.find(date.expression);
  if (date.derivation != Derivation::relative || !long_time || date.expression.empty() ||
      at_words == std::string_view::npos)
    return this->date(date, event.certainty);
  std::string_view before = sentence.substr(0, at_words);
  if (!before.ends_with(' ')) before = {};
  while (before.ends_with(' ')) before.remove_suffix(1);
  const std::string_view lead = before.substr(before.rfind(' ') + 1);
  const std::vector<std::string>& leads = words_[static_cast<std::size_t>(Term::leads)];
  const bool led = !lead.empty() && std::ranges::any_of(leads, [&](const std::string& word) {
    return word_key(word) == word_key(lead);
  });
  const std::string text = led ? fold(lead) + ' ' + date.expression : date.expression;
  return led ? text : with(Term::relations, text, relation_word(date, event.certainty));
}

}  // namespace newsline::write
