#include "newsline/edtf.h"

#include <random>

#include "catch.h"

using namespace newsline;
using namespace std::chrono;

namespace {

Day day_of(const char* text) { return parse_day(text).value(); }

Edtf stretch(const char* first, const char* last, Grain grain = Grain::range) {
  return {.interval = day_range(day_of(first), day_of(last)), .grain = grain};
}

/// What a text denotes, as "first..last"; "nothing" when it is no date.
std::string denoted(std::string_view text) {
  const std::optional<Edtf> date = parse_edtf(text);
  return date ? to_string(date->interval.first_day()) + ".." + to_string(date->interval.last_day())
              : "nothing";
}

}  // namespace

TEST_CASE("an interval with a name of its own is written by it, and the name denotes the interval",
          "[edtf]") {
  struct Row {
    const char *first, *last, *text;
    Grain grain;
  };
  const Row rows[] = {
      {"2026-04-28", "2026-04-28", "2026-04-28", Grain::day},
      {"2026-02-01", "2026-02-28", "2026-02", Grain::month},
      {"2024-02-01", "2024-02-29", "2024-02", Grain::month},
      {"2026-01-01", "2026-12-31", "2026", Grain::year},
      {"2026-03-01", "2026-05-31", "2026-21", Grain::season},
      {"2026-06-01", "2026-08-31", "2026-22", Grain::season},
      {"2026-09-01", "2026-11-30", "2026-23", Grain::season},
      {"2023-12-01", "2024-02-29", "2023-24", Grain::season},
      {"2024-12-01", "2025-02-28", "2024-24", Grain::season},
      {"2025-01-01", "2025-03-31", "2025-33", Grain::quarter},
      {"2025-04-01", "2025-06-30", "2025-34", Grain::quarter},
      {"2025-07-01", "2025-09-30", "2025-35", Grain::quarter},
      {"2025-10-01", "2025-12-31", "2025-36", Grain::quarter},
      {"2025-01-01", "2025-04-30", "2025-37", Grain::part_of_year},
      {"2025-05-01", "2025-08-31", "2025-38", Grain::part_of_year},
      {"2025-09-01", "2025-12-31", "2025-39", Grain::part_of_year},
      {"2025-01-01", "2025-06-30", "2025-40", Grain::half},
      {"2025-07-01", "2025-12-31", "2025-41", Grain::half},
      {"2020-01-01", "2029-12-31", "202X", Grain::decade},
      {"0000-01-01", "0009-12-31", "000X", Grain::decade},
      {"-0049-01-01", "-0040-12-31", "-004X", Grain::decade},
      {"1900-01-01", "1999-12-31", "19XX", Grain::century},
      {"0000-01-01", "0099-12-31", "00XX", Grain::century},
      {"-0499-01-01", "-0400-12-31", "-04XX", Grain::century},
      {"-0043-03-15", "-0043-03-15", "-0043-03-15", Grain::day},
      {"-0043-12-01", "-0042-02-28", "-0043-24", Grain::season},
      {"-0001-12-01", "0000-02-29", "-0001-24", Grain::season},
      {"0000-01-01", "0000-12-31", "0000", Grain::year},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Edtf date = stretch(row.first, row.last, row.grain);
    CHECK(print_edtf(date) == row.text);
    CHECK(parse_edtf(row.text) == date);
  }
}

