#ifndef CNCURSES_GATHERING_H
#define CNCURSES_GATHERING_H

#include <stddef.h>

// Curses writes to the terminal after each move of the cursor: a screen goes out in dozens of pieces, of which
// each wakes whoever reads them, and which a slow line sends one by one. Between `cnGather` and `cnGatherNoMore`
// what is written to a descriptor is kept instead, and sent in one piece.

/// From now on what is written to `descriptor` is kept.
void cnGather(int descriptor);

/// From now on it is written again; what was kept stays until it is sent.
void cnGatherNoMore(void);

/// What was kept, to be sent before anything else; nothing is left afterwards.
const char *cnTakeGathered(size_t *count);

/// Lets what was kept be. May be called from a handler.
void cnForgetGathered(void);

#endif
