#include "newsline/run.h"

namespace newsline {
int run(const Options&) { return exit_ok; }
}  // namespace newsline
