#include "newsline/chronology.h"

namespace newsline {
Chronology chronology(Document document, const Reading&, const std::vector<Event>&) {
  Chronology result;
  result.documents.push_back(std::move(document));
  return result;
}
Chronology merge(std::vector<Chronology> chronologies) { return chronologies.empty() ? Chronology{} : chronologies.front(); }
void apply(const Filter&, Chronology&) {}
}  // namespace newsline
