#include "base/data.h"
#include "catch.h"
#include "newsline/civil.h"
#include "newsline/error.h"
#include "rules/rows.h"
#include "timex_read.h"

using namespace newsline;

namespace {

const TimexRules& english() {
  static const TimexRules rules{Data{}, "en"};
  return rules;
}

const TagModel* model() {
  static const TagModel tags{Data{}, "en"};
  return &tags;
}

std::string lines(std::string_view text) {
  std::string all(text);
  std::ranges::replace(all, '|', '\n');
  // an article, not a short message
  for (int i = 0; i < 8; ++i) all += "\n- - - - - - - - - - - - - - - - - - - - - - - -";
  return all;
}

const char* type_name(TimexType type) {
  static constexpr const char* names[] = {"DATE", "TIME", "DURATION", "SET"};
  return names[static_cast<int>(type)];
}

/// The timex that covers the words in brackets.
struct Case {
  std::string text, words;
  std::size_t at = 0;
  explicit Case(std::string_view marked) {
    const std::size_t open = marked.find('['), close = marked.find(']');
    words = marked.substr(open + 1, close - open - 1);
    text =
        lines(std::string(marked.substr(0, open)) + words + std::string(marked.substr(close + 1)));
    at = open;
  }
};

const Timex* find(const TimexReading& reading, const Case& wanted) {
  for (const Timex& timex : reading.timexes.all)
    if (timex.span.begin == wanted.at && timex.span.size() == wanted.words.size()) return &timex;
  return nullptr;
}

}  // namespace

TEST_CASE("time in English is read as its speakers mean it", "[timex]") {
  const Data cases(std::filesystem::path(TEST_FOLDER) / "cases" / "timex");
  for (const Row& row : read_rows(cases, "en/timex.tsv", 6)) {
    INFO("line " << row.line << ": " << row.fields[1]);
    const Case wanted(row.fields[1]);
    const TimexReading reading(wanted.text, english(), row.fields[0], model());
    const Timex* timex = find(reading, wanted);
    REQUIRE(timex != nullptr);
    CHECK(type_name(timex->type) == std::string(row.fields[2]));
    CHECK(timex->value == row.fields[3]);
    CHECK((timex->interval ? to_string(timex->interval->first_day()) : "-") == row.fields[4]);
    CHECK((timex->interval ? to_string(timex->interval->last_day()) : "-") == row.fields[5]);
  }
}

TEST_CASE("in a long text that never counts in days, today is our times", "[timex]") {
  struct Row {
    const char *more, *today;
  };
  const Row rows[] = {
      {"Today some 300 people live on the island.", "PRESENT_REF"},
      {"On Friday the ferry broke down.\nToday some 300 people live on the island.", "2024-03-05"},
      {"Today the last of the ferries was sold.", "2024-03-05"},
  };
  std::string essay;
  for (int i = 0; i < 20; ++i)
    essay += "The island has a school, a church and a small shop that sells bread.\n";
  for (const Row& row : rows) {
    INFO(row.more);
    const TimexReading reading(essay + row.more, english(), "2024-03-05", model());
    REQUIRE(!reading.timexes.all.empty());
    CHECK(reading.timexes.all.back().value == row.today);
  }
  CHECK(TimexReading("Today some 300 people live on the island.", english(), "2024-03-05", model())
            .timexes.all.back()
            .value == "2024-03-05");
}

TEST_CASE("the quarters of a game are none of the year", "[timex]") {
  struct Row {
    const char* text;
    std::size_t timexes;
  };
  const Row rows[] = {
      {"She dunked twice in the second quarter.\nA 3-pointer made it 70-52 after halftime.\nCorl "
       "came back in the fourth quarter.",
       0},
      {"It earned 21 million in the third quarter.\nA rebound is expected.", 1},
      {"A dunk, a rebound and a 3-pointer: the league earned most in the second quarter of 2023.",
       1},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(TimexReading(row.text, english(), "2024-03-05", model()).timexes.all.size() ==
          row.timexes);
  }
}

TEST_CASE("what looks like a date and is none has no place on the calendar", "[timex]") {
  const Data cases(std::filesystem::path(TEST_FOLDER) / "cases" / "timex");
  for (const Row& row : read_rows(cases, "en/not.tsv", 2)) {
    INFO("line " << row.line << ": " << row.fields[1]);
    const TimexReading reading(lines(row.fields[1]), english(), row.fields[0], model());
    for (const Timex& timex : reading.timexes.all) {
      INFO(reading.words(timex) << " is " << timex.value);
      CHECK_FALSE(timex.interval.has_value());
    }
  }
}

