#include "intake/other_sheets.h"

#include "base/hash.h"
#include "base/hash_set.h"
#include "intake/messages.h"
#include "intake/peek.h"
#include "text/normal.h"

#define SHEETS_MOST 50 /* that are opened */
#define ROWS_MOST 50 /* of each, looked through for header and row */

struct comparing {
	struct arena *mem; /* scratch */
	struct hash_set ours; /* names of columns, folded */
	bool header, rows; /* of the sheet at hand: found so far */
};

static uint64_t
hash_name(const struct comparing *comparing, struct slice name)
{
	return hash_short(1, text_fold(comparing->mem, name)) | 1;
}

static void
see_row(const struct peek_row *row, void *ctx)
{
	struct comparing *comparing = ctx;
	size_t alike = 0, filled = 0;
	for (size_t i = 0; i < row->count; i++) {
		if (slice_is_blank(row->cells[i]))
			continue;
		filled++;
		alike += hash_set_has(
		    &comparing->ours, hash_name(comparing, row->cells[i]));
	}
	if (comparing->header)
		comparing->rows |= filled > 0;
	else
		comparing->header = alike && alike * 2 >= comparing->ours.count;
}

/* Columns without a name have one of ours. */
static void
take_names(struct comparing *comparing, const struct intake_found *found)
{
	for (size_t i = 0; i < found->count; i++) {
		if (!slice_starts(found->names[i], "#"))
			hash_set_add(&comparing->ours,
			    hash_name(comparing, found->names[i]));
	}
}

static bool
is_alike(struct comparing *comparing, const char *path, struct slice sheet,
    struct diag *diag)
{
	const struct intake_options options = {
	    .path = path, .sheet = arena_dup_text(comparing->mem, sheet)};
	comparing->header = comparing->rows = false;
	/* Rows that stand before a fault are rows all the same. */
	intake_peek(
	    comparing->mem, &options, ROWS_MOST, see_row, comparing, diag);
	return comparing->rows;
}

/* A sheet that the system did not let us see is not one without rows. */
static bool
were_seen(const struct diag *unheard, struct diag *diag)
{
	struct strbuf reports = {0};
	if (diag_worst(unheard) < LEVEL_SYSTEM)
		return true;
	diag_pack(unheard, 0, &reports);
	diag_unpack(diag, strbuf_view(&reports));
	strbuf_fini(&reports);
	return false;
}

/* Sheets that are too many to be opened, each a whole one by itself. */
static size_t
count_beyond(const struct intake_found *found)
{
	return found->sheet_count > SHEETS_MOST
		   ? found->sheet_count - SHEETS_MOST
		   : 0;
}

bool
other_sheets_warn(struct arena *job_mem, const char *path,
    const struct intake_found *found, struct diag *diag)
{
	struct comparing comparing = {.mem = arena_new()};
	struct diag *unheard = diag_new(diag_sources(diag));
	struct strbuf names = {0};
	take_names(&comparing, found);
	for (size_t i = 0; i < found->sheet_count && i < SHEETS_MOST; i++) {
		if (slice_is(found->sheets[i], found->sheet) ||
		    !is_alike(&comparing, path, found->sheets[i], unheard))
			continue;
		strbuf_add_text(&names, names.len ? ", '" : "'");
		strbuf_add(&names, found->sheets[i]);
		strbuf_add_char(&names, '\'');
	}
	struct span span = {.file = found->file};
	size_t beyond = count_beyond(found);
	if (names.len)
		REPORT(diag, span, &intake_other_sheets,
		    ARGS(arena_dup(job_mem, strbuf_view(&names))));
	if (beyond)
		REPORT(diag, span, &intake_sheets_beyond,
		    ARGS(beyond, found->sheets[found->sheet_count - beyond]));
	if (names.len || beyond)
		HINT(diag, &intake_other_sheets_hint, NO_ARGS);
	bool ok = were_seen(unheard, diag);
	strbuf_fini(&names);
	hash_set_fini(&comparing.ours);
	diag_free(unheard);
	arena_free(comparing.mem);
	return ok;
}
