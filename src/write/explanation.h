#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "newsline/chronology.h"

namespace newsline {

/// --list-entities: a line each, most mentioned first: id, type, mentions, names, why; parted by
/// tabs.
void write_entities(std::string& out, const std::vector<Chronology>& chronologies);
/// --explain: why there is the event, and why at its date. False when none has that id.
bool write_explanation(std::string& out, const std::vector<Chronology>& chronologies,
                       std::string_view id);

}  // namespace newsline
