// From bytes to UTF-8. The order of belief: a byte order mark, zeros of UTF-16, bytes that are
// valid UTF-8, the charset that the page declares, the one that the caller gives (--charset), a
// guess by ICU, windows-1252.
//
// A page that declares "iso-8859-1" and holds the bytes "caf\xC3\xA9" is UTF-8 all the same: whole
// sequences of UTF-8 hardly ever stand in another encoding by chance. With "caf\xE9" it is
// windows-1252, as the Encoding standard reads that label. Bytes that are broken become U+FFFD,
// controls that XML forbids go.
// What it does not do: mend text that was decoded wrongly before it was saved ("cafÃ©").
#include "charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "newsline/error.h"

namespace newsline::page {
namespace {

constexpr auto npos = std::string_view::npos;

/// What one pass over all bytes finds.
struct Survey {
  std::size_t good = 0;   // whole sequences of more than one byte
  std::size_t bad = 0;    // bytes that are no UTF-8
  bool controls = false;  // characters that XML, and no reader, knows
};

constexpr bool is_control(unsigned char c) {
  return c < ' ' && c != '\n' && c != '\t' && c != '\r';
}

constexpr std::size_t block = 16;                                 // what every x86-64 and ARM64 has
using Bytes = unsigned char __attribute__((vector_size(block)));  // of g++ and clang

/// Only ASCII, and no control character but the usual ones.
bool is_plain_block(const char* at) {
  Bytes c;
  std::memcpy(&c, at, block);
  const auto odd = (c >= 0x80) | ((c < ' ') & (c != '\n') & (c != '\t') & (c != '\r'));
  std::uint64_t words[block / 8];
  std::memcpy(words, &odd, block);
  return (words[0] | words[1]) == 0;
}

/// The frequent sequences of two and three bytes, without their borderline cases: its size, or 0.
std::size_t easy_sequence(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  if (at + 3 > bytes.size()) return 0;
  if (byte(0) >= 0xC2 && byte(0) < 0xE0) return follows(1) ? 2 : 0;
  if (byte(0) > 0xE0 && byte(0) < 0xEF && byte(0) != 0xED) return follows(1) && follows(2) ? 3 : 0;
  return 0;
}

Survey survey(std::string_view bytes) {
  Survey seen;
  for (std::size_t at = 0; at < bytes.size();) {
    while (at + block <= bytes.size() && is_plain_block(bytes.data() + at)) at += block;
    const std::size_t stop = std::min(bytes.size(), at + block);
    while (at < stop) {
      const auto c = static_cast<unsigned char>(bytes[at]);
      if (c < 0x80) {
        seen.controls |= is_control(c);
        ++at;
        continue;
      }
      const std::size_t before = at;
      if (const std::size_t size = easy_sequence(bytes, at)) {
        at += size;
      } else {
        const char32_t point = next_code_point(bytes, at);
        seen.controls |= point == 0xFFFE || point == 0xFFFF;
      }
      if (at - before > 1)
        ++seen.good;
      else
        ++seen.bad;
    }
  }
  return seen;
}

std::string scrubbed(std::string_view bytes, bool keep_controls) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  for (std::size_t at = 0; at < bytes.size();) {
    const auto c = static_cast<unsigned char>(bytes[at]);
    if (c >= 0x80) {
      const std::size_t before = at;
      const char32_t point = next_code_point(bytes, at);
      if (point == 0xFFFD || (!keep_controls && (point == 0xFFFE || point == 0xFFFF)))
        append_code_point(text, 0xFFFD);
      else
        text.append(bytes, before, at - before);
      continue;
    }
    ++at;
    if (c == 0)
      append_code_point(text, 0xFFFD);
    else if (keep_controls || !is_control(c))
      text += static_cast<char>(c);
    else if (c == '\f' || c == '\v')
      text += ' ';
  }
  return text;
}

struct Close {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};
using Converter = std::unique_ptr<UConverter, Close>;

/// A label as the Encoding standard reads it: what pages say, and what they mean.
std::string meant_by(std::string_view label) {
  struct Row {
    std::string_view label, meant;
  };
  static constexpr Row rows[] = {
      {"iso-8859-1", "windows-1252"},
      {"iso8859-1", "windows-1252"},
      {"iso_8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"latin-1", "windows-1252"},
      {"l1", "windows-1252"},
      {"ascii", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"ansi", "windows-1252"},
      {"cp1252", "windows-1252"},
      {"x-user-defined", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"latin5", "windows-1254"},
      {"iso-8859-11", "windows-874"},
      {"tis-620", "windows-874"},
      {"gb2312", "gb18030"},
      {"gb_2312-80", "gb18030"},
      {"gbk", "gb18030"},
      {"x-gbk", "gb18030"},
      {"shift_jis", "windows-31j"},
      {"shift-jis", "windows-31j"},
      {"sjis", "windows-31j"},
      {"x-sjis", "windows-31j"},
      {"ms_kanji", "windows-31j"},
      {"euc-kr", "windows-949"},
      {"ks_c_5601-1987", "windows-949"},
      {"ksc5601", "windows-949"},
      {"big5", "big5-hkscs"},
      {"big5-hkscs", "big5-hkscs"},
      {"x-x-big5", "big5-hkscs"},
      {"iso-8859-8-i", "iso-8859-8"},
      {"utf8", "utf-8"},
      {"unicode-1-1-utf-8", "utf-8"},
      {"x-mac-roman", "macintosh"},
      {"x-cp1251", "windows-1251"},
      {"x-cp1252", "windows-1252"},
      {"koi8", "koi8-r"},
      {"koi8-ru", "koi8-u"},
      // Written within ASCII bytes they cannot be what the page is in; UTF-7 is never obeyed.
      {"utf-16", "utf-8"},
      {"utf-16le", "utf-8"},
      {"utf-16be", "utf-8"},
      {"utf-32", "utf-8"},
      {"ucs-2", "utf-8"},
      {"unicode", "utf-8"},
      {"utf-7", ""},
      {"x-utf-7", ""},
      {"unicode-1-1-utf-7", ""},
      {"scsu", ""},
      {"bocu-1", ""},
      {"cesu-8", "utf-8"},
      {"hz-gb-2312", ""},
      {"iso-2022-kr", ""},
      {"iso-2022-cn", ""},
      {"iso-2022-cn-ext", ""},
  };
  const std::string folded = ascii::lowered(label);
  for (const Row& row : rows)
    if (row.label == folded) return std::string(row.meant);
  return folded;
}

Converter converter_for(const std::string& charset) {
  if (charset.empty()) return nullptr;
  UErrorCode failed = U_ZERO_ERROR;
  Converter converter(ucnv_open(charset.c_str(), &failed));
  if (failed == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
  return U_FAILURE(failed) ? nullptr : std::move(converter);
}

std::string converted(std::string_view bytes, UConverter& converter) {
  const Converter utf8 = converter_for("utf-8");
  if (!utf8) throw Error("input.encoding", "ICU lacks its UTF-8 converter");
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 2);
  std::array<UChar, 2048> pivot{};
  UChar* pivot_begin = pivot.data();
  UChar* pivot_end = pivot.data();
  std::array<char, 8192> buffer{};
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  for (bool first = true, done = false; !done; first = false) {
    char* target = buffer.data();
    UErrorCode failed = U_ZERO_ERROR;
    ucnv_convertEx(utf8.get(), &converter, &target, buffer.data() + buffer.size(), &source,
                   source_end, pivot.data(), &pivot_begin, &pivot_end, pivot.data() + pivot.size(),
                   first, true, &failed);
    text.append(buffer.data(), target);
    if (failed == U_BUFFER_OVERFLOW_ERROR) continue;
    if (failed == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    if (U_FAILURE(failed))
      throw Error("input.encoding",
                  "the bytes cannot be read as " + std::string(ucnv_getName(&converter, &failed)));
    done = true;
  }
  return text;
}

/// The name that follows "charset" or "encoding" and "=" within a tag that begins before.
std::string_view label_after(std::string_view head, std::size_t at) {
  constexpr std::string_view space = " \t\r\n\f";
  at = head.find_first_not_of(space, at);
  if (at == npos || head[at] != '=') return {};
  at = head.find_first_not_of(" \t\r\n\f\"'", at + 1);
  if (at == npos) return {};
  return head.substr(at, head.find_first_of(" \t\r\n\f\"';>/?", at) - at);
}

// bytes that are searched for a declaration
constexpr std::size_t prologue = std::size_t{256} << 10;

/// What `<?xml encoding>` or the first `<meta charset>` says.
std::string_view declared_in(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, prologue);
  const std::string folded = ascii::lowered(head);
  const std::string_view text = folded;
  if (const std::size_t xml = text.substr(0, 64).find("<?xml"); xml != npos) {
    const std::size_t end = text.find('>', xml);
    const std::size_t at = text.find("encoding", xml);
    if (at < end)
      if (const auto label = label_after(head, at + 8); !label.empty()) return label;
  }
  for (std::size_t meta = text.find("<meta"); meta != npos; meta = text.find("<meta", meta + 5)) {
    const std::size_t end = std::min(text.size(), text.find('>', meta));
    const std::size_t at = text.substr(0, end).find("charset", meta);
    if (at == npos) continue;
    if (const auto label = label_after(head.substr(0, end + (end < head.size())), at + 7);
        !label.empty())
      return label;
  }
  return {};
}

constexpr std::size_t detector_bytes = std::size_t{64} << 10;
constexpr std::int32_t sure_enough = 30;  // of ICU's 100

/// What ICU makes of bytes that say nothing; empty when it is not sure.
std::string detected(std::string_view bytes) {
  UErrorCode failed = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, Close> detector(ucsdet_open(&failed));
  if (failed == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
  if (U_FAILURE(failed)) return {};
  const std::string_view sample = bytes.substr(0, detector_bytes);
  ucsdet_enableInputFilter(detector.get(), true);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &failed);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &failed);
  if (failed == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
  if (U_FAILURE(failed) || !match || ucsdet_getConfidence(match, &failed) < sure_enough) return {};
  return meant_by(ucsdet_getName(match, &failed));
}

// The little that is known of bytes that are not UTF-8: one bad byte among many good sequences is a
// slip, not another charset.
bool is_broken_utf8(const Survey& seen, bool says_so) {
  return says_so ? seen.good >= seen.bad : seen.good > 2 * seen.bad;
}

/// UTF-16 that nobody marked: every other byte is zero, as in no other text.
std::string unmarked_utf16(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, 512);
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0';
  const std::size_t half = sample.size() / 2;
  if (half < 2 || std::max(zeros[0], zeros[1]) * 10 < half * 8 ||
      std::min(zeros[0], zeros[1]) * 10 > half)
    return {};
  return zeros[0] > zeros[1] ? "utf-16be" : "utf-16le";
}

struct Mark {
  std::string_view bytes, charset;
};
Mark byte_order_mark(std::string_view bytes) {
  using namespace std::literals;
  static constexpr Mark marks[] = {{"\xEF\xBB\xBF"sv, "utf-8"},
                                   {"\xFF\xFE\0\0"sv, "utf-32le"},
                                   {"\0\0\xFE\xFF"sv, "utf-32be"},
                                   {"\xFF\xFE"sv, "utf-16le"},
                                   {"\xFE\xFF"sv, "utf-16be"}};
  for (const Mark& mark : marks)
    if (bytes.starts_with(mark.bytes)) return mark;
  return {};
}

void take(std::string_view bytes, std::string charset, const Survey& seen, Text& text) {
  text.charset = std::move(charset);
  text.controls = seen.controls;
  text.utf8 = bytes;
  if (seen.bad == 0) return;
  text.owned = scrubbed(bytes, true);
  text.utf8 = text.owned;
}

void convert(std::string_view bytes, const std::string& charset, UConverter& converter,
             Text& text) {
  text.owned = converted(bytes, converter);
  text.utf8 = text.owned;
  text.charset = charset;
  text.controls = survey(text.utf8).controls;
}

}  // namespace

