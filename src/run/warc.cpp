#include "warc.h"

#include <algorithm>
#include <charconv>
#include <cerrno>
#include <map>
#include <unistd.h>
#include <zlib.h>

#include "newsline/utf8.h"
#include "record.h"

namespace newsline {

namespace {

constexpr std::size_t longest_header = 1 << 16;
constexpr std::string_view magic = "WARC/";

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return result;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

/// The fields of a header, names in small letters; the first line is left out.
std::map<std::string, std::string> fields_of(std::string_view header) {
  std::map<std::string, std::string> fields;
  for (std::size_t begin = header.find('\n'); begin != std::string_view::npos && begin + 1 < header.size();) {
    const std::size_t end = std::min(header.find('\n', begin + 1), header.size());
    const std::string_view line = header.substr(begin + 1, end - begin - 1);
    if (const std::size_t colon = line.find(':'); colon != std::string_view::npos)
      fields.emplace(lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
    begin = end;
  }
  return fields;
}

std::string field(const std::map<std::string, std::string>& fields, const char* name) {
  const auto at = fields.find(name);
  return at == fields.end() ? std::string() : at->second;
}

std::string joined_chunks(std::string_view body) {
  std::string whole;
  while (!body.empty()) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), size, 16);
    const std::size_t line = body.find('\n');
    if (error != std::errc{} || line == std::string_view::npos || size == 0) break;
    body.remove_prefix(line + 1);
    whole += body.substr(0, size);
    body.remove_prefix(std::min(body.size(), size));
    body.remove_prefix(std::min(body.size(), body.find_first_not_of("\r\n")));
  }
  return whole;
}

/// "Tue, 05 Mar 2024 10:00:00 GMT", the form that HTTP wants (RFC 9110); the day alone is read.
std::optional<Published> http_date(std::string_view text) {
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::size_t comma = text.find(", ");
  if (comma == std::string_view::npos || text.size() < comma + 13) return std::nullopt;
  text.remove_prefix(comma + 2);
  const std::size_t month = months.find(text.substr(3, 3));
  if (month == std::string_view::npos || month % 3 != 0) return std::nullopt;
  const std::string number = std::to_string(101 + month / 3);
  std::string day(text.substr(7, 4));
  day.append(1, '-').append(number, 1).append(1, '-').append(text.substr(0, 2));
  return parse_stamp(day);
}

/// The page of an HTTP response; false for anything else that a server sends (pictures, redirections, errors).
bool page_of_response(std::string_view response, ArchivedPage& page) {
  const std::size_t end = response.find("\r\n\r\n");
  if (!response.starts_with("HTTP/") || end == std::string_view::npos) return false;
  const std::string_view header = response.substr(0, end + 2);
  const std::size_t space = header.find(' ');
  if (space == std::string_view::npos || header.substr(space + 1, 3) != "200") return false;
  const auto fields = fields_of(header);
  const std::string type = lower(field(fields, "content-type"));
  if (!type.empty() && !type.starts_with("text/html") && !type.starts_with("text/plain") && !type.starts_with("application/xhtml")) return false;
  if (const std::size_t at = type.find("charset="); at != std::string::npos) {
    page.charset = type.substr(at + 8, type.find(';', at) - at - 8);
    std::erase_if(page.charset, [](char c) { return c == '"' || c == '\'' || c == ' '; });
  }
  if (!page.captured) page.captured = http_date(field(fields, "date"));
  const std::string_view body = response.substr(end + 4);
  page.bytes = lower(field(fields, "transfer-encoding")) == "chunked" ? joined_chunks(body) : std::string(body);
  return true;
}

}  // namespace

