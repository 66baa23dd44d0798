#pragma once
#include <vector>

#include "confidence.h"
#include "event/headline/headline.h"
#include "salience.h"

namespace newsline::event {

/// A happening that may become an event, with all that is weighed: what the weights are trained
/// from.
struct Sample {
  std::uint32_t sentence = 0;
  Interval when{};
  DatedBy by = DatedBy::itself;
  Features features;
  Derivation derivation = Derivation::explicit_;
};

/// A happening that an editor may put on a page's timeline.
struct SalienceSample {
  std::uint32_t sentence = 0;
  Span trigger;
  SalienceFeatures cues;
};

/// Every happening of a page, dated by its words or by the page, in order of the text and, within a
/// sentence, of rank.
std::vector<SalienceSample> salience_samples(const Reading& reading, const EventRules& rules);

/// Every happening of a page that no rule speaks against, whatever its weight.
std::vector<Sample> samples(const Reading& reading, const EventRules& rules);

/// An event and the lines that could tell it.
struct HeadlineSample {
  Span sentence, trigger;
  Interval when{};
  std::vector<HeadlineCandidate> candidates;
};

/// The candidates of every event of a page; with `explore` many more than a headline is chosen
/// from.
std::vector<HeadlineSample> headline_samples(const Reading& reading, const EventRules& rules,
                                             const Penalties& penalties, bool explore);

}  // namespace newsline::event
