// Reads a chronology that newsline wrote, also when a person has edited it meanwhile: an event
// struck out or written by hand, a headline or a day changed, members left out, sorted or added.
// What is missing is taken as plainly as can be (a date without precision is the days from `start`
// to `end`); what is there and wrong is refused with the number of its event.
#include <algorithm>
#include <charconv>
#include <limits>

#include "base/find_byte.h"
#include "base/utf8.h"
#include "json_cursor.h"
#include "names.h"
#include "newsline/error.h"
#include "newsline/write.h"

namespace newsline {

using namespace write;

namespace {

using Kind = JsonCursor::Kind;

[[noreturn]] void wrong(const std::string& what) {
  throw Error("record.fields", "not a chronology that newsline wrote: " + what);
}

/// The value ahead if it is a text, else an empty one.
std::string text(JsonCursor& json) {
  if (json.kind() == Kind::string) {
    return json.string();
  }
  json.skip();
  return {};
}

void each(JsonCursor& json, std::string_view key, auto take) {
  if (json.kind() != Kind::array) {
    wrong("\"" + std::string(key) + "\" is no array");
  }
  json.array(take);
}

std::vector<std::string> texts(JsonCursor& json) {
  std::vector<std::string> result;
  if (json.kind() != Kind::array) {
    json.skip();
    return result;
  }
  json.array([&] {
    if (json.kind() == Kind::string) {
      result.push_back(json.string());
    } else {
      json.skip();
    }
  });
  return result;
}

double number(JsonCursor& json) {
  double value = 0;
  if (json.kind() == Kind::number) {
    const std::string_view written = json.number();
    std::from_chars(written.data(), written.data() + written.size(), value);
  } else {
    json.skip();
  }
  return value;
}

std::uint32_t count(JsonCursor& json) {
  if (json.kind() != Kind::number) {
    json.skip();
    return 0;
  }
  const std::string_view written = json.number();
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), value);
  if (end != written.data() + written.size() && error == std::errc{}) {
    return 0;
  }
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(error == std::errc::result_out_of_range ? ~std::uint64_t{0} : value,
                              std::numeric_limits<std::uint32_t>::max()));
}

bool truth(JsonCursor& json) {
  if (json.kind() == Kind::boolean) {
    return json.boolean();
  }
  json.skip();
  return false;
}

/// One of a table's values by its name; `missing` where the object has no such member.
template <class Table, class Enum>
Enum enumerator(const Table& table, const std::string& name, const char* key, Enum missing) {
  if (name.empty()) {
    return missing;
  }
  const auto found = named(table, name);
  if (!found) {
    wrong(std::string("\"") + key + "\" is \"" + name + "\"");
  }
  return *found;
}

DocumentId id_of(JsonCursor& json) {
  switch (json.kind()) {
    case Kind::string:
      return {json.string(), false};
    case Kind::number:
      return {std::string(json.number()), true};
    case Kind::null:
      json.skip();
      return {"null", true};
    default:
      wrong("an id is neither text nor number");
  }
}

void open(JsonCursor& json, const char* what) {
  if (json.kind() != Kind::object) {
    wrong(what);
  }
}

Document document_of(JsonCursor& json) {
  open(json, "a document without id");
  Document document;
  std::string source, date;
  bool has_id = false;
  json.object([&](std::string_view key) {
    if (key == "id") {
      document.id = id_of(json);
      has_id = true;
    } else if (key == "authors") {
      document.authors = texts(json);
    } else if (key == "warnings") {
      each(json, key, [&] {
        Problem& problem = document.warnings.emplace_back();
        open(json, "a warning is no object");
        json.object([&](std::string_view member) {
          (member == "code"      ? problem.code
           : member == "message" ? problem.message
                                 : date) = text(json);
        });
      });
    } else if (key == "path") {
      document.path = text(json);
    } else if (key == "url") {
      document.url = text(json);
    } else if (key == "title") {
      document.title = text(json);
    } else if (key == "site") {
      document.site = text(json);
    } else if (key == "language") {
      document.language = text(json);
    } else if (key == "published") {
      document.published = text(json);
    } else if (key == "modified") {
      document.modified = text(json);
    } else if (key == "date") {
      document.date = parse_day(text(json));
    } else if (key == "date_source") {
      source = text(json);
    } else {
      json.skip();
    }
  });
  if (!has_id) {
    document.id.text = document.path.empty() ? document.url : document.path;
  }
  if (document.id.text.empty()) {
    wrong("a document without id");
  }
  document.date_source = enumerator(date_source_names, source, "date_source", DateSource::none);
  return document;
}

