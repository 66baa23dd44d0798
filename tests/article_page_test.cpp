#include <algorithm>
#include <string>
#include <vector>

#include "article/article.h"
#include "base/utf8.h"
#include "catch.h"
#include "page/page.h"

using namespace newsline;

namespace {

const std::string first =
    "The council of the small harbor town agreed late in the evening, after a debate of four "
    "hours, to buy the old ferry.";
const std::string second =
    "Its owner, a family of fishermen, had asked for twice the price in spring, but gave in when "
    "the engine failed again.";
const std::string third =
    "The boat will be moored at the northern pier, said the mayor, and children may board it free "
    "of charge in summer.";

std::string page_of(const std::string& head, const std::string& body) {
  return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Town buys ferry - "
         "Harbor Post</title>" +
         head +
         "</head><body><header><nav><ul><li><a href=\"/\">Home</a></li><li><a "
         "href=\"/sea\">Sea</a></li></ul></nav></header>" +
         body +
         "<footer><p>Copyright 2011 Harbor Post. All rights reserved.</p></footer></body></html>";
}
std::string story(const std::string& around = "") {
  return "<article><h1>Town buys ferry</h1>" + around + "<p>" + first + "</p><p>" + second +
         "</p><p>" + third + "</p></article>";
}
std::string linked(const std::string& members) {
  return "<script "
         "type=\"application/ld+json\">{\"@context\":\"https://"
         "schema.org\",\"@type\":\"NewsArticle\"," +
         members + "}</script>";
}
Article read(const std::string& head, const std::string& body) {
  return read_article(parse_html(page_of(head, body)));
}
/// "2024-03-05T10:15", on the page's own clock.
std::string clock(const Published& published) {
  const auto minutes =
      std::chrono::duration_cast<std::chrono::minutes>(published.at - CivilTime{published.day()})
          .count();
  const auto two = [](auto n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return to_string(published.day()) + "T" + two(minutes / 60) + ":" + two(minutes % 60);
}
std::string day(const std::optional<Published>& published) {
  return published ? to_string(published->day()) : "";
}

}  // namespace

TEST_CASE("a page's story is its paragraphs in order, without what stands around", "[article]") {
  const Article article =
      read("", story("<div class=\"share\"><a href=\"#\">Share</a></div>") +
                   "<aside><h2>More stories</h2><ul><li><a href=\"/a\">Pier closed for the "
                   "winter</a></li><li><a href=\"/b\">Gulls return</a></li></ul></aside>");
  CHECK(article.text == first + "\n" + second + "\n" + third);
  CHECK(article.title == "Town buys ferry");
  CHECK(article.language == "en");
  REQUIRE(article.paragraphs.size() == 3);
  CHECK(article.paragraphs[1].span.of(article.text) == second);
}

TEST_CASE("a sentence of the template that stands on the page again and again is not of the story",
          "[article]") {
  const std::string notice =
      "<div><p>Your settings keep this page from showing the content of another site "
      "here.</p></div>";
  const std::string paragraph = "<p>" + first + "</p>";
  CHECK(read("", "<article><h1>Town buys ferry</h1>" + notice + "<p>" + first + "</p>" + notice +
                     "<p>" + second + "</p>" + notice + "<p>" + third + "</p>" + notice +
                     "</article>")
            .text == first + "\n" + second + "\n" + third);
  // once: who knows
  CHECK(read("", "<article><h1>Town buys ferry</h1>" + notice + paragraph + "<p>" + second +
                     "</p></article>")
            .text.starts_with("Your settings"));
  // all of the story
  CHECK(read("", "<article><h1>Town buys ferry</h1>" + paragraph + paragraph + paragraph +
                     paragraph + "</article>")
            .text.find(first) == 0);
}

namespace {

/// Paragraphs of a story, each with words of its own.
std::string paragraphs(int from, int count) {
  std::string all;
  for (int i = from; i < from + count; ++i)
    all += "<p>The council of the small harbor town agreed late on Monday, after a debate of " +
           std::to_string(i) + " hours, to buy the old ferry from its owner.</p>";
  return all;
}
std::size_t count_of(std::string_view text, std::string_view words) {
  std::size_t count = 0;
  for (std::size_t at = text.find(words); at != std::string_view::npos;
       at = text.find(words, at + 1))
    ++count;
  return count;
}

}  // namespace

TEST_CASE("a page with hardly anything but its story is read whole", "[article]") {
  const std::string teaser = "<article><h3>Ferry</h3><p>The ferry sails Friday.</p></article>";
  const std::string linked_words =
      "<p>The <a href=\"/a\">ferry of the town that was built in the yard of Harbor</a> sails "
      "again on 5 May 2024, he said.</p>";
  struct Case {
    const char* about;
    std::string body;
    std::size_t paragraphs;
    bool linked;
  };
  const Case cases[] = {
      {"a teaser in an article element",
       "<main><h1>Town buys ferry</h1>" + paragraphs(3, 12) + "</main>" + teaser, 12, false},
      {"a plain div", "<div>" + paragraphs(3, 40) + "</div>" + teaser, 40, false},
      {"a marked body",
       "<div itemprop=articleBody><h1>Town buys ferry</h1>" + paragraphs(3, 12) + "</div>" + teaser,
       12, false},
      {"a paragraph that is mostly a link",
       "<main><h1>Town buys ferry</h1>" + paragraphs(3, 6) + linked_words + paragraphs(9, 6) +
           "</main>",
       12, true},
      {"a style property whose name ends in display",
       "<div style=\"--footer-display: none\"><h1>Town buys ferry</h1>" + paragraphs(3, 2) +
           "</div><div>" + paragraphs(50, 1) + "</div>",
       3, false},
      {"what a stream of the server brings later",
       "<div><h1>Town buys ferry</h1><p>Loading</p></div><div hidden id=\"S:0\"><article>" +
           paragraphs(3, 12) + "</article></div>",
       12, false},
      {"the same among other words",
       "<div><h1>Town buys ferry</h1><template id=\"B:0\"></template></div><div><p>Our desk reads "
       "each letter of our readers, and answers those that it can, in the order of the "
       "days.</p></div>"
       "<div hidden id=\"S:0\"><article>" +
           paragraphs(3, 4) + "</article></div>",
       4, false},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    const Article article = read_article(
        parse_html("<!DOCTYPE html><html><head><title>Town buys ferry</title></head><body>" +
                   c.body + "</body></html>"));
    CHECK(count_of(article.text, "The council of the small harbor town") == c.paragraphs);
    CHECK(article.text.find("sails Friday") == std::string::npos);
    CHECK((article.text.find("sails again") != std::string::npos) == c.linked);
  }
}

TEST_CASE("the next story of a page is not this one's", "[article]") {
  const std::string other =
      "<p>The mayor of another town said on Tuesday that the pier is closed until the summer of "
      "next year, and that nobody may fish there.</p>"
      "<p>Fishermen of the town had asked him in winter to keep it open, since there is no other "
      "place from which they can sail.</p>"
      "<p>An engineer of the state had found cracks in it in the autumn, and warned of a collapse "
      "in the storms of the spring.</p>";
  const std::string own = "<h1>Town buys ferry</h1>" + paragraphs(3, 6);
  struct Case {
    const char* about;
    std::string body;
    bool ends;
  };
  const Case cases[] = {
      {"an article of its own",
       "<article>" + own + "</article><article><h1>Pier is closed</h1>" + other + "</article>",
       true},
      {"an address of its own",
       "<div>" + own + "</div><div><h1><a href=\"/pier\">Pier is closed</a></h1>" + other +
           "</div>",
       true},
      {"a day of its own",
       "<div>" + own +
           "</div><div><h1>Pier is closed</h1><time datetime=\"2024-03-04\">4 March 2024</time>" +
           other + "</div>",
       true},
      {"in one element with the first",
       "<div>" + own + "<h1><a href=\"/pier\">Pier is closed</a></h1>" + other + "</div>", true},
      {"a brief one with a day of its own",
       "<article>" + own + "</article><article><h1>Pier is closed</h1><p>6 March 2024</p>" +
           other.substr(0, other.find("<p>An engineer")) + "</article>",
       true},
      {"under a heading of the second rank, with a day and an address of its own",
       "<div>" + own +
           "</div><div><h2><a href=\"/pier\">Pier is closed</a></h2><p>6 March 2024</p>" + other +
           "</div>",
       true},
      {"the same with a day alone: an entry of this story",
       "<div>" + own + "</div><div><h2>Pier is closed</h2><p>6 March 2024</p>" + other + "</div>",
       false},
      {"a card of another story in the midst of this one",
       "<div>" + own +
           "<div><h2><a href=\"/pier\">Pier is closed</a></h2><p>6 March 2024</p></div>" + other +
           "</div>",
       false},
      {"many of the second rank: the entries of this story",
       "<div>" + own + "</div><div><h2><a href=\"/a\">Pier is closed</a></h2><p>6 March 2024</p>" +
           other + "</div><div><h2><a href=\"/b\">Bus is late</a></h2><p>7 March 2024</p>" + other +
           other + "</div><div><h2><a href=\"/c\">Tram is late</a></h2><p>8 March 2024</p>" +
           other + other + "</div>",
       false},
      {"a part of this story with an empty anchor",
       "<div>" + own + "<h1><a id=\"other\"></a><a href=\"#other\">Another town</a></h1>" + other +
           "</div>",
       false},
      {"a part of this story, whose title stands outside of its article",
       "<header><h1>Town buys ferry</h1></header><article>" + paragraphs(3, 6) +
           "<h1>Another town</h1>" + other + "</article>",
       false},
      {"a part of this story", "<div>" + own + "<h1>Another town</h1>" + other + "</div>", false},
      {"a part that an anchor leads to",
       "<div>" + own + "<h1><a href=\"#other\">Another town</a></h1>" + other + "</div>", false},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    const Article article = read_article(
        parse_html("<!DOCTYPE html><html><head><title>Town buys ferry</title></head><body>" +
                   c.body + "</body></html>"));
    CHECK(count_of(article.text, "The council of the small harbor town") == 6);
    CHECK((article.text.find("Fishermen of the town") == std::string::npos) == c.ends);
  }
}

TEST_CASE("a text that stands in two places of a page is told once", "[article]") {
  const Article article =
      read("", "<article><h1>Town buys ferry</h1><div class=\"wide\"><p>" + first + "</p><p>" +
                   second + "</p></div><div class=\"narrow\"><p>" + first + "</p><p>" + second +
                   "</p></div><p>" + third + "</p></article>");
  CHECK(count_of(article.text, first) == 1);
  CHECK(count_of(article.text, second) == 1);
  CHECK(count_of(article.text, third) == 1);
}

TEST_CASE("what is hidden is read where it is most of the story", "[article]") {
  const std::string hidden =
      "<p style=\"color: red; display: none\">The pier of another town is closed until the summer "
      "of next year, and nobody may fish there, said its mayor.</p>";
  const auto text = [](const std::string& inside) {
    return read_article(parse_html("<!DOCTYPE html><html><head><title>Town buys "
                                   "ferry</title></head><body><article><h1>Town buys ferry</h1>" +
                                   inside + "</article></body></html>"))
        .text;
  };
  CHECK(text(paragraphs(3, 4) + hidden).find("pier of another town") == std::string::npos);
  CHECK(count_of(
            text("<p>" + first + "</p><div style=\"display:none\">" + paragraphs(3, 12) + "</div>"),
            "The council of the small harbor town agreed late on Monday") == 12);
}

TEST_CASE("lines around a story are no part of it", "[article]") {
  for (const std::string line :
       {"<p>Published 7:07 PM</p>", "<p>Updated 10:15 am</p>",
        "<p><a href=\"/a\">READ ALSO: PIER IS CLOSED FOR THE WINTER</a></p>",
        "<p>Advertisement</p>", "<p>Story continues below</p>",
        "<p>Updated: March 6, 2024 at 8:07 AM EST</p>", "<p>ADVERTISEMENT - CONTINUE READING</p>",
        "<p>Listen to this article 5 min</p>",
        "<p>To see this content you must accept cookies.</p>"}) {
    INFO(line);
    const Article article =
        read("", "<article><h1>Town buys ferry</h1><p>" + first + "</p>" + line + "<p>" + second +
                     "</p><p>" + third + "</p></article>");
    CHECK(article.text == first + "\n" + second + "\n" + third);
  }
}

TEST_CASE("nothing is lost or glued at the borders of inline elements", "[article]") {
  const Article article =
      read("",
           "<article><h1>Town buys ferry</h1><p>The <b>old</b> ferry<i>boat</i>, <a "
           "href=\"/x\">moored</a>&nbsp;here,<br>was bought. " +
               first + "</p><div>" + second + "</div><p>" + third + "</p></article>");
  CHECK(article.text.starts_with("The old ferryboat, moored here, was bought. The council"));
}

TEST_CASE("blocks of a page stay known as what they are", "[article]") {
  const Article article =
      read("", "<article><h1>Town buys ferry</h1><p>" + first + "</p><h2>A long debate</h2><p>" +
                   second +
                   "</p><ul><li>It leaks badly, said the engineer on Monday.<ul><li>The hull is "
                   "worse than the deck, he added.</li></ul></li></ul><blockquote><p>" +
                   third +
                   "</p></blockquote><table><tr><td>May 3, 2020</td><td>The ferry is "
                   "sold.</td></tr><tr><td>May 9, 2020</td><td>It is towed "
                   "away.</td></tr></table></article>");
  struct Expected {
    ParagraphKind kind;
    std::uint8_t level;
    const char* start;
  };
  const Expected expected[] = {{ParagraphKind::paragraph, 0, "The council"},
                               {ParagraphKind::heading, 2, "A long debate"},
                               {ParagraphKind::paragraph, 0, "Its owner"},
                               {ParagraphKind::list_item, 1, "It leaks badly"},
                               {ParagraphKind::list_item, 2, "The hull"},
                               {ParagraphKind::quote, 1, "The boat"},
                               {ParagraphKind::table_row, 0, "May 3, 2020 | The ferry is sold."},
                               {ParagraphKind::table_row, 0, "May 9, 2020 | It is towed away."}};
  REQUIRE(article.paragraphs.size() == std::size(expected));
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    INFO(expected[i].start);
    CHECK(article.paragraphs[i].kind == expected[i].kind);
    CHECK(article.paragraphs[i].level == expected[i].level);
    CHECK(article.paragraphs[i].span.of(article.text).starts_with(expected[i].start));
  }
}

