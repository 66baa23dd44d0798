#pragma once
#include <cstdint>
#include <vector>

#include "antecedent_model.h"
#include "impl.h"

namespace newsline::entity {

/// A pronoun of a person with the names that it may stand for: what the model is trained from.
struct AntecedentSample {
  Span span;
  std::uint32_t sentence = 0;
  struct Candidate {
    std::uint32_t entity = 0;  // index into Entities::all
    AntecedentFeatures features;
  };
  std::vector<Candidate> candidates;
};

/// Every such pronoun of a page, in order of the text. `entities` as entities() made
/// them.
std::vector<AntecedentSample> antecedent_samples(const Text& text, Entities entities);

}  // namespace newsline::entity
