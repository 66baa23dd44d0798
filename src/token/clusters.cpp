#include "clusters.h"

#include <cstring>

#include "newsline/error.h"

namespace newsline {

WordClusters::WordClusters(std::string_view bytes) : bytes_(bytes) {
  if (bytes.empty()) return;
  if (bytes.starts_with("NLCLUS2\n") && bytes.size() > head_size) {
    std::memcpy(&slots_, bytes.data() + 8, sizeof slots_);
    std::memcpy(&groups_, bytes.data() + 12, sizeof groups_);
  }
  if (slots_ == 0 ||
      head_size + std::size_t{groups_} * group_size + std::size_t{slots_} * slot_size !=
          bytes.size())
    throw Error("data.model", "clusters.bin is not a table of word clusters");
}

WordClusters::Clusters WordClusters::find(std::uint64_t word_key) const noexcept {
  if (slots_ == 0) return {};
  const char* const groups = bytes_.data() + head_size;
  const char* const slots = groups + std::size_t{groups_} * group_size;
  auto [slot, part] = place_of(word_key, slots_);
  for (std::uint32_t left = slots_; left != 0; --left) {
    std::array<std::uint16_t, 2> numbers{};
    std::memcpy(numbers.data(), slots + std::size_t{slot} * slot_size, slot_size);
    if (numbers[1] == 0 || numbers[1] > groups_) break;
    if (numbers[0] == part) {
      Clusters found{};
      std::memcpy(found.data(), groups + std::size_t{numbers[1] - 1U} * group_size, group_size);
      return found;
    }
    if (++slot == slots_) slot = 0;
  }
  return {};
}

WordClusters clusters_of(const Data& data, std::string_view language) {
  const std::string_view vectors = data.file(language_file(language, "clusters.bin"));
  return WordClusters(vectors.empty() ? data.file(language_file(language, "brown.bin")) : vectors);
}

}  // namespace newsline
