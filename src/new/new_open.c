#include "new/new_open.h"

#include "new/new_guess.h"

/* Lines that are looked at for a header, below the first. */
#define LINES_MOST 8

/* Names of roles from which on nobody looks further. */
#define ENOUGH 3

static struct intake *
open_as(
    struct arena *job_mem, const struct new_register *from, struct diag *diag)
{
	const struct intake_query query = {
	    .connection = slice_view(from->odbc), .file = from->path};
	struct intake_options options = {
	    .path = from->odbc ? intake_query_name(job_mem, query.connection,
				     slice_view(from->path))
			       : from->path,
	    .query = from->odbc ? &query : NULL,
	    .role = INPUT_REGISTER,
	    .encoding = from->encoding,
	    .delimiter = from->delimiter,
	    .sheet = from->sheet,
	    .header_row = from->header_row,
	    .by_option = true,
	    .beneath = true,
	};
	return intake_open(job_mem, &options, diag);
}

/* How many of its names mean something. */
static size_t
weigh(struct arena *job_mem, const struct intake *intake)
{
	const struct intake_found *found = intake_found(intake);
	struct new_guess guess;
	size_t weight = 0;
	new_guess_by_name(job_mem, found->names, found->count, &guess);
	for (size_t i = 0; i < NEW_ROLES; i++)
		weight += guess.columns[i] != NEW_NONE;
	for (size_t i = 0; i < found->count; i++)
		weight += guess.marks[i] != MARK_KIND_NONE ||
			  marks_identity(job_mem, found->names[i]);
	return weight;
}

/* The best so far, of what is being looked at. */
struct search {
	struct arena *mem;
	struct diag *quiet; /* what does not fit here says nothing */
	struct new_register best;
	size_t weight;
};

/* False where there is nothing to read so, or no more below. */
static bool
try_as(struct search *search, const struct new_register *as)
{
	struct intake *intake = open_as(search->mem, as, search->quiet);
	if (!intake)
		return false;
	size_t weight = weigh(search->mem, intake);
	if (weight > search->weight) {
		search->weight = weight;
		search->best = *as;
	}
	intake_close(intake);
	return true;
}

static void
try_lines(struct search *search, struct new_register as, uint32_t first)
{
	if (as.header_row || as.odbc)
		return;
	as.header_guessed = true;
	for (uint32_t i = 1; i <= LINES_MOST; i++) {
		as.header_row = first + i;
		if (!try_as(search, &as))
			return;
	}
}

static void
try_sheets(struct search *search, const struct new_register *from,
    const struct intake_found *found)
{
	for (size_t i = 0; !from->sheet && i < found->sheet_count; i++) {
		struct new_register as = *from;
		as.sheet = arena_dup_text(search->mem, found->sheets[i]);
		as.sheet_guessed = true;
		try_as(search, &as);
		if (search->weight < ENOUGH)
			try_lines(search, as, 1);
	}
}

struct intake *
new_open(struct arena *job_mem, struct new_register *from, struct diag *diag)
{
	struct intake *intake = open_as(job_mem, from, diag);
	struct sources *sources = sources_new();
	if (intake) {
		const struct intake_found *found = intake_found(intake);
		struct search search = {
		    .mem = job_mem,
		    .quiet = diag_new(sources),
		    .best = *from,
		    .weight = weigh(job_mem, intake),
		};
		if (search.weight < ENOUGH)
			try_lines(&search, *from, found->header_line);
		if (search.weight < ENOUGH)
			try_sheets(&search, from, found);
		diag_free(search.quiet);
		if (search.best.header_guessed || search.best.sheet_guessed) {
			*from = search.best;
			intake_close(intake);
			intake = open_as(job_mem, from, diag);
		}
	}
	sources_free(sources);
	return intake;
}
