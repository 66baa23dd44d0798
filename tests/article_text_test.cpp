#include <string>
#include <vector>

#include "article/article.h"
#include "catch.h"
#include "page/page.h"

using namespace newsline;

namespace {

const char* name(ParagraphKind kind) {
  switch (kind) {
    case ParagraphKind::paragraph:
      return "p";
    case ParagraphKind::heading:
      return "h";
    case ParagraphKind::list_item:
      return "li";
    case ParagraphKind::quote:
      return "q";
    case ParagraphKind::caption:
      return "cap";
    case ParagraphKind::table_row:
      return "row";
    case ParagraphKind::live_entry:
      return "live";
    case ParagraphKind::title:
      return "title";
    case ParagraphKind::byline:
      return "by";
  }
  return "?";
}

/// "h2:Words" for each paragraph; the level only where there is one. Title and byline are not of
/// the story.
std::vector<std::string> outline(const Article& article, bool story_only = true) {
  std::vector<std::string> lines;
  for (const Paragraph& paragraph : article.paragraphs) {
    if (story_only && !is_story_text(paragraph.kind)) continue;
    std::string line = name(paragraph.kind);
    if (paragraph.level) line += std::to_string(paragraph.level);
    lines.push_back(line + ":" + std::string(paragraph.span.of(article.text)));
  }
  return lines;
}

const std::string long_line =
    "The council of the small harbor town agreed late in the evening, after a debate of four "
    "hours, to buy the old ferry and to moor it at the northern pier.";

}  // namespace

TEST_CASE("kicker, title and byline stay paragraphs of their own kinds", "[article]") {
  const Article article = read_article(text_page(
      "Local News\n\nTown council buys the old ferry\n\nBy Ann Lee, 3 March 2024\n\n" + long_line));
  CHECK(outline(article, false) ==
        std::vector<std::string>{"by:Local News", "title:Town council buys the old ferry",
                                 "by:By Ann Lee, 3 March 2024", "p:" + long_line});
}

TEST_CASE("a text save's lines are read as what they are", "[article]") {
  struct Case {
    const char* about;
    std::string text, title, section;
    std::vector<std::string> paragraphs;
  };
  const std::string p = long_line;
  const Case cases[] = {
      {"one line is a paragraph, not a title", "Mayor quits", "", "", {"p:Mayor quits"}},
      {"a first line with a full stop is the story", p + "\n\n" + p, "", "", {"p:" + p, "p:" + p}},
      {"title and blank line",
       "Town buys ferry\n\n" + p + "\n\n" + p,
       "Town buys ferry",
       "",
       {"p:" + p, "p:" + p}},
      {"title without a blank line",
       "Town buys ferry\n" + p + "\n" + p,
       "Town buys ferry",
       "",
       {"p:" + p, "p:" + p}},
      {"a kicker stands over the title",
       "Local News\n\nTown council buys the old ferry\n\n" + p,
       "Town council buys the old ferry",
       "Local News",
       {"p:" + p}},
      {"a date label is no title",
       "1996\n\n- May 3: The pier burns down.\n- May 9: It is rebuilt.",
       "",
       "",
       {"h2:1996", "li1:May 3: The pier burns down.", "li1:May 9: It is rebuilt."}},
      {"headings stand alone",
       "Town buys ferry\n\n" + p + "\n\nA long debate\n\n" + p,
       "Town buys ferry",
       "",
       {"p:" + p, "h2:A long debate", "p:" + p}},
      {"bullets and their depth",
       p + "\n\n  • one thing\n    • a part of it\n  • another",
       "",
       "",
       {"p:" + p, "li1:one thing", "li2:a part of it", "li1:another"}},
      {"a bullet alone on its line",
       p + "\n\n•\nFerry sold.\n•\nPier closed.",
       "",
       "",
       {"p:" + p, "li1:Ferry sold.", "li1:Pier closed."}},
      {"numbers that count",
       "Reasons.\n\n1. It leaks.\n2. It is slow.\n",
       "",
       "",
       {"p:Reasons.", "li1:It leaks.", "li1:It is slow."}},
      {"a number that does not count",
       "Reasons.\n\n7. It leaks, they said.\n",
       "",
       "",
       {"p:Reasons.", "p:7. It leaks, they said."}},
      {"days are no counting",
       "Daten.\n\n1. Mai 2020: Der Kahn sinkt.\n\n2. Mai 2020: Er wird gehoben.\n",
       "",
       "",
       {"p:Daten.", "p:1. Mai 2020: Der Kahn sinkt.", "p:2. Mai 2020: Er wird gehoben."}},
      {"days without a year are none either",
       "Daten.\n\n1. Mai: Der Kahn sinkt.\n\n2. Mai: Er wird gehoben.\n",
       "",
       "",
       {"p:Daten.", "p:1. Mai: Der Kahn sinkt.", "p:2. Mai: Er wird gehoben."}},
      {"one dash is a signature",
       p + "\n\n— Ann Lee, harbor master\n\n" + p,
       "",
       "",
       {"p:" + p, "p:— Ann Lee, harbor master", "p:" + p}},
      {"wrapped lines are one paragraph",
       "The ferry had been out of service since the winter\nof the great storm, when its engine "
       "failed close to\nthe island. Nobody was hurt.\n\nThe owner paid.",
       "",
       "",
       {"p:The ferry had been out of service since the winter\nof the great storm, when its engine "
        "failed close to\nthe island. Nobody was hurt.",
        "p:The owner paid."}},
      {"wrapped items too",
       "Plans.\n\n* The first plan is to moor the ferry at the pier\n  and to paint it.\n* The "
       "second is to sell it.",
       "",
       "",
       {"p:Plans.", "li1:The first plan is to moor the ferry at the pier\n  and to paint it.",
        "li1:The second is to sell it."}},
      {"Markdown",
       "# Town buys ferry\n\n" + p + "\n\n## Debate\n\n> It leaks.\n\n---\n\n1) one\n2) two",
       "Town buys ferry",
       "",
       {"p:" + p, "h2:Debate", "q1:It leaks.", "li1:one", "li1:two"}},
      {"underlined headings",
       "Town buys ferry\n===\n\n" + p + "\n\nDebate\n---\n" + p,
       "Town buys ferry",
       "",
       {"p:" + p, "h2:Debate", "p:" + p}},
      {"rows",
       "Costs.\n\n| year | price |\n|---|---|\n| 2019 | 3 |\n\n2020\tThe price rises.",
       "",
       "",
       {"p:Costs.", "row:| year | price |", "row:| 2019 | 3 |", "row:2020\tThe price rises."}},
      {"what stands after a pasted story is left out",
       "Town buys ferry\n\n" + p + "\n\n" + p +
           "\n\nRelated Articles\n\nLeave a Reply\n\nYour email address will not be "
           "published.\n\nBack to top",
       "Town buys ferry",
       "",
       {"p:" + p, "p:" + p}},
      {"teasers in the middle end where the story goes on",
       p + "\n\nRead more\n\nPier closed for the winter\n\nHarbor master retires\n\n" + p,
       "",
       "",
       {"p:" + p, "p:" + p}},
      {"picture credits are captions",
       p + "\n\n(Image credit: Ann Lee)\n\n" + p,
       "",
       "",
       {"p:" + p, "cap:(Image credit: Ann Lee)", "p:" + p}},
      {"Windows line ends",
       "Town buys ferry\r\n\r\n" + p + "\r\n",
       "Town buys ferry",
       "",
       {"p:" + p}},
      {"what begins as chrome does, and is all there is",
       "Join us on our trip in April 2014.",
       "",
       "",
       {"p:Join us on our trip in April 2014."}},
      {"nothing", "", "", "", {}},
      {"only white space", " \n\n\t\n", "", "", {}},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    const Article article = read_article(text_page(c.text));
    CHECK(article.text == c.text);
    CHECK(article.title == c.title);
    CHECK(article.section == c.section);
    CHECK(outline(article) == c.paragraphs);
  }
}

