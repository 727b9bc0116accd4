#ifndef DOSSIER_BLOCK_POOL_H
#define DOSSIER_BLOCK_POOL_H

/* Memory for the trees of the parsers written in C: many small pieces, given back as a whole. The headers of the
 * parsers take this file in; it is no module of its own. */

#include <stdlib.h>

typedef struct PoolBlock {
  struct PoolBlock *next;
  size_t size, used;
} PoolBlock;

/* `size` bytes, not set to anything. Pieces are aligned to 8 or 16 bytes where every size is a multiple of that. */
static inline void *pool_block_take(PoolBlock **blocks, size_t size) {
  const size_t head = (sizeof(PoolBlock) + 15) & ~(size_t)15;
  PoolBlock *block = *blocks;
  if (!block || block->size - block->used < size) {
    size_t room = size > 65536 - head ? size : 65536 - head;
    PoolBlock *fresh = (PoolBlock *)malloc(head + room);
    if (!fresh) abort();
    fresh->size = room;
    fresh->used = 0;
    if (block && size > 32768) {
      /* A large piece gets a block to itself, behind the one that still has room. */
      fresh->next = block->next;
      block->next = fresh;
    } else {
      fresh->next = block;
      *blocks = fresh;
    }
    block = fresh;
  }
  char *place = (char *)block + head + block->used;
  block->used += size;
  return place;
}

/* Gives all pieces back. */
static inline void pool_block_free(PoolBlock *block) {
  while (block) {
    PoolBlock *next = block->next;
    free(block);
    block = next;
  }
}

#endif
