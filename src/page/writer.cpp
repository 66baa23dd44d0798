#include "writer.h"

#include <algorithm>

#include "elements.h"
#include "references.h"

namespace newsline::page {
namespace {

/// Signs that stand in no attribute's value as they are. (A search for several signs asks for each
/// byte by a call.)
constexpr std::array<bool, 256> escaped_in_value = [] {
  std::array<bool, 256> escaped{};
  for (const char c : {'&', '<', '"'}) escaped[static_cast<unsigned char>(c)] = true;
  return escaped;
}();

enum Kind : std::uint8_t { plain, white, special };
constexpr std::array<std::uint8_t, 256> kind_of = [] {
  std::array<std::uint8_t, 256> kinds{};
  for (const char c : {' ', '\n', '\t', '\r', '\f'}) kinds[static_cast<unsigned char>(c)] = white;
  for (const char c : {'&', '<', '>'}) kinds[static_cast<unsigned char>(c)] = special;
  return kinds;
}();

/// Behind the run of plain characters that begins at `at`; single spaces between them belong to it.
std::size_t run_end(std::string_view raw, std::size_t at) {
  const auto is_plain = [&](std::size_t i) {
    return kind_of[static_cast<unsigned char>(raw[i])] == plain;
  };
  if (at == raw.size() || !is_plain(at)) return at;
  while (++at < raw.size() &&
         (is_plain(at) || (raw[at] == ' ' && at + 1 < raw.size() && is_plain(at + 1)))) {
  }
  return at;
}

}  // namespace

Writer::Writer(std::size_t page_size) {
  out_.markup.reserve(page_size + 64);  // what is never written to costs nothing
  open_.reserve(deepest + 1);
}

void Writer::words(std::string_view raw) {
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
      verbatim(scratch_);
    } else {
      character(c);
      ++at;
    }
  }
}

void Writer::verbatim(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    at = run_end(text, at);
    if (at > begin) put(text.substr(begin, at - begin));
    if (at < text.size()) character(text[at++]);
  }
}

void Writer::character(char c) {
  if (ascii::is_space(c)) {
    if (pre_ > 0)
      put(c == '\n' || c == '\t' ? std::string_view(&c, 1) : std::string_view(" "));
    else
      space_ = true;
  } else {
    put(c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;");
  }
}

void Writer::put(std::string_view escaped) {
  if (!in_words_) {
    in_words_ = true;
    ++out_.texts;
  }
  if (space_ && !border_) out_.markup += ' ';
  space_ = border_ = false;
  out_.markup += escaped;
  if (any(Tag::p)) prose_ += escaped.size();
}

void Writer::border() {
  border_ = true;
  space_ = false;
}

void Writer::push(const RawTag& tag, bool empty) {
  const std::uint32_t traits = tag.traits();
  if (traits & is_block)
    border();
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

void Writer::push(std::string_view name) {
  RawTag tag;
  for (const char c : name) tag.name.add(c);
  tag.element = find_element(name);
  push(tag, false);
}

void Writer::pop() {
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

void Writer::pop_to(std::size_t size) {
  while (open_.size() > size) pop();
}

void Writer::write_attributes(const RawTag& tag) {
  char times = '1';
  for (std::size_t i = 0; i < tag.count; ++i) {
    const RawAttribute& a = tag.attributes[i];
    out_.markup += ' ';
    out_.markup += name_of(a.attr);
    // XML forbids one name twice
    if (a.attr == Attr::data_time && times++ > '1') out_.markup += static_cast<char>(times - 1);
    out_.markup += "=\"";
    write_value(a.value);
    out_.markup += '"';
  }
  out_.attributes += tag.count;
}

void Writer::write_value(std::string_view value) {
  if (value.find('&') != std::string_view::npos) {
    scratch_.clear();
    for (std::size_t at = 0; at < value.size();) {
      const std::size_t next = std::min(value.size(), value.find('&', at));
      scratch_.append(value, at, next - at);
      at = next < value.size() ? next + decode_reference(value.substr(next), true, scratch_) : next;
    }
    value = scratch_;
  }
  for (std::size_t at = 0; at < value.size();) {
    std::size_t next = at;
    while (next < value.size() && !escaped_in_value[static_cast<unsigned char>(value[next])])
      ++next;
    out_.markup.append(value, at, next - at);
    if (next < value.size())
      out_.markup += value[next] == '&' ? "&amp;" : value[next] == '<' ? "&lt;" : "&quot;";
    at = next + 1;
  }
}

Cleaned Writer::finish() {
  pop_to(0);
  return std::move(out_);
}

}  // namespace newsline::page
