// What a page says about itself, each kind of evidence alone.
#include <string>
#include <vector>

#include "article/article.h"
#include "catch.h"
#include "page/page.h"

using namespace newsline;

namespace {

const std::string body =
    "<article><h1>Town buys ferry</h1><p>The council of the small harbor town agreed late in the "
    "evening, after a debate of four hours, to buy the old ferry.</p>"
    "<p>Its owner, a family of fishermen, had asked for twice the price in spring, but gave in "
    "when the engine failed again.</p></article>";

Article read(const std::string& head, const std::string& html = "<html>") {
  return read_article(parse_html("<!DOCTYPE html>" + html + "<head><title>Town buys ferry</title>" +
                                 head + "</head><body>" + body + "</body></html>"));
}
std::string meta(const std::string& name, const std::string& value) {
  return "<meta property=\"" + name + "\" content=\"" + value + "\">";
}
std::string linked(const std::string& members, const std::string& type = "NewsArticle") {
  return "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"" +
         type + "\"," + members + "}</script>";
}

}  // namespace

TEST_CASE("site, section, address and language are read where the page gives them", "[article]") {
  struct Case {
    const char* about;
    std::string head, html;
    std::string Article::*field;
    const char* value;
  };
  const std::string html = "<html>";
  const Case cases[] = {
      {"site of Open Graph", meta("og:site_name", "Harbor Post"), html, &Article::site,
       "Harbor Post"},
      {"site of an application", meta("application-name", "Harbor Post"), html, &Article::site,
       "Harbor Post"},
      {"site of the publisher",
       linked(
           "\"headline\":\"Town buys "
           "ferry\",\"publisher\":{\"@type\":\"NewsMediaOrganization\",\"name\":\"Harbor Post\"}"),
       html, &Article::site, "Harbor Post"},
      {"site of a WebSite",
       linked("\"name\":\"Harbor Post\",\"url\":\"https://harbor.example\"", "WebSite"), html,
       &Article::site, "Harbor Post"},
      {"site of the address", "<link rel=\"canonical\" href=\"https://www.harbor.example/ferry\">",
       html, &Article::site, "harbor.example"},
      {"section of a meta", meta("article:section", "Town"), html, &Article::section, "Town"},
      {"section of linked data",
       linked("\"headline\":\"Town buys ferry\",\"articleSection\":\"Town\""), html,
       &Article::section, "Town"},
      {"section, the first of a list",
       linked("\"headline\":\"Town buys ferry\",\"articleSection\":[\"Town\",\"Sea\"]"), html,
       &Article::section, "Town"},
      {"canonical address",
       "<link rel=\"canonical\" href=\"https://harbor.example/ferry\">" +
           meta("og:url", "https://harbor.example/other"),
       html, &Article::url, "https://harbor.example/ferry"},
      {"address of Open Graph", meta("og:url", "https://harbor.example/ferry"), html, &Article::url,
       "https://harbor.example/ferry"},
      {"address of linked data",
       linked("\"headline\":\"Town buys "
              "ferry\",\"mainEntityOfPage\":{\"@type\":\"WebPage\",\"@id\":\"https://"
              "harbor.example/ferry\"}"),
       html, &Article::url, "https://harbor.example/ferry"},
      {"a relative address says too little", "<link rel=\"canonical\" href=\"/ferry\">", html,
       &Article::url, ""},
      {"language of the root", "", "<html lang=\"pt_br\">", &Article::language, "pt-BR"},
      {"language of Open Graph", meta("og:locale", "fr_CA"), html, &Article::language, "fr-CA"},
      {"language of a header", "<meta http-equiv=\"content-language\" content=\"de, en\">", html,
       &Article::language, "de"},
      {"language of linked data", linked("\"headline\":\"Town buys ferry\",\"inLanguage\":\"sv\""),
       html, &Article::language, "sv"},
      {"no language", "", "<html lang=\"und\">", &Article::language, ""},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    CHECK(read(c.head, c.html).*c.field == c.value);
  }
}

TEST_CASE("authors are people, from linked data before metas", "[article]") {
  struct Case {
    const char* about;
    std::string head;
    std::vector<std::string> authors;
  };
  const Case cases[] = {
      {"one",
       linked("\"headline\":\"Town buys ferry\",\"author\":{\"@type\":\"Person\",\"name\":\"Ann "
              "Lee\"}"),
       {"Ann Lee"}},
      {"a list",
       linked("\"headline\":\"Town buys ferry\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ann "
              "Lee\"},{\"@type\":\"Person\",\"name\":\"Tom Hale\"}]"),
       {"Ann Lee", "Tom Hale"}},
      {"names alone",
       linked("\"headline\":\"Town buys ferry\",\"author\":[\"Ann Lee\",\"Tom Hale\"]"),
       {"Ann Lee", "Tom Hale"}},
      {"a meta", "<meta name=\"author\" content=\"Ann Lee\">", {"Ann Lee"}},
      {"linked data first",
       linked("\"headline\":\"Town buys ferry\",\"author\":\"Ann Lee\"") +
           "<meta name=\"author\" content=\"Web desk\">",
       {"Ann Lee"}},
      {"an address is no name", meta("article:author", "https://social.example/harborpost"), {}},
      {"the same twice",
       meta("author", "Ann Lee") + meta("article:author", "Ann Lee"),
       {"Ann Lee"}},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    CHECK(read(c.head).authors == c.authors);
  }
}

