// Who wrote a page: the names in bylines, and the places where pages name their authors.
#include <string>
#include <vector>

#include "article/article.h"
#include "article/metadata/names.h"
#include "base/data.h"
#include "catch.h"
#include "page/page.h"

using namespace newsline;
using namespace newsline::article;

namespace {

struct Words {
  Data data;
  Phrases phrases{data.file("article/phrases.tsv")};
  MonthNames months{data.file("article/months.tsv")};
};

using Names = std::vector<std::string>;

const std::string story =
    "<p>The council of the small harbor town agreed late in the evening, after a debate of four "
    "hours, to buy the old ferry.</p>"
    "<p>Its owner, a family of fishermen, had asked for twice the price in spring, but gave in "
    "when the engine failed again.</p>"
    "<p>The ferry will be repaired in the winter, and is to sail again from Easter on, the mayor "
    "told the people in the hall.</p>";

Names authors(const std::string& head, const std::string& before, const std::string& behind = "") {
  return read_article(parse_html("<!DOCTYPE html><html><head><title>Town buys ferry</title><meta "
                                 "property=\"og:site_name\" content=\"Harbor Post\">" +
                                 head + "</head><body><main><h1>Town buys ferry</h1>" + before +
                                 story + behind + "</main></body></html>"))
      .authors;
}
std::string linked(const std::string& graph) {
  return "<script type=\"application/ld+json\">" + graph + "</script>";
}

}  // namespace

TEST_CASE("a byline names people", "[article]") {
  const Words words;
  struct Case {
    const char* line;
    Names people;
  };
  const Case cases[] = {
      {"By Ann Lee", {"Ann Lee"}},
      {"by Ann Lee", {"Ann Lee"}},
      {"BY ANN LEE", {"ANN LEE"}},
      {"Written by Ann Lee and Tom Hale", {"Ann Lee", "Tom Hale"}},
      {"By Ann Lee, Tom Hale and Mia Ruiz", {"Ann Lee", "Tom Hale", "Mia Ruiz"}},
      {"By Ann Lee & Tom Hale", {"Ann Lee", "Tom Hale"}},
      {"By Ann Lee and Tom Hale in Paris", {"Ann Lee", "Tom Hale"}},
      {"By Ann Lee in Paris and London", {"Ann Lee"}},
      {"By Ann Lee in Paris and Tom Hale in Rome", {"Ann Lee", "Tom Hale"}},
      {"By Ann Lee for Harbor Post", {"Ann Lee"}},
      {"By Ann Lee | 5 March 2024", {"Ann Lee"}},
      {"By Ann Lee March 5, 2024", {"Ann Lee"}},
      {"By Ann Lee 5 March 2024", {"Ann Lee"}},
      {"5 March 2024 | By Ann Lee", {"Ann Lee"}},
      {"By Ann Lee, Berlin", {"Ann Lee"}},
      {"By Ann Lee, Staff Writer", {"Ann Lee"}},
      {"By Ann Lee Staff Writer", {"Ann Lee"}},
      {"By J. R. Hale", {"J. R. Hale"}},
      {"By Mary O'Neil and Jean-Luc Petit", {"Mary O'Neil", "Jean-Luc Petit"}},
      {"By April May and June Hale", {"April May", "June Hale"}},
      {"More stories by Ann Lee", {"Ann Lee"}},
      {"Von Ute van der Berg und Jan de Vries", {"Ute van der Berg", "Jan de Vries"}},
      {"Alexa von Heide", {"Alexa von Heide"}},
      {"Par Zoé Petit et Luc Le Goff", {"Zoé Petit", "Luc Le Goff"}},
      {"Por Ana de Souza e Rui dos Santos", {"Ana de Souza", "Rui dos Santos"}},
      {"Автор: Анна Петрова", {"Анна Петрова"}},
      {"記者 王小明", {"王小明"}},
      {"By Ann Lee Dec. 7, 2016", {"Ann Lee"}},
      {"By Sarah E. Lee and Bruce Y. Hale", {"Sarah E. Lee", "Bruce Y. Hale"}},
      {"By Sarah E Lee", {"Sarah E Lee"}},
      {"POR ANA LEAL E RUI DIAS", {"ANA LEAL", "RUI DIAS"}},
      {"By by ANN LEE and TOM HALE", {"ANN LEE", "TOM HALE"}},
      {"By Ann Lee, PhD, and Tom Hale, MD", {"Ann Lee", "Tom Hale"}},
      {"Text: Ann Lee, Fotos: Pia Ruiz", {"Ann Lee"}},
      {"Text size", {}},
      {"Von unserem Korrespondenten Tom Hale, Paris", {"Tom Hale"}},
      {"신현주 기자", {"신현주"}},
      {"by | Ann Lee | Harbor News Fellow", {"Ann Lee"}},
      {"By the staff of the town", {}},
      {"Bye for now", {}},
      {"The town buys a ferry", {}},
      {"", {}},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(names_in_byline(c.line, words.phrases, words.months).people == c.people);
  }
}

