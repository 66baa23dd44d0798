#pragma once
// What makes two events one, and which comes first: private to this room.
#include <string>
#include <string_view>
#include <vector>

#include "newsline/chronology.h"

namespace newsline {

/// White space of any kind as single spaces, none at the ends.
std::string one_line(std::string_view text);
/// An id made of the date, the certainty and the folded words, of nothing else: the same happening told by two pages in the
/// same words has one id. `trigger` tells a further happening of the sentence from its first.
std::string content_id(const ToldEvent& event, std::string_view trigger = {});
/// By date.start, date.end, document id, place in the text.
void sort(std::vector<ToldEvent>& events);
/// Sorts, and joins the events of one id; their sources are kept, each once.
void join_identical(std::vector<ToldEvent>& events);
/// Joins the events of one page, sorted, that tell one happening twice (lead and bullet of the same announcement): at one date, with one certainty,
/// by one trigger or its kin, the names of the one among those of the other, and no number or doer against it. The first telling speaks.
void join_told_twice(std::vector<ToldEvent>& events);

}  // namespace newsline
