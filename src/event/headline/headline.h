#pragma once
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "defects.h"
#include "sentence.h"

namespace newsline::event {

/// Tokens that stand for a name ("She", "its", "The company"), and the name; empty: not sure.
struct NamedAnaphor {
  Stretch tokens{};
  std::string name;
};

/// What a headline is made from: one sentence, the happening in it and what stands for a name.
struct HeadlineSource {
  HeadlineSentence sentence;
  std::vector<NamedAnaphor> anaphors;
  /// The anaphor that a token belongs to; null: none.
  const NamedAnaphor* anaphor_at(std::uint32_t token) const {
    for (const NamedAnaphor& one : anaphors)
      if (one.tokens.contains(token)) return &one;
    return nullptr;
  }
};

/// A way to tell it: the line, how often it has each defect, and what they cost together.
struct HeadlineCandidate {
  std::string line;
  std::array<std::uint8_t, defect_count> defects{};
  double price = 0;
};

/// A line of plain text, 400 code points at most.
struct Headline {
  std::string line;
  bool of_inner_clause = false;  // it tells a clause of the sentence that is not the main one
};

/// A clause of the sentence or all of it, without the date where it can go. Chosen is the candidate
/// whose defects cost least.
Headline headline(const HeadlineSource& source, const Penalties& penalties);

/// Every candidate that was looked at, and with `explore` many more, for training. Not in order of
/// price.
std::vector<HeadlineCandidate> headline_candidates(const HeadlineSource& source,
                                                   const Penalties& penalties, bool explore);

/// Lines for a developer: the tree of the sentence, then the cheapest candidates with price and
/// defects.
std::string explain_headline(const HeadlineSource& source, const Penalties& penalties);

}  // namespace newsline::event
