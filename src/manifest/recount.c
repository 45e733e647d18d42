#include "manifest/recount.h"

#include "base/file.h"
#include "manifest/column.h"
#include "manifest/messages.h"
#include "ooxml/package.h"

#define CHUNK ((size_t)64 * 1024)

struct recount {
	const struct words *words;
	char cell[32]; /* how an outcome's cell begins: <c r="G */
	struct manifest_counts found;
	struct strbuf text; /* what was read and not yet counted */
};

static void
count_outcome(struct recount *recount, struct slice text)
{
	static const struct message *const outcomes[OUTCOME_COUNT] = {
	    [OUTCOME_LETTER] = &manifest_word_is_letter,
	    [OUTCOME_TOGETHER] = &manifest_word_is_together,
	    [OUTCOME_EXCLUDED] = &manifest_word_is_excluded,
	    [OUTCOME_HELD] = &manifest_word_is_held,
	};
	for (size_t i = 0; i < OUTCOME_COUNT; i++) {
		if (slice_equal(
			text, message_text(recount->words, outcomes[i])))
			recount->found.by_outcome[i]++;
	}
}

/* `row` is one <row …>…</row>; text in it has its '<' escaped. */
static void
count_row(struct recount *recount, struct slice row)
{
	recount->found.rows++;
	struct slice cell =
	    slice_from(row, slice_find(row, slice_view(recount->cell)));
	struct slice text = slice_from(cell, slice_find(cell, SLICE("<t")));
	text = slice_from(text, slice_find_char(text, '>') + 1);
	count_outcome(recount, slice_part(text, 0, slice_find_char(text, '<')));
}

/* Counts the rows that are there whole and keeps the rest. */
static void
count_rows(struct recount *recount)
{
	static const struct slice end = {"</row>", 6};
	struct slice rest = strbuf_view(&recount->text);
	for (size_t at = slice_find(rest, end); at < rest.len;
	     at = slice_find(rest, end)) {
		count_row(recount, slice_part(rest, 0, at));
		rest = slice_from(rest, at + end.len);
	}
	if (rest.len)
		memmove(recount->text.at, rest.at, rest.len);
	recount->text.len = rest.len;
}

/* The part's sum is checked at its end. */
static bool
count_sheet(struct recount *recount, struct package *package, uint32_t sheet)
{
	struct strbuf name = {0};
	strbuf_print(&name, "xl/worksheets/sheet%u.xml", sheet);
	struct part *part = part_open(package, strbuf_text(&name));
	bool read = part;
	for (size_t got = 1; read && got;) {
		char *to = strbuf_reserve(&recount->text, CHUNK);
		read = part_read(part, to, CHUNK, &got);
		recount->text.len += got;
		count_rows(recount);
	}
	bool whole =
	    read && slice_ends(strbuf_view(&recount->text), "</worksheet>");
	part_close(part);
	strbuf_fini(&name);
	strbuf_reset(&recount->text);
	return whole;
}

static bool
agrees(const struct manifest_counts *found, const struct recount_want *want)
{
	bool same = found->rows == want->rows;
	for (size_t i = 0; want->by_outcome && i < OUTCOME_COUNT; i++)
		same = same && found->by_outcome[i] == want->by_outcome[i];
	return same;
}

bool
recount_check(
    const char *file, const struct recount_want *want, struct diag *diag)
{
	struct recount recount = {.words = want->words};
	/* A fault of the file itself is reported as a wrong count. */
	struct diag *unheard = diag_new(diag_sources(diag));
	char letters[8];
	column_write_letters(want->outcome_column, letters);
	snprintf(recount.cell, sizeof recount.cell, "<c r=\"%s", letters);
	struct package *package = package_open_own(file_open(file), unheard);
	bool ok = package;
	for (uint32_t i = 0; ok && i < want->sheets; i++)
		ok = count_sheet(&recount, package, want->first_sheet + i);
	package_close(package);
	diag_free(unheard);
	strbuf_fini(&recount.text);
	/* each sheet has a header */
	if (recount.found.rows >= want->sheets)
		recount.found.rows -= want->sheets;
	if (ok && agrees(&recount.found, want))
		return true;
	REPORT(diag, NO_SPAN, &manifest_bad_count,
	    ARGS(recount.found.rows, want->rows));
	return false;
}
