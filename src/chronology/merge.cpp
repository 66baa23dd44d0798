#include "newsline/chronology.h"

namespace newsline {
Chronology merge(std::vector<Chronology> chronologies) { return chronologies.empty() ? Chronology{} : chronologies.front(); }
void apply(const Filter&, Chronology&) {}
}  // namespace newsline
