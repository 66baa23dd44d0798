#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "newsline/civil.h"
#include "newsline/terms.h"

namespace newsline {

/// The caller's id of a record: text or a number, kept as it was written.
struct DocumentId {
  std::string text;
  bool number = false;  // `text` is then a JSON number, verbatim
  friend auto operator<=>(const DocumentId&, const DocumentId&) = default;
};

struct Problem {
  std::string code, message;
  friend auto operator<=>(const Problem&, const Problem&) = default;
};

/// The members of chronology.schema.json, under the same names. Empty strings and optionals are
/// left out of the output.
struct Document {
  DocumentId id;
  // published, modified: RFC 3339, as precise as the page says
  std::string path, url, title, site, language, published, modified;
  std::vector<std::string> authors;
  std::optional<Day> date;
  DateSource date_source = DateSource::none;
  std::vector<Problem> warnings;
};

struct OutputDate {
  std::string edtf;
  Day start{}, end{};  // both inclusive
  Grain grain = Grain::day;
  Relation relation = Relation::on;
  bool approximate = false, uncertain = false;
  Derivation derivation = Derivation::explicit_;
  std::string time, expression;
  std::optional<Day> anchor{};  // what a relative or completed date was counted from
};

/// One place that tells an event, complete enough to be merged again.
struct Source {
  DocumentId document;
  // of the sentence, in code points of the document's text, half-open
  std::uint32_t start = 0, end = 0;
  std::string sentence, headline, trigger;
  OutputDate date;
  Certainty certainty = Certainty::asserted;
  std::vector<std::string> entities;  // ids
  std::vector<Role> roles;            // of the entities, one each
  // those of the entities that the sentence names only by "she" or "the company"
  std::vector<std::string> anaphors;
  double confidence = 0, salience = 0;
};

struct OutputParticipant {
  std::string id, name;
  EntityType type = EntityType::other;
  Role role = Role::participant;
  bool anaphor = false;  // in no source by name: `anaphors` in the JSON, not `entities`
};

struct OutputEvent {
  std::string id;  // made from the content
  OutputDate date;
  std::string headline, sentence, trigger;
  Certainty certainty = Certainty::asserted;
  std::vector<OutputParticipant> entities;
  std::vector<Source> sources;
  double salience = 0, confidence = 0;
  struct Dispute {
    OutputDate date;
    std::vector<DocumentId> documents;
  };
  std::vector<Dispute> disputed;
  struct Plan {
    std::string id;
    OutputDate date;
  };
  std::vector<Plan> fulfils;  // the events that planned it for another day, sorted by id
  struct Relevance {
    double score = 0;
    std::vector<std::string> matched;
  };
  std::optional<Relevance> relevance;  // with --about: how well it fits, and the words that fitted
  std::string reason;                  // --explain; not in the JSON
  std::uint32_t event_class = 0;       // Event::kin; not in the JSON
};

struct OutputEntity {
  std::string id, name, wikidata;
  EntityType type = EntityType::other;
  std::vector<std::string> aliases = {};
  std::uint32_t mentions = 1;
  std::string reason = {};  // --list-entities; not in the JSON
  // what single pages know it as, under ids of their own, where merging found several to be one
  std::vector<OutputEntity> parts = {};
};

/// Dated events of one page or of many merged, in order of time. Owns all its words: no article is
/// needed any more.
struct Chronology {
  std::optional<DocumentId> id;  // of a record
  std::vector<Document> documents;
  std::vector<OutputEvent> events;
  std::vector<OutputEntity> entities;
};

/// All of them as one. What several pages tell of one happening becomes one event, by a learned
/// scorer of pairs and clustering, at dates that agree or nearly agree; contradicting dates are
/// kept as `disputed`. The result is made of the set of sources alone, so merging is associative,
/// commutative and idempotent. Entities are those that events name; their mentions count the
/// sources that name them.
Chronology merge(std::vector<Chronology> chronologies);

struct Filter {
  std::optional<Interval> from_to{};  // overlap
  std::string entity{};               // a name, alias or id
  // the id that the gazetteer has for that name, when it has one
  std::string entity_id{};
  std::vector<Certainty> certainty{};  // empty: all
  double min_confidence = 0;
  std::string about{};  // words: the events that fit, the best first
  std::optional<std::size_t> top{};
  std::optional<std::size_t> days{}, per_day{};
};
bool asks_for_anything(const Filter& filter);
/// Keeps the events that pass, still in order of time, and the entities that they name.
void apply(const Filter& filter, Chronology& chronology);

}  // namespace newsline
