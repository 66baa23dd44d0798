#include "morphology.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/perceptron.h"

namespace newsline::grammar {
namespace {

constexpr std::array<std::string_view, 18> parts = {
    "none", "adj",  "adp",  "adv",   "aux",   "cconj", "det", "intj", "noun",
    "num",  "part", "pron", "propn", "punct", "sconj", "sym", "verb", "x"};
// One letter for each value of a feature, in the order of its enumerators; no letter stands for
// two.
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

void features_of_tag(const TokenView* at, std::uint64_t tag1, std::uint64_t tag2,
                     FeatureList& out) {
  const TokenView &two_before = at[-2], &before = at[-1], &here = at[0], &next = at[1],
                  &after_next = at[2];
  const token::Around around(two_before, before, here, next, after_next);
  out.clear();
  token::features_of_words(around, out);
  out.add(21, here.suffix4, here.shape);
  out.add(22, here.prefix3, here.suffix2);
  token::features_of_labels(around, tag1, tag2, out);
  out.add(38, here.suffix2 << 8 ^ next.suffix2, tag1);
  out.add(40, here.clusters[2]);
  out.add(41, here.clusters[1], here.shape);
  out.add(42, here.clusters[0], tag1);
  out.add(43, before.clusters[1]);
  out.add(44, next.clusters[1]);
  out.add(45, before.clusters[1], here.clusters[1]);
  out.add(46, here.clusters[1], next.clusters[1]);
  out.add(47, std::uint64_t{next.clusters[0]} << 16 | here.clusters[0], tag1);
  out.add(48, std::uint64_t{before.clusters[0]} << 16 | next.clusters[0], here.suffix2);
  out.add(49, after_next.clusters[1]);
  out.add(50, here.listed, here.shape);
  out.add(51, here.listed, next.listed);
  out.add(52, here.listed, before.listed);
  out.add(53, here.listed, tag1);
  out.hash();
}

}  // namespace newsline::grammar
