#include "boundary_features.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/perceptron.h"
#include "base/utf8.h"

namespace newsline::sentence {
namespace {

/// Length, capitals, digits and full stops of a word, as a small number.
std::uint64_t shape_of(std::string_view word) {
  const auto count = [&](auto is) {
    return static_cast<std::uint64_t>(std::ranges::count_if(word, is));
  };
  const std::uint64_t capitals = count(ascii::is_upper);
  const std::uint64_t digits = count(ascii::is_digit);
  const bool capital = !word.empty() && ascii::is_upper(word[0]);
  const std::uint64_t length = std::min<std::uint64_t>(word.size(), 6);
  return length | std::uint64_t{capital} << 3 | std::uint64_t{capitals > 1} << 4 |
         std::uint64_t{digits > 0} << 5 | std::uint64_t{digits == word.size()} << 6 |
         std::uint64_t{word.find('.') != std::string_view::npos} << 7;
}

/// Words without digits by their key, the others by their shape.
std::uint64_t word_of(std::string_view word) {
  return std::ranges::any_of(word, ascii::is_digit) ? shape_of(word) : word_key(word);
}

}  // namespace

// The corpora hold too few abbreviations, their ellipses are those of chats, and their bare numbers
// those of lists ("9. Stir."), not of days ("on Oct. 9. It then"): for these the shape knows more.
bool asks_model(std::string_view text, const Candidate& candidate, const Facts& known) {
  if (known.abbreviation != Abbreviation::none || known.inner_stop) return false;
  if (candidate.terminator == 0x2026 || (candidate.terminator == '.' && candidate.mark.size() > 1))
    return false;
  return candidate.before.of(text).find_first_not_of("0123456789.,:$%/-") != std::string_view::npos;
}

void features_of(std::string_view text, const Candidate& candidate, const Facts& known,
                 std::uint64_t* out) {
  const std::string_view before = candidate.before.of(text), after = candidate.after.of(text);
  const auto begins = static_cast<std::uint64_t>(known.begins),
             kind = static_cast<std::uint64_t>(known.abbreviation);
  const std::uint64_t before_shape = shape_of(before), before_word = word_of(before),
                      after_word = word_of(after);
  const std::uint64_t mark =
      candidate.terminator | std::uint64_t{std::min(candidate.mark.size(), 4U)} << 24;
  const std::uint64_t sides =
      std::uint64_t{candidate.closed} | std::uint64_t{candidate.bracket_closed} << 1 |
      std::uint64_t{candidate.in_quote} << 2 | std::uint64_t{candidate.newline} << 3 |
      std::uint64_t{candidate.space} << 4 | std::uint64_t{candidate.opening} << 8;
  const std::uint64_t made[boundary_features] = {
      feature(1, by_shape(text, candidate, known)),
      feature(2, before_word),
      feature(3, after_word, begins),
      feature(4, kind << 2 | begins, known.starter),
      feature(5, mark, sides),
      feature(6, mark, begins),
      feature(7, sides, begins),
      feature(8, before_shape, begins),
      feature(9, before_word, begins),
      feature(10, after_word, kind),
      feature(11, before_shape, shape_of(after)),
      feature(12, mark, after_word),
      feature(13, std::uint64_t{known.initial} << 1 | known.starter, begins),
      feature(14, before_shape, kind << 32 | sides),
  };
  std::ranges::copy(made, out);
}

}  // namespace newsline::sentence
