#include "clusters.h"

#include <cstring>

#include "newsline/error.h"

namespace newsline {

WordClusters::WordClusters(std::string_view bytes) : bytes_(bytes) {
  if (bytes.empty()) return;
  if (bytes.starts_with("NLCLUS1\n") && bytes.size() > head_size)
    std::memcpy(&slots_, bytes.data() + 8, sizeof slots_);
  if (slots_ == 0 || (slots_ & (slots_ - 1)) != 0 ||
      head_size + std::size_t{slots_} * slot_size != bytes.size())
    throw Error("data.model", "clusters.bin is not a table of word clusters");
}

WordClusters::Clusters WordClusters::find(std::uint64_t word_key) const noexcept {
  const std::uint32_t mask = slots_ - 1;
  for (std::uint32_t slot = static_cast<std::uint32_t>(word_key) & mask, left = slots_; left != 0;
       slot = (slot + 1) & mask, --left) {
    std::array<std::uint16_t, 1 + kinds> numbers{};
    std::memcpy(numbers.data(), bytes_.data() + head_size + std::size_t{slot} * slot_size,
                slot_size);
    if (numbers[1] == 0) break;
    if (numbers[0] == word_key >> 48) return {numbers[1], numbers[2], numbers[3]};
  }
  return {};
}

}  // namespace newsline