TEST_CASE("the day comes first in figures where the page's region writes it so", "[timex]") {
  struct Row {
    const char *language, *url, *day;
  };
  const Row rows[] = {
      {"en", "", "2021-03-04"},
      {"en-US", "", "2021-03-04"},
      {"en-GB", "", "2021-04-03"},
      {"en_AU", "", "2021-04-03"},
      {"en", "https://news.example.co.uk/a/b.html", "2021-04-03"},
      {"en-US", "https://news.example.co.uk/", "2021-03-04"},
      {"en", "https://example.com/uk", "2021-03-04"},
      {"en", "https://example.io/", "2021-03-04"},
  };
  for (const Row& row : rows) {
    INFO(row.language << " " << row.url);
    const TimexReading reading(lines("It opened on 3/4/2021."), english(), "2024-03-05", model(),
                               row.language, row.url);
    REQUIRE(reading.timexes.all.size() == 1);
    CHECK(reading.timexes.all[0].value == row.day);
  }
}

TEST_CASE("two dates joined by words tell one stretch", "[timex]") {
  struct Range {
    const char* text;
    const char* words;
    const char* first;
    const char* last;
  };
  const Range ranges[] = {
      {"It ran from May 3 to May 5, 2021.", "May 3 to May 5, 2021", "2021-05-03", "2021-05-05"},
      {"It ran between 2010 and 2015.", "2010 and 2015", "2010-01-01", "2015-12-31"},
      {"Late 2022 – Early 2023: talks.", "Late 2022 – Early 2023", "2022-09-01", "2023-04-30"},
      {"Throughout 2023-2025 it grew.", "2023-2025", "2023-01-01", "2025-12-31"},
      {"It ran 3 to 7 June 2021.", "3 to 7 June 2021", "2021-06-03", "2021-06-07"},
      {"Fires burned on July 9 and 10, 2021.", "July 9 and 10, 2021", "2021-07-09", "2021-07-10"},
      {"It ran from January to March 2020.", "January to March 2020", "2020-01-01", "2020-03-31"},
      {"The 1996-97 season was long.", "1996-97", "1996-01-01", "1997-12-31"},
  };
  for (const Range& range : ranges) {
    INFO(range.text);
    const TimexReading reading(lines(range.text), english(), "2024-03-05", model());
    REQUIRE(reading.timexes.ranges.size() == 1);
    const TimexRange& found = reading.timexes.ranges[0];
    CHECK(found.span.of(reading.article.text) == range.words);
    CHECK(to_string(found.interval.first_day()) == range.first);
    CHECK(to_string(found.interval.last_day()) == range.last);
  }
  CHECK(TimexReading(lines("It ran between 2021 and 2019."), english(), "2024-03-05")
            .timexes.ranges.empty());
}

TEST_CASE("a printed value read again gives itself", "[timex]") {
  const Day first{std::chrono::year{1900} / 1 / 1};
  for (int step = 0; step < 400; ++step) {
    const Day day = first + std::chrono::days{step * 163};
    const IsoWeek week = iso_week(day);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-W%02u", week.year, week.week);
    for (const std::string& value : {to_string(day), std::string(text), to_string(day).substr(0, 4),
                                     to_string(day).substr(0, 4) + "-Q3"}) {
      INFO(value);
      const TimexReading reading(lines("in " + value), english(), "2024-03-05", model());
      REQUIRE(reading.timexes.all.size() == 1);
      CHECK(reading.timexes.all[0].value == value);
    }
  }
}

TEST_CASE("a document that is weeks younger tells days that are weeks younger", "[timex]") {
  const char* texts[] = {"He left on Monday.",       "He left yesterday.",
                         "He will leave on Friday.", "He left last week.",
                         "He left three days ago.",  "He leaves next Tuesday."};
  const Day start{std::chrono::year{2019} / 2 / 11};
  for (const char* text : texts) {
    const TimexReading before(lines(text), english(), to_string(start), model());
    REQUIRE(before.timexes.all.size() == 1);
    for (int weeks = 1; weeks < 300; weeks += 7) {
      INFO(text << " " << weeks << " weeks on");
      const TimexReading after(lines(text), english(), to_string(start + std::chrono::weeks{weeks}),
                               model());
      REQUIRE(after.timexes.all.size() == 1);
      CHECK(after.timexes.all[0].interval->first ==
            before.timexes.all[0].interval->first + std::chrono::weeks{weeks});
    }
  }
}

TEST_CASE("every timex knows what it was read from", "[timex]") {
  const TimexReading reading(
      lines("On 3 April 2011 it came. Two days later it went. Yesterday it came back."), english(),
      "2024-03-05", model());
  REQUIRE(reading.timexes.all.size() == 3);
  CHECK(reading.timexes.all[0].basis == Basis::words_alone);
  CHECK(reading.timexes.all[1].basis == Basis::earlier_timex);
  CHECK(reading.timexes.all[1].anchor == 0);
  CHECK(reading.timexes.all[2].basis == Basis::document_time);
  CHECK(english().rule_name(reading.timexes.all[1].rule) == "units_later");
}

