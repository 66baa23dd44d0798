#pragma once
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/grammar.h"

namespace newsline::event {

/// The relations of Universal Dependencies (universaldependencies.org/u/dep) that the event room
/// tells apart; every other one is `other`.
enum class Rel : std::uint8_t {
  root,
  nsubj,
  nsubj_pass,
  obj,
  iobj,
  csubj,
  ccomp,
  xcomp,
  obl,
  advcl,
  advmod,
  acl,
  relcl,
  nmod,
  poss,
  appos,
  nummod,
  amod,
  det,
  adposition,
  mark,
  cc,
  conj,
  aux,
  aux_pass,
  cop,
  compound,
  particle,
  flat,
  fixed,
  parataxis,
  punct,
  discourse,
  vocative,
  expl,
  other
};

std::string_view name_of(Rel relation);

/// The dependency tree of one sentence, and the stretch of tokens that hangs on each. Token indices
/// count from the sentence's first token; stretches are half-open. For a tree without crossing arcs
/// a stretch holds exactly the descendants.
///
///     Ana    Ruiz  resigned  on    Monday
///     nsubj  flat  root      case  obl         stretch of "Monday": [3, 5)
class Dependencies {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  struct Stretch {
    std::uint32_t first = 0, last = 0;
    bool contains(std::uint32_t token) const { return token >= first && token < last; }
    std::uint32_t size() const { return last - first; }
  };

  /// Without a tree.
  Dependencies() = default;
  /// The tree of a sentence without its first `before` tokens, which stand alone: a label, a
  /// dateline.
  explicit Dependencies(const grammar::Tree& tree, std::uint32_t before = 0);
  /// `heads` of the roots are `none`. The heads must make no circle.
  Dependencies(std::vector<std::uint32_t> heads, std::vector<Rel> relations);

  bool empty() const noexcept { return head_.empty(); }
  std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(head_.size()); }
  std::uint32_t head(std::uint32_t token) const { return head_[token]; }
  Rel relation(std::uint32_t token) const { return relation_[token]; }
  Stretch stretch(std::uint32_t token) const { return stretch_[token]; }
  /// The verb may have this subject: they are not known to differ in number. Joined subjects are
  /// many.
  bool agree(std::uint32_t subject, std::uint32_t verb) const;
  /// `token` is `above` or hangs on it, however far.
  bool under(std::uint32_t token, std::uint32_t above) const;
  /// The first token with this head and relation, or `none`.
  std::uint32_t child(std::uint32_t token, Rel relation) const;
  /// The subject of a verb, of its passive too, or `none`.
  std::uint32_t subject(std::uint32_t verb) const;
  /// The children of a token, in order.
  template <class Each>
  void each_child(std::uint32_t token, Each each) const {
    for (std::uint32_t i = first_child_[token]; i != none; i = next_sibling_[i]) each(i);
  }
  /// The token heads a clause: it is the root, or hangs on its head as a clause does.
  bool heads_clause(std::uint32_t token) const;
  /// The nearest token that heads a clause: the token itself, or one that it hangs on.
  std::uint32_t clause_of(std::uint32_t token) const;

 private:
  std::vector<std::uint32_t> head_, first_child_, next_sibling_;
  std::vector<Rel> relation_;
  std::vector<grammar::Number> number_;  // empty: not known
  std::vector<Stretch> stretch_;
};

/// The tree of a sentence, made when it is first asked for: of the sentences that may tell an event
/// every fourth is found to tell none without it.
class SentenceTree {
 public:
  /// Without a tree, until `make` is given.
  const Dependencies& operator()() const {
    if (make_) made_ = std::exchange(make_, nullptr)();
    return made_;
  }
  void make_by(std::function<Dependencies()> make) { make_ = std::move(make); }

 private:
  mutable std::function<Dependencies()> make_;
  mutable Dependencies made_;
};

}  // namespace newsline::event
