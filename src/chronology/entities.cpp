#include "entities.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/union_find.h"
#include "base/utf8.h"

namespace newsline::chronology {

namespace {

std::size_t count_capitals(std::string_view name) {
  std::size_t capitals = 0;
  for (std::size_t at = 0; at < name.size();) capitals += is_upper(next_code_point(name, at));
  return capitals;
}

/// The longer name, of equals the one with fewer capitals ("Tripoli" for "TRIPOLI"), then the one
/// that sorts first: the choice does not depend on the order of the pages.
bool better(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return a.size() > b.size();
  const std::size_t capitals_a = count_capitals(a), capitals_b = count_capitals(b);
  return capitals_a != capitals_b ? capitals_a < capitals_b : a < b;
}

void settle(std::vector<std::string>& names) {
  std::ranges::sort(names);
  const auto again = std::ranges::unique(names);
  names.erase(again.begin(), again.end());
}

/// A name by which a thing may be known again elsewhere: its words folded, without single letters
/// ("Peter J. Okonkwo"), or an acronym. Empty for a single word, which many may share.
std::string strong_name(std::string_view name) {
  std::string key;
  std::size_t words = 0, capitals = 0, others = 0;
  for (std::size_t at = 0, begin = 0, letters = 0; at <= name.size();) {
    const std::size_t here = at;
    const bool end = at == name.size();
    const char32_t c = end ? U' ' : next_code_point(name, at);
    if (is_letter(c) || is_digit(c)) {
      if (letters++ == 0) begin = here;
      ++(is_upper(c) ? capitals : others);
      continue;
    }
    if (letters > 1) {
      if (words++ > 0) key += ' ';
      key += fold(name.substr(begin, here - begin));
    }
    letters = 0;
    if (end) break;
  }
  constexpr std::size_t acronym = 3;
  return words >= 2 || (words == 1 && others == 0 && capitals >= acronym) ? key : std::string();
}

bool compatible(EntityType a, EntityType b) {
  return a == b || a == EntityType::other || b == EntityType::other;
}

}  // namespace

void EntityMerger::add(const OutputEntity& given) {
  if (given.parts.empty()) add_part(given);
  for (const OutputEntity& part : given.parts) add_part(part);
}

void EntityMerger::add_part(const OutputEntity& given) {
  const auto [at, added] = known_.try_emplace(given.id, given);
  OutputEntity& entity = at->second;
  if (!added) {
    if (better(given.name, entity.name)) entity.name = given.name;
    entity.type = std::min(entity.type, given.type);
    if (entity.wikidata.empty()) entity.wikidata = given.wikidata;
    entity.aliases.insert(entity.aliases.end(), given.aliases.begin(), given.aliases.end());
  }
  entity.aliases.push_back(given.name);
  settle(entity.aliases);
}

void EntityMerger::settle_names() {
  std::vector<const OutputEntity*> all;
  for (const auto& [id, entity] : known_) all.push_back(&entity);
  std::map<std::string, std::vector<std::uint32_t>> called;  // by any name
  std::vector<std::string> own(all.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    own[i] = strong_name(all[i]->name);
    std::set<std::string> names;
    for (const std::string& name : all[i]->aliases) names.insert(strong_name(name));
    for (const std::string& name : names)
      if (!name.empty()) called[name].push_back(i);
  }
  UnionFind groups(all.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (own[i].empty()) continue;
    std::set<std::string_view> longer;
    std::vector<std::uint32_t> found;
    for (const std::uint32_t j : called[own[i]]) {
      if (j == i || !compatible(all[i]->type, all[j]->type)) continue;
      if (own[j] == own[i])
        groups.join(i, j);
      else
        longer.insert(own[j]), found.push_back(j);
    }
    if (longer.size() == 1)  // of several it may be any
      for (const std::uint32_t j : found) groups.join(i, j);
  }
  std::map<std::uint32_t, const OutputEntity*> heads;
  const auto rank = [](const OutputEntity& entity) {
    return std::tuple(entity.wikidata.empty(), -static_cast<long>(entity.name.size()),
                      std::string_view(entity.id));
  };
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const OutputEntity*& head = heads[groups.root(i)];
    if (!head || rank(*all[i]) < rank(*head)) head = all[i];
  }
  for (std::uint32_t i = 0; i < all.size(); ++i)
    if (const OutputEntity* head = heads[groups.root(i)]; head != all[i])
      renamed_[all[i]->id] = head->id;
}

const std::string& EntityMerger::of(const std::string& id) const {
  const auto at = renamed_.find(id);
  return at == renamed_.end() ? id : at->second;
}

void EntityMerger::count(const Source& source) {
  std::set<std::string_view> named;
  for (const std::string& id : source.entities) {
    if (const auto known = known_.find(id); known != known_.end()) {
      named.insert(of(known->first));
    }
  }
  for (const std::string_view id : named) {
    ++mentions_[id];
  }
}

std::vector<OutputEntity> EntityMerger::named() const {
  std::map<std::string_view, OutputEntity> merged_entities;
  for (const auto& [id, entity] : known_) {
    OutputEntity& one = merged_entities.try_emplace(of(id), known_.at(of(id))).first->second;
    one.parts.push_back(entity);
    one.aliases.insert(one.aliases.end(), entity.aliases.begin(), entity.aliases.end());
    one.type = std::min(one.type, entity.type);
  }
  std::vector<OutputEntity> named;
  for (auto& [id, entity] : merged_entities) {
    const auto mentions = mentions_.find(id);
    if (mentions == mentions_.end()) continue;
    entity.mentions = mentions->second;
    settle(entity.aliases);
    std::erase(entity.aliases, entity.name);
    if (entity.parts.size() == 1) entity.parts.clear();
    for (OutputEntity& part : entity.parts) std::erase(part.aliases, part.name);
    named.push_back(std::move(entity));
  }
  std::ranges::stable_sort(named, std::ranges::greater{}, &OutputEntity::mentions);
  return named;
}

}  // namespace newsline::chronology
