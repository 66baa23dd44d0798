// JSON-LD as far as it describes articles, read as a stream: one frame for each open object,
// nothing of it kept but a few fields.
//
//     {"@type":"NewsArticle","headline":"Town buys ferry","datePublished":"2024-03-05",
//      "author":{"@type":"Person","name":"Ann Lee"}}
// The object "author" closes as an agent with a name, which its article takes; the article closes
// with a headline and a date, so it is kept. Depth, count and sizes are capped. Broken JSON is
// read up to the break, then searched for `"headline":` and the like.
// What it does not do: resolve contexts, or follow an "@id" outside of the page.
#include "json_ld.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace newsline::article {

namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t most_objects = 4000;
// bytes kept of every value but an article's body
constexpr std::size_t longest_value = 2000;
constexpr std::size_t longest_body = std::size_t{1} << 20;

using Type = LinkedArticle::Type;

Type type_of(std::string_view name) {
  if (const std::size_t slash = name.find_last_of("/:#"); slash != std::string_view::npos)
    name.remove_prefix(slash + 1);
  if (name == "LiveBlogPosting") return Type::live_blog;
  if (name.ends_with("Article") || name.ends_with("BlogPosting") || name == "Report" ||
      name == "SocialMediaPosting" || name == "DiscussionForumPosting" || name == "Review")
    return Type::article;
  if (name == "WebPage" || name == "ItemPage" || name == "AboutPage" || name == "QAPage" ||
      name == "FAQPage" || name == "MedicalWebPage")
    return Type::page;
  return Type::other;
}

/// Follows the events of the parser with one frame an open object or array.
class Reader {
 public:
  explicit Reader(LinkedData& found) : found_(found) {}
  using number_integer_t = std::int64_t;
  using number_unsigned_t = std::uint64_t;
  using number_float_t = double;
  using string_t = std::string;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(number_integer_t) { return true; }
  bool number_unsigned(number_unsigned_t value) {
    std::string text = std::to_string(value);
    return string(text);
  }
  bool number_float(number_float_t, const string_t&) { return true; }
  bool binary(binary_t&) { return true; }

  bool start_object(std::size_t) { return open(true); }
  bool start_array(std::size_t) { return open(false); }
  bool key(string_t& name) {
    if (!frames_.empty())
      frames_.back().member = name.size() < 40 ? std::move(name) : std::string();
    return true;
  }
  bool string(string_t& value) {
    if (frames_.empty()) return true;
    const std::string member = frames_.back().member;
    if (Frame* object = around()) set(*object, member, value);
    return true;
  }
  bool end_array() {
    frames_.pop_back();
    return true;
  }
  bool end_object() {
    close();
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
    broken_at = position;
    return false;
  }
  /// What was open when the parser stopped.
  void finish() {
    while (!frames_.empty()) close();
  }
  std::size_t broken_at = std::string::npos;

 private:
  struct Frame {
    bool object = true, site = false;
    bool agent = false, organization = false;  // a person or an organization; the latter
    std::string member;  // of an object: the one being read; of an array: the one that it stands in
    std::string in;      // the member of the object around that holds this
    std::string name, id;
    LinkedArticle article;
  };

  bool open(bool object) {
    if (frames_.size() >= deepest || ++objects_ > most_objects) return false;
    Frame frame;
    frame.object = object;
    if (!frames_.empty()) frame.in = frames_.back().member;
    if (!object) frame.member = frame.in;
    frames_.push_back(std::move(frame));
    return true;
  }
  /// The object that a value belongs to: arrays hold values for it.
  Frame* around() {
    for (std::size_t i = frames_.size(); i-- > 0;)
      if (frames_[i].object) return &frames_[i];
    return nullptr;
  }