TEST_CASE("a text tells its own day by its dateline or by the date its lead counts from",
          "[timex]") {
  struct Row {
    const char* text;
    const char* day;
  };
  const Row rows[] = {
      {"PARIS, March 5, 2024 (Reuters) - The minister resigned.", "2024-03-05"},
      {"LONDON, 7 June 2018 — The court ruled.", "2018-06-07"},
      {"The move, confirmed on April 28, 2026, follows a deal.|In 2025 they met. In January 2026 "
       "they agreed. By February 2026 it stood.",
       "2026-04-28"},
      {"On 3 March 2021 she opened the bridge.|Yesterday he left. Last Tuesday he came.", ""},
      {"He was born on May 5, 1864.|In 1901 he wed. In 1910 he went. In 1920 he died.", ""},
      {"Yesterday he left.", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const TimexReading reading(lines(row.text), english(), "-", model());
    const auto found =
        published_in_text(reading.article, reading.sentences, reading.tokens, reading.timexes);
    CHECK((found ? to_string(found->day()) : "") == row.day);
  }
}

TEST_CASE("rules that cannot be read name their file and line", "[timex]") {
  std::string told;
  try {
    const TimexRules rules(Data(std::filesystem::path(TEST_FOLDER) / "cases" / "timex"), "broken");
  } catch (const Error& error) {
    told = error.what();
  }
  CHECK(told.find("broken/timex.tsv:2: no macro $nothing") != std::string::npos);
}

TEST_CASE("seasons turn with the country of a page", "[timex]") {
  struct Row {
    const char *text, *language, *url, *first, *last;
  };
  const Row rows[] = {
      {"It was cold in winter 2023.", "en", "https://news.example.com/a", "2023-12-01",
       "2024-02-29"},
      {"It was cold in winter 2023.", "en", "https://news.example.com.au/a", "2023-06-01",
       "2023-08-31"},
      {"It was cold in winter 2023.", "en-NZ", "", "2023-06-01", "2023-08-31"},
      {"It was hot in the summer of 2023.", "en-AU", "", "2023-12-01", "2024-02-29"},
      {"It rained in spring 2023.", "en-ZA", "", "2023-09-01", "2023-11-30"},
      {"It rained in autumn 2023.", "en-GB", "", "2023-09-01", "2023-11-30"},
  };
  for (const Row& row : rows) {
    INFO(row.text << " " << row.language << " " << row.url);
    const TimexReading reading(row.text, english(), "2024-06-05", model(), row.language, row.url);
    REQUIRE(reading.timexes.all.size() == 1);
    REQUIRE(reading.timexes.all[0].interval);
    CHECK(to_string(reading.timexes.all[0].interval->first_day()) == row.first);
    CHECK(to_string(reading.timexes.all[0].interval->last_day()) == row.last);
  }
}

TEST_CASE("on a page without a day no year is completed for what is planned", "[timex]") {
  const TimexReading planned("The car was driven in 1931.\nA meeting is planned for 18 March.",
                             english(), "", model());
  CHECK(planned.timexes.all[1].value == "XXXX-03-18");
  CHECK_FALSE(planned.timexes.all[1].interval);
  const TimexReading told("The car was driven in 1931.\nA race was held on 18 March.", english(),
                          "", model());
  CHECK(told.timexes.all[1].value == "1931-03-18");
}

TEST_CASE("an embedded post counts from the day below it", "[timex]") {
  const TimexReading reading(
      "We open our doors today. — The Museum (@museum) March 5, 2021\nThe museum opened today.",
      english(), "2024-06-05", model());
  REQUIRE(reading.timexes.all.size() == 3);
  CHECK(reading.timexes.all[0].value == "2021-03-05");
  CHECK(reading.timexes.all[2].value == "2024-06-05");
}

// Of a long page the timexes before the last two thousand wait packed.
TEST_CASE("a page of thousands of expressions is read to its end as at its beginning", "[timex]") {
  const std::string part =
      "The dam broke on 3 May 2001.\nIt was closed last Friday at 5 pm GMT.\n"
      "The valley was flooded in about 1987, in the early 1990s and from 3 to 5 May 2010.\n"
      "They meet every Monday for two weeks.\nIt opened in the third quarter of 2019.\n"
      "It stays open until the end of June.\nCaesar came in 44 BC.\nNobody knows it now.\n";
  std::string text;
  constexpr std::size_t parts = 400;
  for (std::size_t i = 0; i < parts; ++i) text += part;
  const TimexReading reading(text, english(), "2024-06-05", model());
  const TimexList& all = reading.timexes.all;
  const std::size_t each = all.size() / parts;
  REQUIRE(each >= 10);
  REQUIRE(all.size() == each * parts);
  std::size_t others = 0;
  for (std::size_t i = 2 * each; i < all.size(); ++i) {  // the first part has none before it
    const Timex before = all[i - each], timex = all[i];
    others += timex.value != before.value || timex.type != before.type || timex.mod != before.mod ||
              timex.interval != before.interval || timex.grain != before.grain ||
              timex.zone != before.zone || timex.counted_from != before.counted_from ||
              timex.approximate != before.approximate || timex.vague != before.vague ||
              timex.span.begin - before.span.begin != part.size() ||
              reading.words(timex) != reading.words(before);
  }
  CHECK(others == 0);
  CHECK(all[all.size() - each].value == "2001-05-03");
}
