#include "CBitPlanes.h"

#include <string.h>

enum { most = 64, rows = 8 };

void vouch_bit_planes_anywhere(const uint32_t *scalars, size_t count, uint64_t planes[8]) {
  memset(planes, 0, rows * sizeof *planes);
  for (size_t index = 0; index < count; index++) {
    uint32_t bits = scalars[index] < 0x80 ? scalars[index] : 0x80;
    for (size_t row = 0; row < rows; row++) planes[row] |= (uint64_t)(bits >> row & 1) << index;
  }
}

uint64_t vouch_controls_anywhere(const uint8_t *bytes, size_t count, uint64_t *beyond) {
  uint64_t controls = 0;
  for (size_t index = 0; index < count; index++) {
    controls |= (uint64_t)(bytes[index] < 0x20) << index;
    *beyond |= (uint64_t)(bytes[index] >> 7) << index;
  }
  return controls;
}

#if defined(__SSE2__)
#include <emmintrin.h>

// Sixteen scalars as bytes; the highest bit is set in those that are beyond ASCII.
static inline __m128i bytes(const uint32_t *scalars) {
  const __m128i *four = (const __m128i *)scalars;
  // What does not fit becomes the largest number that does.
  __m128i first = _mm_packs_epi32(_mm_loadu_si128(four), _mm_loadu_si128(four + 1));
  __m128i last = _mm_packs_epi32(_mm_loadu_si128(four + 2), _mm_loadu_si128(four + 3));
  return _mm_packus_epi16(first, last);
}

static inline uint64_t highest(__m128i bytes) { return (uint32_t)_mm_movemask_epi8(bytes); }

void vouch_bit_planes(const uint32_t *scalars, size_t count, uint64_t planes[8]) {
  uint32_t room[most];
  if (count < most) {
    memset(room, 0, sizeof room);
    memcpy(room, scalars, count * sizeof *scalars);
    scalars = room;
  }
  __m128i one = bytes(scalars), two = bytes(scalars + 16);
  __m128i three = bytes(scalars + 32), four = bytes(scalars + 48);
#pragma GCC unroll 8
  for (size_t row = rows; row-- > 0;) {
    planes[row] = highest(one) | highest(two) << 16 | highest(three) << 32 | highest(four) << 48;
    one = _mm_add_epi8(one, one);
    two = _mm_add_epi8(two, two);
    three = _mm_add_epi8(three, three);
    four = _mm_add_epi8(four, four);
  }
}

uint64_t vouch_controls(const uint8_t *bytes, size_t count, uint64_t *beyond) {
  uint8_t room[most];
  if (count < most) {
    memset(room, ' ', sizeof room);
    memcpy(room, bytes, count);
    bytes = room;
  }
  const __m128i last = _mm_set1_epi8(0x1F);
  uint64_t controls = 0;
  for (size_t index = 0; index < most; index += 16) {
    __m128i sixteen = _mm_loadu_si128((const __m128i *)(bytes + index));
    controls |= highest(_mm_cmpeq_epi8(_mm_min_epu8(sixteen, last), sixteen)) << index;
    *beyond |= highest(sixteen) << index;
  }
  return controls;
}
#else
void vouch_bit_planes(const uint32_t *scalars, size_t count, uint64_t planes[8]) {
  vouch_bit_planes_anywhere(scalars, count, planes);
}

uint64_t vouch_controls(const uint8_t *bytes, size_t count, uint64_t *beyond) {
  return vouch_controls_anywhere(bytes, count, beyond);
}
#endif