TEST_CASE("an interval without a name is written by its ends, as coarse as they are honest",
          "[edtf]") {
  struct Row {
    const char *first, *last, *text;
  };
  const Row rows[] = {
      {"2024-05-06", "2024-05-12", "2024-05-06/2024-05-12"},  // a week
      {"2024-05-11", "2024-05-12", "2024-05-11/2024-05-12"},  // a weekend
      {"2024-02-21", "2024-02-29", "2024-02-21/2024-02-29"},  // late February
      {"1994-01-01", "1996-12-31", "1994/1996"},              // the middle of the 1990s
      {"2022-09-01", "2023-04-30", "2022-39/2023-37"},        // Late 2022 to Early 2023
      {"2023-01-01", "2025-12-31", "2023/2025"},
      {"2024-03-01", "2024-10-31", "2024-03/2024-10"},
      {"2022-03-01", "2024-12-31", "2022-03/2024-12"},
      {"2024-02-01", "2024-03-15", "2024-02-01/2024-03-15"},
      {"2024-05-03", "2024-05-05", "2024-05-03/2024-05-05"},
      {"-0098-01-01", "0000-12-31", "-0098/0000"},
      {"-0009-01-01", "0000-12-31", "-0009/0000"},
      {"1980-01-01", "1999-12-31", "1980/1999"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Edtf date = stretch(row.first, row.last);
    CHECK(print_edtf(date) == row.text);
    const std::optional<Edtf> read = parse_edtf(row.text);
    REQUIRE(read);
    CHECK(read->interval == date.interval);
    CHECK(read->grain == Grain::range);
  }
}

TEST_CASE("the ends of a stretch are named as the text told them, where that is known and true",
          "[edtf]") {
  struct Row {
    const char *first, *last;
    Grain first_grain, last_grain;
    const char* text;
  };
  const Row rows[] = {
      {"2022-09-01", "2023-04-30", Grain::month, Grain::month, "2022-09/2023-04"},
      {"1980-01-01", "1999-12-31", Grain::decade, Grain::decade, "198X/199X"},
      {"2023-07-01", "2024-03-31", Grain::half, Grain::quarter, "2023-41/2024-33"},
      {"2022-12-01", "2023-11-30", Grain::season, Grain::season, "2022-24/2023-23"},
      {"2022-12-01", "2023-11-30", Grain::year, Grain::year, "2022-12/2023-11"},
      {"2022-12-01", "2023-11-30", Grain::week, Grain::weekend, "2022-12/2023-11"},
      {"2024-01-01", "2025-12-31", Grain::day, Grain::day, "2024-01-01/2025-12-31"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    Edtf date = stretch(row.first, row.last);
    date.first_grain = row.first_grain;
    date.last_grain = row.last_grain;
    CHECK(print_edtf(date) == row.text);
    CHECK(parse_edtf(row.text)->interval == date.interval);
  }
}

TEST_CASE("about and doubt are marked on every date that the text writes", "[edtf]") {
  struct Row {
    bool approximate, uncertain;
    const char *day, *stretch;
  };
  const Row rows[] = {
      {false, false, "1999", "2022-39/2023-37"},
      {true, false, "1999~", "2022-39~/2023-37~"},
      {false, true, "1999?", "2022-39?/2023-37?"},
      {true, true, "1999%", "2022-39%/2023-37%"},
  };
  for (const Row& row : rows) {
    Edtf date{year_interval(1999), Grain::year, row.approximate, row.uncertain};
    CHECK(print_edtf(date) == row.day);
    CHECK(parse_edtf(row.day) == date);
    date.interval = stretch("2022-09-01", "2023-04-30").interval;
    CHECK(print_edtf(date) == row.stretch);
    const std::optional<Edtf> read = parse_edtf(row.stretch);
    REQUIRE(read);
    CHECK(read->approximate == row.approximate);
    CHECK(read->uncertain == row.uncertain);
  }
  CHECK(parse_edtf("2004-06~/2005?")->approximate);
  CHECK(parse_edtf("2004-06~/2005?")->uncertain);
}

TEST_CASE("a clock time leaves the days that it touches", "[edtf]") {
  const Day day = day_of("2024-03-05");
  CHECK(print_edtf({{day + hours{9}, day + hours{10}}, Grain::hour}) == "2024-03-05");
  CHECK(print_edtf({{day + hours{22}, day + hours{30}}, Grain::part_of_day}) ==
        "2024-03-05/2024-03-06");
  CHECK(print_edtf({{day + hours{9}, day + hours{9}}, Grain::minute}) == "2024-03-05");
}

TEST_CASE("what a person passes as a date is read for what it denotes", "[edtf]") {
  struct Row {
    const char *text, *denoted;
  };
  const Row rows[] = {
      {"2024-05", "2024-05-01..2024-05-31"},
      {"../2024", "-9999-01-01..2024-12-31"},
      {"2024/..", "2024-01-01..9999-12-31"},
      {"2024-05/..", "2024-05-01..9999-12-31"},
      {"2024/", "2024-01-01..9999-12-31"},
      {"/2024-05-03", "-9999-01-01..2024-05-03"},
      {"../..", "-9999-01-01..9999-12-31"},
      {"2024-05-03T10:00:00Z", "2024-05-03..2024-05-03"},
      {"2024-05-03T10:00+02:00", "2024-05-03..2024-05-03"},
      {"2024-05-03T23:59", "2024-05-03..2024-05-03"},
      {"2024-XX", "2024-01-01..2024-12-31"},
      {"2024-XX-XX", "2024-01-01..2024-12-31"},
      {"2024-02-XX", "2024-02-01..2024-02-29"},
      {"2024-25", "2024-03-01..2024-05-31"},  // spring in the north
      {"2024-29", "2024-09-01..2024-11-30"},  // spring in the south
      {"2024-30", "2024-12-01..2025-02-28"},
      {"2024-24/2025", "2024-12-01..2025-12-31"},
      {"9999-24", "9999-12-01..10000-02-29"},
      {"2024", "2024-01-01..2024-12-31"},
      {"-9999", "-9999-01-01..-9999-12-31"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(denoted(row.text) == row.denoted);
  }
}

TEST_CASE("an open end is written as two dots", "[edtf]") {
  for (const char* text :
       {"../2024", "2024/..", "2024-05/..", "../2024-05-03", "2024-39~/..", "../.."}) {
    INFO(text);
    CHECK(print_edtf(parse_edtf(text).value()) == text);
  }
}

TEST_CASE("a text that is not wholly a date is none", "[edtf]") {
  for (const char* text : {"",
                           "/",
                           "//",
                           "2024-13",
                           "2024-00",
                           "2024-02-30",
                           "2024-20",
                           "2024-42",
                           "2024-5",
                           "24",
                           "20245",
                           "2024-05-3",
                           "2024-05-031",
                           "2024/2023",
                           "2024-05/2024-04",
                           "2024/2025/2026",
                           " 2024",
                           "2024 ",
                           "2024~~",
                           "~2024",
                           "2024-",
                           "2024-05-",
                           "20240503",
                           "2024-21-01",
                           "XXXX",
                           "2XXX",
                           "202x",
                           "202X-05",
                           "-000X",
                           "-00XX",
                           "-0000",
                           "Y17000",
                           "2024-W05",
                           "2024-05-03T",
                           "2024-05-03T25:00",
                           "2024-05-03T10:00:00+99:00",
                           "2024-05-03T10:60",
                           "2024T10:00",
                           "../",
                           "/..",
                           "May 2024",
                           "2024-05-03?/x",
                           "20\xD9\xA2\xD9\xA4",
                           "--2024",
                           "+2024",
                           "~",
                           "2X24",
                           "X",
                           "XX",
                           "X024"}) {
    INFO(text);
    CHECK(denoted(text) == "nothing");
  }
}

TEST_CASE("every text that is printed denotes the interval that it was printed from", "[edtf]") {
  std::mt19937 random{20260428};
  const auto pick = [&](int low, int high) {
    return std::uniform_int_distribution<int>{low, high}(random);
  };
  std::size_t wrong = 0;
  for (int round = 0; round < 40000; ++round) {
    // Ends near the edges of years and months, where names and stretches meet.
    const int year = pick(-120, 120) + (round % 2 ? 2000 : 0);
    const auto edge = [&] {
      const Day first{std::chrono::year{year + pick(0, 30)} / pick(1, 12) / 1};
      return first + days{pick(0, 3) == 0 ? pick(0, 27) : 0};
    };
    const Day a = edge(), b = edge();
    Edtf date{.interval = {std::min(a, b), std::max(a, b) + days{a == b ? 1 : 0}},
              .grain = Grain::range};
    date.approximate = pick(0, 1);
    date.uncertain = pick(0, 1);
    date.first_grain = static_cast<Grain>(pick(0, static_cast<int>(Grain::range)));
    date.last_grain = static_cast<Grain>(pick(0, static_cast<int>(Grain::range)));
    const std::string text = print_edtf(date);
    const std::optional<Edtf> read = parse_edtf(text);
    const bool same = read && read->interval == date.interval &&
                      read->approximate == date.approximate && read->uncertain == date.uncertain &&
                      print_edtf(*read) == text;
    if (!same)
      UNSCOPED_INFO(text << " for " << to_string(date.interval.first_day()) << ".."
                         << to_string(date.interval.last_day()));
    wrong += !same;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a broken date is refused or denotes an interval, never more", "[edtf]") {
  std::mt19937 random{7};
  const std::string_view alphabet = "0123456789-/.X~?%T:Z";
  const std::string_view seeds[] = {"2024-05-03", "202X/203X", "2022-39~/2023-37", "../2024-05",
                                    "-0043-03-15T10:00Z"};
  for (int round = 0; round < 20000; ++round) {
    std::string text{seeds[random() % std::size(seeds)]};
    for (unsigned long edits = random() % 3 + 1; edits > 0; --edits) {
      const std::size_t at = random() % text.size();
      if (random() % 3 == 0 && text.size() > 1)
        text.erase(at, 1);
      else
        text[at] = alphabet[random() % alphabet.size()];
    }
    if (const std::optional<Edtf> date = parse_edtf(text)) {
      INFO(text);
      REQUIRE(date->interval.first < date->interval.last);
      REQUIRE(parse_edtf(print_edtf(*date))->interval == date->interval);
    }
  }
}
