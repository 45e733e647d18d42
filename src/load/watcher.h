/*
 * load/watcher.h - whoever looks at all rows as they pass, to say at the end
 * what somebody should look at.
 *
 * Each is a struct watcher with what it needs of this: the loops over the rows
 * (load/load.c, plan/decide.c) walk a table of them and know none by name.
 */
#ifndef LOAD_WATCHER_H
#define LOAD_WATCHER_H

#include "job/job.h"
#include "ledger/plan.h"

/* A row that passes. */
struct watched {
	uint32_t number, line, source;
	const struct slice *cells; /* one for each column */
	const struct row *row; /* its values; NULL while it is loaded */
};

/* When the last row has passed. */
struct watch_end {
	const struct job *job;
	struct plan *plan;
	uint32_t rows;
	struct account *account; /* plan/account.h; NULL while loading */
	struct diag *diag;
};

struct watcher {
	/* Before the first row; the job is borrowed. */
	void *(*open)(const struct job *job);
	/* Every row; one whose cells are kept; one that may get a letter. */
	void (*see_row)(void *state, const struct watched *row);
	void (*see_kept)(void *state, const struct watched *row);
	void (*see_letter)(void *state, const struct watched *row);
	/* False after a report that ends the run; not for what is odd. */
	bool (*report)(void *state, const struct watch_end *end);
	void (*close)(void *state);
};

/* ---- a table of them, at work */

#define WATCHERS_MOST 12

struct watch {
	const struct watcher *const *table;
	size_t count;
	void *states[WATCHERS_MOST];
};

void watch_open(struct watch *watch, const struct watcher *const *table,
    size_t count, const struct job *job);
void watch_close(struct watch *watch);

void watch_see_row(const struct watch *watch, const struct watched *row);
void watch_see_kept(const struct watch *watch, const struct watched *row);
void watch_see_letter(const struct watch *watch, const struct watched *row);

/* Asks all of them, in the order of the table; false after reports. */
bool watch_report(const struct watch *watch, const struct watch_end *end);

#endif
