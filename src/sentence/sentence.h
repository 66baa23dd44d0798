#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/data.h"
#include "base/span.h"
#include "rules/rows.h"

namespace newsline {

/// A sentence from its first word to its closing mark. Sentences lie inside one paragraph, in
/// order, and leave out only white space.
struct Sentence {
  Span span;
  std::uint32_t paragraph = 0;  // index into Article::paragraphs
  friend constexpr auto operator<=>(const Sentence&, const Sentence&) = default;
};

/// What a language needs for it: abbreviations, the boundary model. Read once, shared by all
/// threads.
class SentenceRules {
 public:
  SentenceRules(const Data& data, std::string_view language);
  ~SentenceRules();
  SentenceRules(SentenceRules&&) noexcept;
  struct Impl;
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

std::vector<Sentence> sentences(const Article& article, const SentenceRules& rules);

}  // namespace newsline