TEST_CASE("published and modified keep their own clocks", "[article]") {
  struct Case {
    const char* about;
    std::string head;
    const char* published;
    std::optional<std::int16_t> offset;
    const char* modified;
    std::optional<std::int16_t> modified_offset;
    DateSource source;
  };
  const Case cases[] = {
      {"linked data",
       linked("\"headline\":\"x\",\"datePublished\":\"2024-03-05T23:30:00-05:00\",\"dateModified\":"
              "\"2024-03-06T08:00:00+01:00\""),
       "2024-03-05", std::int16_t{-300}, "2024-03-06", std::int16_t{60}, DateSource::json_ld},
      {"metas",
       meta("article:published_time", "2024-03-05T23:30:00+0530") +
           meta("article:modified_time", "2024-03-06"),
       "2024-03-05",
       std::int16_t{330},
       "2024-03-06",
       {},
       DateSource::meta},
      {"itemprop",
       "<meta itemprop=\"datePublished\" content=\"2024-03-05T23:30:00Z\"><meta "
       "itemprop=\"dateModified\" content=\"2024-03-06T01:00:00Z\">",
       "2024-03-05", std::int16_t{0}, "2024-03-06", std::int16_t{0}, DateSource::meta},
      {"RFC 2822",
       "<meta name=\"pubdate\" content=\"Tue, 05 Mar 2024 23:30:00 GMT\">",
       "2024-03-05",
       std::int16_t{0},
       "",
       {},
       DateSource::meta},
      {"a meta of a library",
       "<meta name=\"DC.date.issued\" content=\"2024-03-05\"><meta name=\"DC.date.modified\" "
       "content=\"2024-03-09\">",
       "2024-03-05",
       {},
       "2024-03-09",
       {},
       DateSource::meta},
      {"the day of a video is not the article's",
       linked("\"headline\":\"x\",\"datePublished\":\"2024-03-05\",\"video\":{\"@type\":"
              "\"VideoObject\",\"name\":\"v\",\"uploadDate\":\"2019-01-01\",\"datePublished\":"
              "\"2019-01-01\"}"),
       "2024-03-05",
       {},
       "",
       {},
       DateSource::json_ld},
      {"the article of this page among others",
       linked("\"headline\":\"Pier closed\",\"datePublished\":\"2024-02-02\"") +
           linked("\"headline\":\"Town buys ferry\",\"datePublished\":\"2024-03-05\""),
       "2024-03-05",
       {},
       "",
       {},
       DateSource::json_ld},
      {"in a graph",
       "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"Harbor "
       "Post\"},{\"@type\":\"Article\",\"headline\":\"Town buys "
       "ferry\",\"datePublished\":\"2024-03-05\"}]}</script>",
       "2024-03-05",
       {},
       "",
       {},
       DateSource::json_ld},
      {"broken in its middle",
       "<script "
       "type=\"application/"
       "ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-05\",\"author\":{\"name\":"
       "\"A \"quoted\" one\"},\"dateModified\":\"2024-03-06\"}</script>",
       "2024-03-05",
       {},
       "2024-03-06",
       {},
       DateSource::json_ld},
      {"cut off",
       "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Town buys "
       "ferry\",\"datePublished\":\"2024-03-05\",\"author\":{\"name\":\"Ann</script>",
       "2024-03-05",
       {},
       "",
       {},
       DateSource::json_ld},
      {"a final comma",
       "<script "
       "type=\"application/"
       "ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-05\",}</script>",
       "2024-03-05",
       {},
       "",
       {},
       DateSource::json_ld},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    const Article article = read(c.head);
    const auto day = [](const std::optional<Published>& p) {
      return p ? to_string(p->day()) : std::string();
    };
    CHECK(day(article.published) == c.published);
    CHECK(day(article.modified) == c.modified);
    CHECK((article.published && article.published->offset_minutes == c.offset));
    CHECK((!article.modified || article.modified->offset_minutes == c.modified_offset));
    CHECK((article.published && article.published->source == c.source));
  }
}

TEST_CASE("linked data is read to a depth, and what lies deeper costs nothing", "[article]") {
  const auto nested = [](int depth) {
    std::string json =
        "{\"@type\":\"NewsArticle\",\"headline\":\"Town buys "
        "ferry\",\"datePublished\":\"2024-03-05\",\"about\":";
    for (int i = 0; i < depth; ++i) json += "{\"x\":";
    json += "1";
    for (int i = 0; i < depth; ++i) json += "}";
    return "<script type=\"application/ld+json\">" + json + "}</script>";
  };
  for (const int depth : {10, 100, 100000}) {
    const Article article = read(nested(depth));
    REQUIRE(article.published);
    CHECK(to_string(article.published->day()) == "2024-03-05");
  }
}

namespace {

Article whole(const std::string& title, const std::string& head, const std::string& inside) {
  return read_article(parse_html(
      "<!DOCTYPE html><html><head><title>" + title + "</title>" + head + "</head><body>" + inside +
      "<p>The council of the small harbor town agreed late in the evening, after a debate of four "
      "hours, to buy the old ferry.</p>"
      "<p>Its owner, a family of fishermen, had asked for twice the price in spring, but gave in "
      "when the engine failed again.</p>"
      "<p>The boat will be moored at the northern pier, said the mayor, and children may board it "
      "free of charge in summer.</p></body></html>"));
}

}  // namespace