TEST_CASE("lines under the title tell author and day", "[article]") {
  struct Case {
    const char* line;
    const char* published;
    const char* modified;
    const char* author;
  };
  const Case cases[] = {
      {"Tuesday, March 5, 2024", "2024-03-05", "", ""},
      {"5 March 2024", "2024-03-05", "", ""},
      {"Published: 5 March 2024, 10:15 GMT", "2024-03-05", "", ""},
      {"Published 5 March 2024 | Updated 7 March 2024", "2024-03-05", "2024-03-07", ""},
      {"Updated 7 March 2024", "", "2024-03-07", ""},
      {"By Ann Lee, 5 March 2024", "2024-03-05", "", "Ann Lee"},
      {"By Ann Lee", "", "", "Ann Lee"},
      {"Von Anna Klein | 5. März 2024", "2024-03-05", "", "Anna Klein"},
      {"Publié le 5 mars 2024 à 10h15", "2024-03-05", "", ""},
      {"Publicado el 5 de marzo de 2024", "2024-03-05", "", ""},
      {"Опубликовано 5 марта 2024", "2024-03-05", "", ""},
      {"2024年3月5日", "2024-03-05", "", ""},
      {"2024-03-05 10:15", "2024-03-05", "", ""},
      {"The ferry sank on 5 March 2024.", "", "", ""},
      {"By sunrise on 5 March 2024 it had sunk.", "", "", ""},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    const Article article =
        read_article(text_page("Town buys ferry\n\n" + std::string(c.line) + "\n\n" + long_line));
    CHECK(article.title == "Town buys ferry");
    CHECK((article.published ? to_string(article.published->day()) : "") == c.published);
    CHECK((article.modified ? to_string(article.modified->day()) : "") == c.modified);
    CHECK((article.authors.empty() ? "" : article.authors[0]) == c.author);
    if (article.published) CHECK(article.published->source == DateSource::byline);
    const bool told = *c.published || *c.modified || *c.author;
    CHECK(outline(article).size() == (told ? 1U : 2U));
  }
}

TEST_CASE("the date labels of a chronology are headings, not the day of publication", "[article]") {
  const Article article =
      read_article(text_page("Ferry: a timeline\n\nMay 3, 2020\n\nThe ferry is built in a yard on "
                             "the coast.\n\nJune 4, 2021\n\nThe ferry is sold to the town."));
  CHECK(!article.published);
  CHECK(outline(article) ==
        std::vector<std::string>{"h2:May 3, 2020", "p:The ferry is built in a yard on the coast.",
                                 "h2:June 4, 2021", "p:The ferry is sold to the town."});
}
