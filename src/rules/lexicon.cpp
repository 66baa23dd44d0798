#include "lexicon.h"

#include <algorithm>
#include <string>

#include "base/flat.h"
#include "base/utf8.h"
#include "rows.h"

namespace newsline {

namespace {
constexpr std::string_view kind = "NLWORDS1";
}

std::vector<char> Lexicon::compile(const Data& data, std::string_view file) {
  const std::string_view text = data.file(file);
  const std::vector<Row> rows = read_rows(data, file, 2);
  const auto place = [&](const Row& row, std::size_t field, std::size_t class_number) {
    return Place{static_cast<std::uint32_t>(row.fields[field].data() - text.data()),
                 static_cast<std::uint32_t>(row.fields[field].size()),
                 static_cast<std::uint32_t>(row.line), static_cast<std::uint32_t>(class_number)};
  };
  std::size_t size = 16;
  while (size < rows.size() * 2) size *= 2;
  std::vector<Slot> slots(size);
  std::vector<Place> classes, entries;
  for (const Row& row : rows) {
    const auto known = std::ranges::find(
        classes, row.fields[1], [&](const Place& one) { return text.substr(one.at, one.size); });
    const auto number = static_cast<std::size_t>(known - classes.begin());
    if (known == classes.end()) classes.push_back(place(row, 1, number));
    entries.push_back(place(row, 0, number));
    const std::uint64_t key = word_key(row.fields[0]);
    std::size_t slot = key & (size - 1);
    while (slots[slot].value != none && slots[slot].key != key) slot = (slot + 1) & (size - 1);
    if (slots[slot].value == none) slots[slot] = {key, number};
  }
  FlatWriter bytes(kind);
  bytes.add(slots);
  bytes.add(classes);
  bytes.add(entries);
  return bytes.take();
}

Lexicon::Lexicon(const Data& data, std::string_view file) : text_(data.file(file)) {
  if (text_.empty()) return;
  std::string_view bytes = data.compiled(file, ".lexicon");
  if (bytes.empty()) {
    own_ = compile(data, file);
    bytes = {own_.data(), own_.size()};
  }
  FlatReader from(bytes, kind, file);
  slots_ = from.next<Slot>();
  classes_ = from.next<Place>();
  entries_ = from.next<Place>();
}

std::uint16_t Lexicon::class_of(std::string_view name) const noexcept {
  for (std::uint16_t number = 0; number < classes_.size(); ++number)
    if (class_name(number) == name) return number;
  return none;
}

}  // namespace newsline
