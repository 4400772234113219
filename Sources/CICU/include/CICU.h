// What Vouch asks of ICU, in plain C types.
//
// ICU's own headers cannot be imported into Swift here: Foundation carries another version of ICU
// with the same type names, and the compiler refuses the pair. So the headers stay inside CICU.c.
#ifndef VOUCH_CICU_H
#define VOUCH_CICU_H
#include <stdint.h>

/// The version of the ICU library in use, as `major * 100 + minor`.
int32_t vouch_icu_version(void);

#endif
