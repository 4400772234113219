#include "CByteClasses.h"

#include <string.h>

enum { most = 64 };

static int class_of(uint32_t scalar) {
  if (scalar >= 'a' && scalar <= 'z') return vouch_small;
  if (scalar >= 'A' && scalar <= 'Z') return vouch_capitals;
  if (scalar >= '0' && scalar <= '9') return vouch_digits;
  if (scalar == ' ') return vouch_spaces;
  if (scalar >= '\t' && scalar <= '\r') return vouch_breaks;
  if (scalar == '@' || scalar == '#' || scalar == '$') return vouch_sigils;
  return scalar > ' ' && scalar < 0x7F ? vouch_marks : vouch_others;
}

void vouch_scalar_classes_anywhere(const uint32_t *scalars, size_t count, uint64_t *blocks,
                                   uint64_t anywhere[vouch_classes]) {
  memset(blocks, 0, (count + most - 1) / most * vouch_classes * sizeof *blocks);
  memset(anywhere, 0, vouch_classes * sizeof *anywhere);
  for (size_t index = 0; index < count; index++) {
    int class = class_of(scalars[index]);
    uint64_t bit = (uint64_t)1 << index % most;
    blocks[index / most * vouch_classes + (size_t)class] |= bit;
    anywhere[class] |= bit;
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
static inline __m128i bytes_of(const uint32_t *scalars) {
  const __m128i *four = (const __m128i *)scalars;
  // What does not fit becomes the largest number that does.
  __m128i first = _mm_packs_epi32(_mm_loadu_si128(four), _mm_loadu_si128(four + 1));
  __m128i last = _mm_packs_epi32(_mm_loadu_si128(four + 2), _mm_loadu_si128(four + 3));
  return _mm_packus_epi16(first, last);
}

static inline uint64_t highest(__m128i bytes) { return (uint32_t)_mm_movemask_epi8(bytes); }

static inline __m128i are(__m128i bytes, char one) {
  return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(one));
}

static inline __m128i are_from(__m128i bytes, char first, char last) {
  __m128i distance = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(distance, _mm_set1_epi8((char)(last - first))), distance);
}

static inline void classify(const uint32_t scalars[most], uint64_t block[vouch_classes]) {
  __m128i sixteen[4];
#pragma GCC unroll 4
  for (size_t part = 0; part < 4; part++) sixteen[part] = bytes_of(scalars + part * 16);
#define GATHERED(ARE)                                                                    \
  (highest(ARE(sixteen[0])) | highest(ARE(sixteen[1])) << 16 | highest(ARE(sixteen[2])) << 32 | \
   highest(ARE(sixteen[3])) << 48)
#define SMALL(bytes) are_from(bytes, 'a', 'z')
#define CAPITALS(bytes) are_from(bytes, 'A', 'Z')
#define DIGITS(bytes) are_from(bytes, '0', '9')
#define SPACES(bytes) are(bytes, ' ')
#define BREAKS(bytes) are_from(bytes, '\t', '\r')
#define SIGILS(bytes) _mm_or_si128(are(bytes, '@'), are_from(bytes, '#', '$'))
// Signed, what is beyond ASCII is less than a control; the last of ASCII shows nothing either.
#define SHOWS(bytes) _mm_andnot_si128(are(bytes, 0x7F), _mm_cmpgt_epi8(bytes, _mm_set1_epi8(0x1F)))
  uint64_t shown = GATHERED(SHOWS);
  block[vouch_small] = GATHERED(SMALL);
  block[vouch_capitals] = GATHERED(CAPITALS);
  block[vouch_digits] = GATHERED(DIGITS);
  block[vouch_spaces] = GATHERED(SPACES);
  block[vouch_breaks] = GATHERED(BREAKS);
  block[vouch_sigils] = GATHERED(SIGILS);
  block[vouch_marks] =
      shown & ~(block[vouch_small] | block[vouch_capitals] | block[vouch_digits] |
                block[vouch_spaces] | block[vouch_sigils]);
  block[vouch_others] = ~(shown | block[vouch_breaks]);
}

void vouch_scalar_classes(const uint32_t *scalars, size_t count, uint64_t *blocks,
                          uint64_t anywhere[vouch_classes]) {
  uint64_t all[vouch_classes] = {0};
  for (size_t start = 0; start < count; start += most) {
    uint64_t *block = blocks + start / most * vouch_classes;
    size_t rest = count - start;
    if (rest >= most) {
      classify(scalars + start, block);
    } else {
      uint32_t room[most] = {0};
      memcpy(room, scalars + start, rest * sizeof *scalars);
      classify(room, block);
      // There, nothing stands that a NUL would be.
      block[vouch_others] &= ((uint64_t)1 << rest) - 1;
    }
    for (size_t class = 0; class < vouch_classes; class++) all[class] |= block[class];
  }
  memcpy(anywhere, all, sizeof all);
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
void vouch_scalar_classes(const uint32_t *scalars, size_t count, uint64_t *blocks,
                          uint64_t anywhere[vouch_classes]) {
  vouch_scalar_classes_anywhere(scalars, count, blocks, anywhere);
}

uint64_t vouch_controls(const uint8_t *bytes, size_t count, uint64_t *beyond) {
  return vouch_controls_anywhere(bytes, count, beyond);
}
#endif
