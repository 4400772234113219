// Mixes many numbers in a row, by what the processor at hand has for it.
//
// Four or eight numbers are multiplied at once where the processor can; Swift is compiled for those
// that cannot. All ways answer the same.
#ifndef VOUCH_CMIXING_H
#define VOUCH_CMIXING_H
#include <stddef.h>
#include <stdint.h>

/// In how many ways this processor can mix, from 0 on: each is quicker than the one before it.
size_t vouch_ways_to_mix(void);

/// Writes `count` numbers to `mixed`, each by the finaliser of SplitMix64: every bit of it is spread
/// over the whole number, and no two numbers become one.
void vouch_mix(size_t way, const uint64_t *numbers, size_t count, uint64_t *mixed);

/// Writes the lowest bit of each of 64 times `words` numbers, mixed, to `bits`, the first the lowest.
void vouch_mixed_bits(size_t way, const uint64_t *numbers, size_t words, uint64_t *bits);

/// Writes a number for each four letters that follow one another, of `count` of them and three more:
/// the letters as the digits of a number to `base`.
void vouch_runs_of_four(size_t way, const uint8_t *letters, size_t count, uint64_t base,
                        uint64_t *runs);
#endif
