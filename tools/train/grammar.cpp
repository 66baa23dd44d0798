// The grammar of a language: the tagger, the steps and the relations of src/grammar, learned from
// treebanks of Universal Dependencies.
//
// The steps are learned with a dynamic oracle (Goldberg and Nivre 2013): from the second round on
// the parser mostly follows its own choices, so that it meets its own mistakes, and is told at each
// step which choices still lead to the best tree that can be had from there. The words' tags are
// those of taggers that have not seen the sentence (five folds), as they will be for new text.
// Sentences that newsline cuts into other tokens than the treebank are learned both ways.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "averaged.h"
#include "base/perceptron.h"
#include "grammar/model.h"
#include "train.h"
#include "treebank.h"

namespace newsline::train {
namespace {

using namespace grammar;

constexpr std::size_t folds = 5;
constexpr std::uint32_t least_seen = 2;
constexpr int tag_epochs = 5, epochs = 7;
// the right choice must win by so much, or weights move
constexpr float tag_margin = 30, margin = 5;
// percent of the features that each look goes without: new words are then no surprise
constexpr std::size_t tag_dropped = 20, dropped = 15;
// how often each epoch sees a sentence of the language itself, of a related one once
constexpr int native_rounds = 2;

/// How many bytes each model may take, and the least size of a weight, of 127, that is kept: many
/// small ones would cost more room than they are worth.
struct Sizes {
  std::size_t tags = 0, steps = 0, sketches = 0, relations = 0;
  bool rows = false;  // Averaged::packed
  static constexpr int least_tag = 12, least_sketch = 8, least_relation = 8;
};

/// The treebanks of a language: learned from, and kept out by "check" (what is shipped has learned
/// from both).
struct Language {
  std::string_view name;
  std::vector<const char*> learned, held;
  std::string_view relative = "";  // a language whose sentences are built alike
  Sizes sizes{600'000, 700'000, 200'000, 500'000};
};
const std::vector<Language>& languages() {
  static const std::vector<Language> all = {
      {"de", {"ud-de-gsd-dev", "ud-de-gsd-test"}, {"ud-de-pud-wiki"}, "nl"},
      {"en",
       {"ud-ewt-train", "ud-gum-open-train"},
       {"ud-en-ewt-dev", "ud-en-gum-dev", "ud-en-pud-wiki"},
       "",
       {900'000, 1'100'000, 250'000, 750'000, true}},
      {"es", {"ud-es-gsd-dev", "ud-es-gsd-test"}, {"ud-es-pud-wiki"}, "pt"},
      {"fr",
       {"ud-fr-gsd-dev", "ud-fr-gsd-test", "ud-fr-sequoia-train", "ud-fr-sequoia-dev"},
       {"ud-fr-sequoia-test", "ud-fr-pud-wiki"}},
      {"it", {"ud-it-pud-wiki"}, {}, "pt", {500'000, 500'000, 150'000, 350'000}},
      {"nl",
       {"ud-nl-alpino-dev", "ud-nl-lassysmall-dev", "ud-nl-lassysmall-test"},
       {"ud-nl-alpino-test"}},
      {"pt",
       {"ud-pt-bosque-dev", "ud-pt-bosque-test", "ud-pt-porttinari-dev", "ud-pt-porttinari-test",
        "ud-pt-gsd-dev", "ud-pt-gsd-test"},
       {"ud-pt-pud-wiki"}},
  };
  return all;
}

// ---- tags

/// The names of tags: a word's features as far as the treebanks show them often enough, of at most
/// as many kinds as a model can tell apart.
class TagNames {
 public:
  explicit TagNames(const std::vector<GrammarExample>& examples) {
    for (std::size_t least = 15; names_.empty() || names_.size() > Perceptron::most_labels;
         least += least / 3)
      choose(examples, least);
  }
  std::size_t number(const Morphology& morphology) const {
    for (const Morphology& coarser : ladder(morphology)) {
      const auto found = numbers_.find(tag_name(coarser));
      if (found != numbers_.end()) return found->second;
    }
    return 0;
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  /// The features of a word, and less and less of them.
  static std::array<Morphology, 5> ladder(const Morphology& all) {
    std::array<Morphology, 5> steps{all, all, all, all, {}};
    steps[1].number = Number::none;
    steps[2] = steps[1];
    steps[2].case_ = Case::none;
    steps[3] = steps[2];
    steps[3].pronoun = PronounType::none;
    steps[3].mood = Mood::none;
    steps[3].passive = false;
    steps[4].pos = all.pos;
    return steps;
  }
  void choose(const std::vector<GrammarExample>& examples, std::size_t least) {
    names_.clear();
    numbers_.clear();
    std::map<std::string, std::size_t> wanted;
    for (const GrammarExample& one : examples)
      for (const Morphology& morphology : one.morphology) ++wanted[tag_name(morphology)];
    for (int step = 0; step < 5; ++step) {  // what is too rare goes into the next coarser name
      std::map<std::string, std::size_t> coarser;
      for (const auto& [name, count] : wanted) {
        const std::string into =
            count >= least || step == 4
                ? name
                : tag_name(ladder(morphology_named(name))[static_cast<std::size_t>(step)]);
        coarser[into] += count;
      }
      wanted = std::move(coarser);
    }
    for (const auto& [name, count] : wanted) {
      numbers_[name] = names_.size();
      names_.push_back(name);
    }
  }

  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> names_;
};

using Chosen = std::vector<const GrammarExample*>;

template <class See>
void walk_tags(const GrammarExample& one, See&& see) {
  for (std::size_t i = 0; i < one.tokens.size(); ++i) see(i, &one.looks[i + 2]);
}

std::size_t best_but(const std::vector<float>& scores, std::size_t gold) {
  std::size_t best = gold == 0 ? 1 : 0;
  for (std::size_t label = 0; label < scores.size(); ++label)
    if (label != gold && scores[label] > scores[best]) best = label;
  return best;
}

void shuffle(Chosen& examples, std::mt19937_64& dice) {
  for (std::size_t i = examples.size(); i > 1; --i)
    std::swap(examples[i - 1], examples[dice() % i]);
}

Averaged trained_tags(Chosen examples, const TagNames& names) {
  Averaged model(names.names());
  FeatureList hashes;
  for (const GrammarExample* one : examples)
    walk_tags(*one, [&](std::size_t i, const TokenView* look) {
      features_of_tag(look, i > 0 ? one->tags[i - 1] : no_tag, i > 1 ? one->tags[i - 2] : no_tag,
                      hashes);
      model.count(hashes);
    });
  model.freeze(least_seen);
  std::mt19937_64 dice(1);  // the same order every time
  std::vector<std::size_t> guesses;
  for (int epoch = 0; epoch < tag_epochs; ++epoch) {
    shuffle(examples, dice);
    for (const GrammarExample* one : examples) {
      guesses.clear();
      walk_tags(*one, [&](std::size_t i, const TokenView* look) {
        features_of_tag(look, i > 0 ? guesses[i - 1] : no_tag, i > 1 ? guesses[i - 2] : no_tag,
                        hashes);
        const auto gone = std::remove_if(hashes.begin(), hashes.end(),
                                         [&](std::uint64_t) { return dice() % 100 < tag_dropped; });
        const std::span seen(hashes.begin(), gone);
        const std::vector<float>& scores = model.scores(seen);
        guesses.push_back(
            static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin()));
        const std::size_t gold = one->tags[i], rival = best_but(scores, gold);
        if (scores[gold] - scores[rival] <= tag_margin) model.update(seen, gold, rival);
        model.tick();
      });
    }
  }
  model.average();
  return model;
}

/// Gives each example the tags of a model that has not seen it.
void tag_by_folds(std::vector<GrammarExample>& examples, const TagNames& names,
                  std::size_t most_bytes) {
  for (const bool foreign : {false, true})
    for (std::size_t fold = 0; fold < folds; ++fold) {
      Chosen learned;
      for (const GrammarExample& one : examples)
        if (one.foreign == foreign && one.block % folds != fold) learned.push_back(&one);
      if (learned.empty()) continue;
      const std::string bytes = trained_tags(learned, names).packed(most_bytes, Sizes::least_tag);
      const Perceptron model(bytes);
      for (GrammarExample& one : examples)
        if (one.foreign == foreign && one.block % folds == fold)
          tag_words(model, one.looks, one.guessed);
    }
}

// ---- steps and relations

/// Which steps still lead to the best tree: how many arcs of the gold tree each loses that could be
/// had until then.
class Oracle {
 public:
  explicit Oracle(const GrammarExample& gold)
      : heads_(gold.heads), children_(gold.heads.size() + 1), waits_(gold.heads.size(), false) {
    for (std::size_t word = 0; word < heads_.size(); ++word)
      children_[heads_[word]].push_back(word);
  }
  /// To be told of every step before it is made.
  void follow(const State& state, Action action) {
    if (action == Action::shift)
      waits_[state.buffer(0)] = true;
    else
      waits_[state.stack(0)] = false;
  }
  std::size_t head(std::size_t word) const { return heads_[word]; }
  std::size_t cost(const State& state, Action action) const {
    const std::size_t top = state.stack(0), below = state.stack(1), next = state.buffer(0);
    if (action == Action::shift) {
      std::size_t lost = heads_[next] < next && waits_[heads_[next]] && heads_[next] != top;
      for (const std::size_t child : children_[next]) lost += child < next && waits_[child];
      return lost;
    }
    std::size_t lost = 0;
    for (const std::size_t child : children_[top]) lost += child >= next;
    const std::size_t right = heads_[top];
    if (action == Action::left) return lost + (right != next && (right == below || right > next));
    return lost + (right != below && right >= next);
  }

 private:
  const std::vector<std::size_t>& heads_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<bool> waits_;  // on the stack
};

struct Models {
  Averaged actions, sketches, relations;
};

/// The model of steps as Steps reads it: the features of most use, as many as there is room for.
std::string packed_steps(const Averaged& model, std::size_t most_bytes) {
  struct Feature {
    std::uint64_t hash = 0;
    float use = 0, left = 0, right = 0;
  };
  std::vector<Feature> features;
  std::vector<float> sizes;
  model.each([&](std::uint64_t hash, std::uint32_t seen, std::span<const float> weights) {
    const float left = weights[1] - weights[0], right = weights[2] - weights[0],
                most = std::max(std::abs(left), std::abs(right));
    if (most == 0) return;
    features.push_back({hash, most * std::sqrt(static_cast<float>(seen)), left, right});
    sizes.push_back(most);
  });
  std::ranges::sort(sizes);
  const float step = sizes.empty() ? 1 : sizes[sizes.size() - 1 - sizes.size() / 2000] / 127;
  std::ranges::sort(features, [](const Feature& a, const Feature& b) {
    return a.use != b.use ? a.use > b.use : a.hash < b.hash;
  });
  const std::size_t wanted =
      static_cast<std::size_t>(static_cast<double>(features.size()) / (Steps::slots * 0.8)) + 1;
  const std::size_t lines = std::min(wanted, most_bytes / Steps::line_size);
  std::string bytes(lines * Steps::line_size, '\0');
  std::vector<std::uint8_t> used(lines);
  for (const Feature& one : features) {
    const int left = std::clamp(static_cast<int>(std::lround(one.left / step)), -127, 127);
    const int right = std::clamp(static_cast<int>(std::lround(one.right / step)), -127, 127);
    const std::size_t line = Steps::line_of(one.hash, lines), slot = used[line];
    if (slot == Steps::slots || (left == 0 && right == 0)) continue;
    ++used[line];
    char* const at = bytes.data() + line * Steps::line_size;
    at[2 * slot] = static_cast<char>(Steps::mark(one.hash) & 0xFF);
    at[2 * slot + 1] = static_cast<char>(Steps::mark(one.hash) >> 8);
    at[2 * Steps::slots + 2 * slot] = static_cast<char>(left);
    at[2 * Steps::slots + 2 * slot + 1] = static_cast<char>(right);
  }
  return bytes;
}

struct RelationNames {
  std::vector<grammar::Relation> relations;
  std::vector<std::string> names;
  std::array<std::size_t, 64> numbers{};
};

RelationNames relation_names(const std::vector<GrammarExample>& examples) {
  std::array<bool, 64> seen{};
  for (const GrammarExample& one : examples)
    for (const grammar::Relation relation : one.relations)
      seen[static_cast<std::size_t>(relation)] = true;
  RelationNames made;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (!seen[i] || static_cast<grammar::Relation>(i) == grammar::Relation::root) continue;
    made.numbers[i] = made.names.size();
    made.relations.push_back(static_cast<grammar::Relation>(i));
    made.names.emplace_back(name_of(static_cast<grammar::Relation>(i)));
  }
  return made;
}

constexpr std::array<Action, action_count> all_actions = {Action::shift, Action::left,
                                                          Action::right};

class Learner {
 public:
  Learner(const RelationNames& names, const GrammarRules::Impl& tags, std::uint64_t seed)
      : names_(names),
        tags_(tags),
        models_{Averaged({"shift", "left", "right"}), Averaged(names.names), Averaged(names.names)},
        dice_(seed) {}

  void count(const Chosen& examples) {
    for (const GrammarExample* one : examples) walk_gold(*one);
    models_.actions.freeze(least_seen);
    models_.sketches.freeze(least_seen);
    models_.relations.freeze(least_seen);
  }
  void learn(Chosen examples) {
    for (int epoch = 0; epoch < epochs; ++epoch) {
      shuffle(examples, dice_);
      explores_ = epoch > 0;
      for (const GrammarExample* one : examples) learn_from(*one);
    }
    models_.actions.average();
    models_.sketches.average();
    models_.relations.average();
  }
  Models& models() { return models_; }

 private:
  void begin(const GrammarExample& one) {
    words_of(tags_, one.looks, one.guessed, words_);
    state_.begin(one.tokens.size());
  }
  void walk_gold(const GrammarExample& one) {
    Oracle oracle(one);
    begin(one);
    while (!state_.done()) {
      features_of_action(state_, words_.data(), features_);
      models_.actions.count(features());
      Action best = Action::count_;
      std::size_t least = SIZE_MAX;
      for (const Action action : {Action::left, Action::right, Action::shift})
        if (state_.may(action) && oracle.cost(state_, action) < least) {
          least = oracle.cost(state_, action);
          best = action;
        }
      oracle.follow(state_, best);
      if (best == Action::shift) {
        state_.shift();
        continue;
      }
      const std::uint16_t word = state_.stack(0), head = state_.head_of(best);
      if (head != state_.root()) {
        features_of_relation(state_, words_.data(), head, word, features_);
        models_.sketches.count(features());
      }
      state_.attach(best, one.relations[word]);
    }
    each_whole_relation([&](std::uint16_t) { models_.relations.count(features()); });
  }
  void learn_from(const GrammarExample& one) {
    Oracle oracle(one);
    begin(one);
    while (!state_.done()) {
      const Action action = learn_step(oracle);
      oracle.follow(state_, action);
      if (action == Action::shift) {
        state_.shift();
        continue;
      }
      const std::uint16_t word = state_.stack(0), head = state_.head_of(action);
      grammar::Relation relation = grammar::Relation::root;
      if (head != state_.root()) relation = learn_relation(one, head, word);
      state_.attach(action, relation);
    }
    each_whole_relation([&](std::uint16_t word) {
      if (state_.of(word).head == one.heads[word])
        learn_name(models_.relations, one.relations[word]);
    });
  }
  template <class See>
  void each_whole_relation(See&& see) {
    for (std::uint16_t word = 0; word < state_.size(); ++word) {
      if (state_.of(word).head == state_.root()) continue;
      features_of_whole_relation(state_, words_.data(), word, features_);
      see(word);
    }
  }
  Action learn_step(const Oracle& oracle) {
    std::array<std::size_t, action_count> costs{};
    std::size_t least = SIZE_MAX, possible = 0;
    for (const Action action : all_actions) {
      const auto number = static_cast<std::size_t>(action);
      costs[number] = state_.may(action) ? oracle.cost(state_, action) : SIZE_MAX;
      least = std::min(least, costs[number]);
      possible += state_.may(action);
    }
    if (possible == 1)
      return all_actions[static_cast<std::size_t>(std::ranges::find(costs, least) - costs.begin())];
    features_of_action(state_, words_.data(), features_);
    drop();
    const std::vector<float>& scores = models_.actions.scores(features());
    std::size_t right = action_count, wrong = action_count;
    for (std::size_t i = 0; i < action_count; ++i) {
      if (costs[i] == SIZE_MAX) continue;
      std::size_t& best = costs[i] == least ? right : wrong;
      if (best == action_count || scores[i] > scores[best]) best = i;
    }
    std::size_t chosen = right;
    if (wrong != action_count) {
      const bool misses = scores[wrong] >= scores[right];
      if (misses && explores_ && dice_() % 10 != 0) chosen = wrong;
      if (scores[right] - scores[wrong] <= margin) models_.actions.update(features(), right, wrong);
    }
    models_.actions.tick();
    return all_actions[chosen];
  }
  grammar::Relation learn_relation(const GrammarExample& one, std::uint16_t head,
                                   std::uint16_t word) {
    features_of_relation(state_, words_.data(), head, word, features_);
    if (one.heads[word] == head) return learn_name(models_.sketches, one.relations[word]);
    const std::vector<float>& scores = models_.sketches.scores(features());
    return names_
        .relations[static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin())];
  }
  /// What the model says before it learns.
  grammar::Relation learn_name(Averaged& model, grammar::Relation right) {
    drop();
    const std::vector<float>& scores = model.scores(features());
    const auto guess = static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
    const std::size_t gold = names_.numbers[static_cast<std::size_t>(right)],
                      rival = best_but(scores, gold);
    if (scores[gold] - scores[rival] <= margin) model.update(features(), gold, rival);
    model.tick();
    return names_.relations[guess];
  }
  void drop() {
    const auto gone = std::remove_if(features_.begin(), features_.end(),
                                     [&](std::uint64_t) { return dice_() % 100 < dropped; });
    features_.cut(static_cast<std::size_t>(gone - features_.begin()));
  }
  std::span<const std::uint64_t> features() const { return {features_.begin(), features_.size()}; }

  const RelationNames& names_;
  const GrammarRules::Impl& tags_;
  Models models_;
  std::mt19937_64 dice_;
  State state_;
  std::vector<grammar::Word> words_;
  FeatureList features_;
  bool explores_ = false;
};

// ---- how good it is

struct Score {
  std::size_t words = 0, heads = 0, both = 0, exact = 0, tokens = 0, parts = 0, sentences = 0,
              whole = 0;
  double seconds = 0;
};

Score measured(const GrammarRules& rules, const std::vector<GrammarExample>& examples) {
  Score score;
  Parser parser(rules);
  Tree tree;
  for (const GrammarExample& one : examples) {
    const std::clock_t begin = std::clock();
    parser.parse(one.tokens.data(), one.tokens.size(), one.text, tree);
    score.seconds += static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    ++score.sentences;
    bool whole = true;
    for (std::size_t i = 0; i < one.tokens.size(); ++i) {
      if (tree.empty()) break;
      ++score.tokens;
      score.parts += tree[i].morphology.pos == one.morphology[i].pos;
      if (one.gold_relations[i] == grammar::Relation::punct) continue;
      ++score.words;
      const std::size_t head = tree[i].head == Node::none ? one.tokens.size() : tree[i].head;
      const bool right = head == one.gold_heads[i];
      score.heads += right;
      score.both += right && universal(tree[i].relation) == universal(one.gold_relations[i]);
      score.exact += right && tree[i].relation == one.gold_relations[i];
      whole &= right;
    }
    score.whole += whole;
  }
  return score;
}

void print(std::string_view what, const Score& score) {
  const auto percent = [](std::size_t part, std::size_t all) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(all, 1));
  };
  std::printf(
      "%-28.*s UAS %.2f  LAS %.2f  (with subtypes %.2f)  UPOS %.2f  whole trees %.1f %%  %zu "
      "words, %.0f us a sentence of %.0f tokens\n",
      static_cast<int>(what.size()), what.data(), percent(score.heads, score.words),
      percent(score.both, score.words), percent(score.exact, score.words),
      percent(score.parts, score.tokens), percent(score.whole, score.sentences), score.words,
      1e6 * score.seconds / static_cast<double>(std::max<std::size_t>(score.sentences, 1)),
      static_cast<double>(score.tokens) /
          static_cast<double>(std::max<std::size_t>(score.sentences, 1)));
  std::fflush(stdout);
}

