#include <utility>

#include "timex.h"

namespace newsline {

namespace {

using F = TimexFields;

constexpr std::int64_t day_seconds = 86400;
constexpr unsigned mod_at = 2, grain_at = 6, basis_at = 11, approximate_at = 13, vague_at = 14,
                   year_given_at = 15;
static_assert(F::slots <= 64);

void pack_fields(std::string& out, const F& fields) {
  std::uint64_t there = 0;
  for (unsigned slot = 0; slot < F::slots; ++slot)
    if (fields.value[slot] != F::open) there |= std::uint64_t{1} << slot;
  pack(out, there);
  for (unsigned slot = 0; slot < F::slots; ++slot)
    if (fields.value[slot] != F::open) pack_signed(out, fields.value[slot]);
}

void unpack_fields(Unpacker& from, F& fields) {
  const std::uint64_t there = from.number();
  for (unsigned slot = 0; slot < F::slots; ++slot)
    fields.value[slot] =
        (there >> slot & 1U) != 0 ? static_cast<std::int32_t>(from.signed_number()) : F::open;
}

/// 0: none, 1: in seconds, 2: in days.
void pack_interval(std::string& out, const std::optional<Interval>& interval) {
  if (!interval) return pack(out, 0);
  const std::int64_t first = interval->first.time_since_epoch().count(),
                     size = (interval->last - interval->first).count();
  const bool days = first % day_seconds == 0 && size % day_seconds == 0;
  pack(out, days ? 2 : 1);
  pack_signed(out, days ? first / day_seconds : first);
  pack_signed(out, days ? size / day_seconds : size);
}

std::optional<Interval> interval_of(Unpacker& from) {
  const std::uint64_t kind = from.number();
  if (kind == 0) return std::nullopt;
  const std::int64_t unit = kind == 2 ? day_seconds : 1;
  const CivilTime first{std::chrono::seconds{from.signed_number() * unit}};
  return Interval{first, first + std::chrono::seconds{from.signed_number() * unit}};
}

std::string packed(const Timex& timex) {
  std::string out;
  pack(out, timex.span.begin);
  pack(out, timex.span.size());
  pack(out, timex.sentence);
  pack(out, timex.first_token);
  pack(out, timex.last_token - timex.first_token);
  pack(out, timex.rule);
  pack(out, static_cast<unsigned>(timex.type) | static_cast<unsigned>(timex.mod) << mod_at |
                static_cast<unsigned>(timex.grain) << grain_at |
                static_cast<unsigned>(timex.basis) << basis_at |
                (timex.approximate ? 1U << approximate_at : 0U) |
                (timex.vague ? 1U << vague_at : 0U) |
                (timex.year_given ? 1U << year_given_at : 0U));
  pack_signed(out, timex.tense);
  pack(out, static_cast<std::uint32_t>(timex.anchor + 1));
  pack(out, timex.counted_from ? 1 : 0);
  if (timex.counted_from) pack_signed(out, timex.counted_from->time_since_epoch().count());
  pack_interval(out, timex.interval);
  pack_words(out, timex.value);
  pack_words(out, timex.zone);
  pack_fields(out, timex.fields);
  return out;
}

void unpack(Unpacker from, Timex& timex) {
  timex.span.begin = from.small();
  timex.span.end = timex.span.begin + from.small();
  timex.sentence = from.small();
  timex.first_token = from.small();
  timex.last_token = timex.first_token + from.small();
  timex.rule = static_cast<std::uint16_t>(from.small());
  const std::uint32_t looks = from.small();
  timex.type = static_cast<TimexType>(looks & 3U);
  timex.mod = static_cast<Mod>(looks >> mod_at & 15U);
  timex.grain = static_cast<Grain>(looks >> grain_at & 31U);
  timex.basis = static_cast<Basis>(looks >> basis_at & 3U);
  timex.approximate = (looks >> approximate_at & 1U) != 0;
  timex.vague = (looks >> vague_at & 1U) != 0;
  timex.year_given = (looks >> year_given_at & 1U) != 0;
  timex.tense = static_cast<std::int8_t>(from.signed_number());
  timex.anchor = from.small() - 1;
  timex.counted_from.reset();
  if (from.number() != 0) timex.counted_from = Day{std::chrono::days{from.signed_number()}};
  timex.interval = interval_of(from);
  timex.value = from.words();
  timex.zone = from.words();
  unpack_fields(from, timex.fields);
}

}  // namespace

void TimexList::push_back(Timex timex) {
  if (open_.size() == most_open) {
    for (const Timex& old : open_) places_.push_back(store_.add(packed(old)));
    packed_ += open_.size();
    open_.clear();
  }
  open_.push_back(std::move(timex));
}

void TimexList::set(std::size_t number, const Timex& timex) {
  if (number >= packed_) {
    open_[number - packed_] = timex;
    return;
  }
  store_.remove(std::exchange(places_[number], store_.add(packed(timex))));
  if (slots_.empty()) return;
  Unpacked& known = unpacked_[slots_[number % slots_.size()]];
  if (known.number == number) known.timex = timex;
}

const Timex& TimexList::unpacked(std::size_t number) const {
  if (slots_.empty()) {
    unpacked_.resize(at_hand);
    slots_.resize(std::size_t{8} * at_hand);
  }
  std::uint16_t& slot = slots_[number % slots_.size()];
  if (unpacked_[slot].number != number) {
    slot = static_cast<std::uint16_t>(next_);
    next_ = (next_ + 1) % at_hand;
    unpack(store_.at(places_[number]), unpacked_[slot].timex);
    unpacked_[slot].number = number;
  }
  return unpacked_[slot].timex;
}

void TimexList::erase_if(const std::function<bool(Timex&)>& drops) {
  if (packed_ == 0) {
    std::erase_if(open_, drops);
    return;
  }
  TimexList kept;
  for (std::size_t i = 0; i < size(); ++i) {
    Timex timex = (*this)[i];
    if (i < packed_) store_.remove(places_[i]);
    if (!drops(timex)) kept.push_back(std::move(timex));
  }
  *this = std::move(kept);
}

}  // namespace newsline
