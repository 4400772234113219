#ifndef VOUCH_CCMARKGFM_SHIM_H
#define VOUCH_CCMARKGFM_SHIM_H
#include <string.h>
#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/houdini.h>
#include <cmark-gfm/node.h>

/* The public accessors copy every text to a new C string and hide what a block was made of. These
 * read the installed structures instead: bytes and length, valid until the tree is freed. */

/* What a leaf block was made of: its lines, without what belongs to the blocks round it. */
static inline const unsigned char *vouch_content(cmark_node *node, int *size) {
  *size = node->content.size;
  return node->content.ptr;
}

/* The literal of a node that has one; nothing for any other. */
static inline const unsigned char *vouch_literal(cmark_node *node, int *size) {
  cmark_chunk *chunk = NULL;
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_TEXT:
  case CMARK_NODE_CODE:
  case CMARK_NODE_HTML_INLINE:
  case CMARK_NODE_HTML_BLOCK:
  case CMARK_NODE_FOOTNOTE_REFERENCE:
    chunk = &node->as.literal;
    break;
  case CMARK_NODE_CODE_BLOCK:
    chunk = &node->as.code.literal;
    break;
  default:
    break;
  }
  *size = chunk ? chunk->len : 0;
  return chunk ? chunk->data : NULL;
}

/* The destination of a link or an image. */
static inline const unsigned char *vouch_url(cmark_node *node, int *size) {
  *size = node->as.link.url.len;
  return node->as.link.url.data;
}

/* The title of a link or an image. */
static inline const unsigned char *vouch_title(cmark_node *node, int *size) {
  *size = node->as.link.title.len;
  return node->as.link.title.data;
}

/* Whether a heading was made by a line of dashes or equal signs under its text. */
static inline int vouch_is_setext(cmark_node *node) { return node->as.heading.setext; }

/* Whether a code block stands between fences. */
static inline int vouch_is_fenced(cmark_node *node) { return node->as.code.fenced; }

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
#endif
