#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"
#include "Gathering.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// term.h names its capabilities by macros that are ordinary words.
#undef columns
#undef lines

// MARK: State. What handlers touch is volatile and plain.

static SCREEN *screen;
static FILE *terminalFile;
static volatile int terminal = -1;
static struct termios shellMode;
static volatile sig_atomic_t isEntered;
static volatile sig_atomic_t notices;
static volatile sig_atomic_t endSignal;
static int noticePipe[2] = {-1, -1};
static int endPipe[2] = {-1, -1};
static int waiter = -1;
static int hasColor;
static int pastesInBrackets;
static volatile sig_atomic_t reportsMouse;

/// Buttons, and moves with a button down, in the form that has no limit of columns.
static const char mouseOn[] = "\033[?1002h\033[?1006h";
static const char mouseOff[] = "\033[?1006l\033[?1002l";

/// Seconds that a program asked to end has to leave in order.
enum { patience = 3 };

/// What restores the terminal, made while all is well and sent by handlers.
static char restoring[512];
static volatile size_t restoringLength;

/// The stack that handlers run on, so that an overflow of the usual one is caught too.
static char handlerStack[65536];

// MARK: Restoring

/// Adds a capability to the restoring bytes without its padding marks (`$<5>`).
static void addRestoring(const char *text) {
  size_t length = restoringLength;
  while (text && text != (const char *)-1 && *text && length < sizeof restoring) {
    if (text[0] == '$' && text[1] == '<') {
      const char *end = strchr(text, '>');
      if (end) {
        text = end + 1;
        continue;
      }
    }
    restoring[length++] = *text++;
  }
  restoringLength = length;
}

static void prepareRestoring(void) {
  restoringLength = 0;
  if (pastesInBrackets) addRestoring("\033[?2004l");
  const char *region = tigetstr("csr");
  if (region && region != (const char *)-1 && LINES > 0) addRestoring(tiparm(region, 0, LINES - 1));
  if (hasColor) addRestoring(tigetstr("op"));
  addRestoring(tigetstr("sgr0"));
  addRestoring(tigetstr("cnorm"));
  addRestoring(tigetstr("rmcup"));
}

/// Restores the terminal from inside a handler: only async-signal-safe calls, and none that waits.
static void restoreNow(void) {
  int descriptor = terminal;
  if (!isEntered || descriptor < 0) return;
  isEntered = 0;
  cnForgetGathered();
  int flags = fcntl(descriptor, F_GETFL);
  if (flags >= 0) fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
  if (reportsMouse && write(descriptor, mouseOff, sizeof mouseOff - 1) < 0) errno = 0;
  size_t sent = 0;
  while (sent < restoringLength) {
    ssize_t count = write(descriptor, restoring + sent, restoringLength - sent);
    if (count <= 0) break;
    sent += (size_t)count;
  }
  if (flags >= 0) fcntl(descriptor, F_SETFL, flags);
  tcsetattr(descriptor, TCSANOW, &shellMode);
}

// MARK: Signals

static void wake(int descriptor) {
  int saved = errno;
  char byte = 1;
  if (descriptor >= 0 && write(descriptor, &byte, 1) < 0) errno = saved;
  errno = saved;
}

static void onNotice(int number) {
  switch (number) {
    case SIGWINCH: notices |= CNResized; break;
    case SIGTSTP: notices |= CNStopAsked; break;
    case SIGCONT: notices |= CNContinued; break;
  }
  wake(noticePipe[1]);
}

static void noteEnd(int number) {
  if (endSignal) return;
  endSignal = number;
  wake(endPipe[1]);
  // The terminal may take no more output, or the program may be deep in work: end it all the same.
  alarm(patience);
}

