#include <algorithm>
#include <cstdint>
#include <map>

#include "base/inflate.h"
#include "collection.h"
#include "newsline/error.h"
#include "unpack.h"

// Pages in a zip file: an EPUB's in the order of its spine, else all of its HTML files in order of
// their names
//
// The table at the end of the file names its entries, each stored or deflated. What is inflated,
// all entries together, is bounded as a page is. Entries that are encrypted or packed in another
// way are left out.

namespace newsline::page {
namespace {

constexpr std::size_t most_entries = 20000;
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
  /// How often read() could not read.
  std::size_t unreadable() const { return unreadable_; }

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
  void read_table() {
    if (bytes_.size() < end_bytes) return;
    const std::size_t from = bytes_.size() - std::min(bytes_.size(), end_bytes + longest_comment);
    const std::size_t end = bytes_.rfind("PK\x05\x06");
    if (end == std::string_view::npos || end < from) return;
    const std::uint64_t count = number(end + 10, 2);
    std::size_t at = number(end + 16, 4);
    for (std::uint64_t i = 0;
         i < std::min<std::uint64_t>(count, most_entries) && at + entry_bytes <= bytes_.size() &&
         bytes_.substr(at, 4) == "PK\x01\x02";
         ++i) {
      Entry entry;
      entry.flags = static_cast<std::uint16_t>(number(at + 8, 2));
      entry.method = static_cast<std::uint16_t>(number(at + 10, 2));
      entry.packed = number(at + 20, 4);
      entry.checksum = static_cast<std::uint32_t>(number(at + 16, 4));
      entry.offset = number(at + 42, 4);
      const std::size_t name = number(at + 28, 2);
      entries_.emplace(std::string(bytes_.substr(at + entry_bytes, name)), entry);
      at += entry_bytes + name + number(at + 30, 2) + number(at + 32, 2);
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
  const bool page = name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xhtml");
  return page && !name.starts_with("__MACOSX/") && name.find("/.") == std::string_view::npos;
}

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

std::vector<std::string> book(Zip& zip) {
  std::vector<std::string> pages;
  std::string path;
  each_tag(zip.read("META-INF/container.xml"), "rootfile",
           [&](std::string_view tag, std::string_view) {
             if (path.empty()) path = attribute(tag, "full-path");
           });
  if (path.empty()) return pages;
  const std::string package = zip.read(path);
  const std::string folder =
      path.substr(0, path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
  std::map<std::string, std::string> files;  // by id
  each_tag(package, "item", [&](std::string_view tag, std::string_view) {
    if (attribute(tag, "properties").find("nav") == std::string_view::npos)
      files.emplace(attribute(tag, "id"), folder + std::string(attribute(tag, "href")));
  });
  const std::string head = head_of(package);
  each_tag(package, "itemref", [&](std::string_view tag, std::string_view) {
    const auto file = files.find(std::string(attribute(tag, "idref")));
    if (file == files.end() || pages.size() >= most_entries || !is_page(file->second)) return;
    std::string page = zip.read(file->second);
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
      if (!is_page(name)) continue;
      if (std::string page = zip.read(name); !page.empty()) pages.push_back(std::move(page));
    }
  }
  if (const std::size_t lost = zip.unreadable(); lost > 0)
    damage.emplace("input.decompress", std::to_string(lost) +
                                           " of its files cannot be read: broken, encrypted or not "
                                           "there");
  if (pages.empty() && damage) throw Error(*damage);
  if (pages.empty())
    throw Error("input.not_text",
                "an office or zip file without pages in it: save it as HTML or plain text first");
  return PageParts{std::move(pages), std::move(damage)};
}

}  // namespace newsline::page
