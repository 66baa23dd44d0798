#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "catch.h"
#include "newsline/write.h"

using namespace newsline;
using namespace std::chrono;

namespace {

std::string json_of(const Chronology& chronology) {
  std::string out;
  write_json(out, chronology);
  return out;
}

ToldEvent told_by(const std::string& page, Day day, const std::string& sentence, const std::vector<std::string>& names) {
  ToldEvent event;
  event.date.edtf = to_string(day);
  event.date.start = event.date.end = day;
  event.headline = event.sentence = sentence;
  event.salience = static_cast<double>(sentence.size() % 10) / 10;
  event.confidence = 0.5;
  for (const std::string& name : names) event.entities.push_back({name, name, EntityType::person, Role::agent});
  Source source;
  source.document.text = page;
  source.start = static_cast<std::uint32_t>(sentence.size());
  source.end = source.start + 10;
  source.sentence = source.headline = sentence;
  source.date = event.date;
  source.entities = names;
  source.confidence = event.confidence;
  event.sources.push_back(source);
  event.id = "e" + std::to_string(std::hash<std::string>{}(event.date.edtf + sentence) % 1000000);
  return event;
}

/// A page about some of the same few happenings and people as all the others.
Chronology a_page(int number, std::mt19937& random) {
  const char* sentences[] = {"The bridge reopened.", "The mayor resigned after a long dispute.", "A storm closed the harbor.", "Two ferries collided."};
  const char* names[] = {"ana", "bob", "eve"};
  Chronology page;
  Document document;
  document.id.text = "page" + std::to_string(number);
  document.title = "Title " + std::to_string(number);
  page.documents.push_back(document);
  for (int i = 0; i < 5; ++i) {
    const Day day = Day{2024y / 3 / 1} + days{random() % 3};
    const std::size_t first = random() % 3;
    page.events.push_back(told_by(document.id.text, day, sentences[random() % 4], {names[first], names[(first + 1) % 3]}));
  }
  for (const char* name : names) page.entities.push_back({name, name, {}, EntityType::person, {std::string(name) + " alias " + std::to_string(random() % 3)}, 1});
  return page;
}

}  // namespace

TEST_CASE("merging is associative, commutative and idempotent, byte for byte", "[chronology]") {
  std::mt19937 random(7);
  for (int round = 0; round < 40; ++round) {
    std::vector<Chronology> pages;
    for (int i = 0; i < 6; ++i) pages.push_back(a_page(i, random));
    const Chronology all = merge(pages);
    const std::string bytes = json_of(all);
    std::vector<Chronology> shuffled = pages;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    CHECK(json_of(merge(shuffled)) == bytes);
    const Chronology left = merge({pages[0], pages[1], pages[2]}), right = merge({pages[3], pages[4], pages[5]});
    CHECK(json_of(merge({left, right})) == bytes);
    CHECK(json_of(merge({right, left})) == bytes);
    CHECK(json_of(merge({pages[0], merge({pages[1], merge({pages[2], right})})})) == bytes);
    CHECK(json_of(merge({all})) == bytes);
    CHECK(json_of(merge({all, all, pages[3]})) == bytes);
    const std::optional<Chronology> read = read_chronology(bytes);
    REQUIRE(read);
    CHECK(json_of(merge({*read})) == bytes);
  }
}

TEST_CASE("the same sentence at the same date is one event of several sources", "[chronology]") {
  Chronology a, b;
  a.documents.resize(1);
  a.documents[0].id.text = "a";
  b.documents.resize(1);
  b.documents[0].id.text = "b";
  const Day day{2024y / 3 / 5};
  a.events = {told_by("a", day, "The bridge reopened.", {"ana"})};
  b.events = {told_by("b", day, "The bridge reopened.", {"bob"}), told_by("b", day + days{1}, "The bridge reopened.", {})};
  const Chronology merged = merge({b, a});
  REQUIRE(merged.events.size() == 2);
  CHECK(merged.events[0].sources.size() == 2);
  CHECK(merged.events[0].sources[0].document.text == "a");
  CHECK(merged.events[0].entities.size() == 2);
  CHECK(merged.events[1].sources.size() == 1);
  CHECK(merged.documents.size() == 2);
}

TEST_CASE("nothing merged is nothing", "[chronology]") {
  CHECK(merge({}).events.empty());
  CHECK(merge({Chronology{}}).documents.empty());
}

TEST_CASE("filters keep what passes, in order of time, and the entities that are still named", "[chronology]") {
  const Day day{2024y / 3 / 5};
  Chronology page;
  page.events = {told_by("a", day, "One happening.", {"ana"}), told_by("a", day + days{1}, "A second and longer one.", {"bob"}),
                 told_by("a", day + days{40}, "The third of them, later.", {"eve"})};
  page.events[0].salience = 0.1, page.events[1].salience = 0.3, page.events[2].salience = 0.2;
  page.events[1].certainty = Certainty::planned;
  page.events[2].confidence = 0.9;
  page.entities = {{"ana", "Ana Silva", {}, EntityType::person, {"Silva"}, 1}, {"bob", "Bob", {}, EntityType::person, {}, 1}, {"eve", "Eve", "Q5", EntityType::person, {}, 1}};
  struct Row { const char* what; Filter filter; std::vector<std::string> left; };
  const Row rows[] = {
      {"nothing asked", {}, {"ana", "bob", "eve"}},
      {"overlap", {.from_to = day_interval(day + days{1})}, {"bob"}},
      {"name", {.entity = "ana silva"}, {"ana"}},
      {"alias", {.entity = "SILVA"}, {"ana"}},
      {"id", {.entity = "bob"}, {"bob"}},
      {"wikidata", {.entity = "Q5"}, {"eve"}},
      {"gazetteer's id", {.entity = "another name", .entity_id = "eve"}, {"eve"}},
      {"nobody", {.entity = "nobody"}, {}},
      {"certainty", {.certainty = {Certainty::planned}}, {"bob"}},
      {"confidence", {.min_confidence = 0.8}, {"eve"}},
      {"top", {.top = 2}, {"bob", "eve"}},
      {"top of none", {.top = 0}, {}},
      {"both", {.certainty = {Certainty::asserted}, .top = 1}, {"eve"}},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    Chronology kept = page;
    apply(row.filter, kept);
    std::vector<std::string> named, listed;
    for (const ToldEvent& event : kept.events) named.push_back(event.entities.front().id);
    for (const ToldEntity& entity : kept.entities) listed.push_back(entity.id);
    CHECK(named == row.left);
    CHECK(listed == row.left);
  }
}
