#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "../tools/train/train.h"
#include "catch.h"
#include "grammar/grammar.h"
#include "newsline/error.h"
#include "token/token.h"

using namespace newsline;
using grammar::Node;
using grammar::Relation;
using grammar::Tree;

namespace {

/// One sentence with its tree.
struct Parsed {
  std::string text;
  std::vector<Token> words;
  Tree tree;

  std::string word(std::size_t number) const {
    return number == Node::none ? "-" : std::string(words[number].span.of(text));
  }
  std::string arc(std::string_view of) const {
    for (std::size_t i = 0; i < tree.size(); ++i)
      if (word(i) == of)
        return word(tree[i].head) + " <-" + std::string(name_of(tree[i].relation)) + "- " + word(i);
    return "no word " + std::string(of);
  }
  std::string below(std::string_view of) const {
    for (std::size_t i = 0; i < tree.size(); ++i)
      if (word(i) == of)
        return text.substr(words[tree[i].begin].span.begin,
                           words[tree[i].end - 1U].span.end - words[tree[i].begin].span.begin);
    return "no word " + std::string(of);
  }
};

const grammar::GrammarRules& rules_of(const std::string& language) {
  static const grammar::GrammarRules english(Data(), "en"), german(Data(), "de");
  return language == "de" ? german : english;
}

Parsed parsed(std::string text, const std::string& language = "en") {
  Parsed made;
  Article article;
  article.text = std::move(text);
  article.language = language;
  const Tokens cut = tokens(article, {{{0, static_cast<std::uint32_t>(article.text.size())}, 0}});
  cut.all.copy(0, cut.all.size(), made.words);
  made.text = article.text;
  grammar::Parser(rules_of(language))
      .parse(made.words.data(), made.words.size(), made.text, made.tree);
  return made;
}

struct Row {
  const char *text, *word, *arc;
};

void check(const std::vector<Row>& rows, const char* language) {
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(parsed(row.text, language).arc(row.word) == row.arc);
  }
}

}  // namespace

TEST_CASE("an English sentence's grammar: who did what to whom", "[grammar]") {
  check(
      {
          {"The council approved the plan on Monday.", "council", "approved <-nsubj- council"},
          {"The council approved the plan on Monday.", "plan", "approved <-obj- plan"},
          {"The council approved the plan on Monday.", "Monday", "approved <-obl- Monday"},
          {"The council approved the plan on Monday.", "approved", "- <-root- approved"},
          {"The treaty was signed by the minister in 2019.", "treaty",
           "signed <-nsubj:pass- treaty"},
          {"The treaty was signed by the minister in 2019.", "was", "signed <-aux:pass- was"},
          {"The treaty was signed by the minister in 2019.", "minister",
           "signed <-obl:agent- minister"},
          {"The bank, which had 400 branches, failed in 2023.", "had", "bank <-acl:relcl- had"},
          {"The bank, which had 400 branches, failed in 2023.", "branches", "had <-obj- branches"},
          {"The minister, who had led the party since 2015, resigned on Monday.", "minister",
           "resigned <-nsubj- minister"},
          {"The minister, who had led the party since 2015, resigned on Monday.", "led",
           "minister <-acl:relcl- led"},
          {"The minister, who had led the party since 2015, resigned on Monday.", "2015",
           "led <-obl- 2015"},
          {"Acme, which is expected to lay off staff as it faces losses, confirmed the plan on "
           "Tuesday.",
           "Acme", "confirmed <-nsubj- Acme"},
          {"Drupal 10, launched in December 2022, is the latest version.", "launched",
           "Drupal <-acl- launched"},
          {"Police arrested two men and searched a house.", "searched",
           "arrested <-conj- searched"},
          {"Police arrested two men and searched a house.", "and", "searched <-cc- and"},
          {"She was arrested in Leeds, York and Hull.", "Hull", "Leeds <-conj- Hull"},
          {"The firm said on Tuesday that it would close the plant.", "close",
           "said <-ccomp- close"},
          {"The firm said on Tuesday that it would close the plant.", "Tuesday",
           "said <-obl- Tuesday"},
          {"The firm said on Tuesday that it would close the plant.", "would",
           "close <-aux- would"},
          {"If talks fail, pilots will strike in May.", "fail", "strike <-advcl- fail"},
          {"The court did not uphold the appeal.", "not", "uphold <-advmod- not"},
          {"No country signed the treaty on Tuesday.", "No", "country <-det- No"},
          {"She agreed to buy the house.", "buy", "agreed <-xcomp- buy"},
          {"The company's plan failed.", "company", "plan <-nmod:poss- company"},
          {"He is a teacher.", "is", "teacher <-cop- is"},
      },
      "en");
}

