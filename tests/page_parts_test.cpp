// Files that hold several pages, and saves that wrap one: each kind as its maker writes it, with a
// story of ours.
#include <string>
#include <vector>

#include "article/article.h"
#include "base/inflate.h"
#include "catch.h"
#include "newsline/error.h"
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
const std::string html = "<p>" + first + "</p><p>" + second + "</p><p>" + third + "</p>";
const std::string text = first + "\n\n" + second + "\n\n" + third;

std::string replaced(std::string in, const std::string& from, const std::string& to) {
  for (std::size_t at = in.find(from); at != std::string::npos; at = in.find(from, at + to.size()))
    in.replace(at, from.size(), to);
  return in;
}

/// A story told twice, under two titles: %1 is the number.
std::string twice(const std::string& one, const std::string& between = "") {
  return replaced(one, "%1", "1") + between + replaced(one, "%1", "2");
}

std::string times(int count, const std::string& one) {
  std::string all;
  for (int i = 0; i < count; ++i) all += one;
  return all;
}

std::string number(std::uint64_t value, std::size_t size, bool little = true) {
  std::string out(size, '\0');
  for (std::size_t i = 0; i < size; ++i)
    if (i < sizeof value)
      out[little ? i : size - 1 - i] = static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}
/// Stored entries, with the table at the end.
std::string zip(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string out, table;
  for (const auto& [name, content] : files) {
    const std::string sizes = number(crc32_of(content), 4) + number(content.size(), 4) +
                              number(content.size(), 4) + number(name.size(), 2) + number(0, 2);
    table += "PK\x01\x02" + number(20, 2) + number(20, 2) + number(0, 2) + number(0, 2) +
             number(0, 4) + sizes + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) +
             number(out.size(), 4) + name;
    out += "PK\x03\x04" + number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4) + sizes +
           name + content;
  }
  const std::size_t begin = out.size();
  return out + table + "PK\x05\x06" + number(0, 4) + number(files.size(), 2) +
         number(files.size(), 2) + number(table.size(), 4) + number(begin, 4) + number(0, 2);
}
std::string epub(const std::string& second_chapter = "OEBPS/b.xhtml",
                 const std::string& listed = "b") {
  const auto chapter = [](const std::string& n) {
    return "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>Town "
           "buys ferry " +
           n + "</title></head><body><h1>Town buys ferry " + n + "</h1>" + html + "</body></html>";
  };
  return zip(
      {{"mimetype", "application/epub+zip"},
       {"META-INF/container.xml",
        "<container><rootfiles><rootfile full-path=\"OEBPS/c.opf\"/></rootfiles></container>"},
       {"OEBPS/c.opf",
        "<package xmlns:dc=\"d\"><metadata><dc:creator>Ann "
        "Lee</dc:creator><dc:date>2024-03-05</dc:date></metadata><manifest><item id=\"n\" "
        "href=\"n.xhtml\" properties=\"nav\"/>"
        "<item id=\"b\" href=\"b.xhtml\"/><item id=\"a\" "
        "href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"" +
            listed + "\"/></spine></package>"},
       {"OEBPS/n.xhtml", "<html><body>contents</body></html>"},
       {second_chapter, chapter("2")},
       {"OEBPS/a.xhtml", chapter("1")}});
}

/// A binary property list of strings, data and dictionaries, as Safari writes it.
class PropertyList {
 public:
  std::size_t value(unsigned kind, const std::string& content, std::size_t size) {
    offsets_.push_back(out_.size());
    out_ += static_cast<char>(kind << 4 | (size < 15 ? size : 15));
    if (size >= 15) out_ += "\x12" + number(size, 4, false);
    out_ += content;
    return offsets_.size() - 1;
  }
  std::size_t word(const std::string& content) { return value(5, content, content.size()); }
  std::size_t data(const std::string& content) { return value(4, content, content.size()); }
  std::size_t dictionary(const std::vector<std::pair<std::size_t, std::size_t>>& members) {
    std::string keys, values;
    for (const auto& [key, of] : members)
      keys += static_cast<char>(key), values += static_cast<char>(of);
    return value(13, keys + values, members.size());
  }
  std::string bytes(std::size_t root) const {
    std::string table;
    for (const std::size_t offset : offsets_) table += number(offset, 4, false);
    return out_ + table + std::string(6, '\0') + "\x04\x01" + number(offsets_.size(), 8, false) +
           number(root, 8, false) + number(out_.size(), 8, false);
  }

