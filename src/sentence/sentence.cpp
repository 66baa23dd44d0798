#include "sentence.h"

#include <array>
#include <string>

#include "base/utf8.h"
#include "boundary_features.h"
#include "decide.h"

namespace newsline {

using namespace sentence;
namespace {

/// `span` without the white space at both ends.
Span trimmed(std::string_view text, Span span) {
  while (span.begin < span.end) {
    std::size_t at = span.begin;
    if (!is_space(next_code_point(text, at))) break;
    span.begin = static_cast<std::uint32_t>(at);
  }
  while (span.begin < span.end) {
    std::size_t at = span.end - 1;
    while (at > span.begin && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    std::size_t behind = at;
    if (!is_space(next_code_point(text, behind))) break;
    span.end = static_cast<std::uint32_t>(at);
  }
  return span;
}

bool by_model(const Perceptron& model, std::string_view text, const Candidate& candidate,
              const Facts& known) {
  std::array<std::uint64_t, boundary_features> hashes{};
  features_of(text, candidate, known, hashes.data());
  Perceptron::Scores scores{};
  FeatureList features;
  for (const std::uint64_t hash : hashes) features.take(hash);
  model.add(features, scores);
  return scores[1] > scores[0];  // "ends" against "goes on"
}

bool ends(std::string_view text, const Candidate& candidate, std::uint32_t begin,
          const SentenceRules::Impl& rules) {
  const Facts known = facts(text, candidate, rules);
  const Verdict verdict = by_rules(text, candidate, known, begin, rules);
  if (verdict != Verdict::open) return verdict == Verdict::ends;
  return rules.model && asks_model(text, candidate, known)
             ? by_model(rules.model, text, candidate, known)
             : by_shape(text, candidate, known);
}

/// A sentence, in pieces of at most `longest` bytes where it is longer: behind its last comma or
/// the like there, else its last space, else wherever a character ends. No prose is that long; all
/// that reads a sentence may hold it whole.
void add(std::string_view text, Span sentence, std::uint32_t number, std::vector<Sentence>& all) {
  constexpr std::uint32_t longest = 16'384;
  while (sentence.size() > longest) {
    const std::string_view piece = text.substr(sentence.begin, longest);
    std::size_t end = std::string_view::npos;
    for (const std::string_view mark : {", ", "; ", ": ", " ", "\n"})
      if (const std::size_t at = piece.rfind(mark);
          end == std::string_view::npos && at != std::string_view::npos && at > longest / 2)
        end = at + mark.size();
    if (end == std::string_view::npos) {
      end = longest;
      while (end > 1 && (static_cast<unsigned char>(text[sentence.begin + end]) & 0xC0) == 0x80)
        --end;
    }
    const auto next = static_cast<std::uint32_t>(sentence.begin + end);
    if (const Span trim = trimmed(text, {sentence.begin, next}); !trim.empty())
      all.push_back({trim, number});
    sentence = trimmed(text, {next, sentence.end});
  }
  all.push_back({sentence, number});
}

void cut(std::string_view text, Span paragraph, std::uint32_t number,
         const SentenceRules::Impl& rules, std::vector<Sentence>& all) {
  CandidateScan scan(text, paragraph);
  std::uint32_t begin = paragraph.begin;
  while (const std::optional<Candidate> candidate = scan.next()) {
    if (!ends(text, *candidate, begin, rules)) continue;
    add(text, trimmed(text, {begin, candidate->end}), number, all);
    begin = candidate->next;
  }
  add(text, trimmed(text, {begin, paragraph.end}), number, all);
}

}  // namespace

SentenceRules::SentenceRules(const Data& data, std::string_view language)
    : impl_(std::make_unique<Impl>()) {
  impl_->read_words(data, language);
  const std::string file = language_file(language, "sentence.model");
  impl_->model = Perceptron(data.file(file), file);
}
SentenceRules::~SentenceRules() = default;
SentenceRules::SentenceRules(SentenceRules&&) noexcept = default;

std::vector<Sentence> sentences(const Article& article, const SentenceRules& rules) {
  std::vector<Sentence> all;
  all.reserve(article.text.size() / 80 + article.paragraphs.size());
  for (std::uint32_t number = 0; number < article.paragraphs.size(); ++number) {
    const Span paragraph = trimmed(article.text, article.paragraphs[number].span);
    if (!paragraph.empty()) cut(article.text, paragraph, number, rules.impl(), all);
  }
  return all;
}

}  // namespace newsline
