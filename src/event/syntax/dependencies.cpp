#include "dependencies.h"

#include <algorithm>
#include <array>
#include <utility>

namespace newsline::event {

namespace {

using grammar::Relation;

/// The relations that events ask for; a relation with a subtype that is not here goes by the one
/// without.
constexpr std::pair<Relation, Rel> known_relations[] = {{Relation::acl_relcl, Rel::relcl},
                                                        {Relation::advcl_relcl, Rel::relcl},
                                                        {Relation::nsubj_pass, Rel::nsubj_pass},
                                                        {Relation::aux_pass, Rel::aux_pass},
                                                        {Relation::nmod_poss, Rel::poss},
                                                        {Relation::det_poss, Rel::poss},
                                                        {Relation::compound_prt, Rel::particle},
                                                        {Relation::root, Rel::root},
                                                        {Relation::nsubj, Rel::nsubj},
                                                        {Relation::obj, Rel::obj},
                                                        {Relation::iobj, Rel::iobj},
                                                        {Relation::csubj, Rel::csubj},
                                                        {Relation::ccomp, Rel::ccomp},
                                                        {Relation::xcomp, Rel::xcomp},
                                                        {Relation::obl, Rel::obl},
                                                        {Relation::advcl, Rel::advcl},
                                                        {Relation::advmod, Rel::advmod},
                                                        {Relation::acl, Rel::acl},
                                                        {Relation::nmod, Rel::nmod},
                                                        {Relation::appos, Rel::appos},
                                                        {Relation::nummod, Rel::nummod},
                                                        {Relation::amod, Rel::amod},
                                                        {Relation::det, Rel::det},
                                                        {Relation::case_, Rel::adposition},
                                                        {Relation::mark, Rel::mark},
                                                        {Relation::cc, Rel::cc},
                                                        {Relation::conj, Rel::conj},
                                                        {Relation::aux, Rel::aux},
                                                        {Relation::cop, Rel::cop},
                                                        {Relation::compound, Rel::compound},
                                                        {Relation::flat, Rel::flat},
                                                        {Relation::fixed, Rel::fixed},
                                                        {Relation::parataxis, Rel::parataxis},
                                                        {Relation::list, Rel::parataxis},
                                                        {Relation::punct, Rel::punct},
                                                        {Relation::discourse, Rel::discourse},
                                                        {Relation::vocative, Rel::vocative},
                                                        {Relation::expl, Rel::expl}};

/// The same by number.
constexpr auto rel_by_relation = [] {
  std::array<Rel, static_cast<std::size_t>(Relation::count_)> rels{};
  rels.fill(Rel::other);
  for (const auto& [relation, rel] : known_relations)
    rels[static_cast<std::size_t>(relation)] = rel;
  return rels;
}();

Rel relation_of(Relation relation) {
  const Rel own = rel_by_relation[static_cast<std::size_t>(relation)];
  return own != Rel::other
             ? own
             : rel_by_relation[static_cast<std::size_t>(grammar::universal(relation))];
}

std::vector<std::uint32_t> heads_of(const grammar::Tree& tree, std::uint32_t before) {
  std::vector<std::uint32_t> heads(before + tree.size(), Dependencies::none);
  for (std::size_t i = 0; i < tree.size(); ++i)
    if (tree[i].head != grammar::Node::none) heads[before + i] = before + tree[i].head;
  return heads;
}
std::vector<Rel> relations_of(const grammar::Tree& tree, std::uint32_t before) {
  std::vector<Rel> relations(before + tree.size(), Rel::other);
  for (std::size_t i = 0; i < tree.size(); ++i)
    relations[before + i] = relation_of(tree[i].relation);
  return relations;
}

}  // namespace

std::string_view name_of(Rel relation) {
  static constexpr std::array<std::string_view, 36> names{
      "root",      "nsubj",    "nsubj:pass", "obj",  "iobj",  "csubj", "ccomp",     "xcomp",
      "obl",       "advcl",    "advmod",     "acl",  "relcl", "nmod",  "poss",      "appos",
      "nummod",    "amod",     "det",        "case", "mark",  "cc",    "conj",      "aux",
      "aux:pass",  "cop",      "compound",   "prt",  "flat",  "fixed", "parataxis", "punct",
      "discourse", "vocative", "expl",       "other"};
  return names[static_cast<std::size_t>(relation)];
}

Dependencies::Dependencies(const grammar::Tree& tree, std::uint32_t before)
    : Dependencies(heads_of(tree, before), relations_of(tree, before)) {
  number_.resize(before + tree.size(), grammar::Number::none);
  for (std::size_t i = 0; i < tree.size(); ++i) number_[before + i] = tree[i].morphology.number;
}

bool Dependencies::agree(std::uint32_t subject, std::uint32_t verb) const {
  using grammar::Number;
  if (number_.empty() || number_[verb] == Number::none || number_[subject] == Number::none)
    return true;
  return number_[subject] == number_[verb] || child(subject, Rel::conj) != none ||
         child(subject, Rel::nummod) != none;
}

Dependencies::Dependencies(std::vector<std::uint32_t> heads, std::vector<Rel> relations)
    : head_(std::move(heads)),
      first_child_(head_.size(), none),
      next_sibling_(head_.size(), none),
      relation_(std::move(relations)),
      stretch_(head_.size()) {
  for (std::uint32_t i = size(); i-- > 0;) {
    stretch_[i] = {i, i + 1};
    if (head_[i] == none) continue;
    next_sibling_[i] = first_child_[head_[i]];
    first_child_[head_[i]] = i;
  }
  // parents before children, then the stretches from the last to the first
  std::vector<std::uint32_t> order;
  order.reserve(size());
  for (std::uint32_t i = 0; i < size(); ++i)
    if (head_[i] == none) order.push_back(i);
  for (std::size_t at = 0; at < order.size(); ++at)
    each_child(order[at], [&](std::uint32_t child) { order.push_back(child); });
  for (std::size_t at = order.size(); at-- > 0;) {
    const std::uint32_t i = order[at], above = head_[i];
    if (above == none) continue;
    stretch_[above].first = std::min(stretch_[above].first, stretch_[i].first);
    stretch_[above].last = std::max(stretch_[above].last, stretch_[i].last);
  }
}

bool Dependencies::under(std::uint32_t token, std::uint32_t above) const {
  while (token != none && token != above) token = head_[token];
  return token == above;
}

std::uint32_t Dependencies::child(std::uint32_t token, Rel relation) const {
  for (std::uint32_t i = first_child_[token]; i != none; i = next_sibling_[i])
    if (relation_[i] == relation) return i;
  return none;
}

std::uint32_t Dependencies::subject(std::uint32_t verb) const {
  const std::uint32_t active = child(verb, Rel::nsubj);
  return active != none ? active : child(verb, Rel::nsubj_pass);
}

bool Dependencies::heads_clause(std::uint32_t token) const {
  switch (relation_[token]) {
    case Rel::root:
    case Rel::csubj:
    case Rel::ccomp:
    case Rel::advcl:
    case Rel::acl:
    case Rel::relcl:
    case Rel::parataxis:
      return true;
    case Rel::conj:
      // of two verbs, or two predicates: what it is joined to heads a clause too
      return head_[token] != none && (heads_clause(head_[token]) || subject(token) != none);
    default:
      return false;
  }
}

std::uint32_t Dependencies::clause_of(std::uint32_t token) const {
  while (!heads_clause(token) && head_[token] != none) token = head_[token];
  return token;
}

}  // namespace newsline::event
