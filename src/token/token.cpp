#include "token.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "rules/language.h"
#include "scan.h"

namespace newsline {

using namespace token;
namespace {

std::vector<Cut> read_cuts(const Lexicon& clitics) {
  std::vector<Cut> cuts;
  const std::uint16_t cut = clitics.class_of("cut");
  for (std::size_t i = 0; i < clitics.entry_count(); ++i) {
    const Lexicon::Entry entry = clitics.entry(i);
    if (entry.class_number != cut) continue;
    std::string word(entry.word);
    const std::size_t bar = word.find('|');
    if (bar == std::string::npos) continue;
    word.erase(bar, 1);
    cuts.push_back({word_key(word), static_cast<std::uint32_t>(bar)});
  }
  std::ranges::sort(cuts, {}, &Cut::key);
  return cuts;
}

}  // namespace

TokenRules::TokenRules(const Data& data, std::string_view language)
    : impl_(std::make_unique<Impl>()) {
  Impl& in = *impl_;
  in.abbreviations = Abbreviations(data, language);
  in.clitics = Lexicon(data, language_file(language, "clitics.tsv"));
  in.suffix = in.clitics.class_of("suffix");
  in.prefix = in.clitics.class_of("prefix");
  in.surname = in.clitics.class_of("surname");
  in.whole = in.clitics.class_of("whole");
  in.cuts = read_cuts(in.clitics);
}
TokenRules::~TokenRules() = default;
TokenRules::TokenRules(TokenRules&&) noexcept = default;

Tokens tokens(const Article& article, const std::vector<Sentence>& sentences,
              const TokenRules& rules) {
  Tokens tokens;
  tokens.all = TokenList(article.text);
  tokens.first.reserve(sentences.size() + 1);
  Scanner scanner(article.text, rules.impl(), tokens.all);
  for (const Sentence& sentence : sentences) {
    tokens.first.push_back(static_cast<std::uint32_t>(tokens.all.size()));
    scanner.sentence(sentence.span);
  }
  tokens.first.push_back(static_cast<std::uint32_t>(tokens.all.size()));
  tokens.all.finish();
  return tokens;
}

Tokens tokens(const Article& article, const std::vector<Sentence>& sentences) {
  const Data data;
  return tokens(article, sentences,
                TokenRules(data, article.language.empty() ? LanguageTable(data).fallback()
                                                          : article.language));
}

}  // namespace newsline
