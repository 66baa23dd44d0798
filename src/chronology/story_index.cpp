// How alike two reports of a merge are, in numbers. A report is what one page's sentence says of
// an event (a Source). "A blaze gutted the Marlow bridge on Tuesday, killing 11 people." and
// "Eleven people died when fire swept the Marlow bridge on Tuesday." have one day, the words
// "Marlow", "bridge" and "people" (rare ones count more), the figure 11, and words of the event
// classes for dying and burning; nothing contradicts. What each of these is worth was learned
// (data/merge/pairs.tsv). No word is known by itself here: stems are first letters, event classes
// and number words come from the language's data. A synonym that no event class has is not seen.
#include "story_index.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/ascii.h"
#include "base/data.h"
#include "base/utf8.h"

namespace newsline::chronology {

namespace {

constexpr std::array<std::string_view, pair_feature_count> feature_names{"eq_day",
                                                                         "eq_range",
                                                                         "in_week",
                                                                         "in_month",
                                                                         "in_long",
                                                                         "touch",
                                                                         "gap1",
                                                                         "gap2",
                                                                         "eq_old",
                                                                         "eq_old_day",
                                                                         "eq_future",
                                                                         "eq_before_pubs",
                                                                         "day_crowd",
                                                                         "document_day",
                                                                         "inherited",
                                                                         "same_page",
                                                                         "same_sentence",
                                                                         "next_sentence",
                                                                         "near_sentence",
                                                                         "published_near",
                                                                         "both_lead",
                                                                         "lead_eq",
                                                                         "headline_cosine",
                                                                         "sentence_cosine",
                                                                         "contained_most",
                                                                         "contained_least",
                                                                         "headline_cosine_eq",
                                                                         "sentence_cosine_eq",
                                                                         "contained_eq",
                                                                         "rarest_shared",
                                                                         "shared",
                                                                         "shared_eq",
                                                                         "shared_not_eq",
                                                                         "trigger",
                                                                         "trigger_kin",
                                                                         "trigger_told",
                                                                         "kin_told",
                                                                         "kin_any",
                                                                         "figure",
                                                                         "figure_told",
                                                                         "figure_contradicts",
                                                                         "names",
                                                                         "names_eq",
                                                                         "rarest_name",
                                                                         "names_differ",
                                                                         "names_within",
                                                                         "agent",
                                                                         "agent_differs",
                                                                         "location",
                                                                         "location_differs",
                                                                         "certainty",
                                                                         "plan_done",
                                                                         "plan_done_eq",
                                                                         "negated",
                                                                         "title",
                                                                         "title_eq",
                                                                         "title_day",
                                                                         "pages_alike",
                                                                         "weak_day",
                                                                         "weak_range",
                                                                         "weak_apart",
                                                                         "same_page_eq",
                                                                         "same_page_day",
                                                                         "same_page_shared",
                                                                         "same_page_cosine",
                                                                         "crowd_shared",
                                                                         "strength",
                                                                         "strength_squared",
                                                                         "strength_eq",
                                                                         "goes_on",
                                                                         "goes_on_eq",
                                                                         "goes_on_next",
                                                                         "inside_cosine",
                                                                         "inside_old",
                                                                         "inside_shared",
                                                                         "around_cosine",
                                                                         "around_eq",
                                                                         "around_most",
                                                                         "kinds_cosine",
                                                                         "kinds_eq",
                                                                         "kinds_most_eq"};

using Numbers = std::span<const std::uint32_t>;

/// Seeds that keep words, figures, names and groups apart in one dictionary.
constexpr std::uint64_t figure_seed = 0x9E3779B97F4A7C15ULL, name_seed = 0xC2B2AE3D27D4EB4FULL,
                        event_class_seed = 0x165667B19E3779F9ULL,
                        cluster_seed = 0x27D4EB2F165667C5ULL;

std::uint64_t mixed(std::uint64_t key, std::uint64_t seed) {
  key = (key ^ seed) * 0xBF58476D1CE4E5B9ULL;
  return key ^ (key >> 29);
}

struct Word {
  std::uint64_t key = 0, stem = 0;  // of the whole word, of its first letters
  std::size_t letters = 0;
  std::string digits;
  std::string_view text;
};

/// The next word of a text from `at` on, which is moved behind it; false at the end. Thousands
/// separators belong to a number.
bool next_word(std::string_view text, std::size_t& at, Word& word) {
  constexpr std::size_t stem_letters = 6;
  const std::uint64_t none = word_key("");
  word = {none, none, 0, {}, {}};
  std::size_t begin = 0, end = text.size();
  while (at < text.size()) {
    const std::size_t here = at;
    const char32_t c = next_code_point(text, at);
    const bool separator = (c == '.' || c == ',') && !word.digits.empty() &&
                           word.digits.size() == word.letters && at < text.size() &&
                           ascii::is_digit(text[at]);
    if (separator) {
      continue;
    }
    if (!is_letter(c) && !is_digit(c) && c <= 0x2FFF) {
      if (word.letters == 0) {
        continue;
      }
      end = here;
      break;
    }
    if (word.letters == 0) {
      begin = here;
    }
    if (is_digit(c)) {
      word.digits += static_cast<char>(c);
    }
    word.key = extend_key(word.key, c);
    if (word.letters++ < stem_letters) {
      word.stem = word.key;
    }
  }
  word.text = text.substr(begin, end - begin);
  return word.letters > 0;
}

void each_word(std::string_view text, auto take) {
  Word word;
  for (std::size_t at = 0; next_word(text, at, word);) {
    take(word);
  }
}

/// The key of the first word of a text; of no word where it has none.
std::uint64_t first_word(std::string_view text) {
  Word word;
  std::size_t at = 0;
  next_word(text, at, word);
  return word.key;
}

void settle(std::vector<std::uint32_t>& numbers) {
  std::ranges::sort(numbers);
  const auto again = std::ranges::unique(numbers);
  numbers.erase(again.begin(), again.end());
}

/// Sorted by number, the flags of one number together.
void settle_flags(std::vector<std::uint32_t>& numbers) {
  const auto number = [](std::uint32_t n) { return n & StoryIndex::number_mask; };
  std::ranges::sort(numbers, {}, [&](std::uint32_t n) { return std::pair(number(n), n); });
  std::size_t kept = 0;
  for (const std::uint32_t n : numbers) {
    if (kept > 0 && number(numbers[kept - 1]) == number(n)) {
      numbers[kept - 1] |= n;
    } else {
      numbers[kept++] = n;
    }
  }
  numbers.resize(kept);
}

/// Calls `both` for each number in both lists with its two entries. Which list goes on cannot be
/// foreseen, so that it is computed, not branched on.
void each_shared(Numbers a, Numbers b, auto both) {
  constexpr std::uint32_t mask = StoryIndex::number_mask;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    const std::uint32_t x = *i & mask, y = *j & mask;
    if (x == y) {
      both(*i, *j);
    }
    i += x <= y;
    j += y <= x;
  }
}

/// Whether a quotation begins the text, only one of its ends lies within, or its words were left
/// out.
bool is_half_quoted(std::string_view text) {
  if (text.find("\"\"") != std::string_view::npos) {
    return true;
  }
  std::size_t opening = 0, closing = 0, straight = 0;
  bool begins = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = next_code_point(text, at);
    const bool opens = c == 0x201C || c == 0x201E || c == 0xAB, closes = c == 0x201D || c == 0xBB;
    opening += opens;
    closing += closes;
    straight += c == '"';
    begins = begins || (here == 0 && (opens || c == '"'));
  }
  return begins || straight % 2 != 0 || (opening > 0) != (closing > 0);
}

