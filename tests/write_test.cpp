#include <string>
#include <vector>

#include "base/utf8.h"
#include "catch.h"
#include "newsline/error.h"
#include "newsline/write.h"
#include "write/html_squeeze.h"
#include "write/presentation.h"
#include "write/stream.h"

using namespace newsline;
using namespace std::chrono;

namespace {

OutputDate on_days(Day first, Day last, Grain grain, std::string edtf) {
  OutputDate date;
  date.edtf = std::move(edtf);
  date.start = first;
  date.end = last;
  date.grain = grain;
  return date;
}

OutputEvent an_event(const OutputDate& date, std::string sentence) {
  OutputEvent event;
  event.id = "e1";
  event.date = date;
  event.headline = event.sentence = std::move(sentence);
  Source source;
  source.document.text = "page.html";
  source.end = 5;
  source.sentence = event.sentence;
  source.date = date;
  event.sources.push_back(source);
  return event;
}

Chronology of(std::vector<OutputEvent> events, std::string title = "A title") {
  Chronology chronology;
  Document document;
  document.id.text = "page.html";
  document.title = std::move(title);
  chronology.documents.push_back(document);
  chronology.events = std::move(events);
  return chronology;
}

std::string json_of(const Chronology& chronology, JsonStyle style = {}) {
  std::string out;
  write_json(out, chronology, style);
  return out;
}

std::string title_in_json(std::string title, JsonStyle style) {
  const std::string json = json_of(of({}, std::move(title)), style);
  const std::size_t begin = json.find("\"title\":") + 8;
  return json.substr(begin, json.find(",\"date\"") - begin);
}

std::string markdown_of(const Chronology& chronology) {
  std::string out;
  write_markdown(out, chronology);
  return out;
}

}  // namespace

TEST_CASE("JSON escapes what breaks lines, terminals and readers, and nothing else", "[write]") {
  struct Row {
    const char* title;
    const char* plain;
    const char* ascii;
  };
  const Row rows[] = {
      {"plain", "\"plain\"", "\"plain\""},
      {"a \"b\" \\ c/d", R"("a \"b\" \\ c/d")", R"("a \"b\" \\ c/d")"},
      {"a\nb\tc\rd\x01\x1b\x7f", R"("a\nb\tc\rd\u0001\u001b\u007f")",
       R"("a\nb\tc\rd\u0001\u001b\u007f")"},
      {"caf\xc3\xa9", "\"caf\xc3\xa9\"", R"("caf\u00e9")"},
      {"\xf0\x9f\x98\x80", "\"\xf0\x9f\x98\x80\"", R"("\ud83d\ude00")"},
      {"\xc2\x9b\xc2\x85", R"("\u009b\u0085")", R"("\u009b\u0085")"},  // C1
      {"\xe2\x80\xa8\xe2\x80\xa9", R"("\u2028\u2029")",
       R"("\u2028\u2029")"},  // line and paragraph separator
      {"\xe2\x80\xae\xe2\x81\xa6", R"("\u202e\u2066")",
       R"("\u202e\u2066")"},  // direction of writing
      {"\xff\xe2\x82", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"",
       R"("\ufffd\ufffd\ufffd")"},  // broken bytes
  };
  for (const Row& row : rows) {
    INFO(row.plain);
    CHECK(title_in_json(row.title, {.indented = false, .ascii = false}) == row.plain);
    CHECK(title_in_json(row.title, {.indented = false, .ascii = true}) == row.ascii);
  }
}

TEST_CASE("one line of JSON has one line feed, at its end", "[write]") {
  const Day day{2024y / 3 / 5};
  const std::string line =
      json_of(of({an_event(on_days(day, day, Grain::day, "2024-03-05"), "One\ntwo.")}),
              {.indented = false, .ascii = false});
  CHECK(line.find('\n') == line.size() - 1);
  CHECK(line.starts_with("{\"schema_version\":\"1."));
}

