#include "newsline/edtf.h"

namespace newsline {
std::string print_edtf(const Edtf& date) { return to_string(date.interval.first_day()); }
std::optional<Edtf> parse_edtf(std::string_view) { return std::nullopt; }
}  // namespace newsline
