#include "newsline/token.h"

#include "catch.h"

using namespace newsline;

namespace {

struct Cut {
  Article article;
  std::vector<Sentence> sentences;
  Tokens tokens;
  std::string bars() const {
    std::string all;
    for (const Token& token : tokens.all) {
      if (!all.empty()) all += '|';
      all += token.span.of(article.text);
    }
    return all;
  }
};

/// The whole text as one sentence.
Cut cut(std::string text, std::string language = "en") {
  Cut made;
  made.article.text = std::move(text);
  made.article.language = std::move(language);
  const Span whole{0, static_cast<std::uint32_t>(made.article.text.size())};
  made.article.paragraphs.push_back({whole, ParagraphKind::paragraph, 0, {}});
  made.sentences.push_back({whole, 0});
  made.tokens = tokens(made.article, made.sentences);
  return made;
}

}  // namespace

TEST_CASE("a text is cut into the words that rules ask for", "[token]") {
  struct Row { const char *text, *tokens; };
  const Row rows[] = {
      {"The firm didn't sell.", "The|firm|did|n't|sell|."},
      {"They can't, won’t and shouldn't've", "They|ca|n't|,|wo|n’t|and|should|n't|'ve"},
      {"Contoso’s chief said it's Anna's", "Contoso|’s|chief|said|it|'s|Anna|'s"},
      {"the companies' plan", "the|companies|'|plan"},
      {"I cannot; we're gonna", "I|can|not|;|we|'re|gon|na"},
      {"Mr. Low met Dr. Ames in the U.S.", "Mr.|Low|met|Dr.|Ames|in|the|U.S."},
      {"at 9 a.m. on Jan. 5.", "at|9|a.m.|on|Jan.|5|."},
      {"She said no.", "She|said|no|."},
      {"He is the No. 2 here.", "He|is|the|No.|2|here|."},
      {"Fabrikam Inc., a maker, and J. R. Low", "Fabrikam|Inc.|,|a|maker|,|and|J.|R.|Low"},
      {"Fabrikam sold Plan B.", "Fabrikam|sold|Plan|B|."},
      {"a state-owned, U.S.-led bank", "a|state-owned|,|U.S.-led|bank"},
      {"the deal – at last—was done -- well", "the|deal|–|at|last|—|was|done|--|well"},
      {"It paid $50, US$1,200 and €3.2bn.", "It|paid|$|50|,|US$|1,200|and|€|3.2bn|."},
      {"up 31-33% or .5%", "up|31-33|%|or|.5|%"},
      {"on 2024-03-05, 3/5/2024 at 10:30.", "on|2024-03-05|,|3/5/2024|at|10:30|."},
      {"from 1996-1997 to 2001–2003", "from|1996-1997|to|2001|–|2003"},
      {"March 5,2024", "March|5|,|2024"},
      {"the '90s, the ’80s and the 1970s", "the|'90s|,|the|’80s|and|the|1970s"},
      {"GPT-4 in Q3 of the 21st", "GPT-4|in|Q3|of|the|21st"},
      {"AT&T, R&D and Disney+", "AT&T|,|R&D|and|Disney+"},
      {"Wait... what?!", "Wait|...|what|?|!"},
      {"see https://example.org/a?b=1. Or www.example.org, mail a.b@example.org!", "see|https://example.org/a?b=1|.|Or|www.example.org|,|mail|a.b@example.org|!"},
      {"ask @newsline about #dates at Example.com", "ask|@newsline|about|#dates|at|Example.com"},
      {"the end.Start", "the|end|.|Start"},
      {"“Yes,” he said (twice).", "“|Yes|,|”|he|said|(|twice|)|."},
      {"O'Neil's 'smart' idea", "O'Neil|'s|'|smart|'|idea"},
      {"the Ph.D. and J.K.Lowe", "the|Ph.D.|and|J.K.|Lowe"},
      {"and/or 24/7", "and|/|or|24/7"},
      {"naïve Zürich’s", "naïve|Zürich|’s"},
      {"", ""},
      {" \t\n ", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(cut(row.text).bars() == row.tokens);
  }
}

TEST_CASE("other languages cut by their own lists", "[token]") {
  struct Row { const char *language, *text, *tokens; };
  const Row rows[] = {
      {"fr", "L’homme n'a qu'une idée aujourd'hui.", "L’|homme|n'|a|qu'|une|idée|aujourd'hui|."},
      {"it", "dell'estate e l'Italia", "dell'|estate|e|l'|Italia"},
      {"de", "Dr. Weiß kam am 3. März, z.B. nach Köln.", "Dr.|Weiß|kam|am|3|.|März|,|z.B.|nach|Köln|."},
      {"de-AT", "Hr. Moser", "Hr.|Moser"},
      {"xx", "didn't stop.", "didn't|stop|."},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(cut(row.text, row.language).bars() == row.tokens);
  }
}

TEST_CASE("a token tells what it looks like", "[token]") {
  struct Row { const char* text; TokenKind kind; bool capital, all_capitals; };
  const Row rows[] = {
      {"bank", TokenKind::word, false, false},       {"Bank", TokenKind::word, true, false},       {"NATO", TokenKind::word, true, true},
      {"I", TokenKind::word, true, false},           {"U.S.", TokenKind::word, true, true},        {"1,200", TokenKind::number, false, false},
      {"10:30", TokenKind::number, false, false},    {"3/5/2024", TokenKind::number, false, false}, {"GPT-4", TokenKind::mixed, true, true},
      {"21st", TokenKind::mixed, false, false},      {"%", TokenKind::symbol, false, false},       {"€", TokenKind::symbol, false, false},
      {"—", TokenKind::punctuation, false, false},   {"(", TokenKind::punctuation, false, false},  {"http://example.org", TokenKind::url, false, false},
      {"Élan", TokenKind::word, true, false},        {"iPhone", TokenKind::word, false, false},    {"'90s", TokenKind::mixed, false, false},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Cut made = cut(row.text);
    REQUIRE(made.tokens.all.size() == 1);
    const Token& token = made.tokens.all[0];
    CHECK(token.kind == row.kind);
    CHECK(token.capital == row.capital);
    CHECK(token.all_capitals == row.all_capitals);
    CHECK(token.space_before);
  }
}
