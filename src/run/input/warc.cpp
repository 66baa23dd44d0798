// Web archives (WARC 1.0 and 1.1), packed or not: each response of a server that is a page is
// given with its address and the day of its capture.
//
//     WARC/1.1
//     WARC-Type: response
//     WARC-Target-URI: https://harbor.example/a
//     Content-Length: 512
//
//     HTTP/1.1 200 OK
//     Content-Type: text/html
//
//     <p>...
// The block is read whole where it fits --max-bytes, else passed over. Where a record is damaged
// the search goes on at the next line that begins with "WARC/".
// What it does not do: records of other types, revisit records, and WACZ (which is a zip of
// these).
#include "warc.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/ascii.h"
#include "base/utf8.h"
#include "newsline/error.h"
#include "record.h"
#include "stream.h"

namespace newsline::run {

namespace {

constexpr std::size_t longest_header = 1 << 16;
constexpr std::string_view magic = "WARC/";

/// The fields of a header, names in small letters; the first line is left out.
std::map<std::string, std::string> fields_of(std::string_view header) {
  std::map<std::string, std::string> fields;
  for (std::size_t begin = header.find('\n');
       begin != std::string_view::npos && begin + 1 < header.size();) {
    const std::size_t end = std::min(header.find('\n', begin + 1), header.size());
    const std::string_view line = header.substr(begin + 1, end - begin - 1);
    if (const std::size_t colon = line.find(':'); colon != std::string_view::npos)
      fields.emplace(ascii::lowered(ascii::trimmed(line.substr(0, colon))),
                     ascii::trimmed(line.substr(colon + 1)));
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

/// The page of an HTTP response; false for anything else that a server sends (pictures,
/// redirections, errors).
bool page_of_response(std::string_view response, ArchivedPage& page) {
  const std::size_t end = response.find("\r\n\r\n");
  if (!response.starts_with("HTTP/") || end == std::string_view::npos) return false;
  const std::string_view header = response.substr(0, end + 2);
  const std::size_t space = header.find(' ');
  if (space == std::string_view::npos || header.substr(space + 1, 3) != "200") return false;
  const auto fields = fields_of(header);
  const std::string type = ascii::lowered(field(fields, "content-type"));
  if (!type.empty() && !type.starts_with("text/html") && !type.starts_with("text/plain") &&
      !type.starts_with("application/xhtml"))
    return false;
  if (const std::size_t at = type.find("charset="); at != std::string::npos) {
    page.charset = type.substr(at + 8, type.find(';', at) - at - 8);
    std::erase_if(page.charset, [](char c) { return c == '"' || c == '\'' || c == ' '; });
  }
  if (!page.captured) page.captured = http_date(field(fields, "date"));
  const std::string_view body = response.substr(end + 4);
  page.bytes = ascii::lowered(field(fields, "transfer-encoding")) == "chunked" ? joined_chunks(body)
                                                                               : std::string(body);
  return true;
}

}  // namespace

/// The unpacked bytes of the archive from the current place on, as many as are asked for.
class Warc::Buffer {
 public:
  Buffer(int descriptor, const Interrupt& interrupt, std::string head)
      : in_(descriptor, interrupt, std::move(head)) {}

  /// Reads until `size` bytes lie ahead; false where the file ends before.
  bool holds(std::size_t size) {
    while (bytes_.size() - at_ < size)
      if (!fill()) return false;
    return true;
  }
  std::string_view rest() const { return std::string_view(bytes_).substr(at_); }
  void pass(std::size_t size) { at_ += size; }
  bool ended() { return at_ == bytes_.size() && !fill(); }

  /// The header with its empty line; empty when there is none.
  std::string header() {
    for (;;) {
      const std::size_t end = bytes_.find("\r\n\r\n", at_);
      if (end != std::string::npos && end - at_ < longest_header) {
        std::string result = bytes_.substr(at_, end + 4 - at_);
        at_ = end + 4;
        return result;
      }
      if (bytes_.size() - at_ > longest_header || !fill()) return {};
    }
  }
  void skip_empty_lines() {
    for (;;) {
      while (at_ < bytes_.size() && (bytes_[at_] == '\r' || bytes_[at_] == '\n')) ++at_;
      if (at_ < bytes_.size() || !fill()) return;
    }
  }
  /// Passes over a block that is too large to be held. False when the file ends in it, or another
  /// record begins in it.
  bool skip(std::size_t size) {
    while (size > 0) {
      const std::size_t next = next_record(), here = rest().size();
      if (next < size) {
        pass(next);
        return false;
      }
      // The beginning of a record that the piece cuts is searched again with the next one.
      const std::size_t taken = size <= here ? size : here - std::min(here, marker.size());
      pass(taken);
      size -= taken;
      if (size > 0 && !fill()) {
        pass(rest().size());
        return false;
      }
    }
    return true;
  }
  /// Goes to the next place where a record begins; false when there is none.
  bool find_record() {
    for (;;) {
      if (const std::size_t next = next_record(); next != npos) {
        at_ += next;
        return true;
      }
      at_ = std::max(at_, bytes_.size() - std::min(bytes_.size(), marker.size()));
      if (!fill()) {
        at_ = bytes_.size();
        return false;
      }
    }
  }
  /// A member that gave all its bytes is read to its checksum: what is broken is not given out as
  /// whole.
  void close_member() {
    if (at_ == bytes_.size()) in_.close_member(bytes_);
  }
  /// Goes on behind a broken member.
  bool resume() {
    bytes_.clear();
    at_ = 0;
    return in_.resume(magic);
  }

 private:
  static constexpr auto npos = std::string_view::npos;
  static constexpr std::string_view marker = "\r\n\r\nWARC/1.";

  /// How far ahead the next record begins; npos where none does in the bytes held.
  std::size_t next_record() const {
    const std::size_t found = rest().find(marker);
    return found == npos ? npos : found + 4;
  }
  bool fill() {
    if (at_ > 0) bytes_.erase(0, at_);
    at_ = 0;
    return in_.more(bytes_);
  }

  ByteStream in_;
  std::string bytes_;
  std::size_t at_ = 0;
};

bool Warc::begins(std::string_view head) {
  constexpr std::string_view dictionary = "\x5D\x2A\x4D\x18";
  return head.starts_with(magic) || head.starts_with(dictionary) ||
         unpacked_head(head, magic.size()) == magic;
}

bool Warc::may_begin(std::string_view head) {
  for (const std::string_view first :
       {std::string_view("\x1f\x8b"), std::string_view("\x28\xB5\x2F\xFD"),
        std::string_view("\x5D\x2A\x4D\x18")})
    if (head.starts_with(first.substr(0, head.size()))) return true;
  return head.size() < magic.size() && magic.starts_with(head);
}

Warc::Warc(int descriptor, std::size_t max_bytes, const Interrupt& interrupt, std::string head)
    : buffer_(std::make_unique<Buffer>(descriptor, interrupt, std::move(head))),
      interrupt_(interrupt),
      max_bytes_(max_bytes) {}
Warc::~Warc() = default;

/// The result for a damaged place, named by the record's address where it is known.
ArchivedPage Warc::damaged(const char* code, std::string message, std::string url) {
  ArchivedPage page;
  page.url = std::move(url);
  page.problem = Problem{code, std::move(message)};
  return page;
}

/// Whether the block of `size` bytes that lies ahead ends as a record does: in two line ends, or
/// before another record or the end of the file.
bool Warc::ends_as_record(std::size_t size) {
  if (buffer_->holds(size + 4) && buffer_->rest().substr(size, 4) == "\r\n\r\n") return true;
  std::size_t at = size;
  while (buffer_->holds(at + 1) && (buffer_->rest()[at] == '\r' || buffer_->rest()[at] == '\n'))
    ++at;
  return !buffer_->holds(at + 1) ||
         (buffer_->holds(at + magic.size()) && buffer_->rest().substr(at).starts_with(magic));
}

/// Reads one record: a page, a problem, or nothing where the record is of no use here.
std::optional<ArchivedPage> Warc::read_record() {
  buffer_->skip_empty_lines();
  if (buffer_->ended()) {
    ended_ = true;
    return std::nullopt;
  }
  const bool begins_here = buffer_->holds(magic.size()) && buffer_->rest().starts_with(magic);
  const std::string header = begins_here ? buffer_->header() : std::string();
  if (header.empty()) {
    ended_ = !buffer_->find_record();
    return damaged("input.read", begins_here
                                     ? "a broken archive: a record without an end of its header"
                                     : "a broken archive: no WARC record where one must begin");
  }
  const auto fields = fields_of(header);
  ArchivedPage page;
  page.url = field(fields, "warc-target-uri");
  if (page.url.starts_with('<') && page.url.ends_with('>'))
    page.url = page.url.substr(1, page.url.size() - 2);
  page.captured = parse_stamp(field(fields, "warc-date"));
  const bool response = ascii::lowered(field(fields, "warc-type")) == "response";
  const std::string length = field(fields, "content-length");
  std::size_t size = 0;
  if (std::from_chars(length.data(), length.data() + length.size(), size).ec != std::errc{}) {
    ended_ = !buffer_->find_record();
    return damaged("input.read", "a broken archive: a record without length", std::move(page.url));
  }
  if (size > max_bytes_) {
    if (!buffer_->skip(size))
      return damaged("input.read", "a broken archive: a record ends before its length",
                     std::move(page.url));
    if (!response) return std::nullopt;
    return damaged(
        "input.too_large",
        "larger than " + std::to_string(max_bytes_) + " bytes; --max-bytes sets the limit",
        std::move(page.url));
  }
  if (!buffer_->holds(size) || !ends_as_record(size)) {
    if (interrupt_.came()) return std::nullopt;
    ended_ = !buffer_->find_record();
    return damaged("input.read",
                   ended_ ? "a broken archive: it ends within a record"
                          : "a broken archive: the length of a record is wrong",
                   std::move(page.url));
  }
  const bool found = response && page_of_response(buffer_->rest().substr(0, size), page);
  buffer_->pass(size);
  if (buffer_->rest().starts_with("\r\n\r\n")) buffer_->pass(4);
  buffer_->close_member();
  return found ? std::optional(std::move(page)) : std::nullopt;
}

std::optional<ArchivedPage> Warc::next() {
  while (!ended_ && !interrupt_.came()) {
    try {
      std::optional<ArchivedPage> page = read_record();
      if (interrupt_.came()) break;
      if (page) return page;
    } catch (const Error& error) {
      // Reading failed, or what is packed is broken: then the next member may be whole.
      ended_ = error.code() != "input.decompress" || !buffer_->resume();
      return damaged(error.code() == "input.decompress" ? "input.decompress" : "input.read",
                     std::string("a broken archive: ") + error.what());
    }
  }
  return std::nullopt;
}

}  // namespace newsline::run
