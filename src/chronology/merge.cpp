#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
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
  PackedSources sources;
};

Merger::Merger() : gathered_(std::make_unique<Gathered>()) {}
Merger::Merger(const Data& data) : gathered_(std::make_unique<Gathered>()), data_(&data) {}
Merger::~Merger() = default;

void Merger::add(Chronology&& chronology) {
  Gathered& all = *gathered_;
  for (OutputEvent& event : chronology.events) {
    std::erase_if(event.sources, says_too_little);
  }
  // What a page says of an entity counts only where its events name it: what is left of a part that
  // was merged before.
  std::set<std::string_view> named;
  for (const OutputEvent& event : chronology.events)
    for (const Source& source : event.sources)
      named.insert(source.entities.begin(), source.entities.end());
  for (const OutputEntity& entity : chronology.entities)
    if (!entity.parts.empty() || named.contains(entity.id)) all.entities.add(entity);
  for (const OutputEvent& event : chronology.events) {
    std::ranges::for_each(event.sources, [&](const Source& source) { all.sources.add(source); });
  }
  std::ranges::move(chronology.documents, std::back_inserter(all.documents));
}

struct MergedChronology::Parts {
  std::vector<Document> documents;
  EntityMerger names;
  std::vector<OutputEntity> entities;
  JoinedSources joined;  // without the index
  std::vector<EventOutline> outlines;
  std::vector<PlanLink> links;
  std::vector<std::uint32_t> order;  // of the events in time

  void outline();
  void arrange();
};

/// Decides which events there are, and of each what its words are put together from.
void MergedChronology::Parts::outline() {
  const CopyGroups copies(joined.sources.all.view());
  std::vector<Source> sources;
  outlines.reserve(joined.happenings.size());
  for (std::size_t happening = 0; happening < joined.happenings.size(); ++happening) {
    unpack(joined, happening, sources);
    outlines.push_back(outline_of(joined, happening, sources, copies));
    std::ranges::for_each(sources, [&](const Source& source) { names.count(source); });
  }
  links = plan_links(outlines, *joined.index, joined.happenings);
  entities = names.named();
}

/// By date.start, date.end, document id, place in the text, id: as sort() orders them.
void MergedChronology::Parts::arrange() {
  order.resize(outlines.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t event) {
    const EventOutline& outline = outlines[event];
    return std::tuple(outline.start, outline.end,
                      joined.sources.all.first_of_place(joined.members[event].front()), outline.id);
  });
}

MergedChronology::MergedChronology(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
MergedChronology::MergedChronology(MergedChronology&&) noexcept = default;
MergedChronology& MergedChronology::operator=(MergedChronology&&) noexcept = default;
MergedChronology::~MergedChronology() = default;

const std::vector<Document>& MergedChronology::documents() const noexcept {
  return parts_->documents;
}
std::size_t MergedChronology::size() const noexcept { return parts_->order.size(); }
const std::vector<OutputEntity>& MergedChronology::entities() const noexcept {
  return parts_->entities;
}

void MergedChronology::events(const std::function<void(OutputEvent&&)>& take) const {
  std::unordered_map<std::string_view, const OutputEntity*> by_id;
  for (const OutputEntity& entity : parts_->entities) {
    by_id[entity.id] = &entity;
  }
  for (const std::uint32_t number : parts_->order) {
    std::vector<Source> sources;
    unpack(parts_->joined, number, sources);
    OutputEvent event = event_of(parts_->outlines[number], std::move(sources), parts_->names);
    for (OutputParticipant& participant : event.entities) {
      if (const auto entity = by_id.find(participant.id); entity != by_id.end()) {
        participant.name = entity->second->name;
        participant.type = entity->second->type;
      }
    }
    for (auto link = std::ranges::lower_bound(parts_->links, number, {}, &PlanLink::happening);
         link != parts_->links.end() && link->happening == number; ++link) {
      const EventOutline& plan = parts_->outlines[link->plan];
      const std::uint32_t dated_by = parts_->joined.members[link->plan][plan.dated_by];
      event.fulfils.push_back({content_id(plan.id), parts_->joined.sources.all[dated_by].date});
    }
    take(std::move(event));
  }
}

Chronology MergedChronology::all() const {
  Chronology all;
  all.documents = parts_->documents;
  all.events.reserve(size());
  events([&](OutputEvent&& event) { all.events.push_back(std::move(event)); });
  all.entities = parts_->entities;
  return all;
}

MergedChronology Merger::merged() {
  const std::unique_ptr<Gathered> all = std::exchange(gathered_, std::make_unique<Gathered>());
  auto parts = std::make_unique<MergedChronology::Parts>();
  parts->documents = std::move(all->documents);
  merge_documents(parts->documents);
  parts->names = std::move(all->entities);
  parts->names.settle_names();
  std::optional<MergeRules> own;
  if (data_) {
    own.emplace(*data_);
  }
  parts->joined = join_sources(std::move(all->sources), parts->documents, parts->names,
                               own ? *own : MergeRules::built_in());
  parts->outline();
  parts->arrange();
  parts->joined.index.reset();
  return MergedChronology(std::move(parts));
}

Chronology merge(std::vector<Chronology> chronologies) {
  Merger merger;
  for (Chronology& chronology : chronologies) merger.add(std::move(chronology));
  return merger.merged().all();
}

}  // namespace newsline
