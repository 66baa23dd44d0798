// Which events answer a few words: "tanker contract". Each word counts by how rare it is among the
// sentences; and by where it stands: in the headline best, then in the names of those who take
// part, in the sentence, as a word of the same event class ("deal"), in the title of the page. Of
// events that fit alike the one that matters more to the story comes first. A word that stands
// nowhere takes from all. It knows no synonyms but the event classes of the language, and reads no
// grammar: "before the strike" asks for a strike.
#include "about.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "ranking.h"

namespace newsline::chronology {

namespace {

constexpr double in_headline = 1, in_name = 0.9, in_sentence = 0.75, as_event_class = 0.55,
                 in_title = 0.35;
constexpr double least = 0.3;             // of the weight of all words that were asked for
constexpr std::size_t most_answers = 20;  // where --top does not say

/// A word that was asked for.
struct Asked {
  std::string word;
  // of the index; number_mask: it has none
  std::uint32_t number = StoryIndex::number_mask, event_class = StoryIndex::number_mask;
  double weight = 2;
};

std::vector<Asked> asked_of(const std::string& words, const StoryIndex& index,
                            const KindredWords& kindred) {
  std::vector<Asked> asked;
  for (const StoryIndex::Lookup& word : index.look_up(words, kindred)) {
    const bool known = word.number != StoryIndex::number_mask;
    const bool event_class = word.event_class != StoryIndex::number_mask;
    const double weight = known         ? index.rarity(word.number)
                          : event_class ? index.rarity(word.event_class)
                                        : 2;
    asked.push_back({word.text, word.number, word.event_class, std::max(0.02, weight)});
  }
  return asked;
}

double fit_of_words(const Asked& asked, std::span<const std::uint32_t> words) {
  double best = 0;
  for (const std::uint32_t word : words) {
    const std::uint32_t number = word & StoryIndex::number_mask;
    if (number == asked.number) {
      best = std::max(best, (word & StoryIndex::in_headline) != 0 ? in_headline : in_sentence);
    } else if (number == asked.event_class) {
      best = std::max(best, as_event_class);
    }
  }
  return best;
}

}  // namespace

void keep_about(const Filter& filter, Chronology& chronology) {
  const MergeRules& rules = MergeRules::built_in();
  const Ranking ranking(chronology, rules);
  const StoryIndex& index = ranking.index();
  const KindredWords& kindred = rules.words_of(
      chronology.documents.empty() ? std::string_view{}
                                   : std::string_view(chronology.documents.front().language));
  const std::vector<Asked> asked = asked_of(filter.about, index, kindred);
  double all = 0;
  for (const Asked& word : asked) {
    all += word.weight;
  }
  // by entity: the numbers of the words of all its names
  std::map<std::string, std::vector<std::uint32_t>> names;
  for (const OutputEntity& entity : chronology.entities) {
    std::vector<std::uint32_t>& numbers = names[entity.id];
    for (const std::string& name : entity.aliases) {
      for (const StoryIndex::Lookup& word : index.look_up(name, kindred)) {
        numbers.push_back(word.number);
      }
    }
    for (const StoryIndex::Lookup& word : index.look_up(entity.name, kindred)) {
      numbers.push_back(word.number);
    }
  }
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t event = 0; event < chronology.events.size() && all > 0; ++event) {
    OutputEvent& output = chronology.events[event];
    double sum = 0;
    std::vector<std::string> matched;
    for (const Asked& word : asked) {
      double best = 0;
      for (std::uint32_t i = ranking.first_source(event); i < ranking.first_source(event + 1);
           ++i) {
        best = std::max(best, fit_of_words(word, index.words(index[i])));
        if (best == 0 &&
            std::ranges::binary_search(index.title_words(index[i].page), word.number)) {
          best = in_title;
        }
      }
      for (const OutputParticipant& participant : output.entities) {
        const auto found = names.find(participant.id);
        if (word.number != StoryIndex::number_mask && found != names.end() &&
            std::ranges::find(found->second, word.number) != found->second.end()) {
          best = std::max(best, in_name);
        }
      }
      sum += word.weight * best;
      if (best > 0) {
        matched.push_back(word.word);
      }
    }
    const double fit = sum / all;
    if (fit < least) {
      continue;
    }
    constexpr double share_of_importance = 0.1;
    const double importance = 1 / (1 + std::exp(-rules.main()(ranking.features()[event])));
    const double score = (1 - share_of_importance) * fit + share_of_importance * importance;
    output.relevance = OutputEvent::Relevance{std::round(score * 1000) / 1000, std::move(matched)};
    order.emplace_back(score, event);
  }
  std::ranges::stable_sort(order, std::ranges::greater{}, &std::pair<double, std::size_t>::first);
  order.resize(std::min(order.size(), filter.top.value_or(most_answers)));
  std::vector<OutputEvent> kept;
  for (const auto& [score, event] : order) {
    kept.push_back(std::move(chronology.events[event]));
  }
  chronology.events = std::move(kept);
}

}  // namespace newsline::chronology