TEST_CASE("the site's name is told from the title", "[article]") {
  struct Case {
    const char* about;
    std::string title, head, inside;
    const char* told;
    const char* site;
  };
  const std::string canonical =
      "<link rel=\"canonical\" href=\"https://www.coastblog.example/story\">";
  const Case cases[] = {
      {"a heading that leads home", "Story | The Coast Blog", "",
       "<h1><a href=\"/\">The Coast Blog</a></h1><h2>Story</h2>", "Story", "The Coast Blog"},
      {"a heading inside of a link home", "Town buys ferry | The Coast Blog", "",
       "<a href=\"https://coast.example/\"><h1>The Coast Blog</h1></a><h2>Town buys ferry</h2>",
       "Town buys ferry", "The Coast Blog"},
      {"two first headings", "Town buys ferry | The Coast Blog", "",
       "<h1><a href=\"/\">The Coast Blog</a></h1><h1>Town buys ferry</h1>", "Town buys ferry",
       "The Coast Blog"},
      {"the domain says it too", "Town buys ferry - Coast Blog", canonical,
       "<h1>Town buys ferry</h1>", "Town buys ferry", "Coast Blog"},
      {"a picture that leads home", "Town buys ferry - The Blog", canonical,
       "<a href=\"/\"><img alt=\"The Blog\" src=\"logo.png\"></a><h1>Town buys ferry</h1>",
       "Town buys ferry", "The Blog"},
      {"an application that is named as the page", "Town buys ferry",
       "<meta name=\"application-name\" content=\"Town buys ferry\">", "<h1>Town buys ferry</h1>",
       "Town buys ferry", ""},
      {"a domain alone", "Town buys ferry", canonical, "<h1>Town buys ferry</h1>",
       "Town buys ferry", "coastblog.example"},
      {"a title that leads home and is the page's", "The Coast Blog", "",
       "<h1><a href=\"/\">The Coast Blog</a></h1>", "The Coast Blog", ""},
      {"the day in small print", "Town buys ferry - Coast Blog", canonical,
       "<h1>Town buys ferry <small>5 March 2024</small></h1>", "Town buys ferry", "Coast Blog"},
      {"a kicker that only its looks part", "The town buys its ferry", "",
       "<h1><span>At sea</span><span>The town buys its ferry</span></h1>",
       "The town buys its ferry", ""},
      {"a kicker that the head puts a colon behind", "At sea: The town buys its ferry",
       "<meta property=\"og:title\" content=\"At sea: The town buys its ferry\">",
       "<h1><span>At sea</span><span>The town buys its ferry</span></h1>",
       "At sea: The town buys its ferry", ""},
      {"another kicker than the head's", "Harbor: The town buys its ferry", "",
       "<h1><span>At sea</span> <span>The town buys its ferry</span></h1>",
       "The town buys its ferry", ""},
      {"the blog's name before a colon", "Coast Blog: The town buys its ferry", "",
       "<h1>The town buys its ferry</h1>", "The town buys its ferry", ""},
      {"a headline written for searching", "Ferry prices and routes",
       "<script type=\"application/ld+json\">{\"@type\":\"BlogPosting\",\"headline\":\"Ferry "
       "prices and routes\"}</script>",
       "<h1>What the town pays for its ferry</h1>", "What the town pays for its ferry", ""},
      {"a title that holds a word of the site's name", "Coast ferries - a new way to sail",
       "<meta property=\"og:title\" content=\"Coast ferries - a new way to sail\"><meta "
       "property=\"og:site_name\" content=\"Coast\">",
       "<h1>Coast ferries - a new way to sail</h1>", "Coast ferries - a new way to sail", "Coast"},
      {"the day before the title", "The town buys its ferry", "",
       "<h1>5 March 2024 The town buys its ferry</h1>", "The town buys its ferry", ""},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    const Article article = whole(c.title, c.head, c.inside);
    CHECK(article.title == c.told);
    CHECK(article.site == c.site);
  }
}

