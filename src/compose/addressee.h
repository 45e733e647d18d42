/*
 * compose/addressee.h - to whom a row's letters go, and under which address.
 *
 * A client, or the guardian (god man, förvaltare) that the register names for
 * the client: in the client's place, as c/o, or both, as the job says. The
 * letter asks {{if addressee = 'guardian'}}; plan and manifest say which.
 */
#ifndef COMPOSE_ADDRESSEE_H
#define COMPOSE_ADDRESSEE_H

#include "job/job_file.h"
#include "job/reads.h"

enum addressee {
	ADDRESSEE_CLIENT,
	ADDRESSEE_CARE_OF, /* the client, c/o the guardian */
	ADDRESSEE_GUARDIAN, /* the guardian, "Gäller <client>" */
};

#define ADDRESSEES_MAX 2

/* The names of those who share a letter; count 0: the row's own. */
#define NAMES_MAX 4
struct household_names {
	struct slice first[NAMES_MAX], full[NAMES_MAX];
	size_t count;
};

/* As one text for the plan, and back (views of the text). */
struct slice household_names_write(
    struct arena *arena, const struct household_names *names);
struct household_names household_names_read(struct slice text);

/* "client", "care-of", "guardian": in plan and manifest. */
const char *addressee_name(enum addressee addressee);
/* The inverse, for names from a plan. */
enum addressee addressee_of(struct slice name);

/* Who gets a letter for this row; returns how many. */
size_t addressee_list(const struct job_reads *reads, enum guardian_mail mail,
    const struct row *row, enum addressee to[ADDRESSEES_MAX]);

/*
 * Whether it is clear that the row has a guardian, and who that is, where mail
 * goes by it. False, and why, of an address without a name, and of a cell such
 * as "Ja" or "Rut Ek (upphört)".
 */
bool addressee_is_clear(const struct job_reads *reads, enum guardian_mail mail,
    struct arena *letter_mem, const struct row *row, struct problem *why);

/*
 * The address lines, as address_make makes them; `concerning` stands before a
 * guardian's client. False, and why, where the address is incomplete.
 */
bool addressee_address(const struct job_reads *reads, const char *concerning,
    struct arena *letter_mem, const struct row *row, enum addressee addressee,
    const struct household_names *names, bool judged, struct address *address,
    struct problem *why);

#endif
