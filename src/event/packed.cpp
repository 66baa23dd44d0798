#include <algorithm>
#include <cmath>

#include "event.h"

namespace newsline {

namespace {

std::uint64_t thousandths(double share) {
  return static_cast<std::uint64_t>(std::round(std::clamp(share, 0.0, 1.0) * 1000));
}

void pack_span(std::string& out, Span span) {
  pack(out, span.begin);
  pack_signed(out, static_cast<std::int64_t>(span.end) - span.begin);
}
Span span_of(Unpacker& from) {
  const std::uint32_t begin = from.small();
  return {begin, static_cast<std::uint32_t>(begin + from.signed_number())};
}

/// An index, or Timex::none.
void pack_index(std::string& out, std::uint32_t index) {
  pack(out, static_cast<std::uint32_t>(index + 1));
}
std::uint32_t index_of(Unpacker& from) { return from.small() - 1; }

void pack_date(std::string& out, const EventDate& date) {
  pack_signed(out, date.when.first.time_since_epoch().count());
  pack_signed(out, (date.when.last - date.when.first).count());
  for (const auto small : {static_cast<unsigned>(date.grain), static_cast<unsigned>(date.relation),
                           static_cast<unsigned>(date.derivation)})
    pack(out, small);
  pack(out, (date.approximate ? 1U : 0U) | (date.uncertain ? 2U : 0U));
  pack_index(out, date.timex);
  pack_index(out, date.range);
  pack_span(out, date.expression);
}

EventDate date_of(Unpacker& from) {
  EventDate date;
  date.when.first = CivilTime{std::chrono::seconds{from.signed_number()}};
  date.when.last = date.when.first + std::chrono::seconds{from.signed_number()};
  date.grain = static_cast<Grain>(from.small());
  date.relation = static_cast<Relation>(from.small());
  date.derivation = static_cast<Derivation>(from.small());
  const std::uint32_t doubts = from.small();
  date.approximate = (doubts & 1U) != 0;
  date.uncertain = (doubts & 2U) != 0;
  date.timex = index_of(from);
  date.range = index_of(from);
  date.expression = span_of(from);
  return date;
}

}  // namespace

void PackedEvents::add(const Event& event) {
  std::string out;
  pack_span(out, event.span);
  pack_span(out, event.trigger);
  pack_date(out, event.date);
  pack(out, static_cast<unsigned>(event.certainty) << 1 | (event.secondary ? 1U : 0U));
  pack(out, event.participants.size());
  for (const Participant& participant : event.participants) {
    pack(out, participant.entity);
    pack(out, static_cast<unsigned>(participant.role) << 1 | (participant.anaphor ? 1U : 0U));
  }
  pack_words(out, event.headline);
  pack(out, thousandths(event.confidence));
  pack(out, thousandths(event.salience));
  pack(out, event.event_class);
  pack_words(out, event.reason);
  places_.push_back(store_.add(out));
}

Event PackedEvents::operator[](std::size_t number) const {
  Unpacker from = store_.at(places_[number]);
  Event event;
  event.span = span_of(from);
  event.trigger = span_of(from);
  event.date = date_of(from);
  const std::uint32_t told = from.small();
  event.certainty = static_cast<Certainty>(told >> 1);
  event.secondary = (told & 1U) != 0;
  event.participants.resize(from.small());
  for (Participant& participant : event.participants) {
    participant.entity = from.small();
    const std::uint32_t part = from.small();
    participant.role = static_cast<Role>(part >> 1);
    participant.anaphor = (part & 1U) != 0;
  }
  event.headline = from.words();
  event.confidence = static_cast<double>(from.small()) / 1000;
  event.salience = static_cast<double>(from.small()) / 1000;
  event.event_class = from.small();
  event.reason = from.words();
  return event;
}

}  // namespace newsline
