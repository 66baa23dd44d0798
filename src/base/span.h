#pragma once
#include <compare>
#include <cstdint>
#include <string_view>

namespace newsline {

/// A half-open range of UTF-8 bytes, [begin, end), in the text of one Article.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  constexpr std::uint32_t size() const noexcept { return end - begin; }
  constexpr bool empty() const noexcept { return begin == end; }
  constexpr bool overlaps(Span other) const noexcept {
    return begin < other.end && other.begin < end;
  }
  constexpr bool contains(Span other) const noexcept {
    return begin <= other.begin && other.end <= end;
  }
  /// The words themselves. `text` must be the text that the span was taken from.
  constexpr std::string_view of(std::string_view text) const { return text.substr(begin, size()); }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace newsline