TEST_CASE("an agency in a byline is no person", "[article]") {
  const Words words;
  struct Case {
    const char* line;
    Names people, agencies;
  };
  const Case cases[] = {
      {"By Ann Lee, The Associated Press", {"Ann Lee"}, {"The Associated Press"}},
      {"Reuters", {}, {"Reuters"}},
      {"Von Ute Berg, dpa", {"Ute Berg"}, {"dpa"}},
      {"AFP", {}, {"AFP"}},
      {"By ANN LEE ASSOCIATED PRESS", {"ANN LEE"}, {}},
      {"By Ann Lee Reuters", {"Ann Lee"}, {}},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    const BylineNames names = names_in_byline(c.line, words.phrases, words.months);
    CHECK(names.people == c.people);
    CHECK(names.agencies == c.agencies);
  }
}

TEST_CASE("a value that says that it names authors is one name or several", "[article]") {
  const Words words;
  struct Case {
    const char* value;
    Names people;
  };
  const Case cases[] = {
      {"Ann Lee", {"Ann Lee"}},
      {"annlee42", {"annlee42"}},
      {"Ann Lee, Tom Hale", {"Ann Lee", "Tom Hale"}},
      {"Ann Lee and Tom Hale", {"Ann Lee", "Tom Hale"}},
      {"Hale, Tom", {"Tom Hale"}},
      {"Hale, Tom van", {"Tom van Hale"}},
      {"Ann (R. J.) Lee", {"Ann (R. J.) Lee"}},
      {"Ann.Lee", {"Ann.Lee"}},
      {"A.B. Lee", {"A.B. Lee"}},
      {"Sail & i", {"Sail & i"}},
      {"Sarah E. Lee", {"Sarah E. Lee"}},
      {"NOVEMBER 20, 2019 10:43", {}},
      {"By Ann Lee", {"Ann Lee"}},
      {"Ann Lee - https://harbor.example/", {"Ann Lee"}},
      {"https://social.example/annlee", {}},
      {"ann@harbor.example", {}},
      {"ann@harbor.example (Ann Lee)", {"Ann Lee"}},
      {"Ann Lee <ann@harbor.example>", {"Ann Lee"}},
      {"Dr. Ann Lee, PhD; Prof. Tom Hale Jr.", {"Dr. Ann Lee", "Prof. Tom Hale Jr."}},
      {"신현주 기자", {"신현주"}},
      {"Times of Harbor", {"Times of Harbor"}},
      {"Harbor-Post-Reporter Ann Lee", {"Ann Lee"}},
      {"Redaktion Alte Stadt", {"Redaktion Alte Stadt"}},
      {"von lee42", {"lee42"}},
      {"No Author", {}},
      {"Log Out", {}},
      {"admin", {}},
      {"News", {}},
      {"View all posts", {}},
      {"作者：", {}},
      {"Author", {}},
      {"كايلا إبستين الصغيرة من الميناء", {"كايلا إبستين الصغيرة من الميناء"}},
      {"  ", {}},
  };
  for (const Case& c : cases) {
    INFO(c.value);
    CHECK(names_in_value(c.value, words.phrases, words.months).people == c.people);
  }
}

