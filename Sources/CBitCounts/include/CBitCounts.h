// Counts bits that differ or agree, by what the processor at hand has for it.
//
// Swift is compiled for every processor of its kind alike, and the oldest of them have no instruction
// that counts bits; C can have one function for several. All of them answer the same.
#ifndef VOUCH_CBITCOUNTS_H
#define VOUCH_CBITCOUNTS_H
#include <stddef.h>
#include <stdint.h>

#include "CByteClasses.h"
#include "CMixing.h"

/// How many words a row has.
#define VOUCH_ROW_WORDS 8
/// How many rows lie side by side.
#define VOUCH_BLOCK_ROWS 8
/// How many words of a row stand in front, apart from the others.
#define VOUCH_FRONT_WORDS 2

/// Rows to look through, in blocks: the first word of each of eight rows, then the second of each.
///
/// What stands behind the last row of the last block says nothing.
typedef struct {
  const uint64_t *fronts;
  const uint64_t *rests;
  size_t count;
} vouch_rows;

/// In how many bits two rows may differ: in those that stand in front, and in all of them.
typedef struct {
  uint32_t front;
  uint32_t whole;
} vouch_reach;

/// In how many ways this processor can count, from 0 on: each is quicker than the one before it.
size_t vouch_ways_to_count(void);

/// Looks through `rows` for those that differ from `row` in no more than `reach`.
///
/// Their numbers, from 0, are written to `found`, and in how many bits they differ to `distances`:
/// both have room for all rows. Returns how many there are.
size_t vouch_rows_near(size_t way, const uint64_t *row, vouch_rows rows, vouch_reach reach,
                       uint32_t *found, uint32_t *distances);

/// How many bits are set in both of two tables of `words` words, a multiple of eight.
size_t vouch_bits_in_common(size_t way, const uint64_t *one, const uint64_t *other, size_t words);
#endif
