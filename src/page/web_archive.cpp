#include <array>
#include <cstdint>

#include "collection.h"
#include "newsline/error.h"

// Safari's .webarchive: a binary property list (a tree of typed values, each found by its number
// in a table of offsets at the end of the file). Of it four values are read:
//
//   WebMainResource -> { WebResourceData: the page's bytes, WebResourceURL,
//                        WebResourceMIMEType, WebResourceTextEncodingName }

namespace newsline::page {
namespace {

constexpr std::size_t trailer_bytes = 32;
constexpr std::size_t most_members = 10000;

class PropertyList {
 public:
  explicit PropertyList(std::string_view bytes) : bytes_(bytes) {
    if (bytes.size() < trailer_bytes + 8) return;
    const std::size_t trailer = bytes.size() - trailer_bytes;
    offset_size_ = byte(trailer + 6);
    number_size_ = byte(trailer + 7);
    count_ = number(trailer + 8, 8);
    root_ = number(trailer + 16, 8);
    table_ = number(trailer + 24, 8);
    const bool sane = offset_size_ >= 1 && offset_size_ <= 8 && number_size_ >= 1 &&
                      number_size_ <= 8 && table_ < trailer &&
                      count_ <= (trailer - table_) / offset_size_ && root_ < count_;
    if (!sane) count_ = 0;
  }

  /// The number of the value under a name in the dictionary `object`.
  std::optional<std::uint64_t> member(std::uint64_t object, std::string_view name) const {
    std::size_t at = 0, size = 0;
    if (!open(object, 0xD, at, size) || size > most_members) return std::nullopt;
    if (size * 2 * number_size_ > bytes_.size() - at) return std::nullopt;
    for (std::size_t i = 0; i < size; ++i)
      if (text(number(at + i * number_size_, number_size_)) == name)
        return number(at + (size + i) * number_size_, number_size_);
    return std::nullopt;
  }
  /// An ASCII string; an UTF-16 one, which no name or address is, is left out.
  std::string_view text(std::uint64_t object) const { return content(object, 0x5); }
  std::string_view data(std::uint64_t object) const { return content(object, 0x4); }
  std::optional<std::uint64_t> root() const {
    return count_ > 0 ? std::optional(root_) : std::nullopt;
  }

 private:
  std::uint8_t byte(std::size_t at) const {
    return at < bytes_.size() ? static_cast<std::uint8_t>(bytes_[at]) : std::uint8_t{0};
  }
  std::uint64_t number(std::size_t at, std::size_t size) const {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | byte(at + i);
    return value;
  }
  /// Where the content of a value of a kind begins, and its size in that kind's units.
  bool open(std::uint64_t object, std::uint8_t kind, std::size_t& at, std::size_t& size) const {
    if (object >= count_) return false;
    const std::uint64_t offset = number(table_ + object * offset_size_, offset_size_);
    if (offset >= bytes_.size() - trailer_bytes || byte(offset) >> 4 != kind) return false;
    size = byte(offset) & 0xF;
    at = offset + 1;
    if (size == 0xF) {  // the size follows as a number of its own
      if (byte(at) >> 4 != 0x1 || (byte(at) & 0xF) > 3) return false;
      const std::size_t width = std::size_t{1} << (byte(at) & 0xF);
      size = number(at + 1, width);
      at += 1 + width;
    }
    return at <= bytes_.size();
  }
  std::string_view content(std::uint64_t object, std::uint8_t kind) const {
    std::size_t at = 0, size = 0;
    if (!open(object, kind, at, size) || size > bytes_.size() - at) return {};
    return bytes_.substr(at, size);
  }

  std::string_view bytes_;
  std::size_t offset_size_ = 0, number_size_ = 0;
  std::uint64_t count_ = 0, root_ = 0, table_ = 0;
};

}  // namespace

Parts web_archive(std::string_view bytes) {
  if (!bytes.starts_with("bplist00")) return std::nullopt;
  const PropertyList list(bytes);
  const auto root = list.root();
  const auto main = root ? list.member(*root, "WebMainResource") : std::nullopt;
  const auto data = main ? list.member(*main, "WebResourceData") : std::nullopt;
  const std::string_view page = data ? list.data(*data) : std::string_view();
  if (page.empty())
    throw Error("input.not_text",
                "a property list without a page: save the page as a web archive or as page source");
  const auto url = list.member(*main, "WebResourceURL");
  const auto encoding = list.member(*main, "WebResourceTextEncodingName");
  // As one message of MIME, which names both address and charset of a page.
  std::string part = "MIME-Version: 1.0\r\nContent-Type: text/html";
  const auto append_word = [&](std::string_view before, std::string_view word) {
    if (word.empty() || word.size() > 2000 ||
        word.find_first_of("\r\n\"; \t") != std::string_view::npos)
      return;
    part.append(before).append(word);
  };
  if (encoding) append_word("; charset=", list.text(*encoding));
  if (url) append_word("\r\nContent-Location: ", list.text(*url));
  part.append("\r\n\r\n").append(page);
  return PageParts{{std::move(part)}};
}

}  // namespace newsline::page