TEST_CASE("authors are found wherever a page names them", "[article]") {
  struct Case {
    const char* about;
    std::string head, before, behind;
    Names people;
  };
  const Case cases[] = {
      {"a line", "", "<p>By Ann Lee</p>", "", {"Ann Lee"}},
      {"a line of its own in a small heading", "", "<h5>By Ann Lee</h5>", "", {"Ann Lee"}},
      {"a label and the name in the next line",
       "",
       "<div>By:</div><div>Ann Lee</div>",
       "",
       {"Ann Lee"}},
      {"rel=author", "", "<a rel=\"author\" href=\"/x\">Ann Lee</a>", "", {"Ann Lee"}},
      {"a name and a house in elements of their own",
       "",
       "<div class=\"byline\"><span class=\"name\">Ann Lee</span> <span>Harbor News</span></div>",
       "",
       {"Ann Lee"}},
      {"a name and a weekday in elements of their own",
       "",
       "<div class=\"byline\">By <span><a href=\"/mail\">Ann Lee</a></span> <span>Tuesday, March "
       "5, "
       "2024</span></div>",
       "",
       {"Ann Lee"}},
      {"two halves of a name in elements of their own",
       "",
       "<div class=\"byline\">By <span>Ann</span> <span>Lee</span></div>",
       "",
       {"Ann Lee"}},
      {"a name and the next in elements of their own",
       "",
       "<div class=\"byline\">By <span>Ann Lee</span> <span>and Tom Hale</span></div>",
       "",
       {"Ann Lee", "Tom Hale"}},
      {"a comma inside of an element leads to the next",
       "",
       "<div>By: <span><a href=\"/1\">Ann Lee</a>, </span> <span><a href=\"/2\">Tom "
       "Hale</a></span></div>",
       "",
       {"Ann Lee", "Tom Hale"}},
      {"the meta of a byline",
       "<meta name=\"byline\" content=\"By Ann Lee\">",
       "",
       "",
       {"Ann Lee"}},
      {"two links",
       "",
       "<p><a rel=\"author\" href=\"/x\">Ann Lee</a>, <a rel=\"author\" href=\"/y\">Tom "
       "Hale</a></p>",
       "",
       {"Ann Lee", "Tom Hale"}},
      {"microdata",
       "",
       "<span itemprop=\"author\" itemscope><span itemprop=\"name\">Ann Lee</span> in town</span>",
       "",
       {"Ann Lee"}},
      {"microdata in a meta",
       "",
       "<meta itemprop=\"author\" content=\"Ann Lee\">",
       "",
       {"Ann Lee"}},
      {"a class", "", "<div class=\"byline\">Ann Lee</div>", "", {"Ann Lee"}},
      {"subjects are no authors",
       "",
       "<div class=\"author\">1 March 2024 / <a rel=\"tag\" href=\"/t/1\">Coast News</a> / <a "
       "rel=\"tag\" href=\"/t/2\">Old Harbor</a></div>",
       "",
       {}},
      {"an address that leads to people",
       "",
       "<a href=\"/authors/lee\">Ann Lee</a>",
       "",
       {"Ann Lee"}},
      {"one name, which its link's address tells too",
       "",
       "<p class=\"byline\"><a href=\"/author/lars/\">Lars</a></p>",
       "",
       {"Lars"}},
      {"a login",
       "",
       "<p class=\"byline\">by <a href=\"/author/lee42/\">lee42</a></p>",
       "",
       {"lee42"}},
      {"a small name behind a label",
       "",
       "<p>by <span class=\"author\">oz</span> on <span>March 5, 2024</span></p>",
       "",
       {"oz"}},
      {"names in elements of their own",
       "",
       "<div class=\"byline\"><div><span>Ann Lee</span> <span>Tom Hale</span> <span>Mia Jane "
       "Ruiz</span></div></div>",
       "",
       {"Ann Lee", "Tom Hale", "Mia Jane Ruiz"}},
      {"a name that a day is glued to",
       "",
       "<p>By <span>Ann Lee</span><span>November 24, 2025</span></p>",
       "",
       {"Ann Lee"}},
      {"who publishes falls away before a reader's byline",
       linked("{\"@type\":\"NewsArticle\",\"headline\":\"Town buys "
              "ferry\",\"author\":{\"@type\":\"Person\",\"name\":\"Sea "
              "Group\"},\"publisher\":{\"@type\":\"Organization\",\"name\":\"Sea Group\"}}"),
       "<p>By Ann Lee</p>",
       "",
       {"Ann Lee"}},
      {"a post in a line of its own",
       "",
       "<div class=\"byline\">by <span>Ann Lee</span><p>Harbor News Fellow</p></div>",
       "",
       {"Ann Lee"}},
      {"a name beside a picture and below it",
       "",
       "<div class=\"byline\"><a href=\"/x\">Ann Lee</a><span>Ann Lee</span></div>",
       "",
       {"Ann Lee"}},
      {"the foot of the story's head",
       "",
       "<header><footer><a rel=\"author\" href=\"/x\">Ann Lee</a></footer></header>",
       "",
       {"Ann Lee"}},
      {"a login that the page spells elsewhere",
       "<meta name=\"author\" content=\"Ann Lee\">",
       "<a rel=\"author\" href=\"/x\">annlee</a>",
       "",
       {"Ann Lee"}},
      {"linked data in a section of characters",
       linked("<![CDATA[ {\"@type\":\"NewsArticle\",\"headline\":\"Town buys "
              "ferry\",\"author\":\"Ann Lee\"} ]]>"),
       "",
       "",
       {"Ann Lee"}},
      {"a newsroom that its linked data calls a person, where nobody else is named",
       linked("{\"@type\":\"NewsArticle\",\"headline\":\"Town buys "
              "ferry\",\"author\":{\"@type\":\"Person\",\"name\":\"Harbor Post\"}}"),
       "",
       "",
       {"Harbor Post"}},
      {"behind the story", "", "", "<p class=\"author\">Ann Lee</p>", {"Ann Lee"}},
      {"a line behind the story", "", "", "<p>By Ann Lee</p>", {"Ann Lee"}},
      {"a card's label",
       "<meta name=\"twitter:label1\" content=\"Written by\"><meta name=\"twitter:data1\" "
       "content=\"Ann Lee\">",
       "",
       "",
       {"Ann Lee"}},
      {"a graph that names people by their ids",
       linked("{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Town buys "
              "ferry\",\"author\":{\"@id\":\"#lee\"}},{\"@type\":\"Person\",\"@id\":\"#lee\","
              "\"name\":\"Ann Lee\"}]}"),
       "",
       "",
       {"Ann Lee"}},
      {"people before organizations",
       linked("{\"@type\":\"NewsArticle\",\"headline\":\"Town buys "
              "ferry\",\"author\":[{\"@type\":\"Organization\",\"name\":\"Harbor "
              "Group\"},{\"@type\":\"Person\",\"name\":\"Ann Lee\"}]}"),
       "",
       "",
       {"Ann Lee"}},
      {"an organization where nobody else is named",
       linked("{\"@type\":\"NewsArticle\",\"headline\":\"Town buys "
              "ferry\",\"author\":{\"@type\":\"Organization\",\"name\":\"Sea News Agency\"}}"),
       "",
       "",
       {"Sea News Agency"}},
      {"several where linked data names the first alone",
       linked(
           "{\"@type\":\"NewsArticle\",\"headline\":\"Town buys ferry\",\"author\":\"Ann Lee\"}"),
       "<p>By Ann Lee and Tom Hale</p>",
       "",
       {"Ann Lee", "Tom Hale"}},
      {"who publishes has not written",
       "<meta name=\"author\" content=\"Harbor Post\">",
       "",
       "",
       {}},
      {"a writer's own site",
       "<meta name=\"author\" content=\"Ann Lee\"><meta property=\"og:site_name\" content=\"Ann "
       "Lee\">",
       "<p>By Ann Lee</p>",
       "",
       {"Ann Lee"}},
      {"two labels, one of which is not seen",
       "",
       "<p class=\"byline\"><span>By</span><span>by ANN LEE and TOM HALE</span></p>",
       "",
       {"ANN LEE", "TOM HALE"}},
      {"the newsroom behind the name",
       "",
       "<p class=\"author\">Ann Lee, HARBOR POST</p>",
       "",
       {"Ann Lee"}},
      {"the site's desk behind the name",
       "",
       "<p class=\"author\"><a href=\"/a\">Ann Lee, Harbor Post North</a></p>",
       "",
       {"Ann Lee"}},
      {"a line that is a known name, where nothing else tells",
       "",
       "<p>Ann Lee</p>",
       "",
       {"Ann Lee"}},
      {"a signature", "", "", "<p><b>Ann Lee</b></p>", {"Ann Lee"}},
      {"a line that is no known name", "", "<p>Harbor News</p>", "", {}},
      {"a line of a list", "", "", "<ul><li>Ann Lee</li><li>Tom Hale</li></ul>", {}},
      {"a signature beside a byline", "", "<p>By Tom Hale</p>", "<p>Ann Lee</p>", {"Tom Hale"}},
      {"a space that does not break",
       "<meta name=\"author\" content=\"A.&nbsp;Lee\">",
       "",
       "",
       {"A. Lee"}},
      {"a name that only its looks part from the site's",
       "",
       "<div class=\"author\">Ann Lee <i>Harbor Post</i></div>",
       "",
       {"Ann Lee"}},
      {"a name beside the site's, without a label",
       "",
       "<p>Ann Lee | Harbor Post</p>",
       "",
       {"Ann Lee"}},
      {"a post at the site, without a label",
       "",
       "<p>Ann Lee, Harbor Post correspondent</p>",
       "",
       {"Ann Lee"}},
      {"no name beside another's", "", "<p>Ann Lee | Coast Wire</p>", "", {}},
      {"an agency's line", "", "<p>AFP, MANILA</p>", "", {"AFP"}},
      {"an agency and a person", "", "<p>AFP, MANILA</p><p>By Ann Lee</p>", "", {"Ann Lee"}},
      {"a picture's author is another",
       linked("{\"@type\":\"ImageObject\",\"datePublished\":\"2024-03-05\",\"author\":\"AFP/Pia "
              "Ruiz\"}"),
       "",
       "",
       {}},
      {"a comment's author is another",
       linked("{\"@type\":\"NewsArticle\",\"headline\":\"Town buys "
              "ferry\",\"comment\":[{\"@type\":\"Comment\",\"dateCreated\":\"2024-03-05\","
              "\"author\":{\"@type\":\"Person\",\"name\":\"Pia Ruiz\"}}]}"),
       "",
       "",
       {}},
      {"a login behind a label",
       "",
       "<p>Posted by <a href=\"/users/janus-1\">janus</a> 2 hours ago</p>",
       "",
       {"janus"}},
      {"links that lead elsewhere beside one that leads to a person",
       "",
       "<div class=\"author\"><div><a href=\"/users/lee\">Ann Lee</a></div><div><a "
       "href=\"https://coast.example/x\">Coast Forum</a></div></div>",
       "",
       {"Ann Lee"}},
      {"a person that the story is about",
       "",
       "",
       "<div class=\"tags\"><span class=\"tag\"><a href=\"/person/pia-ruiz/\">Pia "
       "Ruiz</a></span></div>",
       {}},
      {"no machine's name", "<meta name=\"author\" content=\"admin\">", "", "", {}},
      {"a name before a login",
       "<meta name=\"author\" content=\"ann-l\">",
       "",
       "<div class=\"author\"><p>Author <span>Ann Lee:</span></p></div>",
       {"Ann Lee"}},
      {"a meta of several names",
       "<meta property=\"dc:creator twitter:creator\" content=\"Ann Lee\">",
       "",
       "",
       {"Ann Lee"}},
      {"no byline of a comment", "", "", "<div class=\"comments\"><p>By Ann Lee</p></div>", {}},
      {"no byline of a teaser in the sidebar",
       "",
       "",
       "<aside><p class=\"byline\">Ann Lee</p></aside>",
       {}},
      {"no photographer", "", "<figure><figcaption>By Ann Lee</figcaption></figure>", "", {}},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    std::string head = c.head;
    CHECK(authors(head, c.before, c.behind) == c.people);
  }
}