/// The words of a headline around its trigger, five to each side.
std::string_view around(std::string_view headline, std::string_view trigger) {
  constexpr int most = 5;
  const std::size_t at = trigger.empty() ? std::string_view::npos : headline.find(trigger);
  if (at == std::string_view::npos) {
    return {};
  }
  std::size_t begin = at, end = at + trigger.size();
  for (int spaces = 0; begin > 0; --begin) {
    if (headline[begin - 1] == ' ' && ++spaces > most) {
      break;
    }
  }
  for (int spaces = 0; end < headline.size(); ++end) {
    if (headline[end] == ' ' && ++spaces > most) {
      break;
    }
  }
  return headline.substr(begin, end - begin);
}

double cosine(double shared, double a, double b) {
  return a > 0 && b > 0 ? shared / std::sqrt(a * b) : 0;
}
double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// What the words of two reports share, weighed by rarity.
struct WordOverlap {
  double headline_squares = 0, sentence_squares = 0;  // of what both headlines, both sentences have
  double a_in_b = 0, b_in_a = 0;                      // of a headline in the other's sentence
  double rarest = 0, sum = 0;
  double around_squares = 0, around = 0;  // of what both have around their triggers
  bool trigger_in_headline = false;       // one's trigger in the other's headline
  std::uint32_t figures = 0, figures_in_headline = 0;
  std::uint32_t plain = 0;  // words of both headlines that are no figure
  bool event_class = false;
};

}  // namespace

std::string_view name_of(PairFeature feature) {
  return feature_names[static_cast<std::size_t>(feature)];
}

std::optional<PairFeature> pair_feature_named(std::string_view name) {
  const auto found = std::ranges::find(feature_names, name);
  if (found == feature_names.end()) {
    return std::nullopt;
  }
  return static_cast<PairFeature>(found - feature_names.begin());
}

std::uint32_t StoryIndex::number_of(std::uint64_t key) {
  return numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size())).first->second;
}

void StoryIndex::add_words(std::string_view text, std::uint32_t flag, const KindredWords& kindred,
                           std::vector<std::uint32_t>& words) {
  constexpr std::size_t shortest = 3;
  each_word(text, [&](const Word& word) {
    const long number = word.digits.empty() ? kindred.number(word.key) : -1;
    if (!word.digits.empty() || number > 0) {
      const std::string digits = number > 0 ? std::to_string(number) : word.digits;
      words.push_back(number_of(mixed(word_key(digits), figure_seed)) | flag | is_figure);
      return;
    }
    if (word.letters >= shortest) {
      words.push_back(number_of(word.stem) | flag);
    }
    if (const std::uint32_t group = kindred.group(word.key); group != 0) {
      words.push_back(number_of(mixed(group, event_class_seed)) | flag | is_event_class);
    }
  });
}