std::vector<std::vector<GrammarExample>> held_out;
/// Makes the words of another language unlike all words of the language that is learned: only how
/// they are put together is learned from them.
void estrange(std::vector<TokenView>& looks) {
  for (TokenView& look : looks) {
    if (look.shape == 0 || static_cast<TokenKind>((look.shape - 1) & 7) == TokenKind::punctuation)
      continue;
    look.word = feature(900, look.word);
    look.suffix2 = feature(901, look.suffix2);
    look.suffix3 = feature(902, look.suffix3);
    look.suffix4 = feature(903, look.suffix4);
    look.prefix3 = feature(904, look.prefix3);
    look.listed = 0;
    look.clusters = {};
  }
}

/// The model of a language as bytes.
std::string trained(std::vector<GrammarExample>& examples, const Data& data,
                    std::string_view language, const Sizes& sizes) {
  const Vocabulary vocabulary(data, language);
  std::vector<GrammarExample> native;
  for (GrammarExample& one : examples) {
    view_words(vocabulary, one.tokens.data(), one.tokens.size(), one.text, one.looks);
    if (one.foreign)
      estrange(one.looks);
    else
      native.push_back(one);
  }
  const TagNames tag_names(native);
  for (GrammarExample& one : examples) {
    one.tags.clear();
    for (const Morphology& morphology : one.morphology)
      one.tags.push_back(tag_names.number(morphology));
  }
  Chosen all, own;
  for (const GrammarExample& one : examples) {
    all.push_back(&one);
    if (!one.foreign) own.push_back(&one);
  }
  if (own.size() < examples.size())
    for (int round = 1; round < native_rounds; ++round)
      all.insert(all.end(), own.begin(), own.end());
  tag_by_folds(examples, tag_names, sizes.tags);
  const std::string tags =
      trained_tags(own, tag_names).packed(sizes.tags, Sizes::least_tag, sizes.rows);
  std::size_t same = 0, tokens = 0;
  for (const GrammarExample& one : examples)
    for (std::size_t i = 0; i < one.tags.size(); ++i)
      tokens += 1, same += one.guessed[i] == one.tags[i];
  std::printf("%zu sentences, %zu tokens, %zu tags, by folds %.2f %% right\n", examples.size(),
              tokens, tag_names.names().size(),
              100.0 * static_cast<double>(same) / static_cast<double>(tokens));
  std::fflush(stdout);
  GrammarRules::Impl rules;
  rules.tags = Perceptron(tags);
  for (const std::string& name : tag_names.names())
    rules.morphologies.push_back(morphology_named(name));
  const RelationNames names = relation_names(examples);
  Learner first(names, rules, 1);
  first.count(all);
  first.learn(all);
  std::printf("%zu features of steps, %zu of relations\n", first.models().actions.features(),
              first.models().relations.features());
  return write_model(
      tags, packed_steps(first.models().actions, sizes.steps),
      first.models().sketches.packed(sizes.sketches, Sizes::least_sketch, sizes.rows),
      first.models().relations.packed(sizes.relations, Sizes::least_relation, sizes.rows));
}

