/// The part of curses that the terminal needs, as plain functions.
///
/// No type and no macro of curses shows here, so that Swift imports all of it, and nothing else of the
/// project includes curses.h. One terminal at a time; everything but the signal handlers is called
/// from one thread.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stddef.h>
#include <stdint.h>

enum {
  CNOpenDone = 0,
  /// The path could not be opened as a terminal.
  CNOpenNoTerminal = 1,
  /// TERM is unset or empty.
  CNOpenNoName = 2,
  /// No description of this TERM is installed.
  CNOpenUnknownName = 3,
  /// The terminal cannot place its cursor.
  CNOpenTooPlain = 4,
  /// Memory or descriptors ran out.
  CNOpenNoResources = 5,
};

enum {
  CNBold = 1,
  CNDim = 2,
  CNUnderline = 4,
  CNReverse = 8,
  CNItalic = 16,
};

/// Opens the terminal at `path` on its alternate screen, in raw mode. Returns a CNOpen value; when it is
/// not CNOpenDone the terminal is as it was. Keys are read past curses, in whichever of their two forms
/// the terminal sends them, so its keypad mode is left alone.
int cnOpen(const char *path, int useColor);

/// Lets a terminal that says so (COLORTERM, or a description of that kind) be opened with any colour: cnColors
/// is 2^24 then, and colours from 256 on are red, green and blue. To be called before there are other
/// threads, as it leaves a description in the environment until cnOpen.
void cnPrepareColors(void);

/// Takes that description away again; cnOpen does so too.
void cnForgetColors(void);

/// Restores the terminal. Safe to call twice.
void cnClose(void);

/// Gives the terminal back as it was before, and takes it up again.
void cnLeave(void);
void cnEnter(void);

/// Leaves the terminal's signals to a program that has the terminal meanwhile: its interrupts are not ours, and
/// its suspension stops us with it. With 0 they are ours again.
void cnLendSignals(int isLent);

/// Stops the process group as the terminal's suspend key would; returns when it has been continued, or
/// at once when there is no shell to continue it.
void cnStop(void);

/// The window's size in cells, at least 1 by 1.
void cnGetSize(int *columns, int *rows);

/// Tells curses the size that it shall draw for.
void cnSetSize(int columns, int rows);

/// The number of colours that can be used: 0, 8, 16, 88, 256 or 2^24 as a rule.
int cnColors(void);

/// Number for a pair of colours, -1 being the terminal's own; 0 when there are no more.
int cnPair(int foreground, int background);

/// The attributes (CNBold and so on) that the terminal has.
int cnAttributes(void);

/// Writes `count` graphemes from a place rightwards. `scalars` holds `lengths[0]` scalars of the first
/// grapheme, then those of the second, and so on; the first scalar of each takes columns, others none.
void cnWrite(
  int row, int column, const uint32_t *scalars, const uint8_t *lengths, int count, int attributes,
  int pair);

/// Columns that the C library, and with it curses, gives to a scalar; -1 when it does not know it.
int cnScalarWidth(uint32_t scalar);

/// Makes scalars take two columns: first and last of each of `count` runs in their order, which stay where
/// they are for as long as the program runs.
void cnSetWideScalars(const uint32_t *pairs, size_t count);

/// Whether the locale writes UTF-8.
int cnIsUnicode(void);

/// Sends what was written, and places the cursor; a negative row hides it.
void cnFlush(int cursorRow, int cursorColumn);

/// Makes the next flush draw everything.
void cnInvalidate(void);

/// Sends what was written so far, the cursor left where it comes to stand.
void cnFlushPart(void);

/// Sends bytes as they are, past curses. Returns whether all went out.
int cnSend(const char *bytes, size_t count);

/// Asks the terminal to report the mouse, or not to. It is not asked to on any way out of the program.
void cnSetMouse(int isReported);

/// What the terminal's key sends; NULL when it is not known. The name is terminfo's: "kcuu1".
const char *cnKeySequence(const char *name);

/// A descriptor that is readable when input, a signal or a hang-up waits.
int cnDescriptor(void);

/// Reads what the terminal sent: the number of bytes, 0 when there is nothing within `milliseconds`,
/// -1 when the terminal is gone.
long cnRead(uint8_t *bytes, size_t capacity, int milliseconds);

enum {
  CNResized = 1,
  /// The process was asked to stop.
  CNStopAsked = 2,
  /// The process was stopped and continued.
  CNContinued = 4,
};

/// What signals told since the last call, and forgets it.
int cnTakeNotices(void);

/// Installs the handlers of the signals that end the program: SIGTERM, SIGHUP, SIGINT, SIGQUIT and others are
/// noted, and end the program by themselves when it has not ended some seconds later; faults restore
/// the terminal, say so in a line and end it. Called by cnOpen too.
void cnCatchSignals(void);

/// The first signal that asked the program to end; 0 when none did.
int cnEndSignal(void);

/// Notes a signal as if it had arrived.
void cnNoteEndSignal(int signal);

/// A descriptor that is readable once a signal asked the program to end.
int cnEndDescriptor(void);

/// The value of an environment variable; NULL when it is not set.
const char *cnEnvironment(const char *name);

#endif
