#define _GNU_SOURCE

#include "CNcurses.h"

#include <stdlib.h>
#include <wchar.h>

#ifndef __GLIBC__
#include <dlfcn.h>
#endif

static const uint32_t *widePairs;
static size_t wideCount;

void cnSetWideScalars(const uint32_t *pairs, size_t count) {
  widePairs = pairs;
  wideCount = count;
}

static int isWide(uint32_t scalar) {
  size_t low = 0, high = wideCount;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (widePairs[2 * middle + 1] < scalar) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < wideCount && widePairs[2 * low] <= scalar;
}

/// Curses asks this one for widths in place of the C library's, so that it knows of the terminals on which
/// characters are wide that are narrow elsewhere.
int wcwidth(wchar_t character) {
  if (widePairs && character >= 0xA1 && isWide((uint32_t)character)) return 2;
#ifdef __GLIBC__
  // Looks into the tables by itself, and is there where the program is one static file, which has no second
  // wcwidth.
  return wcswidth(&character, 1);
#else
  static int (*standard)(wchar_t);
  if (!standard) standard = (int (*)(wchar_t))dlsym(RTLD_NEXT, "wcwidth");
  return standard ? standard(character) : 1;
#endif
}
