#include "averaged.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <stdexcept>

#include "base/perceptron.h"

namespace newsline::train {
namespace {

constexpr std::size_t name_size = 16, head_size = 64, in_slot = Perceptron::pairs_size / 2;
constexpr double fill = 0.8;  // more, and too many lines run over

void append_number(std::string& bytes, std::uint32_t number) {
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFF);
}

}  // namespace

Averaged::Averaged(std::vector<std::string> labels) : labels_(std::move(labels)), slots_(1 << 16) {
  if (labels_.empty() || labels_.size() > Perceptron::most_labels)
    throw std::runtime_error("too many labels, or none");
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
  const std::size_t mask = slots_.size() - 1;
  for (const std::uint64_t hash : features) __builtin_prefetch(&slots_[(hash >> 20) & mask]);
  rows_.clear();
  for (const std::uint64_t hash : features) {
    const Slot* slot = find(hash);
    if (slot->seen == 0) continue;
    rows_.push_back(&weights_[slot->row * labels_.size()]);
    __builtin_prefetch(rows_.back());
  }
  for (const float* row : rows_)
    for (std::size_t label = 0; label < labels_.size(); ++label) scores_[label] += row[label];
  return scores_;
}

void Averaged::each(
    const std::function<void(std::uint64_t, std::uint32_t, std::span<const float>)>& see) const {
  for (const Slot& slot : slots_)
    if (slot.seen != 0)
      see(slot.hash, slot.seen, {&weights_[slot.row * labels_.size()], labels_.size()});
}

void Averaged::add(std::uint64_t hash, std::size_t label, float delta) {
  const Slot* slot = find(hash);
  if (slot->seen == 0) return;
  const std::size_t at = slot->row * labels_.size() + label;
  weights_[at] += delta;
  drift_[at] += delta * clock_;
}

void Averaged::update(std::span<const std::uint64_t> features, std::size_t gold,
                      std::size_t guess) {
  for (const std::uint64_t hash : features) {
    add(hash, gold, 1);
    add(hash, guess, -1);
  }
}

void Averaged::average() {
  for (std::size_t i = 0; i < weights_.size(); ++i) weights_[i] -= drift_[i] / clock_;
  drift_.assign(drift_.size(), 0);
}

void Averaged::join(const Averaged& other) {
  if (other.weights_.size() != weights_.size())
    throw std::runtime_error("join() of two different models");
  for (std::size_t i = 0; i < weights_.size(); ++i) weights_[i] += other.weights_[i];
}

float Averaged::step() const {
  std::vector<float> sizes;
  for (const float weight : weights_)
    if (weight != 0) sizes.push_back(std::abs(weight));
  if (sizes.empty()) return 1;
  const auto high =
      sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() - 1 - sizes.size() / 2000);
  std::ranges::nth_element(sizes, high);
  return *high / 127;
}

std::vector<Averaged::Packed> Averaged::quantized(int least) const {
  const float one = step();
  std::vector<Packed> all;
  for (const Slot& slot : slots_) {
    if (slot.seen == 0) continue;
    Packed made{slot.hash, 0, {}};
    for (std::size_t label = 0; label < labels_.size(); ++label) {
      const int weight = std::clamp(
          static_cast<int>(std::lround(weights_[slot.row * labels_.size() + label] / one)), -127,
          127);
      if (std::abs(weight) >= least)
        made.pairs.emplace_back(static_cast<std::uint8_t>(label), static_cast<std::int8_t>(weight));
    }
    if (made.pairs.empty()) continue;
    std::ranges::stable_sort(made.pairs, [](const auto& a, const auto& b) {
      return std::abs(a.second) > std::abs(b.second);
    });
    made.use = static_cast<float>(std::abs(made.pairs[0].second)) *
               std::sqrt(static_cast<float>(slot.seen)) /
               static_cast<float>(made.pairs.size() + in_slot);
    all.push_back(std::move(made));
  }
  for (const auto& [hash, label] : fixed_)
    all.push_back({hash, 1e9F, {{static_cast<std::uint8_t>(label), std::int8_t{-128}}}});
  std::ranges::sort(all, [](const Packed& a, const Packed& b) {
    return a.use != b.use ? a.use > b.use : a.hash < b.hash;
  });
  return all;
}

/// A line of the file while it is filled.
struct Line {
  std::array<char, Perceptron::line_size> bytes{};
  std::size_t used = 0;

  void add(std::uint64_t hash, std::span<const std::pair<std::uint8_t, std::int8_t>> pairs) {
    for (; !pairs.empty() && used < Perceptron::slots; ++used) {
      bytes[2 * used] = static_cast<char>(hash & 0xFF);
      bytes[2 * used + 1] = static_cast<char>(hash >> 8 & 0xFF);
      const std::size_t count = std::min(pairs.size(), in_slot);
      for (std::size_t i = 0; i < count; ++i) {
        bytes[2 * Perceptron::slots + used * Perceptron::pairs_size + 2 * i] =
            static_cast<char>(pairs[i].first);
        bytes[2 * Perceptron::slots + used * Perceptron::pairs_size + 2 * i + 1] =
            static_cast<char>(pairs[i].second);
      }
      pairs = pairs.subspan(count);
    }
  }

