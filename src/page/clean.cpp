#include "clean.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "elements.h"
#include "references.h"
#include "state.h"

namespace newsline::page {
namespace {

constexpr auto npos = std::string_view::npos;

constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Looks the same in lower case; `lower_case` is.
bool same(std::string_view text, std::string_view lower_case) {
  return std::ranges::equal(text, lower_case, {}, lower);
}
bool begins(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() && same(text.substr(0, lower_case.size()), lower_case);
}
bool contains(std::string_view text, std::string_view lower_case) {
  for (std::size_t i = 0; i + lower_case.size() <= text.size(); ++i)
    if (begins(text.substr(i), lower_case)) return true;
  return false;
}

/// A name in lower case, as far as any name that matters is long, and a key that tells unknown names apart.
struct Name {
  static constexpr std::size_t longest = 30;
  std::array<char, longest> letters{};
  std::size_t size = 0;  // longest + 1: too long to be known
  std::uint32_t key = 0;

  void add(char c) {
    c = lower(c);
    if (size < longest) letters[size] = c;
    size = std::min(size + 1, longest + 1);
    key = (key ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  std::string_view view() const { return size > longest ? std::string_view{} : std::string_view(letters.data(), size); }
};

struct RawAttribute {
  Attr attr = Attr::id;
  std::string_view value;
};

/// One tag as it stands in the page, with the attributes that are kept.
struct RawTag {
  Name name;
  const Element* element = nullptr;
  bool closes_itself = false;
  bool shadow_root = false;
  std::size_t count = 0;
  std::size_t times = 0;  // of them data-time
  std::array<RawAttribute, most_attributes> attributes;

  std::string_view value(Attr attr) const {
    for (std::size_t i = 0; i < count; ++i)
      if (attributes[i].attr == attr) return attributes[i].value;
    return {};
  }
  std::uint32_t traits() const { return element ? element->traits : 0; }
  Tag tag() const { return element ? element->tag : Tag::other; }
};

// How much of a value is kept. Only `content` holds prose; a data: URI holds a picture, and says so in its first bytes.
constexpr std::size_t longest_value = 2048;
constexpr std::size_t longest_content = 32768;
constexpr std::size_t longest_data_uri = 32;

std::size_t kept_size(Attr attr, std::string_view value) {
  if (attr == Attr::content) return longest_content;
  return attr == Attr::src && begins(value, "data:") ? longest_data_uri : longest_value;
}
constexpr std::size_t most_times = 4;
// Scripts are looked through for the story only where the paragraphs are not long enough to be one.
constexpr std::size_t enough_prose = 3000;
constexpr std::size_t least_state = 600;
constexpr std::size_t most_scripts = 200;
constexpr std::size_t most_json_ld = std::size_t{8} << 20;

std::string_view cut(std::string_view value, std::size_t longest) {
  if (value.size() <= longest) return value;
  while (longest > 0 && (static_cast<unsigned char>(value[longest]) & 0xC0) == 0x80) --longest;
  return value.substr(0, longest);
}

/// data-time, data-timestamp, data-publish-date: a name that speaks of a time, with a value that may be one.
bool is_data_time(std::string_view name, std::string_view value) {
  if (!name.starts_with("data-") || value.size() < 6 || value.size() > 48) return false;
  const auto has = [&](std::string_view word) { return name.find(word) != npos; };
  if (!has("time") && !has("date") && !has("publish")) return false;
  if (has("updat") || has("modif") || has("timeout") || has("timezone") || has("format")) return false;
  return std::ranges::count_if(value, [](char c) { return c >= '0' && c <= '9'; }) >= 6;
}

enum class Phase : std::uint8_t { start, before_head, in_head, after_head, in_body };

struct Open {
  const Element* element = nullptr;  // null: a name that HTML does not know
  std::uint32_t key = 0;
  std::uint32_t traits = 0;
  Tag tag = Tag::other;
};

class Cleaner {
 public:
  explicit Cleaner(std::string_view page) : page_(page) {
    out_.markup.reserve(page.size() + 64);  // what is never written to costs nothing
    open_.reserve(deepest + 1);
    std::size_t first = 0;
    while (first < page.size() && page::is_space(page[first])) ++first;
    xhtml_ = page.substr(first).starts_with("<?xml");
  }

  Cleaned run() {
    while (at_ < page_.size()) step();
    enter_root(nullptr);
    while (!open_.empty()) pop();
    if (prose_ < enough_prose) out_.state = application_state(scripts_);
    return std::move(out_);
  }

 private:
  // ---- the tokenizer ----
  void step() {
    const std::size_t tag = find('<', at_);
    if (tag > at_) words(page_.substr(at_, tag - at_));
    at_ = tag;
    if (at_ >= page_.size()) return;
    const char next = at_ + 1 < page_.size() ? page_[at_ + 1] : ' ';
    if (is_letter(next)) start_tag();
    else if (next == '/') end_tag();
    else if (next == '!') declaration();
    else if (next == '?') at_ = after('>', at_);
    else {
      words("<");
      ++at_;
    }
  }

  std::size_t find(char c, std::size_t from) const {
    if (from >= page_.size()) return page_.size();
    const void* found = std::memchr(page_.data() + from, c, page_.size() - from);
    return found ? static_cast<std::size_t>(static_cast<const char*>(found) - page_.data()) : page_.size();
  }
  std::size_t after(char c, std::size_t from) const { return std::min(page_.size(), find(c, from) + 1); }
  std::size_t after(std::string_view text, std::size_t from) const {
    const std::size_t found = page_.find(text, from);
    return found == npos ? page_.size() : found + text.size();
  }

  // Comments, CDATA, the doctype.
  void declaration() {
    const std::string_view rest = page_.substr(at_);
    if (rest.starts_with("<!--")) {
      at_ = after_comment(at_ + 4);
    } else if (xhtml_ && rest.starts_with("<![CDATA[")) {
      const std::size_t end = std::min(page_.size(), page_.find("]]>", at_));
      verbatim(page_.substr(at_ + 9, end - at_ - 9));
      at_ = std::min(page_.size(), end + 3);
    } else {
      at_ = begins(rest, "<!doctype") ? after_doctype(at_) : after('>', at_);
    }
  }

  std::size_t after_comment(std::size_t from) const {
    const std::string_view rest = page_.substr(from);
    if (rest.starts_with(">")) return from + 1;
    if (rest.starts_with("->")) return from + 2;
    for (std::size_t at = find('>', from); at < page_.size(); at = find('>', at + 1)) {
      const std::string_view before = page_.substr(from, at - from);
      if (before.ends_with("--") || before.ends_with("--!")) return at + 1;
    }
    return page_.size();
  }

  // A document type with declarations of its own ends at "]>"; none of them is obeyed.
  std::size_t after_doctype(std::size_t from) {
    const std::size_t end = find('>', from);
    const std::size_t bracket = page_.substr(from, end - from).find('[');
    if (bracket == npos || doctype_seen_) return std::min(page_.size(), end + 1);
    doctype_seen_ = true;
    for (std::size_t at = find(']', from + bracket); at < page_.size(); at = find(']', at + 1)) {
      std::size_t next = at + 1;
      while (next < page_.size() && page::is_space(page_[next])) ++next;
      if (next < page_.size() && page_[next] == '>') return next + 1;
    }
    return std::min(page_.size(), end + 1);
  }

  /// Reads the tag at `at`, which is moved behind it. False: the page ends within it.
  bool read_tag(std::size_t& at, RawTag& tag, bool keep) const {
    const std::size_t size = page_.size();
    for (; at < size && !page::is_space(page_[at]) && page_[at] != '>' && page_[at] != '/'; ++at) tag.name.add(page_[at]);
    tag.element = find_element(tag.name.view());
    keep = keep && !(tag.traits() & is_unused);
    std::uint32_t seen = 0;
    for (;;) {
      while (at < size && (page::is_space(page_[at]) || page_[at] == '/')) ++at;
      if (at >= size) return false;
      if (page_[at] == '>') {
        tag.closes_itself = page_[at - 1] == '/';
        ++at;
        return true;
      }
      if (!read_attribute(at, tag, seen, keep)) return false;
    }
  }

  bool read_attribute(std::size_t& at, RawTag& tag, std::uint32_t& seen, bool keep) const {
    const std::size_t size = page_.size();
    Name name;
    name.add(page_[at++]);  // even "=" begins a name
    for (; at < size && !page::is_space(page_[at]) && page_[at] != '>' && page_[at] != '/' && page_[at] != '='; ++at) name.add(page_[at]);
    std::size_t next = at;
    while (next < size && page::is_space(page_[next])) ++next;
    std::string_view value;
    if (next < size && page_[next] == '=') {
      at = next + 1;
      while (at < size && page::is_space(page_[at])) ++at;
      if (!read_value(at, value)) return false;
    }
    if (keep) keep_attribute(name.view(), value, tag, seen);
    return at < size;
  }

  bool read_value(std::size_t& at, std::string_view& value) const {
    if (at >= page_.size()) return false;
    const std::size_t begin = at;
    if (page_[at] == '"' || page_[at] == '\'') {
      const std::size_t end = find(page_[at], at + 1);
      if (end >= page_.size()) return false;
      value = page_.substr(begin + 1, end - begin - 1);
      at = end + 1;
      return true;
    }
    while (at < page_.size() && !page::is_space(page_[at]) && page_[at] != '>') ++at;
    value = page_.substr(begin, at - begin);
    return at < page_.size();
  }

  static void keep_attribute(std::string_view name, std::string_view value, RawTag& tag, std::uint32_t& seen) {
    if (tag.count == most_attributes) return;
    const AttributeName* known = find_attribute(name);
    if (!known) {
      if (name.starts_with("shadowroot")) tag.shadow_root = true;
      if (tag.times < most_times && is_data_time(name, value)) {
        tag.attributes[tag.count++] = {Attr::data_time, value};
        ++tag.times;
      }
      return;
    }
    const std::uint32_t bit = 1U << static_cast<unsigned>(known->attr);
    if (seen & bit) return;
    seen |= bit;
    switch (known->attr) {
      case Attr::hidden: case Attr::itemscope: case Attr::pubdate:
        if (value.empty()) value = known->name;  // so that "is there" and "has a value" are one question
        break;
      case Attr::style:
        if (!contains(cut(value, longest_value), "display") && !contains(cut(value, longest_value), "visibility")) return;
        break;
      default: break;
    }
    tag.attributes[tag.count++] = {known->attr, cut(value, kept_size(known->attr, value))};
  }

  void start_tag() {
    RawTag tag;
    ++at_;
    if (!read_tag(at_, tag, true)) {
      at_ = page_.size();
      return;
    }
    const std::uint32_t traits = tag.traits();
    const bool empty = xhtml_ && tag.closes_itself;
    if (traits & is_raw) {
      if (!empty) raw_element(tag);
    } else if (traits & is_skipped) {
      if (!empty && !tag.closes_itself && !tag.shadow_root) skip(tag);
    } else if (!(traits & is_unused)) {
      open(tag, empty);
    }
  }

  void end_tag() {
    const char next = at_ + 2 < page_.size() ? page_[at_ + 2] : ' ';
    if (!is_letter(next)) {  // "</>" is nothing, "</ x>" a comment
      at_ = after('>', at_);
      return;
    }
    RawTag tag;
    at_ += 2;
    if (read_tag(at_, tag, false)) close(tag);
    else at_ = page_.size();
  }

  // ---- what is dropped ----
  /// Where `</name` begins, from `from` on; the page's size when it never does.
  std::size_t find_end_tag(std::string_view name, std::size_t from) const {
    for (std::size_t at = find('<', from); at < page_.size(); at = find('<', at + 1)) {
      const std::string_view rest = page_.substr(at);
      if (rest.size() < name.size() + 3 || rest[1] != '/' || !begins(rest.substr(2), name)) continue;
      const char next = rest[2 + name.size()];
      if (page::is_space(next) || next == '/' || next == '>') return at;
    }
    return page_.size();
  }

  // In "<!-- ... <script" the next end tag belongs to the inner script.
  std::size_t find_script_end(std::size_t from) {
    const std::size_t end = find_end_tag("script", from);
    if (plain_scripts_ || page_.substr(from, end - from).find("<!--") == npos) return end;
    bool commented = false, inner = false;
    for (std::size_t at = from; at < page_.size(); ++at) {
      const std::string_view rest = page_.substr(at);
      if (rest[0] == '-') {
        if (commented && rest.starts_with("-->")) commented = inner = false;
      } else if (rest[0] == '<') {
        if (rest.starts_with("<!--")) commented = true;
        else if (commented && !inner && is_tag(rest.substr(1), "script")) inner = true;
        else if (rest.starts_with("</") && is_tag(rest.substr(2), "script")) {
          if (!inner) return at;
          inner = false;
        }
      }
    }
    plain_scripts_ = true;  // never closed in that reading
    return end;
  }
  static bool is_tag(std::string_view rest, std::string_view name) {
    return rest.size() > name.size() && begins(rest, name) &&
           (page::is_space(rest[name.size()]) || rest[name.size()] == '/' || rest[name.size()] == '>');
  }

  void raw_element(const RawTag& tag) {
    const bool script = tag.element->name == "script";
    const std::size_t end = script ? find_script_end(at_) : find_end_tag(tag.element->name, at_);
    if (script) keep_script(tag, page_.substr(at_, end - at_));
    at_ = after('>', end);
  }

  void keep_script(const RawTag& tag, std::string_view content) {
    if (begins(tag.value(Attr::type), "application/ld+json")) {
      if (json_ld_bytes_ + content.size() > most_json_ld) return;
      json_ld_bytes_ += content.size();
      out_.json_ld.emplace_back(content);
    } else if (content.size() >= least_state && scripts_.size() < most_scripts && !contains(tag.value(Attr::type), "template")) {
      scripts_.push_back(content);
    }
  }

  /// Drops svg, math, template, rt, rp with all that they hold.
  void skip(const RawTag& tag) {
    const Element* const outer = tag.element;
    const bool ruby = outer->name == "rt" || outer->name == "rp";
    const bool foreign = !ruby && outer->name != "template";
    std::size_t depth = 1, html_inside = 0;
    while ((at_ = find('<', at_)) < page_.size()) {
      const std::size_t begin = at_;
      const char next = at_ + 1 < page_.size() ? page_[at_ + 1] : ' ';
      const bool ends = next == '/';
      if (!is_letter(next) && !ends) {
        skip_other(foreign);
        continue;
      }
      at_ += ends ? 2 : 1;
      RawTag inner;
      if (!read_tag(at_, inner, false)) break;
      if (ruby && (ends || (inner.traits() & is_block))) {
        if (inner.element != outer) at_ = begin;
        return;
      }
      if (foreign && inner.name.view() == "foreignobject") html_inside = ends ? 0 : 1;
      if (foreign && html_inside == 0 && !ends && (inner.traits() & breaks_out)) {  // svg was left open
        at_ = begin;
        return;
      }
      if (!foreign && !ends && (inner.traits() & is_raw)) at_ = after('>', find_end_tag(inner.element->name, at_));
      if (inner.element != outer || (inner.closes_itself && !ends)) continue;
      if (!ends) ++depth;
      else if (--depth == 0) return;
    }
    at_ = page_.size();
  }

  void skip_other(bool foreign) {
    const std::string_view rest = page_.substr(at_);
    if (rest.starts_with("<!--")) at_ = after_comment(at_ + 4);
    else if (foreign && rest.starts_with("<![CDATA[")) at_ = after("]]>", at_);
    else ++at_;
  }

  // ---- words ----
  void words(std::string_view raw) {
    if (phase_ != Phase::in_body) {
      if (std::ranges::all_of(raw, page::is_space)) return;
      enter_body();
    }
    flow(raw);
  }

  /// Behind the run of plain characters that begins at `at`; single spaces between them belong to it.
  static std::size_t run_end(std::string_view raw, std::size_t at) {
    const auto is_plain = [&](std::size_t i) { return kind_of[static_cast<unsigned char>(raw[i])] == plain; };
    if (at == raw.size() || !is_plain(at)) return at;
    while (++at < raw.size() && (is_plain(at) || (raw[at] == ' ' && at + 1 < raw.size() && is_plain(at + 1)))) {}
    return at;
  }

  // Outside pre, white space is one space, and none at the borders of blocks.
  void flow(std::string_view raw) {
    std::size_t at = 0;
    while (at < raw.size()) {
      const std::size_t begin = at;
      at = run_end(raw, at);
      if (at > begin) put(raw.substr(begin, at - begin));
      if (at == raw.size()) return;
      const char c = raw[at];
      if (c == '&') {
        scratch_.clear();
        at += decode_reference(raw.substr(at), false, scratch_);
        verbatim_characters(scratch_);
      } else {
        character(c);
        ++at;
      }
    }
  }

  void verbatim(std::string_view raw) {
    if (phase_ != Phase::in_body) enter_body();
    verbatim_characters(raw);
  }
  void verbatim_characters(std::string_view raw) {
    std::size_t at = 0;
    while (at < raw.size()) {
      const std::size_t begin = at;
      at = run_end(raw, at);
      if (at > begin) put(raw.substr(begin, at - begin));
      if (at < raw.size()) character(raw[at++]);
    }
  }

  void character(char c) {
    if (page::is_space(c)) {
      if (pre_ > 0) put(c == '\n' || c == '\t' ? std::string_view(&c, 1) : std::string_view(" "));
      else space_ = true;
    } else {
      put(c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;");
    }
  }

  void put(std::string_view escaped) {
    if (!in_words_) {
      in_words_ = true;
      ++out_.texts;
    }
    if (space_ && !border_) out_.markup += ' ';
    space_ = border_ = false;
    out_.markup += escaped;
    if (any(Tag::p)) prose_ += escaped.size();
  }

  enum Kind : std::uint8_t { plain, white, special };
  static constexpr std::array<std::uint8_t, 256> kind_of = [] {
    std::array<std::uint8_t, 256> kinds{};
    for (const char c : {' ', '\n', '\t', '\r', '\f'}) kinds[static_cast<unsigned char>(c)] = white;
    for (const char c : {'&', '<', '>'}) kinds[static_cast<unsigned char>(c)] = special;
    return kinds;
  }();

  // ---- the tree ----
  void border() {
    border_ = true;
    space_ = false;
  }

  void push(const RawTag& tag, bool empty) {
    const std::uint32_t traits = tag.traits();
    if (traits & is_block) border();
    else if (space_ && in_words_ && !border_) {  // the space before a word in bold stays outside
      out_.markup += ' ';
      border();
    }
    in_words_ = false;
    ++out_.elements;
    out_.markup += '<';
    out_.markup += tag.element ? tag.element->name : "x";
    write_attributes(tag);
    if ((traits & is_void) || empty) {
      out_.markup += "/>";
      return;
    }
    out_.markup += '>';
    open_.push_back({tag.element, tag.name.key, traits, tag.tag()});
    ++count_[static_cast<std::size_t>(tag.tag())];
    if (traits & keeps_space) ++pre_;
  }

  void pop() {
    const Open last = open_.back();
    open_.pop_back();
    --count_[static_cast<std::size_t>(last.tag)];
    if (last.traits & keeps_space) --pre_;
    if (last.traits & is_block) border();
    in_words_ = false;
    out_.markup += "</";
    out_.markup += last.element ? last.element->name : "x";
    out_.markup += '>';
  }
  void pop_to(std::size_t size) {
    while (open_.size() > size) pop();
  }

  void write_attributes(const RawTag& tag) {
    char times = '1';
    for (std::size_t i = 0; i < tag.count; ++i) {
      const RawAttribute& a = tag.attributes[i];
      out_.markup += ' ';
      out_.markup += attribute_name(a.attr);
      if (a.attr == Attr::data_time && times++ > '1') out_.markup += static_cast<char>(times - 1);  // XML forbids one name twice
      out_.markup += "=\"";
      write_value(a.value);
      out_.markup += '"';
    }
    out_.attributes += tag.count;
  }

  void write_value(std::string_view value) {
    if (value.find('&') != npos) {
      scratch_.clear();
      for (std::size_t at = 0; at < value.size();) {
        const std::size_t next = std::min(value.size(), value.find('&', at));
        scratch_.append(value, at, next - at);
        at = next < value.size() ? next + decode_reference(value.substr(next), true, scratch_) : next;
      }
      value = scratch_;
    }
    for (std::size_t at = 0; at < value.size();) {
      const std::size_t next = std::min(value.size(), value.find_first_of("&<\"", at));
      out_.markup.append(value, at, next - at);
      if (next < value.size()) out_.markup += value[next] == '&' ? "&amp;" : value[next] == '<' ? "&lt;" : "&quot;";
      at = next + 1;
    }
  }

  void implied(std::string_view name) {
    RawTag tag;
    for (const char c : name) tag.name.add(c);
    tag.element = find_element(name);
    push(tag, false);
  }

  void enter_root(const RawTag* html) {
    if (phase_ != Phase::start) return;
    if (html) push(*html, false);
    else implied("html");
    phase_ = Phase::before_head;
  }
  void leave_head() {
    if (phase_ == Phase::in_head) pop_to(1);
    if (phase_ <= Phase::in_head) phase_ = Phase::after_head;
  }
  void enter_body() {
    if (phase_ == Phase::in_body) return;
    enter_root(nullptr);
    leave_head();
    implied("body");
    phase_ = Phase::in_body;
  }

  /// html, head and body, which stand once. True: the tag is one of them and done with.
  bool place(const RawTag& tag) {
    if (tag.tag() == Tag::html) {
      enter_root(&tag);
      return true;
    }
    if (tag.tag() != Tag::head && tag.tag() != Tag::body) return false;
    enter_root(nullptr);
    if (tag.tag() == Tag::head && phase_ == Phase::before_head) {
      push(tag, false);
      phase_ = Phase::in_head;
    } else if (tag.tag() == Tag::body && phase_ != Phase::in_body) {
      leave_head();
      push(tag, false);
      phase_ = Phase::in_body;
    }
    return true;
  }

  void open(const RawTag& tag, bool empty) {
    if (place(tag)) return;
    if (!(tag.traits() & in_head) || phase_ == Phase::in_body) {
      enter_body();
    } else {
      enter_root(nullptr);
      if (phase_ == Phase::before_head) {
        implied("head");
        phase_ = Phase::in_head;
      }
    }
    if (tag.tag() == Tag::title) return title(tag, empty);
    if (useless(tag) || !close_implied(tag)) return;
    if (open_.size() >= deepest && !(tag.traits() & is_void)) {
      if (!(tag.traits() & is_block)) return;
      pop();
    }
    push(tag, empty);
  }

  // Links that only a browser follows.
  static bool useless(const RawTag& tag) {
    if (tag.tag() == Tag::meta) return tag.count == 0;
    if (tag.tag() != Tag::link) return false;
    const std::string_view rel = tag.value(Attr::rel);
    for (const std::string_view word : {"stylesheet", "preload", "prefetch", "preconnect", "icon", "modulepreload", "manifest"})
      if (contains(cut(rel, 64), word)) return true;
    return false;
  }

  // Its content is text, whatever it looks like. One that is never closed ends at the next tag, not with the page.
  void title(const RawTag& tag, bool empty) {
    push(tag, empty);
    if (empty) return;
    std::size_t end = titles_end_ ? find_end_tag("title", at_) : page_.size();
    titles_end_ = end < page_.size();  // looked for in vain once, there is none further on either
    if (!titles_end_) end = find('<', at_);
    flow(page_.substr(at_, end - at_));
    at_ = end;
    if (begins(page_.substr(end), "</title")) at_ = after('>', end);
    pop();
  }

  /// Closes down to the nearest open element that `wanted` says, unless one that `stops` comes first.
  template <class Wanted, class Stops>
  bool close_nearest(Wanted wanted, Stops stops) {
    for (std::size_t i = open_.size(); i-- > 1;) {
      if (wanted(open_[i])) {
        pop_to(i);
        return true;
      }
      if (stops(open_[i])) return false;
    }
    return false;
  }
  static auto is(Tag tag) { return [tag](const Open& o) { return o.tag == tag; }; }
  static bool bounds(const Open& o) { return (o.traits & is_scope) != 0; }
  static bool bounds_item(const Open& o) {
    return (o.traits & (is_scope | is_block)) && o.tag != Tag::div && o.tag != Tag::p && o.tag != Tag::address;
  }
  static bool bounds_line(const Open& o) { return (o.traits & (is_scope | is_block)) != 0; }
  static bool is_table(const Open& o) { return o.tag == Tag::table; }
  bool any(Tag tag) const { return count_[static_cast<std::size_t>(tag)] > 0; }

  /// End tags that a start tag stands for. False: the start tag itself is nothing (a form within a form).
  bool close_implied(const RawTag& tag) {
    const std::uint32_t traits = tag.traits();
    if ((traits & closes_p) && any(Tag::p)) close_nearest(is(Tag::p), bounds);
    if ((traits & is_heading) && (open_.back().traits & is_heading)) pop();
    switch (tag.tag()) {
      case Tag::li:
        if (any(Tag::li)) close_nearest(is(Tag::li), bounds_item);
        break;
      case Tag::dt: case Tag::dd:
        close_nearest([](const Open& o) { return o.tag == Tag::dt || o.tag == Tag::dd; }, bounds_item);
        break;
      case Tag::option:
        if (open_.back().tag == Tag::option) pop();
        break;
      case Tag::td: case Tag::th:
        close_nearest([](const Open& o) { return o.tag == Tag::td || o.tag == Tag::th; }, is_table);
        break;
      case Tag::tr:
        if (any(Tag::tr)) close_nearest(is(Tag::tr), is_table);
        break;
      case Tag::thead: case Tag::tbody: case Tag::tfoot:
        close_nearest([](const Open& o) { return o.tag == Tag::thead || o.tag == Tag::tbody || o.tag == Tag::tfoot; }, is_table);
        break;
      case Tag::a:
        if (any(Tag::a)) close_nearest(is(Tag::a), bounds_line);
        break;
      case Tag::button:
        if (any(Tag::button)) close_nearest(is(Tag::button), is_table);
        break;
      case Tag::form: return !any(Tag::form);
      default: break;
    }
    return true;
  }

  void close(const RawTag& tag) {
    if (phase_ == Phase::start) return;
    const Tag t = tag.tag();
    if (t == Tag::head) return leave_head();
    if (t == Tag::html || t == Tag::body) return;
    if (t == Tag::br) return start_break();
    if (tag.traits() & is_block) {
      if (close_block(tag)) return;
      border();
      if (t == Tag::p && phase_ == Phase::in_body) {  // one that closes nothing is an empty paragraph
        implied("p");
        pop();
      }
    } else if (tag.traits() & is_formatting) {
      if (any(t)) close_formatting(tag);
    } else {
      close_nearest([&](const Open& o) { return o.element == tag.element && o.key == tag.name.key; }, bounds_line);
    }
  }

  void start_break() {
    RawTag tag;
    tag.element = find_element("br");
    if (phase_ == Phase::in_body) push(tag, false);
  }

  bool close_block(const RawTag& tag) {
    const Tag t = tag.tag();
    if (tag.traits() & is_heading) return close_nearest([](const Open& o) { return (o.traits & is_heading) != 0; }, bounds);
    const auto wanted = [&](const Open& o) { return o.element == tag.element; };
    if (t != Tag::other && !any(t)) return false;
    switch (t) {
      case Tag::table: case Tag::thead: case Tag::tbody: case Tag::tfoot: case Tag::tr: case Tag::td: case Tag::th: case Tag::caption:
        return close_nearest(wanted, is_table);
      case Tag::li:
        return close_nearest(wanted, [](const Open& o) { return bounds(o) || o.tag == Tag::ul || o.tag == Tag::ol; });
      default: return close_nearest(wanted, bounds);
    }
  }

  // "<a><div>one</a> two": the standard moves the link into the block. Here both are closed and the blocks opened again.
  void close_formatting(const RawTag& tag) {
    std::size_t i = open_.size();
    std::array<const Element*, 8> blocks{};
    std::size_t count = 0;
    while (i-- > 1 && open_[i].element != tag.element) {
      if (bounds(open_[i])) return;
      if (!(open_[i].traits & is_block)) continue;
      if (count == blocks.size()) return;
      blocks[count++] = open_[i].element;
    }
    if (i == 0 || i >= open_.size()) return;
    pop_to(i);
    while (count-- > 0) implied(blocks[count]->name);
  }

  static std::string_view attribute_name(Attr attr) {
    static constexpr std::string_view names[] = {
        "id",   "class", "href",       "rel",         "name",   "property", "content", "itemprop", "itemtype", "itemscope", "lang",       "datetime", "role",
        "aria-label", "aria-hidden", "hidden", "style", "type", "title", "alt", "src", "http-equiv", "charset", "pubdate", "data-time"};
    return names[static_cast<std::size_t>(attr)];
  }

  std::string_view page_;
  std::size_t at_ = 0;
  bool xhtml_ = false;
  Phase phase_ = Phase::start;
  Cleaned out_;
  std::vector<Open> open_;
  std::array<std::uint32_t, 96> count_{};  // how many of each tag are open
  std::string scratch_;
  bool in_words_ = false;  // the last thing written was words
  bool space_ = false;     // white space was read and not yet written
  bool border_ = true;     // nothing since the border of a block
  int pre_ = 0;
  // What was looked for to the page's end in vain is not looked for again: that would be quadratic.
  bool titles_end_ = true, doctype_seen_ = false, plain_scripts_ = false;
  std::size_t json_ld_bytes_ = 0;
  std::size_t prose_ = 0;  // bytes of words within paragraphs
  std::vector<std::string_view> scripts_;
};

}  // namespace

Cleaned clean(std::string_view utf8) { return Cleaner(utf8).run(); }

}  // namespace newsline::page
