#include "sentence_view.h"

#include <algorithm>

namespace newsline::entity {

std::uint64_t phrase_key(const Text& text, std::uint32_t first, std::uint32_t last) {
  PhraseKey key(text.tokens.all[first].key);
  for (std::uint32_t i = first + 1; i < last; ++i) {
    if (text.tokens.all[i].space_before) key.space();
    key.add(text.of(text.tokens.all[i]));
  }
  return key.value();
}

namespace {

class Looker {
 public:
  Looker(const Text& text, SentenceView& look) : text_(text), look_(look) {}

  void run() {
    const std::size_t count = look_.end - look_.begin;
    look_.classes.resize(count);
    look_.flags.resize(count);
    look_.clusters.resize(count);
    look_.opens.resize(count);
    look_.matches.assign(count, {});
    look_.cover.assign(count, 0);
    words();
    for (std::uint32_t i = 0; i < count; ++i) look_.opens[i] = look_.title_case || opens(i);
    for (std::uint32_t i = 0; i < count;) {
      look_.matches[i] = longest_match(look_.begin + i);
      i = look_.matches[i].last == 0 ? i + 1 : cover(i);
    }
  }

 private:
  const Token& at(std::uint32_t i) const { return look_.tokens[i - look_.begin]; }

  void words() {
    std::uint32_t capitals = 0, words = 0;
    for (std::uint32_t i = look_.begin; i < look_.end; ++i) {
      const Token& token = at(i);
      const bool wordy = token.kind == TokenKind::word || token.kind == TokenKind::mixed;
      look_.classes[i - look_.begin] = text_.rules.words.find(token.key);
      look_.clusters[i - look_.begin] = text_.rules.clusters.find(token.key);
      look_.flags[i - look_.begin] = wordy || token.capital ? text_.rules.gazetteer.find(token.key).flags : 0;
      if (token.kind != TokenKind::word || token.span.size() < 4) continue;
      ++words;
      capitals += token.capital;
    }
    look_.title_case = words >= 4 && capitals * 10 >= words * 7 && text_.of(at(look_.end - 1)) != ".";
  }

  bool opens(std::uint32_t i) const {
    if (i == 0) return true;
    const Token& before = at(look_.begin + i - 1);
    if (before.kind != TokenKind::punctuation) return false;
    const std::string_view mark = text_.of(before);
    return mark != "," && mark != "(" && mark != "-" && mark != "&" && mark != "/" && mark != ")" && mark != ";";
  }

  bool spelled_right(std::uint32_t first, std::uint32_t last, std::uint32_t flags) const {
    if (flags & name_capitals) return in_capitals(first, last);
    if (flags & name_small) return true;
    const auto upright = [&](std::uint32_t i) { return at(i).capital || at(i).kind != TokenKind::word; };
    if (!upright(first)) return false;
    if (last - first == 1) return at(first).capital || at(first).kind == TokenKind::mixed;
    return upright(last - 1) || text_.of(at(last - 1)).starts_with('\'') || at(last - 1).span.size() == 1 || !at(last - 1).space_before;
  }

  bool in_capitals(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i < last; ++i)
      if (at(i).kind == TokenKind::word && !at(i).all_capitals && std::ranges::any_of(text_.of(at(i)), [](char c) { return c >= 'a' && c <= 'z'; })) return false;
    return true;
  }

  NameMatch longest_match(std::uint32_t first) const {
    NameMatch best;
    const Token& token = at(first);
    if (token.kind == TokenKind::punctuation || token.kind == TokenKind::url) return best;
    const std::uint32_t alone = look_.flags[first - look_.begin];
    if (!token.capital && token.kind == TokenKind::word && !(alone & (name_prefix | name_any_type))) return best;
    PhraseKey key(token.key);
    for (std::uint32_t i = first; i < look_.end && i < first + longest_name; ++i) {
      if (i != first) {
        if (at(i).space_before) key.space();
        key.add(text_.of(at(i)));
      }
      const Gazetteer::Known known = text_.rules.gazetteer.find(key.value());
      if ((known.flags & name_any_type) && known.entity != Gazetteer::none && spelled_right(first, i + 1, known.flags))
        best = {i + 1, key.value(), known};
      if (!(known.flags & name_prefix)) break;
    }
    return best;
  }

  /// Marks the tokens of the match at `i`; returns the token behind it.
  std::uint32_t cover(std::uint32_t i) {
    const NameMatch& match = look_.matches[i];
    const std::uint32_t flags = match.known.flags, last = match.last - look_.begin;
    // User's names look to the model like those written by hand.
    const auto nature = static_cast<std::uint16_t>(((flags & name_any_type) >> 4) | ((flags & name_ambiguous) ? 1U << 7 : 0U) | ((flags & name_hand) ? 1U << 8 : 0U) |
                                                   ((flags & name_country) ? 1U << 9 : 0U) | ((flags & name_brand) ? 1U << 10 : 0U));
    for (std::uint32_t j = i; j < last; ++j) {
      const unsigned place = last - i == 1 ? 4 : j == i ? 1 : j + 1 == last ? 3 : 2;
      look_.cover[j] = static_cast<std::uint16_t>(nature | place << 12);
    }
    return last;
  }

  const Text& text_;
  SentenceView& look_;
};

}  // namespace

void view_sentence(const Text& text, std::uint32_t sentence, SentenceView& look) {
  look.begin = text.tokens.begin(sentence);
  look.end = text.tokens.end(sentence);
  look.title_case = false;
  look.tokens = text.tokens.all.stretch(look.begin, look.end, look.room);
  if (look.begin != look.end) Looker(text, look).run();
}

}  // namespace newsline::entity
