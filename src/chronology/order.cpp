#include "order.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "newsline/utf8.h"
#include "telling.h"

namespace newsline {

std::string one_line(std::string_view text) {
  std::string line;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (is_space(next_code_point(text, at))) {
      space = !line.empty();
    } else {
      if (space) line += ' ';
      space = false;
      line += text.substr(begin, at - begin);
    }
  }
  return line;
}

std::string content_id(const ToldEvent& event, std::string_view trigger) {
  std::string content = event.date.edtf;
  content += '\n';
  content += static_cast<char>('0' + static_cast<int>(event.certainty));
  content += static_cast<char>('0' + static_cast<int>(event.date.relation));
  content += '\n';
  content += one_line(event.sentence);
  if (!trigger.empty()) content.append(1, '\n').append(trigger);
  constexpr char hex[] = "0123456789abcdef";
  const std::uint64_t key = word_key(content);
  std::string id = "e";
  for (int shift = 60; shift >= 0; shift -= 4) id += hex[(key >> shift) & 0xF];
  return id;
}

namespace {

auto place(const Source& source) { return std::tie(source.document, source.start, source.end); }
auto whole(const Source& source) { return std::tie(source.document, source.start, source.end, source.sentence, source.headline, source.trigger, source.confidence, source.entities); }

/// The event as its first source tells it; who takes part, in the order in which the sources name them.
void settle(ToldEvent& event) {
  std::ranges::sort(event.sources, [](const Source& a, const Source& b) { return whole(a) < whole(b); });
  const auto again = std::ranges::unique(event.sources, [](const Source& a, const Source& b) { return place(a) == place(b); });
  event.sources.erase(again.begin(), again.end());
  const Source& first = event.sources.front();
  event.date = first.date;
  event.sentence = first.sentence;
  event.headline = first.headline.empty() ? event.headline : first.headline;
  event.trigger = first.trigger;
  std::vector<ToldParticipant> in_order;
  for (const Source& source : event.sources) {
    for (const std::string& id : source.entities) {
      const auto known = std::ranges::find(event.entities, id, &ToldParticipant::id);
      if (known != event.entities.end() && std::ranges::find(in_order, id, &ToldParticipant::id) == in_order.end()) in_order.push_back(*known);
    }
  }
  event.entities = std::move(in_order);
}

void join(ToldEvent& event, ToldEvent&& other) {
  std::ranges::move(other.sources, std::back_inserter(event.sources));
  for (ToldParticipant& participant : other.entities) {
    const auto known = std::ranges::find(event.entities, participant.id, &ToldParticipant::id);
    if (known == event.entities.end()) event.entities.push_back(std::move(participant));
    else known->role = std::min(known->role, participant.role), known->anaphor &= participant.anaphor;
  }
  event.salience = std::max(event.salience, other.salience);
  event.confidence = std::max(event.confidence, other.confidence);
}

}  // namespace

void sort(std::vector<ToldEvent>& events) {
  const auto key = [](const ToldEvent& event) {
    const Source& first = event.sources.front();
    return std::tie(event.date.start, event.date.end, first.document, first.start, first.end, event.id);
  };
  std::ranges::sort(events, [&](const ToldEvent& a, const ToldEvent& b) { return key(a) < key(b); });
}

void join_told_twice(std::vector<ToldEvent>& events) {
  constexpr std::size_t reach = 24;  // of one date: a page of one day's sayings stays linear
  std::vector<std::optional<Telling>> tellings(events.size());
  std::vector<bool> gone(events.size(), false);
  const EntityUnion as_the_page_has_them;
  const auto telling = [&](std::size_t i) -> const Telling& {
    if (!tellings[i]) tellings[i] = telling_of(events[i].sources.front(), as_the_page_has_them);
    return *tellings[i];
  };
  for (std::size_t i = 0; i < events.size(); ++i) {
    for (std::size_t j = i + 1; j < events.size() && j <= i + reach && !gone[i]; ++j) {
      const ToldEvent &a = events[i], &b = events[j];
      if (a.date.start != b.date.start || a.date.end != b.date.end) break;
      if (gone[j] || a.certainty != b.certainty || a.sources.front().start == b.sources.front().start) continue;
      const bool kin = a.kin != 0 && a.kin == b.kin;
      if (!tells_again(telling(i), telling(j), kin)) continue;
      join(events[i], std::move(events[j]));
      settle(events[i]);
      gone[j] = true;
    }
  }
  std::size_t at = 0;
  std::erase_if(events, [&](const ToldEvent&) { return gone[at++]; });
}

void join_identical(std::vector<ToldEvent>& events) {
  sort(events);
  std::ranges::stable_sort(events, {}, &ToldEvent::id);
  std::vector<ToldEvent> joined;
  for (ToldEvent& event : events) {
    if (!joined.empty() && joined.back().id == event.id) join(joined.back(), std::move(event));
    else joined.push_back(std::move(event));
  }
  for (ToldEvent& event : joined)
    if (event.sources.size() > 1) settle(event);
  sort(joined);
  events = std::move(joined);
}

}  // namespace newsline
