#pragma once
// The reports of a merge as keys that can be compared fast: internal to this folder.
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entities.h"
#include "merge_rules.h"
#include "newsline/chronology.h"
#include "pair_features.h"
#include "sources.h"

namespace newsline::chronology {

/// A source of a merge by what it can be compared by. Words and names are numbers of the index's
/// dictionary, sorted; how rare one is counts over the sentences of the merge.
struct IndexedSource {
  Day start{}, end{};
  std::int32_t published = 0;         // days since 1970, or `unknown`
  std::uint32_t page = 0;             // number of the document
  std::uint32_t begin = 0, stop = 0;  // of the sentence, code points
  // where its words, its names, its headline's words and their clusters begin in the index
  std::uint32_t words = 0, names = 0, headline = 0, kinds = 0;
  std::uint16_t word_count = 0, name_count = 0, headline_count = 0, kind_count = 0;
  // its stem's number + 1, its event class; 0: none
  std::uint32_t trigger = 0, trigger_event_class = 0;
  std::uint32_t crowd = 1;  // reports of the same date
  Certainty certainty = Certainty::asserted;
  Derivation derivation = Derivation::explicit_;
  // its headline has words of the first person, or begins or ends inside a quotation
  bool is_speech = false;
  bool goes_on = false;      // its date is an earlier sentence's, and it matters little to its page
  bool points_back = false;  // its sentence begins with "the" or "it"
  bool opens_with_pronoun = false;  // its headline begins with "he" or "its"
  bool other_language = false;      // than the most pages of the story
  static constexpr std::int32_t unknown = INT32_MIN;
};

/// Sums over the words and names of a report, by their rarity, that each of its pairs needs.
struct ReportSums {
  double headline = 0, headline_squares = 0, sentence_squares = 0;
  double around = 0, around_squares = 0;  // of the words around the trigger
  double kinds_squares = 0, names = 0;
  std::uint32_t plain = 0;  // how many words of the headline are no figures
  bool figures = false;     // in the headline
  bool agents = false, locations = false;
};

/// All sources of a merge, made comparable: an arena of numbers and a dictionary. What it says
/// depends on the set of sources and documents alone.
class StoryIndex {
 public:
  // A word carries flags above its number.
  static constexpr std::uint32_t in_sentence = 1U << 31, in_headline = 1U << 30,
                                 is_figure = 1U << 29, is_event_class = 1U << 28,
                                 by_trigger = 1U << 27, number_mask = (1U << 27) - 1;
  static constexpr std::uint32_t is_agent = 1U << 31, is_location = 1U << 30;

  /// Report i is source i. The sources are not needed afterwards.
  StoryIndex(const SourceView& sources, const std::vector<Document>& documents,
             const EntityMerger& entities, const MergeRules& rules);

  std::size_t size() const { return reports_.size(); }
  const IndexedSource& operator[](std::size_t i) const { return reports_[i]; }
  PairFeatures features(std::uint32_t a, std::uint32_t b) const;
  /// Never of one event, whatever their score: one says that it did not happen, or they say the
  /// same of different names or figures.
  bool contradict(std::uint32_t a, std::uint32_t b) const;
  /// The features of two reports, none where they contradict: what both need is looked for once.
  std::optional<PairFeatures> features_of_one_event(std::uint32_t a, std::uint32_t b) const;
  const ReportSums& sums(std::uint32_t i) const { return sums_[i]; }
  /// The rarest words, names and figures of a report, at most `most`: another report of the same
  /// event shares some of them.
  std::vector<std::uint32_t> rarest(std::uint32_t i, std::size_t most) const;
  /// The cosine of the words of two pages, given by number.
  double pages_alike(std::uint32_t a, std::uint32_t b) const;
  /// The share of a page's title that is in the headline of a report, 0 to 1.
  double title_share(std::uint32_t page, std::uint32_t report) const;
  /// The share of a report's headline that is in the sentence of another, 0 to 1.
  double covered_by(std::uint32_t report, std::uint32_t other) const;
  /// The share of the pages that have a word of the headline, on average over its words.
  double central(std::uint32_t report) const;
  /// A word's number in the index and its event class; number_mask: no report has it.
  struct Lookup {
    std::string text;
    std::uint32_t number = number_mask, event_class = number_mask;
  };
  std::vector<Lookup> look_up(std::string_view text, const KindredWords& kindred) const;
  /// Sorted.
  const std::vector<std::uint32_t>& title_words(std::uint32_t page) const {
    return title_words_[page];
  }
  /// 0 for a word of every sentence, 2 for a word of one.
  float rarity(std::uint32_t number) const { return rarity_[number]; }

  std::span<const std::uint32_t> words(const IndexedSource& t) const {
    return {arena_.data() + t.words, t.word_count};
  }
  std::span<const std::uint32_t> names(const IndexedSource& t) const {
    return {arena_.data() + t.names, t.name_count};
  }
  /// Without flags, figures and event classes.
  std::span<const std::uint32_t> headline(const IndexedSource& t) const {
    return {arena_.data() + t.headline, t.headline_count};
  }
  std::span<const std::uint32_t> kinds(const IndexedSource& t) const {
    return {arena_.data() + t.kinds, t.kind_count};
  }

 private:
  std::uint32_t number_of(std::uint64_t key);
  void add_words(std::string_view text, std::uint32_t flag, const KindredWords& kindred,
                 std::vector<std::uint32_t>& words);
  void add(const Source& source, std::uint32_t page, const EntityMerger& entities,
           const KindredWords& kindred);
  void count(const std::vector<std::uint64_t>& sentences);
  ReportSums sums_of(const IndexedSource& report) const;

  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::vector<std::uint32_t> arena_;
  std::vector<IndexedSource> reports_;
  std::vector<ReportSums> sums_;        // of each report
  std::vector<float> rarity_, spread_;  // by number; spread: the share of pages that have it
  struct PagePair {
    std::uint32_t a = UINT32_MAX, b = UINT32_MAX;
    double cosine = 0;
  };
  mutable std::array<PagePair, 4096> alike_;  // lately asked for; so one thread at a time may ask
  std::vector<double> page_squares_;          // of a page's words' rarities
  std::vector<double> title_sums_;            // of those of its title's words
  std::vector<std::vector<std::uint32_t>> page_words_, title_words_;  // by page, sorted
};

}  // namespace newsline::chronology
