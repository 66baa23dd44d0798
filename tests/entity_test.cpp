#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "catch.h"
#include "entity/entity.h"
#include "entity/impl.h"
#include "newsline/error.h"
#include "token/token.h"

using namespace newsline;
using namespace newsline::entity;

namespace {

Article article_of(const std::string& text) {
  Article article;
  article.text = text;
  article.language = "en";
  for (std::uint32_t at = 0; at < text.size();) {
    const auto stop = static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()));
    Paragraph paragraph;
    paragraph.span = {at, stop};
    if (stop > at) article.paragraphs.push_back(paragraph);
    at = stop + 1;
  }
  return article;
}

struct World {
  Data data;
  SentenceRules sentence_rules{data, "en"};
  TagModel tags{data, "en"};
  EntityRules entity_rules{data, "en"};
};

const World& world() {
  static const World rules;
  return rules;
}

struct Read {
  Article article;
  Tokens words;
  Entities found;
};

Read read(const std::string& text, const EntityRules& rules = world().entity_rules,
          const TagModel& tags = world().tags) {
  Read result;
  result.article = article_of(text);
  const std::vector<Sentence> parts = sentences(result.article, world().sentence_rules);
  result.words = tokens(result.article, parts);
  for (std::size_t s = 0; s < parts.size(); ++s) tag(result.words, result.article, s, tags);
  result.found = entities(result.article, parts, result.words, rules);
  return result;
}

/// "Amazon/organization, Paris/place": the mentions in order of the text, by the name of their
/// entity.
std::string told(const std::string& text) {
  static const char* const types[] = {"person", "organization", "place", "product",
                                      "event",  "work",         "other"};
  const Read result = read(text);
  std::string names;
  for (const Mention& mention : result.found.mentions) {
    const Entity& entity = result.found.all[mention.entity];
    if (mention.pronoun) continue;
    if (!names.empty()) names += ", ";
    names += std::string(mention.span.of(result.article.text)) + "/" +
             types[static_cast<std::size_t>(entity.type)];
    if (entity.name != mention.span.of(result.article.text)) names += "=" + entity.name;
  }
  return names;
}

struct Row {
  const char* text;
  const char* names;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(told(row.text) == row.names);
  }
}

}  // namespace

