// What a step of the parser is decided by: the words around the place where it stands, what
// already hangs on them, how far apart they are. After Zhang and Nivre 2011, for arc-hybrid, with
// what stands between two words (commas, verbs, conjunctions).
#include "state.h"

namespace newsline::grammar {
namespace {

std::uint64_t bucket(std::size_t distance) {
  return distance < 6 ? distance : distance < 8 ? 6 : distance < 12 ? 7 : distance < 20 ? 8 : 9;
}

/// Reads words and their children; makes features of them.
class FeatureReader {
 public:
  FeatureReader(const State& state, const Word* words, FeatureList& out)
      : state_(state), words_(words), out_(out) {
    out_.clear();
  }
  void add(std::uint64_t kind, std::uint64_t value, std::uint64_t second = 0) {
    out_.add(kind, value, second);
  }

  std::uint64_t key(std::uint16_t word) const { return words_[word].key; }
  std::uint64_t tag(std::uint16_t word) const { return words_[word].tag; }
  std::uint64_t cluster(std::uint16_t word) const { return words_[word].cluster; }
  std::uint64_t fine_cluster(std::uint16_t word) const { return words_[word].fine_cluster; }
  std::uint64_t relation(std::uint16_t word) const {
    return static_cast<std::uint64_t>(state_.of(word).relation);
  }
  const State::Links& of(std::uint16_t word) const { return state_.of(word); }
  /// What stands between two words, the first before the second.
  std::uint64_t between(std::uint16_t first, std::uint16_t second) const {
    if (first >= state_.no_word() || second >= state_.no_word()) return 0xFFF;
    const auto capped = [](int number, int most) {
      return static_cast<std::uint64_t>(std::clamp(number, 0, most));
    };
    const Word &a = words_[first], &b = words_[second];
    return capped(b.commas - a.commas, 3) | capped(b.verbs - a.verbs, 3) << 2 |
           capped(b.conjunctions - a.conjunctions, 2) << 4;
  }
  std::uint64_t distance(std::uint16_t first, std::uint16_t second) const {
    if (first >= state_.no_word() || second >= state_.no_word()) return 15;
    return bucket(second > first ? static_cast<std::size_t>(second - first)
                                 : static_cast<std::size_t>(first - second));
  }

