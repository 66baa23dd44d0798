#include <nlohmann/json.hpp>

#include "names.h"
#include "newsline/error.h"
#include "newsline/write.h"

namespace newsline {

namespace {

using Json = nlohmann::json;

[[noreturn]] void wrong(const std::string& what) { throw Error("record.fields", "not a chronology that newsline wrote: " + what); }

/// Our own output nests 7 deep. Deeper JSON is not ours, and is not given to a parser that builds trees.
bool too_deep(std::string_view json) {
  constexpr int deepest = 16;
  int depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (in_string) {
      if (c == '\\') ++at;
      else if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > deepest) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

std::string text(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::vector<std::string> texts(const Json& object, const char* key) {
  std::vector<std::string> result;
  if (const auto at = object.find(key); at != object.end() && at->is_array())
    for (const Json& value : *at)
      if (value.is_string()) result.push_back(value.get<std::string>());
  return result;
}

double number(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_number() ? at->get<double>() : 0;
}

std::uint32_t count(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_number_unsigned() ? static_cast<std::uint32_t>(std::min<std::uint64_t>(at->get<std::uint64_t>(), 0xFFFFFFFF)) : 0;
}

bool truth(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_boolean() && at->get<bool>();
}

const Json& array(const Json& object, const char* key) {
  static const Json none = Json::array();
  const auto at = object.find(key);
  if (at == object.end()) return none;
  if (!at->is_array()) wrong(std::string("\"") + key + "\" is no array");
  return *at;
}

template <class Table>
auto enumerator(const Table& table, const Json& object, const char* key) {
  const auto found = named(table, text(object, key));
  if (!found) wrong(std::string("\"") + key + "\" is \"" + text(object, key) + "\"");
  return *found;
}

DocumentId id_of(const Json& value) {
  if (value.is_string()) return {value.get<std::string>(), false};
  if (value.is_number() || value.is_null()) return {value.dump(), true};
  wrong("an id is neither text nor number");
}

Day day_of(const Json& object, const char* key) {
  const std::optional<Day> day = parse_day(text(object, key));
  if (!day) wrong(std::string("\"") + key + "\" is no day");
  return *day;
}

Document document_of(const Json& json) {
  Document document;
  if (!json.contains("id")) wrong("a document without id");
  document.id = id_of(json["id"]);
  document.path = text(json, "path");
  document.url = text(json, "url");
  document.title = text(json, "title");
  document.site = text(json, "site");
  document.language = text(json, "language");
  document.published = text(json, "published");
  document.modified = text(json, "modified");
  document.authors = texts(json, "authors");
  document.date = parse_day(text(json, "date"));
  document.date_source = enumerator(date_source_names, json, "date_source");
  for (const Json& warning : array(json, "warnings")) document.warnings.push_back({text(warning, "code"), text(warning, "message")});
  return document;
}

ToldDate date_of(const Json& object) {
  const auto at = object.find("date");
  if (at == object.end() || !at->is_object()) wrong("an event without date");
  ToldDate date;
  date.edtf = text(*at, "edtf");
  date.start = day_of(*at, "start");
  date.end = day_of(*at, "end");
  date.grain = enumerator(precision_names, *at, "precision");
  date.relation = enumerator(relation_names, *at, "relation");
  date.derivation = enumerator(derivation_names, *at, "derivation");
  date.approximate = truth(*at, "approximate");
  date.uncertain = truth(*at, "uncertain");
  date.time = text(*at, "time");
  date.expression = text(*at, "expression");
  date.anchor = parse_day(text(*at, "anchor"));
  return date;
}

Source source_of(const Json& json) {
  Source source;
  if (!json.contains("document")) wrong("a source without document");
  source.document = id_of(json["document"]);
  source.start = count(json, "start");
  source.end = count(json, "end");
  source.sentence = text(json, "sentence");
  source.headline = text(json, "headline");
  source.trigger = text(json, "trigger");
  source.date = date_of(json);
  source.certainty = enumerator(certainty_names, json, "certainty");
  source.entities = texts(json, "entities");
  for (const std::string& role : texts(json, "roles")) source.roles.push_back(named(role_names, role).value_or(Role::participant));
  source.roles.resize(source.entities.size(), Role::participant);
  source.anaphors = texts(json, "anaphors");
  source.salience = number(json, "salience");
  source.confidence = number(json, "confidence");
  return source;
}

ToldEvent event_of(const Json& json) {
  ToldEvent event;
  event.id = text(json, "id");
  event.date = date_of(json);
  event.headline = text(json, "headline");
  event.sentence = text(json, "sentence");
  event.trigger = text(json, "trigger");
  event.certainty = enumerator(certainty_names, json, "certainty");
  for (const char* key : {"entities", "anaphors"})
    for (const Json& entity : array(json, key))
      event.entities.push_back({text(entity, "id"), text(entity, "name"), enumerator(entity_type_names, entity, "type"),
                                named(role_names, text(entity, "role")).value_or(Role::participant), key == std::string_view("anaphors")});
  for (const Json& source : array(json, "sources")) event.sources.push_back(source_of(source));
  if (event.sources.empty()) wrong("an event without sources");
  event.salience = number(json, "salience");
  event.confidence = number(json, "confidence");
  for (const Json& dispute : array(json, "disputed")) {
    ToldEvent::Dispute& last = event.disputed.emplace_back();
    last.date = date_of(dispute);
    for (const Json& id : array(dispute, "documents")) last.documents.push_back(id_of(id));
  }
  return event;
}

ToldEntity entity_of(const Json& json) {
  ToldEntity entity{text(json, "id"), text(json, "name"), text(json, "wikidata"), enumerator(entity_type_names, json, "type"), texts(json, "aliases"), count(json, "mentions")};
  for (const Json& part : array(json, "parts")) entity.parts.push_back(entity_of(part));
  return entity;
}

bool is_chronology(const Json& json) {
  if (!json.is_object() || !json.contains("events") || !json.contains("documents")) return false;
  const auto generator = json.find("generator");
  return generator != json.end() && text(*generator, "name") == "newsline" && text(json, "schema_version").starts_with("1.");
}

}  // namespace

std::optional<Chronology> read_chronology(std::string_view bytes) {
  if (too_deep(bytes)) return std::nullopt;
  const Json json = Json::parse(bytes.begin(), bytes.end(), nullptr, false);
  if (json.is_discarded()) throw Error("record.json", "broken JSON");
  if (!is_chronology(json)) return std::nullopt;
  Chronology chronology;
  if (json.contains("id")) chronology.id = id_of(json["id"]);
  for (const Json& document : array(json, "documents")) chronology.documents.push_back(document_of(document));
  for (const Json& event : array(json, "events")) chronology.events.push_back(event_of(event));
  for (const Json& entity : array(json, "entities")) chronology.entities.push_back(entity_of(entity));
  return chronology;
}

}  // namespace newsline