 private:
  std::string out_ = "bplist00";
  std::vector<std::size_t> offsets_;
};
std::string web_archive() {
  PropertyList list;
  const std::string page =
      "<html><head><title>Town buys ferry 1</title></head><body><h1>Town buys ferry 1</h1><p>By "
      "Ann Lee</p><p>5 March 2024</p>" +
      html + "</body></html>";
  const std::size_t data_name = list.word("WebResourceData"),
                    url_name = list.word("WebResourceURL"),
                    charset_name = list.word("WebResourceTextEncodingName");
  const std::size_t data = list.data(page), url = list.word("https://harbor.example/1"),
                    charset = list.word("UTF-8");
  const std::size_t main =
      list.dictionary({{data_name, data}, {url_name, url}, {charset_name, charset}});
  const std::size_t main_name = list.word("WebMainResource");
  return list.bytes(list.dictionary({{main_name, main}}));
}

std::string json_text(const std::string& words) {
  return replaced(replaced(words, "\"", "\\\""), "\n", "\\n");
}

}  // namespace

TEST_CASE("a file with several pages gives each of them with what it says of it", "[page]") {
  struct Case {
    const char* about;
    std::string bytes;
    std::size_t pages;
    const char* site;
    bool address;
  };
  const std::string rss =
      "<item><title>Town buys ferry "
      "%1</title><link>https://harbor.example/%1</link><dc:creator>Ann "
      "Lee</dc:creator><pubDate>Tue, 05 Mar 2024 10:15:00 +0100</pubDate>"
      "<description>short</description><content:encoded><![CDATA[" +
      html + "]]></content:encoded></item>";
  const std::string news_item =
      "<newsItem><itemMeta><versionCreated>2024-03-05T10:15:00+01:00</"
      "versionCreated><provider><name>Harbor "
      "Post</name></provider></itemMeta><contentMeta><headline>Town buys ferry %1</headline>"
      "<by>By Ann Lee</by></contentMeta><contentSet><inlineXML><html "
      "xmlns=\"http://www.w3.org/1999/xhtml\"><body>" +
      html + "</body></html></inlineXML></contentSet></newsItem>";
  const std::string saved =
      "{\"title\":\"Town buys ferry %1\",\"url\":\"https://harbor.example/%1\",\"content\":\"" +
      json_text(html) +
      "\",\"published_at\":\"2024-03-05T10:15:00+0100\",\"published_by\":[\"Ann "
      "Lee\"],\"created_at\":\"2025-01-01\",\"tags\":[]}";
  const std::string highlights =
      "\"" + first + "\",Town buys ferry %1,Ann Lee,https://harbor.example/%1,2024-03-05\n\"" +
      second + "\",Town buys ferry %1,Ann Lee,https://harbor.example/%1,2024-03-05\n\"" + third +
      "\",Town buys ferry %1,Ann Lee,https://harbor.example/%1,2024-03-05\n";
  const std::string nexis =
      "                 %1 of 2 DOCUMENTS\n\n            Harbor Post\n\n       March 5, 2024 "
      "Tuesday\n\nTown buys ferry %1\n\nBYLINE: Ann Lee\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 60 "
      "words\n\n" +
      text + "\n\nLOAD-DATE: March 6, 2024\n\nLANGUAGE: ENGLISH\n\nCopyright 2024 Harbor Post\n\n";
  const std::string nexis_new =
      "Town buys ferry %1\nHarbor Post\nMarch 5, 2024 Tuesday\n\nCopyright 2024 Harbor Post All "
      "Rights Reserved\n\nSection: NEWS; Pg. 3\nLength: 60 words\nByline: By Ann Lee\n\nBody\n\n" +
      text + "\n\nLoad-Date: March 6, 2024\n\n\nEnd of Document\n\n";
  const std::string factiva =
      "HD  Town buys ferry %1\nBY  By Ann Lee\nWC  60 words\nPD  5 March 2024\nSN  Harbor Post\nSC "
      " HRBR\nLA  English\nLP\n" +
      first + "\nTD\n" + second + "\n\n" + third +
      "\nNS  gship : Shipping\nAN  Document HRBR000020240305ek350000%1\n\nDocument "
      "HRBR000020240305ek350000%1\n\n";
  const std::string factiva_closed = factiva.substr(0, factiva.rfind("\n\nDocument ")) + "\n\n";
  const std::string factiva_lines =
      "Sea\nTown buys ferry %1\nBy Ann Lee\n60 words\n5 March 2024\nHarbor "
      "Post\nHRBR\nEnglish\nCopyright 2024 Harbor Post.\n\n" +
      text + "\n\nDocument HRBR000020240305ek350000%1\n\n";
  const Case cases[] = {
      {"RSS with whole stories",
       "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"c\" "
       "xmlns:dc=\"d\"><channel><title>Harbor Post</title><language>en</language>" +
           twice(rss) + "</channel></rss>",
       2, "Harbor Post", true},
      {"Atom",
       "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harbor Post</title>" +
           twice("<entry><title>Town buys ferry %1</title><link "
                 "href=\"https://harbor.example/%1\"/><author><name>Ann "
                 "Lee</name></author><published>2024-03-05T10:15:00+01:00</"
                 "published><updated>2024-03-06T10:15:00+01:00</updated><content type=\"html\">" +
                 replaced(html, "<", "&lt;") + "</content></entry>") +
           "</feed>",
       2, "Harbor Post", true},
      {"Atom, XHTML inside",
       "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harbor Post</title>" +
           twice("<entry><title>Town buys ferry %1</title><link "
                 "href=\"https://harbor.example/%1\"/><author><name>Ann "
                 "Lee</name></author><updated>2024-03-05</updated><content type=\"xhtml\"><div>" +
                 html + "</div></content></entry>") +
           "</feed>",
       2, "Harbor Post", true},
      {"NewsML-G2",
       "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>" + twice(news_item) +
           "</itemSet></newsMessage>",
       2, "Harbor Post", false},
      {"an export in JSON", "[" + twice(saved, ",") + "]", 2, "", true},
      {"an export in JSON, one level down", "{\"version\":1,\"items\":[" + twice(saved, ",") + "]}",
       2, "", true},
      {"highlights in CSV",
       "Highlight,Book Title,Book Author,URL,Published Date\n" + twice(highlights), 2, "", true},
      {"Nexis", twice(nexis), 2, "Harbor Post", false},
      {"Nexis, newer", twice(nexis_new), 2, "Harbor Post", false},
      {"Factiva with fields", twice(factiva), 2, "Harbor Post", false},
      {"Factiva with a field that closes the document", twice(factiva_closed), 2, "Harbor Post",
       false},
      {"Factiva", twice(factiva_lines), 2, "Harbor Post", false},
      {"EPUB", epub(), 2, "", false},
      {"NITF",
       "<nitf><head><docdata><date.issue norm=\"20240305T101500+0100\"/></docdata><pubdata "
       "name=\"Harbor Post\"/></head><body><body.head><hedline><hl1>Town buys ferry "
       "1</hl1></hedline><byline>By <person>Ann "
       "Lee</person></byline></body.head><body.content><block>" +
           html + "</block></body.content></body></nitf>",
       1, "Harbor Post", false},
      {"Safari", web_archive(), 1, "", true},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    REQUIRE(may_hold_parts(c.bytes.substr(0, 4096)));
    const auto parts = page_parts(c.bytes);
    REQUIRE(parts);
    REQUIRE(parts->pages.size() == c.pages);
    CHECK(!parts->damage);
    for (std::size_t i = 0; i < parts->pages.size(); ++i) {
      const std::string n = std::to_string(i + 1);
      const Article article = read_article(parse_page(parts->pages[i]));
      CHECK(article.text == first + "\n" + second + "\n" + third);
      CHECK(article.title == "Town buys ferry " + n);
      CHECK(article.authors == std::vector<std::string>{"Ann Lee"});
      CHECK((article.published ? to_string(article.published->day()) : "") == "2024-03-05");
      if (*c.site) CHECK(article.site == c.site);
      CHECK(article.url == (c.address ? "https://harbor.example/" + n : ""));
    }
    if (c.pages > 1)
      CHECK_THROWS_AS(parse_page(c.bytes), Error);
    else
      CHECK(read_article(parse_page(c.bytes)).text == first + "\n" + second + "\n" + third);
  }
}