 private:
  const State& state_;
  const Word* words_;
  FeatureList& out_;
};

std::uint64_t pair(std::uint64_t first, std::uint64_t second) { return first << 8 | second; }
std::uint64_t triple(std::uint64_t first, std::uint64_t second, std::uint64_t third) {
  return first << 16 | second << 8 | third;
}
/// A word together with something small.
std::uint64_t with(std::uint64_t key, std::uint64_t small) {
  return key * 0x9E3779B97F4A7C15ULL + small;
}

}  // namespace

void features_of_action(const State& state, const Word* words, FeatureList& out) {
  FeatureReader make(state, words, out);
  const std::uint16_t s0 = state.stack(0), s1 = state.stack(1), s2 = state.stack(2);
  const std::uint16_t b0 = state.buffer(0), b1 = state.buffer(1), b2 = state.buffer(2);
  const State::Links &s0c = state.of(s0), &s1c = state.of(s1), &b0c = state.of(b0);
  const std::uint64_t s0w = make.key(s0), s1w = make.key(s1), b0w = make.key(b0),
                      b1w = make.key(b1);
  const std::uint64_t s0t = make.tag(s0), s1t = make.tag(s1), s2t = make.tag(s2),
                      b0t = make.tag(b0), b1t = make.tag(b1), b2t = make.tag(b2);

  // one word
  make.add(1, with(s0w, s0t));
  make.add(2, s0w);
  make.add(3, s0t);
  make.add(4, with(s1w, s1t));
  make.add(5, s1w);
  make.add(6, s1t);
  make.add(7, with(b0w, b0t));
  make.add(8, b0w);
  make.add(9, b0t);
  make.add(10, with(b1w, b1t));
  make.add(11, b1t);
  make.add(12, with(make.key(b2), b2t));
  make.add(13, b2t);
  make.add(14, with(make.key(s2), s2t));
  // two words
  make.add(20, with(s0w, s0t), with(b0w, b0t));
  make.add(21, with(s0w, s0t), b0t);
  make.add(22, with(b0w, b0t), s0t);
  make.add(23, pair(s0t, b0t));
  make.add(24, with(s1w, s1t), with(s0w, s0t));
  make.add(25, with(s1w, s1t), s0t);
  make.add(26, with(s0w, s0t), s1t);
  make.add(27, pair(s1t, s0t));
  make.add(28, with(s1w, s1t), b0t);
  make.add(29, with(b0w, b0t), s1t);
  make.add(30, pair(s1t, b0t));
  make.add(31, with(b0w, b0t), b1t);
  make.add(32, pair(b0t, b1t), s0w);
  make.add(33, s0w, b1w);
  make.add(34, s1w, b0w);
  make.add(35, with(b1w, b0t), s0t);
  // three words
  make.add(40, triple(s0t, b0t, b1t));
  make.add(41, triple(s1t, s0t, b0t));
  make.add(42, triple(s2t, s1t, s0t));
  make.add(43, triple(b0t, b1t, b2t), s0t);
  make.add(44, triple(s1t, s0t, b0t), b1t);
  make.add(45, with(s0w, s1t), b0t);
  make.add(46, with(s1w, s0t), b0t);
  make.add(47, with(b0w, s0t), s1t);
  make.add(48, triple(s1t, s0t, b0t), s2t);
  // what hangs on them
  const std::uint64_t s0l = make.tag(s0c.left), s0r = make.tag(s0c.right), s1l = make.tag(s1c.left),
                      s1r = make.tag(s1c.right), b0l = make.tag(b0c.left);
  make.add(50, triple(s0t, s0l, b0t));
  make.add(51, triple(s0t, s0r, b0t));
  make.add(52, triple(s1t, s1l, s0t));
  make.add(53, triple(s1t, s1r, s0t));
  make.add(54, triple(s0t, b0t, b0l));
  make.add(55, triple(s1t, s0t, s0l));
  make.add(56, triple(s1t, s0t, s0r), b0t);
  make.add(57, with(make.key(s0c.left), s0t), b0t);
  make.add(58, with(make.key(s0c.right), s0t), b0t);
  make.add(59, with(make.key(s1c.right), s1t), s0t);
  make.add(60, with(make.key(b0c.left), b0t), s0t);
  make.add(61, pair(make.relation(s0c.left), make.relation(s0c.right)), pair(s0t, b0t));
  make.add(62, pair(make.relation(s1c.left), make.relation(s1c.right)), pair(s1t, s0t));
  make.add(63, pair(make.relation(s0c.left2), make.relation(s0c.right2)), s0t);
  make.add(64, pair(make.relation(b0c.left), make.relation(b0c.left2)), pair(b0t, s0t));
  make.add(65, with(s0c.relations, s0t), b0t);
  make.add(66, with(s1c.relations, s1t), s0t);
  make.add(67, with(b0c.relations, b0t), s0t);
  make.add(68, with(s0c.relations, s1w));
  make.add(69, with(s0w, pair(s0c.lefts, s0c.rights)));
  make.add(70, pair(s0c.lefts, s0c.rights), pair(s0t, b0t));
  make.add(71, pair(s1c.lefts, s1c.rights), pair(s1t, s0t));
  make.add(72, pair(b0c.lefts, b0t), s0t);
  make.add(73, with(s1c.relations, with(s1w, s0t)));
  make.add(74, with(make.key(s0c.left_near), s0t), with(s1w, s1t));
  make.add(75, with(make.key(s0c.left), s0t), s1t);
  make.add(76, with(make.key(b0c.left_near), b0t), s0t);
  make.add(77, with(make.key(b0c.left2), b0t), s0t);
  make.add(78, triple(make.tag(b0c.left), make.tag(b0c.left2), make.tag(b0c.left_near)),
           pair(s0t, b0t));
  make.add(79,
           with(make.key(b0c.left_near), pair(make.relation(b0c.left_near), make.tag(b0c.left))),
           triple(s0t, b0t, s1t));
  // how far, and what stands between
  const std::uint64_t far = make.distance(s0, b0), far1 = make.distance(s1, s0);
  const std::uint64_t between = make.between(s0, b0), between1 = make.between(s1, b0);
  make.add(80, pair(s0t, b0t), far);
  make.add(81, pair(s1t, s0t), far1);
  make.add(82, with(s0w, far));
  make.add(83, with(b0w, far));
  make.add(84, with(s1w, far1));
  make.add(85, pair(s0t, b0t), between);
  make.add(86, triple(s1t, s0t, b0t), between1);
  make.add(87, pair(std::min<std::size_t>(state.depth(), 6), between), b0t);
  make.add(88, with(s0w, b0t), between);
  make.add(89, with(s1w, b0t), between1);
  const std::uint64_t s0c_ = make.cluster(s0), s1c_ = make.cluster(s1), b0c_ = make.cluster(b0);
  make.add(100, with(s0c_, b0c_));
  make.add(101, with(s1c_, s0c_));
  make.add(102, with(s0c_, b0t), s0t);
  make.add(103, with(b0c_, s0t), b0t);
  make.add(104, with(s1c_, s0t), s1t);
  make.add(105, with(s0c_, s1t), s0t);
  make.add(106, with(make.fine_cluster(s0), s0t));
  make.add(107, with(make.fine_cluster(b0), b0t));
  make.add(108, with(make.fine_cluster(s1), s1t));
  make.add(109, with(make.fine_cluster(s1), make.fine_cluster(s0)));
  make.add(110, with(make.fine_cluster(s0), make.fine_cluster(b0)));
  make.add(113, pair(make.tag(s0c.left_near), make.tag(s0c.right_near)), pair(s0t, b0t));
  make.add(114, with(make.key(s0c.left_near), make.relation(s0c.left_near)), triple(s1t, s0t, b0t));
  make.add(111, with(with(s1c_, s0c_), b0c_));
  make.add(112, with(s1c_, make.cluster(s0c.left)), with(s0c_, 0));
  make.add(90, pair(make.between(b0, state.root()), b0t), pair(s0t, s1t));
  out.hash();
}

namespace {

void relation_features(const State& state, FeatureReader& make, std::uint16_t head,
                       std::uint16_t word) {
  const State::Links &h = state.of(head), &d = state.of(word);
  const std::uint64_t hw = make.key(head), dw = make.key(word), ht = make.tag(head),
                      dt = make.tag(word);
  const std::uint64_t left = word < head;
  const auto beside = [&](int at) {
    return at < 0 || at > state.size() ? state.no_word() : static_cast<std::uint16_t>(at);
  };
  const std::uint16_t before = beside(word - 1), after = beside(word + 1);
  const std::uint64_t far = make.distance(word, head);
  const std::uint64_t both = triple(ht, dt, left);
  const std::uint16_t inner = left ? h.left : h.right;  // the sibling that was there before
  const std::uint64_t between = left ? make.between(word, head) : make.between(head, word);

  make.add(1, dw, left);
  make.add(2, with(dw, dt), left);
  make.add(3, pair(dt, left));
  make.add(4, with(hw, left));
  make.add(5, with(hw, ht), left);
  make.add(6, pair(ht, left));
  make.add(7, both);
  make.add(8, with(hw, both));
  make.add(9, with(dw, both));
  make.add(10, hw, with(dw, left));
  make.add(11, both, far);
  make.add(12, both, between);
  make.add(13, with(dw, left), far);
  make.add(14, both, make.tag(before));
  make.add(15, both, make.tag(after));
  make.add(16, both, make.key(before));
  make.add(17, both, make.key(after));
  make.add(18, both, make.tag(d.left));
  make.add(19, both, make.key(d.left));
  make.add(20, both, make.key(d.left_near));
  make.add(21, both, make.tag(d.right));
  make.add(22, both, d.relations);
  make.add(23, both, h.relations);
  make.add(24, with(dw, both), h.relations);
  make.add(25, both, pair(make.relation(inner), make.tag(inner)));
  make.add(26, with(hw, both), make.relation(inner));
  make.add(27, with(make.key(d.left), hw), both);
  make.add(28, with(make.key(d.left), dw), left);
  make.add(29, make.key(d.left), pair(make.relation(d.left), left));
  make.add(30, with(d.relations, dt), left);
  make.add(31, with(h.relations, ht), left);
  make.add(32, both, make.relation(h.left));
  make.add(33, both, make.relation(h.right));
  make.add(34, with(make.key(h.left_near), both));
  make.add(35, both, pair(d.lefts, d.rights));
  make.add(36, with(hw, dt), with(h.relations, left));
  make.add(37, both, make.key(d.right));
  make.add(38, with(d.relations, make.key(d.left)), pair(dt, left));
  make.add(39, with(make.key(h.left), both), make.relation(h.left));
  make.add(40, make.cluster(word), both);
  make.add(41, make.fine_cluster(word), both);
  make.add(42, make.fine_cluster(head), both);
  make.add(43, with(make.cluster(head), make.cluster(word)), left);
  make.add(44, with(make.key(d.left), make.cluster(word)), pair(dt, left));
}

}  // namespace

void features_of_relation(const State& state, const Word* words, std::uint16_t head,
                          std::uint16_t word, FeatureList& out) {
  FeatureReader make(state, words, out);
  relation_features(state, make, head, word);
  out.hash();
}

void features_of_whole_relation(const State& state, const Word* words, std::uint16_t word,
                                FeatureList& out) {
  FeatureReader make(state, words, out);
  const std::uint16_t head = state.of(word).head;
  relation_features(state, make, head, word);
  const State::Links& h = state.of(head);
  const std::uint64_t left = word < head, both = triple(make.tag(head), make.tag(word), left);
  const std::uint16_t above = head < state.size() ? h.head : state.no_word();
  make.add(60, both, make.relation(word));  // as it was sketched
  make.add(61, with(make.key(word), both), make.relation(word));
  make.add(62, with(make.key(head), both), make.relation(word));
  make.add(63, with(h.relations, make.relation(word)), both);
  make.add(64, both, pair(make.tag(above), make.relation(head)));
  make.add(65, pair(make.relation(head), make.relation(word)), with(make.key(word), left));
  make.add(66, both, make.key(above));
  make.add(67, both, pair(make.relation(h.left), make.relation(h.right)));
  make.add(68, both, pair(make.relation(h.left_near), make.relation(h.right_near)));
  make.add(69, with(make.key(h.right), both), make.relation(word));
  make.add(70, both, pair(h.lefts, h.rights));
  make.add(71, with(h.relations, make.key(head)), make.relation(word));
  out.hash();
}

}  // namespace newsline::grammar
