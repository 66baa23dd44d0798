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

Lexicon::Lexicon(const Data& data, std::string_view file) {
  const std::vector<Row> rows = read_rows(data, file, 2);
  std::size_t size = 16;
  while (size < rows.size() * 2) size *= 2;
  slots_.resize(size);
  for (const Row& row : rows) {
    auto known = std::ranges::find(classes_, row.fields[1]);
    if (known == classes_.end()) known = classes_.insert(known, std::string(row.fields[1]));
    const std::uint64_t key = word_key(row.fields[0]);
    std::size_t slot = key & (size - 1);
    while (slots_[slot].value != none && slots_[slot].key != key) slot = (slot + 1) & (size - 1);
    if (slots_[slot].value != none) continue;
    slots_[slot] = {key, static_cast<std::uint16_t>(known - classes_.begin())};
    ++count_;
  }
}

std::uint16_t Lexicon::find(std::uint64_t key) const noexcept {
  if (slots_.empty()) return none;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = key & mask; slots_[slot].value != none; slot = (slot + 1) & mask)
    if (slots_[slot].key == key) return slots_[slot].value;
  return none;
}

bool Lexicon::has(std::uint64_t key, std::string_view class_name) const noexcept {
  const std::uint16_t found = find(key);
  return found != none && classes_[found] == class_name;
}

std::uint16_t Lexicon::class_of(std::string_view name) const noexcept {
  const auto known = std::ranges::find(classes_, name);
  return known == classes_.end() ? none : static_cast<std::uint16_t>(known - classes_.begin());
}

}  // namespace newsline
