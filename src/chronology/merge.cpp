#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "newsline/chronology.h"
#include "newsline/utf8.h"
#include "join.h"
#include "order.h"

namespace newsline {

namespace {

/// The same entity as several pages know it.
class EntityUnion {
 public:
  void add(const ToldEntity& told) {
    auto& [entity, names] = entities_[told.id];
    if (entity.id.empty() || better(told.name, entity.name)) entity.name = told.name;
    entity.type = entity.id.empty() ? told.type : std::min(entity.type, told.type);
    entity.id = told.id;
    if (entity.wikidata.empty()) entity.wikidata = told.wikidata;
    names.push_back(told.name);
    std::ranges::copy(told.aliases, std::back_inserter(names));
  }

  /// Those that the events name, most mentioned first; every participant gets its entity's name and type.
  std::vector<ToldEntity> named_by(std::vector<ToldEvent>& events) {
    for (auto& [id, known] : entities_) known.entity.mentions = 0;
    for (ToldEvent& event : events) {
      for (const Source& source : event.sources)
        for (const std::string& id : source.entities)
          if (const auto at = entities_.find(id); at != entities_.end()) ++at->second.entity.mentions;
      for (ToldParticipant& participant : event.entities) {
        const auto at = entities_.find(participant.id);
        if (at == entities_.end()) continue;
        participant.name = at->second.entity.name;
        participant.type = at->second.entity.type;
      }
    }
    std::vector<ToldEntity> named;
    for (auto& [id, known] : entities_)
      if (known.entity.mentions > 0) named.push_back(with_aliases(std::move(known)));
    std::ranges::stable_sort(named, std::ranges::greater{}, &ToldEntity::mentions);
    return named;
  }

 private:
  struct KnownEntity {
    ToldEntity entity;
    std::vector<std::string> names;
  };

  /// The longer name, of equals the one that sorts first: the choice does not depend on the order of the pages.
  static bool better(const std::string& a, const std::string& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; }

  static ToldEntity with_aliases(KnownEntity&& known) {
    std::ranges::sort(known.names);
    const auto again = std::ranges::unique(known.names);
    known.names.erase(again.begin(), again.end());
    std::erase(known.names, known.entity.name);
    known.entity.aliases = std::move(known.names);
    return std::move(known.entity);
  }

  std::map<std::string, KnownEntity> entities_;
};

auto content(const Document& document) {
  return std::tie(document.id, document.path, document.url, document.title, document.date, document.site, document.published);
}

std::vector<Document> unite_documents(std::vector<Chronology>& chronologies) {
  std::vector<Document> all;
  for (Chronology& chronology : chronologies) std::ranges::move(chronology.documents, std::back_inserter(all));
  std::ranges::sort(all, [](const Document& a, const Document& b) { return content(a) < content(b); });
  const auto again = std::ranges::unique(all, {}, &Document::id);
  all.erase(again.begin(), again.end());
  return all;
}

}  // namespace

Chronology merge(std::vector<Chronology> chronologies) {
  Chronology merged;
  EntityUnion entities;
  std::vector<Source> sources;
  for (Chronology& chronology : chronologies) {
    // What a page says of an entity counts only where its events name it: what is left of a part that was merged before.
    std::set<std::string_view> named;
    for (const ToldEvent& event : chronology.events)
      for (const Source& source : event.sources) named.insert(source.entities.begin(), source.entities.end());
    for (const ToldEntity& entity : chronology.entities)
      if (named.contains(entity.id)) entities.add(entity);
    for (ToldEvent& event : chronology.events) std::ranges::move(event.sources, std::back_inserter(sources));
  }
  merged.documents = unite_documents(chronologies);
  for (std::vector<Source>& told : join_tellings(std::move(sources))) merged.events.push_back(event_of(std::move(told)));
  sort(merged.events);
  merged.entities = entities.named_by(merged.events);
  return merged;
}

}  // namespace newsline
