#include "page/page.h"

#include <string>
#include <vector>

#include "catch.h"

using namespace newsline;

namespace {

std::string name_of(Tag tag) {
  switch (tag) {
    case Tag::html:
      return "html";
    case Tag::head:
      return "head";
    case Tag::body:
      return "body";
    case Tag::title:
      return "title";
    case Tag::meta:
      return "meta";
    case Tag::article:
      return "article";
    case Tag::section:
      return "section";
    case Tag::div:
      return "div";
    case Tag::p:
      return "p";
    case Tag::span:
      return "span";
    case Tag::a:
      return "a";
    case Tag::b:
      return "b";
    case Tag::i:
      return "i";
    case Tag::br:
      return "br";
    case Tag::h1:
      return "h1";
    case Tag::h2:
      return "h2";
    case Tag::ul:
      return "ul";
    case Tag::li:
      return "li";
    case Tag::dl:
      return "dl";
    case Tag::dt:
      return "dt";
    case Tag::dd:
      return "dd";
    case Tag::table:
      return "table";
    case Tag::tr:
      return "tr";
    case Tag::td:
      return "td";
    case Tag::pre:
      return "pre";
    case Tag::img:
      return "img";
    case Tag::form:
      return "form";
    case Tag::button:
      return "button";
    case Tag::time:
      return "time";
    default:
      return "x";
  }
}

/// The tree below body (or the root) in one line: p(one b(two)).
std::string shape(const Page& page, Tag below = Tag::body) {
  std::string text;
  std::vector<std::uint32_t> ends;
  for (std::uint32_t i = 0; i < page.nodes.size(); ++i) {
    const Node& node = page.nodes[i];
    while (!ends.empty() && ends.back() <= i) {
      text += ')';
      ends.pop_back();
    }
    if (!ends.empty() && text.back() != '(') text += ' ';
    if (ends.empty() && node.tag != below) continue;
    if (node.tag == Tag::text) {
      text += '"' + std::string(page.words(node)) + '"';
      continue;
    }
    text += name_of(node.tag) + '(';
    ends.push_back(node.end);
  }
  text.append(ends.size(), ')');
  return text;
}

std::string shape_of(std::string_view html) { return shape(parse_page(html)); }

}  // namespace

TEST_CASE("markup is read as a browser reads it", "[page]") {
  struct Row {
    const char* html;
    const char* tree;
  };
  const Row rows[] = {
      {"<html><head><title>t</title></head><body><p>one</p></body></html>", "body(p(\"one\"))"},
      {"<p>one<p>two", "body(p(\"one\") p(\"two\"))"},
      {"<p>one<div>two</div>three", "body(p(\"one\") div(\"two\") \"three\")"},
      {"<ul><li>one<li>two <b>bold</b></ul>", "body(ul(li(\"one\") li(\"two \" b(\"bold\"))))"},
      {"<ul><li>one<ul><li>deep</ul><li>two</ul>",
       "body(ul(li(\"one\" ul(li(\"deep\"))) li(\"two\")))"},
      {"<dl><dt>a<dd>b<dt>c</dl>", "body(dl(dt(\"a\") dd(\"b\") dt(\"c\")))"},
      {"<table><tr><td>a<td>b<tr><td>c</table>",
       "body(table(tr(td(\"a\") td(\"b\")) tr(td(\"c\"))))"},
      {"<table><tr><td><p>a</div></td></table>b", "body(table(tr(td(p(\"a\")))) \"b\")"},
      {"<a href=x>one<a href=y>two</a>", "body(a(\"one\") a(\"two\"))"},
      {"<b>one<i>two</b>three</i>", "body(b(\"one\" i(\"two\")) \"three\")"},
      {"<a><div>one</a> two</div>", "body(a(div(\"one\")) div(\"two\"))"},
      {"<h1>one</h2>two", "body(h1(\"one\") \"two\")"},
      {"<form>a<form>b</form>c", "body(form(\"ab\") \"c\")"},
      {"one</p>two", "body(\"one\" p() \"two\")"},
      {"a<br>b</br>c", "body(\"a\" br() \"b\" br() \"c\")"},
      {"<div/>in", "body(div(\"in\"))"},
      {"<P CLASS=x>one</P >", "body(p(\"one\"))"},
      {"<p>1 < 2 & 3 > 2 &amp; <3", "body(p(\"1 < 2 & 3 > 2 & <3\"))"},
      {"<p>&eacute;&hellip;&#8217;&#146;&#x2014;&ccaron;&copy 2&notit;&unknown;",
       "body(p(\"é…’’—č© 2¬it;&unknown;\"))"},
      {"<p>a  \n b<b> c </b> d</p> <p> e", "body(p(\"a b\" b(\" c\") \" d\") p(\"e\"))"},
      {"<pre>a\n  b</pre>", "body(pre(\"a\n  b\"))"},
      {"<p>one<!-- x --> two<!--> three<!----> four<!-- - -- --!> five",
       "body(p(\"one two three four five\"))"},
      {"<p>one<?php x ?> two<![CDATA[ x ]]> three</ x> four", "body(p(\"one two three four\"))"},
      {"<p>a<script>if (a<b) '</p>';</script>b<style>p{}</style>c<noscript><p>x</noscript>d",
       "body(p(\"abcd\"))"},
      {"<script><!-- document.write(\"<script>x</script>\") //--></script><p>a", "body(p(\"a\"))"},
      {"<p>a<svg><title>x</title><g><path/></g></svg>b<template><p>x<template>y</template>z</"
       "template>c",
       "body(p(\"abc\"))"},
      {"<svg><g><p>left open", "body(p(\"left open\"))"},
      {"<div><template shadowrootmode=open><p>kept</p></template></div>", "body(div(p(\"kept\")))"},
      {"<p><ruby>東<rt>とう</rt>京<rp>(</rp><rt>きょう</ruby>です",
       "body(p(x(\"東京\") \"です\"))"},
      {"<my-tag><p>a</p></my-tag>b", "body(x(p(\"a\")) \"b\")"},
      {"<textarea><p>x</textarea>a<iframe><p>y</iframe>b", "body(\"ab\")"},
      {"<body><body class=x><html><head>a", "body(\"a\")"},
      {"<p title='a>b\"c'>d", "body(p(\"d\"))"},
      {"<p>cut <b", "body(p(\"cut\"))"},
      {"", "body()"},
  };
  for (const Row& row : rows) {
    INFO(row.html);
    if (*row.html) CHECK(shape_of(row.html) == row.tree);
  }
}