TEST_CASE("text from a page is in normal form C", "[article]") {
  const Article article =
      read("", "<article><h1>Town buys ferry</h1><p>The cafe\xCC\x81 at the pier. " + first +
                   "</p><p>" + second + "</p></article>");
  CHECK(article.text.starts_with("The caf\xC3\xA9 at the pier."));
}

TEST_CASE("the day of publication is what the best witnesses say", "[article]") {
  struct Case {
    const char* about;
    std::string head, byline;
    const char* published;
    DateSource source;
    const char* modified;
  };
  const Case cases[] = {
      {"linked data",
       linked("\"datePublished\":\"2024-03-05T10:15:00+01:00\",\"dateModified\":\"2024-03-07\""),
       "", "2024-03-05", DateSource::json_ld, "2024-03-07"},
      {"line feeds inside of JSON",
       linked("\"headline\":\"Town\nbuys ferry\",\"datePublished\":\"2024-03-05\""), "",
       "2024-03-05", DateSource::json_ld, ""},
      {"broken JSON",
       linked("\"author\":{\"name\":\"A \"quoted\" name\"},\"datePublished\":\"2024-03-05\""), "",
       "2024-03-05", DateSource::json_ld, ""},
      {"meta", "<meta property=\"article:published_time\" content=\"2024-03-05T10:15:00Z\">", "",
       "2024-03-05", DateSource::meta, ""},
      {"time element", "", "<time datetime=\"2024-03-05T10:15\">5 March</time>", "2024-03-05",
       DateSource::time_element, ""},
      {"visible byline", "", "<div>By Ann Lee | March 5, 2024</div>", "2024-03-05",
       DateSource::byline, ""},
      {"visible in German", "", "<div>Veröffentlicht am 5. März 2024 um 10:15 Uhr</div>",
       "2024-03-05", DateSource::byline, ""},
      {"visible in Arabic", "", "<div>٥ مارس ٢٠٢٤</div>", "2024-03-05", DateSource::byline, ""},
      {"visible in Thai, Buddhist year", "", "<div>5 มีนาคม 2567</div>", "2024-03-05",
       DateSource::byline, ""},
      {"visible in Vietnamese", "", "<div>ngày 5 tháng 3 năm 2024</div>", "2024-03-05",
       DateSource::byline, ""},
      {"visible in Hungarian", "", "<div>2024. március 5.</div>", "2024-03-05", DateSource::byline,
       ""},
      {"a month's name that is a weekday's too",
       "<meta http-equiv=\"content-language\" content=\"es\">",
       "<div>Madrid - 05 MAR 2024 - 10:15 CET</div>", "2024-03-05", DateSource::byline, ""},
      {"an ordinal in words", "", "<div>5th of March 2024</div>", "2024-03-05", DateSource::byline,
       ""},
      {"a clock before the date, and another behind it", "",
       "<div>Published: 10:15 GMT, 5 March 2024 | Updated: 11:15 GMT, 6 March 2024</div>",
       "2024-03-05", DateSource::byline, "2024-03-06"},
      {"in short, with nothing beside it", "", "<div>5/13/24</div>", "2024-05-13",
       DateSource::byline, ""},
      {"never the day of an update",
       "<meta property=\"article:modified_time\" content=\"2024-03-07\">",
       "<div>Last updated: March 7, 2024</div>", "", DateSource::none, "2024-03-07"},
      {"published and updated in one line", "",
       "<div>Published March 5, 2024, updated March 7, 2024</div>", "2024-03-05",
       DateSource::byline, "2024-03-07"},
      {"an updated time element", "",
       "<div>Updated <time datetime=\"2024-03-07\">March 7</time></div>", "", DateSource::none,
       "2024-03-07"},
      {"address of the page",
       "<link rel=\"canonical\" href=\"https://harbor.example/2024/03/05/ferry.html\">", "",
       "2024-03-05", DateSource::url, ""},
      {"a count in the address is no day",
       "<link rel=\"canonical\" href=\"https://harbor.example/2024/03/5-reasons.html\">", "", "",
       DateSource::none, ""},
      {"universal time is not the newsroom's clock",
       "<meta property=\"article:published_time\" content=\"2024-03-06T02:15:00Z\">",
       "<time datetime=\"2024-03-05T21:15:00-05:00\">March 5</time>", "2024-03-05",
       DateSource::time_element, ""},
      {"garbage", "<meta property=\"article:published_time\" content=\"'; DROP TABLE--\">", "", "",
       DateSource::none, ""},
      {"milliseconds since 1970",
       "<meta property=\"article:published_time\" content=\"1709633700000\">", "", "2024-03-05",
       DateSource::meta, ""},
      {"a year that no page is from",
       "<meta property=\"article:published_time\" content=\"9024-03-05\">", "", "",
       DateSource::none, ""},
      {"nothing but a copyright line", "", "", "", DateSource::none, ""},
      {"the label behind the date", "",
       "<div>Wurde am 5. März 2024 um 10:15 Uhr veröffentlicht</div>", "2024-03-05",
       DateSource::byline, ""},
      {"the label in the line before", "",
       "<dl><dt>Published:</dt><dd>5 March 2024</dd><dt>Last updated:</dt><dd>7 March "
       "2024</dd></dl>",
       "2024-03-05", DateSource::byline, "2024-03-07"},
      {"the label of something else", "",
       "<ul><li>Member since: 9 June 2009</li></ul><div>5 March 2024, 10:15</div>", "2024-03-05",
       DateSource::byline, ""},
      {"numbers parted by bars", "", "<div>26 | 03 | 2024</div>", "2024-03-26", DateSource::byline,
       ""},
      {"the day of a picture", "",
       "<figure><img src=\"/a.jpg\"><figcaption>The pier, March 2, 2024.</figcaption></figure>", "",
       DateSource::none, ""},
      {"a stamp of the last change as both",
       "<meta property=\"article:published_time\" content=\"2024-03-07T10:15:30Z\"><meta "
       "property=\"article:modified_time\" content=\"2024-03-07T10:15:30Z\">",
       "<div>By Ann Lee | March 5, 2024</div>", "2024-03-05", DateSource::byline, "2024-03-07"},
      {"a day alone that was written as a stamp",
       "<meta property=\"article:published_time\" content=\"2024-03-04T23:00Z\">",
       "<div>5 March 2024</div>", "2024-03-05", DateSource::byline, ""},
      {"a day that is later than the last change", "<meta name=\"date\" content=\"2024-03-09\">",
       "<div>Last updated: March 7, 2024</div>", "", DateSource::none, "2024-03-07"},
      {"the dates of teasers under the title",
       "<meta property=\"article:published_time\" content=\"2024-03-05\">",
       "<div>March 1, 2024</div><div>March 2, 2024</div><div>March 3, 2024</div>", "2024-03-05",
       DateSource::meta, ""},
      {"day first in the address",
       "<link rel=\"canonical\" href=\"https://harbor.example/news/29-10-2021\">", "", "2021-10-29",
       DateSource::url, ""},
      {"a number in the address that is no date",
       "<link rel=\"canonical\" href=\"https://harbor.example/news/05-03-2021/1234\">", "", "",
       DateSource::none, ""},
      {"hAtom", "",
       "<abbr class=\"published\" title=\"2024-03-05T10:15:00+01:00\">yesterday</abbr>",
       "2024-03-05", DateSource::time_element, ""},
      {"visible in Japanese, the label behind", "", "<div>2024年3月5日 公開</div>", "2024-03-05",
       DateSource::byline, ""},
      {"visible in Korean", "", "<div>입력 2024.03.05. 오전 10:15</div>", "2024-03-05",
       DateSource::byline, ""},
      {"visible in Russian", "", "<div>5 марта 2024, 10:15</div>", "2024-03-05", DateSource::byline,
       ""},
      {"visible in Greek", "", "<div>5 Μαρτίου 2024</div>", "2024-03-05", DateSource::byline, ""},
      {"visible in Hebrew", "", "<div>5 במרץ 2024</div>", "2024-03-05", DateSource::byline, ""},
      {"visible in Persian digits", "", "<div>۲۰۲۴/۰۳/۰۵</div>", "2024-03-05", DateSource::byline,
       ""},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    const Article article = read(c.head, story(c.byline));
    CHECK(day(article.published) == c.published);
    CHECK(day(article.modified) == c.modified);
    CHECK((article.published ? article.published->source : DateSource::none) == c.source);
    CHECK(article.text.starts_with(first));
  }
}

