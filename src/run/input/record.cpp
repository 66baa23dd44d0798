// A record: a page as a line of JSON, with what is known of it.
//
//     {"id":7,"url":"https://harbor.example/a","date":"2024-03-05","html":"<p>The town ..."}
// Members are taken as the parser meets them, without a tree; unknown ones are passed over at no
// cost of memory. "html_b64" is base64, "date" may be a day or RFC 3339 with a zone. What it does
// not do: read a chronology of newsline's own (write/read.cpp).
#include "record.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/ascii.h"
#include "newsline/error.h"

namespace newsline::run {

namespace {

using Json = nlohmann::json;

/// Takes the members of a record as they pass, without building a tree: depth costs nothing.
class RecordReader : public nlohmann::json_sax<Json> {
 public:
  explicit RecordReader(Record& record) : record_(record) {}

  bool null() override {
    if (at_member() && key_ == "id") record_.id = DocumentId{"null", true};
    return scalar();
  }
  bool boolean(bool) override { return wrong_type(); }
  bool number_integer(number_integer_t number) override {
    return number_text(std::to_string(number));
  }
  bool number_unsigned(number_unsigned_t number) override {
    return number_text(std::to_string(number));
  }
  bool number_float(number_float_t, const string_t& text) override { return number_text(text); }
  bool binary(binary_t&) override { return false; }
  bool string(string_t& text) override {
    if (at_member()) take(text);
    return scalar();
  }
  bool start_object(std::size_t) override {
    if (depth_ == 0)
      object_ = true;
    else
      wrong_type();
    ++depth_;
    return true;
  }
  bool start_array(std::size_t) override {
    if (depth_ > 0) wrong_type();
    ++depth_;
    return true;
  }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool key(string_t& name) override {
    if (depth_ == 1) key_ = name;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    record_.problem =
        Problem{"record.json", "not a JSON object: an error at byte " + std::to_string(position)};
    return false;
  }
  bool object() const { return object_; }

 private:
  bool at_member() const { return object_ && depth_ == 1; }
  bool scalar() { return true; }
  bool known() const {
    constexpr std::array<std::string_view, 8> names{"id",    "url",  "date", "lang",
                                                    "title", "html", "text", "html_b64"};
    return std::ranges::find(names, key_) != names.end();
  }
  bool wrong_type() {
    if (at_member() && known() && !record_.problem)
      record_.problem = Problem{"record.fields", "\"" + key_ + "\" must be a string" +
                                                     (key_ == "id" ? " or a number" : "")};
    return true;
  }
  bool number_text(std::string text) {
    if (at_member() && key_ == "id")
      record_.id = DocumentId{std::move(text), true};
    else
      wrong_type();
    return true;
  }
  void take(string_t& text) {
    if (key_ == "id")
      record_.id = DocumentId{std::move(text), false};
    else if (key_ == "text")
      record_.text = std::move(text);
    else if (key_ == "html")
      record_.html = std::move(text);
    else if (key_ == "html_b64")
      record_.html_b64 = std::move(text);
    else if (key_ == "url")
      record_.url = std::move(text);
    else if (key_ == "title")
      record_.title = std::move(text);
    else if (key_ == "lang")
      record_.language = std::move(text);
    else if (key_ == "date" && !text.empty())
      take_date(text);
  }
  void take_date(const string_t& text) {
    record_.date = parse_stamp(text);
    if (!record_.date && !record_.problem)
      record_.problem = Problem{"record.fields",
                                "\"date\" must be a day such as 2024-03-05, or an RFC 3339 time"};
  }

