#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "article/article.h"

namespace newsline::article {

/// The names of months and weekdays in all languages: lines "word TAB month (0: weekday) TAB
/// languages", sorted by bytes and searched in place.
class MonthNames {
 public:
  MonthNames() = default;
  explicit MonthNames(std::string_view tsv);
  static constexpr int none = -1;
  /// 1 to 12, 0 for a weekday, `none`. A word that languages disagree on goes by `language`, else
  /// by the most languages.
  int find(std::string_view word, std::string_view language) const;
  /// The month that a word names in any language, also where it is a weekday in most; else `none`.
  int find_month(std::string_view word) const;

 private:
  // Most words are no month, and the search asks for a dozen lines to say so: a bit for what a
  // word's size and ends are like says it at once for nine in ten (half of the instructions to look
  // for a date).
  static constexpr std::size_t filter_bits = 1 << 15;
  static std::size_t filter_bit(std::string_view word) noexcept;
  std::size_t first_row(std::string_view word) const;
  int find_row(std::size_t begin, std::string_view word, std::string_view language,
               bool months_alone) const;

  std::string_view rows_;              // sorted by word
  std::vector<std::uint32_t> starts_;  // of the rows
  std::vector<bool> filter_;
};

/// Settles dates that can be read in two ways ("3/4/2024", "5. 3.").
struct StampStyle {
  std::string_view language;  // BCP 47, or empty
  bool month_first = false;   // 03/05/2024 is March 5
};

/// Whether day and month of a date in figures could be exchanged.
enum class Doubt : std::uint8_t {
  none,
  order,  // "5/3/2024": read as the page's language writes it
  dots,   // "5.3.2024" where the language puts the month first: read as elsewhere, day first
};

/// A full date found in a text, in bytes of it, [begin, end).
struct Stamp {
  Published at;
  std::size_t begin = 0, end = 0;
  Doubt doubt = Doubt::none;
};

/// The first full date (day, month and year) at or after `from`, in any language, with the clock
/// time that follows it. Reads at most a few thousand bytes. `at.source` is left as none.
std::optional<Stamp> find_stamp(std::string_view text, std::size_t from, const MonthNames& names,
                                const StampStyle& style);

/// A machine's date, the whole of `value`: ISO 8601 (extended or basic), RFC 2822, seconds or
/// milliseconds since 1970, else a written date. Empty when the value is no date, or a placeholder
/// such as 1970-01-01.
std::optional<Published> parse_stamp(std::string_view value, const MonthNames& names,
                                     const StampStyle& style);

/// The same with its place in the value, and whether its order is doubtful.
std::optional<Stamp> read_whole_stamp(std::string_view value, const MonthNames& names,
                                      const StampStyle& style);

/// What a date of numbers says about the order in which its page writes them: "25/12/2023" has the
/// day first, "5/3/2024" says nothing.
enum class NumberOrder : std::uint8_t { unknown, day_first, month_first };
NumberOrder number_order(std::string_view date);

/// Whether a page can be from that day: no placeholder, and a year from 1850 to 2100.
bool plausible(Day day);

}  // namespace newsline::article