TEST_CASE(
    "a pronoun or \"the company\" stands for the only name of its kind in the sentence before",
    "[entity]") {
  // What stands for what, where it is sure.
  const auto stands = [](const std::string& text) {
    const Article article = article_of(text);
    const std::vector<Sentence> parts = sentences(article, world().sentence_rules);
    Tokens words = tokens(article, parts);
    for (std::size_t s = 0; s < parts.size(); ++s) tag(words, article, s, world().tags);
    const Entities found = entities(article, parts, words, world().entity_rules);
    std::string told;
    for (const Mention& mention : found.mentions)
      if (mention.pronoun)
        told.append(told.empty() ? "" : ", ")
            .append(mention.span.of(article.text))
            .append("=")
            .append(found.all[mention.entity].name);
    return told;
  };
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"Mayor Orla Quimby opened the bridge on Monday. She thanked the builders.",
       "She=Orla Quimby"},
      {"Orla Quimby met Dora Hale on Monday. She resigned a day later.", ""},
      {"A spokesman for Orla Quimby denied it. He said the bridge was safe.", ""},
      {"Orla Quimby opened the bridge. She thanked the builders. She also promised a second one.",
       "She=Orla Quimby, She=Orla Quimby"},
      {"Orla Quimby opened the bridge. She thanked the builders.\nHe left early.",
       "She=Orla Quimby"},
      {"Microsoft bought the startup in 2021. It closed the office a year later.", "It=Microsoft"},
      {"Microsoft bought the startup in 2021. In March, the company closed the office.",
       "the company=Microsoft"},
      {"Microsoft sued Oracle in 2021. The company closed the office a year later.", ""},
      {"Microsoft bought the startup in 2021. It was clear that the price was high.", ""},
      {"Microsoft bought the startup in 2021. It was reported that the price was high.", ""},
      {"A report by Microsoft was published. It said prices would rise.", ""},
      {"The firm told Reuters about the plan. The company will hire 200 people.", ""},
      // a noun that a name ends in, wherever the name stood before
      {"The shareholders of Ostbank met in 2021. The bank dismissed the managers.",
       "The bank=Ostbank"},
      {"Harrow College of Art opened in 2021. The College moved a year later.",
       "The College=Harrow College of Art"},
      {"Nordbank sued Ostbank in 2021. The bank won a year later.", ""},
      {"Nordbank closed ten branches in 2021. Another bank opened a year later.", ""},
      {"Nordbank closed ten branches in 2021. The other bank opened a year later.", ""},
      // what only tells of what kind it is may stand between; what may set it apart may not
      {"Microsoft bought the startup in 2021. The Redmond-based software giant paid in cash.",
       "The Redmond-based software giant=Microsoft"},
      {"Microsoft bought a rival in 2021. The new company opened an office.", ""},
      {"Microsoft bought a rival in 2021. The parent company opened an office.", ""},
      {"Microsoft bought a rival in 2021. The port company opened an office.", ""},
      {"The Brigholm Dockers' Union met in 2021. The company refused to pay.", ""},
      // an owner is not the one that the sentence is about
      {"Orla Quimby, chosen by Dora Hale's party, opened the bridge. She thanked the builders.",
       "She=Orla Quimby"},
      {"Orla Quimby opened the bridge. Her father thanked the builders. He left early.",
       "Her=Orla Quimby"},
      {"Mrs. Quimby met Mr. Hale on Monday. Her lawyer left early.", "Her=Quimby"},
      {"Gov. Orla Quimby opened the bridge. The governor thanked the builders.",
       "The governor=Orla Quimby"},
      // the one who reports, or what is reported
      {"Microsoft bought the startup in 2021. The company said sales grew. It marked a turn.",
       "The company=Microsoft"},
      {"Volkswagen opened the plant in May. The German carmaker hired 900 people.",
       "The German carmaker=Volkswagen"},
      {"Finance Minister Orla Quimby met Dora Hale in Geneva. The minister signed the treaty.",
       "The minister=Orla Quimby"},
      {"Orla Quimby met Dora Hale in Geneva. The minister signed the treaty.", ""},
      {"\"We won,\" Orla Quimby said. \"They lost. He was not there.\"", ""},
      // further on in a sentence
      {"Mayor Orla Quimby said on Monday that she would open the bridge.", "she=Orla Quimby"},
      {"Orla Quimby's father said that he would open the bridge.", ""},
      {"He Jianxiong opened the bridge. Orla Quimby left. He Jianxiong stayed.", ""},
      {"``Orla Quimby won. He lost,'' a voter said.", ""},
  };
  for (const Case& row : cases) {
    INFO(row.text);
    CHECK(stands(row.text) == row.expected);
  }
  // With more names than are remembered another one may be meant.
  const auto after = [](int museums) {
    std::string text = "Harrow College of Art opened in 2021.";
    for (int i = 0; i < museums; ++i) {
      text.append(" Brig").append(1, static_cast<char>('a' + i / 26));
      text.append(1, static_cast<char>('a' + i % 26)).append("stad Museum opened in 2021.");
    }
    return text + " The College moved a year later.";
  };
  CHECK(stands(after(20)) == "The College=Harrow College of Art");
  CHECK(stands(after(200)) == "");
}

