// Pages as they come: every kind of save and layout that a reader may hand in, whole.
#include <algorithm>
#include <string>
#include <vector>

#include "article/article.h"
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
const std::string fourth =
    "Two members of the council voted against the purchase because nobody could tell them what the "
    "repair would cost the town.";
const std::string whole = first + "\n" + second + "\n" + third + "\n" + fourth;

std::string paragraphs() {
  return "<p>" + first + "</p><p>" + second + "</p><p>" + third + "</p><p>" + fourth + "</p>";
}
std::string menu() {
  return "<nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/sea\">Sea</a></li><li><a "
         "href=\"/town\">Town</a></li><li><a href=\"/sport\">Sport</a></li></ul></nav>";
}
std::string footer() {
  return "<footer><p>Copyright 2011 Harbor Post. All rights reserved.</p><ul><li><a "
         "href=\"/i\">Imprint</a></li><li><a href=\"/p\">Privacy</a></li></ul></footer>";
}
std::string page(const std::string& head, const std::string& body,
                 const std::string& html = "<html lang=\"en\">") {
  return "<!DOCTYPE html>" + html +
         "<head><meta charset=\"utf-8\"><title>Town buys ferry | Harbor Post</title><meta "
         "property=\"og:site_name\" content=\"Harbor Post\">" +
         head + "</head><body>" + body + "</body></html>";
}
std::string quoted(std::string text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}
std::string day(const Article& article) {
  return article.published ? to_string(article.published->day()) : "";
}

/// Lines of at most 76 characters; "=" ends one that goes on.
std::string quoted_printable(const std::string& text) {
  std::string out;
  std::size_t column = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    std::string piece(1, c);
    if (byte >= 0x80 || c == '=')
      piece = std::string("=") + "0123456789ABCDEF"[byte >> 4] + "0123456789ABCDEF"[byte & 15];
    if (column + piece.size() > 75) out += "=\r\n", column = 0;
    out += piece;
    column += piece.size();
  }
  return out;
}
std::string base64(const std::string& text) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::uint32_t bits = 0;
    const std::size_t have = std::min<std::size_t>(3, text.size() - i);
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8 | (k < have ? static_cast<unsigned char>(text[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += k <= have ? digits[bits >> (18 - 6 * k) & 63] : '=';
    if (i % 57 == 54) out += "\r\n";
  }
  return out;
}
std::string mhtml(const std::string& encoding, const std::string& body) {
  return "From: <Saved by Blink>\r\nSnapshot-Content-Location: "
         "https://harbor.example/2024/03/05/ferry\r\nSubject: Town buys ferry\r\nMIME-Version: "
         "1.0\r\n"
         "Content-Type: multipart/related; type=\"text/html\"; "
         "boundary=\"--b1\"\r\n\r\n----b1\r\nContent-Type: text/html\r\nContent-ID: "
         "<f1>\r\nContent-Transfer-Encoding: " +
         encoding + "\r\nContent-Location: https://harbor.example/2024/03/05/ferry\r\n\r\n" + body +
         "\r\n----b1\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n----b1--\r\n";
}

}  // namespace

