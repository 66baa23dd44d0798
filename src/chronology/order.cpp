#include "order.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "base/utf8.h"
#include "similarity.h"

namespace newsline::chronology {

std::uint64_t content_key(std::string_view edtf, Certainty certainty, Relation relation,
                          std::string_view sentence, std::string_view trigger) {
  std::string content(edtf);
  content += '\n';
  content += static_cast<char>('0' + static_cast<int>(certainty));
  content += static_cast<char>('0' + static_cast<int>(relation));
  content += '\n';
  content += one_line(sentence);
  if (!trigger.empty()) content.append(1, '\n').append(trigger);
  return word_key(content);
}

std::string content_id(std::uint64_t key) {
  constexpr char hex[] = "0123456789abcdef";
  std::string id = "e";
  for (int shift = 60; shift >= 0; shift -= 4) id += hex[(key >> shift) & 0xF];
  return id;
}

namespace {

auto place(const Source& source) { return std::tie(source.document, source.start, source.end); }
auto whole(const Source& source) {
  return std::tie(source.document, source.start, source.end, source.sentence, source.headline,
                  source.trigger, source.confidence, source.entities);
}

/// Sorts the sources, drops repeated ones, and takes headline and participants in their order: the
/// first source's come first.
void settle(OutputEvent& event) {
  std::ranges::sort(event.sources,
                    [](const Source& a, const Source& b) { return whole(a) < whole(b); });
  const auto again = std::ranges::unique(
      event.sources, [](const Source& a, const Source& b) { return place(a) == place(b); });
  event.sources.erase(again.begin(), again.end());
  const Source& first = event.sources.front();
  event.date = first.date;
  event.sentence = first.sentence;
  event.headline = first.headline.empty() ? event.headline : first.headline;
  event.trigger = first.trigger;
  std::vector<OutputParticipant> in_order;
  for (const Source& source : event.sources) {
    for (const std::string& id : source.entities) {
      const auto known = std::ranges::find(event.entities, id, &OutputParticipant::id);
      if (known != event.entities.end() &&
          std::ranges::find(in_order, id, &OutputParticipant::id) == in_order.end())
        in_order.push_back(*known);
    }
  }
  event.entities = std::move(in_order);
}

void join(OutputEvent& event, OutputEvent&& other) {
  std::ranges::move(other.sources, std::back_inserter(event.sources));
  for (OutputParticipant& participant : other.entities) {
    const auto known = std::ranges::find(event.entities, participant.id, &OutputParticipant::id);
    if (known == event.entities.end())
      event.entities.push_back(std::move(participant));
    else
      known->role = std::min(known->role, participant.role), known->anaphor &= participant.anaphor;
  }
  event.salience = std::max(event.salience, other.salience);
  event.confidence = std::max(event.confidence, other.confidence);
}

}  // namespace

void sort(std::vector<OutputEvent>& events) {
  const auto key = [](const OutputEvent& event) {
    const Source& first = event.sources.front();
    return std::tie(event.date.start, event.date.end, first.document, first.start, first.end,
                    event.id);
  };
  std::ranges::sort(events,
                    [&](const OutputEvent& a, const OutputEvent& b) { return key(a) < key(b); });
}

void join_identical(OutputEvent& event, std::size_t count,
                    const std::function<OutputEvent(std::size_t)>& other) {
  event.sources.reserve(event.sources.size() + count);
  for (std::size_t i = 0; i < count; ++i) join(event, other(i));
  if (event.sources.size() > 1) settle(event);
}

namespace {

constexpr std::size_t reach = 24;  // of one date: a page of one day's sayings stays linear
const EntityMerger as_the_page_has_them;

bool one_date(const OutputEvent& a, const OutputEvent& b) {
  return a.date.start == b.date.start && a.date.end == b.date.end;
}

}  // namespace

const EventSignature& PageDeduplicator::Waiting::words() {
  if (!signature) signature = signature_of(event.sources.front(), as_the_page_has_them);
  return *signature;
}

void PageDeduplicator::add(OutputEvent&& event) {
  waiting_.push_back({std::move(event)});
  while (waiting_.size() > reach || !one_date(waiting_.front().event, waiting_.back().event))
    hand_on();
}

void PageDeduplicator::finish() {
  while (!waiting_.empty()) hand_on();
}

/// Hands on the first waiting event, joined with those of its date that repeat it.
void PageDeduplicator::hand_on() {
  Waiting& first = waiting_.front();
  for (std::size_t j = 1; j < waiting_.size() && !first.gone; ++j) {
    OutputEvent &a = first.event, &b = waiting_[j].event;
    if (!one_date(a, b)) break;
    if (waiting_[j].gone || a.certainty != b.certainty ||
        a.sources.front().start == b.sources.front().start)
      continue;
    const bool event_class = a.event_class != 0 && a.event_class == b.event_class;
    if (!repeats_event(first.words(), waiting_[j].words(), event_class)) continue;
    join(a, std::move(b));
    settle(a);
    waiting_[j].gone = true;
  }
  if (!first.gone) take_(std::move(first.event));
  waiting_.pop_front();
}

}  // namespace newsline::chronology
