#pragma once
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string_view>
#include <vector>

#include "base/data.h"
#include "token/token.h"

/// The grammar of a sentence: its dependency tree after Universal Dependencies
/// (universaldependencies.org/u/dep).
///
///     "The bank, which had 400 branches, failed in 2023."
///
///     failed <-nsubj- bank -acl:relcl-> had -obj-> branches        failed -obl-> 2023 -case-> in
///
///     const GrammarRules rules(data, "en");      // once, shared by all threads
///     Parser parser(rules);                      // one a thread: keeps its memory
///     Tree tree;
///     parser.parse(tokens, count, text, tree);   // tokens of one sentence, numbered from 0
///     for (std::size_t child : tree.children(tree.root())) ...
///
/// A tree is projective: the words below a word stand side by side, so that each subtree is one
/// stretch of the sentence.
namespace newsline::grammar {

/// What a word is to its head. Names are those of Universal Dependencies with '_' for ':'; `none`:
/// there is no tree.
enum class Relation : std::uint8_t {
  none,
  root,
  acl,           // clause that modifies a noun: "a plan [to leave]"
  acl_relcl,     // relative clause: "the bank [which failed]"
  advcl,         // adverbial clause: "[If talks fail], pilots will strike"
  advcl_relcl,   // relative clause about a whole clause: "he left, [which surprised her]"
  advmod,        // adverb: "[yesterday]", German and English "[not]", "[nicht]"
  amod,          // adjective at a noun
  appos,         // apposition: "the minister, [Ana Silva],"
  aux,           // auxiliary: "[has] signed", "[will] sign"
  aux_pass,      // auxiliary of the passive: "[was] signed"
  case_,         // preposition, postposition, possessive mark: "[in] 2023", "Acme['s]"
  cc,            // conjunction: "[and]"
  cc_preconj,    // first of two: "[both] ... and", "[neither] ... nor"
  ccomp,         // clause as object: "said [it closed]"
  compound,      // noun before a noun: "[oil] company"
  compound_prt,  // particle of a verb: "took [over]", "nahm ... [teil]"
  conj,          // further conjunct; its head is the first one
  cop,           // copula: "[is] a teacher"; the head is the predicate
  csubj,         // clause as subject
  csubj_pass,
  dep,         // no other fits
  det,         // determiner, article
  det_poss,    // possessive determiner: "[seine] Firma"
  det_predet,  // "[all] the banks"
  discourse,
  dislocated,
  // "[It] was Ana who", "[There] were", reflexives that mean nothing ("[sich] ereignen")
  expl,
  expl_pv,
  fixed,  // further word of a fixed expression: "because [of]"
  flat,   // further word of a name: "Ana [Silva]"
  goeswith,
  iobj,  // indirect object
  list,
  mark,           // "[that] it closed", "[if]", "[to] sign", "[zu] unterzeichnen"
  nmod,           // noun at a noun: "the mayor of [Leeds]"
  nmod_desc,      // title before a name: "[Minister] Silva"
  nmod_poss,      // possessor: "[Acme]'s plan", "[his] plan"
  nmod_unmarked,  // without a preposition: "the meeting [Friday]"
  nsubj,          // subject
  nsubj_outer,    // subject of a clause whose predicate is a clause
  nsubj_pass,     // subject of a passive
  nummod,
  obj,           // direct object
  obl,           // adverbial or oblique noun phrase: "in [2023]"
  obl_agent,     // who did it, of a passive: "signed by [Silva]", "von [Silva] unterzeichnet"
  obl_arg,       // prepositional object: "warten auf [Antwort]"
  obl_unmarked,  // adverbial without a preposition: "resigned [Monday]"
  orphan,
  parataxis,  // clause beside a clause without a conjunction: "It closed, [he said]"
  punct,
  reparandum,
  vocative,
  xcomp,  // clause without a subject of its own: "agreed [to buy]"
  count_  // how many there are; no relation
};
/// "nsubj:pass".
std::string_view name_of(Relation relation) noexcept;
/// The relation of that name; a subtype that has no enumerator gives the relation before its colon,
/// anything else `dep`.
Relation relation_named(std::string_view name) noexcept;
/// Without the subtype: nsubj for nsubj_pass.
Relation universal(Relation relation) noexcept;

/// Morphological features (universaldependencies.org/u/feat), as far as they are of use here.
/// `none`: the word has none, or none was found.
enum class Finiteness : std::uint8_t { none, finite, infinitive, participle, gerund };
enum class Tense : std::uint8_t { none, past, present, imperfect, pluperfect, future };
// none: also the indicative
enum class Mood : std::uint8_t { none, imperative, subjunctive, conditional };
enum class Number : std::uint8_t { none, singular, plural };
enum class Case : std::uint8_t { none, nominative, accusative, dative, genitive };
enum class PronounType : std::uint8_t {
  none,
  personal,
  article,
  demonstrative,
  relative,
  interrogative,
  negative,
  indefinite,
  total
};

struct Morphology {
  Pos pos = Pos::none;
  Finiteness finiteness = Finiteness::none;
  Tense tense = Tense::none;
  Mood mood = Mood::none;
  Number number = Number::none;
  Case case_ = Case::none;
  PronounType pronoun = PronounType::none;
  bool passive = false;     // a participle that is one of the passive
  bool negative = false;    // "not", "nicht"
  bool possessive = false;  // "his", "seine"
  friend constexpr auto operator<=>(const Morphology&, const Morphology&) = default;
};

/// A word of a tree. Words are numbered from 0 as the tokens of the sentence.
struct Node {
  static constexpr std::uint16_t none = 0xFFFF;
  std::uint16_t head = none;         // none: the root
  std::uint16_t first_child = none;  // children hang in order of the sentence
  std::uint16_t next_sibling = none;
  std::uint16_t begin = 0, end = 0;  // the subtree: words [begin, end)
  Relation relation = Relation::none;
  Morphology morphology;
};

class Tree {
 public:
  /// No tree: the language has no model, the sentence is empty or longer than Parser::most_tokens.
  bool empty() const noexcept { return nodes_.empty(); }
  std::size_t size() const noexcept { return nodes_.size(); }
  const Node& operator[](std::size_t word) const { return nodes_[word]; }
  /// The one word without a head; only when not empty.
  std::size_t root() const noexcept { return root_; }

