// What the thread sanitizer is told of Swift's library, which is not compiled for it. Only Scripts/sanitize links this,
// into all that is tested; what is tested stays what is shipped.
//
// 1. `Mutex` on Linux when it is contended. A lock that is free is taken and given back by atomic instructions within
//    the program, which the sanitizer knows. One that is not goes through three functions of the library, and what
//    they order was taken for a race. Those of the same names here say what happens and call the library's.
// 2. What it takes for a race and is none, each with the reason.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

const char *__tsan_default_options(void) { return "halt_on_error=1"; }

const char *__tsan_default_suppressions(void) {
  // All empty arrays are this one. An array that is made in storage of its own by a closure that leaves it empty has
  // its count, which is zero, set to zero again.
  return "race:^_swiftEmptyArrayStorage$\n";
}

#if !__has_attribute(swiftcall)
#error "needs the clang that came with Swift"
#endif
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

// `Synchronization._MutexHandle._lockSlow(UInt32)`, `._tryLockSlow() -> Bool` and `._unlockSlow()`; `self` is the
// address of the word that the atomic instructions work on too.
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

extern void __tsan_acquire(void *address);
extern void __tsan_release(void *address);

typedef SWIFT void (*Lock)(uint32_t thread, SELF);
typedef SWIFT bool (*TryLock)(SELF);
typedef SWIFT void (*Unlock)(SELF);
static _Atomic(Lock) lock;
static _Atomic(TryLock) try_lock;
static _Atomic(Unlock) unlock;

// A program without a `Mutex` is linked without the library: it is asked for at the first call.
static void *library(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (found == NULL) {
    fprintf(stderr, "told.c: Swift's library has no %s any more\n", name);
    abort();
  }
  return found;
}

SWIFT void contended_lock(uint32_t thread, SELF) __asm__(LOCK);
SWIFT void contended_lock(uint32_t thread, SELF) {
  if (lock == NULL) lock = (Lock)library(LOCK);
  lock(thread, self);
  __tsan_acquire(self);
}

SWIFT bool contended_try_lock(SELF) __asm__(TRY);
SWIFT bool contended_try_lock(SELF) {
  if (try_lock == NULL) try_lock = (TryLock)library(TRY);
  bool is_taken = try_lock(self);
  if (is_taken) __tsan_acquire(self);
  return is_taken;
}

SWIFT void contended_unlock(SELF) __asm__(UNLOCK);
SWIFT void contended_unlock(SELF) {
  if (unlock == NULL) unlock = (Unlock)library(UNLOCK);
  __tsan_release(self);
  unlock(self);
}
