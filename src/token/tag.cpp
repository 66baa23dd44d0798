// Parts of speech and verb forms: a greedy averaged perceptron from left to right (Collins 2002).
//
//     The ferry sank    det, noun, verb + past    each word's label is a feature of the next two
// Words that have had one label alone in training take it without a score; without a model a
// list of words and endings serves, then the shape ("3rd" is a number, "Brook" inside a sentence a
// name). A sentence without any verb gets the likeliest one where its end says that it is one.
// What it does not do: lemmas, case, gender (grammar/morphology).
#include "tag.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/utf8.h"
#include "tag_features.h"

namespace newsline::token {
namespace {

constexpr std::array<std::string_view, 18> pos_names = {
    "none", "adj",  "adp",  "adv",   "aux",   "cconj", "det", "intj", "noun",
    "num",  "part", "pron", "propn", "punct", "sconj", "sym", "verb", "x"};
constexpr std::array<std::string_view, 10> form_names = {
    "none",   "past",  "present", "base",      "participle",
    "gerund", "modal", "future",  "imperfect", "conditional"};

template <class Names>
std::size_t place(const Names& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin());
}

/// Signs and numbers show what they are; a name has a capital that does not come from its place.
WordTag by_shape(const Token& token, bool first) {
  switch (token.kind) {
    case TokenKind::number:
      return {Pos::num};
    case TokenKind::mixed:
      return {token.capital ? Pos::propn : Pos::num};
    case TokenKind::punctuation:
      return {Pos::punct};
    case TokenKind::symbol:
      return {Pos::sym};
    case TokenKind::url:
      return {Pos::x};
    case TokenKind::word:
      return {token.capital && (!first || token.all_capitals) ? Pos::propn : Pos::noun};
  }
  return {};
}

/// What the model says, unless the token's shape forbids it: a sign is no word, a number no verb.
WordTag possible(WordTag said, TokenKind kind) {
  switch (kind) {
    case TokenKind::punctuation:
      return said.pos == Pos::part || said.pos == Pos::sym ? said : WordTag{Pos::punct};
    case TokenKind::number:
    case TokenKind::mixed:
      return said.pos == Pos::noun || said.pos == Pos::propn || said.pos == Pos::adj
                 ? said
                 : WordTag{Pos::num};
    default:
      return said;
  }
}

/// "-mente": the longest ending that the list has.
std::uint16_t find_ending(const TagModel::Impl& inner, std::string_view word) {
  std::string ending = "-";
  for (std::size_t size = std::min(inner.longest_ending, word.size() - 1); size > 0; --size) {
    ending.replace(1, std::string::npos, word.substr(word.size() - size));
    const std::uint16_t found = inner.words.find(word_key(ending));
    if (found != Lexicon::none) return found;
  }
  return Lexicon::none;
}

WordTag by_list(const TagModel::Impl& inner, std::string_view text, const Token& token,
                bool first) {
  const WordTag shape = by_shape(token, first);
  if (token.kind != TokenKind::word || inner.words.empty()) return shape;
  std::uint16_t found = inner.words.find(token.key);
  if (found == Lexicon::none && shape.pos != Pos::propn)
    found = find_ending(inner, token.span.of(text));
  // "nach Angaben der Stadt": a capital inside a sentence makes no verb
  if (found == Lexicon::none || (shape.pos == Pos::propn && inner.classes[found].pos == Pos::verb))
    return shape;
  return inner.classes[found];
}

bool may_be_subject(Pos pos) { return pos == Pos::noun || pos == Pos::propn || pos == Pos::pron; }

/// "Brook, head of the board, cut": the mark before the verb closes an aside behind a subject that
/// has no verb yet.
bool ends_aside_of_subject(const std::vector<Token>& words, std::size_t mark) {
  const auto is_verb = [](const Token& word) {
    return word.pos == Pos::verb || word.pos == Pos::aux;
  };
  const auto begin = words.begin(), end = begin + static_cast<std::ptrdiff_t>(mark);
  const auto opens = std::find_if(begin, end, [](const Token& w) { return w.pos == Pos::punct; });
  return opens != end && opens != begin && may_be_subject(std::prev(opens)->pos) &&
         std::none_of(begin, end, is_verb);
}

/// "The board cut", "they met and cut": the words before the verb let it be a past. A form that
/// hangs on another word ("will cut", "to cut", "made it cut") is none.
bool may_be_past(const std::vector<Token>& words, std::size_t verb) {
  constexpr std::size_t reach = 12;  // tokens
  const std::size_t first = verb > reach ? verb - reach : 0;
  std::size_t at = verb;
  while (at > first && words[at - 1].pos == Pos::adv) --at;
  if (at == first) return false;
  const bool goes_on = words[at - 1].pos == Pos::cconj;
  if (words[at - 1].pos == Pos::punct) return ends_aside_of_subject(words, at - 1);
  if (!goes_on && !may_be_subject(words[at - 1].pos)) return false;
  while (at-- > first) {
    const Token& before = words[at];
    if (before.pos == Pos::verb) return goes_on && before.form == VerbForm::past;
    if (before.pos == Pos::aux || (before.pos == Pos::part && before.space_before)) return false;
    const bool borders =
        before.pos == Pos::punct || before.pos == Pos::sconj || before.pos == Pos::cconj;
    if (borders && !goes_on) return true;
  }
  return !goes_on;
}

/// A verb of the list, as it stands there.
std::optional<WordTag> find_verb(const TagModel::Impl& inner, const Token& token, bool first) {
  if (token.kind != TokenKind::word || (token.capital && !first)) return std::nullopt;
  const std::uint16_t found = inner.words.find(token.key);
  if (found == Lexicon::none || inner.classes[found].pos != Pos::verb) return std::nullopt;
  return inner.classes[found];
}

/// Forms that the model has hardly seen and that are nothing but verbs ("sank"): past, or a
/// participle behind an auxiliary. They are no present.
WordTag listed(const TagModel::Impl& inner, WordTag said, const Token& token, bool first,
               const Token* before) {
  if (said.pos == Pos::verb && said.form != VerbForm::present) return said;
  std::optional<WordTag> verb = find_verb(inner, token, first);
  if (!verb || verb->form == VerbForm::none) return said;
  if (verb->form == VerbForm::past && before && before->pos == Pos::aux)
    verb->form = VerbForm::past_participle;
  return *verb;
}

/// A verb whose past looks like its present ("put"): past where it stands behind a subject, since
/// news seldom tells habits.
WordTag unchanging(const TagModel::Impl& inner, const std::vector<Token>& words, std::size_t i) {
  const WordTag tag{words[i].pos, words[i].form};
  if (tag.pos != Pos::verb || (tag.form != VerbForm::base && tag.form != VerbForm::present))
    return tag;
  const std::optional<WordTag> verb = find_verb(inner, words[i], i == 0);
  const bool past = verb && verb->form == VerbForm::none && may_be_past(words, i);
  return past ? WordTag{Pos::verb, VerbForm::past} : tag;
}

}  // namespace

