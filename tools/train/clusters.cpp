// Clusters of words that are used alike: spherical k-means (Dhillon and Modha 2001) over word
// vectors, three times with more and more clusters (Guo, Che, Wang and Liu 2014 found that several
// sizes together serve a tagger best).
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "token/clusters.h"
#include "train.h"

namespace newsline::train {
namespace {

constexpr std::size_t most_words = 90'000;  // the file has the frequent ones first
constexpr std::array<std::size_t, WordClusters::kinds> sizes = {120, 600, 2400};
constexpr int rounds = 12;

struct Vectors {
  std::size_t dimensions = 0;
  std::vector<std::uint64_t> keys;
  std::vector<float> values;  // one word after the other, each of length 1
  const float* of(std::size_t word) const { return values.data() + word * dimensions; }
};

bool has_letter(std::string_view word) {
  for (std::size_t at = 0; at < word.size();)
    if (is_letter(next_code_point(word, at))) return true;
  return false;
}

Vectors read(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  Vectors vectors;
  std::vector<float> row;
  std::string line;
  while (vectors.keys.size() < most_words && std::getline(stream, line)) {
    const std::size_t gap = line.find(' ');
    if (gap == std::string::npos || !has_letter(std::string_view(line).substr(0, gap))) continue;
    row.clear();
    float length = 0;
    for (const char* at = line.data() + gap; at < line.data() + line.size();) {
      float value = 0;
      const auto [stop, problem] = std::from_chars(at + 1, line.data() + line.size(), value);
      if (problem != std::errc()) throw std::runtime_error("no vector: " + line.substr(0, 60));
      row.push_back(value);
      length += value * value;
      at = stop;
    }
    if (vectors.dimensions == 0) vectors.dimensions = row.size();
    if (row.size() != vectors.dimensions || length == 0)
      throw std::runtime_error("a vector of another length: " + line.substr(0, 60));
    for (float& value : row) value /= std::sqrt(length);
    vectors.keys.push_back(word_key(std::string_view(line).substr(0, gap)));
    vectors.values.insert(vectors.values.end(), row.begin(), row.end());
  }
  return vectors;
}

std::vector<std::uint16_t> cluster(const Vectors& vectors, std::size_t count) {
  const std::size_t words = vectors.keys.size(), dimensions = vectors.dimensions;
  std::vector<float> centers(dimensions * count);  // by dimension, then cluster
  for (std::size_t c = 0; c < count; ++c)
    for (std::size_t d = 0; d < dimensions; ++d)
      centers[d * count + c] = vectors.of(c * words / count)[d];
  std::vector<std::uint16_t> chosen(words, 0);
  std::vector<float> likeness(count), sums(dimensions * count);
  for (int round = 0; round < rounds; ++round) {
    sums.assign(sums.size(), 0);
    std::size_t moved = 0;
    for (std::size_t word = 0; word < words; ++word) {
      const float* const vector = vectors.of(word);
      likeness.assign(count, 0);
      for (std::size_t d = 0; d < dimensions; ++d)
        for (std::size_t c = 0; c < count; ++c) likeness[c] += vector[d] * centers[d * count + c];
      const auto best =
          static_cast<std::uint16_t>(std::ranges::max_element(likeness) - likeness.begin());
      moved += best != chosen[word];
      chosen[word] = best;
      for (std::size_t d = 0; d < dimensions; ++d) sums[d * count + best] += vector[d];
    }
    for (std::size_t c = 0; c < count; ++c) {
      float length = 0;
      for (std::size_t d = 0; d < dimensions; ++d)
        length += sums[d * count + c] * sums[d * count + c];
      if (length == 0) continue;  // an empty one keeps its center
      for (std::size_t d = 0; d < dimensions; ++d)
        centers[d * count + c] = sums[d * count + c] / std::sqrt(length);
    }
    std::printf("%zu clusters, round %d: %zu words moved\n", count, round + 1, moved);
  }
  return chosen;
}

void append(std::string& bytes, std::uint64_t number, int size) {
  for (int i = 0; i < size; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFF);
}

}  // namespace

int train_clusters(const Task& task) {
  const Vectors vectors = read(std::filesystem::path(task.corpora) / "glove.6B.50d.txt");
  std::array<std::vector<std::uint16_t>, sizes.size()> chosen;
  for (std::size_t kind = 0; kind < sizes.size(); ++kind)
    chosen[kind] = cluster(vectors, sizes[kind]);

  const std::size_t words = vectors.keys.size();
  const auto slots = static_cast<std::uint32_t>(words * 8 / 7);
  std::vector<std::uint32_t> table(slots, 0);  // word + 1
  for (std::uint32_t word = 0; word < words; ++word) {
    std::uint32_t slot = WordClusters::place_of(vectors.keys[word], slots).slot;
    while (table[slot] != 0 && vectors.keys[table[slot] - 1] != vectors.keys[word])
      slot = (slot + 1) % slots;
    if (table[slot] == 0) table[slot] = word + 1;
  }
  std::map<WordClusters::Clusters, std::uint16_t> numbers;
  std::string groups, rows;
  for (const std::uint32_t word : table) {
    if (word == 0) {
      append(rows, 0, WordClusters::slot_size);
      continue;
    }
    WordClusters::Clusters group{};
    for (std::size_t kind = 0; kind < group.size(); ++kind)
      group[kind] = static_cast<std::uint16_t>(chosen[kind][word - 1] + 1);
    const auto [at, fresh] =
        numbers.try_emplace(group, static_cast<std::uint16_t>(numbers.size() + 1));
    if (fresh)
      for (const std::uint16_t number : group) append(groups, number, 2);
    append(rows, WordClusters::place_of(vectors.keys[word - 1], slots).part, 2);
    append(rows, at->second, 2);
  }
  std::string bytes = "NLCLUS2\n";
  append(bytes, slots, 4);
  append(bytes, numbers.size(), 4);
  bytes += groups + rows;
  const std::filesystem::path file = std::filesystem::path(task.data) / "en" / "clusters.bin";
  std::ofstream stream(file, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
  std::printf("%zu words, %zu bytes\n", vectors.keys.size(), bytes.size());
  return 0;
}

}  // namespace newsline::train
