#include "newsline/write.h"

namespace newsline {
void write_markdown(std::string&, const Chronology&) {}
}  // namespace newsline
