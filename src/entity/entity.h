#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/data.h"
#include "base/span.h"
#include "newsline/terms.h"
#include "sentence/sentence.h"
#include "token/token.h"

namespace newsline {

/// As far as a title or a given name tells it.
enum class Gender : std::uint8_t { unknown, female, male };

/// One thing under all its names.
struct Entity {
  std::string id;  // "wikidata:Q312" when linked by a source file, else a slug of the name
  // the fullest name that the article uses, or the gazetteer's where it only uses short ones
  std::string name;
  EntityType type = EntityType::other;
  std::vector<std::string> aliases;  // the other names that the article uses, in order of first use
  std::uint32_t mentions = 0;
  // why it is one: "gazetteer", "acronym of ...", "model", "surname of ..."
  std::string reason;
  Gender gender = Gender::unknown;  // of a person
};

/// Words of the text that name an entity; never with a determiner or a possessive ending.
struct Mention {
  Span span;
  std::uint32_t sentence = 0;
  std::uint32_t first_token = 0, last_token = 0;  // half-open, into Tokens::all
  std::uint32_t entity = 0;                       // index into Entities::all
  // "He", "The company" at the head of a sentence: plainly stands for the entity (the only
  bool pronoun = false;
  // thing of its kind that the sentence before names), is no name; Entity::mentions does not count
  // it
  // "US forces", "Kremlin-backed": describes what follows and takes no part itself
  bool modifier = false;
  friend constexpr auto operator<=>(const Mention&, const Mention&) = default;
};

struct Entities {
  std::vector<Entity> all;        // most mentioned first, then in order of the text
  std::vector<Mention> mentions;  // in order of the text, not overlapping
};

/// Known names and the model that finds unknown ones, for one language. Read once, shared by all
/// threads.
class EntityRules {
 public:
  EntityRules(const Data& data, std::string_view language);
  ~EntityRules();
  EntityRules(EntityRules&&) noexcept;
  /// A user's own names (--gazetteer): lines "name TAB type TAB id TAB alias|alias". Throws
  /// Error("data.gazetteer") with the line's number.
  void add(std::string_view tsv, std::string_view file_name);
  struct Impl;
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// Finds the names of an article and joins those of one thing. Reads parts of speech where they are
/// there (tag), never needs them.
Entities entities(const Article& article, const std::vector<Sentence>& sentences,
                  const Tokens& tokens, const EntityRules& rules);

}  // namespace newsline