TEST_CASE("a title is found where the page hides it", "[article]") {
  const std::string text =
      "<p>The council of the small harbor town agreed late in the evening, after a debate of four "
      "hours, to buy the old ferry.</p><p>Its owner, a family of fishermen, had asked for twice "
      "the price in spring, but gave in when the engine failed again.</p>";
  const auto title = [&](const std::string& head, const std::string& body_html) {
    return read_article(parse_html("<!DOCTYPE html><html><head>" + head + "</head><body>" +
                                   body_html + "</body></html>"))
        .title;
  };
  struct Case {
    const char* about;
    std::string head, inside;
    const char* title;
  };
  const Case cases[] = {
      {"the site stands last, be it longer", "<title>Ferry - Coast Foundation</title>", text,
       "Ferry"},
      {"a headline behind the site's name",
       "<title>Coast Foundation - Town buys ferry from its owner</title>", text,
       "Town buys ferry from its owner"},
      {"the part that stands over the text", "<title>Coast News - Ferry sold</title>",
       "<div>Ferry sold</div>" + text, "Ferry sold"},
      {"a chapter of a book", "<title>Handbook of the Coast</title>",
       "<h1>Town buys ferry</h1>" + text + "<h1>How it began</h1>" + text, "Town buys ferry"},
      {"a title that is cut where room is little",
       "<title>Town buys old ferry for two million... - Harbor Post</title>",
       "<h2>Town buys old ferry for two million dollars</h2>" + text,
       "Town buys old ferry for two million dollars"},
      {"a cut title that only the head completes",
       "<title>Town buys old ferry for two million\u2026</title><meta property=\"twitter:title\" "
       "content=\"Town buys old ferry for two million dollars\">",
       text, "Town buys old ferry for two million dollars"},
      {"a section in the title, a headline without markup", "<title>Energy</title>",
       "<div class=\"headline\">Town buys ferry from its owner</div><h6>Town buys ferry from its "
       "owner</h6>" +
           text,
       "Town buys ferry from its owner"},
      {"a short heading that opens the title", "<title>Ferry - Coast (Harbor Service)</title>",
       "<h1>Open menu</h1><h1>Ferry</h1>" + text, "Ferry"},
      {"two headings that are sites",
       "<title>Town buys ferry @ Coast Blog :: Harbor Post ::</title>",
       "<h1>Harbor Post</h1><h2>Town buys ferry</h2>" + text, "Town buys ferry"},
      {"a cut title that the site's name goes on from",
       "<title>Town buys old ferry for two million\u2026 - Harbor</title><meta "
       "property=\"og:title\" "
       "content=\"Town buys old ferry for two million\u2026\">",
       text, "Town buys old ferry for two million\u2026"},
      {"the last part of the title is its story where the head says so",
       "<title>Harbor talks - Town buys ferry from its owner</title><meta property=\"og:title\" "
       "content=\"Town buys ferry from its owner\">",
       "<h1>Town buys ferry from its owner</h1><h2>Harbor talks</h2>" + text,
       "Town buys ferry from its owner"},
      {"a dash between letters that know no spaces",
       "<title>\u6E2F\u53E3\u5E02\u8CB7\u8239-\u6D77\u5CB8\u7DB2</title>",
       "<a href=\"/\">\u6D77\u5CB8\u7DB2</a>" + text, "\u6E2F\u53E3\u5E02\u8CB7\u8239"},
      {"a section that only sharing puts first",
       "<title>Town buys ferry from its owner - HP</title><meta property=\"og:title\" "
       "content=\"Opinion | "
       "Town buys ferry from its owner\"><script type=\"application/ld+json\">{\"@type\":"
       "\"NewsArticle\",\"headline\":\"Town buys ferry from its owner\"}</script>",
       "<h1>Opinion</h1><h1>Town buys ferry from its owner</h1>" + text,
       "Town buys ferry from its owner"},
      {"a badge for subscribers behind the heading's words",
       "<title>Town buys ferry from its owner</title><meta property=\"og:title\" content=\"Town "
       "buys "
       "ferry from its owner\">",
       "<h1>Town buys ferry from its owner <span>Subscribers</span></h1>" + text,
       "Town buys ferry from its owner"},
      {"words of the heading's own behind the title's",
       "<title>Town buys ferry from its owner</title><meta property=\"og:title\" content=\"Town "
       "buys "
       "ferry from its owner\">",
       "<h1>Town buys ferry from its owner in May</h1>" + text,
       "Town buys ferry from its owner in May"},
      {"the heading's own longer end",
       "<title>Town buys ferry from its owner</title><meta property=\"og:title\" content=\"Town "
       "buys "
       "ferry from its owner\">",
       "<h1>Town buys ferry from its owner, at last</h1>" + text,
       "Town buys ferry from its owner, at last"},
      {"one meta of several names",
       "<meta property=\"x:title dc:title\" content=\"Town buys ferry\">", text, "Town buys ferry"},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    CHECK(title(c.head, c.inside) == c.title);
  }
}

TEST_CASE("a title is the heading that the head repeats, not the page's section", "[article]") {
  const std::string text =
      "<p>The council of the small harbor town agreed late in the evening, after a debate of four "
      "hours, to buy the old ferry.</p><p>Its owner, a family of fishermen, had asked for twice "
      "the price in spring, but gave in when the engine failed again.</p>";
  struct Case {
    const char* about;
    std::string head, body;
    const char* title;
  };
  const Case cases[] = {
      {"the site is a first heading too, and the end of <title>",
       "<title>Town buys ferry : Harbor Post</title><meta property=\"og:title\" "
       "content=\"Town buys ferry : HPost\">",
       "<h1>Harbor Post</h1><h1>Town buys ferry</h1>" + text, "Town buys ferry"},
      {"the desk is the only first heading",
       "<title>Town buys old ferry for two million – HPost</title>",
       "<h1>Coast Life Desk</h1><h2>Town buys ferry for two million</h2>" + text,
       "Town buys ferry for two million"},
      {"a second heading of few words is a chapter",
       "<title>Town buys old ferry for two million – HPost</title>",
       "<h1>Old boat, new owner</h1><h2>Town buys</h2>" + text, "Old boat, new owner"},
      {"the head says it twice, and nothing of the heading",
       "<title>Town buys ferry for two million - HPost</title><meta property=\"og:title\" "
       "content=\"Town buys ferry for two million\">",
       "<h1>Latest Stories</h1>" + text, "Town buys ferry for two million"},
      {"a heading that shares a word with the head is the story's",
       "<title>Town buys ferry for two million - HPost</title><meta property=\"og:title\" "
       "content=\"Town buys ferry for two million\">",
       "<h1>At last: a ferry of their own</h1>" + text, "At last: a ferry of their own"},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    CHECK(read_article(parse_html("<!DOCTYPE html><html><head>" + c.head + "</head><body>" +
                                  c.body + "</body></html>"))
              .title == c.title);
  }
}

