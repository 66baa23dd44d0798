#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "newsline/error.h"
#include "rows.h"

namespace newsline {

std::vector<Row> read_rows(const Data& data, std::string_view file, std::size_t least) {
  std::vector<Row> rows;
  std::string_view rest = data.file(file);
  for (std::size_t line = 1; !rest.empty(); ++line) {
    const std::size_t stop = rest.find('\n');
    std::string_view text = rest.substr(0, stop);
    rest.remove_prefix(stop == std::string_view::npos ? rest.size() : stop + 1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty() || text.starts_with('#')) continue;
    Row row{line, {}};
    row.fields.reserve(1 + static_cast<std::size_t>(std::ranges::count(text, '\t')));
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t tab = std::min(text.find('\t', at), text.size());
      row.fields.push_back(text.substr(at, tab - at));
      at = tab + 1;
    }
    if (row.fields.size() < least)
      throw Error("data.rules", std::string(file) + ":" + std::to_string(line) + ": " +
                                    std::to_string(least) + " fields wanted, parted by tabs");
    rows.push_back(std::move(row));
  }
  return rows;
}

double number_of(const Row& row, std::size_t field, std::string_view file) {
  const std::string_view text = row.fields[field];
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    throw Error("data.rules", std::string(file) + ":" + std::to_string(row.line) +
                                  ": no number: " + std::string(text));
  return value;
}

}  // namespace newsline
