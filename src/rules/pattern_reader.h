#pragma once
#include <string_view>
#include <vector>

#include "base/data.h"
#include "pattern.h"

namespace newsline {

/// Compiles a word file and a rule file of patterns (pattern.h tells how they are written) to the
/// arrays of automaton.h. Throws Error("data.rules") that names file and line.
std::vector<char> compile_patterns(const Data& data, std::string_view words, std::string_view rules,
                                   SlotNames slots, ConstantNames constants);

}  // namespace newsline
