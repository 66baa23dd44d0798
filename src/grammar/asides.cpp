// A step-by-step parser has to guess at "who" whether the sentence goes on behind the clause, and
// with few such sentences to learn from it takes the first verb for the main one. What stands
// around an aside tells more: a noun without a verb so far, and behind the closing comma a verb
// that has no other subject.
#include "asides.h"

#include <algorithm>

namespace newsline::grammar {

namespace {

bool is_verb(const Morphology& word) { return word.pos == Pos::verb || word.pos == Pos::aux; }
bool is_finite_verb(const Morphology& word) {
  return is_verb(word) && word.finiteness == Finiteness::finite;
}
bool is_noun(const Morphology& word) { return word.pos == Pos::noun || word.pos == Pos::propn; }

constexpr std::size_t longest = 40;  // words of an aside

class AsideFinder {
 public:
  AsideFinder(const std::vector<Morphology>& words, const std::vector<bool>& commas)
      : words_(words), commas_(commas) {}

  std::vector<Aside> find() const {
    std::vector<Aside> asides;
    for (std::size_t comma = 1; comma + 3 < words_.size(); ++comma) {
      if (!commas_[comma] || !waits_for_verb(comma)) continue;
      const bool relative = opens_relative(comma + 1),
                 participle = !relative && opens_participle(comma + 1);
      if (!relative && !participle) continue;
      const std::size_t end = closing(comma + 1, relative);
      if (end == 0) continue;
      asides.push_back({static_cast<std::uint16_t>(comma - 1),
                        static_cast<std::uint16_t>(comma + 1), static_cast<std::uint16_t>(end),
                        relative});
      comma = end;
    }
    return asides;
  }

 private:
  /// A noun (or the number that ends its name) stands before the comma, and no verb since what
  /// opened its clause.
  bool waits_for_verb(std::size_t comma) const {
    if (!is_noun(words_[comma - 1]) &&
        !(words_[comma - 1].pos == Pos::num && comma > 1 && is_noun(words_[comma - 2])))
      return false;
    for (std::size_t i = comma; i-- > 0;) {
      if (words_[i].pos == Pos::sconj) return true;
      if (is_finite_verb(words_[i])) return false;
    }
    return true;
  }

  /// "who", "in which", "most of whom", "whose".
  bool opens_relative(std::size_t at) const {
    for (std::size_t i = at; i < std::min(at + 3, words_.size()); ++i) {
      const Pos pos = words_[i].pos;
      if (words_[i].pronoun == PronounType::relative ||
          words_[i].pronoun == PronounType::interrogative)
        return true;
      if (pos != Pos::adp && pos != Pos::num && pos != Pos::det && pos != Pos::adj &&
          pos != Pos::pron)
        return false;
    }
    return false;
  }
  /// "launched in May", "already founded in 1903".
  bool opens_participle(std::size_t at) const {
    if (words_[at].pos == Pos::adv && at + 1 < words_.size()) ++at;
    return words_[at].pos == Pos::verb &&
           (words_[at].finiteness == Finiteness::participle || words_[at].tense == Tense::past);
  }

  /// The comma that a verb stands behind, which goes on with the noun; 0: there is none. A relative
  /// clause has a verb of its own.
  std::size_t closing(std::size_t first, bool relative) const {
    std::size_t verbs = 0, likely = 0;
    for (std::size_t i = first; i + 1 < words_.size(); ++i) {
      if (commas_[i] && i > first + 1 && (verbs > 0 || !relative) && goes_on(i + 1)) return i;
      // "as it faces losses, confirmed that": what may be a participle too
      if (commas_[i] && verbs > 0 && relative && words_[i + 1].pos == Pos::verb &&
          words_[i + 1].tense == Tense::past)
        likely = i;
      verbs += is_finite_verb(words_[i]);
      if (!relative && i > first + 1 && is_finite_verb(words_[i])) return 0;
      if (i > first + longest) break;
    }
    return likely;
  }
  bool goes_on(std::size_t at) const {
    if (words_[at].pos == Pos::adv && at + 1 < words_.size()) ++at;
    return is_finite_verb(words_[at]);
  }

  const std::vector<Morphology>& words_;
  const std::vector<bool>& commas_;
};

}  // namespace

std::vector<Aside> find_asides(const std::vector<Morphology>& words,
                               const std::vector<bool>& commas) {
  return std::ranges::find(commas, true) == commas.end() ? std::vector<Aside>{}
                                                         : AsideFinder(words, commas).find();
}

}  // namespace newsline::grammar
