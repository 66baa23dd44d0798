#include "steps.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <array>

#include "base/vectors.h"

namespace newsline::grammar {
namespace {

constexpr std::size_t slots = Steps::slots;

/// One bit for each slot of a line that belongs to the feature.
[[gnu::always_inline]] inline unsigned slots_with(const unsigned char* line,
                                                  std::uint64_t mark) noexcept {
#ifdef __SSE2__
  const __m128i wanted = _mm_set1_epi16(static_cast<short>(mark));
  const __m128i low =
      _mm_cmpeq_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(line)), wanted);
  const __m128i high =
      _mm_cmpeq_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(line + 16)), wanted);
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
#else
  unsigned found = 0;
  for (unsigned slot = 0; slot < slots; ++slot)
    found |= unsigned{line[2 * slot] == (mark & 0xFF) && line[2 * slot + 1] == mark >> 8} << slot;
  return found;
#endif
}

NEWSLINE_WITH_AVX2 void add_weights(const unsigned char* first, std::size_t lines,
                                    const FeatureList& features, Steps::Scores& scores) {
  std::array<std::uint64_t, FeatureList::most> marks;
  std::array<std::uintptr_t, FeatureList::most> places;
  const std::uint64_t* const hashes = features.begin();
  const std::size_t size = features.size(), whole = features.whole_size();
  for (std::size_t i = 0; i < whole; ++i) {
    places[i] = reinterpret_cast<std::uintptr_t>(first) +
                Steps::line_of(hashes[i], lines) * Steps::line_size;
    marks[i] = Steps::mark(hashes[i]);
  }
  const auto line_of = [&](std::size_t i) {
    return reinterpret_cast<const unsigned char*>(places[i]);
  };
  for (std::size_t first_of_four = 0; first_of_four < whole; first_of_four += FeatureList::at_once)
    for (std::size_t i = first_of_four; i < first_of_four + FeatureList::at_once; ++i)
      __builtin_prefetch(line_of(i));
  // Whether a feature has weights cannot be foreseen: those of none are added as zeros, without a
  // branch. Two slots with one mark are rare.
  std::int32_t left = 0, right = 0;
  const auto add = [&](const unsigned char* line, unsigned found) {
    const unsigned char* const weights =
        line + 2 * slots + 2 * static_cast<unsigned>(__builtin_ctz(found | 1U << (slots - 1)));
    const std::int32_t any = found != 0 ? -1 : 0;
    left += static_cast<signed char>(weights[0]) & any;
    right += static_cast<signed char>(weights[1]) & any;
  };
  for (std::size_t i = 0; i < size; ++i) {
    unsigned found = slots_with(line_of(i), marks[i]);
    add(line_of(i), found);
    while ((found &= found - 1) != 0) add(line_of(i), found);
  }
  scores = {left, right};
}

}  // namespace

Steps::Scores Steps::operator()(const FeatureList& features) const noexcept {
  Scores scores;
  add_weights(first_, lines_, features, scores);
  return scores;
}

}  // namespace newsline::grammar