TEST_CASE("where a name begins and ends", "[entity]") {
  check({
      {"Harrow & Pine, a law firm, said Dunn & Wright LLP had joined it.",
       "Harrow & Pine/organization, Dunn & Wright LLP/organization"},
      {"The deal between Microsoft & OpenAI fell through.",
       "Microsoft/organization, OpenAI/organization"},
      {"Schools reopen after Labor Day, the Labor Department said.",
       "Labor Department/organization"},
      {"The shops closed on Independence Day and on New Year's Eve.", ""},
      {"The singer Doris Day made her first film in 1948.", "Doris Day/person"},
      {"ST. HAVEN, Minn. (AP) - The board met on Monday.",
       "ST. HAVEN/place, Minn./place, AP/organization"},
      {"Rep. Orla Quimby, R-W.Va., visited Boston.", "Orla Quimby/person, Boston/place"},
      {"Russian-occupied Crimea was struck on Sunday.", "Crimea/place"},
      {"The Harlan Oceanographic Institution-operated submarine found the wreck.",
       "Harlan Oceanographic Institution/organization"},
      {"The Northern Bureau of Fisheries and Aquatic Resources said the ship was hit.",
       "Northern Bureau of Fisheries and Aquatic Resources/organization"},
      {"The U.S. Attorney's Office for the Western District of New York announced the plea.",
       "U.S. Attorney's Office for the Western District of New York/organization"},
      {"The chain wants to open shops in Central and South America.", "South America/place"},
      {"He studied at Ludwig Maximilian University of Munich until 1905.",
       "Ludwig Maximilian University of Munich/organization"},
      {"The sea lies in two exclusive economic zones (EEZ), and the Greek EEZ is the larger.", ""},
      {"Russia's Defense Ministry on Sunday confirmed the strike.",
       "Russia/place, Defense Ministry/organization"},
  });
}

TEST_CASE("what a name is depends on the words around it", "[entity]") {
  check({
      {"The Amazon flows through Brazil.", "Amazon/place, Brazil/place"},
      {"Forests in the Amazon burned last year.", "Amazon/place"},
      {"Amazon opened a warehouse in Leeds.", "Amazon/organization, Leeds/place"},
      {"Meta said on Tuesday that prices would rise.", "Meta/organization"},
      {"Meta Holm won the race on Sunday. Meta thanked her coach.",
       "Meta Holm/person, Meta/person=Meta Holm"},
      {"Paris Hilton arrived in London on Friday.", "Paris Hilton/person, London/place"},
      {"Paris said it would send troops to Mali.", "Paris/place, Mali/place"},
      {"Chad signed the treaty on Friday.", "Chad/place"},
      {"Chad Smith plays the drums.", "Chad Smith/person"},
      {"South Korean officials met in Busan.", "Busan/place"},
      {"Ships crossed the Eastern Mediterranean.", "Eastern Mediterranean/place"},
      {"The Battle of Hastings was fought in 1066.", "Battle of Hastings/event"},
      {"The Bank of Ghana raised rates.", "Bank of Ghana/organization"},
      {"The Harrow Transit Bureau closed a tram line.", "Harrow Transit Bureau/organization"},
      {"The URLs of the site and its KPIs changed in Leeds.", "Leeds/place"},
      {"The Harrow Tennis Federation and Kosmos signed on Friday.",
       "Harrow Tennis Federation/organization"},
      {"The Centre for Disease Control and Prevention opened.",
       "Centre for Disease Control and Prevention/organization"},
      {"Osama bin Laden fled. The raid on bin Laden failed.",
       "Osama bin Laden/person, bin Laden/person=Osama bin Laden"},
      {"The toy maker eZibit closed, while mRNA vaccines and an eSIM are things.",
       "eZibit/organization"},
  });
}

TEST_CASE("a German page names places as Germans do", "[entity]") {
  const EntityRules german(world().data, "de");
  const TagModel tags(world().data, "de");
  struct Place {
    const char* text;
    const char* name;
    const char* id;
  };
  const Place places[] = {
      {"Der Minister reiste am Montag nach Frankreich.", "Frankreich", "france"},
      {"Die Konferenz in Rom endete am Montag.", "Rom", "rome"},
      {"Die Messe in Mailand endete am Montag.", "Mailand", "milan"},
      {"In Bayern beginnen die Ferien im August.", "Bayern", "bavaria"},
      {"Die Pest kam im Jahr 1349 in die Stadt.", "", ""},
      {"Der Bau der Brücke begann im Mai.", "", ""},
      {"Der Haushalt Frankreichs wuchs im Mai.", "Frankreich", "france"},
      {"Die Straßenbahn fährt seit Montag wieder.", "", ""},
      {"In Fabriken stieg der Verbrauch im Mai.", "", ""},
      // the genitive, also beside the name in another language
      {"Der Kanzler lobte die Wirtschaft Österreichs.", "Österreich", "austria"},
      {"Der Minister reiste am Montag nach Austria. Er lobte die Wirtschaft Österreichs.",
       "Österreich", "austria"},
  };
  for (const Place& row : places) {
    INFO(row.text);
    const Entities found = read(row.text, german, tags).found;
    CHECK(found.all.size() == (*row.name ? 1 : 0));
    if (found.all.size() != 1) continue;
    CHECK(found.all[0].name == row.name);
    CHECK(found.all[0].id == row.id);
  }
}

