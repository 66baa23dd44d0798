#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace newsline::article {

/// The fields of one JSON-LD object that are used; empty where it has none.
struct LinkedArticle {
  enum class Type : unsigned char { article, live_blog, page, other };
  Type type = Type::other;
  bool news = false;    // its type says that it is news
  bool update = false;  // an entry of a live blog
  bool minor = false;   // a picture, a film, a comment: whose author is another than the story's
  int depth = 0;        // of the object: 1 is the outermost
  std::string headline, published, modified, created, section, language, url, publisher, body;
  std::vector<std::string> authors;        // people, or names alone
  std::vector<std::string> organizations;  // authors that are no people
  std::vector<std::string> author_ids;     // "@id" of authors that other objects describe
};

struct LinkedData {
  std::vector<LinkedArticle> articles;  // all objects with a headline or a date, in order
  std::string site;                     // the name of a WebSite object
  struct Agent {
    std::string id, name;
    bool person = true;
  };
  std::vector<Agent> agents;  // people and organizations with an "@id"
};

/// Reads one script's JSON-LD. Broken JSON is read as far as it goes, then searched for the members
/// that matter. Depth, count and size are capped; nothing of it is kept but these fields.
void read_json_ld(std::string_view json, LinkedData& found);
/// Puts names in place of the ids of authors, once all scripts are read.
void resolve_authors(LinkedData& found);

/// Application state of a page (any JSON): the longest string under a member named as an article's
/// body is, with its paragraphs parted by '\n'.
std::string read_state_body(std::string_view json);

/// The first value in application state whose member is named like a day of publication
/// ("publishedAt"), unparsed.
std::string_view find_state_date(std::string_view json);

}  // namespace newsline::article