void StoryIndex::add(const Source& source, std::uint32_t page, const EntityMerger& entities,
                     const KindredWords& kindred) {
  constexpr std::size_t most = 400;
  IndexedSource report;
  report.start = source.date.start;
  report.end = source.date.end;
  report.page = page;
  report.begin = source.start;
  report.stop = source.end;
  report.certainty = source.certainty;
  report.derivation = source.date.derivation;
  constexpr double matters = 0.4;
  report.goes_on = source.date.derivation == Derivation::inherited && source.salience < matters;
  std::vector<std::uint32_t> words, dated, names, kinds;
  add_words(source.sentence, in_sentence, kindred, words);
  add_words(source.headline, in_headline, kindred, words);
  add_words(around(source.headline, source.trigger), in_headline | by_trigger, kindred, words);
  // Words of the date are left out: dates are compared as days, and two pages name one day in
  // different words ("Tuesday", "5 March").
  add_words(source.date.expression, 0, kindred, dated);
  settle(dated);
  std::erase_if(words, [&](std::uint32_t word) {
    return std::ranges::binary_search(dated, word & ~(in_sentence | in_headline | by_trigger));
  });
  settle_flags(words);
  if (words.size() > most) {
    words.resize(most);
  }
  each_word(source.headline, [&](const Word& word) {
    report.is_speech = report.is_speech || kindred.is_first_person(word.key);
  });
  report.opens_with_pronoun = kindred.is_third_person(first_word(source.headline));
  report.points_back = kindred.points_back(first_word(source.sentence));
  report.is_speech = report.is_speech || is_half_quoted(source.headline);
  each_word(source.trigger, [&](const Word& word) {
    if (report.trigger == 0) {
      report.trigger = number_of(word.stem) + 1;
      report.trigger_event_class = kindred.group(word.key);
    }
  });
  each_word(source.headline, [&](const Word& word) {
    constexpr std::size_t shortest = 3;
    if (word.letters >= shortest && word.digits.empty()) {
      if (const std::uint16_t cluster = kindred.cluster(word.key); cluster != 0) {
        kinds.push_back(number_of(mixed(cluster, cluster_seed)));
      }
    }
  });
  settle(kinds);
  if (kinds.size() > most) {
    kinds.resize(most);
  }
  report.kinds = static_cast<std::uint32_t>(arena_.size());
  report.kind_count = static_cast<std::uint16_t>(kinds.size());
  arena_.insert(arena_.end(), kinds.begin(), kinds.end());
  for (std::size_t i = 0; i < source.entities.size() && i < most; ++i) {
    const Role role = i < source.roles.size() ? source.roles[i] : Role::participant;
    const std::uint32_t flag = role == Role::agent      ? is_agent
                               : role == Role::location ? is_location
                                                        : 0;
    names.push_back(number_of(mixed(word_key(entities.of(source.entities[i])), name_seed)) | flag);
  }
  settle_flags(names);
  report.words = static_cast<std::uint32_t>(arena_.size());
  report.word_count = static_cast<std::uint16_t>(words.size());
  arena_.insert(arena_.end(), words.begin(), words.end());
  report.headline = static_cast<std::uint32_t>(arena_.size());
  for (const std::uint32_t word : words) {
    if ((word & in_headline) != 0 && (word & (is_figure | is_event_class)) == 0) {
      arena_.push_back(word & number_mask);
    }
  }
  report.headline_count = static_cast<std::uint16_t>(arena_.size() - report.headline);
  report.names = static_cast<std::uint32_t>(arena_.size());
  report.name_count = static_cast<std::uint16_t>(names.size());
  arena_.insert(arena_.end(), names.begin(), names.end());
  reports_.push_back(report);
}

/// How rare each word is among the sentences, copies counted once, and how many reports each date
/// has. `sentences`: the key of each report's.
void StoryIndex::count(const std::vector<std::uint64_t>& sentences) {
  std::vector<std::uint32_t> frequency(numbers_.size());
  std::unordered_map<std::uint64_t, bool> seen;
  std::map<std::pair<Day, Day>, std::uint32_t> crowd;
  for (std::size_t i = 0; i < reports_.size(); ++i) {
    ++crowd[{reports_[i].start, reports_[i].end}];
    if (!seen.try_emplace(sentences[i], true).second) {
      continue;
    }
    for (const std::uint32_t word : words(reports_[i])) {
      ++frequency[word & number_mask];
    }
    for (const std::uint32_t name : names(reports_[i])) {
      ++frequency[name & number_mask];
    }
    for (const std::uint32_t kind : kinds(reports_[i])) {
      ++frequency[kind];
    }
  }
  const auto size = static_cast<double>(seen.size());
  const double scale = 2 / std::log((size + 1) / 1.5);
  rarity_.resize(frequency.size());
  for (std::size_t i = 0; i < frequency.size(); ++i) {
    const double rare = frequency[i] == 0 ? 2 : scale * std::log((size + 1) / (frequency[i] + 0.5));
    rarity_[i] = static_cast<float>(std::max(0.0, rare));
  }
  for (const std::vector<std::uint32_t>& words : page_words_) {
    double squares = 0;
    for (const std::uint32_t word : words) {
      squares += rarity_[word] * rarity_[word];
    }
    page_squares_.push_back(squares);
  }
  for (const std::vector<std::uint32_t>& words : title_words_) {
    double sum = 0;
    for (const std::uint32_t word : words) {
      sum += rarity_[word];
    }
    title_sums_.push_back(sum);
  }
  sums_.reserve(reports_.size());
  for (IndexedSource& report : reports_) {
    report.crowd = crowd[{report.start, report.end}];
    sums_.push_back(sums_of(report));
  }
}

