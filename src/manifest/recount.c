#include "manifest/recount.h"

#include "base/file.h"
#include "manifest/messages.h"
#include "manifest/reading.h"
#include "ooxml/xml.h"

#define CHUNK ((size_t)64 * 1024)

struct recount {
	struct package *package;
	const struct recount_sheet *want; /* of the sheet that is read */
	struct cells found; /* in it */
	uint32_t rows; /* of it, but for those in `summed` */
	struct text_sum summed; /* as far as `want` has a text */
	struct strbuf text; /* what was read of it and not yet counted */
	struct strbuf name; /* of a part */
	bool odd; /* something stands where a cell should */
};

/* ---- a sheet */

/* Where the next `c` is, or the end. */
static const char *
find(const char *at, const char *end, char c)
{
	const char *found = memchr(at, c, (size_t)(end - at));
	return found ? found : end;
}

/* AB12" */
static const char *
read_place(const char *at, const char *end, uint32_t *row, size_t *column)
{
	*row = 0;
	*column = 0;
	for (; at < end && *at >= 'A' && *at <= 'Z'; at++)
		*column = *column * 26 + (size_t)(*at - 'A' + 1);
	for (; at < end && *at >= '0' && *at <= '9'; at++)
		*row = *row * 10 + (uint32_t)(*at - '0');
	return at;
}

/* The cell that begins here, and what follows it; NULL where none does. What is
 * in a cell has no other "</c>", since '<' is escaped. */
static const char *
count_cell(struct recount *recount, const char *at, const char *end)
{
	static const char begin[] = "<c r=\"", finish[] = "</c>";
	const size_t begins = strlen(begin), finishes = strlen(finish);
	uint32_t row;
	size_t column;
	if ((size_t)(end - at) < begins || memcmp(at, begin, begins) != 0)
		return NULL;
	at = read_place(at + begins, end, &row, &column);
	at = find(at, end, '>');
	if (at == end || !row || !column)
		return NULL;
	const char *inside = at + 1, *to = inside, *next = inside;
	if (at[-1] != '/') {
		for (to = find(to, end, '<'); (size_t)(end - to) >= finishes &&
					      memcmp(to, finish, finishes) != 0;
		     to = find(to + 1, end, '<'))
			;
		if ((size_t)(end - to) < finishes)
			return NULL;
		next = to + finishes;
	}
	cells_add(&recount->found, row - 1, column - 1,
	    (struct slice){inside, (size_t)(to - inside)});
	return next;
}

/* `text` ends where </row> stood, and begins where the last row ended. */
static void
count_row(struct recount *recount, struct slice text)
{
	const char *end = text.at + text.len;
	text = slice_from(text, slice_find(text, SLICE("<row ")));
	text = slice_from(text, slice_find_char(text, '>'));
	const char *at = text.len ? text.at + 1 : NULL;
	while (at && at < end)
		at = count_cell(recount, at, end);
	recount->odd = recount->odd || !at;
	recount->rows++;
}

/* Sums what goes in behind the library's own rows; returns what follows. */
static struct slice
sum_text(struct recount *recount, struct slice rest)
{
	const struct recount_sheet *want = recount->want;
	if (!want->text || recount->rows != want->cells.rows)
		return rest;
	uint64_t len = want->text->len - recount->summed.len;
	if (len > rest.len)
		len = rest.len;
	text_sum_add(&recount->summed, slice_part(rest, 0, (size_t)len));
	return slice_from(rest, (size_t)len);
}

/* Counts the rows that are there whole and keeps the rest. */
static void
count_rows(struct recount *recount)
{
	static const struct slice end = {"</row>", 6};
	struct slice rest = sum_text(recount, strbuf_view(&recount->text));
	for (size_t at = slice_find(rest, end); at < rest.len;
	     at = slice_find(rest, end)) {
		count_row(recount, slice_part(rest, 0, at));
		rest = sum_text(recount, slice_from(rest, at + end.len));
	}
	if (rest.len)
		memmove(recount->text.at, rest.at, rest.len);
	recount->text.len = rest.len;
}

static const char *
name_part(struct recount *recount, const char *kind, uint32_t number)
{
	strbuf_reset(&recount->name);
	strbuf_print(&recount->name, "xl/%s%u.xml", kind, number);
	return strbuf_text(&recount->name);
}

/* The part's sum is checked at its end. */
static bool
read_sheet(
    struct recount *recount, const char *name, const struct recount_sheet *want)
{
	struct part *part = part_open(recount->package, name);
	bool read = part;
	recount->want = want;
	recount->found = (struct cells){0};
	recount->summed = (struct text_sum){0};
	recount->odd = false;
	recount->rows = 0;
	for (size_t got = 1; read && got;) {
		char *to = strbuf_reserve(&recount->text, CHUNK);
		read = part_read(part, to, CHUNK, &got);
		recount->text.len += got;
		count_rows(recount);
	}
	bool whole =
	    read && slice_ends(strbuf_view(&recount->text), "</worksheet>");
	part_close(part);
	strbuf_reset(&recount->text);
	return whole && !recount->odd;
}

