#include "CCMarkGFM.h"

static bool may_mean_something(unsigned char byte) {
  return byte < 0x20 || byte == '&' || byte == '*' || byte == '<' ||
         (byte >= '[' && byte <= '`') || byte >= '~';
}

size_t vouch_plain_length_anywhere(const unsigned char *bytes, size_t size) {
  size_t index = 0;
  while (index < size && (bytes[index] > 0x7F || !may_mean_something(bytes[index])))
    index++;
  return index;
}

#if defined(__SSE2__)
#include <emmintrin.h>

static inline __m128i are(__m128i bytes, char one) {
  return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(one));
}

static inline __m128i are_from(__m128i bytes, char first, char last) {
  __m128i distance = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(distance, _mm_set1_epi8((char)(last - first))), distance);
}

size_t vouch_plain_length(const unsigned char *bytes, size_t size) {
  size_t index = 0;
  for (; index + 16 <= size; index += 16) {
    __m128i some = _mm_loadu_si128((const __m128i *)(bytes + index));
    __m128i low = _mm_or_si128(are(some, '&'), _mm_or_si128(are(some, '*'), are(some, '<')));
    __m128i high = _mm_or_si128(are_from(some, '[', '`'), are_from(some, '~', 0x7F));
    __m128i found = _mm_or_si128(are_from(some, 0, 0x1F), _mm_or_si128(low, high));
    unsigned int bits = (unsigned int)_mm_movemask_epi8(found);
    if (bits)
      return index + (size_t)__builtin_ctz(bits);
  }
  return index + vouch_plain_length_anywhere(bytes + index, size - index);
}
#else
size_t vouch_plain_length(const unsigned char *bytes, size_t size) {
  return vouch_plain_length_anywhere(bytes, size);
}
#endif
