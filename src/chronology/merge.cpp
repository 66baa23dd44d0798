#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/utf8.h"
#include "entities.h"
#include "join.h"
#include "merger.h"
#include "newsline/chronology.h"
#include "order.h"
#include "plans.h"

namespace newsline {

using namespace chronology;

namespace {

/// All of it: of two documents under one id the same one is kept, whichever comes first.
auto content(const Document& document) {
  return std::tie(document.id, document.path, document.url, document.title, document.date,
                  document.site, document.published, document.language, document.modified,
                  document.authors, document.date_source, document.warnings);
}

void merge_documents(std::vector<Document>& documents) {
  std::ranges::sort(documents,
                    [](const Document& a, const Document& b) { return content(a) < content(b); });
  const auto again = std::ranges::unique(documents, {}, &Document::id);
  documents.erase(again.begin(), again.end());
}

}  // namespace

struct Merger::Gathered {
  std::vector<Document> documents;
  EntityMerger entities;
  std::vector<std::unique_ptr<Source>> sources;
};

Merger::Merger() : gathered_(std::make_unique<Gathered>()) {}
Merger::Merger(const Data& data) : gathered_(std::make_unique<Gathered>()), data_(&data) {}
Merger::~Merger() = default;

void Merger::add(Chronology&& chronology) {
  Gathered& all = *gathered_;
  // What a page says of an entity counts only where its events name it: what is left of a part that
  // was merged before.
  std::set<std::string_view> named;
  for (const OutputEvent& event : chronology.events)
    for (const Source& source : event.sources)
      named.insert(source.entities.begin(), source.entities.end());
  for (const OutputEntity& entity : chronology.entities)
    if (!entity.parts.empty() || named.contains(entity.id)) all.entities.add(entity);
  for (OutputEvent& event : chronology.events) {
    for (Source& source : event.sources) {
      all.sources.push_back(std::make_unique<Source>(std::move(source)));
    }
  }
  std::ranges::move(chronology.documents, std::back_inserter(all.documents));
}

Chronology Merger::merged() {
  const std::unique_ptr<Gathered> all = std::exchange(gathered_, std::make_unique<Gathered>());
  Chronology merged;
  merged.documents = std::move(all->documents);
  merge_documents(merged.documents);
  std::vector<const Source*> sources;
  for (const auto& source : all->sources) sources.push_back(source.get());
  const CopyGroups copies(sources);
  all->entities.settle_names();
  std::optional<MergeRules> own;
  if (data_) {
    own.emplace(*data_);
  }
  JoinedSources joined = join_sources(std::move(all->sources), merged.documents, all->entities,
                                      own ? *own : MergeRules::built_in());
  merged.events.reserve(joined.happenings.size());
  for (std::size_t happening = 0; happening < joined.happenings.size(); ++happening) {
    merged.events.push_back(event_of(joined, happening, copies, all->entities));
  }
  link_plans(merged.events, *joined.index, joined.happenings);
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
