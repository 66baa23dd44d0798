#include "gazetteer.h"

#include <algorithm>
#include <cstring>

#include "newsline/error.h"

namespace newsline::entity {

namespace {
constexpr std::size_t header_bytes = 32, slot_bytes = 12, thing_bytes = 16;

template <class Number>
Number number_at(std::string_view bytes, std::size_t at) noexcept {
  Number number;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}
}  // namespace

Gazetteer::Gazetteer(std::string_view bytes) : bytes_(bytes) {
  if (bytes.empty()) return;
  const auto broken = [] {
    return Error("data.rules", "gazetteer/names.bin is not a table of names");
  };
  if (bytes.size() < header_bytes || !bytes.starts_with("NLNAMES1")) throw broken();
  slots_ = number_at<std::uint32_t>(bytes, 8);
  entities_ = number_at<std::uint32_t>(bytes, 12);
  slots_at_ = number_at<std::uint32_t>(bytes, 16);
  entities_at_ = number_at<std::uint32_t>(bytes, 20);
  strings_at_ = number_at<std::uint32_t>(bytes, 24);
  const std::size_t strings = number_at<std::uint32_t>(bytes, 28);
  const bool power_of_two = slots_ != 0 && (slots_ & (slots_ - 1)) == 0;
  if (!power_of_two || slots_at_ + std::size_t{slots_} * slot_bytes != entities_at_ ||
      entities_at_ + std::size_t{entities_} * thing_bytes != strings_at_ ||
      strings_at_ + strings != bytes.size())
    throw broken();
}

Gazetteer::Known Gazetteer::find(std::uint64_t key) const noexcept {
  Known known;
  if (slots_ != 0) {
    const std::uint32_t mask = slots_ - 1;
    const auto check = static_cast<std::uint32_t>(key >> 32);
    for (std::uint32_t slot = static_cast<std::uint32_t>(key) & mask, left = slots_; left != 0;
         slot = (slot + 1) & mask, --left) {
      const std::size_t at = slots_at_ + std::size_t{slot} * slot_bytes;
      const auto flags = number_at<std::uint32_t>(bytes_, at + 8);
      if (flags == 0) break;
      if (number_at<std::uint32_t>(bytes_, at) != check) continue;
      const auto entity = number_at<std::uint32_t>(bytes_, at + 4);
      known = {flags, entity == 0 || entity > entities_ ? none : entity - 1};
      break;
    }
  }
  if (user_.empty()) return known;
  const auto own = std::ranges::lower_bound(user_, key, {}, &UserSlot::key);
  if (own == user_.end() || own->key != key) return known;
  if (own->known.entity == none) return {known.flags | own->known.flags, known.entity};
  return {(known.flags & (name_prefix | name_given | name_family)) | own->known.flags,
          own->known.entity};
}

Gazetteer::Thing Gazetteer::thing(std::uint32_t entity) const noexcept {
  if (entity >= entities_) {
    const UserThing& own = user_things_[entity - entities_];
    return {own.name, own.type, own.id, 0, none};
  }
  const std::size_t at = entities_at_ + std::size_t{entity} * thing_bytes;
  const auto name_at = number_at<std::uint32_t>(bytes_, at);
  const auto name_size = number_at<std::uint16_t>(bytes_, at + 4);
  const auto maker = number_at<std::uint32_t>(bytes_, at + 12);
  Thing thing;
  if (strings_at_ + name_at <= bytes_.size())
    thing.name = bytes_.substr(strings_at_ + name_at, name_size);
  thing.type =
      static_cast<EntityType>(std::min<unsigned>(static_cast<unsigned char>(bytes_[at + 6]), 6));
  thing.wikidata = number_at<std::uint32_t>(bytes_, at + 8);
  thing.maker = maker == 0 || maker > entities_ ? none : maker - 1;
  return thing;
}

void Gazetteer::sort_user() {
  std::ranges::stable_sort(user_, {}, &UserSlot::key);
  std::vector<UserSlot> merged;
  for (const UserSlot& slot : user_) {
    if (merged.empty() || merged.back().key != slot.key) {
      merged.push_back(slot);
      continue;
    }
    merged.back().known.flags |= slot.known.flags;
    if (merged.back().known.entity == none) merged.back().known.entity = slot.known.entity;
  }
  user_ = std::move(merged);
}

void Gazetteer::add_user(std::string_view name, EntityType type, std::string_view id,
                         const std::vector<std::string_view>& aliases) {
  const auto entity = static_cast<std::uint32_t>(entities_ + user_things_.size());
  user_things_.push_back({std::string(name), std::string(id), type});
  const std::uint32_t flags = name_hand | name_user | (name_person << static_cast<unsigned>(type));
  const auto add_spelling = [&](std::string_view spelling) {
    if (spelling.empty()) return;
    std::size_t at = 0;
    const std::uint32_t small =
        is_upper(next_code_point(spelling, at)) ? 0U : static_cast<std::uint32_t>(name_small);
    PhraseKey key(word_key({}));
    bool gap = false;
    for (at = 0; at < spelling.size();) {
      const std::size_t before = at;
      const char32_t c = next_code_point(spelling, at);
      if (is_space(c)) {
        gap = before != 0;
        continue;
      }
      // Every beginning leads on: where the tokenizer cuts is not known here.
      if (before != 0) user_.push_back({key.value(), {name_prefix, none}});
      if (gap) key.space();
      gap = false;
      key.add(spelling.substr(before, at - before));
    }
    user_.push_back({key.value(), {flags | small, entity}});
  };
  add_spelling(name);
  for (const std::string_view alias : aliases) add_spelling(alias);
}

}  // namespace newsline::entity
