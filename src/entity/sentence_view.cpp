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

class SentenceReader {
 public:
  SentenceReader(const Text& text, SentenceView& view) : text_(text), view_(view) {}

  void run() {
    const std::size_t count = view_.end - view_.begin;
    view_.classes.resize(count);
    view_.flags.resize(count);
    view_.clusters.resize(count);
    view_.opens.resize(count);
    view_.matches.assign(count, {});
    view_.cover.assign(count, 0);
    words();
    for (std::uint32_t i = 0; i < count; ++i) view_.opens[i] = view_.title_case || opens(i);
    for (std::uint32_t i = 0; i < count;) {
      view_.matches[i] = longest_match(view_.begin + i);
      i = view_.matches[i].last == 0 ? i + 1 : cover(i);
    }
  }

 private:
  const Token& at(std::uint32_t i) const { return view_.tokens[i - view_.begin]; }

  void words() {
    std::uint32_t capitals = 0, words = 0;
    for (std::uint32_t i = view_.begin; i < view_.end; ++i) {
      const Token& token = at(i);
      const bool wordy = token.kind == TokenKind::word || token.kind == TokenKind::mixed;
      view_.classes[i - view_.begin] = text_.rules.words.find(token.key);
      view_.clusters[i - view_.begin] = text_.rules.clusters.find(token.key);
      view_.flags[i - view_.begin] =
          wordy || token.capital ? text_.rules.gazetteer.find(token.key).flags : 0;
      if (token.kind != TokenKind::word || token.span.size() < 4) continue;
      ++words;
      capitals += token.capital;
    }
    view_.title_case =
        words >= 4 && capitals * 10 >= words * 7 && text_.of(at(view_.end - 1)) != ".";
  }

  bool opens(std::uint32_t i) const {
    if (i == 0) return true;
    const Token& before = at(view_.begin + i - 1);
    if (before.kind != TokenKind::punctuation) return false;
    const std::string_view mark = text_.of(before);
    return mark != "," && mark != "(" && mark != "-" && mark != "&" && mark != "/" && mark != ")" &&
           mark != ";";
  }

  bool spelled_right(std::uint32_t first, std::uint32_t last, std::uint32_t flags) const {
    if (flags & name_capitals) return in_capitals(first, last);
    if (flags & name_small) return true;
    const auto upright = [&](std::uint32_t i) {
      return at(i).capital || at(i).kind != TokenKind::word;
    };
    if (!upright(first)) return false;
    if (last - first == 1) return at(first).capital || at(first).kind == TokenKind::mixed;
    // "Union européenne", "Nations unies": where an adjective has a capital in no name
    if ((flags & name_hand) && !text_.rules.tagger && at(first).capital) return true;
    return upright(last - 1) || text_.of(at(last - 1)).starts_with('\'') ||
           at(last - 1).span.size() == 1 || !at(last - 1).space_before;
  }

  bool in_capitals(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i < last; ++i)
      if (at(i).kind == TokenKind::word && !at(i).all_capitals &&
          std::ranges::any_of(text_.of(at(i)), [](char c) { return c >= 'a' && c <= 'z'; }))
        return false;
    return true;
  }

  NameMatch longest_match(std::uint32_t first) const {
    NameMatch best;
    const Token& token = at(first);
    if (token.kind == TokenKind::punctuation || token.kind == TokenKind::url) return best;
    const std::uint32_t alone = view_.flags[first - view_.begin];
    if (!token.capital && token.kind == TokenKind::word && !(alone & (name_prefix | name_any_type)))
      return best;
    PhraseKey key(token.key);
    for (std::uint32_t i = first; i < view_.end && i < first + longest_name; ++i) {
      if (i != first) {
        if (at(i).space_before) key.space();
        key.add(text_.of(at(i)));
      }
      const Gazetteer::Known known = text_.rules.gazetteer.find(key.value());
      if ((known.flags & name_any_type) && known.entity != Gazetteer::none &&
          spelled_right(first, i + 1, known.flags))
        best = {i + 1, key.value(), known};
      if (!(known.flags & name_prefix)) break;
    }
    return best;
  }

  /// Marks the tokens of the match at `i`; returns the token behind it.
  std::uint32_t cover(std::uint32_t i) {
    const NameMatch& match = view_.matches[i];
    const std::uint32_t flags = match.known.flags, last = match.last - view_.begin;
    // User's names look to the model like those written by hand.
    const auto nature = static_cast<std::uint16_t>(
        ((flags & name_any_type) >> 4) | ((flags & name_ambiguous) ? 1U << 7 : 0U) |
        ((flags & name_hand) ? 1U << 8 : 0U) | ((flags & name_country) ? 1U << 9 : 0U) |
        ((flags & name_brand) ? 1U << 10 : 0U));
    for (std::uint32_t j = i; j < last; ++j) {
      const unsigned place = last - i == 1 ? 4 : j == i ? 1 : j + 1 == last ? 3 : 2;
      view_.cover[j] = static_cast<std::uint16_t>(nature | place << 12);
    }
    return last;
  }

  const Text& text_;
  SentenceView& view_;
};

}  // namespace

void view_sentence(const Text& text, std::uint32_t sentence, SentenceView& view) {
  view.begin = text.tokens.begin(sentence);
  view.end = text.tokens.end(sentence);
  view.title_case = false;
  view.tokens = text.tokens.all.stretch(view.begin, view.end, view.room);
  if (view.begin != view.end) SentenceReader(text, view).run();
}

}  // namespace newsline::entity