TEST_CASE("a file that only looks as if it held several pages is read as one", "[page]") {
  const std::string cases[] = {
      html,
      "[Photo: the ferry]\n\n" + text,
      "{not json}\n\n" + text,
      "<!DOCTYPE html><html><head><title>Town buys "
      "ferry</title><script>x={a:1,title,url,author}</script></head><body>" +
          html,
      "Town buys ferry, at last\n\n" + text,
      "Title, url and author of a story\n\n" + text,
      "Town buys ferry\n\nDocument of a debate\n\n" + text,
      "One of four DOCUMENTS that the council published:\n\n" + text,
  };
  for (const std::string& bytes : cases) {
    INFO(bytes.substr(0, 40));
    CHECK(!page_parts(bytes));
    CHECK(read_article(parse_page(bytes)).text.find(first) != std::string::npos);
  }
}

TEST_CASE("a feed is read in the charset that it declares", "[page]") {
  // "Жди" and words of ASCII, so that the story is long enough
  const auto feed = [](const std::string& charset, const std::string& word) {
    return "<?xml version=\"1.0\" encoding=\"" + charset +
           "\"?><rss version=\"2.0\" xmlns:content=\"c\"><channel><title>Harbor "
           "Post</title><item><title>Ferry</title><content:encoded>&lt;p&gt;" +
           word + times(40, " 12 34 56 78") + "&lt;/p&gt;</content:encoded></item></channel></rss>";
  };
  for (const auto& [charset, word] : {std::pair{"utf-8", "\xD0\x96\xD0\xB4\xD0\xB8"},
                                      {"windows-1251", "\xC6\xE4\xE8"},
                                      {"KOI8-R", "\xF6\xC4\xC9"},
                                      {"iso-8859-5", "\xB6\xD4\xD8"}}) {
    INFO(charset);
    const Page page = parse_page(feed(charset, word));
    CHECK(read_article(page).text.find("\xD0\x96\xD0\xB4\xD0\xB8 12 34") != std::string::npos);
  }
}

