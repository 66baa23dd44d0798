#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/features.h"
#include "grammar.h"

namespace newsline::grammar {

/// What the parser knows of a word before it begins.
struct Word {
  std::uint64_t key = 0;
  std::uint32_t tag = 0;  // number of its tag in the model, from 1
  std::uint32_t pos = 0;
  std::uint16_t cluster = 0, fine_cluster = 0;
  std::uint16_t commas = 0;  // how many commas and the like stand before it in the sentence
  std::uint16_t verbs = 0;   // how many finite verbs and auxiliaries
  std::uint16_t conjunctions = 0;
};

/// What a step does (arc-hybrid; Kuhlmann, Gómez-Rodríguez and Satta 2011).
enum class Action : std::uint8_t {
  shift,  // the next word goes onto the stack
  left,   // the top of the stack hangs on the next word, and is done
  right,  // the top of the stack hangs on the word below it, and is done
  count_
};
constexpr std::size_t action_count = static_cast<std::size_t>(Action::count_);

/// How far a sentence is parsed. Words are numbered from 0; `size` stands for the root, which waits
/// behind the last word, and `size + 1` for no word at all.
class State {
 public:
  struct Links {
    std::uint16_t head = 0;
    // the outermost child to the left, the one inside it, the first that was found
    std::uint16_t left = 0, left2 = 0, left_near = 0;
    std::uint16_t right = 0, right2 = 0, right_near = 0;
    std::uint8_t lefts = 0, rights = 0;  // how many children
    Relation relation = Relation::none;
    std::uint64_t relations = 0;  // of the children, a bit each
  };

  void begin(std::size_t size) {
    size_ = static_cast<std::uint16_t>(size);
    const std::uint16_t none = no_word();
    links_.assign(size + 2, {none, none, none, none, none, none, none, 0, 0, Relation::none, 0});
    stack_.clear();
    next_ = 0;
  }
  bool done() const { return stack_.empty() && next_ == size_; }
  std::uint16_t size() const { return size_; }
  std::uint16_t no_word() const { return static_cast<std::uint16_t>(size_ + 1); }
  std::uint16_t root() const { return size_; }
  /// The word so far below the top of the stack; so far behind the next word.
  std::uint16_t stack(std::size_t depth) const {
    return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : no_word();
  }
  std::uint16_t buffer(std::size_t ahead) const {
    const std::size_t at = next_ + ahead;
    return at <= size_ ? static_cast<std::uint16_t>(at) : no_word();
  }
  std::size_t depth() const { return stack_.size(); }
  const Links& of(std::uint16_t word) const { return links_[word]; }

  bool may(Action action) const {
    switch (action) {
      case Action::shift:
        return next_ < size_;
      case Action::left:
        return !stack_.empty() && (next_ < size_ || stack_.size() == 1);
      default:
        return stack_.size() > 1;
    }
  }
  /// Head and dependent of the arc that the action would make.
  std::uint16_t head_of(Action action) const {
    return action == Action::left ? buffer(0) : stack(1);
  }
  void shift() { stack_.push_back(next_++); }
  void attach(Action action, Relation relation) {
    const std::uint16_t head = head_of(action), word = stack(0);
    stack_.pop_back();
    links_[word].head = head;
    links_[word].relation = relation;
    Links& to = links_[head];
    to.relations |= 1ULL << static_cast<unsigned>(relation);
    if (action == Action::left) {
      if (to.lefts++ == 0) to.left_near = word;
      to.left2 = to.left;
      to.left = word;
    } else {
      if (to.rights++ == 0) to.right_near = word;
      to.right2 = to.right;
      to.right = word;
    }
  }

 private:
  std::uint16_t size_ = 0, next_ = 0;
  std::vector<std::uint16_t> stack_;
  std::vector<Links> links_;
};
static_assert(static_cast<std::size_t>(Relation::count_) <= 64);

/// The features of a step and of an arc's relation. `words` has two more than the sentence: the
/// root and no word.
void features_of_action(const State& state, const Word* words, FeatureList& out);
/// Of an arc that is about to be made, and of one that stands when all are made: then the word and
/// its head have all their children.
void features_of_relation(const State& state, const Word* words, std::uint16_t head,
                          std::uint16_t word, FeatureList& out);
void features_of_whole_relation(const State& state, const Word* words, std::uint16_t word,
                                FeatureList& out);

}  // namespace newsline::grammar