TEST_CASE("a site that is its own author is named where readers see it", "[article]") {
  const auto authors_of = [](const std::string& author, const std::string& line) {
    return read_article(
               parse_html("<!DOCTYPE html><html><head><title>Town buys ferry</title><meta "
                          "property=\"og:site_name\" content=\"The Times of Harbor\"><meta "
                          "name=\"author\" content=\"" +
                          author + "\"></head><body><main><h1>Town buys ferry</h1>" + line + story +
                          "</main></body></html>"))
        .authors;
  };
  CHECK(authors_of("The Times of Harbor", "").empty());
  CHECK(authors_of("Times of Harbor", "").empty());
  CHECK(authors_of("Harbor Times", "") == Names{"Harbor Times"});
}

TEST_CASE("the front matter of a Markdown save says what its page is", "[article]") {
  const std::string text =
      "The council of the small harbor town agreed late in the evening, after a debate of four "
      "hours, to buy the old ferry.\n\n"
      "Its owner, a family of fishermen, had asked for twice the price in spring, but gave in when "
      "the engine failed again.\n";
  struct Case {
    const char* about;
    std::string matter;
    const char* title;
    Names people;
    const char* published;
    const char* url;
  };
  const Case cases[] = {
      {"Obsidian's clipper",
       "---\ntitle: \"Town buys ferry\"\nsource: \"https://harbor.example/1\"\nauthor:\n  - "
       "\"[[Ann Lee]]\"\n  - \"[[people/hale|Tom Hale]]\"\npublished: 2024-03-05\ncreated: "
       "2025-01-01\ndescription: \"At last.\"\ntags:\n  - \"clippings\"\n---\n",
       "Town buys ferry",
       {"Ann Lee", "Tom Hale"},
       "2024-03-05",
       "https://harbor.example/1"},
      {"Jekyll",
       "---\nlayout: post\ntitle:  'The town''s ferry'\ndate:   2024-03-05 10:15:00 "
       "+0100\nauthors: [Ann Lee, \"Hale, Tom\"]\n---\n",
       "The town's ferry",
       {"Ann Lee", "Tom Hale"},
       "2024-03-05",
       ""},
      {"Hugo",
       "+++\ntitle = \"Town buys ferry\"\ndate = 2024-03-05T10:15:00+01:00\nauthor = \"Ann "
       "Lee\"\n+++\n",
       "Town buys ferry",
       {"Ann Lee"},
       "2024-03-05",
       ""},
      {"a folded title",
       "---\ntitle: >\n  Town buys\n  ferry\ndate_published: 2024-03-05\nauthor: Ann Lee and Tom "
       "Hale\n---\n",
       "Town buys ferry",
       {"Ann Lee", "Tom Hale"},
       "2024-03-05",
       ""},
      {"people with more than a name",
       "---\ntitle: Town buys ferry\nauthors:\n- name: Ann Lee\n  url: "
       "https://harbor.example/lee\n- name: Tom Hale\n---\n",
       "Town buys ferry",
       {"Ann Lee", "Tom Hale"},
       "",
       ""},
      {"the day of the page before the day of the save",
       "---\ntitle: Town buys ferry\ndate: 2025-01-01\npublished: 2024-03-05\n---\n",
       "Town buys ferry",
       {},
       "2024-03-05",
       ""},
      {"a list over several lines",
       "---\ntitle: Town buys ferry\nauthors: [\n  Ann Lee,\n  Tom Hale\n]\n---\n",
       "Town buys ferry",
       {"Ann Lee", "Tom Hale"},
       "",
       ""},
      {"a comment",
       "---\n# of the clipper\ntitle: Town buys ferry # the old one\n---\n",
       "Town buys ferry",
       {},
       "",
       ""},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    const Article article = read_article(parse_page(c.matter + "\n" + text));
    CHECK(article.title == c.title);
    CHECK(article.authors == c.people);
    CHECK((article.published ? to_string(article.published->day()) : "") == c.published);
    CHECK(article.url == c.url);
    REQUIRE(article.paragraphs.size() == 2);
    CHECK(article.paragraphs[0].span.of(article.text).starts_with("The council"));
  }
}

TEST_CASE("what is not closed is no front matter", "[article]") {
  const Article article = read_article(parse_page(
      std::string("---\ntitle: Town buys ferry\n\nThe council of the small harbor town agreed late "
                  "in the evening, after a debate of four hours, to buy the old ferry.\n")));
  CHECK(article.text.find("The council") != std::string::npos);
  CHECK(!article.paragraphs.empty());
}
