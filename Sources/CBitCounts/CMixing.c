#include "CMixing.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef struct {
  void (*mix)(const uint64_t *, size_t, uint64_t *);
  void (*mixedBits)(const uint64_t *, size_t, uint64_t *);
  void (*runsOfFour)(const uint8_t *, size_t, uint64_t, uint64_t *);
} Mixer;

#define INLINE static inline __attribute__((always_inline))

INLINE uint64_t mixedNumber(uint64_t number) {
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
  return number ^ (number >> 31);
}

// The same bodies, compiled once for each kind of processor: the compiler does several numbers at once.
INLINE void mix(const uint64_t *restrict numbers, size_t count, uint64_t *restrict mixed) {
  for (size_t index = 0; index < count; index++) mixed[index] = mixedNumber(numbers[index]);
}

INLINE void runsOfFour(const uint8_t *restrict letters, size_t count, uint64_t base,
                       uint64_t *restrict runs) {
  uint64_t square = base * base, cube = square * base;
  for (size_t index = 0; index < count; index++)
    runs[index] = letters[index] * cube + letters[index + 1] * square + letters[index + 2] * base +
                  letters[index + 3];
}

INLINE uint64_t lowestBits(const uint64_t *numbers) {
  uint64_t bits = 0;
  for (size_t index = 0; index < 64; index++) bits |= (numbers[index] & 1) << index;
  return bits;
}

#define MIXER(NAME, TARGET, LOWEST_BITS)                                                       \
  TARGET static void mix##NAME(const uint64_t *numbers, size_t count, uint64_t *mixed) {       \
    mix(numbers, count, mixed);                                                                \
  }                                                                                            \
  TARGET static void mixedBits##NAME(const uint64_t *numbers, size_t words, uint64_t *bits) {  \
    for (size_t word = 0; word < words; word++) {                                              \
      uint64_t mixed[64];                                                                      \
      mix(numbers + word * 64, 64, mixed);                                                     \
      bits[word] = LOWEST_BITS(mixed);                                                         \
    }                                                                                          \
  }                                                                                            \
  TARGET static void runsOfFour##NAME(const uint8_t *letters, size_t count, uint64_t base,     \
                                      uint64_t *runs) {                                        \
    runsOfFour(letters, count, base, runs);                                                    \
  }

#define ANYWHERE
MIXER(Plain, ANYWHERE, lowestBits)

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f,avx512dq,avx512vl"), min_vector_width(256)))

AVX512 INLINE uint64_t lowestBitsOfFour(const uint64_t *numbers) {
  uint64_t bits = 0;
  for (size_t index = 0; index < 64; index += 4) {
    __m256i four = _mm256_loadu_si256((const __m256i *)(numbers + index));
    bits |= (uint64_t)_mm256_test_epi64_mask(four, _mm256_set1_epi64x(1)) << index;
  }
  return bits;
}

MIXER(AVX2, AVX2, lowestBits)
MIXER(AVX512, AVX512, lowestBitsOfFour)
#endif

// Each of these needs what those before it need.
static const Mixer mixers[] = {
    {mixPlain, mixedBitsPlain, runsOfFourPlain},
#if defined(__x86_64__)
    {mixAVX2, mixedBitsAVX2, runsOfFourAVX2},
    {mixAVX512, mixedBitsAVX512, runsOfFourAVX512},
#endif
};

size_t vouch_ways_to_mix(void) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2")) return 1;
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq") ||
      !__builtin_cpu_supports("avx512vl"))
    return 2;
  return 3;
#else
  return 1;
#endif
}

void vouch_mix(size_t way, const uint64_t *numbers, size_t count, uint64_t *mixed) {
  mixers[way].mix(numbers, count, mixed);
}

void vouch_mixed_bits(size_t way, const uint64_t *numbers, size_t words, uint64_t *bits) {
  mixers[way].mixedBits(numbers, words, bits);
}

void vouch_runs_of_four(size_t way, const uint8_t *letters, size_t count, uint64_t base,
                        uint64_t *runs) {
  mixers[way].runsOfFour(letters, count, base, runs);
}