WordTag tag_named(std::string_view name) {
  const std::size_t colon = name.find(':');
  WordTag tag{static_cast<Pos>(place(pos_names, name.substr(0, colon)))};
  if (colon != std::string_view::npos)
    tag.form = static_cast<VerbForm>(place(form_names, name.substr(colon + 1)));
  return tag;
}
std::string_view name_of(Pos pos) { return pos_names[static_cast<std::size_t>(pos)]; }
std::string_view name_of(VerbForm form) { return form_names[static_cast<std::size_t>(form)]; }

}  // namespace newsline::token

namespace newsline {

using namespace token;

TagModel::TagModel(const Data& data, std::string_view language) : impl_(std::make_unique<Impl>()) {
  Impl& in = *impl_;
  const std::string file = language_file(language, "tags.model");
  in.model = Perceptron(data.file(file), file);
  in.alike = WordClusters(data.file(language_file(language, "brown.bin")));
  for (std::size_t label = 0; label < in.model.labels(); ++label)
    in.tags.push_back(tag_named(in.model.label(label)));
  const std::string list = language_file(language, "tags.tsv");
  in.words = Lexicon(data, list);
  for (std::uint16_t number = 0; number < in.words.class_count(); ++number)
    in.classes.push_back(tag_named(in.words.class_name(number)));
  for (std::size_t i = 0; i < in.words.entry_count(); ++i) {
    const std::string_view word = in.words.entry(i).word;
    if (word.starts_with('-')) in.longest_ending = std::max(in.longest_ending, word.size() - 1);
  }
}

TagModel::~TagModel() = default;

TagModel::TagModel(TagModel&&) noexcept = default;

}  // namespace newsline

