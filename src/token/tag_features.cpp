#include "tag_features.h"

#include <algorithm>

#include "base/ascii.h"

namespace newsline::token {
namespace {

/// The last `count` bytes, in small letters; the whole word where it is shorter.
std::uint64_t suffix(std::string_view word, std::size_t count) {
  std::uint64_t hash = count;
  for (std::size_t at = word.size() > count ? word.size() - count : 0; at < word.size(); ++at)
    hash = hash << 8 | static_cast<unsigned char>(ascii::lower(word[at]));
  return hash;
}

std::uint64_t prefix(std::string_view word, std::size_t count) {
  return suffix(word.substr(0, std::min(word.size(), count)), count);
}

/// Numbers of one form are one word: "1987", "10:30", "3.5", "1,200".
std::uint64_t number_form(std::string_view word) {
  std::uint64_t form = std::min<std::size_t>(word.size(), 8);
  for (const char c : word)
    if (!ascii::is_digit(c)) form = form << 8 | static_cast<unsigned char>(c);
  return feature(99, form);
}

bool ends_in_full_stop(std::string_view word) { return word.size() > 1 && word.back() == '.'; }

}  // namespace

TokenView view_of(const Token& token, std::string_view text, bool first) {
  const std::string_view word = token.span.of(text);
  TokenView one;
  one.word = token.key;
  if (token.kind == TokenKind::number) one.word = number_form(word);
  if (token.kind == TokenKind::url)
    one.word = feature(98, static_cast<unsigned char>(word.front()));
  one.suffix2 = suffix(word, 2);
  one.suffix3 = suffix(word, 3);
  one.suffix4 = suffix(word, 4);
  one.prefix3 = prefix(word, 3);
  const bool hyphen = token.kind == TokenKind::word && word.find('-') != std::string_view::npos;
  one.shape =
      1 + (static_cast<std::uint64_t>(token.kind) | static_cast<std::uint64_t>(token.capital) << 3 |
           static_cast<std::uint64_t>(token.all_capitals) << 4 |
           static_cast<std::uint64_t>(hyphen) << 5 | static_cast<std::uint64_t>(first) << 6 |
           static_cast<std::uint64_t>(ends_in_full_stop(word)) << 7 |
           static_cast<std::uint64_t>(word.size() == 1) << 8);
  return one;
}

void features_of_words(const Around& around, FeatureList& out) {
  const auto& [two_before, one_before, here, next, after_next] = around;
  out.add(1, here.word);
  out.add(2, here.word, here.shape);
  out.add(3, here.suffix2, here.shape);
  out.add(4, here.suffix3);
  out.add(5, here.suffix4);
  out.add(6, here.prefix3);
  out.add(7, here.shape);
  out.add(8, one_before.word);
  out.add(9, next.word);
  out.add(10, two_before.word);
  out.add(11, after_next.word);
  out.add(12, one_before.word, here.word);
  out.add(13, here.word, next.word);
  out.add(14, one_before.suffix3);
  out.add(15, next.suffix3);
  out.add(16, here.suffix3, here.shape);
  out.add(17, one_before.shape << 20 | here.shape, next.shape);
  out.add(18, here.suffix2, next.suffix2);
  out.add(19, one_before.word, next.word);
  out.add(20, next.shape, here.word);
}

void features_of_clusters(const Around& around, FeatureList& out) {
  const auto& [two_before, one_before, here, next, after_next] = around;
  out.add(60, here.alike[2], here.shape);
  out.add(61, here.alike[1], here.shape);
  out.add(62, here.alike[0], here.suffix2);
  out.add(63, one_before.alike[2]);
  out.add(64, next.alike[2]);
  out.add(65, one_before.alike[1], here.alike[1]);
  out.add(66, here.alike[1], next.alike[1]);
  out.add(67, one_before.alike[1], next.alike[1]);
  out.add(68, two_before.alike[1]);
  out.add(69, after_next.alike[1]);
  out.add(70, one_before.alike[0], std::uint64_t{next.alike[0]} << 16 | here.alike[0]);
  out.add(71, here.alike[2], here.suffix3);
}

void features_of_labels(const Around& around, std::size_t label1, std::size_t label2,
                        FeatureList& out) {
  const TokenView &here = around.here, &next = around.next;
  const std::uint64_t both = label1 << 8 | label2;
  out.add(31, label1);
  out.add(32, both);
  out.add(33, here.word, label1);
  out.add(34, here.suffix3, label1);
  out.add(35, next.word, label1);
  out.add(36, here.word, both);
  out.add(37, next.suffix3 << 9 ^ here.shape, label1);
}

std::uint64_t certain_feature(const TokenView& one) {
  const std::uint64_t capital = (one.shape - 1) >> 3 & 1, first = (one.shape - 1) >> 6 & 1;
  return feature(50, one.word, capital & ~first);
}

}  // namespace newsline::token
