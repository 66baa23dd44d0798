#include <zlib.h>
#include <zstd.h>

#include <ctime>
#include <string>
#include <string_view>

#include "catch.h"
#include "newsline/error.h"
#include "page/page.h"

using namespace newsline;
using namespace std::literals;

namespace {

std::string words_of(const Page& page) {
  if (page.kind == Page::Kind::text) return page.text;
  std::string words;
  for (const Node& node : page.nodes) {
    if (node.tag != Tag::text) continue;
    if (!words.empty()) words += '|';
    words += page.words(node);
  }
  return words;
}

std::string code_of(std::string_view bytes, const PageOptions& options = {}) {
  try {
    parse_page(bytes, options);
  } catch (const Error& error) {
    return error.code();
  }
  return "";
}

std::string gzip(std::string_view bytes) {
  z_stream z{};
  REQUIRE(deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&z, bytes.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::string zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 9));
  return out;
}

std::string wide(std::string_view ascii, bool little) {
  std::string out;
  for (const char c : ascii) {
    out += little ? c : '\0';
    out += little ? '\0' : c;
  }
  return out;
}

}  // namespace

TEST_CASE("a page's charset is its mark, then what the bytes are, then what it says", "[page]") {
  struct Row {
    const char* about;
    std::string bytes;
    const char* words;
    const char* charset;
  };
  const Row rows[] = {
      {"plain UTF-8", "<p>F\xC3\xA9lix", "F\u00E9lix", "utf-8"},
      {"the mark wins over a meta", "\xEF\xBB\xBF<meta charset=iso-8859-1><p>F\xC3\xA9lix",
       "F\u00E9lix", "utf-8"},
      {"valid UTF-8 wins over a meta", "<meta charset=gb2312><p>F\xC3\xA9lix", "F\u00E9lix",
       "utf-8"},
      {"declared latin-1 is windows-1252", "<meta charset=ISO-8859-1><p>F\xE9lix \x93x\x94",
       "F\u00E9lix \u201Cx\u201D", "windows-1252"},
      {"declared late",
       "<!--" + std::string(70000, 'x') + "--><meta charset=windows-1251><p>\xC8\xE2\xE0\xED",
       "\u0418\u0432\u0430\u043D", "windows-1251"},
      {"declared the old way",
       "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>\xE9\xD7\xC1\xCE",
       "\u0418\u0432\u0430\u043D", "koi8-r"},
      {"declared by XML", "<?xml version='1.0' encoding='iso-8859-2'?><html><p>\xB9</p></html>",
       "\u0161", "iso-8859-2"},
      {"Shift_JIS as Windows has it", "<meta charset=shift_jis><p>\x93\x8C\x8B\x9E", "\u6771\u4EAC",
       "windows-31j"},
      {"ISO-2022-JP looks like ASCII", "<meta charset=iso-2022-jp><p>\x1B$BEl5~\x1B(B",
       "\u6771\u4EAC", "iso-2022-jp"},
      {"a meta that lies", "<meta charset=utf-8><p>F\xE9lix Roy a quitt\xE9 la salle",
       "F\u00E9lix Roy a quitt\u00E9 la salle", "windows-1252"},
      {"a slip in UTF-8 stays UTF-8", "<meta charset=utf-8><p>F\xC3\xA9lix \xC3\xA9t\xC3\xA9 \xE9",
       "F\u00E9lix \u00E9t\u00E9 \uFFFD", "utf-8"},
      {"UTF-16 within ASCII is nonsense", "<meta charset=utf-16><p>abc", "abc", "utf-8"},
      {"UTF-7 is not obeyed", "<meta charset=utf-7><p>+ADw-script+AD4-", "+ADw-script+AD4-",
       "utf-8"},
      {"UTF-16 with a mark", "\xFF\xFE" + wide("<p>abc", true), "abc", "utf-16le"},
      {"UTF-16 without one", wide("<p>abc def", false), "abc def", "utf-16be"},
      {"half a UTF-16 unit at the end", "\xFF\xFE" + wide("<p>abc", true) + "\x41", "abc\uFFFD",
       "utf-16le"},
      {"an unknown name", "<meta charset=klingon-8><p>abc", "abc", "utf-8"},
      {"NUL and control characters",
       "<p>a\0b \x1B[2J\x01"s
       "c\xEF\xBF\xBE",
       "a\uFFFDb [2Jc\uFFFD", "utf-8"},
  };
  for (const Row& row : rows) {
    INFO(row.about);
    const Page page = parse_page(row.bytes);
    CHECK(words_of(page) == row.words);
    CHECK(page.charset == row.charset);
  }
}