TEST_CASE("a German sentence's grammar: who did what to whom", "[grammar]") {
  check(
      {
          {"Der Stadtrat billigte den Plan am Montag.", "Stadtrat", "billigte <-nsubj- Stadtrat"},
          {"Der Stadtrat billigte den Plan am Montag.", "Plan", "billigte <-obj- Plan"},
          {"Der Stadtrat billigte den Plan am Montag.", "Montag", "billigte <-obl- Montag"},
          {"Am Montag hat der Minister den Vertrag unterzeichnet.", "Minister",
           "unterzeichnet <-nsubj- Minister"},
          {"Am Montag hat der Minister den Vertrag unterzeichnet.", "hat",
           "unterzeichnet <-aux- hat"},
          {"Am Montag hat der Minister den Vertrag unterzeichnet.", "unterzeichnet",
           "- <-root- unterzeichnet"},
          {"Der Vertrag wurde 2019 von der Regierung unterzeichnet.", "wurde",
           "unterzeichnet <-aux:pass- wurde"},
          {"Der Vertrag wurde 2019 von der Regierung unterzeichnet.", "Vertrag",
           "unterzeichnet <-nsubj:pass- Vertrag"},
          {"Das Gericht hat die Klage nicht zugelassen.", "nicht", "zugelassen <-advmod- nicht"},
          {"Die Polizei nahm zwei Männer fest und durchsuchte ein Haus.", "durchsuchte",
           "nahm <-conj- durchsuchte"},
          {"Der Minister, der die Partei seit 2015 geführt hatte, trat am Montag zurück.",
           "Minister", "trat <-nsubj- Minister"},
          {"Der Minister kündigte an, dass das Werk geschlossen wird.", "dass",
           "geschlossen <-mark- dass"},
      },
      "de");
}

TEST_CASE("what stands below a word is one stretch of the sentence", "[grammar]") {
  CHECK(parsed("The bank, which had 400 branches, failed in 2023.").below("branches") ==
        "400 branches");
  CHECK(parsed("The minister resigned on Monday.").below("resigned") ==
        "The minister resigned on Monday.");

  // 0 <- 1 -> 3 -> 2, 3 -> 4
  const auto node = [](std::uint16_t head) {
    Node made;
    made.head = head;
    return made;
  };
  Tree tree;
  tree.assign({node(1), node(Node::none), node(3), node(1), node(3)});
  CHECK(tree.root() == 1);
  CHECK(std::vector<std::size_t>(tree.children(1).begin(), tree.children(1).end()) ==
        std::vector<std::size_t>{0, 3});
  CHECK((tree[3].begin == 2 && tree[3].end == 5));
  CHECK(tree.below(4, 3));
  CHECK_FALSE(tree.below(0, 3));
}

TEST_CASE("a word's part of speech and features come with the tree", "[grammar]") {
  const Parsed english = parsed("The treaty was signed by the ministers.");
  CHECK(english.tree[2].morphology.finiteness == grammar::Finiteness::finite);
  CHECK(english.tree[2].morphology.tense == grammar::Tense::past);
  CHECK(english.tree[3].morphology.finiteness == grammar::Finiteness::participle);
  CHECK(english.tree[3].morphology.passive);
  CHECK(english.tree[6].morphology.pos == Pos::noun);
  CHECK(english.tree[6].morphology.number == grammar::Number::plural);
  const Parsed german = parsed("Der Minister hat den Vertrag nicht unterzeichnet.", "de");
  CHECK(german.tree[5].morphology.negative);
  CHECK(german.tree[6].morphology.finiteness == grammar::Finiteness::participle);
}