  std::uint32_t mark(std::size_t slot) const { return byte(2 * slot) | byte(2 * slot + 1) << 8; }
  char* pairs(std::size_t slot) {
    return &bytes[2 * Perceptron::slots + slot * Perceptron::pairs_size];
  }
  void clear(std::size_t slot) {
    bytes[2 * slot] = bytes[2 * slot + 1] = 0;
    std::fill_n(pairs(slot), Perceptron::pairs_size, char{0});
  }

 private:
  std::uint32_t byte(std::size_t at) const { return static_cast<unsigned char>(bytes[at]); }
};

/// Gives the features of a line that have more than three slots a row each and one slot. What slots
/// with one mark say together is what is read of them, whether they are one feature's or two's.
void make_rows(Line& line, std::size_t row_size, std::string& rows) {
  constexpr std::size_t most_slots = 3;
  for (std::size_t slot = 0; slot < Perceptron::slots; ++slot) {
    const std::uint32_t mark = line.mark(slot);
    std::vector<std::size_t> slots;
    for (std::size_t other = 0; other < Perceptron::slots; ++other)
      if (mark != 0 && line.mark(other) == mark) slots.push_back(other);
    if (slots.size() <= most_slots) continue;
    std::array<int, Perceptron::most_labels> sums{};
    bool fits = true;
    for (const std::size_t one : slots)
      for (const char* pair = line.pairs(one); pair != line.pairs(one) + 2 * in_slot; pair += 2) {
        fits &= pair[1] != -128;  // a label that is certain
        sums[static_cast<unsigned char>(pair[0])] += pair[1];
      }
    fits &= std::ranges::all_of(sums, [](int sum) { return sum >= -128 && sum <= 127; });
    if (!fits) continue;
    const std::size_t row = rows.size() / row_size;
    for (std::size_t label = 0; label < row_size; ++label) rows += static_cast<char>(sums[label]);
    for (const std::size_t one : slots) line.clear(one);
    line.bytes[2 * slot] = static_cast<char>(mark & 0xFF);
    line.bytes[2 * slot + 1] = static_cast<char>(mark >> 8);
    *line.pairs(slot) = static_cast<char>(Perceptron::row_label);
    for (std::size_t i = 0; i < 4; ++i)
      line.pairs(slot)[1 + i] = static_cast<char>(row >> (8 * i) & 0xFF);
  }
}

std::string Averaged::packed(std::size_t most_bytes, int least, bool with_rows) const {
  const std::vector<Packed> features = quantized(least);
  std::size_t wanted = 0;
  for (const Packed& one : features) wanted += (one.pairs.size() + in_slot - 1) / in_slot;
  const std::size_t names = (labels_.size() * name_size + Perceptron::line_size - 1) /
                            Perceptron::line_size * Perceptron::line_size;
  const std::size_t most_lines = (most_bytes - head_size - names) / Perceptron::line_size;
  const std::size_t lines = std::clamp<std::size_t>(
      static_cast<std::size_t>(static_cast<double>(wanted) / (Perceptron::slots * fill)), 1,
      most_lines);

  std::vector<Line> table(lines);
  for (const Packed& one : features) table[(one.hash >> 32) * lines >> 32].add(one.hash, one.pairs);

  const std::size_t row_size = Perceptron::row_size(labels_.size());
  std::string rows;
  if (with_rows)
    for (Line& line : table) make_rows(line, row_size, rows);

  std::string bytes = "NLPERC2\n";
  for (const std::size_t number : {labels_.size(), lines, rows.size() / row_size})
    append_number(bytes, static_cast<std::uint32_t>(number));
  bytes.resize(head_size);
  for (std::size_t i = 0; i < labels_.size(); ++i) {
    bytes += labels_[i].substr(0, name_size);
    bytes.resize(head_size + (i + 1) * name_size);
  }
  bytes.resize(head_size + names);
  for (const Line& line : table) bytes.append(line.bytes.data(), line.bytes.size());
  bytes += rows;
  bytes.resize((bytes.size() + Perceptron::line_size - 1) / Perceptron::line_size *
               Perceptron::line_size);
  return bytes;
}

std::size_t Averaged::write(const std::filesystem::path& file, std::size_t most_bytes,
                            bool rows) const {
  const std::string bytes = packed(most_bytes, 1, rows);
  std::ofstream stream(file, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
  return bytes.size();
}

}  // namespace newsline::train
