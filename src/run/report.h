#pragma once
#include <string>
#include <string_view>

#include "newsline/chronology.h"

namespace newsline::run {

/// One line on standard error: "file: code: message".
void report(std::string_view name, const Problem& problem);
/// One line on standard error: "newsline: words".
void say(std::string_view words);
}  // namespace newsline::run
