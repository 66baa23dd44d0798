#include "newsline/token.h"

#include "newsline/utf8.h"

namespace newsline {
Tokens tokens(const Article& article, const std::vector<Sentence>& sentences) {
  Tokens tokens;
  for (const Sentence& sentence : sentences) {
    tokens.first.push_back(static_cast<std::uint32_t>(tokens.all.size()));
    const auto letter = [&](std::uint32_t i) {
      const auto c = static_cast<unsigned char>(article.text[i]);
      return c >= 0x80 || (c >= '0' && c <= '9') || is_letter(c);
    };
    for (std::uint32_t at = sentence.span.begin; at < sentence.span.end;) {
      if (article.text[at] == ' ') { ++at; continue; }
      std::uint32_t stop = at + 1;
      if (letter(at)) while (stop < sentence.span.end && letter(stop)) ++stop;
      Token token;
      token.span = {at, stop};
      token.key = word_key(token.span.of(article.text));
      tokens.all.push_back(token);
      at = stop;
    }
  }
  tokens.first.push_back(static_cast<std::uint32_t>(tokens.all.size()));
  return tokens;
}
struct TagModel::Inner {};
TagModel::TagModel(const Data&, std::string_view) : inner_(std::make_unique<Inner>()) {}
TagModel::~TagModel() = default;
TagModel::TagModel(TagModel&&) noexcept = default;
void tag(Tokens&, const Article&, std::size_t, const TagModel&) {}
}  // namespace newsline
