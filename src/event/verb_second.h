#pragma once
#include <string>

#include "headline.h"

namespace newsline::event_room {

/// The headline in a language whose finite verb stands second and whose verb group is a bracket around the clause ("hat ... beschlossen",
/// "nimmt ... ab"). There a word less may leave a clause without its verb or its order, so that this one cuts at the borders of whole clauses
/// only, and leaves a date in where it cannot go without a hole.
std::string verb_second_headline(const HeadlineSource& source);

}  // namespace newsline::event_room
