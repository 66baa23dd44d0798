#include "kind.h"

#include <algorithm>
#include <array>

#include <string>

#include "base/ascii.h"
#include "elements.h"
#include "newsline/error.h"

namespace newsline::page {
namespace {

constexpr std::size_t sample_bytes = std::size_t{64} << 10;
constexpr std::size_t bytes_a_block = 300;  // markup has a block's tag at least that often

/// The element of the tag that `text` begins with ("<p>", "</div>"); null when it begins with none.
const Element* tag_at(std::string_view text) {
  std::size_t at = text.starts_with("</") ? 2 : 1;
  std::array<char, 16> name{};
  std::size_t size = 0;
  for (; at < text.size() && size < name.size(); ++at) {
    const char c = ascii::lower(text[at]);
    if (!ascii::is_lower(c) && !ascii::is_digit(c)) break;
    name[size++] = c;
  }
  if (at == text.size() || (text[at] != '>' && text[at] != '/' && text[at] != ' ' &&
                            text[at] != '\n' && text[at] != '\t' && text[at] != '\r'))
    return nullptr;
  return find_element({name.data(), size});
}

}  // namespace

bool is_markup(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\f");
  if (first == std::string_view::npos) return false;
  text = text.substr(0, std::max(first, sample_bytes));
  if (text[first] == '<' && first + 1 < text.size() &&
      (text[first + 1] == '!' || text[first + 1] == '?' || tag_at(text.substr(first))))
    return true;
  std::size_t blocks = 0;
  for (std::size_t at = text.find('<', first); at != std::string_view::npos;
       at = text.find('<', at + 1)) {
    const Element* element = tag_at(text.substr(at));
    if (!element) continue;
    if (element->tag == Tag::html || element->tag == Tag::body) return true;
    blocks += (element->traits & is_block) != 0;
  }
  return blocks > 0 && blocks * bytes_a_block >= text.size();
}

void refuse_known_types(std::string_view bytes) {
  using namespace std::literals;
  struct Row {
    std::string_view magic;
    const char* code;
    const char* words;
  };
  constexpr const char* office =
      "an office or zip file, not a page: save it as HTML or plain text first";
  constexpr const char* picture = "a picture, not a page: save the page as HTML";
  constexpr const char* packed = "a packed file that is neither gzip nor zstd: unpack it first";
  static constexpr Row rows[] = {
      {"%PDF-"sv, "input.not_text",
       "a PDF file, not a page: save its text first (pdftotext FILE.pdf)"},
      {"\xD0\xCF\x11\xE0\xA1\xB1"sv, "input.not_text", office},
      {"\x89PNG\r\n"sv, "input.not_text", picture},
      {"\xFF\xD8\xFF"sv, "input.not_text", picture},
      {"GIF8"sv, "input.not_text", picture},
      {"\x7F"
       "ELF"sv,
       "input.not_text", "a program, not a page"},
      {"SQLite format 3\0"sv, "input.not_text", "a database, not a page"},
      {"BZh"sv, "input.not_text", packed},
      {"\xFD"
       "7zXZ"sv,
       "input.not_text", packed},
      {"7z\xBC\xAF"sv, "input.not_text", packed},
      {"Rar!"sv, "input.not_text", packed},
      {"WARC/1."sv, "input.unsupported_type",
       "a WARC archive: give its pages as files or as --records"},
      {"{\\rtf"sv, "input.unsupported_type",
       "an RTF file: save it as HTML or plain text first (unrtf FILE.rtf > FILE.html)"},
  };
  for (const Row& row : rows)
    if (bytes.starts_with(row.magic)) throw Error(row.code, row.words);
}

void refuse_feed(std::string_view text) {
  constexpr std::size_t head_bytes = 2048;
  const std::string_view head = text.substr(0, head_bytes);
  if (head.find("<html") != std::string_view::npos) return;
  for (const std::string_view root : {"<urlset", "<sitemapindex", "<opml"})
    if (head.find(root) != std::string_view::npos)
      throw Error("input.unsupported_type",
                  "a site map or a list of feeds, not a page: save the pages that it names");
}

bool is_binary(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, sample_bytes);
  if (sample.starts_with('<')) return false;
  const auto controls = std::ranges::count_if(sample, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < ' ' && byte != '\n' && byte != '\t' && byte != '\r' && byte != '\f';
  });
  return static_cast<std::size_t>(controls) * 50 > sample.size();
}

bool is_blank(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

}  // namespace newsline::page
