#include "scan.h"

#include <algorithm>
#include <cstring>

#include "base/ascii.h"

namespace newsline::page {
namespace {

constexpr auto npos = std::string_view::npos;

// How much of a value is kept. Only `content` holds prose; a data: URI holds a picture, and says so
// in its first bytes.
constexpr std::size_t longest_value = 2048;
constexpr std::size_t longest_content = 32768;
constexpr std::size_t longest_data_uri = 32;
constexpr std::size_t most_times = 4;

std::size_t kept_size(Attr attr, std::string_view value) {
  if (attr == Attr::content) return longest_content;
  return attr == Attr::src && ascii::begins(value, "data:") ? longest_data_uri : longest_value;
}

std::string_view cut(std::string_view value, std::size_t longest) {
  if (value.size() <= longest) return value;
  while (longest > 0 && (static_cast<unsigned char>(value[longest]) & 0xC0) == 0x80) --longest;
  return value.substr(0, longest);
}

/// data-time, data-timestamp, data-publish-date: a name that speaks of a time, with a value that
/// may be one.
bool is_data_time(std::string_view name, std::string_view value) {
  if (!name.starts_with("data-") || value.size() < 6 || value.size() > 48) return false;
  const auto has = [&](std::string_view word) { return name.find(word) != npos; };
  if (!has("time") && !has("date") && !has("publish")) return false;
  if (has("updat") || has("modif") || has("timeout") || has("timezone") || has("format"))
    return false;
  return std::ranges::count_if(value, ascii::is_digit) >= 6;
}

void keep_attribute(std::string_view name, std::string_view value, RawTag& tag,
                    std::uint32_t& seen) {
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
    case Attr::hidden:
    case Attr::itemscope:
    case Attr::pubdate:
      // so that "is there" and "has a value" are one question
      if (value.empty()) value = known->name;
      break;
    case Attr::style:
      if (!ascii::contains(cut(value, longest_value), "display") &&
          !ascii::contains(cut(value, longest_value), "visibility"))
        return;
      break;
    default:
      break;
  }
  tag.attributes[tag.count++] = {known->attr, cut(value, kept_size(known->attr, value))};
}

bool is_tag(std::string_view rest, std::string_view name) {
  return rest.size() > name.size() && ascii::begins(rest, name) &&
         (ascii::is_space(rest[name.size()]) || rest[name.size()] == '/' ||
          rest[name.size()] == '>');
}

}  // namespace

std::size_t Scanner::find(char c, std::size_t from) const {
  if (from >= page_.size()) return page_.size();
  const void* found = std::memchr(page_.data() + from, c, page_.size() - from);
  return found ? static_cast<std::size_t>(static_cast<const char*>(found) - page_.data())
               : page_.size();
}

std::size_t Scanner::after_comment(std::size_t from) const {
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
std::size_t Scanner::after_doctype(std::size_t from) {
  const std::size_t end = find('>', from);
  const std::size_t bracket = page_.substr(from, end - from).find('[');
  if (bracket == npos || doctype_seen_) return std::min(page_.size(), end + 1);
  doctype_seen_ = true;
  for (std::size_t at = find(']', from + bracket); at < page_.size(); at = find(']', at + 1)) {
    std::size_t next = at + 1;
    while (next < page_.size() && ascii::is_space(page_[next])) ++next;
    if (next < page_.size() && page_[next] == '>') return next + 1;
  }
  return std::min(page_.size(), end + 1);
}

std::size_t Scanner::find_end_tag(std::string_view name, std::size_t from) const {
  for (std::size_t at = find('<', from); at < page_.size(); at = find('<', at + 1)) {
    const std::string_view rest = page_.substr(at);
    if (rest.size() < name.size() + 3 || rest[1] != '/' || !ascii::begins(rest.substr(2), name))
      continue;
    const char next = rest[2 + name.size()];
    if (ascii::is_space(next) || next == '/' || next == '>') return at;
  }
  return page_.size();
}

// In "<!-- ... <script" the next end tag belongs to the inner script.
std::size_t Scanner::find_script_end(std::size_t from) {
  const std::size_t end = find_end_tag("script", from);
  if (plain_scripts_ || page_.substr(from, end - from).find("<!--") == npos) return end;
  bool commented = false, inner = false;
  for (std::size_t at = from; at < page_.size(); ++at) {
    const std::string_view rest = page_.substr(at);
    if (rest[0] == '-') {
      if (commented && rest.starts_with("-->")) commented = inner = false;
    } else if (rest[0] == '<') {
      if (rest.starts_with("<!--"))
        commented = true;
      else if (commented && !inner && is_tag(rest.substr(1), "script"))
        inner = true;
      else if (rest.starts_with("</") && is_tag(rest.substr(2), "script")) {
        if (!inner) return at;
        inner = false;
      }
    }
  }
  plain_scripts_ = true;  // never closed in that reading
  return end;
}

std::size_t Scanner::find_title_end(std::size_t from) {
  const std::size_t end = titles_end_ ? find_end_tag("title", from) : page_.size();
  titles_end_ = end < page_.size();
  return end;
}

bool Scanner::read_tag(std::size_t& at, RawTag& tag, bool keep) const {
  const std::size_t size = page_.size();
  for (; at < size && !ascii::is_space(page_[at]) && page_[at] != '>' && page_[at] != '/'; ++at)
    tag.name.add(page_[at]);
  tag.element = find_element(tag.name.view());
  keep = keep && !(tag.traits() & is_unused);
  std::uint32_t seen = 0;
  for (;;) {
    while (at < size && (ascii::is_space(page_[at]) || page_[at] == '/')) ++at;
    if (at >= size) return false;
    if (page_[at] == '>') {
      tag.closes_itself = page_[at - 1] == '/';
      ++at;
      return true;
    }
    if (!read_attribute(at, tag, seen, keep)) return false;
  }
}

bool Scanner::read_attribute(std::size_t& at, RawTag& tag, std::uint32_t& seen, bool keep) const {
  const std::size_t size = page_.size();
  Name name;
  name.add(page_[at++]);  // even "=" begins a name
  for (; at < size && !ascii::is_space(page_[at]) && page_[at] != '>' && page_[at] != '/' &&
         page_[at] != '=';
       ++at)
    name.add(page_[at]);
  std::size_t next = at;
  while (next < size && ascii::is_space(page_[next])) ++next;
  std::string_view value;
  if (next < size && page_[next] == '=') {
    at = next + 1;
    while (at < size && ascii::is_space(page_[at])) ++at;
    if (!read_value(at, value)) return false;
  }
  if (keep) keep_attribute(name.view(), value, tag, seen);
  return at < size;
}

bool Scanner::read_value(std::size_t& at, std::string_view& value) const {
  if (at >= page_.size()) return false;
  const std::size_t begin = at;
  if (page_[at] == '"' || page_[at] == '\'') {
    const std::size_t end = find(page_[at], at + 1);
    if (end >= page_.size()) return false;
    value = page_.substr(begin + 1, end - begin - 1);
    at = end + 1;
    return true;
  }
  while (at < page_.size() && !ascii::is_space(page_[at]) && page_[at] != '>') ++at;
  value = page_.substr(begin, at - begin);
  return at < page_.size();
}

}  // namespace newsline::page