namespace newsline::token {

namespace {

/// Asks the model about each token of a sentence from left to right: `take` gets its place, its
/// label where it is certain (else the count of labels) and the scores where it is not. It reads
/// from `labels` what the tokens before are.
template <class Take>
void score_sentence(const Perceptron& model, const WordClusters& alike, std::string_view text,
                    const Token* first, const Token* last, std::vector<std::uint8_t>& labels,
                    const Take& take) {
  static constexpr Perceptron::Scores unscored{};
  const auto size = static_cast<std::size_t>(last - first);
  Window around{};
  const auto view_at = [&](std::size_t i) {
    TokenView view;
    if (i < size) {
      view = view_of(first[i], text, i == 0);
      if (alike) view.alike = alike.find(first[i].key);
    }
    return view;
  };
  for (std::size_t i = 0; i < behind; ++i) around[before + 1 + i] = view_at(i);
  FeatureList features;
  for (std::size_t i = 0; i < size; ++i) {
    std::ranges::rotate(around, around.begin() + 1);
    around.back() = view_at(i + behind);
    const std::size_t certain = model.certain_label(certain_feature(around[before]));
    if (certain < model.labels()) {
      take(i, certain, unscored);
      continue;
    }
    const std::size_t label1 = i > 0 ? labels[i - 1] : model.labels(),
                      label2 = i > 1 ? labels[i - 2] : model.labels();
    features.clear();
    features_of_words(around, features);
    features_of_labels(around, label1, label2, features);
    if (alike) features_of_clusters(around, features);
    features.hash();
    Perceptron::Scores scores{};
    model.add(features, scores);
    take(i, certain, scores);
  }
}

/// A sentence has a verb. Where the model saw none ("The Fed meets on Wednesday."), the word that
/// came nearest to being a finite one is it, if it came near: "meets" for a noun in the plural is a
/// near thing, "tent" is not.
void find_missing_verb(const TagModel::Impl& inner, std::string_view text,
                       std::vector<Token>& words, std::vector<std::uint8_t>& labels) {
  // of two words the first, if the other is not clearly nearer
  constexpr std::int32_t near = 275, clearly = 60;
  constexpr std::size_t shortest = 4, longest = 25;  // tokens
  if (words.size() < shortest || words.size() > longest || words.back().span.of(text) != ".")
    return;
  if (std::ranges::any_of(
          words, [](const Token& word) { return word.pos == Pos::verb || word.pos == Pos::aux; }))
    return;
  std::int32_t best = -near;
  std::size_t place = words.size(), label = 0;
  score_sentence(
      inner.model, inner.alike, text, words.data(), words.data() + words.size(), labels,
      [&](std::size_t i, std::size_t certain, const auto& scores) {
        if (i == 0 || certain < inner.model.labels() || words[i].capital ||
            words[i].kind != TokenKind::word)
          return;
        const Pos before = words[i - 1].pos;  // "ten drones", "light winds", "of votes"
        if (before == Pos::num || before == Pos::adj || before == Pos::det || before == Pos::adp)
          return;
        for (std::size_t verb = 0; verb < inner.tags.size(); ++verb) {
          const WordTag tag = inner.tags[verb];
          if (tag.pos != Pos::verb || (tag.form != VerbForm::present && tag.form != VerbForm::past))
            continue;
          if (const std::int32_t margin = scores[verb] - scores[labels[i]];
              margin > best + (place < i ? clearly : 0))
            best = margin, place = i, label = verb;
        }
      });
  if (place == words.size()) return;
  words[place].pos = inner.tags[label].pos;
  words[place].form = inner.tags[label].form;
}

}  // namespace

void label_sentence(const Perceptron& model, const WordClusters& alike, std::string_view text,
                    const Token* first, const Token* last, std::vector<std::uint8_t>& labels) {
  labels.clear();
  score_sentence(model, alike, text, first, last, labels,
                 [&](std::size_t, std::size_t certain, const auto& scores) {
                   labels.push_back(static_cast<std::uint8_t>(
                       certain < model.labels() ? certain : model.best_of(scores)));
                 });
}

}  // namespace newsline::token

namespace newsline {

using namespace token;

void tag(Tokens& tokens, const Article& article, std::size_t sentence, const TagModel& model) {
  const std::size_t begin = tokens.begin(sentence), end = tokens.end(sentence);
  if (begin == end || tokens.all[begin].pos != Pos::none) return;
  const TagModel::Impl& inner = model.impl();
  if (!inner.model) {
    for (std::size_t i = begin; i < end; ++i) {
      const WordTag tag = by_list(inner, article.text, tokens.all[i], i == begin);
      tokens.all.set(i, tag.pos, tag.form);
    }
    return;
  }
  std::vector<Token> words;
  tokens.all.copy(begin, end, words);
  std::vector<std::uint8_t> labels;
  labels.reserve(end - begin);
  label_sentence(inner.model, inner.alike, article.text, words.data(), words.data() + words.size(),
                 labels);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const WordTag tag = listed(inner, possible(inner.tags[labels[i]], words[i].kind), words[i],
                               i == 0, i == 0 ? nullptr : &words[i - 1]);
    words[i].pos = tag.pos;
    words[i].form = tag.form;
  }
  find_missing_verb(inner, article.text, words, labels);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const WordTag tag = unchanging(inner, words, i);
    tokens.all.set(begin + i, tag.pos, tag.form);
  }
}

}  // namespace newsline