TEST_CASE(
    "a day stands above the title or behind the story too, but a comment's is never the page's",
    "[article]") {
  CHECK(day(read("", "<article><div>March 5, 2024 | Harbor</div>" + story().substr(9)).published) ==
        "2024-03-05");
  CHECK(day(read("", "<article>" + story().substr(9, story().size() - 19) +
                         "<p>Written by Ann Lee</p><p>March 5, 2024</p></article>")
                .published) == "2024-03-05");
  CHECK(
      day(read("", story() +
                       "<section class=\"comments\"><h2>Comments</h2><div class=\"comment\"><time "
                       "datetime=\"2024-03-09\">9 March</time><p>So it goes.</p></div></section>")
              .published)
          .empty());
}

TEST_CASE("numbers are read in the order of the page's language", "[article]") {
  struct Case {
    const char* language;
    const char* published;
  };
  for (const Case& c : {Case{"en-US", "2024-05-03"}, Case{"en-GB", "2024-03-05"},
                        Case{"fr", "2024-03-05"}, Case{"de-AT", "2024-03-05"}}) {
    INFO(c.language);
    CHECK(day(read_article(parse_html("<html lang=\"" + std::string(c.language) + "\"><body>" +
                                      story("<div>05/03/2024</div>") + "</body></html>"))
                  .published) == c.published);
  }
}

