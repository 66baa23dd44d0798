#include "anaphors.h"

#include <algorithm>

namespace newsline::entity {

namespace {

constexpr std::uint32_t nobody = 0xFFFFFFFF;

bool opens_quotation(std::string_view mark) { return mark == "\xE2\x80\x9C" || mark == "``"; }
bool closes_quotation(std::string_view mark) { return mark == "\xE2\x80\x9D" || mark == "''"; }

}  // namespace

AnaphorFinder::AnaphorFinder(const Text& text) : text_(text) { find_quoted(); }

Anaphor AnaphorFinder::at_head(std::uint32_t sentence, std::uint32_t named) const {
  constexpr std::uint32_t longest_opening = 9;  // tokens
  const std::uint32_t begin = text_.tokens.begin(sentence), end = text_.tokens.end(sentence);
  if (quoted_[sentence]) return {};
  if (const Anaphor words = standing_at(begin, end); !words.empty()) return words;
  // "In the spring, it ...": nothing named before
  const std::uint32_t stop = std::min({end, begin + longest_opening, named});
  for (std::uint32_t i = begin; i + 1 < stop; ++i) {
    if (text_.of(at(i)) != ",") continue;
    const bool said =
        i + 3 < end && (classes(i + 2) & word_say) && at(i + 3).kind == TokenKind::punctuation;
    return said ? Anaphor{} : standing_at(i + 1, end);
  }
  return {};
}

std::vector<Anaphor> AnaphorFinder::within(std::uint32_t sentence) const {
  constexpr std::size_t most = 4;
  std::vector<Anaphor> found;
  bool open = quoted_[sentence];
  const std::uint32_t begin = text_.tokens.begin(sentence), end = text_.tokens.end(sentence);
  for (std::uint32_t i = begin; i + 2 < end && found.size() < most; ++i) {
    const std::string_view word = text_.of(at(i));
    if (word == "\"") open = !open;
    if (opens_quotation(word)) open = true;
    if (closes_quotation(word)) open = false;
    const std::uint32_t here = classes(i);
    if (open || i == begin || !(here & word_he) || (here & word_determiner)) continue;
    if (verb_at(i + 1)) found.push_back({i, i + 1, AnaphorKind::person, 0, false, true});
  }
  return found;
}

bool AnaphorFinder::verb_at(std::uint32_t token) const {
  if (classes(token) & word_say) return true;
  const Pos pos = at(token).pos;
  return pos == Pos::verb || pos == Pos::aux || pos == Pos::adv;
}

/// Which sentences a quotation that was opened before them in their paragraph still holds: whom
/// "he" means there, its speaker knows.
void AnaphorFinder::find_quoted() {
  quoted_.assign(text_.sentences.size(), false);
  bool open = false;
  std::size_t at = 0;
  for (std::uint32_t s = 0; s < text_.sentences.size(); ++s) {
    const Sentence& sentence = text_.sentences[s];
    if (s == 0 || sentence.paragraph != text_.sentences[s - 1].paragraph) {
      open = false;
      at = text_.article.paragraphs[sentence.paragraph].span.begin;
    }
    const std::string_view text = text_.article.text;
    for (; at < sentence.span.begin; ++at) {
      if (text[at] == '"')
        open = !open;
      else if (text.substr(at, 3) == "\xE2\x80\x9C" || text.substr(at, 2) == "``")
        open = true;
      else if (text.substr(at, 3) == "\xE2\x80\x9D" || text.substr(at, 2) == "''")
        open = false;
    }
    quoted_[s] = open;
  }
}

Anaphor AnaphorFinder::standing_at(std::uint32_t i, std::uint32_t end) const {
  if (i + 2 >= end) return {};
  const std::uint32_t here = classes(i);
  const bool possessive = here & word_determiner;
  // "He Jianxiong"
  if ((here & word_he) && !(at(i + 1).capital && !text_.rules.words.noun_capitals()))
    return {i, i + 1, AnaphorKind::person, 0, possessive, false};
  if (here & word_it) {
    // "het conflict": an article, though the tags may take it for a pronoun where it opens a
    // sentence
    const bool article =
        at(i + 1).pos == Pos::noun || (at(i).pos == Pos::det && at(i + 1).pos == Pos::adj);
    if (!possessive && (article || expletive(i, end))) return {};
    return {i, i + 1, AnaphorKind::thing, 0, possessive, false};
  }
  if (!(here & word_definite)) return {};
  const std::uint32_t noun = described_noun(i + 1, end);
  // "the company's shares", "the company and ..." are others; so is "the bank manager"
  if (noun == nobody || noun + 1 >= end || !verb_at(noun + 1)) return {};
  const std::uint32_t kind = classes(noun) & (word_firm | word_title);
  if ((kind & word_title) && noun != i + 1) return {};
  if (at(noun).pos != Pos::noun && at(noun).pos != Pos::propn && !kind) return {};
  // "The College" may be short for a name that ends so; "The Bank" is no other bank
  const bool capital = at(noun).capital && !text_.rules.words.noun_capitals();
  AnaphorKind what = AnaphorKind::noun;
  if (!capital && (kind & word_title))
    what = AnaphorKind::title;
  else if (!capital && (kind & word_firm))
    what = AnaphorKind::firm;
  return {i, noun + 1, what, at(noun).key, false, false};
}

/// The noun that a definite article leads to, over what only tells whence it is: "the Korea-born
/// bakery chain". A plain adjective or noun may set it apart from the one named: "the new
/// company", "the port company".
std::uint32_t AnaphorFinder::described_noun(std::uint32_t i, std::uint32_t end) const {
  constexpr std::uint32_t most = 4;
  const std::uint32_t first = i;
  for (std::uint32_t n = 0; n < most && i + 1 < end; ++n, ++i) {
    if (at(i).kind != TokenKind::word || (classes(i) & word_other)) return nobody;
    const Pos next = at(i + 1).pos;
    if (next != Pos::noun && next != Pos::adj) return i;
    const bool kind =
        (classes(i) & word_demonym) || text_.of(at(i)).find('-') != std::string_view::npos;
    const bool capital = at(i).capital && !text_.rules.words.noun_capitals();
    if (!kind && (i == first || at(i).pos != Pos::noun || capital)) return nobody;
  }
  return nobody;
}

/// "It is clear that ...", "It was raining": only a participle behind an auxiliary tells what a
/// thing did; "it was reported that" tells of nothing.
bool AnaphorFinder::expletive(std::uint32_t i, std::uint32_t end) const {
  if (at(i + 1).pos == Pos::verb || (classes(i + 1) & word_say)) return false;
  if (at(i + 1).pos != Pos::aux) return true;
  std::uint32_t verb = i + 2;
  while (verb < end && verb < i + 5 &&
         (at(verb).pos == Pos::aux || at(verb).pos == Pos::adv || at(verb).pos == Pos::part))
    ++verb;
  return verb + 1 >= end || at(verb).pos != Pos::verb || at(verb + 1).pos == Pos::sconj;
}

}  // namespace newsline::entity
