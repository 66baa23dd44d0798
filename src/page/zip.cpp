#include <algorithm>
#include <cstdint>
#include <map>

#include "base/ascii.h"
#include "base/inflate.h"
#include "collection.h"
#include "newsline/error.h"
#include "references.h"
#include "unpack.h"

// Pages in a zip file: an EPUB's in the order of its spine, else all of its HTML files in order of
// their names
//
// The table at the end of the file names its entries, each stored or deflated. What is inflated,
// all entries together, is bounded as a page is. Entries that are encrypted or packed in another
// way, and such that the table lacks though it counts them, are told as lost. Names are compared as
// programs write them: a book says "chapter%201.xhtml#top" of the entry "OEBPS/Chapter 1.xhtml".

namespace newsline::page {
namespace {

constexpr std::size_t most_entries = 20000;
constexpr std::uint64_t large_elsewhere = 0xFFFFFFFF, nowhere = ~std::uint64_t{0};
constexpr std::size_t end_bytes = 22, longest_comment = 65535, entry_bytes = 46, local_bytes = 30;

struct Entry {
  std::uint64_t offset = 0, packed = 0;
  std::uint32_t checksum = 0;
  std::uint16_t method = 0, flags = 0;
};

class Zip {
 public:
  Zip(std::string_view bytes, std::size_t max_bytes) : bytes_(bytes), max_bytes_(max_bytes) {
    read_table();
  }
  const std::map<std::string, Entry>& entries() const { return entries_; }
  bool has(const std::string& name) const { return entries_.contains(name); }

  /// Empty where it is not there or cannot be read. Throws Error("input.decompress_limit").
  std::string read(const std::string& name) {
    const auto found = entries_.find(name);
    if (found != entries_.end())
      if (std::optional<std::string> content = content_of(found->second))
        return *std::move(content);
    ++unreadable_;
    return {};
  }
  /// How many entries there should be that cannot be read.
  std::size_t unreadable() const { return unreadable_; }
  void miss(std::size_t entries) { unreadable_ += entries; }

