// Tells what many bytes or scalars are, sixteen in an instruction.
//
// Every processor of the kind of x86 can take one bit of each of sixteen bytes; Swift has no word for
// it.
#ifndef VOUCH_CBYTECLASSES_H
#define VOUCH_CBYTECLASSES_H
#include <stddef.h>
#include <stdint.h>

/// The classes of scalars, in the order of their words in a block.
///
/// `a` to `z`; `A` to `Z`; `0` to `9`; the space; tabs and line ends; `@`, `#` and `$`; the rest of
/// ASCII in print; everything else. Every scalar stands in one.
enum {
  vouch_small,
  vouch_capitals,
  vouch_digits,
  vouch_spaces,
  vouch_breaks,
  vouch_sigils,
  vouch_marks,
  vouch_others,
  vouch_classes,
};

/// Writes a block for each 64 of `count` scalars to `blocks`, and what occurs in any of them to
/// `anywhere`.
///
/// A block has a word for each class, in which each scalar has a bit, the first the lowest. Bits for
/// which there is no scalar are 0.
void vouch_scalar_classes(const uint32_t *scalars, size_t count, uint64_t *blocks,
                          uint64_t anywhere[vouch_classes]);

/// The same for any processor.
void vouch_scalar_classes_anywhere(const uint32_t *scalars, size_t count, uint64_t *blocks,
                                   uint64_t anywhere[vouch_classes]);

/// A bit for each of up to 64 `bytes`, the first the lowest: set for those below 0x20.
///
/// Those beyond ASCII are added to `beyond` in the same way.
uint64_t vouch_controls(const uint8_t *bytes, size_t count, uint64_t *beyond);

/// The same for any processor.
uint64_t vouch_controls_anywhere(const uint8_t *bytes, size_t count, uint64_t *beyond);
#endif
