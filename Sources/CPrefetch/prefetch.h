#ifndef DOSSIER_PREFETCH_H
#define DOSSIER_PREFETCH_H

/* Tells the processor of memory that will be read soon, so that it is near by then. Changes nothing, reads nothing, and
 * may be given any address. Swift has no way to say it. */
static inline void prefetch(const void *place) { __builtin_prefetch(place); }

#endif
