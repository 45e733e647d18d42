/*
 * base/inputs.h - the account of every file that was read to make something.
 *
 * A function that opens a file says here what it is for, how long it was and
 * the hash of the very bytes it was given; the plan keeps it, and `write`
 * compares it.
 * file_read and intake_open do so for their callers, who name a role. The
 * account belongs to the sources of diag, as the texts do that spans point
 * into.
 *
 * What a database answered can be read once only: its name here stands for the
 * answer, which the account keeps for whoever reads it again.
 */
#ifndef BASE_INPUTS_H
#define BASE_INPUTS_H

#include "base/hash.h"

enum input_role {
	INPUT_NONE, /* decides nothing of what is made: not in the account */
	INPUT_JOB,
	INPUT_REGISTER,
	INPUT_QUERY, /* the text that a database is asked */
	INPUT_CORRECTIONS,
	INPUT_LIST, /* in_list('stopp.csv') */
	INPUT_TABLE, /* tables: */
	INPUT_LOOK_UP, /* look_up('priser.csv', …) */
	INPUT_RUN, /* the ledger of an earlier run: in_run('out/…') */
	INPUT_LETTER,
	INPUT_PART, /* {{> part.md}} */
	INPUT_PICTURE,
	INPUT_ENCLOSURE,
	INPUT_STATIONERY,
	INPUT_SHOP, /* a print shop's profile */
	INPUT_FONTS, /* fonts.yaml: which name means which file */
	INPUT_FONT,
	INPUT_HYPHENATION,
	INPUT_ROLES
};

/* "register", "look-up" … as the ledger has it. */
const char *input_role_name(enum input_role role);

struct input {
	enum input_role role;
	const char *path; /* as it was opened */
	uint64_t size; /* bytes */
	struct digest digest; /* SHA-256 */
	/* Of the answer to a query: its columns. NULL: a file. */
	const struct slice *names;
	size_t name_count;
	/* It is that of an earlier run, whose rows are in the ledger. */
	bool recalled;
};

/*
 * Adds a file. A file that stands there already in this role must be the same
 * still: false after a report where it changed while the job was read.
 */
bool inputs_add(struct diag *diag, const struct input *input);

/* The same, hashed here; INPUT_NONE adds nothing. */
bool inputs_add_bytes(struct diag *diag, enum input_role role, const char *path,
    struct slice bytes);

/*
 * The same for what a library opens by its path: called before and after it
 * has read, so that a file that was another in between is told. False after a
 * report.
 */
bool inputs_add_file(struct diag *diag, enum input_role role, const char *path);

/* All of them, in the order they were first read. The view is valid until the
 * next is added. */
const struct input *inputs_list(const struct diag *diag, size_t *count);

/*
 * Files, as bytes for another process of this program, and added there. False
 * after a report: one that is another there, or bytes that are not whole.
 */
void inputs_pack(const struct diag *diag, struct strbuf *out);
bool inputs_unpack(struct diag *diag, struct slice packed);

/*
 * Keeps an answer's rows: a descriptor of a file without a name, which is the
 * account's from now on. The descriptor of that name, or -1.
 */
void inputs_keep(const struct diag *diag, const char *path, int take_file);
int inputs_kept(const struct diag *diag, const char *path);
/* As hash_file_after, of what is kept. */
bool inputs_hash_kept_after(const struct diag *diag, const char *path,
    struct slice prefix, struct digest *digest);

/* The one of this role and path, or NULL. */
const struct input *inputs_find(
    const struct diag *diag, enum input_role role, const char *path);

#endif