 private:
  std::uint64_t number(std::size_t at, std::size_t size) const {
    std::uint64_t value = 0;
    for (std::size_t i = size; i-- > 0;)
      value =
          value << 8 | (at + i < bytes_.size() ? static_cast<unsigned char>(bytes_[at + i]) : 0U);
    return value;
  }
  /// Also of what turns out to be broken, so that many such entries take no longer than one.
  void take(std::size_t size) { refuse_bomb(bytes_.size(), made_ += size, max_bytes_); }
  std::optional<std::string> content_of(const Entry& entry) {
    if ((entry.flags & 1U) || entry.offset > bytes_.size() ||
        bytes_.size() - entry.offset < local_bytes)
      return std::nullopt;
    const std::size_t begin =
        entry.offset + local_bytes + number(entry.offset + 26, 2) + number(entry.offset + 28, 2);
    if (begin > bytes_.size() || entry.packed > bytes_.size() - begin) return std::nullopt;
    const std::string_view packed = bytes_.substr(begin, entry.packed);
    std::optional<std::string> content;
    if (entry.method == 0) {
      take(packed.size());
      content.emplace(packed);
    } else if (entry.method == 8) {
      content = inflated(packed);
    }
    if (!content || crc32_of(*content) != entry.checksum) return std::nullopt;
    return content;
  }
  void add(std::string_view name, const Entry& entry) {
    std::string written(name);
    std::ranges::replace(written, '\\', '/');  // as old programs for Windows write it
    entries_.emplace(std::move(written), entry);
  }
  void read_table() {
    if (bytes_.size() < end_bytes) return;
    const std::size_t from = bytes_.size() - std::min(bytes_.size(), end_bytes + longest_comment);
    const std::size_t end = bytes_.rfind("PK\x05\x06");
    if (end == std::string_view::npos || end < from) return read_without_table();
    std::uint64_t count = number(end + 10, 2), at = number(end + 16, 4);
    if (const std::uint64_t large = end_of_large(end); large > 0)
      count = number(large + 32, 8), at = number(large + 48, 8);
    std::uint64_t told = 0;
    while (told < std::min<std::uint64_t>(count, most_entries) && at < bytes_.size() &&
           bytes_.size() - at >= entry_bytes && bytes_.substr(at, 4) == "PK\x01\x02") {
      Entry entry;
      entry.flags = static_cast<std::uint16_t>(number(at + 8, 2));
      entry.method = static_cast<std::uint16_t>(number(at + 10, 2));
      entry.packed = number(at + 20, 4);
      entry.checksum = static_cast<std::uint32_t>(number(at + 16, 4));
      entry.offset = number(at + 42, 4);
      const std::size_t name = number(at + 28, 2), extra = number(at + 30, 2);
      read_large(entry, number(at + 24, 4) == large_elsewhere, at + entry_bytes + name, extra);
      add(bytes_.substr(at + entry_bytes, name), entry);
      at += entry_bytes + name + extra + number(at + 32, 2);
      ++told;
    }
    unreadable_ += count - told;
    part_overlaps();
  }
  /// Of entries that share their bytes, which makes many pages of little, the first can be read.
  void part_overlaps() {
    std::vector<Entry*> places;
    for (auto& [name, entry] : entries_) places.push_back(&entry);
    std::ranges::sort(places, {}, &Entry::offset);
    std::uint64_t end = 0;
    for (Entry* entry : places) {
      if (entry->offset > bytes_.size() || entry->packed > bytes_.size()) continue;
      if (entry->offset < end)
        entry->offset = nowhere;
      else
        end = entry->offset + local_bytes + entry->packed;
    }
  }
  /// Where a file of more than 4 GB or 65,535 entries has its numbers (zip64); 0: nowhere.
  std::uint64_t end_of_large(std::size_t end) const {
    constexpr std::size_t pointer_bytes = 20, large_end_bytes = 56;
    if (end < pointer_bytes + large_end_bytes ||
        bytes_.substr(end - pointer_bytes, 4) != "PK\x06\x07")
      return 0;
    const std::uint64_t at = number(end - pointer_bytes + 8, 8);
    const bool inside = at <= end - large_end_bytes;
    return inside && bytes_.substr(at, 4) == "PK\x06\x06" ? at : 0;
  }
  /// The numbers of an entry that have no room in it stand behind its name, in this order.
  void read_large(Entry& entry, bool size_elsewhere, std::size_t at, std::size_t size) const {
    constexpr std::size_t head = 4;
    for (const std::size_t end = at + size; at + head <= end;) {
      const std::size_t length = number(at + 2, 2);
      if (number(at, 2) == 1) {
        at += head + (size_elsewhere ? 8 : 0);
        if (entry.packed == large_elsewhere) entry.packed = number(at, 8), at += 8;
        if (entry.offset == large_elsewhere) entry.offset = number(at, 8);
        return;
      }
      at += head + length;
    }
  }
  /// Of a file that is cut off: the entries say themselves what they are, as long as each says how
  /// long it is.
  void read_without_table() {
    ++unreadable_;
    for (std::size_t at = 0; entries_.size() < most_entries && bytes_.size() - at > local_bytes &&
                             bytes_.substr(at, 4) == "PK\x03\x04";) {
      Entry entry;
      entry.flags = static_cast<std::uint16_t>(number(at + 6, 2));
      constexpr unsigned length_behind = 8;
      if (entry.flags & length_behind) return;
      entry.method = static_cast<std::uint16_t>(number(at + 8, 2));
      entry.checksum = static_cast<std::uint32_t>(number(at + 14, 4));
      entry.packed = number(at + 18, 4);
      entry.offset = at;
      const std::size_t name = number(at + 26, 2);
      const std::uint64_t begin = at + local_bytes + name + number(at + 28, 2);
      if (begin > bytes_.size() || entry.packed > bytes_.size() - begin) return;
      add(bytes_.substr(at + local_bytes, name), entry);
      at = begin + entry.packed;
    }
  }
  std::optional<std::string> inflated(std::string_view packed) {
    Inflater inflater(Packing::deflate);
    std::string out;
    std::string piece(1 << 16, '\0');
    auto state = Inflater::State::more;
    while (state == Inflater::State::more) {
      std::size_t made = 0;
      const std::size_t before = packed.size();
      state = inflater.unpack(packed, piece.data(), piece.size(), made);
      out.append(piece, 0, made);
      take(made);
      if (made == 0 && packed.size() == before) break;  // cut off
    }
    if (state != Inflater::State::member_end) return std::nullopt;
    return out;
  }

