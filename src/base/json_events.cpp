// JSON's grammar (RFC 8259) as events, without a tree: for the data in pages, of which little is
// kept.
//
//     {"name": ["Ann", 1]}    open(object) key("name") open(array) string("Ann") number("1")
//                             close(array) close(object)
// A string without an escape is handed on as it stands in the text, and its end is looked for
// sixteen bytes at a time: a tenth of the instructions of nlohmann's reader of events, which goes
// from byte to byte and copies each; of a page, newsline takes a twentieth less.
#include "json_events.h"

#include <algorithm>

#include "ascii.h"
#include "find_byte.h"
#include "utf8.h"

namespace newsline {
namespace {

class JsonReader {
 public:
  JsonReader(std::string_view json, JsonEvents& events) : json_(json), events_(events) {}

  JsonEnd run() {
    do {
      const Step step = take(next());
      if (step == Step::refused) return {};
      if (step == Step::broken) return {false, std::min(at_, json_.size())};
    } while (wanted_ != Wanted::separator || !objects_.empty());
    return {true, at_};
  }

 private:
  enum class Token { open, close, colon, comma, string, number, word, end, broken };
  enum class Wanted { value, first_value, key, first_key, colon, separator };
  enum class Step { goes_on, refused, broken };

  static Step goes_on(bool wanted) { return wanted ? Step::goes_on : Step::refused; }

  Step take(Token token) {
    switch (wanted_) {
      case Wanted::first_value:
      case Wanted::value:
        return token == Token::close && wanted_ == Wanted::first_value ? leave() : value(token);
      case Wanted::first_key:
        if (token == Token::close) return leave();
        [[fallthrough]];
      case Wanted::key:
        if (token != Token::string) return Step::broken;
        wanted_ = Wanted::colon;
        return goes_on(events_.key(text_));
      case Wanted::colon:
        wanted_ = Wanted::value;
        return token == Token::colon ? Step::goes_on : Step::broken;
      case Wanted::separator:
        if (token == Token::close) return leave();
        wanted_ = objects_.back() ? Wanted::key : Wanted::value;
        return token == Token::comma ? Step::goes_on : Step::broken;
    }
    return Step::broken;
  }

  Step value(Token token) {
    wanted_ = Wanted::separator;
    switch (token) {
      case Token::open:
        objects_.push_back(object_);
        wanted_ = object_ ? Wanted::first_key : Wanted::first_value;
        return goes_on(events_.open(object_));
      case Token::string:
        return goes_on(events_.string(text_));
      case Token::number:
        return goes_on(events_.number(text_));
      case Token::word:
        return Step::goes_on;
      default:
        return Step::broken;
    }
  }

  Step leave() {
    if (objects_.back() != object_) return Step::broken;
    objects_.pop_back();
    wanted_ = Wanted::separator;
    return goes_on(events_.close(object_));
  }

  /// The next token; a bracket's kind is in object_, what a string or number says in text_.
  Token next() {
    while (at_ < json_.size() &&
           (json_[at_] == ' ' || json_[at_] == '\n' || json_[at_] == '\t' || json_[at_] == '\r'))
      ++at_;
    if (at_ >= json_.size()) return Token::end;
    const char sign = json_[at_];
    if (sign == '-' || ascii::is_digit(sign)) return number();
    if (sign == 't') return word("true");
    if (sign == 'f') return word("false");
    if (sign == 'n') return word("null");
    ++at_;
    object_ = sign == '{' || sign == '}';
    switch (sign) {
      case '"':
        return string();
      case '{':
      case '[':
        return Token::open;
      case '}':
      case ']':
        return Token::close;
      case ':':
        return Token::colon;
      case ',':
        return Token::comma;
      default:
        return Token::broken;
    }
  }

  Token word(std::string_view whole) {
    for (const char letter : whole)
      if (at_ >= json_.size() || json_[at_++] != letter) return Token::broken;
    return Token::word;
  }

  bool digits() {
    const std::size_t begin = at_;
    while (at_ < json_.size() && ascii::is_digit(json_[at_])) ++at_;
    const bool any = at_ != begin;
    if (!any) ++at_;  // behind what should be one
    return any;
  }
  bool take_one_of(std::string_view signs) {
    const bool found = at_ < json_.size() && signs.find(json_[at_]) != std::string_view::npos;
    if (found) ++at_;
    return found;
  }

  Token number() {
    const std::size_t begin = at_;
    take_one_of("-");
    if (!take_one_of("0") && !digits()) return Token::broken;
    if (take_one_of(".") && !digits()) return Token::broken;
    if (take_one_of("eE")) {
      take_one_of("+-");
      if (!digits()) return Token::broken;
    }
    text_ = json_.substr(begin, at_ - begin);
    return Token::number;
  }

  /// Where a string ends or goes on with an escape.
  std::size_t plain_end() const {
    return find_byte(json_, at_, [](auto c) { return (c == '"') | (c == '\\') | (c < 0x20); });
  }

  Token string() {
    const std::size_t begin = at_;
    at_ = plain_end();
    if (take_one_of("\"")) {
      text_ = json_.substr(begin, at_ - 1 - begin);
      return Token::string;
    }
    unescaped_.assign(json_, begin, at_ - begin);
    while (take_one_of("\\")) {
      if (!escape()) return Token::broken;
      const std::size_t plain = at_;
      at_ = plain_end();
      unescaped_.append(json_, plain, at_ - plain);
    }
    text_ = unescaped_;
    if (take_one_of("\"")) return Token::string;
    ++at_;
    return Token::broken;
  }

  bool escape() {
    constexpr std::string_view names = "\"\\/bfnrt", signs = "\"\\/\b\f\n\r\t";
    const char name = at_ < json_.size() ? json_[at_] : '\0';
    ++at_;
    if (name == 'u') return escaped_unit();
    const std::size_t found = names.find(name);
    if (found == std::string_view::npos) return false;
    unescaped_ += signs[found];
    return true;
  }

  /// "\u00e9", or the two halves of a code point beyond.
  bool escaped_unit() {
    char32_t point = 0, low = 0;
    if (!hex(point)) return false;
    if (point >= 0xDC00 && point < 0xE000) return false;
    if (point >= 0xD800 && point < 0xDC00) {
      for (const char sign : {'\\', 'u'})
        if (at_ >= json_.size() || json_[at_++] != sign) return false;
      if (!hex(low) || low < 0xDC00 || low >= 0xE000) return false;
      point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    append_code_point(unescaped_, point);
    return true;
  }
  bool hex(char32_t& value) {
    for (int i = 0; i < 4; ++i) {
      constexpr std::string_view names = "0123456789abcdef";
      const char name = at_ < json_.size() ? ascii::lower(json_[at_]) : '\0';
      ++at_;
      const std::size_t digit = names.find(name);
      if (digit == std::string_view::npos) return false;
      value = value << 4 | static_cast<char32_t>(digit);
    }
    return true;
  }

  std::string_view json_;
  JsonEvents& events_;
  std::size_t at_ = 0;
  std::vector<bool> objects_;  // of what is open: an object, or an array
  Wanted wanted_ = Wanted::value;
  bool object_ = false;
  std::string_view text_;
  std::string unescaped_;
};

}  // namespace

JsonEnd read_json(std::string_view json, JsonEvents& events) {
  return JsonReader(json, events).run();
}

}  // namespace newsline
