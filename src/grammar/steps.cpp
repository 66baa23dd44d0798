#include "steps.h"

#include "base/vectors.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#ifdef NEWSLINE_ONLY_AVX2
#include <immintrin.h>
#endif

#include <array>

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

/// Where the features of a list are looked for, and by which marks. All lines are asked for before
/// the first is read.
struct Places {
  std::array<std::uint64_t, FeatureList::most> marks;
  std::array<std::uintptr_t, FeatureList::most> lines;

  [[gnu::always_inline]] void find(const unsigned char* first, std::size_t line_count,
                                   const FeatureList& features) noexcept {
    const std::uint64_t* const hashes = features.begin();
    const std::size_t whole = features.whole_size();
    for (std::size_t i = 0; i < whole; ++i) {
      lines[i] = reinterpret_cast<std::uintptr_t>(first) +
                 Steps::line_of(hashes[i], line_count) * Steps::line_size;
      marks[i] = Steps::mark(hashes[i]);
    }
    for (std::size_t four = 0; four < whole; four += FeatureList::at_once)
      for (std::size_t i = four; i < four + FeatureList::at_once; ++i) __builtin_prefetch(line(i));
  }
  [[gnu::always_inline]] const unsigned char* line(std::size_t i) const noexcept {
    return reinterpret_cast<const unsigned char*>(lines[i]);
  }
};

NEWSLINE_WITHOUT_AVX2 void add_weights(const unsigned char* first, std::size_t lines,
                                       const FeatureList& features, Steps::Scores& scores) {
  Places places;
  places.find(first, lines, features);
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
  for (std::size_t i = 0; i < features.size(); ++i) {
    unsigned found = slots_with(places.line(i), places.marks[i]);
    add(places.line(i), found);
    while ((found &= found - 1) != 0) add(places.line(i), found);
  }
  scores = {left, right};
}

#ifdef NEWSLINE_ONLY_AVX2
/// The sixteen marks of a line are compared at once, and what the comparison leaves of its weights
/// is added as sixteen pairs: a third of the instructions of looking for the slot first.
NEWSLINE_ONLY_AVX2 void add_weights(const unsigned char* first, std::size_t lines,
                                    const FeatureList& features, Steps::Scores& scores) {
  // sums of 16 bits hold the weights of all features
  static_assert(slots == 16 && FeatureList::most * 128 <= 1 << 15);
  Places places;
  places.find(first, lines, features);
  const __m256i left_byte = _mm256_set1_epi16(1);
  __m256i left = _mm256_setzero_si256(), right = left;
  for (std::size_t i = 0; i < features.size(); ++i) {
    const auto* const line = reinterpret_cast<const __m256i*>(places.line(i));
    const __m256i same = _mm256_cmpeq_epi16(_mm256_loadu_si256(line),
                                            _mm256_set1_epi16(static_cast<short>(places.marks[i])));
    const __m256i weights = _mm256_and_si256(_mm256_loadu_si256(line + 1), same);
    left = _mm256_add_epi16(left, _mm256_maddubs_epi16(left_byte, weights));
    right = _mm256_add_epi16(right, _mm256_srai_epi16(weights, 8));
  }
  scores = {};
  std::array<std::int16_t, slots> lefts, rights;
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(lefts.data()), left);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(rights.data()), right);
  for (std::size_t slot = 0; slot < slots; ++slot) {
    scores.left += lefts[slot];
    scores.right += rights[slot];
  }
}
#endif

}  // namespace

Steps::Scores Steps::operator()(const FeatureList& features) const noexcept {
  Scores scores;
  add_weights(first_, lines_, features, scores);
  return scores;
}

}  // namespace newsline::grammar
