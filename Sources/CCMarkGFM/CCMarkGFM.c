#include "CCMarkGFM.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The library takes and frees hundreds of small pieces for each text, which took a third of its
 * time with malloc. Here they are cut from rows that stay, and freed ones wait by size for the next
 * of theirs: so no text takes more memory than with malloc. Large pieces are malloc's. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define VOUCH_GUARDS_EVERY_PIECE 1
#endif
#endif
#ifdef VOUCH_GUARDS_EVERY_PIECE
/* Fuzzing: every piece is malloc's own, so that a step beyond its end is seen. */
enum { UNIT = 16, SMALL = 0, ROW = 64 * 1024 };
#else
enum { UNIT = 16, SMALL = 2048, ROW = 64 * 1024 };
#endif

/* What stands before a piece. */
typedef struct piece {
  size_t size; /* in bytes, a multiple of UNIT */
  struct piece *next; /* while it is free: the next free one of its size */
} piece;

/* What stands before that of a large piece. */
typedef struct large {
  struct large *before, *behind;
} large;

typedef struct row {
  struct row *before;
  size_t unused;
} row;

static row *last_row;
static unsigned char *cut, *row_end;
static piece *free_pieces[SMALL / UNIT + 1];
static large *large_pieces;

_Static_assert(sizeof(piece) == UNIT && sizeof(large) == UNIT && sizeof(row) == UNIT, "aligned");

/* As the library's own memory does: a parse that goes on without memory has no right answer. */
static void *checked(void *memory) {
  if (!memory)
    abort();
  return memory;
}

static void begin_row(row *next) {
  last_row = next;
  cut = (unsigned char *)(next + 1);
  row_end = (unsigned char *)next + ROW;
}

static void add_row(void) {
  row *next = checked(malloc(ROW));
  next->before = last_row;
  begin_row(next);
}

static void *take_large(size_t size) {
  if (size > SIZE_MAX - sizeof(large) - sizeof(piece))
    abort();
  large *taken = checked(malloc(sizeof(large) + sizeof(piece) + size));
  taken->before = NULL;
  taken->behind = large_pieces;
  if (large_pieces)
    large_pieces->before = taken;
  large_pieces = taken;
  piece *made = (piece *)(taken + 1);
  made->size = size;
  return made + 1;
}

static void *take(size_t asked) {
  if (asked > SMALL)
    return take_large(asked);
  size_t size = (asked + UNIT - 1) / UNIT * UNIT;
  piece *made = free_pieces[size / UNIT];
  if (made) {
    free_pieces[size / UNIT] = made->next;
    return made + 1;
  }
  if ((size_t)(row_end - cut) < sizeof(piece) + size)
    add_row();
  made = (piece *)cut;
  cut += sizeof(piece) + size;
  made->size = size;
  return made + 1;
}

static void *take_zeroed(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size)
    abort();
  return memset(take(count * size), 0, count * size);
}

static void give_back(void *taken) {
  if (!taken)
    return;
  piece *made = (piece *)taken - 1;
  if (made->size <= SMALL) {
    made->next = free_pieces[made->size / UNIT];
    free_pieces[made->size / UNIT] = made;
    return;
  }
  large *gone = (large *)made - 1;
  if (gone->before)
    gone->before->behind = gone->behind;
  else
    large_pieces = gone->behind;
  if (gone->behind)
    gone->behind->before = gone->before;
  free(gone);
}

static void *resize(void *taken, size_t size) {
  if (!taken)
    return take(size);
  size_t had = ((piece *)taken - 1)->size;
  if (size <= had)
    return taken;
  void *grown = memcpy(take(size), taken, had);
  give_back(taken);
  return grown;
}

cmark_mem *vouch_parse_memory(void) {
  static cmark_mem memory = {take_zeroed, resize, give_back};
  return &memory;
}

void vouch_parse_memory_take_back(void) {
  while (large_pieces)
    give_back((piece *)(large_pieces + 1) + 1);
  memset(free_pieces, 0, sizeof(free_pieces));
  if (!last_row)
    return;
  /* A row is enough for most texts; a long one must not keep its rows for all that follow. */
  while (last_row->before) {
    row *gone = last_row;
    last_row = gone->before;
    free(gone);
  }
  begin_row(last_row);
}
