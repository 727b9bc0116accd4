#pragma once

#include <stddef.h>
#include <stdint.h>

/// A file of Resources/lexicons; themes.h names those of Resources/themes.
typedef enum {
  DOSSIER_LEXICON_WORDS,
  DOSSIER_LEXICON_TERMS,
  DOSSIER_LEXICON_HEADERS,
  DOSSIER_LEXICON_SUBJECTS,
  DOSSIER_LEXICON_NAMES,
  DOSSIER_LEXICON_GRAMMAR,
  DOSSIER_LEXICON_FLATTENED,
  DOSSIER_LEXICON_CLASSES,
  DOSSIER_LEXICON_PAIRS,
} dossier_lexicon_file;

/// The bytes of a file, which are part of the program, and their number.
const uint8_t *_Nonnull dossier_lexicon(dossier_lexicon_file file, size_t *_Nonnull count);