TEST_CASE("where a page does not name its site, two of its parts do", "[article]") {
  struct Case {
    const char* about;
    std::string title, address, inside;
    const char* site;
  };
  const std::string h1 = "<h1>Town buys ferry</h1>";
  const Case cases[] = {
      {"picture and host", "Town buys ferry", "https://www.harborpost.example/1",
       "<a href=\"/\"><img alt=\"Harbor Post\"></a>" + h1, "Harbor Post"},
      {"the picture's label says that it is one", "Town buys ferry",
       "https://www.harborpost.example/1", "<a href=\"/\"><img alt=\"Harbor Post Logo\"></a>" + h1,
       "Harbor Post"},
      {"accents that addresses leave out", "Town buys ferry", "https://zeitung-gruen.example/1",
       "<a href=\"/\">Zeitung Grün</a>" + h1, "Zeitung Grün"},
      {"umlauts that addresses spell out", "Town buys ferry", "https://zeitung-gruen.example/1",
       "<a href=\"/\">Zeitung GRÜN</a>" + h1, "Zeitung GRÜN"},
      {"words of the host in another order", "Town buys ferry | Harbor Tires",
       "https://tires.harbor.example/1", h1, "Harbor Tires"},
      {"link and rights", "Town buys ferry", "",
       "<a href=\"/\">The Coast</a>" + h1 + "<footer>\u00A9 2024 The Coast Ltd.</footer>",
       "The Coast"},
      {"title and rights", "Town buys ferry - The Coast", "",
       h1 + "<footer>\u00A9 2024 The Coast. All rights reserved.</footer>", "The Coast"},
      {"feed and title", "Town buys ferry - The Coast", "",
       "<link rel=alternate type=application/rss+xml title=\"The Coast &raquo; Feed\">" + h1,
       "The Coast"},
      {"a section is no site", "Town buys ferry - Politics", "https://harbor.example/1",
       "<a href=\"https://politics.example/\">Politics</a>" + h1, "harbor.example"},
      {"a part of the host is none", "Town buys ferry | Finance",
       "https://finance.harbor.example/1", h1, "finance.harbor.example"},
      {"another site's front page", "Town buys ferry", "https://harbor.example/1",
       "<a href=\"https://www.coast.example/\">Coast</a>" + h1 + "<p>\u00A9 Coast</p>",
       "harbor.example"},
      {"one witness is not enough", "Town buys ferry", "https://harbor.example/1",
       "<a href=\"/\">Welcome aboard</a>" + h1, "harbor.example"},
      {"a name before the address itself", "Town buys ferry | HP", "https://hp.example/1",
       "<a href=\"/\">hp.example</a>" + h1 + "<p>\u00A9 hp.example</p>", "HP"},
      {"a slogan behind the name", "Town buys ferry", "https://www.tide.example/1",
       "<a href=\"/\">Tide - Coast and Sea</a><link rel=alternate type=application/rss+xml "
       "title=\"Tide - Coast and Sea\">" +
           h1,
       "Tide"},
      {"two letters before a country", "Town buys ferry", "https://www.tide.co.example/1",
       "<a href=\"/\">Tide</a>" + h1, "Tide"},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    CHECK(whole(c.title,
                c.address.empty() ? "" : "<link rel=\"canonical\" href=\"" + c.address + "\">",
                c.inside)
              .site == c.site);
  }
}

TEST_CASE("a site's name stands for its domain where the page shows one", "[article]") {
  struct Case {
    const char* about;
    std::string head;
    const char* site;
  };
  const Case cases[] = {
      {"the head tells the domain alone",
       "<title>Town buys ferry - HarborPost.example</title>"
       "<meta property=\"og:site_name\" content=\"harborpost.example\">",
       "HarborPost.example"},
      {"its first word is the domain's",
       "<title>Town buys ferry | HCR Coast Radio</title>"
       "<meta property=\"og:site_name\" content=\"hcr.example\">",
       "HCR Coast Radio"},
      {"a name with a dot stays",
       "<title>Town buys ferry - Harbor</title>"
       "<meta property=\"og:site_name\" content=\"Harbor.example\">",
       "Harbor.example"},
      {"a handle",
       "<title>Town buys ferry - Harbor.example</title>"
       "<meta property=\"og:site_name\" content=\"@harbordotexample\">"
       "<link rel=\"canonical\" href=\"https://harbor.example/a\">",
       "Harbor.example"},
      {"nothing else than a domain",
       "<title>Town buys ferry</title><meta property=\"og:site_name\" "
       "content=\"www.harbor.example\">",
       "harbor.example"},
      {"<title> ends in an address, and no other is told",
       "<title>Town buys ferry | HarborToday.com</title>", "HarborToday.com"},
      {"<title> ends in the owner's part of the host",
       "<title>Town buys ferry - HPost.example</title>"
       "<link rel=\"canonical\" href=\"https://online.hpost.example/a\">",
       "HPost.example"},
      {"an archive kept the page",
       "<title>Town buys ferry</title><link rel=\"canonical\" "
       "href=\"https://web.archive.org/web/20240310101500/https://www.harbor.example/ferry\">",
       "harbor.example"},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    CHECK(read_article(parse_html("<!DOCTYPE html><html><head>" + c.head +
                                  "</head><body><h1>Town buys ferry</h1></body></html>"))
              .site == c.site);
  }
}