static void dieOf(int number) {
  signal(number, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
}

static void onAlarm(int number) {
  restoreNow();
  dieOf(endSignal ? endSignal : number);
}

static void onFault(int number) {
  restoreNow();
  char line[] = "dossier: ended by a fault of its own (signal 00); the terminal was restored\n";
  char *digits = strstr(line, "00");
  digits[0] = (char)('0' + number / 10 % 10);
  digits[1] = (char)('0' + number % 10);
  if (write(STDERR_FILENO, line, sizeof line - 1) < 0) errno = 0;
  dieOf(number);
}

static void catch(int number, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
  // The program may have been started by a thread that blocked it.
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

static int makePipe(int pair[2]) {
  return pair[0] >= 0 ? 0 : pipe2(pair, O_CLOEXEC | O_NONBLOCK);
}

void cnCatchSignals(void) {
  if (makePipe(endPipe) != 0) return;
  stack_t stack = {.ss_sp = handlerStack, .ss_size = sizeof handlerStack};
  sigaltstack(&stack, NULL);
  // Those that ask for an end, and those that nobody sends a program like this but that would end it.
  static const int ends[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF,
    SIGXCPU};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    // What the parent had ignored (nohup) stays ignored.
    struct sigaction old;
    if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN) continue;
    catch(ends[i], noteEnd, 0);
  }
  catch(SIGALRM, onAlarm, SA_ONSTACK);
  static const int faults[] = {SIGILL, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGTRAP};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) catch(faults[i], onFault, SA_ONSTACK);
}

int cnEndSignal(void) { return endSignal; }
void cnNoteEndSignal(int number) { noteEnd(number); }
int cnEndDescriptor(void) { return endPipe[0]; }

int cnTakeNotices(void) {
  char bytes[64];
  while (noticePipe[0] >= 0 && read(noticePipe[0], bytes, sizeof bytes) > 0) {}
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  int taken = notices;
  notices = 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return taken;
}

// MARK: Opening and closing

static int makeWaiter(void) {
  if (waiter >= 0) return 0;
  waiter = epoll_create1(EPOLL_CLOEXEC);
  if (waiter < 0) return -1;
  int watched[] = {terminal, noticePipe[0], endPipe[0]};
  for (size_t i = 0; i < 3; i++) {
    struct epoll_event event = {.events = EPOLLIN};
    if (epoll_ctl(waiter, EPOLL_CTL_ADD, watched[i], &event) != 0) return -1;
  }
  return 0;
}

/// Whether the description is of a terminal known to bracket pastes, or to ignore the request.
static int bracketsPastes(const char *name) {
  const char *capability = tigetstr("BE");
  if (capability && capability != (const char *)-1) return 1;
  static const char *const families[] = {"xterm", "screen", "tmux", "rxvt", "alacritty", "foot", "kitty",
    "st-", "wezterm", "konsole", "vte", "gnome", "putty", "iterm", "contour", "mintty", "ghostty"};
  for (size_t i = 0; i < sizeof families / sizeof *families; i++)
    if (strncmp(name, families[i], strlen(families[i])) == 0) return 1;
  return 0;
}

static void releaseTerminal(void) {
  if (waiter >= 0) close(waiter);
  waiter = -1;
  if (terminalFile) fclose(terminalFile);
  terminalFile = NULL;
  terminal = -1;
}

static int openTerminal(const char *path, int useColor) {
  const char *name = getenv("TERM");
  int descriptor = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0) return CNOpenNoTerminal;
  if (!isatty(descriptor) || tcgetattr(descriptor, &shellMode) != 0) {
    close(descriptor);
    return CNOpenNoTerminal;
  }
  int reason = CNOpenDone;
  int error = 0;
  if (!name || !*name) {
    reason = CNOpenNoName;
  } else if (setupterm(name, descriptor, &error) != OK) {
    reason = error == 0 && strcmp(name, "dumb") == 0 ? CNOpenTooPlain : CNOpenUnknownName;
  } else {
    const char *place = tigetstr("cup");
    if (!place || place == (const char *)-1) reason = CNOpenTooPlain;
    del_curterm(cur_term);
  }
  if (reason != CNOpenDone) {
    close(descriptor);
    return reason;
  }
  cnCatchSignals();
  terminal = descriptor;
  terminalFile = fdopen(descriptor, "r+");
  if (!terminalFile || makePipe(noticePipe) != 0 || endPipe[0] < 0 || makeWaiter() != 0) {
    if (!terminalFile) close(descriptor);
    releaseTerminal();
    return CNOpenNoResources;
  }
  // Before newterm, which would otherwise install its own.
  catch(SIGWINCH, onNotice, 0);
  catch(SIGTSTP, onNotice, 0);
  catch(SIGCONT, onNotice, 0);
  setlocale(LC_CTYPE, "");
  // The size is the terminal's where it tells one: curses would believe LINES and COLUMNS before it, whoever set
  // them, and fail where no memory is large enough for them.
  struct winsize size;
  if (ioctl(terminal, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
    use_env(FALSE);
    use_tioctl(TRUE);
  }
  screen = newterm(name, terminalFile, terminalFile);
  cnForgetColors();
  if (!screen) screen = newterm(name, terminalFile, terminalFile);
  if (!screen) {
    releaseTerminal();
    return CNOpenUnknownName;
  }
  hasColor = useColor && has_colors() && start_color() == OK && use_default_colors() == OK;
  pastesInBrackets = bracketsPastes(name);
  raw();
  noecho();
  nonl();
  leaveok(stdscr, FALSE);
  idlok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  int columns, rows;
  cnGetSize(&columns, &rows);
  if (columns != COLS || rows != LINES) resizeterm(rows, columns);
  prepareRestoring();
  isEntered = 1;
  // With the first screen.
  cnGather(terminal);
  if (pastesInBrackets && write(terminal, "\033[?2004h", 8) < 0) errno = 0;
  cnGatherNoMore();
  return CNOpenDone;
}

