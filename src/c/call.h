#pragma once
// What a call from C asks for: a JSON object, read member by member.
#include <string>
#include <string_view>

#include "newsline/chronology.h"
#include "newsline/reader.h"
#include "write/formats.h"

namespace newsline::c {

/// Which members a call may have.
enum class Call : std::uint8_t { open, read, merge, render };

/// All that any call may ask for.
struct Asked {
  ReaderOptions reader;
  PageFacts page;
  Filter filter;
  std::string title;
  const Format* format = nullptr;  // never null
  bool sources = false, indented = false, ascii = false;
};

/// Reads the members of a call; null or "" asks for nothing. Throws Error("record.json") for what
/// is no JSON object, Error("record.fields") for a member that the call does not have, of the wrong
/// type or with a value that cannot be used.
Asked read_call(Call call, const char* json);

}  // namespace newsline::c