TEST_CASE("a written day with two digits of the year counts where signs set it apart",
          "[article]") {
  const auto day = [](const std::string& line) {
    const Article article = read_article(
        parse_html("<html lang=\"de\"><title>Ferry</title><h1>The town buys the ferry</h1><p>" +
                   line + "</p><p>" + first + "</p><p>" + second + "</p>"));
    return article.published ? std::string("dated") : std::string();
  };
  CHECK(day("von Ann Lee, 8.5.12") == "dated");
  CHECK(day("Kultur | 2.11.22") == "dated");
  CHECK(day("Version 8.5.12") == "");
  CHECK(day("8.5.12 is out") == "");
}

TEST_CASE("the clock of a publication is kept as the page writes it", "[article]") {
  const Article article = read(
      "<meta property=\"article:published_time\" content=\"2024-03-05T23:30:00-05:00\">", story());
  REQUIRE(article.published);
  CHECK(article.published->has_time);
  CHECK(article.published->offset_minutes == std::int16_t{-300});
  CHECK(article.published->at ==
        CivilTime{*make_day(2024, 3, 5)} + std::chrono::hours(23) + std::chrono::minutes(30));
}

TEST_CASE("a date of the story or of a teaser is not the day of publication", "[article]") {
  const Article article = read(
      "",
      "<article><h1>Town buys ferry</h1><p>On March 5, 2014 the ferry sank for the first time. " +
          first + "</p><p>" + second + "</p><p>" + third +
          "</p></article><aside class=\"related\"><ul><li><a href=\"/a\">Pier closed</a> <time "
          "datetime=\"2020-02-02\">2 Feb</time></li></ul></aside>");
  CHECK(day(article.published) != "2014-03-05");
  const Article brief =
      read("",
           "<article><h1>Ferry sinks</h1><p>On 5 March 2014 the old ferry sank in the "
           "harbor.</p><p>The report published on 6 March 2014 told why.</p></article>");
  CHECK(!brief.published);
}