int cnOpen(const char *path, int useColor) {
  if (!useColor) cnForgetColors();
  int code = openTerminal(path, useColor);
  cnForgetColors();
  return code;
}

void cnFlushPart(void) {
  cnGather(terminal);
  wnoutrefresh(stdscr);
  doupdate();
  cnGatherNoMore();
}

void cnLeave(void) {
  if (!isEntered) return;
  if (reportsMouse) cnSend(mouseOff, sizeof mouseOff - 1);
  if (pastesInBrackets) cnSend("\033[?2004l", 8);
  endwin();
  isEntered = 0;
  tcsetattr(terminal, TCSADRAIN, &shellMode);
}

void cnEnter(void) {
  if (isEntered || !screen) return;
  tcgetattr(terminal, &shellMode);
  isEntered = 1;
  reset_prog_mode();
  clearok(curscr, TRUE);
  doupdate();
  if (pastesInBrackets) cnSend("\033[?2004h", 8);
  if (reportsMouse) cnSend(mouseOn, sizeof mouseOn - 1);
}

void cnSetMouse(int isReported) {
  if (!isEntered || reportsMouse == (isReported != 0)) return;
  // Noted before it is sent, and until after it was taken back: a handler may come between.
  if (isReported) {
    reportsMouse = 1;
    cnSend(mouseOn, sizeof mouseOn - 1);
  } else {
    cnSend(mouseOff, sizeof mouseOff - 1);
    reportsMouse = 0;
  }
}

void cnClose(void) {
  if (!screen) return;
  cnLeave();
  delscreen(screen);
  screen = NULL;
  reportsMouse = 0;
  catch(SIGWINCH, SIG_DFL, 0);
  catch(SIGTSTP, SIG_DFL, 0);
  catch(SIGCONT, SIG_DFL, 0);
  releaseTerminal();
}

void cnStop(void) {
  // SIGTSTP rather than SIGSTOP: the kernel drops it where no shell could continue the group.
  catch(SIGTSTP, SIG_DFL, 0);
  kill(0, SIGTSTP);
  // Another thread may take the signal a little later than kill returns.
  struct pollfd none;
  for (int tries = 0; tries < 20 && !(notices & CNContinued); tries++) poll(&none, 0, 5);
  catch(SIGTSTP, onNotice, 0);
}

void cnLendSignals(int isLent) {
  // What the parent had ignored was never caught and stays ignored.
  static int caught[2];
  static const int interrupts[] = {SIGINT, SIGQUIT};
  for (int i = 0; i < 2; i++) {
    struct sigaction old;
    sigaction(interrupts[i], NULL, &old);
    if (isLent) caught[i] = old.sa_handler != SIG_IGN;
    if (caught[i]) catch(interrupts[i], isLent ? SIG_IGN : noteEnd, 0);
  }
  catch(SIGTSTP, isLent ? SIG_DFL : onNotice, 0);
}

// MARK: Size

void cnGetSize(int *columns, int *rows) {
  struct winsize size;
  memset(&size, 0, sizeof size);
  ioctl(terminal, TIOCGWINSZ, &size);
  *columns = size.ws_col > 0 ? size.ws_col : (COLS > 0 ? COLS : 80);
  *rows = size.ws_row > 0 ? size.ws_row : (LINES > 0 ? LINES : 24);
}

