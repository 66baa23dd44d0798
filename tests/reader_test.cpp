#include "newsline/reader.h"

#include <thread>

#include "catch.h"

using namespace newsline;

namespace {

constexpr const char* page =
    "<html lang=en><head><title>Ferry</title></head><body><article><h1>Ferry</h1>"
    "<p>Acme sold the ferry on Monday.</p></article></body></html>";

std::vector<std::string> dates(const Chronology& chronology) {
  std::vector<std::string> result;
  for (const auto& event : chronology.events) result.push_back(event.date.edtf);
  return result;
}

}  // namespace

TEST_CASE("a reader gives the chronology of a page's bytes", "[reader]") {
  const Reader reader;
  const Day tuesday{std::chrono::sys_days{std::chrono::year{2024} / 3 / 5}.time_since_epoch()};
  const Day wednesday = tuesday + std::chrono::days{1};
  struct Row {
    const char* about;
    PageFacts facts;
    std::vector<std::string> dates;
  };
  const Row rows[] = {
      {"without a day nothing relative is told", {}, {}},
      {"the day that its reader knows", {.date = tuesday}, {"2024-03-04"}},
      {"a day in the address", {.url = "https://example.org/2024/03/05/ferry"}, {"2024-03-04"}},
      {"a region's English is English", {.language = "en-GB", .date = wednesday}, {"2024-03-04"}},
      {"a language without rules", {.language = "xx", .date = tuesday}, {}},
  };
  for (const Row& row : rows) {
    INFO(row.about);
    CHECK(dates(reader.read(page, row.facts)) == row.dates);
  }
}

TEST_CASE("a site's language yields to the words where little could be told in it", "[reader]") {
  const Reader reader;
  struct Row {
    const char *declared, *words, *language;
  };
  const char* const english =
      "<p>On 3 March 2021 Ada Marsh opened the bridge.</p><p>\u0130STANBUL, 4 Mart.</p>";
  const char* const turkish =
      "<p>Belediye yeni k\u00f6pr\u00fcy\u00fc 3 Mart 2021 g\u00fcn\u00fc bir t\u00f6renle "
      "a\u00e7t\u0131 ve \u00e7ok say\u0131da insan geldi.</p>";
  const Row rows[] = {
      {"tr", english, "en"},  // its dates alone are read
      {"xx", english, "en"},
      {"tr", turkish, "tr"},
  };
  for (const Row& row : rows) {
    INFO(row.declared << ' ' << row.words);
    const std::string page = std::string("<html lang=") + row.declared +
                             "><body><article><h1>Bridge</h1>" + row.words +
                             "</article></body></html>";
    const Chronology read = reader.read(page, {});
    CHECK(read.documents.front().language == row.language);
    CHECK(dates(read) == std::vector<std::string>{"2021-03-03"});
  }
}

TEST_CASE("what is no page is refused with the command line's code", "[reader]") {
  const Reader reader;
  struct Row {
    std::string bytes;
    std::size_t max_bytes;
    const char* code;
  };
  const Row rows[] = {
      {"", 1000, "input.empty"},
      {"%PDF-1.7 and so on", 1000, "input.not_text"},
      {page, 10, "input.too_large"},
  };
  for (const Row& row : rows) {
    INFO(row.code);
    std::string code;
    try {
      reader.read(row.bytes, {.max_bytes = row.max_bytes});
    } catch (const Error& error) {
      code = error.code();
    }
    CHECK(code == row.code);
  }
}

TEST_CASE("one reader serves many threads", "[reader]") {
  const Reader reader;
  const Day day{std::chrono::sys_days{std::chrono::year{2024} / 3 / 5}.time_since_epoch()};
  const std::string alone = to_json(reader.read(page, {.date = day}));
  std::vector<std::string> together(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& json : together)
      threads.emplace_back([&] { json = to_json(reader.read(page, {.date = day})); });
  }
  for (const std::string& json : together) CHECK(json == alone);
  CHECK(std::ranges::find(reader.languages(), "en") != reader.languages().end());
}