TEST_CASE("a title comes without the site's name", "[article]") {
  struct Case {
    const char* about;
    std::string head, body;
    const char* title;
    const char* site;
  };
  const Case cases[] = {
      {"heading that the head repeats", "", story(), "Town buys ferry", ""},
      {"no heading",
       "<meta property=\"og:title\" content=\"Town buys ferry | Harbor Post\"><meta "
       "property=\"og:site_name\" content=\"Harbor Post\">",
       "<p>" + first + "</p><p>" + second + "</p>", "Town buys ferry", "Harbor Post"},
      {"linked data",
       linked("\"headline\":\"Town buys its "
              "ferry\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"Harbor Post\"}"),
       "<p>" + first + "</p><p>" + second + "</p>", "Town buys its ferry", "Harbor Post"},
      {"a kicker in the heading",
       "<meta property=\"og:title\" content=\"Town council buys ferry\">",
       "<h1><span>Harbor</span>: Town council buys ferry</h1><p>" + first + "</p><p>" + second +
           "</p>",
       "Town council buys ferry", ""},
      {"the site's name within a headline's first words",
       "<meta property=\"og:title\" content=\"Why Harbor Post wrote twice - a correction and its "
       "reasons\"><meta property=\"og:site_name\" content=\"Harbor Post\">",
       "<p>" + first + "</p><p>" + second + "</p>",
       "Why Harbor Post wrote twice - a correction and its reasons", "Harbor Post"},
      {"of two headings of the second rank the one that a meta calls the title",
       "<title>Night ferries of the coast - What do sailors say? - Harbor</title><meta "
       "name=\"dc.title\" content=\"Night ferries of the coast\">",
       "<h2>What do sailors say?</h2><h2>Night ferries of the coast</h2><p>" + first + "</p><p>" +
           second + "</p>",
       "Night ferries of the coast", ""},
      {"what is shared of a page calls for something else",
       "<meta property=\"og:title\" content=\"Will you join us as a friend?\">",
       "<h1>Town buys ferry again</h1><h1>Terms</h1><p>" + first + "</p><p>" + second + "</p>",
       "Town buys ferry again", ""},
      {"a section behind the headline that another meta leaves out",
       "<title>Town council buys ferry - Politics | Harbor</title><meta property=\"og:title\" "
       "content=\"Town council buys ferry - Politics\"><meta name=\"headline\" content=\"Town "
       "council buys ferry\">",
       "<p>" + first + "</p><p>" + second + "</p>", "Town council buys ferry", ""},
      {"a site's name between ornaments",
       "<meta property=\"og:site_name\" content=\"\u2606\u2606\u2606 - Harbor Post\">", story(),
       "Town buys ferry", "Harbor Post"},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    const Article article = read(c.head, c.body);
    CHECK(article.title == c.title);
    CHECK(article.site == c.site);
  }
  CHECK(read_article(
            parse_html("<title>Knots - Sailing Handbook of the Coast</title><h1>Knots</h1><p>" +
                       first + "</p><p>" + second + "</p>"))
            .title == "Knots");
}

