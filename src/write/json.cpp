// Writes a chronology as JSON (data/chronology.schema.json), member by member, without a tree.
//
// Events are pulled from the stream one at a time, and after each the text written so far may be
// drained, so that a page of a hundred thousand events takes the memory of one. Optional members
// are left out when empty, numbers are rounded to thousandths: the same input, the same bytes.
// What it does not do: read it back (read.cpp).
#include <algorithm>

#include "base/data.h"
#include "json_text.h"
#include "names.h"
#include "newsline/version.h"
#include "stream.h"

namespace newsline {

using namespace write;

namespace {

constexpr std::string_view schema_version = "1.3";

void write_id(JsonText& json, const DocumentId& id) {
  if (id.number)
    json.verbatim(id.text);
  else
    json.value(id.text);
}

void write_problem(JsonText& json, const Problem& problem) {
  json.open_object();
  json.member("code", problem.code);
  json.member("message", problem.message);
  json.close_object();
}

void write_strings(JsonText& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key);
  json.flat(true);
  json.open_array();
  for (const std::string& text : texts) json.value(text);
  json.close_array();
  json.flat(false);
}

void write_document(JsonText& json, const Document& document) {
  json.open_object();
  json.key("id");
  write_id(json, document.id);
  json.optional_member("path", document.path);
  json.optional_member("url", document.url);
  json.key("title");
  if (document.title.empty())
    json.null();
  else
    json.value(document.title);
  json.optional_member("site", document.site);
  if (!document.authors.empty()) write_strings(json, "authors", document.authors);
  json.optional_member("language", document.language);
  json.optional_member("published", document.published);
  json.optional_member("modified", document.modified);
  json.key("date");
  if (document.date)
    json.value(to_string(*document.date));
  else
    json.null();
  json.member("date_source", name_of(date_source_names, document.date_source));
  if (!document.warnings.empty()) {
    json.key("warnings");
    json.open_array();
    for (const Problem& problem : document.warnings) write_problem(json, problem);
    json.close_array();
  }
  json.close_object();
}

void write_date(JsonText& json, const OutputDate& date) {
  json.open_object();
  json.member("edtf", date.edtf);
  json.member("start", to_string(date.start));
  json.member("end", to_string(date.end));
  json.optional_member("time", date.time);
  json.member("precision", name_of(precision_names, date.grain));
  json.member("relation", name_of(relation_names, date.relation));
  json.member("approximate", date.approximate);
  json.member("uncertain", date.uncertain);
  json.optional_member("expression", date.expression);
  json.member("derivation", name_of(derivation_names, date.derivation));
  if (date.anchor) json.member("anchor", to_string(*date.anchor));
  json.close_object();
}

void write_source(JsonText& json, const Source& source) {
  json.open_object();
  json.key("document");
  write_id(json, source.document);
  json.member("start", source.start);
  json.member("end", source.end);
  json.member("sentence", source.sentence);
  json.optional_member("headline", source.headline);
  json.optional_member("trigger", source.trigger);
  json.key("date");
  write_date(json, source.date);
  json.member("certainty", name_of(certainty_names, source.certainty));
  write_strings(json, "entities", source.entities);
  json.key("roles");
  json.flat(true);
  json.open_array();
  for (const Role role : source.roles) json.value(name_of(role_names, role));
  json.close_array();
  json.flat(false);
  if (!source.anaphors.empty()) write_strings(json, "anaphors", source.anaphors);
  json.member("confidence", source.confidence);
  json.member("salience", source.salience);
  json.close_object();
}

/// The participants that the sources name, or those that they only refer to by "she" or "the
/// company".
void write_participants(JsonText& json, std::string_view key,
                        const std::vector<OutputParticipant>& participants, bool anaphors) {
  json.key(key);
  json.open_array();
  for (const OutputParticipant& participant : participants) {
    if (participant.anaphor != anaphors) continue;
    json.open_object();
    json.flat(true);
    json.member("id", participant.id);
    json.member("name", participant.name);
    json.member("type", name_of(entity_type_names, participant.type));
    json.member("role", name_of(role_names, participant.role));
    json.close_object();
    json.flat(false);
  }
  json.close_array();
}

void write_disputed(JsonText& json, const std::vector<OutputEvent::Dispute>& disputed) {
  json.key("disputed");
  json.open_array();
  for (const OutputEvent::Dispute& dispute : disputed) {
    json.open_object();
    json.key("date");
    write_date(json, dispute.date);
    json.key("documents");
    json.open_array();
    for (const DocumentId& id : dispute.documents) write_id(json, id);
    json.close_array();
    json.close_object();
  }
  json.close_array();
}

void write_event(JsonText& json, const OutputEvent& event) {
  json.open_object();
  json.member("id", event.id);
  json.key("date");
  write_date(json, event.date);
  json.member("headline", event.headline);
  json.member("sentence", event.sentence);
  json.optional_member("trigger", event.trigger);
  json.member("certainty", name_of(certainty_names, event.certainty));
  write_participants(json, "entities", event.entities, false);
  if (std::ranges::any_of(event.entities, &OutputParticipant::anaphor))
    write_participants(json, "anaphors", event.entities, true);
  json.key("sources");
  json.open_array();
  for (const Source& source : event.sources) write_source(json, source);
  json.close_array();
  json.member("salience", event.salience);
  json.member("confidence", event.confidence);
  if (!event.disputed.empty()) write_disputed(json, event.disputed);
  if (!event.fulfils.empty()) {
    std::vector<std::string> ids;
    for (const OutputEvent::Plan& plan : event.fulfils) {
      ids.push_back(plan.id);
    }
    write_strings(json, "fulfils", ids);
  }
  if (event.relevance) {
    json.key("relevance");
    json.open_object();
    json.member("score", event.relevance->score);
    write_strings(json, "matched", event.relevance->matched);
    json.close_object();
  }
  json.close_object();
}

/// What an entity is called.
void write_names(JsonText& json, const OutputEntity& entity) {
  json.member("id", entity.id);
  json.member("name", entity.name);
  json.member("type", name_of(entity_type_names, entity.type));
  json.optional_member("wikidata", entity.wikidata);
  if (!entity.aliases.empty()) write_strings(json, "aliases", entity.aliases);
}

/// What one id stands for in the sources, of those that were found to be one entity.
void write_part(JsonText& json, const OutputEntity& part) {
  json.open_object();
  write_names(json, part);
  json.close_object();
}

void write_entity(JsonText& json, const OutputEntity& entity) {
  json.open_object();
  write_names(json, entity);
  json.member("mentions", entity.mentions);
  if (!entity.parts.empty()) {
    json.key("parts");
    json.open_array();
    for (const OutputEntity& part : entity.parts) write_part(json, part);
    json.close_array();
  }
  json.close_object();
}

}  // namespace