  std::string_view bytes_;
  std::size_t max_bytes_, made_ = 0, unreadable_ = 0;
  std::map<std::string, Entry> entries_;
};

bool is_page(std::string_view name) {
  std::string lowered = ascii::lowered(name);
  for (const std::string_view packed : {".gz", ".zst"})
    if (lowered.ends_with(packed)) lowered.resize(lowered.size() - packed.size());
  return lowered.ends_with(".html") || lowered.ends_with(".htm") || lowered.ends_with(".xhtml");
}
/// Whether an entry is a page of its own: not hidden, and no frame in the folder that a browser
/// puts beside a page ("story_files" beside "story.html").
bool is_told(std::string_view name) {
  return is_page(name) && !name.starts_with("__MACOSX/") && !name.starts_with('.') &&
         name.find("/.") == std::string_view::npos;
}
bool is_in_companion(std::string_view name, const std::map<std::string, Entry>& entries) {
  constexpr std::string_view ending = "_files/";
  constexpr std::size_t longest_path = 4096;
  if (name.size() > longest_path) return false;
  for (std::size_t at = name.find(ending); at != std::string_view::npos;
       at = name.find(ending, at + 1)) {
    const std::string stem = std::string(name.substr(0, at)) + '.';
    const auto page = entries.lower_bound(stem);
    if (page != entries.end() && page->first.starts_with(stem)) return true;
  }
  return false;
}

int hex_digit(char c) {
  c = ascii::lower(c);
  return ascii::is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
std::string without_percent(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    out += low < 0 ? text[i] : static_cast<char>(high * 16 + low);
    if (low >= 0) i += 2;
  }
  return out;
}
std::string without_references(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&')
      at += decode_reference(text.substr(at), true, out);
    else
      out += text[at++];
  }
  return out;
}
/// "OEBPS/Text/../a.xhtml" is "OEBPS/a.xhtml".
std::string without_dots(std::string_view path) {
  std::string out;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    at = end + 1;
    if (part == "..") {
      const std::size_t slash = out.rfind('/');
      out.resize(slash == std::string::npos ? 0 : slash);
    } else if (!part.empty() && part != ".") {
      if (!out.empty()) out += '/';
      out += part;
    }
  }
  return out;
}

/// The entries of a book, found by what its package says of them.
class Names {
 public:
  explicit Names(const std::map<std::string, Entry>& entries) : entries_(entries) {
    for (const auto& [name, entry] : entries) by_small_.emplace(ascii::lowered(name), name);
  }
  /// The entry that `href`, an attribute's value in a file of `folder`, means; where there is none,
  /// the name that it would have.
  std::string entry_of(std::string_view folder, std::string_view href) const {
    const std::string decoded = without_references(href);
    std::string name;
    for (const std::string_view address :
         {std::string_view(decoded), std::string_view(decoded).substr(0, decoded.find('#'))})
      for (const bool percent : {false, true}) {
        const std::string path = percent ? without_percent(address) : std::string(address);
        const bool from_root = path.starts_with('/');
        name = without_dots(from_root ? path : std::string(folder) + path);
        if (entries_.contains(name)) return name;
        const auto small = by_small_.find(ascii::lowered(name));
        if (small != by_small_.end()) return small->second;
      }
    return name;
  }

 private:
  const std::map<std::string, Entry>& entries_;
  std::map<std::string, std::string> by_small_;
};

/// The value of an attribute in a tag, as XML writes it.
std::string_view attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    std::size_t open = at + name.size();
    while (open < tag.size() && (tag[open] == ' ' || tag[open] == '\n')) ++open;
    if (at == 0 || static_cast<unsigned char>(tag[at - 1]) > ' ' || open >= tag.size() ||
        tag[open] != '=')
      continue;
    ++open;
    while (open < tag.size() && (tag[open] == ' ' || tag[open] == '\n')) ++open;
    if (open >= tag.size() || (tag[open] != '"' && tag[open] != '\'')) return {};
    const std::size_t close = tag.find(tag[open], open + 1);
    return close == std::string_view::npos ? std::string_view()
                                           : tag.substr(open + 1, close - open - 1);
  }
  return {};
}

