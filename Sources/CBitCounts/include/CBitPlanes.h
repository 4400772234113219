// Gathers what is true of many bytes or scalars, sixteen in an instruction.
//
// Every processor of the kind of x86 can take one bit of each of sixteen bytes; Swift has no word for
// it.
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

/// A bit for each of up to 64 `bytes`, the first the lowest: set for those below 0x20.
///
/// Those beyond ASCII are added to `beyond` in the same way.
uint64_t vouch_controls(const uint8_t *bytes, size_t count, uint64_t *beyond);

/// The same for any processor.
uint64_t vouch_controls_anywhere(const uint8_t *bytes, size_t count, uint64_t *beyond);
#endif
