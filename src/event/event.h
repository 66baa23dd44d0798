#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/pack.h"
#include "base/span.h"
#include "entity/entity.h"
#include "newsline/civil.h"
#include "newsline/edtf.h"
#include "newsline/terms.h"
#include "sentence/sentence.h"
#include "timex/timex.h"
#include "token/token.h"

namespace newsline {

/// When an event happened and why we say so.
struct EventDate {
  // whole days; the expression's own interval, the relation does not change it
  Interval when{};
  Grain grain = Grain::day;
  Relation relation = Relation::on;
  Derivation derivation = Derivation::explicit_;
  bool approximate = false, uncertain = false;
  // index into Timexes::all; none when the date is the document's own
  std::uint32_t timex = Timex::none;
  std::uint32_t range = Timex::none;  // index into Timexes::ranges, when a range gave it
  // the words that gave the date; empty when it is the document's own
  Span expression{};
};

/// The date for print_edtf: the ends of a stretch are named as the text names them
/// ("2022-09/2023-04" or "2022-39/2023-37").
Edtf edtf_of(const EventDate& date, const Timexes& timexes);

struct Participant {
  std::uint32_t entity = 0;  // index into Entities::all
  Role role = Role::participant;
  bool anaphor = false;  // the sentence names it only by "she" or "the company"
};

/// A dated event: one happening of one sentence (docs/events.md: two happenings at two dates give
/// two, at one date one).
struct Event {
  std::uint32_t sentence = 0;  // index into the sentences
  Span span;                   // the sentence without its bullet or date label
  Span clause;                 // the part of it that tells this happening
  Span trigger;                // the word that names it
  EventDate date;
  Certainty certainty = Certainty::asserted;
  std::vector<Participant> participants;
  std::string headline;   // one line of plain text, without the date
  double confidence = 0;  // 0 to 1
  double salience = 0;    // 0 to 1: how likely an editor puts it on a timeline of the page
  // a number that words for one kind of happening share ("signed", "agreed"); 0: known of none
  std::uint32_t event_class = 0;
  // beside the main happening of its sentence, or not sure to be the page's news: see
  // events_and_secondary
  bool secondary = false;
  std::string reason;  // for --explain: what made it an event, and what its date
};

/// Many events in little room, in the order in which they were added. Confidence and salience are
/// kept as thousandths; sentence and clause are not.
class PackedEvents {
 public:
  void add(const Event& event);
  std::size_t size() const noexcept { return places_.size(); }
  Event operator[](std::size_t number) const;

 private:
  Store store_;
  std::vector<std::uint32_t> places_;
};

/// The words that triggers, certainty, relations and attributions are known by, for one language.
class EventRules {
 public:
  EventRules(const Data& data, std::string_view language);
  ~EventRules();
  EventRules(EventRules&&) noexcept;
  struct Impl;
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

namespace event {
struct ParagraphDates;
}
/// How a page dates its paragraphs: by labels, headings and time stamps.
class PageLabels {
 public:
  PageLabels() = default;
  explicit PageLabels(std::shared_ptr<const event::ParagraphDates> layout)
      : layout_(std::move(layout)) {}
  /// What resolve() counts from; null when the page has no labels.
  const EntryDates* entries() const noexcept;
  const std::shared_ptr<const event::ParagraphDates>& layout() const noexcept { return layout_; }

 private:
  std::shared_ptr<const event::ParagraphDates> layout_;
};

/// All that the rooms before found, as one argument.
struct Reading {
  const Article& article;
  const std::vector<Sentence>& sentences;
  const Tokens& tokens;
  const Timexes& timexes;
  const Entities& entities;
  std::optional<Published> document_time;
  const PageLabels* labels = nullptr;  // null: read anew
};

/// The labels of a page, found and solved together. The timexes must be resolved; where there are
/// entries, resolve() them again with these.
PageLabels read_labels(const Reading& reading, const EventRules& rules);

/// Which sentences must be tagged before they are read for events: those whose paragraph holds a
/// timex, the paragraph after one that does (a label dates what follows), headings and the lead.
std::vector<bool> wants_tags(const Article& article, const std::vector<Sentence>& sentences,
                             const Timexes& timexes);
/// The dated events in order of the text. The sentences of `wants_tags` must be tagged.
std::vector<Event> events(const Reading& reading, const EventRules& rules);
/// These and more happenings that may be among the page's main ones: undated news that is less
/// sure, a second happening of a sentence. They are for who asks for the main happenings of a page
/// by number.
std::vector<Event> events_and_secondary(const Reading& reading, const EventRules& rules);
/// These and, for those who build on the layers, mentions with less confidence: sayings of the
/// page's day, verbs beside the one date of a sentence, sentences that may go on with an earlier
/// day or be the page's own news.
std::vector<Event> event_mentions(const Reading& reading, const EventRules& rules);

/// Which of the three; `explained`: events and secondary ones, and in their reasons the tree of the
/// sentence, the candidates of the headline and what each costs.
enum class EventScope : std::uint8_t { events, secondary, mentions, explained };
/// The same, each handed on as soon as its sentence is read.
void extract_events(const Reading& reading, const EventRules& rules, EventScope extent,
                    const std::function<void(Event&&)>& take);

}  // namespace newsline
