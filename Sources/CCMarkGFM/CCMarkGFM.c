#include "CCMarkGFM.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* The library takes and frees hundreds of small pieces for each text, which took a third of its
 * time with malloc. Here they are cut from rows that stay, and freed ones wait by size for the next
 * of theirs. Large pieces are malloc's. Each process keeps what its longest text took, but no more
 * than 4160 KiB: see ROWS_KEPT. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define VOUCH_GUARDS_EVERY_PIECE 1
#endif
#endif
#ifdef VOUCH_GUARDS_EVERY_PIECE
/* Fuzzing: every piece is malloc's own, so that a step beyond its end is seen. */
enum { UNIT = 16, SMALL = 0 };
#else
enum { UNIT = 16, SMALL = 2048 };
#endif
/* Most texts need one row. The large ones of longer texts are each one page of memory where the
 * system has such: it hands out five hundred small ones six times as slowly. Some stay for the next
 * long text, but no text keeps all that its shape made the library take. */
enum { ROW = 64 * 1024, LARGE_ROW = 2 * 1024 * 1024, ROWS_KEPT = 3 };

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
  struct row *next;
  size_t size;
} row;

static row *first_row, *last_row; /* in use up to and with the last, then kept ones */
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
  row_end = (unsigned char *)next + next->size;
}

static row *make_row(size_t size) {
  row *made = checked(size == ROW ? malloc(size) : aligned_alloc(size, size));
#ifdef MADV_HUGEPAGE
  if (size != ROW)
    madvise(made, size, MADV_HUGEPAGE); /* Without it, all is as well but slower. */
#endif
  made->next = NULL;
  made->size = size;
  return made;
}

static void add_row(void) {
  if (!first_row)
    return begin_row(first_row = make_row(ROW));
  if (!last_row->next)
    last_row->next = make_row(LARGE_ROW);
  begin_row(last_row->next);
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
  if (!first_row)
    return;
  row *kept = first_row;
  for (int rows = 1; kept->next && rows < ROWS_KEPT; rows++)
    kept = kept->next;
  row *more = kept->next;
  kept->next = NULL;
  while (more) {
    row *gone = more;
    more = gone->next;
    free(gone);
  }
  begin_row(first_row);
}
