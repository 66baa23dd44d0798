#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "decide.h"

namespace newsline::sentence {

/// Whether the model knows the word, not only its shape.
bool asks_model(std::string_view text, const Candidate& candidate, const Facts& known);

constexpr std::size_t boundary_features = 14;
/// What the model is asked about a candidate that no rule settles.
void features_of(std::string_view text, const Candidate& candidate, const Facts& known,
                 std::uint64_t* out);

}  // namespace newsline::sentence
