#include "base/utf8.h"
#include "pattern.h"

namespace newsline {

std::size_t atom_end(std::string_view text, std::size_t at) noexcept {
  std::size_t behind = at;
  if (digit_value(next_code_point(text, behind)) >= 0) {
    do at = behind;
    while (at < text.size() && digit_value(next_code_point(text, behind)) >= 0);
    return at;
  }
  const auto letter = [](char32_t c) {
    return is_letter(c) || c == 0xAD || (c >= 0x300 && c < 0x370);
  };
  if (!letter(next_code_point(text, at))) return at;
  for (std::size_t next = at; at < text.size(); at = next)
    if (!letter(next_code_point(text, next))) break;
  return at;
}

}  // namespace newsline