TEST_CASE("a site's name without its slogan", "[article]") {
  const auto site = [](const std::string& name) {
    return whole("Town buys ferry",
                 meta("og:site_name", name) + meta("og:url", "https://www.harborpost.example/1"),
                 "<h1>Town buys ferry</h1>")
        .site;
  };
  CHECK(site("Harbor Post - News of the coast and the islands") == "Harbor Post");
  CHECK(site("Harbor Post - Daily") == "Harbor Post - Daily");
  CHECK(site("News of the coast and the islands at sea") ==
        "News of the coast and the islands at sea");
  CHECK(site("Coast &amp;amp; Post") == "Coast & Post");
  CHECK(site("www.harborpost.example") == "harborpost.example");
  CHECK(site("https://www.harborpost.example/") == "harborpost.example");
}

TEST_CASE("a heading below all text is another's", "[article]") {
  const std::string overlay = "<div><h1>Original text</h1></div>";
  const Article article = read_article(
      parse_html("<!DOCTYPE html><html><head><title>Town buys ferry</title></head><body>"
                 "<p>The council of the small harbor town agreed late in the evening, after a "
                 "debate of four hours, to buy the old ferry.</p>"
                 "<p>Its owner, a family of fishermen, had asked for twice the price in spring, "
                 "but gave in when the engine failed again.</p>"
                 "<p>The boat will be moored at the northern pier, said the mayor, and children "
                 "may board it free of charge in summer, on every day.</p>"
                 "<p>Two members of the council voted against the purchase because nobody could "
                 "tell them what the repair would cost the town.</p>"
                 "<p>The mayor answered that the harbor has lived of its ferries for a hundred "
                 "years, and that it would go on to do so, with or without them.</p>" +
                 overlay + "</body></html>"));
  CHECK(article.title == "Town buys ferry");
}

TEST_CASE("references in attributes are read", "[article]") {
  const Article article =
      whole("Town buys ferry",
            "<meta property=\"og:site_name\" content=\"Fox &amp; Crow\"><meta name=author "
            "content=\"Ann &quot;Bo&quot; Lee\">"
            "<link rel=canonical href=\"https://a.example/x?a=1&amp;b=2\"><meta "
            "property=\"article:section\" content=\"&amp;#38; &lt;sea&gt;\">",
            "<h1>Town buys ferry</h1>");
  CHECK(article.site == "Fox & Crow");
  CHECK(article.url == "https://a.example/x?a=1&b=2");
  CHECK(article.authors == std::vector<std::string>{"Ann \"Bo\" Lee"});
  CHECK(article.section == "&#38; <sea>");
}

TEST_CASE("days that are not the day of publication", "[article]") {
  struct Case {
    const char* about;
    std::string inside;
    const char* published;
  };
  const Case cases[] = {
      {"printed", "<p>Printed on 9 May 2024</p><h1>Town buys ferry</h1><p>5 March 2024</p>",
       "2024-03-05"},
      {"printed, and no other", "<p>Printed on 9 May 2024</p><h1>Town buys ferry</h1>", ""},
      {"looked up",
       "<h1>Town buys ferry</h1><p>Retrieved 9 May 2024</p><p>Published 5 March 2024</p>",
       "2024-03-05"},
      {"an archive's bar",
       "<div id=\"wm-ipp-base\"><div id=\"wm-ipp\">12 captures 9 May 2019 - 2 Jan "
       "2021</div></div><h1>Town buys ferry</h1><p>5 March 2018</p>",
       "2018-03-05"},
      {"of a picture",
       "<h1>Town buys ferry</h1><figure><img src=\"x\"><figcaption>The ferry on 9 May "
       "2019</figcaption></figure><p>5 March 2024</p>",
       "2024-03-05"},
      {"small print of the heading", "<h1>Town buys ferry <small>5 March 2024</small></h1>",
       "2024-03-05"},
      {"the newsroom's clock and universal time",
       "<meta name=\"article:published_time\" content=\"2024-03-06T02:54:10Z\"><h1>Town buys "
       "ferry</h1><p>March 5, 2024 10:54 PM</p>",
       "2024-03-05"},
      {"two days that are no two clocks of one moment",
       "<meta name=\"article:published_time\" content=\"2024-03-06T02:54:10Z\"><h1>Town buys "
       "ferry</h1><p>March 5, 2024 10:15 PM</p>",
       "2024-03-06"},
      {"the newsroom's day alone and universal time",
       "<meta name=\"article:published_time\" content=\"2024-03-06T02:54:10Z\"><h1>Town buys "
       "ferry</h1><p>March 5, 2024</p>",
       "2024-03-05"},
      {"an element of the page's own",
       "<h1>Town buys ferry</h1><relative-time datetime=\"2024-03-05T10:00:00Z\">two days "
       "ago</relative-time>",
       "2024-03-05"},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    const Article article = whole("Town buys ferry", "", c.inside);
    CHECK((article.published ? to_string(article.published->day()) : "") == c.published);
  }
}

