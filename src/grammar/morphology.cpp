#include "morphology.h"

#include <algorithm>
#include <utility>

#include "base/perceptron.h"

namespace newsline::grammar {
namespace {

constexpr std::array<std::string_view, 18> parts = {"none", "adj",  "adp",  "adv",  "aux",   "cconj", "det",   "intj", "noun",
                                                    "num",  "part", "pron", "propn", "punct", "sconj", "sym", "verb", "x"};
// One letter for each value of a feature, in the order of its enumerators; no letter stands for two.
constexpr std::string_view finiteness_letters = " FIPG";
constexpr std::string_view tense_letters = " prmqf";
constexpr std::string_view mood_letters = " isc";
constexpr std::string_view number_letters = " 12";
constexpr std::string_view case_letters = " nadg";
constexpr std::string_view pronoun_letters = " UTDRQNJL";

template <class Feature>
void append(std::string& name, std::string_view letters, Feature value) {
  if (value != Feature::none) name += letters[static_cast<std::size_t>(value)];
}

template <class Feature>
void take(char letter, std::string_view letters, Feature& value) {
  const std::size_t at = letters.find(letter);
  if (at != std::string_view::npos) value = static_cast<Feature>(at);
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// The last `count` bytes, in small letters; the whole word where it is shorter.
std::uint64_t suffix(std::string_view word, std::size_t count) {
  std::uint64_t hash = count;
  for (std::size_t at = word.size() > count ? word.size() - count : 0; at < word.size(); ++at)
    hash = hash << 8 | static_cast<unsigned char>(small(word[at]));
  return hash;
}

std::uint64_t prefix(std::string_view word, std::size_t count) { return suffix(word.substr(0, std::min(word.size(), count)), count); }

/// Numbers of one form are one word: "1987", "10:30", "3.5", "1,200".
std::uint64_t number_form(std::string_view word) {
  std::uint64_t form = std::min<std::size_t>(word.size(), 8);
  for (const char c : word)
    if (c < '0' || c > '9') form = form << 8 | static_cast<unsigned char>(c);
  return feature(99, form);
}

}  // namespace

std::string tag_name(const Morphology& morphology) {
  std::string name(parts[static_cast<std::size_t>(morphology.pos)]);
  name += ':';
  append(name, finiteness_letters, morphology.finiteness);
  append(name, tense_letters, morphology.tense);
  append(name, mood_letters, morphology.mood);
  append(name, number_letters, morphology.number);
  append(name, case_letters, morphology.case_);
  append(name, pronoun_letters, morphology.pronoun);
  if (morphology.passive) name += 'V';
  if (morphology.negative) name += '-';
  if (morphology.possessive) name += '+';
  if (name.back() == ':') name.pop_back();
  return name;
}

Morphology morphology_named(std::string_view name) {
  const std::size_t colon = std::min(name.find(':'), name.size());
  Morphology made;
  const auto part = std::ranges::find(parts, name.substr(0, colon));
  if (part != parts.end()) made.pos = static_cast<Pos>(part - parts.begin());
  for (std::size_t i = colon + 1; i < name.size(); ++i) {
    take(name[i], finiteness_letters, made.finiteness);
    take(name[i], tense_letters, made.tense);
    take(name[i], mood_letters, made.mood);
    take(name[i], number_letters, made.number);
    take(name[i], case_letters, made.case_);
    take(name[i], pronoun_letters, made.pronoun);
    made.passive |= name[i] == 'V';
    made.negative |= name[i] == '-';
    made.possessive |= name[i] == '+';
  }
  return made;
}

TokenView look(const Token& token, std::string_view text, bool first) {
  const std::string_view word = token.span.of(text);
  TokenView one;
  one.word = token.key;
  if (token.kind == TokenKind::number) one.word = number_form(word);
  if (token.kind == TokenKind::url) one.word = feature(98, static_cast<unsigned char>(word.front()));
  one.suffix2 = suffix(word, 2);
  one.suffix3 = suffix(word, 3);
  one.suffix4 = suffix(word, 4);
  one.prefix3 = prefix(word, 3);
  const bool hyphen = token.kind == TokenKind::word && word.find('-') != std::string_view::npos;
  const std::uint64_t kind = static_cast<std::uint64_t>(token.kind), capital = token.capital, capitals = token.all_capitals;
  const std::uint64_t full_stop = word.size() > 1 && word.back() == '.';
  one.shape = 1 + (kind | capital << 3 | capitals << 4 | std::uint64_t{hyphen} << 5 | std::uint64_t{first} << 6 | full_stop << 7 |
                   std::uint64_t{word.size() == 1} << 8);
  return one;
}

void features_of_tag(const TokenView* at, std::uint64_t tag1, std::uint64_t tag2, TagFeatures& out) {
  const TokenView &two_before = at[-2], &before = at[-1], &here = at[0], &next = at[1], &after_next = at[2];
  const std::uint64_t both = tag1 << 8 | tag2;
  out = {
      feature(1, here.word),
      feature(2, here.word, here.shape),
      feature(3, here.suffix2, here.shape),
      feature(4, here.suffix3),
      feature(5, here.suffix4),
      feature(6, here.prefix3),
      feature(7, here.shape),
      feature(8, before.word),
      feature(9, next.word),
      feature(10, two_before.word),
      feature(11, after_next.word),
      feature(12, before.word, here.word),
      feature(13, here.word, next.word),
      feature(14, before.suffix3),
      feature(15, next.suffix3),
      feature(16, here.suffix3, here.shape),
      feature(17, before.shape << 20 | here.shape, next.shape),
      feature(18, here.suffix2, next.suffix2),
      feature(19, before.word, next.word),
      feature(20, next.shape, here.word),
      feature(21, here.suffix4, here.shape),
      feature(22, here.prefix3, here.suffix2),
      feature(31, tag1),
      feature(32, both),
      feature(33, here.word, tag1),
      feature(34, here.suffix3, tag1),
      feature(35, next.word, tag1),
      feature(36, here.word, both),
      feature(37, next.suffix3 << 9 ^ here.shape, tag1),
      feature(38, here.suffix2 << 8 ^ next.suffix2, tag1),
      feature(40, here.clusters[2]),
      feature(41, here.clusters[1], here.shape),
      feature(42, here.clusters[0], tag1),
      feature(43, before.clusters[1]),
      feature(44, next.clusters[1]),
      feature(45, before.clusters[1], here.clusters[1]),
      feature(46, here.clusters[1], next.clusters[1]),
      feature(47, std::uint64_t{next.clusters[0]} << 16 | here.clusters[0], tag1),
      feature(48, std::uint64_t{before.clusters[0]} << 16 | next.clusters[0], here.suffix2),
      feature(49, after_next.clusters[1]),
      feature(50, here.listed, here.shape),
      feature(51, here.listed, next.listed),
      feature(52, here.listed, before.listed),
      feature(53, here.listed, tag1),
  };
}

}  // namespace newsline::grammar