TEST_CASE("the caller's id stands first, as it was given", "[write]") {
  Chronology chronology = of({});
  chronology.id = DocumentId{"1.50", true};
  CHECK(json_of(chronology, {.indented = false, .ascii = false})
            .starts_with("{\"id\":1.50,\"schema_version\""));
  chronology.id = DocumentId{"1.50", false};
  CHECK(json_of(chronology, {.indented = false, .ascii = false})
            .starts_with("{\"id\":\"1.50\",\"schema_version\""));
  std::string failure;
  write_failure(failure, std::nullopt, {"record.json", "why \"not\""});
  CHECK(failure ==
        "{\"id\":null,\"error\":{\"code\":\"record.json\",\"message\":\"why \\\"not\\\"\"}}\n");
}

TEST_CASE("what newsline wrote reads back to the same bytes", "[write]") {
  const Day day{2024y / 3 / 5};
  OutputEvent event =
      an_event(on_days(day, day, Grain::minute, "2024-03-05"), "The bridge reopened at 14:30 GMT.");
  event.date.time = "14:30 GMT";
  event.date.expression = "March 5, 2024, at 14:30 GMT";
  event.date.relation = Relation::before;
  event.date.approximate = event.date.uncertain = true;
  event.certainty = Certainty::projected;
  event.trigger = "reopened";
  event.entities.push_back({"ana-silva", "Ana Silva", EntityType::person, Role::agent});
  event.sources.front().entities.push_back("ana-silva");
  event.sources.front().roles.push_back(Role::agent);
  event.salience = 0.25;
  event.confidence = 0.9;
  event.disputed.push_back(
      {on_days(day + days{1}, day + days{1}, Grain::day, "2024-03-06"), {DocumentId{"7", true}}});
  Chronology chronology = of({event});
  chronology.id = DocumentId{"x", false};
  chronology.documents.front().warnings.push_back({"date.unknown", "why"});
  chronology.documents.front().authors = {"A. Writer"};
  chronology.documents.front().date = day;
  chronology.documents.front().date_source = DateSource::json_ld;
  chronology.entities.push_back({"ana-silva", "Ana Silva", "Q1", EntityType::person, {"Silva"}, 3});
  for (const bool indented : {true, false}) {
    const std::string json = json_of(chronology, {.indented = indented, .ascii = false});
    const std::optional<Chronology> again = read_chronology(json);
    REQUIRE(again);
    CHECK(json_of(*again, {.indented = indented, .ascii = false}) == json);
  }
}

TEST_CASE("JSON of another kind is no chronology, and broken JSON is an error", "[write]") {
  for (const char* json : {"{}", "[]", "null", "1", R"({"events":[],"documents":[]})",
                           R"({"generator":{"name":"other"},"events":[],"documents":[]})"})
    CHECK_FALSE(read_chronology(json));
  CHECK_FALSE(read_chronology(std::string(100000, '[')));
  CHECK_THROWS_AS(read_chronology("{\"events\":"), Error);
  CHECK_THROWS_AS(
      read_chronology(
          R"({"schema_version":"1.0","generator":{"name":"newsline"},"documents":[],"events":[{"id":"e"}],"entities":[]})"),
      Error);
}