TEST_CASE("what holds no story says what to do instead", "[page]") {
  struct Case {
    const char* about;
    std::string bytes;
    const char* code;
    const char* words;
  };
  const Case cases[] = {
      {"a feed of teasers",
       "<rss version=\"2.0\"><channel><title>Harbor Post</title><item><title>Town buys "
       "ferry</title><description>At last.</description></item></channel></rss>",
       "input.unsupported_type", "save the pages"},
      {"a list of addresses",
       "title,url,time_added,tags,status\nTown buys "
       "ferry,https://harbor.example/1,1700000000,,unread\n",
       "input.unsupported_type", "save the pages"},
      {"the same in JSON", "[{\"title\":\"Town buys ferry\",\"url\":\"https://harbor.example/1\"}]",
       "input.unsupported_type", "save the pages"},
      {"entities of its own",
       "<!DOCTYPE rss [<!ENTITY a \"b\">]><rss "
       "version=\"2.0\"><channel><item><title>&a;</title></item></channel></rss>",
       "input.unsupported_type", "entities"},
      {"elements in elements",
       "<nitf><body><body.content><p>Town buys ferry.</p>" + times(300, "<div>") +
           "<p>It sails on Monday.</p>" + times(300, "</div>") + "</body.content></body></nitf>",
       "input.unsupported_type", "256 deep"},
      {"an office file", zip({{"[Content_Types].xml", "x"}, {"word/document.xml", "x"}}),
       "input.not_text", "save it as HTML"},
      {"a collection of web archives", zip({{"archive/data.warc.gz", "x"}}),
       "input.unsupported_type", "unzip it"},
      {"a property list", "bplist00" + std::string(60, 'x'), "input.not_text", "property list"},
      {"RTF", "{\\rtf1\\ansi Town buys ferry}", "input.unsupported_type", "unrtf"},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    std::string code, words;
    try {
      parse_page(c.bytes);
    } catch (const Error& error) {
      code = error.code(), words = error.what();
    }
    CHECK(code == c.code);
    CHECK(words.find(c.words) != std::string::npos);
  }
}

