#include "grammar/model.h"

#include <algorithm>
#include <array>

#include "newsline/error.h"
#include "newsline/utf8.h"

namespace newsline::grammar {
namespace {

constexpr std::string_view magic = "NLGRAMM1";
constexpr std::size_t head_size = 64, sections = 3, margin = 2;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return number;
}

void append_number(std::string& bytes, std::size_t number) {
  for (unsigned i = 0; i < 4; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFF);
}

std::size_t best_label(const Perceptron& model, const std::uint64_t* first, const std::uint64_t* last) {
  for (const std::uint64_t* hash = first; hash != last; ++hash) model.prefetch(*hash);
  std::array<std::int32_t, Perceptron::most_labels> scores{};
  for (const std::uint64_t* hash = first; hash != last; ++hash) model.add(*hash, scores.data());
  return static_cast<std::size_t>(std::max_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(model.labels())) - scores.begin());
}

bool is_finite(const Morphology& morphology) { return morphology.finiteness == Finiteness::finite; }

}  // namespace

GrammarRules::Impl read_model(std::string_view bytes, std::string_view name) {
  GrammarRules::Impl rules;
  if (bytes.empty()) return rules;
  const auto broken = [&] { return Error("data.model", std::string(name) + ": not a model of grammar, or cut short"); };
  if (bytes.size() < head_size || !bytes.starts_with(magic)) throw broken();
  std::size_t at = head_size;
  for (std::size_t i = 0; i < sections; ++i) {
    const std::size_t size = number_at(bytes, magic.size() + 4 * i);
    if (size == 0 || size > bytes.size() - at) throw broken();
    (i == 0 ? rules.tags : i == 1 ? rules.actions : rules.relations) = Perceptron(bytes.substr(at, size), name);
    at += size;
  }
  if (at != bytes.size() || rules.actions.labels() != action_count) throw broken();
  for (std::size_t label = 0; label < rules.tags.labels(); ++label) rules.morphologies.push_back(morphology_named(rules.tags.label(label)));
  for (std::size_t label = 0; label < rules.relations.labels(); ++label) rules.names.push_back(relation_named(rules.relations.label(label)));
  return rules;
}

std::string write_model(std::string_view tags, std::string_view actions, std::string_view relations) {
  std::string bytes(magic);
  for (const std::string_view part : {tags, actions, relations}) append_number(bytes, part.size());
  bytes.resize(head_size);
  for (const std::string_view part : {tags, actions, relations}) bytes += part;
  return bytes;
}

void look_at(const Token* tokens, std::size_t count, std::string_view text, std::vector<Look>& looks) {
  looks.clear();
  looks.resize(margin);
  for (std::size_t i = 0; i < count; ++i) looks.push_back(look(tokens[i], text, i == 0));
  looks.resize(count + 2 * margin);
}

void tag_words(const Perceptron& model, const std::vector<Look>& looks, std::vector<std::uint8_t>& tags) {
  tags.clear();
  TagFeatures features;
  std::uint64_t before = no_tag, two_before = no_tag;
  for (std::size_t i = margin; i + margin < looks.size(); ++i) {
    features_of_tag(&looks[i], before, two_before, features);
    tags.push_back(static_cast<std::uint8_t>(best_label(model, features.data(), features.data() + features.size())));
    two_before = before;
    before = tags.back();
  }
}

void words_of(const GrammarRules::Impl& rules, const std::vector<Look>& looks, const std::vector<std::uint8_t>& tags, std::vector<Word>& words) {
  static const std::uint64_t comma = word_key(",");
  words.clear();
  Word word;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const Morphology& morphology = rules.morphologies[tags[i]];
    word.key = looks[i + margin].word;
    word.tag = tags[i] + 1U;
    word.pos = static_cast<std::uint32_t>(morphology.pos);
    words.push_back(word);
    word.commas = static_cast<std::uint16_t>(word.commas + (word.key == comma));
    word.verbs = static_cast<std::uint16_t>(word.verbs + is_finite(morphology));
    word.conjunctions = static_cast<std::uint16_t>(word.conjunctions + (morphology.pos == Pos::cconj || morphology.pos == Pos::sconj));
  }
  word.key = 1;
  word.tag = 100;
  word.pos = 0;
  words.push_back(word);
  words.push_back({});
}

Relation best_relation(const GrammarRules::Impl& rules, const Features& features) {
  return rules.names[best_label(rules.relations, features.begin(), features.end())];
}

}  // namespace newsline::grammar