TEST_CASE("a story is read out of every kind of save", "[article]") {
  struct Case {
    const char* about;
    std::string bytes;
    const char* day;
  };
  const std::string story = "<article><h1>Town buys ferry</h1>" + paragraphs() + "</article>";
  const std::string html_body =
      quoted("<p>" + first + "</p><p>" + second + "</p><p>" + third + "</p><p>" + fourth + "</p>");
  const Case cases[] = {
      {"AMP",
       page("<link rel=\"canonical\" href=\"https://harbor.example/2024/03/05/ferry\"><style "
            "amp-boilerplate>body{-webkit-animation:none}</style><noscript><style>body{}</style></"
            "noscript><script async src=\"https://cdn.example/v0.js\"></script>",
            "<amp-sidebar id=\"s\"><ul><li><a href=\"/\">Home</a></li><li><a "
            "href=\"/sea\">Sea</a></li></ul></amp-sidebar><article><h1>Town buys "
            "ferry</h1><amp-img src=\"/f.jpg\" width=\"4\" height=\"3\"></amp-img>" +
                paragraphs() + "<amp-social-share type=\"email\"></amp-social-share></article>" +
                footer(),
            "<html \xE2\x9A\xA1 lang=\"en\">"),
       "2024-03-05"},
      {"a print view",
       page("",
            "<table width=\"100%\"><tr><td><img src=\"/logo.gif\" alt=\"Harbor Post\"></td><td "
            "align=\"right\"><a href=\"javascript:print()\">Print this "
            "page</a></td></tr></table><hr><h1>Town buys ferry</h1><p><small>March 5, "
            "2024</small></p>" +
                paragraphs() + "<hr><p>Copyright 2011 Harbor Post. All rights reserved.</p>"),
       "2024-03-05"},
      {"XHTML",
       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 "
       "Strict//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">\n<html "
       "xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"en\" lang=\"en\"><head><title>Town buys "
       "ferry | Harbor Post</title><meta name=\"date\" content=\"2024-03-05\" /><script "
       "type=\"text/javascript\">//<![CDATA[\nif (1 < 2) "
       "document.write('<p>no</p>');\n//]]></script></head><body>" +
           menu() + "<div class=\"story\"><h1>Town buys ferry</h1>" + paragraphs() +
           "<br /></div></body></html>",
       "2024-03-05"},
      {"MHTML, quoted-printable",
       mhtml("quoted-printable", quoted_printable(page("", menu() + story + footer()))),
       "2024-03-05"},
      {"MHTML, base64", mhtml("base64", base64(page("", menu() + story + footer()))), "2024-03-05"},
      {"linked data alone, marked up",
       page("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Town "
            "buys ferry\",\"datePublished\":\"2024-03-05T10:00:00+01:00\",\"articleBody\":\"" +
                html_body + "\"}</script>",
            "<div id=\"root\"></div>"),
       "2024-03-05"},
      {"application state alone",
       page("",
            "<div id=\"__next\"></div><script id=\"__NEXT_DATA__\" "
            "type=\"application/json\">{\"props\":{\"pageProps\":{\"related\":[{\"title\":\"Pier "
            "closed\"}],\"article\":{\"title\":\"Town buys "
            "ferry\",\"publishedAt\":\"2024-03-05T10:00:00+01:00\",\"body\":\"" +
                html_body + "\"}}}}</script>"),
       "2024-03-05"},
      {"application state in a string",
       page("",
            "<div id=\"app\"></div><script>window.__STATE__ = JSON.parse(\"" +
                quoted("{\"user\":{\"id\":null,\"roles\":[\"reader\"],\"settings\":{\"theme\":"
                       "\"light\",\"size\":\"m\",\"language\":\"en\"}},\"menu\":[\"Home\",\"Sea\","
                       "\"Town\"],\"story\":{\"publishedAt\":\"2024-03-05\",\"body\":\"" +
                       html_body + "\"}}") +
                "\");</script>"),
       "2024-03-05"},
      {"an archived page with the archive's bar",
       "<!DOCTYPE html><html lang=\"en\"><head><script "
       "src=\"//archive.example/_static/js/bundle-playback.js\"></script><title>Town buys ferry | "
       "Harbor Post</title><link rel=\"canonical\" "
       "href=\"https://web.archive.example/web/20160218174457/https://harbor.example/2014/03/05/"
       "ferry\"></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div id=\"wm-ipp-base\" "
       "style=\"display:none\"><div id=\"wm-ipp\"><div>success</div><div>12 captures</div><div>18 "
       "Feb 2016 - 27 Jan "
       "2021</div><table><tr><td>Jan</td><td>FEB</td><td>Mar</td></tr><tr><td>18</td></"
       "tr><tr><td>2015</td><td>2016</td><td>2017</td></tr></table></div></div><!-- END WAYBACK "
       "TOOLBAR INSERT -->" +
           menu() + story + footer() +
           "<!-- FILE ARCHIVED ON 17:44:57 Feb 18, 2016 AND RETRIEVED FROM AN ARCHIVE ON 10:00:00 "
           "Jan 27, 2021. --></body></html>",
       "2014-03-05"},
      {"several articles on one page",
       page("<meta property=\"article:published_time\" content=\"2024-03-05T10:00:00+01:00\">",
            menu() + "<main>" + story +
                "<section class=\"more\"><h2>More stories</h2><article><h3><a href=\"/a\">Pier "
                "closed for the winter</a></h3><p>The storm tore off a part of its roof.</p><time "
                "datetime=\"2024-02-02\">2 Feb</time></article><article><h3><a href=\"/b\">Gulls "
                "return</a></h3><p>They came two weeks early.</p><time datetime=\"2024-02-01\">1 "
                "Feb</time></article></section></main>" +
                footer()),
       "2024-03-05"},
  };
  for (const Case& c : cases) {
    INFO(c.about);
    const Article article = read_article(parse_page(c.bytes));
    CHECK(article.text == whole);
    CHECK(article.title == "Town buys ferry");
    CHECK(day(article) == c.day);
  }
}