  Record& record_;
  std::size_t depth_ = 0;
  std::string key_;
  bool object_ = false;
};

bool hex4(std::string_view text, std::size_t at, unsigned& unit) {
  if (at + 4 > text.size()) return false;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + 4, unit, 16);
  return error == std::errc{} && end == text.data() + at + 4;
}

/// Half of a surrogate pair, as JavaScript and Java write for cut strings, becomes U+FFFD; the JSON
/// parser would refuse the line.
std::string without_lone_surrogates(std::string_view line) {
  std::string mended(line);
  for (std::size_t at = mended.find('\\'); at != std::string::npos && at + 1 < mended.size();
       at = mended.find('\\', at)) {
    unsigned unit = 0, low = 0;
    if (mended[at + 1] != 'u' || !hex4(mended, at + 2, unit)) {
      at += 2;
      continue;
    }
    const bool pair = unit >= 0xD800 && unit < 0xDC00 && at + 7 < mended.size() &&
                      mended[at + 6] == '\\' && mended[at + 7] == 'u' &&
                      hex4(mended, at + 8, low) && low >= 0xDC00 && low < 0xE000;
    if (!pair && unit >= 0xD800 && unit < 0xE000) mended.replace(at + 2, 4, "fffd");
    at += pair ? 12 : 6;
  }
  return mended;
}

/// RFC 4648, also the URL alphabet; white space is skipped. Empty optional: not base64.
std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  unsigned bits = 0, count = 0;
  for (const char c : text) {
    unsigned value = 0;
    if (ascii::is_upper(c))
      value = static_cast<unsigned>(c - 'A');
    else if (ascii::is_lower(c))
      value = static_cast<unsigned>(c - 'a') + 26;
    else if (ascii::is_digit(c))
      value = static_cast<unsigned>(c - '0') + 52;
    else if (c == '+' || c == '-')
      value = 62;
    else if (c == '/' || c == '_')
      value = 63;
    else if (c == '=' || c == '\n' || c == '\r' || c == ' ')
      continue;
    else
      return std::nullopt;
    bits = (bits << 6) | value;
    if (++count == 4) {
      bytes += static_cast<char>(bits >> 16);
      bytes += static_cast<char>((bits >> 8) & 0xFF);
      bytes += static_cast<char>(bits & 0xFF);
      bits = count = 0;
    }
  }
  if (count == 1) return std::nullopt;
  if (count >= 2) bytes += static_cast<char>((bits << (6 * (4 - count))) >> 16);
  if (count == 3) bytes += static_cast<char>(((bits << 6) >> 8) & 0xFF);
  return bytes;
}

}  // namespace

Record read_record(std::string_view line) {
  Record record;
  RecordReader reader(record);
  if (line.find("\\u") != std::string_view::npos || line.find("\\U") != std::string_view::npos)
    Json::sax_parse(without_lone_surrogates(line), &reader);
  else
    Json::sax_parse(line.begin(), line.end(), &reader);
  if (record.problem) return record;
  if (!reader.object())
    record.problem = Problem{"record.json", "not a JSON object"};
  else if (!record.text && !record.html && !record.html_b64)
    record.problem =
        Problem{"record.fields", "one of \"html\", \"text\" and \"html_b64\" is needed"};
  return record;
}

Page page_of(Record&& record, const PageOptions& options) {
  if (record.html_b64) {
    const std::optional<std::string> bytes = from_base64(*record.html_b64);
    if (!bytes) throw Error("record.fields", "\"html_b64\" is not base64");
    return parse_page(*bytes, options);
  }
  if (record.html) return parse_html(*record.html, options);
  return text_page(std::move(*record.text));
}

namespace {

/// Two digits at `at`, or nothing.
std::optional<int> two_digits(std::string_view text, std::size_t at) {
  if (at + 2 > text.size()) return std::nullopt;
  if (!ascii::is_digit(text[at]) || !ascii::is_digit(text[at + 1])) return std::nullopt;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

std::optional<std::int16_t> offset_of(std::string_view zone) {
  if (zone == "Z" || zone == "z") return std::int16_t{0};
  if (zone.size() < 3 || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  const std::optional<int> hours = two_digits(zone, 1);
  const std::optional<int> minutes = zone.size() == 6 && zone[3] == ':' ? two_digits(zone, 4)
                                     : zone.size() == 5                 ? two_digits(zone, 3)
                                                                        : std::optional{0};
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const int total = *hours * 60 + *minutes;
  return static_cast<std::int16_t>(zone[0] == '-' ? -total : total);
}

}  // namespace

std::optional<Published> parse_stamp(std::string_view text) {
  Published stamp;
  stamp.source = DateSource::record;
  const std::optional<Day> day = parse_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  stamp.at = *day;
  if (text.size() == 10) return stamp;
  const std::optional<int> hours = two_digits(text, 11), minutes = two_digits(text, 14);
  if ((text[10] != 'T' && text[10] != ' ') || !hours || !minutes || text[13] != ':' ||
      *hours > 24 || *minutes > 59)
    return std::nullopt;
  stamp.has_time = true;
  stamp.at += std::chrono::hours{*hours % 24} + std::chrono::minutes{*minutes};
  text.remove_prefix(16);
  if (text.starts_with(':')) {
    const std::optional<int> seconds = two_digits(text, 1);
    if (!seconds || *seconds > 60) return std::nullopt;
    // a leap second belongs to its minute
    stamp.at += std::chrono::seconds{std::min(*seconds, 59)};
    text.remove_prefix(3);
  }
  if (text.starts_with('.'))
    text.remove_prefix(std::min(text.size(), text.find_first_not_of("0123456789", 1)));
  if (text.empty()) return stamp;
  stamp.offset_minutes = offset_of(text);
  if (!stamp.offset_minutes) return std::nullopt;
  return stamp;
}

}  // namespace newsline::run