  class Children {
   public:
    class Iterator {
     public:
      using iterator_category = std::forward_iterator_tag;
      using value_type = std::size_t;
      using difference_type = std::ptrdiff_t;
      using pointer = const std::size_t*;
      using reference = std::size_t;
      Iterator() = default;
      Iterator(const Tree& tree, std::uint16_t at) : tree_(&tree), at_(at) {}
      std::size_t operator*() const { return at_; }
      Iterator& operator++() {
        at_ = (*tree_)[at_].next_sibling;
        return *this;
      }
      Iterator operator++(int) {
        const Iterator before = *this;
        ++*this;
        return before;
      }
      bool operator==(const Iterator& other) const { return at_ == other.at_; }

     private:
      const Tree* tree_ = nullptr;
      std::uint16_t at_ = Node::none;
    };
    Children(const Tree& tree, std::uint16_t first) : tree_(&tree), first_(first) {}
    Iterator begin() const { return {*tree_, first_}; }
    Iterator end() const { return {*tree_, Node::none}; }

   private:
    const Tree* tree_;
    std::uint16_t first_;
  };
  /// The words whose head is `word`, in order of the sentence.
  Children children(std::size_t word) const { return {*this, nodes_[word].first_child}; }
  /// The first child with that relation, or Node::none.
  std::size_t child(std::size_t word, Relation relation) const;
  /// `word` is `ancestor` or stands below it.
  bool below(std::size_t word, std::size_t ancestor) const {
    return nodes_[ancestor].begin <= word && word < nodes_[ancestor].end;
  }

  /// Makes a tree of heads and relations, filled in for each word: children and stretches. There
  /// must be one root and no circle, and it must be projective. For the parser, and for tests of
  /// what reads trees.
  void assign(std::vector<Node> nodes);

 private:
  friend class Parser;
  void link();
  std::vector<Node> nodes_;
  std::size_t root_ = 0;
};

/// The model of a language (data/LANG/grammar.model); without one there are no trees.
class GrammarRules {
 public:
  /// `language` is a tag ("en", "en-GB"). Throws Error("data.model") when the model is broken.
  GrammarRules(const Data& data, std::string_view language);
  /// The same with the bytes of another model; `data` and they must outlive this.
  GrammarRules(const Data& data, std::string_view language, std::string_view model);
  ~GrammarRules();
  GrammarRules(GrammarRules&&) noexcept;
  /// Whether there is a model.
  explicit operator bool() const noexcept;
  struct Impl;
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// Parses sentences, one after the other, in time linear in their length. Keeps its memory between
/// them; one thread at a time.
class Parser {
 public:
  /// A sentence with more tokens gets no tree.
  static constexpr std::size_t most_tokens = 200;
  /// `rules` must outlive it.
  explicit Parser(const GrammarRules& rules);
  ~Parser();
  Parser(Parser&&) noexcept;
  /// `tokens` are those of one sentence of `text`; they need not be tagged, words get their part of
  /// speech here (Node::morphology).
  void parse(const Token* tokens, std::size_t count, std::string_view text, Tree& tree);
  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsline::grammar
