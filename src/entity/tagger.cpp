// The names model: a perceptron over features of each word, and the best sequence of labels by
// Viterbi.
//
// Labels are begin, inside, last, unit of a person, organization or place (tagger.h). Only
// stretches that could hold a name are looked at, runs of capitalized words and what may stand
// between; a page in small letters costs nothing.
//
//     "the Harrow Transit Bureau said"   stretch [Harrow Transit Bureau]   B-ORG I-ORG L-ORG
//
// What it does not do: it cuts and joins nothing; what its names are worth beside the gazetteer,
// recognize.cpp decides.
#include "tagger.h"

#include <algorithm>
#include <limits>

#include "newsline/error.h"
#include "sentence_view.h"

namespace newsline::entity {

namespace {

/// What a word looks like, in few classes: capitals, digits, marks, length.
std::uint32_t shape_of(std::string_view word, const Token& token) {
  std::uint32_t shape = static_cast<std::uint32_t>(token.kind) | (token.capital ? 8U : 0U) |
                        (token.all_capitals ? 16U : 0U);
  bool stop = false, hyphen = false, digit = false, inner = false, small = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    stop |= c == '.';
    hyphen |= c == '-';
    digit |= c >= '0' && c <= '9';
    small |= c >= 'a' && c <= 'z';
    inner |= i != 0 && c >= 'A' && c <= 'Z';
  }
  shape |=
      (stop ? 32U : 0U) | (hyphen ? 64U : 0U) | (digit ? 128U : 0U) | (inner && small ? 256U : 0U);
  const std::uint32_t length = word.size() < 2   ? 0U
                               : word.size() < 4 ? 1U
                               : word.size() < 7 ? 2U
                                                 : 3U;
  return shape | length << 9;
}

/// Hashes of the last one to four letters, folded, and of the first three.
struct Affixes {
  std::array<std::uint64_t, 3> last{};  // 2, 3, 4
  std::uint64_t first = 0;
};

Affixes affixes_of(std::string_view word) {
  Affixes affixes;
  std::array<std::uint32_t, 4> tail{};
  std::size_t count = 0;
  std::uint64_t first = 0;
  for (std::size_t i = 0; i < word.size(); ++count) {
    const char32_t c = fold(next_code_point(word, i));
    if (count < 3) first = first * 0x110001 + c;
    tail[count % 4] = c;
  }
  affixes.first = count >= 3 ? first : 0;
  std::uint64_t hash = 0;
  for (std::size_t n = 0; n < 4 && n < count; ++n) {
    hash = hash * 0x110001 + tail[(count - 1 - n) % 4];
    if (n >= 1) affixes.last[n - 1] = hash;
  }
  return affixes;
}

// Classes that say what a word does inside and around names; those that say what a name is not, or
// what stands for one, tell the model nothing.
constexpr std::uint32_t telling_classes = (word_hyphen_tail << 1) - 1;
constexpr std::uint32_t telling_flags = name_given | name_family | name_common | name_any_type |
                                        name_hand | name_country | name_city | name_brand;

}  // namespace

void stretches(const Text& text, const SentenceView& view, std::vector<Stretch>& found) {
  found.clear();
  const std::uint32_t count = view.end - view.begin;
  const auto at = [&](std::uint32_t i) -> const Token& { return view.tokens[i]; };
  const auto strong = [&](std::uint32_t i) {
    const Token& token = at(i);
    if (token.kind == TokenKind::punctuation || token.kind == TokenKind::url ||
        token.kind == TokenKind::symbol)
      return false;
    if (token.capital) return true;
    if (view.cover[i] != 0) return true;
    return token.kind == TokenKind::word &&
           (view.flags[i] & (name_given | name_family | name_city | name_country)) != 0 &&
           !(view.flags[i] & name_common);
  };
  const auto weak = [&](std::uint32_t i) {  // may stand between two strong ones
    const Token& token = at(i);
    if (token.kind == TokenKind::number || token.kind == TokenKind::mixed) return true;
    if (view.classes[i] & (word_connector | word_joiner | word_particle | word_determiner))
      return true;
    const std::string_view word = text.of(token);
    return word == "-" || word == "&" || word == "." || word == "/" || word == "'" ||
           (word.size() <= 4 && (word.starts_with('\'') || word.starts_with("\xE2\x80\x99")));
  };
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!strong(i)) continue;
    Stretch stretch{i, i + 1};
    for (std::uint32_t j = i + 1; j < count && j < stretch.last + 3; ++j) {
      if (strong(j))
        stretch.last = j + 1;
      else if (!weak(j))
        break;
    }
    // A number right behind the last word: "Apollo 11".
    if (stretch.last < count &&
        (at(stretch.last).kind == TokenKind::number || at(stretch.last).kind == TokenKind::mixed))
      ++stretch.last;
    if (stretch.first > 0 &&
        (at(stretch.first - 1).kind == TokenKind::mixed ||
         at(stretch.first - 1).kind == TokenKind::number) &&
        (found.empty() || found.back().last < stretch.first))
      --stretch.first;
    found.push_back(stretch);
    i = stretch.last - 1;
  }
}