void cnSetSize(int columns, int rows) {
  if (columns == COLS && rows == LINES) return;
  resizeterm(rows, columns);
  prepareRestoring();
}

// MARK: Drawing

int cnColors(void) { return hasColor ? COLORS : 0; }

int cnPair(int foreground, int background) {
  if (!hasColor || (foreground < 0 && background < 0)) return 0;
  int pair = alloc_pair(foreground, background);
  return pair > 0 ? pair : 0;
}

static attr_t cursesAttributes(int attributes) {
  attr_t result = A_NORMAL;
  if (attributes & CNBold) result |= A_BOLD;
  if (attributes & CNDim) result |= A_DIM;
  if (attributes & CNUnderline) result |= A_UNDERLINE;
  if (attributes & CNReverse) result |= A_REVERSE;
  if (attributes & CNItalic) result |= A_ITALIC;
  return result;
}

int cnAttributes(void) {
  attr_t known = term_attrs();
  int result = 0;
  if (known & A_BOLD) result |= CNBold;
  if (known & A_DIM) result |= CNDim;
  if (known & A_UNDERLINE) result |= CNUnderline;
  if (known & (A_REVERSE | A_STANDOUT)) result |= CNReverse;
  if (known & A_ITALIC) result |= CNItalic;
  return result;
}

void cnWrite(
  int row, int column, const uint32_t *scalars, const uint8_t *lengths, int count, int attributes,
  int pair) {
  cchar_t cells[256];
  attr_t shown = cursesAttributes(attributes);
  while (count > 0) {
    int batch = count < 256 ? count : 256;
    int columns = 0;
    for (int i = 0; i < batch; i++) {
      wchar_t text[CCHARW_MAX + 1];
      int length = lengths[i] < CCHARW_MAX ? lengths[i] : CCHARW_MAX;
      for (int k = 0; k < length; k++) text[k] = (wchar_t)scalars[k];
      text[length] = 0;
      columns += length == 1 && scalars[0] < 0x80 ? 1 : wcwidth(text[0]);
      setcchar(&cells[i], text, shown, (short)pair, &pair);
      scalars += lengths[i];
    }
    mvadd_wchnstr(row, column, cells, batch);
    column += columns;
    lengths += batch;
    count -= batch;
  }
}

int cnScalarWidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
int cnIsUnicode(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

void cnFlush(int cursorRow, int cursorColumn) {
  if (!isEntered) return;
  cnGather(terminal);
  if (cursorRow < 0) {
    curs_set(0);
    move(LINES - 1, 0);
  } else {
    move(cursorRow, cursorColumn);
    curs_set(1);
  }
  wnoutrefresh(stdscr);
  doupdate();
  cnGatherNoMore();
  cnSend("", 0);
}

void cnInvalidate(void) { clearok(curscr, TRUE); }

static int sendAll(const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t sent = write(terminal, bytes, count);
    if (sent < 0 && errno == EINTR && !endSignal) continue;
    if (sent <= 0) return 0;
    bytes += sent;
    count -= (size_t)sent;
  }
  return 1;
}

int cnSend(const char *bytes, size_t count) {
  if (terminal < 0) return 0;
  fflush(terminalFile);
  size_t before;
  const char *gathered = cnTakeGathered(&before);
  return sendAll(gathered, before) && sendAll(bytes, count);
}

// MARK: Input

const char *cnKeySequence(const char *name) {
  const char *sequence = tigetstr(name);
  return sequence == (const char *)-1 ? NULL : sequence;
}

int cnDescriptor(void) { return waiter; }

long cnRead(uint8_t *bytes, size_t capacity, int milliseconds) {
  struct pollfd input = {.fd = terminal, .events = POLLIN};
  if (terminal < 0) return -1;
  int ready = poll(&input, 1, milliseconds);
  if (ready <= 0) return ready == 0 || errno == EINTR ? 0 : -1;
  if (!(input.revents & POLLIN)) return -1;
  ssize_t count = read(terminal, bytes, capacity);
  if (count > 0) return count;
  return count < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : -1;
}

const char *cnEnvironment(const char *name) { return getenv(name); }