namespace {

/// The day of a page of the web: its title, what stands before its first paragraph within the
/// story, and what stands around the story.
std::string day_of(const std::string& title, const std::string& head, const std::string& above,
                   const std::string& before, const std::string& behind) {
  const Article article = read_article(parse_html(
      "<!DOCTYPE html><html lang=\"en\"><head><title>" + title + "</title>" + head +
      "</head><body>" + above + "<main><article>" + before +
      "<p>The council of the small harbor town agreed late in the evening, after a debate of four "
      "hours, to buy the old ferry.</p><p>Its owner, a family of fishermen, had asked for twice "
      "the "
      "price in spring, but gave in when the engine failed again.</p><p>The boat will be moored at "
      "the northern pier, said the mayor, and children may board it free of charge in "
      "summer.</p></article></main>" +
      behind + "</body></html>"));
  return article.published ? to_string(article.published->day()) : "";
}

}  // namespace

TEST_CASE("the days of other stories, comments and events are not the page's", "[article]") {
  struct Case {
    const char* about;
    std::string above, byline, behind;
    const char* published;
  };
  const std::string by = "<p>5 March 2024</p>";
  const Case cases[] = {
      {"teasers beside the story", "", "",
       "<aside><h2>More</h2><ul><li><a href=\"/a\">Pier closed</a> <span>9 March 2024</span></li>"
       "<li><a href=\"/b\">Bus late</a> <span>7 March 2024</span></li></ul></aside>",
       ""},
      {"teasers that nothing marks", "", "",
       "<h3>Read on</h3><ul><li><a href=\"/a\">Pier closed for repairs</a> 9 March 2024</li>"
       "<li><a href=\"/b\">The bus is late</a> 7 March 2024</li></ul>",
       ""},
      {"teasers above the title",
       "<aside><article><h2><a href=\"/a\">Pier closed</a></h2><footer><span>26 February "
       "2024</span></footer></article></aside>",
       "", "", ""},
      {"the story's day before a list of others", "", "",
       by + "<p><a href=\"/a\">The pier is closed for repairs until May</a></p><p>9 March 2024</p>",
       "2024-03-05"},
      {"the day on which the page was loaded", "<header><div>Saturday, 9 May 2026</div></header>",
       "", "", ""},
      {"the same beside the story's own", "<header><div>Saturday, 9 May 2026</div></header>", by,
       "", "2024-03-05"},
      {"a list of comments", "", "",
       "<section id=\"comments\"><p>Bob on March 9, 2024 at 10:15</p><p>So it goes.</p></section>",
       ""},
      {"comments under a heading that counts them", "", "",
       "<h3>2 Comments</h3><div><b>Bob</b> <span>March 9, 2024 at 10:15</span><p>So it "
       "goes.</p></div>",
       ""},
      {"ratings of one day", "",
       "<div>Customer rating May 2, 2020 at 8:11</div><div>Customer rating May 2, 2020 at "
       "7:11</div><div>Customer rating May 2, 2020 at 6:11</div><div>Customer rating May 2, 2020 "
       "at "
       "5:11</div>",
       "", ""},
      {"an event", "", "<p>Deadline: 27 May 2024</p>", "", ""},
      {"an event, the label in the line before", "", "",
       "<div><p>Start</p><p>27/05/2024</p></div><div><p>End</p><p>29/05/2024</p></div>", ""},
      {"when a group was begun", "", "",
       "<aside><h3>About this group</h3><div>Created Oct 18, 2011</div></aside>", ""},
      {"a letter that the story quotes", "", "",
       "<pre>Date: Fri, 1 Feb 2002 11:53:40 -0500\nFrom: Ann Lee\n\nThe ferry will be sold in the "
       "spring, I am told by the captain of the boat.</pre>",
       ""},
      {"the last change in the site's foot", "", "<p>5 March 2024</p>",
       "<footer>Harbor Post. Last updated March 6, 2024.</footer>", "2024-03-05"},
      {"a correction at the head of the story", "",
       "<p>Correction, March 9, 2024: An earlier version of this story gave the wrong name of the "
       "yard across the river.</p>",
       "", ""},
      {"an embedded post", "",
       "<p>The council met in the hall.</p><blockquote><p>The ferry is ours!</p>Ann Lee (@ann) "
       "<a href=\"https://posts.example/1\">March 9, 2024</a></blockquote>",
       "", ""},
      {"a table of days", "", "",
       "<table><tr><th>Who</th><th>Day</th><th>What</th></tr><tr><td>Ann Lee</td><td>30 June "
       "1997</td><td>bought a boat of wood</td></tr></table>",
       ""},
      {"sources", "", "",
       "<h2>Sources</h2><p>[2] Boats of the Coast, Society of Boats (June 2, 2016).</p>", ""},
      {"a copyright line", "", "",
       "<footer><p>Copyright \u00A9 by Ferry Ltd 19.12.2019</p></footer>", ""},
      {"when the page was made", "", "", "<footer>Page generated 9 May 2024</footer>", ""},
      {"a first day behind a last one", "",
       "<p>Last updated 7 March 2024, originally created 5 March 2024</p>", "", "2024-03-05"},
      {"a byline behind the story", "", "",
       "<p>By Ann Lee on March 5, 2024, 11:51 | 3 opinions of readers</p>", "2024-03-05"},
      {"place, day and clock above the title",
       "<div><span>Managua, Nicaragua</span> <span>26, Abril, 2022</span> <span>7:43 "
       "p.m.</span></div>",
       "", "", "2022-04-26"},
      {"an ordinal with a ring", "", "<p>1\u00B0 marzo 2024</p>", "", "2024-03-01"},
      {"a day in the title of an element", "",
       "<span title=\"Tuesday, March 5, 2024 10:15 AM\">2 hours ago</span>", "", "2024-03-05"},
      {"a day in an attribute of the site's own", "",
       "<div data-published=\"2024-03-05T10:15:00Z\">Yesterday</div>", "", "2024-03-05"},
      {"an attribute that says whose day it is", "",
       "<span title=\"You are here: 21:30:01 May 9, 2019\">May</span>", "", ""},
      {"attributes of many days", "",
       "<a title=\"5 Mar 2024\">Mar 5</a><a title=\"9 Mar 2024\">Mar 9</a>", "", ""},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    CHECK(day_of("Town buys ferry", "", c.above, "<h1>Town buys ferry</h1>" + c.byline, c.behind) ==
          c.published);
  }
}

