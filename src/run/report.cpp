#include "report.h"

#include <cstdio>

#include "base/printable.h"

namespace newsline::run {

namespace {

void line(std::string text) {
  text += '\n';
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace

void report(std::string_view name, const Problem& problem) {
  line(printable(name) + ": " + problem.code + ": " + printable(problem.message));
}

void say(std::string_view words) { line("newsline: " + printable(words)); }

}  // namespace newsline::run
