#pragma once
// What makes two events one, and which comes first: private to this room.
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsline/chronology.h"
#include "similarity.h"

namespace newsline::chronology {

/// Of what an id is made: the date, the certainty and the folded words, nothing else. The same happening told by two pages in the same words has
/// one id. `trigger` tells a further happening of the sentence from its first.
std::uint64_t content_key(std::string_view edtf, Certainty certainty, Relation relation, std::string_view sentence, std::string_view trigger = {});
std::string content_id(std::uint64_t key);
std::string content_id(const OutputEvent& event, std::string_view trigger = {});
/// By date.start, date.end, document id, place in the text.
void sort(std::vector<OutputEvent>& events);
/// Joins the events of one id; their sources are kept, each once.
OutputEvent join_identical(std::vector<OutputEvent>&& events);

/// Takes the events of one page in order of time and hands them on, those joined that tell one happening twice (lead and bullet of the same
/// announcement): at one date, with one certainty, by one trigger or its kin, the names of the one among those of the other, and no number or doer
/// against it. The first telling speaks.
class PageDeduplicator {
 public:
  explicit PageDeduplicator(std::function<void(OutputEvent&&)> take) : take_(std::move(take)) {}
  void add(OutputEvent&& event);
  /// After the last.
  void finish();

 private:
  struct Waiting {
    OutputEvent event;
    std::optional<EventSignature> telling{};
    bool gone = false;  // joined to one before it
    const EventSignature& words();
  };
  void hand_on();

  std::function<void(OutputEvent&&)> take_;
  std::deque<Waiting> waiting_;
};

}  // namespace newsline::chronology
