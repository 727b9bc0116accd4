#include "lexicons.h"

// `#embed` is of C23; compilers know it in all forms of C, and warn.
#pragma clang diagnostic ignored "-Wc23-extensions"

// The files are taken in by the compiler as they are; a list of numbers for each of their bytes, which Swift
// would have to type-check, takes it half a minute.
static const unsigned char words[] = {
#embed "../lexicons/words.txt"
};
static const unsigned char terms[] = {
#embed "../lexicons/terms.txt"
};
static const unsigned char headers[] = {
#embed "../lexicons/headers.txt"
};
static const unsigned char subjects[] = {
#embed "../lexicons/subjects.txt"
};
static const unsigned char names[] = {
#embed "../lexicons/names.txt"
};
static const unsigned char grammar[] = {
#embed "../lexicons/grammar.txt"
};
static const unsigned char flattened[] = {
#embed "../lexicons/flattened.txt"
};
static const unsigned char classes[] = {
#embed "../lexicons/classes.txt"
};
static const unsigned char pairs[] = {
#embed "../lexicons/pairs.txt"
};

#define GIVE(name)         \
  *count = sizeof(name);   \
  return name

const uint8_t *dossier_lexicon(dossier_lexicon_file file, size_t *count) {
  switch (file) {
    case DOSSIER_LEXICON_WORDS: GIVE(words);
    case DOSSIER_LEXICON_TERMS: GIVE(terms);
    case DOSSIER_LEXICON_HEADERS: GIVE(headers);
    case DOSSIER_LEXICON_SUBJECTS: GIVE(subjects);
    case DOSSIER_LEXICON_NAMES: GIVE(names);
    case DOSSIER_LEXICON_GRAMMAR: GIVE(grammar);
    case DOSSIER_LEXICON_FLATTENED: GIVE(flattened);
    case DOSSIER_LEXICON_CLASSES: GIVE(classes);
    case DOSSIER_LEXICON_PAIRS: GIVE(pairs);
  }
  *count = 0;
  return words;
}
