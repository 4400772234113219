// Counts bits that differ or agree, by what the processor at hand has for it.
//
// Swift is compiled for every processor of its kind alike, and the oldest of them have no instruction
// that counts bits; C can have one function for several. All of them answer the same.
#ifndef VOUCH_CBITCOUNTS_H
#define VOUCH_CBITCOUNTS_H
#include <stddef.h>
#include <stdint.h>

#include "CByteClasses.h"

/// How many words one row of a table has.
#define VOUCH_ROW_WORDS 8

/// In how many ways this processor can count, from 0 on: each is quicker than the one before it.
size_t vouch_ways_to_count(void);

/// Looks through `count` rows for those that differ from `row` in `reach` bits or fewer.
///
/// Their numbers, from 0, are written to `found`, and in how many bits they differ to `distances`:
/// both have room for all rows. Returns how many there are.
size_t vouch_rows_near(size_t way, const uint64_t *row, const uint64_t *rows, size_t count,
                       uint32_t reach, uint32_t *found, uint32_t *distances);

/// How many bits are set in both of two tables of `words` words, a multiple of eight.
size_t vouch_bits_in_common(size_t way, const uint64_t *one, const uint64_t *other, size_t words);
#endif