/// Gives each tag of that name, a prefix before it left out, to `take`.
void each_tag(std::string_view xml, std::string_view name, auto&& take) {
  std::size_t end = 0;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
    constexpr std::size_t longest_tag = 4096;
    if (end < at) end = xml.find('>', at);
    if (end == std::string_view::npos) return;
    if (end - at > longest_tag) continue;
    std::string_view tag = xml.substr(at + 1, end - at - 1);
    const std::size_t space = std::min(tag.find_first_of(" \t\r\n/"), tag.size());
    std::string_view found = tag.substr(0, space);
    if (const std::size_t colon = found.find(':'); colon != std::string_view::npos)
      found.remove_prefix(colon + 1);
    if (found == name) take(tag, xml.substr(end + 1));
  }
}

/// What an EPUB's package says of all of its pages: elements of Dublin Core.
std::string head_of(std::string_view package) {
  constexpr std::size_t longest_head = 2000;  // it stands in every page
  std::string head;
  for (const auto& [element, meta] :
       {std::pair{"creator", "author"}, std::pair{"date", "article:published_time"},
        std::pair{"publisher", "og:site_name"}})
    each_tag(package, element, [&](std::string_view, std::string_view rest) {
      const std::string_view value = rest.substr(0, rest.find('<'));
      if (!value.empty() && head.size() + value.size() < longest_head &&
          value.find('"') == std::string_view::npos)
        head.append("<meta name=\"").append(meta).append("\" content=\"").append(value) += "\"/>";
    });
  return head;
}
void put_into_head(std::string& page, std::string_view head) {
  std::size_t at = page.find("<head");
  if (at != std::string::npos) at = page.find('>', at);
  if (at != std::string::npos) page.insert(at + 1, head);
}

struct Item {
  std::string name;
  bool is_page = false, is_contents = false;
};

std::vector<std::string> book(Zip& zip) {
  std::vector<std::string> pages;
  std::string path;
  each_tag(zip.read("META-INF/container.xml"), "rootfile",
           [&](std::string_view tag, std::string_view) {
             if (path.empty()) path = attribute(tag, "full-path");
           });
  if (path.empty()) return pages;
  const Names names(zip.entries());
  path = names.entry_of("", path);
  const std::string package = zip.read(path);
  const std::string folder =
      path.substr(0, path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
  std::map<std::string, Item> items;  // by id
  each_tag(package, "item", [&](std::string_view tag, std::string_view) {
    Item item;
    item.name = names.entry_of(folder, attribute(tag, "href"));
    const std::string_view type = attribute(tag, "media-type");
    item.is_page = is_page(item.name) || type == "application/xhtml+xml" || type == "text/html";
    item.is_contents = attribute(tag, "properties").find("nav") != std::string_view::npos;
    items.emplace(attribute(tag, "id"), std::move(item));
  });
  const std::string head = head_of(package);
  each_tag(package, "itemref", [&](std::string_view tag, std::string_view) {
    const auto item = items.find(std::string(attribute(tag, "idref")));
    if (item == items.end() || pages.size() >= most_entries) return zip.miss(1);
    if (!item->second.is_page || item->second.is_contents) return;
    std::string page = zip.read(item->second.name);
    put_into_head(page, head);
    if (!page.empty()) pages.push_back(std::move(page));
  });
  return pages;
}

}  // namespace

Parts zipped_pages(std::string_view bytes, std::size_t max_bytes) {
  if (!bytes.starts_with("PK\x03\x04")) return std::nullopt;
  Zip zip(bytes, max_bytes);
  std::vector<std::string> pages;
  std::optional<Error> damage;
  if (zip.has("META-INF/container.xml")) {
    pages = book(zip);
  } else if (!zip.has("[Content_Types].xml")) {  // an office file
    for (const auto& [name, entry] : zip.entries()) {
      if (name.ends_with(".warc") || name.ends_with(".warc.gz"))
        throw Error("input.unsupported_type",
                    "a web archive collection (WACZ): unzip it and give its archive/*.warc.gz");
      if (!is_told(name) || is_in_companion(name, zip.entries())) continue;
      if (std::string page = zip.read(name); !page.empty()) pages.push_back(std::move(page));
    }
  }
  if (const std::size_t lost = zip.unreadable(); lost > 0)
    damage.emplace("input.decompress",
                   std::to_string(lost) +
                       " of its files cannot be read: broken, encrypted, cut off "
                       "or not there");
  if (pages.empty() && damage) throw Error(*damage);
  if (pages.empty())
    throw Error("input.not_text",
                "an office or zip file without pages in it: save it as HTML or plain text first");
  return PageParts{std::move(pages), std::move(damage)};
}

}  // namespace newsline::page
