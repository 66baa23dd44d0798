// Part of speech: an averaged perceptron over the tokens of a language's treebanks (UD), tagged
// from left to right.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "averaged.h"
#include "base/ascii.h"
#include "conllu.h"
#include "token/tag.h"
#include "token/tag_features.h"
#include "token/token.h"
#include "train.h"

namespace newsline::train {

using namespace newsline::token;
namespace {

constexpr int epochs = 12;
constexpr float margin = 30;  // the right label must win by so much, or weights move
// percent of the features that each look goes without: unknown words are then no surprise
constexpr std::size_t dropped = 20;
constexpr std::uint32_t least_seen = 2;
constexpr std::size_t folds = 5;

/// What a language is learned from. `always` is learned from in every fold of a check too, the
/// documents of `folded` by turns.
struct Language {
  std::string_view name;
  std::vector<const char*> always, folded;
  std::size_t most_bytes = 900'000;
  bool rows = false;  // Averaged::write
};
const std::vector<Language>& languages() {
  static const std::vector<Language> all = {
      {"de", {"ud-de-pud-wiki"}, {"ud-de-gsd-dev", "ud-de-gsd-test"}, 700'000},
      {"en", {"ud-ewt-train"}, {"ud-gum-open-train"}, 3'000'000, true},
      {"es", {"ud-es-pud-wiki"}, {"ud-es-gsd-dev", "ud-es-gsd-test"}},
      {"fr",
       {"ud-fr-pud-wiki", "ud-fr-sequoia-train"},
       {"ud-fr-gsd-dev", "ud-fr-gsd-test", "ud-fr-sequoia-dev", "ud-fr-sequoia-test"}},
      {"it", {}, {"ud-it-pud-wiki"}},
      {"nl",
       {},
       {"ud-nl-alpino-dev", "ud-nl-alpino-test", "ud-nl-lassysmall-dev", "ud-nl-lassysmall-test"}},
      // GSD's verbs tell no form
      {"pt",
       {"ud-pt-pud-wiki"},
       {"ud-pt-bosque-dev", "ud-pt-bosque-test", "ud-pt-porttinari-dev", "ud-pt-porttinari-test"}},
  };
  return all;
}

/// A sentence as newsline cuts it, with the labels that the treebank gives.
struct Example {
  std::string text;
  std::vector<Token> tokens;
  std::vector<std::size_t> labels;
  std::vector<bool> whole;  // the token is one word of the treebank
  std::size_t document = 0;
  bool folded = false;
};

bool has(std::string_view feats, std::string_view feature) {
  for (std::size_t at = feats.find(feature); at != std::string_view::npos;
       at = feats.find(feature, at + 1)) {
    const std::size_t end = at + feature.size();
    if ((at == 0 || feats[at - 1] == '|') && (end == feats.size() || feats[end] == '|'))
      return true;
  }
  return false;
}

/// A verb's form where the treebank tells it by features alone. "hätte", "ginge": STTS ("VAFIN")
/// goes with treebanks that call the second subjunctive, which tells what would be, a past.
const char* form_of(const Word& word) {
  const std::string_view feats = word.feats;
  if (has(feats, "VerbForm=Inf")) return ":base";
  if (has(feats, "VerbForm=Ger") || (has(feats, "VerbForm=Part") && has(feats, "Tense=Pres")))
    return ":gerund";
  if (has(feats, "VerbForm=Part")) return ":participle";
  const bool would_be = word.xpos.ends_with("FIN") && has(feats, "Mood=Sub");
  if (has(feats, "Mood=Cnd") || (would_be && has(feats, "Tense=Past"))) return ":conditional";
  if (has(feats, "Tense=Fut")) return ":future";
  if (has(feats, "Tense=Imp") || has(feats, "Tense=Pqp")) return ":imperfect";
  if (has(feats, "Tense=Past")) return ":past";
  return has(feats, "Mood=Imp") ? ":base" : ":present";
}

std::string label_of(const Word& word) {
  std::string name;
  for (const char c : word.upos) name += ascii::lower(c);
  if (tag_named(name).pos == Pos::none) return "x";
  if (name != "verb" && name != "aux") return name;
  static const std::map<std::string, const char*> forms = {
      {"VBD", ":past"},       {"VBP", ":present"}, {"VBZ", ":present"}, {"VB", ":base"},
      {"VBN", ":participle"}, {"VBG", ":gerund"},  {"MD", ":modal"},    {"VMFIN", ":modal"}};
  const auto form = forms.find(word.xpos);
  if (form != forms.end())
    name.append(form->second);
  else if (!word.feats.empty() && word.feats != "_")
    name.append(form_of(word));
  return name;
}

/// Several words of the treebank in one token ("state-owned"): the one that the others hang on; as
/// an attribute it is an adjective. Of words that are written as one ("del": de, el; "zum": zu,
/// dem) it is the first.
std::string label_of(const TreebankSentence& sentence, std::size_t first, std::size_t last) {
  if (last - first == 1 || sentence.words[last - 1].begin < sentence.words[first].end)
    return label_of(sentence.words[first]);
  std::size_t chosen = last - 1;
  for (std::size_t i = first; i < last; ++i)
    if (sentence.words[i].head <= first || sentence.words[i].head > last) chosen = i;
  const Word& word = sentence.words[chosen];
  if (word.deprel == "amod" && word.upos == "VERB") return "adj";
  return label_of(word);
}

class Labels {
 public:
  std::size_t number(const std::string& name) {
    const auto [at, fresh] = numbers_.try_emplace(name, names_.size());
    if (fresh) names_.push_back(name);
    return at->second;
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> names_;
};

Example example(const TreebankSentence& sentence, const TokenRules& rules, Labels& labels) {
  Article article;
  article.text = sentence.text;
  const Span whole{0, static_cast<std::uint32_t>(article.text.size())};
  Example made{sentence.text, {}, {}, {}, sentence.document, false};
  const Tokens cut = tokens(article, {{whole, 0}}, rules);
  cut.all.copy(0, cut.all.size(), made.tokens);
  std::size_t first = 0;
  for (const Token& token : made.tokens) {
    while (first + 1 < sentence.words.size() && sentence.words[first].end <= token.span.begin)
      ++first;
    std::size_t last = first + 1;
    while (last < sentence.words.size() && sentence.words[last].begin < token.span.end) ++last;
    made.labels.push_back(labels.number(label_of(sentence, first, last)));
    made.whole.push_back(last - first == 1 && sentence.words[first].begin == token.span.begin &&
                         sentence.words[first].end == token.span.end);
  }
  return made;
}

std::vector<Example> read(const std::string& corpora, const Language& language, Labels& labels) {
  // sentences that are one document where the treebank tells none
  constexpr std::size_t stretch = 10;
  const TokenRules rules(Data(), language.name);
  std::vector<Example> all;
  for (const bool folded : {false, true})
    for (const char* file : folded ? language.folded : language.always) {
      std::size_t number = 0;
      for (const TreebankSentence& sentence :
           read_conllu(std::filesystem::path(corpora) / (std::string(file) + ".conllu"))) {
        all.push_back(example(sentence, rules, labels));
        all.back().folded = folded;
        if (language.name != "en") all.back().document = number++ / stretch;
      }
    }
  return all;
}

/// Words that are one part of speech wherever they stand: they need no model.
void fix_certain(const std::vector<const Example*>& examples, Averaged& model) {
  std::map<std::uint64_t, std::map<std::size_t, std::size_t>> seen;
  for (const Example* one : examples)
    for (std::size_t i = 0; i < one->tokens.size(); ++i)
      ++seen[token::certain_feature(token::view_of(one->tokens[i], one->text, i == 0))]
            [one->labels[i]];
  for (const auto& [hash, counts] : seen) {
    std::size_t sum = 0, most = 0, label = 0;
    for (const auto& [number, count] : counts) {
      sum += count;
      if (count > most) most = count, label = number;
    }
    if (sum >= 20 && static_cast<double>(most) >= 0.995 * static_cast<double>(sum))
      model.fix(hash, label);
  }
}

/// Calls `see(i, word features)` for every token, from left to right.
template <class See>
void walk(const Example& one, const WordClusters& alike, See&& see) {
  using namespace token;
  Window around{};
  const auto view_at = [&](std::size_t i) {
    TokenView view;
    if (i < one.tokens.size()) {
      view = view_of(one.tokens[i], one.text, i == 0);
      view.alike = alike.find(one.tokens[i].key);
    }
    return view;
  };
  for (std::size_t i = 0; i < behind; ++i) around[before + 1 + i] = view_at(i);
  for (std::size_t i = 0; i < one.tokens.size(); ++i) {
    std::ranges::rotate(around, around.begin() + 1);
    around.back() = view_at(i + behind);
    see(i, around);
  }
}

std::size_t best_but(const std::vector<float>& scores, std::size_t gold) {
  std::size_t best = gold == 0 ? 1 : 0;
  for (std::size_t label = 0; label < scores.size(); ++label)
    if (label != gold && scores[label] > scores[best]) best = label;
  return best;
}

Averaged trained(std::vector<const Example*> examples, const Labels& labels,
                 const WordClusters& alike) {
  using namespace token;
  Averaged model(labels.names());
  FeatureList hashes;
  const std::size_t none = labels.names().size();
  const auto fill = [&](const Window& around, std::size_t label1, std::size_t label2) {
    hashes.clear();
    features_of_words(around, hashes);
    features_of_labels(around, label1, label2, hashes);
    if (alike) features_of_clusters(around, hashes);
    hashes.hash();
  };
  for (const Example* one : examples)
    walk(*one, alike, [&](std::size_t i, const Window& around) {
      fill(around, i > 0 ? one->labels[i - 1] : none, i > 1 ? one->labels[i - 2] : none);
      model.count(hashes);
    });
  model.freeze(least_seen);
  fix_certain(examples, model);
  std::mt19937_64 dice(1);  // the same order every time
  std::vector<std::size_t> guesses;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    for (std::size_t i = examples.size(); i > 1; --i)
      std::swap(examples[i - 1], examples[dice() % i]);
    for (const Example* one : examples) {
      guesses.clear();
      walk(*one, alike, [&](std::size_t i, const Window& around) {
        fill(around, i > 0 ? guesses[i - 1] : none, i > 1 ? guesses[i - 2] : none);
        const auto gone = std::remove_if(hashes.begin(), hashes.end(),
                                         [&](std::uint64_t) { return dice() % 100 < dropped; });
        const std::span seen(hashes.begin(), gone);
        const std::vector<float>& scores = model.scores(seen);
        guesses.push_back(
            static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin()));
        const std::size_t gold = one->labels[i], rival = best_but(scores, gold);
        if (scores[gold] - scores[rival] <= margin) model.update(seen, gold, rival);
        model.tick();
      });
    }
  }
  model.average();
  return model;
}

struct Score {
  std::size_t words = 0, pos = 0, tags = 0, whole = 0, whole_pos = 0;
};

void measure(const std::string& bytes, const std::vector<const Example*>& examples,
             const Labels& labels, const WordClusters& alike, Score& score) {
  const Perceptron model(bytes);
  std::vector<std::uint8_t> guesses;
  for (const Example* one : examples) {
    label_sentence(model, alike, one->text, one->tokens.data(),
                   one->tokens.data() + one->tokens.size(), guesses);
    for (std::size_t i = 0; i < guesses.size(); ++i) {
      const WordTag gold = tag_named(labels.names()[one->labels[i]]),
                    guess = tag_named(model.label(guesses[i]));
      ++score.words;
      score.pos += gold.pos == guess.pos;
      score.tags += gold == guess;
      score.whole += one->whole[i];
      score.whole_pos += one->whole[i] && gold.pos == guess.pos;
    }
  }
}

void print(const char* what, const Score& score) {
  const auto percent = [](std::size_t part, std::size_t all) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(all, 1));
  };
  std::printf(
      "%s: UPOS %.2f %% of %zu tokens (%.2f %% of the %zu that are one word of the treebank), with "
      "verb forms %.2f %%\n",
      what, percent(score.pos, score.words), score.words, percent(score.whole_pos, score.whole),
      score.whole, percent(score.tags, score.words));
}