TEST_CASE("of a story behind a paywall what is shown is told, not the offer", "[article]") {
  const Article article = read_article(parse_html(
      page("", menu() + "<article><h1>Town buys ferry</h1><p>" + first + "</p><p>" + second +
                   "</p></article><div class=\"paywall\"><h2>Subscribe to continue "
                   "reading</h2><p>Get full access from $1 a week. Cancel anytime.</p><a "
                   "href=\"/subscribe\">Subscribe now</a> <a href=\"/login\">Log in</a></div>" +
                   footer())));
  CHECK(article.text == first + "\n" + second);
}

TEST_CASE("lines of the template and the byline stay out of the story", "[article]") {
  const std::string line = "<p>Article content</p>";
  const Article article = read_article(parse_html(
      page("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Town "
           "buys ferry\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ann "
           "Lee\"},{\"@type\":\"Person\",\"name\":\"Tom "
           "Hale\"},{\"@type\":\"Organization\",\"name\":\"Harbor Post\"}]}</script>",
           menu() + "<article><h1>Town buys ferry</h1>" + line + "<p>" + first + "</p>" + line +
               "<p>" + second + "</p>" + line + "<p>" + third + "</p>" + line + "<p>" + fourth +
               "</p><p>Ann Lee, Tom Hale</p></article>" + footer())));
  CHECK(article.text == whole);
  CHECK(article.authors == std::vector<std::string>{"Ann Lee", "Tom Hale"});
}

TEST_CASE("kinds of paragraphs stay apart", "[article]") {
  const Article article =
      read_article(parse_html(page("", menu() + "<article><h1>Town buys ferry</h1><p>" + first +
                                           "</p><figure><img src=\"/f.jpg\"><figcaption>The ferry "
                                           "at the northern pier in May.</figcaption></figure><p>" +
                                           second +
                                           "</p><blockquote>We could not let her rust away, she "
                                           "has carried every one of us.</blockquote><p>" +
                                           third +
                                           "</p><table><tr><th>Year</th><th>Passengers</th></"
                                           "tr><tr><td>2019</td><td>41,200</td></tr></table><p>" +
                                           fourth + "</p></article>" + footer())));
  const auto kind = [&](std::string_view start) {
    const auto found = std::ranges::find_if(article.paragraphs, [&](const Paragraph& p) {
      return p.span.of(article.text).starts_with(start);
    });
    REQUIRE(found != article.paragraphs.end());
    return found->kind;
  };
  CHECK(kind("The council") == ParagraphKind::paragraph);
  CHECK(kind("We could not") == ParagraphKind::quote);
  CHECK(kind("2019 | 41,200") == ParagraphKind::table_row);
  CHECK(kind("Two members") == ParagraphKind::paragraph);
}

TEST_CASE("words are never glued at a border, and never parted inside", "[article]") {
  struct Case {
    const char* html;
    const char* text;
  };
  const Case cases[] = {
      {"<p>one<b>two</b>three</p>", "onetwothree"},
      {"<p>one <b>two</b> three</p>", "one two three"},
      {"<p>one<span> two </span>three</p>", "one two three"},
      {"<div>one</div><div>two</div>", "one\ntwo"},
      {"<div>one<div>two</div>three</div>", "one\ntwo\nthree"},
      {"<ul><li>one<li>two</ul>", "one\ntwo"},
      {"<p>One.<br>Two.</p>", "One.\nTwo."},
      {"<p>one,<br>two</p>", "one, two"},
      {"<table><tr><td>one</td><td>two</td></tr></table>", "one | two"},
      {"<p>one<!-- x -->two</p>", "onetwo"},
      {"<p>one&shy;two&nbsp;three&#8203;four</p>", "onetwo threefour"},
      {"<p>one<img src=\"a.png\">two</p>", "onetwo"},
      {"<p>one<sup>2</sup> two</p>", "one2 two"},
      {"<p><b>Dec. 18</b>Marsh sells</p>", "Dec. 18 Marsh sells"},
      {"<p><b>2014</b>A mill burns</p>", "2014 A mill burns"},
      {"<p>iPhone <b>4</b>S</p>", "iPhone 4S"},
      {"<p>CO<sub>2</sub>Emission</p>", "CO2Emission"},
  };
  for (const Case& c : cases) {
    INFO(c.html);
    CHECK(read_article(parse_html("<html><body><article>" + std::string(c.html) +
                                  "</article></body></html>"))
              .text == c.text);
  }
}

