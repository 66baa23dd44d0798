#pragma once
// Dates as people write them, in the words of a language: internal to this folder.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/data.h"
#include "newsline/chronology.h"

namespace newsline::write {

/// What the events below one heading have in common: their start year, or more.
struct SectionTime {
  OutputDate common;  // of the first event; its start, end and grain count
  bool empty = true, one_interval = true;

  void add(Day start, Day end, Grain grain);
  /// All of them so far are one decade or century, which would be its heading.
  bool may_be_long() const {
    return one_interval && (common.grain == Grain::decade || common.grain == Grain::century);
  }
};

/// The words of data/<language>/markdown.tsv; those of English where the language has none.
class Wording {
 public:
  enum class Term : std::uint8_t {
    months,
    number_one,
    day,
    day_month,
    first_day,
    month,
    before_christ,
    early,
    mid,
    late,
    first_half,
    second_half,
    seasons,
    quarter,
    week,
    weekend,
    decade,
    century,
    relations,
    about,
    leads,
    the,
    certainties,
    disputed,
    planned_for,
    sources,
    pages,
    nothing,
    undated,
    count
  };
  /// Where a date stands: alone, behind "since", behind "until". In some languages it has other
  /// words there.
  enum class Form : std::uint8_t { alone, led, led_until };
  Wording(const Data& data, std::string_view language);

  std::string_view at(Term term, std::size_t number = 0) const;
  /// The words of a term with {x} and {n} filled in.
  std::string with(Term term, std::string_view x, std::size_t number = 0) const;

  std::string year(int year) const;
  std::string day(Day day, Form form = Form::alone) const;
  /// "28 April", "April 2026".
  std::string day_of_month(Day day) const;
  std::string month(Day day) const;
  /// "2024"; "the 1950s" where all that stands below is told of these years together.
  std::string heading(const SectionTime& time) const;
  /// "28 April 2026", "late 2022 – early 2023", "Q3 2026", "since about 1320", as the text has it.
  /// What lies ahead begins "from 1 July 2026".
  std::string date(const OutputDate& date, Certainty certainty = Certainty::asserted) const;
  /// The same for an event: where the page counts in decades from its own day
  /// ("within the next decade"), its own words, since no name of a decade says the same.
  std::string date(const OutputEvent& event) const;

 private:
  /// Which of the words for relations the date is written with.
  static std::size_t relation_word(const OutputDate& date, Certainty certainty);
  /// "28", and of a month's first day what the language calls it: "1er", "1º".
  std::string number_of(Day day) const;
  std::string_view formed(Term term, Form form) const;
  std::string days(Day first, Day last, Form form = Form::alone) const;
  std::string years(int first, int last) const;
  std::string part_of_decade(Day first, Day last, Form form) const;
  std::string part_of_year(Day first, Day last, Form form = Form::alone) const;
  std::string range(Day first, Day last, Form form = Form::alone) const;
  std::string part_of_month(Day first, Day last) const;
  std::string decade(Day first, Day last, Form form) const;
  std::string interval(const OutputDate& date, Form form) const;

  std::array<std::vector<std::string>, static_cast<std::size_t>(Term::count)> words_;
};

}  // namespace newsline::write
