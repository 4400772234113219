#pragma once
#include <stddef.h>

/// Has the C library, where it can be told so, give no memory back to the system before so many freed
/// bytes lie at an end, and join what is freed with what lies free beside it at once.
void vouch_keep_freed(size_t bytes);
