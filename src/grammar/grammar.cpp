// A dependency parser of the arc-hybrid kind: it reads a sentence from left to right and decides
// at each step by a linear model whether the next word waits on the stack, or the top of the stack
// hangs on the next word, or on the word below it; a second model names the relation of each arc
// as soon as it is made, a third one has tagged the words with their parts of speech. Each word is
// shifted and attached once: 2n steps.
//
//     stack              next       step
//                        The        shift
//     The                bank       left: The <-det- bank
//                        bank       shift
//     bank               failed     left: bank <-nsubj- failed
//                        failed     shift
//     failed             in         shift
//     failed in          2023       left: in <-case- 2023
//     failed             2023       shift
//     failed 2023        .          right: failed -obl-> 2023
//     failed             .          shift, then right: failed -punct-> .
//     failed             ROOT       left: failed <-root- ROOT
//
// The relations are named once more when the tree is whole: only then it is seen that "was" makes
// "bank" a passive's subject. It does not make crossing arcs, nor compare several trees of a
// sentence. A clause between commas that only says more of the noun before it (asides.h) is parsed
// by itself, and the sentence without it.
#include "grammar.h"

#include <array>
#include <string>

#include "asides.h"
#include "base/kept_room.h"
#include "model.h"
#include "morphology.h"
#include "state.h"

namespace newsline::grammar {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Relation::count_)> relation_names =
    {"none",       "root",       "acl",           "acl:relcl",  "advcl",        "advcl:relcl",
     "advmod",     "amod",       "appos",         "aux",        "aux:pass",     "case",
     "cc",         "cc:preconj", "ccomp",         "compound",   "compound:prt", "conj",
     "cop",        "csubj",      "csubj:pass",    "dep",        "det",          "det:poss",
     "det:predet", "discourse",  "dislocated",    "expl",       "expl:pv",      "fixed",
     "flat",       "goeswith",   "iobj",          "list",       "mark",         "nmod",
     "nmod:desc",  "nmod:poss",  "nmod:unmarked", "nsubj",      "nsubj:outer",  "nsubj:pass",
     "nummod",     "obj",        "obl",           "obl:agent",  "obl:arg",      "obl:unmarked",
     "orphan",     "parataxis",  "punct",         "reparandum", "vocative",     "xcomp"};

}  // namespace

std::string_view name_of(Relation relation) noexcept {
  return relation_names[static_cast<std::size_t>(relation)];
}

Relation relation_named(std::string_view name) noexcept {
  for (std::size_t i = 0; i < relation_names.size(); ++i)
    if (relation_names[i] == name) return static_cast<Relation>(i);
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? Relation::dep : relation_named(name.substr(0, colon));
}

Relation universal(Relation relation) noexcept {
  const std::string_view name = name_of(relation);
  return relation_named(name.substr(0, name.find(':')));
}

std::size_t Tree::child(std::size_t word, Relation relation) const {
  for (const std::size_t found : children(word))
    if (nodes_[found].relation == relation) return found;
  return Node::none;
}

void Tree::assign(std::vector<Node> nodes) {
  nodes_ = std::move(nodes);
  link();
}

void Tree::link() {
  const auto size = static_cast<std::uint16_t>(nodes_.size());
  for (std::uint16_t word = 0; word < size; ++word) {
    Node& node = nodes_[word];
    node.begin = word;
    node.end = static_cast<std::uint16_t>(word + 1);
    node.first_child = node.next_sibling = Node::none;
  }
  for (std::uint16_t word = size; word-- > 0;) {
    const std::uint16_t head = nodes_[word].head;
    if (head == Node::none) {
      root_ = word;
      continue;
    }
    nodes_[word].next_sibling = nodes_[head].first_child;
    nodes_[head].first_child = word;
  }
  // A child's stretch must be whole before its head takes it in: words to the left of their heads
  // from left to right, the others from right to left.
  for (std::uint16_t word = 0; word < size; ++word)
    if (nodes_[word].head != Node::none && nodes_[word].head > word)
      nodes_[nodes_[word].head].begin =
          std::min(nodes_[nodes_[word].head].begin, nodes_[word].begin);
  for (std::uint16_t word = size; word-- > 0;)
    if (nodes_[word].head < word)
      nodes_[nodes_[word].head].end = std::max(nodes_[nodes_[word].head].end, nodes_[word].end);
}

GrammarRules::GrammarRules(const Data& data, std::string_view language)
    : GrammarRules(data, language, data.file(language_file(language, "grammar.model"))) {}
GrammarRules::GrammarRules(const Data& data, std::string_view language, std::string_view model)
    : impl_(std::make_unique<Impl>(read_model(model, language_file(language, "grammar.model")))) {
  if (model.empty()) return;
  impl_->vocabulary = Vocabulary(data, language);
}
GrammarRules::~GrammarRules() = default;
GrammarRules::GrammarRules(GrammarRules&&) noexcept = default;
GrammarRules::operator bool() const noexcept { return static_cast<bool>(impl_->steps); }

struct Parser::Impl {
  const GrammarRules::Impl* rules = nullptr;
  std::vector<TokenView> views;
  std::vector<std::uint8_t> tags;
  std::vector<Word> words;
  State state;
  FeatureList features;
  std::vector<Relation> names;
  std::vector<Morphology> morphologies;
  std::vector<bool> commas;
  std::vector<std::uint16_t> part;  // the words that are parsed together
  std::vector<TokenView> part_views;
  std::vector<std::uint8_t> part_tags;

  std::vector<Aside> asides(const Token* tokens, std::size_t count, std::string_view text);
  std::uint16_t parse_part(std::vector<Node>& nodes);
  void decide();
  void name_relations();
  Action next_action();
};

