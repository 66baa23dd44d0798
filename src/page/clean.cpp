// From the bytes of a page to markup that any XML parser takes: one pass over the tags, with those
// rules of the HTML standard's tree construction that real pages need. What no later stage reads
// is dropped on the way.
//
//     <p>Town <b>buys<p>ferry <script>..</script></b> today
// becomes
//     <p>Town <b>buys</b></p><p><b>ferry </b> today</p>
//
// A <p> closes an open <p>; an open <b> is opened again after it. Depth, attributes and memory are
// capped, so that time is linear in the bytes.
// What it does not do: build a tree (tree.cpp, by libxml2), move misplaced content out of tables
// as browsers do, or run scripts.
#include "clean.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "elements.h"
#include "scan.h"
#include "state.h"
#include "writer.h"

namespace newsline::page {
namespace {

// Scripts are searched for the story only where the paragraphs are not long enough to be one.
constexpr std::size_t enough_prose = 3000;
constexpr std::size_t least_state = 600;
constexpr std::size_t most_scripts = 200;
constexpr std::size_t most_json_ld = std::size_t{8} << 20;

enum class Phase : std::uint8_t { start, before_head, in_head, after_head, in_body };

// Where the search for an open element ends.
auto is(Tag tag) {
  return [tag](const Open& o) { return o.tag == tag; };
}
bool bounds(const Open& o) { return (o.traits & is_scope) != 0; }
bool bounds_item(const Open& o) {
  return (o.traits & (is_scope | is_block)) && o.tag != Tag::div && o.tag != Tag::p &&
         o.tag != Tag::address;
}
bool bounds_line(const Open& o) { return (o.traits & (is_scope | is_block)) != 0; }
bool bounds_list(const Open& o) { return bounds(o) || o.tag == Tag::ul || o.tag == Tag::ol; }
bool is_table(const Open& o) { return o.tag == Tag::table; }
bool is_cell(const Open& o) { return o.tag == Tag::td || o.tag == Tag::th; }
bool is_row_group(const Open& o) {
  return o.tag == Tag::thead || o.tag == Tag::tbody || o.tag == Tag::tfoot;
}
bool heading(const Open& o) { return (o.traits & is_heading) != 0; }
bool is_definition(const Open& o) { return o.tag == Tag::dt || o.tag == Tag::dd; }

/// Links that only a browser follows, and metas that say nothing.
bool useless(const RawTag& tag) {
  if (tag.tag() == Tag::meta) return tag.count == 0;
  if (tag.tag() != Tag::link) return false;
  constexpr std::size_t longest_rel = 64;
  const std::string_view rel = tag.value(Attr::rel).substr(0, longest_rel);
  for (const std::string_view word :
       {"stylesheet", "preload", "prefetch", "preconnect", "icon", "modulepreload", "manifest"})
    if (ascii::contains(rel, word)) return true;
  return false;
}

/// From token to token through the page, with the rules of the HTML standard's tree construction
/// that real pages need.
class Cleaner {
 public:
  explicit Cleaner(std::string_view page) : scan_(page), out_(page.size()) {
    const std::size_t first = page.find_first_not_of(" \t\r\n\f");
    xhtml_ = first != std::string_view::npos && page.substr(first).starts_with("<?xml");
  }

  Cleaned run() {
    while (at_ < scan_.size()) step();
    enter_root(nullptr);
    Cleaned cleaned = out_.finish();
    cleaned.json_ld = std::move(json_ld_);
    if (out_.prose() < enough_prose) cleaned.state = application_state(scripts_);
    return cleaned;
  }

 private:
  void step() {
    const std::size_t tag = scan_.find('<', at_);
    if (tag > at_) words(scan_.slice(at_, tag));
    at_ = tag;
    if (at_ >= scan_.size()) return;
    const char next = scan_.at(at_ + 1);
    if (ascii::is_letter(next))
      start_tag();
    else if (next == '/')
      end_tag();
    else if (next == '!')
      declaration();
    else if (next == '?')
      at_ = scan_.after('>', at_);
    else {
      words("<");
      ++at_;
    }
  }

  // Comments, CDATA, the doctype.
  void declaration() {
    const std::string_view rest = scan_.rest(at_);
    if (rest.starts_with("<!--")) {
      at_ = scan_.after_comment(at_ + 4);
    } else if (xhtml_ && rest.starts_with("<![CDATA[")) {
      const std::size_t end = scan_.find("]]>", at_);
      enter_body();
      out_.verbatim(scan_.slice(at_ + 9, end));
      at_ = std::min(scan_.size(), end + 3);
    } else {
      at_ = ascii::begins(rest, "<!doctype") ? scan_.after_doctype(at_) : scan_.after('>', at_);
    }
  }

  void words(std::string_view raw) {
    if (phase_ != Phase::in_body) {
      if (std::ranges::all_of(raw, [](char c) { return ascii::is_space(c); })) return;
      enter_body();
    }
    out_.words(raw);
  }

