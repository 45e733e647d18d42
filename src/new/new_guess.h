/*
 * new/new_guess.h - which column of a register is what, for a job file that
 * somebody will read.
 *
 * By header name, in the spellings of Swedish and Finnish care systems, and
 * for identity numbers by what the column holds.
 */
#ifndef NEW_NEW_GUESS_H
#define NEW_NEW_GUESS_H

#include "new/profile.h"
#include "record/marks.h"

enum new_role {
	NEW_FIRST_NAME,
	NEW_LAST_NAME,
	NEW_NAME, /* both in one */
	NEW_CO,
	NEW_STREET,
	NEW_STREET2,
	NEW_POSTCODE,
	NEW_TOWN,
	NEW_POSTAL, /* postcode and town in one */
	NEW_COUNTRY,
	NEW_GUARDIAN,
	NEW_GUARDIAN_STREET,
	NEW_GUARDIAN_POSTCODE,
	NEW_GUARDIAN_TOWN,
	NEW_PERSON, /* identity numbers */
	NEW_KEY,
	NEW_ROLES,
};

#define NEW_NONE SIZE_MAX

struct new_guess {
	size_t columns[NEW_ROLES]; /* NEW_NONE where no column was found */
	enum mark_kind *marks; /* of each column, by its header */
	bool *open; /* looks like a guardian's, and is not of NEW_GUARDIAN */
	size_t count;
	bool organisations; /* the key is an organisation number */
	bool surname_first; /* NEW_NAME reads "Jönsson, Gösta" */
};

/* By the header alone: every role but NEW_POSTAL and the last two, and the
 * marks. */
void new_guess_by_name(struct arena *job_mem, const struct slice *names,
    size_t count, struct new_guess *guess);

/* NEW_PERSON and NEW_KEY, once the rows were read. */
void new_guess_key(const struct profile *profile, struct new_guess *guess);

/* What one column holds of two, once the rows were read. */
void new_guess_joined(const struct profile *profile, struct new_guess *guess);

/* Whether a column says whom a mailing is for, by its header. */
enum new_choice {
	NEW_CHOICE_NEVER, /* how a letter looks, or who does the work */
	NEW_CHOICE_MAYBE,
	NEW_CHOICE_STATUS, /* Status, Insats, Beslut … */
	NEW_CHOICE_RESIDENCE, /* Boende, Boendeform … */
};
enum new_choice new_guess_choice(struct slice name);

/* Whether a column is a mark or has some role already. */
bool new_guess_uses(const struct new_guess *guess, size_t column);

#endif