ChronologyStream stream_of(const Chronology& chronology) {
  return {chronology.id, chronology.documents,
          [&](const auto& take) { std::ranges::for_each(chronology.events, take); },
          [&](const auto& take) { std::ranges::for_each(chronology.entities, take); }};
}

std::string to_json(const Chronology& chronology, JsonStyle style) {
  std::string out;
  write_json(out, chronology, style);
  return out;
}

void write_json(std::string& out, const ChronologyStream& stream, JsonStyle style,
                const Drain& drain) {
  JsonText json(out, style, drain);
  json.open_object();
  if (stream.id) {
    json.key("id");
    write_id(json, *stream.id);
  }
  json.member("schema_version", schema_version);
  json.key("generator");
  json.flat(true);
  json.open_object();
  json.member("name", "newsline");
  json.member("version", version);
  json.close_object();
  json.flat(false);
  json.key("documents");
  json.open_array();
  for (const Document& document : stream.documents) write_document(json, document);
  json.close_array();
  json.key("events");
  json.open_array();
  stream.events([&](const OutputEvent& event) { write_event(json, event); });
  json.close_array();
  json.key("entities");
  json.open_array();
  stream.entities([&](const OutputEntity& entity) { write_entity(json, entity); });
  json.close_array();
  json.close_object();
  out += '\n';
}

void write_failure(std::string& out, const std::optional<DocumentId>& id, const Problem& problem,
                   JsonStyle style) {
  style.indented = false;  // always one line
  JsonText json(out, style);
  json.open_object();
  json.key("id");
  if (id)
    write_id(json, *id);
  else
    json.null();
  json.key("error");
  write_problem(json, problem);
  json.close_object();
  out += '\n';
}

std::string_view schema() {
  static const Data built_in;
  return built_in.file("chronology.schema.json");
}

}  // namespace newsline
