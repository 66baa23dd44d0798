#include "mhtml.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/ascii.h"

namespace newsline::page {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t most_headers = std::size_t{64} << 10;
constexpr std::size_t most_parts = 4096;
constexpr std::size_t most_multiparts = 16;    // each is searched for its own boundaries
constexpr std::size_t longest_boundary = 256;  // the standard allows 70

/// The line at `at`, which is moved behind its end; without the end.
std::string_view line_at(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.size(), text.find('\n', at));
  std::string_view line = text.substr(at, end - at);
  at = std::min(text.size(), end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

struct Headers {
  // Content-Type, -Transfer-Encoding, -Location, Snapshot-Content-Location
  std::string type, encoding, location, snapshot;
  std::size_t body = 0;  // where the headers end
  std::size_t known = 0;
};

/// Header lines up to the first empty one; folded lines are joined.
Headers read_headers(std::string_view text) {
  Headers headers;
  std::string* last = nullptr;
  std::string other;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::string_view line = line_at(text, at);
    if (line.empty() || at > most_headers) break;
    if ((line[0] == ' ' || line[0] == '\t') && last) {
      *last += ' ';
      *last += ascii::trimmed(line);
      continue;
    }
    const std::size_t colon = std::min(line.size(), line.find(':'));
    const std::string_view name = line.substr(0, colon);
    last = ascii::same(name, "content-type")                ? &headers.type
           : ascii::same(name, "content-transfer-encoding") ? &headers.encoding
           : ascii::same(name, "content-location")          ? &headers.location
           : ascii::same(name, "snapshot-content-location") ? &headers.snapshot
                                                            : &other;
    *last = ascii::trimmed(line.substr(std::min(line.size(), colon + 1)));
    headers.known += last != &other || ascii::same(name, "mime-version");
  }
  headers.body = at;
  return headers;
}

/// A parameter of a header: boundary, charset.
std::string parameter(std::string_view header, std::string_view name) {
  for (std::size_t at = header.find(';'); at != npos; at = header.find(';', at + 1)) {
    const std::string_view rest = ascii::trimmed(header.substr(at + 1));
    if (!ascii::begins(rest, name)) continue;
    std::string_view value = ascii::trimmed(rest.substr(name.size()));
    if (!value.starts_with('=')) continue;
    value = ascii::trimmed(value.substr(1));
    if (value.starts_with('"'))
      return std::string(value.substr(1, std::min(value.size(), value.find('"', 1)) - 1));
    return std::string(value.substr(0, value.find_first_of("; \t")));
  }
  return {};
}

int hexadecimal(char c) {
  if (ascii::is_digit(c)) return c - '0';
  c = ascii::lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.size(), text.find('=', at));
    out.append(text, at, next - at);
    at = next;
    if (at == text.size()) break;
    std::size_t end = at + 1;  // a soft break: "=", perhaps blanks, the end of the line
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r')) ++end;
    const int high = at + 1 < text.size() ? hexadecimal(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? hexadecimal(text[at + 2]) : -1;
    if (high >= 0 && low >= 0) {
      out += static_cast<char>(high * 16 + low);
      at += 3;
    } else if (end == text.size() || text[end] == '\n') {
      at = std::min(text.size(), end + 1);
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::string base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const int value = ascii::is_upper(c)   ? c - 'A'
                      : ascii::is_lower(c) ? c - 'a' + 26
                      : ascii::is_digit(c) ? c - '0' + 52
                      : c == '+'           ? 62
                      : c == '/'           ? 63
                                           : -1;
    if (c == '=') break;
    if (value < 0) continue;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    if ((count += 6) >= 8) out += static_cast<char>((bits >> (count -= 8)) & 0xFFU);
  }
  return out;
}

std::string decoded(std::string_view body, std::string_view encoding) {
  if (ascii::same(encoding, "quoted-printable")) return quoted_printable(body);
  if (ascii::same(encoding, "base64")) return base64(body);
  return std::string(body);
}

/// Where a line begins with "--" and the boundary, from `from` on; npos when none does.
std::size_t find_delimiter(std::string_view text, std::string_view delimiter, std::size_t from) {
  for (std::size_t at = text.find(delimiter, from); at != npos; at = text.find(delimiter, at + 1))
    if (at == 0 || text[at - 1] == '\n') return at;
  return npos;
}

std::vector<std::string_view> parts_of(std::string_view body, const std::string& boundary) {
  std::vector<std::string_view> parts;
  if (boundary.empty() || boundary.size() > longest_boundary) return parts;
  const std::string delimiter = "--" + boundary;
  std::size_t at = find_delimiter(body, delimiter, 0);
  while (at != npos && parts.size() < most_parts) {
    if (body.substr(at + delimiter.size()).starts_with("--")) break;
    std::size_t begin = at;
    line_at(body, begin);
    at = find_delimiter(body, delimiter, begin);
    parts.push_back(body.substr(begin, std::min(body.size(), at) - begin));
  }
  return parts;
}

}  // namespace

bool is_mime(std::string_view bytes) {
  const std::size_t colon = bytes.substr(0, 80).find(':');
  if (colon == npos || colon == 0) return false;
  const bool name = std::ranges::all_of(bytes.substr(0, colon),
                                        [](char c) { return ascii::is_letter(c) || c == '-'; });
  if (!name) return false;
  const Headers headers = read_headers(bytes);
  return headers.known >= 2 &&
         (ascii::begins(headers.type, "multipart/") || ascii::begins(headers.type, "text/"));
}

std::optional<Part> page_of_mime(std::string_view bytes) {
  std::vector<std::string_view> waiting{bytes};  // the next part is the last
  std::optional<Part> text;
  std::string snapshot;
  std::size_t multiparts = 0;
  for (std::size_t seen = 0; !waiting.empty() && seen < most_parts; ++seen) {
    const std::string_view part = waiting.back();
    waiting.pop_back();
    const Headers headers = read_headers(part);
    const std::string_view body = part.substr(headers.body);
    if (snapshot.empty()) snapshot = headers.snapshot;
    if (ascii::begins(headers.type, "multipart/")) {
      if (++multiparts > most_multiparts) break;
      std::vector<std::string_view> parts = parts_of(body, parameter(headers.type, "boundary"));
      waiting.insert(waiting.end(), parts.rbegin(), parts.rend());
      continue;
    }
    const bool html = ascii::begins(headers.type, "text/html") ||
                      ascii::begins(headers.type, "application/xhtml");
    if (!html && (text || !ascii::begins(headers.type, "text/plain"))) continue;
    const std::string& url =
        headers.location.starts_with("http") || snapshot.empty() ? headers.location : snapshot;
    text = Part{decoded(body, headers.encoding), parameter(headers.type, "charset"), url};
    if (html) return text;
  }
  return text;
}

}  // namespace newsline::page