  void start_tag() {
    RawTag tag;
    ++at_;
    if (!scan_.read_tag(at_, tag, true)) {
      at_ = scan_.size();
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
    const char next = scan_.at(at_ + 2);
    if (!ascii::is_letter(next)) {  // "</>" is nothing, "</ x>" a comment
      at_ = scan_.after('>', at_);
      return;
    }
    RawTag tag;
    at_ += 2;
    if (scan_.read_tag(at_, tag, false))
      close(tag);
    else
      at_ = scan_.size();
  }

  void raw_element(const RawTag& tag) {
    const bool script = tag.element->name == "script";
    const std::size_t end =
        script ? scan_.find_script_end(at_) : scan_.find_end_tag(tag.element->name, at_);
    if (script) keep_script(tag, scan_.slice(at_, end));
    at_ = scan_.after('>', end);
  }

  void keep_script(const RawTag& tag, std::string_view content) {
    if (ascii::begins(tag.value(Attr::type), "application/ld+json")) {
      if (json_ld_bytes_ + content.size() > most_json_ld) return;
      json_ld_bytes_ += content.size();
      json_ld_.emplace_back(content);
    } else if (content.size() >= least_state && scripts_.size() < most_scripts &&
               !ascii::contains(tag.value(Attr::type), "template")) {
      scripts_.push_back(content);
    }
  }

  /// Drops svg, math, template, rt, rp with all that they hold.
  void skip(const RawTag& tag) {
    const Element& outer = *tag.element;
    if (outer.name == "rt" || outer.name == "rp")
      skip_ruby(outer);
    else if (outer.name == "template")
      skip_template(outer);
    else
      skip_foreign(outer);
  }
  /// The next tag, behind what is none; false at the page's end. `begin`: where it begins.
  bool next_inner_tag(bool foreign, std::size_t& begin, bool& ends, RawTag& inner) {
    while ((at_ = scan_.find('<', at_)) < scan_.size()) {
      begin = at_;
      ends = scan_.at(at_ + 1) == '/';
      if (!ends && !ascii::is_letter(scan_.at(at_ + 1))) {
        skip_other(foreign);
        continue;
      }
      at_ += ends ? 2 : 1;
      inner = {};
      if (scan_.read_tag(at_, inner, false)) return true;
      break;
    }
    at_ = scan_.size();
    return false;
  }
  /// Up to the next end tag or block: rt and rp are often left open.
  void skip_ruby(const Element& outer) {
    std::size_t begin = 0;
    bool ends = false;
    for (RawTag inner; next_inner_tag(false, begin, ends, inner);) {
      if (ends || (inner.traits() & is_block)) {
        if (inner.element != &outer) at_ = begin;
        return;
      }
      skip_raw(inner, ends);
    }
  }
  void skip_template(const Element& outer) {
    std::size_t begin = 0, depth = 1;
    bool ends = false;
    for (RawTag inner; next_inner_tag(false, begin, ends, inner);) {
      skip_raw(inner, ends);
      if (leaves(outer, inner, ends, depth)) return;
    }
  }
  /// svg and math; one that is left open ends before the next element that HTML lets break out of
  /// it.
  void skip_foreign(const Element& outer) {
    std::size_t begin = 0, depth = 1;
    bool ends = false, html_inside = false;
    for (RawTag inner; next_inner_tag(true, begin, ends, inner);) {
      if (inner.name.view() == "foreignobject") html_inside = !ends;
      if (!html_inside && !ends && (inner.traits() & breaks_out)) {
        at_ = begin;
        return;
      }
      if (leaves(outer, inner, ends, depth)) return;
    }
  }
  /// What script and style hold is no markup.
  void skip_raw(const RawTag& inner, bool ends) {
    if (!ends && (inner.traits() & is_raw))
      at_ = scan_.after('>', scan_.find_end_tag(inner.element->name, at_));
  }
  /// Counts elements of the same name one in another; true behind the end of the outermost.
  static bool leaves(const Element& outer, const RawTag& inner, bool ends, std::size_t& depth) {
    if (inner.element != &outer || (inner.closes_itself && !ends)) return false;
    depth = ends ? depth - 1 : depth + 1;
    return depth == 0;
  }

  void skip_other(bool foreign) {
    const std::string_view rest = scan_.rest(at_);
    if (rest.starts_with("<!--"))
      at_ = scan_.after_comment(at_ + 4);
    else if (foreign && rest.starts_with("<![CDATA["))
      at_ = std::min(scan_.size(), scan_.find("]]>", at_) + 3);
    else
      ++at_;
  }

  void enter_root(const RawTag* html) {
    if (phase_ != Phase::start) return;
    if (html)
      out_.push(*html, false);
    else
      out_.push("html");
    phase_ = Phase::before_head;
  }

  void leave_head() {
    if (phase_ == Phase::in_head) out_.pop_to(1);
    if (phase_ <= Phase::in_head) phase_ = Phase::after_head;
  }

  void enter_body() {
    if (phase_ == Phase::in_body) return;
    enter_root(nullptr);
    leave_head();
    out_.push("body");
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
      out_.push(tag, false);
      phase_ = Phase::in_head;
    } else if (tag.tag() == Tag::body && phase_ != Phase::in_body) {
      leave_head();
      out_.push(tag, false);
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
        out_.push("head");
        phase_ = Phase::in_head;
      }
    }
    if (tag.tag() == Tag::title) return title(tag, empty);
    if (useless(tag) || !close_implied(tag)) return;
    if (out_.open().size() >= deepest && !(tag.traits() & is_void)) {
      if (!(tag.traits() & is_block)) return;
      out_.pop();
    }
    out_.push(tag, empty);
  }

