#pragma once
#include <cstdint>
#include <vector>

#include "impl.h"

namespace newsline::entity {

constexpr std::uint32_t longest_name = 12;  // tokens

/// A name of the gazetteer as it stands in the text.
struct NameMatch {
  std::uint32_t last = 0;  // half-open; 0: none
  std::uint64_t key = 0;
  Gazetteer::Known known;
};

/// What is known of the tokens of one sentence before it is decided what they name. Reused from
/// sentence to sentence. Tokens are counted from the sentence's first.
struct SentenceView {
  std::uint32_t begin = 0, end = 0;    // into Tokens::all
  std::vector<std::uint32_t> classes;  // WordClass
  std::vector<std::uint32_t> flags;    // NameFlag of the token alone
  std::vector<WordClusters::Clusters> clusters;
  std::vector<NameMatch> matches;  // the longest name of the gazetteer that begins here
  // 0, or place (1 first, 2 inside, 3 last, 4 alone) and nature of the name that covers the token
  std::vector<std::uint16_t> cover;
  // its capital says nothing: the first word of the sentence, of a quotation, of a headline
  std::vector<std::uint8_t> opens;
  bool title_case = false;
  const Token* tokens = nullptr;  // the sentence's own
  std::vector<Token> room;        // where they lie if they must be unpacked
};

void view_sentence(const Text& text, std::uint32_t sentence, SentenceView& view);

}  // namespace newsline::entity