const Token& NameFeaturizer::at(std::uint32_t i) const { return view_.tokens[i]; }

void NameFeaturizer::features(const Stretch& stretch, std::uint32_t i, FeatureList& out) const {
  const std::uint32_t count = view_.end - view_.begin;
  out.clear();
  const auto add = [&](std::uint64_t kind, std::uint64_t value, std::uint64_t second = 0) {
    out.add(kind, value, second);
  };
  constexpr std::uint64_t edge = 0xE;
  // before the first: wraps beyond count
  const auto word = [&](std::uint32_t j) { return j < count ? at(j).key : edge; };
  const auto shape = [&](std::uint32_t j) {
    return j < count ? shape_of(text_.of(at(j)), at(j)) : 0xFFFFU;
  };
  const auto flags = [&](std::uint32_t j) {
    return j < count ? view_.flags[j] & telling_flags : 0xFFFFFFFFU;
  };
  const auto classes = [&](std::uint32_t j) {
    return j < count ? view_.classes[j] & telling_classes : 0xFFFFFFFFU;
  };
  const auto cover = [&](std::uint32_t j) -> std::uint32_t {
    return j < count ? view_.cover[j] : 0xFFFFU;
  };
  const std::uint64_t w = word(i), before = word(i - 1), after = word(i + 1);
  const std::uint32_t s = shape(i), s_before = shape(i - 1), s_after = shape(i + 1);
  const std::uint64_t start = (view_.title_case ? 2U : 0U) | (view_.opens[i] ? 1U : 0U);

  add(1, start);
  add(2, w);
  add(3, before);
  add(4, after);
  add(5, word(i - 2));
  add(6, word(i + 2));
  add(7, before, w);
  add(8, w, after);
  add(9, s, start);
  add(10, s_before, s);
  add(11, s, s_after);
  add(12, (std::uint64_t{s_before} << 16) | s_after, s);
  const Affixes affixes = affixes_of(text_.of(at(i)));
  for (std::size_t k = 0; k < affixes.last.size(); ++k)
    if (affixes.last[k] != 0) add(13 + k, affixes.last[k]);
  if (affixes.first != 0) add(16, affixes.first);
  add(17, flags(i), start);
  add(18, flags(i - 1), flags(i));
  add(19, flags(i), flags(i + 1));
  add(20, classes(i), s);
  add(21, classes(i - 1), s);
  add(22, classes(i + 1), s);
  add(23, classes(i - 1), flags(i));
  add(24, classes(i), classes(i + 1));
  add(25, cover(i), start);
  add(26, cover(i), s);
  add(27, cover(i - 1), cover(i));
  add(28, cover(i), cover(i + 1));
  add(29, cover(i), before);
  add(30, cover(i), after);
  // The words around the whole stretch, and where in it the token stands.
  const std::uint32_t from = std::min(i - stretch.first, 3U),
                      to = std::min(stretch.last - 1 - i, 3U);
  add(31, word(stretch.first - 1), from);
  add(32, word(stretch.last), to);
  add(33, (from << 2) | to, s);
  add(34, classes(stretch.last - 1), (std::uint64_t{to} << 32) | classes(i));
  add(35, word(stretch.last - 1), to);
  add(36, word(stretch.first), from);
  add(37, flags(stretch.first), (std::uint64_t{from} << 32) | s);
  if (view_.flags[i] & name_common) add(38, s, start);
  add(39, before, after);
  add(40, word(i - 2), before);
  add(41, after, word(i + 2));
  // Words that no example has are known by those that are used like them.
  const auto alike = [&](std::uint32_t j) {
    return j < count ? view_.clusters[j] : WordClusters::Clusters{};
  };
  const WordClusters::Clusters here = alike(i), left = alike(i - 1), right = alike(i + 1);
  for (std::size_t k = 0; k < WordClusters::kinds; ++k) {
    add(50 + k, here[k], start);
    add(53 + k, left[k]);
    add(56 + k, right[k]);
  }
  add(59, alike(i - 2)[1]);
  add(60, alike(i + 2)[1]);
  add(61, left[1], here[1]);
  add(62, here[1], right[1]);
  add(63, here[0], s);
  add(64, left[0], (std::uint64_t{here[0]} << 16) | right[0]);
  add(65, left[1], right[1]);
  add(66, alike(stretch.last - 1)[1], to);
  add(67, alike(stretch.first)[1], from);
  add(68, alike(stretch.first - 1)[1], from);
  add(69, alike(stretch.last)[1], to);
  add(70, here[1], cover(i));
  out.hash();
}

