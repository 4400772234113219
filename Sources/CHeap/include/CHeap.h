#pragma once
#include <stddef.h>

/// Keeps as many bytes of freed memory as that for what is asked for next, where the C library can be
/// told so.
void vouch_keep_freed(size_t bytes);
