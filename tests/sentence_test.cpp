#include "sentence/sentence.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "catch.h"

using namespace newsline;

namespace {

Article paragraph(std::string text) {
  Article article;
  article.text = std::move(text);
  article.paragraphs.push_back(
      {{0, static_cast<std::uint32_t>(article.text.size())}, ParagraphKind::paragraph, 0, {}});
  return article;
}

std::string bars(const Article& article, const SentenceRules& rules) {
  std::string all;
  for (const Sentence& sentence : sentences(article, rules)) {
    if (!all.empty()) all += '|';
    all += sentence.span.of(article.text);
  }
  return all;
}

std::string without_bars(std::string_view marked) {
  std::string text;
  for (const char c : marked)
    if (c != '|')
      text += c;
    else
      text += ' ';
  return text;
}

}  // namespace

TEST_CASE("a sentence ends where a reader pauses", "[sentence]") {
  const SentenceRules rules(Data(), "en");
  const char* marked[] = {
      "The bank failed.|Its owner fled.",
      "Mr. Low met Dr. Ames.|They agreed.",
      "The U.S. Senate met in the U.S. on Monday.|It voted.",
      "Fabrikam Inc. Chief Executive Ann Low left.|She was ill.",
      "It bought Contoso Corp.|The price was $3.2 million.",
      "On Jan. 5 it rose 2.5%.|On Feb. 6 it fell.",
      "It opens at 9 a.m. Monday and closes at 5 p.m.|Doors shut then.",
      "He lives in Washington, D.C.|She does not.",
      "John F. Lowe and J. K. Ames came.|Both left.",
      "“We won.”|He smiled.",
      "They came to Boston.|“Let her speak,” they chanted.|It rained.",
      "Dr. “Bones” Low came.|He left.",
      "\"Is it over?\" she asked.|Nobody knew.",
      "The plan (first seen in Sept. 2023) failed.|It was dear.",
      "Wait...|That is not all.",
      "It was, well... odd.",
      "See www.example.org for more.|Or ask.",
      "1. Fabrikam opens.|2. Contoso closes.",
      "Who won?|Nobody!|Really?",
      "He is No. 1 here.|The No. 2 left.",
      "PARIS, March 5 (Newsline) - The bank failed.|It owed millions.",
      "“… and so it ended,” he said.|They left.",
      "It sold Contoso Corp. (CTS) in May.|The C.R.K. Bank paid.",
      "Contoso! announced a deal.",
      "It was signed on Nov. 4.|It runs until Sept. 30, 2028.|He paid 7.|She paid 8.",
      "It fell to $3.20.|Oil rose.|Ask a@b.com.|See example.org.|Version 1.2.|Prices rose.",
      "He waited… then left at 5 p.m. Jan. 3.|She lives on Main St.|She left.",
      "Low v. Ames was heard, e.g. in May, vs. none in June.",
  };
  for (const char* row : marked) {
    INFO(row);
    CHECK(bars(paragraph(without_bars(row)), rules) == row);
  }
}

TEST_CASE("where line ends are lost, addresses, stamps, rows and faces part sentences",
          "[sentence]") {
  const SentenceRules rules(Data(), "en");
  const char* marked[] = {
      "Write to desk@harrow.example.org|Our office opens at noon",
      "Ada Quill <quill@example.org>|04/26/2001 07:17 AM|Will you come?",
      "Orla Quimby|04/26/2001 07:17:05 AM|Here is the list",
      "http://a.example.org/1.html|http://a.example.org/2.html|Both pages are new",
      "See http://a.example.org for more.|Then call.",
      "The vote is over|==========|The next one is in May",
      "The barn is safe :-)|Now we rest",
      "That was all. :)|Now we rest",
      "Map: harrow.pdf >>|Now we rest",
      "We hope to see you.|Kind regards,|Ada Quill",
      "We hope to see you.|Sincerely,|Ada Quill",
      "P.S. The barn is safe.|The horses are not.",
      // and where they do not
      "He posted it at http://a.example.org and left",
      "She asked info@example.org about it",
      "Ada Quill quill@example.org Harrow University",
      "It came on 04/26/2001 07:17 and was read",
      "Go to hell, you d****** Fool of a clerk",
      "(see http://a.example.org Harrow) it said",
      "Kind words, Ada said, help",
      "The score was 3:2 :- a draw",
  };
  for (const char* text : marked) CHECK(bars(paragraph(without_bars(text)), rules) == text);
}

TEST_CASE("a missing space and a soft line end are no reason to fail", "[sentence]") {
  const SentenceRules rules(Data(), "en");
  CHECK(bars(paragraph("The bank closed.Its owner fled."), rules) ==
        "The bank closed.|Its owner fled.");
  CHECK(bars(paragraph("The bank of the\nUnited States closed.\nIts owner fled."), rules) ==
        "The bank of the\nUnited States closed.|Its owner fled.");
}

