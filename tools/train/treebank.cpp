#include "treebank.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "base/ascii.h"
#include "base/utf8.h"

namespace newsline::train {
namespace {

using grammar::Morphology;
using grammar::Relation;

bool has(std::string_view feats, std::string_view feature) {
  for (std::size_t at = feats.find(feature); at != std::string_view::npos;
       at = feats.find(feature, at + 1)) {
    const std::size_t end = at + feature.size();
    if ((at == 0 || feats[at - 1] == '|') && (end == feats.size() || feats[end] == '|'))
      return true;
  }
  return false;
}

template <class Feature>
Feature chosen(std::string_view feats,
               std::initializer_list<std::pair<std::string_view, Feature>> values) {
  for (const auto& [name, value] : values)
    if (has(feats, name)) return value;
  return Feature::none;
}

Pos pos_named(const std::string& upos) {
  std::string name;
  for (const char c : upos) name += ascii::lower(c);
  const Pos pos = grammar::morphology_named(name).pos;
  return pos == Pos::none ? Pos::x : pos;
}

grammar::PronounType pronoun_type(const Word& word) {
  using enum grammar::PronounType;
  if (has(word.feats, "PronType=Dem,Rel"))
    return word.xpos.find("REL") != std::string::npos ? relative : demonstrative;
  return chosen<grammar::PronounType>(word.feats, {{"PronType=Prs", personal},
                                                   {"PronType=Art", article},
                                                   {"PronType=Dem", demonstrative},
                                                   {"PronType=Rel", relative},
                                                   {"PronType=Int", interrogative},
                                                   {"PronType=Int,Rel", relative},
                                                   {"PronType=Neg", negative},
                                                   {"PronType=Ind", indefinite},
                                                   {"PronType=Tot", total}});
}

void take_verb(const Word& word, Morphology& made) {
  using namespace grammar;
  const std::string_view feats = word.feats;
  made.finiteness = chosen<Finiteness>(feats, {{"VerbForm=Fin", Finiteness::finite},
                                               {"VerbForm=Inf", Finiteness::infinitive},
                                               {"VerbForm=Part", Finiteness::participle},
                                               {"VerbForm=Ger", Finiteness::gerund},
                                               {"VerbForm=Conv", Finiteness::gerund}});
  made.mood = chosen<Mood>(feats, {{"Mood=Imp", Mood::imperative},
                                   {"Mood=Sub", Mood::subjunctive},
                                   {"Mood=Cnd", Mood::conditional}});
  made.tense = chosen<Tense>(feats, {{"Tense=Past", Tense::past},
                                     {"Tense=Pres", Tense::present},
                                     {"Tense=Imp", Tense::imperfect},
                                     {"Tense=Pqp", Tense::pluperfect},
                                     {"Tense=Fut", Tense::future}});
  if (made.finiteness == Finiteness::none) {  // a treebank that leaves it to the other features
    const bool participle = word.xpos == "VBN" || word.xpos.ends_with("PP");
    made.finiteness = has(feats, "Mood=Ind") || made.mood != Mood::none ? Finiteness::finite
                      : participle                                      ? Finiteness::participle
                                                                        : Finiteness::infinitive;
  }
  made.passive = made.finiteness == Finiteness::participle && has(feats, "Voice=Pass");
}

Morphology morphology_of(const Word& word) {
  using namespace grammar;
  Morphology made;
  made.pos = pos_named(word.upos);
  const bool verb = made.pos == Pos::verb || made.pos == Pos::aux;
  const bool nominal = made.pos == Pos::noun || made.pos == Pos::propn || made.pos == Pos::pron ||
                       made.pos == Pos::det || made.pos == Pos::adj;
  if (verb) take_verb(word, made);
  if (nominal)
    made.case_ = chosen<Case>(word.feats, {{"Case=Nom", Case::nominative},
                                           {"Case=Acc", Case::accusative},
                                           {"Case=Dat", Case::dative},
                                           {"Case=Gen", Case::genitive}});
  if (nominal || made.finiteness == Finiteness::finite)
    made.number = chosen<Number>(
        word.feats, {{"Number=Sing", Number::singular}, {"Number=Plur", Number::plural}});
  if (nominal || made.pos == Pos::adv) made.pronoun = pronoun_type(word);
  made.possessive = has(word.feats, "Poss=Yes");
  made.negative = has(word.feats, "Polarity=Neg");
  return made;
}

/// Other treebanks' names for what the grammar has a relation for.
Relation relation_of(const Word& word) {
  static const std::map<std::string_view, Relation> others = {
      {"obl:tmod", Relation::obl_unmarked},
      {"nmod:tmod", Relation::nmod_unmarked},
      {"obl:npmod", Relation::obl_unmarked},
      {"nmod:npmod", Relation::nmod_unmarked},
      {"expl:pass", Relation::expl_pv}};
  const auto found = others.find(word.deprel);
  return found != others.end() ? found->second : grammar::relation_named(word.deprel);
}

/// Whether an arc spans a word that does not stand below its head.
bool crosses(const std::vector<std::size_t>& heads, std::size_t word) {
  const std::size_t head = heads[word], size = heads.size();
  if (head == size) return false;
  for (std::size_t i = std::min(word, head) + 1; i < std::max(word, head); ++i) {
    std::size_t above = i;
    while (above != size && above != head) above = heads[above];
    if (above != head) return true;
  }
  return false;
}

/// Lifts what crosses to the head's head, the shortest arc first (Nivre and Nilsson 2005). Returns
/// how many words were lifted.
std::size_t make_projective(std::vector<std::size_t>& heads) {
  std::size_t lifted = 0;
  for (;; ++lifted) {
    std::size_t shortest = heads.size(), length = SIZE_MAX;
    for (std::size_t word = 0; word < heads.size(); ++word) {
      if (heads[word] == heads.size()) continue;
      const std::size_t far = std::max(word, heads[word]) - std::min(word, heads[word]);
      if (far > 1 && far < length && crosses(heads, word)) {
        shortest = word;
        length = far;
      }
    }
    if (shortest == heads.size()) return lifted;
    heads[shortest] = heads[heads[shortest]];
  }
}

bool is_tree(const std::vector<std::size_t>& heads) {
  std::size_t roots = 0;
  for (std::size_t word = 0; word < heads.size(); ++word) {
    roots += heads[word] == heads.size();
    std::size_t above = word, steps = 0;
    while (above != heads.size() && steps <= heads.size()) {
      above = heads[above];
      ++steps;
    }
    if (above != heads.size()) return false;
  }
  return roots == 1;
}

}  // namespace

TreebankReader::TreebankReader(std::string_view language) : rules_(Data(), language) {}

std::vector<Token> TreebankReader::scan(const std::string& text) const {
  Article article;
  article.text = text;
  const Tokens cut = tokens(article, {{{0, static_cast<std::uint32_t>(text.size())}, 0}}, rules_);
  std::vector<Token> all;
  cut.all.copy(0, cut.all.size(), all);
  return all;
}

/// Its words one by one, each as newsline sees it.
GrammarExample TreebankReader::as_treebank(const TreebankSentence& sentence,
                                           const std::vector<Token>& ours) const {
  GrammarExample made;
  std::size_t at = 0;
  for (const Word& word : sentence.words) {
    while (at < ours.size() && ours[at].span.begin < word.begin) ++at;
    Token token;
    if (at < ours.size() && ours[at].span == Span{word.begin, word.end} &&
        ours[at].key == word_key(word.form)) {
      token = ours[at];
    } else {
      const std::vector<Token> alone = scan(word.form);
      if (!alone.empty()) token = alone[0];
      token.key = word_key(word.form);
      token.space_before = &word == sentence.words.data() || word.begin > (&word)[-1].end;
    }
    token.span.begin = static_cast<std::uint32_t>(made.text.size());
    made.text += word.form;
    token.span.end = static_cast<std::uint32_t>(made.text.size());
    made.text += ' ';
    made.tokens.push_back(token);
    made.morphology.push_back(morphology_of(word));
    made.gold_heads.push_back(word.head == 0 ? sentence.words.size() : word.head - 1);
    made.gold_relations.push_back(relation_of(word));
  }
  return made;
}

/// Empty when the trees do not fit.
GrammarExample TreebankReader::as_ours(const TreebankSentence& sentence,
                                       const std::vector<Token>& ours) {
  GrammarExample made;
  made.text = sentence.text;
  made.tokens = ours;
  const std::size_t size = ours.size();
  std::vector<std::size_t> token_of(sentence.words.size(), size);
  std::vector<std::vector<std::size_t>> words_of(size);
  for (std::size_t w = 0, t = 0; w < sentence.words.size(); ++w) {
    while (t < size && ours[t].span.end <= sentence.words[w].begin) ++t;
    for (std::size_t i = t; i < size && ours[i].span.begin < sentence.words[w].end; ++i)
      words_of[i].push_back(w);
    token_of[w] = t;
  }
  for (std::size_t t = 0; t < size; ++t) {
    if (words_of[t].empty()) return {};
    std::size_t main = SIZE_MAX;
    for (const std::size_t w : words_of[t]) {
      const std::size_t head = sentence.words[w].head;
      const bool outside =
          head == 0 || std::ranges::find(words_of[t], head - 1) == words_of[t].end();
      if (outside && main == SIZE_MAX) main = w;
    }
    if (main == SIZE_MAX) return {};
    const Word& word = sentence.words[main];
    Morphology morphology = morphology_of(word);
    Relation relation = relation_of(word);
    std::size_t head = word.head == 0 ? size : token_of[word.head - 1];
    if (token_of[main] != t) {  // a further part of a word
      ++parts_;
      head = token_of[main];
      relation = Relation::flat;
      if (ours[t].kind == TokenKind::punctuation) {
        relation = Relation::punct;
        morphology = {};
        morphology.pos = Pos::punct;
      }
    }
    joined_ += words_of[t].size() > 1;
    if (words_of[t].size() > 1 && relation == Relation::amod && morphology.pos == Pos::verb) {
      morphology = {};
      morphology.pos = Pos::adj;
    }
    made.morphology.push_back(morphology);
    made.gold_heads.push_back(head);
    made.gold_relations.push_back(relation);
  }
  tokens_ += size;
  return made;
}

void TreebankReader::read(const std::filesystem::path& file, Cut cut,
                          std::vector<GrammarExample>& examples) {
  std::size_t number = 0;
  for (const TreebankSentence& sentence : read_conllu(file)) {
    const std::vector<Token> ours = scan(sentence.text);
    const std::size_t block = number++ / 10;
    const auto take = [&](GrammarExample made) {
      if (made.tokens.empty() || made.tokens.size() > grammar::Parser::most_tokens ||
          !is_tree(made.gold_heads)) {
        ++dropped_;
        return;
      }
      made.heads = made.gold_heads;
      made.relations = made.gold_relations;
      words_ += made.heads.size();
      lifted_ += make_projective(made.heads);
      made.block = block;
      examples.push_back(std::move(made));
    };
    GrammarExample theirs = as_treebank(sentence, ours), own = as_ours(sentence, ours);
    const bool same = own.gold_heads == theirs.gold_heads;
    ++sentences_;
    other_sentences_ += !same;
    if (cut != Cut::ours) take(std::move(theirs));
    if (cut == Cut::ours || (cut == Cut::both && !same)) take(std::move(own));
  }
}

void TreebankReader::print() const {
  std::printf(
      "%zu sentences; newsline cuts %zu of them otherwise: of %zu tokens %zu hold several words, "
      "%zu are a further part of a word; %zu trees did not fit; %zu of %zu arcs crossed\n",
      sentences_, other_sentences_, tokens_, joined_, parts_, dropped_, lifted_, words_);
}

}  // namespace newsline::train