  // Its content is text, whatever it looks like. One that is never closed ends at the next tag, not
  // with the page.
  void title(const RawTag& tag, bool empty) {
    out_.push(tag, empty);
    if (empty) return;
    std::size_t end = scan_.find_title_end(at_);
    if (end == scan_.size()) end = scan_.find('<', at_);
    out_.words(scan_.slice(at_, end));
    at_ = end;
    if (ascii::begins(scan_.rest(end), "</title")) at_ = scan_.after('>', end);
    out_.pop();
  }

  /// End tags that a start tag stands for. False: the start tag itself is nothing (a form within a
  /// form).
  bool close_implied(const RawTag& tag) {
    const std::uint32_t traits = tag.traits();
    if ((traits & closes_p) && out_.any(Tag::p)) out_.close_nearest(is(Tag::p), bounds);
    if ((traits & is_heading) && heading(out_.open().back())) out_.pop();
    switch (tag.tag()) {
      case Tag::li:
        if (out_.any(Tag::li)) out_.close_nearest(is(Tag::li), bounds_item);
        break;
      case Tag::dt:
      case Tag::dd:
        out_.close_nearest(is_definition, bounds_item);
        break;
      case Tag::option:
        if (out_.open().back().tag == Tag::option) out_.pop();
        break;
      case Tag::td:
      case Tag::th:
        out_.close_nearest(is_cell, is_table);
        break;
      case Tag::tr:
        if (out_.any(Tag::tr)) out_.close_nearest(is(Tag::tr), is_table);
        break;
      case Tag::thead:
      case Tag::tbody:
      case Tag::tfoot:
        out_.close_nearest(is_row_group, is_table);
        break;
      case Tag::a:
        if (out_.any(Tag::a)) out_.close_nearest(is(Tag::a), bounds_line);
        break;
      case Tag::button:
        if (out_.any(Tag::button)) out_.close_nearest(is(Tag::button), is_table);
        break;
      case Tag::form:
        return !out_.any(Tag::form);
      default:
        break;
    }
    return true;
  }

  void close(const RawTag& tag) {
    if (phase_ == Phase::start) return;
    const Tag t = tag.tag();
    if (t == Tag::head) return leave_head();
    if (t == Tag::html || t == Tag::body) return;
    if (t == Tag::br) {  // "</br>" is one too
      if (phase_ == Phase::in_body) out_.push("br");
      return;
    }
    if (tag.traits() & is_block) {
      if (close_block(tag)) return;
      out_.border();
      // one that closes nothing is an empty paragraph
      if (t == Tag::p && phase_ == Phase::in_body) {
        out_.push("p");
        out_.pop();
      }
    } else if (tag.traits() & is_formatting) {
      if (out_.any(t)) close_formatting(tag);
    } else {
      out_.close_nearest(
          [&](const Open& o) { return o.element == tag.element && o.key == tag.name.key; },
          bounds_line);
    }
  }

  bool close_block(const RawTag& tag) {
    const Tag t = tag.tag();
    if (tag.traits() & is_heading) return out_.close_nearest(heading, bounds);
    const auto wanted = [&](const Open& o) { return o.element == tag.element; };
    if (t != Tag::other && !out_.any(t)) return false;
    switch (t) {
      case Tag::table:
      case Tag::thead:
      case Tag::tbody:
      case Tag::tfoot:
      case Tag::tr:
      case Tag::td:
      case Tag::th:
      case Tag::caption:
        return out_.close_nearest(wanted, is_table);
      case Tag::li:
        return out_.close_nearest(wanted, bounds_list);
      default:
        return out_.close_nearest(wanted, bounds);
    }
  }

  // "<a><div>one</a> two": the standard moves the link into the block. Here both are closed and the
  // blocks opened again.
  void close_formatting(const RawTag& tag) {
    std::size_t i = out_.open().size();
    std::array<const Element*, 8> blocks{};
    std::size_t count = 0;
    while (i-- > 1 && out_.open()[i].element != tag.element) {
      if (bounds(out_.open()[i])) return;
      if (!(out_.open()[i].traits & is_block)) continue;
      if (count == blocks.size()) return;
      blocks[count++] = out_.open()[i].element;
    }
    if (i == 0 || i >= out_.open().size()) return;
    out_.pop_to(i);
    while (count-- > 0) out_.push(blocks[count]->name);
  }

  Scanner scan_;
  Writer out_;
  std::size_t at_ = 0;
  bool xhtml_ = false;
  Phase phase_ = Phase::start;
  std::vector<std::string> json_ld_;
  std::size_t json_ld_bytes_ = 0;
  std::vector<std::string_view> scripts_;
};

}  // namespace

Cleaned clean(std::string_view utf8) { return Cleaner(utf8).run(); }

}  // namespace newsline::page
