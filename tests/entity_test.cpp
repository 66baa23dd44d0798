#include <algorithm>
#include <string>
#include <vector>

#include "catch.h"
#include "newsline/entity.h"
#include "newsline/error.h"
#include "newsline/token.h"

using namespace newsline;

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

Read read(const std::string& text, const EntityRules& rules = world().entity_rules) {
  Read result;
  result.article = article_of(text);
  const std::vector<Sentence> parts = sentences(result.article, world().sentence_rules);
  result.words = tokens(result.article, parts);
  result.found = entities(result.article, parts, result.words, rules);
  return result;
}

/// "Amazon/organization, Paris/place": the mentions in order of the text, by the name of their entity.
std::string told(const std::string& text) {
  static const char* const types[] = {"person", "organization", "place", "product", "event", "work", "other"};
  const Read result = read(text);
  std::string names;
  for (const Mention& mention : result.found.mentions) {
    const Entity& entity = result.found.all[mention.entity];
    if (!names.empty()) names += ", ";
    names += std::string(mention.span.of(result.article.text)) + "/" + types[static_cast<std::size_t>(entity.type)];
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

TEST_CASE("companies, products, people and places of the gazetteer are found under their own types", "[entity]") {
  check({
      {"Microsoft put Azure to work in Brazil on Monday.", "Microsoft/organization, Azure/product, Brazil/place"},
      {"Sales of the iPhone rose, Tim Cook said.", "iPhone/product, Tim Cook/person"},
      {"A new xAI office opens in May.", "xAI/organization"},
      {"It runs on Microsoft 365 Copilot and on GPT-4.", "Microsoft 365 Copilot/product, GPT-4/product"},
      {"Google showed Gemini 3.1 Pro to buyers.", "Google/organization, Gemini 3.1 Pro/product"},
  });
}

TEST_CASE("one thing is one entity under all its names", "[entity]") {
  check({
      {"Amazon Web Services grew fast. AWS sold more.", "Amazon Web Services/organization, AWS/organization=Amazon Web Services"},
      {"Orla Quimby left the board. Friends of Quimby wept.", "Orla Quimby/person, Quimby/person=Orla Quimby"},
      {"The Northern Lamp Council (NLC) met. Later the NLC voted.",
       "Northern Lamp Council/organization, NLC/organization=Northern Lamp Council, NLC/organization=Northern Lamp Council"},
      {"Shares of Vantiro Inc. fell. Buyers left Vantiro alone.", "Vantiro Inc./organization, Vantiro/organization=Vantiro Inc."},
  });
}

TEST_CASE("possessives, determiners and titles stay outside of a name", "[entity]") {
  check({
      {"They praised Microsoft's plan.", "Microsoft/organization"},
      {"They praised the United Nations.", "United Nations/organization"},
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
  });
}

TEST_CASE("a user's own names are found, under the user's ids", "[entity]") {
  Data data;
  EntityRules rules(data, "en");
  rules.add("# ours\nQuorvex\tproduct\tours:7\tQX-9|the old Quorvex\nmadame Zet\tperson\n", "own.tsv");
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
      "Intel (INTC) and AT&T met Ana de Soto, the U.S. envoy, in St. Louis.\nMICROSOFT WINS\n\xE2\x80\x9COpenAI\xE2\x80\x99s pact,\xE2\x80\x9D he said (X).");
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