void as_utf8(std::string_view bytes, std::string_view declared, std::string_view fallback,
             Text& text) {
  if (!fallback.empty() && !converter_for(meant_by(fallback)))
    throw Error("input.encoding", "no charset is called " + std::string(fallback));
  const Mark mark = byte_order_mark(bytes);
  bytes.remove_prefix(mark.bytes.size());
  std::string wide = mark.charset.size() > 5 ? std::string(mark.charset)
                     : mark.bytes.empty()    ? unmarked_utf16(bytes)
                                             : std::string();
  if (!wide.empty())
    if (const Converter converter = converter_for(wide))
      return convert(bytes, wide, *converter, text);
  const Survey seen = survey(bytes);
  // ISO-2022-JP is ASCII to the eye
  const bool escapes = seen.bad == 0 && seen.controls && bytes.find('\x1B') != npos;
  if (!mark.bytes.empty() || (seen.bad == 0 && !escapes)) return take(bytes, "utf-8", seen, text);

  if (declared.empty()) declared = declared_in(bytes);
  const std::string said = meant_by(declared);
  if (escapes && said != "iso-2022-jp") return take(bytes, "utf-8", seen, text);
  if (!escapes && is_broken_utf8(seen, said == "utf-8")) return take(bytes, "utf-8", seen, text);
  for (const std::string& charset : {said == "utf-8" ? std::string() : said, meant_by(fallback),
                                     detected(bytes), std::string("windows-1252")})
    if (const Converter converter = converter_for(charset))
      return convert(bytes, charset, *converter, text);
  take(bytes, "utf-8", seen, text);
}

void take_utf8(std::string_view bytes, Text& text) {
  bytes.remove_prefix(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  take(bytes, "utf-8", survey(bytes), text);
}

void scrub(Text& text, bool keep_controls) {
  if (!text.controls) return;
  text.owned = scrubbed(text.utf8, keep_controls);
  text.utf8 = text.owned;
  text.controls = keep_controls;
}

}  // namespace newsline::page