TEST_CASE("the head stays the head", "[page]") {
  const Page page = parse_page(
      "<!DOCTYPE html><html lang=de><meta charset=utf-8><title>A &amp; <b> B</title>\n<link "
      "rel=stylesheet href=x>"
      "<meta name=author content='Ann &quot;B&quot; &lt;'><p>text");
  CHECK(shape(page, Tag::html) ==
        "html(head(meta() title(\"A & <b> B\") meta()) body(p(\"text\")))");
  CHECK(page.attr(page.nodes[0], Attr::lang) == "de");
  CHECK(page.attr(page.nodes[5], Attr::content) == "Ann \"B\" <");
}

TEST_CASE("only the attributes that are read stay", "[page]") {
  const Page page = parse_page(
      "<p onclick=x id=one class='a  b' hidden style='color:red' "
      "data-published-time=\"2024-03-05T10:00\" data-x=1 ID=two>t");
  const Node& p = page.nodes[2];
  REQUIRE(p.tag == Tag::p);
  CHECK(page.attr(p, Attr::id) == "one");
  CHECK(page.attr(p, Attr::class_) == "a  b");
  CHECK(page.attr(p, Attr::hidden) == "hidden");
  CHECK(page.attr(p, Attr::data_time) == "2024-03-05T10:00");
  CHECK(p.attributes == 4);
}

TEST_CASE("long values are cut, on a character", "[page]") {
  std::string long_word;
  for (int i = 0; i < 30000; ++i) long_word += "\u00E9";
  const Page page = parse_page("<p title='" + long_word + "'>t<img src='data:image/png;base64," +
                               long_word + "'><meta name=x content=\"" + long_word + "\">");
  REQUIRE(page.nodes.size() == 6);
  CHECK(page.attr(page.nodes[2], Attr::title).size() == 2048);
  CHECK(page.attr(page.nodes[4], Attr::src).size() <= 32);
  CHECK(page.attr(page.nodes[4], Attr::src).starts_with("data:image/png"));
  CHECK(page.attr(page.nodes[5], Attr::content).size() == 32768);
}

TEST_CASE("JSON-LD is handed on as it stood", "[page]") {
  const Page page = parse_page(
      "<script type=\"application/ld+json\">{\"a\": \"</b>\"}</script><p>x<SCRIPT "
      "TYPE='application/LD+JSON'>2</script >");
  REQUIRE(page.json_ld.size() == 2);
  CHECK(page.json_ld[0] == "{\"a\": \"</b>\"}");
  CHECK(page.json_ld[1] == "2");
}

TEST_CASE("words too deep to nest are kept", "[page]") {
  std::string html;
  for (int i = 0; i < 5000; ++i) html += "<div><span>";
  html += "<p>one</p><p>two</p>";
  const Page page = parse_page(html);
  std::string words;
  for (const Node& node : page.nodes)
    if (node.tag == Tag::text) words += std::string(page.words(node)) + "|";
  CHECK(words == "one|two|");
}