ReportSums StoryIndex::sums_of(const IndexedSource& report) const {
  ReportSums sums;
  for (const std::uint32_t word : words(report)) {
    if ((word & is_event_class) != 0) {
      continue;
    }
    const double rare = rarity_[word & number_mask];
    if ((word & in_headline) != 0) {
      sums.headline += rare;
      sums.headline_squares += rare * rare;
      if ((word & by_trigger) != 0) {
        sums.around += rare;
        sums.around_squares += rare * rare;
      }
      sums.figures = sums.figures || (word & is_figure) != 0;
      sums.plain += (word & is_figure) == 0;
    }
    if ((word & in_sentence) != 0) {
      sums.sentence_squares += rare * rare;
    }
  }
  for (const std::uint32_t name : names(report)) {
    sums.names += rarity_[name & number_mask];
    sums.agents = sums.agents || (name & is_agent) != 0;
    sums.locations = sums.locations || (name & is_location) != 0;
  }
  for (const std::uint32_t kind : kinds(report)) {
    sums.kinds_squares += rarity_[kind] * rarity_[kind];
  }
  return sums;
}

StoryIndex::StoryIndex(const SourceView& sources, const std::vector<Document>& documents,
                       const EntityMerger& entities, const MergeRules& rules) {
  std::map<DocumentId, const Document*> known;
  std::vector<std::string_view> languages;
  languages.reserve(documents.size());
  for (const Document& document : documents) {
    known.try_emplace(document.id, &document);
    languages.push_back(document.language);
  }
  const std::string_view language = primary_language(main_language(languages));
  std::map<DocumentId, std::uint32_t> pages;
  reports_.reserve(sources.size);
  std::vector<std::uint64_t> sentences;
  sentences.reserve(sources.size);
  for (std::size_t i = 0; i < sources.size; ++i) {
    const Source& source = sources.at(i);
    sentences.push_back(word_key(source.sentence));
    const auto [page, added] =
        pages.try_emplace(source.document, static_cast<std::uint32_t>(pages.size()));
    const auto found = known.find(source.document);
    const Document* document = found == known.end() ? nullptr : found->second;
    const KindredWords& kindred =
        rules.words_of(document ? std::string_view(document->language) : std::string_view{});
    add(source, page->second, entities, kindred);
    reports_.back().other_language =
        document && !document->language.empty() && primary_language(document->language) != language;
    if (document && document->date) {
      reports_.back().published =
          static_cast<std::int32_t>(document->date->time_since_epoch().count());
    } else {
      reports_.back().published = IndexedSource::unknown;
    }
    if (added) {
      std::vector<std::uint32_t>& title = title_words_.emplace_back();
      if (document) {
        add_words(document->title, 0, kindred, title);
        std::erase_if(
            title, [](std::uint32_t word) { return (word & (is_figure | is_event_class)) != 0; });
        settle(title);
      }
    }
  }
  page_words_.resize(pages.size());
  for (const IndexedSource& report : reports_) {
    for (const std::uint32_t word : words(report)) {
      if ((word & in_sentence) != 0 && (word & is_event_class) == 0) {
        page_words_[report.page].push_back(word & number_mask);
      }
    }
  }
  spread_.resize(numbers_.size());
  for (std::vector<std::uint32_t>& words : page_words_) {
    settle(words);
    for (const std::uint32_t word : words) {
      spread_[word] += 1 / static_cast<float>(page_words_.size());
    }
  }
  count(sentences);
}

std::vector<std::uint32_t> StoryIndex::rarest(std::uint32_t i, std::size_t most) const {
  std::vector<std::uint32_t> found;
  for (const std::uint32_t word : words(reports_[i])) {
    found.push_back(word & number_mask);
  }
  for (const std::uint32_t name : names(reports_[i])) {
    found.push_back(name & number_mask);
  }
  // A word of one sentence alone connects nothing.
  std::erase_if(found, [&](std::uint32_t n) { return rarity_[n] >= 1.9999F; });
  std::ranges::sort(found, {}, [&](std::uint32_t n) { return std::pair(-rarity_[n], n); });
  const auto again = std::ranges::unique(found);
  found.erase(again.begin(), again.end());
  if (found.size() > most) {
    found.resize(most);
  }
  return found;
}

double StoryIndex::pages_alike(std::uint32_t a, std::uint32_t b) const {
  if (a == b) {
    return 1;
  }
  PagePair& known = alike_[(a * 31 + b) % alike_.size()];
  if (known.a == a && known.b == b) {
    return known.cosine;
  }
  double shared = 0;
  each_shared(page_words_[a], page_words_[b],
              [&](std::uint32_t word, std::uint32_t) { shared += rarity_[word] * rarity_[word]; });
  known = {a, b, cosine(shared, page_squares_[a], page_squares_[b])};
  return known.cosine;
}

