/*
 * serve/register_form.h - the form of the register's page: how the file is read,
 * and what each column is; as the job says it, or as somebody sent it.
 */
#ifndef SERVE_REGISTER_FORM_H
#define SERVE_REGISTER_FORM_H

#include "serve/roles.h"
#include "serve/sheet.h"

struct register_column {
	struct slice name;
	enum role role, was;
	struct slice type; /* one of column_type_names, or empty: text */
	struct slice type_was;
	bool fixed; /* its type is shown and not asked for: values, computed */
	bool looks_like_mark;
	bool hidden;
	struct slice examples;
};

struct register_form {
	struct edit *edit; /* of the job file as it is */
	char seen[65]; /* which that is */
	char file[65]; /* and which register (serve/state.h) */
	struct register_column *columns;
	size_t count;
	struct slice unprotected; /* why there is no column of protection */
	bool stale; /* it was made of another job file */
	bool stale_file; /* of another register: its columns, its lines */
};

/* Of the job file and the register. False after a report. */
bool register_form_read(struct register_form *form, struct work *work,
    const struct sheet_view *view);
/* Of what was sent, over the job file as it is. */
bool register_form_take(struct register_form *form, struct work *work);

void register_form_open(const struct register_form *form, struct work *work);
void register_form_write_reading(const struct register_form *form,
    const struct sheet_view *view, struct work *work);
void register_form_write_columns(
    const struct register_form *form, struct work *work);

#endif
