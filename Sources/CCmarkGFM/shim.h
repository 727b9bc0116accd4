#ifndef DOSSIER_CMARK_SHIM_H
#define DOSSIER_CMARK_SHIM_H

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

#include "../CBlockPool/block_pool.h"

/* Exported by the library, declared in no header that it installs. */
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL,
    CMARK_NODE_STRIKETHROUGH;

/* The node types of extensions are variables, which Swift cannot read safely: they are mapped to
 * constants here. */
typedef enum MarkdownKind {
  MARKDOWN_OTHER,
  MARKDOWN_QUOTE,
  MARKDOWN_LIST,
  MARKDOWN_ITEM,
  MARKDOWN_CODE_BLOCK,
  MARKDOWN_HTML_BLOCK,
  MARKDOWN_PARAGRAPH,
  MARKDOWN_HEADING,
  MARKDOWN_FOOTNOTE,
  MARKDOWN_TABLE,
  MARKDOWN_ROW,
  MARKDOWN_CELL,
  MARKDOWN_TEXT,
  MARKDOWN_SOFT_BREAK,
  MARKDOWN_LINE_BREAK,
  MARKDOWN_CODE,
  MARKDOWN_HTML_INLINE,
  MARKDOWN_EMPHASIS,
  MARKDOWN_STRONG,
  MARKDOWN_LINK,
  MARKDOWN_IMAGE,
  MARKDOWN_FOOTNOTE_REFERENCE,
  MARKDOWN_STRIKETHROUGH,
} MarkdownKind;

static inline MarkdownKind markdown_kind(cmark_node *node) {
  cmark_node_type type = cmark_node_get_type(node);
  switch (type) {
  case CMARK_NODE_BLOCK_QUOTE: return MARKDOWN_QUOTE;
  case CMARK_NODE_LIST: return MARKDOWN_LIST;
  case CMARK_NODE_ITEM: return MARKDOWN_ITEM;
  case CMARK_NODE_CODE_BLOCK: return MARKDOWN_CODE_BLOCK;
  case CMARK_NODE_HTML_BLOCK: return MARKDOWN_HTML_BLOCK;
  case CMARK_NODE_PARAGRAPH: return MARKDOWN_PARAGRAPH;
  case CMARK_NODE_HEADING: return MARKDOWN_HEADING;
  case CMARK_NODE_FOOTNOTE_DEFINITION: return MARKDOWN_FOOTNOTE;
  case CMARK_NODE_TEXT: return MARKDOWN_TEXT;
  case CMARK_NODE_SOFTBREAK: return MARKDOWN_SOFT_BREAK;
  case CMARK_NODE_LINEBREAK: return MARKDOWN_LINE_BREAK;
  case CMARK_NODE_CODE: return MARKDOWN_CODE;
  case CMARK_NODE_HTML_INLINE: return MARKDOWN_HTML_INLINE;
  case CMARK_NODE_EMPH: return MARKDOWN_EMPHASIS;
  case CMARK_NODE_STRONG: return MARKDOWN_STRONG;
  case CMARK_NODE_LINK: return MARKDOWN_LINK;
  case CMARK_NODE_IMAGE: return MARKDOWN_IMAGE;
  case CMARK_NODE_FOOTNOTE_REFERENCE: return MARKDOWN_FOOTNOTE_REFERENCE;
  default: break;
  }
  if (type == CMARK_NODE_TABLE) return MARKDOWN_TABLE;
  if (type == CMARK_NODE_TABLE_ROW) return MARKDOWN_ROW;
  if (type == CMARK_NODE_TABLE_CELL) return MARKDOWN_CELL;
  if (type == CMARK_NODE_STRIKETHROUGH) return MARKDOWN_STRIKETHROUGH;
  return MARKDOWN_OTHER;
}

/* A document takes its memory from a pool that is given back as a whole: nodes are many and small. The
 * parser asks for memory without saying for which document, so that the pool in use is a thread's own. */

typedef struct MarkdownPool {
  PoolBlock *blocks;
  struct MarkdownPool *outer;
  struct MarkdownPool **slot;
  cmark_node *document;
} MarkdownPool;

/* Where the thread keeps its pool; within a function, because Swift does not emit variables of headers. */
static inline MarkdownPool **markdown_pool_slot(void) {
  static _Thread_local MarkdownPool *in_use;
  return &in_use;
}

/* Memory with its size before it, not set to anything. */
static inline void *markdown_pool_take(size_t size) {
  MarkdownPool *pool = *markdown_pool_slot();
  size_t whole = ((size + 15) & ~(size_t)15) + 16;
  char *place = (char *)pool_block_take(&pool->blocks, whole);
  *(size_t *)place = size;
  return place + 16;
}

static inline void *markdown_pool_calloc(size_t count, size_t size) {
  void *place = markdown_pool_take(count * size);
  return memset(place, 0, count * size);
}

static inline void *markdown_pool_realloc(void *old, size_t size) {
  if (!old) return markdown_pool_take(size);
  size_t had = *(size_t *)((char *)old - 16);
  if (size <= had) return old;
  return memcpy(markdown_pool_take(size), old, had);
}

static inline void markdown_pool_free(void *place) { (void)place; }

#define MARKDOWN_OPTIONS (CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE)

/* Parses with what GFM adds: tables, and where asked strikethrough (two tildes). Frees the parser. */
static inline cmark_node *markdown_finish(cmark_parser *parser, const char *text, size_t length, int strikes) {
  const char *names[] = {"table", "strikethrough"};
  for (int i = 0; i < (strikes ? 2 : 1); i++) {
    cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
    if (extension) cmark_parser_attach_syntax_extension(parser, extension);
  }
  cmark_parser_feed(parser, text, length);
  cmark_node *document = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  return document;
}

/* Whether two signs stand anywhere side by side. */
static inline int markdown_holds(const char *text, size_t length, char first, char second) {
  const char *end = text + length;
  while (end - text > 1 && (text = (const char *)memchr(text, first, (size_t)(end - text) - 1))) {
    if (text[1] == second) return 1;
    text++;
  }
  return 0;
}

/* Parses into a pool, to be given back with `markdown_pool_release` by the thread that parsed it, the last
 * one first. Footnotes and strikethrough, for which the parser walks and marks all text, are looked for only
 * where their signs stand. */
static inline MarkdownPool *markdown_pool_parse(const char *text, size_t length) {
  static cmark_mem memory = {markdown_pool_calloc, markdown_pool_realloc, markdown_pool_free};
  MarkdownPool *pool = (MarkdownPool *)calloc(1, sizeof(MarkdownPool));
  if (!pool) abort();
  pool->slot = markdown_pool_slot();
  pool->outer = *pool->slot;
  *pool->slot = pool;
  int strikes = markdown_holds(text, length, '~', '~');
  int options = MARKDOWN_OPTIONS;
  if (!markdown_holds(text, length, '[', '^')) options &= ~CMARK_OPT_FOOTNOTES;
  cmark_parser *parser = cmark_parser_new_with_mem(options, &memory);
  pool->document = markdown_finish(parser, text, length, strikes);
  return pool;
}

static inline void markdown_pool_release(MarkdownPool *pool) {
  *pool->slot = pool->outer;
  pool_block_free(pool->blocks);
  free(pool);
}

/* Parses without a pool; the tree is to be freed by the caller. */
static inline cmark_node *markdown_parse(const char *text, size_t length) {
  return markdown_finish(cmark_parser_new(MARKDOWN_OPTIONS), text, length, 1);
}

#endif
