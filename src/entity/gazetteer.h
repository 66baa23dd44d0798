#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/utf8.h"
#include "entity.h"

namespace newsline::entity {

/// What the gazetteer knows of a spelling; tools/gazetteer/build.py has the same list.
enum NameFlag : std::uint32_t {
  name_prefix = 1U << 0,  // a longer name begins so
  name_given = 1U << 1,
  name_family = 1U << 2,
  name_common = 1U << 3,  // also a word that texts write in small letters
  name_person = 1U << 4,  // these seven in the order of EntityType
  name_organization = 1U << 5,
  name_place = 1U << 6,
  name_product = 1U << 7,
  name_event = 1U << 8,
  name_work = 1U << 9,
  name_other = 1U << 10,
  name_ambiguous = 1U << 11,  // wants context
  name_capitals = 1U << 12,   // only when all its letters are capitals
  name_small = 1U << 13,      // may begin with a small letter
  name_hand = 1U << 14,       // from the lists written by hand
  name_country = 1U << 15,
  name_city = 1U << 16,
  name_brand = 1U << 17,  // from a list of consumer brands: weak
  name_user = 1U << 19,   // from the user's own file
};
constexpr std::uint32_t name_any_type = 0x7FU << 4;

/// word_key of words parted by one space, one word after the other.
class PhraseKey {
 public:
  explicit PhraseKey(std::uint64_t first) noexcept : key_(first) {}
  void space() noexcept { add(U' '); }
  void add(std::string_view word) noexcept {
    for (std::size_t at = 0; at < word.size();) {
      const char32_t c = next_code_point(word, at);
      if (c != 0xAD) add(fold(c));
    }
  }
  std::uint64_t value() const noexcept { return key_; }

 private:
  void add(char32_t c) noexcept { key_ = fnv::step(key_, c); }
  std::uint64_t key_;
};

/// The table of names that tools/gazetteer makes, read where it lies, and the user's own names
/// before it.
class Gazetteer {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  struct Known {
    std::uint32_t flags = 0;
    std::uint32_t entity = none;
  };
  struct Thing {
    std::string_view name;
    EntityType type = EntityType::other;
    std::string_view id;         // of a user's entity
    std::uint32_t wikidata = 0;  // 0: none
    std::uint32_t maker = none;
  };

  Gazetteer() = default;
  /// `bytes` must outlive this; throws Error("data.rules") when they are not such a table.
  explicit Gazetteer(std::string_view bytes);

  Known find(std::uint64_t key) const noexcept;
  Thing thing(std::uint32_t entity) const noexcept;
  /// All entities that were built in, for tests.
  std::uint32_t size() const noexcept { return entities_; }

  void add_user(std::string_view name, EntityType type, std::string_view id,
                const std::vector<std::string_view>& aliases);
  /// After the last add_user; before it nothing of the user's is found.
  void sort_user();

 private:
  struct UserThing {
    std::string name, id;
    EntityType type = EntityType::other;
  };
  struct UserSlot {
    std::uint64_t key = 0;
    Known known;
  };

  std::string_view bytes_;
  std::uint32_t slots_ = 0, entities_ = 0;
  std::size_t slots_at_ = 0, entities_at_ = 0, strings_at_ = 0;
  std::vector<UserThing> user_things_;
  std::vector<UserSlot> user_;  // sorted by key
};

}  // namespace newsline::entity
