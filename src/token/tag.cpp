#include "tag.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "tag_features.h"

namespace newsline::token {
namespace {

constexpr std::array<std::string_view, 18> pos_names = {"none", "adj",  "adp",  "adv",  "aux",   "cconj", "det",   "intj", "noun",
                                                        "num",  "part", "pron", "propn", "punct", "sconj", "sym", "verb", "x"};
constexpr std::array<std::string_view, 7> form_names = {"none", "past", "present", "base", "participle", "gerund", "modal"};

template <class Names>
std::size_t place(const Names& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin());
}

std::string data_file(std::string_view language, std::string_view name) { return std::string(language.substr(0, language.find('-'))) + "/" + std::string(name); }

/// Signs and numbers show what they are; a name has a capital that does not come from its place.
WordTag by_shape(const Token& token, bool first) {
  switch (token.kind) {
    case TokenKind::number: return {Pos::num};
    case TokenKind::mixed: return {token.capital ? Pos::propn : Pos::num};
    case TokenKind::punctuation: return {Pos::punct};
    case TokenKind::symbol: return {Pos::sym};
    case TokenKind::url: return {Pos::x};
    case TokenKind::word: return {token.capital && (!first || token.all_capitals) ? Pos::propn : Pos::noun};
  }
  return {};
}

/// What the model says, unless the token's look forbids it: a sign is no word, a number no verb.
WordTag possible(WordTag said, TokenKind kind) {
  switch (kind) {
    case TokenKind::punctuation: return said.pos == Pos::part || said.pos == Pos::sym ? said : WordTag{Pos::punct};
    case TokenKind::number:
    case TokenKind::mixed: return said.pos == Pos::noun || said.pos == Pos::propn || said.pos == Pos::adj ? said : WordTag{Pos::num};
    default: return said;
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

WordTag by_list(const TagModel::Impl& inner, std::string_view text, const Token& token, bool first) {
  const WordTag shape = by_shape(token, first);
  if (token.kind != TokenKind::word || inner.words.size() == 0) return shape;
  std::uint16_t found = inner.words.find(token.key);
  if (found == Lexicon::none && shape.pos != Pos::propn) found = find_ending(inner, token.span.of(text));
  // "nach Angaben der Stadt": a capital inside a sentence makes no verb
  if (found == Lexicon::none || (shape.pos == Pos::propn && inner.classes[found].pos == Pos::verb)) return shape;
  return inner.classes[found];
}

/// Forms that the model has hardly seen and that are nothing but verbs ("sank"): past, or a participle behind an auxiliary.
WordTag listed(const TagModel::Impl& inner, WordTag said, const Token& token, bool first, const Token* before) {
  if (said.pos == Pos::verb || token.kind != TokenKind::word || (token.capital && !first)) return said;
  const std::uint16_t found = inner.words.find(token.key);
  if (found == Lexicon::none) return said;
  WordTag tag = inner.classes[found];
  if (tag.form == VerbForm::past && before && before->pos == Pos::aux) tag.form = VerbForm::past_participle;
  return tag;
}

}  // namespace

WordTag tag_named(std::string_view name) {
  const std::size_t colon = name.find(':');
  WordTag tag{static_cast<Pos>(place(pos_names, name.substr(0, colon)))};
  if (colon != std::string_view::npos) tag.form = static_cast<VerbForm>(place(form_names, name.substr(colon + 1)));
  return tag;
}
std::string_view name_of(Pos pos) { return pos_names[static_cast<std::size_t>(pos)]; }
std::string_view name_of(VerbForm form) { return form_names[static_cast<std::size_t>(form)]; }

}  // namespace newsline::token

namespace newsline {

using namespace token;

TagModel::TagModel(const Data& data, std::string_view language) : impl_(std::make_unique<Impl>()) {
  Impl& in = *impl_;
  const std::string file = data_file(language, "tags.model");
  in.model = Perceptron(data.file(file), file);
  for (std::size_t label = 0; label < in.model.labels(); ++label) in.tags.push_back(tag_named(in.model.label(label)));
  const std::string list = data_file(language, "tags.tsv");
  in.words = Lexicon(data, list);
  for (const Row& row : read_rows(data, list, 2)) {
    const std::uint16_t number = in.words.class_of(row.fields[1]);
    if (number >= in.classes.size()) in.classes.resize(number + 1U);
    in.classes[number] = tag_named(row.fields[1]);
    if (row.fields[0].starts_with('-')) in.longest_ending = std::max(in.longest_ending, row.fields[0].size() - 1);
  }
}

TagModel::~TagModel() = default;

TagModel::TagModel(TagModel&&) noexcept = default;

}  // namespace newsline

namespace newsline::token {


void label_sentence(const Perceptron& model, std::string_view text, const Token* first, const Token* last, std::vector<std::uint8_t>& labels) {
  const auto size = static_cast<std::size_t>(last - first);
  labels.clear();
  Window around{};
  const auto look_at = [&](std::size_t i) { return i < size ? look(first[i], text, i == 0) : TokenView{}; };
  for (std::size_t i = 0; i < behind; ++i) around[before + 1 + i] = look_at(i);
  std::array<std::uint64_t, word_features + label_features> hashes{};
  for (std::size_t i = 0; i < size; ++i) {
    std::ranges::rotate(around, around.begin() + 1);
    around.back() = look_at(i + behind);
    const std::size_t certain = model.certain_label(certain_feature(around[before]));
    if (certain < model.labels()) {
      labels.push_back(static_cast<std::uint8_t>(certain));
      continue;
    }
    const std::size_t label1 = i > 0 ? labels[i - 1] : model.labels(), label2 = i > 1 ? labels[i - 2] : model.labels();
    features_of_words(around, hashes.data());
    features_of_labels(around, label1, label2, hashes.data() + word_features);
    Perceptron::Scores scores{};
    model.add(hashes.data(), hashes.data() + hashes.size(), scores);
    labels.push_back(static_cast<std::uint8_t>(model.best_of(scores)));
  }
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
  label_sentence(inner.model, article.text, words.data(), words.data() + words.size(), labels);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const WordTag tag = listed(inner, possible(inner.tags[labels[i]], words[i].kind), words[i], i == 0, i == 0 ? nullptr : &words[i - 1]);
    words[i].pos = tag.pos;
    words[i].form = tag.form;
    tokens.all.set(begin + i, tag.pos, tag.form);
  }
}

}  // namespace newsline

