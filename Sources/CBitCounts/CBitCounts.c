#include "CBitCounts.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum {
  blockRows = VOUCH_BLOCK_ROWS,
  frontWords = VOUCH_FRONT_WORDS,
  restWords = VOUCH_ROW_WORDS - VOUCH_FRONT_WORDS,
};

typedef struct {
  size_t (*rowsNear)(const uint64_t *, vouch_rows, vouch_reach, uint32_t *, uint32_t *);
  size_t (*bitsInCommon)(const uint64_t *, const uint64_t *, size_t);
} Counter;

#define INLINE static inline __attribute__((always_inline))

// The lanes of the block that begins with row `first` which have a row.
INLINE uint32_t taken(size_t first, size_t count) {
  return count - first < blockRows ? (1u << (count - first)) - 1 : 0xFF;
}

// The same bodies, compiled once for each kind of processor.
INLINE uint32_t difference(const uint64_t *row, const uint64_t *lane, size_t words) {
  uint32_t bits = 0;
  for (size_t word = 0; word < words; word++)
    bits += (uint32_t)__builtin_popcountll(row[word] ^ lane[word * blockRows]);
  return bits;
}

INLINE size_t rowsNear(const uint64_t *row, vouch_rows rows, vouch_reach reach, uint32_t *found,
                       uint32_t *distances) {
  size_t near = 0;
  for (size_t first = 0; first < rows.count; first += blockRows) {
    const uint64_t *fronts = rows.fronts + first * frontWords;
    const uint64_t *rests = rows.rests + first * restWords;
    uint32_t bits[blockRows], lanes = 0;
    for (size_t lane = 0; lane < blockRows; lane++) {
      bits[lane] = difference(row, fronts + lane, frontWords);
      lanes |= (uint32_t)(bits[lane] <= reach.front) << lane;
    }
    for (lanes &= taken(first, rows.count); lanes; lanes &= lanes - 1) {
      uint32_t lane = (uint32_t)__builtin_ctz(lanes);
      uint32_t distance = bits[lane] + difference(row + frontWords, rests + lane, restWords);
      found[near] = (uint32_t)first + lane;
      distances[near] = distance;
      near += distance <= reach.whole;
    }
  }
  return near;
}

INLINE size_t common(const uint64_t *one, const uint64_t *other, size_t words) {
  size_t bits = 0;
  for (size_t word = 0; word < words; word++)
    bits += (size_t)__builtin_popcountll(one[word] & other[word]);
  return bits;
}

static size_t rowsNearPlain(const uint64_t *row, vouch_rows rows, vouch_reach reach,
                            uint32_t *found, uint32_t *distances) {
  return rowsNear(row, rows, reach, found, distances);
}

static size_t commonPlain(const uint64_t *one, const uint64_t *other, size_t words) {
  return common(one, other, words);
}

#if defined(__x86_64__)
#define POPCNT __attribute__((target("popcnt")))
#define VPOPCNT __attribute__((target("popcnt,avx512f,avx512vpopcntdq")))

POPCNT static size_t rowsNearPopcnt(const uint64_t *row, vouch_rows rows, vouch_reach reach,
                                    uint32_t *found, uint32_t *distances) {
  return rowsNear(row, rows, reach, found, distances);
}

POPCNT static size_t commonPopcnt(const uint64_t *one, const uint64_t *other, size_t words) {
  return common(one, other, words);
}

VPOPCNT INLINE __m512i differences(__m512i word, const uint64_t *eight) {
  return _mm512_popcnt_epi64(_mm512_xor_si512(word, _mm512_loadu_si512(eight)));
}

VPOPCNT static size_t rowsNearVpopcnt(const uint64_t *row, vouch_rows rows, vouch_reach reach,
                                      uint32_t *found, uint32_t *distances) {
  // Each word of the row, eight times.
  __m512i own[VOUCH_ROW_WORDS];
  for (size_t word = 0; word < VOUCH_ROW_WORDS; word++)
    own[word] = _mm512_set1_epi64((long long)row[word]);
  const __m512i front = _mm512_set1_epi64(reach.front), whole = _mm512_set1_epi64(reach.whole);
  size_t near = 0;
  for (size_t first = 0; first < rows.count; first += blockRows) {
    const uint64_t *block = rows.fronts + first * frontWords;
    __m512i sums = differences(own[0], block);
    for (size_t word = 1; word < frontWords; word++)
      sums = _mm512_add_epi64(sums, differences(own[word], block + word * blockRows));
    __mmask8 lanes = _mm512_cmple_epu64_mask(sums, front);
    if (!lanes) continue;
    block = rows.rests + first * restWords;
    for (size_t word = 0; word < restWords; word++)
      sums = _mm512_add_epi64(sums, differences(own[frontWords + word], block + word * blockRows));
    lanes = _mm512_mask_cmple_epu64_mask(lanes, sums, whole);
    if (!lanes) continue;
    uint64_t bits[blockRows];
    _mm512_storeu_si512(bits, sums);
    for (uint32_t left = lanes & taken(first, rows.count); left; left &= left - 1, near++) {
      uint32_t lane = (uint32_t)__builtin_ctz(left);
      found[near] = (uint32_t)first + lane;
      distances[near] = (uint32_t)bits[lane];
    }
  }
  return near;
}

VPOPCNT static size_t commonVpopcnt(const uint64_t *one, const uint64_t *other, size_t words) {
  __m512i bits = _mm512_setzero_si512();
  for (size_t word = 0; word < words; word += 8) {
    __m512i both =
        _mm512_and_si512(_mm512_loadu_si512(one + word), _mm512_loadu_si512(other + word));
    bits = _mm512_add_epi64(bits, _mm512_popcnt_epi64(both));
  }
  return (size_t)_mm512_reduce_add_epi64(bits);
}
#endif

// Each of these needs what those before it need.
static const Counter counters[] = {
    {rowsNearPlain, commonPlain},
#if defined(__x86_64__)
    {rowsNearPopcnt, commonPopcnt},
    {rowsNearVpopcnt, commonVpopcnt},
#endif
};

size_t vouch_ways_to_count(void) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("popcnt")) return 1;
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512vpopcntdq")) return 2;
  return 3;
#else
  return 1;
#endif
}

size_t vouch_rows_near(size_t way, const uint64_t *row, vouch_rows rows, vouch_reach reach,
                       uint32_t *found, uint32_t *distances) {
  return counters[way].rowsNear(row, rows, reach, found, distances);
}

size_t vouch_bits_in_common(size_t way, const uint64_t *one, const uint64_t *other, size_t words) {
  return counters[way].bitsInCommon(one, other, words);
}
