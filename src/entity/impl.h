#pragma once
#include <cstdint>
#include <vector>

#include "antecedent_model.h"
#include "entity.h"
#include "gazetteer.h"
#include "tagger.h"
#include "token/clusters.h"
#include "words.h"

namespace newsline {

struct EntityRules::Impl {
  entity::Gazetteer gazetteer;
  entity::NameWords words;
  entity::NameWords given_names;  // those that tell a gender
  WordClusters clusters;          // what the tagger knows of words that no corpus for names has
  entity::AntecedentModel antecedents;
  entity::NameTagger tagger;  // empty for a language without a model
};

}  // namespace newsline

namespace newsline::entity {

/// Why words were taken for a name, weakest first.
enum class Evidence : std::uint8_t { shape, model, title, form, brand, acronym, gazetteer, user };

/// Words that name something, before it is known what else the article calls by that name.
struct NameCandidate {
  Span span;
  std::uint32_t sentence = 0;
  std::uint32_t first_token = 0, last_token = 0;  // half-open
  EntityType type = EntityType::other;
  Evidence evidence = Evidence::shape;
  bool modifier = false;    // stands before a noun as an adjective does
  std::uint8_t ending = 0;  // bytes of its last word that the key is without: "s" in "Frankreichs"
  // stands only when the article names the same thing elsewhere without doubt
  bool doubtful = false;
  std::uint64_t key = 0;    // of the words, folded
  std::uint32_t flags = 0;  // NameFlag of the spelling
  std::uint32_t known = Gazetteer::none;
  // a firm of that name, where the model sees a person: "Meta"
  std::uint32_t listed = Gazetteer::none;
};

/// The article as the steps of this room see it.
struct Text {
  const Article& article;
  const std::vector<Sentence>& sentences;
  const Tokens& tokens;
  const EntityRules::Impl& rules;
  std::string_view of(const Token& token) const { return token.span.of(article.text); }
  std::string_view of(Span span) const { return span.of(article.text); }
};

/// Key of the tokens [first, last) as one phrase.
std::uint64_t phrase_key(const Text& text, std::uint32_t first, std::uint32_t last);

/// The names of all sentences, in order, not overlapping.
std::vector<NameCandidate> find_names(const Text& text);

/// Joins what names one thing.
Entities join_names(const Text& text, std::vector<NameCandidate> candidates);

/// Adds a mention for each pronoun and "the company" at the head of a sentence that plainly stands
/// for a name before it.
void find_antecedents(const Text& text, Entities& entities);

}  // namespace newsline::entity
