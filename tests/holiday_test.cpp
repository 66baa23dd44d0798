// The named days of the year, as data/ writes them.
#include "timex/holiday.h"

#include <string>
#include <string_view>

#include "catch.h"

using namespace newsline;
using namespace newsline::timex;

TEST_CASE("a holiday's name in data gives its days in a year", "[timex]") {
  struct Row {
    std::string_view name;
    int year;
    std::string_view first, last;
  };
  const Row rows[] = {
      {"12-25", 2024, "2024-12-25", "2024-12-25"},
      {"2-29", 2024, "2024-02-29", "2024-02-29"},
      {"easter", 2024, "2024-03-31", "2024-03-31"},
      {"easter-2", 2024, "2024-03-29", "2024-03-29"},
      {"easter-46", 2025, "2025-03-05", "2025-03-05"},
      {"easter+49", 2025, "2025-06-08", "2025-06-08"},
      {"orthodox-easter", 2024, "2024-05-05", "2024-05-05"},
      {"orthodox-easter-2", 2024, "2024-05-03", "2024-05-03"},
      {"1st-monday-of-9", 2024, "2024-09-02", "2024-09-02"},
      {"4th-thursday-of-11", 2023, "2023-11-23", "2023-11-23"},
      {"last-monday-of-5", 2023, "2023-05-29", "2023-05-29"},
      // a November that begins with a Friday: its fourth Friday is not the day after Thanksgiving
      {"after-4th-thursday-of-11", 2024, "2024-11-29", "2024-11-29"},
      {"after-1st-monday-of-11", 2022, "2022-11-08", "2022-11-08"},
      {"islamic-10-1", 2024, "2024-04-10", "2024-04-10"},
      {"islamic-9", 2024, "2024-03-11", "2024-04-09"},
      {"diwali", 2023, "2023-11-12", "2023-11-12"},
      {"hanukkah", 2024, "2024-12-26", "2025-01-02"},
  };
  for (const Row& row : rows) {
    INFO(row.name << " " << row.year);
    const std::optional<Holiday> holiday = holiday_named(row.name);
    REQUIRE(holiday);
    CHECK(unpacked(packed(*holiday)) == *holiday);
    const std::optional<CalendarUnit> place = place_of(*holiday, row.year);
    REQUIRE(place);
    CHECK(to_string(place->interval.first_day()) == row.first);
    CHECK(to_string(place->interval.last_day()) == row.last);
  }
}

TEST_CASE("a year that does not have a holiday gives no day", "[timex]") {
  CHECK_FALSE(place_of(*holiday_named("2-29"), 2023));
  CHECK_FALSE(place_of(*holiday_named("5th-monday-of-2"), 2023));
  CHECK_FALSE(place_of(*holiday_named("diwali"), 1900));
}

TEST_CASE("what is no holiday's name is refused", "[timex]") {
  for (const std::string_view name : {"",
                                      "-",
                                      "12",
                                      "12-",
                                      "12-32",
                                      "13-1",
                                      "0-1",
                                      "-12-25",
                                      "12-25-",
                                      "1225x",
                                      "easter2",
                                      "easter-",
                                      "easter+-2",
                                      "easter+101",
                                      "6th-monday-of-5",
                                      "1st-moonday-of-5",
                                      "1st-monday-of-13",
                                      "last-monday",
                                      "islamic-",
                                      "islamic-13",
                                      "islamic-9-",
                                      "after-",
                                      "after-12-24",
                                      "Diwali",
                                      "lunar"}) {
    INFO(name);
    CHECK_FALSE(holiday_named(name));
  }
}
