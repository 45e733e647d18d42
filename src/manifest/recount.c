#include "manifest/recount.h"

#include "base/fault.h"
#include "manifest/messages.h"
#include "manifest/reading.h"
#include "ooxml/xml.h"

#define CHUNK ((size_t)64 * 1024)

struct recount {
	struct package *package;
	struct cells found; /* in the sheet that is read */
	uint32_t rows; /* of it */
	uint64_t len; /* of its text so far, where that is unpacked here */
	uint32_t crc;
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

static const char *
name_part(struct recount *recount, const char *kind, uint32_t number)
{
	strbuf_reset(&recount->name);
	strbuf_print(&recount->name, "xl/%s%u.xml", kind, number);
	return strbuf_text(&recount->name);
}

static void
begin_sheet(struct recount *recount)
{
	recount->found = (struct cells){0};
	recount->odd = false;
	recount->rows = 0;
	recount->len = 0;
	recount->crc = 0;
	strbuf_reset(&recount->text);
}

static bool
is_at_end(const struct recount *recount)
{
	return !recount->odd &&
	       slice_ends(strbuf_view(&recount->text), "</worksheet>");
}

/* The part's sum is checked at its end. */
static bool
read_sheet(struct recount *recount, const char *name)
{
	struct part *part = part_open(recount->package, name);
	bool read = part;
	begin_sheet(recount);
	for (size_t got = 1; read && got;) {
		char *to = strbuf_reserve(&recount->text, CHUNK);
		read = part_read(part, to, CHUNK, &got);
		recount->text.len += got;
		count_rows(recount);
	}
	part_close(part);
	return read && is_at_end(recount);
}

/* ---- one whose rows went in compressed */

/* The next bytes as they are packed, `len` of them where there are as many. */
static bool
read_packed(struct part *part, uint64_t len, struct strbuf *to)
{
	bool read = true;
	strbuf_reset(to);
	for (size_t got = 1; read && got && to->len < len;) {
		size_t room =
		    len - to->len < CHUNK ? (size_t)(len - to->len) : CHUNK;
		read = part_read(part, strbuf_reserve(to, room), room, &got);
		to->len += got;
	}
	return read;
}

/* What stands before these rows, or after them. */
static bool
unpack(struct recount *recount, struct slice packed, bool last)
{
	size_t held = recount->text.len;
	bool whole = spool_unpack(&recount->text, packed, last);
	struct slice text = slice_from(strbuf_view(&recount->text), held);
	recount->len += text.len;
	recount->crc = spool_crc(recount->crc, text);
	count_rows(recount);
	return whole;
}

static bool
are_packed_rows(
    struct part *part, const struct spool *spool, struct strbuf *bytes)
{
	const struct text_sum *want = spool_packed(spool);
	struct text_sum found = {0};
	bool read = true;
	while (read && found.len < want->len) {
		uint64_t rest = want->len - found.len;
		read = read_packed(part, rest < CHUNK ? rest : CHUNK, bytes) &&
		       bytes->len;
		text_sum_add(&found, strbuf_view(bytes));
	}
	return read && text_sum_equal(&found, want);
}

static bool
read_with_rows(
    struct recount *recount, const char *name, const struct zip_rows *behind)
{
	struct part_said said;
	struct strbuf bytes = {0};
	const struct spool *spool = behind->spool;
	struct part *part = part_open_packed(recount->package, name, &said);
	begin_sheet(recount);
	bool same = part && read_packed(part, behind->before, &bytes) &&
		    unpack(recount, strbuf_view(&bytes), false) &&
		    are_packed_rows(part, spool, &bytes);
	recount->len += spool_len(spool);
	recount->crc = spool_continue_crc(spool, recount->crc);
	same = same && read_packed(part, UINT64_MAX, &bytes) &&
	       unpack(recount, strbuf_view(&bytes), true);
	part_close(part);
	strbuf_fini(&bytes);
	return same && is_at_end(recount) && said.len == recount->len &&
	       said.crc == recount->crc;
}

/* ---- any sheet */

/* What is wrong with it; read once more, each row for itself. */
static void
report_sheet(struct recount *recount, uint32_t number,
    const struct recount_sheet *want, struct diag *diag)
{
	uint32_t rows = want->cells.rows + want->rows;
	read_sheet(recount, name_part(recount, "worksheets/sheet", number));
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
	const char *name = name_part(recount, "worksheets/sheet", number);
	bool read = want->behind ? read_with_rows(recount, name, want->behind)
				 : read_sheet(recount, name);
	if (read && recount->found.sum == want->cells.sum &&
	    recount->rows == want->cells.rows)
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
	recount.package = package_open_own(fault_open(file), unheard);
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
