#include "newsline/write.h"

namespace newsline {
void write_json(std::string&, const Chronology&, JsonStyle) {}
void write_markdown(std::string&, const Chronology&) {}
void write_failure(std::string&, const std::optional<DocumentId>&, const Problem&, JsonStyle) {}
void write_annotations(std::string&, const Document&, const Reading&, const std::vector<Event>&, JsonStyle) {}
std::optional<Chronology> read_chronology(std::string_view) { return std::nullopt; }
std::string_view schema() { return {}; }
}  // namespace newsline
