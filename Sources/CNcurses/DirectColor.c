#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

// term.h names its capabilities by macros that are ordinary words.
#undef columns
#undef lines
#undef buttons

// Curses sends any colour only to terminals whose description says how, and nearly all descriptions in use say
// 256 colours at most. What such a terminal lacks is the description, not the ability: so its own one is
// written anew with the colours changed, and curses reads it from the environment, where it may stand in
// full ("hex:…").

/// The first 256 are those of the palette; all others red, green and blue.
#define COLOR(few, bright, any)                                                                      \
  "\033[%?%p1%{8}%<%t" few "%p1%d%e%p1%{16}%<%t" bright "%p1%{8}%-%d%e%p1%{256}%<%t" any "8;5;%p1%d" \
  "%e" any "8;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"

typedef struct {
  uint8_t *bytes;
  size_t length;
  size_t capacity;
} Buffer;

static void put(Buffer *buffer, const void *bytes, size_t count) {
  if (!buffer->bytes || buffer->length + count > buffer->capacity) return;
  memcpy(buffer->bytes + buffer->length, bytes, count);
  buffer->length += count;
}

static void putNumber(Buffer *buffer, int value, int size) {
  for (int i = 0; i < size; i++) {
    uint8_t byte = (uint8_t)((unsigned)value >> (8 * i));
    put(buffer, &byte, 1);
  }
}

static void putEven(Buffer *buffer) {
  if (buffer->length % 2) put(buffer, "", 1);
}

static int isNamed(const char *name, const char *const *names) {
  for (; *names; names++)
    if (strcmp(name, *names) == 0) return 1;
  return 0;
}

/// What curses shall use of a string of the description; NULL for none.
static const char *changed(const char *name) {
  if (strcmp(name, "setaf") == 0) return COLOR("3", "9", "3");
  if (strcmp(name, "setab") == 0) return COLOR("4", "10", "4");
  // The palette stays as its owner made it. Repeating a character by its own sequence is known to fewer terminals
  // than say so, and what comes in where characters are taken out has not the same background on all.
  static const char *const left[] = {"initc", "initp", "setf", "setb", "scp", "oc", "rep", "dch", "dch1", "ich",
    "ich1", "smir", "rmir", NULL};
  if (isNamed(name, left)) return NULL;
  const char *text = tigetstr((char *)name);
  return text == (const char *)-1 ? NULL : text;
}

/// Writes the description that was set up, with its colours changed, in terminfo's compiled form.
static void describe(const char *name, Buffer *entry, Buffer *offsets, Buffer *texts) {
  int flags = 0, numbers = 0, strings = 0;
  while (boolnames[flags]) flags++;
  while (numnames[numbers]) numbers++;
  for (; strnames[strings]; strings++) {
    const char *text = changed(strnames[strings]);
    putNumber(offsets, text ? (int)texts->length : -1, 2);
    if (text) put(texts, text, strlen(text) + 1);
  }
  int header[] = {01036, (int)strlen(name) + 1, flags, numbers, strings, (int)texts->length};
  for (size_t i = 0; i < sizeof header / sizeof *header; i++) putNumber(entry, header[i], 2);
  put(entry, name, strlen(name) + 1);
  for (int i = 0; i < flags; i++) {
    int isSet = strcmp(boolnames[i], "ccc") != 0 && tigetflag((char *)boolnames[i]) > 0;
    putNumber(entry, isSet, 1);
  }
  putEven(entry);
  for (int i = 0; i < numbers; i++) {
    int value = tigetnum((char *)numnames[i]);
    if (strcmp(numnames[i], "colors") == 0) value = 1 << 24;
    if (strcmp(numnames[i], "pairs") == 0) value = 1 << 16;
    putNumber(entry, value < 0 ? -1 : value, 4);
  }
  put(entry, offsets->bytes, offsets->length);
  put(entry, texts->bytes, texts->length);
  putEven(entry);
  // Names of the user's kind: AX, the terminal has colours of its own to go back to, and RGB.
  static const char more[] = "AX\0RGB";
  int extension[] = {2, 0, 0, 2, sizeof more};
  for (size_t i = 0; i < sizeof extension / sizeof *extension; i++) putNumber(entry, extension[i], 2);
  put(entry, "\1\1", 2);
  putNumber(entry, 0, 2);
  putNumber(entry, 3, 2);
  put(entry, more, sizeof more);
}

/// Whether the terminal says that it shows any colour.
static int saysSo(const char *name) {
  const char *says = getenv("COLORTERM");
  // GNU screen hands the word of the terminal around it on, and not the colours.
  const char *screen = getenv("STY");
  int isScreen = screen && *screen && !getenv("TMUX");
  if (!isScreen && says && (strcmp(says, "truecolor") == 0 || strcmp(says, "24bit") == 0)) return 1;
  return strstr(name, "-direct") != NULL;
}

static char *ownDescriptions;
static int isPrepared;

void cnPrepareColors(void) {
  const char *name = getenv("TERM");
  int error = 0;
  if (isPrepared || !name || !*name || strlen(name) > 100 || !saysSo(name)) return;
  if (setupterm(name, STDOUT_FILENO, &error) != OK) return;
  enum { most = 12000 };
  uint8_t *space = malloc(3 * most);
  char *text = malloc(5 + 2 * most);
  const char *before = getenv("TERMINFO");
  if (space && text && tigetnum("colors") >= 8) {
    Buffer entry = {space, 0, most};
    Buffer offsets = {space + most, 0, most};
    Buffer texts = {space + 2 * most, 0, most};
    describe(name, &entry, &offsets, &texts);
    if (texts.length < most && entry.length < most) {
      static const char digits[] = "0123456789ABCDEF";
      memcpy(text, "hex:", 4);
      for (size_t i = 0; i < entry.length; i++) {
        text[4 + 2 * i] = digits[entry.bytes[i] >> 4];
        text[5 + 2 * i] = digits[entry.bytes[i] & 15];
      }
      text[4 + 2 * entry.length] = 0;
      ownDescriptions = before ? strdup(before) : NULL;
      isPrepared = setenv("TERMINFO", text, 1) == 0;
    }
  }
  free(space);
  free(text);
  del_curterm(cur_term);
}

void cnForgetColors(void) {
  if (!isPrepared) return;
  isPrepared = 0;
  // Other threads may be looking into the environment: both change one pointer of it and no more, as the
  // variable was replaced in its place or is the last one.
  if (ownDescriptions) {
    setenv("TERMINFO", ownDescriptions, 1);
  } else {
    unsetenv("TERMINFO");
  }
  free(ownDescriptions);
  ownDescriptions = NULL;
}