TEST_CASE("a book names its chapters as an address, an entry as it likes", "[page]") {
  struct Case {
    const char *item, *entry;  // the attributes of the second chapter
  };
  const Case cases[] = {
      {"href=\"b.xhtml\"", "OEBPS/b.xhtml"},
      {"href=\"Chapter%201.xhtml\"", "OEBPS/Chapter 1.xhtml"},
      {"href=\"Chapter%201.xhtml\"", "OEBPS/Chapter%201.xhtml"},
      {"href=\"Chapter 1.xhtml\"", "OEBPS/Chapter 1.xhtml"},
      {"href=\"F%C3%A4hre.xhtml\"", "OEBPS/F\xC3\xA4hre.xhtml"},
      {"href=\"f%c3%a4hre.xhtml\"", "OEBPS/f\xC3\xA4hre.xhtml"},
      {"href=\"F&#228;hre.xhtml\"", "OEBPS/F\xC3\xA4hre.xhtml"},
      {"href=\"buy&amp;sell.xhtml\"", "OEBPS/buy&sell.xhtml"},
      {"href='a&quot;b.xhtml'", "OEBPS/a\"b.xhtml"},
      {"href=\"100%.xhtml\"", "OEBPS/100%.xhtml"},
      {"href=\"50%25.xhtml\"", "OEBPS/50%.xhtml"},
      {"href=\"./b.xhtml\"", "OEBPS/b.xhtml"},
      {"href=\"Text//b.xhtml\"", "OEBPS/Text/b.xhtml"},
      {"href=\"../Text/b.xhtml\"", "Text/b.xhtml"},
      {"href=\"../../b.xhtml\"", "b.xhtml"},
      {"href=\"/Text/b.xhtml\"", "Text/b.xhtml"},
      {"href=\"b.xhtml#top\"", "OEBPS/b.xhtml"},
      {"href=\"b%23top.xhtml\"", "OEBPS/b#top.xhtml"},
      {"href=\"text/B.xhtml\"", "OEBPS/Text/b.XHTML"},
      {"href=\"Text/b.xhtml\"", "OEBPS\\Text\\b.xhtml"},
      {"href=\"b.xml\" media-type=\"application/xhtml+xml\"", "OEBPS/b.xml"},
      {"media-type=\"text/html\" href=\"b\"", "OEBPS/b"},
      {"href=\"B.HTM\"", "OEBPS/B.HTM"},
  };
  for (const Case& c : cases) {
    INFO(c.item << " of " << c.entry);
    const std::string book = zip(
        {{"META-INF/container.xml", "<rootfile full-path=\"OEBPS/c.opf\"/>"},
         {"OEBPS/c.opf", "<item id=\"a\" href=\"a.xhtml\"/><item id=\"b\" " + std::string(c.item) +
                             "/><itemref idref=\"a\"/><itemref idref=\"b\"/>"},
         {"OEBPS/a.xhtml", html},
         {c.entry, "<p>The other chapter.</p>" + html}});
    const auto parts = page_parts(book);
    REQUIRE(parts);
    REQUIRE(parts->pages.size() == 2);
    CHECK(!parts->damage);
    CHECK(parts->pages[1].starts_with("<p>The other chapter."));
  }
}

