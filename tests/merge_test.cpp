#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "base/data.h"
#include "catch.h"
#include "newsline/write.h"
#include "write/stream.h"

using namespace newsline;
using namespace std::chrono;

namespace {

std::string json_of(const Chronology& chronology) {
  std::string out;
  write_json(out, chronology);
  return out;
}

OutputEvent told_by(const std::string& page, Day day, const std::string& sentence,
                    const std::vector<std::string>& names) {
  OutputEvent event;
  event.date.edtf = to_string(day);
  event.date.start = event.date.end = day;
  event.headline = event.sentence = sentence;
  event.salience = static_cast<double>(sentence.size() % 10) / 10;
  event.confidence = 0.5;
  for (const std::string& name : names)
    event.entities.push_back({name, name, EntityType::person, Role::agent});
  Source source;
  source.document.text = page;
  source.start = static_cast<std::uint32_t>(sentence.size());
  source.end = source.start + 10;
  source.sentence = source.headline = sentence;
  source.date = event.date;
  source.entities = names;
  source.roles.assign(names.size(), Role::agent);
  source.salience = event.salience;
  source.confidence = event.confidence;
  event.sources.push_back(source);
  event.id = "e" + std::to_string(std::hash<std::string>{}(event.date.edtf + sentence) % 1000000);
  return event;
}

/// A page about some of the same few happenings and people as all the others.
Chronology a_page(int number, std::mt19937& random) {
  // Some are the same in other words, some differ in a number or a name alone.
  const std::string town = std::vector<std::string>{"Porto", "Lisbon", "Faro"}[random() % 3];
  const std::string sentences[] = {
      "The bridge of " + town + " reopened after a year of repairs.",
      "After a year of repairs the " + town + " bridge reopened on Monday.",
      "The mayor resigned after a long dispute.",
      "Police said " + std::to_string(random() % 5) + " ferries collided near " + town + "."};
  const char* names[] = {"ana", "bob", "eve"};
  Chronology page;
  Document document;
  document.id.text = "page" + std::to_string(number);
  document.title = "Title " + std::to_string(number);
  page.documents.push_back(document);
  for (int i = 0; i < 5; ++i) {
    const Day day = Day{2024y / 3 / 1} + days{random() % 3};
    const std::size_t first = random() % 3;
    page.events.push_back(told_by(document.id.text, day, sentences[random() % 4],
                                  {names[first], names[(first + 1) % 3]}));
    if (random() % 3 == 0) {
      page.events.back().sources[0].anaphors = {names[first]};
      page.events.back().entities[0].anaphor = true;
    }
  }
  if (number % 3 == 0)
    page.events.push_back(told_by(document.id.text, Day{2024y / 4 / 1},
                                  "Zoe waited at the station for a while.", {"zoe"}));
  // The same under ids of their own, and letters that stand for one thing or, where a certain page
  // is among them, for two.
  const OutputEntity known[] = {
      {"htb", "HTB", {}, EntityType::organization, {}, 1},
      {"harrow-transit-bureau", "Harrow Transit Bureau", {}, EntityType::organization, {"HTB"}, 1},
      {"the-harrow-transit-bureau",
       "Harrow Transit Bureau",
       {},
       EntityType::other,
       {"the Bureau"},
       1},
      {"hill-town-bank", "Hill Town Bank", {}, EntityType::organization, {"HTB"}, 1}};
  const OutputEntity& entity = known[random() % (number == 4 ? 4 : 3)];
  page.events.push_back(told_by(document.id.text, Day{2024y / 5 / 1},
                                "An inquiry into the accident was opened.", {entity.id}));
  page.entities.push_back(entity);
  // named by few events
  page.entities.push_back(
      {"zoe", "Zoe " + std::to_string(number), {}, static_cast<EntityType>(number % 7), {}, 2});
  for (const char* name : names)
    page.entities.push_back({name,
                             name,
                             {},
                             EntityType::person,
                             {std::string(name) + " alias " + std::to_string(random() % 3)},
                             1});
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
    const Chronology left = merge({pages[0], pages[1], pages[2]}),
                     right = merge({pages[3], pages[4], pages[5]});
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

TEST_CASE("pages know one thing by several names", "[chronology]") {
  struct Row {
    const char* what;
    std::vector<OutputEntity> known;
    std::vector<std::string> left;
  };
  const auto person = EntityType::person, organization = EntityType::organization,
             place = EntityType::place;
  const Row rows[] = {
      {"letters that one page explains",
       {{"htb", "HTB", {}, organization},
        {"harrow-transit-bureau", "Harrow Transit Bureau", {}, organization, {"HTB"}}},
       {"harrow-transit-bureau"}},
      {"letters that pages explain in two ways",
       {{"htb", "HTB", {}, organization},
        {"harrow-transit-bureau", "Harrow Transit Bureau", {}, organization, {"HTB"}},
        {"hill-town-bank", "Hill Town Bank", {}, organization, {"HTB"}}},
       {"harrow-transit-bureau", "hill-town-bank", "htb"}},
      {"an initial",
       {{"peter-okonkwo", "Peter Okonkwo", {}, person},
        {"peter-j-okonkwo", "Peter J. Okonkwo", {}, person, {"Okonkwo"}}},
       {"peter-j-okonkwo"}},
      {"a linked one gives the id",
       {{"okonkwo", "Peter Jonah Okonkwo", {}, person, {"Peter Okonkwo"}},
        {"wikidata:Q5", "Peter Okonkwo", "Q5", person}},
       {"wikidata:Q5"}},
      {"a family name is many people's",
       {{"okonkwo", "Okonkwo", {}, person},
        {"peter-okonkwo", "Peter Okonkwo", {}, person, {"Okonkwo"}}},
       {"okonkwo", "peter-okonkwo"}},
      {"a town and its paper",
       {{"new-harrow", "New Harrow", {}, place},
        {"new-harrow-post", "New Harrow Post", {}, organization, {"New Harrow"}}},
       {"new-harrow", "new-harrow-post"}},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    std::vector<Chronology> pages;
    for (const OutputEntity& entity : row.known) {
      const std::string page = "page of " + entity.id;
      Chronology& told = pages.emplace_back();
      told.documents.resize(1);
      told.documents.front().id.text = page;
      told.events.push_back(
          told_by(page, Day{2024y / 3 / 5}, "The " + page + " was opened.", {entity.id}));
      told.entities.push_back(entity);
    }
    const Chronology all = merge(pages);
    std::vector<std::string> listed, named;
    for (const OutputEntity& entity : all.entities) listed.push_back(entity.id);
    std::ranges::sort(listed);
    CHECK(listed == row.left);
    for (const OutputEvent& event : all.events)
      for (const OutputParticipant& participant : event.entities)
        CHECK(std::ranges::find(listed, participant.id) != listed.end());
    Chronology filtered = all;
    apply({.entity = row.known.front().name}, filtered);
    std::size_t sources = 0;
    for (const OutputEvent& event : filtered.events) sources += event.sources.size();
    CHECK(sources >= (row.left.size() == 1 ? row.known.size() : 1));
  }
}

TEST_CASE("a name that one page writes in capitals is shown as the others write it",
          "[chronology]") {
  std::vector<Chronology> pages;
  for (const char* name : {"TRIPOLI", "Tripoli", "TRIPOLI"}) {
    const std::string page = "page" + std::to_string(pages.size());
    Chronology& told = pages.emplace_back();
    told.documents.resize(1);
    told.documents.front().id.text = page;
    told.events.push_back(
        told_by(page, Day{2024y / 3 / 5}, "The " + page + " was opened.", {"tripoli"}));
    told.entities.push_back({"tripoli", name, {}, EntityType::place});
  }
  const Chronology all = merge(pages);
  REQUIRE(all.entities.size() == 1);
  CHECK(all.entities.front().name == "Tripoli");
}

TEST_CASE("the same sentence at the same date is one event of several sources", "[chronology]") {
  Chronology a, b;
  a.documents.resize(1);
  a.documents[0].id.text = "a";
  b.documents.resize(1);
  b.documents[0].id.text = "b";
  const Day day{2024y / 3 / 5};
  a.events = {told_by("a", day, "The bridge reopened.", {"ana"})};
  b.events = {told_by("b", day, "The bridge reopened.", {"bob"}),
              told_by("b", day + days{1}, "The bridge reopened.", {})};
  const Chronology merged = merge({b, a});
  REQUIRE(merged.events.size() == 2);
  CHECK(merged.events[0].sources.size() == 2);
  CHECK(merged.events[0].sources[0].document.text == "a");
  CHECK(merged.events[0].entities.size() == 2);
  CHECK(merged.events[1].sources.size() == 1);
  CHECK(merged.documents.size() == 2);
}

namespace {

struct Told {
  std::string page;
  Day first, last;
  std::string sentence;
  const char* trigger;
  std::vector<std::string> names;
};

Chronology page_of(const Told& told) {
  Chronology page;
  Document document;
  document.id.text = told.page;
  page.documents.push_back(document);
  OutputEvent event = told_by(told.page, told.first, told.sentence, told.names);
  event.date.end = told.last;
  event.trigger = told.trigger;
  event.sources.front().date = event.date;
  event.sources.front().trigger = told.trigger;
  page.events.push_back(event);
  return page;
}

Chronology merged(const std::vector<Told>& all) {
  std::vector<Chronology> pages;
  for (const Told& told : all) pages.push_back(page_of(told));
  return merge(std::move(pages));
}

}  // namespace

TEST_CASE("an entity is told by a pronoun alone only where no page names it", "[chronology]") {
  const Day day{2024y / 3 / 4};
  const auto page = [&](const std::string& id, bool anaphor) {
    Chronology c;
    c.documents.push_back({});
    c.documents[0].id.text = id;
    c.events.push_back(told_by(id, day, "The mayor resigned after a long dispute.", {"ana"}));
    if (anaphor) c.events[0].sources[0].anaphors = {"ana"}, c.events[0].entities[0].anaphor = true;
    return c;
  };
  struct Row {
    bool first, second, merged;
  };
  const Row rows[] = {
      {true, true, true}, {true, false, false}, {false, true, false}, {false, false, false}};
  for (const Row& row : rows) {
    INFO(row.first << " " << row.second);
    const std::optional<Chronology> read =
        read_chronology(json_of(merge({page("p", row.first), page("q", row.second)})));
    REQUIRE(read);
    REQUIRE(read->events.size() == 1);
    REQUIRE(read->events[0].entities.size() == 1);
    CHECK(read->events[0].entities[0].anaphor == row.merged);
  }
}

TEST_CASE("a happening that several pages tell in like words is one event", "[chronology]") {
  const Day day{2024y / 3 / 5}, first{2024y / 3 / 1}, last{2024y / 3 / 31};
  struct Row {
    const char* what;
    std::vector<Told> told;
    std::size_t events, disputed;
  };
  const Row rows[] = {
      {"like words, one day",
       {{"a",
         day,
         day,
         "The Harbor Bridge reopened after a year of repairs, Mayor Ana Silva said.",
         "reopened",
         {"ana-silva"}},
        {"b",
         day,
         day,
         "After a year of repairs the Harbor Bridge was reopened by Mayor Ana Silva.",
         "reopened",
         {"ana-silva"}}},
       1,
       0},
      {"other happenings of one day",
       {{"a",
         day,
         day,
         "The Harbor Bridge reopened after a year of repairs.",
         "reopened",
         {"harbor-bridge"}},
        {"b", day, day, "Two ferries collided in the fog near Porto.", "collided", {"porto"}}},
       2,
       0},
      {"numbers that contradict each other",
       {{"a",
         day,
         day,
         "The earthquake near Lisbon killed 12 people in the night.",
         "killed",
         {"lisbon"}},
        {"b",
         day,
         day,
         "The earthquake near Lisbon killed 31 people in the night.",
         "killed",
         {"lisbon"}}},
       2,
       0},
      {"a month and a day in it",
       {{"a",
         first,
         last,
         "The Harbor Bridge reopened after a year of repairs.",
         "reopened",
         {"harbor-bridge"}},
        {"b",
         day,
         day,
         "The Harbor Bridge reopened after a long year of repairs.",
         "reopened",
         {"harbor-bridge"}}},
       1,
       0},
      {"a day that two pages differ on",
       {{"a",
         day,
         day,
         "The Harbor Bridge reopened after a year of repairs.",
         "reopened",
         {"harbor-bridge"}},
        {"b",
         day + days{1},
         day + days{1},
         "The Harbor Bridge reopened after a year of repairs.",
         "reopened",
         {"harbor-bridge"}},
        {"c",
         day,
         day,
         "The Harbor Bridge was reopened after a year of repairs.",
         "reopened",
         {"harbor-bridge"}}},
       1,
       1},
      {"the same words a month later",
       {{"a",
         day,
         day,
         "The Harbor Bridge reopened after a year of repairs.",
         "reopened",
         {"harbor-bridge"}},
        {"b",
         day + days{30},
         day + days{30},
         "The Harbor Bridge reopened after a year of repairs.",
         "reopened",
         {"harbor-bridge"}}},
       2,
       0},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const Chronology all = merged(row.told);
    REQUIRE(all.events.size() == row.events);
    CHECK(all.events.front().disputed.size() == row.disputed);
    if (row.events == 1) CHECK(all.events.front().sources.size() == row.told.size());
    // The finer date wins, and of contradicting ones the one that more pages tell.
    if (row.events == 1)
      CHECK((all.events.front().date.start == day && all.events.front().date.end == day));
  }
}

TEST_CASE("the copies of an agency's report have one voice together", "[chronology]") {
  const Day day{2024y / 3 / 5}, later = day + days{1};
  const char* bridge = "The Harbor Bridge reopened after a year of repairs to its cables.";
  const char* report[] = {"Two ferries collided in the fog off Porto.",
                          "The council approved the budget for the summer.",
                          "A storm closed the airport of Faro."};
  std::vector<Told> told;
  for (const char* page : {"a", "b", "c"}) {  // one report in three papers
    for (const char* sentence : report) told.push_back({page, day, day, sentence, "", {}});
    told.push_back({page, day, day, bridge, "reopened", {}});
  }
  // each subeditor has a word to change
  told[3].sentence = "The Harbor Bridge reopened, after a year of repairs to its old cables.";
  told[7].sentence = "The Harbor Bridge has reopened after a year of repairs to its cables.";
  told.push_back({"x", later, later, bridge, "reopened", {}});
  told.push_back({"y",
                  later,
                  later,
                  "After a year of repairs to its cables the Harbor Bridge reopened.",
                  "reopened",
                  {}});
  const Chronology all = merged(told);
  const auto event = std::ranges::find_if(
      all.events, [](const OutputEvent& e) { return e.trigger == "reopened"; });
  REQUIRE(event != all.events.end());
  CHECK(event->sources.size() == 5);
  CHECK(event->date.start == later);  // two voices against one
  REQUIRE(event->disputed.size() == 1);
  CHECK(event->disputed.front().documents.size() == 3);
}

TEST_CASE("what tells two happenings apart, and what does not", "[chronology]") {
  const Day day{2024y / 3 / 5};
  struct Row {
    const char* what;
    std::vector<Told> told;
    std::size_t events;
  };
  const Row rows[] = {
      {"the date's own words are no likeness",
       {{"a", day, day, "On Tuesday, March 5, 2024, the mayor resigned.", "resigned", {}},
        {"b", day, day, "On Tuesday, March 5, 2024, the bakery burned.", "burned", {}}},
       2},
      {"a name, a number and the day, told in other words",
       {{"a",
         day,
         day,
         "The government of Portugal launched an appeal for 550 million euros after the floods.",
         "launched",
         {"portugal"}},
        {"b",
         day,
         day,
         "Officials said Portugal will start with an appeal for 550 million euros to repair roads.",
         "launched",
         {"portugal"}}},
       1},
      {"the same said of different ones",
       {{"a",
         day,
         day,
         "Ireland confirmed its first case of the disease in a traveler.",
         "confirmed",
         {"ireland"}},
        {"b",
         day,
         day,
         "Norway confirmed its first case of the disease in a traveler from Spain.",
         "confirmed",
         {"norway"}}},
       2},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    std::vector<Told> dated = row.told;
    std::vector<Chronology> pages;
    for (const Told& told : dated) {
      pages.push_back(page_of(told));
      pages.back().events.front().sources.front().date.expression = "Tuesday, March 5, 2024";
    }
    CHECK(merge(pages).events.size() == row.events);
  }
}

TEST_CASE("the line comes from a sentence that tells nothing else that happened", "[chronology]") {
  const Day fire{2024y / 3 / 5}, opened{2024y / 9 / 7};
  const std::string both = "The Denby glass factory, gutted by a fire on 5 March, opened again.",
                    plain = "A fire gutted the Denby glass factory on 5 March.";
  struct Row {
    const char* what;
    Certainty of_opening;
    std::string line;
  };
  const Row rows[] = {{"two things happened", Certainty::asserted, plain},
                      {"one happened, one is planned", Certainty::planned, both}};
  for (const Row& row : rows) {
    INFO(row.what);
    std::vector<Chronology> pages;
    pages.push_back(page_of({"a", fire, fire, both.c_str(), "gutted", {"denby"}}));
    pages.push_back(page_of({"a", opened, opened, both.c_str(), "opened", {"denby"}}));
    pages.back().events.front().sources.front().certainty = row.of_opening;
    pages.push_back(page_of({"b", fire, fire, plain.c_str(), "gutted", {"denby"}}));
    for (Chronology& page : pages) {
      Source& source = page.events.front().sources.front();
      source.salience = source.sentence == both ? 0.9 : 0.2;
      source.start = 0;
      source.end = 60;
    }
    const Chronology all = merge(std::move(pages));
    REQUIRE(all.events.size() == 2);
    CHECK(all.events.front().sources.size() == 2);
    CHECK(all.events.front().headline == row.line);
  }
}

TEST_CASE("what was only expected is not the line of what happened", "[chronology]") {
  const Day day{2024y / 3 / 5};
  std::vector<Chronology> pages;
  pages.push_back(page_of({"a",
                           day,
                           day,
                           "Captain Ana Silva's ferry Orla is expected to dock in Denby.",
                           "dock",
                           {"orla", "ana-silva", "denby"}}));
  pages.back().events.front().sources.front().certainty = Certainty::projected;
  pages.back().events.front().sources.front().salience = 0.9;
  pages.push_back(page_of({"b",
                           day,
                           day,
                           "Captain Ana Silva's ferry Orla docked in Denby.",
                           "docked",
                           {"orla", "ana-silva", "denby"}}));
  pages.back().events.front().sources.front().salience = 0.2;
  const Chronology all = merge(std::move(pages));
  REQUIRE(all.events.size() == 1);
  CHECK(all.events.front().certainty == Certainty::asserted);
  CHECK(all.events.front().headline == "Captain Ana Silva's ferry Orla docked in Denby.");
}

TEST_CASE("what a page says in passing is no line of a merge", "[chronology]") {
  const Day day{2024y / 3 / 5};
  struct Row {
    const char* sentence;
    Derivation derivation;
    double salience;
    std::size_t events;
  };
  const Row rows[] = {
      {"The council of Denby voted to close the bridge.", Derivation::relative, 0.1, 1},
      {"Both sides of the valley are tired of it.", Derivation::document, 0.3, 0},
      {"The council of Denby closes the bridge.", Derivation::document, 0.6, 1},
      {"\"Nobody asked us on Tuesday,\" said a baker.", Derivation::relative, 0.2, 0},
      {"\"We close it on Tuesday,\" said the mayor.", Derivation::relative, 0.7, 1},
      {"\u201eNobody asked us on Tuesday\u201c, said a baker.", Derivation::relative, 0.2, 0},
      {"No salience is known of this one.", Derivation::document, 0, 1},
  };
  for (const Row& row : rows) {
    INFO(row.sentence << ' ' << row.salience);
    std::vector<Chronology> pages;
    pages.push_back(page_of({"a", day, day, row.sentence, "", {}}));
    Source& source = pages.back().events.front().sources.front();
    source.salience = row.salience;
    source.date.derivation = row.derivation;
    CHECK(merge(std::move(pages)).events.size() == row.events);
  }
}

TEST_CASE("a sentence that goes on telling of the day is joined to what stands above it",
          "[chronology]") {
  const Day day{2024y / 3 / 5}, other{2024y / 3 / 6};
  struct Row {
    const char* what;
    Day of_main;
    double salience;
    std::size_t events;
  };
  const Row rows[] = {{"it goes on", day, 0.2, 1},
                      {"it matters by itself", day, 0.6, 2},
                      {"what stands above is of another day", other, 0.2, 2}};
  for (const Row& row : rows) {
    INFO(row.what);
    std::vector<Chronology> pages;
    pages.push_back(page_of({"a",
                             row.of_main,
                             row.of_main,
                             "The council of Denby voted to close the bridge on Tuesday.",
                             "voted",
                             {"denby"}}));
    pages.push_back(page_of({"a", day, day, "Shops along the river shut early.", "shut", {}}));
    for (const std::uint32_t place : {0U, 1U}) {
      Source& source = pages[place].events.front().sources.front();
      source.start = place * 100;
      source.end = source.start + 60;
      source.salience = place == 0 ? 0.7 : row.salience;
      source.date.derivation = place == 0 ? Derivation::relative : Derivation::inherited;
    }
    const Chronology all = merge(std::move(pages));
    REQUIRE(all.events.size() == row.events);
    if (row.events == 1) {
      CHECK(all.events.front().sources.size() == 2);
      CHECK(all.events.front().headline.starts_with("The council"));
    }
  }
}

TEST_CASE("what is planned and what happened stay two events", "[chronology]") {
  const Day day{2024y / 3 / 5};
  Chronology a = page_of({"a", day, day, "The Harbor Bridge reopens on March 5.", "reopens", {}}),
             b = page_of({"b", day, day, "The Harbor Bridge reopens on March 5.", "reopens", {}});
  b.events.front().certainty = b.events.front().sources.front().certainty = Certainty::planned;
  CHECK(merge({a, b}).events.size() == 2);
}

TEST_CASE("one happening in the words of two pages, and happenings that only look alike",
          "[chronology]") {
  const Day day{2024y / 3 / 5}, later = day + days{7}, year_before{2023y / 3 / 5},
                                monday = day - days{1}, sunday = day + days{5};
  struct Row {
    const char* what;
    std::vector<Told> told;
    std::size_t events;
  };
  const Row rows[] = {
      {"a noun in one page, a verb in the other",
       {{"a",
         day,
         day,
         "A blaze gutted the Marlow bridge, killing 11 people.",
         "gutted",
         {"marlow"}},
        {"b",
         day,
         day,
         "Eleven people died when fire swept the Marlow bridge.",
         "died",
         {"marlow"}}},
       1},
      {"a clause and a noun phrase",
       {{"a",
         day,
         day,
         "The council of the Arden League voted to suspend Norland.",
         "voted",
         {"arden-league", "norland"}},
        {"b",
         day,
         day,
         "The Arden League decided on the suspension of Norland.",
         "decided",
         {"arden-league", "norland"}}},
       1},
      {"a day and its week",
       {{"a", day, day, "The Harrow Dam burst, flooding the valley.", "burst", {"harrow-dam"}},
        {"b",
         monday,
         sunday,
         "The Harrow Dam burst, flooding the whole valley.",
         "burst",
         {"harrow-dam"}}},
       1},
      {"a month beside a day of which much is told",
       {{"a",
         day,
         day,
         "The regulator said it is suing to block the Velden takeover of rival maker Corrin.",
         "suing",
         {"velden", "corrin"}},
        {"b",
         day,
         day,
         "The regulator sued to block the $9 billion takeover of Corrin by Velden, which fears for "
         "the market.",
         "sued",
         {"velden", "corrin"}},
        {"c",
         Day{2024y / 3 / 1},
         Day{2024y / 3 / 31},
         "The regulator sued to block the takeover.",
         "sued",
         {}}},
       1},
      {"a month in which something else happened than on its day",
       {{"a", day, day, "The regulator sued to block the takeover of Corrin.", "sued", {"corrin"}},
        {"b",
         Day{2024y / 3 / 1},
         Day{2024y / 3 / 31},
         "The regulator was told of a takeover.",
         "told",
         {}}},
       2},
      {"a threat and its strike a week later",
       {{"a",
         day,
         day,
         "Norland threatened to strike the port of Veria.",
         "threatened",
         {"norland", "veria"}},
        {"b", later, later, "Norland struck the port of Veria.", "struck", {"norland", "veria"}}},
       2},
      {"every year again",
       {{"a",
         year_before,
         year_before,
         "Norland held its harbour festival in Arden.",
         "held",
         {"norland", "arden"}},
        {"b",
         day,
         day,
         "Norland held its harbour festival in Arden.",
         "held",
         {"norland", "arden"}}},
       2},
      {"two strikes on one day",
       {{"a",
         day,
         day,
         "A missile struck a market in Arden, killing 12 people.",
         "struck",
         {"arden"}},
        {"b",
         day,
         day,
         "A missile struck a school in Brigholm, killing three people.",
         "struck",
         {"brigholm"}}},
       2},
      {"two people in one sentence's words",
       {{"a",
         day,
         day,
         "Police arrested Jonas Keller in Arden.",
         "arrested",
         {"jonas-keller", "arden"}},
        {"b",
         day,
         day,
         "Police arrested Viktor Graf in Arden.",
         "arrested",
         {"viktor-graf", "arden"}}},
       2},
      {"told, and told not to have been",
       {{"a",
         day,
         day,
         "The Harbor Bridge reopened after a year of repairs.",
         "reopened",
         {"harbor-bridge"}},
        {"not",
         day,
         day,
         "The Harbor Bridge was not reopened after a year of repairs.",
         "reopened",
         {"harbor-bridge"}}},
       2},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    std::vector<Chronology> pages;
    for (const Told& told : row.told) {
      pages.push_back(page_of(told));
      pages.back().documents.front().language = "en";
      pages.back().documents.front().date = later + days{1};
      if (told.page == std::string_view("not")) {
        pages.back().events.front().sources.front().certainty = Certainty::negated;
      }
    }
    CHECK(merge(pages).events.size() == row.events);
  }
}

TEST_CASE("what came of a plan on another day is linked to it", "[chronology]") {
  const Day planned{2024y / 3 / 31}, done{2024y / 3 / 28}, published{2024y / 3 / 11},
      later{2024y / 3 / 29};
  struct Row {
    const char* what;
    const char* plan;
    const char* happening;
    Day told_on;
    bool linked;
  };
  const Row rows[] = {
      {"done earlier than planned", "Peter Okonkwo will step down as director of Northern Water.",
       "Peter Okonkwo stepped down as director of Northern Water.", published, true},
      {"another thing by the same man",
       "Peter Okonkwo will step down as director of Northern Water.",
       "Peter Okonkwo opened a museum in Arden.", published, false},
      {"planned after it happened", "Peter Okonkwo will step down as director of Northern Water.",
       "Peter Okonkwo stepped down as director of Northern Water.", later, false},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    Chronology plan =
        page_of({"a", planned, planned, row.plan, "step", {"peter-okonkwo", "northern-water"}});
    Chronology happening = page_of(
        {"b",
         done,
         done,
         row.happening,
         std::string_view(row.happening).find("stepped") != std::string_view::npos ? "stepped"
                                                                                   : "opened",
         {"peter-okonkwo", "northern-water"}});
    plan.events.front().certainty = plan.events.front().sources.front().certainty =
        Certainty::planned;
    plan.documents.front().date = row.told_on;
    happening.documents.front().date = later;
    for (Chronology* page : {&plan, &happening}) {
      page->documents.front().language = "en";
    }
    const Chronology all = merge({plan, happening});
    REQUIRE(all.events.size() == 2);
    CHECK(all.events[1].fulfils.empty());
    CHECK(all.events[0].fulfils.size() == (row.linked ? 1U : 0U));
    if (row.linked) CHECK(all.events[0].fulfils.front().id == all.events[1].id);
  }
}

TEST_CASE("the events that a few words ask for, the best first", "[chronology]") {
  const Day day{2024y / 3 / 5};
  std::vector<Told> told = {
      {"a",
       day,
       day,
       "The navy awarded a contract for three tankers to Veria Yards.",
       "awarded",
       {"veria-yards"}},
      {"b", day + days{1}, day + days{1}, "A tanker left the harbour of Arden.", "left", {"arden"}},
      {"c",
       day + days{2},
       day + days{2},
       "The museum of Halden opened a new hall.",
       "opened",
       {"halden"}}};
  struct Row {
    const char* words;
    std::vector<std::string> first;
  };
  const Row rows[] = {
      {"tanker contract", {"awarded", "left"}}, {"museum Halden", {"opened"}}, {"budget", {}}};
  for (const Row& row : rows) {
    INFO(row.words);
    Chronology all = merged(told);
    apply({.about = row.words}, all);
    REQUIRE(all.events.size() == row.first.size());
    for (std::size_t i = 0; i < row.first.size(); ++i) {
      CHECK(all.events[i].trigger == row.first[i]);
      REQUIRE(all.events[i].relevance);
      CHECK(!all.events[i].relevance->matched.empty());
    }
  }
}

TEST_CASE("tellings merge in time that grows with their number", "[chronology]") {
  const auto seconds = [](std::size_t size) {
    Chronology page;
    for (std::size_t i = 0; i < size; ++i) {
      // All on one day, of one pattern: the worst for comparing.
      page.events.push_back(told_by(
          "page" + std::to_string(i), Day{2024y / 3 / 5},
          "Police in town " + std::to_string(i) + " said that the ferry collided with a bridge.",
          {"police"}));
    }
    const auto began = steady_clock::now();
    CHECK(merge({std::move(page)}).events.size() == size);
    return duration<double>(steady_clock::now() - began).count();
  };
  const double one = seconds(2000), four = seconds(8000);
  CHECK(four < 12 * one + 0.5);
}

TEST_CASE("the days that matter are those of which many pages tell", "[chronology]") {
  const Day day{2024y / 3 / 5};
  std::vector<Told> told = {
      {"a", day, day, "The Harbor Bridge reopened after a year of repairs.", "reopened", {}},
      {"b",
       day,
       day,
       "Crowds crossed the Harbor Bridge when it reopened to walkers in the morning.",
       "crossed",
       {}},
      {"c", day, day, "A cat was found in a tree by somebody walking home at night.", "found", {}},
      {"d",
       day + days{9},
       day + days{9},
       "A storm closed the harbor for most of the day.",
       "closed",
       {}},
      {"e",
       day,
       day + days{20},
       "All of the harbor was busy for three weeks in the spring.",
       "was",
       {}}};
  Chronology all = merged(told);
  apply({.days = 1, .per_day = 1}, all);
  REQUIRE(all.events.size() == 1);
  CHECK(all.events.front().sentence.find("Harbor Bridge") != std::string::npos);
  all = merged(told);
  apply({.days = 2}, all);
  // the crowds crossed when it reopened: one happening; the three weeks are no day
  CHECK(all.events.size() == 3);
  apply({.per_day = 1}, all);
  CHECK(all.events.size() == 2);
}

TEST_CASE("the line of a day is what several pages report, not what one says in frequent words",
          "[chronology]") {
  const Day day{2024y / 3 / 5};
  std::vector<Told> told = {
      {"a", day, day, "A fire gutted the glass factory of Denby on Tuesday.", "gutted", {}},
      {"b", day, day, "The glass factory of Denby was gutted by a fire on Tuesday.", "gutted", {}},
      {"c", day, day, "Fire gutted the big glass factory of Denby on Tuesday.", "gutted", {}},
      {"d", day, day, "The fire gutted all of the glass factory of Denby.", "gutted", {}}};
  const auto add = [&](int from, int to, Day when, const std::string& before,
                       const std::string& after, const char* trigger) {
    for (int number = from; number < to; ++number) {
      const std::string digits = std::to_string(number);
      told.push_back({"page" + digits, when, when, before + digits + after, trigger, {}});
    }
  };
  add(10, 18, day, "Guide ", " led guests through the old harbor hall on Tuesday.", "led");
  add(20, 60, day + days{40}, "Tram ", " stopped on the quay at noon.", "stopped");
  Chronology all = merged(told);
  apply({.from_to = Interval{day, day + days{9}}, .per_day = 1}, all);
  REQUIRE(all.events.size() == 1);
  CHECK(all.events.front().sentence.find("gutted") != std::string::npos);
}

TEST_CASE("of days with as many pages, one agreed on or still told of later matters more",
          "[chronology]") {
  const Day first{2024y / 3 / 5}, second = first + days{1};
  const std::string fire = "A fire gutted the glass factory of Denby in the night.",
                    fire_again = "The glass factory of Denby was gutted by a fire.",
                    fair = "Visitors crowded the opening of the summer fair.",
                    bakers = "Bakers sold out of plum cake.",
                    parade = "Rain spoiled the parade behind the town hall.";
  struct Row {
    const char* what;
    std::string of_first[2], of_second[2];
    int later;  // days after the second on which its pages were published
    Day kept;
  };
  const Row rows[] = {
      {"nothing speaks for either: the earlier", {fair, bakers}, {fire, parade}, 0, first},
      {"told of three weeks later", {fair, bakers}, {fire, parade}, 21, second},
      {"two pages agree on what happened", {fair, bakers}, {fire, fire_again}, 0, second}};
  for (const Row& row : rows) {
    INFO(row.what);
    std::vector<Chronology> pages;
    const auto add = [&](Day day, const std::string& sentence, Day published) {
      const std::string page = std::to_string(pages.size());
      pages.push_back(page_of({page.c_str(), day, day, sentence.c_str(), "", {}}));
      pages.back().documents.front().date = published;
      pages.back().events.front().sources.front().salience = 0.5;
    };
    for (const std::string& sentence : row.of_first) add(first, sentence, first);
    for (const std::string& sentence : row.of_second)
      add(second, sentence, second + days{row.later});
    Chronology all = merge(std::move(pages));
    apply({.days = 1}, all);
    REQUIRE_FALSE(all.events.empty());
    CHECK(all.events.front().date.start == row.kept);
  }
}

TEST_CASE("nothing merged is nothing", "[chronology]") {
  CHECK(merge({}).events.empty());
  CHECK(merge({Chronology{}}).documents.empty());
}

TEST_CASE("filters keep what passes, in order of time, and the entities that are still named",
          "[chronology]") {
  const Day day{2024y / 3 / 5};
  Chronology page;
  page.events = {told_by("a", day, "One happening.", {"ana"}),
                 told_by("a", day + days{1}, "A second and longer one.", {"bob"}),
                 told_by("a", day + days{40}, "The third of them, later.", {"eve"})};
  page.events[0].salience = 0.1, page.events[1].salience = 0.3, page.events[2].salience = 0.2;
  page.events[1].certainty = Certainty::planned;
  page.events[2].confidence = 0.9;
  page.entities = {{"ana", "Ana Silva", {}, EntityType::person, {"Silva"}, 1},
                   {"bob", "Bob", {}, EntityType::person, {}, 1},
                   {"eve", "Eve", "Q5", EntityType::person, {}, 1}};
  struct Row {
    const char* what;
    Filter filter;
    std::vector<std::string> left;
  };
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
    for (const OutputEvent& event : kept.events) named.push_back(event.entities.front().id);
    for (const OutputEntity& entity : kept.entities) listed.push_back(entity.id);
    CHECK(named == row.left);
    CHECK(listed == row.left);
  }
}

TEST_CASE("of two documents under one id the same one is kept, whichever comes first", "[merge]") {
  const auto page = [](auto change) {
    Chronology made;
    Document document;
    document.id.text = "p1";
    document.warnings = {{"date.unknown", "b"}};
    change(document);
    made.documents = {document};
    return made;
  };
  const Chronology plain = page([](Document&) {});
  for (const Chronology& other : {page([](Document& d) { d.warnings[0].message = "a"; }),
                                  page([](Document& d) { d.authors = {"Ana"}; }),
                                  page([](Document& d) { d.language = "de"; }),
                                  page([](Document& d) { d.modified = "2024-03-05"; })}) {
    const Document first = merge({plain, other}).documents.front(),
                   second = merge({other, plain}).documents.front();
    CHECK(first.warnings == second.warnings);
    CHECK(first.authors == second.authors);
    CHECK(first.language == second.language);
    CHECK(first.modified == second.modified);
  }
}

TEST_CASE("pages in several languages are told in the language of the most", "[merge]") {
  const Day day{2024y / 3 / 4}, published{2024y / 3 / 6};
  const auto page = [&](const char* id, const char* language, const char* sentence) {
    Chronology made = page_of({id, day, day, sentence, "visita", {"ana-silva", "lisbon"}});
    made.documents.front().language = language;
    made.documents.front().date = published;
    return made;
  };
  const char* const spanish = "Ana Silva visita Lisboa en marzo.";
  const char* const portuguese = "Ana Silva visita Lisboa em março.";
  struct Row {
    const char* what;
    std::vector<Chronology> pages;
    const char* told;
  };
  const Row rows[] = {
      {"most are Spanish",
       {page("a", "pt", portuguese), page("b", "es", spanish), page("c", "es-MX", spanish)},
       spanish},
      {"most are Portuguese",
       {page("a", "es", spanish), page("b", "pt-BR", portuguese), page("c", "pt", portuguese)},
       portuguese},
      {"as many: the first page's",
       {page("a", "es", spanish), page("b", "pt", portuguese)},
       spanish},
      {"as many: the first page's",
       {page("a", "pt", portuguese), page("b", "es", spanish)},
       portuguese},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const Chronology merged = merge(row.pages);
    REQUIRE(merged.events.size() == 1);
    CHECK(merged.events.front().sentence == row.told);
    CHECK(merged.events.front().sources.size() == row.pages.size());
  }
}

TEST_CASE("the language of most pages counts what is written of a region with the rest",
          "[merge]") {
  using Codes = std::vector<std::string_view>;
  struct Case {
    Codes codes;
    std::string_view expected;
  };
  const Case cases[] = {
      {{}, ""},
      {{"", "de", ""}, "de"},
      {{"fr", "en"}, "fr"},
      {{"fr", "en", "en"}, "en"},
      {{"fr", "fr", "en-GB", "en-US", "en"}, "en-GB"},
  };
  for (const Case& c : cases) CHECK(newsline::main_language(c.codes) == c.expected);
}