TEST_CASE("the entries of a live blog keep their own time", "[article]") {
  std::string entries;
  const char* times[] = {"2024-03-06T09:10:00+01:00", "2024-03-05T18:30:00+01:00",
                         "2024-03-05T10:15:00+01:00"};
  for (const char* time : times)
    entries += "<div class=\"entry\"><div><time datetime=\"" + std::string(time) +
               "\"></time></div><p>" + (time == times[1] ? second : third) + "</p><p>" + first +
               "</p></div>";
  const Article article = read("", "<article><h1>Ferry: the day as it went</h1><p>" + first +
                                       "</p><div>" + entries + "</div></article>");
  REQUIRE(article.paragraphs.size() == 7);
  CHECK(!article.paragraphs[0].stamp);
  const char* days[] = {"2024-03-06", "2024-03-05", "2024-03-05"};
  for (std::size_t i = 0; i < 3; ++i) {
    REQUIRE(article.paragraphs[1 + 2 * i].stamp);
    CHECK(to_string(article.paragraphs[1 + 2 * i].stamp->day()) == days[i]);
    CHECK(article.paragraphs[1 + 2 * i].kind == ParagraphKind::live_entry);
    CHECK(article.paragraphs[2 + 2 * i].stamp.has_value());
    CHECK(article.paragraphs[2 + 2 * i].kind == ParagraphKind::paragraph);
  }
}

