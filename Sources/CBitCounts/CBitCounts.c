#include "CBitCounts.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { rowWords = VOUCH_ROW_WORDS };

typedef struct {
  size_t (*rowsNear)(const uint64_t *, const uint64_t *, size_t, uint32_t, uint32_t *, uint32_t *);
  size_t (*bitsInCommon)(const uint64_t *, const uint64_t *, size_t);
} Counter;

// The same body, compiled once for each kind of processor.
#define ROWS_NEAR_BODY(DIFFERENCE)                            \
  size_t near = 0;                                           \
  for (size_t index = 0; index < count; index++) {           \
    uint32_t distance = DIFFERENCE(row, rows + index * rowWords); \
    found[near] = (uint32_t)index;                           \
    distances[near] = distance;                              \
    near += distance <= reach;                               \
  }                                                          \
  return near;

static inline __attribute__((always_inline)) uint32_t difference(const uint64_t *one,
                                                               const uint64_t *other) {
  uint32_t bits = 0;
  for (size_t word = 0; word < rowWords; word++)
    bits += (uint32_t)__builtin_popcountll(one[word] ^ other[word]);
  return bits;
}

static inline __attribute__((always_inline)) size_t common(const uint64_t *one,
                                                           const uint64_t *other, size_t words) {
  size_t bits = 0;
  for (size_t word = 0; word < words; word++)
    bits += (size_t)__builtin_popcountll(one[word] & other[word]);
  return bits;
}

static size_t rowsNearPlain(const uint64_t *row, const uint64_t *rows, size_t count, uint32_t reach,
                            uint32_t *found, uint32_t *distances) {
  ROWS_NEAR_BODY(difference)
}

static size_t commonPlain(const uint64_t *one, const uint64_t *other, size_t words) {
  return common(one, other, words);
}

#if defined(__x86_64__)
#define POPCNT __attribute__((target("popcnt")))
#define VPOPCNT __attribute__((target("popcnt,avx512f,avx512vpopcntdq")))

POPCNT static size_t rowsNearPopcnt(const uint64_t *row, const uint64_t *rows, size_t count,
                                    uint32_t reach, uint32_t *found, uint32_t *distances) {
  ROWS_NEAR_BODY(difference)
}

POPCNT static size_t commonPopcnt(const uint64_t *one, const uint64_t *other, size_t words) {
  return common(one, other, words);
}

VPOPCNT static size_t rowsNearVpopcnt(const uint64_t *row, const uint64_t *rows, size_t count,
                                      uint32_t reach, uint32_t *found, uint32_t *distances) {
  __m512i own = _mm512_loadu_si512(row);
#define WIDE_DIFFERENCE(own_, other)              \
  (uint32_t)_mm512_reduce_add_epi64(            \
      _mm512_popcnt_epi64(_mm512_xor_si512(own, _mm512_loadu_si512(other))))
  ROWS_NEAR_BODY(WIDE_DIFFERENCE)
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

size_t vouch_rows_near(size_t way, const uint64_t *row, const uint64_t *rows, size_t count,
                       uint32_t reach, uint32_t *found, uint32_t *distances) {
  return counters[way].rowsNear(row, rows, count, reach, found, distances);
}

size_t vouch_bits_in_common(size_t way, const uint64_t *one, const uint64_t *other, size_t words) {
  return counters[way].bitsInCommon(one, other, words);
}