TEST_CASE("a day in figures is read in the order of its page", "[article]") {
  struct Case {
    const char* about;
    std::string head, behind;
    const char* published;
  };
  const Case cases[] = {
      {"by the language alone", "", "", "2024-05-03"},
      {"by the country of the site", "<link rel=\"canonical\" href=\"https://ferry.example.uk/a\">",
       "", "2024-03-05"},
      {"not by a domain that is sold to everybody",
       "<link rel=\"canonical\" href=\"https://ferry.io/a\">", "", "2024-05-03"},
      {"by the site's other dates", "",
       "<aside><p><a href=\"/a\">Pier closed</a> 25/02/2024</p></aside>", "2024-03-05"},
      {"by the same day in another form", "<meta name=\"date\" content=\"2024-03-05\">", "",
       "2024-03-05"},
      {"by the folders of its address",
       "<link rel=\"canonical\" href=\"https://ferry.example/2024/03/town-buys-ferry/\">", "",
       "2024-03-05"},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    CHECK(day_of("Town buys ferry", c.head, "", "<h1>Town buys ferry</h1><p>05/03/2024</p>",
                 c.behind) == c.published);
  }
}

TEST_CASE("with dots the day stands first, unless the page says otherwise", "[article]") {
  struct Case {
    const char* about;
    std::string head;
    const char* published;
  };
  const Case cases[] = {
      {"alone", "", "2024-05-03"},
      {"the address says month five",
       "<link rel=\"canonical\" href=\"https://ferry.example/2024/05/town-buys-ferry/\">",
       "2024-05-03"},
      {"the address says month three",
       "<link rel=\"canonical\" href=\"https://ferry.example/2024/03/town-buys-ferry/\">",
       "2024-03-05"},
      {"the head says the other", "<meta name=\"pubdate\" content=\"2024-03-05\">", "2024-03-05"},
      {"the country of the site puts the day first",
       "<link rel=\"canonical\" href=\"https://ferry.example.uk/a\">", "2024-05-03"},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    CHECK(day_of("Town buys ferry", c.head, "", "<h1>Town buys ferry</h1><p>03.05.2024</p>", "") ==
          c.published);
  }
}

TEST_CASE("a day is read from the address and from the title", "[article]") {
  struct Case {
    const char* address;
    const char* title;
    const char* published;
  };
  const Case cases[] = {
      {"https://harbor.example/world/2024/mar/05/ferry", "Town buys ferry", "2024-03-05"},
      {"https://harbor.example/news/20240305101500123/ferry", "Town buys ferry", "2024-03-05"},
      {"https://harbor.example/news/2024030510150/ferry", "Town buys ferry", ""},
      {"https://web.archive.org/web/20190509213001/https://harbor.example/2018/03/05/ferry",
       "Town buys ferry", "2018-03-05"},
      {"https://web.archive.org/web/20190509213001/https://harbor.example/ferry", "Town buys ferry",
       ""},
      {"https://harbor.example/ferry", "05.03.2024 | Town buys ferry", "2024-03-05"},
      {"https://harbor.example/ferry", "Town buys ferry - 25/03/2024 - Harbor Post", "2024-03-25"},
      {"https://harbor.example/ferry", "What the town did on 5 March 2024 - Harbor Post", ""},
  };
  for (const Case& c : cases) {
    INFO(c.address << c.title);
    CHECK(day_of(c.title, "<link rel=\"canonical\" href=\"" + std::string(c.address) + "\">", "",
                 "<h1>Town buys ferry</h1>", "") == c.published);
  }
}
