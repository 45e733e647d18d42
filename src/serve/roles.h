/*
 * serve/roles.h - what each column of a register is, as a form asks it, and how
 * the job file says it.
 *
 * A column has one role in the form; the same column as number and key is one.
 * What the form cannot say (a column of several roles, a computed one, a reason
 * why nobody is marked) stays as it is written.
 */
#ifndef SERVE_ROLES_H
#define SERVE_ROLES_H

#include "conf/edit.h"
#include "serve/http.h"
#include "serve/pages.h"

enum role {
	ROLE_NONE,
	ROLE_NUMBER_KEY, /* identity number, by which rows are known */
	ROLE_NUMBER,
	ROLE_KEY,
	ROLE_FIRST_NAME,
	ROLE_LAST_NAME,
	ROLE_NAME,
	ROLE_CO,
	ROLE_STREET,
	ROLE_STREET2,
	ROLE_POSTCODE,
	ROLE_TOWN,
	ROLE_POSTAL,
	ROLE_COUNTRY,
	ROLE_PROTECTED,
	ROLE_DECEASED,
	ROLE_GUARDIAN,
	ROLE_GUARDIAN_STREET,
	ROLE_GUARDIAN_POSTCODE,
	ROLE_GUARDIAN_TOWN,
	ROLE_COUNT,
	ROLE_SEVERAL = ROLE_COUNT, /* the form does not show it */
};

/* The value of an option, and its words. */
const char *role_name(enum role role);
const struct message *role_words(enum role role);
enum role role_find(struct slice name);

/* What the job says of a column. */
enum role roles_of(const struct edit *edit, struct slice column);

/* The columns of a form with what was chosen of each. */
struct role_choice {
	struct slice column;
	enum role role, was;
};

/*
 * Writes what differs. False after reports: two columns of a role that only one
 * can have, no key, or a place that a form cannot change.
 */
bool roles_write(struct arena *mem, struct edit *edit,
    const struct role_choice *choices, size_t count, struct diag *diag);

/* Why there is no column of protection; empty: there is one, or nothing is
 * said. */
struct slice roles_unprotected(const struct edit *edit);

/* Whether the job names something for it that is no column of the form: a
 * computed one. */
bool roles_say_other(const struct edit *edit, enum role role);

/* Whether the job says why a column that looks like a mark is none, or that it
 * belongs to a guardian whose name stands. */
bool roles_explain(const struct edit *edit, struct slice column);

#endif
