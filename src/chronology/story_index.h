#pragma once
// The tellings of a merge as keys that can be compared fast: private to this room.
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "merge_rules.h"
#include "newsline/chronology.h"
#include "pair_features.h"
#include "entities.h"

namespace newsline::chronology {

/// A source of a merge by what it can be compared by. Words and names are numbers of the index's dictionary, sorted; how rare one is counts over the
/// sentences of the merge.
struct IndexedSource {
  Day start{}, end{};
  std::int32_t published = 0;           // days since 1970, or `unknown`
  std::uint32_t page = 0;               // number of the document
  std::uint32_t begin = 0, stop = 0;    // of the sentence, code points
  std::uint32_t words = 0, names = 0;   // where its words and names begin in the index
  std::uint16_t word_count = 0, name_count = 0;
  std::uint32_t trigger = 0, trigger_event_class = 0;  // its stem's number + 1, its group of kindred words; 0: none
  std::uint32_t crowd = 1;              // tellings of the same date
  Certainty certainty = Certainty::asserted;
  Derivation derivation = Derivation::explicit_;
  bool speaks = false;       // its headline has words of the first person, or begins or ends inside a quotation
  bool pronoun = false;      // its headline begins with "he" or "its"
  static constexpr std::int32_t unknown = INT32_MIN;
};

/// All sources of a merge, made comparable: an arena of numbers and a dictionary. What it says depends on the set of sources and documents alone.
class StoryIndex {
 public:
  // A word carries flags above its number.
  static constexpr std::uint32_t in_sentence = 1U << 31, in_headline = 1U << 30, is_figure = 1U << 29, is_event_class = 1U << 28, number_mask = (1U << 28) - 1;
  static constexpr std::uint32_t is_agent = 1U << 31, is_location = 1U << 30;

  /// EventSignature i is source i. The sources are not needed afterwards.
  StoryIndex(const std::vector<const Source*>& sources, const std::vector<Document>& documents, const EntityMerger& entities, const MergeRules& rules);

  std::size_t size() const { return tellings_.size(); }
  const IndexedSource& operator[](std::size_t i) const { return tellings_[i]; }
  PairFeatures features(std::uint32_t a, std::uint32_t b) const;
  /// Never one happening, whatever their score: one is told not to have happened, or they say the same of different ones.
  bool contradict(std::uint32_t a, std::uint32_t b) const;
  /// The rarest words, names and figures of a telling, at most `most`: what a telling of the same happening shares some of.
  std::vector<std::uint32_t> rarest(std::uint32_t i, std::size_t most) const;
  /// How much two pages tell alike: the cosine of their words. Of page numbers.
  double pages_alike(std::uint32_t a, std::uint32_t b) const;
  /// How much of a page's title the headline of a telling has.
  double told_of_title(std::uint32_t page, std::uint32_t telling) const;
  /// How much of a telling's headline the sentence of another tells too.
  double told_by(std::uint32_t telling, std::uint32_t other) const;
  /// The share of the pages that have a word of the headline, on average over its words.
  double central(std::uint32_t telling) const;
  /// A word as the index knows it, and the group of its kindred; number_mask: it stands in no telling.
  struct Lookup {
    std::string text;
    std::uint32_t number = number_mask, event_class = number_mask;
  };
  std::vector<Lookup> look_up(std::string_view text, const KindredWords& kindred) const;
  /// Sorted.
  const std::vector<std::uint32_t>& title_words(std::uint32_t page) const { return title_words_[page]; }
  /// 0 for a word of every sentence, 2 for a word of one.
  float rarity(std::uint32_t number) const { return rarity_[number]; }

  std::span<const std::uint32_t> words(const IndexedSource& t) const { return {arena_.data() + t.words, t.word_count}; }
  std::span<const std::uint32_t> names(const IndexedSource& t) const { return {arena_.data() + t.names, t.name_count}; }

 private:
  std::uint32_t number_of(std::uint64_t key);
  void add_words(std::string_view text, std::uint32_t flag, const KindredWords& kindred, std::vector<std::uint32_t>& words);
  void add(const Source& source, std::uint32_t page, const EntityMerger& entities, const KindredWords& kindred);
  void count(const std::vector<const Source*>& sources);

  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::vector<std::uint32_t> arena_;
  std::vector<IndexedSource> tellings_;
  std::vector<float> rarity_, spread_;  // by number; spread: the share of pages that have it
  struct PagePair {
    std::uint32_t a = UINT32_MAX, b = UINT32_MAX;
    double cosine = 0;
  };
  mutable std::array<PagePair, 4096> alike_;  // lately asked for; so one thread at a time may ask
  std::vector<double> page_squares_;          // of a page's words' rarities
  std::vector<std::vector<std::uint32_t>> page_words_, title_words_;  // by page, sorted
};

}  // namespace newsline::chronology