TEST_CASE("the pages of a zip file are found by their names", "[page]") {
  struct Case {
    const char* name;
    bool page;
  };
  const Case cases[] = {
      {"b.htm", true},
      {"B.HTML", true},
      {"b.xhtml", true},
      {"x/y/b.Html", true},
      {"x\\b.html", true},
      {"notes_files/b.html", true},  // no page "notes.html"
      {"b.css", false},
      {".b.html", false},
      {"x/.b.html", false},
      {"__MACOSX/b.html", false},
      {"a_files/frame.html", false},
      {"a_files/x/frame.html", false},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const auto parts = page_parts(zip({{"a.html", html}, {c.name, html}}));
    REQUIRE(parts);
    CHECK(!parts->damage);
    CHECK(parts->pages.size() == (c.page ? 2 : 1));
  }
}

TEST_CASE("a zip file whose numbers have no room in its table", "[page]") {
  std::string bytes = zip({{"a.html", html}, {"b.html", html}});
  const std::size_t table = bytes.find("PK\x01\x02"), end = bytes.find("PK\x05\x06");
  // The first entry says where it is behind its name; the file's numbers stand before its end.
  const std::string behind = number(1, 2) + number(8, 2) + number(0, 8);
  std::string entries = bytes.substr(table, end - table);
  entries.replace(30, 2, number(behind.size(), 2));
  entries.replace(42, 4, number(0xFFFFFFFF, 4));
  entries.insert(46 + std::string("a.html").size(), behind);
  const std::string numbers = "PK\x06\x06" + number(44, 8) + number(0, 16) + number(0, 4) +
                              number(2, 8) + number(entries.size(), 8) + number(table, 8);
  const auto large = [&](std::uint64_t at) {
    return bytes.substr(0, table) + entries + numbers + "PK\x06\x07" + number(0, 4) +
           number(at, 8) + number(1, 4) + "PK\x05\x06" + number(0, 4) + number(0xFFFF, 2) +
           number(0xFFFF, 2) + number(0xFFFFFFFF, 4) + number(0xFFFFFFFF, 4) + number(0, 2);
  };
  const auto parts = page_parts(large(table + entries.size()));
  REQUIRE(parts);
  CHECK(parts->pages.size() == 2);
  CHECK(!parts->damage);
  for (const std::uint64_t wrong : {std::uint64_t{0}, std::uint64_t{1} << 40, ~std::uint64_t{0}})
    CHECK_THROWS_AS(page_parts(large(wrong)), Error);
}

TEST_CASE("a story of short lines in the download of a database", "[page]") {
  const std::string document =
      "%1 of 2 DOCUMENTS\n\nHarbor Post\n\nMarch 5, 2024 Tuesday\n\nTown buys ferry %1\n\n"
      "LENGTH: 60 words\n\n";
  for (const std::string lines : {"The town bought the old ferry.\n\nIt had cost too much.\n\n",
                                  "The town bought\n\nan old ferry\n\n"}) {
    const auto parts = page_parts(twice(document + lines));
    REQUIRE(parts);
    REQUIRE(parts->pages.size() == 2);
    CHECK(parts->pages[1].find("<h1>Town buys ferry 2</h1>") != std::string::npos);
    CHECK(parts->pages[1].find("<p>" + lines.substr(0, lines.find('\n')) + "</p>") !=
          std::string::npos);
  }
}

TEST_CASE("a story that an export tells in paragraphs", "[page]") {
  const std::string json = "[{\"title\":\"Ferry\",\"content\":[\"" + first + "\",\"" + second +
                           "\",\"" + third + "\"],\"authors\":[\"Ann Lee\",\"Bo Ek\"]}]";
  const Article article = read_article(parse_page(json));
  CHECK(article.text == first + "\n" + second + "\n" + third);
  CHECK(article.authors == std::vector<std::string>{"Ann Lee", "Bo Ek"});
}

