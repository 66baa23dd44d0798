#pragma once
// What makes two events one, and which comes first: internal to this folder.
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

/// What an id is made of: the date, the certainty and the folded words, nothing else, so that an
/// event has one id on two pages that report it in the same words. `trigger`: given for a second
/// event of the same sentence, to part it from the first.
std::uint64_t content_key(std::string_view edtf, Certainty certainty, Relation relation,
                          std::string_view sentence, std::string_view trigger = {});
std::string content_id(std::uint64_t key);
/// By date.start, date.end, document id, place in the text.
void sort(std::vector<OutputEvent>& events);
/// Joins to an event `count` others of its id, each made when its turn comes; their sources are
/// kept, each once.
void join_identical(OutputEvent& event, std::size_t count,
                    const std::function<OutputEvent(std::size_t)>& other);

/// Merges events of one page that repeat one event (lead and bullet of the same announcement): same
/// date and certainty, same trigger or one of the same event class, one's names a subset of the
/// other's, no contradicting number or agent. The first keeps its headline. Events come and go in
/// order of time; only those of one date are held.
class PageDeduplicator {
 public:
  explicit PageDeduplicator(std::function<void(OutputEvent&&)> take) : take_(std::move(take)) {}
  void add(OutputEvent&& event);
  /// After the last.
  void finish();

 private:
  struct Waiting {
    OutputEvent event;
    std::optional<EventSignature> signature{};
    bool gone = false;  // joined to one before it
    const EventSignature& words();
  };
  void hand_on();

  std::function<void(OutputEvent&&)> take_;
  std::deque<Waiting> waiting_;
};

}  // namespace newsline::chronology
