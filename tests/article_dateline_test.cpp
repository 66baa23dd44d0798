// The day that the dateline of a story tells, in the forms of many agencies and languages.
#include <string>
#include <string_view>

#include "article/article.h"
#include "base/data.h"
#include "catch.h"
#include "page/page.h"
#include "rules/rows.h"

using namespace newsline;

namespace {

std::string day_of(std::string_view text) {
  const Article article = read_article(parse_page(text));
  return article.published ? to_string(article.published->day()) : "-";
}

}  // namespace

TEST_CASE("every small word of a dateline stands in the one beside it", "[article]") {
  const Data data;
  for (const Row& row : read_rows(data, "article/datelines.tsv", 3)) {
    INFO(row.fields[2]);
    CHECK(row.fields[2].find(row.fields[0]) != std::string_view::npos);
    CHECK(day_of(row.fields[2]) == "2022-01-25");
  }
}

TEST_CASE("the dateline of a story tells the day of a page that names none", "[article]") {
  struct Case {
    const char *text, *day;
  };
  const char* const story =
      " The museum by the river opened its doors again after three years of works.";
  const Case cases[] = {
      {"OSLO, Jan. 25, 2022 (Wire) —", "2022-01-25"},
      {"OSLO, January 25, 2022 /Wire Service/ --", "2022-01-25"},
      {"OSLO, Norway, Jan. 25, 2022 (WIRE SERVICE) --", "2022-01-25"},
      {"Jan. 25, 2022 —", "2022-01-25"},
      {"January 25, 2022 –", "2022-01-25"},
      {"25 January 2022 -", "2022-01-25"},
      {"Oslo, 25 January 2022:", "2022-01-25"},
      {"Oslo | 25 January 2022 |", "-"},
      {"Oslo (Wire) - 25 January 2022 -", "2022-01-25"},
      {"(Wire) - ROMA, 25 GEN 2022 -", "2022-01-25"},
      {"(Wire) ROMA, 25 gennaio 2022 -", "2022-01-25"},
      {"Madrid, 25 de enero de 2022.-", "2022-01-25"},
      {"Madrid, 25 ene. 2022 (Agencia).-", "2022-01-25"},
      {"Paris, le 25 janvier 2022 –", "2022-01-25"},
      {"PARIS, 25 janvier 2022 (Agence) -", "2022-01-25"},
      {"Berlin, 25. Januar 2022 –", "2022-01-25"},
      {"25. Januar 2022 –", "2022-01-25"},
      {"Berlin (Agentur), 25. Januar 2022 –", "2022-01-25"},
      {"Lisboa, 25 jan 2022 (Agência) –", "2022-01-25"},
      {"Amsterdam, 25 januari 2022 –", "2022-01-25"},
      {"Warszawa, 25 stycznia 2022 –", "2022-01-25"},
      {"2022-01-25 —", "2022-01-25"},
      {"Oslo, 2022-01-25 (Wire) —", "2022-01-25"},
      {"(25 January 2022)", "2022-01-25"},
      {"(25. Januar 2022)", "2022-01-25"},
      // no datelines
      {"The harbor opened on January 25, 2022 –", "-"},
      {"Oslo, who was born on January 25, 2022 –", "-"},
      {"January 25, 2022 was a cold day.", "-"},
      {"In Oslo on January 25, 2022,", "-"},
  };
  for (const Case& c : cases) {
    const std::string text = std::string(c.text) + story;
    INFO(text);
    CHECK(day_of(text) == c.day);
  }
}

TEST_CASE("the entries of a chronology are no datelines", "[article]") {
  CHECK(
      day_of(
          "January 25, 2022 – The museum by the river opened its doors again after three years.\n\n"
          "February 3, 2022 – The museum by the river closed its doors again after some days.\n") ==
      "-");
}
