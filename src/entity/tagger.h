#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/perceptron.h"
#include "entity.h"

namespace newsline::entity {

struct Text;
struct SentenceView;

/// The labels of the names model, and how they may follow each other: begin, inside, last, unit of
/// a person, organization, place.
namespace name_labels {
constexpr std::array<std::string_view, 13> names = {"O",     "B-PER", "I-PER", "L-PER", "U-PER",
                                                    "B-ORG", "I-ORG", "L-ORG", "U-ORG", "B-LOC",
                                                    "I-LOC", "L-LOC", "U-LOC"};
constexpr std::size_t count = names.size();
constexpr std::size_t outside = 0;
enum Place : std::size_t { begin, inside, last, unit };
constexpr std::size_t label(std::size_t type, Place place) { return 1 + type * 4 + place; }
constexpr Place place_of(std::size_t label) { return static_cast<Place>((label - 1) % 4); }
constexpr std::size_t type_of(std::size_t label) { return (label - 1) / 4; }
/// Whether a name is still open behind this label.
constexpr bool open(std::size_t label) { return label != outside && place_of(label) <= inside; }
constexpr bool may_follow(std::size_t before, std::size_t after) {
  if (open(before))
    return after != outside && type_of(after) == type_of(before) &&
           (place_of(after) == inside || place_of(after) == last);
  return after == outside || place_of(after) == begin || place_of(after) == unit;
}
}  // namespace name_labels

/// The stretches of a sentence that could hold names: runs of capitalized words and what may stand
/// between them. Tokens are counted from the sentence's first; half-open.
struct Stretch {
  std::uint32_t first = 0, last = 0;
};
void stretches(const Text& text, const SentenceView& view, std::vector<Stretch>& found);

/// Features of one token of a stretch.
class NameFeaturizer {
 public:
  NameFeaturizer(const Text& text, const SentenceView& view) : text_(text), view_(view) {}
  void features(const Stretch& stretch, std::uint32_t i, FeatureList& out) const;

 private:
  const Token& at(std::uint32_t i) const;
  const Text& text_;
  const SentenceView& view_;
};

/// The feature of a label that follows another.
constexpr std::uint64_t name_transition(std::size_t before) { return feature(99, before); }

/// A name as the model sees it; tokens counted from the sentence's first, half-open.
struct Tagged {
  std::uint32_t first = 0, last = 0;
  EntityType type = EntityType::other;
  std::int32_t margin = 0;  // how far the name's labels lead over none, summed
};

/// The best labels of a stretch under the scores of its tokens (count each) and the transitions
/// (count x count).
void best_labels(
    const std::vector<std::int32_t>& scores,
    const std::array<std::int32_t, name_labels::count * name_labels::count>& transitions,
    std::vector<std::uint8_t>& labels);

class NameTagger {
 public:
  NameTagger() = default;
  explicit NameTagger(Perceptron model);
  explicit operator bool() const noexcept { return static_cast<bool>(model_); }
  void run(const Text& text, const SentenceView& view, std::vector<Tagged>& names) const;

 private:
  Perceptron model_;
  std::array<std::int32_t, name_labels::count * name_labels::count> transitions_{};
};

}  // namespace newsline::entity