OutputDate date_of(JsonCursor& json) {
  open(json, "an event without date");
  OutputDate date;
  std::string start, end, precision, relation, derivation;
  json.object([&](std::string_view key) {
    if (key == "edtf") {
      date.edtf = text(json);
    } else if (key == "start") {
      start = text(json);
    } else if (key == "end") {
      end = text(json);
    } else if (key == "precision") {
      precision = text(json);
    } else if (key == "relation") {
      relation = text(json);
    } else if (key == "derivation") {
      derivation = text(json);
    } else if (key == "approximate") {
      date.approximate = truth(json);
    } else if (key == "uncertain") {
      date.uncertain = truth(json);
    } else if (key == "time") {
      date.time = text(json);
    } else if (key == "expression") {
      date.expression = text(json);
    } else if (key == "anchor") {
      date.anchor = parse_day(text(json));
    } else {
      json.skip();
    }
  });
  const auto day = [](const std::string& written, const char* key) {
    const std::optional<Day> found = parse_day(written);
    if (!found) {
      wrong(std::string("\"") + key + "\" is no day such as 2024-03-05");
    }
    return *found;
  };
  date.start = day(start, "start");
  date.end = end.empty() ? date.start : day(end, "end");
  if (date.end < date.start) {
    wrong("\"end\" lies before \"start\"");
  }
  const bool one_day = date.start == date.end;
  if (date.edtf.empty()) {
    date.edtf = to_string(date.start) + (one_day ? "" : '/' + to_string(date.end));
  }
  date.grain =
      enumerator(precision_names, precision, "precision", one_day ? Grain::day : Grain::range);
  date.relation = enumerator(relation_names, relation, "relation", Relation::on);
  date.derivation = enumerator(derivation_names, derivation, "derivation", Derivation::explicit_);
  return date;
}

Source source_of(JsonCursor& json) {
  open(json, "a source without document");
  Source source;
  std::string certainty;
  bool has_document = false, has_date = false;
  json.object([&](std::string_view key) {
    if (key == "document") {
      source.document = id_of(json);
      has_document = true;
    } else if (key == "start") {
      source.start = count(json);
    } else if (key == "end") {
      source.end = count(json);
    } else if (key == "sentence") {
      source.sentence = text(json);
    } else if (key == "headline") {
      source.headline = text(json);
    } else if (key == "trigger") {
      source.trigger = text(json);
    } else if (key == "date") {
      source.date = date_of(json);
      has_date = true;
    } else if (key == "certainty") {
      certainty = text(json);
    } else if (key == "entities") {
      source.entities = texts(json);
    } else if (key == "roles") {
      for (const std::string& role : texts(json)) {
        source.roles.push_back(named(role_names, role).value_or(Role::participant));
      }
    } else if (key == "anaphors") {
      source.anaphors = texts(json);
    } else if (key == "salience") {
      source.salience = number(json);
    } else if (key == "confidence") {
      source.confidence = number(json);
    } else {
      json.skip();
    }
  });
  if (!has_document) {
    wrong("a source without document");
  }
  if (!has_date) {
    wrong("an event without date");
  }
  source.certainty = enumerator(certainty_names, certainty, "certainty", Certainty::asserted);
  source.roles.resize(source.entities.size(), Role::participant);
  return source;
}

OutputParticipant participant_of(JsonCursor& json, bool anaphor) {
  open(json, "a participant is no object");
  OutputParticipant participant;
  participant.anaphor = anaphor;
  std::string type;
  json.object([&](std::string_view key) {
    if (key == "id") {
      participant.id = text(json);
    } else if (key == "name") {
      participant.name = text(json);
    } else if (key == "type") {
      type = text(json);
    } else if (key == "role") {
      participant.role = named(role_names, text(json)).value_or(Role::participant);
    } else {
      json.skip();
    }
  });
  participant.type = enumerator(entity_type_names, type, "type", EntityType::other);
  return participant;
}

OutputEvent::Dispute dispute_of(JsonCursor& json) {
  open(json, "a dispute is no object");
  OutputEvent::Dispute dispute;
  json.object([&](std::string_view key) {
    if (key == "date") {
      dispute.date = date_of(json);
    } else if (key == "documents") {
      each(json, key, [&] { dispute.documents.push_back(id_of(json)); });
    } else {
      json.skip();
    }
  });
  return dispute;
}

OutputEvent event_of(JsonCursor& json) {
  open(json, "an event is no object");
  OutputEvent event;
  std::string certainty;
  std::vector<OutputParticipant> anaphors;
  bool has_date = false;
  json.object([&](std::string_view key) {
    if (key == "id") {
      event.id = text(json);
    } else if (key == "date") {
      event.date = date_of(json);
      has_date = true;
    } else if (key == "headline") {
      event.headline = text(json);
    } else if (key == "sentence") {
      event.sentence = text(json);
    } else if (key == "trigger") {
      event.trigger = text(json);
    } else if (key == "certainty") {
      certainty = text(json);
    } else if (key == "entities") {
      each(json, key, [&] { event.entities.push_back(participant_of(json, false)); });
    } else if (key == "anaphors") {
      each(json, key, [&] { anaphors.push_back(participant_of(json, true)); });
    } else if (key == "sources") {
      each(json, key, [&] { event.sources.push_back(source_of(json)); });
    } else if (key == "salience") {
      event.salience = number(json);
    } else if (key == "confidence") {
      event.confidence = number(json);
    } else if (key == "disputed") {
      each(json, key, [&] { event.disputed.push_back(dispute_of(json)); });
    } else {
      json.skip();
    }
  });
  if (!has_date) {
    wrong("an event without date");
  }
  event.certainty = enumerator(certainty_names, certainty, "certainty", Certainty::asserted);
  std::ranges::move(anaphors, std::back_inserter(event.entities));
  return event;
}