// A short record that made its room anew spent a fiftieth on it.
Parser::Parser(const GrammarRules& rules) : impl_(KeptRoom<Impl>::take()) {
  if (!impl_) impl_ = std::make_unique<Impl>();
  impl_->rules = &rules.impl();
}
Parser::~Parser() {
  if (impl_) KeptRoom<Impl>::leave(std::move(impl_));
}
Parser::Parser(Parser&&) noexcept = default;

namespace {

/// The word that an aside says more of: of "Ana Silva" and "the mayor of Leeds" the first noun, as
/// far as nothing behind it has another head.
std::uint16_t described(const std::vector<Node>& nodes, const Aside& aside) {
  std::uint16_t word = aside.noun;
  while (nodes[word].head != Node::none && nodes[word].head < word) {
    const Relation relation = universal(nodes[word].relation);
    const bool part = relation == Relation::flat || relation == Relation::nmod ||
                      relation == Relation::appos || relation == Relation::nummod ||
                      relation == Relation::compound || relation == Relation::dep;
    if (!part) break;
    word = nodes[word].head;
  }
  return word;
}

/// The best of the steps that may be made, "shift" having no weight.
Action best_action(const State& state, Steps::Scores scores) {
  const auto [left, right] = scores;
  const bool may_shift = state.may(Action::shift);
  if (state.may(Action::right) && (right > left || !state.may(Action::left)) &&
      (right > 0 || !may_shift))
    return Action::right;
  if (state.may(Action::left) && (left > 0 || !may_shift)) return Action::left;
  return may_shift ? Action::shift : Action::right;
}

}  // namespace

Action Parser::Impl::next_action() {
  Action only = Action::count_;
  std::size_t possible = 0;
  for (std::size_t i = 0; i < action_count; ++i) {
    if (!state.may(static_cast<Action>(i))) continue;
    ++possible;
    only = static_cast<Action>(i);
  }
  if (possible == 1) return only;
  features_of_action(state, words.data(), features);
  return best_action(state, rules->steps(features));
}

void Parser::Impl::decide() {
  while (!state.done()) {
    const Action action = next_action();
    if (action == Action::shift) {
      state.shift();
      continue;
    }
    const std::uint16_t head = state.head_of(action);
    if (head == state.root()) {
      state.attach(action, Relation::root);
      continue;
    }
    features_of_relation(state, words.data(), head, state.stack(0), features);
    state.attach(action, best_relation(*rules, rules->sketches, features));
  }
}

/// Names the relations once more, now that each word and its head have all their children.
void Parser::Impl::name_relations() {
  names.clear();
  for (std::uint16_t word = 0; word < state.size(); ++word) {
    if (state.of(word).head == state.root()) {
      names.push_back(Relation::root);
      continue;
    }
    features_of_whole_relation(state, words.data(), word, features);
    names.push_back(best_relation(*rules, rules->relations, features));
  }
}

std::vector<Aside> Parser::Impl::asides(const Token* tokens, std::size_t count,
                                        std::string_view text) {
  morphologies.clear();
  commas.clear();
  for (std::size_t i = 0; i < count; ++i) {
    morphologies.push_back(rules->morphologies[tags[i]]);
    commas.push_back(tokens[i].span.of(text) == ",");
  }
  return find_asides(morphologies, commas);
}

/// Parses the words of `part` as one sentence; returns its root.
std::uint16_t Parser::Impl::parse_part(std::vector<Node>& nodes) {
  constexpr std::size_t margin = 2;
  part_views.assign(margin, {});
  part_tags.clear();
  for (const std::uint16_t word : part) {
    part_views.push_back(views[word + margin]);
    part_tags.push_back(tags[word]);
  }
  part_views.resize(part.size() + 2 * margin);
  words_of(*rules, part_views, part_tags, words);
  state.begin(part.size());
  decide();
  name_relations();
  std::uint16_t root = part.front();
  for (std::uint16_t i = 0; i < part.size(); ++i) {
    Node& node = nodes[part[i]];
    const std::uint16_t head = state.of(i).head;
    node.head = head == state.root() ? Node::none : part[head];
    node.relation = names[i];
    node.morphology = rules->morphologies[tags[part[i]]];
    if (node.head == Node::none) root = part[i];
  }
  return root;
}

void Parser::parse(const Token* tokens, std::size_t count, std::string_view text, Tree& tree) {
  tree.nodes_.clear();
  Impl& own = *impl_;
  if (count == 0 || count > most_tokens || !own.rules->steps) return;
  view_words(own.rules->vocabulary, tokens, count, text, own.views);
  tag_words(own.rules->tags, own.views, own.tags);
  tree.nodes_.resize(count);
  const std::vector<Aside> asides = own.asides(tokens, count, text);
  own.part.clear();
  std::uint16_t next = 0;
  for (const Aside& aside : asides) {
    for (; next + 1 < aside.first; ++next) own.part.push_back(next);
    next = static_cast<std::uint16_t>(aside.last + 1);
  }
  for (; next < count; ++next) own.part.push_back(next);
  own.parse_part(tree.nodes_);
  for (const Aside& aside : asides) {
    own.part.clear();
    for (std::uint16_t word = aside.first; word < aside.last; ++word) own.part.push_back(word);
    const std::uint16_t root = own.parse_part(tree.nodes_);
    tree.nodes_[root].head = described(tree.nodes_, aside);
    tree.nodes_[root].relation = aside.relative ? Relation::acl_relcl : Relation::acl;
    for (const int comma : {aside.first - 1, static_cast<int>(aside.last)}) {
      Node& node = tree.nodes_[static_cast<std::size_t>(comma)];
      node.head = root;
      node.relation = Relation::punct;
      node.morphology.pos = Pos::punct;
    }
  }
  tree.link();
}

}  // namespace newsline::grammar
