#ifndef DOSSIER_PIPE_H
#define DOSSIER_PIPE_H

#include <fcntl.h>
#include <unistd.h>

#ifdef __linux__
int pipe2(int ends[2], int flags);
#endif

/* A pipe that no program inherits, not even one that another thread starts at this moment, as it could between pipe(2) and
 * fcntl(2): it would hold the pipe open, and who waits for its end would wait for that program. Swift does not see
 * pipe2(2). Returns 0, or -1 with errno. */
static inline int make_own_pipe(int ends[2]) {
#ifdef __linux__
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends) != 0) return -1;
  for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

#endif
