/*
 * base/words.h - the languages in which the program speaks.
 *
 * A `struct words` is one language's catalogue (src/po), read from the .mo file
 * that msgfmt makes. It is passed to whatever writes a wording, or held by the
 * object that does: the user's by the diag that reaches the terminal, the job's
 * by the job, whose manifest and ledger must be the same bytes whoever runs it.
 * It never changes once it is open, so that any number of jobs and threads can
 * speak at once, each in its own language. NULL speaks English, as the wordings
 * stand.
 *
 * The process has no language of its own: its locale stays C.UTF-8, and no
 * number, date or order depends on it.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/slice.h"

/* Marks a wording for translation without translating it. */
#define N_(text) text
/*
 * The same of a wording with two forms: "{1} row is held", "{1} rows are held".
 * The first number among the arguments decides which of them is meant.
 */
#define N_MANY(one, many) "\1" one "\0" many

struct words;

/*
 * The catalogue <folder>/<language>/LC_MESSAGES/utskick.mo; of "sv-FI" that of
 * "sv". *words is NULL for English, which needs none. False where there is none
 * or it is damaged, and *words is NULL then too.
 */
bool words_open(
    const char *folder, const char *language, struct words **words);
/* The same from a file's bytes, which are copied. NULL where it is damaged. */
struct words *words_read(struct slice catalogue, const char *language);
/* Accepts NULL. */
void words_close(struct words *words);

/* "sv"; "en" for NULL. Lives as long as the words. */
const char *words_language(const struct words *words);

/* The translation; the wording itself where the catalogue has none. */
const char *words_translate(const struct words *words, const char *wording);
/* The same of the form that goes with `number`. */
const char *words_translate_many(const struct words *words, const char *one,
    const char *many, long long number);

/* The language the environment asks for ("sv" of sv_SE.UTF-8), or NULL. */
const char *words_of_environment(void);

#endif
