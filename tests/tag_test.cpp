#include <map>
#include <optional>

#include "catch.h"
#include "token/token.h"

using namespace newsline;

namespace {

struct Tagged {
  Article article;
  Tokens tokens;
};

Tagged tagged(std::string text, const char* language = "en") {
  Tagged made;
  made.article.text = std::move(text);
  made.article.language = language;
  const Span whole{0, static_cast<std::uint32_t>(made.article.text.size())};
  made.article.paragraphs.push_back({whole, ParagraphKind::paragraph, 0, {}});
  made.tokens = tokens(made.article, {{whole, 0}});
  tag(made.tokens, made.article, 0, TagModel(Data(), language));
  return made;
}

std::optional<Token> find(const Tagged& made, std::string_view word) {
  for (const Token& token : made.tokens.all)
    if (token.span.of(made.article.text) == word) return token;
  return std::nullopt;
}

}  // namespace

TEST_CASE("verbs are told from nouns, and their form is told", "[tag]") {
  struct Row {
    const char *text, *word;
    Pos pos;
    VerbForm form;
  };
  const Row rows[] = {
      {"The bank announced a plan on Monday.", "announced", Pos::verb, VerbForm::past},
      {"The bank announced a plan on Monday.", "bank", Pos::noun, VerbForm::none},
      {"The minister will resign next week.", "resign", Pos::verb, VerbForm::base},
      {"The minister will resign next week.", "will", Pos::aux, VerbForm::modal},
      {"Shares have fallen since March.", "fallen", Pos::verb, VerbForm::past_participle},
      {"Shares have fallen since March.", "have", Pos::aux, VerbForm::present},
      {"She plans to sell the firm.", "plans", Pos::verb, VerbForm::present},
      {"The plans failed.", "plans", Pos::noun, VerbForm::none},
      {"They are selling it.", "selling", Pos::verb, VerbForm::gerund},
      {"The firm was sold in 2019.", "sold", Pos::verb, VerbForm::past_participle},
      {"The firm was sold in 2019.", "was", Pos::aux, VerbForm::past},
      {"In May the prices may rise.", "May", Pos::propn, VerbForm::none},
      {"In May the prices may rise.", "may", Pos::aux, VerbForm::modal},
      {"Ann Lowe met John Ames in Geneva.", "Geneva", Pos::propn, VerbForm::none},
      {"The ship sank off the coast.", "sank", Pos::verb, VerbForm::past},
      {"The ship was struck by a wave.", "struck", Pos::verb, VerbForm::past_participle},
      {"The board put out a note.", "put", Pos::verb, VerbForm::past},
      {"The board will put out a note.", "put", Pos::verb, VerbForm::base},
      {"It paid $50 million.", "50", Pos::num, VerbForm::none},
      {"It paid $50 million.", "$", Pos::sym, VerbForm::none},
      {"It paid $50 million.", ".", Pos::punct, VerbForm::none},
  };
  for (const Row& row : rows) {
    INFO(row.text << ": " << row.word);
    const Tagged made = tagged(row.text);
    const std::optional<Token> token = find(made, row.word);
    REQUIRE(token.has_value());
    CHECK(token->pos == row.pos);
    CHECK(token->form == row.form);
  }
}

TEST_CASE("only the sentence asked for is tagged, and only once", "[tag]") {
  Tagged made;
  made.article.text = "It rained. He left.";
  made.tokens = tokens(made.article, {{{0, 10}, 0}, {{11, 19}, 0}});
  const TagModel model(Data(), "en");
  tag(made.tokens, made.article, 1, model);
  CHECK(made.tokens.all[0].pos == Pos::none);
  CHECK(made.tokens.all[4].pos == Pos::verb);
  made.tokens.all.set(4, Pos::x, VerbForm::none);
  tag(made.tokens, made.article, 1, model);
  CHECK(made.tokens.all[4].pos == Pos::x);
}

TEST_CASE("a language without model or list is tagged by shape", "[tag]") {
  const Tagged made = tagged("aba Ceda 12 !", "xx");
  CHECK(made.tokens.all[0].pos == Pos::noun);
  CHECK(made.tokens.all[1].pos == Pos::propn);
  CHECK(made.tokens.all[2].pos == Pos::num);
  CHECK(made.tokens.all[3].pos == Pos::punct);
}

TEST_CASE(
    "languages by list and by model know closed classes, endings, names and the forms of verbs",
    "[tag]") {
  struct Row {
    const char *language, *text, *word;
    Pos pos;
    VerbForm form;
  };
  const Row rows[] = {
      {"de", "Die Bank wurde am 3. März von Weiß verkauft.", "wurde", Pos::aux, VerbForm::past},
      {"de", "Die Bank wurde am 3. März von Weiß verkauft.", "von", Pos::adp, VerbForm::none},
      {"de", "Er kündigte eine Änderung an.", "kündigte", Pos::verb, VerbForm::past},
      {"es", "El banco anunció ayer la operación.", "anunció", Pos::verb, VerbForm::past},
      {"es", "El banco anunció ayer la operación.", "operación", Pos::noun, VerbForm::none},
      {"fr", "L'entreprise est vendue par Petit.", "L'", Pos::det, VerbForm::none},
      {"fr", "L'entreprise est vendue par Petit.", "Petit", Pos::propn, VerbForm::none},
      {"es", "El puente abrirá en mayo.", "abrirá", Pos::verb, VerbForm::future},
      {"es", "La familia vivía en Lima.", "vivía", Pos::verb, VerbForm::imperfect},
      {"fr", "Le ministre présentera la loi.", "présentera", Pos::verb, VerbForm::future},
      {"fr", "Le prix pourrait monter.", "pourrait", Pos::verb, VerbForm::conditional},
      {"it", "Il governo annunciò la riforma.", "annunciò", Pos::verb, VerbForm::past},
      {"nl", "De bank heeft het gebouw verkocht.", "verkocht", Pos::verb,
       VerbForm::past_participle},
      {"it", "La banca sarà venduta rapidamente.", "rapidamente", Pos::adv, VerbForm::none},
      {"pt", "O banco anunciou dois cortes.", "anunciou", Pos::verb, VerbForm::past},
      {"pt", "O banco anunciou dois cortes.", "dois", Pos::num, VerbForm::none},
  };
  for (const Row& row : rows) {
    INFO(row.text << ": " << row.word);
    const Tagged made = tagged(row.text, row.language);
    const std::optional<Token> token = find(made, row.word);
    REQUIRE(token.has_value());
    CHECK(token->pos == row.pos);
    CHECK(token->form == row.form);
  }
}