TEST_CASE("every sentence has one root and a head for each other word, or no tree", "[grammar]") {
  for (const char* text :
       {"Yes", ".", "\"", "Only on Monday did the firm admit the leak.", "of of of of of",
        "( [ { ) ] }", "3 4 5 , , , and or but", "the the the the"}) {
    const Parsed made = parsed(text);
    INFO(text);
    REQUIRE(made.tree.size() == made.words.size());
    std::size_t roots = 0;
    for (std::size_t i = 0; i < made.tree.size(); ++i) {
      roots += made.tree[i].head == Node::none;
      CHECK(made.tree.below(i, made.tree.root()));
      for (const std::size_t child : made.tree.children(i))
        CHECK((made.tree[child].begin >= made.tree[i].begin &&
               made.tree[child].end <= made.tree[i].end));
    }
    CHECK(roots == 1);
  }
  CHECK(parsed("").tree.empty());
  std::string longest, longer;
  for (std::size_t i = 0; i < grammar::Parser::most_tokens; ++i) longest += "word ";
  longer = longest + "word";
  CHECK(parsed(longest).tree.size() == grammar::Parser::most_tokens);
  CHECK(parsed(longer).tree.empty());
  CHECK(parsed("Ett språk utan modell.", "sv").text == "Ett språk utan modell.");
  CHECK_FALSE(grammar::GrammarRules(Data(), "sv"));
}

TEST_CASE("relations have their names in Universal Dependencies", "[grammar]") {
  for (std::size_t i = 0; i < static_cast<std::size_t>(grammar::Relation::count_); ++i)
    CHECK(grammar::relation_named(name_of(static_cast<grammar::Relation>(i))) ==
          static_cast<grammar::Relation>(i));
  CHECK(grammar::relation_named("flat:name") == grammar::Relation::flat);
  CHECK(grammar::relation_named("unheard:of") == grammar::Relation::dep);
  CHECK(grammar::universal(grammar::Relation::nsubj_pass) == grammar::Relation::nsubj);
  CHECK(grammar::universal(grammar::Relation::obj) == grammar::Relation::obj);
}

TEST_CASE("a broken model of grammar is refused", "[grammar]") {
  const std::string whole(Data().file("en/grammar.model"));
  for (const std::string& bytes :
       {std::string("NLGRAMM2"), std::string(64, 'x'), whole.substr(0, whole.size() - 64),
        whole.substr(0, 100), whole + std::string(64, '\0')})
    CHECK_THROWS_AS(grammar::GrammarRules(Data(), "en", bytes), Error);
}

TEST_CASE("a grammar is learned from a treebank, the same bytes every time", "[grammar]") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / "newsline_grammar_test";
  std::filesystem::create_directories(folder / "it");
  std::ofstream(folder / "it" / "timex.tsv") << "# what makes a folder a language\n";
  {
    std::ofstream treebank(folder / "ud-it-pud-wiki.conllu");
    for (const char* subject : {"consiglio", "sindaco", "governo", "partito"})
      for (const char* verb : {"approva", "presenta", "difende", "ritira"})
        for (const char* object : {"piano", "progetto", "bilancio", "contratto"}) {
          const std::string s = subject, v = verb, o = object;
          treebank << "# text = Il " + s + " " + v + " il " + o +
                          ".\n1\tIl\t_\tDET\t_\tPronType=Art\t2\tdet\t_\t_\n2\t" + s +
                          "\t_\tNOUN\t_\tNumber=Sing\t3\tnsubj\t_\t_\n3\t" + v +
                          "\t_\tVERB\t_\tTense=Pres|VerbForm=Fin\t0\troot\t_\t_\n" +
                          "4\til\t_\tDET\t_\tPronType=Art\t5\tdet\t_\t_\n5\t" + o +
                          "\t_\tNOUN\t_\tNumber=Sing\t3\tobj\t_\t_\n6\t.\t_\tPUNCT\t_\t_"
                          "\t3\tpunct\t_\t_\n\n";
        }
  }
  std::string language = "it";
  char* more[] = {language.data()};
  const auto learned = [&] {
    REQUIRE(train::train_grammar({folder.string(), folder.string(), more}) == 0);
    std::ifstream model(folder / "it" / "grammar.model", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(model), {});
  };
  const std::string first = learned();
  CHECK(first == learned());
  const grammar::GrammarRules rules(Data(folder), "it", first);
  Article article;
  article.text = "Il partito presenta il bilancio.";
  std::vector<Token> words;
  const Tokens cut = tokens(article, {{{0, static_cast<std::uint32_t>(article.text.size())}, 0}},
                            TokenRules(Data(), "it"));
  cut.all.copy(0, cut.all.size(), words);
  Tree tree;
  grammar::Parser(rules).parse(words.data(), words.size(), article.text, tree);
  REQUIRE(tree.size() == 6);
  CHECK(tree.root() == 2);
  CHECK(tree[1].relation == grammar::Relation::nsubj);
  CHECK(tree[4].relation == grammar::Relation::obj);
  std::filesystem::remove_all(folder);
}
