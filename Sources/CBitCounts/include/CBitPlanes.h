// Lays scalars of a text on their side, sixteen in an instruction.
//
// Every processor of the kind of x86 can gather one bit of each of sixteen bytes; Swift has no word
// for it.
#ifndef VOUCH_CBITPLANES_H
#define VOUCH_CBITPLANES_H
#include <stddef.h>
#include <stdint.h>

/// Writes a row for each bit of a byte to `planes`, the lowest first, in which each of up to 64
/// `scalars` has a bit, the first the lowest.
///
/// The eighth row tells what is beyond ASCII; what the others have there says nothing. Bits for which
/// there is no scalar are 0.
void vouch_bit_planes(const uint32_t *scalars, size_t count, uint64_t planes[8]);

/// The same for any processor.
void vouch_bit_planes_anywhere(const uint32_t *scalars, size_t count, uint64_t planes[8]);
#endif
