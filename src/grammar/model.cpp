#include "model.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "newsline/error.h"

namespace newsline::grammar {
namespace {

constexpr std::string_view magic = "NLGRAMM2";
constexpr std::size_t head_size = 64, sections = 4, margin = 2;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return number;
}

void append_number(std::string& bytes, std::size_t number) {
  for (unsigned i = 0; i < 4; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFF);
}

bool is_finite(const Morphology& morphology) { return morphology.finiteness == Finiteness::finite; }

}  // namespace

Vocabulary::Vocabulary(const Data& data, std::string_view language) {
  const std::string list = language_file(language, "tags.tsv");
  clusters_ = clusters_of(data, language);
  words_ = Lexicon(data, list);
  for (std::uint16_t number = 0; number < words_.class_count(); ++number)
    classes_.push_back(word_key(words_.class_name(number)));
  for (std::size_t i = 0; i < words_.entry_count(); ++i) {
    const std::string_view word = words_.entry(i).word;
    if (word.starts_with('-')) longest_ending_ = std::max(longest_ending_, word.size() - 1);
  }
}

void Vocabulary::look_up(std::string_view word, std::uint64_t key, TokenView& view) const {
  view.clusters = clusters_.find(key);
  if (classes_.empty()) return;
  std::uint16_t found = words_.find(key);
  for (std::size_t size = std::min(longest_ending_, word.size() - 1);
       found == Lexicon::none && size > 1; --size) {
    std::uint64_t ending = extend_key(word_key(""), '-');
    for (std::size_t at = word.size() - size; at < word.size();)
      ending = extend_key(ending, next_code_point(word, at));
    found = words_.find(ending);
  }
  if (found != Lexicon::none) view.listed = classes_[found];
}

GrammarRules::Impl read_model(std::string_view bytes, std::string_view name) {
  GrammarRules::Impl rules;
  if (bytes.empty()) return rules;
  const auto broken = [&] {
    return Error("data.model", std::string(name) + ": not a model of grammar, or cut short");
  };
  if (bytes.size() < head_size || !bytes.starts_with(magic)) throw broken();
  std::size_t at = head_size;
  std::array<std::string_view, sections> parts;
  for (std::size_t i = 0; i < sections; ++i) {
    const std::size_t size = number_at(bytes, magic.size() + 4 * i);
    if (size == 0 || size % Steps::line_size != 0 || size > bytes.size() - at) throw broken();
    parts[i] = bytes.substr(at, size);
    at += size;
  }
  if (at != bytes.size()) throw broken();
  rules.tags = Perceptron(parts[0], name);
  rules.steps = Steps(parts[1]);
  rules.sketches = Perceptron(parts[2], name);
  rules.relations = Perceptron(parts[3], name);
  if (rules.sketches.labels() != rules.relations.labels()) throw broken();
  for (std::size_t label = 0; label < rules.tags.labels(); ++label)
    rules.morphologies.push_back(morphology_named(rules.tags.label(label)));
  for (std::size_t label = 0; label < rules.relations.labels(); ++label)
    rules.names.push_back(relation_named(rules.relations.label(label)));
  return rules;
}

std::string write_model(std::string_view tags, std::string_view steps, std::string_view sketches,
                        std::string_view relations) {
  std::string bytes(magic);
  for (const std::string_view part : {tags, steps, sketches, relations})
    append_number(bytes, part.size());
  bytes.resize(head_size);
  for (const std::string_view part : {tags, steps, sketches, relations}) bytes += part;
  return bytes;
}

void view_words(const Vocabulary& vocabulary, const Token* tokens, std::size_t count,
                std::string_view text, std::vector<TokenView>& views) {
  views.clear();
  views.resize(margin);
  for (std::size_t i = 0; i < count; ++i) {
    views.push_back({token::view_of(tokens[i], text, i == 0), 0, {}});
    vocabulary.look_up(tokens[i].span.of(text), tokens[i].key, views.back());
  }
  views.resize(count + 2 * margin);
}

void tag_words(const Perceptron& model, const std::vector<TokenView>& views,
               std::vector<std::uint8_t>& tags) {
  tags.clear();
  FeatureList features;
  std::uint64_t before = no_tag, two_before = no_tag;
  for (std::size_t i = margin; i + margin < views.size(); ++i) {
    features_of_tag(&views[i], before, two_before, features);
    tags.push_back(static_cast<std::uint8_t>(model.best_of(features)));
    two_before = before;
    before = tags.back();
  }
}

void words_of(const GrammarRules::Impl& rules, const std::vector<TokenView>& views,
              const std::vector<std::uint8_t>& tags, std::vector<Word>& words) {
  static const std::uint64_t comma = word_key(",");
  words.clear();
  Word word;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const Morphology& morphology = rules.morphologies[tags[i]];
    word.key = views[i + margin].word;
    word.tag = tags[i] + 1U;
    word.pos = static_cast<std::uint32_t>(morphology.pos);
    word.cluster = views[i + margin].clusters[0];
    word.fine_cluster = views[i + margin].clusters[1];
    words.push_back(word);
    word.commas = static_cast<std::uint16_t>(word.commas + (word.key == comma));
    word.verbs = static_cast<std::uint16_t>(word.verbs + is_finite(morphology));
    word.conjunctions = static_cast<std::uint16_t>(
        word.conjunctions + (morphology.pos == Pos::cconj || morphology.pos == Pos::sconj));
  }
  word.key = 1;
  word.tag = 100;
  word.pos = 0;
  word.cluster = word.fine_cluster = 0xFFFF;
  words.push_back(word);
  words.push_back({});
}

Relation best_relation(const GrammarRules::Impl& rules, const Perceptron& model,
                       const FeatureList& features) {
  return rules.names[model.best_of(features)];
}

}  // namespace newsline::grammar
