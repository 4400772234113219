// PCRE2 in its 32-bit form: subjects are arrays of Unicode scalars, so that every offset is an
// index into the text that Vouch already holds.
#ifndef VOUCH_CPCRE2_SHIM_H
#define VOUCH_CPCRE2_SHIM_H
#define PCRE2_CODE_UNIT_WIDTH 32
#include <pcre2.h>
#endif
