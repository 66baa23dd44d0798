#pragma once
#include <optional>
#include <string_view>

#include "article/article.h"
#include "article/content/phrases.h"
#include "date_text.h"

namespace newsline::article {

/// The words of datelines in all languages (data/article/datelines.tsv), in place: the bytes must
/// live longer.
class DatelineWords {
 public:
  DatelineWords() = default;
  explicit DatelineWords(std::string_view tsv) : rows_(tsv) {}
  /// A small word between a place and its date ("Paris, le 25 janvier") or within a place ("Rio de
  /// Janeiro"). In small letters.
  bool joins(std::string_view word) const;

 private:
  std::string_view rows_;
};

/// The day of the dateline that opens a story ("PARIS, Jan. 25, 2022 (Wire) –", "25. Januar 2022
/// –"), in the first paragraphs. Empty where there is none with a full date, or where a second
/// paragraph opens with a date too, as the entries of a chronology do. "Correction, March 9, 2024:"
/// names no place.
std::optional<Published> dateline_day(const Article& article, const MonthNames& months,
                                      const DatelineWords& words, const Phrases& phrases,
                                      const StampStyle& style);

}  // namespace newsline::article