TEST_CASE("entries of a live blog are of the day that the linked data lists for their headline",
          "[article]") {
  // three of four posts are listed; each shows a headline and two paragraphs
  const char* headlines[] = {"Ferry leaves &quot;late&quot;", "Storm reaches the isles",
                             "Harbour closes its gates", "Crew sleeps on board"};
  const auto days = [&](std::vector<std::string> times) {
    std::string updates, body;
    for (std::size_t i = 0; i < times.size(); ++i)
      updates += std::string(i > 0 ? "," : "") + R"({"@type":"BlogPosting","headline":")" +
                 headlines[i] + R"(","datePublished":")" + times[i] + "\"}";
    for (const char* headline : headlines)
      body += "<h2>" + std::string(headline) + "</h2><p>" + second + "</p><p>" + third + "</p>";
    const Article article = read(
        R"(<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Ferry",)"
        R"("datePublished":"2024-03-05T06:00:00+01:00","liveBlogUpdate":[)" +
            updates + "]}</script>",
        "<article><h1>Ferry: the day as it went</h1><p>" + first + "</p>" + body + "</article>");
    std::vector<std::string> all;
    for (const Paragraph& paragraph : article.paragraphs)
      all.push_back(paragraph.stamp ? clock(*paragraph.stamp) : "-");
    return all;
  };
  const std::string a = "2024-03-06T09:10", b = "2024-03-05T18:30", c = "2024-03-05T10:15";
  const std::string none = "-";
  CHECK(days({"2024-03-06T09:10:00+01:00", "2024-03-05T18:30:00+01:00",
              "2024-03-05T10:15:00+01:00"}) ==
        std::vector{none, a, a, a, b, b, b, c, c, c, none, none, none});
  // all of the day of publication: the page's own marks must show that it is a blog
  CHECK(days({"2024-03-05T20:10:00+01:00", "2024-03-05T18:30:00+01:00",
              "2024-03-05T10:15:00+01:00"}) == std::vector<std::string>(13, none));
}

TEST_CASE("entries of a live blog without elements of their own begin at lines with a clock time",
          "[article]") {
  const auto blog = [](std::vector<std::string> marks, const std::string& head) {
    std::string body = "<article><h1>Ferry: the day as it went</h1><p>" + first + "</p>";
    for (const std::string& mark : marks)
      body += mark + "<p>" + second + "</p><p>" + third + "</p>";
    return read(
        "<meta property=\"article:published_time\" content=\"2024-03-05T18:00:00+01:00\">" + head,
        body + "</article>");
  };
  const auto days = [](const Article& article) {
    std::vector<std::string> all;
    for (const Paragraph& paragraph : article.paragraphs)
      if (paragraph.kind == ParagraphKind::live_entry) all.push_back(clock(*paragraph.stamp));
    return all;
  };
  const std::string live = linked("\"headline\":\"Ferry\"")
                               .replace(linked("").find("NewsArticle"), 11, "LiveBlogPosting");
  using Days = std::vector<std::string>;
  struct Case {
    const char* about;
    std::vector<std::string> marks;
    std::string head;
    Days expected;
  };
  const Case cases[] = {
      {"newest first, over midnight",
       {"<h3>8:15 am</h3>", "<h3>12:40 am</h3>", "<h3>11:55 pm</h3>",
        "<h3>6.30 pm: Doors open</h3>"},
       "",
       {"2024-03-06T08:15", "2024-03-06T00:40", "2024-03-05T23:55", "2024-03-05T18:30"}},
      {"oldest first, told as live",
       {"<h3>18.30 Uhr</h3>", "<h3>23.55 Uhr</h3>", "<h3>00.40 Uhr</h3>", "<h3>08.15 Uhr</h3>"},
       live,
       {"2024-03-05T18:30", "2024-03-05T23:55", "2024-03-06T00:40", "2024-03-06T08:15"}},
      {"oldest first, told afterwards",
       {"<h3>07:30</h3>", "<h3>09:00</h3>", "<h3>12:10</h3>", "<h3>16:45</h3>"},
       "",
       {}},
      {"marks that name their day",
       {"<h3>8 March 2024, 10:15</h3>", "<h3>09:00</h3>", "<h3>7 March 2024, 21:00</h3>",
        "<h3>17:00</h3>"},
       "",
       {"2024-03-08T10:15", "2024-03-08T09:00", "2024-03-07T21:00", "2024-03-07T17:00"}},
      {"scores and prices",
       {"<h3>3:1 for the town</h3>", "<h3>2.50 a trip</h3>", "<h3>1:1 at half-time</h3>",
        "<h3>0:1</h3>"},
       "",
       {}},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    CHECK(days(blog(c.marks, c.head)) == c.expected);
  }
}

