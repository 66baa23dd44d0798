#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "newsline/chronology.h"

namespace newsline {

/// How the JSON looks; what it says is the same.
struct JsonStyle {
  bool indented = true;  // else one line; a final line feed either way
  bool ascii = false;    // every code point above 126 as \uXXXX
};

/// The chronology as chronology.schema.json has it, in UTF-8 with a final line feed. The same
/// chronology gives the same bytes.
std::string to_json(const Chronology& chronology, JsonStyle style = {});

/// A chronology that newsline wrote, read back; empty when the text is JSON of another kind. Throws
/// Error("record.json") for what is no JSON.
std::optional<Chronology> read_chronology(std::string_view json);
/// The JSON Schema of the output.
std::string_view schema();

}  // namespace newsline
