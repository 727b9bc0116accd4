#define _GNU_SOURCE

#include "Gathering.h"

#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>

static _Atomic int gathered = -1;
static char kept[1 << 16];
static size_t keptCount;

void cnGather(int descriptor) { gathered = descriptor; }

void cnGatherNoMore(void) { gathered = -1; }

const char *cnTakeGathered(size_t *count) {
  *count = keptCount;
  keptCount = 0;
  return kept;
}

void cnForgetGathered(void) {
  gathered = -1;
  keptCount = 0;
}

/// Sends what was kept before more than fits.
static ssize_t sendKept(int descriptor) {
  size_t sent = 0;
  while (sent < keptCount) {
    ssize_t count = syscall(SYS_write, descriptor, kept + sent, keptCount - sent);
    if (count <= 0) {
      memmove(kept, kept + sent, keptCount - sent);
      keptCount -= sent;
      return -1;
    }
    sent += (size_t)count;
  }
  keptCount = 0;
  return 0;
}

/// Curses calls this one in place of the C library's, and so does the whole program. One thread alone writes to
/// the terminal.
ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (descriptor < 0 || descriptor != atomic_load_explicit(&gathered, memory_order_relaxed)) {
    return syscall(SYS_write, descriptor, bytes, count);
  }
  if (count > sizeof kept - keptCount && sendKept(descriptor) != 0) return -1;
  if (count > sizeof kept) return syscall(SYS_write, descriptor, bytes, count);
  memcpy(kept + keptCount, bytes, count);
  keptCount += count;
  return (ssize_t)count;
}

#else

void cnGather(int descriptor) { (void)descriptor; }
void cnGatherNoMore(void) {}
const char *cnTakeGathered(size_t *count) {
  *count = 0;
  return "";
}
void cnForgetGathered(void) {}

#endif