/// The bytes of a file, inflated where it is gzip, one member after the other.
class Warc::Stream {
 public:
  Stream(int descriptor, std::string head) : descriptor_(descriptor), raw_(std::move(head)) {}
  ~Stream() {
    if (inflating_) ::inflateEnd(&zlib_);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// Up to and with the empty line after a header; empty at the end or when there is none.
  std::string header() {
    for (;;) {
      const std::size_t end = bytes_.find("\r\n\r\n", at_);
      if (end != std::string::npos) return taken(end + 4 - at_);
      if (bytes_.size() - at_ > longest_header || !fill()) return {};
    }
  }
  /// False when the file ends before.
  bool take(std::size_t size, std::string& to) {
    while (bytes_.size() - at_ < size)
      if (!fill()) return false;
    to = taken(size);
    return true;
  }
  bool skip(std::size_t size) {
    for (;;) {
      const std::size_t here = std::min(size, bytes_.size() - at_);
      at_ += here;
      size -= here;
      if (size == 0) return true;
      if (!fill()) return false;
    }
  }
  void skip_empty_lines() {
    for (;;) {
      while (at_ < bytes_.size() && (bytes_[at_] == '\r' || bytes_[at_] == '\n')) ++at_;
      if (at_ < bytes_.size() || !fill()) return;
    }
  }
  bool ended() { return at_ == bytes_.size() && !fill(); }

 private:
  std::string taken(std::size_t size) {
    std::string result = bytes_.substr(at_, size);
    at_ += size;
    return result;
  }

  bool fill() {
    bytes_.erase(0, at_);
    at_ = 0;
    if (!started_) {
      started_ = true;
      if (raw_.size() < 2 && !read_more()) return false;
      gzip_ = raw_.starts_with("\x1f\x8b");
    }
    return gzip_ ? inflate_more() : move_raw();
  }
  bool read_more() {
    constexpr std::size_t piece = 1 << 16;
    const std::size_t size = raw_.size();
    raw_.resize(size + piece);
    ssize_t got = -1;
    do got = ::read(descriptor_, raw_.data() + size, piece);
    while (got < 0 && errno == EINTR);
    raw_.resize(size + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return got > 0;
  }
  bool move_raw() {
    if (raw_.empty() && !read_more()) return false;
    bytes_ += raw_;
    raw_.clear();
    return true;
  }
  bool inflate_more() {
    const std::size_t before = bytes_.size();
    while (bytes_.size() == before) {
      if (raw_.empty() && !read_more()) return false;
      if (!inflating_ && ::inflateInit2(&zlib_, 16 + MAX_WBITS) != Z_OK) return false;
      inflating_ = true;
      char piece[1 << 16];
      zlib_.next_in = reinterpret_cast<Bytef*>(raw_.data());
      zlib_.avail_in = static_cast<uInt>(raw_.size());
      zlib_.next_out = reinterpret_cast<Bytef*>(piece);
      zlib_.avail_out = sizeof piece;
      const int state = ::inflate(&zlib_, Z_NO_FLUSH);
      raw_.erase(0, raw_.size() - zlib_.avail_in);
      bytes_.append(piece, sizeof piece - zlib_.avail_out);
      if (state == Z_STREAM_END) {
        ::inflateEnd(&zlib_);
        inflating_ = false;
      } else if (state != Z_OK && state != Z_BUF_ERROR) {
        return false;
      }
    }
    return true;
  }

  int descriptor_;
  std::string raw_, bytes_;
  std::size_t at_ = 0;
  z_stream zlib_{};
  bool started_ = false, gzip_ = false, inflating_ = false;
};

bool Warc::begins(std::string_view head) {
  if (head.starts_with(magic)) return true;
  if (!head.starts_with("\x1f\x8b")) return false;
  std::string copy(head);
  char first[16];
  z_stream zlib{};
  if (::inflateInit2(&zlib, 16 + MAX_WBITS) != Z_OK) return false;
  zlib.next_in = reinterpret_cast<Bytef*>(copy.data());
  zlib.avail_in = static_cast<uInt>(copy.size());
  zlib.next_out = reinterpret_cast<Bytef*>(first);
  zlib.avail_out = sizeof first;
  ::inflate(&zlib, Z_SYNC_FLUSH);
  ::inflateEnd(&zlib);
  return std::string_view(first, sizeof first - zlib.avail_out).starts_with(magic);
}

bool Warc::may_begin(std::string_view head) {
  constexpr std::string_view gzip = "\x1f\x8b";
  return head.starts_with(gzip.substr(0, head.size())) || (head.size() < magic.size() && magic.starts_with(head));
}

Warc::Warc(int descriptor, std::size_t max_bytes, std::string head) : stream_(std::make_unique<Stream>(descriptor, std::move(head))), max_bytes_(max_bytes) {}
Warc::~Warc() = default;

std::optional<ArchivedPage> Warc::broken(std::string message) {
  ended_ = true;
  ArchivedPage page;
  page.problem = Problem{"input.read", std::move(message)};
  return page;
}

std::optional<ArchivedPage> Warc::next() {
  while (!ended_) {
    stream_->skip_empty_lines();
    if (stream_->ended()) break;
    const std::string header = stream_->header();
    if (!header.starts_with(magic)) return broken("a broken archive: no WARC record where one must begin");
    const auto fields = fields_of(header);
    const std::string length = field(fields, "content-length");
    std::size_t size = 0;
    if (std::from_chars(length.data(), length.data() + length.size(), size).ec != std::errc{}) return broken("a broken archive: a record without length");
    ArchivedPage page;
    page.url = field(fields, "warc-target-uri");
    if (page.url.starts_with('<') && page.url.ends_with('>')) page.url = page.url.substr(1, page.url.size() - 2);
    page.captured = parse_stamp(field(fields, "warc-date"));
    const bool response = lower(field(fields, "warc-type")) == "response";
    if (response && size > max_bytes_) page.problem = Problem{"input.too_large", "larger than " + std::to_string(max_bytes_) + " bytes; --max-bytes sets the limit"};
    if (!response || page.problem) {
      if (!stream_->skip(size)) return broken("a broken archive: it ends within a record");
      if (page.problem) return page;
      continue;
    }
    std::string block;
    if (!stream_->take(size, block)) return broken("a broken archive: it ends within a record");
    if (page_of_response(block, page)) return page;
  }
  return std::nullopt;
}

}  // namespace newsline