double StoryIndex::title_share(std::uint32_t page, std::uint32_t report) const {
  double covered = 0;
  each_shared(title_words_[page], headline(reports_[report]),
              [&](std::uint32_t word, std::uint32_t) { covered += rarity_[word]; });
  return share(covered, title_sums_[page]);
}

double StoryIndex::covered_by(std::uint32_t report, std::uint32_t other) const {
  double all = 0, covered = 0;
  for (const std::uint32_t word : words(reports_[report])) {
    all += (word & in_headline) != 0 ? rarity_[word & number_mask] : 0;
  }
  each_shared(words(reports_[report]), words(reports_[other]),
              [&](std::uint32_t word, std::uint32_t with) {
                covered += (word & in_headline) != 0 && (with & in_sentence) != 0
                               ? rarity_[word & number_mask]
                               : 0;
              });
  return share(covered, all);
}

double StoryIndex::central(std::uint32_t report) const {
  double sum = 0, count = 0;
  for (const std::uint32_t word : words(reports_[report])) {
    if ((word & in_headline) != 0 && (word & is_event_class) == 0) {
      sum += spread_[word & number_mask];
      ++count;
    }
  }
  return share(sum, count);
}

std::vector<StoryIndex::Lookup> StoryIndex::look_up(std::string_view text,
                                                    const KindredWords& kindred) const {
  constexpr std::size_t shortest = 3;
  std::vector<Lookup> found;
  const auto number = [&](std::uint64_t key) {
    const auto known = numbers_.find(key);
    return known == numbers_.end() ? number_mask : known->second;
  };
  each_word(text, [&](const Word& word) {
    const long value = word.digits.empty() ? kindred.number(word.key) : -1;
    Lookup& last = found.emplace_back();
    last.text = word.text;
    if (!word.digits.empty() || value > 0) {
      last.number =
          number(mixed(word_key(value > 0 ? std::to_string(value) : word.digits), figure_seed));
    } else if (word.letters >= shortest) {
      last.number = number(word.stem);
    } else {
      found.pop_back();
      return;
    }
    if (const std::uint32_t group = kindred.group(word.key); group != 0) {
      last.event_class = number(mixed(group, event_class_seed));
    }
  });
  return found;
}

namespace {

WordOverlap overlap_of(Numbers a, Numbers b, const IndexedSource& s, const IndexedSource& t,
                       const StoryIndex& index) {
  WordOverlap o;
  each_shared(a, b, [&](std::uint32_t x, std::uint32_t y) {
    const bool headlines = (x & y & StoryIndex::in_headline) != 0;
    if ((x & StoryIndex::is_event_class) != 0) {
      o.event_class = o.event_class || headlines;
      return;
    }
    const double rare = index.rarity(x & StoryIndex::number_mask);
    const bool x_in_y = (x & StoryIndex::in_headline) != 0 && (y & StoryIndex::in_sentence) != 0;
    const bool y_in_x = (y & StoryIndex::in_headline) != 0 && (x & StoryIndex::in_sentence) != 0;
    o.headline_squares += headlines ? rare * rare : 0;
    o.plain += headlines && (x & StoryIndex::is_figure) == 0;
    if ((x & y & StoryIndex::by_trigger) != 0) {
      o.around_squares += rare * rare;
      o.around += rare;
    }
    o.sentence_squares += (x & y & StoryIndex::in_sentence) != 0 ? rare * rare : 0;
    o.a_in_b += x_in_y ? rare : 0;
    o.b_in_a += y_in_x ? rare : 0;
    if (x_in_y || y_in_x) {
      o.rarest = std::max(o.rarest, rare);
      o.sum += rare;
    }
    if ((x & StoryIndex::is_figure) != 0) {
      o.figures += headlines;
      o.figures_in_headline += x_in_y || y_in_x;
    }
    const std::uint32_t word = (x & StoryIndex::number_mask) + 1;
    o.trigger_in_headline = o.trigger_in_headline ||
                            (word == s.trigger && (y & StoryIndex::in_headline) != 0) ||
                            (word == t.trigger && (x & StoryIndex::in_headline) != 0);
  });
  return o;
}

/// What the names of two reports share.
struct NameOverlap {
  double shared = 0, rarest = 0, all = 0;
  std::uint32_t count = 0, fewer = 0;
  // shared; both have some
  bool agent = false, agents = false, location = false, locations = false;
};

NameOverlap names_of(Numbers a, Numbers b, const ReportSums& sums_a, const ReportSums& sums_b,
                     const StoryIndex& index) {
  NameOverlap o;
  o.all = sums_a.names + sums_b.names;
  o.agents = sums_a.agents && sums_b.agents;
  o.locations = sums_a.locations && sums_b.locations;
  o.fewer = static_cast<std::uint32_t>(std::min(a.size(), b.size()));
  each_shared(a, b, [&](std::uint32_t x, std::uint32_t y) {
    const double rare = index.rarity(x & StoryIndex::number_mask);
    ++o.count;
    o.shared += rare;
    o.all -= rare;
    o.rarest = std::max(o.rarest, rare);
    o.agent = o.agent || (x & y & StoryIndex::is_agent) != 0;
    o.location = o.location || (x & y & StoryIndex::is_location) != 0;
  });
  return o;
}

/// Sets features by name.
class Setter {
 public:
  explicit Setter(PairFeatures& features) : features_(features) {}
  void operator()(PairFeature feature, double value) {
    features_[static_cast<std::size_t>(feature)] = static_cast<float>(value);
  }