  static void put(std::string& field, std::string& value, std::size_t most = longest_value) {
    if (field.empty() && value.size() <= most) field = std::move(value);
  }
  static void set(Frame& object, std::string_view member, std::string& value) {
    if (member == "@type" || member == "type")
      set_type(object, value);
    else if (member == "name")
      put(object.name, value);
    else if (member == "@id")
      put(object.id, value);
    else if (member == "author" || member == "creator")
      add_author(object.article, value);
    else if (member == "articleBody" || member == "reviewBody")
      put(object.article.body, value, longest_body);
    else if (std::string LinkedArticle::*const field = field_of(member))
      put(object.article.*field, value);
  }
  static void set_type(Frame& object, std::string_view value) {
    LinkedArticle& a = object.article;
    const Type type = type_of(value);
    if (a.type == Type::other || type < a.type) a.type = type;
    a.news |= value.find("News") != std::string::npos || value.find("Report") != std::string::npos;
    object.site |= value == "WebSite";
    a.minor |= value.ends_with("Object") || value == "Comment" || value == "Answer";
    object.organization |= value.ends_with("Organization") || value == "Corporation";
    object.agent |= object.organization || value == "Person";
  }
  /// Where the text of a member goes; null for one that nothing asks for.
  static std::string LinkedArticle::*field_of(std::string_view member) {
    static constexpr std::pair<std::string_view, std::string LinkedArticle::*> fields[] = {
        {"headline", &LinkedArticle::headline},     {"datePublished", &LinkedArticle::published},
        {"uploadDate", &LinkedArticle::created},    {"dateCreated", &LinkedArticle::created},
        {"dateModified", &LinkedArticle::modified}, {"articleSection", &LinkedArticle::section},
        {"inLanguage", &LinkedArticle::language},   {"url", &LinkedArticle::url},
        {"mainEntityOfPage", &LinkedArticle::url},  {"publisher", &LinkedArticle::publisher}};
    for (const auto& [name, field] : fields)
      if (name == member) return field;
    return nullptr;
  }
  static void add_author(LinkedArticle& article, std::string& name) {
    if (!name.empty() && name.size() < 200 && article.authors.size() < 50 &&
        !name.starts_with("http"))
      article.authors.push_back(std::move(name));
  }

  void close() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (!frame.object) return;
    Frame* const parent = around();
    if (parent) hand_up(frame, *parent);
    LinkedArticle& article = frame.article;
    if (frame.agent && !frame.id.empty() && !frame.name.empty() && found_.agents.size() < 200)
      found_.agents.push_back({frame.id, frame.name, !frame.organization});
    if (frame.site && found_.site.empty()) found_.site = frame.name;
    if (article.headline.empty() && article.type <= Type::live_blog) article.headline = frame.name;
    if (article.url.empty()) article.url = frame.id;
    article.update = frame.in == "liveBlogUpdate";
    for (const std::string_view member : {"comment", "review", "image", "video", "citation"})
      article.minor |= frame.in == member;
    article.depth = static_cast<int>(frames_.size()) + 1;
    if (frame.in == "isPartOf" || frame.in == "hasPart" || frame.in == "itemReviewed")
      article.type = Type::other;
    const bool says_something = !article.published.empty() || !article.headline.empty() ||
                                !article.created.empty() || !article.body.empty();
    if (says_something && found_.articles.size() < 1000)
      found_.articles.push_back(std::move(article));
  }
  static void hand_up(Frame& child, Frame& parent) {
    LinkedArticle& article = parent.article;
    if (child.in == "author" || child.in == "creator")
      hand_up_author(child, article);
    else if (child.in == "publisher")
      put(article.publisher, child.name);
    else if (child.in == "mainEntityOfPage")
      put(article.url, child.id);
    else if (child.in == "inLanguage")
      put(article.language, child.name);
  }

  static void hand_up_author(Frame& child, LinkedArticle& article) {
    constexpr std::size_t most = 50;
    if (child.name.empty() && !child.id.empty() && article.author_ids.size() < most)
      article.author_ids.push_back(child.id);
    else if (child.organization && article.organizations.size() < most)
      article.organizations.push_back(child.name);
    else
      add_author(article, child.name);
  }

  LinkedData& found_;
  std::vector<Frame> frames_;
  std::size_t objects_ = 0;
};

/// The string behind `"member":` at or after `from`, escapes left as they are.
std::string_view loose_member(std::string_view json, std::string_view member, std::size_t from) {
  for (std::size_t at = json.find(member, from); at != std::string_view::npos;
       at = json.find(member, at + 1)) {
    std::size_t open = at + member.size();
    while (open < json.size() && (json[open] == '"' || json[open] == '\'' || json[open] == ' ' ||
                                  json[open] == ':' || json[open] == '\n' || json[open] == '\t'))
      ++open;
    if (open == at + member.size() || (json[open - 1] != '"' && json[open - 1] != '\'')) continue;
    const std::size_t stop = json.find(json[open - 1], open);
    if (stop == std::string_view::npos || stop - open > 300) continue;
    return json.substr(open, stop - open);
  }
  return {};
}

}  // namespace