TEST_CASE("German names stand under their nominative, with what they are for, without an office",
          "[entity]") {
  const EntityRules german(world().data, "de");
  const TagModel tags(world().data, "de");
  struct Row {
    const char* text;
    const char* names;  // parted by "; "
  };
  const Row rows[] = {
      {"Der Umbau des Weißen Hauses begann. Im Weißen Haus schwieg man, das Weiße Haus ist groß.",
       "Weißes Haus"},
      {"Das Treffen der Europäischen Union begann am Montag.", "Europäische Union"},
      {"Der Chef der Deutschen Bahn ging. Er lobte die Deutsche Bahn.", "Deutsche Bahn"},
      {"Der Aufsichtsrat der Ostfälischen Bank traf sich am Montag.", "Ostfälische Bank"},
      {"Sie arbeitet bei der Deutschen Gesellschaft für Auswärtige Politik.",
       "Deutsche Gesellschaft für Auswärtige Politik"},
      {"Das teilte die Bayrische Landesanstalt für Weinbau und Gartenbau am Montag mit.",
       "Bayrische Landesanstalt für Weinbau und Gartenbau"},
      {"Der Käfer wurde vom Julius Kühn-Institut untersucht.", "Julius Kühn-Institut"},
      {"Wladimir Putin reiste ab. Am Montag sprach Kremlchef Putin.", "Wladimir Putin"},
      // compounds and short things that are no names
      {"Die Produktion von Kaninchenfleisch stieg am Montag.", ""},
      {"Mitglieder aus Dornbirn kamen am Montag.", "Dornbirn"},
      {"Der PKW und das KW waren am Montag zu haben.", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::string names;
    for (const Entity& entity : read(row.text, german, tags).found.all)
      names += (names.empty() ? "" : "; ") + entity.name;
    CHECK(names == row.names);
  }
}

TEST_CASE("words that are used alike lie in one cluster", "[entity]") {
  const WordClusters clusters(Data().file("en/clusters.bin"));
  struct Row {
    const char* one;
    const char* other;
    bool alike;
  };
  const Row rows[] = {
      {"Gdansk", "Wroclaw", true},   {"Schneider", "Weber", true},  {"january", "february", true},
      {"Gdansk", "february", false}, {"Schmidt", "Wroclaw", false},
  };
  for (const Row& row : rows) {
    INFO(row.one << " " << row.other);
    CHECK((clusters.find(word_key(row.one))[1] == clusters.find(word_key(row.other))[1]) ==
          row.alike);
  }
  CHECK(clusters.find(word_key("xyzzyplugh")) == WordClusters::Clusters{});
  CHECK(WordClusters().find(word_key("January")) == WordClusters::Clusters{});
}

TEST_CASE("a table of clusters that is none is refused", "[entity]") {
  for (const char* bytes : {"NLCLUS2\n", "NLCLUS2\n12345678", "something else entirely"}) {
    INFO(bytes);
    CHECK_THROWS_AS(WordClusters(bytes), Error);
  }
}

TEST_CASE("companies, products, people and places of the gazetteer are found under their own types",
          "[entity]") {
  check({
      {"Microsoft put Azure to work in Brazil on Monday.",
       "Microsoft/organization, Azure/product, Brazil/place"},
      {"Sales of the iPhone rose, Tim Cook said.", "iPhone/product, Tim Cook/person"},
      {"A new xAI office opens in May.", "xAI/organization"},
      {"It runs on Microsoft 365 Copilot and on GPT-4.",
       "Microsoft 365 Copilot/product, GPT-4/product"},
      {"Google showed Gemini 3.1 Pro to buyers.", "Google/organization, Gemini 3.1 Pro/product"},
  });
}

TEST_CASE("one thing is one entity under all its names", "[entity]") {
  check({
      {"The World Health Organization met. Later the World Health Organisation voted.",
       "World Health Organization/organization, World Health Organisation/organization=World "
       "Health Organization"},
      {"Amazon Web Services grew fast. AWS sold more.",
       "Amazon Web Services/organization, AWS/organization=Amazon Web Services"},
      {"Orla Quimby left the board. Friends of Quimby wept.",
       "Orla Quimby/person, Quimby/person=Orla Quimby"},
      {"The Northern Lamp Council (NLC) met. Later the NLC voted.",
       "Northern Lamp Council/organization, NLC/organization=Northern Lamp Council, "
       "NLC/organization=Northern Lamp Council"},
      {"Shares of Vantiro Inc. fell. Buyers left Vantiro alone.",
       "Vantiro Inc./organization, Vantiro/organization=Vantiro Inc."},
  });
}

TEST_CASE("a word that opens a sentence is the thing that the article names under another spelling",
          "[entity]") {
  CHECK(told("The firm moved its chats to Microsoft Teams in May. Teams is used in Lisbon.") ==
        "Microsoft Teams/product, Teams/product=Microsoft Teams, Lisbon/place");
}

TEST_CASE("possessives, determiners and titles stay outside of a name", "[entity]") {
  check({
      {"They praised Microsoft's plan.", "Microsoft/organization"},
      {"They praised the United Nations.", "United Nations/organization"},
      {"On Monday The World Health Organization met.", "World Health Organization/organization"},
      {"Then President Orla Quimby spoke.", "Orla Quimby/person"},
      {"We met Ms Quimby there.", "Quimby/person"},
  });
}

TEST_CASE("a joint name holds each of its parts", "[entity]") {
  check({
      {"The Microsoft-OpenAI pact ended.", "Microsoft/organization, OpenAI/organization"},
      {"It strained the OpenAI/Microsoft pact.", "OpenAI/organization, Microsoft/organization"},
      {"An OpenAI-powered tool arrived.", "OpenAI/organization"},
  });
}

TEST_CASE("dates, nationalities and sentence starts are no names", "[entity]") {
  check({
      {"On Monday, March 3, it rained.", ""},
      {"The French and the American teams tied.", ""},
      {"Yesterday it rained. Nobody came.", ""},
      {"The CEO spoke about AI on TV.", ""},
      {"The park makes 30 GW. It could make 45 GW by May.", ""},
      {"It was signed under clause XIV of the pact.", ""},
  });
}

TEST_CASE("a text that writes capitals writes its names with them", "[entity]") {
  std::string page = "Some ridley turtles came. She urged prudence, and a lane was dug by hand.";
  for (int i = 0; i < 12; ++i)
    page += "\nThe council of the town met in the old hall to hear Orla Quimby on the harbour.";
  const Read result = read(page);
  for (const Entity& entity : result.found.all) {
    INFO(entity.name);
    CHECK(is_upper(static_cast<unsigned char>(entity.name[0])));
  }
  CHECK_FALSE(result.found.all.empty());
}

TEST_CASE("numbers, weekdays and nationalities do not stick to a name", "[entity]") {
  check({
      {"Spain beat Orla Quimby 6-4 in the final.", "Spain/place, Orla Quimby/person"},
      {"The American Orla Quimby won in Madrid.", "Orla Quimby/person, Madrid/place"},
      {"American Kevin Hale and Australian Timothy Rowe, both teachers, were freed.",
       "Kevin Hale/person, Timothy Rowe/person"},
      {"The Defense Ministry on Sunday told Reuters.",
       "Defense Ministry/organization, Reuters/organization"},
      {"Rates of R4bn and R95bn were paid.", ""},
  });
}

TEST_CASE("small words join a given name and a surname where no model reads names", "[entity]") {
  Data data;
  const EntityRules rules(data, "pt");
  const TagModel tags(data, "pt");
  const Read result = read("O general Deodoro da Fonseca assume o cargo.", rules, tags);
  REQUIRE(result.found.all.size() == 1);
  CHECK(result.found.all[0].name == "Deodoro da Fonseca");
}

TEST_CASE("a name goes on over what belongs to it", "[entity]") {
  check({
      {"It opened at the Madrid Auto Show.", "Madrid Auto Show/event"},
      {"Officers of the Nevada State Police came.", "Nevada State Police/organization"},
      {"Health Minister Hatem el-Gabali spoke in Cairo.", "Hatem el-Gabali/person, Cairo/place"},
      {"He leads the National Institute on Lamp Safety.",
       "National Institute on Lamp Safety/organization"},
  });
}

TEST_CASE("short names find their bearer", "[entity]") {
  check({
      {"The Northern Lamp Commission met. Then the Commission voted.",
       "Northern Lamp Commission/organization, Commission/organization=Northern Lamp Commission"},
      {"Mary Brown and Joe King won. King and Brown smiled.",
       "Mary Brown/person, Joe King/person, King/person=Joe King, Brown/person=Mary Brown"},
      {"The ruler of Chad spoke. Brown bread is eaten there.", "Chad/place"},
      {"Ships left the Gulf of Mexico. Nets in the Gulf were torn.",
       "Gulf of Mexico/place, Gulf/place=Gulf of Mexico"},
      {"Shares of China Airlines fell. Ministers in China met.",
       "China Airlines/organization, China/place"},
  });
}

TEST_CASE("a name before a hyphen describes and takes no part", "[entity]") {
  const Read result = read("The Kremlin-backed party and a Madrid-area school met Reuters.");
  REQUIRE(result.found.mentions.size() == 3);
  CHECK(result.found.mentions[0].modifier);
  CHECK_FALSE(result.found.mentions[1].modifier);
  CHECK_FALSE(result.found.mentions[2].modifier);
}

TEST_CASE("each Wikidata id of the gazetteer stands in its source under that name", "[entity]") {
  // "Q95" -> the names that a source gives it
  std::map<std::uint32_t, std::set<std::string>> sources;
  for (const char* file : {"brands.tsv", "us-congress.tsv"}) {
    std::ifstream stream(std::string(SOURCE_FOLDER) + "/data/gazetteer/sources/" + file);
    REQUIRE(stream);
    std::string line;
    while (std::getline(stream, line)) {
      std::istringstream fields(line);
      std::string id, type, label, aliases, alias;
      std::getline(fields, id, '\t');
      std::getline(fields, type, '\t');
      std::getline(fields, label, '\t');
      std::getline(fields, aliases, '\t');
      if (id == "qid") continue;
      std::set<std::string>& names = sources[static_cast<std::uint32_t>(std::stoul(id.substr(1)))];
      names.insert(label);
      for (std::istringstream rest(aliases); std::getline(rest, alias, '|');) names.insert(alias);
    }
  }
  const Gazetteer& gazetteer = world().entity_rules.impl().gazetteer;
  std::size_t with_id = 0, strange = 0;
  for (std::uint32_t i = 0; i < gazetteer.size(); ++i) {
    const Gazetteer::Thing thing = gazetteer.thing(i);
    if (thing.wikidata == 0) continue;
    ++with_id;
    if (!sources.contains(thing.wikidata)) {
      INFO(std::string(thing.name));
      CHECK(sources.contains(thing.wikidata));
    }
    strange += !sources[thing.wikidata].contains(std::string(thing.name));
  }
  CHECK(with_id > 10000);
  // names of the lists whose other name is the source's label: "Meta" for "Meta Platforms"
  CHECK(strange < 10);
}

TEST_CASE("the gazetteer knows at least 1,500 names of the lists, each by its own spelling",
          "[entity]") {
  std::size_t count = 0;
  const Gazetteer& gazetteer = world().entity_rules.impl().gazetteer;
  for (const auto& file :
       std::filesystem::directory_iterator(std::string(SOURCE_FOLDER) + "/data/gazetteer/lists")) {
    std::ifstream stream(file.path());
    std::string line;
    while (std::getline(stream, line)) {
      if (line.empty() || line.starts_with('#')) continue;
      std::string name = line.substr(0, line.find('\t'));
      if (name.ends_with('?')) name.pop_back();
      INFO(name);
      const bool known = (gazetteer.find(word_key(name)).flags & name_hand) != 0;
      if (!known) CHECK(known);
      ++count;
    }
  }
  CHECK(count >= 1500);
}

TEST_CASE("a broken table of names is told, not read", "[entity]") {
  CHECK_THROWS_AS(Gazetteer("NLNAMES1"), Error);
  CHECK_THROWS_AS(Gazetteer("something else that is long enough to be a head"), Error);
  CHECK(Gazetteer("").find(word_key("OpenAI")).flags == 0);
}

TEST_CASE("a text of capitals alone is read in linear time", "[entity]") {
  std::string many, chain;
  for (int i = 0; i < 10000; ++i) many += "Aa B" + std::to_string(i % 977) + " Smith (AS) ";
  for (int i = 0; i < 20000; ++i) chain += "Bank of ";
  CHECK(!read(many).found.mentions.empty());
  for (const Mention& mention : read(chain).found.mentions)
    CHECK(mention.last_token - mention.first_token < 40);
}

TEST_CASE("a user's own names are found, under the user's ids", "[entity]") {
  Data data;
  EntityRules rules(data, "en");
  rules.add("# ours\nQuorvex\tproduct\tours:7\tQX-9|the old Quorvex\nmadame Zet\tperson\n",
            "own.tsv");
  const Read result = read("We sold a Quorvex and one QX-9 to madame Zet.", rules);
  REQUIRE(result.found.mentions.size() == 3);
  const Entity& first = result.found.all[result.found.mentions[0].entity];
  CHECK(first.id == "ours:7");
  CHECK(first.type == EntityType::product);
  CHECK(result.found.mentions[1].entity == result.found.mentions[0].entity);
  CHECK(result.found.all[result.found.mentions[2].entity].name == "madame Zet");
}

TEST_CASE("a bad line of a user's gazetteer is told by its number", "[entity]") {
  struct Bad {
    const char* tsv;
    const char* line;
  };
  const Bad rows[] = {
      {"Quorvex\n", "own.tsv:1:"},
      {"# a note\n\nQuorvex\tthing\n", "own.tsv:3:"},
      {"Quorvex\tproduct\nZet\tperson\t\t\tmore\n", "own.tsv:2:"},
      {"\tproduct\n", "own.tsv:1:"},
      {"Zet\xFF\tperson\n", "own.tsv:1:"},
  };
  for (const Bad& row : rows) {
    INFO(row.tsv);
    Data data;
    EntityRules rules(data, "en");
    std::string words;
    try {
      rules.add(row.tsv, "own.tsv");
    } catch (const Error& error) {
      words = error.what();
    }
    CHECK(words.find(row.line) != std::string::npos);
  }
}

TEST_CASE("mentions lie in order on tokens of their sentence and do not overlap", "[entity]") {
  const Read result = read(
      "Intel (INTC) and AT&T met Ana de Soto, the U.S. envoy, in St. Louis.\nMICROSOFT "
      "WINS\n\xE2\x80\x9COpenAI\xE2\x80\x99s pact,\xE2\x80\x9D he said (X). Flats 4B, 0Z and "
      "7-A\xD0\x94 are let.");
  std::uint32_t end = 0;
  for (const Mention& mention : result.found.mentions) {
    CHECK(mention.span.begin >= end);
    CHECK(mention.span.begin < mention.span.end);
    CHECK(mention.entity < result.found.all.size());
    CHECK(mention.first_token >= result.words.begin(mention.sentence));
    CHECK(mention.last_token <= result.words.end(mention.sentence));
    end = mention.span.end;
  }
}