/// Each document is tagged by a model that did not see it.
void cross_validate(const std::vector<Example>& all, const Labels& labels,
                    const WordClusters& alike, std::size_t most_bytes) {
  Score score;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<const Example*> learned, held;
    for (const Example& one : all)
      (one.folded && one.document % folds == fold ? held : learned).push_back(&one);
    measure(trained(learned, labels, alike).packed(most_bytes), held, labels, alike, score);
    print("folds so far", score);
    std::fflush(stdout);
  }
}

}  // namespace

// newsline_train tags CORPORA DATA [LANGUAGE] [check]: writes DATA/LANGUAGE/tags.model (without a
// language English); with "check" it cross-validates over documents instead.
int train_tags(const Task& task) {
  const bool check = !task.more.empty() && std::string_view(task.more.back()) == "check";
  const std::string name = task.more.size() > (check ? 1U : 0U) ? task.more[0] : "en";
  const auto language = std::ranges::find(languages(), std::string_view(name), &Language::name);
  if (language == languages().end()) throw std::runtime_error("no treebanks are known for " + name);
  Labels labels;
  const std::vector<Example> all = read(task.corpora, *language, labels);
  const Data data{std::filesystem::path(task.data)};
  const WordClusters alike(data.file(name + "/brown.bin"));
  if (check) {
    cross_validate(all, labels, alike, language->most_bytes);
    return 0;
  }
  std::vector<const Example*> examples;
  for (const Example& one : all) examples.push_back(&one);
  const Averaged model = trained(examples, labels, alike);
  const std::string bytes = model.packed(language->most_bytes);
  Score score;
  measure(bytes, examples, labels, alike, score);
  print("learned", score);
  std::printf("%zu features, %zu bytes\n", model.features(),
              model.write(std::filesystem::path(task.data) / name / "tags.model",
                          language->most_bytes, language->rows));
  return 0;
}

}  // namespace newsline::train