TEST_CASE("a story that stands in the page's data alone is read from there", "[article]") {
  const std::string told =
      first + "\\n" + second + "\\n" + third + " " + first + " " + second + " " + third;
  const Article linked_body =
      read(linked("\"headline\":\"Town buys ferry\",\"articleBody\":\"" + told + "\""),
           "<div id=\"app\"></div>");
  CHECK(linked_body.text.starts_with(first + "\n" + second));
  CHECK(linked_body.paragraphs.size() == 3);
  const Article brief = read(
      linked("\"headline\":\"Town buys ferry\",\"articleBody\":\"" + told + "\""),
      "<article><p>The pier was closed for the winter on Monday, as the wind had torn off a part "
      "of its roof, and nobody knows when it will open.</p><p>Gulls live there now.</p></article>");
  CHECK(brief.text.starts_with("The pier was closed"));
}

TEST_CASE("a page's address holds no credentials and is of the web", "[article]") {
  const auto url = [](const char* address) {
    return read("<link rel=\"canonical\" href=\"" + std::string(address) + "\">", story()).url;
  };
  CHECK(url("https://harbor.example/ferry") == "https://harbor.example/ferry");
  CHECK(url("https://me:secret@harbor.example/ferry").empty());
  CHECK(url("javascript:alert(1)").empty());
  CHECK(url("file:///etc/passwd").empty());
}

TEST_CASE("deep and wide pages are read in time and never crash", "[article]") {
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "<div class=\"a b\">x ";
  std::string nested = "[";
  for (int i = 0; i < 100000; ++i) nested += "[";
  std::string rows;
  for (int i = 0; i < 3000; ++i) rows += "<table><tr><td>a</td><td>";
  for (const std::string& body :
       {deep, std::string(50000, '<'), rows, std::string("<p>\xFF\xFE\x80</p>"), std::string()}) {
    const Article article =
        read("<script type=\"application/ld+json\">" + nested + "</script>", body);
    CHECK(is_utf8(article.text));
    for (const Paragraph& paragraph : article.paragraphs)
      CHECK(paragraph.span.end <= article.text.size());
  }
}

TEST_CASE("the marks of notes do not change the words before them", "[article]") {
  struct Case {
    const char* written;
    const char* read;
  };
  const Case cases[] = {
      {"built in 2019<sup><a href=\"#n1\">1</a></sup> by the yard", "built in 2019[1] by the yard"},
      {"built in 2019<a href=\"#n1\"><sup>1</sup></a> by the yard", "built in 2019[1] by the yard"},
      {"built in 2019<sup>1</sup> by the yard", "built in 2019[1] by the yard"},
      {"built in 2019<sup><a href=\"#n1\">[1]</a></sup> by the yard",
       "built in 2019[1] by the yard"},
      {"by the yard.<sup>12</sup> The", "by the yard.[12] The"},
      {"40 m<sup>2</sup> on the 5<sup>th</sup>", "40 m2 on the 5th"},
      {"10<sup>6</sup> grains", "10 6 grains"},
      {"the first<sup>*</sup> of all", "the first* of all"},
  };
  for (const Case& c : cases) {
    INFO(c.written);
    const Article article = read(
        "", "<article><h1>Town buys ferry</h1><p>" + first + "</p><p>The ferry was " + c.written +
                " across the river, where forty people work.</p><p>" + second + "</p></article>");
    CHECK(article.text.find(c.read) != std::string::npos);
  }
  const Article article = read(
      "", "<article><h1>Town buys ferry</h1><p>" + first +
              "</p><h2>History<span>[<a href=\"/edit\">edit</a>]</span></h2><p>" + second +
              "</p><h2>To come <a href=\"#to-come\">\u00B6</a></h2><p>" + third + "</p></article>");
  CHECK(article.text.find("\nHistory\n") != std::string::npos);
  CHECK(article.text.find("\nTo come\n") != std::string::npos);
}

TEST_CASE("a line of the printer is not of the story", "[article]") {
  const std::string story = "<p>" + first + "</p><p>" + second + "</p><p>" + third + "</p>";
  const std::string line = "<p>Printed on 9 May 2024 from https://harbor.example/ferry</p>";
  for (const std::string& inside : {line + "<hr>" + story, story + "<hr>" + line}) {
    const Article article = read("", "<h2>Town buys ferry</h2>" + inside);
    CHECK(article.text == first + "\n" + second + "\n" + third);
  }
}

TEST_CASE("what a page says of its authors behind the story is no part of it", "[article]") {
  struct Case {
    const char* about;
    std::string line;
    bool kept;
  };
  const Case cases[] = {
      {"what the author does",
       "Ann Lee is a reporter for the Harbor Post. She has written about boats since 2011.", false},
      {"in italics", "<em>Ann Lee joined the Harbor Post in 2022.</em>", false},
      {"of somebody else", "Bo Ek is the mayor of the town. He took office in 2011.", true},
      {"a sentence that only names the author", "The report by Ann Lee was read to the council.",
       true},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    const Article article =
        read("<meta name=\"author\" content=\"Ann Lee\">",
             "<article><h1>Town buys ferry</h1><p>" + first + "</p><p>" + second + "</p><p>" +
                 third + "</p><p>" + c.line + "</p></article>");
    CHECK(article.text.starts_with(first + "\n" + second + "\n" + third));
    CHECK((article.text.size() > first.size() + second.size() + third.size() + 2) == c.kept);
  }
}