void read_json_ld(std::string_view json, LinkedData& found) {
  constexpr std::string_view cdata = "<![CDATA[";
  if (const std::size_t at = json.find(cdata);
      at != std::string_view::npos && at < json.find('{')) {
    json.remove_prefix(at + cdata.size());
    json = json.substr(0, json.rfind("]]>"));
  }
  const std::size_t start = json.find_first_of("{[");
  if (start == std::string_view::npos) return;
  const std::size_t stop = json.find_last_of("}]");
  // Line feeds inside of strings are the most common fault; white space is the same to JSON
  // everywhere else.
  std::string clean(json.substr(start, stop == std::string_view::npos || stop < start
                                           ? std::string_view::npos
                                           : stop - start + 1));
  for (char& c : clean)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  const std::size_t known = found.articles.size();
  Reader reader(found);
  if (nlohmann::json::sax_parse(clean, &reader)) return;
  reader.finish();
  const std::size_t broken =
      std::min(reader.broken_at == std::string::npos ? 0 : reader.broken_at, clean.size());
  LinkedArticle rest;
  rest.type =
      clean.find("Article\"") != std::string::npos || clean.find("Posting\"") != std::string::npos
          ? Type::article
          : Type::other;
  rest.depth = 2;
  rest.published = loose_member(clean, "datePublished", broken);
  rest.modified = loose_member(clean, "dateModified", broken);
  rest.headline = loose_member(clean, "headline", broken);
  if (rest.headline.find('\\') != std::string::npos) rest.headline.clear();
  // What stands behind the fault belongs to the article that was open there.
  for (std::size_t i = known; i < found.articles.size(); ++i) {
    LinkedArticle& open = found.articles[i];
    if (open.type != Type::article && open.type != Type::live_blog) continue;
    if (open.published.empty()) open.published = std::move(rest.published);
    if (open.modified.empty()) open.modified = std::move(rest.modified);
    if (open.headline.empty()) open.headline = std::move(rest.headline);
    return;
  }
  if (!rest.published.empty() || !rest.headline.empty()) found.articles.push_back(std::move(rest));
}

void resolve_authors(LinkedData& found) {
  for (LinkedArticle& article : found.articles)
    for (const std::string& id : article.author_ids) {
      const auto agent = std::ranges::find(found.agents, id, &LinkedData::Agent::id);
      if (agent != found.agents.end())
        (agent->person ? article.authors : article.organizations).push_back(agent->name);
    }
}

namespace {

/// Keeps the longest string that stands under a member named as a body is.
class BodyReader {
 public:
  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(std::int64_t) { return true; }
  bool number_unsigned(std::uint64_t) { return true; }
  bool number_float(double, const std::string&) { return true; }
  bool binary(nlohmann::json::binary_t&) { return true; }
  bool start_object(std::size_t) { return ++depth_ < 200; }
  bool end_object() { return --depth_, true; }
  bool start_array(std::size_t) { return ++depth_ < 200; }
  bool end_array() { return --depth_, true; }
  bool key(std::string& name) {
    body_ = false;
    for (const std::string_view known :
         {"articleBody", "body", "content", "contentHtml", "bodyHtml", "text", "html",
          "articleText", "storyText", "fullText", "body_html", "content_html"})
      body_ |= name == known;
    return true;
  }
  bool string(std::string& value) {
    if (body_ && value.size() > best.size() && value.size() < longest_body) best = std::move(value);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) {
    return false;
  }
  std::string best;

 private:
  int depth_ = 0;
  bool body_ = false;
};

}  // namespace

std::string read_state_body(std::string_view json) {
  const std::size_t start = json.find_first_of("{[");
  if (start == std::string_view::npos) return {};
  const std::string_view rest = json.substr(start);
  BodyReader reader;
  nlohmann::json::sax_parse(rest.begin(), rest.end(), &reader, nlohmann::json::input_format_t::json,
                            false);
  return std::move(reader.best);
}

std::string_view find_state_date(std::string_view json) {
  for (const std::string_view member :
       {"datePublished", "publishedAt", "published_at", "publishDate", "publish_date",
        "publishedDate", "firstPublished", "first_published_at", "publicationDate", "publishedTime",
        "datePublish", "published"})
    if (const std::string_view value = loose_member(json, member, 0); value.size() >= 8)
      return value;
  return {};
}

}  // namespace newsline::article
