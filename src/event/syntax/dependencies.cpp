#include "dependencies.h"

#include <algorithm>
#include <array>
#include <utility>

namespace newsline::event {

namespace {

Rel relation_of(grammar::Relation relation) {
  using grammar::Relation;
  switch (relation) {
    case Relation::acl_relcl: case Relation::advcl_relcl: return Rel::relcl;
    case Relation::nsubj_pass: return Rel::nsubj_pass;
    case Relation::aux_pass: return Rel::aux_pass;
    case Relation::nmod_poss: case Relation::det_poss: return Rel::poss;
    case Relation::compound_prt: return Rel::particle;
    default: break;
  }
  switch (grammar::universal(relation)) {
    case Relation::root: return Rel::root;
    case Relation::nsubj: return Rel::nsubj;
    case Relation::obj: return Rel::obj;
    case Relation::iobj: return Rel::iobj;
    case Relation::csubj: return Rel::csubj;
    case Relation::ccomp: return Rel::ccomp;
    case Relation::xcomp: return Rel::xcomp;
    case Relation::obl: return Rel::obl;
    case Relation::advcl: return Rel::advcl;
    case Relation::advmod: return Rel::advmod;
    case Relation::acl: return Rel::acl;
    case Relation::nmod: return Rel::nmod;
    case Relation::appos: return Rel::appos;
    case Relation::nummod: return Rel::nummod;
    case Relation::amod: return Rel::amod;
    case Relation::det: return Rel::det;
    case Relation::case_: return Rel::adposition;
    case Relation::mark: return Rel::mark;
    case Relation::cc: return Rel::cc;
    case Relation::conj: return Rel::conj;
    case Relation::aux: return Rel::aux;
    case Relation::cop: return Rel::cop;
    case Relation::compound: return Rel::compound;
    case Relation::flat: return Rel::flat;
    case Relation::fixed: return Rel::fixed;
    case Relation::parataxis: case Relation::list: return Rel::parataxis;
    case Relation::punct: return Rel::punct;
    case Relation::discourse: return Rel::discourse;
    case Relation::vocative: return Rel::vocative;
    case Relation::expl: return Rel::expl;
    default: return Rel::other;
  }
}

std::vector<std::uint32_t> heads_of(const grammar::Tree& tree) {
  std::vector<std::uint32_t> heads(tree.size());
  for (std::size_t i = 0; i < tree.size(); ++i) heads[i] = tree[i].head == grammar::Node::none ? Dependencies::none : tree[i].head;
  return heads;
}
std::vector<Rel> relations_of(const grammar::Tree& tree) {
  std::vector<Rel> relations(tree.size());
  for (std::size_t i = 0; i < tree.size(); ++i) relations[i] = relation_of(tree[i].relation);
  return relations;
}

}  // namespace

std::string_view name_of(Rel relation) {
  static constexpr std::array<std::string_view, 36> names{
      "root", "nsubj", "nsubj:pass", "obj",  "iobj",  "csubj",    "ccomp",        "xcomp", "obl",       "advcl",    "advmod", "acl",
      "relcl", "nmod",  "poss",       "appos", "nummod", "amod",   "det",          "case",  "mark",      "cc",       "conj",   "aux",
      "aux:pass", "cop", "compound",  "prt",   "flat",  "fixed",   "parataxis",    "punct", "discourse", "vocative", "expl",   "other"};
  return names[static_cast<std::size_t>(relation)];
}

Dependencies::Dependencies(const grammar::Tree& tree) : Dependencies(heads_of(tree), relations_of(tree)) {
  number_.resize(tree.size());
  for (std::size_t i = 0; i < tree.size(); ++i) number_[i] = tree[i].morphology.number;
}

bool Dependencies::agree(std::uint32_t subject, std::uint32_t verb) const {
  using grammar::Number;
  if (number_.empty() || number_[verb] == Number::none || number_[subject] == Number::none) return true;
  return number_[subject] == number_[verb] || child(subject, Rel::conj) != none || child(subject, Rel::nummod) != none;
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

bool Dependencies::heads_clause(std::uint32_t token) const {
  switch (relation_[token]) {
    case Rel::root: case Rel::csubj: case Rel::ccomp: case Rel::advcl: case Rel::acl: case Rel::relcl:
    case Rel::parataxis:
      return true;
    case Rel::conj:
      // of two verbs, or two predicates: what it is joined to heads a clause too
      return head_[token] != none &&
             (heads_clause(head_[token]) || child(token, Rel::nsubj) != none || child(token, Rel::nsubj_pass) != none);
    default:
      return false;
  }
}

std::uint32_t Dependencies::clause_of(std::uint32_t token) const {
  while (!heads_clause(token) && head_[token] != none) token = head_[token];
  return token;
}

}  // namespace newsline::event