/* Whether it holds what it should; text is compared by its sum. */
static bool
is_same(const struct recount *recount)
{
	const struct recount_sheet *want = recount->want;
	return recount->found.sum == want->cells.sum &&
	       recount->rows == want->cells.rows &&
	       (!want->text || text_sum_equal(&recount->summed, want->text));
}

/* What is wrong with it; read again, each row for itself. */
static void
report_sheet(struct recount *recount, uint32_t number,
    const struct recount_sheet *want, struct diag *diag)
{
	static const struct recount_sheet no_text;
	uint32_t rows = want->cells.rows + want->rows;
	read_sheet(
	    recount, name_part(recount, "worksheets/sheet", number), &no_text);
	if (recount->rows != rows)
		REPORT(diag, NO_SPAN, &manifest_bad_count,
		    ARGS(number, recount->rows, rows));
	else
		REPORT(diag, NO_SPAN, &manifest_bad_cells, ARGS(number));
}

static bool
check_sheet(struct recount *recount, uint32_t number,
    const struct recount_sheet *want, struct diag *diag)
{
	if (read_sheet(recount, name_part(recount, "worksheets/sheet", number),
		want) &&
	    is_same(recount))
		return true;
	report_sheet(recount, number, want, diag);
	return false;
}

/* ---- all other parts */

static void
pass_start(void *ctx, struct xml_name name, const char **attributes)
{
	(void)ctx, (void)name, (void)attributes;
}

static void
pass_end(void *ctx, struct xml_name name)
{
	(void)ctx, (void)name;
}

static bool
is_sheet(const char *name)
{
	static const char folder[] = "xl/worksheets/sheet";
	return strncmp(name, folder, strlen(folder)) == 0;
}

/* Sheets have been read; whatever else there is, to its end. */
static bool
check_others(struct recount *recount, struct diag *diag)
{
	static const char *const none[] = {NULL};
	static const struct xml_handlers pass = {
	    .spaces = none, .start = pass_start, .end = pass_end};
	const char *name;
	for (size_t i = 0; (name = package_name(recount->package, i)); i++) {
		if (is_sheet(name) ||
		    xml_read_part(recount->package, name, &pass, NULL))
			continue;
		REPORT(diag, NO_SPAN, &manifest_bad_part, ARGS(name));
		return false;
	}
	return true;
}

/* Parts that no workbook is without, and no sheet or chart beyond the last. */
static bool
check_names(
    struct recount *recount, const struct recount_want *want, struct diag *diag)
{
	static const char *const needed[] = {"[Content_Types].xml",
	    "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
	    "xl/_rels/workbook.xml.rels", "xl/styles.xml",
	    "xl/theme/theme1.xml", "xl/workbook.xml", NULL};
	struct package *package = recount->package;
	const char *bad = NULL;
	for (size_t i = 0; !bad && needed[i]; i++)
		bad = package_has(package, needed[i]) ? NULL : needed[i];
	if (!bad && want->chart_count &&
	    !package_has(package, "xl/drawings/drawing1.xml"))
		bad = "xl/drawings/drawing1.xml";
	if (!bad && package_has(package, name_part(recount, "worksheets/sheet",
					     want->sheet_count + 1)))
		bad = strbuf_text(&recount->name);
	if (bad)
		REPORT(diag, NO_SPAN, &manifest_bad_part, ARGS(bad));
	return !bad;
}

static bool
check_charts(const char *file, const struct recount_want *want,
    struct diag *unheard, struct diag *diag)
{
	struct reading *reading = reading_open(file, unheard);
	for (uint32_t i = 0; reading && i < want->chart_count; i++)
		reading_expect_chart(reading, want->charts[i]);
	bool same = reading && reading_end_charts(reading);
	reading_close(reading);
	if (!same)
		REPORT(diag, NO_SPAN, &manifest_bad_part, ARGS("xl/charts"));
	return same;
}

bool
recount_check(
    const char *file, const struct recount_want *want, struct diag *diag)
{
	struct recount recount = {0};
	/* A fault of the file itself is reported as one of its parts. */
	struct diag *unheard = diag_new(diag_sources(diag));
	recount.package = package_open_own(file_open(file), unheard);
	bool ok = recount.package;
	if (!ok)
		REPORT(diag, NO_SPAN, &manifest_bad_part, ARGS("zip"));
	ok = ok && check_names(&recount, want, diag);
	for (uint32_t i = 0; ok && i < want->sheet_count; i++)
		ok = check_sheet(&recount, i + 1, &want->sheets[i], diag);
	ok = ok && check_others(&recount, diag) &&
	     check_charts(file, want, unheard, diag);
	package_close(recount.package);
	diag_free(unheard);
	strbuf_fini(&recount.text);
	strbuf_fini(&recount.name);
	return ok;
}