TEST_CASE("more comes out of a zip file than is allowed", "[page]") {
  PageOptions options;
  options.max_bytes = 5000;
  CHECK_THROWS_AS(
      page_parts(zip({{"a.html", std::string(3000, 'a')}, {"b.html", std::string(3000, 'b')}}),
                 options),
      Error);
}

TEST_CASE("what is damaged of a file with several pages is told beside those that are there",
          "[page]") {
  const auto item = [](const std::string& more) {
    return "<item><title>Town buys ferry" + more + "</title><description>" +
           replaced(html, "<", "&lt;") + "</description></item>";
  };
  const auto rss = [](const std::string& items) {
    return "<rss version=\"2.0\"><channel><title>Harbor Post</title>" + items + "</channel></rss>";
  };
  const std::string feed = rss(item(" 1") + item(" 2") + item(" 3"));
  const std::string object =
      "{\"title\":\"Town buys ferry\",\"content\":\"" + json_text(html) + "\"}";
  const std::string json = "[" + object + "," + object + "," + object + "]";
  const auto page = [](const std::string& n) { return "<title>Ferry " + n + "</title>" + html; };
  const std::string pages = zip({{"1.html", page("1")}, {"2.html", page("2")}});
  std::string rotten = pages, locked = pages, moved = pages, broken_table = pages;
  broken_table[broken_table.rfind("PK\x01\x02") + 2] = 7;
  const std::string row = "Ferry %1,\"" + text + "\"\n", table = "title,content\n" + twice(row);
  rotten[rotten.find("harbor town")] ^= 1;
  locked[locked.find("PK\x01\x02") + 8] ^= 1;
  moved[moved.find("PK\x01\x02") + 10] = 12;
  struct Case {
    const char* about;
    std::string bytes;
    std::size_t pages;
    const char* code;
  };
  const Case cases[] = {
      {"a feed cut between items", feed.substr(0, feed.rfind("<item>")), 2, "input.read"},
      {"a feed cut in a story", feed.substr(0, feed.rfind("in summer")), 3, "input.read"},
      {"a feed cut in a tag", feed.substr(0, feed.rfind("<item>") + 3), 2, "input.read"},
      {"a feed that is cut off in its first story", feed.substr(0, feed.find("in summer")), 1,
       "input.read"},
      {"sloppy, but whole", rss(item(" & more") + item(" &nbsp; 2")), 2, ""},
      {"JSON cut between objects", json.substr(0, json.rfind(",{")), 2, "input.read"},
      {"JSON cut in a story", json.substr(0, json.rfind("moored")), 2, "input.read"},
      {"JSON with something else in it", replaced(json, "},{", "},,{"), 1, "input.read"},
      {"a zip file", pages, 2, ""},
      {"a file in it with other bytes", rotten, 1, "input.decompress"},
      {"a file in it with a password", locked, 1, "input.decompress"},
      {"a file in it packed in a way of its own", moved, 1, "input.decompress"},
      {"an EPUB without one of its chapters", epub("OEBPS/z.xhtml"), 1, "input.decompress"},
      {"an EPUB that lists a chapter it does not name", epub("OEBPS/b.xhtml", "c"), 1,
       "input.decompress"},
      {"a zip file cut off in its table", pages.substr(0, pages.rfind("PK\x01\x02") + 9), 2,
       "input.decompress"},
      {"a zip file cut off in its second file", pages.substr(0, pages.rfind("children")), 1,
       "input.decompress"},
      {"a zip file with a broken table", broken_table, 1, "input.decompress"},
      {"a table cut off in a story", table.substr(0, table.rfind("in summer")), 2, "input.read"},
      {"a table", table, 2, ""},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    const auto parts = page_parts(c.bytes);
    REQUIRE(parts);
    CHECK(parts->pages.size() == c.pages);
    CHECK((parts->damage ? parts->damage->code() : "") == c.code);
    if (*c.code) CHECK_THROWS_AS(parse_page(c.bytes), Error);
  }
}

