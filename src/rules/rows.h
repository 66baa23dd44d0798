#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/data.h"

namespace newsline {

/// The lines of a tab-separated file, without comments ("#" at the start of a line) and empty
/// lines. Throws Error("data.rules") naming file and line when a row has fewer than `least` fields.
struct Row {
  std::size_t line = 0;  // in the file, from 1
  std::vector<std::string_view> fields;
};
std::vector<Row> read_rows(const Data& data, std::string_view file, std::size_t least = 1);

/// A field as a number. Throws Error("data.rules") naming file and line where it is none.
double number_of(const Row& row, std::size_t field, std::string_view file);

/// Gives each word of a list parted by spaces to `take`.
template <class Take>
void each_word(std::string_view list, Take&& take) {
  while (!list.empty()) {
    const std::size_t space = std::min(list.find(' '), list.size());
    if (space > 0) take(list.substr(0, space));
    list.remove_prefix(std::min(space + 1, list.size()));
  }
}

}  // namespace newsline
