#include "sentence.h"

#include <array>
#include <string>

#include "boundary_features.h"
#include "decide.h"
#include "base/utf8.h"

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

bool by_model(const Perceptron& model, std::string_view text, const Candidate& candidate, const Facts& known) {
  std::array<std::uint64_t, boundary_features> hashes{};
  features_of(text, candidate, known, hashes.data());
  std::array<std::int32_t, Perceptron::most_labels> scores{};
  for (const std::uint64_t hash : hashes) model.add(hash, scores.data());
  return scores[1] > scores[0];  // "ends" against "goes on"
}

bool ends(std::string_view text, const Candidate& candidate, std::uint32_t begin, const SentenceRules::Impl& rules) {
  const Facts known = facts(text, candidate, rules);
  const Verdict verdict = by_rules(text, candidate, known, begin, rules);
  if (verdict != Verdict::open) return verdict == Verdict::ends;
  return rules.model && asks_model(text, candidate, known) ? by_model(rules.model, text, candidate, known) : by_shape(text, candidate, known);
}

void cut(std::string_view text, Span paragraph, std::uint32_t number, const SentenceRules::Impl& rules, std::vector<Sentence>& all) {
  CandidateScan scan(text, paragraph);
  std::uint32_t begin = paragraph.begin;
  while (const std::optional<Candidate> candidate = scan.next()) {
    if (!ends(text, *candidate, begin, rules)) continue;
    all.push_back({trimmed(text, {begin, candidate->end}), number});
    begin = candidate->next;
  }
  all.push_back({trimmed(text, {begin, paragraph.end}), number});
}

}  // namespace

SentenceRules::SentenceRules(const Data& data, std::string_view language) : impl_(std::make_unique<Impl>()) {
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
