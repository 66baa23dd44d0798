#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

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

void unite(std::vector<Document>& documents) {
  std::ranges::sort(documents, [](const Document& a, const Document& b) { return content(a) < content(b); });
  const auto again = std::ranges::unique(documents, {}, &Document::id);
  documents.erase(again.begin(), again.end());
}

}  // namespace

struct Merger::Gathered {
  std::vector<Document> documents;
  EntityUnion entities;
  std::vector<Source> sources;
};

Merger::Merger() : gathered_(std::make_unique<Gathered>()) {}
Merger::~Merger() = default;

void Merger::add(Chronology&& chronology) {
  Gathered& all = *gathered_;
  // What a page says of an entity counts only where its events name it: what is left of a part that was merged before.
  std::set<std::string_view> named;
  for (const ToldEvent& event : chronology.events)
    for (const Source& source : event.sources) named.insert(source.entities.begin(), source.entities.end());
  for (const ToldEntity& entity : chronology.entities)
    if (named.contains(entity.id)) all.entities.add(entity);
  for (ToldEvent& event : chronology.events) std::ranges::move(event.sources, std::back_inserter(all.sources));
  std::ranges::move(chronology.documents, std::back_inserter(all.documents));
}

Chronology Merger::merged() {
  const std::unique_ptr<Gathered> all = std::exchange(gathered_, std::make_unique<Gathered>());
  Chronology merged;
  merged.documents = std::move(all->documents);
  unite(merged.documents);
  std::vector<const Source*> sources;
  for (const Source& source : all->sources) sources.push_back(&source);
  const Voices voices(sources);
  for (std::vector<Source>& told : join_tellings(std::move(all->sources))) merged.events.push_back(event_of(std::move(told), voices));
  sort(merged.events);
  merged.entities = all->entities.named_by(merged.events);
  return merged;
}

Chronology merge(std::vector<Chronology> chronologies) {
  Merger merger;
  for (Chronology& chronology : chronologies) merger.add(std::move(chronology));
  return merger.merged();
}

}  // namespace newsline
