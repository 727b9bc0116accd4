#include "themes.h"

// `#embed` is of C23; compilers know it in all forms of C, and warn.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char sixteen[] = {
#embed "../themes/sixteen.theme"
};
static const unsigned char dark[] = {
#embed "../themes/dark.theme"
};
static const unsigned char light[] = {
#embed "../themes/light.theme"
};
static const unsigned char highContrast[] = {
#embed "../themes/high-contrast.theme"
};
static const unsigned char mono[] = {
#embed "../themes/mono.theme"
};

#define GIVE(name)         \
  *count = sizeof(name);   \
  return name

const uint8_t *dossier_theme(dossier_theme_file file, size_t *count) {
  switch (file) {
    case DOSSIER_THEME_SIXTEEN: GIVE(sixteen);
    case DOSSIER_THEME_DARK: GIVE(dark);
    case DOSSIER_THEME_LIGHT: GIVE(light);
    case DOSSIER_THEME_HIGH_CONTRAST: GIVE(highContrast);
    case DOSSIER_THEME_MONO: GIVE(mono);
  }
  *count = 0;
  return mono;
}