TEST_CASE("Markdown tells dates as people write them", "[write]") {
  struct Row {
    Day first, last;
    Grain grain;
    const char* text;
  };
  const Row rows[] = {
      {Day{2026y / 4 / 28}, Day{2026y / 4 / 28}, Grain::day, "28 April 2026"},
      {Day{2026y / 4 / 28}, Day{2026y / 4 / 28}, Grain::part_of_day, "28 April 2026"},
      {Day{2024y / 5 / 6}, Day{2024y / 5 / 12}, Grain::week, "week of 6 May 2024"},
      {Day{2024y / 5 / 11}, Day{2024y / 5 / 12}, Grain::weekend, "weekend of 11–12 May 2024"},
      {Day{2024y / 2 / 1}, Day{2024y / 2 / 29}, Grain::month, "February 2024"},
      {Day{2023y / 3 / 1}, Day{2023y / 5 / 31}, Grain::season, "spring 2023"},
      {Day{2023y / 12 / 1}, Day{2024y / 2 / 29}, Grain::season, "winter 2023"},
      {Day{2025y / 4 / 1}, Day{2025y / 6 / 30}, Grain::quarter, "Q2 2025"},
      {Day{2025y / 1 / 1}, Day{2025y / 6 / 30}, Grain::half, "first half of 2025"},
      {Day{2025y / 7 / 1}, Day{2025y / 12 / 31}, Grain::half, "second half of 2025"},
      {Day{2023y / 1 / 1}, Day{2023y / 4 / 30}, Grain::part_of_year, "early 2023"},
      {Day{2023y / 5 / 1}, Day{2023y / 8 / 31}, Grain::part_of_year, "mid-2023"},
      {Day{2023y / 9 / 1}, Day{2023y / 12 / 31}, Grain::part_of_year, "late 2023"},
      {Day{2024y / 10 / 21}, Day{2024y / 10 / 31}, Grain::part_of_month, "late October 2024"},
      {Day{2022y / 9 / 1}, Day{2023y / 4 / 30}, Grain::range, "late 2022 – early 2023"},
      {Day{2015y / 1 / 1}, Day{2015y / 12 / 31}, Grain::year, "2015"},
      {Day{2023y / 1 / 1}, Day{2025y / 12 / 31}, Grain::range, "2023–2025"},
      {Day{2023y / 2 / 1}, Day{2023y / 3 / 31}, Grain::range, "February – March 2023"},
      {Day{2022y / 11 / 1}, Day{2023y / 3 / 31}, Grain::range, "November 2022 – March 2023"},
      {Day{2023y / 4 / 28}, Day{2023y / 5 / 3}, Grain::range, "28 April – 3 May 2023"},
      {Day{2023y / 12 / 28}, Day{2024y / 1 / 3}, Grain::range, "28 December 2023 – 3 January 2024"},
      {Day{1990y / 1 / 1}, Day{1999y / 12 / 31}, Grain::decade, "the 1990s"},
      {Day{-43y / 3 / 15}, Day{-43y / 3 / 15}, Grain::day, "15 March 44 BC"},
      {Day{-299y / 1 / 1}, Day{-200y / 12 / 31}, Grain::century, "3rd century BC"},
      {Day{-99y / 1 / 1}, Day{0y / 12 / 31}, Grain::century, "1st century BC"},
      {Day{-48y / 1 / 1}, Day{-39y / 12 / 31}, Grain::decade, "49–40 BC"},
      {Day{-263y / 1 / 1}, Day{-240y / 12 / 31}, Grain::range, "264–241 BC"},
      {Day{-26y / 1 / 1}, Day{14y / 12 / 31}, Grain::range, "27 BC–14"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(markdown_of(of({an_event(on_days(row.first, row.last, row.grain, ""), "It happened.")}))
              .find(std::string("- **") + row.text + "** – It happened.") != std::string::npos);
  }
}

TEST_CASE("what a page counts or calls vaguely is not told to the day", "[write]") {
  struct Row {
    Day first, last;
    const char* expression;
    Derivation derivation;
    const char* text;
  };
  constexpr auto relative = Derivation::relative, completed = Derivation::completed;
  const Row rows[] = {
      {Day{2025y / 3 / 29}, Day{2035y / 3 / 29}, "the next 10 years", relative, "2025–2035"},
      {Day{2019y / 2 / 27}, Day{2021y / 2 / 27}, "the last two years", relative, "2019–2021"},
      {Day{2024y / 2 / 15}, Day{2024y / 5 / 15}, "the past three months", relative,
       "February – May 2024"},
      {Day{2023y / 11 / 15}, Day{2024y / 2 / 15}, "the past three months", relative,
       "November 2023 – February 2024"},
      {Day{2024y / 2 / 15}, Day{2024y / 5 / 15}, "from 15 February to 15 May", completed,
       "15 February – 15 May 2024"},
      {Day{2024y / 5 / 3}, Day{2024y / 5 / 13}, "the last ten days", relative, "3–13 May 2024"},
      {Day{2010y / 8 / 1}, Day{2010y / 8 / 10}, "early August", completed, "early August 2010"},
      {Day{2010y / 8 / 11}, Day{2010y / 8 / 20}, "mid-August 2010", completed, "mid-August 2010"},
      {Day{2010y / 8 / 21}, Day{2010y / 8 / 31}, "late August", completed, "late August 2010"},
      {Day{2010y / 8 / 1}, Day{2010y / 8 / 10}, "August 1-10", completed, "1–10 August 2010"},
      {Day{2010y / 8 / 1}, Day{2010y / 8 / 10}, "", completed, "1–10 August 2010"},
  };
  for (const Row& row : rows) {
    INFO(row.expression << ": " << row.text);
    OutputDate date = on_days(row.first, row.last, Grain::range, "");
    date.expression = row.expression;
    date.derivation = row.derivation;
    CHECK(markdown_of(of({an_event(date, "It happened.")}))
              .find(std::string("- **") + row.text + "** – It happened.") != std::string::npos);
  }
}

TEST_CASE("the next decade, counted from a day, stays in the page's own words", "[write]") {
  OutputDate date = on_days(Day{2024y / 5 / 3}, Day{2034y / 5 / 3}, Grain::range, "");
  date.derivation = Derivation::relative;
  date.expression = "the next decade";
  const OutputEvent event = an_event(date, "The quay is rebuilt within the next decade, she said.");
  CHECK(markdown_of(of({event})).find("- **within the next decade** – ") != std::string::npos);
}

TEST_CASE("a heading over decades and centuries names no single year", "[write]") {
  const auto event = [](Day first, Day last, Grain grain) {
    return an_event(on_days(first, last, grain, ""), "It happened.");
  };
  const auto decade = event(Day{1950y / 1 / 1}, Day{1959y / 12 / 31}, Grain::decade);
  const auto century = event(Day{1300y / 1 / 1}, Day{1399y / 12 / 31}, Grain::century);
  const auto year = event(Day{1950y / 1 / 1}, Day{1950y / 12 / 31}, Grain::year);
  CHECK(markdown_of(of({century, decade, decade})).find("\n## 14th century\n\n- **14th") !=
        std::string::npos);
  CHECK(markdown_of(of({century, decade, decade})).find("\n## the 1950s\n\n- **the") !=
        std::string::npos);
  CHECK(markdown_of(of({decade, year})).find("\n## 1950\n\n- **the 1950s") != std::string::npos);
}

TEST_CASE("Markdown groups by year and marks what is not sure", "[write]") {
  OutputDate date = on_days(Day{2024y / 3 / 5}, Day{2024y / 3 / 5}, Grain::day, "2024-03-05~");
  date.approximate = date.uncertain = true;
  date.relation = Relation::by;
  OutputEvent event = an_event(date, "The bridge closes.");
  event.certainty = Certainty::planned;
  event.entities.push_back({"a", "Ana Silva", EntityType::person, Role::agent});
  const std::string text = markdown_of(
      of({an_event(on_days(Day{2023y / 1 / 1}, Day{2023y / 12 / 31}, Grain::year, "2023"),
                   "It opened."),
          event}));
  CHECK(text ==
        "# A title\n\npage.html, day of publication unknown\n\n## 2023\n\n- **2023** – It "
        "opened.\n\n## 2024\n\n"
        "- **by about 5 March 2024 (?)** – The bridge closes. *(planned)* – *Ana Silva*\n");
}

TEST_CASE("words of a page are never mark-up, and stay on one line", "[write]") {
  const Day day{2024y / 3 / 5};
  struct Row {
    const char* words;
    const char* escaped;
  };
  const Row rows[] = {
      {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
      {"[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"},
      {"a | b * c _ d ` e ~ f \\ g", "a \\| b \\* c \\_ d \\` e \\~ f \\\\ g"},
      {"one\n# two\r\n\r\nthree", "one \\# two three"},
      {"- item", "\\- item"},
      {"Stop! ![x](y)", "Stop! !\\[x\\](y)"},
      {"! note", "\\! note"},
      {"AT&T &amp; co", "AT&T &amp;amp; co"},
      {"it costs $5 or $10", "it costs $5 or $10"},
      {"$x$ and $\\math$", "\\$x\\$ and \\$\\\\math\\$"},
      {"a\x1b[31mb\xc2\x9b"
       "c\xe2\x80\xae"
       "d\x08",
       "a\\[31mbcd"},
  };
  for (const Row& row : rows) {
    INFO(row.words);
    CHECK(markdown_of(of({an_event(on_days(day, day, Grain::day, ""), row.words)}))
              .find(std::string("** – ") + row.escaped + '\n') != std::string::npos);
    CHECK(markdown_of(of({}, row.words)).starts_with(std::string("# ") + row.escaped + '\n'));
  }
}

TEST_CASE("Markdown writes dates and marks as the page's language does", "[write]") {
  struct Row {
    Day first, last;
    Grain grain;
    Relation relation;
    const char* english;
    const char* german;
  };
  const Row rows[] = {
      {Day{2026y / 4 / 28}, Day{2026y / 4 / 28}, Grain::day, Relation::on, "28 April 2026",
       "28. April 2026"},
      {Day{2024y / 3 / 1}, Day{2024y / 3 / 31}, Grain::month, Relation::since, "since March 2024",
       "seit März 2024"},
      {Day{2022y / 9 / 1}, Day{2023y / 4 / 30}, Grain::range, Relation::on,
       "late 2022 – early 2023", "Ende 2022 – Anfang 2023"},
      {Day{2024y / 5 / 6}, Day{2024y / 5 / 12}, Grain::week, Relation::on, "week of 6 May 2024",
       "Woche vom 6. Mai 2024"},
      {Day{2024y / 5 / 3}, Day{2024y / 5 / 5}, Grain::range, Relation::on, "3–5 May 2024",
       "3.–5. Mai 2024"},
      {Day{2024y / 4 / 28}, Day{2024y / 5 / 2}, Grain::range, Relation::on, "28 April – 2 May 2024",
       "28. April – 2. Mai 2024"},
      {Day{2026y / 7 / 1}, Day{2026y / 9 / 30}, Grain::quarter, Relation::on, "Q3 2026",
       "3. Quartal 2026"},
      {Day{2025y / 9 / 1}, Day{2025y / 11 / 30}, Grain::season, Relation::on, "autumn 2025",
       "Herbst 2025"},
      {Day{2024y / 12 / 1}, Day{2025y / 2 / 28}, Grain::season, Relation::until,
       "until winter 2024", "bis Winter 2024"},
      {Day{1990y / 1 / 1}, Day{1999y / 12 / 31}, Grain::decade, Relation::on, "the 1990s",
       "1990er-Jahre"},
      {Day{1990y / 1 / 1}, Day{1999y / 12 / 31}, Grain::decade, Relation::since, "since the 1990s",
       "seit den 1990er-Jahren"},
      {Day{1990y / 1 / 1}, Day{1999y / 12 / 31}, Grain::decade, Relation::until, "until the 1990s",
       "bis zu den 1990er-Jahren"},
      {Day{1800y / 1 / 1}, Day{1899y / 12 / 31}, Grain::century, Relation::on, "19th century",
       "19. Jahrhundert"},
      {Day{2000y / 1 / 1}, Day{2099y / 12 / 31}, Grain::century, Relation::since,
       "since the 21st century", "seit dem 21. Jahrhundert"},
      {Day{1100y / 1 / 1}, Day{1199y / 12 / 31}, Grain::century, Relation::before,
       "before the 12th century", "vor dem 12. Jahrhundert"},
      {Day{2026y / 4 / 28}, Day{2026y / 4 / 28}, Grain::day, Relation::before,
       "before 28 April 2026", "vor dem 28. April 2026"},
      {Day{2026y / 4 / 28}, Day{2026y / 4 / 28}, Grain::day, Relation::by, "by 28 April 2026",
       "bis spätestens zum 28. April 2026"},
      {Day{2026y / 7 / 1}, Day{2026y / 9 / 30}, Grain::quarter, Relation::since, "since Q3 2026",
       "seit dem 3. Quartal 2026"},
      {Day{2025y / 1 / 1}, Day{2025y / 6 / 30}, Grain::half, Relation::since,
       "since the first half of 2025", "seit der ersten Hälfte 2025"},
      {Day{2024y / 5 / 6}, Day{2024y / 5 / 12}, Grain::week, Relation::after,
       "after the week of 6 May 2024", "nach der Woche vom 6. Mai 2024"},
      {Day{2027y / 9 / 1}, Day{2027y / 12 / 31}, Grain::part_of_year, Relation::by, "by late 2027",
       "bis spätestens Ende 2027"},
      {Day{2025y / 1 / 1}, Day{2025y / 6 / 30}, Grain::half, Relation::on, "first half of 2025",
       "erste Hälfte 2025"},
      {Day{std::chrono::year{-43} / 3 / 15}, Day{std::chrono::year{-43} / 3 / 15}, Grain::day,
       Relation::on, "15 March 44 BC", "15. März 44 v. Chr."},
      {Day{std::chrono::year{-299} / 1 / 1}, Day{std::chrono::year{-200} / 12 / 31}, Grain::century,
       Relation::since, "since the 3rd century BC", "seit dem 3. Jahrhundert v. Chr."},
  };
  for (const Row& row : rows) {
    INFO(row.english);
    OutputEvent event = an_event(on_days(row.first, row.last, row.grain, ""), "It happens.");
    event.date.relation = row.relation;
    const bool planned = row.relation != Relation::since;
    event.certainty = planned ? Certainty::planned : Certainty::asserted;
    Chronology page = of({event});
    CHECK(markdown_of(page).find(std::string("- **") + row.english + "** – It happens." +
                                 (planned ? " *(planned)*" : "\n")) != std::string::npos);
    page.documents[0].language = "de-AT";
    CHECK(markdown_of(page).find(std::string("- **") + row.german + "** – It happens." +
                                 (planned ? " *(geplant)*" : "\n")) != std::string::npos);
    page.documents[0].language = "xx";
    CHECK(markdown_of(page).find(std::string("- **") + row.english) != std::string::npos);
  }
}

TEST_CASE("what is planned from a day on begins from it, what began on it goes on since",
          "[write]") {
  OutputEvent event =
      an_event(on_days(Day{2026y / 7 / 2}, Day{2026y / 7 / 2}, Grain::day, ""), "It happens.");
  event.date.relation = Relation::since;
  struct Row {
    Certainty certainty;
    const char *english, *german, *french;
  };
  const Row rows[] = {
      {Certainty::asserted, "since 2 July 2026", "seit dem 2. Juli 2026",
       "depuis le 2 juillet 2026"},
      {Certainty::planned, "from 2 July 2026", "ab dem 2. Juli 2026", "dès le 2 juillet 2026"},
      {Certainty::projected, "from 2 July 2026", "ab dem 2. Juli 2026", "dès le 2 juillet 2026"},
  };
  for (const Row& row : rows) {
    event.certainty = row.certainty;
    Chronology page = of({event});
    CHECK(markdown_of(page).find(std::string("- **") + row.english + "**") != std::string::npos);
    page.documents[0].language = "de";
    CHECK(markdown_of(page).find(std::string("- **") + row.german + "**") != std::string::npos);
    page.documents[0].language = "fr";
    CHECK(markdown_of(page).find(std::string("- **") + row.french + "**") != std::string::npos);
  }
}

TEST_CASE("a month's first day is called as its language calls it", "[write]") {
  struct Row {
    const char* language;
    Day first, last;
    const char* date;
  };
  const Row rows[] = {
      {"en", Day{2024y / 5 / 1}, Day{2024y / 5 / 1}, "1 May 2024"},
      {"de", Day{2024y / 5 / 1}, Day{2024y / 5 / 1}, "1. Mai 2024"},
      {"fr", Day{2024y / 5 / 1}, Day{2024y / 5 / 1}, "1er mai 2024"},
      {"fr", Day{2024y / 5 / 1}, Day{2024y / 5 / 3}, "1er–3 mai 2024"},
      {"fr", Day{2024y / 4 / 29}, Day{2024y / 5 / 1}, "29 avril – 1er mai 2024"},
      {"fr", Day{2024y / 5 / 11}, Day{2024y / 5 / 11}, "11 mai 2024"},
      {"it", Day{2024y / 5 / 1}, Day{2024y / 5 / 1}, "1º maggio 2024"},
      {"pt", Day{2024y / 5 / 1}, Day{2024y / 5 / 1}, "1º de maio de 2024"},
  };
  for (const Row& row : rows) {
    Chronology page = of({an_event(
        on_days(row.first, row.last, row.first == row.last ? Grain::day : Grain::range, ""),
        "It happens.")});
    page.documents[0].language = row.language;
    INFO(row.language << ' ' << row.date);
    CHECK(markdown_of(page).find(std::string("- **") + row.date + "**") != std::string::npos);
  }
}

TEST_CASE("Markdown gives the sentences of an event's sources to who asks for them", "[write]") {
  OutputEvent event =
      an_event(on_days(Day{2026y / 4 / 28}, Day{2026y / 4 / 28}, Grain::day, ""), "It happened.");
  event.sources = {Source{}, Source{}};
  event.sources[0].sentence = "It happened, as *all* know.";
  event.sources[1].sentence = "It did happen.";
  std::string out;
  write_markdown(out, of({event}), Data(), {.sources = true});
  CHECK(out.find("It happened.\n  - It happened, as \\*all\\* know.\n  - It did happen.\n") !=
        std::string::npos);
}

TEST_CASE("what acts on a terminal is a space in the formats for people", "[write]") {
  for (char32_t c = 1; c < 0xE0100; ++c) {
    if (!acts_on_terminal(c)) continue;
    std::string words = "Mayor";
    append_code_point(words, c);
    INFO(static_cast<std::uint32_t>(c));
    CHECK(write::plain(words + "closes") == "Mayor closes");
    CHECK(write::plain(words) == "Mayor");
  }
}

TEST_CASE("what only readers of a style or a script need does not go into the page", "[write]") {
  using namespace newsline::write;
  static constexpr auto style = squeezed(R"css(
/* Why it is so. */
@media screen and (max-width: 43rem) {
  main :focus, a { margin: 0 calc(1rem + 2px); content: " { x }; " }
}
)css",
                                         css_punctuation);
  CHECK(style.text() ==
        R"(@media screen and (max-width:43rem){main :focus,a{margin:0 calc(1rem + 2px);)"
        R"(content:" { x }; "}})");
  static constexpr auto script = squeezed(R"js(
// Why it is so.
const all = (a, b) => {
  for (const one of a) b += one || ' = ' + `( ${one} )`;
  return !b;
};
)js",
                                          js_punctuation);
  CHECK(script.text() ==
        "const all=(a,b)=>{for(const one of a)b+=one||' = '+`( ${one} )`;return !b;};");
}
