#include "newsline/civil.h"

#include "catch.h"

using namespace newsline;
using namespace std::chrono;

TEST_CASE("the calendar has no day that does not exist", "[civil]") {
  struct Row {
    int year;
    unsigned month, day;
    bool exists;
  };
  const Row rows[] = {
      {2024, 2, 29, true},  {2023, 2, 29, false}, {1900, 2, 29, false}, {2000, 2, 29, true},
      {2024, 4, 31, false}, {2024, 13, 1, false}, {2024, 0, 1, false},  {2024, 1, 0, false},
      {99999, 1, 1, false}, {-44, 3, 15, true},
  };
  for (const Row& row : rows) {
    INFO(row.year << "-" << row.month << "-" << row.day);
    CHECK(make_day(row.year, row.month, row.day).has_value() == row.exists);
  }
}

TEST_CASE("a day is written as ISO 8601 and read back", "[civil]") {
  struct Row {
    int year;
    unsigned month, day;
    const char* text;
  };
  const Row rows[] = {{2024, 3, 5, "2024-03-05"},
                      {1, 1, 1, "0001-01-01"},
                      {0, 12, 31, "0000-12-31"},
                      {-43, 3, 15, "-0043-03-15"}};
  for (const Row& row : rows) {
    INFO(row.text);
    const Day day = *make_day(row.year, row.month, row.day);
    CHECK(to_string(day) == row.text);
    CHECK(parse_day(row.text) == day);
  }
  for (const char* text :
       {"2024-3-5", "2024-02-30", "20240305", "2024-03-05T10:00", "", "2024-03-0x"}) {
    INFO(text);
    CHECK_FALSE(parse_day(text));
  }
}

TEST_CASE("calendar sums agree with a walk day by day from 1600 to 2400", "[civil]") {
  int year = 1600;
  unsigned month = 1, day = 1, iso_days = 0;
  const unsigned length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const auto leap = [](int y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); };
  unsigned week_day = 5;  // 1600-01-01 was a Saturday; 0 is Monday
  IsoWeek week{1599, 52};
  std::size_t wrong = 0;
  for (Day walk{std::chrono::year{1600} / 1 / 1}; year < 2400; walk += days{1}) {
    wrong += make_day(year, month, day) != walk;
    wrong += weekday{walk} != weekday{week_day == 6 ? 0 : week_day + 1};
    wrong += iso_week(walk) != week;
    wrong += week_of(walk).first_day() != walk - days{week_day};
    wrong += week_of(walk).last_day() != walk + days{6 - week_day};
    if (week_day == 0) wrong += monday_of(week) != walk;
    if (day == 1) wrong += month_interval(year, month).first_day() != walk;
    const unsigned last = month == 2 && leap(year) ? 29 : length[month - 1];
    if (day == last) wrong += month_interval(year, month).last_day() != walk;
    if (month == 12 && day == 31) wrong += year_interval(year).last_day() != walk;
    if (++day > last) {
      day = 1;
      ++month;
    }
    if (month > 12) {
      month = 1;
      ++year;
    }
    week_day = (week_day + 1) % 7;
    // a week belongs to the year that holds its Thursday: its Monday is at most December 31 - 3 or
    // January 4 - 6
    if (week_day == 0) {
      const bool next_year = month == 12 && day >= 29;
      const bool first = next_year || (month == 1 && day <= 4);
      week = first ? IsoWeek{next_year ? year + 1 : year, 1} : IsoWeek{week.year, week.week + 1};
    }
    ++iso_days;
  }
  CHECK(iso_days == 292194);  // 800 years with 194 leap days
  CHECK(wrong == 0);
}
