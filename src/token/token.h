#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/pack.h"
#include "base/span.h"
#include "sentence/sentence.h"

namespace newsline {

/// Universal parts of speech (universaldependencies.org/u/pos); `none` until tag() has seen the
/// sentence.
enum class Pos : std::uint8_t {
  none,
  adj,
  adp,
  adv,
  aux,
  cconj,
  det,
  intj,
  noun,
  num,
  part,
  pron,
  propn,
  punct,
  sconj,
  sym,
  verb,
  x
};

/// The form of a verb or auxiliary, after the Penn tags VBD, VBP/VBZ, VB, VBN, VBG, MD and what
/// other languages have besides ("abrirá", "abría", "abriría"); `none` for every other word.
enum class VerbForm : std::uint8_t {
  none,
  past,
  present,
  base,
  past_participle,
  gerund,
  modal,
  future,
  imperfect,
  conditional
};
/// The form carries tense: the verb has a subject of its own.
constexpr bool is_finite(VerbForm form) noexcept {
  return form == VerbForm::past || form == VerbForm::present || form >= VerbForm::modal;
}

/// What kind of signs a token is made of.
enum class TokenKind : std::uint8_t {
  // letters, also with apostrophes, hyphens or full stops inside: "U.S.", "state-owned"
  word,
  number,  // digits, with separators: "1,200", "3.5", "2024"
  mixed,   // letters and digits: "GPT-4", "3pm", "21st", "Q3"
  punctuation,
  symbol,  // currency, percent, mathematical
  url,     // also e-mail addresses, @names and #tags
};

struct Token {
  // word_key of the words (utf8.h): compare with lexicons without making a string
  std::uint64_t key = 0;
  Span span;
  TokenKind kind = TokenKind::word;
  Pos pos = Pos::none;
  VerbForm form = VerbForm::none;
  bool capital = false;       // begins with a capital letter
  bool all_capitals = false;  // two letters or more, all of them capitals
  bool space_before = true;   // white space (or the sentence's start) before it
};

/// Tokens by number. Of a long text they are kept in some three bytes each and read anew from it
/// when they are asked for, which is why they are handed out by value; one thread at a time may
/// ask.
class TokenList {
 public:
  using Iterator = NumberIterator<TokenList>;
  TokenList() = default;
  /// `text` is what the tokens are of; it must live longer.
  explicit TokenList(std::string_view text) : text_(text) {
    open_.reserve(std::min(text.size() / 5, most_open + 1));
  }
  std::size_t size() const noexcept { return packed_ + open_.size(); }
  bool empty() const noexcept { return size() == 0; }
  Token operator[](std::size_t number) const {
    return number >= packed_ ? open_[number - packed_] : unpacked(number);
  }
  Iterator begin() const;
  Iterator end() const;
  /// [first, last) as they stand.
  void copy(std::size_t first, std::size_t last, std::vector<Token>& to) const;
  /// The same without a copy, or unpacked into `room` where they are packed.
  const Token* stretch(std::size_t first, std::size_t last, std::vector<Token>& room) const {
    if (first >= packed_) return open_.data() + (first - packed_);
    copy(first, last, room);
    return room.data();
  }
  /// Stores a token's part of speech and form.
  void set(std::size_t number, Pos pos, VerbForm form);

  /// In order of the text; finish() when all are there.
  void push_back(const Token& token) {
    open_.push_back(token);
    if (open_.size() > most_open) settle(false);
  }
  const Token& back() const { return open_.back(); }
  void finish() {
    if (packed_ > 0) settle(true);
  }

 private:
  static constexpr std::size_t most_open = 1 << 16, block_size = 1 << 10, blocks_at_hand = 32;
  struct Block {
    std::uint32_t begin = 0;                       // of its first token
    std::string sizes;                             // gap and size of each
    std::array<std::uint16_t, block_size> traits;  // all that is small
  };
  struct Cache {
    std::array<Token, block_size> tokens;
    std::size_t block = SIZE_MAX;
  };
  [[gnu::cold]] Token unpacked(std::size_t number) const;
  void settle(bool last);
  void pack_block(std::size_t first);

  std::string_view text_;
  std::vector<Token> open_;  // behind those that are packed
  std::size_t packed_ = 0;
  std::deque<Block> blocks_;
  mutable std::vector<Cache> cache_;
};
inline TokenList::Iterator TokenList::begin() const { return {*this, 0}; }
inline TokenList::Iterator TokenList::end() const { return {*this, size()}; }

/// All tokens of an article, sentence by sentence. Contractions and possessives are split as in
/// Universal Dependencies: "didn't" = did + n't, "Microsoft's" = Microsoft + 's. "U.S." keeps its
/// full stop; a hyphenated word is one token.
struct Tokens {
  TokenList all;
  std::vector<std::uint32_t> first;  // first[s] to first[s + 1]: the tokens of sentence s
  std::uint32_t begin(std::size_t sentence) const { return first[sentence]; }
  std::uint32_t end(std::size_t sentence) const { return first[sentence + 1]; }
};

/// What a language needs for it: abbreviations that keep their full stop, clitics. Read once,
/// shared by all threads.
class TokenRules {
 public:
  TokenRules(const Data& data, std::string_view language);
  ~TokenRules();
  TokenRules(TokenRules&&) noexcept;
  struct Impl;
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

Tokens tokens(const Article& article, const std::vector<Sentence>& sentences,
              const TokenRules& rules);
/// The same with the rules laid into the program for the article's language (where it names none:
/// LanguageTable::fallback). Reads them anew at every call: for tests and one-off use.
Tokens tokens(const Article& article, const std::vector<Sentence>& sentences);

/// The part-of-speech model of a language; a language without one tags by closed word lists and
/// shape.
class TagModel {
 public:
  TagModel(const Data& data, std::string_view language);
  ~TagModel();
  TagModel(TagModel&&) noexcept;
  struct Impl;
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// Fills `pos` and `form` for the tokens of one sentence; a second call costs nothing.
void tag(Tokens& tokens, const Article& article, std::size_t sentence, const TagModel& model);

}  // namespace newsline
