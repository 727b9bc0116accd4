#pragma once

#include <stddef.h>
#include <stdint.h>

/// A file of Resources/themes.
typedef enum {
  DOSSIER_THEME_SIXTEEN,
  DOSSIER_THEME_DARK,
  DOSSIER_THEME_LIGHT,
  DOSSIER_THEME_HIGH_CONTRAST,
  DOSSIER_THEME_MONO,
} dossier_theme_file;

/// The bytes of a file, which are part of the program, and their number.
const uint8_t *_Nonnull dossier_theme(dossier_theme_file file, size_t *_Nonnull count);
