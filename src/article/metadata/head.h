#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "article/content/outline.h"
#include "article/rules.h"
#include "json_ld.h"
#include "page/page.h"

namespace newsline::article {

/// What the head of a page and its linked data say, as written: one pass over the nodes.
struct Head {
  // name in lower case; value in Page::text
  struct Meta {
    std::string name;
    std::string_view value;
  };
  std::vector<Meta> meta;
  std::string title;                      // of <title>, white space as one space
  std::string language;                   // of <html lang>
  std::string_view canonical;             // of <link rel=canonical>
  std::vector<std::string_view> feeds;    // titles of <link type="application/rss+xml">
  std::vector<std::uint32_t> h1;          // nodes
  std::vector<std::uint32_t> h2;          // nodes of <h2> and <h3>
  std::vector<std::uint32_t> links_home;  // <a> that lead to the front page
  std::vector<std::uint32_t> times;       // <time> elements and others with a machine's date
  LinkedData linked;
  std::string_view find(std::string_view name) const;
};

Head read_head(const Page& page);

/// The words below a node, white space as one space, at most `limit` bytes.
std::string inner_text(const Page& page, std::uint32_t node, std::size_t limit = 1000);

/// Every white space as one space, none at the ends.
std::string collapsed(std::string_view words);

/// Of "https://web.archive.org/web/20190509213001/https://harbor.example/ferry?a=1" the page that
/// was kept, without its query: the day before it is that of the copy.
std::string_view without_archive(std::string_view url);

/// Whether an address is the front page's: "/", "./", "https://harbor.example/", "../../", also of
/// an archive's copy ("https://web.archive.org/web/2019/http://harbor.example/").
bool leads_home(std::string_view address);
/// "harborpost.example" of "https://www.harborpost.example/1"; empty where it has no scheme.
std::string_view host_of(std::string_view url);

/// Fills title, site, section, url and language.
void read_metadata(const Page& page, const Outline& outline, const Head& head,
                   const Phrases& phrases, Article& article);

/// The object of the linked data that describes this page's story, or null.
const LinkedArticle* main_article(const Head& head);

/// Decodes character references ("&amp;") in values where HTML has none but sites write them all
/// the same.
std::string decode_references(std::string_view text);

/// The letters and digits of a text in one case: equal for two spellings of one title.
std::string letters_of(std::string_view text);

}  // namespace newsline::article