void best_labels(
    const std::vector<std::int32_t>& scores,
    const std::array<std::int32_t, name_labels::count * name_labels::count>& transitions,
    std::vector<std::uint8_t>& labels) {
  using namespace name_labels;
  constexpr std::int32_t never = std::numeric_limits<std::int32_t>::min() / 2;
  const std::size_t size = scores.size() / count;
  static_assert(count < 256);
  std::vector<std::uint8_t>& from = labels;  // size x count, then cut to the path
  from.assign(size * count, 0);
  std::array<std::int32_t, count> best{}, next{};
  for (std::size_t label = 0; label < count; ++label)
    best[label] =
        may_follow(outside, label) ? scores[label] + transitions[outside * count + label] : never;
  for (std::size_t i = 1; i < size; ++i) {
    for (std::size_t label = 0; label < count; ++label) {
      next[label] = never;
      for (std::size_t before = 0; before < count; ++before) {
        if (!may_follow(before, label) || best[before] <= never) continue;
        const std::int32_t sum = best[before] + transitions[before * count + label];
        if (sum > next[label]) {
          next[label] = sum;
          from[i * count + label] = static_cast<std::uint8_t>(before);
        }
      }
      if (next[label] > never) next[label] += scores[i * count + label];
    }
    best = next;
  }
  std::size_t at = outside;
  for (std::size_t label = 0; label < count; ++label)
    if (!open(label) && best[label] > best[at]) at = label;
  std::vector<std::uint8_t> path(size);
  for (std::size_t i = size; i-- > 0;) {
    path[i] = static_cast<std::uint8_t>(at);
    at = from[i * count + at];
  }
  labels = std::move(path);
}

NameTagger::NameTagger(Perceptron model) : model_(model) {
  if (!model_) return;
  using namespace name_labels;
  if (model_.labels() != count) throw Error("data.model", "names.model: not a model of names");
  for (std::size_t before = 0; before < count; ++before) {
    Perceptron::Scores scores{};
    model_.add(name_transition(before), scores);
    std::copy_n(scores.begin(), count,
                transitions_.begin() + static_cast<std::ptrdiff_t>(before * count));
  }
}

void NameTagger::run(const Text& text, const SentenceView& view, std::vector<Tagged>& names) const {
  using namespace name_labels;
  names.clear();
  if (!model_ || view.begin == view.end) return;
  std::vector<Stretch> found;
  stretches(text, view, found);
  const NameFeaturizer featurizer(text, view);
  std::vector<std::int32_t> scores;
  std::vector<std::uint8_t> labels;
  FeatureList features;
  for (const Stretch& stretch : found) {
    scores.assign((stretch.last - stretch.first) * count, 0);
    for (std::uint32_t i = stretch.first; i < stretch.last; ++i) {
      featurizer.features(stretch, i, features);
      Perceptron::Scores sums{};
      model_.add(features, sums);
      std::copy_n(sums.begin(), count,
                  scores.begin() + static_cast<std::ptrdiff_t>((i - stretch.first) * count));
    }
    best_labels(scores, transitions_, labels);
    static constexpr std::array<EntityType, 3> types = {
        EntityType::person, EntityType::organization, EntityType::place};
    for (std::uint32_t i = 0; i < labels.size(); ++i) {
      if (labels[i] == outside) continue;
      Tagged tagged{stretch.first + i, stretch.first + i + 1, types[type_of(labels[i])], 0};
      tagged.margin = scores[i * count + labels[i]] - scores[i * count];
      while (open(labels[i]) && i + 1 < labels.size()) {
        ++i;
        tagged.margin += scores[i * count + labels[i]] - scores[i * count];
      }
      tagged.last = stretch.first + i + 1;
      names.push_back(tagged);
    }
  }
}

}  // namespace newsline::entity