 private:
  PairFeatures& features_;
};

/// How two dates lie to each other.
struct DatePair {
  bool equal = false, overlap = false, inside = false, one_day = false;
  long longer = 0, gap = 0;  // days
};

DatePair dates_of(const IndexedSource& s, const IndexedSource& t) {
  DatePair d;
  d.equal = s.start == t.start && s.end == t.end;
  d.overlap = s.start <= t.end && t.start <= s.end;
  d.inside = (s.start <= t.start && t.end <= s.end) || (t.start <= s.start && s.end <= t.end);
  d.one_day = s.start == s.end;
  d.longer = std::max((s.end - s.start).count(), (t.end - t.start).count()) + 1;
  d.gap = d.overlap ? 0 : (std::max(s.start, t.start) - std::min(s.end, t.end)).count();
  return d;
}

void set_dates(Setter& set, const DatePair& d, const IndexedSource& s, const IndexedSource& t) {
  constexpr long week = 7, month = 31;
  using F = PairFeature;
  set(F::eq_day, d.equal && d.one_day);
  set(F::eq_range, d.equal && !d.one_day);
  const bool around = d.inside && !d.equal;
  set(F::in_week, around && d.longer <= week);
  set(F::in_month, around && d.longer > week && d.longer <= month);
  set(F::in_long, around && d.longer > month);
  set(F::touch, d.overlap && !d.inside);
  set(F::gap1, d.gap == 1);
  set(F::gap2, d.gap == 2 || d.gap == 3);
  if (s.published != IndexedSource::unknown && t.published != IndexedSource::unknown) {
    const auto last_s = static_cast<long>(s.end.time_since_epoch().count()),
               last_t = static_cast<long>(t.end.time_since_epoch().count());
    const long old = std::min(s.published - last_s, t.published - last_t);
    set(F::eq_old, d.equal && old > week);
    set(F::eq_old_day, d.equal && old > week && d.one_day);
    set(F::eq_future,
        d.equal && s.start.time_since_epoch().count() > std::max(s.published, t.published));
    set(F::eq_before_pubs, d.equal && old >= 1 && old <= week);
  }
  set(F::document_day,
      (s.derivation == Derivation::document) + (t.derivation == Derivation::document));
  set(F::inherited,
      (s.derivation == Derivation::inherited) + (t.derivation == Derivation::inherited));
}

void set_places(Setter& set, const DatePair& d, const IndexedSource& s, const IndexedSource& t) {
  using F = PairFeature;
  constexpr std::uint32_t lead = 400, near = 600, next = 4;
  const bool same_page = s.page == t.page;
  const std::uint32_t apart = s.begin < t.begin ? t.begin - s.begin : s.begin - t.begin;
  const std::uint32_t between =
      s.begin < t.begin ? t.begin - std::min(t.begin, s.stop) : s.begin - std::min(s.begin, t.stop);
  const bool both_lead = !same_page && s.begin < lead && t.begin < lead;
  const bool dated = s.published != IndexedSource::unknown && t.published != IndexedSource::unknown;
  set(F::same_page, same_page);
  set(F::same_sentence, same_page && apart == 0);
  set(F::next_sentence, same_page && apart > 0 && between < next);
  set(F::near_sentence, same_page && apart > 0 && apart < near);
  set(F::published_near, !same_page && dated && std::abs(s.published - t.published) <= 1);
  set(F::both_lead, both_lead);
  set(F::lead_eq, both_lead && d.equal);
  const bool goes_on =
      same_page && apart > 0 && (s.begin < t.begin ? t.points_back : s.points_back);
  set(F::goes_on, goes_on);
  set(F::goes_on_eq, goes_on && d.equal);
  set(F::goes_on_next, goes_on && apart < near);
  set(F::same_page_eq, same_page && d.equal);
  set(F::same_page_day, same_page && d.equal && d.one_day);
}

void set_certainty(Setter& set, const DatePair& d, const IndexedSource& s, const IndexedSource& t) {
  using F = PairFeature;
  const bool plan = (s.certainty == Certainty::asserted && t.certainty == Certainty::planned) ||
                    (s.certainty == Certainty::planned && t.certainty == Certainty::asserted);
  set(F::certainty, s.certainty == t.certainty);
  set(F::plan_done, plan);
  set(F::plan_done_eq, plan && d.equal);
  set(F::negated, (s.certainty == Certainty::negated) != (t.certainty == Certainty::negated));
}

/// How alike the words of two sources are; 0 to 1 but for `shared`.
struct WordMatch {
  double headline = 0, sentence = 0;  // cosines
  // the share of one headline's words that the other source has too
  double most = 0, least = 0;
  double shared = 0;  // weight of the words that both have, as a logarithm
  bool trigger = false, event_class = false;
};

WordMatch match_of(const WordOverlap& o, const ReportSums& sums_s, const ReportSums& sums_t,
                   const IndexedSource& s, const IndexedSource& t) {
  WordMatch match;
  match.headline = cosine(o.headline_squares, sums_s.headline_squares, sums_t.headline_squares);
  match.sentence = cosine(o.sentence_squares, sums_s.sentence_squares, sums_t.sentence_squares);
  const double a_in_b = share(o.a_in_b, sums_s.headline), b_in_a = share(o.b_in_a, sums_t.headline);
  match.most = std::max(a_in_b, b_in_a);
  match.least = std::min(a_in_b, b_in_a);
  match.shared = std::log1p(o.sum);
  match.trigger = s.trigger != 0 && s.trigger == t.trigger;
  match.event_class = s.trigger_event_class != 0 && s.trigger_event_class == t.trigger_event_class;
  return match;
}

void set_words(Setter& set, const DatePair& d, const WordMatch& match, const WordOverlap& o,
               bool same_page) {
  using F = PairFeature;
  set(F::headline_cosine, match.headline);
  set(F::sentence_cosine, match.sentence);
  set(F::contained_most, match.most);
  set(F::contained_least, match.least);
  set(F::headline_cosine_eq, d.equal ? match.headline : 0);
  set(F::sentence_cosine_eq, d.equal ? match.sentence : 0);
  set(F::contained_eq, d.equal ? match.most : 0);
  set(F::rarest_shared, o.rarest / 3);
  set(F::shared, match.shared);
  set(F::shared_eq, d.equal ? match.shared : 0);
  set(F::shared_not_eq, d.equal ? 0 : match.shared);
  set(F::same_page_shared, same_page ? match.shared : 0);
  set(F::same_page_cosine, same_page ? match.headline : 0);
}

void set_triggers(Setter& set, const WordMatch& match, const WordOverlap& o, const IndexedSource& s,
                  const IndexedSource& t) {
  using F = PairFeature;
  set(F::trigger, match.trigger);
  set(F::trigger_event_class, match.event_class && !match.trigger);
  set(F::trigger_in_headline, !match.trigger && o.trigger_in_headline);
  set(F::event_class_in_words, !match.event_class && o.event_class &&
                                   (s.trigger_event_class != 0 || t.trigger_event_class != 0));
  set(F::event_class_any, o.event_class);
}

void set_figures(Setter& set, const WordOverlap& o, const ReportSums& sums_s,
                 const ReportSums& sums_t) {
  using F = PairFeature;
  set(F::figure, std::min(o.figures, 2U));
  set(F::figure_in_headline, o.figures_in_headline > 0);
  set(F::figure_contradicts, sums_s.figures && sums_t.figures && o.figures == 0);
}

void set_names(Setter& set, const DatePair& d, const NameOverlap& n) {
  using F = PairFeature;
  const double named = share(n.shared, n.all);
  set(F::names, named);
  set(F::names_eq, d.equal ? named : 0);
  set(F::rarest_name, n.rarest / 2);
  set(F::names_differ, n.fewer > 0 && n.count == 0);
  set(F::names_within, n.fewer > 0 && n.count == n.fewer);
  set(F::agent, n.agent);
  set(F::agent_differs, n.agents && !n.agent);
  set(F::location, n.location);
  set(F::location_differs, n.locations && !n.location);
}

/// Hardly a word in common, and no name.
void set_weak(Setter& set, const DatePair& d, bool weak, bool same_page) {
  using F = PairFeature;
  set(F::weak_day, d.equal && d.one_day && weak && !same_page);
  set(F::weak_range, d.equal && !d.one_day && weak);
  set(F::weak_apart, !d.equal && weak);
}

/// What many agreements together weigh.
void set_strength(Setter& set, const DatePair& d, const WordMatch& match, const NameOverlap& n) {
  using F = PairFeature;
  const double strength = match.shared + 2 * match.headline + 1.5 * match.most +
                          share(n.shared, n.all) + match.trigger +
                          0.5 * (match.event_class && !match.trigger);
  set(F::strength, strength);
  set(F::strength_squared, strength * strength / 5);
  set(F::strength_eq, d.equal ? strength : 0);
}

/// "In April" and "on 20 April": what speaks for one happening where one date lies in the other.
void set_inside(Setter& set, const DatePair& d, const IndexedSource& s, const IndexedSource& t,
                const WordMatch& match) {
  using F = PairFeature;
  constexpr long most_days = 31, week = 7;
  const bool inside = d.inside && !d.equal && d.longer <= most_days;
  const bool dated = s.published != IndexedSource::unknown && t.published != IndexedSource::unknown;
  const auto behind = [](const IndexedSource& r) {
    return r.published - static_cast<long>(r.end.time_since_epoch().count());
  };
  set(F::inside_cosine, inside && s.page != t.page ? match.headline : 0);
  set(F::inside_shared, inside && s.page != t.page ? match.shared : 0);
  set(F::inside_old, inside && dated && std::min(behind(s), behind(t)) > week);
}

/// A sentence often tells several happenings; the words around its trigger are this one's.
void set_around(Setter& set, const DatePair& d, const WordOverlap& o, const ReportSums& sums_s,
                const ReportSums& sums_t) {
  using F = PairFeature;
  const double alike = cosine(o.around_squares, sums_s.around_squares, sums_t.around_squares);
  set(F::around_cosine, alike);
  set(F::around_eq, d.equal ? alike : 0);
  set(F::around_most, std::max(share(o.around, sums_s.around), share(o.around, sums_t.around)));
}

/// "The flow was choked", "the well was sealed": words that are used alike.
void set_kinds(Setter& set, const DatePair& d, Numbers a, Numbers b, double squares_a,
               double squares_b, const StoryIndex& index) {
  using F = PairFeature;
  double shared = 0;
  each_shared(a, b, [&](std::uint32_t kind, std::uint32_t) {
    shared += index.rarity(kind) * index.rarity(kind);
  });
  const double alike = cosine(shared, squares_a, squares_b);
  set(F::kinds_cosine, alike);
  set(F::kinds_eq, d.equal ? alike : 0);
  set(F::kinds_most_eq, d.equal ? std::max(share(shared, squares_a), share(shared, squares_b)) : 0);
}

/// Two reports and what they share: both what speaks for one event and what rules it out.
struct Pair {
  Pair(const StoryIndex& index, std::uint32_t first, std::uint32_t second)
      : a(first),
        b(second),
        s(index[a]),
        t(index[b]),
        sums_s(index.sums(a)),
        sums_t(index.sums(b)),
        words(overlap_of(index.words(s), index.words(t), s, t, index)),
        names(names_of(index.names(s), index.names(t), sums_s, sums_t, index)) {}
  std::uint32_t a, b;
  const IndexedSource &s, &t;
  const ReportSums &sums_s, &sums_t;
  WordOverlap words;
  NameOverlap names;
};

/// `features` are zeros.
void set_features(PairFeatures& features, const Pair& pair, const StoryIndex& index) {
  using F = PairFeature;
  constexpr double weak_sum = 0.7, most_crowd = 3.5;
  const IndexedSource &s = pair.s, &t = pair.t;
  const DatePair d = dates_of(s, t);
  const WordMatch match = match_of(pair.words, pair.sums_s, pair.sums_t, s, t);
  const bool same_page = s.page == t.page;
  Setter set(features);
  set_dates(set, d, s, t);
  set_places(set, d, s, t);
  set_certainty(set, d, s, t);
  set_words(set, d, match, pair.words, same_page);
  set_triggers(set, match, pair.words, s, t);
  set_figures(set, pair.words, pair.sums_s, pair.sums_t);
  set_names(set, d, pair.names);
  const double of_t = index.title_share(t.page, pair.a);
  const double title = of_t > 0 ? std::min(of_t, index.title_share(s.page, pair.b)) : 0;
  const bool near = s.published != IndexedSource::unknown &&
                    t.published != IndexedSource::unknown &&
                    std::abs(s.published - t.published) <= 1;
  set(F::title, title);
  set(F::title_eq, d.equal ? title : 0);
  set(F::title_day, d.equal && d.one_day && near ? title : 0);
  set(F::pages_alike, index.pages_alike(s.page, t.page));
  set_weak(set, d, match.shared < weak_sum && pair.names.shared == 0, same_page);
  const double crowd = d.equal ? std::min(most_crowd, std::log(static_cast<double>(s.crowd))) : 0;
  set(F::day_crowd, crowd);
  set(F::crowd_shared, crowd * match.shared);
  set_strength(set, d, match, pair.names);
  set_inside(set, d, s, t, match);
  set_around(set, d, pair.words, pair.sums_s, pair.sums_t);
  set_kinds(set, d, index.kinds(s), index.kinds(t), pair.sums_s.kinds_squares,
            pair.sums_t.kinds_squares, index);
}

/// One says that it did not happen.
bool is_denied(const IndexedSource& s, const IndexedSource& t) {
  return (s.certainty == Certainty::negated) != (t.certainty == Certainty::negated);
}

/// "Ireland confirmed its first case", "Norway confirmed its first case"; "killed 12 people",
/// "killed 31 people": where all but a name or a figure is the same, that name or figure
/// distinguishes two events.
bool is_told_of_another(const Pair& pair) {
  constexpr double template_share = 0.6;
  const double all = pair.sums_s.plain + pair.sums_t.plain;
  if (all == 0 || 2 * pair.words.plain < template_share * all) {
    return false;
  }
  if (pair.sums_s.figures && pair.sums_t.figures && pair.words.figures == 0) {
    return true;
  }
  return pair.names.count < pair.names.fewer;
}

}  // namespace

PairFeatures StoryIndex::features(std::uint32_t a, std::uint32_t b) const {
  PairFeatures features{};
  set_features(features, Pair(*this, a, b), *this);
  return features;
}

bool StoryIndex::contradict(std::uint32_t a, std::uint32_t b) const {
  return is_denied(reports_[a], reports_[b]) || is_told_of_another(Pair(*this, a, b));
}

std::optional<PairFeatures> StoryIndex::features_of_one_event(std::uint32_t a,
                                                              std::uint32_t b) const {
  std::optional<PairFeatures> features;
  if (is_denied(reports_[a], reports_[b])) {
    return features;
  }
  const Pair pair(*this, a, b);
  if (!is_told_of_another(pair)) {
    set_features(features.emplace(), pair, *this);
  }
  return features;
}

}  // namespace newsline::chronology
