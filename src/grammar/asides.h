#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "grammar.h"

namespace newsline::grammar {

/// A clause between commas that says more of the noun before it, while the verb behind it goes on
/// with that noun: words [first, last) without the two commas.
///
///     The minister , who had led the party since 2015 , resigned .
///         noun       first                          last
struct Aside {
  std::uint16_t noun = 0, first = 0, last = 0;
  bool relative = false;  // opened by a relative pronoun, else by a participle
};

/// The asides of a sentence, in order, none within another. `commas`: which words are commas.
std::vector<Aside> find_asides(const std::vector<Morphology>& words,
                               const std::vector<bool>& commas);

}  // namespace newsline::grammar
