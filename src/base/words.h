/*
 * base/words.h - the language the program speaks in.
 *
 * Messages are translated by gettext. Two languages can be at work in one
 * run: the user's on the terminal, and the job's in manifest, report and
 * delivery note, which must be the same bytes whoever runs the job. The
 * process locale stays C.UTF-8 whatever the environment says, so that no
 * number, date or order depends on it.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

/* Marks a wording for translation without translating it. */
#define N_(text) text

/* Starts gettext with the catalogues below `folder` (…/sv/LC_MESSAGES). */
void words_init(const char *folder);

/*
 * Speaks `language` ("sv", "en") from now on; returns the one before. The
 * result lives as long as the program.
 */
const char *words_use(const char *language);

/* The language the environment asks for ("sv" of sv_SE.UTF-8), or NULL. */
const char *words_of_environment(void);

/* The translation of a wording. */
const char *words_translate(const char *wording);

#endif