std::filesystem::path path_of(const Task& task, const char* name) {
  return std::filesystem::path(task.corpora) / (std::string(name) + ".conllu");
}

}  // namespace

// newsline_train grammar CORPORA DATA LANGUAGE [check]: writes DATA/LANGUAGE/grammar.model, learned
// from all treebanks; with "check" learns from some and prints how the others are parsed, once with
// the treebank's tokens and once with newsline's.
int train_grammar(const Task& task) {
  if (task.more.empty()) throw std::runtime_error("grammar CORPORA DATA LANGUAGE [check]");
  const auto language =
      std::ranges::find(languages(), std::string_view(task.more[0]), &Language::name);
  if (language == languages().end())
    throw std::runtime_error("no treebanks are known for " + std::string(task.more[0]));
  const bool check = task.more.size() > 1 && std::string_view(task.more[1]) == "check";
  const Data data(task.data);
  TreebankReader reader(language->name);
  std::vector<GrammarExample> examples;
  for (const char* file : language->learned) reader.read(path_of(task, file), Cut::both, examples);
  if (!check)
    for (const char* file : language->held) reader.read(path_of(task, file), Cut::both, examples);
  reader.print();
  const auto relative = std::ranges::find(languages(), language->relative, &Language::name);
  if (relative != languages().end()) {
    TreebankReader other(relative->name);
    const std::size_t own = examples.size();
    for (const auto& files : {relative->learned, relative->held})
      for (const char* file : files)
        if (std::filesystem::exists(path_of(task, file)))
          other.read(path_of(task, file), Cut::ours, examples);
    for (std::size_t i = own; i < examples.size(); ++i) examples[i].foreign = true;
    other.print();
  }
  const std::string bytes = trained(examples, data, language->name, language->sizes);
  if (!check) {
    const std::filesystem::path file =
        std::filesystem::path(task.data) / language->name / "grammar.model";
    std::ofstream stream(file, std::ios::binary);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
    std::printf("%zu bytes\n", bytes.size());
    return 0;
  }
  const GrammarRules rules(data, language->name, bytes);
  for (const char* file : language->held)
    for (const Cut cut : {Cut::treebank, Cut::ours}) {
      std::vector<GrammarExample> held;
      reader.read(path_of(task, file), cut, held);
      print(std::string(file) + (cut == Cut::ours ? ", our tokens" : ""), measured(rules, held));
    }
  return 0;
}

}  // namespace newsline::train