TEST_CASE("a charset given by the reader is for pages that do not tell theirs", "[page]") {
  PageOptions options;
  options.charset = "windows-1251";
  CHECK(words_of(parse_page("<p>\xC8\xE2\xE0\xED", options)) == "\u0418\u0432\u0430\u043D");
  CHECK(words_of(parse_page("<meta charset=koi8-r><p>\xE9\xD7\xC1\xCE", options)) ==
        "\u0418\u0432\u0430\u043D");
  CHECK(words_of(parse_page("<p>\u0418", options)) == "\u0418");
  options.charset = "klingon-8";
  CHECK(code_of("<p>abc", options) == "input.encoding");
}

TEST_CASE("what a file is, is told by what it holds", "[page]") {
  struct Row {
    const char* bytes;
    bool markup;
  };
  const Row rows[] = {
      {"<!DOCTYPE html><p>x", true},
      {"\n <!-- saved --><html>", true},
      {"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>x</body></html>",
       true},
      {"stray words <html><body><p>x", true},
      {"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<!doctype html><html><body>x", true},
      {"first line<br>second line<br>third line", true},
      {"Bridge opens\n\nOn 3 March the bridge opened.", false},
      {"# Bridge opens\n\n* 1 < 2 and <https://example.org/> and <b>bold</b>\n", false},
      {"a < b > c, i<3 you, <unknown>", false},
      {"The tag <p> starts a paragraph. Long before that, people parted them with blank lines, and "
       "for many years after they still did, on "
       "paper and on screens, wherever a line was long enough to be read and short enough to be "
       "broken. Nobody who wrote a letter in those "
       "days would have thought of a sign for that, since the hand that holds the pen knows when "
       "to stop, and the eye sees it.",
       false},
  };
  for (const Row& row : rows) {
    INFO(row.bytes);
    CHECK((parse_page(row.bytes).kind == Page::Kind::html) == row.markup);
  }
}

TEST_CASE("a text save is kept as it came", "[page]") {
  CHECK(parse_page("\xEF\xBB\xBFTitle\r\n\r\n  two  spaces\tand &amp; that\r\n").text ==
        "Title\r\n\r\n  two  spaces\tand &amp; that\r\n");
  CHECK(parse_page("Caf\xE9 au lait, tr\xE8s chaud").text == "Caf\u00E9 au lait, tr\u00E8s chaud");
  CHECK(text_page("\r\n<p> \x01").text == "\r\n<p> \x01");
}

TEST_CASE("packed pages are unpacked, broken ones refused", "[page]") {
  const std::string html =
      "<html><body><p>" + std::string(3000, 'x') + "</p><p>one</p></body></html>";
  const std::string packed = gzip(html);
  const auto ends_well = [](std::string_view bytes) {
    return words_of(parse_page(bytes)).ends_with("|one");
  };
  CHECK(ends_well(packed));
  CHECK(parse_page(packed).bytes == html.size());
  CHECK(ends_well(gzip(html.substr(0, 100)) + gzip(html.substr(100))));
  CHECK(ends_well(packed + "junk behind"));
  CHECK(ends_well(gzip(packed)));
  CHECK(ends_well(zstd(html)));
  CHECK(ends_well(zstd(html.substr(0, 100)) + zstd(html.substr(100))));
  CHECK(code_of(packed.substr(0, packed.size() - 12)) == "input.decompress");
  CHECK(code_of(packed.substr(0, 5)) == "input.decompress");
  CHECK(code_of(zstd(html).substr(0, 30)) == "input.decompress");
  CHECK(code_of("\x1F\x8B\x08\x00garbage that is no deflate stream"s) == "input.decompress");
  std::string all = gzip("<p>x");
  for (int i = 0; i < 5; ++i) all = gzip(all);
  CHECK(code_of(all) == "input.decompress_limit");
}