TEST_CASE("sentences lie in their paragraph and leave out white space alone", "[sentence]") {
  const SentenceRules rules(Data(), "en");
  Article article;
  article.text = "  A heading without a stop \n\nOne. Two! \xC2\xA0 Three\n \n- item";
  article.paragraphs = {{{0, 27}, ParagraphKind::heading, 2, {}},
                        {{29, 47}, ParagraphKind::paragraph, 0, {}},
                        {{48, 49}, ParagraphKind::paragraph, 0, {}},
                        {{52, 56}, ParagraphKind::list_item, 1, {}}};
  const std::vector<Sentence> found = sentences(article, rules);
  REQUIRE(found.size() == 5);
  CHECK(found[0].span.of(article.text) == "A heading without a stop");
  CHECK(found[1].span.of(article.text) == "One.");
  CHECK(found[3].span.of(article.text) == "Three");
  CHECK(found[3].paragraph == 1);
  CHECK(found[4].paragraph == 3);
}

TEST_CASE("each language knows its own abbreviations", "[sentence]") {
  struct Row {
    const char *language, *marked;
  };
  const Row rows[] = {
      {"de", "Dr. Weiß kam am 3. März nach Köln.|Er blieb bis zum 19. Juli."},
      {"de", "Der Markt dauert vom 4.9. - 6.9.2024 in Bonn.|Er ist frei."},
      {"es", "El Sr. Ruiz llegó a EE.UU. en mayo.|Se quedó."},
      {"fr", "M. Petit est arrivé en janv. 2024.|Il est resté."},
      {"it",
       "Il dott. Rossi e l'on. Bianchi sono arrivati nel sec. XIX.|Sono rimasti ecc.|Era tardi."},
      {"fr", "« Nous gagnerons. »|Selon J.-P. Petit, c'est vrai.|« Pourquoi ? » a-t-il demandé."},
      {"xx", "彼は来た。|そして帰った。"},
      {"pt", "O Sr. Costa chegou na av. Central.|Ele ficou."},
  };
  for (const Row& row : rows) {
    INFO(row.marked);
    CHECK(bars(paragraph(without_bars(row.marked)), SentenceRules(Data(), row.language)) ==
          row.marked);
  }
}

TEST_CASE("nothing is read behind the last byte of a text", "[sentence]") {
  const SentenceRules rules(Data(), "en");
  // What ends a text right where the sentence room looks ahead: capitals of two, three and four
  // bytes, opening and closing marks, spaces behind a quotation mark, references, broken and cut
  // characters.
  const std::string endings[] = {
      ".É",       ".É ",       "!Ω",        "?Ж",     "…É",       ".\u1E9E",  ".\U00010400",
      ".Él",      ".“",        ".“É",       ".(É",    ".\"É",     ".«",       ". »",
      ".\u00A0»", ".\u202F",   ".\u00A0",   ".[",     ".[1",      ".[12]",    ".[1]É",
      "..",       ".'",        ".”",        ".É.",    "É",        " É",       "\xC3",
      ".\xC3",    ".\xE2\x80", ".\xF0\x90", ".É\xC3", ".A",       ".Ab",      ".AÉ",
      ".ÉA",      "。",        "。É",       "！“",    ".É\u0301", ".\u00ADÉ",
  };
  for (const std::string& opening :
       {std::string("It opened near the house"), std::string("“It opened near « the house"),
        std::string("Ü"), std::string()}) {
    for (const std::string& ending : endings) {
      INFO(opening << ending);
      // In a buffer of its own, so that a sanitizer sees a byte too many; and as one paragraph of
      // several.
      const std::string text = opening + ending;
      Article alone = paragraph(text);
      alone.text.shrink_to_fit();
      for (const Sentence& sentence : sentences(alone, rules))
        CHECK(sentence.span.end <= text.size());
      // What follows a paragraph must not change its sentences.
      Article first = paragraph(text + "tat");
      first.paragraphs[0].span.end = static_cast<std::uint32_t>(text.size());
      CHECK(bars(first, rules) == bars(alone, rules));
    }
  }
}

TEST_CASE("a sentence that no one would write is cut in pieces, and nothing is lost",
          "[sentence]") {
  const SentenceRules rules(Data(), "en");
  struct Row {
    const char* repeated;
    const char* ending;  // of every piece but the last
  };
  for (const Row& row : {Row{"the bridge in Lisbon, ", ","}, Row{"the bridge ", "e"}, Row{"é", "é"},
                         Row{"x", "x"}}) {
    INFO(row.repeated);
    std::string text;
    while (text.size() < 100'000) text += row.repeated;
    text += "end.";
    const Article article = paragraph(text);
    const std::vector<Sentence> pieces = sentences(article, rules);
    CHECK(pieces.size() > 5);
    std::string joined, wanted;
    for (const Sentence& piece : pieces) {
      const std::string words(piece.span.of(article.text));
      CHECK(words.size() <= 16'384);
      CHECK(words.ends_with(&piece == &pieces.back() ? "end." : row.ending));
      joined += words;
    }
    std::erase(joined, ' ');
    std::ranges::copy_if(text, std::back_inserter(wanted), [](char c) { return c != ' '; });
    CHECK(joined == wanted);
  }
}
