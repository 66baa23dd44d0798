#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/data.h"
#include "newsline/error.h"

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

/// Reads the rows "feature ... weight" of a regression: the first field is a name, the last its
/// number. It goes to the setting of that name ("bias"), else to where `weight_of(name)` points.
/// Throws Error("data.rules") naming file and line where that is null: no such feature.
using Settings = std::initializer_list<std::pair<std::string_view, double*>>;
template <class WeightOf>
void read_weights(const Data& data, std::string_view file, Settings settings,
                  WeightOf&& weight_of) {
  for (const Row& row : read_rows(data, file, 2)) {
    const auto setting =
        std::ranges::find(settings, row.fields[0], &std::pair<std::string_view, double*>::first);
    double* const number = setting != settings.end() ? setting->second : weight_of(row.fields[0]);
    if (!number)
      throw Error("data.rules", std::string(file) + ":" + std::to_string(row.line) +
                                    ": no such feature: " + std::string(row.fields[0]));
    *number = number_of(row, row.fields.size() - 1, file);
  }
}

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
