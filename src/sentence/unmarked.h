#pragma once
#include <cstdint>
#include <string_view>

#include "base/span.h"

namespace newsline::sentence {

/// Where sentences end for certain though no mark says so: around what mails, forums and saved
/// pages write on a line of its own, once their line ends are lost.
struct UnmarkedEnds {
  std::uint32_t before = 0;  // a sentence ends here, behind the word before; 0: none does
  std::uint32_t behind = 0;  // and one here, behind the address, row, stamp or face; 0: none does
  std::uint32_t next = 0;    // the walk goes on here; 0: nothing of the kind stands here
};

/// What the sign at `at` belongs to, a byte of `paragraph`. Reads some 200 bytes to each side at
/// most.
UnmarkedEnds unmarked_ends(std::string_view text, Span paragraph, std::uint32_t at);

/// The bytes of a face made of signs at `at` (":-)", ";)", ":D") that stands alone, or 0.
std::uint32_t face_size(std::string_view text, std::uint32_t at);

}  // namespace newsline::sentence
