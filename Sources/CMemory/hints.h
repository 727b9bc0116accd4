#ifndef DOSSIER_HINTS_H
#define DOSSIER_HINTS_H

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Tells the processor of memory that will be read soon, so that it is near by then. Changes nothing, reads nothing, and
 * may be given any address. Swift has no way to say it. */
static inline void prefetch(const void *place) { __builtin_prefetch(place); }

/* Gives freed memory back to the system. The C library keeps it for the threads that had it, while others ask for more. */
static inline void give_back_freed_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

#endif