TEST_CASE("other scripts are read like ours", "[article]") {
  struct Case {
    const char* language;
    const char* title;
    std::vector<std::string> text;
  };
  const Case cases[] = {
      {"ja",
       "町が古い渡し船を購入",
       {"小さな港町の議会は四時間の議論の末、夜遅くに古い渡し船を買い取ることを決めた。",
        "持ち主の漁師一家は春に二倍の値段を求めていたが、エンジンがまた故障したため折れた。",
        "船は北の桟橋に係留され、夏には子どもたちが無料で乗れると町長は話した。"}},
      {"zh",
       "小镇买下旧渡船",
       {"经过四个小时的辩论，这座港口小镇的议会在深夜同意买下那艘旧渡船。",
        "船主是一家渔民，春天时曾要价两倍，但发动机再次出故障后让步了。",
        "镇长说，船将停泊在北码头，夏天孩子们可以免费上船。"}},
      {"ar",
       "البلدة تشتري العبارة القديمة",
       {"وافق مجلس بلدة الميناء الصغيرة في وقت متأخر من المساء، بعد نقاش دام أربع ساعات، على شراء "
        "العبارة القديمة.",
        "وكان مالكها، وهم عائلة من الصيادين، قد طلبوا ضعف الثمن في الربيع، لكنهم تراجعوا عندما "
        "تعطل المحرك مرة أخرى.",
        "وقال رئيس البلدية إن القارب سيرسو عند الرصيف الشمالي، ويمكن للأطفال ركوبه مجانا في "
        "الصيف."}},
      {"he",
       "העיירה קונה את המעבורת",
       {"מועצת עיירת הנמל הקטנה החליטה בשעת ערב מאוחרת, אחרי דיון של ארבע שעות, לקנות את המעבורת "
        "הישנה.",
        "בעליה, משפחת דייגים, ביקשו באביב מחיר כפול, אך נכנעו כשהמנוע התקלקל שוב.",
        "הסירה תעגון ברציף הצפוני, אמר ראש העיר, וילדים יוכלו לעלות עליה בחינם בקיץ."}},
      {"th",
       "เมืองซื้อเรือข้ามฟากเก่า",
       {"สภาเมืองท่าเล็กๆ ตกลงกันในช่วงดึกหลังการถกเถียงสี่ชั่วโมงว่าจะซื้อเรือข้ามฟากลำเก่า",
        "เจ้าของซึ่งเป็นครอบครัวชาวประมงเคยขอราคาสองเท่าในฤดูใบไม้ผลิ แต่ยอมเมื่อเครื่องยนต์เสียอีกครั้ง"}},
      {"ru",
       "Город купил старый паром",
       {"Совет маленького портового города поздно вечером, после четырёх часов споров, решил "
        "купить старый паром.",
        "Его хозяева, семья рыбаков, весной просили вдвое больше, но уступили, когда двигатель "
        "снова сломался."}},
  };
  for (const Case& c : cases) {
    INFO(c.language);
    std::string body = "<article><h1>" + std::string(c.title) + "</h1>", text;
    for (const std::string& paragraph : c.text)
      body += "<p>" + paragraph + "</p>", text += (text.empty() ? "" : "\n") + paragraph;
    const Article article = read_article(parse_html(
        "<html lang=\"" + std::string(c.language) + "\"><head><title>" + c.title +
        "</title></head><body>" + menu() + body + "</article>" + footer() + "</body></html>"));
    CHECK(article.title == c.title);
    CHECK(article.text == text);
    CHECK(article.language == c.language);
  }
}

TEST_CASE(
    "text that was pasted or saved as Markdown keeps its words and loses its marks in paragraphs "
    "alone",
    "[article]") {
  const std::string wrapped =
      "The council of the small harbor town agreed late in the evening,\nafter a debate of four "
      "hours, to buy the old ferry.";
  const Article pasted = read_article(
      parse_page("Town buys ferry\n\nMarch 5, 2024\n\n" + wrapped + "\n\n" + second + "\n"));
  CHECK(pasted.title == "Town buys ferry");
  CHECK(day(pasted) == "2024-03-05");
  REQUIRE(!pasted.paragraphs.empty());
  CHECK(std::ranges::any_of(pasted.paragraphs,
                            [&](const Paragraph& p) { return p.span.of(pasted.text) == wrapped; }));

  const Article markdown = read_article(parse_page("# Town buys ferry\n\n*March 5, 2024*\n\n" +
                                                   first + "\n\n## A long debate\n\n> " + second +
                                                   "\n\n- " + third + "\n- " + fourth + "\n"));
  CHECK(markdown.title == "Town buys ferry");
  CHECK(day(markdown) == "2024-03-05");
  const auto kind = [&](const std::string& words) {
    for (const Paragraph& p : markdown.paragraphs)
      if (p.span.of(markdown.text) == words) return p.kind;
    return ParagraphKind::byline;
  };
  CHECK(kind(first) == ParagraphKind::paragraph);
  CHECK(kind("A long debate") == ParagraphKind::heading);
  CHECK(kind(second) == ParagraphKind::quote);
  CHECK(kind(third) == ParagraphKind::list_item);
}
