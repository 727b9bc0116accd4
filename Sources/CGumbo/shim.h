#ifndef DOSSIER_GUMBO_SHIM_H
#define DOSSIER_GUMBO_SHIM_H

#include <gumbo.h>
#include <stdlib.h>
#include <string.h>

#include "../CBlockPool/block_pool.h"

/* The library frees a tree by recursion, which deep nesting turns into a stack overflow. A parse here
 * takes its memory from a pool instead, and the pool is freed as a whole. */

/* What the parser gives back while it parses is taken again: it needs much that it soon drops. */
#define POOLED_HTML_SIZES 128

typedef struct PooledHTML {
  PoolBlock *blocks;
  /* By size in units of eight bytes, each with the next in its first bytes. */
  void *spare[POOLED_HTML_SIZES + 1];
  /* Pieces of the size of a node: as many nodes as there are at the most. */
  size_t nodes;
  GumboOutput *output;
} PooledHTML;

static inline void *pooled_html_allocate(void *userdata, size_t size) {
  PooledHTML *pool = (PooledHTML *)userdata;
  if (size == sizeof(GumboNode)) pool->nodes++;
  size_t units = size ? (size + 7) / 8 : 1;
  if (units <= POOLED_HTML_SIZES && pool->spare[units]) {
    void *place = pool->spare[units];
    memcpy(&pool->spare[units], place, sizeof(void *));
    return place;
  }
  /* Its size stands before it. */
  size = units * 8 + 8;
  char *place = (char *)pool_block_take(&pool->blocks, size);
  memcpy(place, &units, sizeof(size_t));
  return place + 8;
}

static inline void pooled_html_deallocate(void *userdata, void *pointer) {
  PooledHTML *pool = (PooledHTML *)userdata;
  if (!pointer) return;
  size_t units;
  memcpy(&units, (char *)pointer - 8, sizeof(size_t));
  if (units > POOLED_HTML_SIZES) return;
  memcpy(pointer, &pool->spare[units], sizeof(void *));
  pool->spare[units] = pointer;
}

/* Parses `length` bytes of UTF-8, which must stay where they are as long as the result is used. */
static inline PooledHTML *pooled_html_parse(const char *text, size_t length) {
  PooledHTML *pool = (PooledHTML *)calloc(1, sizeof(PooledHTML));
  if (!pool) abort();
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = pooled_html_allocate;
  options.deallocator = pooled_html_deallocate;
  options.userdata = pool;
  options.max_errors = 0;
  pool->output = gumbo_parse_with_options(&options, text, length);
  return pool;
}

static inline void pooled_html_free(PooledHTML *pool) {
  pool_block_free(pool->blocks);
  free(pool);
}

static inline size_t pooled_html_node_count(const PooledHTML *pool) { return pool->nodes; }

static inline const GumboNode *pooled_html_root(const PooledHTML *pool) {
  return pool->output->document;
}

static inline unsigned int html_child_count(const GumboNode *node) {
  switch (node->type) {
  case GUMBO_NODE_DOCUMENT: return node->v.document.children.length;
  case GUMBO_NODE_ELEMENT:
  case GUMBO_NODE_TEMPLATE: return node->v.element.children.length;
  default: return 0;
  }
}

static inline const GumboNode *html_child(const GumboNode *node, unsigned int index) {
  const GumboVector *children =
      node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : &node->v.element.children;
  return (const GumboNode *)children->data[index];
}

static inline int html_is_element(const GumboNode *node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static inline int html_is_text(const GumboNode *node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
         node->type == GUMBO_NODE_WHITESPACE;
}

static inline const char *html_text(const GumboNode *node) { return node->v.text.text; }

/* The tag of an HTML element; GUMBO_TAG_UNKNOWN for elements of SVG and MathML. */
static inline GumboTag html_tag(const GumboNode *node) {
  return node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML ? node->v.element.tag
                                                                : GUMBO_TAG_UNKNOWN;
}

static inline int html_is_foreign(const GumboNode *node) {
  return node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML;
}

static inline unsigned int html_attribute_count(const GumboNode *node) {
  return node->v.element.attributes.length;
}

static inline const char *html_attribute_name(const GumboNode *node, unsigned int index) {
  return ((const GumboAttribute *)node->v.element.attributes.data[index])->name;
}

/* Whether nothing but what an element is for is told by an attribute of that name, which its flags keep. */
static inline int html_is_flag(const char *name) {
  return !strcmp(name, "class") || !strcmp(name, "id") || !strcmp(name, "style") || !strcmp(name, "role");
}

static inline size_t html_string_length(const char *text) { return strlen(text); }

static inline const char *html_attribute_value(const GumboNode *node, unsigned int index) {
  return ((const GumboAttribute *)node->v.element.attributes.data[index])->value;
}

/* The values of the attributes that say what an element is for; NULL where they are missing. */
typedef struct HTMLAttributes {
  const char *class_names, *identifier, *role, *style, *target, *property;
  int is_hidden, is_aria_hidden;
} HTMLAttributes;

static inline HTMLAttributes html_attributes(const GumboNode *node) {
  HTMLAttributes found = {0};
  const GumboVector *attributes = &node->v.element.attributes;
  for (unsigned int i = 0; i < attributes->length; i++) {
    const GumboAttribute *attribute = (const GumboAttribute *)attributes->data[i];
    const char *name = attribute->name;
    switch (name[0]) {
    case 'a':
      if (!strcmp(name, "aria-hidden")) found.is_aria_hidden = !strcmp(attribute->value, "true");
      break;
    case 'c':
      if (!strcmp(name, "class")) found.class_names = attribute->value;
      break;
    case 'h':
      if (!strcmp(name, "href")) found.target = attribute->value;
      else if (!strcmp(name, "hidden")) found.is_hidden = strcmp(attribute->value, "until-found") != 0;
      break;
    case 'i':
      if (!strcmp(name, "id")) found.identifier = attribute->value;
      else if (!strcmp(name, "itemprop")) found.property = attribute->value;
      break;
    case 'r':
      if (!strcmp(name, "role")) found.role = attribute->value;
      break;
    case 's':
      if (!strcmp(name, "style")) found.style = attribute->value;
      break;
    }
  }
  return found;
}

static inline size_t html_text_length(const GumboNode *node) { return strlen(node->v.text.text); }

/* Where a node stands in the source; data is NULL for what the parser inserted. */
static inline GumboStringPiece html_source(const GumboNode *node) {
  return html_is_element(node) ? node->v.element.original_tag : node->v.text.original_text;
}

static inline GumboStringPiece html_source_end(const GumboNode *node) {
  return node->v.element.original_end_tag;
}

#endif
