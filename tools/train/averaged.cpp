#include "averaged.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

#include "newsline/perceptron.h"

namespace newsline::train {
namespace {

constexpr std::size_t name_size = 16, head_size = 64, room = Perceptron::line_size - 1;
constexpr double fill = 0.86;  // more, and too many lines run over

void append_number(std::string& bytes, std::uint32_t number) {
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFF);
}

}  // namespace

Averaged::Averaged(std::vector<std::string> labels) : labels_(std::move(labels)), slots_(1 << 16) {
  if (labels_.empty() || labels_.size() > Perceptron::most_labels) throw std::runtime_error("too many labels, or none");
}

Averaged::Slot* Averaged::find(std::uint64_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (hash >> 20) & mask;
  while (slots_[at].seen != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
  return &slots_[at];
}

void Averaged::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old)
    if (slot.seen != 0) *find(slot.hash) = slot;
}

void Averaged::count(std::span<const std::uint64_t> features) {
  for (const std::uint64_t hash : features) {
    if (count_ * 3 > slots_.size() * 2) grow();
    Slot* slot = find(hash);
    count_ += slot->seen == 0;
    slot->hash = hash;
    ++slot->seen;
  }
}

void Averaged::freeze(std::uint32_t least) {
  std::vector<Slot> kept;
  for (const Slot& slot : slots_)
    if (slot.seen >= std::max(least, 1U)) kept.push_back(slot);
  std::size_t size = 1 << 10;
  while (size < kept.size() * 2) size *= 2;
  slots_.assign(size, {});
  count_ = 0;
  for (Slot& slot : kept) {
    slot.row = static_cast<std::uint32_t>(count_++);
    *find(slot.hash) = slot;
  }
  weights_.assign(count_ * labels_.size(), 0);
  drift_ = weights_;
  frozen_ = true;
}

const std::vector<float>& Averaged::scores(std::span<const std::uint64_t> features) {
  if (!frozen_) throw std::runtime_error("scores() before freeze()");
  scores_.assign(labels_.size(), 0);
  for (const std::uint64_t hash : features) {
    const Slot* slot = find(hash);
    if (slot->seen == 0) continue;
    const float* row = &weights_[slot->row * labels_.size()];
    for (std::size_t label = 0; label < labels_.size(); ++label) scores_[label] += row[label];
  }
  return scores_;
}

void Averaged::add(std::uint64_t hash, std::size_t label, float delta) {
  const Slot* slot = find(hash);
  if (slot->seen == 0) return;
  const std::size_t at = slot->row * labels_.size() + label;
  weights_[at] += delta;
  drift_[at] += delta * clock_;
}

void Averaged::update(std::span<const std::uint64_t> features, std::size_t gold, std::size_t guess) {
  for (const std::uint64_t hash : features) {
    add(hash, gold, 1);
    add(hash, guess, -1);
  }
}

void Averaged::average() {
  for (std::size_t i = 0; i < weights_.size(); ++i) weights_[i] -= drift_[i] / clock_;
  drift_.assign(drift_.size(), 0);
}

float Averaged::step() const {
  std::vector<float> sizes;
  for (const float weight : weights_)
    if (weight != 0) sizes.push_back(std::abs(weight));
  if (sizes.empty()) return 1;
  const auto high = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() - 1 - sizes.size() / 2000);
  std::ranges::nth_element(sizes, high);
  return *high / 127;
}

std::vector<Averaged::Packed> Averaged::quantized() const {
  const float one = step();
  std::vector<Packed> all;
  for (const Slot& slot : slots_) {
    if (slot.seen == 0) continue;
    std::vector<std::pair<int, std::size_t>> kept;  // -size, label
    std::vector<int> bytes(labels_.size());
    for (std::size_t label = 0; label < labels_.size(); ++label) {
      bytes[label] = std::clamp(static_cast<int>(std::lround(weights_[slot.row * labels_.size() + label] / one)), -127, 127);
      if (bytes[label] != 0) kept.emplace_back(-std::abs(bytes[label]), label);
    }
    if (kept.empty()) continue;
    std::ranges::sort(kept);
    if (kept.size() > (room - 3) / 2) kept.resize((room - 3) / 2);
    Packed made{slot.hash, static_cast<float>(-kept[0].first) * std::sqrt(static_cast<float>(slot.seen)) / static_cast<float>(3 + 2 * kept.size()), {}};
    made.bytes += static_cast<char>(slot.hash & 0xFF);
    made.bytes += static_cast<char>(slot.hash >> 8 & 0xFF);
    made.bytes += static_cast<char>(kept.size());
    for (const auto& [size, label] : kept) {
      made.bytes += static_cast<char>(label);
      made.bytes += static_cast<char>(bytes[label]);
    }
    all.push_back(std::move(made));
  }
  for (const auto& [hash, label] : fixed_) {
    const std::string head{static_cast<char>(hash & 0xFF), static_cast<char>(hash >> 8 & 0xFF), 1};
    all.push_back({hash, 1e9F, head + static_cast<char>(label) + '\x80'});
  }
  std::ranges::sort(all, [](const Packed& a, const Packed& b) { return a.use != b.use ? a.use > b.use : a.hash < b.hash; });
  return all;
}

std::string Averaged::packed(std::size_t most_bytes) const {
  const std::vector<Packed> features = quantized();
  std::size_t wanted = 0;
  for (const Packed& one : features) wanted += one.bytes.size();
  const std::size_t names = (labels_.size() * name_size + Perceptron::line_size - 1) / Perceptron::line_size * Perceptron::line_size;
  const std::size_t most_lines = (most_bytes - head_size - names) / Perceptron::line_size;
  const std::size_t lines = std::clamp<std::size_t>(static_cast<std::size_t>(static_cast<double>(wanted) / (room * fill)), 1, most_lines);

  std::vector<std::string> table(lines);
  for (const Packed& one : features) {
    std::string& line = table[(one.hash >> 32) * lines >> 32];
    if (line.size() + one.bytes.size() <= room) line += one.bytes;
  }
  std::string bytes = "NLPERC1\n";
  append_number(bytes, static_cast<std::uint32_t>(labels_.size()));
  append_number(bytes, static_cast<std::uint32_t>(lines));
  bytes.resize(head_size);
  for (std::size_t i = 0; i < labels_.size(); ++i) {
    bytes += labels_[i].substr(0, name_size);
    bytes.resize(head_size + (i + 1) * name_size);
  }
  bytes.resize(head_size + names);
  for (const std::string& line : table) {
    bytes += static_cast<char>(line.size());
    bytes += line;
    bytes.resize(bytes.size() + room - line.size());
  }
  return bytes;
}

std::size_t Averaged::write(const std::filesystem::path& file, std::size_t most_bytes) const {
  const std::string bytes = packed(most_bytes);
  std::ofstream stream(file, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
  return bytes.size();
}

}  // namespace newsline::train
