#pragma once
#include <array>
#include <charconv>
#include <string>

namespace newsline {

/// A number in at least `width` digits, at most ten, with zeros before it: "%04u" of printf in a
/// tenth of its instructions. A short record writes ten of them, 1 % of what it took.
inline std::string digits(unsigned number, std::size_t width) {
  std::array<char, 16> text;
  const char* const end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  const auto size = static_cast<std::size_t>(end - text.data());
  std::string written(size < width ? width - size : 0, '0');
  return written.append(text.data(), size);
}

}  // namespace newsline
