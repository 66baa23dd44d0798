#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/lexicon.h"
#include "sentence/abbreviations.h"
#include "token.h"

namespace newsline::token {

/// How a word is cut after so many bytes although nothing shows it: can|not.
struct Cut {
  std::uint64_t key = 0;
  std::uint32_t head = 0;
};

}  // namespace newsline::token

namespace newsline {

struct TokenRules::Impl {
  Abbreviations abbreviations;
  Lexicon clitics;
  std::uint16_t suffix = Lexicon::none, prefix = Lexicon::none, whole = Lexicon::none;
  std::uint16_t surname = Lexicon::none;  // a prefix that a surname keeps: "Anna D'Angelo"
  std::vector<token::Cut> cuts;           // sorted by key
};

}  // namespace newsline

namespace newsline::token {

/// Cuts the sentences of one text into tokens, in one pass over its bytes.
class Scanner {
 public:
  Scanner(std::string_view text, const TokenRules::Impl& rules, TokenList& out)
      : text_(text), rules_(rules), out_(out) {}
  void sentence(Span span);

 private:
  /// A code point with what the scanner asks about it.
  struct Point {
    char32_t c = 0;
    std::size_t next = 0;
    bool letter = false, digit = false;
    bool alnum() const { return letter || digit; }
  };
  /// The shape of a word, counted while it is read.
  struct Shape {
    std::uint32_t letters = 0, capitals = 0, digits = 0;
    std::uint32_t part = 0;      // letters since the last joiner
    std::uint32_t stops = 0;     // full stops inside
    std::size_t apostrophe = 0;  // where the last one stands
    bool first_capital = false;
    bool ends_in_digit = false;
  };

  Point point(std::size_t at) const;
  std::size_t read_token(std::size_t at);
  std::size_t read_word(std::size_t at);
  std::size_t ascii_letters_end(std::size_t at, std::size_t begin, Shape& shape) const;
  std::size_t word_end(std::size_t at, Shape& shape) const;
  bool joins(std::size_t at, Point joiner, const Shape& shape) const;
  bool comma_joins(std::size_t digits_begin, const Shape& shape) const;
  bool stop_joins(Point next, const Shape& shape) const;
  bool keeps_stop(std::size_t begin, std::size_t end, const Shape& shape) const;
  bool keeps_last_stop(Abbreviation abbreviation, const Shape& shape) const;
  bool keeps_inner_stop(Abbreviation abbreviation, std::size_t end, const Shape& shape) const;
  bool starts_url(std::size_t begin, std::size_t at, const Shape& shape) const;
  std::size_t url_end(std::size_t at) const;
  std::size_t read_apostrophe(std::size_t at, Point mark);
  std::size_t read_sign(std::size_t at, Point sign);
  void cut_word(std::size_t begin, std::size_t end, const Shape& shape);
  void cut_prefix(std::size_t& begin, std::size_t end);
  bool is_prefix(std::size_t begin, std::size_t end) const;
  bool keeps_prefix(std::size_t begin, std::size_t at, std::size_t end) const;
  /// What a token is made of; read once for its kind and its capitals.
  struct Signs {
    std::uint32_t letters = 0, capitals = 0, digits = 0;
    bool begins_upper = false;
  };
  Signs signs_of(std::size_t begin, std::size_t end) const;
  void add(std::size_t begin, std::size_t end, TokenKind kind);
  void add(std::size_t begin, std::size_t end, TokenKind kind, const Signs& signs,
           std::uint64_t key);
  void add_word(std::size_t begin, std::size_t end);
  void add_word(std::size_t begin, std::size_t end, std::uint64_t key);
  std::uint16_t clitic(std::size_t begin, std::size_t end) const;
  std::string_view piece(std::size_t begin, std::size_t end) const {
    return text_.substr(begin, end - begin);
  }

  std::string_view text_;
  const TokenRules::Impl& rules_;
  TokenList& out_;
  std::size_t end_ = 0;   // of the sentence
  std::size_t tail_ = 0;  // behind the sentence's last letter or digit: only closing marks follow
};

}  // namespace newsline::token
