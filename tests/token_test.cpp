#include "token/token.h"

#include "base/utf8.h"
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
  struct Row {
    const char *text, *tokens;
  };
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
      {"see https://example.org/a?b=1. Or www.example.org, mail a.b@example.org!",
       "see|https://example.org/a?b=1|.|Or|www.example.org|,|mail|a.b@example.org|!"},
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
  struct Row {
    const char *language, *text, *tokens;
  };
  const Row rows[] = {
      {"fr", "L’homme n'a qu'une idée aujourd'hui.", "L’|homme|n'|a|qu'|une|idée|aujourd'hui|."},
      {"it", "dell'estate e l'Italia", "dell'|estate|e|l'|Italia"},
      {"it", "Anna D'Angelo e Dell’Orto", "Anna|D'Angelo|e|Dell’Orto"},
      {"it", "D'Angelo e l'opera DELL'ANNO", "D'|Angelo|e|l'|opera|DELL'|ANNO"},
      {"fr", "Jeanne D'Orval vient d'Arles", "Jeanne|D'Orval|vient|d'|Arles"},
      {"de", "Dr. Weiß kam am 3. März, z.B. nach Köln.",
       "Dr.|Weiß|kam|am|3|.|März|,|z.B.|nach|Köln|."},
      {"de-AT", "Hr. Moser", "Hr.|Moser"},
      {"xx", "didn't stop.", "didn't|stop|."},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(cut(row.text, row.language).bars() == row.tokens);
  }
}

TEST_CASE("a token tells what it looks like", "[token]") {
  struct Row {
    const char* text;
    TokenKind kind;
    bool capital, all_capitals;
  };
  const Row rows[] = {
      {"bank", TokenKind::word, false, false},
      {"Bank", TokenKind::word, true, false},
      {"NATO", TokenKind::word, true, true},
      {"I", TokenKind::word, true, false},
      {"U.S.", TokenKind::word, true, true},
      {"1,200", TokenKind::number, false, false},
      {"10:30", TokenKind::number, false, false},
      {"3/5/2024", TokenKind::number, false, false},
      {"GPT-4", TokenKind::mixed, true, true},
      {"21st", TokenKind::mixed, false, false},
      {"%", TokenKind::symbol, false, false},
      {"€", TokenKind::symbol, false, false},
      {"—", TokenKind::punctuation, false, false},
      {"(", TokenKind::punctuation, false, false},
      {"http://example.org", TokenKind::url, false, false},
      {"Élan", TokenKind::word, true, false},
      {"iPhone", TokenKind::word, false, false},
      {"'90s", TokenKind::mixed, false, false},
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

namespace {

/// Numbers that are the same everywhere: tests must not depend on a library's dice.
struct Dice {
  std::uint64_t state;
  std::size_t below(std::size_t sides) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % sides;
  }
};

std::string scrambled(std::size_t pieces, std::uint64_t seed) {
  const char* const parts[] = {
      "Bank", "the", " ",  " ", " ",     "\n",   ".",   ". ",      "!",      "?",
      "…",    "\"",  "“",  "”", "'",     "’s",   "n't", "(",       ")",      "[1]",
      "U.S.", "Mr.", "J.", "3", "1,200", "–",    "-",   "@x",      "#y",     "http://a.b/c",
      "www.", "$",   "€",  "ü", "Ö",     "漢字", "。",  "🏳️", "\u00AD", "\u00A0",
      "&",    "/",   ":",  "+", "a.m.",  "%",    "_"};
  Dice dice{seed};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += parts[dice.below(std::size(parts))];
  return text;
}

bool on_code_point(std::string_view text, std::uint32_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

bool only_space(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (!is_space(next_code_point(text, at))) return false;
  return true;
}

}  // namespace

TEST_CASE("sentences and tokens cover all but white space, in order, on code points",
          "[sentence][token]") {
  const Data data;
  const char* const languages[] = {"en", "de", "fr", "xx"};
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Article article;
    article.text = scrambled(60, seed);
    INFO(article.text);
    const auto size = static_cast<std::uint32_t>(article.text.size());
    article.paragraphs.push_back({{0, size}, ParagraphKind::paragraph, 0, {}});
    const char* const language = languages[seed % 4];
    const std::vector<Sentence> found = sentences(article, SentenceRules(data, language));
    const Tokens cut = tokens(article, found, TokenRules(data, language));
    REQUIRE(cut.first.size() == found.size() + 1);
    std::uint32_t at = 0;
    for (std::size_t s = 0; s < found.size(); ++s) {
      REQUIRE(cut.begin(s) < cut.end(s));
      CHECK(cut.all[cut.begin(s)].span.begin == found[s].span.begin);
      CHECK(cut.all[cut.end(s) - 1].span.end == found[s].span.end);
      for (std::uint32_t t = cut.begin(s); t < cut.end(s); ++t) {
        const Span span = cut.all[t].span;
        REQUIRE(at <= span.begin);
        CHECK(span.begin < span.end);
        CHECK(on_code_point(article.text, span.begin));
        CHECK(on_code_point(article.text, span.end));
        CHECK(only_space(std::string_view(article.text).substr(at, span.begin - at)));
        CHECK(cut.all[t].key == word_key(span.of(article.text)));
        at = span.end;
      }
    }
    CHECK(only_space(std::string_view(article.text).substr(at)));
  }
}

TEST_CASE("no text makes the cutting slow or unsafe", "[sentence][token]") {
  const Data data;
  const SentenceRules rules(data, "en");
  const TokenRules token_rules(data, "en");
  for (const char* piece :
       {".",      "a.", "a.a.", "'s",   "n't",   "(",    "\"",       ". ", "1,", "http://", "a@",
        "www.a.", "-",  "[1]",  "...a", "U.S. ", "\xC3", "\xF0\x9F", "’",  "&A", "a'",      "\n"}) {
    INFO(piece);
    Article article;
    while (article.text.size() < 300'000) article.text += piece;
    article.paragraphs.push_back(
        {{0, static_cast<std::uint32_t>(article.text.size())}, ParagraphKind::paragraph, 0, {}});
    const std::vector<Sentence> found = sentences(article, rules);
    const Tokens cut = tokens(article, found, token_rules);
    CHECK(cut.first.size() == found.size() + 1);
  }
}
