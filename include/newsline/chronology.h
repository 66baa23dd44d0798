#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "article/article.h"
#include "newsline/civil.h"
#include "entity/entity.h"
#include "event/event.h"

namespace newsline {

/// The caller's id of a record: text or a number, kept as it was written.
struct DocumentId {
  std::string text;
  bool number = false;  // `text` is then a JSON number, verbatim
  friend auto operator<=>(const DocumentId&, const DocumentId&) = default;
};

class Data;

struct Problem { std::string code, message; friend auto operator<=>(const Problem&, const Problem&) = default; };

/// The members of chronology.schema.json, under the same names. Empty strings and optionals are left out of the output.
struct Document {
  DocumentId id;
  std::string path, url, title, site, language, published, modified;  // published, modified: RFC 3339, as precise as the page says
  std::vector<std::string> authors;
  std::optional<Day> date;
  DateSource date_source = DateSource::none;
  std::vector<Problem> warnings;
};

struct ToldDate {
  std::string edtf;
  Day start{}, end{};      // both inclusive
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
  std::uint32_t start = 0, end = 0;  // of the sentence, in code points of the document's text, half-open
  std::string sentence, headline, trigger;
  ToldDate date;
  Certainty certainty = Certainty::asserted;
  std::vector<std::string> entities;  // ids
  std::vector<Role> roles;            // of the entities, one each
  std::vector<std::string> anaphors;  // those of the entities that the sentence names only by "she" or "the company"
  double confidence = 0, salience = 0;
};

struct ToldParticipant {
  std::string id, name;
  EntityType type = EntityType::other;
  Role role = Role::participant;
  bool anaphor = false;  // in no source by name: `anaphors` in the JSON, not `entities`
};

struct ToldEvent {
  std::string id;  // made from the content
  ToldDate date;
  std::string headline, sentence, trigger;
  Certainty certainty = Certainty::asserted;
  std::vector<ToldParticipant> entities;
  std::vector<Source> sources;
  double salience = 0, confidence = 0;
  struct Dispute { ToldDate date; std::vector<DocumentId> documents; };
  std::vector<Dispute> disputed;
  struct Plan { std::string id; ToldDate date; };
  std::vector<Plan> fulfils;  // the events that planned it for another day, sorted by id
  struct Relevance { double score = 0; std::vector<std::string> matched; };
  std::optional<Relevance> relevance;  // with --about: how well it fits, and the words that fitted
  std::string reason;      // --explain; not in the JSON
  std::uint32_t kin = 0;   // Event::kin; not in the JSON
};

struct ToldEntity {
  std::string id, name, wikidata;
  EntityType type = EntityType::other;
  std::vector<std::string> aliases = {};
  std::uint32_t mentions = 1;
  std::string reason = {};  // --list-entities; not in the JSON
  std::vector<ToldEntity> parts = {};  // what single pages know it as, under ids of their own, where merging found several to be one
};

/// Dated events of one page or of many merged, in order of time. Owns all its words: no article is needed any more.
struct Chronology {
  std::optional<DocumentId> id;  // of a record
  std::vector<Document> documents;
  std::vector<ToldEvent> events;
  std::vector<ToldEntity> entities;
};

/// One page's chronology. `document` has id and path set; the rest is taken from the reading.
Chronology chronology(Document document, const Reading& reading, const std::vector<Event>& events);

/// The same, handed on event by event: a page of a hundred thousand dates needs no room for the words of them all. What it is made from must
/// live longer.
class PageChronology {
 public:
  PageChronology(Document document, const Reading& reading, const PackedEvents& events);
  ~PageChronology();
  const std::vector<Document>& documents() const noexcept { return documents_; }
  /// In order of time.
  void events(const std::function<void(ToldEvent&&)>& take) const;
  void entities(const std::function<void(ToldEntity&&)>& take) const;
  /// How many events there are.
  std::size_t size() const;
  /// All of it at once.
  Chronology all() const;

 private:
  struct Order;
  std::vector<Document> documents_;
  const Reading& reading_;
  std::unique_ptr<Order> order_;
};

/// All of them as one. What several pages tell of one happening becomes one event, by a learned scorer of pairs and clustering, at dates that
/// agree or nearly agree; contradicting dates are kept as `disputed`. The result is made of the set of sources alone, so merging is
/// associative, commutative and idempotent. Entities are those that events name; their mentions count the sources that name them.
Chronology merge(std::vector<Chronology> chronologies);

/// The same for chronologies that come one by one: of each only what merging needs is kept, some 600 bytes a source.
class Merger {
 public:
  Merger();
  /// With the rules of a folder; `data` must live as long.
  explicit Merger(const Data& data);
  ~Merger();
  Merger(const Merger&) = delete;
  Merger& operator=(const Merger&) = delete;
  void add(Chronology&& chronology);
  /// Of all that were added; afterwards there are none.
  Chronology merged();

 private:
  struct Gathered;
  std::unique_ptr<Gathered> gathered_;
  const Data* data_ = nullptr;  // none: what is laid into the program
};

struct Filter {
  std::optional<Interval> from_to{};   // overlap
  std::string entity{};                // a name, alias or id
  std::string entity_id{};             // the id that the gazetteer has for that name, when it has one
  std::vector<Certainty> certainty{};  // empty: all
  double min_confidence = 0;
  std::string about{};                 // words: the events that fit, the best first
  std::optional<std::size_t> top{};
  std::optional<std::size_t> days{}, per_day{};
};
bool asks_for_anything(const Filter& filter);
/// Keeps the events that pass, still in order of time, and the entities that they name.
void apply(const Filter& filter, Chronology& chronology);

}  // namespace newsline
