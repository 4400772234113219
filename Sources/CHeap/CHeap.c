#include "CHeap.h"

#include <limits.h>
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

void vouch_keep_freed(size_t bytes) {
#if defined(__GLIBC__)
  mallopt(M_TRIM_THRESHOLD, bytes < INT_MAX ? (int)bytes : INT_MAX);
  mallopt(M_MXFAST, 0);
#else
  (void)bytes;
#endif
}