TEST_CASE("no page is larger than the cap, packed or not", "[page]") {
  // a thousand to one
  CHECK(code_of(gzip("<p>" + std::string(4 << 20, ' '))) == "input.decompress_limit");
  PageOptions options;
  options.max_bytes = 1000;
  CHECK(code_of("<p>" + std::string(2000, 'x'), options) == "input.too_large");
  CHECK(code_of(gzip("<p>" + std::string(2000, 'x')), options) == "input.decompress_limit");
  CHECK(code_of(zstd("<p>" + std::string(2000, 'x')), options) == "input.decompress_limit");
}

TEST_CASE("what is neither page nor text is refused by its kind", "[page]") {
  struct Row {
    std::string bytes;
    const char* code;
  };
  const Row rows[] = {
      {"", "input.empty"},
      {"\xEF\xBB\xBF", "input.empty"},
      {" \r\n\t \n", "input.empty"},
      {gzip(" \n"), "input.empty"},
      {"\xFF\xFE \0"s, "input.empty"},
      {"%PDF-1.7\n1 0 obj", "input.not_text"},
      {"PK\x03\x04rest", "input.not_text"},
      {"\x89PNG\r\n\x1A\n", "input.not_text"},
      {"\x7F"
       "ELF\x02\x01"s,
       "input.not_text"},
      {std::string(100000, '\0'), "input.not_text"},
      {"words \x01\x02\x03\x04 \x05\x06 and more \x07", "input.not_text"},
      {"WARC/1.0\r\nWARC-Type: response\r\n\r\n<html>", "input.unsupported_type"},
      {"{\\rtf1 words}", "input.unsupported_type"},
      {"<?xml version='1.0'?>\n<rss version='2.0'><channel><title>x</title></channel></rss>",
       "input.unsupported_type"},
      {"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>", "input.unsupported_type"},
      {"MIME-Version: 1.0\r\nContent-Type: multipart/related; "
       "boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n",
       "input.unsupported_type"},
  };
  for (const Row& row : rows) {
    INFO(row.bytes.substr(0, 40));
    CHECK(code_of(row.bytes) == row.code);
  }
}

TEST_CASE("the page of a browser's single-file save is read, not its envelope", "[page]") {
  struct Row {
    const char* about;
    std::string bytes;
    const char* words;
    const char* url;
  };
  const std::string head =
      "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/a\r\nSubject: "
      "x\r\nMIME-Version: 1.0\r\n";
  const std::string related =
      head +
      "Content-Type: "
      "multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b=1\"\r\n\r\n\r\n";
  const std::string picture =
      "----b=1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n";
  const Row rows[] = {
      {"quoted-printable",
       related + picture +
           "----b=1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: "
           "quoted-printable\r\nContent-Location: https://news.example/b\r\n\r\n"
           "<p class=3D\"x\">F=C3=A9=\r\nlix = 1 =3d=20</p>\r\n----b=1--\r\nbehind",
       "F\u00E9lix = 1 =", "https://news.example/b"},
      {"base64 in another charset, without an end",
       related + "----b=1\r\nContent-Type: text/html; "
                 "charset=\"windows-1251\"\r\nContent-Transfer-Encoding: "
                 "base64\r\n\r\nPHA+yOLg\r\n7TwvcD4=\r\n",
       "\u0418\u0432\u0430\u043D", "https://news.example/a"},
      {"multipart in multipart",
       "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: "
       "multipart/alternative; boundary=b\n\n--b\n"
       "Content-Type: text/plain\n\nplain\n--b\nContent-Type: text/html\n\n<p>rich\n--b--\n--a--\n",
       "rich", ""},
      {"one part alone", "MIME-Version: 1.0\nContent-Type: text/html\n\n<p>alone", "alone", ""},
      {"plain text within", "MIME-Version: 1.0\nContent-Type: text/plain\n\nonly words",
       "only words", ""},
      {"a text that begins with a colon line is none", "Note: this\nis a text",
       "Note: this\nis a text", ""},
  };
  for (const Row& row : rows) {
    INFO(row.about);
    const Page page = parse_page(row.bytes);
    CHECK(words_of(page) == row.words);
    CHECK(page.url == row.url);
  }
}