TEST_CASE("a file with several pages costs no more than its bytes", "[page]") {
  const std::string item = "<item><title>Town buys ferry</title><description>" +
                           replaced(html, "<", "&lt;") + "</description></item>";
  const auto feed = [&](const std::string& more, const std::string& before = "") {
    return before + "<rss version=\"2.0\"><channel>" + more + item + "</channel></rss>";
  };
  const auto numbered = [](const std::string& before, int count, const std::string& behind) {
    std::string all;
    for (int i = 0; i < count; ++i) all += before + std::to_string(i) + behind;
    return all;
  };
  // Refused, since libxml2 needs the square of it, or many times its bytes.
  const std::string refused[] = {
      feed("<x" + numbered(" a", 300, "=\"\"") + "/>"),
      feed("<x y='<z" + numbered(" a", 300, "=''") + "/>"),
      feed("<? <x" + numbered(" a", 300, "=''") + "/>"),
      feed("<x" + numbered(" xmlns:a", 200, "=\"u\"") + "><y" + numbered(" xmlns:b", 200, "='u'") +
           "></y></x>"),
      feed(numbered("<x xmlns:a", 251, "='u'>") + times(251, "</x>")),
      feed("", "<!DOCTYPE rss [<!ATTLIST a b CDATA 'x'>]>"),
      feed("", "<!DOCTYPE rss SYSTEM \">\" [<!ATTLIST a b CDATA 'x'>]>"),
      feed(times(200'000, "<a/>")),
      feed(times(200'000, "<a>")),
      feed(times(100'000, "<link rel='' href='' type=''/>")),
  };
  for (const std::string& bytes : refused) {
    INFO(bytes.substr(0, 300));
    CHECK_THROWS_AS(page_parts(bytes), Error);
  }
  // Read as ever.
  const std::string read[] = {
      feed("<x" + numbered(" a", 200, "=\"\"") + "/>"),
      feed(numbered("<x xmlns:a", 300, "='u'/>")),
      feed(numbered("<x xmlns:a", 300, "='>'></x>")),
      feed("<!--" + numbered(" a", 300, "=''") + "--><![CDATA[<x" + numbered(" a", 300, "=''") +
           ">]]>"),
      feed("", "<!DOCTYPE rss PUBLIC \"-//Netscape//DTD RSS 0.91//EN\" \"http://x/[a].dtd\">"),
      feed(times(10'000, "<a/>")),
      feed(times(100'000, "&x;") + times(100'000, "<?a?>") + times(100'000, "<!---->")),
  };
  for (const std::string& bytes : read) {
    INFO(bytes.substr(0, 300));
    const auto parts = page_parts(bytes);
    CHECK((parts && parts->pages.size() == 1 && !parts->damage));
  }
  // What a file says of all its pages stands in each of them, so that it may not be long.
  std::string items;
  for (int i = 0; i < 100; ++i) items += item;
  const std::string chapters = "<container><rootfile full-path=\"c.opf\"/></container>";
  const std::string named[] = {
      feed("<title>" + times(20'000, "T") + "</title><language>" + times(20'000, "e") +
           "</language>" + items),
      zip({{"META-INF/container.xml", chapters},
           {"c.opf", "<package>" + times(1'000, "<dc:creator>Ann Lee</dc:creator>") +
                         "<item id=\"a\" href=\"a.html\"/>" +
                         times(1'000, "<itemref idref=\"a\"/>") + "</package>"},
           {"a.html", "<head><title>Ferry</title></head><p>It sails."}})};
  for (const std::string& bytes : named) {
    const auto parts = page_parts(bytes);
    REQUIRE(parts);
    std::size_t size = 0;
    for (const std::string& part : parts->pages) size += part.size();
    CHECK(parts->pages.size() >= 100);
    CHECK(size < 3'000 * parts->pages.size());
  }
}
