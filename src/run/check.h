#pragma once
#include <cstddef>
#include <string>

#include "base/data.h"

namespace newsline::run {

struct RulesReport {
  std::size_t rules = 0, examples = 0, failed = 0;
  std::string failures;  // a line each: file, line and rule, the example, what it gives
};

/// Reads the examples and counter-examples of all rules for dates (timex.tsv), in all languages.
/// Throws Error("data.rules") where a file breaks the rules' own grammar.
RulesReport check_rules(const Data& data);

}  // namespace newsline::run
