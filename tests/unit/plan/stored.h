/*
 * tests/unit/plan/stored.h - the people's rows in a plan on disk, for what asks
 * the plan.
 */
#ifndef TESTS_UNIT_PLAN_STORED_H
#define TESTS_UNIT_PLAN_STORED_H

#include <stdlib.h>

#include "base/file.h"
#include "people.h"

struct stored {
	char folder[32];
	struct plan *plan;
	uint32_t rows;
};

static inline void
stored_open(struct stored *stored, struct people_job *people)
{
	struct plan_column columns[PEOPLE_COLUMNS];
	*stored = (struct stored){.folder = "/tmp/utskick-stored-XXXXXX"};
	if (!mkdtemp(stored->folder))
		abort();
	for (uint32_t i = 0; i < PEOPLE_COLUMNS; i++)
		columns[i] = (struct plan_column){.number = i,
		    .name = people->columns[i].name,
		    .type = "text"};
	stored->plan = plan_new(
	    path_join(people->mem, stored->folder, "plan.db"), people->diag);
	if (!stored->plan ||
	    !plan_add_columns(stored->plan, columns, PEOPLE_COLUMNS))
		abort();
}

/* Numbers from 1, lines from 2. */
static inline void
stored_add(struct stored *stored, const char *const *cells)
{
	struct slice texts[PEOPLE_COLUMNS];
	for (size_t i = 0; i < PEOPLE_COLUMNS; i++)
		texts[i] = slice_view(cells[i] ? cells[i] : "");
	const struct plan_row row = {
	    .row = ++stored->rows,
	    .line = stored->rows + 1,
	    .clean = texts,
	    .as_read = texts,
	};
	if (!plan_add_row(stored->plan, &row))
		abort();
}

static inline void
stored_close(struct stored *stored, struct people_job *people)
{
	plan_drop(stored->plan);
	folder_remove(stored->folder, people->diag);
}

#endif
