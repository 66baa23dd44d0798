#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "base/ascii.h"
#include "base/hash.h"
#include "clean.h"
#include "elements.h"

namespace newsline::page {

/// A name in lower case, as far as any name that matters is long, and a hash that distinguishes
/// unknown names.
struct Name {
  static constexpr std::size_t longest = 30;
  std::array<char, longest> letters{};
  std::size_t size = 0;  // longest + 1: too long to be known
  std::uint32_t key = 0;

  void add(char c) {
    c = ascii::lower(c);
    if (size < longest) letters[size] = c;
    size = std::min(size + 1, longest + 1);
    key = fnv::step(key, static_cast<unsigned char>(c));
  }
  std::string_view view() const {
    return size > longest ? std::string_view{} : std::string_view(letters.data(), size);
  }
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

/// Finds where the pieces of a page's markup begin and end, as the HTML standard's tokenizer does.
/// Positions are bytes; "none" is the page's size.
class Scanner {
 public:
  explicit Scanner(std::string_view page) : page_(page) {}

  std::string_view page() const { return page_; }
  std::size_t size() const { return page_.size(); }
  std::string_view slice(std::size_t begin, std::size_t end) const {
    return page_.substr(begin, end - begin);
  }
  std::string_view rest(std::size_t from) const { return page_.substr(from); }
  char at(std::size_t i) const { return i < page_.size() ? page_[i] : ' '; }

  std::size_t find(char c, std::size_t from) const;
  std::size_t find(std::string_view text, std::size_t from) const {
    return std::min(page_.size(), page_.find(text, from));
  }
  /// Behind the next `c`.
  std::size_t after(char c, std::size_t from) const {
    return std::min(page_.size(), find(c, from) + 1);
  }
  /// Behind the comment whose words begin at `from`.
  std::size_t after_comment(std::size_t from) const;
  /// Behind the document type that begins at `from`.
  std::size_t after_doctype(std::size_t from);
  /// Where `</name` begins. Names are in lower case.
  std::size_t find_end_tag(std::string_view name, std::size_t from) const;
  std::size_t find_script_end(std::size_t from);
  std::size_t find_title_end(std::size_t from);

  /// Reads the tag whose name begins at `at`, which is moved behind it. `keep`: with the attributes
  /// that later rooms read. False: the page ends within it.
  bool read_tag(std::size_t& at, RawTag& tag, bool keep) const;

 private:
  bool read_attribute(std::size_t& at, RawTag& tag, std::uint32_t& seen, bool keep) const;
  bool read_value(std::size_t& at, std::string_view& value) const;

  std::string_view page_;
  // What a search to the page's end did not find is not searched for again: that would be
  // quadratic.
  bool titles_end_ = true, doctype_seen_ = false, plain_scripts_ = false;
};

}  // namespace newsline::page
