#pragma once
#include <cstdint>
#include <string_view>

#include "article/rules.h"
#include "date_text.h"

namespace newsline::article {

/// What the words beside a date call it: bits of phrase_published, phrase_updated, phrase_other_day
/// and phrase_event; 0 where they call it nothing. phrase_day stands beside phrase_published where
/// the label is a common word ("Created").
class DateLabels {
 public:
  DateLabels(const ArticleRules::Impl& rules, const StampStyle& style)
      : rules_(rules), style_(style) {}

  /// The last label in the words before a date: "By Ann Lee, published on".
  std::uint32_t before(std::string_view words) const;
  /// The label that makes up a whole line; its date stands in the next one.
  std::uint32_t alone(std::string_view line) const;
  /// Of a date of the line, by the words from `from` on.
  std::uint32_t of(std::string_view line, std::size_t from, const Stamp& found) const;
  /// The first label behind a date ("wurde am 5. März 2024 um 10:15 Uhr veröffentlicht"), as long
  /// as it is not the label of the next date.
  std::uint32_t behind(std::string_view words) const;
  /// Whether a line is hardly more than its date, or a label and the date right behind: no sentence
  /// of a story.
  bool stands_alone(std::string_view line, const Stamp& found) const;

 private:
  const ArticleRules::Impl& rules_;
  const StampStyle& style_;
};

}  // namespace newsline::article
