#include "newsline/write.h"

namespace newsline {
std::optional<Chronology> read_chronology(std::string_view) { return std::nullopt; }
}  // namespace newsline
