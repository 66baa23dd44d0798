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

namespace newsline {

/// White space of any kind as single spaces, none at the ends.
std::string one_line(std::string_view text);
/// Of what an id is made: the date, the certainty and the folded words, nothing else. The same happening told by two pages in the same words has
/// one id. `trigger` tells a further happening of the sentence from its first.
std::uint64_t content_key(std::string_view edtf, Certainty certainty, Relation relation, std::string_view sentence, std::string_view trigger = {});
std::string content_id(std::uint64_t key);
std::string content_id(const ToldEvent& event, std::string_view trigger = {});
/// By date.start, date.end, document id, place in the text.
void sort(std::vector<ToldEvent>& events);
/// Joins the events of one id; their sources are kept, each once.
ToldEvent join_identical(std::vector<ToldEvent>&& events);

/// Takes the events of one page in order of time and hands them on, those joined that tell one happening twice (lead and bullet of the same
/// announcement): at one date, with one certainty, by one trigger or its kin, the names of the one among those of the other, and no number or doer
/// against it. The first telling speaks.
class ToldTwice {
 public:
  explicit ToldTwice(std::function<void(ToldEvent&&)> take) : take_(std::move(take)) {}
  void add(ToldEvent&& event);
  /// After the last.
  void finish();

 private:
  struct Waiting {
    ToldEvent event;
    std::optional<Telling> telling{};
    bool gone = false;  // joined to one before it
    const Telling& words();
  };
  void hand_on();

  std::function<void(ToldEvent&&)> take_;
  std::deque<Waiting> waiting_;
};

}  // namespace newsline
