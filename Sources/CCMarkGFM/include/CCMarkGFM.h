#ifndef VOUCH_CCMARKGFM_H
#define VOUCH_CCMARKGFM_H
#include <stdbool.h>
#include <string.h>
#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/houdini.h>
#include <cmark-gfm/node.h>

/* The public accessors copy every text to a new C string and hide what a block was made of: the
 * installed structures (node.h) are read instead. They are valid until the tree is freed. */

/* Memory for one parse at a time, for whoever holds the lock round it. What was handed out is good
 * until `vouch_parse_memory_take_back`, which takes all of it back at once. */
cmark_mem *vouch_parse_memory(void);
void vouch_parse_memory_take_back(void);

/* Whether `text` starts with an entity that stands for a caret. */
static inline bool vouch_starts_with_caret_entity(const unsigned char *text, size_t size) {
  if (size < 5 || text[0] != '&')
    return false;
  if (memcmp(text, "&Hat;", 5) == 0)
    return true;
  if (text[1] != '#')
    return false;
  bool is_hex = text[2] == 'x' || text[2] == 'X';
  size_t next = is_hex ? 3 : 2;
  while (next < size && text[next] == '0')
    next++;
  if (size - next < 3 || text[next + 2] != ';')
    return false;
  return is_hex ? text[next] == '5' && (text[next + 1] | 0x20) == 'e'
                : text[next] == '9' && text[next + 1] == '4';
}

/* Whether to look for footnotes in `text`, for which the library walks through its tree twice more.
 * Only a bracket and a caret as they stand define one. Of a caret that is written as an entity
 * behind a bracket the library takes what follows in memory for the name of a note, whatever that
 * is: a text with such is read without footnotes. */
static inline bool vouch_may_have_footnotes(const unsigned char *text, size_t size) {
  if (!size || !memchr(text, '^', size))
    return false;
  bool has_mark = false;
  const unsigned char *end = text + size, *bracket = text;
  while ((bracket = (const unsigned char *)memchr(bracket, '[', (size_t)(end - bracket)))) {
    bracket++;
    has_mark |= bracket < end && *bracket == '^';
    if (vouch_starts_with_caret_entity(bracket, (size_t)(end - bracket)))
      return false;
  }
  return has_mark;
}

/* Decodes the entity behind the '&' that `source` starts with. Returns how many bytes it took,
 * the '&' included, or 0 where there is none; `size` becomes the number of bytes put out. */
static inline int vouch_entity(const unsigned char *source, int length, unsigned char *out,
                               int capacity, int *size) {
  *size = 0;
  if (length < 3 || source[0] != '&')
    return 0;
  cmark_strbuf buffer;
  cmark_strbuf_init(cmark_get_default_mem_allocator(), &buffer, 0);
  int used = houdini_unescape_ent(&buffer, source + 1, length - 1);
  if (used > 0 && buffer.size <= capacity) {
    memcpy(out, buffer.ptr, (size_t)buffer.size);
    *size = buffer.size;
  } else {
    used = -1;
  }
  cmark_strbuf_free(&buffer);
  return used + 1;
}

/* How many bytes stand in front of the first that may mean something within a line: a control, '&',
 * '*', '<', all from '[' to the backtick, '~'. Sixteen are looked at together where the processor can,
 * which Swift has no words for. */
size_t vouch_plain_length(const unsigned char *bytes, size_t size);

/* The same for any processor. */
size_t vouch_plain_length_anywhere(const unsigned char *bytes, size_t size);
#endif