/// The headline of the event that begins at `json`; empty when it has none.
std::string headline_of(JsonCursor json) {
  std::string headline;
  if (json.kind() == Kind::object) {
    json.object([&](std::string_view key) {
      if (key == "headline") {
        headline = text(json);
      } else {
        json.skip();
      }
    });
  }
  return headline;
}

/// The same, with the event's number and headline in what is wrong with it.
OutputEvent numbered_event(JsonCursor& json, std::size_t number) {
  constexpr std::size_t shown = 60;
  const JsonCursor begin = json;
  try {
    return event_of(json);
  } catch (const Error& error) {
    const std::string headline = headline_of(begin).substr(0, shown);
    throw Error(error.code(), std::string(error.what()) + ", in event " + std::to_string(number) +
                                  (headline.empty() ? "" : " (" + headline + ")"));
  }
}

OutputEntity entity_of(JsonCursor& json) {
  open(json, "an entity is no object");
  OutputEntity entity;
  entity.mentions = 0;
  std::string type;
  json.object([&](std::string_view key) {
    if (key == "id") {
      entity.id = text(json);
    } else if (key == "name") {
      entity.name = text(json);
    } else if (key == "wikidata") {
      entity.wikidata = text(json);
    } else if (key == "type") {
      type = text(json);
    } else if (key == "aliases") {
      entity.aliases = texts(json);
    } else if (key == "mentions") {
      entity.mentions = count(json);
    } else if (key == "parts") {
      each(json, key, [&] { entity.parts.push_back(entity_of(json)); });
    } else {
      json.skip();
    }
  });
  entity.type = enumerator(entity_type_names, type, "type", EntityType::other);
  return entity;
}

/// Looks over the whole: its grammar, and whether newsline wrote it.
bool is_chronology(std::string_view bytes) {
  JsonCursor json(bytes);
  if (!is_utf8(bytes)) {
    throw Error("record.json", "broken JSON");
  }
  bool events = false, ours = false, version = false;
  if (json.kind() != Kind::object) {
    json.skip();
  } else {
    json.object([&](std::string_view key) {
      events = events || key == "events";
      if (key == "schema_version") {
        version = text(json).starts_with("1.");
      } else if (key == "generator" && json.kind() == Kind::object) {
        json.object([&](std::string_view member) {
          if (member == "name") {
            ours = text(json) == "newsline";
          } else {
            json.skip();
          }
        });
      } else {
        json.skip();
      }
    });
  }
  json.end();
  return events && ours && version;
}

/// Our own output nests 7 deep. Deeper JSON is not ours.
bool too_deep(std::string_view json) {
  constexpr int deepest = 16;
  const auto ends_text = [](auto c) { return (c == '"') | (c == '\\'); };
  // [ is { without the bit 0x20, ] is }
  const auto nests = [](auto c) { return (c == '"') | ((c | 0x20) == '{') | ((c | 0x20) == '}'); };
  int depth = 0;
  for (std::size_t at = 0; (at = find_byte(json, at, nests)) < json.size(); ++at) {
    const char c = json[at];
    if (c == '[' || c == '{') {
      if (++depth > deepest) {
        return true;
      }
    } else if (c == ']' || c == '}') {
      --depth;
    } else if (c == '"') {
      for (++at; (at = find_byte(json, at, ends_text)) < json.size() && json[at] == '\\';) {
        at += 2;
      }
    }
  }
  return false;
}

}  // namespace

std::optional<Chronology> read_chronology(std::string_view bytes) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(byte_order_mark)) {
    bytes.remove_prefix(byte_order_mark.size());
  }
  if (too_deep(bytes) || !is_chronology(bytes)) {
    return std::nullopt;
  }
  JsonCursor json(bytes);
  Chronology chronology;
  json.object([&](std::string_view key) {
    if (key == "id") {
      chronology.id = id_of(json);
    } else if (key == "documents") {
      each(json, key, [&] { chronology.documents.push_back(document_of(json)); });
    } else if (key == "events") {
      each(json, key, [&] {
        chronology.events.push_back(numbered_event(json, chronology.events.size() + 1));
      });
    } else if (key == "entities") {
      each(json, key, [&] { chronology.entities.push_back(entity_of(json)); });
    } else {
      json.skip();
    }
  });
  std::ranges::stable_sort(chronology.events, {},
                           [](const OutputEvent& event) { return event.date.start; });
  return chronology;
}

}  // namespace newsline
