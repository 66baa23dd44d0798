// A dependency parser of the arc-hybrid kind: it reads a sentence from left to right and decides at each step by a linear model whether the next
// word waits on the stack, or the top of the stack hangs on the next word, or on the word below it; a second model names the relation of
// each arc as soon as it is made, a third one has told what part of speech the words are. Each word is shifted and attached once: 2n steps.
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
// The relations are named once more when the tree is whole: only then it is seen that "was" makes "bank" a passive's subject.
// It does not make crossing arcs, nor look at several trees of a sentence.
#include "grammar.h"

#include <array>
#include <string>

#include "model.h"
#include "morphology.h"
#include "state.h"

namespace newsline::grammar {
namespace {

std::string data_file(std::string_view language, std::string_view name) { return std::string(language.substr(0, language.find('-'))) + "/" + std::string(name); }

constexpr std::array<std::string_view, static_cast<std::size_t>(Relation::count_)> relation_names = {
    "none",       "root",      "acl",       "acl:relcl",    "advcl",      "advcl:relcl", "advmod",       "amod",
    "appos",      "aux",       "aux:pass",  "case",         "cc",         "cc:preconj",  "ccomp",        "compound",
    "compound:prt", "conj",    "cop",       "csubj",        "csubj:pass", "dep",         "det",          "det:poss",
    "det:predet", "discourse", "dislocated", "expl",        "expl:pv",    "fixed",       "flat",         "goeswith",
    "iobj",       "list",      "mark",      "nmod",         "nmod:desc",  "nmod:poss",   "nmod:unmarked", "nsubj",
    "nsubj:outer", "nsubj:pass", "nummod",  "obj",          "obl",        "obl:agent",   "obl:arg",      "obl:unmarked",
    "orphan",     "parataxis", "punct",     "reparandum",   "vocative",   "xcomp"};

}  // namespace

std::string_view name_of(Relation relation) noexcept { return relation_names[static_cast<std::size_t>(relation)]; }

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
  // A child's stretch must be whole before its head takes it in: words to the left of their heads from left to right, the others from right to left.
  for (std::uint16_t word = 0; word < size; ++word)
    if (nodes_[word].head != Node::none && nodes_[word].head > word)
      nodes_[nodes_[word].head].begin = std::min(nodes_[nodes_[word].head].begin, nodes_[word].begin);
  for (std::uint16_t word = size; word-- > 0;)
    if (nodes_[word].head < word) nodes_[nodes_[word].head].end = std::max(nodes_[nodes_[word].head].end, nodes_[word].end);
}

GrammarRules::GrammarRules(const Data& data, std::string_view language) : GrammarRules(data, language, data.file(data_file(language, "grammar.model"))) {}
GrammarRules::GrammarRules(const Data& data, std::string_view language, std::string_view model)
    : impl_(std::make_unique<Impl>(read_model(model, data_file(language, "grammar.model")))) {
  if (model.empty()) return;
  impl_->vocabulary = Vocabulary(data, language);
}
GrammarRules::~GrammarRules() = default;
GrammarRules::GrammarRules(GrammarRules&&) noexcept = default;
GrammarRules::operator bool() const noexcept { return static_cast<bool>(impl_->steps); }

struct Parser::Impl {
  const GrammarRules::Impl& rules;
  std::vector<TokenView> looks;
  std::vector<std::uint8_t> tags;
  std::vector<Word> words;
  State state;
  Features features;
  std::vector<Relation> names;

  void decide();
  void name_relations();
  Action next_action();
};

Parser::Parser(const GrammarRules& rules) : impl_(std::make_unique<Impl>(Impl{rules.impl(), {}, {}, {}, {}, {}, {}})) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;

namespace {

/// The best of the steps that may be made, "shift" having no weight.
Action best_action(const State& state, std::int32_t left, std::int32_t right) {
  const bool may_shift = state.may(Action::shift);
  if (state.may(Action::right) && (right > left || !state.may(Action::left)) && (right > 0 || !may_shift)) return Action::right;
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
  std::int32_t left = 0, right = 0;
  rules.steps.add(features.begin(), features.end(), left, right);
  return best_action(state, left, right);
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
    state.attach(action, best_relation(rules, rules.sketches, features));
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
    names.push_back(best_relation(rules, rules.relations, features));
  }
}

void Parser::parse(const Token* tokens, std::size_t count, std::string_view text, Tree& tree) {
  tree.nodes_.clear();
  Impl& own = *impl_;
  if (count == 0 || count > most_tokens || !own.rules.steps) return;
  look_at(own.rules.vocabulary, tokens, count, text, own.looks);
  tag_words(own.rules.tags, own.looks, own.tags);
  words_of(own.rules, own.looks, own.tags, own.words);
  own.state.begin(count);
  own.decide();
  own.name_relations();
  tree.nodes_.resize(count);
  for (std::uint16_t word = 0; word < count; ++word) {
    Node& node = tree.nodes_[word];
    const State::Links& links = own.state.of(word);
    node.head = links.head == own.state.root() ? Node::none : links.head;
    node.relation = own.names[word];
    node.morphology = own.rules.morphologies[own.tags[word]];
  }
  tree.link();
}

}  // namespace newsline::grammar