TEST_CASE("scripts that may hold the story are handed on where the page shows none", "[page]") {
  const std::string story =
      "{\"page\": {\"articleBody\": \"" + std::string(800, 'x') + " }\\\" {\"}}";
  struct Row {
    std::string script;
    const char* begins;
  };
  const Row rows[] = {
      {"<script type='application/json' id=data>" + story + "</script>", "{\"page\""},
      {"<script>window.__STATE__ = " + story + "; other()</script>", "{\"page\""},
      {"<script>var q = q || []; q.push(" + story + ")</script>", "{\"page\""},
      {"<script>x = JSON.parse(\"" + std::string("{\\\"html\\\": \\\"") + std::string(800, 'x') +
           "\\\"}\")</script>",
       "{\"html\": \"x"},
  };
  for (const Row& row : rows) {
    INFO(row.script.substr(0, 60));
    const Page page = parse_page("<body>" + row.script + "<p>short");
    REQUIRE(page.state.size() == 1);
    CHECK(page.state[0].starts_with(row.begins));
    CHECK(page.state[0].ends_with("}"));
    CHECK(parse_page("<body>" + row.script + "<p>" + std::string(5000, 'y')).state.empty());
  }
  CHECK(parse_page("<script>if (a) { b() }</script><p>x").state.empty());
  CHECK(parse_page("<script>x = {\"articleBody\": \"" + std::string(5000, 'x')).state.empty());
}

TEST_CASE("a page costs time in step with its size, whatever it holds", "[page]") {
  const auto many = [](std::string_view text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
  };
  const std::string rows[] = {many("<div>", 200000),
                              many("<b><i><a href=x><p>", 3000) + many("</b></i></a></p>", 3000),
                              many("<b>", 100000) + many("<div>", 100000) + many("</b>", 100000),
                              many("</zzz>", 100000),
                              many("<a>", 100) + many("<div></a>", 100000),
                              "<p " + many("a=1 ", 300000),
                              many("<!--", 300000),
                              many("<![CDATA[", 100000),
                              many("<script>", 100000),
                              many("<svg>", 100000),
                              many("&zzz", 300000),
                              many("<title>", 100000),
                              many("<!doctype [", 100000),
                              many("x = {\"", 100000),
                              "<script>" + many("<!--<script>", 100000),
                              many("<script><!--<script></script>", 50000),
                              many("<!doctype x[>", 100000),
                              many("<ruby><rt>", 100000),
                              "<script>" + many("x = {\"a\": [", 100000),
                              many("<template>", 100000),
                              many("<form><button><li><dd>", 100000)};
  for (const std::string& row : rows) {
    INFO(row.substr(0, 60));
    const std::clock_t begin = std::clock();
    CHECK(parse_html(row).nodes.size() > 0);
    // a hundredth of that as a rule; quadratic would be minutes
    CHECK(std::clock() - begin < 3 * CLOCKS_PER_SEC);
  }
}
