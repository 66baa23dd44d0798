#include "explanation.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/printable.h"
#include "names.h"

namespace newsline {

namespace {

constexpr std::array<std::string_view, 5> derivations{
    "a full calendar date", "the year comes from the context",
    "counted from the publication day or another date",
    "from the heading, label or sentence before", "the page's own day"};
constexpr std::array<std::string_view, 10> sources{"--date or --date-override",
                                                   "the record",
                                                   "JSON-LD",
                                                   "a meta tag",
                                                   "a time element",
                                                   "the byline",
                                                   "the dateline",
                                                   "the URL",
                                                   "the text",
                                                   "nowhere"};

template <class Names, class Enum>
std::string_view in(const Names& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

void add_name(OutputEntity& entity, const std::string& name) {
  if (name != entity.name && std::ranges::find(entity.aliases, name) == entity.aliases.end())
    entity.aliases.push_back(name);
}

void explain(std::string& out, const Chronology& chronology, const OutputEvent& event) {
  const auto line = [&out](std::string_view label, std::string_view words) {
    if (!words.empty()) out.append(label).append(printable(words)).append("\n");
  };
  line("event       ", event.id);
  line("headline    ", event.headline);
  line("date        ", event.date.edtf + " (" + to_string(event.date.start) + " to " +
                           to_string(event.date.end) + "), " +
                           std::string(name_of(relation_names, event.date.relation)));
  line("words       ", event.date.expression);
  line("derivation  ", in(derivations, event.date.derivation));
  if (event.date.anchor) line("anchor      ", to_string(*event.date.anchor));
  line("certainty   ", name_of(certainty_names, event.certainty));
  line("trigger     ", event.trigger);
  for (const OutputParticipant& participant : event.entities)
    line("entity      ", participant.name + " (" +
                             std::string(name_of(entity_type_names, participant.type)) + ", " +
                             participant.id + ")");
  std::string_view reason = event.reason;
  for (std::string_view label = "reason      "; !reason.empty(); label = "read        ") {
    const std::size_t feed = std::min(reason.find('\n'), reason.size());
    line(label, reason.substr(0, feed));
    reason.remove_prefix(std::min(feed + 1, reason.size()));
  }
  for (const Source& source : event.sources) {
    line("told in     ", source.document.text + ", characters " + std::to_string(source.start) +
                             " to " + std::to_string(source.end));
    line("sentence    ", source.sentence);
  }
  for (const Document& document : chronology.documents)
    if (std::ranges::any_of(event.sources,
                            [&](const Source& source) { return source.document == document.id; }))
      line("published   ", (document.date ? to_string(*document.date) : "unknown") + ", from " +
                               std::string(in(sources, document.date_source)) + ", " +
                               document.id.text);
}

}  // namespace

void write_entities(std::string& out, const std::vector<Chronology>& chronologies) {
  std::map<std::string, OutputEntity> entities;
  for (const Chronology& chronology : chronologies) {
    for (const OutputEntity& entity : chronology.entities) {
      const auto [at, added] = entities.try_emplace(entity.id, entity);
      if (added) continue;
      at->second.mentions += entity.mentions;
      add_name(at->second, entity.name);
      for (const std::string& alias : entity.aliases) add_name(at->second, alias);
    }
  }
  std::vector<const OutputEntity*> sorted;
  for (const auto& [id, entity] : entities) sorted.push_back(&entity);
  std::ranges::stable_sort(sorted, std::ranges::greater{}, &OutputEntity::mentions);
  for (const OutputEntity* entity : sorted) {
    out += printable(entity->id) + '\t' + std::string(name_of(entity_type_names, entity->type)) +
           '\t' + std::to_string(entity->mentions) + '\t' + printable(entity->name);
    for (const std::string& alias : entity->aliases) out += '|' + printable(alias);
    out += '\t' + printable(entity->reason) + '\n';
  }
}

bool write_explanation(std::string& out, const std::vector<Chronology>& chronologies,
                       std::string_view id) {
  bool found = false;
  for (const Chronology& chronology : chronologies) {
    for (const OutputEvent& event : chronology.events) {
      if (event.id != id) continue;
      if (found) out += '\n';
      explain(out, chronology, event);
      found = true;
    }
  }
  return found;
}

}  // namespace newsline
